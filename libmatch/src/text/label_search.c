/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "text/label_joined.h"
#include "text/label_query.h"

/* What the measures weigh in a score, of 1000. */
#define WEIGHT_GRAMS 1000u
#define WEIGHT_SOFT 1000u
#define WEIGHT_JOINED 400u
#define WEIGHT_ITEM 500u
#define WEIGHT_GROUP 400u
#define WEIGHT_TEXT 300u

/* Labels that are looked at closely, for each hit that is wanted and at least. */
#define CANDIDATES_PER_HIT 4u
#define LEAST_CANDIDATES 300u
#define JOINED_HITS 100u

#define BUCKETS 1024u
#define BUCKET_SHIFT 8u /* from a coarse score to its bucket */

/* --- Items and groups ------------------------------------------------------------------------ */

/* How much of a share counts: 1 is soon reached, since few labels of an item have any one word. */
static uint32_t
saturate(uint32_t share, uint32_t half)
{
    uint64_t full = LABEL_ONE + half;
    uint64_t value = full * share / (share + half);
    return value < LABEL_ONE ? (uint32_t)value : LABEL_ONE;
}

#define HALF_ITEM 6554u  /* 0.1 */
#define HALF_GROUP 1966u /* 0.03 */

/* Adds what one token of the query says about owners, weighed by its idf. */
static void
add_shares(struct label_sums *sums, struct label_sums *part, const uint32_t *starts,
           const struct label_share *shares, const struct label_alike *alike, size_t count,
           uint32_t idf, bool squared)
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t j = starts[alike[i].token]; j < starts[alike[i].token + 1]; j++) {
            uint32_t share = shares[j].share;
            /* 255 stands for 1; of groups the root was kept, since their shares are small. */
            uint32_t value = squared ? share * share : share * 257;
            label_sums_add(part, shares[j].owner, value * alike[i].similarity >> 8);
        }
    }
    for (size_t i = 0; i < part->touched_count; i++) {
        uint32_t owner = part->touched[i];
        uint32_t value = saturate(part->values[owner], squared ? HALF_GROUP : HALF_ITEM);
        label_sums_add(sums, owner, (value >> 4) * (idf >> 2) >> 4);
        part->values[owner] = 0;
    }
    part->touched_count = 0;
}

#define HALF_TEXT 19661u     /* 0.3 */
#define SAME_WORD 230u       /* of 256: forms of one word; texts have too many words for less */

/* Adds what one token of the query says about owners by their texts, weighed by its idf. */
static void
add_text_shares(const struct label_index *index, struct label_scratch *scratch,
                const struct label_query_token *token)
{
    struct label_sums *part = &scratch->item_part;
    for (uint32_t i = token->first_alike; i < token->end_alike; i++) {
        const struct label_alike *alike = &scratch->alike[i];
        if (alike->similarity < SAME_WORD) {
            continue;
        }
        for (uint32_t j = index->text_share_starts[alike->token];
             j < index->text_share_starts[alike->token + 1]; j++) {
            label_sums_add(part, index->text_shares[j].owner,
                           index->text_shares[j].share * 257u * alike->similarity >> 8);
        }
    }
    for (size_t i = 0; i < part->touched_count; i++) {
        uint32_t owner = part->touched[i];
        uint32_t value = saturate(part->values[owner], HALF_TEXT);
        label_sums_add(&scratch->texts, owner, (value >> 4) * (token->idf >> 2) >> 4);
        part->values[owner] = 0;
    }
    part->touched_count = 0;
}

static uint32_t
at_most_one(uint64_t value)
{
    return value < LABEL_ONE ? (uint32_t)value : LABEL_ONE;
}

/* Turns sums of 16 + 8 - 10 bits after the point into shares of the sum of all idf. */
static void
share_sums(struct label_sums *sums, uint32_t idf_sum)
{
    for (size_t i = 0; i < sums->touched_count; i++) {
        uint32_t *value = &sums->values[sums->touched[i]];
        *value = at_most_one(((uint64_t)*value << 10) / idf_sum);
    }
}

/* How far the words of the query are usual for items and groups. */
static void
weigh_owners(const struct label_index *index, struct label_scratch *scratch)
{
    uint32_t idf_sum = 0; /* 8 bits after the point */
    for (size_t i = 0; i < scratch->token_count; i++) {
        const struct label_query_token *token = &scratch->tokens[i];
        const struct label_alike *alike = scratch->alike + token->first_alike;
        size_t count = token->end_alike - token->first_alike;
        add_shares(&scratch->items, &scratch->item_part, index->share_starts, index->shares, alike,
                   count, token->idf, false);
        add_shares(&scratch->groups, &scratch->group_part, index->group_share_starts,
                   index->group_shares, alike, count, token->idf, true);
        add_text_shares(index, scratch, token);
        idf_sum += token->idf;
    }
    if (idf_sum > 0) {
        share_sums(&scratch->texts, idf_sum);
        share_sums(&scratch->items, idf_sum);
        share_sums(&scratch->groups, idf_sum);
    }
}

/* --- Labels ---------------------------------------------------------------------------------- */

static void
add_labels(const struct label_index *index, struct label_scratch *scratch)
{
    for (size_t i = 0; i < scratch->token_count; i++) {
        const struct label_query_token *token = &scratch->tokens[i];
        for (uint32_t j = token->first_alike; j < token->end_alike; j++) {
            const struct label_alike *alike = &scratch->alike[j];
            /* 12 bits after the point. */
            uint32_t value =
                (token->idf * index->token_idf[alike->token] >> 8) * alike->similarity >> 4;
            uint32_t start = index->posting_starts[alike->token];
            label_sums_add_all(&scratch->labels, index->postings + start,
                               index->posting_starts[alike->token + 1] - start, value);
        }
    }
}

/* What is the same for all labels of a search. */
struct view {
    const struct label_index *index;
    struct label_scratch *scratch;
    const struct label_wanted *wanted;
    uint64_t soft_norm; /* of the query, 8 bits after the point */
    uint64_t gram_norm; /* of the query, 8 bits */
};

static uint32_t
soft_cosine(const struct view *view, uint32_t label)
{
    uint64_t norms = view->soft_norm * view->index->label_soft_norms[label];
    /* The sum has 12 bits after the point, the norms together 16. */
    return norms > 0 ? at_most_one(((uint64_t)view->scratch->labels.values[label] << 20) / norms) : 0;
}

static uint32_t
gram_cosine(const struct view *view, uint32_t label)
{
    const struct label_index *index = view->index;
    uint64_t norms = view->gram_norm * index->label_norms[label];
    uint64_t sum = 0;
    for (uint32_t i = index->label_starts[label]; i < index->label_starts[label + 1]; i++) {
        for (size_t j = 0; j < view->scratch->token_count; j++) {
            sum += view->scratch->products[j][index->label_tokens[i]];
        }
    }
    /* The sum has 8 bits after the point, the norms together 16. */
    return norms > 0 ? at_most_one((sum << 24) / norms) : 0;
}

/* What the texts of an item and of its group say. */
static uint32_t
text_score(const struct view *view, uint32_t item, uint32_t group)
{
    const struct label_sums *texts = &view->scratch->texts;
    uint32_t of_group =
        group != LABEL_INDEX_NONE ? view->index->group_items[group] : LABEL_INDEX_NONE;
    uint64_t sum = texts->values[item];
    sum += of_group != LABEL_INDEX_NONE ? texts->values[of_group] : 0;
    return (uint32_t)(WEIGHT_TEXT * sum / 1000);
}

static uint32_t
about_score(const struct view *view, uint32_t item)
{
    return view->wanted->about ? view->wanted->about[item] : 0;
}

/* What speaks for an item besides the label. */
static uint32_t
context_score(const struct view *view, uint32_t item)
{
    uint32_t group = view->index->item_groups[item];
    uint64_t item_share = view->scratch->items.values[item];
    uint64_t group_share = group != LABEL_INDEX_NONE ? view->scratch->groups.values[group] : 0;
    return (uint32_t)((WEIGHT_ITEM * item_share + WEIGHT_GROUP * group_share) / 1000) +
           text_score(view, item, group) + about_score(view, item);
}

/* Whether the words of query and label are the same, or those of one are all in the other. */
static void
compare_words(const struct view *view, struct label_hit *hit)
{
    const struct label_index *index = view->index;
    uint32_t first = index->label_starts[hit->label];
    uint32_t end = index->label_starts[hit->label + 1];
    size_t shared = 0;
    for (size_t i = 0; i < view->scratch->token_count; i++) {
        for (uint32_t j = first; j < end; j++) {
            shared += index->label_tokens[j] == view->scratch->tokens[i].number;
        }
    }
    bool all_of_query = shared == view->scratch->token_count;
    bool all_of_label = shared == end - first;
    hit->same_words = all_of_query && all_of_label;
    hit->part = shared > 0 && (all_of_query || all_of_label);
}

static void
look_closely(const struct view *view, struct label_hit *hit)
{
    hit->soft = soft_cosine(view, hit->label);
    hit->grams = gram_cosine(view, hit->label);
    hit->score = (uint32_t)(((uint64_t)WEIGHT_GRAMS * hit->grams +
                             (uint64_t)WEIGHT_SOFT * hit->soft) /
                            1000) +
                 context_score(view, hit->item);
    hit->about = about_score(view, hit->item);
    compare_words(view, hit);
}

/* --- Choosing -------------------------------------------------------------------------------- */

/* The higher score comes first, of equal ones the first label, which is that of the first item. */
static uint64_t
order_of(uint32_t score, uint32_t label)
{
    return (uint64_t)~score << 32 | label;
}

static int
compare_keys(const void *a, const void *b)
{
    uint64_t left = ((const struct label_hit_key *)a)->order;
    uint64_t right = ((const struct label_hit_key *)b)->order;
    return left < right ? -1 : left > right;
}

static bool
is_allowed(const struct view *view, uint32_t item)
{
    return !view->wanted->allowed || view->wanted->allowed[view->index->item_numbers[item]];
}

/* A score without the parts of words, for which the words stand in. */
static uint32_t
coarse_score(const struct view *view, uint32_t label)
{
    uint32_t item = view->index->label_items[label];
    return is_allowed(view, item) ? 2 * soft_cosine(view, label) + context_score(view, item) + 1
                                  : 0;
}

static bool
add_hit(struct label_scratch *scratch, uint32_t label, uint32_t item, uint32_t score)
{
    struct label_hit *hits = alloc_grow(scratch->hits, &scratch->hit_capacity,
                                        scratch->hit_count + 1, sizeof *hits);
    if (!hits) {
        return false;
    }
    scratch->hits = hits;
    hits[scratch->hit_count++] = (struct label_hit){.label = label, .item = item, .score = score};
    return true;
}

/* Takes the labels with the best coarse scores. */
static bool
choose_candidates(const struct view *view)
{
    struct label_scratch *scratch = view->scratch;
    uint32_t buckets[BUCKETS] = {0};
    size_t wanted = view->wanted->top * CANDIDATES_PER_HIT;
    size_t above = 0;
    uint32_t cut = BUCKETS;
    wanted = wanted > LEAST_CANDIDATES ? wanted : LEAST_CANDIDATES;
    scratch->hit_count = 0;
    for (size_t i = 0; i < scratch->labels.touched_count; i++) {
        uint32_t score = coarse_score(view, scratch->labels.touched[i]);
        scratch->coarse_scores[i] = score;
        buckets[score >> BUCKET_SHIFT < BUCKETS ? score >> BUCKET_SHIFT : BUCKETS - 1] += score > 0;
    }
    while (cut > 0 && above < wanted) {
        above += buckets[--cut];
    }
    for (size_t i = 0; i < scratch->labels.touched_count; i++) {
        uint32_t label = scratch->labels.touched[i];
        uint32_t score = scratch->coarse_scores[i];
        if (score > 0 && score >> BUCKET_SHIFT >= cut &&
            !add_hit(scratch, label, view->index->label_items[label], score)) {
            return false;
        }
    }
    return true;
}

/* --- Ranking --------------------------------------------------------------------------------- */

/*
 * The best scores so far, one of each item where items are wanted: what cannot be as much as the
 * least of them is no result. With many wanted it would cost more than it saves, and is not used.
 */
struct best_hits {
    struct {
        uint32_t owner; /* an item or a label */
        uint32_t score;
    } hits[JOINED_HITS];
    size_t count;
    size_t wanted;
};

static uint32_t
least_wanted(const struct best_hits *best)
{
    return best->count > 0 && best->count == best->wanted ? best->hits[best->count - 1].score : 0;
}

static void
note_hit(struct best_hits *best, uint32_t owner, uint32_t score)
{
    size_t at = 0;
    while (at < best->count && best->hits[at].owner != owner) {
        at++;
    }
    if (best->wanted > JOINED_HITS || score <= least_wanted(best) ||
        (at < best->count && best->hits[at].score >= score)) {
        return;
    }
    best->count += at == best->count && best->count < best->wanted;
    at = at < best->count ? at : best->count - 1;
    for (; at > 0 && best->hits[at - 1].score < score; at--) {
        best->hits[at] = best->hits[at - 1];
    }
    best->hits[at].owner = owner;
    best->hits[at].score = score;
}

static uint32_t
joined_score(uint32_t cosine)
{
    return (uint32_t)((uint64_t)WEIGHT_JOINED * cosine / 1000);
}

/* Lists the hits, the best first. False on want of memory. */
static bool
list_keys(struct label_scratch *scratch)
{
    size_t count = scratch->hit_count;
    struct label_hit_key *keys =
        alloc_grow(scratch->keys, &scratch->key_capacity, count, sizeof *keys);
    if (!keys) {
        return false;
    }
    scratch->keys = keys;
    for (uint32_t i = 0; i < count; i++) {
        const struct label_hit *hit = &scratch->hits[i];
        keys[i] = (struct label_hit_key){order_of(hit->score, hit->label), i};
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    return true;
}

/*
 * Compares the best hits without their spaces; the others are too far behind. Sets their scores in
 * the list of hits and cuts it after those that can still be a result; how many they are.
 */
static size_t
compare_joined(const struct view *view)
{
    struct label_scratch *scratch = view->scratch;
    struct label_joined query;
    struct best_hits best = {.wanted = view->wanted->top};
    size_t count = view->wanted->top * 2 + JOINED_HITS;
    size_t kept = 0;
    label_joined_query(view->index, &scratch->phrase, scratch->token_count, &query);
    for (size_t i = 0; i < scratch->hit_count; i++) {
        struct label_hit *hit = &scratch->hits[scratch->keys[i].hit];
        uint32_t least = least_wanted(&best);
        if (hit->score + (i < count ? joined_score(LABEL_ONE) : 0) < least) {
            break;
        }
        uint32_t most = i < count ? label_joined_most(view->index, hit->label, &query) : 0;
        if (hit->score + joined_score(most) < least) {
            continue;
        }
        hit->joined = i < count ? label_joined_cosine(view->index, hit->label, &query) : 0;
        hit->score += joined_score(hit->joined);
        note_hit(&best, view->wanted->by_label ? hit->label : hit->item, hit->score);
        scratch->keys[kept++] =
            (struct label_hit_key){order_of(hit->score, hit->label), scratch->keys[i].hit};
    }
    return kept;
}

/* Makes the hits those of the list, which is sorted: as many as are wanted, and without by_label
 * only the first of each item. False on want of memory. */
static bool
keep_best(const struct view *view, size_t count)
{
    struct label_scratch *scratch = view->scratch;
    size_t kept = 0;
    struct label_hit *best =
        alloc_grow(scratch->other_hits, &scratch->other_capacity, count, sizeof *best);
    if (!best) {
        return false;
    }
    for (size_t i = 0; i < count && kept < view->wanted->top; i++) {
        const struct label_hit *hit = &scratch->hits[scratch->keys[i].hit];
        bool seen = false;
        for (size_t j = 0; j < kept && !seen && !view->wanted->by_label; j++) {
            seen = best[j].item == hit->item;
        }
        if (!seen) {
            best[kept++] = *hit;
        }
    }
    size_t capacity = scratch->hit_capacity;
    scratch->other_hits = scratch->hits;
    scratch->hits = best;
    scratch->hit_capacity = scratch->other_capacity;
    scratch->other_capacity = capacity;
    scratch->hit_count = kept;
    return true;
}

static bool
find_hits(const struct view *view)
{
    struct label_scratch *scratch = view->scratch;
    if (!choose_candidates(view)) {
        return false;
    }
    if (scratch->hit_count == 0) {
        return true;
    }
    for (size_t i = 0; i < scratch->hit_count; i++) {
        look_closely(view, &scratch->hits[i]);
    }
    if (!list_keys(scratch)) {
        return false;
    }
    size_t count = compare_joined(view);
    qsort(scratch->keys, count, sizeof *scratch->keys, compare_keys);
    return keep_best(view, count);
}

size_t
label_search_known(const struct label_index *index, const struct label_scratch *scratch)
{
    size_t known = 0;
    for (size_t i = 0; i < scratch->token_count; i++) {
        const struct phrase_token *word = &scratch->phrase.tokens[i];
        const char *text = phrase_text(&scratch->phrase, word);
        known += label_index_token(index, text, word->length) != LABEL_INDEX_NONE;
    }
    return known;
}

bool
label_search_weigh(const struct label_index *index, struct label_scratch *scratch)
{
    bool good = label_query_prepare(index, scratch);
    label_query_forget(scratch);
    return good;
}

match_status
label_search(const struct label_index *index, struct label_scratch *scratch,
             const struct label_wanted *wanted, match_error *err)
{
    struct view view = {.index = index, .scratch = scratch, .wanted = wanted};
    bool good = label_query_prepare(index, scratch);
    if (good) {
        label_query_norms(index, scratch, &view.gram_norm, &view.soft_norm);
        weigh_owners(index, scratch);
        add_labels(index, scratch);
        good = find_hits(&view);
    }
    label_query_forget(scratch);
    return good ? MATCH_OK : fail_memory(err);
}
