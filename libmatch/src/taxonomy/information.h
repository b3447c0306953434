/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_INFORMATION_H
#define MATCH_TAXONOMY_INFORMATION_H

#include <stdint.h>

#include "taxonomy/image.h"

/**
 * @file information.h
 * How much a skill tells, in integers: the same bits on every machine.
 */

/**
 * The weight of a skill that @p frequency of @p occupations list, 1 .. 255:
 * 255 * (ln((N+1)/(df+1)) / ln(N+1)) ^ 1.5, rounded, at least 1.
 */
uint8_t information_weight(uint32_t occupations, uint32_t frequency);

/** Sets the weights of all concepts, 0 for what is no skill. weights has one for each concept. */
void information_compute(const struct image *image, uint8_t *weights);

#endif
