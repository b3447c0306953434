/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/order.h"

#include "base/alloc.h"
#include "scoring/criteria.h"

#include <string.h>

/* 0 before 1: what is demoted comes last. Blocked pairs have lists of their own. */
static int
tier(const match_pair *pair)
{
    return pair->standing == MATCH_STANDING_DEMOTED;
}

/* A support asks for no skills, so nothing about it is unknown. */
static bool
is_known(const match_pair *pair)
{
    return pair->grade != MATCH_GRADE_UNKNOWN || pair->kind == MATCH_RECORD_SUPPORT;
}

/* What orders a list: the score, and for a course what it unlocks. */
static int32_t
score_in(const struct order *order, const match_pair *pair)
{
    return pair->score + (order->unlocks ? order->unlocks[pair->opportunity].points : 0);
}

match_wish
order_wish(const struct order *order, const match_pair *pair)
{
    return order->wisher
               ? wish_answered(order->wisher,
                               catalogue_opportunity(order->catalogue, pair->opportunity),
                               (match_grade)pair->grade)
               : MATCH_WISH_NONE;
}

bool
order_before(const struct order *order, const match_pair *a, const match_pair *b)
{
    if (tier(a) != tier(b)) {
        return tier(a) < tier(b);
    }
    if (is_known(a) != is_known(b)) {
        return is_known(a);
    }
    if (order->wisher && order_wish(order, a) != order_wish(order, b)) {
        return order_wish(order, a) < order_wish(order, b);
    }
    if (order->roster && a->coverage != b->coverage) {
        return a->coverage > b->coverage;
    }
    if (score_in(order, a) != score_in(order, b)) {
        return score_in(order, a) > score_in(order, b);
    }
    if (order->roster) {
        return strcmp(match_roster_id(order->roster, a->profile),
                      match_roster_id(order->roster, b->profile)) < 0;
    }
    return strcmp(match_catalogue_id(order->catalogue, a->opportunity),
                  match_catalogue_id(order->catalogue, b->opportunity)) < 0;
}

static void
swap(match_pair *a, match_pair *b)
{
    match_pair kept = *a;
    *a = *b;
    *b = kept;
}

/* Heaps have their worst pair on top: no child comes after its parent. */
static void
sift_down(const struct order *order, match_pair *heap, size_t count, size_t at)
{
    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= count) {
            return;
        }
        if (child + 1 < count && order_before(order, &heap[child], &heap[child + 1])) {
            child++;
        }
        if (!order_before(order, &heap[at], &heap[child])) {
            return;
        }
        swap(&heap[at], &heap[child]);
        at = child;
    }
}

static void
sift_up(const struct order *order, match_pair *heap, size_t at)
{
    while (at > 0) {
        size_t parent = (at - 1) / 2;

        if (!order_before(order, &heap[parent], &heap[at])) {
            return;
        }
        swap(&heap[parent], &heap[at]);
        at = parent;
    }
}

bool
pairs_add(struct pairs *pairs, const match_pair *pair)
{
    match_pair *grown =
        alloc_grow(pairs->items, &pairs->capacity, pairs->count + 1, sizeof *pairs->items);

    if (!grown) {
        return false;
    }
    pairs->items = grown;
    pairs->items[pairs->count++] = *pair;
    return true;
}

bool
order_keep(const struct order *order, struct pairs *best, size_t top, const match_pair *pair)
{
    if (best->count < top) {
        if (!pairs_add(best, pair)) {
            return false;
        }
        sift_up(order, best->items, best->count - 1);
    } else if (order_before(order, pair, &best->items[0])) {
        best->items[0] = *pair;
        sift_down(order, best->items, best->count, 0);
    }
    return true;
}

void
order_sort_kept(const struct order *order, struct pairs *best)
{
    for (size_t rest = best->count; rest > 1; rest--) {
        swap(&best->items[0], &best->items[rest - 1]);
        sift_down(order, best->items, rest - 1, 0);
    }
}

void
order_sort(const struct order *order, struct pairs *pairs)
{
    for (size_t i = pairs->count / 2; i-- > 0;) {
        sift_down(order, pairs->items, pairs->count, i);
    }
    order_sort_kept(order, pairs);
}
