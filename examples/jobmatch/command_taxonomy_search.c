/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How well a label fits, the best last. */
enum fit {
    FIT_NONE,
    FIT_PARTS,  /* every word is somewhere in it */
    FIT_WORDS,  /* every word is a word of it */
    FIT_PHRASE, /* the words stand together in it */
    FIT_EQUAL
};

struct hit {
    match_concept concept;
    enum fit fit;
    size_t length; /* of the label: a shorter one says less besides */
    const char *label;
    const char *language;
};

struct hits {
    struct hit *items;
    size_t count;
    size_t capacity;
};

/* A text as it is compared. NULL when the library cannot fold it. */
static const char *
fold(struct text *out, const char *text, match_error *err)
{
    size_t size = match_text_fold(text, MATCH_NUL, NULL, 0, err);

    if (size == SIZE_MAX) {
        return NULL;
    }
    if (size + 1 > out->capacity) {
        out->capacity = 2 * size + 64;
        out->bytes = take(out->bytes, out->capacity, 1);
    }
    out->length = match_text_fold(text, MATCH_NUL, out->bytes, out->capacity, err);
    return out->length == SIZE_MAX ? NULL : out->bytes;
}

/* Whether a text has a part with the ends of words on both sides, or anywhere. */
static bool
has_part(const char *text, const char *part, size_t length, bool whole_words)
{
    for (const char *at = text; *at; at++) {
        bool begins = at == text || at[-1] == ' ';
        if (strncmp(at, part, length) == 0 &&
            (!whole_words || (begins && (at[length] == ' ' || at[length] == '\0')))) {
            return true;
        }
    }
    return false;
}

static bool
has_all_words(const char *text, const char *words, bool whole_words)
{
    while (*words) {
        size_t length = strcspn(words, " ");
        if (!has_part(text, words, length, whole_words)) {
            return false;
        }
        words += length + (words[length] == ' ');
    }
    return true;
}

static enum fit
fit_of(const char *label, const char *words)
{
    if (strcmp(label, words) == 0) {
        return FIT_EQUAL;
    }
    if (has_part(label, words, strlen(words), true)) {
        return FIT_PHRASE;
    }
    if (has_all_words(label, words, true)) {
        return FIT_WORDS;
    }
    return has_all_words(label, words, false) ? FIT_PARTS : FIT_NONE;
}

static bool
is_better(const struct hit *one, const struct hit *other)
{
    return one->fit != other->fit ? one->fit > other->fit : one->length < other->length;
}

static int
compare_hits(const void *a, const void *b)
{
    const struct hit *left = a;
    const struct hit *right = b;

    if (is_better(left, right) || is_better(right, left)) {
        return is_better(left, right) ? -1 : 1;
    }
    return left->concept < right->concept ? -1 : 1;
}

/* The label of a concept that fits best. */
static bool
best_label(const match_taxonomy *taxonomy, match_concept concept, const char *words,
           struct text *folded, struct hit *best, match_error *err)
{
    match_label label;

    *best = (struct hit){.concept = concept, .fit = FIT_NONE};
    for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, concept, i, &label); i++) {
        struct hit hit = {.concept = concept, .label = label.text, .language = label.language};
        const char *text = fold(folded, label.text, err);
        if (!text) {
            return false;
        }
        hit.fit = fit_of(text, words);
        hit.length = folded->length;
        if (is_better(&hit, best)) {
            *best = hit;
        }
    }
    return true;
}

static bool
find_all(const match_taxonomy *taxonomy, const char *words, struct hits *hits, match_error *err)
{
    struct text folded = {0};
    bool good = true;

    for (match_concept c = 1; good && c <= match_taxonomy_count(taxonomy); c++) {
        struct hit hit;
        good = best_label(taxonomy, c, words, &folded, &hit, err);
        if (good && hit.fit != FIT_NONE) {
            if (hits->count == hits->capacity) {
                hits->capacity = 2 * hits->capacity + 64;
                hits->items = take(hits->items, hits->capacity, sizeof *hits->items);
            }
            hits->items[hits->count++] = hit;
        }
    }
    text_clear(&folded);
    return good;
}

/* The concept with its preferred label, and the label that was found where it is another. */
static void
print_hit(const match_taxonomy *taxonomy, const struct hit *hit, const char *language)
{
    const char *label = match_taxonomy_label(taxonomy, hit->concept, language);

    printf("%s\t%s\t%s", match_taxonomy_id(taxonomy, hit->concept),
           match_concept_kind_name(match_taxonomy_kind(taxonomy, hit->concept)), label);
    if (strcmp(label, hit->label) != 0) {
        printf("\t%s: %s", hit->language, hit->label);
    }
    putchar('\n');
}

static int
search(const match_taxonomy *taxonomy, const struct settings *settings)
{
    struct text joined = {0};
    struct text words = {0};
    struct hits hits = {0};
    match_error err = {0};
    int code = EXIT_OK;

    for (size_t i = 1; i < settings->arguments.count; i++) {
        text_format(&joined, "%s%s", i > 1 ? " " : "", settings->arguments.items[i]);
    }
    if (!fold(&words, text_of(&joined), &err) ||
        (words.length > 0 && !find_all(taxonomy, words.bytes, &hits, &err))) {
        code = complain(&err);
    } else if (hits.count == 0) {
        say("no label has '%s'", text_of(&joined));
        code = EXIT_REFUSED;
    } else {
        qsort(hits.items, hits.count, sizeof *hits.items, compare_hits);
    }
    for (size_t i = 0; code == EXIT_OK && i < hits.count && i < settings->top; i++) {
        print_hit(taxonomy, &hits.items[i], settings->language);
    }
    if (code == EXIT_OK && hits.count > settings->top && !settings->quiet) {
        fprintf(stderr, "%zu more (--top shows more)\n", hits.count - settings->top);
    }
    free(hits.items);
    text_clear(&words);
    text_clear(&joined);
    return code;
}

int
command_taxonomy_search(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    int code = taxonomy ? search(taxonomy, settings) : complain(&err);
    int flushed;

    match_taxonomy_unref(taxonomy);
    flushed = output_flush_standard();
    return flushed != EXIT_OK ? flushed : code;
}
