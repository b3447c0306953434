/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_SCORE_H
#define MATCH_SCORING_SCORE_H

#include "scoring/criteria.h"
#include "scoring/screening.h"

/**
 * @file score.h
 * All numbers of a pair. They depend on the two, the taxonomy, the policy and the day only.
 */

/** What stays the same from pair to pair. */
struct score_setting {
    const struct policy_values *policy;
    const match_taxonomy *taxonomy;
    const match_places *places; /* of the catalogue; may be NULL */
    const match_ladders *ladders;
    match_date today;
};

/**
 * Scores a pair. pair->profile is set, pair->opportunity is left to the caller.
 * @param parts  Receives what each criterion contributes; may be NULL.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status score_pair(struct scratch *scratch, const struct score_setting *setting,
                        const struct person *person, const struct offer *offer, match_pair *pair,
                        match_part parts[CRITERION_COUNT], match_error *err);

/** What screening looks at in a pair. */
struct screening_case score_screening_case(const struct score_setting *setting,
                                           const struct person *person,
                                           const struct offer *offer);

#endif
