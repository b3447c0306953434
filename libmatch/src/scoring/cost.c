/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/criteria.h"

/* What the person pays, against an amount at which the value is one half. Free is all of it. */
int32_t
criterion_cost(const struct facts *facts)
{
    int64_t half = facts->policy->half_cost;
    int64_t cost = opportunity_cost(facts->offer->opportunity);

    if (cost == MONEY_UNKNOWN) {
        return MATCH_SCORE_UNKNOWN;
    }
    /* Beyond a thousand times the half it is nothing, and nothing can overflow. */
    return cost < half * 1000 ? (int32_t)(MATCH_SCORE_ONE * half / (half + cost)) : 0;
}
