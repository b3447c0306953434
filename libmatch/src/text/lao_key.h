/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LAO_KEY_H
#define MATCH_TEXT_LAO_KEY_H

#include <stddef.h>

/**
 * @file lao_key.h
 * A key under which a Lao word and its Thai cousin meet.
 */

/**
 * Turns a folded text into its search key, in place: Thai letters to Lao ones, and away with what
 * the two languages, or two people, spell differently. Other scripts stay as they are.
 * @return The new number of bytes, at most @p length.
 */
size_t lao_key(char *folded, size_t length);

#endif
