/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_ENCODING_H
#define MATCH_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include <libmatch/error.h>

/**
 * @file encoding.h
 * What a file's bytes are: UTF-8, or one of the other things that people save.
 */

/** The length of a UTF-8 byte order mark at the beginning: 3 or 0. */
size_t encoding_mark(const char *bytes, size_t size);

/**
 * Checks that bytes are UTF-8 without NUL.
 * @param[out] offset  Where the first wrong byte is; may be NULL.
 * @return MATCH_OK, or MATCH_ERR_SYNTAX with line, byte offset and what the bytes may be instead.
 */
match_status encoding_check(const char *bytes, size_t size, const char *source, size_t *offset,
                            match_error *err);

/** The same message for a known wrong byte, naming the row of a table. */
match_status encoding_fail(const char *bytes, size_t size, const char *source, size_t offset,
                           uint32_t row, match_error *err);

/**
 * Whether Lao or Thai text in UTF-8 was taken for Windows-1252 and encoded a second time
 * (it then shows accented Latin letters in place of Lao).
 */
bool text_looks_double_encoded(const char *text, size_t length);

#endif
