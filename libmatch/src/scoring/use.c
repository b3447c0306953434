/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

uint32_t
use_weight(const struct person_claim *claim)
{
    return claim->level == 0 ? 0 : claim->weight;
}

int32_t
use_compute(const struct person *person, const struct offer *offer, struct skill_line *lines)
{
    uint32_t line_count = offer->requirement_count + offer->taught_count;
    uint64_t sum = 0;
    uint64_t weight = 0;

    for (size_t i = 0; i < person->claim_count; i++) {
        lines[i] = (struct skill_line){.claim = (uint32_t)i};
    }
    for (uint32_t i = 0; i < line_count; i++) {
        const struct reach *reach = person_first_reach(person, offer->lines[i].skill);
        for (; reach; reach = person_next_reach(person, reach)) {
            struct skill_line *line = &lines[reach->claim];
            if (reach->similarity > line->similarity) {
                line->similarity = reach->similarity;
                line->offer_line = i;
            }
        }
    }
    for (size_t i = 0; i < person->claim_count; i++) {
        lines[i].value = match_millionths(lines[i].similarity, 1000,
                                          1000 - (int32_t)person->claims[i].lost);
        sum += (uint64_t)use_weight(&person->claims[i]) * (uint64_t)lines[i].value;
        weight += use_weight(&person->claims[i]);
    }
    return line_count > 0 && weight > 0 ? (int32_t)(sum / weight) : MATCH_SCORE_UNKNOWN;
}

int32_t
criterion_use(const struct facts *facts)
{
    return facts->use;
}
