/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fixed.h"
#include "base/utf8.h"
#include "text/label_words.h"

#define SHORTEST_GRAM 2u
#define LONGEST_GRAM 4u
#define LONGEST_WORD 130u /* characters of a token and the spaces at its ends */

/* 46 bits: ln(2) with 24 bits after the point. */
#define LN_2 UINT64_C(11629080)

void
label_index_clear(struct label_index *index)
{
#define CLEAR_ARRAY(name, type, rows) alloc_free(index->name);
    if (!index->borrowed) {
        LABEL_INDEX_ARRAYS(CLEAR_ARRAY)
    }
#undef CLEAR_ARRAY
    *index = (struct label_index){0};
}

uint32_t
label_index_token(const struct label_index *index, const char *text, size_t length)
{
    const struct label_words words = {.bytes = index->token_bytes,
                                      .starts = index->token_starts,
                                      .slots = index->token_slots,
                                      .count = index->token_idf_count,
                                      .slot_count = index->token_slots_count};
    return label_words_find(&words, text, length);
}

uint32_t
label_index_gram(const struct label_index *index, uint32_t hash)
{
    if (index->gram_slots_count == 0) {
        return LABEL_INDEX_NONE;
    }
    size_t mask = index->gram_slots_count - 1;
    size_t slot = hash & mask;
    while (index->gram_slots[slot] != 0) {
        uint32_t gram = index->gram_slots[slot] - 1;
        if (index->gram_hashes[gram] == hash) {
            return gram;
        }
        slot = (slot + 1) & mask;
    }
    return LABEL_INDEX_NONE;
}

uint32_t
label_gram_hash(const uint32_t *characters, size_t count)
{
    uint64_t hash = LABEL_GRAM_SEED;
    for (size_t i = 0; i < count; i++) {
        hash = label_gram_mix(hash, characters[i]);
    }
    return (uint32_t)hash;
}

size_t
label_grams(const char *token, size_t length, bool is_cluster, uint32_t *hashes)
{
    uint32_t characters[LONGEST_WORD];
    size_t count = 0;
    size_t grams = 0;
    if (is_cluster) {
        hashes[0] = (uint32_t)XXH3_64bits(token, length);
        return 1;
    }
    characters[count++] = ' ';
    for (size_t at = 0; at < length && count < LONGEST_WORD - 1;) {
        characters[count++] = utf8_next(token, length, &at);
    }
    characters[count++] = ' ';
    for (size_t size = SHORTEST_GRAM; size <= LONGEST_GRAM; size++) {
        for (size_t i = 0; i + size <= count; i++) {
            hashes[grams++] = label_gram_hash(characters + i, size);
        }
    }
    return grams;
}

uint32_t
label_similarity(uint64_t product, uint32_t norm, uint32_t other_norm)
{
    uint64_t lengths = (uint64_t)norm * other_norm >> 8;
    if (lengths == 0 || !label_is_similar(product, norm, other_norm)) {
        return 0;
    }
    uint64_t cosine = (product << 8) / lengths;
    if (cosine >= 256) {
        return 256;
    }
    /* To the power of 2.5: the root of cosine^5, which has 40 bits after the point. */
    uint64_t fifth = cosine * cosine * cosine * cosine * cosine;
    return (uint32_t)(fixed_root(fifth) >> 12);
}

uint32_t
label_idf(uint64_t total, uint64_t frequency)
{
    uint64_t doublings = fixed_log2(total + 1) - fixed_log2(frequency + 1);
    return 256u + (uint32_t)((doublings * LN_2) >> (2 * FIXED_LOG_BITS - 8));
}

size_t
label_common_prefix(const char *a, size_t a_length, const char *b, size_t b_length,
                    size_t *characters)
{
    size_t end = 0;
    while (end < a_length && end < b_length && a[end] == b[end]) {
        end++;
    }
    while (end > 0 && ((end < a_length && ((unsigned char)a[end] & 0xC0) == 0x80) ||
                       (end < b_length && ((unsigned char)b[end] & 0xC0) == 0x80))) {
        end--;
    }
    *characters = 0;
    for (size_t i = 0; i < end; i++) {
        *characters += ((unsigned char)a[i] & 0xC0) != 0x80;
    }
    return end;
}
