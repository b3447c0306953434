/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/intake.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "records/bind.h"
#include "text/encoding.h"

#include <inttypes.h>
#include <string.h>

const struct document_node **
intake_slot(const struct intake *intake, struct record_values *values, const char *name,
            size_t length)
{
    const struct record_set *set = intake->set;
    size_t index = field_find(set->fields->fields, set->fields->count, name, length);

    if (index != SIZE_MAX) {
        return &values->main[index];
    }
    if (set->reporting) {
        index = field_find(set->reporting->fields, set->reporting->count, name, length);
    }
    return index == SIZE_MAX ? NULL : &values->reporting[index];
}

match_status
intake_unknown(struct intake *intake, const char *name, size_t length)
{
    return bind_unknown(&intake->reader, intake->set->fields->fields, intake->set->fields->count,
                        NULL, name, length);
}

static match_status
add_record(struct intake *intake)
{
    struct reader *reader = &intake->reader;
    const char *const *id = field_value(intake->record, intake->set->id_at);
    struct origin origin = {.source = reader->source, .line = reader->line, .row = reader->row};
    const struct origin *first;
    match_status status = store_add(intake->store, &intake->addition, *id, intake->record,
                                    intake->side, origin, &first, reader->err);

    if (status != MATCH_OK || !first) {
        return status;
    }
    reader_enter(reader, "id");
    return reader_reject(reader, "DUPLICATE_ID",
                         "the id is the same as in row %" PRIu32 " (line %" PRIu32 ")%s%s",
                         first->row, first->line, first->source == reader->source ? "" : " of ",
                         first->source == reader->source ? "" : first->source);
}

match_status
intake_record(struct intake *intake, const struct record_values *values, match_record_kind hint,
              uint32_t line, uint32_t row)
{
    struct reader *reader = &intake->reader;
    const struct record_set *set = intake->set;
    match_status status;

    reader->line = line;
    reader->row = row;
    reader->rejected = false;
    reader_enter(reader, "");
    intake->seen++;
    memcpy(intake->record, set->blank, intake->store->record_size);
    if (set->reporting) {
        memcpy(intake->side, set->side_blank, intake->store->side_size);
    }
    status = set->decide_kind(reader, values->main, hint, intake->record);
    if (status != MATCH_OK || reader->rejected) {
        return status;
    }
    status = bind_record(reader, set->fields, values->main, intake->record);
    if (status == MATCH_OK && set->reporting) {
        reader->confidential = true;
        status = bind_record(reader, set->reporting, values->reporting, intake->side);
        reader->confidential = false;
    }
    if (status == MATCH_OK) {
        status = set->finish(reader, intake->record);
    }
    if (status == MATCH_OK && !reader->rejected) {
        status = add_record(intake);
    }
    return status;
}

/* The mapping `reporting`: the confidential fields of a profile in JSON and YAML. */
static match_status
take_reporting(struct intake *intake, const struct document_node *mapping,
               struct record_values *values)
{
    const struct field_table *table = intake->set->reporting;

    reader_enter(&intake->reader, "reporting");
    if (mapping->kind != DOCUMENT_MAPPING) {
        return reader_tell(&intake->reader, MATCH_SEVERITY_WARNING, "WRONG_SHAPE",
                           "reporting is no mapping and is left out");
    }
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct document_node *key = mapping->keys[i];
        size_t index = field_find(table->fields, table->count, key->text, key->length);
        match_status status = MATCH_OK;
        if (index != SIZE_MAX) {
            values->reporting[index] = mapping->items[i];
        } else {
            status = bind_unknown(&intake->reader, table->fields, table->count, "reporting",
                                  key->text, key->length);
        }
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

match_status
intake_mapping(struct intake *intake, const struct document_node *mapping, match_record_kind hint,
               uint32_t line, uint32_t row)
{
    struct reader *reader = &intake->reader;
    struct record_values values = {.main = {NULL}};
    match_status status = MATCH_OK;

    reader->line = line;
    reader->row = row;
    reader_enter(reader, "");
    if (mapping->kind != DOCUMENT_MAPPING) {
        intake->seen++;
        return reader_reject(reader, "WRONG_SHAPE", "the record is no mapping of names to values");
    }
    for (uint32_t i = 0; i < mapping->count && status == MATCH_OK; i++) {
        const struct document_node *key = mapping->keys[i];
        const struct document_node **slot = intake_slot(intake, &values, key->text, key->length);
        reader_enter(reader, "");
        if (slot) {
            *slot = mapping->items[i];
        } else if (intake->set->reporting && strcmp(key->text, "reporting") == 0) {
            status = take_reporting(intake, mapping->items[i], &values);
        } else {
            status = intake_unknown(intake, key->text, key->length);
        }
    }
    return status == MATCH_OK ? intake_record(intake, &values, hint, line, row) : status;
}

/* ---- formats ---- */

static const struct ending {
    const char *text;
    match_format format;
} endings[] = {
    {".csv", MATCH_FORMAT_CSV},     {".tsv", MATCH_FORMAT_CSV},    {".txt", MATCH_FORMAT_CSV},
    {".jsonl", MATCH_FORMAT_JSONL}, {".json", MATCH_FORMAT_JSONL}, {".ndjson", MATCH_FORMAT_JSONL},
    {".yaml", MATCH_FORMAT_YAML},   {".yml", MATCH_FORMAT_YAML},
};

static bool
ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text);
    size_t size = strlen(ending);

    if (length < size) {
        return false;
    }
    text += length - size;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + ('a' - 'A'));
        }
        if (c != ending[i]) {
            return false;
        }
    }
    return true;
}

/* The format of the first line that is not blank or a comment. */
static match_format
format_of_content(const char *bytes, size_t size)
{
    size_t at = encoding_mark(bytes, size);

    while (at < size) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        size_t end = newline ? (size_t)(newline - bytes) : size;
        size_t length = end - at;
        const char *line = reader_trim(bytes + at, &length);

        if (length == 0 || line[0] == '#') {
            at = end + 1;
            continue;
        }
        if (line[0] == '{') {
            return MATCH_FORMAT_JSONL;
        }
        if (line[0] == '-' || line[length - 1] == ':' ||
            (length > 7 && memcmp(line, "format:", 7) == 0)) {
            return MATCH_FORMAT_YAML;
        }
        return MATCH_FORMAT_CSV;
    }
    return MATCH_FORMAT_CSV;
}

static match_format
find_format(const struct match_read_options *options, const char *source, const char *bytes,
            size_t size)
{
    if (options->format != MATCH_FORMAT_AUTO) {
        return options->format;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (ends_with(source, endings[i].text)) {
            return endings[i].format;
        }
    }
    return format_of_content(bytes, size);
}

/* What is wrong with the bytes as a whole. */
static match_status
check_encoding(const char *bytes, size_t size, const char *source, match_error *err)
{
    match_status status = encoding_check(bytes, size, source, NULL, err);

    if (status == MATCH_OK && text_looks_double_encoded(bytes, size)) {
        return fail_at(err, MATCH_ERR_SYNTAX, source, 0, 0,
                       "Lao or Thai text was encoded twice: save it again as \"CSV UTF-8\" from "
                       "where it was right");
    }
    return status;
}

static match_status
read_format(struct intake *intake, match_format format, const char *bytes, size_t size)
{
    switch (format) {
    case MATCH_FORMAT_JSONL: return intake_jsonl(intake, bytes, size);
    case MATCH_FORMAT_YAML: return intake_yaml(intake, bytes, size);
    case MATCH_FORMAT_AUTO:
    case MATCH_FORMAT_CSV: break;
    }
    return intake_csv(intake, bytes, size);
}

static match_status
tell_total(struct intake *intake)
{
    intake->reader.line = 0;
    intake->reader.row = 0;
    reader_enter(&intake->reader, "");
    return reader_tell(&intake->reader, MATCH_SEVERITY_NOTE, "RECORDS_READ",
                       "records: kept %zu, left out %" PRIu64, intake->addition.count,
                       intake->seen - intake->addition.count);
}

/* A name that lives as long as the records, for messages about them. */
static match_status
keep_source(struct intake *intake, const char *source)
{
    intake->reader.source = arena_text(intake->reader.arena, source, strlen(source));
    return intake->reader.source ? MATCH_OK : fail_memory(intake->reader.err);
}

static match_status
run(const struct intake_request *request, struct store *store, const match_places *places,
    const char *bytes, size_t size, const char *source, match_error *err)
{
    struct intake intake = {
        .set = request->set, .store = store, .separator = request->options->separator};
    match_format format = find_format(request->options, source, bytes, size);
    match_status status = store_begin(&intake.addition, err);

    if (status != MATCH_OK) {
        return status;
    }
    intake.reader = (struct reader){
        .arena = &intake.addition.batch->arena,
        .taxonomy = request->taxonomy,
        .places = places,
        .strict = request->options->strict,
        .report = request->report,
        .err = err,
        .suggestions_left = READER_SUGGESTIONS,
        .naming = {.resolver = match_resolver_ref(request->options->resolver)},
        .language = request->options->language,
        .fill = !request->options->plain,
    };
    intake.record = alloc_zeroed(1, store->record_size);
    intake.side = alloc_zeroed(1, store->side_size + 1);
    status = intake.record && intake.side ? keep_source(&intake, source) : fail_memory(err);
    if (status == MATCH_OK) {
        status = read_format(&intake, format, bytes, size);
    }
    if (status == MATCH_OK) {
        status = tell_total(&intake);
    }
    if (status == MATCH_OK) {
        status = store_take(store, &intake.addition, err);
    } else {
        store_drop(&intake.addition);
    }
    alloc_free(intake.record);
    alloc_free(intake.side);
    intern_clear(&intake.reader.unknown_fields);
    naming_clear(&intake.reader.naming);
    match_extractor_unref(intake.reader.extractor);
    return status;
}

/* Concepts of another taxonomy would be others here. */
static match_status
check_resolver(const struct intake_request *request, const char *source, match_error *err)
{
    const match_resolver *resolver = request->options->resolver;
    char found[MATCH_HASH_TEXT_SIZE];
    char expected[MATCH_HASH_TEXT_SIZE];

    if (!resolver || !request->taxonomy ||
        match_resolver_taxonomy(resolver) == request->taxonomy) {
        return MATCH_OK;
    }
    match_taxonomy_hash(match_resolver_taxonomy(resolver), found);
    match_taxonomy_hash(request->taxonomy, expected);
    return strcmp(found, expected) == 0
               ? MATCH_OK
               : fail_at(err, MATCH_ERR_INVALID, source, 0, 0,
                         "the taxonomy of the resolver is %s, expected %s, that of the records",
                         found, expected);
}

/* The places to go by: a new reference, NULL on failure. */
static match_places *
choose_places(const struct match_read_options *options, const match_places *known,
              const char *source, match_error *err)
{
    if (options->places && known && options->places != known) {
        fail_at(err, MATCH_ERR_INVALID, source, 0, 0,
                "the places are not those of the files before, expected the same for all");
        return NULL;
    }
    if (options->places || known) {
        return match_places_ref(options->places ? options->places : known);
    }
    return match_places_lao(err);
}

match_status
intake_into(const struct intake_request *request, struct store *store, match_places **places,
            const char *bytes, size_t size, const char *source, match_error *err)
{
    struct intake_request complete = *request;
    match_error reason = {.status = MATCH_ERR_NOMEM};
    match_places *chosen;
    match_status status;

    if (!complete.options) {
        complete.options = &default_read_options;
    }
    if (!source) {
        source = "<memory>";
    }
    if (size == MATCH_NUL) {
        size = strlen(bytes);
    }
    status = check_encoding(bytes, size, source, err);
    if (status == MATCH_OK) {
        status = check_resolver(&complete, source, err);
    }
    if (status != MATCH_OK) {
        return status;
    }
    chosen = choose_places(complete.options, *places, source, &reason);
    if (!chosen) {
        if (err) {
            *err = reason;
        }
        return reason.status;
    }
    status = run(&complete, store, chosen, bytes, size, source, err);
    if (status == MATCH_OK && !*places) {
        *places = chosen;
        return MATCH_OK;
    }
    match_places_unref(chosen);
    return status;
}
