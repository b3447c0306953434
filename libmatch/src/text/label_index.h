/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_INDEX_H
#define MATCH_TEXT_LABEL_INDEX_H

#include <stdbool.h>

#include "text/phrase.h"

/**
 * @file label_index.h
 * An index of the labels of one language by their tokens, and of the tokens by parts of them.
 * Labels belong to items (concepts), items to groups; all are numbers from 0 here.
 *
 * The work on characters is done between tokens, of which there are few: a token of a query finds
 * the tokens it is like, and these find labels, items and groups. Everything is whole numbers.
 */

#define LABEL_INDEX_NONE UINT32_MAX
#define LABEL_TOKENS 48u /* of a label or query; further ones do not count */

/** How much of the labels of an item, or of the items of a group, holds a token: 1..255. */
struct label_share {
    uint32_t owner : 24;
    uint32_t share : 8;
};

/** Words whose ends differ like this are forms of one word: "weld", "welder". */
struct label_rule {
    uint32_t from; /* an ending, as offset into rule_bytes */
    uint32_t to;
    uint32_t similarity; /* 1..255 */
};

/**
 * All arrays. Rows of variable length are starts and items.
 *
 * token_idf, with 8 bits after the point: 1 + ln((items + 1) / (items with the token + 1)).
 * token_norms: root of the sum of the weights of the token's grams, with 8 bits after the point.
 * gram_weights, with 8 bits: square of 1 + ln((labels + 1) / (labels with the gram + 1)).
 * label_norms: length of the label's vector of grams, with 8 bits.
 * text_shares: how much of an item's texts a token is, t / (t + 1) for t times; for tokens of labels
 * that are in the texts of few items. group_items: the item that is the group itself, or
 * LABEL_INDEX_NONE.
 * label_soft_norms: length of its vector of tokens, similar tokens not at right angles, 8 bits.
 * label_joined_norms: length of its vector of grams across words (label_joined.h), with 8 bits.
 */
#define LABEL_INDEX_ARRAYS(X)                                                                      \
    X(token_bytes, char, LABEL_ROWS_ANY)                                                           \
    X(token_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                             \
    X(token_slots, uint32_t, LABEL_ROWS_ANY)                                                       \
    X(token_idf, uint16_t, LABEL_ROWS_TOKENS)                                                      \
    X(token_norms, uint32_t, LABEL_ROWS_TOKENS)                                                    \
    X(gram_hashes, uint32_t, LABEL_ROWS_GRAMS)                                                     \
    X(gram_slots, uint32_t, LABEL_ROWS_ANY)                                                        \
    X(gram_weights, uint32_t, LABEL_ROWS_GRAMS)                                                    \
    X(gram_starts, uint32_t, LABEL_ROWS_GRAM_STARTS)                                               \
    X(gram_tokens, uint32_t, LABEL_ROWS_ANY)                                                       \
    X(label_starts, uint32_t, LABEL_ROWS_LABEL_STARTS)                                             \
    X(label_tokens, uint32_t, LABEL_ROWS_ANY)                                                      \
    X(label_items, uint32_t, LABEL_ROWS_LABELS)                                                    \
    X(label_sources, uint32_t, LABEL_ROWS_LABELS)                                                  \
    X(label_norms, uint32_t, LABEL_ROWS_LABELS)                                                    \
    X(label_soft_norms, uint32_t, LABEL_ROWS_LABELS)                                               \
    X(label_joined_norms, uint32_t, LABEL_ROWS_LABELS)                                             \
    X(posting_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                           \
    X(postings, uint32_t, LABEL_ROWS_ANY)                                                          \
    X(item_numbers, uint32_t, LABEL_ROWS_ITEMS)                                                    \
    X(item_groups, uint32_t, LABEL_ROWS_ITEMS)                                                     \
    X(share_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                             \
    X(shares, struct label_share, LABEL_ROWS_ANY)                                                  \
    X(group_share_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                       \
    X(group_shares, struct label_share, LABEL_ROWS_ANY)                                            \
    X(text_share_starts, uint32_t, LABEL_ROWS_TOKEN_STARTS)                                        \
    X(text_shares, struct label_share, LABEL_ROWS_ANY)                                             \
    X(group_items, uint32_t, LABEL_ROWS_GROUPS)                                                    \
    X(rules, struct label_rule, LABEL_ROWS_ANY)                                                    \
    X(rule_bytes, char, LABEL_ROWS_ANY)

/** How many items an array has: as many as there are tokens, starts of rows for each token ... */
enum label_rows {
    LABEL_ROWS_ANY,
    LABEL_ROWS_TOKENS,
    LABEL_ROWS_TOKEN_STARTS,
    LABEL_ROWS_GRAMS,
    LABEL_ROWS_GRAM_STARTS,
    LABEL_ROWS_LABELS,
    LABEL_ROWS_LABEL_STARTS,
    LABEL_ROWS_ITEMS,
    LABEL_ROWS_GROUPS,
    LABEL_ROWS_COUNT
};

#define LABEL_INDEX_FIELD(name, type, rows)                                                        \
    type *name;                                                                                    \
    size_t name##_count;

/** Zero-initialised: an index of nothing. */
struct label_index {
    LABEL_INDEX_ARRAYS(LABEL_INDEX_FIELD)
    uint32_t group_count;
    bool borrowed; /* the arrays belong to somebody else, and are only to be read */
};

/** A label to be indexed. */
struct label_source {
    const char *text;
    uint32_t length;
    uint32_t item;   /* never below that of the label before */
    uint32_t source; /* what the caller calls the label */
};

/** A definition or description of an item. */
struct label_source_text {
    const char *text;
    uint32_t length;
    uint32_t item; /* never below that of the text before */
};

/** What an index is made of. Item i is what the caller calls item_numbers[i]. */
struct label_sources {
    const struct label_source *labels;
    size_t label_count;
    const uint32_t *item_numbers;
    const uint32_t *item_groups; /* LABEL_INDEX_NONE: in none */
    size_t item_count;
    const uint32_t *group_items; /* the item that a group is itself; LABEL_INDEX_NONE: none */
    uint32_t group_count;
    const struct label_source_text *texts;
    size_t text_count;
};

/**
 * Builds an index. The same labels give the same index. Texts that cannot be folded are left out.
 * The caller gives it back with label_index_clear().
 */
match_status label_index_build(struct label_index *index, const struct label_sources *sources,
                               match_error *err);
void label_index_clear(struct label_index *index);

static inline uint32_t
label_index_token_count(const struct label_index *index)
{
    return (uint32_t)index->token_idf_count;
}

/** The number of a token, LABEL_INDEX_NONE where it is in no label. */
uint32_t label_index_token(const struct label_index *index, const char *text, size_t length);

/** The number of a gram, LABEL_INDEX_NONE where no token has it. */
uint32_t label_index_gram(const struct label_index *index, uint32_t hash);

/** The hash of no characters, and how another one is mixed into it: good enough for a few hundred
 *  thousand grams, whose hashes are the lower halves. */
#define LABEL_GRAM_SEED UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t
label_gram_mix(uint64_t hash, uint32_t character)
{
    hash = (hash ^ character) * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

/** The hash of some characters. */
uint32_t label_gram_hash(const uint32_t *characters, size_t count);

/** The weight of a gram that is in no label: that of one in a thousand labels. */
#define LABEL_RARE_GRAM 16000u

/** The most grams a token has. */
#define LABEL_GRAMS 400u

/**
 * Writes the hashes of the grams of a token, each as often as it occurs: two to four characters
 * of the word with a space at each end; a cluster is its only gram.
 * @return how many there are, at most LABEL_GRAMS.
 */
size_t label_grams(const char *token, size_t length, bool is_cluster, uint32_t *hashes);

/** Tokens whose cosine, of 256, is less than this are not alike at all. */
#define LABEL_LEAST_ALIKE 90u

/** Whether two tokens are alike. product and the squares of the norms have 8 and 16 bits after
 *  the point. */
static inline bool
label_is_similar(uint64_t product, uint32_t norm, uint32_t other_norm)
{
    return product << 8 >= LABEL_LEAST_ALIKE * ((uint64_t)norm * other_norm >> 8);
}

/** How alike two tokens are, 0..256, by the part of their grams they share. */
uint32_t label_similarity(uint64_t product, uint32_t norm, uint32_t other_norm);

/** 256 times (1 + ln((total + 1) / (frequency + 1))). */
uint32_t label_idf(uint64_t total, uint64_t frequency);

/**
 * How far two tokens are forms of one word by the rules, 1..255; 0: not at all.
 */
uint32_t label_index_rule(const struct label_index *index, uint32_t one, uint32_t other);

/** The place of the first rule for an ending, and whether a rule is for it. */
size_t label_index_first_rule(const struct label_index *index, const char *from, size_t length);
bool label_index_rule_is_for(const struct label_index *index, size_t rule, const char *from,
                             size_t length);

/** Length of the longest common beginning of whole characters, in bytes and characters. */
size_t label_common_prefix(const char *a, size_t a_length, const char *b, size_t b_length,
                           size_t *characters);

#endif
