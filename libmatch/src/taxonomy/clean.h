/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_CLEAN_H
#define MATCH_TAXONOMY_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/**
 * @file clean.h
 * What gets into labels when they pass through spreadsheets.
 */

/**
 * Cleans a label: control characters, no-break spaces, tabs, byte order marks and line ends
 * become spaces, several spaces one, none at the ends. out->failed on want of memory.
 * @return Whether anything but spaces at the ends was changed.
 */
bool clean_label(const char *text, size_t length, struct buffer *out);

/** Cleans a longer text: keeps line ends (as LF), drops other control characters and the space
 * around it. */
void clean_text(const char *text, size_t length, struct buffer *out);

/**
 * How many bytes at the start may stay as they are: valid UTF-8 without the characters that
 * cleaning takes away, since they would play tricks with a terminal or a line of a file. NULs are
 * passed over: they stand between texts.
 * @param lines  Whether line ends (LF) and tabs may stay too, as they do in longer texts.
 */
size_t clean_check(const char *bytes, size_t size, bool lines);

/** Whether a text is a language tag such as "en", "lo" or "zh-Hant". */
bool clean_is_language(const char *tag);

/** Whether a code was turned into a number such as 1.3E+03 by a spreadsheet. */
bool clean_is_scientific(const char *code);

#endif
