/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/related.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "base/limits.h"
#include "taxonomy/information.h"

/* One walk down from a concept. */
struct descent {
    const struct image *image;
    uint32_t *seen;       /* [concepts]: number of the last walk that came by */
    match_concept *found; /* [largest + 1] */
    uint32_t found_count;
    uint32_t largest;
};

static bool
is_skill(const struct image *image, match_concept concept)
{
    return image_concept(image, concept)->kind == MATCH_CONCEPT_SKILL;
}

/* Finds all below a concept; false when they are too many. */
static bool
descend(struct descent *descent, match_concept from)
{
    const struct image *image = descent->image;

    descent->found[0] = from;
    descent->found_count = 1;
    descent->seen[from - 1] = from;
    for (uint32_t i = 0; i < descent->found_count; i++) {
        match_concept at = descent->found[i];
        for (uint32_t j = image->narrower_starts[at - 1]; j < image->narrower_starts[at]; j++) {
            match_concept child = image->narrower[j];
            if (descent->seen[child - 1] == from) {
                continue;
            }
            if (descent->found_count == descent->largest) {
                return false;
            }
            descent->seen[child - 1] = from;
            descent->found[descent->found_count++] = child;
        }
    }
    return true;
}

static match_status
keep_found(const struct descent *descent, struct related_groups *out, match_error *err)
{
    size_t wanted = out->below_count + descent->found_count;
    if (wanted > LIMIT_RELATED) {
        return fail(err, MATCH_ERR_LIMIT,
                    "the hierarchy has more than %u pairs of a skill and a concept above it",
                    LIMIT_RELATED);
    }
    match_concept *below =
        alloc_grow(out->below, &out->below_capacity, wanted, sizeof *out->below);
    if (!below) {
        return fail_memory(err);
    }
    out->below = below;
    for (uint32_t i = 0; i < descent->found_count; i++) {
        if (is_skill(descent->image, descent->found[i])) {
            below[out->below_count++] = descent->found[i];
        }
    }
    return MATCH_OK;
}

/* What a concept with so many below it tells, of all of them. */
static uint32_t
information_of(uint32_t below, uint32_t all)
{
    uint64_t most = fixed_log2(all);
    uint64_t own = fixed_log2(below);
    return most == 0 ? 0 : (uint32_t)(((most - own) << FIXED_LOG_BITS) / most);
}

static match_status
list_below(struct descent *descent, struct related_groups *out, match_error *err)
{
    const struct image *image = descent->image;
    uint32_t count = image_count(image);
    uint32_t all = 0;

    for (match_concept concept = 1; concept <= count; concept ++) {
        uint8_t kind = image_concept(image, concept)->kind;
        all += kind == MATCH_CONCEPT_SKILL || kind == MATCH_CONCEPT_SKILL_GROUP;
    }
    for (match_concept concept = 1; concept <= count; concept ++) {
        uint8_t kind = image_concept(image, concept)->kind;
        bool counts = kind == MATCH_CONCEPT_SKILL || kind == MATCH_CONCEPT_SKILL_GROUP;
        if (counts && descend(descent, concept)) {
            match_status status = keep_found(descent, out, err);
            if (status != MATCH_OK) {
                return status;
            }
            out->information[concept - 1] = information_of(descent->found_count, all);
        }
        out->below_starts[concept] = (uint32_t)out->below_count;
    }
    return MATCH_OK;
}

/* Going through the concepts in order makes each list of those above ascending. */
static match_status
list_above(const struct image *image, struct related_groups *out, match_error *err)
{
    uint32_t count = image_count(image);
    out->above = alloc_zeroed(out->below_count + 1, sizeof *out->above);
    if (!out->above) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < out->below_count; i++) {
        out->above_starts[out->below[i]]++;
    }
    for (uint32_t i = 0; i < count; i++) {
        out->above_starts[i + 1] += out->above_starts[i];
    }
    /* Starts move to their ends and come back. */
    for (match_concept concept = 1; concept <= count; concept ++) {
        for (uint32_t i = out->below_starts[concept - 1]; i < out->below_starts[concept]; i++) {
            out->above[out->above_starts[out->below[i] - 1]++] = concept;
        }
    }
    for (uint32_t i = count; i > 0; i--) {
        out->above_starts[i] = out->above_starts[i - 1];
    }
    out->above_starts[0] = 0;
    return MATCH_OK;
}

match_status
related_groups_make(const struct image *image, uint32_t largest, struct related_groups *out,
                    match_error *err)
{
    uint32_t count = image_count(image);
    struct descent descent = {.image = image,
                              .largest = largest,
                              .seen = alloc_zeroed(count, sizeof(uint32_t)),
                              .found = alloc_zeroed(largest, sizeof(match_concept))};
    match_status status;

    *out = (struct related_groups){
        .below_starts = alloc_zeroed((size_t)count + 1, sizeof(uint32_t)),
        .above_starts = alloc_zeroed((size_t)count + 1, sizeof(uint32_t)),
        .information = alloc_zeroed(count, sizeof(uint32_t))};
    if (!descent.seen || !descent.found || !out->below_starts || !out->above_starts ||
        !out->information) {
        status = fail_memory(err);
    } else {
        status = list_below(&descent, out, err);
    }
    if (status == MATCH_OK) {
        status = list_above(image, out, err);
    }
    alloc_free(descent.seen);
    alloc_free(descent.found);
    return status;
}

void
related_groups_clear(struct related_groups *groups)
{
    alloc_free(groups->below_starts);
    alloc_free(groups->below);
    alloc_free(groups->above_starts);
    alloc_free(groups->above);
    alloc_free(groups->information);
    *groups = (struct related_groups){0};
}
