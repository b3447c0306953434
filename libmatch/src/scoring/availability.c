/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

enum answer
availability(const struct profile *profile, const struct opportunity *opportunity,
             match_date today)
{
    match_date from = profile->available_from;
    match_date until = profile->available_until;
    /* Work that names no day can begin at once, and is still there later. */
    match_date starts = opportunity->starts > today ? opportunity->starts : today;
    match_date ends = opportunity->ends != MATCH_DATE_NONE ? opportunity->ends : starts;

    if (from == MATCH_DATE_NONE && until == MATCH_DATE_NONE) {
        return ANSWER_UNKNOWN;
    }
    if (until != MATCH_DATE_NONE && until < ends) {
        return ANSWER_NO;
    }
    if (from == MATCH_DATE_NONE || from <= starts) {
        return ANSWER_YES;
    }
    /* Who comes later is late only where a day is set. */
    return opportunity->starts == MATCH_DATE_NONE ? ANSWER_UNKNOWN : ANSWER_NO;
}

int32_t
criterion_availability(const struct facts *facts)
{
    switch (availability(facts->person->profile, facts->offer->opportunity, facts->today)) {
    case ANSWER_YES:
        return MATCH_SCORE_ONE;
    case ANSWER_NO:
        return 0;
    default:
        return MATCH_SCORE_UNKNOWN;
    }
}
