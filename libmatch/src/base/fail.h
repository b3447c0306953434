/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FAIL_H
#define MATCH_BASE_FAIL_H

#include <stdarg.h>

#include <libmatch/error.h>

/**
 * @file fail.h
 * Fills in a match_error.
 */

/**
 * Writes a failure. Cuts source at the front and message at the end, on whole UTF-8 characters;
 * control characters become '?'. Does nothing when err is NULL. source may be NULL.
 * @return status, so that a caller can write: return fail_at(...).
 */
match_status fail_at(match_error *err, match_status status, const char *source, uint32_t line,
                     uint32_t column, const char *format, ...) MATCH_PRINTF(6, 7);

/** The same without a place. */
match_status fail(match_error *err, match_status status, const char *format, ...)
    MATCH_PRINTF(3, 4);

/** MATCH_ERR_NOMEM with its text. */
match_status fail_memory(match_error *err);

/**
 * Writes one line of clean text, as messages are: cut at the end on a whole UTF-8 character,
 * control characters and bytes that are no UTF-8 become '?'. size is at least 1.
 */
void fail_format(char *out, size_t size, const char *format, va_list arguments) MATCH_PRINTF(3, 0);

/** A short English text for an errno value, the same in every locale. */
const char *fail_system_text(int number);

#endif
