/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_SCRATCH_H
#define MATCH_SCORING_SCRATCH_H

#include "scoring/assignment.h"
#include "scoring/offers.h"
#include "scoring/person.h"

/**
 * @file scratch.h
 * Working space for the pairs of one thread; once warm it takes no memory.
 */

#define CLAIM_NONE UINT32_MAX

/** How a requirement, a claim or something taught fares. */
struct skill_line {
    uint32_t claim;      /* index in person->claims, or CLAIM_NONE */
    uint32_t offer_line; /* of use: the line of the offer that uses the claim */
    uint32_t similarity; /* 0..255; 0: nothing */
    int32_t level;       /* permille */
    int32_t trust;       /* permille */
    int32_t value;       /* millionths */
};

/** Zero-initialised: empty and ready. */
struct scratch {
    struct skill_line *lines; /* by requirement, as the score counts them */
    size_t line_capacity;
    struct skill_line *other_lines; /* by requirement, for the other scenarios */
    size_t other_line_capacity;
    struct skill_line *use_lines; /* by claim */
    size_t use_line_capacity;
    struct assignment assignment;
    struct assignment_edge *edges;
    size_t edge_capacity;
    uint32_t *first; /* edge of each requirement, and the end */
    size_t first_capacity;
    uint32_t *chosen; /* edge for each requirement */
    size_t chosen_capacity;
};

/** Makes room for a pair. */
match_status scratch_reserve(struct scratch *scratch, const struct person *person,
                             const struct offer *offer, match_error *err);

void scratch_clear(struct scratch *scratch);

#endif
