/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/offers.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

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

/* Optional requirements weigh less, and no more than the lightest essential one. */
static void
weigh_requirements(struct offer *offer, struct offer_line *lines,
                   const struct policy_values *policy)
{
    uint32_t lightest = UINT32_MAX;

    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        if (lines[i].essential) {
            lines[i].weight *= (uint32_t)policy->essential_weight;
            lightest = lines[i].weight < lightest ? lines[i].weight : lightest;
        }
    }
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        if (!lines[i].essential) {
            lines[i].weight *= (uint32_t)policy->optional_weight;
            lines[i].weight = lines[i].weight > lightest ? lightest : lines[i].weight;
        }
        offer->requirement_weight += lines[i].weight;
    }
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
    return MATCH_OK;
}

void
offers_clear(struct offers *offers)
{
    alloc_free(offers->items);
    alloc_free(offers->lines);
    *offers = (struct offers){0};
}
