/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

/* How far the person gets in one required language, in millionths. */
static int32_t
language_value(const struct facts *facts, const struct language *required)
{
    const struct profile *profile = facts->person->profile;
    int32_t best = 0;

    for (size_t i = 0; i < profile->language_count; i++) {
        const struct language *known = &profile->languages[i];
        int32_t value;

        if (strcmp(known->code, required->code) != 0) {
            continue;
        }
        if (required->level == LANGUAGE_UNKNOWN || known->level >= required->level) {
            value = MATCH_SCORE_ONE;
        } else if (known->level == LANGUAGE_UNKNOWN) {
            value = 1000 * facts->policy->unknown_level[LEVEL_COUNTED];
        } else {
            value = MATCH_SCORE_ONE * (int32_t)known->level / (int32_t)required->level;
        }
        best = value > best ? value : best;
    }
    return best;
}

/* The mean over the required languages. */
int32_t
criterion_languages(const struct facts *facts)
{
    const struct opportunity *opportunity = facts->offer->opportunity;
    int64_t sum = 0;

    if (opportunity->language_count == 0) {
        return VALUE_NOT_APPLICABLE;
    }
    if (facts->person->profile->language_count == 0) {
        return MATCH_SCORE_UNKNOWN;
    }
    for (size_t i = 0; i < opportunity->language_count; i++) {
        sum += language_value(facts, &opportunity->languages[i]);
    }
    return (int32_t)(sum / (int64_t)opportunity->language_count);
}
