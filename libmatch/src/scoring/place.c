/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

static bool
has_place(const match_place *places, size_t count, match_place place)
{
    for (size_t i = 0; i < count; i++) {
        if (places[i] == place) {
            return true;
        }
    }
    return false;
}

static bool
is_neighbour(const struct facts *facts, match_place place)
{
    size_t count;
    const match_place *neighbours =
        match_places_neighbours(facts->places, facts->person->province, &count);

    return has_place(neighbours, count, place);
}

/* Of all relations of the two places that hold, the one with the largest value counts. */
int32_t
criterion_place(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct person *person = facts->person;
    const int32_t *values = facts->policy->place;
    int32_t best = values[PLACE_ELSEWHERE];

    if (*opportunity->country && strcmp(opportunity->country, facts->policy->country) != 0) {
        return VALUE_NOT_APPLICABLE;
    }
    if (!facts->places || opportunity->province == 0 || person->province == 0) {
        return MATCH_SCORE_UNKNOWN;
    }
    const bool holds[PLACE_RELATION_COUNT] = {
        [PLACE_SAME_DISTRICT] =
            person->district != 0 && person->district == opportunity->district,
        [PLACE_SAME_PROVINCE] = person->province == opportunity->province,
        [PLACE_WILLING_PROVINCE] =
            has_place(person->willing, person->willing_count, opportunity->province),
        [PLACE_WILLING_ANYWHERE] = person->profile->willing_anywhere == ANSWER_YES,
        [PLACE_LODGING_OFFERED] = opportunity->accommodation == ANSWER_YES,
        [PLACE_NEIGHBOURING_PROVINCE] = is_neighbour(facts, opportunity->province),
        [PLACE_ELSEWHERE] = true,
    };
    for (size_t i = 0; i < PLACE_RELATION_COUNT; i++) {
        if (holds[i] && values[i] > best) {
            best = values[i];
        }
    }
    return best;
}
