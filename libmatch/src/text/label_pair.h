/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_PAIR_H
#define MATCH_TEXT_LABEL_PAIR_H

#include "text/label_search.h"

/**
 * @file label_pair.h
 * Compares two texts with each other, by the weights of an index.
 */

/** A text after label_search() of it. Zero-initialised: a text without words. */
struct label_text {
    struct label_query_token *tokens;
    size_t token_count;
    struct label_gram_use *grams; /* sorted for each token; gram holds the weight */
    uint64_t gram_norm;
    uint64_t soft_norm;
};

/** Keeps the text that was searched for last in this index; false on want of memory. */
bool label_text_keep(struct label_text *text, const struct label_index *index,
                     const struct label_scratch *scratch);
void label_text_clear(struct label_text *text);

/** How alike two texts are, 0..LABEL_ONE: mean of the cosines of parts of words and of words. */
uint32_t label_text_cosine(const struct label_text *one, const struct label_text *other);

#endif
