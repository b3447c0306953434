/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_DIGITS_H
#define MATCH_TEXT_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * @file digits.h
 * Digits as people in Laos and Thailand type them.
 */

/**
 * Copies a text with Lao, Thai and full-width digits turned to ASCII; other bytes stay as they
 * are. The result is never longer than the text.
 *
 * @param[out] out      Room for @p length + 1 bytes; gets a NUL at the end. May be @p text itself.
 * @param[out] changed  Whether a digit was turned; may be NULL.
 * @return The length of the result.
 */
size_t digits_fold(const char *text, size_t length, char *out, bool *changed);

#endif
