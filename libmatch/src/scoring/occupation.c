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
    int32_t best = MATCH_SCORE_UNKNOWN;

    for (size_t i = 0; i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        int shared = shared_digits(job->isco, opportunity->isco);
        int32_t carried = job->carried ? (int32_t)job->carried->similarity : 1000;
        int32_t value = shared < 0 ? MATCH_SCORE_UNKNOWN : shared * (MATCH_SCORE_ONE / 4);

        if (shared > 0 && job->carried && job->carried->isco) {
            value = value / 1000 * carried;
        }
        if (job->occupation != 0 && job->occupation == opportunity->occupation) {
            value = 1000 * carried > value ? 1000 * carried : value;
        }
        best = value > best ? value : best;
    }
    return best;
}
