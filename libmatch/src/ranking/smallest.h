/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RANKING_SMALLEST_H
#define MATCH_RANKING_SMALLEST_H

#include <libmatch/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file smallest.h
 * Finds the cheapest set of items that reaches a goal, by branch and bound
 * (docs/decisions/0025-smallest-change.md). Knows nothing about what the items are.
 */

/** What a set is worth. */
struct smallest_worth {
    bool enough;   /* the goal is reached; stays so when items are added */
    int32_t value; /* never falls when items are added, and each item adds less to a larger set */
};

struct smallest_item {
    uint32_t cost; /* 1 .. SMALLEST_COST_MAXIMUM */
    bool forced;   /* in every set that reaches the goal */
};

#define SMALLEST_COST_MAXIMUM (1u << 30)

struct smallest_problem {
    const struct smallest_item *items;
    size_t count;
    int32_t goal;  /* no set below this value is enough; up to 1 << 24 */
    long attempts; /* sets that may be looked at, beside 2 * count + 2 to begin with */
    match_status (*look)(void *data, const bool *chosen, struct smallest_worth *worth,
                         match_error *err);
    void *data;
};

enum smallest_outcome {
    SMALLEST_NONE,  /* all items together are not enough */
    SMALLEST_FOUND, /* enough, but the search was cut short */
    SMALLEST_PROVEN /* of all sets that are enough none costs less; of equal ones it comes first:
                       at the first item where they differ it has the item */
};

/**
 * @param[out] chosen  count values; the set that was found.
 * @return MATCH_OK, MATCH_ERR_NOMEM or what look() returned.
 */
match_status smallest_find(const struct smallest_problem *problem, bool *chosen,
                           enum smallest_outcome *outcome, match_error *err);

#endif
