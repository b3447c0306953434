/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/information.h"

#define LOG_BITS 24u /* after the point of a logarithm */

/* log2 of a number >= 1, by squaring: each square above 2 is a one in the result. */
static uint64_t
log2_fixed(uint64_t number)
{
    unsigned whole = 63u - (unsigned)__builtin_clzll(number);
    uint64_t result = whole;
    /* The number scaled to 1 <= x < 2, with 31 bits after the point. */
    uint64_t x = whole > 31 ? number >> (whole - 31) : number << (31 - whole);
    for (unsigned i = 0; i < LOG_BITS; i++) {
        x = x * x >> 31;
        result <<= 1;
        if (x >> 32) {
            x >>= 1;
            result |= 1;
        }
    }
    return result;
}

/* The whole part of a square root, digit by digit. */
static uint64_t
square_root(uint64_t number)
{
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

uint8_t
information_weight(uint32_t occupations, uint32_t frequency)
{
    uint64_t most = log2_fixed((uint64_t)occupations + 1);
    uint64_t common = log2_fixed((uint64_t)frequency + 1);
    if (frequency == 0) {
        return 255;
    }
    if (common >= most) {
        return 1;
    }
    uint64_t ratio = ((most - common) << 16) / most; /* 16 bits after the point, below 1 */
    /* 255 r^1.5 is the root of 255^2 r^3; r^3 has 48 bits after the point, its root 24. */
    uint64_t weight = square_root(UINT64_C(255) * 255 * ratio * ratio * ratio);
    weight = (weight + (UINT64_C(1) << 23)) >> 24;
    return weight > 0 ? (uint8_t)weight : 1;
}

void
information_compute(const struct image *image, uint8_t *weights)
{
    uint32_t occupations = 0;
    for (size_t i = 0; i < image->concepts_count; i++) {
        occupations += image->concepts[i].kind == MATCH_CONCEPT_OCCUPATION;
    }
    for (size_t i = 0; i < image->concepts_count; i++) {
        weights[i] = 0;
        if (image->concepts[i].kind != MATCH_CONCEPT_SKILL) {
            continue;
        }
        uint32_t frequency = 0;
        for (uint32_t j = image->occupation_starts[i]; j < image->occupation_starts[i + 1]; j++) {
            match_concept concept = image->occupations[j].concept;
            frequency += image_concept(image, concept)->kind == MATCH_CONCEPT_OCCUPATION;
        }
        weights[i] = information_weight(occupations, frequency);
    }
}
