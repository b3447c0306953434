/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/finding.h"
#include "taxonomy/image.h"
#include "taxonomy/names.h"
#include "taxonomy/rebuild.h"
#include "taxonomy/yaml_values.h"

#define FORMAT "libmatch-overlay/1"

#define READ_KEYS(reader, subject, mapping, name, keys)                                            \
    values_read_keys(reader, subject, mapping, name, keys, sizeof(keys) / sizeof(keys)[0])

/* The reader comes first, so that what reads a value finds the taxonomy below. */
struct overlay {
    struct reader reader;
    const match_taxonomy *base;
};

static match_status
skip(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    (void)reader;
    (void)subject;
    (void)value;
    (void)argument;
    return MATCH_OK;
}

/* --- Labels and texts ------------------------------------------------------------------------ */

/* A text or a list of texts; of preferred labels there is one in a language. */
static match_status
add_labels(struct reader *reader, const struct subject *subject, node *value, const char *language,
           unsigned kind)
{
    bool list = value->kind == DOCUMENT_LIST && kind != MATCH_LABEL_PREFERRED;
    match_status status = MATCH_OK;
    for (uint32_t i = 0; i < (list ? value->count : 1) && status == MATCH_OK; i++) {
        node *text = list ? value->items[i] : value;
        status = values_expect_text(reader, text, "label");
        if (status == MATCH_OK) {
            status = builder_add_label(&reader->builder, subject->index, (match_label_kind)kind,
                                       language, text->text, text->length,
                                       values_place(reader, text), reader->err);
        }
    }
    return status;
}

static match_status
add_language(struct reader *reader, const struct subject *subject, node *value,
             const char *language)
{
    match_status status = MATCH_OK;
    if (value->kind == DOCUMENT_SCALAR) {
        return add_labels(reader, subject, value, language, MATCH_LABEL_PREFERRED);
    }
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, language, "a text or a mapping");
    }
    for (uint32_t i = 0; i < value->count && status == MATCH_OK; i++) {
        node *key = value->keys[i];
        unsigned kind = label_kind_of_name(key->text);
        status = kind != 0
                     ? add_labels(reader, subject, value->items[i], language, kind)
                     : fail_at(reader->err, MATCH_ERR_INVALID, reader->name, key->line, key->column,
                               "key '%.40s' is unknown, expected one of preferred, "
                               "alternative, hidden",
                               key->text);
    }
    return status;
}

static match_status
read_labels(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    match_status status = MATCH_OK;
    (void)argument;
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, "labels", "a mapping of languages");
    }
    for (uint32_t i = 0; i < value->count && status == MATCH_OK; i++) {
        status = add_language(reader, subject, value->items[i], value->keys[i]->text);
    }
    return status;
}

static match_status
read_texts(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    match_status status = MATCH_OK;
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, "texts", "a mapping of languages");
    }
    for (uint32_t i = 0; i < value->count && status == MATCH_OK; i++) {
        node *text = value->items[i];
        status = values_expect_text(reader, text, value->keys[i]->text);
        if (status == MATCH_OK) {
            status = builder_add_text(&reader->builder, subject->index, (match_text_kind)kind,
                                      value->keys[i]->text, text->text, text->length,
                                      values_place(reader, text), reader->err);
        }
    }
    return status;
}

/* --- Relations ------------------------------------------------------------------------------- */

/* What a list of codes or URIs means. */
enum link { LINK_BROADER, LINK_ESSENTIAL, LINK_OPTIONAL, LINK_BASIS, LINK_OPTIONAL_BASIS };

static match_status
add_link(struct reader *reader, const struct subject *subject, node *item, int link)
{
    struct builder *builder = &reader->builder;
    bool optional = link == LINK_OPTIONAL || link == LINK_OPTIONAL_BASIS;
    match_relation_kind kind = optional ? MATCH_RELATION_OPTIONAL : MATCH_RELATION_ESSENTIAL;
    bool with_level = item->kind == DOCUMENT_MAPPING && document_get(item, "skill") &&
                      (link == LINK_ESSENTIAL || link == LINK_OPTIONAL);
    node *other = with_level ? document_get(item, "skill") : item;
    node *level = with_level ? document_get(item, "level") : NULL;
    struct builder_place place = values_place(reader, item);
    match_status status = values_expect_text(reader, other, "skill");
    if (status != MATCH_OK) {
        return status;
    }
    if (link == LINK_BROADER) {
        return builder_add_broader(builder, subject->id, other->text, place, reader->err);
    }
    if (link == LINK_BASIS || link == LINK_OPTIONAL_BASIS) {
        return builder_add_skill_relation(builder, subject->id, other->text, kind, place,
                                          reader->err);
    }
    if ((with_level && item->count != (level ? 2 : 1)) ||
        (level && (level->kind != DOCUMENT_SCALAR || level->length != 1 || level->text[0] < '1' ||
                   level->text[0] > '5'))) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                       "'%.80s' has no sound level, expected {skill: CODE, level: 1..5}",
                       other->text);
    }
    return builder_add_relation(builder, subject->id, other->text, kind,
                                level ? (unsigned)(level->text[0] - '0') : 0, place, reader->err);
}

static match_status
read_links(struct reader *reader, const struct subject *subject, node *value, int link)
{
    return values_read_items(reader, subject, value, "relations", add_link, link);
}

static match_status
read_skills(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    static const struct key keys[] = {
        {"essential", read_links, LINK_ESSENTIAL, 0},
        {"optional", read_links, LINK_OPTIONAL, 0},
    };
    (void)argument;
    return READ_KEYS(reader, subject, value, "skills", keys);
}

static match_status
read_bases(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    static const struct key keys[] = {
        {"essential", read_links, LINK_BASIS, 0},
        {"optional", read_links, LINK_OPTIONAL_BASIS, 0},
    };
    (void)argument;
    return READ_KEYS(reader, subject, value, "builds_on", keys);
}

static match_status
add_mapping(struct reader *reader, const struct subject *subject, node *item, int kind)
{
    match_status status = values_expect_text(reader, item, "mapping");
    return status == MATCH_OK
               ? builder_add_mapping(&reader->builder, subject->index, (match_mapping_kind)kind,
                                     item->text, values_place(reader, item), reader->err)
               : status;
}

static match_status
read_mapping_list(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    return values_read_items(reader, subject, value, "mappings", add_mapping, kind);
}

static match_status
read_mappings(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    static const struct key keys[] = {
        {"exact", read_mapping_list, MATCH_MAPPING_EXACT, 0},
        {"close", read_mapping_list, MATCH_MAPPING_CLOSE, 0},
        {"broad", read_mapping_list, MATCH_MAPPING_BROAD, 0},
        {"narrow", read_mapping_list, MATCH_MAPPING_NARROW, 0},
        {"related", read_mapping_list, MATCH_MAPPING_RELATED, 0},
    };
    (void)argument;
    return READ_KEYS(reader, subject, value, "mappings", keys);
}

/* --- Concepts -------------------------------------------------------------------------------- */

#define OCCUPATIONS ((1u << MATCH_CONCEPT_OCCUPATION) | (1u << MATCH_CONCEPT_OCCUPATION_GROUP))
#define SKILLS (1u << MATCH_CONCEPT_SKILL)

#define ADDED_KEYS                                                                                 \
    {"labels", read_labels, 0, 0}, {"definition", read_texts, MATCH_TEXT_DEFINITION, 0},           \
        {"description", read_texts, MATCH_TEXT_DESCRIPTION, 0},                                    \
        {"scope_note", read_texts, MATCH_TEXT_SCOPE_NOTE, 0},                                      \
        {"broader", read_links, LINK_BROADER, 0}, {"skills", read_skills, 0, OCCUPATIONS},         \
        {"builds_on", read_bases, 0, SKILLS}, {"mappings", read_mappings, 0, 0},

/* What is added to a concept of the taxonomy below. */
static match_status
read_known(struct reader *reader, const struct subject *none, node *item, int argument)
{
    static const struct key keys[] = {{"concept", skip, 0, 0}, ADDED_KEYS};
    const struct overlay *overlay = (const struct overlay *)reader;
    const char *name;
    (void)none;
    (void)argument;
    match_status status = values_get_text(reader, item, "concept", &name);
    if (status != MATCH_OK) {
        return status;
    }
    match_concept c = name ? match_taxonomy_find(overlay->base, name, MATCH_NUL) : 0;
    if (c == 0) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                       "concept '%.120s' is unknown, expected the URI or code of one concept of "
                       "the taxonomy below",
                       name ? name : "");
    }
    struct subject subject = {.index = c - 1,
                              .id = match_taxonomy_uri(overlay->base, c),
                              .kind = match_taxonomy_kind(overlay->base, c)};
    return READ_KEYS(reader, &subject, item, "concept", keys);
}

static match_status
find_scheme(const struct reader *reader, node *item, uint32_t *number)
{
    const struct builder_scheme_row *rows = reader->builder.schemes.items;
    const char *id;
    match_status status = values_get_text(reader, item, "scheme", &id);
    for (*number = 0; status == MATCH_OK && id; (*number)++) {
        if (*number == reader->builder.schemes.count) {
            return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                           "scheme '%.80s' is unknown, expected one of the taxonomy below or of "
                           "'schemes'",
                           id);
        }
        if (strcmp(intern_text(&reader->builder.texts, rows[*number].id), id) == 0) {
            break;
        }
    }
    return status;
}

/* Skill type and reuse level by their names. */
static match_status
read_skill_facts(const struct reader *reader, node *item, struct builder_concept *concept)
{
    const char *type = NULL;
    const char *reuse = NULL;
    match_status status = values_get_text(reader, item, "type", &type);
    status = status == MATCH_OK ? values_get_text(reader, item, "reuse", &reuse) : status;
    concept->skill_type = type ? skill_type_of_name(type) : MATCH_SKILL_TYPE_SKILL;
    concept->reuse_level = reuse ? reuse_level_of_name(reuse) : MATCH_REUSE_NONE;
    if (status == MATCH_OK &&
        ((type && concept->skill_type == 0) || (reuse && concept->reuse_level == 0))) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                       "type is '%.40s' and reuse '%.40s', expected words that a taxonomy has",
                       type ? type : "", reuse ? reuse : "");
    }
    return status;
}

/* A concept of the overlay's own. */
static match_status
read_new(struct reader *reader, const struct subject *none, node *item, int kind)
{
    static const struct key keys[] = {{"code", skip, 0, 0},
                                      {"uri", skip, 0, 0},
                                      {"scheme", skip, 0, 0},
                                      {"isco", skip, 0, OCCUPATIONS},
                                      {"type", skip, 0, SKILLS},
                                      {"reuse", skip, 0, SKILLS},
                                      ADDED_KEYS};
    struct builder_concept concept = {.kind = (match_concept_kind)kind};
    struct subject subject = {.kind = concept.kind};
    (void)none;
    match_status status = values_get_text(reader, item, "code", &concept.code);
    status = status == MATCH_OK ? values_get_text(reader, item, "uri", &concept.uri) : status;
    status = status == MATCH_OK ? values_get_text(reader, item, "isco", &concept.isco) : status;
    status = status == MATCH_OK ? find_scheme(reader, item, &concept.scheme) : status;
    if (status == MATCH_OK && kind == MATCH_CONCEPT_SKILL) {
        status = read_skill_facts(reader, item, &concept);
    }
    if (status == MATCH_OK) {
        status = builder_add_concept(&reader->builder, &concept, values_place(reader, item),
                                     &subject.index, reader->err);
    }
    if (status != MATCH_OK || subject.index == BUILDER_NONE) {
        return status; /* a finding says why */
    }
    subject.id = concept.uri ? concept.uri : concept.code;
    return READ_KEYS(reader, &subject, item, "concept", keys);
}

static match_status
read_known_list(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    return values_read_items(reader, subject, value, "concepts", read_known, argument);
}

static match_status
read_new_list(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    return values_read_items(reader, subject, value, "concepts", read_new, kind);
}

/* --- The document ---------------------------------------------------------------------------- */

static const char *const facts[] = {"overlay.name", "overlay.version", "overlay.licence",
                                    "overlay.attribution"};

static match_status
set_fact(struct reader *reader, const char *key, node *value)
{
    match_status status = values_expect_text(reader, value, key);
    return status == MATCH_OK ? builder_set_property(&reader->builder, key, value->text,
                                                     values_place(reader, value), reader->err)
                              : status;
}

static match_status
read_fact(struct reader *reader, const struct subject *subject, node *value, int fact)
{
    (void)subject;
    return set_fact(reader, facts[fact], value);
}

/* The state of the labels that the overlay brings counts for all of a language. */
static match_status
read_review(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    struct buffer key = {0};
    match_status status = MATCH_OK;
    (void)subject;
    (void)argument;
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, "review", "a mapping of languages");
    }
    for (uint32_t i = 0; i < value->count && status == MATCH_OK; i++) {
        key.size = 0;
        buffer_add_text(&key, "review.");
        buffer_add_text(&key, value->keys[i]->text);
        status =
            key.failed ? fail_memory(reader->err) : set_fact(reader, key.bytes, value->items[i]);
    }
    buffer_clear(&key);
    return status;
}

static match_status
read_scheme(struct reader *reader, const struct subject *subject, node *item, int argument)
{
    match_scheme scheme = {0};
    uint32_t number;
    (void)subject;
    (void)argument;
    match_status status = values_get_text(reader, item, "id", &scheme.id);
    status = status == MATCH_OK ? values_get_text(reader, item, "uri", &scheme.uri) : status;
    status = status == MATCH_OK ? values_get_text(reader, item, "title", &scheme.title) : status;
    status =
        status == MATCH_OK ? values_get_text(reader, item, "version", &scheme.version) : status;
    return status == MATCH_OK ? builder_add_scheme(&reader->builder, &scheme,
                                                   values_place(reader, item), &number, reader->err)
                              : status;
}

static match_status
read_document(struct reader *reader, node *root)
{
    static const struct key keys[] = {
        {"format", skip, 0, 0},
        {"name", read_fact, 0, 0},
        {"version", read_fact, 1, 0},
        {"licence", read_fact, 2, 0},
        {"attribution", read_fact, 3, 0},
        {"review", read_review, 0, 0},
        {"schemes", skip, 0, 0},
        {"concepts", read_known_list, 0, 0},
        {"occupation_groups", read_new_list, MATCH_CONCEPT_OCCUPATION_GROUP, 0},
        {"occupations", read_new_list, MATCH_CONCEPT_OCCUPATION, 0},
        {"skill_groups", read_new_list, MATCH_CONCEPT_SKILL_GROUP, 0},
        {"skills", read_new_list, MATCH_CONCEPT_SKILL, 0},
    };
    node *format = document_get(root, "format");
    node *schemes = document_get(root, "schemes");
    if (!format || format->kind != DOCUMENT_SCALAR || strcmp(format->text, FORMAT) != 0) {
        return fail_at(reader->err, MATCH_ERR_FORMAT, reader->name, root->line, root->column,
                       "the file is not an overlay, expected the key 'format' with '%s'", FORMAT);
    }
    match_status status =
        schemes ? values_read_items(reader, NULL, schemes, "schemes", read_scheme, 0) : MATCH_OK;
    return status == MATCH_OK ? READ_KEYS(reader, NULL, root, "overlay", keys) : status;
}

/* --- The whole ------------------------------------------------------------------------------- */

/* What was only repaired; all else that is found in an overlay, written by hand, refuses it. */
static bool
is_repair(const match_finding *finding)
{
    static const char *const codes[] = {"LABEL_CLEANED", "LABEL_REPEATED", "RELATION_REPEATED"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(finding->code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Findings without a source are about the taxonomy below, where they were told before. */
static match_status
judge(const match_report *found, const char *path, match_report *report, match_error *err)
{
    for (size_t i = 0; i < match_report_count(found); i++) {
        const match_finding *finding = match_report_finding(found, i);
        if (strcmp(finding->source, path) != 0) {
            continue;
        }
        struct place place = {.source = path, .line = finding->line};
        if (!is_repair(finding)) {
            return fail_at(err, MATCH_ERR_INVALID, path, finding->line, 0, "%s", finding->message);
        }
        match_status status = report_add(report, finding->severity, place, finding->code, err, "%s",
                                         finding->message);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (match_report_total(found, MATCH_SEVERITY_ERROR) > 0) {
        return fail_at(err, MATCH_ERR_INVALID, path, 0, 0,
                       "%" PRIu64 " relations or concepts cannot be kept",
                       match_report_total(found, MATCH_SEVERITY_ERROR));
    }
    return MATCH_OK;
}

static match_taxonomy *
build(const match_taxonomy *base, const char *path, node *root, match_report *found,
      match_error *err)
{
    struct overlay overlay = {.reader = {.name = path, .err = err}, .base = base};
    struct reader *reader = &overlay.reader;
    match_taxonomy *taxonomy = NULL;
    builder_init(&reader->builder, BUILDER_LENIENT, found); /* what was imported has defects */
    match_status status = rebuild(base, &reader->builder, err);
    if (status == MATCH_OK) {
        reader->source = builder_source(&reader->builder, path);
        status = reader->source != 0 ? read_document(reader, root) : fail_memory(err);
    }
    if (status == MATCH_OK) {
        taxonomy = builder_finish(&reader->builder, err);
    }
    builder_clear(&reader->builder);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_overlay(const match_taxonomy *base, const char *path, match_report *report,
                       match_error *err)
{
    struct file_bytes file = {0};
    struct document document = {0};
    match_taxonomy *taxonomy = NULL;
    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    match_report *found = match_report_new(err);
    if (found && document_parse_yaml(file.bytes, file.size, path, &document, err) == MATCH_OK) {
        taxonomy = build(base, path, document.root, found, err);
        document_clear(&document);
    }
    if (taxonomy && judge(found, path, report, err) != MATCH_OK) {
        match_taxonomy_unref(taxonomy);
        taxonomy = NULL;
    }
    match_report_free(found);
    file_bytes_clear(&file);
    return taxonomy;
}
