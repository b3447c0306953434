/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/base.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "scoring/criteria.h"

/* The occupations of a taxonomy as people. All arrays go by the number of a concept. */
struct reference {
    const match_taxonomy *taxonomy;
    uint32_t count; /* of concepts */
    uint64_t people;
    uint64_t *covered; /* sum over people of the best similarity with a skill */
    uint64_t *used;    /* sum over people of a skill's share in all they can do, 2^32 each */
    /* Those for which a skill is a neighbour: of skill s from starts[s] to starts[s + 1]. */
    uint32_t *starts;
    match_neighbour *claims;
    /* Working space: the best similarity of each skill met, and which were met. */
    uint8_t *best;
    match_concept *met;
    uint32_t met_count;
};

static void
meet(struct reference *reference, match_concept skill, uint32_t similarity)
{
    uint8_t *best = &reference->best[skill];

    if (*best == 0) {
        reference->met[reference->met_count++] = skill;
    }
    *best = *best < similarity ? (uint8_t)similarity : *best;
}

/* Adds one occupation to what people cover and use. */
static void
add_person(struct reference *reference, match_concept occupation)
{
    size_t count;
    const match_relation *skills =
        match_taxonomy_skills(reference->taxonomy, occupation, &count);
    uint64_t weight = 0;

    for (size_t i = 0; i < count; i++) {
        size_t near_count;
        const match_neighbour *near =
            match_taxonomy_neighbours(reference->taxonomy, skills[i].concept, &near_count);

        weight += match_taxonomy_weight(reference->taxonomy, skills[i].concept);
        meet(reference, skills[i].concept, MATCH_SIMILARITY_SAME);
        for (size_t j = 0; j < near_count; j++) {
            meet(reference, near[j].concept, near[j].similarity);
        }
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t own = match_taxonomy_weight(reference->taxonomy, skills[i].concept);
        reference->used[skills[i].concept] += (own << 32) / weight;
    }
    for (uint32_t i = 0; i < reference->met_count; i++) {
        reference->covered[reference->met[i]] += reference->best[reference->met[i]];
        reference->best[reference->met[i]] = 0;
    }
    reference->met_count = 0;
    reference->people += count > 0;
}

/* Turns the neighbours round. */
static match_status
list_claims(struct reference *reference, match_error *err)
{
    const match_taxonomy *taxonomy = reference->taxonomy;
    uint32_t *starts = reference->starts;
    size_t count;

    for (match_concept skill = 1; skill <= reference->count; skill++) {
        const match_neighbour *near = match_taxonomy_neighbours(taxonomy, skill, &count);
        for (size_t i = 0; i < count; i++) {
            starts[near[i].concept + 1]++;
        }
    }
    for (uint32_t i = 0; i <= reference->count; i++) {
        starts[i + 1] += starts[i];
    }
    reference->claims = alloc_zeroed((size_t)starts[reference->count + 1] + 1,
                                     sizeof *reference->claims);
    if (!reference->claims) {
        return fail_memory(err);
    }
    /* Starts move to their ends and come back. */
    for (match_concept skill = 1; skill <= reference->count; skill++) {
        const match_neighbour *near = match_taxonomy_neighbours(taxonomy, skill, &count);
        for (size_t i = 0; i < count; i++) {
            match_neighbour *claim = &reference->claims[starts[near[i].concept]++];
            *claim = near[i];
            claim->concept = skill & 0xFFFFFFu;
        }
    }
    for (uint32_t i = reference->count + 1; i > 0; i--) {
        starts[i] = starts[i - 1];
    }
    starts[0] = 0;
    return MATCH_OK;
}

/* Mean coverage in millionths: a sum over requirements, since each is covered by itself;
 * nothing is where nothing is asked for. */
static int32_t
mean_coverage(const struct reference *reference, const struct policy_values *policy,
              const struct offer *offer)
{
    uint64_t whole = reference->people * MATCH_SIMILARITY_SAME;
    uint64_t sum = offer->unresolved_total * (uint64_t)coverage_unresolved(policy, LEVEL_COUNTED);

    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        const struct offer_line *line = &offer->lines[i];
        sum += line->weight * (reference->covered[line->skill] * MATCH_SCORE_ONE / whole);
    }
    return offer->requirement_count > 0 ? (int32_t)(sum / offer->requirement_weight) : 0;
}

/* Mean use in millionths, also by what is taught. */
static int32_t
mean_use(struct reference *reference, const struct offer *offer)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < offer->requirement_count + offer->taught_count; i++) {
        match_concept skill = offer->lines[i].skill;
        meet(reference, skill, MATCH_SIMILARITY_SAME);
        for (uint32_t j = reference->starts[skill]; j < reference->starts[skill + 1]; j++) {
            meet(reference, reference->claims[j].concept, reference->claims[j].similarity);
        }
    }
    for (uint32_t i = 0; i < reference->met_count; i++) {
        match_concept skill = reference->met[i];
        sum += reference->used[skill] / reference->people * reference->best[skill];
        reference->best[skill] = 0;
    }
    reference->met_count = 0;
    return (int32_t)((sum / MATCH_SIMILARITY_SAME * MATCH_SCORE_ONE) >> 32);
}

static match_status
make_reference(struct reference *reference, const match_taxonomy *taxonomy, match_error *err)
{
    size_t room = (size_t)match_taxonomy_count(taxonomy) + 2;

    *reference = (struct reference){.taxonomy = taxonomy,
                                    .count = match_taxonomy_count(taxonomy),
                                    .covered = alloc_zeroed(room, sizeof(uint64_t)),
                                    .used = alloc_zeroed(room, sizeof(uint64_t)),
                                    .starts = alloc_zeroed(room, sizeof(uint32_t)),
                                    .best = alloc_zeroed(room, sizeof(uint8_t)),
                                    .met = alloc_zeroed(room, sizeof(match_concept))};
    if (!reference->covered || !reference->used || !reference->starts || !reference->best ||
        !reference->met) {
        return fail_memory(err);
    }
    for (match_concept concept = 1; concept <= reference->count; concept ++) {
        if (match_taxonomy_kind(taxonomy, concept) == MATCH_CONCEPT_OCCUPATION) {
            add_person(reference, concept);
        }
    }
    return list_claims(reference, err);
}

static void
clear_reference(struct reference *reference)
{
    alloc_free(reference->covered);
    alloc_free(reference->used);
    alloc_free(reference->starts);
    alloc_free(reference->claims);
    alloc_free(reference->best);
    alloc_free(reference->met);
}

match_status
base_compile(struct offers *offers, const match_taxonomy *taxonomy,
             const struct policy_values *policy, match_error *err)
{
    struct reference reference;
    match_status status = make_reference(&reference, taxonomy, err);

    for (size_t i = 0; status == MATCH_OK && reference.people > 0 && i < offers->count; i++) {
        struct offer *offer = &offers->items[i];
        int32_t coverage = mean_coverage(&reference, policy, offer);
        offer->base = (coverage + mean_use(&reference, offer)) / 2;
    }
    clear_reference(&reference);
    return status;
}

int32_t
criterion_base(const struct facts *facts)
{
    const struct offer *offer = facts->offer;

    return offer->requirement_count + offer->taught_count > 0 ? offer->base
                                                              : VALUE_NOT_APPLICABLE;
}
