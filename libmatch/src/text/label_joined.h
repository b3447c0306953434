/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_JOINED_H
#define MATCH_TEXT_LABEL_JOINED_H

#include "text/label_index.h"

/**
 * @file label_joined.h
 * Texts compared without the spaces between their words, so that "door keeper" is "doorkeeper"
 * and compounds meet their parts: cosine of their grams of three to five characters.
 */

#define LABEL_JOINED_CHARACTERS 96u /* of a text; further ones do not count */
#define LABEL_JOINED_GRAMS (3u * LABEL_JOINED_CHARACTERS)

struct joined_gram {
    uint32_t hash;
    uint32_t weight;
};

struct label_joined {
    struct joined_gram grams[LABEL_JOINED_GRAMS]; /* sorted by hash */
    size_t count;
    uint64_t norm; /* 8 bits after the point */
};

/** Prepares the first so many tokens of a phrase. */
void label_joined_query(const struct label_index *index, const struct phrase *phrase, size_t tokens,
                        struct label_joined *out);

/** How alike a label is to the query, 0..65536. */
uint32_t label_joined_cosine(const struct label_index *index, uint32_t label,
                             const struct label_joined *query);

#endif
