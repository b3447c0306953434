/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/record.h"

/* A stipend is paid by the month: 13 weeks are 3 months. */
#define WEEKS 13
#define MONTHS 3

/* More than any course costs, so that sums cannot overflow. */
#define COST_MAXIMUM (INT64_C(1) << 52)

static int64_t
bounded(int64_t amount)
{
    return amount > COST_MAXIMUM ? COST_MAXIMUM : amount;
}

int64_t
opportunity_cost(const struct opportunity *opportunity)
{
    const int64_t costs[] = {opportunity->tuition, opportunity->boarding_cost,
                             opportunity->material_cost, opportunity->food_cost,
                             opportunity->travel_cost};
    int64_t sum = 0;
    bool stated = false;

    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
        if (costs[i] != MONEY_UNKNOWN) {
            stated = true;
            sum += bounded(costs[i]);
        }
    }
    if (!stated) {
        return MONEY_UNKNOWN;
    }
    if (opportunity->stipend > 0 && opportunity->duration_weeks > 0) {
        sum -= bounded(opportunity->stipend / WEEKS) * MONTHS * opportunity->duration_weeks;
    }
    return sum > 0 ? sum : 0;
}
