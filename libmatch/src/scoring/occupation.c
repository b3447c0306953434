/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

/*
 * The nearest of the person's jobs: the same occupation, or shared digits of ISCO-08. A record
 * whose occupation is known has its ISCO code from its reader.
 */
int32_t
criterion_occupation(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    const struct profile *profile = facts->person->profile;
    int best = -1;

    for (size_t i = 0; i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        int shared = shared_digits(job->isco, opportunity->isco);

        if (job->occupation != 0 && job->occupation == opportunity->occupation) {
            return MATCH_SCORE_ONE;
        }
        best = shared > best ? shared : best;
    }
    return best < 0 ? MATCH_SCORE_UNKNOWN : best * (MATCH_SCORE_ONE / 4);
}
