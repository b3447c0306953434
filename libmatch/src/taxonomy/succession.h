/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_SUCCESSION_H
#define MATCH_TAXONOMY_SUCCESSION_H

#include <libmatch/translation.h>

/**
 * @file succession.h
 * What became, in a newer version of a taxonomy, of the concepts of an older one.
 */

/** What takes the place of one concept. */
struct successors {
    uint32_t first, count; /* in succession->items */
    uint8_t link;          /* match_link_kind; MATCH_LINK_SAME where the concept is still there */
};

/** Zero-initialised: empty and ready for succession_find(). */
struct succession {
    struct successors *of; /* [concept - 1] of the older version */
    match_concept *items;
    size_t count, capacity;
    uint32_t *predecessors; /* [concept - 1] of the newer version: how many it succeeds */
};

/** Finds the successors of all concepts. Release with succession_clear(), also on failure. */
match_status succession_find(struct succession *succession, const match_taxonomy *before,
                             const match_taxonomy *after, match_error *err);

void succession_clear(struct succession *succession);

#endif
