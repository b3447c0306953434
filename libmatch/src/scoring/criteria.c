/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#define VACANCY (1u << MATCH_RECORD_VACANCY)
#define TRAINING (1u << MATCH_RECORD_TRAINING)
#define SUPPORT (1u << MATCH_RECORD_SUPPORT)

/* Earlier jobs say little about training, which is there to change the occupation: use does. */
const struct criterion criteria[CRITERION_COUNT] = {
    [CRITERION_COVERAGE] = {"coverage", VACANCY | TRAINING, true, false, criterion_coverage},
    [CRITERION_USE] = {"use", VACANCY | TRAINING, true, false, criterion_use},
    [CRITERION_BASE] = {"base", VACANCY | TRAINING, false, true, criterion_base},
    [CRITERION_GAIN] = {"gain", TRAINING, true, false, criterion_gain},
    [CRITERION_OCCUPATION] = {"occupation", VACANCY | SUPPORT, false, false, criterion_occupation},
    [CRITERION_TITLE] = {"title", VACANCY | SUPPORT, false, false, criterion_title},
    [CRITERION_LANGUAGES] = {"languages", VACANCY | TRAINING, false, false, criterion_languages},
    [CRITERION_QUALIFICATION] = {"qualification", VACANCY, false, false, criterion_qualification},
    [CRITERION_PLACE] = {"place", VACANCY | TRAINING | SUPPORT, false, false, criterion_place},
    [CRITERION_WISHES] = {"wishes", VACANCY | TRAINING | SUPPORT, false, false, criterion_wishes},
    [CRITERION_COST] = {"cost", TRAINING, false, false, criterion_cost},
    [CRITERION_WAGE] = {"wage", VACANCY, false, false, criterion_wage},
    [CRITERION_AVAILABILITY] = {"availability", VACANCY | TRAINING, false, false,
                                criterion_availability},
};

bool
level_is_open(int32_t required, int32_t claimed)
{
    return required > 0 && claimed == LEVEL_UNKNOWN;
}

int32_t
level_permille(const struct policy_values *policy, enum level_scenario scenario, int32_t required,
               int32_t claimed)
{
    if (claimed == 0) {
        return 0;
    }
    if (level_is_open(required, claimed)) {
        return policy->unknown_level[scenario];
    }
    if (required <= 0 || claimed >= required) {
        return 1000;
    }
    return 1000 * claimed / required;
}

int32_t
match_millionths(uint32_t similarity, int32_t level, int32_t trust)
{
    return (int32_t)((uint64_t)similarity * (uint64_t)level * (uint64_t)trust /
                     MATCH_SIMILARITY_SAME);
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int
shared_digits(const char *a, const char *b)
{
    int shared = 0;

    /* "ISCO-88 7437" is what the reader leaves of a code that ISCO-08 has not got. */
    if (!is_digit(*a) || !is_digit(*b)) {
        return -1;
    }
    while (shared < 4 && a[shared] && a[shared] == b[shared]) {
        shared++;
    }
    return shared;
}
