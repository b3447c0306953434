/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RANKING_ORDER_H
#define MATCH_RANKING_ORDER_H

#include "ranking/matcher.h"

/**
 * @file order.h
 * Which of two pairs comes first, and the best so many of a stream of pairs. The order is total:
 * ids are unique and decide last, so the list does not depend on the order of the input.
 */

struct order {
    /* For the list of a person: demoted last, known first, wishes, score, id of the opportunity. */
    const match_catalogue *catalogue;
    const match_unlock *unlocks; /* by opportunity, whose points come on top; NULL: none */
    const struct profile *wisher; /* whose wishes count; NULL: by score alone */
    /* For the list of an opportunity, set instead: ... coverage, score, id of the person. */
    const match_roster *roster;
};

/** How a pair answers to the wishes that count; MATCH_WISH_NONE where none do. */
match_wish order_wish(const struct order *order, const match_pair *pair);

/** Whether a comes before b. */
bool order_before(const struct order *order, const match_pair *a, const match_pair *b);

/** Keeps the best top pairs of all that are offered; false on want of memory. */
bool order_keep(const struct order *order, struct pairs *best, size_t top,
                const match_pair *pair);

/** Sorts what order_keep() kept, best first. */
void order_sort_kept(const struct order *order, struct pairs *best);

/** Adds a pair to a list; false on want of memory. */
bool pairs_add(struct pairs *pairs, const match_pair *pair);

/** Sorts any list, best first. */
void order_sort(const struct order *order, struct pairs *pairs);

#endif
