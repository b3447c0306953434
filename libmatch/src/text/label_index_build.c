/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_index_build.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "text/label_words.h"

void
label_build_sum(uint32_t *starts, size_t rows)
{
    for (size_t i = 1; i <= rows; i++) {
        starts[i] += starts[i - 1];
    }
}

/* --- Labels and tokens ----------------------------------------------------------------------- */

/* Whether the label that begins at start has a token already. */
static bool
has_token(const struct ids *tokens, size_t start, uint32_t token)
{
    for (size_t i = start; i < tokens->count; i++) {
        if (tokens->items[i] == token) {
            return true;
        }
    }
    return false;
}

static match_status
add_label(struct label_build *build, const struct label_source *label)
{
    struct phrase *phrase = &build->phrase;
    size_t start = build->label_tokens.count;
    match_status status = phrase_split(phrase, label->text, label->length, build->err);
    if (status != MATCH_OK) {
        return status == MATCH_ERR_NOMEM ? status : MATCH_OK;
    }
    for (size_t i = 0; i < phrase->count && build->label_tokens.count - start < LABEL_TOKENS;
         i++) {
        const struct phrase_token *token = &phrase->tokens[i];
        uint32_t number =
            intern_add(&build->tokens, phrase_text(phrase, token), token->length);
        if (number == 0 || (number > build->clusters.count &&
                            !ids_push(&build->clusters, token->is_cluster))) {
            return fail_memory(build->err);
        }
        if (!has_token(&build->label_tokens, start, number - 1) &&
            !ids_push(&build->label_tokens, number - 1)) {
            return fail_memory(build->err);
        }
    }
    return MATCH_OK;
}

static match_status
read_labels(struct label_build *build)
{
    struct label_index *index = build->index;
    size_t count = build->sources->label_count;
    if (!LABEL_BUILD_ARRAY(index, label_starts, count + 1) ||
        !LABEL_BUILD_ARRAY(index, label_items, count) ||
        !LABEL_BUILD_ARRAY(index, label_sources, count)) {
        return fail_memory(build->err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct label_source *label = &build->sources->labels[i];
        match_status status = add_label(build, label);
        if (status != MATCH_OK) {
            return status;
        }
        index->label_items[i] = label->item;
        index->label_sources[i] = label->source;
        index->label_starts[i + 1] = (uint32_t)build->label_tokens.count;
    }
    index->label_tokens = build->label_tokens.items;
    index->label_tokens_count = build->label_tokens.count;
    build->label_tokens = (struct ids){0};
    return MATCH_OK;
}

static match_status
keep_tokens(struct label_build *build)
{
    struct label_index *index = build->index;
    struct label_words words;
    if (!label_words_keep(&words, &build->tokens)) {
        return fail_memory(build->err);
    }
    index->token_starts = words.starts;
    index->token_starts_count = words.count + 1;
    index->token_bytes = words.bytes;
    index->token_bytes_count = words.starts[words.count];
    index->token_slots = words.slots;
    index->token_slots_count = words.slot_count;
    return LABEL_BUILD_ARRAY(index, token_idf, words.count) ? MATCH_OK : fail_memory(build->err);
}

/* The labels of each token. */
static match_status
list_postings(struct label_build *build)
{
    struct label_index *index = build->index;
    uint32_t count = label_index_token_count(index);
    if (!LABEL_BUILD_ARRAY(index, posting_starts, (size_t)count + 2) ||
        !LABEL_BUILD_ARRAY(index, postings, index->label_tokens_count)) {
        return fail_memory(build->err);
    }
    /* Row i is filled from starts[i + 1], which so comes to stand at its end. */
    for (size_t i = 0; i < index->label_tokens_count; i++) {
        index->posting_starts[index->label_tokens[i] + 2]++;
    }
    label_build_sum(index->posting_starts, (size_t)count + 1);
    for (uint32_t label = 0; label < index->label_items_count; label++) {
        for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1]; i++) {
            index->postings[index->posting_starts[index->label_tokens[i] + 1]++] = label;
        }
    }
    index->posting_starts_count = (size_t)count + 1;
    return MATCH_OK;
}

static match_status
keep_items(struct label_build *build)
{
    struct label_index *index = build->index;
    size_t count = build->sources->item_count;
    if (!LABEL_BUILD_ARRAY(index, item_numbers, count) ||
        !LABEL_BUILD_ARRAY(index, item_groups, count) ||
        !LABEL_BUILD_ARRAY(index, group_items, build->sources->group_count)) {
        return fail_memory(build->err);
    }
    if (count > 0) {
        memcpy(index->item_numbers, build->sources->item_numbers, count * sizeof(uint32_t));
        memcpy(index->item_groups, build->sources->item_groups, count * sizeof(uint32_t));
    }
    if (build->sources->group_count > 0) {
        memcpy(index->group_items, build->sources->group_items,
               build->sources->group_count * sizeof(uint32_t));
    }
    index->group_count = build->sources->group_count;
    return MATCH_OK;
}

match_status
label_index_build(struct label_index *index, const struct label_sources *sources, match_error *err)
{
    static match_status (*const steps[])(struct label_build *) = {
        read_labels,       keep_tokens,       keep_items,       list_postings,
        label_build_shares, label_build_grams, label_build_rules, label_build_norms,
        label_build_text_shares,
    };
    struct label_build build = {.sources = sources, .index = index, .err = err};
    match_status status = MATCH_OK;
    *index = (struct label_index){0};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == MATCH_OK; i++) {
        status = steps[i](&build);
    }
    phrase_clear(&build.phrase);
    intern_clear(&build.tokens);
    ids_clear(&build.clusters);
    ids_clear(&build.label_tokens);
    ids_clear(&build.gram_starts);
    ids_clear(&build.grams);
    if (status != MATCH_OK) {
        label_index_clear(index);
    }
    return status;
}
