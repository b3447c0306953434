/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_QUERY_H
#define MATCH_TEXT_LABEL_QUERY_H

#include "text/label_search.h"

/**
 * @file label_query.h
 * The tokens of a query against those of an index. Used by label_search.c only.
 */

/** Adds to a sum and remembers that it is not 0 any more. */
static inline void
label_sums_add(struct label_sums *sums, uint32_t index, uint32_t value)
{
    uint32_t before = sums->values[index];
    /* A sum that ran over may be 0 again: there is room for no more than all. */
    sums->touched[sums->touched_count] = index;
    sums->touched_count += before == 0 && value > 0 && sums->touched_count < sums->size;
    sums->values[index] = before + value;
}

/** Adds a value, not 0, to many sums. */
static inline void
label_sums_add_all(struct label_sums *sums, const uint32_t *restrict indexes, size_t count,
                   uint32_t value)
{
    uint32_t *restrict values = sums->values;
    uint32_t *restrict touched = sums->touched;
    size_t touched_count = sums->touched_count;
    for (size_t i = 0; i < count; i++) {
        uint32_t before = values[indexes[i]];
        touched[touched_count] = indexes[i];
        touched_count += before == 0 && touched_count < sums->size;
        values[indexes[i]] = before + value;
    }
    sums->touched_count = touched_count;
}

/** Makes room for an index, and finds the tokens that are like those of the query. */
bool label_query_prepare(const struct label_index *index, struct label_scratch *scratch);

/** The lengths of the query's vectors, as those of labels are kept. */
void label_query_norms(const struct label_index *index, const struct label_scratch *scratch,
                       uint64_t *grams, uint64_t *soft);

/** What a gram weighs; LABEL_INDEX_NONE is as rare as can be. */
uint32_t label_query_gram_weight(const struct label_index *index, uint32_t gram);

/** Sets all sums to 0 for the next search. */
void label_query_forget(struct label_scratch *scratch);

#endif
