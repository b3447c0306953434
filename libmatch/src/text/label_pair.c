/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_pair.h"

#include <string.h>

#include "base/alloc.h"
#include "text/label_query.h"

bool
label_text_keep(struct label_text *text, const struct label_index *index,
                const struct label_scratch *scratch)
{
    size_t count = scratch->token_count;
    size_t grams = count > 0 ? scratch->tokens[count - 1].end_gram : 0;
    *text = (struct label_text){.tokens = alloc_zeroed(count, sizeof *text->tokens),
                                .token_count = count,
                                .grams = alloc_zeroed(grams, sizeof *text->grams)};
    if (!text->tokens || !text->grams) {
        label_text_clear(text);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        text->tokens[i] = scratch->tokens[i];
    }
    for (size_t i = 0; i < grams; i++) {
        text->grams[i] = (struct label_gram_use){
            .hash = scratch->grams[i].hash,
            .gram = label_query_gram_weight(index, scratch->grams[i].gram)};
    }
    label_query_norms(index, scratch, &text->gram_norm, &text->soft_norm);
    return true;
}

void
label_text_clear(struct label_text *text)
{
    alloc_free(text->tokens);
    alloc_free(text->grams);
    *text = (struct label_text){0};
}

/* The sum of the weights of the grams two tokens share. */
static uint64_t
product(const struct label_text *one, size_t i, const struct label_text *other, size_t j)
{
    uint32_t a = one->tokens[i].first_gram;
    uint32_t b = other->tokens[j].first_gram;
    uint64_t sum = 0;
    while (a < one->tokens[i].end_gram && b < other->tokens[j].end_gram) {
        uint32_t left = one->grams[a].hash;
        uint32_t right = other->grams[b].hash;
        sum += left == right ? one->grams[a].gram : 0;
        a += left <= right;
        b += right <= left;
    }
    return sum;
}

static uint32_t
at_most_one(uint64_t value)
{
    return value < LABEL_ONE ? (uint32_t)value : LABEL_ONE;
}

uint32_t
label_text_cosine(const struct label_text *one, const struct label_text *other)
{
    uint64_t grams = 0;
    uint64_t soft = 0;
    for (size_t i = 0; i < one->token_count; i++) {
        for (size_t j = 0; j < other->token_count; j++) {
            uint64_t shared = product(one, i, other, j);
            grams += shared;
            soft += shared > 0 ? (uint64_t)one->tokens[i].idf * other->tokens[j].idf *
                                     label_similarity(shared, one->tokens[i].norm,
                                                      other->tokens[j].norm) >>
                                     8
                               : 0;
        }
    }
    uint64_t gram_norms = one->gram_norm * other->gram_norm;
    uint64_t soft_norms = one->soft_norm * other->soft_norm;
    /* Sums of 8 and 16 bits after the point, norms together 16. */
    uint32_t by_grams = gram_norms > 0 ? at_most_one((grams << 24) / gram_norms) : 0;
    uint32_t by_words = soft_norms > 0 ? at_most_one((soft << 16) / soft_norms) : 0;
    return (by_grams + by_words) / 2;
}
