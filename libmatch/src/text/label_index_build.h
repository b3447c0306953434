/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_INDEX_BUILD_H
#define MATCH_TEXT_LABEL_INDEX_BUILD_H

#include "base/ids.h"
#include "base/intern.h"
#include "text/label_index.h"

/**
 * @file label_index_build.h
 * The steps of building an index. Used by label_index_*.c only.
 */

struct label_build {
    const struct label_sources *sources;
    struct label_index *index;
    match_error *err;
    struct phrase phrase;
    struct intern tokens;
    struct ids clusters;     /* [token] 1 for a cluster */
    struct ids label_tokens; /* of all labels */
    struct ids gram_starts;  /* [token] into grams */
    struct ids grams;        /* of all tokens, sorted for each */
};

/** Counts in how many labels of each item its tokens are, and sums that up over groups. */
match_status label_build_shares(struct label_build *build);

/** Counts how often the tokens of labels are in the texts of each item. */
match_status label_build_text_shares(struct label_build *build);

/** Numbers the grams of all tokens, weighs them, and lists the tokens of each. */
match_status label_build_grams(struct label_build *build);

/** Learns the endings by which the words of one item differ. */
match_status label_build_rules(struct label_build *build);

/** The lengths of the labels' vectors. */
match_status label_build_norms(struct label_build *build);

/** Turns counts, counts[i + 1] for row i, into starts. */
void label_build_sum(uint32_t *starts, size_t rows);

/** Allocates an array of the index; false on want of memory. */
#define LABEL_BUILD_ARRAY(index, name, n)                                                          \
    ((index)->name##_count = (n),                                                                  \
     (index)->name = alloc_zeroed((index)->name##_count, sizeof *(index)->name),                   \
     (index)->name != NULL)

#endif
