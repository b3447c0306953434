/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/score.h"

#include "base/fail.h"
#include "scoring/adjustment.h"
#include "scoring/apportion.h"

_Static_assert(sizeof(match_pair) == 52, "a pair has no padding: lists are arrays of bytes too");

/* The three coverages; scratch->lines are left as the score counts them. */
static bool
cover(struct scratch *scratch, const struct score_setting *setting, const struct person *person,
      const struct offer *offer, match_pair *pair)
{
    const struct policy_values *policy = setting->policy;
    bool open = false;

    if (!coverage_compute(scratch, policy, person, offer, LEVEL_COUNTED, scratch->lines,
                          &pair->coverage, &open)) {
        return false;
    }
    pair->coverage_lowest = pair->coverage;
    pair->coverage_highest = pair->coverage;
    if (open && (!coverage_compute(scratch, policy, person, offer, LEVEL_LOWEST,
                                   scratch->other_lines, &pair->coverage_lowest, NULL) ||
                 !coverage_compute(scratch, policy, person, offer, LEVEL_HIGHEST,
                                   scratch->other_lines, &pair->coverage_highest, NULL))) {
        return false;
    }
    /* Nobody has said what the person can do: it may be all of it. */
    if (person->unstated && pair->coverage != MATCH_SCORE_UNKNOWN) {
        pair->coverage_highest = MATCH_SCORE_ONE;
    }
    return true;
}

static void
count_essential(const struct scratch *scratch, const struct policy_values *policy,
                const struct person *person, const struct offer *offer, match_pair *pair)
{
    pair->essential_count = offer->essential_count;
    pair->essential_met = 0;
    for (uint32_t i = 0; i < offer->requirement_count; i++) {
        if (offer->lines[i].essential &&
            coverage_state(policy, person, &offer->lines[i], &scratch->lines[i]) ==
                MATCH_LINE_MET) {
            pair->essential_met++;
        }
    }
}

static match_grade
grade_by(int32_t value, int32_t strong, int32_t partial)
{
    if (value < 0) {
        return MATCH_GRADE_UNKNOWN;
    }
    if (value >= strong) {
        return MATCH_GRADE_STRONG;
    }
    return value >= partial ? MATCH_GRADE_PARTIAL : MATCH_GRADE_START;
}

static match_grade
grade_pair(const struct policy_values *policy, match_record_kind kind, const match_pair *pair)
{
    match_grade grade;

    switch (kind) {
    case MATCH_RECORD_VACANCY:
        grade = grade_by(pair->coverage, policy->strong_coverage, policy->partial_coverage);
        /* What nobody knows counts in coverage; alone it is no match. */
        if (grade == MATCH_GRADE_PARTIAL && pair->use <= 0) {
            return MATCH_GRADE_START;
        }
        return grade == MATCH_GRADE_STRONG && pair->essential_met < pair->essential_count
                   ? MATCH_GRADE_PARTIAL
                   : grade;
    case MATCH_RECORD_TRAINING:
        /* All of it is new where hardly anything the person can do is near it: a start. */
        grade = grade_by(pair->gain, policy->strong_gain, policy->partial_gain);
        return grade > MATCH_GRADE_START && pair->use < policy->strong_use ? MATCH_GRADE_START
                                                                           : grade;
    default:
        return MATCH_GRADE_UNKNOWN;
    }
}

/* Weighs one criterion; returns its share in the score before division. */
static uint64_t
weigh_one(const struct facts *facts, size_t i, match_part *part)
{
    bool applies = criteria[i].kinds & (1u << facts->offer->opportunity->kind);
    int32_t value = applies ? criteria[i].value(facts) : VALUE_NOT_APPLICABLE;
    match_part_state state = value >= 0                        ? MATCH_PART_KNOWN
                             : value == VALUE_NOT_APPLICABLE ? MATCH_PART_NOT_APPLICABLE
                                                              : MATCH_PART_UNKNOWN;
    bool counts = state == MATCH_PART_KNOWN || (state == MATCH_PART_UNKNOWN && criteria[i].core);

    *part = (match_part){.criterion = criteria[i].name,
                         .weight = counts ? (uint32_t)facts->policy->weight[i] : 0,
                         .value = value >= 0 ? value : MATCH_SCORE_UNKNOWN,
                         .state = (uint32_t)state};
    return value > 0 ? part->weight * (uint64_t)value : 0;
}

/*
 * Weighs the criteria that apply into a score, and says which contributed what. What is taken off
 * has no weight in the mean and is no more than coverage and use give; its points are what is
 * left between the points of the others and the score.
 */
static int32_t
weigh(const struct facts *facts, match_part *parts)
{
    uint64_t shares[CRITERION_COUNT];
    int32_t points[CRITERION_COUNT];
    uint64_t weights = 0;
    uint64_t sum = 0;
    uint64_t deduction;
    int32_t score;

    for (size_t i = 0; i < CRITERION_COUNT; i++) {
        shares[i] = weigh_one(facts, i, &parts[i]);
        weights += criteria[i].deducts ? 0 : parts[i].weight;
        sum += criteria[i].deducts ? 0 : shares[i];
    }
    deduction = shares[CRITERION_BASE];
    if (deduction > shares[CRITERION_COVERAGE] + shares[CRITERION_USE]) {
        deduction = shares[CRITERION_COVERAGE] + shares[CRITERION_USE];
    }
    shares[CRITERION_BASE] = 0;
    score = weights > 0 ? (int32_t)((sum - deduction) / weights) : 0;
    apportion(shares, CRITERION_COUNT, weights, points);
    points[CRITERION_BASE] = score - apportion_total(shares, CRITERION_COUNT, weights);
    for (size_t i = 0; i < CRITERION_COUNT; i++) {
        parts[i].points = points[i];
    }
    return score;
}

struct screening_case
score_screening_case(const struct score_setting *setting, const struct person *person,
                     const struct offer *offer)
{
    return (struct screening_case){
        .policy = setting->policy,
        .opportunity = offer->opportunity,
        .today = setting->today,
        .profile = person->profile,
        .age = person->age,
        .at_home =
            person->district != 0 && person->district == offer->opportunity->district,
    };
}

match_status
score_pair(struct scratch *scratch, const struct score_setting *setting,
           const struct person *person, const struct offer *offer, match_pair *pair,
           match_part parts[CRITERION_COUNT], match_error *err)
{
    const struct policy_values *policy = setting->policy;
    struct screening_case screened = score_screening_case(setting, person, offer);
    match_part unwanted[CRITERION_COUNT];
    match_status status = scratch_reserve(scratch, person, offer, err);

    if (status != MATCH_OK) {
        return status;
    }
    *pair = (match_pair){.profile = person->index, .kind = (uint16_t)offer->opportunity->kind};
    if (!cover(scratch, setting, person, offer, pair)) {
        return fail_memory(err);
    }
    pair->use = use_compute(person, offer, scratch->use_lines);
    pair->gain = gain_compute(policy, person, offer);
    count_essential(scratch, policy, person, offer, pair);
    pair->grade = (uint16_t)grade_pair(policy, offer->opportunity->kind, pair);
    if (person->unstated && pair->grade == MATCH_GRADE_START) {
        pair->grade = MATCH_GRADE_UNKNOWN; /* what is missing may be there */
    }
    pair->reasons = offer->reasons | screening_person(&screened);
    pair->standing = (uint16_t)screening_standing(policy, pair->reasons);
    pair->adjustment =
        (uint16_t)adjustment_worst(offer->opportunity, &person->profile->needs);
    pair->score = weigh(&(struct facts){.policy = policy,
                                        .taxonomy = setting->taxonomy,
                                        .places = setting->places,
                                        .today = setting->today,
                                        .ladders = setting->ladders,
                                        .person = person,
                                        .offer = offer,
                                        .coverage = pair->coverage,
                                        .use = pair->use,
                                        .gain = pair->gain},
                        parts ? parts : unwanted);
    return MATCH_OK;
}
