/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

#include <string.h>

struct wage_range
wage_offered(const struct policy_values *policy, const struct opportunity *vacancy)
{
    bool comparable = (!*vacancy->currency || strcmp(vacancy->currency, policy->currency) == 0) &&
                      (!*vacancy->wage_period || strcmp(vacancy->wage_period, "month") == 0);
    int64_t least = vacancy->wage_minimum;
    int64_t most = vacancy->wage_maximum;

    if (!comparable || (least == MONEY_UNKNOWN && most == MONEY_UNKNOWN)) {
        return (struct wage_range){MONEY_UNKNOWN, MONEY_UNKNOWN};
    }
    least = least == MONEY_UNKNOWN ? most : least;
    return (struct wage_range){least, most == MONEY_UNKNOWN || most < least ? least : most};
}

/* The share of the wanted wage that is reached, in the middle between least and most. */
int32_t
criterion_wage(const struct facts *facts)
{
    int64_t wanted = facts->person->profile->reservation_wage;
    struct wage_range offered = wage_offered(facts->policy, facts->offer->opportunity);

    if (wanted == MONEY_UNKNOWN || offered.least == MONEY_UNKNOWN) {
        return MATCH_SCORE_UNKNOWN;
    }
    if (offered.least >= wanted) {
        return MATCH_SCORE_ONE;
    }
    /* Here wanted > 0. Amounts beyond these bounds are no wages; nothing may overflow. */
    wanted = wanted < WAGE_MAXIMUM ? wanted : WAGE_MAXIMUM;
    int64_t least = offered.least > 0 ? offered.least : 0;
    int64_t most = offered.most > 0 ? offered.most : 0;
    least = least < wanted ? least : wanted;
    most = most < wanted ? most : wanted;
    return (int32_t)(MATCH_SCORE_ONE * (least + most) / (2 * wanted));
}
