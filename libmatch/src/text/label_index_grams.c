/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_index_build.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "text/label_joined.h"

static int
compare_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* --- Grams of tokens ------------------------------------------------------------------------- */

static bool
add_slots(struct label_index *index, size_t slots)
{
    alloc_free(index->gram_slots);
    if (!LABEL_BUILD_ARRAY(index, gram_slots, slots)) {
        index->gram_slots_count = 0;
        return false;
    }
    for (uint32_t i = 0; i < index->gram_hashes_count; i++) {
        size_t slot = index->gram_hashes[i] & (slots - 1);
        while (index->gram_slots[slot] != 0) {
            slot = (slot + 1) & (slots - 1);
        }
        index->gram_slots[slot] = i + 1;
    }
    return true;
}

/* The number of a gram, a new one where it is new; LABEL_INDEX_NONE on want of memory. */
static uint32_t
add_gram(struct label_index *index, uint32_t hash, size_t *capacity)
{
    if ((index->gram_hashes_count + 1) * 2 > index->gram_slots_count &&
        !add_slots(index, index->gram_slots_count > 0 ? index->gram_slots_count * 2 : 1024)) {
        return LABEL_INDEX_NONE;
    }
    size_t mask = index->gram_slots_count - 1;
    size_t slot = hash & mask;
    for (; index->gram_slots[slot] != 0; slot = (slot + 1) & mask) {
        if (index->gram_hashes[index->gram_slots[slot] - 1] == hash) {
            return index->gram_slots[slot] - 1;
        }
    }
    uint32_t *hashes =
        alloc_grow(index->gram_hashes, capacity, index->gram_hashes_count + 1, sizeof *hashes);
    if (!hashes) {
        return LABEL_INDEX_NONE;
    }
    index->gram_hashes = hashes;
    hashes[index->gram_hashes_count++] = hash;
    index->gram_slots[slot] = (uint32_t)index->gram_hashes_count;
    return (uint32_t)index->gram_hashes_count - 1;
}

static match_status
read_grams(struct label_build *build)
{
    struct label_index *index = build->index;
    uint32_t hashes[LABEL_GRAMS];
    size_t capacity = 0;
    bool good = ids_push(&build->gram_starts, 0);
    for (uint32_t token = 0; good && token < label_index_token_count(index); token++) {
        const char *text = index->token_bytes + index->token_starts[token];
        size_t length = index->token_starts[token + 1] - index->token_starts[token];
        size_t first = build->grams.count;
        size_t count = label_grams(text, length, build->clusters.items[token] != 0, hashes);
        for (size_t i = 0; i < count && good; i++) {
            uint32_t gram = add_gram(index, hashes[i], &capacity);
            good = gram != LABEL_INDEX_NONE && ids_push(&build->grams, gram);
        }
        if (good) {
            qsort(build->grams.items + first, build->grams.count - first, sizeof(uint32_t),
                  compare_numbers);
            good = ids_push(&build->gram_starts, (uint32_t)build->grams.count);
        }
    }
    return good ? MATCH_OK : fail_memory(build->err);
}

/* The tokens of each gram, and how many labels have it: those of its tokens. */
static match_status
list_gram_tokens(struct label_build *build)
{
    struct label_index *index = build->index;
    size_t grams = index->gram_hashes_count;
    uint64_t *frequencies = alloc_zeroed(grams, sizeof *frequencies);
    if (!frequencies || !LABEL_BUILD_ARRAY(index, gram_starts, grams + 2) ||
        !LABEL_BUILD_ARRAY(index, gram_tokens, build->grams.count) ||
        !LABEL_BUILD_ARRAY(index, gram_weights, grams)) {
        alloc_free(frequencies);
        return fail_memory(build->err);
    }
    for (size_t i = 0; i < build->grams.count; i++) {
        index->gram_starts[build->grams.items[i] + 2]++;
    }
    label_build_sum(index->gram_starts, grams + 1);
    index->gram_starts_count = grams + 1;
    for (uint32_t token = 0; token < label_index_token_count(index); token++) {
        uint32_t labels = index->posting_starts[token + 1] - index->posting_starts[token];
        for (uint32_t i = build->gram_starts.items[token]; i < build->gram_starts.items[token + 1];
             i++) {
            uint32_t gram = build->grams.items[i];
            index->gram_tokens[index->gram_starts[gram + 1]++] = token;
            frequencies[gram] += labels;
        }
    }
    for (size_t i = 0; i < grams; i++) {
        size_t labels = index->label_items_count;
        uint32_t idf = label_idf(labels, frequencies[i] < labels ? frequencies[i] : labels);
        index->gram_weights[i] = idf * idf >> 8;
    }
    alloc_free(frequencies);
    return MATCH_OK;
}

/* --- Products -------------------------------------------------------------------------------- */

/* The sum of the weights of the grams two tokens share, each as often as they have it. */
static uint64_t
product(const struct label_build *build, uint32_t one, uint32_t other)
{
    const uint32_t *grams = build->grams.items;
    uint32_t i = build->gram_starts.items[one];
    uint32_t j = build->gram_starts.items[other];
    uint32_t i_end = build->gram_starts.items[one + 1];
    uint32_t j_end = build->gram_starts.items[other + 1];
    uint64_t sum = 0;
    while (i < i_end && j < j_end) {
        uint32_t gram = grams[i];
        if (gram != grams[j]) {
            *(gram < grams[j] ? &i : &j) += 1;
            continue;
        }
        uint64_t in_one = 0;
        uint64_t in_other = 0;
        for (; i < i_end && grams[i] == gram; i++) {
            in_one++;
        }
        for (; j < j_end && grams[j] == gram; j++) {
            in_other++;
        }
        sum += in_one * in_other * build->index->gram_weights[gram];
    }
    return sum;
}

match_status
label_build_grams(struct label_build *build)
{
    struct label_index *index = build->index;
    match_status status = read_grams(build);
    if (status == MATCH_OK) {
        status = list_gram_tokens(build);
    }
    if (status == MATCH_OK && !LABEL_BUILD_ARRAY(index, token_norms, index->token_idf_count)) {
        status = fail_memory(build->err);
    }
    for (uint32_t i = 0; status == MATCH_OK && i < label_index_token_count(index); i++) {
        index->token_norms[i] = (uint32_t)fixed_root(product(build, i, i) << 8);
    }
    return status;
}

/* --- Lengths of labels ----------------------------------------------------------------------- */

static void
measure_label(struct label_build *build, uint32_t label)
{
    struct label_index *index = build->index;
    uint64_t grams = 0; /* 8 bits after the point */
    uint64_t soft = 0;  /* 16 bits */
    for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1]; i++) {
        uint32_t one = index->label_tokens[i];
        uint64_t norm = index->token_norms[one];
        grams += norm * norm >> 8;
        soft += (uint64_t)index->token_idf[one] * index->token_idf[one];
        for (uint32_t j = index->label_starts[label]; j < i; j++) {
            uint32_t other = index->label_tokens[j];
            uint64_t shared = product(build, one, other);
            if (shared == 0) {
                continue;
            }
            uint32_t similarity = label_similarity(shared, index->token_norms[one], index->token_norms[other]);
            uint32_t learned = label_index_rule(index, one, other);
            similarity = learned > similarity ? learned : similarity;
            grams += 2 * shared;
            soft += 2 * ((uint64_t)index->token_idf[one] * index->token_idf[other] * similarity >> 8);
        }
    }
    index->label_norms[label] = (uint32_t)fixed_root(grams << 8);
    index->label_soft_norms[label] = (uint32_t)fixed_root(soft);
}

match_status
label_build_norms(struct label_build *build)
{
    struct label_index *index = build->index;
    if (!LABEL_BUILD_ARRAY(index, label_norms, index->label_items_count) ||
        !LABEL_BUILD_ARRAY(index, label_soft_norms, index->label_items_count) ||
        !LABEL_BUILD_ARRAY(index, label_joined_norms, index->label_items_count)) {
        return fail_memory(build->err);
    }
    for (uint32_t label = 0; label < index->label_items_count; label++) {
        measure_label(build, label);
        index->label_joined_norms[label] = label_joined_norm(index, label);
    }
    return MATCH_OK;
}
