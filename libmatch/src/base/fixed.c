/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/fixed.h"

uint64_t
fixed_log2(uint64_t number)
{
    /* By squaring: each square above 2 is a one in the result. */
    unsigned whole = 63u - (unsigned)__builtin_clzll(number);
    uint64_t result = whole;
    /* The number scaled to 1 <= x < 2, with 31 bits after the point. */
    uint64_t x = whole > 31 ? number >> (whole - 31) : number << (31 - whole);
    for (unsigned i = 0; i < FIXED_LOG_BITS; i++) {
        x = x * x >> 31;
        result <<= 1;
        if (x >> 32) {
            x >>= 1;
            result |= 1;
        }
    }
    return result;
}

uint64_t
fixed_root(uint64_t number)
{
    /* Digit by digit. */
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 62; bit != 0; bit >>= 2) {
        if (number >= root + bit) {
            number -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return root;
}
