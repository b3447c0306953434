/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/questions.h"

#include "taxonomy/typical.h"

/* Whether anybody says that the person can do anything. */
static bool
has_stated_claim(const struct person *person)
{
    for (size_t i = 0; i < person->claim_count; i++) {
        if (!person->claims[i].inferred) {
            return true;
        }
    }
    return false;
}

static bool
is_claimed(const struct person *person, match_concept skill)
{
    for (size_t i = 0; i < person->claim_count; i++) {
        if (person->claims[i].skill == skill) {
            return true;
        }
    }
    return false;
}

bool
questions_collect(const struct person *person, size_t limit, struct ids *out)
{
    struct typical typical = {0};
    const struct profile *profile = person->profile;
    bool wanted = !has_stated_claim(person);
    bool ok = true;

    for (size_t i = 0; ok && wanted && i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];
        match_concept occupation =
            job->occupation != 0 ? job->occupation
                                 : match_taxonomy_find(person->taxonomy, job->isco, MATCH_NUL);
        ok = occupation == 0 || typical_add(&typical, person->taxonomy, occupation, false, 0);
    }
    if (ok) {
        typical_rank(&typical);
    }
    /* What the score counts on comes first. */
    for (int claimed = 1; claimed >= 0; claimed--) {
        for (size_t i = 0; ok && i < typical.count && out->count < limit; i++) {
            if (is_claimed(person, typical.items[i].skill) == (claimed == 1)) {
                ok = ids_push(out, typical.items[i].skill);
            }
        }
    }
    typical_clear(&typical);
    return ok;
}
