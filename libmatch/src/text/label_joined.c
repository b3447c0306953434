/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_joined.h"

#include <stdlib.h>
#include <string.h>

#include "base/fixed.h"
#include "base/utf8.h"

#define SHORTEST 3u
#define LONGEST 5u

static int
compare_hashes(const void *a, const void *b)
{
    uint32_t left = ((const struct joined_gram *)a)->hash;
    uint32_t right = ((const struct joined_gram *)b)->hash;
    return left < right ? -1 : left > right;
}

/* What a gram weighs; one that is inside no token is as rare as can be. */
static uint32_t
weight_of(const struct label_index *index, uint32_t hash)
{
    uint32_t gram = label_index_gram(index, hash);
    return gram != LABEL_INDEX_NONE ? index->gram_weights[gram] : LABEL_RARE_GRAM;
}

/* Lists the grams of the characters, sorted, and their length as a vector. */
static void
list_grams(const struct label_index *index, const uint32_t *characters, size_t count,
           struct label_joined *out)
{
    uint64_t sum = 0;
    out->count = 0;
    for (size_t size = SHORTEST; size <= LONGEST; size++) {
        for (size_t i = 0; i + size <= count; i++) {
            uint32_t hash = label_gram_hash(characters + i, size);
            uint32_t weight = weight_of(index, hash);
            out->grams[out->count++] = (struct joined_gram){.hash = hash, .weight = weight};
            sum += weight;
        }
    }
    qsort(out->grams, out->count, sizeof *out->grams, compare_hashes);
    out->norm = fixed_root(sum << 8);
}

static size_t
add_characters(const char *text, size_t length, uint32_t *characters, size_t count)
{
    for (size_t at = 0; at < length && count < LABEL_JOINED_CHARACTERS;) {
        characters[count++] = utf8_next(text, length, &at);
    }
    return count;
}

void
label_joined_query(const struct label_index *index, const struct phrase *phrase, size_t tokens,
                   struct label_joined *out)
{
    uint32_t characters[LABEL_JOINED_CHARACTERS];
    size_t count = 0;
    for (size_t i = 0; i < tokens; i++) {
        count = add_characters(phrase_text(phrase, &phrase->tokens[i]), phrase->tokens[i].length,
                               characters, count);
    }
    list_grams(index, characters, count, out);
}

uint32_t
label_joined_cosine(const struct label_index *index, uint32_t label,
                    const struct label_joined *query)
{
    uint32_t characters[LABEL_JOINED_CHARACTERS];
    struct label_joined grams;
    size_t count = 0;
    uint64_t sum = 0;
    for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1]; i++) {
        uint32_t start = index->token_starts[index->label_tokens[i]];
        uint32_t end = index->token_starts[index->label_tokens[i] + 1];
        count = add_characters(index->token_bytes + start, end - start, characters, count);
    }
    list_grams(index, characters, count, &grams);
    for (size_t i = 0, j = 0; i < grams.count && j < query->count;) {
        if (grams.grams[i].hash == query->grams[j].hash) {
            sum += grams.grams[i].weight;
            i++;
            j++;
        } else if (grams.grams[i].hash < query->grams[j].hash) {
            i++;
        } else {
            j++;
        }
    }
    /* The sum has 8 bits after the point, the norms together 16. */
    uint64_t norms = grams.norm * query->norm;
    uint64_t cosine = norms > 0 ? (sum << 24) / norms : 0;
    return cosine < 65536 ? (uint32_t)cosine : 65536;
}
