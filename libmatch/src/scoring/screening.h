/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_SCREENING_H
#define MATCH_SCORING_SCREENING_H

#include "scoring/policy.h"

/**
 * @file screening.h
 * Rules that come before ranking and never touch a score: what each does says the policy, why it
 * holds says the rule.
 */

#define SCREENING_TEXT_SIZE 320

/** What a rule looks at. Rules about an opportunity alone see no profile. */
struct screening_case {
    const struct policy_values *policy;
    const struct opportunity *opportunity;
    match_date today;
    const struct profile *profile;
    int age; /* completed years or NUMBER_UNKNOWN */
    /* Whether the opportunity is in the person's own district. */
    bool at_home;
};

/** Bits 1 << match_reason of the rules that hold and look at the opportunity alone. */
uint32_t screening_opportunity(const struct screening_case *screened);

/** Bits of the rules that hold and look at the person too. */
uint32_t screening_person(const struct screening_case *screened);

/** The strongest thing that reasons do together, or one alone. */
match_standing screening_standing(const struct policy_values *policy, uint32_t reasons);

/** Particulars of a reason that holds, in English, one line. */
void screening_text(const struct screening_case *screened, match_reason reason,
                    char text[SCREENING_TEXT_SIZE]);

/** Who set an admission rule; "" where it is the policy. */
const char *screening_owner(const struct screening_case *screened, match_reason reason);

#endif
