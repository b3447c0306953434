/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_BASE_H
#define MATCH_SCORING_BASE_H

#include "scoring/offers.h"

/**
 * @file base.h
 * How well an average person would fit an opportunity (docs/decisions/0024-relevance.md).
 */

/**
 * Sets the base of every offer: the mean of half coverage and half use over all occupations of the
 * taxonomy that list skills, each taken as a person who has these skills in full. In coverage a
 * related skill may stand in more than once here, which makes it a sum over requirements. 0 for an
 * offer that asks for nothing.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status base_compile(struct offers *offers, const match_taxonomy *taxonomy,
                          const struct policy_values *policy, match_error *err);

#endif
