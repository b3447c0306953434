/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/related.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/fixed.h"
#include "base/intern.h"
#include "taxonomy/information.h"
#include "text/fold.h"

/* ln 2 with FIXED_LOG_BITS after the point. */
#define LN_2 UINT64_C(11629080)

/* Words of one letter are rests of hyphens and possessives. */
#define SHORTEST_WORD 2u

/* Different words of a concept that count at most. */
#define WORDS_PER_CONCEPT 256u

/* Words of English grammar: they are in labels of every trade. */
static const char *const grammar[] = {
    "about", "after", "against", "all",  "an",    "and",   "any",   "are",   "as",    "at",
    "be",    "been",  "before",  "being", "between", "by", "can",   "do",    "during", "each",
    "etc",   "for",   "from",    "has",  "have",  "if",    "in",    "into",  "is",    "it",
    "its",   "not",   "of",      "off",  "on",    "one",   "onto",  "or",    "other", "others",
    "out",   "over",  "own",     "per",  "so",    "such",  "than",  "that",  "the",   "their",
    "them",  "these", "this",    "those", "through", "to", "under", "up",    "upon",  "via",
    "when",  "where", "which",   "while", "who",  "with",  "within", "without",
};

/* Taking up labels. */
struct wording {
    const struct image *image;
    const struct related_labels *labels;
    struct related_words *out;
    struct intern texts; /* different words */
    struct buffer folded;
    uint32_t language; /* index */
    match_error *err;
};

static bool
is_taken(const struct related_labels *labels, const struct image *image, match_concept concept)
{
    return labels->kinds & (1u << image_concept(image, concept)->kind);
}

static bool
is_taken_label(const struct related_labels *labels, const struct image_label *label,
               uint32_t language)
{
    return label->language == language &&
           (label->kind == MATCH_LABEL_PREFERRED ||
            (labels->alternatives && label->kind == MATCH_LABEL_ALTERNATIVE));
}

/* Adds one for the language of each preferred label. */
static void
count_languages(const struct image *image, const struct related_labels *labels, uint32_t *counts)
{
    for (match_concept concept = 1; concept <= image_count(image); concept ++) {
        uint32_t start = image->label_starts[concept - 1];
        for (uint32_t i = start; is_taken(labels, image, concept) && i < image->label_starts[concept];
             i++) {
            counts[image->labels[i].language] += image->labels[i].kind == MATCH_LABEL_PREFERRED;
        }
    }
}

/* The language in which most concepts have a label. */
static match_status
choose_language(struct wording *wording)
{
    const struct image *image = wording->image;
    uint32_t *counts = alloc_zeroed(image->languages_count + 1, sizeof *counts);
    uint32_t best = 0;

    if (!counts) {
        return fail_memory(wording->err);
    }
    count_languages(image, wording->labels, counts);
    for (uint32_t i = 1; i < image->languages_count; i++) {
        bool english = strcmp(image_string(image, image->languages[i]), "en") == 0;
        if (counts[i] > counts[best] || (counts[i] == counts[best] && english)) {
            best = i;
        }
    }
    alloc_free(counts);
    wording->language = best;
    return MATCH_OK;
}

static bool
is_grammar(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof grammar / sizeof grammar[0]; i++) {
        if (strlen(grammar[i]) == length && memcmp(grammar[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds a word to the last concept, or counts it once more. */
static bool
add_word(struct wording *wording, uint32_t start, const char *word, size_t length)
{
    struct related_words *out = wording->out;
    if (length < SHORTEST_WORD || is_grammar(word, length) ||
        out->word_count - start >= WORDS_PER_CONCEPT) {
        return true;
    }
    uint32_t number = intern_add(&wording->texts, word, length);
    if (number == 0) {
        return false;
    }
    for (size_t i = start; i < out->word_count; i++) {
        if (out->words[i].number == number) {
            out->words[i].share++;
            return true;
        }
    }
    struct image_word *words =
        alloc_grow(out->words, &out->word_capacity, out->word_count + 1, sizeof *words);
    if (!words) {
        return false;
    }
    out->words = words;
    words[out->word_count++] = (struct image_word){.number = number, .share = 1};
    return true;
}

static match_status
take_label(struct wording *wording, uint32_t start, const struct image_label *label)
{
    const char *text = image_string(wording->image, label->text);
    match_status status = fold_text(text, strlen(text), &wording->folded, wording->err);

    if (status != MATCH_OK) {
        return status;
    }
    for (const char *at = wording->folded.bytes; at && *at;) {
        size_t length = strcspn(at, " ");
        if (!add_word(wording, start, at, length)) {
            return fail_memory(wording->err);
        }
        at += length + (at[length] == ' ');
    }
    return MATCH_OK;
}

static int
compare_words(const void *a, const void *b)
{
    const struct image_word *left = a;
    const struct image_word *right = b;
    return left->number < right->number ? -1 : left->number > right->number;
}

static match_status
take_concept(struct wording *wording, match_concept concept)
{
    const struct image *image = wording->image;
    struct related_words *out = wording->out;
    uint32_t start = (uint32_t)out->word_count;

    for (uint32_t i = image->label_starts[concept - 1]; i < image->label_starts[concept]; i++) {
        if (is_taken_label(wording->labels, &image->labels[i], wording->language)) {
            match_status status = take_label(wording, start, &image->labels[i]);
            if (status != MATCH_OK) {
                return status;
            }
        }
    }
    if (out->word_count > start) {
        qsort(out->words + start, out->word_count - start, sizeof *out->words, compare_words);
    }
    return MATCH_OK;
}

static match_status
take_concepts(struct wording *wording)
{
    const struct image *image = wording->image;

    for (match_concept concept = 1; concept <= image_count(image); concept ++) {
        match_status status = is_taken(wording->labels, image, concept)
                                  ? take_concept(wording, concept)
                                  : MATCH_OK;
        if (status != MATCH_OK) {
            return status;
        }
        wording->out->word_starts[concept] = (uint32_t)wording->out->word_count;
    }
    return MATCH_OK;
}

/* ln of a number with 12 bits after the point. */
static uint64_t
logarithm(uint64_t number)
{
    return fixed_log2(number) * LN_2 >> (2 * FIXED_LOG_BITS - 12);
}

/* (1 + ln f) (1 + ln((N+1)/(n+1))) with 12 bits after the point. */
static uint64_t
word_weight(uint32_t concepts, uint32_t with_word, uint32_t times)
{
    uint64_t rarity = (1u << 12) + logarithm((uint64_t)concepts + 1) -
                      logarithm((uint64_t)with_word + 1);
    return rarity * ((1u << 12) + logarithm(times)) >> 12;
}

/* Turns the words of each concept into shares of their length. */
static void
share_out(const struct image *image, struct related_words *out)
{
    uint32_t concepts = 0;
    for (uint32_t i = 0; i < image_count(image); i++) {
        concepts += out->word_starts[i + 1] > out->word_starts[i];
    }
    for (uint32_t i = 0; i < image_count(image); i++) {
        uint64_t squares = 0;
        for (uint32_t j = out->word_starts[i]; j < out->word_starts[i + 1]; j++) {
            struct image_word *word = &out->words[j];
            uint32_t number = word->number;
            word->share = (uint32_t)word_weight(
                concepts, out->concept_starts[number] - out->concept_starts[number - 1],
                word->share);
            squares += (uint64_t)word->share * word->share;
        }
        /* The root with 8 bits after the point; 256 squares are below 2^48. */
        uint64_t length = fixed_root(squares << 16);
        for (uint32_t j = out->word_starts[i]; j < out->word_starts[i + 1]; j++) {
            uint64_t share = (uint64_t)out->words[j].share << (RELATED_WORD_BITS + 8);
            out->words[j].share = (uint32_t)((share + length / 2) / length);
        }
    }
}

/* Lists for each word the concepts that have it. */
static match_status
list_concepts(const struct image *image, struct related_words *out, uint32_t word_count,
            match_error *err)
{
    out->concept_starts = alloc_zeroed((size_t)word_count + 2, sizeof *out->concept_starts);
    out->concepts = alloc_zeroed(out->word_count + 1, sizeof *out->concepts);
    if (!out->concept_starts || !out->concepts) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < out->word_count; i++) {
        out->concept_starts[out->words[i].number]++;
    }
    for (uint32_t i = 0; i < word_count; i++) {
        out->concept_starts[i + 1] += out->concept_starts[i];
    }
    share_out(image, out);
    /* Starts move to their ends and come back. */
    for (match_concept concept = 1; concept <= image_count(image); concept ++) {
        for (uint32_t i = out->word_starts[concept - 1]; i < out->word_starts[concept]; i++) {
            struct image_word *word = &out->words[i];
            out->concepts[out->concept_starts[word->number - 1]++] =
                (struct image_word){.number = concept, .share = word->share};
        }
    }
    for (uint32_t i = word_count; i > 0; i--) {
        out->concept_starts[i] = out->concept_starts[i - 1];
    }
    out->concept_starts[0] = 0;
    return MATCH_OK;
}

match_status
related_words_make(const struct image *image, const struct related_labels *labels,
                   struct related_words *out, match_error *err)
{
    struct wording wording = {.image = image, .labels = labels, .out = out, .err = err};
    match_status status;

    *out = (struct related_words){
        .word_starts = alloc_zeroed((size_t)image_count(image) + 1, sizeof(uint32_t))};
    status = out->word_starts ? choose_language(&wording) : fail_memory(err);
    if (status == MATCH_OK) {
        status = take_concepts(&wording);
    }
    if (status == MATCH_OK) {
        status = list_concepts(image, out, wording.texts.count, err);
    }
    intern_clear(&wording.texts);
    buffer_clear(&wording.folded);
    return status;
}

void
related_words_clear(struct related_words *words)
{
    alloc_free(words->word_starts);
    alloc_free(words->words);
    alloc_free(words->concept_starts);
    alloc_free(words->concepts);
    *words = (struct related_words){0};
}
