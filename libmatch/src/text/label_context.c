/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_context.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "base/ids.h"
#include "text/label_words.h"

#define LONGEST_TEXT 65536u
#define LEAST_ITEMS 2u   /* with a word that can tell something */
#define MOST_SHARE 5u    /* one item in so many, at most */
#define LN_2_Q16 45426u

/* A word of an item and how often it is there. */
struct use {
    uint32_t word;
    uint32_t item;
    uint32_t count;
};

struct uses {
    struct use *items;
    size_t count;
    size_t capacity;
    uint32_t *counts; /* [word] in the item at hand */
    size_t count_capacity;
    struct ids touched;
};

/* 256 (1 + ln count). */
static uint32_t
damped(uint32_t count)
{
    return 256u + (uint32_t)((fixed_log2(count) * LN_2_Q16) >> (FIXED_LOG_BITS + 8));
}

void
label_context_clear(struct label_context *context)
{
#define CLEAR_ARRAY(name, type, rows) alloc_free(context->name);
    if (!context->borrowed) {
        LABEL_CONTEXT_ARRAYS(CLEAR_ARRAY)
    }
#undef CLEAR_ARRAY
    *context = (struct label_context){0};
}

static bool
count_word(struct uses *uses, uint32_t word)
{
    uint32_t *counts =
        alloc_grow(uses->counts, &uses->count_capacity, (size_t)word + 1, sizeof *counts);
    if (!counts) {
        return false;
    }
    uses->counts = counts;
    return counts[word]++ > 0 || ids_push(&uses->touched, word);
}

static match_status
count_text(struct intern *words, struct uses *uses, struct phrase *phrase,
           const struct label_source_text *text, match_error *err)
{
    match_status status = phrase_split(phrase, text->text, text->length, err);
    if (status != MATCH_OK) {
        return status == MATCH_ERR_NOMEM ? status : MATCH_OK;
    }
    for (size_t i = 0; i < phrase->count; i++) {
        uint32_t number = intern_add(words, phrase_text(phrase, &phrase->tokens[i]),
                                     phrase->tokens[i].length);
        if (number == 0 || !count_word(uses, number - 1)) {
            return fail_memory(err);
        }
    }
    return MATCH_OK;
}

static bool
end_item(struct uses *uses, uint32_t item)
{
    struct use *items = alloc_grow(uses->items, &uses->capacity,
                                   uses->count + uses->touched.count + 1, sizeof *items);
    if (!items) {
        return false;
    }
    uses->items = items;
    for (size_t i = 0; i < uses->touched.count; i++) {
        uint32_t word = uses->touched.items[i];
        items[uses->count++] =
            (struct use){.word = word, .item = item, .count = uses->counts[word]};
        uses->counts[word] = 0;
    }
    uses->touched.count = 0;
    return true;
}

static bool
keep_words(struct label_context *context, const struct intern *texts)
{
    struct label_words words;
    if (!label_words_keep(&words, texts)) {
        return false;
    }
    context->word_bytes = words.bytes;
    context->word_bytes_count = words.starts[words.count];
    context->word_starts = words.starts;
    context->word_starts_count = words.count + 1;
    context->word_slots = words.slots;
    context->word_slots_count = words.slot_count;
    context->idf_count = words.count;
    context->starts_count = words.count + 1;
    return true;
}

/* Weighs words by how many items have them. */
static bool
weigh_words(struct label_context *context, const struct uses *uses)
{
    size_t words = context->idf_count;
    context->shares_count = uses->count;
    context->idf = alloc_zeroed(words, sizeof *context->idf);
    /* Row i is filled from starts[i + 1], which so comes to stand at its end. */
    context->starts = alloc_zeroed(words + 2, sizeof *context->starts);
    context->shares = alloc_zeroed(uses->count, sizeof *context->shares);
    if (!context->idf || !context->starts || !context->shares) {
        return false;
    }
    for (size_t i = 0; i < uses->count; i++) {
        context->starts[uses->items[i].word + 2]++;
    }
    for (size_t i = 0; i < words; i++) {
        uint32_t items = context->starts[i + 2];
        bool tells = items >= LEAST_ITEMS && items * MOST_SHARE <= context->item_count;
        context->idf[i] = tells ? label_idf(context->item_count, items) : 0;
        context->starts[i + 2] += context->starts[i + 1];
    }
    return true;
}

/* Lists the items of each word, weighed so that all of an item make a vector of length 255. */
static void
list_shares(struct label_context *context, const struct uses *uses)
{
    for (size_t i = 0; i < uses->count;) {
        size_t end = i;
        uint64_t squares = 0;
        for (; end < uses->count && uses->items[end].item == uses->items[i].item; end++) {
            uint64_t weight = (uint64_t)damped(uses->items[end].count) *
                              context->idf[uses->items[end].word];
            squares += (weight >> 8) * (weight >> 8);
        }
        uint64_t norm = fixed_root(squares);
        for (; i < end; i++) {
            const struct use *use = &uses->items[i];
            uint64_t weight = ((uint64_t)damped(use->count) * context->idf[use->word]) >> 8;
            uint64_t share = norm > 0 ? 255 * weight / norm : 0;
            context->shares[context->starts[use->word + 1]++] =
                (struct label_share){.owner = use->item & 0xFFFFFF, .share = share & 0xFF};
        }
    }
}

match_status
label_context_build(struct label_context *context, const struct label_source_text *texts,
                    size_t count, size_t item_count, match_error *err)
{
    struct intern words = {0};
    struct uses uses = {0};
    struct phrase phrase = {0};
    match_status status = MATCH_OK;
    *context = (struct label_context){.item_count = item_count};
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status = count_text(&words, &uses, &phrase, &texts[i], err);
        bool is_last = i + 1 == count || texts[i + 1].item != texts[i].item;
        if (status == MATCH_OK && is_last && !end_item(&uses, texts[i].item)) {
            status = fail_memory(err);
        }
    }
    if (status == MATCH_OK && (!keep_words(context, &words) || !weigh_words(context, &uses))) {
        status = fail_memory(err);
    }
    if (status == MATCH_OK) {
        list_shares(context, &uses);
    } else {
        label_context_clear(context);
    }
    intern_clear(&words);
    phrase_clear(&phrase);
    alloc_free(uses.items);
    alloc_free(uses.counts);
    ids_clear(&uses.touched);
    return status;
}

/* Counts the words of a text that tell something. */
static match_status
count_query(const struct label_context *context, struct uses *uses, const char *text,
            size_t length, match_error *err)
{
    struct phrase phrase = {0};
    const struct label_words words = {.bytes = context->word_bytes,
                                      .starts = context->word_starts,
                                      .slots = context->word_slots,
                                      .count = context->idf_count,
                                      .slot_count = context->word_slots_count};
    match_status status = phrase_split(&phrase, text, length, err);
    for (size_t i = 0; i < phrase.count && status == MATCH_OK; i++) {
        uint32_t number = label_words_find(&words, phrase_text(&phrase, &phrase.tokens[i]),
                                           phrase.tokens[i].length);
        if (number != LABEL_WORD_NONE && context->idf[number] > 0 && !count_word(uses, number)) {
            status = fail_memory(err);
        }
    }
    phrase_clear(&phrase);
    return status;
}

match_status
label_context_compare(const struct label_context *context, const char *text, size_t length,
                      uint32_t *about, match_error *err)
{
    struct uses uses = {0};
    uint32_t most = 0;
    if (length > LONGEST_TEXT) {
        length = LONGEST_TEXT;
        while (((unsigned char)text[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    match_status status = count_query(context, &uses, text, length, err);
    for (size_t i = 0; i < uses.touched.count && status == MATCH_OK; i++) {
        uint32_t word = uses.touched.items[i];
        uint32_t weight = (damped(uses.counts[word]) * context->idf[word]) >> 12;
        for (uint32_t j = context->starts[word]; j < context->starts[word + 1]; j++) {
            about[context->shares[j].owner] += weight * context->shares[j].share >> 4;
        }
    }
    for (size_t i = 0; i < context->item_count; i++) {
        most = about[i] > most ? about[i] : most;
    }
    for (size_t i = 0; most > 0 && i < context->item_count; i++) {
        about[i] = (uint32_t)((uint64_t)about[i] * LABEL_ONE / most);
    }
    alloc_free(uses.counts);
    ids_clear(&uses.touched);
    return status;
}
