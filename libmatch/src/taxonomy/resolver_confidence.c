/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

/*
 * How often the best candidate of a score is right, in millionths, for scores of 0, 5, ... 100 per
 * cent. Made by bench/quality/calibrate.py of vacancy titles and skill phrases.
 */
static const int32_t shares[] = {0,      0,      0,      10000,  20000,  67000,  86000,
                                 108000, 166000, 199000, 224000, 236000, 292000, 309000,
                                 315000, 315000, 430000, 430000, 430000, 430000, 764000};

#define STEP (MATCH_RESOLVE_ONE / ((int32_t)(sizeof shares / sizeof shares[0]) - 1))

/* What somebody confirmed is right but where a text means several things: 966 of 1,000 titles of
 * a job board mean one occupation. */
#define CONFIRMED 966000

/* On a straight line between the two nearest entries of the table. */
static int32_t
share_of_score(int32_t score)
{
    int32_t below = score / STEP;
    if (score >= MATCH_RESOLVE_ONE) {
        return shares[MATCH_RESOLVE_ONE / STEP];
    }
    return shares[below] + (int32_t)((int64_t)(shares[below + 1] - shares[below]) *
                                     (score - below * STEP) / STEP);
}

void
resolver_trust(struct resolver_desk *desk, int32_t threshold)
{
    int32_t left = MATCH_RESOLVE_ONE; /* what those before leave: together they are at most 1 */
    int32_t names = 0;
    for (size_t i = 0; i < desk->found_count; i++) {
        names += desk->found[i].ambiguous;
    }
    for (size_t i = 0; i < desk->found_count; i++) {
        match_candidate *candidate = &desk->found[i];
        /* Until now it has what the label says without a context. */
        int32_t share = candidate->reason == MATCH_RESOLVE_LEARNED
                            ? CONFIRMED
                            : share_of_score(candidate->confidence);
        share = candidate->ambiguous ? share / names : share;
        candidate->confidence = share < left ? share : left;
        left -= candidate->confidence;
    }
    if (desk->found_count > 0 && desk->found[0].confidence < threshold) {
        desk->found_count = 0;
    }
}
