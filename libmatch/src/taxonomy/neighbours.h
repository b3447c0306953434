/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_NEIGHBOURS_H
#define MATCH_TAXONOMY_NEIGHBOURS_H

#include "taxonomy/image.h"

/**
 * @file neighbours.h
 * Which skill can stand in for which, and how far: the table of related skills
 * (docs/decisions/0023-related-skills.md).
 */

/**
 * Neighbours that a skill keeps at most: the best ones, of equal ones those that more
 * occupations list, then those with the lower number.
 */
#define NEIGHBOURS_KEPT 64u

/** What the table depends on. A taxonomy changes it by its facts "related.hierarchy", ... */
struct neighbours_options {
    uint32_t hierarchy;     /* permille that nearness in the hierarchy counts at most */
    uint32_t narrower;      /* the same where the claim is of a skill below the other one */
    uint32_t words;         /* permille that common words of the labels count at most */
    uint32_t least;         /* least similarity that is kept, 1..254 */
    uint32_t largest_group; /* most concepts below one that makes those below it related */
};

extern const struct neighbours_options neighbours_defaults;

/** Rows of neighbours, as sections of the image. Zero-initialised: empty. */
struct neighbours {
    uint32_t *starts; /* [concepts + 1] */
    match_neighbour *items;
    size_t count, capacity;
};

/**
 * Computes the neighbours of all skills from properties, concepts, labels, broader and narrower of
 * the image.
 * Release with neighbours_clear(), also after a failure.
 * @return MATCH_OK, MATCH_ERR_INVALID for a fact that is out of range, MATCH_ERR_LIMIT or
 *         MATCH_ERR_NOMEM.
 */
match_status neighbours_compute(const struct image *image, struct neighbours *out,
                                match_error *err);

void neighbours_clear(struct neighbours *neighbours);

#endif
