/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ALIKE 10000 /* that a resolver finds */

/* How well a label has the words, the best last. */
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
    match_resolve_reason reason;
    int32_t confidence; /* of the resolver, in whole per cent; 0 where it did not find it */
    int32_t score;      /* of the resolver */
    size_t length;      /* of the label: a shorter one says less besides */
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
fits_better(const struct hit *one, const struct hit *other)
{
    return one->fit != other->fit ? one->fit > other->fit : one->length < other->length;
}

/*
 * What has this very name first, also where it shares its confidence with others of the name; then
 * the likelier. Most have a confidence of nothing: of these, whoever searches expects those that
 * have the words before those that are merely like them.
 */
static int
compare_hits(const void *a, const void *b)
{
    const struct hit *left = a;
    const struct hit *right = b;

    if ((left->fit == FIT_EQUAL) != (right->fit == FIT_EQUAL)) {
        return left->fit == FIT_EQUAL ? -1 : 1;
    }
    if (left->confidence != right->confidence) {
        return left->confidence > right->confidence ? -1 : 1;
    }
    if (left->fit != right->fit) {
        return left->fit > right->fit ? -1 : 1;
    }
    if (left->score != right->score) {
        return left->score > right->score ? -1 : 1;
    }
    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    return left->concept < right->concept ? -1 : 1;
}

/* The label of a concept that fits best. */
static bool
best_label(const match_taxonomy *taxonomy, match_concept concept, const char *words,
           struct text *folded, struct hit *best, match_error *err)
{
    match_label label;

    *best = (struct hit){.concept = concept};
    for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, concept, i, &label); i++) {
        struct hit hit = {.concept = concept, .label = label.text, .language = label.language};
        const char *text = fold(folded, label.text, err);
        if (!text) {
            return false;
        }
        hit.fit = fit_of(text, words);
        hit.reason = hit.fit == FIT_EQUAL ? MATCH_RESOLVE_FOLDED : MATCH_RESOLVE_PARTIAL;
        hit.length = folded->length;
        if (fits_better(&hit, best)) {
            *best = hit;
        }
    }
    return true;
}

static void
add_hit(struct hits *hits, const struct hit *hit)
{
    if (hits->count == hits->capacity) {
        hits->capacity = 2 * hits->capacity + 64;
        hits->items = take(hits->items, hits->capacity, sizeof *hits->items);
    }
    hits->items[hits->count++] = *hit;
}

/* The concepts with a label that has the words, or words with these parts, by number. */
static bool
find_words(const match_taxonomy *taxonomy, const char *words, struct hits *hits, match_error *err)
{
    struct text folded = {0};
    bool good = true;

    for (match_concept c = 1; good && c <= match_taxonomy_count(taxonomy); c++) {
        struct hit hit;
        good = best_label(taxonomy, c, words, &folded, &hit, err);
        if (good && hit.fit != FIT_NONE) {
            add_hit(hits, &hit);
        }
    }
    text_clear(&folded);
    return good;
}

static int
compare_concepts(const void *a, const void *b)
{
    const struct hit *left = a;
    const struct hit *right = b;

    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

/* Adds what the resolver found, or what it says of a concept that has the words. */
static void
add_candidate(struct hits *hits, size_t with_words, const match_candidate *candidate)
{
    struct hit hit = {.concept = candidate->concept,
                      .reason = (match_resolve_reason)candidate->reason,
                      .confidence = (candidate->confidence + 5000) / 10000,
                      .score = candidate->score,
                      .label = candidate->label,
                      .language = candidate->language};
    bool is_name = hit.reason == MATCH_RESOLVE_EXACT || hit.reason == MATCH_RESOLVE_FOLDED;
    struct hit *known = with_words > 0
                            ? bsearch(&hit, hits->items, with_words, sizeof hit, compare_concepts)
                            : NULL;

    hit.fit = is_name ? FIT_EQUAL : FIT_NONE;
    if (!known) {
        add_hit(hits, &hit);
    } else if (is_name) {
        *known = hit;
    } else {
        known->confidence = hit.confidence;
        known->score = hit.score;
    }
}

/* The concepts the words may mean, however unlikely: a person looks and chooses. */
static bool
find_alike(const match_resolver *resolver, const char *words, size_t wanted, struct hits *hits,
           match_error *err)
{
    size_t top = wanted < MOST_ALIKE ? wanted : MOST_ALIKE;
    match_resolve_options *options = match_resolve_options_new(err);
    match_candidate *found = take(NULL, top, sizeof *found);
    size_t with_words = hits->count;
    size_t count = 0;
    bool good = options && match_resolve_options_set_top(options, top, err) == MATCH_OK &&
                match_resolve_options_set_threshold(options, 0, err) == MATCH_OK &&
                match_resolver_resolve(resolver, options, words, MATCH_NUL, found, top, &count,
                                       err) == MATCH_OK;

    for (size_t i = 0; good && i < count && i < top; i++) {
        add_candidate(hits, with_words, &found[i]);
    }
    free(found);
    match_resolve_options_free(options);
    return good;
}

/* The concept with its preferred label, the label that was found where it is another, and why. */
static void
print_hit(const match_taxonomy *taxonomy, const struct hit *hit, const char *language)
{
    const char *label = match_taxonomy_label(taxonomy, hit->concept, language);

    printf("%s\t%s\t%s\t", match_taxonomy_id(taxonomy, hit->concept),
           match_concept_kind_name(match_taxonomy_kind(taxonomy, hit->concept)), label);
    if (strcmp(label, hit->label) != 0) {
        printf("%s: %s", hit->language, hit->label);
    }
    printf("\t%s\t%d %%\n", match_resolve_reason_name(hit->reason), (int)hit->confidence);
}

static void
print_hits(const match_taxonomy *taxonomy, const struct hits *hits, const struct settings *settings)
{
    size_t more = 0;

    for (size_t i = 0; i < hits->count; i++) {
        if (i < settings->top) {
            print_hit(taxonomy, &hits->items[i], settings->language);
        } else {
            more += hits->items[i].fit != FIT_NONE;
        }
    }
    if (more > 0 && !settings->quiet) {
        fprintf(stderr, "%zu more (--top shows more)\n", more);
    }
}

static int
search(const match_taxonomy *taxonomy, const match_resolver *resolver,
       const struct settings *settings)
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
        (words.length > 0 &&
         (!find_words(taxonomy, words.bytes, &hits, &err) ||
          !find_alike(resolver, text_of(&joined), settings->top, &hits, &err)))) {
        code = complain(&err);
    } else if (hits.count == 0) {
        say("no label is like '%s'", text_of(&joined));
        code = EXIT_REFUSED;
    } else {
        qsort(hits.items, hits.count, sizeof *hits.items, compare_hits);
        print_hits(taxonomy, &hits, settings);
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
    match_resolver *resolver = taxonomy ? match_resolver_new(taxonomy, NULL, NULL, &err) : NULL;
    int code = resolver ? search(taxonomy, resolver, settings) : complain(&err);
    int flushed;

    match_resolver_unref(resolver);
    match_taxonomy_unref(taxonomy);
    flushed = output_flush_standard();
    return flushed != EXIT_OK ? flushed : code;
}
