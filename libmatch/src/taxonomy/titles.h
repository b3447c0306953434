/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_TITLES_H
#define MATCH_TAXONOMY_TITLES_H

#include "taxonomy/image.h"

/**
 * @file titles.h
 * How alike the names of two occupations are.
 */

/**
 * The cosine of the words of all names of two occupations or occupation groups, in millionths:
 * 1000000 for an occupation and itself, 0 where they have no word in common.
 */
int32_t titles_similarity(const match_taxonomy *taxonomy, match_concept a, match_concept b);

#endif
