/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

int32_t
wish_value(const struct policy_values *policy, const struct profile *profile,
           enum outcome outcome)
{
    for (size_t i = 0; i < profile->want_count; i++) {
        if (profile->wants[i] == outcome) {
            return policy->wish[i];
        }
    }
    return profile->want_count > 0 ? policy->not_wished : MATCH_SCORE_UNKNOWN;
}

/* What an opportunity is, where it does not only lead to something else. */
static enum outcome
own_outcome(const struct opportunity *opportunity)
{
    switch (opportunity->kind) {
    case MATCH_RECORD_TRAINING:
        return OUTCOME_TRAINING;
    case MATCH_RECORD_SUPPORT:
        return OUTCOME_SELF_EMPLOYMENT;
    default:
        return OUTCOME_JOB;
    }
}

/* The best wish that the opportunity fulfils, itself or by what it leads to. */
int32_t
criterion_wishes(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct profile *profile = facts->person->profile;
    bool leads_only =
        opportunity->kind == MATCH_RECORD_SUPPORT && opportunity->leads_to_count > 0;
    int32_t best;

    if (profile->want_count == 0) {
        return MATCH_SCORE_UNKNOWN;
    }
    best = leads_only ? 0 : wish_value(facts->policy, profile, own_outcome(opportunity));
    for (size_t i = 0; i < opportunity->leads_to_count; i++) {
        int32_t value = wish_value(facts->policy, profile, opportunity->leads_to[i]);
        best = value > best ? value : best;
    }
    return best;
}
