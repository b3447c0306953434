/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_EDITS_H
#define MATCH_TEXT_EDITS_H

#include <stddef.h>

/**
 * @file edits.h
 * How many slips of the keyboard lie between two texts.
 */

#define EDITS_MOST 2u         /* more are not told apart */
#define EDITS_CHARACTERS 256u /* of a text; a longer one has more edits than any */

/**
 * The fewest characters to put in, leave out, replace or exchange with the next one, that turn one
 * text into the other; no place is changed twice (optimal string alignment). Both are UTF-8.
 * @param[out] characters  Of the shorter text; as they are only where there are at most EDITS_MOST.
 * @return 0..EDITS_MOST, or EDITS_MOST + 1 for more.
 */
unsigned edits_between(const char *one, size_t one_size, const char *other, size_t other_size,
                       size_t *characters);

#endif
