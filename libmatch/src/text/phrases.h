/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_PHRASES_H
#define MATCH_TEXT_PHRASES_H

#include <stddef.h>
#include <stdint.h>

#include <libmatch/error.h>

#include "text/tokens.h"

/**
 * @file phrases.h
 * A dictionary of phrases, each a sequence of tokens with a number, walked token by token.
 *
 * It is a tree in which the children of a node stand side by side, ordered by token, and a node
 * needs 12 bytes. From the root each token leads on directly.
 */

/** Phrases being gathered. Zero-initialised: none. */
struct phrase_list {
    uint64_t *hashes; /* of all tokens, phrase after phrase */
    size_t hash_count, hash_capacity;
    struct phrase *items;
    size_t count, capacity;
};

/** A phrase: its tokens, in the list's hashes, and its number. */
struct phrase {
    const uint32_t *tokens; /* once they are known by number */
    uint32_t first, length;
    uint32_t number;
};

/** The finished dictionary. Zero-initialised: empty. */
struct phrases {
    struct phrase_key *keys; /* open addressing */
    size_t mask;             /* their number less one */
    struct phrase_node *nodes;
    uint32_t *numbers;
    size_t node_count;
};

struct phrase_key {
    uint64_t hash;  /* 0: free */
    uint32_t token; /* from 1 */
    uint32_t node;  /* that it leads to from the root, 0 for none */
};

struct phrase_node {
    uint32_t token;
    uint32_t child;  /* the first; the next node's is the end */
    uint32_t number; /* the first of its numbers; the next node's is the end */
};

#define PHRASE_TOKENS_MAX 64u

/** Adds a phrase; one without tokens, or with more or longer ones than there may be, is left out.
 */
match_status phrase_list_add(struct phrase_list *list, const struct tokens *tokens, uint32_t number,
                             match_error *err);
void phrase_list_clear(struct phrase_list *list);

/** Makes the dictionary of a list. On failure it is empty. */
match_status phrases_build(struct phrases *phrases, struct phrase_list *list, match_error *err);
void phrases_clear(struct phrases *phrases);

/** The token of a hash; its token and node are 0 when it is in no phrase. */
const struct phrase_key *phrases_token(const struct phrases *phrases, uint64_t hash);

/** The node that a token leads to from a node, 0 for none. */
uint32_t phrases_next(const struct phrases *phrases, uint32_t node, uint32_t token);

/** The numbers of the phrases that end at a node, ascending. */
static inline const uint32_t *
phrases_numbers(const struct phrases *phrases, uint32_t node, size_t *count)
{
    uint32_t first = phrases->nodes[node].number;
    *count = phrases->nodes[node + 1].number - first;
    return phrases->numbers + first;
}

#endif
