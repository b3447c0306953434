/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/bitset.h"
#include "base/fail.h"
#include "base/ids.h"
#include "base/utf8.h"
#include "text/fold.h"

/* A label is compared with so many before it that look the same. */
#define MOST_COMPARED 8u

/* --- One concept above another ---------------------------------------------------------------- */

/* What the search for concepts above needs again and again. */
struct climb {
    struct bitset seen;
    struct ids open; /* all that were seen, those from next on not yet looked at */
};

/* Whether one concept is above another, however far. false also on want of memory. */
static bool
is_above(const struct image *image, struct climb *climb, match_concept high, match_concept low,
         bool *good)
{
    bool found = false;
    climb->open.count = 0;
    *good = ids_push(&climb->open, low);
    for (size_t next = 0; *good && !found && next < climb->open.count; next++) {
        match_concept c = climb->open.items[next];
        for (uint32_t i = image->broader_starts[c - 1]; i < image->broader_starts[c] && *good;
             i++) {
            match_concept broader = image->broader[i];
            found = found || broader == high;
            if (!bitset_has(&climb->seen, broader)) {
                bitset_put(&climb->seen, broader);
                *good = ids_push(&climb->open, broader);
            }
        }
    }
    for (size_t i = 0; i < climb->open.count; i++) {
        bitset_drop(&climb->seen, climb->open.items[i]);
    }
    return found;
}

/* Jobs and groups may be called like what is above or below them. */
static bool
may_share(const struct image *image, struct climb *climb, match_concept one, match_concept other,
          bool *good)
{
    *good = true;
    if (image_concept(image, one)->kind == MATCH_CONCEPT_SKILL) {
        return false;
    }
    bool found = is_above(image, climb, one, other, good);
    return found || (*good && is_above(image, climb, other, one, good));
}

/* --- Labels that are the same ----------------------------------------------------------------- */

/* A label and the concept that has it. */
struct owned_label {
    match_concept concept;
    uint32_t label;
};

/* A label whose folded text others have too. */
struct candidate {
    struct owned_label key;
    struct buffer folded;
};

static const struct image_label *
label_of(const struct check *check, const struct candidate *candidate)
{
    return &check->image->labels[candidate->key.label];
}

static bool
are_alike(const struct check *check, const struct candidate *one, const struct candidate *other)
{
    const struct image *image = check->image;
    return one->key.concept != other->key.concept &&
           image_concept(image, one->key.concept)->kind ==
               image_concept(image, other->key.concept)->kind &&
           label_of(check, one)->language == label_of(check, other)->language &&
           one->folded.size == other->folded.size && one->folded.size > 0 &&
           memcmp(one->folded.bytes, other->folded.bytes, one->folded.size) == 0;
}

static match_status
note_pair(struct check *check, match_problem_kind kind, match_severity severity,
          const struct owned_label *one, const struct owned_label *other)
{
    const struct image *image = check->image;
    bool ordered = one->concept < other->concept;
    const struct owned_label *first = ordered ? one : other;
    const struct owned_label *second = ordered ? other : one;
    const struct image_label *label = &image->labels[second->label];
    return check_note(
        check,
        &(match_problem){.kind = kind,
                         .severity = severity,
                         .concept = second->concept,
                         .other = first->concept,
                         .language = image_string(image, image->languages[label->language]),
                         .label = image_string(image, label->text),
                         .other_label = image_string(image, image->labels[first->label].text)});
}

/* Notes two concepts with the same label, unless they may have it. */
static match_status
compare_pair(struct check *check, struct climb *climb, const struct candidate *one,
             const struct candidate *other)
{
    bool good;
    bool shared = may_share(check->image, climb, one->key.concept, other->key.concept, &good);
    if (!good) {
        return fail_memory(check->err);
    }
    bool preferred = label_of(check, one)->kind == MATCH_LABEL_PREFERRED &&
                     label_of(check, other)->kind == MATCH_LABEL_PREFERRED;
    return shared ? MATCH_OK
                  : note_pair(check, MATCH_PROBLEM_SHARED_LABEL,
                              preferred ? MATCH_SEVERITY_ERROR : MATCH_SEVERITY_WARNING, &one->key,
                              &other->key);
}

/* Compares the labels of one hash, each with some of those before it. */
static match_status
compare_run(struct check *check, struct climb *climb, struct candidate *run, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t back = 1; back <= i && back <= MOST_COMPARED; back++) {
            const struct candidate *other = &run[i - back];
            match_status status = MATCH_OK;
            if (are_alike(check, &run[i], other)) {
                status = compare_pair(check, climb, &run[i], other);
            }
            if (status != MATCH_OK) {
                return status;
            }
        }
    }
    return MATCH_OK;
}

/* Folds the labels of one hash that are looked at and compares them. */
static match_status
check_run(struct check *check, struct climb *climb, const struct image_key *keys, size_t count)
{
    const struct image *image = check->image;
    struct candidate *run = alloc_zeroed(count, sizeof *run);
    match_status status = run ? MATCH_OK : fail_memory(check->err);
    size_t kept = 0;
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        const char *text = image_string(image, image->labels[keys[i].label].text);
        if (check_wants(check, image->labels[keys[i].label].language)) {
            run[kept].key = (struct owned_label){.concept = image_label_concept(image, keys[i].label),
                                                 .label = keys[i].label};
            status = fold_text(text, strlen(text), &run[kept++].folded, check->err);
        }
    }
    status = status == MATCH_OK ? compare_run(check, climb, run, kept) : status;
    for (size_t i = 0; i < kept; i++) {
        buffer_clear(&run[i].folded);
    }
    alloc_free(run);
    return status;
}

match_status
check_shared_labels(struct check *check)
{
    const struct image *image = check->image;
    struct climb climb = {0};
    match_status status = bitset_init(&climb.seen, (size_t)image_count(image) + 1)
                              ? MATCH_OK
                              : fail_memory(check->err);
    for (size_t i = 0; i < image->label_index_count && status == MATCH_OK;) {
        size_t count = 1;
        while (i + count < image->label_index_count &&
               image->label_index[i + count].hash == image->label_index[i].hash) {
            count++;
        }
        if (count > 1) {
            status = check_run(check, &climb, &image->label_index[i], count);
        }
        i += count;
    }
    bitset_clear(&climb.seen);
    ids_clear(&climb.open);
    return status;
}

/* --- Labels that are nearly the same ---------------------------------------------------------- */

/* Longer labels are passed over: one letter more or less does not make them alike. */
#define LONGEST_LABEL 160u
#define SHORTEST_WORD 6u

/* A label without one of its letters, or with all of them, by the hash of what is left. */
struct variant {
    uint64_t hash;
    struct owned_label key;
};

struct variants {
    struct variant *items;
    size_t count, capacity;
};

static bool
add_variant(struct variants *variants, uint64_t hash, struct owned_label key)
{
    struct variant *items =
        alloc_grow(variants->items, &variants->capacity, variants->count + 1, sizeof *items);
    if (!items) {
        return false;
    }
    variants->items = items;
    items[variants->count++] = (struct variant){hash, key};
    return true;
}

/* Adds a folded label and all that it becomes without one character. */
static bool
add_variants(struct variants *variants, const struct buffer *folded, struct owned_label key)
{
    char rest[LONGEST_LABEL];
    bool good = true;
    if (folded->size < SHORTEST_WORD || folded->size > LONGEST_LABEL) {
        return true;
    }
    good = add_variant(variants, fold_hash(folded->bytes, folded->size), key);
    for (size_t i = 0; i < folded->size && good;) {
        size_t start = i;
        (void)utf8_next(folded->bytes, folded->size, &i);
        memcpy(rest, folded->bytes, start);
        memcpy(rest + start, folded->bytes + i, folded->size - i);
        good = add_variant(variants, fold_hash(rest, folded->size - (i - start)), key);
    }
    return good;
}

static int
compare_variants(const void *a, const void *b)
{
    const struct variant *left = a;
    const struct variant *right = b;
    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    return left->key.label < right->key.label ? -1 : left->key.label > right->key.label;
}

/* Where the character that ends before a byte begins. */
static size_t
step_back(const char *text, size_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)text[at] & 0xC0u) == 0x80);
    return at;
}

/* The characters of the word around a byte. */
static size_t
word_length(const struct buffer *text, size_t at)
{
    size_t first = at;
    size_t end = at;
    size_t count = 0;
    while (first > 0 && text->bytes[first - 1] != ' ') {
        first--;
    }
    while (end < text->size && text->bytes[end] != ' ') {
        end++;
    }
    for (size_t i = first; i < end; count++) {
        (void)utf8_next(text->bytes, end, &i);
    }
    return count;
}

/* The part of a text between what it has in common with another one at both ends. */
struct middle {
    size_t begin, end;
};

static bool
is_one_letter(const struct buffer *text, struct middle middle)
{
    size_t at = middle.begin;
    if (middle.begin == middle.end) {
        return true; /* the other one has a letter more */
    }
    (void)utf8_next(text->bytes, middle.end, &at);
    char first = text->bytes[middle.begin];
    return at == middle.end && first != ' ' && !(first >= '0' && first <= '9');
}

/* Whether two folded texts differ by one letter within a long word. */
static bool
are_similar(const struct buffer *one, const struct buffer *other)
{
    size_t shorter = one->size < other->size ? one->size : other->size;
    size_t before = 0;
    size_t after = 0;
    while (before < shorter && one->bytes[before] == other->bytes[before]) {
        before++;
    }
    if (before == one->size && before == other->size) {
        return false; /* the same is another problem */
    }
    while (before > 0 && before < one->size &&
           ((unsigned char)one->bytes[before] & 0xC0u) == 0x80) {
        before = step_back(one->bytes, before);
    }
    while (after < shorter - before &&
           one->bytes[one->size - after - 1] == other->bytes[other->size - after - 1]) {
        after++;
    }
    while (after > 0 && ((unsigned char)one->bytes[one->size - after] & 0xC0u) == 0x80) {
        after--;
    }
    struct middle middles[] = {{before, one->size - after}, {before, other->size - after}};
    return is_one_letter(one, middles[0]) && is_one_letter(other, middles[1]) &&
           word_length(one, before) >= SHORTEST_WORD && word_length(other, before) >= SHORTEST_WORD;
}

/* Compares two labels that have a variant in common. */
static match_status
compare_labels(struct check *check, const struct owned_label *one, const struct owned_label *other,
               struct buffer folded[2])
{
    const struct image *image = check->image;
    const struct owned_label *keys[] = {one, other};
    if (one->concept == other->concept ||
        image_concept(image, one->concept)->kind != image_concept(image, other->concept)->kind) {
        return MATCH_OK;
    }
    for (size_t i = 0; i < 2; i++) {
        const char *text = image_string(image, image->labels[keys[i]->label].text);
        match_status status = fold_text(text, strlen(text), &folded[i], check->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return are_similar(&folded[0], &folded[1])
               ? note_pair(check, MATCH_PROBLEM_SIMILAR_LABEL, MATCH_SEVERITY_NOTE, one, other)
               : MATCH_OK;
}

static match_status
compare_all(struct check *check, struct variants *variants, struct buffer folded[2])
{
    match_status status = MATCH_OK;
    if (variants->count > 0) {
        qsort(variants->items, variants->count, sizeof *variants->items, compare_variants);
    }
    for (size_t i = 1; i < variants->count && status == MATCH_OK; i++) {
        const struct variant *variant = &variants->items[i];
        for (size_t back = 1; back <= i && back <= MOST_COMPARED && status == MATCH_OK; back++) {
            if (variant[-(ptrdiff_t)back].hash != variant->hash) {
                break;
            }
            status = compare_labels(check, &variant[-(ptrdiff_t)back].key, &variant->key, folded);
        }
    }
    return status;
}

/* The variants of all preferred labels of a language. */
static match_status
gather_variants(struct check *check, uint32_t language, struct variants *variants,
                struct buffer *folded)
{
    const struct image *image = check->image;
    for (match_concept c = 1; c <= image_count(image); c++) {
        for (uint32_t i = image->label_starts[c - 1]; i < image->label_starts[c]; i++) {
            const struct image_label *label = &image->labels[i];
            const char *text = image_string(image, label->text);
            if (label->kind != MATCH_LABEL_PREFERRED || label->language != language) {
                continue;
            }
            match_status status = fold_text(text, strlen(text), folded, check->err);
            if (status != MATCH_OK) {
                return status;
            }
            if (!add_variants(variants, folded, (struct owned_label){.concept = c, .label = i})) {
                return fail_memory(check->err);
            }
        }
    }
    return MATCH_OK;
}

match_status
check_similar_labels(struct check *check)
{
    struct variants variants = {0};
    struct buffer folded[2] = {{0}, {0}};
    match_status status = MATCH_OK;
    for (uint32_t i = 0; i < check->image->languages_count && status == MATCH_OK; i++) {
        if (check_wants(check, i)) {
            variants.count = 0;
            status = gather_variants(check, i, &variants, &folded[0]);
            status = status == MATCH_OK ? compare_all(check, &variants, folded) : status;
        }
    }
    alloc_free(variants.items);
    buffer_clear(&folded[0]);
    buffer_clear(&folded[1]);
    return status;
}
