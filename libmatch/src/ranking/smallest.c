/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/smallest.h"

#include "base/alloc.h"
#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

/* What an item adds to the forced ones alone, and so the most it adds to any set. */
struct offer_of_item {
    size_t item;
    uint64_t gain; /* > 0 */
    uint64_t cost;
};

struct search {
    const struct smallest_problem *problem;
    match_error *err;
    long attempts; /* left */
    bool cut;      /* attempts ran out */
    bool *chosen;
    bool *best;
    uint64_t best_cost; /* of best; sets that cost as much are still looked for ... */
    bool best_is_first; /* ... until one was met in the order of the search */
    struct offer_of_item *offers; /* those with the most gain for their cost first */
    size_t offer_count;
};

static match_status
look(struct search *search, struct smallest_worth *worth)
{
    search->attempts--;
    return search->problem->look(search->problem->data, search->chosen, worth, search->err);
}

static uint64_t
cost_of(const struct search *search, const bool *set)
{
    uint64_t cost = 0;

    for (size_t i = 0; i < search->problem->count; i++) {
        cost += set[i] ? search->problem->items[i].cost : 0;
    }
    return cost;
}

static bool
is_too_dear(const struct search *search, uint64_t cost)
{
    return cost > search->best_cost || (cost == search->best_cost && search->best_is_first);
}

static void
keep(struct search *search, uint64_t cost)
{
    memcpy(search->best, search->chosen, search->problem->count * sizeof *search->best);
    search->best_cost = cost;
}

/* Leaves out items from the last to the first as long as the rest is enough. */
static match_status
begin_with_a_set(struct search *search)
{
    const struct smallest_problem *problem = search->problem;

    for (size_t i = problem->count; i-- > 0;) {
        struct smallest_worth worth;
        match_status status;

        if (problem->items[i].forced) {
            continue;
        }
        search->chosen[i] = false;
        status = look(search, &worth);
        if (status != MATCH_OK) {
            return status;
        }
        search->chosen[i] = !worth.enough;
    }
    keep(search, cost_of(search, search->chosen));
    return MATCH_OK;
}

/* Most gain for the cost first; of equal ones the first item. */
static int
compare_offers(const void *a, const void *b)
{
    const struct offer_of_item *x = a, *y = b;
    uint64_t left = x->gain * y->cost, right = y->gain * x->cost;

    if (left != right) {
        return left > right ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

static match_status
measure_gains(struct search *search, int32_t value)
{
    const struct smallest_problem *problem = search->problem;

    for (size_t i = 0; i < problem->count; i++) {
        struct smallest_worth worth;
        match_status status;

        if (problem->items[i].forced) {
            continue;
        }
        search->chosen[i] = true;
        status = look(search, &worth);
        search->chosen[i] = false;
        if (status != MATCH_OK) {
            return status;
        }
        search->offers[search->offer_count++] = (struct offer_of_item){
            .item = i,
            /* Values are rounded down, so a gain may be one more than the two say. */
            .gain = worth.value > value ? (uint64_t)(worth.value - value) + 1 : 1,
            .cost = problem->items[i].cost,
        };
    }
    if (search->offer_count > 0) {
        qsort(search->offers, search->offer_count, sizeof *search->offers, compare_offers);
    }
    return MATCH_OK;
}

/*
 * The least that lifting a value to the goal costs with items of an index and later, were they
 * divisible: those with the most gain for their cost come first. At least the cheapest of them,
 * as something is still missing; UINT64_MAX where all of them together are too little.
 */
static uint64_t
cost_to_goal(const struct search *search, size_t from, int32_t value)
{
    uint64_t missing = value < search->problem->goal ? (uint64_t)(search->problem->goal - value)
                                                     : 0;
    uint64_t cost = 0;
    uint64_t cheapest = UINT64_MAX;

    for (size_t i = 0; i < search->offer_count; i++) {
        const struct offer_of_item *offer = &search->offers[i];

        if (offer->item < from) {
            continue;
        }
        cheapest = offer->cost < cheapest ? offer->cost : cheapest;
        if (offer->gain >= missing) {
            cost += (offer->cost * missing + offer->gain - 1) / offer->gain;
            missing = 0;
        } else {
            cost += offer->cost;
            missing -= offer->gain;
        }
    }
    if (missing > 0) {
        return UINT64_MAX;
    }
    return cost > cheapest ? cost : cheapest;
}

/* One level of the search: which items of `from` and later go with those chosen. */
static match_status
descend(struct search *search, size_t from, uint64_t cost, int32_t value)
{
    const struct smallest_problem *problem = search->problem;

    for (size_t i = from; i < problem->count; i++) {
        uint64_t with = cost + problem->items[i].cost;
        uint64_t rest = cost_to_goal(search, i, value);
        struct smallest_worth worth;
        match_status status;

        if (rest == UINT64_MAX || is_too_dear(search, cost + rest)) {
            return MATCH_OK;
        }
        if (problem->items[i].forced || is_too_dear(search, with)) {
            continue;
        }
        if (search->attempts <= 0) {
            search->cut = true;
            return MATCH_OK;
        }
        search->chosen[i] = true;
        status = look(search, &worth);
        if (status == MATCH_OK && worth.enough) {
            keep(search, with);
            search->best_is_first = true;
        } else if (status == MATCH_OK) {
            status = descend(search, i + 1, with, worth.value);
        }
        search->chosen[i] = false;
        if (status != MATCH_OK || search->cut) {
            return status;
        }
    }
    return MATCH_OK;
}

/* Sets with all items, then with the forced ones alone; then the search between the two. */
static match_status
find(struct search *search, enum smallest_outcome *outcome)
{
    const struct smallest_problem *problem = search->problem;
    struct smallest_worth worth;
    match_status status;

    memset(search->chosen, true, problem->count);
    status = look(search, &worth);
    if (status != MATCH_OK || !worth.enough) {
        *outcome = SMALLEST_NONE;
        return status;
    }
    status = begin_with_a_set(search);
    for (size_t i = 0; i < problem->count; i++) {
        search->chosen[i] = problem->items[i].forced;
    }
    if (status == MATCH_OK) {
        status = look(search, &worth);
    }
    *outcome = SMALLEST_PROVEN;
    if (status != MATCH_OK || worth.enough) {
        keep(search, 0);
        return status;
    }
    status = measure_gains(search, worth.value);
    if (status == MATCH_OK) {
        status = descend(search, 0, cost_of(search, search->chosen), worth.value);
    }
    *outcome = search->cut ? SMALLEST_FOUND : SMALLEST_PROVEN;
    return status;
}

match_status
smallest_find(const struct smallest_problem *problem, bool *chosen,
              enum smallest_outcome *outcome, match_error *err)
{
    struct search search = {.problem = problem,
                            .err = err,
                            .attempts = problem->attempts,
                            .best = chosen,
                            .chosen = alloc_zeroed(problem->count + 1, sizeof(bool)),
                            .offers = alloc_zeroed(problem->count + 1,
                                                   sizeof(struct offer_of_item))};
    match_status status =
        search.chosen && search.offers ? find(&search, outcome) : fail_memory(err);

    alloc_free(search.chosen);
    alloc_free(search.offers);
    return status;
}
