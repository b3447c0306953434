/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/builder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "base/limits.h"
#include "taxonomy/clean.h"

/* --- Rows, texts, places --------------------------------------------------------------------- */

/* A new zeroed row at the end, NULL on want of memory. */
static void *
add_row(struct builder_rows *rows, size_t size)
{
    char *items = alloc_grow(rows->items, &rows->capacity, rows->count + 1, size);
    if (!items) {
        return NULL;
    }
    rows->items = items;
    return memset(items + rows->count++ * size, 0, size);
}

/* The number of a text; "" and NULL are 0. false on want of memory. */
static bool
number_text(struct builder *builder, const char *text, size_t length, uint32_t *number)
{
    *number = 0;
    if (length == 0) {
        return true;
    }
    *number = intern_add(&builder->texts, text, length);
    return *number != 0;
}

static bool
number_name(struct builder *builder, const char *name, uint32_t *number)
{
    return number_text(builder, name, name ? strlen(name) : 0, number);
}

/*
 * The number of a code, URI or other name, which goes to terminals and into lines of files: one
 * with control characters is a defect. Line ends around it are taken off.
 */
static match_status
take_name(struct builder *builder, const char *name, struct builder_place place, uint32_t *number,
          match_error *err)
{
    static const char line_ends[] = "\r\n";
    size_t length = name ? strlen(name) : 0;
    if (clean_check(name, length, false) == length) {
        return number_text(builder, name, length, number) ? MATCH_OK : fail_memory(err);
    }
    struct buffer *clean = &builder->scratch;
    size_t start = strspn(name, line_ends);
    size_t end = length;
    while (end > start && strchr(line_ends, name[end - 1])) {
        end--;
    }
    (void)clean_label(name + start, end - start, clean);
    if (clean_check(name + start, end - start, false) != end - start) {
        if (builder->mode == BUILDER_STRICT) {
            return fail_at(err, MATCH_ERR_INVALID, builder_source_name(builder, place), place.line,
                           0, "'%.120s' has control characters, expected a name of one line", name);
        }
        builder_note(&builder->cleaned_names, place);
    }
    bool good = !clean->failed && number_text(builder, clean->bytes, clean->size, number);
    clean->failed = false;
    return good ? MATCH_OK : fail_memory(err);
}

/* Several names at once. */
struct name_slot {
    const char *name;
    uint32_t *number;
};

static match_status
take_names(struct builder *builder, const struct name_slot *slots, size_t count,
           struct builder_place place, match_error *err)
{
    match_status status = MATCH_OK;
    for (size_t i = 0; i < count && status == MATCH_OK; i++) {
        status = take_name(builder, slots[i].name, place, slots[i].number, err);
    }
    return status;
}

const char *
builder_source_name(const struct builder *builder, struct builder_place place)
{
    return place.source != 0 ? intern_text(&builder->texts, place.source) : NULL;
}

void
builder_note(struct builder_count *count, struct builder_place place)
{
    if (count->count++ == 0) {
        count->first = place;
    }
}

/* Fails wherever the mode is: what is too large is not taken in. */
static match_status
fail_limit(const struct builder *builder, struct builder_place place, match_error *err,
           const char *what, size_t size, size_t most)
{
    return fail_at(err, MATCH_ERR_LIMIT, builder_source_name(builder, place), place.line, 0,
                   "%s has %zu bytes, expected at most %zu", what, size, most);
}

match_status
builder_complain(struct builder *builder, match_severity severity, struct builder_place place,
                 const char *code, match_error *err, const char *format, ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    const char *source = builder_source_name(builder, place);
    va_list arguments;
    va_start(arguments, format);
    fail_format(message, sizeof message, format, arguments);
    va_end(arguments);
    if (builder->mode == BUILDER_STRICT) {
        return fail_at(err, MATCH_ERR_INVALID, source, place.line, 0, "%s", message);
    }
    return report_add(builder->report, severity,
                      (struct place){.source = source, .line = place.line}, code, err, "%s",
                      message);
}

void
builder_init(struct builder *builder, enum builder_mode mode, match_report *report)
{
    *builder = (struct builder){.mode = mode, .report = report};
}

void
builder_clear(struct builder *builder)
{
    struct builder_rows *all[] = {&builder->properties, &builder->schemes, &builder->concepts,
                                  &builder->labels,     &builder->notes,   &builder->broader,
                                  &builder->skills,     &builder->bases,   &builder->mappings,
                                  &builder->memberships};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        alloc_free(all[i]->items);
        *all[i] = (struct builder_rows){0};
    }
    intern_clear(&builder->texts);
    alloc_free(builder->by_uri);
    alloc_free(builder->by_code);
    builder->by_uri = NULL;
    builder->by_code = NULL;
    buffer_clear(&builder->scratch);
}

uint32_t
builder_source(struct builder *builder, const char *name)
{
    uint32_t number;
    return number_name(builder, name, &number) ? number : 0;
}

/* --- The whole ------------------------------------------------------------------------------- */

match_status
builder_set_property(struct builder *builder, const char *key, const char *value,
                     struct builder_place place, match_error *err)
{
    struct builder_property_row row = {0};
    if (strlen(value) > LIMIT_TEXT_BYTES) {
        return fail_limit(builder, place, err, "a property", strlen(value), LIMIT_TEXT_BYTES);
    }
    const struct name_slot slots[] = {{key, &row.key}, {value, &row.value}};
    match_status status = take_names(builder, slots, 2, place, err);
    if (status != MATCH_OK) {
        return status;
    }
    struct builder_property_row *rows = builder->properties.items;
    for (size_t i = 0; i < builder->properties.count; i++) {
        if (rows[i].key == row.key) {
            rows[i].value = row.value;
            return MATCH_OK;
        }
    }
    struct builder_property_row *added = add_row(&builder->properties, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    return MATCH_OK;
}

static uint32_t
first_known(uint32_t known, uint32_t other)
{
    return known != 0 ? known : other;
}

match_status
builder_add_scheme(struct builder *builder, const match_scheme *scheme, struct builder_place place,
                   uint32_t *number, match_error *err)
{
    struct builder_scheme_row row = {0};
    const struct name_slot slots[] = {{scheme->id, &row.id},
                                      {scheme->uri, &row.uri},
                                      {scheme->title, &row.title},
                                      {scheme->version, &row.version}};
    match_status status = take_names(builder, slots, sizeof slots / sizeof slots[0], place, err);
    if (status != MATCH_OK) {
        return status;
    }
    if (row.id == 0) {
        return fail_at(err, MATCH_ERR_INVALID, builder_source_name(builder, place), place.line, 0,
                       "a scheme has no id");
    }
    struct builder_scheme_row *rows = builder->schemes.items;
    for (size_t i = 0; i < builder->schemes.count; i++) {
        if (rows[i].id != row.id) {
            continue;
        }
        if (builder->mode == BUILDER_STRICT) {
            return fail_at(err, MATCH_ERR_INVALID, builder_source_name(builder, place), place.line,
                           0, "scheme '%.80s' is defined twice", scheme->id);
        }
        rows[i].uri = first_known(rows[i].uri, row.uri);
        rows[i].title = first_known(rows[i].title, row.title);
        rows[i].version = first_known(rows[i].version, row.version);
        *number = (uint32_t)i;
        return MATCH_OK;
    }
    struct builder_scheme_row *added = add_row(&builder->schemes, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    *number = (uint32_t)(builder->schemes.count - 1);
    return MATCH_OK;
}

/* --- Concepts -------------------------------------------------------------------------------- */

/* Makes room to look a text up by its number. */
static bool
make_room(struct builder *builder, uint32_t number)
{
    size_t wanted = (size_t)number + 1;
    uint32_t *uris = alloc_grow(builder->by_uri, &builder->by_uri_capacity, wanted, sizeof *uris);
    if (!uris) {
        return false;
    }
    builder->by_uri = uris;
    uint32_t *codes =
        alloc_grow(builder->by_code, &builder->by_code_capacity, wanted, sizeof *codes);
    if (!codes) {
        return false;
    }
    builder->by_code = codes;
    return true;
}

static void
remember_code(struct builder *builder, uint32_t code, uint32_t concept)
{
    if (code != 0) {
        uint32_t *slot = &builder->by_code[code];
        *slot = *slot == 0 ? concept + 1 : BUILDER_AMBIGUOUS;
    }
}

/* A spreadsheet's number in place of a code is never right; ISCO codes have up to 4 digits. */
static match_status
check_codes(struct builder *builder, const struct builder_concept *concept,
            struct builder_place place, bool *good, match_error *err)
{
    const char *texts[] = {concept->uri, concept->code, concept->isco};
    const char *isco = concept->isco ? concept->isco : "";
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i] && clean_is_scientific(texts[i])) {
            return builder_complain(builder, MATCH_SEVERITY_ERROR, place, "BAD_CODE", err,
                                    "code '%.80s' is a number in scientific notation, expected "
                                    "the code as it was before a spreadsheet changed it",
                                    texts[i]);
        }
    }
    if (strlen(isco) > 4 || strspn(isco, "0123456789") != strlen(isco)) {
        return builder_complain(builder, MATCH_SEVERITY_ERROR, place, "BAD_CODE", err,
                                "ISCO code '%.80s' is unknown, expected 1 to 4 digits", isco);
    }
    *good = true;
    return MATCH_OK;
}

/* Checks what can be seen at the concept alone. */
static match_status
check_concept(struct builder *builder, const struct builder_concept *concept,
              struct builder_place place, bool *good, match_error *err)
{
    const char *source = builder_source_name(builder, place);
    const char *texts[] = {concept->uri, concept->code, concept->isco};
    *good = false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i] && strlen(texts[i]) > LIMIT_ID_BYTES) {
            return fail_limit(builder, place, err, "a code or URI", strlen(texts[i]),
                              LIMIT_ID_BYTES);
        }
    }
    if (builder->concepts.count >= LIMIT_CONCEPTS) {
        return fail_at(err, MATCH_ERR_LIMIT, source, place.line, 0,
                       "the taxonomy has more than %u concepts", LIMIT_CONCEPTS);
    }
    return check_codes(builder, concept, place, good, err);
}

match_status
builder_add_concept(struct builder *builder, const struct builder_concept *concept,
                    struct builder_place place, uint32_t *index, match_error *err)
{
    bool good;
    *index = BUILDER_NONE;
    match_status status = check_concept(builder, concept, place, &good, err);
    if (status != MATCH_OK || !good) {
        return status;
    }
    struct builder_concept_row row = {.scheme = concept->scheme,
                                      .kind = (uint8_t) concept->kind,
                                      .skill_type = (uint8_t) concept->skill_type,
                                      .reuse_level = (uint8_t) concept->reuse_level,
                                      .place = place};
    const struct name_slot slots[] = {
        {concept->uri, &row.uri}, {concept->code, &row.code}, {concept->isco, &row.isco}};
    status = take_names(builder, slots, sizeof slots / sizeof slots[0], place, err);
    if (status != MATCH_OK) {
        return status;
    }
    row.uri = row.uri != 0 ? row.uri : row.code;
    if (row.uri == 0) {
        return builder_complain(builder, MATCH_SEVERITY_ERROR, place, "MISSING_ID", err,
                                "a concept has neither code nor URI");
    }
    if (!make_room(builder, builder->texts.count)) {
        return fail_memory(err);
    }
    if (builder->by_uri[row.uri] != 0) {
        const struct builder_concept_row *rows = builder->concepts.items;
        return builder_complain(builder, MATCH_SEVERITY_ERROR, place, "DUPLICATE_ID", err,
                                "concept '%.120s' is defined twice, first in line %u",
                                intern_text(&builder->texts, row.uri),
                                rows[builder->by_uri[row.uri] - 1].place.line);
    }
    struct builder_concept_row *added = add_row(&builder->concepts, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    *index = (uint32_t)(builder->concepts.count - 1);
    builder->by_uri[row.uri] = *index + 1;
    remember_code(builder, row.code, *index);
    return MATCH_OK;
}

uint32_t
builder_find(const struct builder *builder, const char *uri)
{
    uint32_t number = intern_find(&builder->texts, uri, strlen(uri));
    if (number == 0 || number >= builder->by_uri_capacity || builder->by_uri[number] == 0) {
        return BUILDER_NONE;
    }
    return builder->by_uri[number] - 1;
}

match_concept_kind
builder_kind(const struct builder *builder, uint32_t concept)
{
    const struct builder_concept_row *rows = builder->concepts.items;
    return (match_concept_kind)rows[concept].kind;
}

match_status
builder_fill_code(struct builder *builder, const char *uri, const char *code,
                  struct builder_place place, match_error *err)
{
    uint32_t index = builder_find(builder, uri);
    struct builder_concept_row *rows = builder->concepts.items;
    uint32_t number;
    if (index == BUILDER_NONE || rows[index].code != 0 || code[0] == '\0') {
        return MATCH_OK;
    }
    if (strlen(code) > LIMIT_ID_BYTES) {
        return fail_limit(builder, place, err, "a code", strlen(code), LIMIT_ID_BYTES);
    }
    match_status status = take_name(builder, code, place, &number, err);
    if (status != MATCH_OK) {
        return status;
    }
    if (!make_room(builder, number)) {
        return fail_memory(err);
    }
    rows[index].code = number;
    remember_code(builder, number, index);
    return MATCH_OK;
}

void
builder_add_skill_level(struct builder *builder, uint32_t concept, unsigned level)
{
    struct builder_concept_row *rows = builder->concepts.items;
    rows[concept].skill_levels = (uint8_t)(rows[concept].skill_levels | (1u << level));
}

void
builder_set_skill_type(struct builder *builder, const char *uri, match_skill_type type)
{
    uint32_t index = builder_find(builder, uri);
    struct builder_concept_row *rows = builder->concepts.items;
    if (index != BUILDER_NONE && rows[index].kind == MATCH_CONCEPT_SKILL) {
        rows[index].skill_type = (uint8_t)type;
    }
}

/* --- What belongs to a concept --------------------------------------------------------------- */

static match_status
add_text_row(struct builder *builder, struct builder_rows *rows, uint32_t concept, uint32_t kind,
             const char *language, struct builder_place place, match_error *err)
{
    const struct buffer *text = &builder->scratch;
    struct builder_label_row row = {.concept = concept, .kind = kind, .place = place};
    if (text->failed) {
        builder->scratch.failed = false;
        return fail_memory(err);
    }
    if (text->size == 0) {
        return MATCH_OK;
    }
    if (!number_text(builder, text->bytes, text->size, &row.text) ||
        !number_name(builder, language, &row.language)) {
        return fail_memory(err);
    }
    struct builder_label_row *added = add_row(rows, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    return MATCH_OK;
}

/* The text to be added has a language, unless there is none to be added. */
static match_status
check_language(const struct builder *builder, const char *language, struct builder_place place,
               match_error *err)
{
    if (builder->scratch.size == 0 || clean_is_language(language)) {
        return MATCH_OK;
    }
    return fail_at(err, MATCH_ERR_INVALID, builder_source_name(builder, place), place.line, 0,
                   "language tag '%.40s' is unknown, expected a tag such as en, lo or zh-Hant",
                   language);
}

match_status
builder_add_label(struct builder *builder, uint32_t concept, match_label_kind kind,
                  const char *language, const char *text, size_t length, struct builder_place place,
                  match_error *err)
{
    if (length > LIMIT_TEXT_BYTES) {
        return fail_limit(builder, place, err, "a label", length, LIMIT_TEXT_BYTES);
    }
    if (clean_label(text, length, &builder->scratch)) {
        builder_note(&builder->cleaned, place);
    }
    match_status status = check_language(builder, language, place, err);
    return status == MATCH_OK ? add_text_row(builder, &builder->labels, concept, (uint32_t)kind,
                                             language, place, err)
                              : status;
}

match_status
builder_add_text(struct builder *builder, uint32_t concept, match_text_kind kind,
                 const char *language, const char *text, size_t length, struct builder_place place,
                 match_error *err)
{
    if (length > LIMIT_TEXT_BYTES) {
        return fail_limit(builder, place, err, "a text", length, LIMIT_TEXT_BYTES);
    }
    clean_text(text, length, &builder->scratch);
    match_status status = kind == MATCH_TEXT_TYPICAL_EVIDENCE
                              ? MATCH_OK /* in no language */
                              : check_language(builder, language, place, err);
    return status == MATCH_OK ? add_text_row(builder, &builder->notes, concept, (uint32_t)kind,
                                             language, place, err)
                              : status;
}

match_status
builder_add_mapping(struct builder *builder, uint32_t concept, match_mapping_kind kind,
                    const char *uri, struct builder_place place, match_error *err)
{
    struct builder_mapping_row row = {.concept = concept, .kind = (uint32_t)kind};
    size_t size = strlen(uri);
    match_status status =
        size <= LIMIT_ID_BYTES ? take_name(builder, uri, place, &row.uri, err) : MATCH_OK;
    if (status != MATCH_OK) {
        return status;
    }
    if (row.uri == 0) {
        return fail_at(err, MATCH_ERR_INVALID, builder_source_name(builder, place), place.line, 0,
                       "the URI of a mapping has %zu bytes, expected 1 to %u", size,
                       LIMIT_ID_BYTES);
    }
    struct builder_mapping_row *added = add_row(&builder->mappings, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    return MATCH_OK;
}

/* --- Relations ------------------------------------------------------------------------------- */

static match_status
add_link(struct builder *builder, struct builder_rows *rows, const char *from, const char *to,
         struct builder_link_row row, match_error *err)
{
    if (strlen(from) > LIMIT_ID_BYTES || (to && strlen(to) > LIMIT_ID_BYTES)) {
        return fail_limit(builder, row.place, err, "a code or URI",
                          strlen(from) > LIMIT_ID_BYTES ? strlen(from) : strlen(to),
                          LIMIT_ID_BYTES);
    }
    match_status status = take_name(builder, from, row.place, &row.from, err);
    if (status == MATCH_OK && to) {
        status = take_name(builder, to, row.place, &row.to, err);
    }
    if (status != MATCH_OK) {
        return status;
    }
    struct builder_link_row *added = add_row(rows, sizeof *added);
    if (!added) {
        return fail_memory(err);
    }
    *added = row;
    return MATCH_OK;
}

match_status
builder_add_broader(struct builder *builder, const char *child, const char *parent,
                    struct builder_place place, match_error *err)
{
    return add_link(builder, &builder->broader, child, parent,
                    (struct builder_link_row){.place = place}, err);
}

match_status
builder_add_relation(struct builder *builder, const char *occupation, const char *skill,
                     match_relation_kind kind, unsigned level, struct builder_place place,
                     match_error *err)
{
    return add_link(
        builder, &builder->skills, occupation, skill,
        (struct builder_link_row){.kind = (uint16_t)kind, .level = (uint16_t)level, .place = place},
        err);
}

match_status
builder_add_skill_relation(struct builder *builder, const char *skill, const char *basis,
                           match_relation_kind kind, struct builder_place place, match_error *err)
{
    return add_link(builder, &builder->bases, skill, basis,
                    (struct builder_link_row){.kind = (uint16_t)kind, .place = place}, err);
}

match_status
builder_add_membership(struct builder *builder, const char *concept, uint32_t scheme,
                       struct builder_place place, match_error *err)
{
    return add_link(builder, &builder->memberships, concept, NULL,
                    (struct builder_link_row){.to = scheme, .place = place}, err);
}
