/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

/* Share of a wanted number that is there. */
static int32_t
share(int64_t have, int64_t wanted)
{
    return have >= wanted ? MATCH_SCORE_ONE : (int32_t)(MATCH_SCORE_ONE * have / wanted);
}

/*
 * Months in jobs of the same sub-major group of ISCO-08 (two digits), or in any job where the
 * opportunity names no occupation; -1 without such a job.
 */
static int64_t
months_of_experience(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct profile *profile = facts->person->profile;
    int64_t months = -1;

    for (size_t i = 0; i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        bool related = !*opportunity->isco || shared_digits(opportunity->isco, job->isco) >= 2;

        if (related && job->months >= 0) {
            months = (months < 0 ? 0 : months) + job->months;
        }
    }
    return months;
}

/* The best credential on the ladder that is asked for; other ladders tell nothing. */
static int32_t
credential_value(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct profile *profile = facts->person->profile;
    int32_t best = MATCH_SCORE_UNKNOWN;

    for (size_t i = 0; i < profile->credential_count; i++) {
        const struct credential *credential = &profile->credentials[i];
        int32_t value;

        if (strcmp(credential->ladder, opportunity->credential_ladder) != 0) {
            continue;
        }
        if (opportunity->credential_level <= 0) {
            value = MATCH_SCORE_ONE; /* any level will do */
        } else if (credential->level < 0) {
            continue;
        } else {
            value = share(credential->level, opportunity->credential_level);
        }
        best = value > best ? value : best;
    }
    return best;
}

/*
 * A required credential and required months of experience: where both are required, the one that
 * is further away counts; where experience may stand in for the credential, the nearer one.
 */
int32_t
criterion_qualification(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    bool wants_credential = *opportunity->credential_ladder;
    bool wants_months = opportunity->experience_months > 0;
    int64_t months = months_of_experience(facts);
    int64_t wanted =
        wants_months ? opportunity->experience_months : facts->policy->experience_months;
    int32_t experience = months < 0 ? MATCH_SCORE_UNKNOWN : share(months, wanted);
    int32_t credential;

    if (!wants_credential) {
        return wants_months ? experience : VALUE_NOT_APPLICABLE;
    }
    credential = credential_value(facts);
    if (opportunity->equivalent_experience == ANSWER_YES) {
        return experience > credential ? experience : credential;
    }
    if (!wants_months || credential == MATCH_SCORE_UNKNOWN) {
        return credential;
    }
    return experience < credential ? experience : credential;
}
