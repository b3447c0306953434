/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_UTF8_H
#define MATCH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file utf8.h
 * Strict UTF-8: no overlong forms, surrogates or code points past U+10FFFF.
 */

/** The offset of the first byte that is not part of valid UTF-8, or size when all is well. */
size_t utf8_check(const char *bytes, size_t size);

/** The length of the valid sequence that begins here, 1 to 4; 0 when it is not valid. size > 0. */
size_t utf8_sequence(const char *bytes, size_t size);

/**
 * Decodes one code point of valid UTF-8 at *offset (< size) and moves past it.
 */
uint32_t utf8_next(const char *bytes, size_t size, size_t *offset);

/**
 * Decodes one code point at *offset (< size) of bytes that need not be UTF-8, and moves past it.
 * @return Whether there is one; else *code_point is U+FFFD and *offset moves by one byte.
 */
bool utf8_decode(const char *bytes, size_t size, size_t *offset, uint32_t *code_point);

/** Writes a code point; returns the number of bytes, 1 to 4. */
size_t utf8_put(char *out, uint32_t code_point);

#endif
