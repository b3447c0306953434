/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/neighbours.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/ids.h"

/* The skills met from one skill: each with its best similarity. */
struct gathering {
    uint8_t *best;  /* [concepts], 0 for those not met */
    struct ids met; /* in the order of meeting, each once */
    match_neighbour *sorted;
    size_t sorted_capacity;
};

/* One direction through the hierarchy and what a step in it is worth. */
struct direction {
    const uint32_t *starts;
    const match_concept *items;
    uint8_t one_step, two_steps;
};

static bool
meet(const struct image *image, struct gathering *gathering, match_concept from,
     match_concept concept, uint8_t similarity)
{
    if (concept == from || image_concept(image, concept)->kind != MATCH_CONCEPT_SKILL) {
        return true;
    }
    uint8_t *best = &gathering->best[concept - 1];
    if (*best == 0 && !ids_push(&gathering->met, concept)) {
        return false;
    }
    *best = *best < similarity ? similarity : *best;
    return true;
}

/* Steps lead through skills only: a group is no skill that anybody could claim. */
static bool
go(const struct image *image, struct gathering *gathering, match_concept from,
   const struct direction *way)
{
    for (uint32_t i = way->starts[from - 1]; i < way->starts[from]; i++) {
        match_concept near = way->items[i];
        if (image_concept(image, near)->kind != MATCH_CONCEPT_SKILL) {
            continue;
        }
        if (!meet(image, gathering, from, near, way->one_step)) {
            return false;
        }
        for (uint32_t j = way->starts[near - 1]; j < way->starts[near]; j++) {
            if (!meet(image, gathering, from, way->items[j], way->two_steps)) {
                return false;
            }
        }
    }
    return true;
}

static int
compare_best_first(const void *a, const void *b)
{
    const match_neighbour *left = a;
    const match_neighbour *right = b;
    if (left->similarity != right->similarity) {
        return left->similarity > right->similarity ? -1 : 1;
    }
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

static int
compare_concepts(const void *a, const void *b)
{
    const match_neighbour *left = a;
    const match_neighbour *right = b;
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

/* Adds the best of those met, in ascending order, and forgets all. */
static bool
keep_best(struct gathering *gathering, struct neighbours *out)
{
    size_t count = gathering->met.count;
    if (count == 0) {
        return true;
    }
    match_neighbour *sorted =
        alloc_grow(gathering->sorted, &gathering->sorted_capacity, count, sizeof *sorted);
    if (!sorted) {
        return false;
    }
    gathering->sorted = sorted;
    for (size_t i = 0; i < count; i++) {
        match_concept concept = gathering->met.items[i];
        sorted[i] =
            (match_neighbour){.concept = concept, .similarity = gathering->best[concept - 1]};
        gathering->best[concept - 1] = 0;
    }
    gathering->met.count = 0;
    if (count > NEIGHBOURS_KEPT) {
        qsort(sorted, count, sizeof *sorted, compare_best_first);
        count = NEIGHBOURS_KEPT;
    }
    qsort(sorted, count, sizeof *sorted, compare_concepts);
    match_neighbour *items =
        alloc_grow(out->items, &out->capacity, out->count + count, sizeof *items);
    if (!items) {
        return false;
    }
    out->items = items;
    memcpy(items + out->count, sorted, count * sizeof *sorted);
    out->count += count;
    return true;
}

static bool
compute_one(const struct image *image, struct gathering *gathering, match_concept concept,
            struct neighbours *out)
{
    /* Going up, the claim is the narrower of the two; going down, the broader. */
    const struct direction up = {.starts = image->broader_starts,
                                 .items = image->broader,
                                 .one_step = NEIGHBOURS_NARROWER_1,
                                 .two_steps = NEIGHBOURS_NARROWER_2};
    const struct direction down = {.starts = image->narrower_starts,
                                   .items = image->narrower,
                                   .one_step = NEIGHBOURS_BROADER_1,
                                   .two_steps = NEIGHBOURS_BROADER_2};
    return go(image, gathering, concept, &up) && go(image, gathering, concept, &down) &&
           keep_best(gathering, out);
}

match_status
neighbours_compute(const struct image *image, struct neighbours *out, match_error *err)
{
    uint32_t count = image_count(image);
    bool good = true;
    struct gathering gathering = {.best = alloc_zeroed((size_t)count + 1, 1)};
    *out = (struct neighbours){.starts = alloc_zeroed((size_t)count + 1, sizeof(uint32_t))};
    good = gathering.best && out->starts;
    for (match_concept concept = 1; good && concept <= count; concept ++) {
        if (image_concept(image, concept)->kind == MATCH_CONCEPT_SKILL) {
            good = compute_one(image, &gathering, concept, out);
        }
        out->starts[concept] = (uint32_t)out->count;
    }
    alloc_free(gathering.best);
    alloc_free(gathering.sorted);
    ids_clear(&gathering.met);
    return good ? MATCH_OK : fail_memory(err);
}

void
neighbours_clear(struct neighbours *neighbours)
{
    alloc_free(neighbours->starts);
    alloc_free(neighbours->items);
    *neighbours = (struct neighbours){0};
}
