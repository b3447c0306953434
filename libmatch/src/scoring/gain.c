/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

struct skill_line
gain_line(const struct policy_values *policy, const struct person *person,
          const struct offer_line *taught)
{
    struct skill_line line = {.claim = CLAIM_NONE, .value = MATCH_SCORE_ONE};
    const struct reach *reach = person_first_reach(person, taught->skill);

    for (; reach; reach = person_next_reach(person, reach)) {
        if (reach->similarity == MATCH_SIMILARITY_SAME) {
            const struct person_claim *claim = &person->claims[reach->claim];
            int32_t level = level_permille(policy, LEVEL_COUNTED, taught->level, claim->level);
            int32_t value = MATCH_SCORE_ONE - level * (1000 - (int32_t)claim->lost);
            if (line.claim == CLAIM_NONE || value < line.value) {
                line.claim = reach->claim;
                line.similarity = MATCH_SIMILARITY_SAME;
                line.level = level;
                line.trust = (int32_t)claim->trust;
                line.value = value;
            }
        }
    }
    return line;
}

int32_t
gain_compute(const struct policy_values *policy, const struct person *person,
             const struct offer *offer)
{
    const struct offer_line *taught = offer->lines + offer->requirement_count;
    uint64_t sum = 0;

    if (person->claim_count == 0 || offer->taught_count == 0) {
        return MATCH_SCORE_UNKNOWN;
    }
    for (uint32_t i = 0; i < offer->taught_count; i++) {
        sum += taught[i].weight * (uint64_t)gain_line(policy, person, &taught[i]).value;
    }
    return (int32_t)(sum / offer->taught_weight);
}

int32_t
criterion_gain(const struct facts *facts)
{
    /* Anything is new to somebody to whom it has hardly any relation: that alone says little. */
    if (facts->gain >= 0 && facts->use < facts->policy->strong_use) {
        return (int32_t)((int64_t)facts->gain * facts->policy->unrelated_gain / 1000);
    }
    return facts->gain;
}
