/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_APPORTION_H
#define MATCH_SCORING_APPORTION_H

#include <stddef.h>
#include <stdint.h>

/**
 * @file apportion.h
 * Divides a total into whole points so that the points add up to the total.
 */

/** floor(sum of shares / divisor); 0 where the divisor is 0. */
int32_t apportion_total(const uint64_t *shares, size_t count, uint64_t divisor);

/**
 * Gives each share its points by the largest remainder; of equal remainders the lower index wins.
 * Points add up to apportion_total(). The sum of all shares must fit into 64 bits.
 */
void apportion(const uint64_t *shares, size_t count, uint64_t divisor, int32_t *points);

#endif
