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
    if (!open) {
        return true;
    }
    return coverage_compute(scratch, policy, person, offer, LEVEL_LOWEST, scratch->other_lines,
                            &pair->coverage_lowest, NULL) &&
           coverage_compute(scratch, policy, person, offer, LEVEL_HIGHEST, scratch->other_lines,
                            &pair->coverage_highest, NULL);
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
        /* All of it is new where nothing the person can do is near it: a start. */
        grade = grade_by(pair->gain, policy->strong_gain, policy->partial_gain);
        return grade > MATCH_GRADE_START && pair->use <= 0 ? MATCH_GRADE_START : grade;
    default:
        return MATCH_GRADE_UNKNOWN;
    }
}

/* Weighs the criteria that apply into a score, and says which contributed what. */
static int32_t
weigh(const struct facts *facts, match_part parts[CRITERION_COUNT])
{
    uint64_t shares[CRITERION_COUNT] = {0};
    int32_t points[CRITERION_COUNT];
    uint64_t weights = 0;

    for (size_t i = 0; i < CRITERION_COUNT; i++) {
        uint32_t weight = (uint32_t)facts->policy->weight[i];
        bool applies = criteria[i].kinds & (1u << facts->offer->opportunity->kind);
        int32_t value = applies ? criteria[i].value(facts) : VALUE_NOT_APPLICABLE;
        match_part_state state = value >= 0                        ? MATCH_PART_KNOWN
                                 : value == VALUE_NOT_APPLICABLE ? MATCH_PART_NOT_APPLICABLE
                                                                  : MATCH_PART_UNKNOWN;

        if (state != MATCH_PART_KNOWN && !(state == MATCH_PART_UNKNOWN && criteria[i].core)) {
            weight = 0;
        }
        weights += weight;
        shares[i] = value > 0 ? weight * (uint64_t)value : 0;
        if (parts) {
            parts[i] = (match_part){.criterion = criteria[i].name,
                                    .weight = weight,
                                    .value = value >= 0 ? value : MATCH_SCORE_UNKNOWN,
                                    .state = (uint32_t)state};
        }
    }
    if (parts) {
        apportion(shares, CRITERION_COUNT, weights, points);
        for (size_t i = 0; i < CRITERION_COUNT; i++) {
            parts[i].points = points[i];
        }
    }
    return apportion_total(shares, CRITERION_COUNT, weights);
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
    pair->reasons = offer->reasons | screening_person(&screened);
    pair->standing = (uint16_t)screening_standing(policy, pair->reasons);
    pair->adjustment =
        (uint16_t)adjustment_worst(offer->opportunity, &person->profile->needs);
    pair->score = weigh(&(struct facts){.policy = policy,
                                        .taxonomy = setting->taxonomy,
                                        .places = setting->places,
                                        .ladders = setting->ladders,
                                        .person = person,
                                        .offer = offer,
                                        .coverage = pair->coverage,
                                        .use = pair->use,
                                        .gain = pair->gain},
                        parts);
    return MATCH_OK;
}
