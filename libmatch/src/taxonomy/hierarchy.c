/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/hierarchy.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

struct walk {
    uint32_t *waiting; /* broader concepts of each that are not done */
    uint32_t *depth;
    match_concept *queue;
    uint32_t done;
};

/* Kahn's order, from the top: a concept is done after all its broader ones. */
static void
walk_down(const struct image *image, struct walk *walk)
{
    uint32_t count = image_count(image);
    uint32_t end = 0;
    for (uint32_t i = 0; i < count; i++) {
        walk->waiting[i] = image->broader_starts[i + 1] - image->broader_starts[i];
        if (walk->waiting[i] == 0) {
            walk->depth[i] = 1;
            walk->queue[end++] = i + 1;
        }
    }
    while (walk->done < end) {
        uint32_t i = walk->queue[walk->done++] - 1;
        for (uint32_t j = image->narrower_starts[i]; j < image->narrower_starts[i + 1]; j++) {
            uint32_t child = image->narrower[j] - 1;
            if (walk->depth[child] < walk->depth[i] + 1) {
                walk->depth[child] = walk->depth[i] + 1;
            }
            if (--walk->waiting[child] == 0) {
                walk->queue[end++] = child + 1;
            }
        }
    }
}

/* A concept that is not done has a broader one that is not done: going up must come round. */
static match_concept
undone_broader(const struct image *image, const struct walk *walk, match_concept concept)
{
    for (uint32_t j = image->broader_starts[concept - 1]; j < image->broader_starts[concept]; j++) {
        if (walk->waiting[image->broader[j] - 1] > 0) {
            return image->broader[j];
        }
    }
    return 0;
}

static match_status
find_cycle(const struct image *image, const struct walk *walk, struct ids *cycle, match_error *err)
{
    uint32_t count = image_count(image);
    match_concept concept = 1;
    while (walk->waiting[concept - 1] == 0) {
        concept ++;
    }
    /* After as many steps as there are concepts we are in the cycle for sure. */
    for (uint32_t i = 0; i < count; i++) {
        concept = undone_broader(image, walk, concept);
    }
    match_concept smallest = concept;
    for (match_concept c = undone_broader(image, walk, concept); c != concept;
         c = undone_broader(image, walk, c)) {
        smallest = c < smallest ? c : smallest;
    }
    match_concept at = smallest;
    do {
        if (!ids_push(cycle, at)) {
            return fail_memory(err);
        }
        at = undone_broader(image, walk, at);
    } while (at != smallest);
    return MATCH_OK;
}

match_status
hierarchy_study(const struct image *image, struct hierarchy_facts *facts, match_error *err)
{
    uint32_t count = image_count(image);
    match_status status = MATCH_OK;
    struct walk walk = {.waiting = alloc_zeroed((size_t)count + 1, sizeof(uint32_t)),
                        .depth = alloc_zeroed((size_t)count + 1, sizeof(uint32_t)),
                        .queue = alloc_zeroed((size_t)count + 1, sizeof(match_concept))};
    *facts = (struct hierarchy_facts){0};
    if (!walk.waiting || !walk.depth || !walk.queue) {
        status = fail_memory(err);
        goto release;
    }
    walk_down(image, &walk);
    for (uint32_t i = 0; i < count; i++) {
        if (walk.depth[i] > facts->deepest) {
            facts->deepest = walk.depth[i];
            facts->at = i + 1;
        }
    }
    if (walk.done < count) {
        status = find_cycle(image, &walk, &facts->cycle, err);
    }
release:
    alloc_free(walk.waiting);
    alloc_free(walk.depth);
    alloc_free(walk.queue);
    if (status != MATCH_OK) {
        ids_clear(&facts->cycle);
    }
    return status;
}
