/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

/* The ISCO code that is written down, or else the one of the occupation. */
static const char *
isco_of(const match_taxonomy *taxonomy, const char *isco, match_concept occupation)
{
    return *isco ? isco : match_taxonomy_isco(taxonomy, occupation);
}

/* The nearest of the person's jobs: the same occupation, or shared digits of ISCO-08. */
int32_t
criterion_occupation(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct profile *profile = facts->person->profile;
    const char *wanted = isco_of(facts->taxonomy, opportunity->isco, opportunity->occupation);
    int best = -1;

    for (size_t i = 0; i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        int shared = shared_digits(isco_of(facts->taxonomy, job->isco, job->occupation), wanted);

        if (job->occupation != 0 && job->occupation == opportunity->occupation) {
            return MATCH_SCORE_ONE;
        }
        best = shared > best ? shared : best;
    }
    return best < 0 ? MATCH_SCORE_UNKNOWN : best * (MATCH_SCORE_ONE / 4);
}
