/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

/* Divisions of ISIC are two digits; sections, letters, are the same at one. */
static bool
same_industry(const char *a, const char *b)
{
    size_t digits = strlen(a) < 2 || strlen(b) < 2 ? 1 : 2;

    return strncmp(a, b, digits) == 0;
}

/* Where the industry of one side is not known, sub-major groups of ISCO-08 stand for it. */
static bool
same_sector(const struct job *job, const struct opportunity *opportunity)
{
    if (*job->isic && *opportunity->isic && same_industry(job->isic, opportunity->isic)) {
        return true;
    }
    return shared_digits(job->isco, opportunity->isco) >= 2;
}

bool
is_switch(const struct profile *profile, const struct opportunity *opportunity)
{
    bool known = false;

    for (size_t i = 0; i < profile->job_count; i++) {
        const struct job *job = &profile->jobs[i];

        known = known || (*job->isic && *opportunity->isic) ||
                (*job->isco && *opportunity->isco);
        if (same_sector(job, opportunity)) {
            return false;
        }
    }
    return known;
}
