/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_query.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"

#define SHORTEST_STEM 4u /* characters */
#define LONGEST_END 4u

/* --- Sums ------------------------------------------------------------------------------------ */

static bool
sums_reserve(struct label_sums *sums, size_t size)
{
    if (sums->size >= size) {
        return true;
    }
    uint32_t *values = alloc_zeroed(size, sizeof *values); /* all old ones are 0 */
    uint32_t *touched = alloc_zeroed(size + 1, sizeof *touched);
    if (!values || !touched) {
        alloc_free(values);
        alloc_free(touched);
        return false;
    }
    alloc_free(sums->values);
    alloc_free(sums->touched);
    sums->values = values;
    sums->touched = touched;
    sums->size = size;
    return true;
}

static void
sums_forget(struct label_sums *sums)
{
    for (size_t i = 0; i < sums->touched_count; i++) {
        sums->values[sums->touched[i]] = 0;
    }
    sums->touched_count = 0;
}

static void
sums_clear(struct label_sums *sums)
{
    alloc_free(sums->values);
    alloc_free(sums->touched);
}

/* Room for the products of a token of the query with all of the index, which are 0. */
static bool
products_reserve(struct label_scratch *scratch, size_t at, size_t count)
{
    uint32_t *products = alloc_grow(scratch->products[at], &scratch->product_capacities[at],
                                    count, sizeof *products);
    if (!products) {
        return false;
    }
    scratch->products[at] = products;
    memset(products, 0, count * sizeof *products);
    return true;
}

static bool
reserve(const struct label_index *index, struct label_scratch *scratch)
{
    bool good = sums_reserve(&scratch->labels, index->label_items_count) &&
                sums_reserve(&scratch->items, index->item_numbers_count) &&
                sums_reserve(&scratch->item_part, index->item_numbers_count) &&
                sums_reserve(&scratch->texts, index->item_numbers_count) &&
                sums_reserve(&scratch->groups, index->group_count) &&
                sums_reserve(&scratch->group_part, index->group_count);
    for (size_t i = 0; i < scratch->token_count && good; i++) {
        good = products_reserve(scratch, i, label_index_token_count(index));
    }
    uint32_t *scores = alloc_grow(scratch->coarse_scores, &scratch->coarse_capacity,
                                  index->label_items_count, sizeof *scores);
    scratch->coarse_scores = scores ? scores : scratch->coarse_scores;
    return good && scores;
}

void
label_query_forget(struct label_scratch *scratch)
{
    sums_forget(&scratch->labels);
    sums_forget(&scratch->items);
    sums_forget(&scratch->item_part);
    sums_forget(&scratch->texts);
    sums_forget(&scratch->groups);
    sums_forget(&scratch->group_part);
}

void
label_scratch_clear(struct label_scratch *scratch)
{
    phrase_clear(&scratch->phrase);
    for (size_t i = 0; i < LABEL_QUERY_TOKENS; i++) {
        alloc_free(scratch->products[i]);
    }
    sums_clear(&scratch->labels);
    sums_clear(&scratch->items);
    sums_clear(&scratch->item_part);
    sums_clear(&scratch->texts);
    sums_clear(&scratch->groups);
    sums_clear(&scratch->group_part);
    alloc_free(scratch->coarse_scores);
    alloc_free(scratch->alike);
    alloc_free(scratch->hits);
    alloc_free(scratch->other_hits);
    alloc_free(scratch->keys);
    *scratch = (struct label_scratch){0};
}

/* --- Reading --------------------------------------------------------------------------------- */

static int
compare_grams(const void *a, const void *b)
{
    const struct label_gram_use *left = a;
    const struct label_gram_use *right = b;
    return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static bool
is_repeated(const struct phrase *phrase, size_t count, const struct phrase_token *token)
{
    for (size_t i = 0; i < count; i++) {
        if (phrase->tokens[i].length == token->length &&
            memcmp(phrase_text(phrase, &phrase->tokens[i]), phrase_text(phrase, token),
                   token->length) == 0) {
            return true;
        }
    }
    return false;
}

match_status
label_search_read(struct label_scratch *scratch, const char *text, size_t length, match_error *err)
{
    struct phrase *phrase = &scratch->phrase;
    match_status status = phrase_split(phrase, text, length, err);
    uint32_t grams = 0;
    size_t count = 0;
    scratch->token_count = 0;
    for (size_t i = 0; status == MATCH_OK && i < phrase->count && count < LABEL_QUERY_TOKENS; i++) {
        struct phrase_token token = phrase->tokens[i];
        uint32_t hashes[LABEL_GRAMS];
        if (is_repeated(phrase, count, &token)) {
            continue;
        }
        size_t n = label_grams(phrase_text(phrase, &token), token.length, token.is_cluster, hashes);
        scratch->tokens[count] =
            (struct label_query_token){.first_gram = grams, .end_gram = grams + (uint32_t)n};
        for (size_t j = 0; j < n; j++) {
            scratch->grams[grams + j].hash = hashes[j];
        }
        qsort(scratch->grams + grams, n, sizeof *scratch->grams, compare_grams);
        grams += (uint32_t)n;
        phrase->tokens[count++] = token;
    }
    scratch->token_count = count;
    return status;
}

/* --- Tokens that are alike ------------------------------------------------------------------- */

static bool
add_alike(struct label_scratch *scratch, const struct label_query_token *token, uint32_t other,
          uint32_t similarity)
{
    for (size_t i = token->first_alike; i < scratch->alike_count; i++) {
        if (scratch->alike[i].token == other) {
            if (scratch->alike[i].similarity < similarity) {
                scratch->alike[i].similarity = similarity;
            }
            return true;
        }
    }
    struct label_alike *alike = alloc_grow(scratch->alike, &scratch->alike_capacity,
                                           scratch->alike_count + 1, sizeof *alike);
    if (!alike) {
        return false;
    }
    scratch->alike = alike;
    alike[scratch->alike_count++] = (struct label_alike){.token = other, .similarity = similarity};
    return true;
}

uint32_t
label_query_gram_weight(const struct label_index *index, uint32_t gram)
{
    if (gram != LABEL_INDEX_NONE) {
        return index->gram_weights[gram];
    }
    uint32_t idf = label_idf(index->label_items_count, 0);
    return idf * idf >> 8;
}

/* The sum of the weights of the grams two tokens of the query share. */
static uint64_t
product(const struct label_index *index, const struct label_scratch *scratch,
        const struct label_query_token *one, const struct label_query_token *other)
{
    const struct label_gram_use *grams = scratch->grams;
    uint32_t i = one->first_gram;
    uint32_t j = other->first_gram;
    uint64_t sum = 0;
    while (i < one->end_gram && j < other->end_gram) {
        uint32_t hash = grams[i].hash;
        if (hash != grams[j].hash) {
            *(hash < grams[j].hash ? &i : &j) += 1;
            continue;
        }
        uint64_t in_one = 0;
        uint64_t in_other = 0;
        uint32_t gram = grams[i].gram;
        for (; i < one->end_gram && grams[i].hash == hash; i++) {
            in_one++;
        }
        for (; j < other->end_gram && grams[j].hash == hash; j++) {
            in_other++;
        }
        sum += in_one * in_other * label_query_gram_weight(index, gram);
    }
    return sum;
}

/* Multiplies a token with all tokens of the index. */
static void
multiply(const struct label_index *index, struct label_scratch *scratch, size_t at)
{
    const struct label_query_token *token = &scratch->tokens[at];
    const uint32_t *restrict tokens = index->gram_tokens;
    uint32_t *restrict products = scratch->products[at];
    for (uint32_t i = token->first_gram; i < token->end_gram; i++) {
        uint32_t gram = label_index_gram(index, scratch->grams[i].hash);
        scratch->grams[i].gram = gram;
        if (gram == LABEL_INDEX_NONE) {
            continue;
        }
        uint32_t weight = index->gram_weights[gram];
        for (uint32_t j = index->gram_starts[gram]; j < index->gram_starts[gram + 1]; j++) {
            products[tokens[j]] += weight;
        }
    }
}

#define BLOCK 16u

/*
 * Whether one of a block of tokens may be alike, in a loop without branches. What is asked is less
 * than what label_is_similar() asks, by the bits that are cut off here. The difference is below 0,
 * and its highest bit 1, where a product is too small.
 */
static bool
may_be_alike(const uint32_t *restrict products, const uint32_t *restrict norms, uint32_t norm)
{
    uint32_t share = LABEL_LEAST_ALIKE * norm >> 12;
    uint32_t enough = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        enough |= ~(products[i] - (norms[i] >> 4) * share);
    }
    return enough >> 31 != 0;
}

/* Adds the tokens from first to end, without it, that have many grams in common. */
static bool
add_similar(const struct label_index *index, struct label_scratch *scratch, size_t at,
            uint32_t first, uint32_t end)
{
    const struct label_query_token *token = &scratch->tokens[at];
    const uint32_t *products = scratch->products[at];
    for (uint32_t other = first; other < end; other++) {
        if (products[other] == 0 ||
            !label_is_similar(products[other], token->norm, index->token_norms[other])) {
            continue;
        }
        uint32_t similarity =
            other == token->number
                ? 256
                : label_similarity(products[other], token->norm, index->token_norms[other]);
        if (similarity > 0 && !add_alike(scratch, token, other, similarity)) {
            return false;
        }
    }
    return true;
}

/* Tokens with many grams in common. */
static bool
find_similar(const struct label_index *index, struct label_scratch *scratch, size_t at)
{
    const uint32_t *products = scratch->products[at];
    uint32_t norm = scratch->tokens[at].norm;
    uint32_t count = label_index_token_count(index);
    uint32_t first = 0;
    for (; count - first >= BLOCK; first += BLOCK) {
        if (may_be_alike(products + first, index->token_norms + first, norm) &&
            !add_similar(index, scratch, at, first, first + BLOCK)) {
            return false;
        }
    }
    return add_similar(index, scratch, at, first, count);
}

/* Tokens that the rules make of one whose ending begins at stem. */
static bool
apply_rules(const struct label_index *index, struct label_scratch *scratch, size_t at, size_t stem,
            size_t characters)
{
    const struct phrase_token *word = &scratch->phrase.tokens[at];
    const char *text = phrase_text(&scratch->phrase, word);
    size_t end_length = word->length - stem;
    for (size_t i = label_index_first_rule(index, text + stem, end_length);
         label_index_rule_is_for(index, i, text + stem, end_length); i++) {
        const char *to = index->rule_bytes + index->rules[i].to;
        char other[160];
        size_t to_length = strlen(to);
        if (stem + to_length > sizeof other || characters * 20 < (characters + to_length) * 11) {
            continue;
        }
        memcpy(other, text, stem);
        memcpy(other + stem, to, to_length);
        uint32_t number = label_index_token(index, other, stem + to_length);
        if (number != LABEL_INDEX_NONE &&
            !add_alike(scratch, &scratch->tokens[at], number, index->rules[i].similarity)) {
            return false;
        }
    }
    return true;
}

static bool
find_forms(const struct label_index *index, struct label_scratch *scratch, size_t at)
{
    const struct phrase_token *word = &scratch->phrase.tokens[at];
    const char *text = phrase_text(&scratch->phrase, word);
    size_t characters = 0;
    for (size_t i = 0; i < word->length; i++) {
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    size_t stem = word->length;
    for (size_t end = 0; end <= LONGEST_END && characters >= SHORTEST_STEM; end++) {
        if (characters * 20 >= (characters + end) * 11 &&
            !apply_rules(index, scratch, at, stem, characters)) {
            return false;
        }
        while (stem > 0 && ((unsigned char)text[--stem] & 0xC0) == 0x80) {
        }
        characters--;
    }
    return true;
}

bool
label_query_prepare(const struct label_index *index, struct label_scratch *scratch)
{
    scratch->alike_count = 0;
    if (!reserve(index, scratch)) {
        return false;
    }
    for (size_t i = 0; i < scratch->token_count; i++) {
        struct label_query_token *token = &scratch->tokens[i];
        const struct phrase_token *word = &scratch->phrase.tokens[i];
        multiply(index, scratch, i);
        token->number =
            label_index_token(index, phrase_text(&scratch->phrase, word), word->length);
        token->idf = token->number != LABEL_INDEX_NONE
                         ? index->token_idf[token->number]
                         : label_idf(index->item_numbers_count, 0);
        token->norm = (uint32_t)fixed_root(product(index, scratch, token, token) << 8);
        token->first_alike = (uint32_t)scratch->alike_count;
        if (!find_similar(index, scratch, i) ||
            (!word->is_cluster && !find_forms(index, scratch, i))) {
            return false;
        }
        token->end_alike = (uint32_t)scratch->alike_count;
    }
    return true;
}

void
label_query_norms(const struct label_index *index, const struct label_scratch *scratch,
                  uint64_t *grams, uint64_t *soft)
{
    uint64_t gram_sum = 0;
    uint64_t soft_sum = 0;
    for (size_t i = 0; i < scratch->token_count; i++) {
        const struct label_query_token *one = &scratch->tokens[i];
        gram_sum += (uint64_t)one->norm * one->norm >> 8;
        soft_sum += (uint64_t)one->idf * one->idf;
        for (size_t j = 0; j < i; j++) {
            const struct label_query_token *other = &scratch->tokens[j];
            uint64_t shared = product(index, scratch, one, other);
            gram_sum += 2 * shared;
            soft_sum += 2 * ((uint64_t)one->idf * other->idf *
                                 label_similarity(shared, one->norm, other->norm) >>
                             8);
        }
    }
    *grams = fixed_root(gram_sum << 8);
    *soft = fixed_root(soft_sum);
}
