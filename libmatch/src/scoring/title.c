/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"
#include "taxonomy/titles.h"

/* The job of the person whose occupation has the most words of its names in common. */
int32_t
criterion_title(const struct facts *facts)
{
    match_concept wanted = facts->offer->opportunity->occupation;
    const struct profile *profile = facts->person->profile;
    int32_t best = MATCH_SCORE_UNKNOWN;

    for (size_t i = 0; wanted != 0 && i < profile->job_count; i++) {
        match_concept occupation = profile->jobs[i].occupation;
        int32_t value = occupation == 0 ? MATCH_SCORE_UNKNOWN
                                        : titles_similarity(facts->taxonomy, occupation, wanted);
        best = value > best ? value : best;
    }
    return best;
}
