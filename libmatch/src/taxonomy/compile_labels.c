/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/limits.h"
#include "taxonomy/compile.h"
#include "text/fold.h"

/* A row of a concept: sorted by concept, then further keys, then where it stood. */
struct entry {
    match_concept concept;
    uint32_t first, second;
    uint32_t row;
    const char *text; /* NULL where it is no key */
};

static int
compare_entries(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;
    const uint32_t keys[][2] = {{left->concept, right->concept},
                                {left->first, right->first},
                                {left->second, right->second}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] < keys[i][1] ? -1 : 1;
        }
    }
    int order = left->text && right->text ? strcmp(left->text, right->text) : 0;
    if (order != 0) {
        return order;
    }
    return left->row < right->row ? -1 : left->row > right->row;
}

/* Starts of all concepts, to be filled in. */
static uint32_t *
new_starts(struct compiler *compiler)
{
    return arena_zeroed(&compiler->arena, (size_t)compiler->count + 1, sizeof(uint32_t));
}

/* From numbers of items to starts. */
static void
sum_starts(uint32_t *starts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        starts[i + 1] += starts[i];
    }
}

/* --- Languages ------------------------------------------------------------------------------- */

/* Numbers of texts by the bytes of the texts: a stable insertion sort, there are few. */
static void
sort_languages(const struct intern *texts, uint32_t *languages, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t language = languages[i];
        size_t at = i;
        while (at > 0 &&
               strcmp(intern_text(texts, languages[at - 1]), intern_text(texts, language)) > 0) {
            languages[at] = languages[at - 1];
            at--;
        }
        languages[at] = language;
    }
}

/* Most languages that a taxonomy can have; the world has about 8,000. */
#define MOST_LANGUAGES 10000u

/* Lists the languages of all labels; places[number of text] becomes the index + 1. */
static match_status
compile_languages(struct compiler *compiler, uint32_t *places)
{
    const struct builder_label_row *rows = compiler->builder->labels.items;
    uint32_t *languages = arena_zeroed(&compiler->arena, MOST_LANGUAGES, sizeof *languages);
    size_t count = 0;
    if (!languages) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < compiler->builder->labels.count; i++) {
        if (places[rows[i].language] != 0) {
            continue;
        }
        if (count == MOST_LANGUAGES) {
            return fail(compiler->err, MATCH_ERR_LIMIT, "labels have more than %u languages",
                        MOST_LANGUAGES);
        }
        places[rows[i].language] = 1;
        languages[count++] = rows[i].language;
    }
    sort_languages(&compiler->builder->texts, languages, count);
    for (size_t i = 0; i < count; i++) {
        places[languages[i]] = (uint32_t)i + 1;
        languages[i] = compile_text(compiler, languages[i]);
    }
    compiler->image.languages = languages;
    compiler->image.languages_count = count;
    return MATCH_OK;
}

/* --- Labels ---------------------------------------------------------------------------------- */

/* Labels of one concept and language, preferred ones first. */
struct group {
    struct entry *entries;
    size_t count;
    uint32_t stamp; /* of this group: no other has it */
};

static const struct builder_label_row *
label_row(const struct compiler *compiler, const struct entry *entry)
{
    const struct builder_label_row *rows = compiler->builder->labels.items;
    return &rows[entry->row];
}

/* Exactly one label of a language is the preferred one. */
static match_status
check_preferred(struct compiler *compiler, const struct group *group)
{
    const struct builder_label_row *first = label_row(compiler, &group->entries[0]);
    const char *language = intern_text(&compiler->builder->texts, first->language);
    const char *name = compile_name(compiler, group->entries[0].concept);
    if (group->entries[0].second != MATCH_LABEL_PREFERRED) {
        return builder_complain(compiler->builder, MATCH_SEVERITY_WARNING, first->place,
                                "NO_PREFERRED_LABEL", compiler->err,
                                "'%.120s' has no preferred label in language %s", name, language);
    }
    for (size_t i = 1; i < group->count && group->entries[i].second == MATCH_LABEL_PREFERRED; i++) {
        match_status status = builder_complain(
            compiler->builder, MATCH_SEVERITY_WARNING,
            label_row(compiler, &group->entries[i])->place, "TWO_PREFERRED_LABELS", compiler->err,
            "'%.120s' has two preferred labels in language %s, first in line %u", name, language,
            first->place.line);
        if (status != MATCH_OK) {
            return status;
        }
        group->entries[i].second = MATCH_LABEL_ALTERNATIVE;
    }
    return MATCH_OK;
}

/* Adds the labels of a group, each text once. */
static void
add_group(struct compiler *compiler, const struct group *group, uint32_t *stamps,
          struct image_label *labels)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct entry *entry = &group->entries[i];
        const struct builder_label_row *row = label_row(compiler, entry);
        if (stamps[row->text] == group->stamp) {
            builder_note(&compiler->builder->repeated_labels, row->place);
            continue;
        }
        stamps[row->text] = group->stamp;
        labels[compiler->image.labels_count++] =
            (struct image_label){.text = compile_text(compiler, row->text),
                                 .language = (uint16_t)entry->first,
                                 .kind = (uint16_t)entry->second};
    }
}

static match_status
check_label_count(const struct compiler *compiler, match_concept concept, size_t count)
{
    struct builder_place place = compile_row(compiler, concept)->place;
    const char *source = builder_source_name(compiler->builder, place);
    if (count > LIMIT_LABELS_PER_CONCEPT) {
        return fail_at(compiler->err, MATCH_ERR_LIMIT, source, place.line, 0,
                       "'%.120s' has %zu labels, expected at most %u",
                       compile_name(compiler, concept), count, LIMIT_LABELS_PER_CONCEPT);
    }
    if (count > 0) {
        return MATCH_OK;
    }
    return builder_complain(compiler->builder, MATCH_SEVERITY_WARNING, place, "NO_LABEL",
                            compiler->err, "'%.120s' has no label, expected at least one",
                            compile_name(compiler, concept));
}

/* Adds the labels of one concept, which are the next entries; returns how many they are. */
static match_status
add_labels(struct compiler *compiler, struct entry *entries, size_t left, match_concept concept,
           uint32_t *stamps, struct image_label *labels, size_t *used)
{
    size_t count = 0;
    while (count < left && entries[count].concept == concept) {
        count++;
    }
    *used = count;
    match_status status = check_label_count(compiler, concept, count);
    for (size_t i = 0; i < count && status == MATCH_OK;) {
        struct group group = {.entries = entries + i, .stamp = entries[i].row + 1};
        while (i < count && entries[i].first == group.entries[0].first) {
            group.count++;
            i++;
        }
        status = check_preferred(compiler, &group);
        if (status == MATCH_OK) {
            add_group(compiler, &group, stamps, labels);
        }
    }
    return status;
}

match_status
compile_labels(struct compiler *compiler)
{
    const struct builder_label_row *rows = compiler->builder->labels.items;
    size_t count = compiler->builder->labels.count;
    size_t texts = (size_t)compiler->builder->texts.count + 1;
    uint32_t *places = arena_zeroed(&compiler->arena, texts, sizeof *places);
    uint32_t *stamps = arena_zeroed(&compiler->arena, texts, sizeof *stamps);
    struct entry *entries = arena_zeroed(&compiler->arena, count + 1, sizeof *entries);
    struct image_label *labels = arena_zeroed(&compiler->arena, count + 1, sizeof *labels);
    uint32_t *starts = new_starts(compiler);
    if (!places || !stamps || !entries || !labels || !starts) {
        return fail_memory(compiler->err);
    }
    match_status status = compile_languages(compiler, places);
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        entries[i] = (struct entry){.concept = compiler->numbers[rows[i].concept],
                                    .first = places[rows[i].language] - 1,
                                    .second = rows[i].kind,
                                    .row = (uint32_t)i};
    }
    qsort(entries, count, sizeof *entries, compare_entries);
    size_t at = 0;
    for (uint32_t i = 0; i < compiler->count && status == MATCH_OK; i++) {
        size_t used = 0;
        status = add_labels(compiler, entries + at, count - at, i + 1, stamps, labels, &used);
        at += used;
        starts[i + 1] = (uint32_t)compiler->image.labels_count;
    }
    compiler->image.labels = labels;
    compiler->image.label_starts = starts;
    compiler->image.label_starts_count = (size_t)compiler->count + 1;
    return status;
}

/* --- Definitions, notes, mappings ------------------------------------------------------------ */

/* Notes of one concept, kind and language, which are the first ones of an array. */
static size_t
count_alike(const struct builder_label_row *rows, const struct entry *entries, size_t left)
{
    size_t count = 1;
    while (count < left && entries[count].concept == entries[0].concept &&
           entries[count].first == entries[0].first &&
           rows[entries[count].row].language == rows[entries[0].row].language) {
        count++;
    }
    return count;
}

/* The number of the text of alike notes: several become one, a line each. */
static match_status
join_notes(struct compiler *compiler, const struct entry *entries, size_t count, uint32_t *text)
{
    struct builder *builder = compiler->builder;
    const struct builder_label_row *rows = builder->notes.items;
    struct buffer joined = {0};
    if (count == 1) {
        *text = compile_note(compiler, rows[entries[0].row].text);
        return MATCH_OK;
    }
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&joined, i > 0 ? "\n" : "");
        buffer_add_text(&joined, intern_text(&builder->texts, rows[entries[i].row].text));
        if (i > 0) {
            builder_note(&builder->joined_texts, rows[entries[i].row].place);
        }
    }
    bool fits = joined.size < UINT32_MAX - compiler->notes.size;
    *text = (uint32_t)compiler->notes.size;
    compiler->strings_full = compiler->strings_full || !fits;
    if (!joined.failed && fits) {
        buffer_add(&compiler->notes, joined.bytes, joined.size + 1);
    }
    match_status status = joined.failed ? fail_memory(compiler->err) : MATCH_OK;
    if (joined.size > LIMIT_TEXT_BYTES) {
        status = fail_at(compiler->err, MATCH_ERR_LIMIT,
                         builder_source_name(builder, rows[entries[0].row].place),
                         rows[entries[0].row].place.line, 0,
                         "texts of one kind have %zu bytes together, expected at most %u",
                         joined.size, LIMIT_TEXT_BYTES);
    }
    buffer_clear(&joined);
    return status;
}

match_status
compile_notes(struct compiler *compiler)
{
    const struct builder_label_row *rows = compiler->builder->notes.items;
    const struct intern *names = &compiler->builder->texts;
    size_t count = compiler->builder->notes.count;
    struct entry *entries = arena_zeroed(&compiler->arena, count + 1, sizeof *entries);
    struct image_text *texts = arena_zeroed(&compiler->arena, count + 1, sizeof *texts);
    uint32_t *starts = new_starts(compiler);
    size_t kept = 0;
    match_status status = MATCH_OK;
    if (!entries || !texts || !starts) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct entry){.concept = compiler->numbers[rows[i].concept],
                                    .first = rows[i].kind,
                                    .row = (uint32_t)i,
                                    .text = intern_text(names, rows[i].language)};
    }
    qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < count && status == MATCH_OK;) {
        const struct builder_label_row *row = &rows[entries[i].row];
        size_t alike = count_alike(rows, entries + i, count - i);
        texts[kept] = (struct image_text){.language = compile_text(compiler, row->language),
                                          .kind = row->kind};
        status = join_notes(compiler, entries + i, alike, &texts[kept++].text);
        starts[entries[i].concept]++;
        i += alike;
    }
    sum_starts(starts, compiler->count);
    compiler->image.texts = texts;
    compiler->image.texts_count = kept;
    compiler->image.text_starts = starts;
    compiler->image.text_starts_count = (size_t)compiler->count + 1;
    return status;
}

match_status
compile_mappings(struct compiler *compiler)
{
    const struct builder_mapping_row *rows = compiler->builder->mappings.items;
    const struct intern *names = &compiler->builder->texts;
    size_t count = compiler->builder->mappings.count;
    struct entry *entries = arena_zeroed(&compiler->arena, count + 1, sizeof *entries);
    struct image_mapping *mappings = arena_zeroed(&compiler->arena, count + 1, sizeof *mappings);
    uint32_t *starts = new_starts(compiler);
    size_t kept = 0;
    if (!entries || !mappings || !starts) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct entry){.concept = compiler->numbers[rows[i].concept],
                                    .first = rows[i].kind,
                                    .row = (uint32_t)i,
                                    .text = intern_text(names, rows[i].uri)};
    }
    qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < count; i++) {
        const struct builder_mapping_row *row = &rows[entries[i].row];
        const struct builder_mapping_row *before = i > 0 ? &rows[entries[i - 1].row] : NULL;
        if (before && before->concept == row->concept && before->kind == row->kind &&
            before->uri == row->uri) {
            continue;
        }
        mappings[kept++] =
            (struct image_mapping){.kind = row->kind, .uri = compile_text(compiler, row->uri)};
        starts[entries[i].concept]++;
    }
    sum_starts(starts, compiler->count);
    compiler->image.mappings = mappings;
    compiler->image.mappings_count = kept;
    compiler->image.mapping_starts = starts;
    compiler->image.mapping_starts_count = (size_t)compiler->count + 1;
    return MATCH_OK;
}

/* --- Index of labels ------------------------------------------------------------------------- */

static int
compare_keys(const void *a, const void *b)
{
    const struct image_key *left = a;
    const struct image_key *right = b;
    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    return left->label < right->label ? -1 : left->label > right->label;
}

match_status
compile_label_index(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    struct image_key *keys = arena_zeroed(&compiler->arena, image->labels_count + 1, sizeof *keys);
    struct buffer folded = {0};
    match_status status = keys ? MATCH_OK : fail_memory(compiler->err);
    for (uint32_t i = 0; i < image->labels_count && status == MATCH_OK; i++) {
        const char *label = image_string(image, image->labels[i].text);
        status = fold_text(label, strlen(label), &folded, compiler->err);
        keys[i] =
            (struct image_key){.label = i, .hash = image_label_hash(folded.bytes, folded.size)};
    }
    buffer_clear(&folded);
    if (status != MATCH_OK) {
        return status;
    }
    qsort(keys, image->labels_count, sizeof *keys, compare_keys);
    image->label_index = keys;
    image->label_index_count = image->labels_count;
    return MATCH_OK;
}
