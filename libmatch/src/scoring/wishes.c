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

/* An outcome by its place among the wishes: the outcome itself, or a step towards it. */
static int
wish_for(const struct profile *profile, enum outcome outcome, match_wish first)
{
    for (size_t i = 0; i < profile->want_count; i++) {
        if (profile->wants[i] == outcome) {
            return (int)first + 2 * (int)i;
        }
    }
    return MATCH_WISH_NOT;
}

/* Whether it is far from what the person can do. A course for no occupation in particular, such as
 * one about running a business, is as near to anybody. */
static bool
is_far(const struct opportunity *opportunity, match_grade grade)
{
    return grade == MATCH_GRADE_START &&
           (opportunity->kind == MATCH_RECORD_VACANCY || *opportunity->isco);
}

match_wish
wish_answered(const struct profile *profile, const struct opportunity *opportunity,
              match_grade grade)
{
    bool support = opportunity->kind == MATCH_RECORD_SUPPORT;
    bool far = is_far(opportunity, grade);
    int itself = MATCH_WISH_NOT;
    int step = MATCH_WISH_NOT;

    if (profile->want_count == 0) {
        return MATCH_WISH_NONE;
    }
    if (!support || opportunity->leads_to_count == 0) {
        itself = wish_for(profile, own_outcome(opportunity), MATCH_WISH_FIRST);
    }
    /* A support is part of what it leads to; a course is a step towards it. */
    for (size_t i = 0; i < opportunity->leads_to_count; i++) {
        int *at = support ? &itself : &step;
        int place = wish_for(profile, opportunity->leads_to[i],
                             support ? MATCH_WISH_FIRST : MATCH_WISH_TOWARDS_FIRST);
        *at = place < *at ? place : *at;
    }
    /* Somebody who wants training wants to learn what is new: far from it is no matter then. */
    if (far && opportunity->kind == MATCH_RECORD_VACANCY && itself < MATCH_WISH_FAR) {
        return MATCH_WISH_FAR;
    }
    if (far && step < MATCH_WISH_FAR) {
        step = MATCH_WISH_FAR;
    }
    return (match_wish)(step < itself ? step : itself);
}

_Static_assert(MATCH_WISH_TOWARDS_THIRD == MATCH_WISH_TOWARDS_FIRST + 2 * (OUTCOME_COUNT - 1),
               "a wish and the way to it for each outcome");
