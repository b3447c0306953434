/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_joined.h"

#include "base/fixed.h"
#include "base/utf8.h"

#define SHORTEST 3u
#define LONGEST 5u

/* What a gram weighs; one that is inside no token is as rare as can be. */
static uint32_t
weight_of(const struct label_index *index, uint32_t hash)
{
    uint32_t gram = label_index_gram(index, hash);
    return gram != LABEL_INDEX_NONE ? index->gram_weights[gram] : LABEL_RARE_GRAM;
}

static size_t
add_characters(const char *text, size_t length, uint32_t *characters, size_t count)
{
    for (size_t at = 0; at < length && count < LABEL_JOINED_CHARACTERS;) {
        unsigned char byte = (unsigned char)text[at];
        characters[count++] = byte < 0x80 ? (at++, byte) : utf8_next(text, length, &at);
    }
    return count;
}

static size_t
label_characters(const struct label_index *index, uint32_t label, uint32_t *characters)
{
    size_t count = 0;
    for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1]; i++) {
        uint32_t start = index->token_starts[index->label_tokens[i]];
        uint32_t end = index->token_starts[index->label_tokens[i] + 1];
        count = add_characters(index->token_bytes + start, end - start, characters, count);
    }
    return count;
}

/* The slot of a gram, or the free one where it belongs. */
static struct joined_gram *
find_slot(struct label_joined *query, uint32_t hash)
{
    struct joined_gram *slot = &query->slots[hash % LABEL_JOINED_SLOTS];
    while (slot->count > 0 && slot->hash != hash) {
        slot = slot + 1 < query->slots + LABEL_JOINED_SLOTS ? slot + 1 : query->slots;
    }
    return slot;
}

void
label_joined_query(const struct label_index *index, const struct phrase *phrase, size_t tokens,
                   struct label_joined *out)
{
    uint32_t characters[LABEL_JOINED_CHARACTERS];
    size_t count = 0;
    uint64_t sum = 0;
    *out = (struct label_joined){0};
    for (size_t i = 0; i < tokens; i++) {
        count = add_characters(phrase_text(phrase, &phrase->tokens[i]), phrase->tokens[i].length,
                               characters, count);
    }
    for (size_t size = SHORTEST; size <= LONGEST; size++) {
        for (size_t i = 0; i + size <= count; i++) {
            uint32_t hash = label_gram_hash(characters + i, size);
            struct joined_gram *slot = find_slot(out, hash);
            if (slot->count++ == 0) {
                slot->hash = hash;
                slot->weight = weight_of(index, hash);
            }
            sum += slot->weight;
        }
    }
    out->norm = fixed_root(sum << 8);
}

uint32_t
label_joined_norm(const struct label_index *index, uint32_t label)
{
    uint32_t characters[LABEL_JOINED_CHARACTERS];
    size_t count = label_characters(index, label, characters);
    uint64_t sum = 0;
    for (size_t size = SHORTEST; size <= LONGEST; size++) {
        for (size_t i = 0; i + size <= count; i++) {
            sum += weight_of(index, label_gram_hash(characters + i, size));
        }
    }
    return (uint32_t)fixed_root(sum << 8);
}

/* The weight of a gram of a label where the query has it as often as the label so far. */
static uint32_t
shared_weight(struct label_joined *query, uint32_t hash, uint32_t label)
{
    struct joined_gram *slot = find_slot(query, hash);
    if (slot->count == 0) {
        return 0;
    }
    if (slot->label != label) {
        slot->label = label;
        slot->used = 0;
    }
    return slot->used < slot->count ? (slot->used++, slot->weight) : 0;
}

uint32_t
label_joined_most(const struct label_index *index, uint32_t label, const struct label_joined *query)
{
    uint64_t one = index->label_joined_norms[label];
    uint64_t other = query->norm;
    /* What they share is no more than the smaller one's square; roots are cut off, so one more. */
    uint64_t smaller = (one < other ? one : other) + 1;
    uint64_t cosine = one * other > 0 ? (smaller * smaller << 16) / (one * other) : 0;
    return cosine < 65536 ? (uint32_t)cosine : 65536;
}

uint32_t
label_joined_cosine(const struct label_index *index, uint32_t label, struct label_joined *query)
{
    uint32_t characters[LABEL_JOINED_CHARACTERS];
    size_t count = label_characters(index, label, characters);
    uint64_t sum = 0;
    for (size_t i = 0; i + SHORTEST <= count; i++) {
        uint64_t hash = LABEL_GRAM_SEED;
        for (size_t size = 1; size <= LONGEST && i + size <= count; size++) {
            hash = label_gram_mix(hash, characters[i + size - 1]);
            sum += size >= SHORTEST ? shared_weight(query, (uint32_t)hash, label + 1) : 0;
        }
    }
    /* The sum has 8 bits after the point, the norms together 16. */
    uint64_t norms = index->label_joined_norms[label] * query->norm;
    uint64_t cosine = norms > 0 ? (sum << 24) / norms : 0;
    return cosine < 65536 ? (uint32_t)cosine : 65536;
}
