/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_CROSSWALK_H
#define MATCH_TAXONOMY_CROSSWALK_H

#include "base/arena.h"
#include "base/intern.h"

#include <libmatch/taxonomy.h>

/**
 * @file crosswalk.h
 * Tables of pairs of codes of two classifications, and how the pairs are related.
 */

/** A row: from RELATION to, as SKOS reads it. */
struct crosswalk_row {
    uint32_t from, to; /* numbers of texts */
    uint32_t line;
    match_mapping_kind kind;
};

/** Zero-initialised: empty and ready for crosswalk_read(). */
struct crosswalk {
    struct intern texts;
    struct crosswalk_row *rows;
    size_t count, capacity;
    const char *layout; /* what the table was taken for */
};

/**
 * Reads a table. Rows without two codes or with a relation that is no word of SKOS are left out
 * and told to the report with their lines.
 * @return MATCH_OK, MATCH_ERR_FORMAT where no row is a header of a known layout, or what
 *         table_read() says.
 */
match_status crosswalk_read(struct crosswalk *crosswalk, const char *bytes, size_t size,
                            const char *path, match_report *report, match_error *err);

void crosswalk_clear(struct crosswalk *crosswalk);

/**
 * Finds a concept by URI or code. The U.S. Standard Occupational Classification ("51-6031") and
 * O*NET ("51-6031.00") spell an occupation differently: each finds the other.
 */
match_concept crosswalk_find(const match_taxonomy *taxonomy, const char *text);

/** The relation seen from its other end. */
match_mapping_kind crosswalk_inverse(match_mapping_kind kind);

#endif
