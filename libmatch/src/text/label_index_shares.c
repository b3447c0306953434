/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_index_build.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"

/* A token in the labels of one item. */
struct count {
    uint32_t token;
    uint32_t owner;
    uint32_t share; /* 1..255 */
};

struct counts {
    struct count *items;
    size_t count;
    size_t capacity;
    uint64_t *sums; /* [token] of the owner at hand */
    struct ids touched;
};

static void
add_sum(struct counts *counts, uint32_t token, uint64_t value, bool *good)
{
    if (counts->sums[token] == 0) {
        *good = *good && ids_push(&counts->touched, token);
    }
    counts->sums[token] += value;
}

static uint32_t
at_least_one(uint64_t share)
{
    return share < 1 ? 1 : share > 255 ? 255 : (uint32_t)share;
}

/* Ends an owner: what was summed up becomes its shares. */
static bool
end_owner(struct counts *counts, uint32_t owner, uint64_t members, bool root)
{
    struct count *items =
        alloc_grow(counts->items, &counts->capacity, counts->count + counts->touched.count + 1,
                   sizeof *items);
    if (!items) {
        return false;
    }
    counts->items = items;
    for (size_t i = 0; i < counts->touched.count; i++) {
        uint32_t token = counts->touched.items[i];
        uint64_t sum = counts->sums[token];
        uint64_t share = root ? fixed_root(255 * sum / members) : (255 * sum + members / 2) / members;
        items[counts->count++] =
            (struct count){.token = token, .owner = owner, .share = at_least_one(share)};
        counts->sums[token] = 0;
    }
    counts->touched.count = 0;
    return true;
}

/* Lists counts by token. */
static match_status
list_shares(struct label_build *build, const struct counts *counts, uint32_t **starts,
            size_t *starts_count, struct label_share **shares, size_t *shares_count)
{
    size_t tokens = label_index_token_count(build->index);
    *starts = alloc_zeroed(tokens + 2, sizeof **starts);
    *shares = alloc_zeroed(counts->count, sizeof **shares);
    if (!*starts || !*shares) {
        return fail_memory(build->err);
    }
    *starts_count = tokens + 1;
    *shares_count = counts->count;
    for (size_t i = 0; i < counts->count; i++) {
        (*starts)[counts->items[i].token + 2]++;
    }
    label_build_sum(*starts, tokens + 1);
    for (size_t i = 0; i < counts->count; i++) {
        const struct count *count = &counts->items[i];
        (*shares)[(*starts)[count->token + 1]++] =
            (struct label_share){.owner = count->owner & 0xFFFFFF, .share = count->share & 0xFF};
    }
    return MATCH_OK;
}

static bool
count_items(const struct label_index *index, struct counts *counts)
{
    bool good = true;
    for (uint32_t label = 0; label < index->label_items_count && good;) {
        uint32_t item = index->label_items[label];
        uint32_t first = label;
        for (; label < index->label_items_count && index->label_items[label] == item; label++) {
            for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1];
                 i++) {
                add_sum(counts, index->label_tokens[i], 1, &good);
            }
        }
        good = good && end_owner(counts, item, label - first, false);
    }
    return good;
}

/* Members of each group, in the order of groups. */
static bool
list_members(const struct label_index *index, struct ids *starts, struct ids *members)
{
    for (uint32_t i = 0; i < index->group_count + 2; i++) {
        if (!ids_push(starts, 0)) {
            return false;
        }
    }
    for (size_t i = 0; i < index->item_groups_count; i++) {
        if (index->item_groups[i] < index->group_count) {
            starts->items[index->item_groups[i] + 2]++;
        }
        if (!ids_push(members, 0)) {
            return false;
        }
    }
    label_build_sum(starts->items, (size_t)index->group_count + 1);
    for (uint32_t i = 0; i < index->item_groups_count; i++) {
        if (index->item_groups[i] < index->group_count) {
            members->items[starts->items[index->item_groups[i] + 1]++] = i;
        }
    }
    return true;
}

/* The mean share of each token over the items of a group. */
static bool
count_groups(const struct label_index *index, const struct counts *of_items,
             const uint32_t *item_starts, struct counts *counts)
{
    struct ids starts = {0};
    struct ids members = {0};
    bool good = list_members(index, &starts, &members);
    for (uint32_t group = 0; group < index->group_count && good; group++) {
        uint32_t first = starts.items[group];
        uint32_t end = starts.items[group + 1];
        for (uint32_t i = first; i < end; i++) {
            uint32_t item = members.items[i];
            for (uint32_t j = item_starts[item]; j < item_starts[item + 1]; j++) {
                add_sum(counts, of_items->items[j].token, of_items->items[j].share, &good);
            }
        }
        good = good && (first == end || end_owner(counts, group, end - first, true));
    }
    ids_clear(&starts);
    ids_clear(&members);
    return good;
}

static match_status
weigh_tokens(struct label_build *build)
{
    struct label_index *index = build->index;
    for (uint32_t token = 0; token < label_index_token_count(index); token++) {
        uint32_t items = index->share_starts[token + 1] - index->share_starts[token];
        index->token_idf[token] = (uint16_t)label_idf(index->item_numbers_count, items);
    }
    return MATCH_OK;
}

match_status
label_build_shares(struct label_build *build)
{
    struct label_index *index = build->index;
    struct counts of_items = {0};
    struct counts of_groups = {0};
    size_t tokens = label_index_token_count(index);
    uint32_t *item_starts = alloc_zeroed(index->item_numbers_count + 1, sizeof *item_starts);
    match_status status = MATCH_ERR_NOMEM;
    of_items.sums = alloc_zeroed(tokens, sizeof *of_items.sums);
    of_groups.sums = of_items.sums; /* zero again when an owner ends */
    if (!item_starts || !of_items.sums || !count_items(index, &of_items)) {
        status = fail_memory(build->err);
        goto release;
    }
    for (size_t i = 0; i < of_items.count; i++) {
        item_starts[of_items.items[i].owner + 1]++;
    }
    label_build_sum(item_starts, index->item_numbers_count);
    status = list_shares(build, &of_items, &index->share_starts, &index->share_starts_count,
                         &index->shares, &index->shares_count);
    if (status == MATCH_OK && !count_groups(index, &of_items, item_starts, &of_groups)) {
        status = fail_memory(build->err);
    }
    if (status == MATCH_OK) {
        status = list_shares(build, &of_groups, &index->group_share_starts,
                             &index->group_share_starts_count, &index->group_shares,
                             &index->group_shares_count);
    }
    if (status == MATCH_OK) {
        status = weigh_tokens(build);
    }
release:
    alloc_free(item_starts);
    alloc_free(of_items.sums);
    alloc_free(of_items.items);
    alloc_free(of_groups.items);
    ids_clear(&of_items.touched);
    ids_clear(&of_groups.touched);
    return status;
}

/* --- Texts ------------------------------------------------------------------------------------ */

#define MOST_TEXTS 5u /* a word in the texts of more than one item in so many tells nothing */

static match_status
count_text(const struct label_index *index, struct phrase *phrase,
           const struct label_source_text *text, struct counts *counts, match_error *err)
{
    bool good = true;
    match_status status = phrase_split(phrase, text->text, text->length, err);
    for (size_t i = 0; status == MATCH_OK && i < phrase->count; i++) {
        uint32_t token = label_index_token(index, phrase_text(phrase, &phrase->tokens[i]),
                                           phrase->tokens[i].length);
        if (token != LABEL_INDEX_NONE) {
            add_sum(counts, token, 1, &good);
        }
    }
    return !good ? fail_memory(err) : status == MATCH_ERR_NOMEM ? status : MATCH_OK;
}

/* Leaves out the words that are in too many texts. */
static bool
drop_common(struct counts *counts, size_t tokens, size_t items)
{
    uint32_t *frequencies = alloc_zeroed(tokens, sizeof *frequencies);
    size_t kept = 0;
    for (size_t i = 0; frequencies && i < counts->count; i++) {
        frequencies[counts->items[i].token]++;
    }
    for (size_t i = 0; frequencies && i < counts->count; i++) {
        if ((size_t)frequencies[counts->items[i].token] * MOST_TEXTS <= items) {
            counts->items[kept++] = counts->items[i];
        }
    }
    counts->count = kept;
    alloc_free(frequencies);
    return frequencies != NULL;
}

static match_status
count_texts(struct label_build *build, struct counts *counts)
{
    const struct label_sources *sources = build->sources;
    match_status status = MATCH_OK;
    for (size_t i = 0; i < sources->text_count && status == MATCH_OK; i++) {
        const struct label_source_text *text = &sources->texts[i];
        status = count_text(build->index, &build->phrase, text, counts, build->err);
        if (i + 1 < sources->text_count && text[1].item == text->item) {
            continue;
        }
        for (size_t j = 0; j < counts->touched.count; j++) {
            uint64_t *sum = &counts->sums[counts->touched.items[j]];
            *sum = 255 * *sum / (*sum + 1);
        }
        if (!end_owner(counts, text->item, 255, false)) {
            return fail_memory(build->err);
        }
    }
    return status;
}

match_status
label_build_text_shares(struct label_build *build)
{
    struct label_index *index = build->index;
    size_t tokens = label_index_token_count(index);
    struct counts counts = {.sums = alloc_zeroed(tokens, sizeof *counts.sums)};
    match_status status = counts.sums ? count_texts(build, &counts) : fail_memory(build->err);
    if (status == MATCH_OK && !drop_common(&counts, tokens, index->item_numbers_count)) {
        status = fail_memory(build->err);
    }
    if (status == MATCH_OK) {
        status = list_shares(build, &counts, &index->text_share_starts,
                             &index->text_share_starts_count, &index->text_shares,
                             &index->text_shares_count);
    }
    alloc_free(counts.sums);
    alloc_free(counts.items);
    ids_clear(&counts.touched);
    return status;
}
