/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/compile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/information.h"

/* --- Texts ----------------------------------------------------------------------------------- */

/* Adds a text to a section unless it is there: offsets tell where. */
static uint32_t
add_text(struct compiler *compiler, struct buffer *section, uint32_t *offsets, uint32_t text)
{
    if (text == 0) {
        return 0;
    }
    uint32_t *offset = &offsets[text];
    if (*offset == 0) {
        const struct intern_entry *entry = &compiler->builder->texts.entries[text - 1];
        size_t size = (size_t)entry->length + 1;
        if (section->size > UINT32_MAX - size) {
            compiler->strings_full = true;
            return 0;
        }
        *offset = (uint32_t)section->size;
        buffer_add(section, entry->text, size);
    }
    return *offset;
}

uint32_t
compile_text(struct compiler *compiler, uint32_t text)
{
    return add_text(compiler, &compiler->strings, compiler->offsets, text);
}

uint32_t
compile_note(struct compiler *compiler, uint32_t text)
{
    return add_text(compiler, &compiler->notes, compiler->note_offsets, text);
}

const struct builder_concept_row *
compile_row(const struct compiler *compiler, match_concept concept)
{
    const struct builder_concept_row *rows = compiler->builder->concepts.items;
    return &rows[compiler->rows[concept - 1]];
}

const char *
compile_name(const struct compiler *compiler, match_concept concept)
{
    const struct builder_concept_row *row = compile_row(compiler, concept);
    return intern_text(&compiler->builder->texts, row->code != 0 ? row->code : row->uri);
}

/* --- Sorting by text ------------------------------------------------------------------------- */

/* A row and what it is sorted by. */
struct sortable {
    unsigned rank;
    const char *text;
    uint32_t index;
};

static int
compare_sortable(const void *a, const void *b)
{
    const struct sortable *left = a;
    const struct sortable *right = b;
    if (left->rank != right->rank) {
        return left->rank < right->rank ? -1 : 1;
    }
    int order = strcmp(left->text, right->text);
    if (order != 0) {
        return order;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

static struct sortable *
new_sortable(struct compiler *compiler, size_t count)
{
    return arena_zeroed(&compiler->arena, count + 1, sizeof(struct sortable));
}

static match_status
compile_properties(struct compiler *compiler)
{
    const struct builder_property_row *rows = compiler->builder->properties.items;
    size_t count = compiler->builder->properties.count;
    struct sortable *order = new_sortable(compiler, count);
    struct image_property *properties =
        arena_zeroed(&compiler->arena, count + 1, sizeof *properties);
    if (!order || !properties) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < count; i++) {
        order[i] = (struct sortable){.text = intern_text(&compiler->builder->texts, rows[i].key),
                                     .index = (uint32_t)i};
    }
    qsort(order, count, sizeof *order, compare_sortable);
    for (size_t i = 0; i < count; i++) {
        properties[i].key = compile_text(compiler, rows[order[i].index].key);
        properties[i].value = compile_text(compiler, rows[order[i].index].value);
    }
    compiler->image.properties = properties;
    compiler->image.properties_count = count;
    return MATCH_OK;
}

static match_status
compile_schemes(struct compiler *compiler)
{
    const struct builder_scheme_row *rows = compiler->builder->schemes.items;
    size_t count = compiler->builder->schemes.count;
    struct sortable *order = new_sortable(compiler, count);
    struct image_scheme *schemes = arena_zeroed(&compiler->arena, count + 1, sizeof *schemes);
    compiler->scheme_places = arena_zeroed(&compiler->arena, count + 1, sizeof(uint32_t));
    if (!order || !schemes || !compiler->scheme_places) {
        return fail_memory(compiler->err);
    }
    for (size_t i = 0; i < count; i++) {
        order[i] = (struct sortable){.text = intern_text(&compiler->builder->texts, rows[i].id),
                                     .index = (uint32_t)i};
    }
    qsort(order, count, sizeof *order, compare_sortable);
    for (size_t i = 0; i < count; i++) {
        const struct builder_scheme_row *row = &rows[order[i].index];
        schemes[i] = (struct image_scheme){.id = compile_text(compiler, row->id),
                                           .uri = compile_text(compiler, row->uri),
                                           .title = compile_text(compiler, row->title),
                                           .version = compile_text(compiler, row->version)};
        compiler->scheme_places[order[i].index] = (uint32_t)i;
    }
    compiler->image.schemes = schemes;
    compiler->image.schemes_count = count;
    return MATCH_OK;
}

/* --- Concepts -------------------------------------------------------------------------------- */

static match_status
number_concepts(struct compiler *compiler)
{
    const struct builder_concept_row *rows = compiler->builder->concepts.items;
    uint32_t count = compiler->count;
    struct sortable *order = new_sortable(compiler, count);
    compiler->numbers = arena_zeroed(&compiler->arena, count, sizeof *compiler->numbers);
    compiler->rows = arena_zeroed(&compiler->arena, count, sizeof *compiler->rows);
    if (!order || !compiler->numbers || !compiler->rows) {
        return fail_memory(compiler->err);
    }
    for (uint32_t i = 0; i < count; i++) {
        order[i] = (struct sortable){.rank = image_kind_rank(rows[i].kind),
                                     .text = intern_text(&compiler->builder->texts, rows[i].uri),
                                     .index = i};
    }
    qsort(order, count, sizeof *order, compare_sortable);
    for (uint32_t i = 0; i < count; i++) {
        compiler->rows[i] = order[i].index;
        compiler->numbers[order[i].index] = i + 1;
    }
    return MATCH_OK;
}

static match_status
compile_concepts(struct compiler *compiler)
{
    uint32_t count = compiler->count;
    struct image_concept *concepts = arena_zeroed(&compiler->arena, count, sizeof *concepts);
    if (!concepts) {
        return fail_memory(compiler->err);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct builder_concept_row *row = compile_row(compiler, i + 1);
        bool skill = row->kind == MATCH_CONCEPT_SKILL;
        concepts[i] = (struct image_concept){.uri = compile_text(compiler, row->uri),
                                             .code = compile_text(compiler, row->code),
                                             .isco = compile_text(compiler, row->isco),
                                             .scheme = compiler->scheme_places[row->scheme],
                                             .kind = row->kind,
                                             .skill_type = skill ? row->skill_type : 0,
                                             .reuse_level = skill ? row->reuse_level : 0,
                                             .skill_levels = row->skill_levels};
    }
    compiler->image.concepts = concepts;
    compiler->image.concepts_count = count;
    return MATCH_OK;
}

/* Sorted by code: two neighbours with one code and one scheme are a defect. */
static match_status
check_repeated_codes(struct compiler *compiler, const struct sortable *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (strcmp(order[i - 1].text, order[i].text) != 0) {
            continue;
        }
        const struct builder_concept_row *first = compile_row(compiler, order[i - 1].index);
        const struct builder_concept_row *second = compile_row(compiler, order[i].index);
        if (first->scheme != second->scheme) {
            continue;
        }
        if (second->place.line < first->place.line) {
            const struct builder_concept_row *swapped = first;
            first = second;
            second = swapped;
        }
        match_status status = builder_complain(compiler->builder, MATCH_SEVERITY_WARNING,
                                               second->place, "DUPLICATE_CODE", compiler->err,
                                               "code '%.120s' is given twice, first in line %u",
                                               order[i].text, first->place.line);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
compile_indexes(struct compiler *compiler)
{
    const struct intern *texts = &compiler->builder->texts;
    uint32_t count = compiler->count;
    struct sortable *order = new_sortable(compiler, count);
    match_concept *uris = arena_zeroed(&compiler->arena, count, sizeof *uris);
    match_concept *codes = arena_zeroed(&compiler->arena, count, sizeof *codes);
    size_t code_count = 0;
    if (!order || !uris || !codes) {
        return fail_memory(compiler->err);
    }
    for (uint32_t i = 0; i < count; i++) {
        order[i] = (struct sortable){.text = intern_text(texts, compile_row(compiler, i + 1)->uri),
                                     .index = i + 1};
    }
    qsort(order, count, sizeof *order, compare_sortable);
    for (uint32_t i = 0; i < count; i++) {
        uris[i] = order[i].index;
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *code = intern_text(texts, compile_row(compiler, i + 1)->code);
        if (code[0] != '\0') {
            order[code_count++] = (struct sortable){.text = code, .index = i + 1};
        }
    }
    qsort(order, code_count, sizeof *order, compare_sortable);
    for (size_t i = 0; i < code_count; i++) {
        codes[i] = order[i].index;
    }
    compiler->image.uri_index = uris;
    compiler->image.uri_index_count = count;
    compiler->image.code_index = codes;
    compiler->image.code_index_count = code_count;
    return check_repeated_codes(compiler, order, code_count);
}

/* --- What scoring uses ----------------------------------------------------------------------- */

static match_status
compile_scoring(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    uint8_t *weights = arena_zeroed(&compiler->arena, compiler->count, 1);
    if (!weights) {
        return fail_memory(compiler->err);
    }
    information_compute(image, weights);
    image->weights = weights;
    image->weights_count = compiler->count;
    match_status status = neighbours_compute(image, &compiler->neighbours, compiler->err);
    image->neighbour_starts = compiler->neighbours.starts;
    image->neighbour_starts_count = (size_t)compiler->count + 1;
    image->neighbours = compiler->neighbours.items;
    image->neighbours_count = compiler->neighbours.count;
    return status;
}

/* What the names of occupations have in common. */
static match_status
compile_titles(struct compiler *compiler)
{
    struct image *image = &compiler->image;
    const struct related_labels labels = {
        .kinds = 1u << MATCH_CONCEPT_OCCUPATION | 1u << MATCH_CONCEPT_OCCUPATION_GROUP,
        .alternatives = true};
    match_status status = related_words_make(image, &labels, &compiler->titles, compiler->err);

    image->title_starts = compiler->titles.word_starts;
    image->title_starts_count = (size_t)compiler->count + 1;
    image->titles = compiler->titles.words;
    image->titles_count = compiler->titles.word_count;
    return status;
}

/* --- The whole ------------------------------------------------------------------------------- */

/* A taxonomy without schemes has one, named like itself. */
static match_status
give_scheme(struct builder *builder, match_error *err)
{
    const struct builder_property_row *rows = builder->properties.items;
    const char *name = "default";
    uint32_t number;
    if (builder->schemes.count > 0) {
        return MATCH_OK;
    }
    for (size_t i = 0; i < builder->properties.count; i++) {
        if (strcmp(intern_text(&builder->texts, rows[i].key), "name") == 0 && rows[i].value != 0) {
            name = intern_text(&builder->texts, rows[i].value);
        }
    }
    return builder_add_scheme(builder, &(match_scheme){.id = name}, (struct builder_place){0},
                              &number, err);
}

/* Says once what was repaired many times. */
static match_status
report_counts(struct builder *builder, match_error *err)
{
    const struct {
        const struct builder_count *count;
        match_severity severity;
        const char *code, *what;
    } rows[] = {
        {&builder->cleaned, MATCH_SEVERITY_WARNING, "LABEL_CLEANED",
         "labels had tabs, line ends, no-break or repeated spaces, which are now single spaces"},
        {&builder->cleaned_names, MATCH_SEVERITY_WARNING, "NAME_CLEANED",
         "codes, URIs or other names had control characters or line ends, which were taken out"},
        {&builder->repeated_labels, MATCH_SEVERITY_NOTE, "LABEL_REPEATED",
         "labels repeat another one of their concept and are kept once"},
        {&builder->joined_texts, MATCH_SEVERITY_NOTE, "TEXT_JOINED",
         "texts follow another one of their concept, kind and language and stand below it in "
         "one text"},
        {&builder->repeated_relations, MATCH_SEVERITY_WARNING, "RELATION_REPEATED",
         "relations repeat another one and are kept once, as essential where either is"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct builder_place first = rows[i].count->first;
        if (rows[i].count->count == 0) {
            continue;
        }
        match_status status = report_add(
            builder->report, rows[i].severity,
            (struct place){.source = builder_source_name(builder, first), .line = first.line},
            rows[i].code, err, "%" PRIu64 " %s", rows[i].count->count, rows[i].what);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
begin(struct compiler *compiler)
{
    struct builder *builder = compiler->builder;
    if (compiler->count == 0) {
        return fail(compiler->err, MATCH_ERR_INVALID,
                    "the taxonomy has no concept, expected at least one");
    }
    match_status status = give_scheme(builder, compiler->err);
    if (status != MATCH_OK) {
        return status;
    }
    size_t texts = (size_t)builder->texts.count + 1;
    buffer_add(&compiler->strings, "", 1);
    buffer_add(&compiler->notes, "", 1);
    compiler->offsets = arena_zeroed(&compiler->arena, texts, sizeof(uint32_t));
    compiler->note_offsets = arena_zeroed(&compiler->arena, texts, sizeof(uint32_t));
    return compiler->offsets && compiler->note_offsets ? MATCH_OK : fail_memory(compiler->err);
}

static match_status
finish_strings(struct compiler *compiler)
{
    if (compiler->strings_full) {
        return fail(compiler->err, MATCH_ERR_LIMIT, "the taxonomy has more than 4 GiB of texts");
    }
    if (compiler->strings.failed || compiler->notes.failed) {
        return fail_memory(compiler->err);
    }
    compiler->image.strings = compiler->strings.bytes;
    compiler->image.strings_count = compiler->strings.size;
    compiler->image.notes = compiler->notes.bytes;
    compiler->image.notes_count = compiler->notes.size;
    return MATCH_OK;
}

static match_status
compile(struct compiler *compiler)
{
    static match_status (*const steps[])(struct compiler * compiler) = {
        begin,          compile_properties, compile_schemes,     number_concepts, compile_concepts,
        compile_labels, compile_notes,      compile_mappings,    compile_indexes, compile_links,
        finish_strings, compile_scoring,    compile_titles,      compile_label_index,
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        match_status status = steps[i](compiler);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return report_counts(compiler->builder, compiler->err);
}

match_taxonomy *
builder_finish(struct builder *builder, match_error *err)
{
    struct compiler compiler = {
        .builder = builder, .err = err, .count = (uint32_t)builder->concepts.count};
    match_taxonomy *taxonomy = NULL;
    struct file_bytes file;
    match_status status = compile(&compiler);
    if (status == MATCH_OK) {
        status = image_compose(&compiler.image, &file, err);
    }
    neighbours_clear(&compiler.neighbours);
    related_words_clear(&compiler.titles);
    buffer_clear(&compiler.strings);
    buffer_clear(&compiler.notes);
    arena_clear(&compiler.arena);
    if (status == MATCH_OK) {
        taxonomy = image_open(&file, NULL, builder->report, err);
    }
    return taxonomy;
}
