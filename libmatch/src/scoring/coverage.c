/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

/* One computation of coverage. */
struct coverage_run {
    struct scratch *scratch;
    const struct policy_values *policy;
    const struct person *person;
    const struct offer *offer;
    enum level_scenario scenario;
    struct skill_line *lines;
    bool open;
};

static struct skill_line
compare(struct coverage_run *run, const struct offer_line *requirement, const struct reach *reach)
{
    const struct person_claim *claim = &run->person->claims[reach->claim];
    struct skill_line line = {
        .claim = reach->claim,
        .similarity = reach->similarity,
        .level = level_permille(run->policy, run->scenario, requirement->level, claim->level),
        .trust = (int32_t)claim->trust,
    };

    line.value = match_millionths(line.similarity, line.level, line.trust);
    run->open = run->open || level_is_open(requirement->level, claim->level);
    return line;
}

/* The line of a requirement by its exact claim, or an empty one. */
static struct skill_line
exact_line(struct coverage_run *run, const struct offer_line *requirement)
{
    struct skill_line best = {.claim = CLAIM_NONE};
    const struct reach *reach = person_first_reach(run->person, requirement->skill);

    for (; reach; reach = person_next_reach(run->person, reach)) {
        if (reach->similarity == MATCH_SIMILARITY_SAME) {
            struct skill_line line = compare(run, requirement, reach);
            if (best.claim == CLAIM_NONE || line.value > best.value) {
                best = line;
            }
        }
    }
    return best;
}

/* Adds an edge for each related claim that is better than the exact one; returns their number. */
static uint32_t
add_edges(struct coverage_run *run, const struct offer_line *requirement, int32_t exact,
          uint32_t count)
{
    const struct reach *reach = person_first_reach(run->person, requirement->skill);

    for (; reach; reach = person_next_reach(run->person, reach)) {
        if (reach->similarity == MATCH_SIMILARITY_SAME) {
            continue;
        }
        struct skill_line line = compare(run, requirement, reach);
        if (line.value > exact) {
            run->scratch->edges[count++] = (struct assignment_edge){
                .column = run->person->claims[reach->claim].first, /* a skill stands in once */
                .tag = (uint32_t)(reach - run->person->reaches),
                .gain = (int64_t)requirement->weight * (line.value - exact),
            };
        }
    }
    return count;
}

static bool
compute_lines(struct coverage_run *run)
{
    struct scratch *scratch = run->scratch;
    const struct offer *offer = run->offer;
    uint32_t edge_count = 0;

    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        run->lines[i] = exact_line(run, &offer->lines[i]);
        scratch->first[i] = edge_count;
        edge_count = add_edges(run, &offer->lines[i], run->lines[i].value, edge_count);
    }
    scratch->first[offer->requirement_count] = edge_count;
    if (edge_count == 0) {
        return true;
    }
    if (!assignment_solve(&scratch->assignment, offer->requirement_count,
                          run->person->claim_count, scratch->first, scratch->edges,
                          scratch->chosen)) {
        return false;
    }
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        if (scratch->chosen[i] != ASSIGNMENT_NONE) {
            const struct assignment_edge *edge = &scratch->edges[scratch->chosen[i]];
            run->lines[i] = compare(run, &offer->lines[i], &run->person->reaches[edge->tag]);
        }
    }
    return true;
}

/*
 * Coverage of the weight that counts. What is doubtful about requirements is nothing at worst and
 * all at best; in the score the person has as much of it as of the rest.
 */
static int32_t
divide(const struct offer *offer, enum level_scenario scenario, uint64_t sum)
{
    uint64_t all = offer->requirement_weight + offer->doubtful_weight;

    switch (scenario) {
    case LEVEL_LOWEST:
        return (int32_t)(sum / all);
    case LEVEL_HIGHEST:
        return (int32_t)((sum + offer->doubtful_weight * MATCH_SCORE_ONE) / all);
    default:
        return (int32_t)(sum / offer->requirement_weight);
    }
}

bool
coverage_compute(struct scratch *scratch, const struct policy_values *policy,
                 const struct person *person, const struct offer *offer,
                 enum level_scenario scenario, struct skill_line *lines, int32_t *coverage,
                 bool *open)
{
    struct coverage_run run = {.scratch = scratch,
                               .policy = policy,
                               .person = person,
                               .offer = offer,
                               .scenario = scenario,
                               .lines = lines};
    uint64_t sum = offer->unresolved_total * (uint64_t)coverage_unresolved(policy, scenario);

    if (!compute_lines(&run)) {
        return false;
    }
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        sum += coverage_share(&offer->lines[i], &lines[i]);
    }
    *coverage = MATCH_SCORE_UNKNOWN;
    if (offer->requirement_count > 0 && person->claim_count > 0) {
        *coverage = divide(offer, scenario, sum);
    }
    if (open) {
        *open = run.open || offer->unresolved_total > 0 || offer->doubtful_weight > 0;
    }
    return true;
}

int32_t
coverage_unresolved(const struct policy_values *policy, enum level_scenario scenario)
{
    switch (scenario) {
    case LEVEL_LOWEST:
        return 0;
    case LEVEL_HIGHEST:
        return MATCH_SCORE_ONE;
    default:
        return 1000 * policy->unknown_level[LEVEL_COUNTED];
    }
}

uint64_t
coverage_share(const struct offer_line *requirement, const struct skill_line *line)
{
    return (uint64_t)requirement->weight * (uint64_t)line->value;
}

match_line_state
coverage_state(const struct policy_values *policy, const struct person *person,
               const struct offer_line *requirement, const struct skill_line *line)
{
    if (line->claim == CLAIM_NONE) {
        return person->unstated ? MATCH_LINE_TO_CONFIRM : MATCH_LINE_MISSING;
    }
    const struct person_claim *claim = &person->claims[line->claim];
    if (level_is_open(requirement->level, claim->level)) {
        return claim->inferred ? MATCH_LINE_TO_CONFIRM : MATCH_LINE_LEVEL_UNKNOWN;
    }
    if (line->level == 0) {
        return MATCH_LINE_MISSING;
    }
    if (claim->inferred) {
        return MATCH_LINE_TO_CONFIRM;
    }
    uint32_t carried = 1000 - claim->lost;
    if ((uint64_t)line->similarity * (uint32_t)line->level * carried >=
        (uint64_t)policy->strong_line * MATCH_SIMILARITY_SAME * 1000) {
        return MATCH_LINE_MET;
    }
    return MATCH_LINE_PARTIAL;
}

int32_t
criterion_coverage(const struct facts *facts)
{
    /* Most training admits everybody; then there is nothing to cover. */
    if (facts->offer->opportunity->kind == MATCH_RECORD_TRAINING &&
        facts->offer->requirement_count == 0) {
        return VALUE_NOT_APPLICABLE;
    }
    return facts->coverage;
}
