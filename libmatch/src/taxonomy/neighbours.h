/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_NEIGHBOURS_H
#define MATCH_TAXONOMY_NEIGHBOURS_H

#include "taxonomy/image.h"

/**
 * @file neighbours.h
 * Which skill can stand in for which, and how far.
 */

/** Neighbours that a skill keeps at most: the best ones. */
#define NEIGHBOURS_KEPT 64u

/* How far a claim covers a requirement one or two steps away in the hierarchy, of 255. Whoever
 * can do the special thing can mostly do the general one; the reverse holds less. */
#define NEIGHBOURS_NARROWER_1 217u /* the claim is a narrower skill than the requirement */
#define NEIGHBOURS_NARROWER_2 184u
#define NEIGHBOURS_BROADER_1 140u /* the claim is a broader skill than the requirement */
#define NEIGHBOURS_BROADER_2 77u

/** Rows of neighbours, as sections of the image. Zero-initialised: empty. */
struct neighbours {
    uint32_t *starts; /* [concepts + 1] */
    match_neighbour *items;
    size_t count, capacity;
};

/**
 * Computes the neighbours of all skills from concepts, broader and narrower of the image.
 * Release with neighbours_clear(), also after a failure.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status neighbours_compute(const struct image *image, struct neighbours *out,
                                match_error *err);

void neighbours_clear(struct neighbours *neighbours);

#endif
