/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_HIERARCHY_H
#define MATCH_TAXONOMY_HIERARCHY_H

#include "base/ids.h"
#include "taxonomy/image.h"

/**
 * @file hierarchy.h
 * Broader and narrower concepts as a whole.
 */

struct hierarchy_facts {
    uint32_t deepest; /* concepts on the longest chain of broader ones */
    match_concept at; /* the one at its end */
    struct ids cycle; /* concepts of one cycle, each followed by a broader one, the first
                         the smallest; empty when there is none */
};

/**
 * Looks for a cycle and for the longest chain, in linear time and without recursion. Uses
 * concepts, broader and narrower of the image. Release facts->cycle with ids_clear().
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status hierarchy_study(const struct image *image, struct hierarchy_facts *facts,
                             match_error *err);

#endif
