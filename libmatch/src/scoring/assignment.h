/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_ASSIGNMENT_H
#define MATCH_SCORING_ASSIGNMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file assignment.h
 * Pairs rows with columns, each at most once, for the largest sum of gains
 * (docs/decisions/0007-one-claim-once.md).
 *
 * Rows enter one after the other along the cheapest alternating path; duals of the linear
 * programme prove the result. Whole numbers only; the result depends on nothing but the input.
 * Takes O(rows * (edges + columns^2)) at worst and about O(edges) where few rows compete.
 */

#define ASSIGNMENT_NONE UINT32_MAX

/** A row may have a column for a gain > 0. */
struct assignment_edge {
    uint32_t column;
    uint32_t tag; /* of the caller */
    int64_t gain;
};

/** Working space that is kept from one problem to the next. Zero-initialised: empty and ready. */
struct assignment {
    struct assignment_row *rows;
    size_t row_capacity;
    struct assignment_column *columns;
    size_t column_capacity;
    uint32_t *reached; /* columns of the search, then rows of the tree */
    size_t reached_capacity;
    uint32_t *tree;
    size_t tree_capacity;
};

/**
 * Solves one problem.
 * @param first   row_count + 1 offsets into edges.
 * @param chosen  Receives for each row the index of its edge or ASSIGNMENT_NONE.
 * @return false on want of memory.
 */
bool assignment_solve(struct assignment *assignment, size_t row_count, size_t column_count,
                      const uint32_t *first, const struct assignment_edge *edges,
                      uint32_t *chosen);

void assignment_clear(struct assignment *assignment);

#endif
