/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

match_status
phrase_list_add(struct phrase_list *list, const struct tokens *tokens, uint32_t number,
                match_error *err)
{
    if (tokens->count == 0 || tokens->count > PHRASE_TOKENS_MAX) {
        return MATCH_OK;
    }
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].hash == 0) {
            return MATCH_OK;
        }
    }
    uint64_t *hashes = alloc_grow(list->hashes, &list->hash_capacity,
                                  list->hash_count + tokens->count, sizeof *hashes);
    if (!hashes) {
        return fail_memory(err);
    }
    list->hashes = hashes;
    struct phrase *items = alloc_grow(list->items, &list->capacity, list->count + 1, sizeof *items);
    if (!items) {
        return fail_memory(err);
    }
    list->items = items;
    items[list->count++] = (struct phrase){
        .first = (uint32_t)list->hash_count, .length = (uint32_t)tokens->count, .number = number};
    for (size_t i = 0; i < tokens->count; i++) {
        hashes[list->hash_count++] = tokens->items[i].hash;
    }
    return MATCH_OK;
}

void
phrase_list_clear(struct phrase_list *list)
{
    alloc_free(list->hashes);
    alloc_free(list->items);
    *list = (struct phrase_list){0};
}

/* The place of a hash in the table, or the free one where it belongs. */
static struct phrase_key *
key_of(const struct phrases *phrases, uint64_t hash)
{
    size_t at = (size_t)(hash >> 20) & phrases->mask;
    while (phrases->keys[at].hash != 0 && phrases->keys[at].hash != hash) {
        at = (at + 1) & phrases->mask;
    }
    return &phrases->keys[at];
}

static int
compare_hashes(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Makes a table that is at most half full. */
static bool
make_keys(struct phrases *phrases, const struct phrase_list *list)
{
    size_t different = 0;
    size_t size = 16;
    uint64_t *sorted = alloc_zeroed(list->hash_count + 1, sizeof *sorted);
    if (!sorted) {
        return false;
    }
    if (list->hash_count > 0) {
        memcpy(sorted, list->hashes, list->hash_count * sizeof *sorted);
        qsort(sorted, list->hash_count, sizeof *sorted, compare_hashes);
    }
    for (size_t i = 0; i < list->hash_count; i++) {
        different += i == 0 || sorted[i] != sorted[i - 1];
    }
    alloc_free(sorted);
    while (size < 2 * different) {
        size *= 2;
    }
    phrases->mask = size - 1;
    phrases->keys = alloc_zeroed(size, sizeof *phrases->keys);
    return phrases->keys != NULL;
}

/* Gives every token a number, from 1, and writes down the phrases in them. */
static void
number_tokens(struct phrases *phrases, const struct phrase_list *list, uint32_t *numbered)
{
    uint32_t count = 0;
    for (size_t i = 0; i < list->hash_count; i++) {
        struct phrase_key *key = key_of(phrases, list->hashes[i]);
        if (key->hash == 0) {
            *key = (struct phrase_key){.hash = list->hashes[i], .token = ++count};
        }
        numbered[i] = key->token;
    }
}

static int
compare_phrases(const void *a, const void *b)
{
    const struct phrase *left = a;
    const struct phrase *right = b;
    uint32_t shorter = left->length < right->length ? left->length : right->length;
    for (uint32_t i = 0; i < shorter; i++) {
        if (left->tokens[i] != right->tokens[i]) {
            return left->tokens[i] < right->tokens[i] ? -1 : 1;
        }
    }
    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    return (left->number > right->number) - (left->number < right->number);
}

/* The sorted phrases that go through a node, and how deep it is. */
struct span {
    uint32_t first, last, depth;
};

/* Nodes come level by level, so that the children of each stand together. */
static void
grow_tree(struct phrases *phrases, const struct phrase_list *list, struct span *spans)
{
    struct phrase_node *nodes = phrases->nodes;
    uint32_t count = 2; /* 0 is no node, 1 the root */
    uint32_t numbers = 0;
    spans[1] = (struct span){0, (uint32_t)list->count, 0};
    for (uint32_t node = 1; node < count; node++) {
        struct span span = spans[node];
        uint32_t at = span.first;
        nodes[node].number = numbers;
        while (at < span.last && list->items[at].length == span.depth) {
            phrases->numbers[numbers++] = list->items[at++].number;
        }
        nodes[node].child = count;
        while (at < span.last) {
            uint32_t token = list->items[at].tokens[span.depth];
            struct span child = {.first = at, .depth = span.depth + 1};
            while (at < span.last && list->items[at].tokens[span.depth] == token) {
                at++;
            }
            child.last = at;
            nodes[count].token = token;
            spans[count++] = child;
        }
    }
    nodes[count] = (struct phrase_node){.child = count, .number = numbers};
    phrases->node_count = count;
}

/* Lets each token of the table lead to its node below the root. */
static bool
link_root(struct phrases *phrases, size_t token_count)
{
    uint32_t *node_of = alloc_zeroed(token_count + 1, sizeof *node_of);
    if (!node_of) {
        return false;
    }
    for (uint32_t i = phrases->nodes[1].child; i < phrases->nodes[2].child; i++) {
        node_of[phrases->nodes[i].token] = i;
    }
    for (size_t at = 0; at <= phrases->mask; at++) {
        phrases->keys[at].node = node_of[phrases->keys[at].token];
    }
    alloc_free(node_of);
    return true;
}

match_status
phrases_build(struct phrases *phrases, struct phrase_list *list, match_error *err)
{
    struct span *spans = NULL;
    bool good = false;
    uint32_t *numbered = alloc_zeroed(list->hash_count + 1, sizeof *numbered);
    *phrases = (struct phrases){0};
    if (numbered && make_keys(phrases, list)) {
        number_tokens(phrases, list, numbered);
        for (size_t i = 0; i < list->count; i++) {
            list->items[i].tokens = numbered + list->items[i].first;
        }
        if (list->count > 1) {
            qsort(list->items, list->count, sizeof *list->items, compare_phrases);
        }
        /* A node for each token at most, and no node, root and end. */
        spans = alloc_zeroed(list->hash_count + 3, sizeof *spans);
        phrases->nodes = alloc_zeroed(list->hash_count + 3, sizeof *phrases->nodes);
        phrases->numbers = alloc_zeroed(list->count + 1, sizeof *phrases->numbers);
        good = spans && phrases->nodes && phrases->numbers;
    }
    if (good) {
        grow_tree(phrases, list, spans);
        good = link_root(phrases, list->hash_count);
    }
    alloc_free(spans);
    alloc_free(numbered);
    if (!good) {
        phrases_clear(phrases);
        return fail_memory(err);
    }
    return MATCH_OK;
}

void
phrases_clear(struct phrases *phrases)
{
    alloc_free(phrases->keys);
    alloc_free(phrases->nodes);
    alloc_free(phrases->numbers);
    *phrases = (struct phrases){0};
}

const struct phrase_key *
phrases_token(const struct phrases *phrases, uint64_t hash)
{
    return key_of(phrases, hash);
}

uint32_t
phrases_next(const struct phrases *phrases, uint32_t node, uint32_t token)
{
    uint32_t low = phrases->nodes[node].child;
    uint32_t end = phrases->nodes[node + 1].child;
    uint32_t high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (phrases->nodes[middle].token < token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && phrases->nodes[low].token == token ? low : 0;
}
