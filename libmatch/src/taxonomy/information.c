/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/information.h"

#include "base/fixed.h"

uint8_t
information_weight(uint32_t occupations, uint32_t frequency)
{
    uint64_t most = fixed_log2((uint64_t)occupations + 1);
    uint64_t common = fixed_log2((uint64_t)frequency + 1);
    if (frequency == 0) {
        return 255;
    }
    if (common >= most) {
        return 1;
    }
    uint64_t ratio = ((most - common) << 16) / most; /* 16 bits after the point, below 1 */
    /* 255 r^1.5 is the root of 255^2 r^3; r^3 has 48 bits after the point, its root 24. */
    uint64_t weight = fixed_root(UINT64_C(255) * 255 * ratio * ratio * ratio);
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
