/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_CONTEXT_H
#define MATCH_TEXT_LABEL_CONTEXT_H

#include "text/label_index.h"
#include "text/label_search.h"

/**
 * @file label_context.h
 * The words of items' labels and descriptions, to see which items a longer text is about.
 */

/** All arrays, as in label_index.h. idf has 8 bits after the point; 0: a word that is too rare or
 *  too common to tell anything. Row i of starts are the shares of word i. */
#define LABEL_CONTEXT_ARRAYS(X)                                                                    \
    X(word_bytes, char, LABEL_ROWS_ANY)                                                            \
    X(word_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                              \
    X(word_slots, uint32_t, LABEL_ROWS_ANY)                                                        \
    X(idf, uint32_t, LABEL_ROWS_TOKENS)                                                            \
    X(starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                                   \
    X(shares, struct label_share, LABEL_ROWS_ANY)

/** Zero-initialised: an index of nothing. */
struct label_context {
    LABEL_CONTEXT_ARRAYS(LABEL_INDEX_FIELD)
    size_t item_count;
    bool borrowed; /* the arrays belong to somebody else, and are only to be read */
};

/** Builds it of all labels and texts, in the order of items. Release with label_context_clear(). */
match_status label_context_build(struct label_context *context,
                                 const struct label_source_text *texts, size_t count,
                                 size_t item_count, match_error *err);
void label_context_clear(struct label_context *context);

/**
 * Says for each item how far a text is about it: 0..LABEL_ONE, LABEL_ONE for the item it is about
 * most. Only the first 64 KiB of the text count.
 * @param[out] about  [item_count], all 0 before.
 */
match_status label_context_compare(const struct label_context *context, const char *text,
                                   size_t length, uint32_t *about, match_error *err);

#endif
