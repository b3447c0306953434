/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/apportion.h"

int32_t
apportion_total(const uint64_t *shares, size_t count, uint64_t divisor)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += shares[i];
    }
    return divisor > 0 ? (int32_t)(sum / divisor) : 0;
}

void
apportion(const uint64_t *shares, size_t count, uint64_t divisor, int32_t *points)
{
    int32_t missing = apportion_total(shares, count, divisor);

    for (size_t i = 0; i < count; i++) {
        points[i] = divisor > 0 ? (int32_t)(shares[i] / divisor) : 0;
        missing -= points[i];
    }
    /* Each share gets at most one more. The remainders sum up to missing * divisor or more and
     * each is below divisor, so more than missing - 1 of them are above 0: nobody with a share of
     * nothing gets a point. */
    while (missing-- > 0) {
        size_t best = count;
        uint64_t best_remainder = 0;

        for (size_t i = 0; i < count; i++) {
            uint64_t remainder = shares[i] % divisor;
            if ((uint64_t)points[i] == shares[i] / divisor && remainder > best_remainder) {
                best = i;
                best_remainder = remainder;
            }
        }
        if (best == count) {
            return;
        }
        points[best]++;
    }
}
