/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_SUGGEST_H
#define MATCH_RECORDS_SUGGEST_H

#include <libmatch/taxonomy.h>

/**
 * @file suggest.h
 * "Did you mean": what is spelt most like a text that is not known. A plain comparison of
 * letters; it proposes to a person and never decides.
 */

#define SUGGEST_BYTES 64 /* longest text that gets suggestions */

/**
 * How many letters must be changed, added, dropped or swapped with their neighbour to make one
 * text of the other, ASCII case aside; @p limit + 1 when it is more than the limit.
 */
size_t suggest_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                        size_t limit);

/** The most letters that may differ for a text of a length to be a suggestion. */
size_t suggest_limit(size_t length);

#define SUGGEST_COUNT 3

/**
 * Finds the concepts whose code or preferred English label is most like a text.
 * @param kinds     Bits 1 << match_concept_kind.
 * @param[out] out  The nearest first; ties by concept.
 * @return How many there are, at most SUGGEST_COUNT.
 */
size_t suggest_concepts(const match_taxonomy *taxonomy, const char *text, size_t length,
                        uint32_t kinds, match_concept out[SUGGEST_COUNT]);

#endif
