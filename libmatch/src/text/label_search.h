/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_SEARCH_H
#define MATCH_TEXT_LABEL_SEARCH_H

#include "text/label_index.h"

/**
 * @file label_search.h
 * Finds the labels, and the items, that a phrase is most like. See docs/resolving.md for the
 * formula; all measures have 16 bits after the point, so LABEL_ONE is 1.
 */

#define LABEL_ONE 65536u
#define LABEL_QUERY_TOKENS 24u /* of a query; further ones do not count */

/** The most a score can be, all measures at 1, and what a context can add: thousandths. */
#define LABEL_BEST_SCORE 3300u
#define LABEL_CONTEXT_SCORE 1000u

/** What the texts of an item and its group can add. */
#define LABEL_TEXT_SCORE 600u

/** One label that was found, with what speaks for it. */
struct label_hit {
    uint32_t label;
    uint32_t item;
    uint32_t score; /* weighted sum of the measures below */
    uint32_t grams; /* cosine of the parts of words */
    uint32_t joined; /* the same without spaces */
    uint32_t soft;  /* cosine of the words, similar ones counting in part */
    uint32_t about; /* what a context added to the score */
    bool same_words;      /* in any order */
    bool part;            /* all words of the one are words of the other */
};

/** What hits are sorted by. */
struct label_hit_key {
    uint64_t order; /* the least first */
    uint32_t hit;
};

/** Which hits count and how many are wanted. */
struct label_wanted {
    size_t top;
    bool by_label;             /* each label is a hit; else the best one of each item */
    const uint32_t *about; /* [item] how far a context is about it, 0..LABEL_ONE; NULL: none */
    const unsigned char *allowed; /* [item number of the caller] not 0; NULL: all */
};

struct label_query_token {
    uint32_t number; /* LABEL_INDEX_NONE: in no label */
    uint32_t idf;
    uint32_t norm;
    uint32_t first_gram; /* into grams */
    uint32_t end_gram;
    uint32_t first_alike; /* into alike */
    uint32_t end_alike;
};

struct label_alike {
    uint32_t token;
    uint32_t similarity; /* 1..256 */
};

struct label_gram_use {
    uint32_t hash;
    uint32_t gram; /* LABEL_INDEX_NONE: of no token */
};

/** Sums over a large range of which few are not 0. */
struct label_sums {
    uint32_t *values;
    uint32_t *touched; /* which are not 0, with room for all and one more */
    size_t touched_count;
    size_t size;
};

/** Memory for searches, used by one thread at a time. Zero-initialised: empty and ready. */
struct label_scratch {
    struct phrase phrase;
    struct label_query_token tokens[LABEL_QUERY_TOKENS];
    size_t token_count;
    uint32_t *products[LABEL_QUERY_TOKENS]; /* with each token of the index */
    size_t product_capacities[LABEL_QUERY_TOKENS];
    struct label_gram_use grams[LABEL_QUERY_TOKENS * LABEL_GRAMS];
    struct label_alike *alike;
    size_t alike_count;
    size_t alike_capacity;
    struct label_sums labels;
    uint32_t *coarse_scores; /* [touched label] */
    size_t coarse_capacity;
    struct label_sums item_part; /* of one token */
    struct label_sums items;
    struct label_sums group_part;
    struct label_sums groups;
    struct label_sums texts;
    struct label_hit *hits; /* the result */
    size_t hit_count;
    size_t hit_capacity;
    struct label_hit *other_hits; /* where the best are copied to */
    size_t other_capacity;
    struct label_hit_key *keys;
    size_t key_capacity;
};

/**
 * Cuts a text into the tokens that searches look for: once for all indexes.
 * @return MATCH_OK, MATCH_ERR_INVALID for a text that is not UTF-8, or MATCH_ERR_NOMEM.
 */
match_status label_search_read(struct label_scratch *scratch, const char *text, size_t length,
                               match_error *err);

/** How many tokens of the text that was read last are in labels of an index. */
size_t label_search_known(const struct label_index *index, const struct label_scratch *scratch);

/** Weighs the text that was read last by an index, without a search; false on want of memory. */
bool label_search_weigh(const struct label_index *index, struct label_scratch *scratch);

/**
 * Finds the best labels or items for the text that was read last: scratch->hits, best first; equal
 * scores in the order of items and labels.
 * @return MATCH_OK or MATCH_ERR_NOMEM.
 */
match_status label_search(const struct label_index *index, struct label_scratch *scratch,
                          const struct label_wanted *wanted, match_error *err);

void label_scratch_clear(struct label_scratch *scratch);

#endif
