/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/finding.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/table.h"

match_aliases *
match_aliases_new(match_error *err)
{
    match_aliases *aliases = alloc_zeroed(1, sizeof *aliases);
    if (!aliases) {
        (void)fail_memory(err);
    }
    return aliases;
}

void
match_aliases_free(match_aliases *aliases)
{
    if (!aliases) {
        return;
    }
    arena_clear(&aliases->arena);
    intern_clear(&aliases->pairs);
    alloc_free(aliases->items);
    alloc_free(aliases);
}

static match_status
check_text(const char *name, const char *text, size_t longest, match_error *err)
{
    size_t length = strlen(text);
    if (length == 0) {
        return fail(err, MATCH_ERR_INVALID, "the %s of an alias is empty", name);
    }
    if (length > longest) {
        return fail(err, MATCH_ERR_LIMIT, "the %s of an alias has %zu bytes, expected at most %zu",
                    name, length, longest);
    }
    return utf8_check(text, length) == length
               ? MATCH_OK
               : fail(err, MATCH_ERR_INVALID, "the %s of an alias is not UTF-8", name);
}

/* The number of a pair of concept and text, a new one where it is new; 0 on want of memory. */
static uint32_t
number_of_pair(match_aliases *aliases, const char *text, const char *concept_id)
{
    struct buffer pair = {0};
    buffer_add(&pair, concept_id, strlen(concept_id) + 1);
    buffer_add_text(&pair, text);
    uint32_t number = pair.failed ? 0 : intern_add(&aliases->pairs, pair.bytes, pair.size);
    buffer_clear(&pair);
    return number;
}

match_status
match_aliases_add(match_aliases *aliases, const char *text, const char *concept_id,
                  const char *language, match_error *err)
{
    match_status status = check_text("text", text, LIMIT_TEXT_BYTES, err);
    if (status == MATCH_OK) {
        status = check_text("concept", concept_id, LIMIT_ID_BYTES, err);
    }
    if (status == MATCH_OK && language && language[0]) {
        status = check_text("language", language, 35, err);
    }
    if (status != MATCH_OK) {
        return status;
    }
    struct alias *items =
        alloc_grow(aliases->items, &aliases->capacity, aliases->count + 1, sizeof *items);
    if (!items) {
        return fail_memory(err);
    }
    aliases->items = items;
    struct alias alias = {.text = arena_text(&aliases->arena, text, strlen(text)),
                          .concept = arena_text(&aliases->arena, concept_id, strlen(concept_id)),
                          .language = arena_text(&aliases->arena, language ? language : "",
                                                 language ? strlen(language) : 0)};
    uint32_t number = alias.text && alias.concept && alias.language
                          ? number_of_pair(aliases, text, concept_id)
                          : 0;
    if (number == 0) {
        return fail_memory(err);
    }
    if (number > aliases->count) {
        items[aliases->count++] = alias;
    }
    return MATCH_OK;
}

size_t
match_aliases_count(const match_aliases *aliases)
{
    return aliases->count;
}

bool
match_aliases_at(const match_aliases *aliases, size_t index, const char **text,
                 const char **concept_id, const char **language)
{
    if (index >= aliases->count) {
        return false;
    }
    *text = aliases->items[index].text;
    *concept_id = aliases->items[index].concept;
    *language = aliases->items[index].language;
    return true;
}

/* --- Files ------------------------------------------------------------------------------------ */

enum { COLUMN_TEXT, COLUMN_CONCEPT, COLUMN_LANGUAGE, COLUMN_COUNT };

static const char *const columns[COLUMN_COUNT] = {"text", "concept", "language"};

struct alias_reader {
    match_aliases *aliases;
    const char *source;
    size_t places[COLUMN_COUNT]; /* SIZE_MAX: missing */
    const char *missing;
};

static bool
read_header(const struct table_row *row, void *data)
{
    struct alias_reader *reader = data;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        reader->places[i] = SIZE_MAX;
        for (size_t j = row->count; j-- > 0;) {
            if (strcmp(row->cells[j], columns[i]) == 0) {
                reader->places[i] = j;
            }
        }
        if (reader->places[i] == SIZE_MAX && i != COLUMN_LANGUAGE && !reader->missing) {
            reader->missing = columns[i];
        }
    }
    return !reader->missing;
}

static const char *
cell(const struct alias_reader *reader, const struct table_row *row, size_t column)
{
    return reader->places[column] < row->count ? row->cells[reader->places[column]] : "";
}

static match_status
read_row(const struct table_row *row, void *data, match_error *err)
{
    struct alias_reader *reader = data;
    match_error inner = {.status = MATCH_OK};
    match_status status = match_aliases_add(
        reader->aliases, cell(reader, row, COLUMN_TEXT), cell(reader, row, COLUMN_CONCEPT),
        cell(reader, row, COLUMN_LANGUAGE), &inner);
    return status == MATCH_OK
               ? MATCH_OK
               : fail_at(err, status, reader->source, row->line, 0, "%s", inner.message);
}

match_aliases *
match_aliases_load(const char *path, match_error *err)
{
    struct file_bytes file;
    struct alias_reader reader = {.aliases = match_aliases_new(err), .source = path};
    if (!reader.aliases) {
        return NULL;
    }
    match_status status = file_read(path, &file, err);
    if (status == MATCH_OK) {
        status = table_read(file.bytes, file.size, path, NULL, read_header, read_row, &reader, NULL,
                            err);
        file_bytes_clear(&file);
    }
    if (status != MATCH_OK) {
        if (reader.missing) {
            (void)fail_at(err, MATCH_ERR_FORMAT, path, 1, 0,
                          "the aliases have no column '%s', expected text and concept",
                          reader.missing);
        }
        match_aliases_free(reader.aliases);
        return NULL;
    }
    return reader.aliases;
}

static void
add_cell(struct buffer *out, const char *text, char end)
{
    buffer_add_char(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"') {
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, *at);
    }
    buffer_add_char(out, '"');
    buffer_add_char(out, end);
}

match_status
match_aliases_save(const match_aliases *aliases, const char *path, match_error *err)
{
    struct buffer out = {0};
    buffer_add_text(&out, "text,concept,language\n");
    for (size_t i = 0; i < aliases->count; i++) {
        add_cell(&out, aliases->items[i].text, ',');
        add_cell(&out, aliases->items[i].concept, ',');
        add_cell(&out, aliases->items[i].language, '\n');
    }
    match_status status =
        out.failed ? fail_memory(err) : file_write(path, out.bytes, out.size, err);
    buffer_clear(&out);
    return status;
}

/* --- Learning --------------------------------------------------------------------------------- */

static int
compare_learned(const void *a, const void *b)
{
    const struct learned *left = a;
    const struct learned *right = b;
    if (left->hash != right->hash) {
        return left->hash < right->hash ? -1 : 1;
    }
    return left->order < right->order ? -1 : left->order > right->order;
}

static match_status
learn_one(match_resolver *resolver, const struct alias *alias, uint32_t order,
          match_report *report, match_error *err)
{
    struct buffer folded = {0};
    struct learned *learned = &resolver->learned[resolver->learned_count];
    match_concept concept = match_taxonomy_find(resolver->taxonomy, alias->concept, MATCH_NUL);
    if (concept == 0) {
        return report_add(report, MATCH_SEVERITY_WARNING, (struct place){.row = order + 1},
                          "UNKNOWN_CONCEPT", err,
                          "an alias means '%s', which is not in the taxonomy", alias->concept);
    }
    match_status status = fold_text(alias->text, strlen(alias->text), &folded, err);
    if (status == MATCH_OK) {
        *learned = (struct learned){
            .hash = fold_hash(folded.bytes, folded.size),
            .text = arena_text(&resolver->arena, alias->text, strlen(alias->text)),
            .language = arena_text(&resolver->arena, alias->language, strlen(alias->language)),
            .concept = concept,
            .order = order};
        status = learned->text && learned->language ? MATCH_OK : fail_memory(err);
        resolver->learned_count += status == MATCH_OK;
    }
    buffer_clear(&folded);
    return status;
}

match_status
resolver_learn(match_resolver *resolver, const match_aliases *aliases, match_report *report,
               match_error *err)
{
    match_status status = MATCH_OK;
    resolver->learned = alloc_zeroed(aliases->count, sizeof *resolver->learned);
    if (!resolver->learned) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < aliases->count && status == MATCH_OK; i++) {
        status = learn_one(resolver, &aliases->items[i], (uint32_t)i, report, err);
    }
    if (resolver->learned_count > 1) {
        qsort(resolver->learned, resolver->learned_count, sizeof *resolver->learned,
              compare_learned);
    }
    return status;
}
