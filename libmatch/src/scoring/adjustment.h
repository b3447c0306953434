/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_ADJUSTMENT_H
#define MATCH_SCORING_ADJUSTMENT_H

#include "scoring/policy.h"

/**
 * @file adjustment.h
 * Whether an opportunity suits the adjustments and services a person needs. The answer is words
 * beside the score, never a part of it.
 */

/** What one need meets. */
struct adjustment_answer {
    match_adjustment state;
    const char *text; /* static, or the adjustment as the record states it; "" for none */
};

struct adjustment_answer adjustment_for(const struct opportunity *opportunity, const char *need);

/** The worst answer to all needs; MATCH_ADJUSTMENT_NONE without a need. */
match_adjustment adjustment_worst(const struct opportunity *opportunity,
                                  const struct text_list *needs);

#endif
