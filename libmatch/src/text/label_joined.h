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
#define LABEL_JOINED_SLOTS 1024u    /* more than three times as many as there are grams */

/** A gram of the query. */
struct joined_gram {
    uint32_t hash;
    uint32_t weight;
    uint16_t count; /* in the query; 0: a free slot */
    uint16_t used;  /* by the label of this number, from 1 */
    uint32_t label;
};

/** Zero-initialised by label_joined_query(). */
struct label_joined {
    struct joined_gram slots[LABEL_JOINED_SLOTS]; /* open addressing by hash */
    uint64_t norm;                                /* 8 bits after the point */
};

/** Prepares the first so many tokens of a phrase. */
void label_joined_query(const struct label_index *index, const struct phrase *phrase, size_t tokens,
                        struct label_joined *out);

/** The most that label_joined_cosine() can be, by the lengths of both alone. */
uint32_t label_joined_most(const struct label_index *index, uint32_t label,
                           const struct label_joined *query);

/** How alike a label is to the query, 0..65536. */
uint32_t label_joined_cosine(const struct label_index *index, uint32_t label,
                             struct label_joined *query);

/** The length of a label as a vector of these grams, with 8 bits after the point. */
uint32_t label_joined_norm(const struct label_index *index, uint32_t label);

#endif
