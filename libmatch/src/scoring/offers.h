/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_OFFERS_H
#define MATCH_SCORING_OFFERS_H

#include "scoring/policy.h"

/**
 * @file offers.h
 * The opportunities of a catalogue as scoring sees them: one array of lines for all, with the
 * weights of the policy in it. Made once, never changed.
 */

/** A resolved requirement, or something that training teaches. */
struct offer_line {
    match_concept skill;
    uint32_t weight;
    int32_t level; /* least or exit level; LEVEL_UNKNOWN: none stated */
    uint16_t essential;
    uint16_t source; /* index in requirements or teaches of the opportunity */
};

/** One opportunity: its requirements, then what it teaches. */
struct offer {
    const struct opportunity *opportunity; /* borrowed from the catalogue */
    const struct offer_line *lines;
    uint32_t requirement_count;
    uint32_t taught_count;
    uint32_t essential_count; /* also those that are not in the taxonomy */
    uint32_t reasons;         /* bits of the screening rules that look at no person */
    /* What each requirement weighs that is not in the taxonomy, by offer_line.essential. */
    uint32_t unresolved_weight[2];
    uint64_t unresolved_total;   /* of all of them; 0 too where no requirement is resolved */
    uint64_t requirement_weight; /* of all requirements that count, resolved or not */
    uint64_t doubtful_weight;    /* what they would weigh more, were all of them stated */
    uint64_t taught_weight;
    int32_t base; /* what an average person would have of it, in millionths: base.h */
};

/** Zero-initialised: empty. */
struct offers {
    struct offer *items;
    size_t count;
    struct offer_line *lines;
};

/** Compiles all opportunities of a catalogue; reasons stay 0. On failure *offers is empty. */
match_status offers_compile(struct offers *offers, const match_catalogue *catalogue,
                            const struct policy_values *policy, match_error *err);

void offers_clear(struct offers *offers);

#endif
