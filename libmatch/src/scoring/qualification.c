/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

/* Schooling is a level on this one. */
#define SCHOOLING_LADDER "ISCED"

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

/* What a level on the ladder that is asked for is worth; -1 is a level that is not known. */
static int32_t
level_value(int level, int wanted)
{
    if (wanted <= 0) {
        return MATCH_SCORE_ONE; /* any level will do */
    }
    return level < 0 ? MATCH_SCORE_UNKNOWN : share(level, wanted);
}

/* A level on some ladder; one that is only comparable counts what the policy says. */
static int32_t
ladder_value(const struct facts *facts, const char *ladder, int level)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const char *asked = opportunity->credential_ladder;
    int comparable;

    if (strcmp(ladder, asked) == 0) {
        return level_value(level, opportunity->credential_level);
    }
    comparable = match_ladders_comparable(
        facts->ladders, match_ladders_find(facts->ladders, ladder), level,
        match_ladders_find(facts->ladders, asked), NULL);
    if (comparable < 0) {
        return MATCH_SCORE_UNKNOWN;
    }
    return (int32_t)((int64_t)level_value(comparable, opportunity->credential_level) *
                     facts->policy->indicative / 1000);
}

/* The best of all credentials and of the schooling. */
static int32_t
credential_value(const struct facts *facts)
{
    const struct profile *profile = facts->person->profile;
    int32_t best = ladder_value(facts, SCHOOLING_LADDER, profile->schooling);

    for (size_t i = 0; i < profile->credential_count; i++) {
        const struct credential *credential = &profile->credentials[i];
        int32_t value = ladder_value(facts, credential->ladder, credential->level);
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
