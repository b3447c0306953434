/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/offers.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "scoring/base.h"

/* Taxonomy weight of an unresolved skill where nothing resolved of its kind says better. */
#define UNRESOLVED_SKILL_WEIGHT 128

_Static_assert(LIMIT_REQUIREMENTS <= UINT16_MAX, "offer_line.source holds 16 bits");

/* Adds the resolved ones of a list and returns where the next line goes. */
static struct offer_line *
add_lines(struct offer_line *at, const match_taxonomy *taxonomy,
          const struct requirement *requirements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t weight = match_taxonomy_weight(taxonomy, requirements[i].skill);
        if (weight > 0) {
            *at++ = (struct offer_line){
                .skill = requirements[i].skill,
                .weight = weight,
                .level = requirements[i].level,
                .essential = requirements[i].kind == MATCH_RELATION_ESSENTIAL,
                .source = (uint16_t)i,
            };
        }
    }
    return at;
}

static uint32_t
lighter(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* What counts of a weight by the origin of its requirement; never nothing. */
static uint32_t
trusted(const struct offer *offer, const struct offer_line *line,
        const struct policy_values *policy)
{
    enum requirement_origin origin = offer->opportunity->requirements[line->source].origin;
    uint64_t part = (uint64_t)line->weight * (uint32_t)policy->requirement_trust[origin] / 1000;

    return part > 0 ? (uint32_t)part : 1;
}

/* Weighs the lines of one kind, each up to a limit; returns the lightest, or UINT32_MAX. */
static uint32_t
weigh_kind(struct offer *offer, struct offer_line *lines, bool essential, uint32_t factor,
           uint32_t limit, const struct policy_values *policy)
{
    uint32_t lightest = UINT32_MAX;

    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        if ((bool)lines[i].essential == essential) {
            lines[i].weight = lighter(lines[i].weight * factor, limit);
            uint32_t counted = trusted(offer, &lines[i], policy);
            offer->doubtful_weight += lines[i].weight - counted;
            lines[i].weight = counted;
            lightest = lighter(lightest, lines[i].weight);
            offer->requirement_weight += lines[i].weight;
        }
    }
    return lightest;
}

/*
 * Optional requirements weigh less, and no more than the lightest essential one. What is not in
 * the taxonomy weighs like the lightest of its kind: little, but never nothing.
 */
static void
weigh_requirements(struct offer *offer, struct offer_line *lines,
                   const struct policy_values *policy)
{
    const struct opportunity *opportunity = offer->opportunity;
    uint32_t factors[2] = {(uint32_t)policy->optional_weight, (uint32_t)policy->essential_weight};
    uint32_t unresolved[2] = {0, 0};
    uint32_t limit = UINT32_MAX;

    for (size_t i = 0; i < opportunity->requirement_count; i++) {
        unresolved[opportunity->requirements[i].kind == MATCH_RELATION_ESSENTIAL]++;
    }
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        unresolved[lines[i].essential]--;
    }
    for (int essential = 1; essential >= 0; essential--) {
        uint32_t lightest = weigh_kind(offer, lines, essential, factors[essential], limit, policy);
        if (lightest == UINT32_MAX && unresolved[essential] > 0) {
            lightest = lighter(UNRESOLVED_SKILL_WEIGHT * factors[essential], limit);
        }
        if (unresolved[essential] > 0 && offer->requirement_count > 0) {
            offer->unresolved_weight[essential] = lightest;
            offer->unresolved_total += (uint64_t)unresolved[essential] * lightest;
        }
        limit = lightest;
    }
    offer->requirement_weight += offer->unresolved_total;
}

static struct offer_line *
compile_offer(struct offer *offer, struct offer_line *lines, const match_taxonomy *taxonomy,
              const struct policy_values *policy)
{
    const struct opportunity *opportunity = offer->opportunity;
    struct offer_line *taught = add_lines(lines, taxonomy, opportunity->requirements,
                                          opportunity->requirement_count);
    struct offer_line *end =
        add_lines(taught, taxonomy, opportunity->teaches, opportunity->teach_count);

    offer->lines = lines;
    offer->requirement_count = (uint32_t)(taught - lines);
    offer->taught_count = (uint32_t)(end - taught);
    weigh_requirements(offer, lines, policy);
    for (; taught < end; taught++) {
        offer->taught_weight += taught->weight;
    }
    for (size_t i = 0; i < opportunity->requirement_count; i++) {
        offer->essential_count += opportunity->requirements[i].kind == MATCH_RELATION_ESSENTIAL;
    }
    return end;
}

match_status
offers_compile(struct offers *offers, const match_catalogue *catalogue,
               const struct policy_values *policy, match_error *err)
{
    const match_taxonomy *taxonomy = match_catalogue_taxonomy(catalogue);
    struct offer_line *lines;
    size_t line_count = 0;

    *offers = (struct offers){.count = match_catalogue_count(catalogue)};
    for (size_t i = 0; i < offers->count; i++) {
        const struct opportunity *opportunity = catalogue_opportunity(catalogue, i);
        line_count += opportunity->requirement_count + opportunity->teach_count;
    }
    /* One more of each, so that nothing is an empty allocation. */
    offers->items = alloc_zeroed(offers->count + 1, sizeof *offers->items);
    offers->lines = alloc_zeroed(line_count + 1, sizeof *offers->lines);
    if (!offers->items || !offers->lines) {
        offers_clear(offers);
        return fail_memory(err);
    }
    lines = offers->lines;
    for (size_t i = 0; i < offers->count; i++) {
        offers->items[i].opportunity = catalogue_opportunity(catalogue, i);
        lines = compile_offer(&offers->items[i], lines, taxonomy, policy);
    }
    match_status status = base_compile(offers, taxonomy, policy, err);
    if (status != MATCH_OK) {
        offers_clear(offers);
    }
    return status;
}

void
offers_clear(struct offers *offers)
{
    alloc_free(offers->items);
    alloc_free(offers->lines);
    *offers = (struct offers){0};
}
