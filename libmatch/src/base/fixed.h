/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FIXED_H
#define MATCH_BASE_FIXED_H

#include <stdint.h>

/**
 * @file fixed.h
 * Logarithms and roots in whole numbers, the same on every machine.
 */

#define FIXED_LOG_BITS 24u /* after the point of a logarithm */

/** log2 of a number >= 1, with FIXED_LOG_BITS bits after the point, rounded down. */
uint64_t fixed_log2(uint64_t number);

/** The whole part of a square root. */
uint64_t fixed_root(uint64_t number);

#endif
