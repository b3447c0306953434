/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/scratch.h"

#include "base/alloc.h"
#include "base/fail.h"

static bool
reserve_lines(struct skill_line **lines, size_t *capacity, size_t wanted)
{
    struct skill_line *grown = alloc_grow(*lines, capacity, wanted, sizeof **lines);

    *lines = grown ? grown : *lines;
    return grown;
}

static bool
reserve_numbers(uint32_t **numbers, size_t *capacity, size_t wanted)
{
    uint32_t *grown = alloc_grow(*numbers, capacity, wanted, sizeof **numbers);

    *numbers = grown ? grown : *numbers;
    return grown;
}

static bool
reserve_edges(struct assignment_edge **edges, size_t *capacity, size_t wanted)
{
    struct assignment_edge *grown = alloc_grow(*edges, capacity, wanted, sizeof **edges);

    *edges = grown ? grown : *edges;
    return grown;
}

match_status
scratch_reserve(struct scratch *scratch, const struct person *person, const struct offer *offer,
                match_error *err)
{
    size_t lines = offer->requirement_count;
    size_t claims = person->claim_count;

    /* A claim reaches a skill at most once, so there are no more edges than pairs of the two. */
    if (!reserve_lines(&scratch->lines, &scratch->line_capacity, lines) ||
        !reserve_lines(&scratch->other_lines, &scratch->other_line_capacity, lines) ||
        !reserve_lines(&scratch->use_lines, &scratch->use_line_capacity, claims) ||
        !reserve_edges(&scratch->edges, &scratch->edge_capacity, lines * claims) ||
        !reserve_numbers(&scratch->first, &scratch->first_capacity, lines + 1) ||
        !reserve_numbers(&scratch->chosen, &scratch->chosen_capacity, lines)) {
        return fail_memory(err);
    }
    return MATCH_OK;
}

void
scratch_clear(struct scratch *scratch)
{
    assignment_clear(&scratch->assignment);
    alloc_free(scratch->lines);
    alloc_free(scratch->other_lines);
    alloc_free(scratch->use_lines);
    alloc_free(scratch->edges);
    alloc_free(scratch->first);
    alloc_free(scratch->chosen);
    *scratch = (struct scratch){0};
}
