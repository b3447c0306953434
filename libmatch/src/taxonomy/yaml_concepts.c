/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/yaml_concepts.h"

#include <string.h>

#include "base/fail.h"
#include "taxonomy/names.h"

/* Was read before the others; only here so that the key is known. */
match_status
yaml_read_before(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    (void)reader;
    (void)subject;
    (void)value;
    (void)argument;
    return MATCH_OK;
}

/* --- Labels and texts ------------------------------------------------------------------------ */

static match_status
add_label(struct reader *reader, const struct subject *subject, node *text, const char *language,
          int kind)
{
    match_status status = values_expect_text(reader, text, "label");
    return status == MATCH_OK
               ? builder_add_label(&reader->builder, subject->index, (match_label_kind)kind,
                                   language, text->text, text->length, values_place(reader, text),
                                   reader->err)
               : status;
}

/* One label or a list of them. */
static match_status
add_labels(struct reader *reader, const struct subject *subject, node *value, const char *language,
           int kind)
{
    if (value->kind != DOCUMENT_LIST) {
        return add_label(reader, subject, value, language, kind);
    }
    for (uint32_t i = 0; i < value->count; i++) {
        match_status status = add_label(reader, subject, value->items[i], language, kind);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* The labels of one language: the preferred one, or a mapping by kind. */
static match_status
read_language(struct reader *reader, const struct subject *subject, node *value,
              const char *language)
{
    if (value->kind == DOCUMENT_SCALAR) {
        return add_label(reader, subject, value, language, MATCH_LABEL_PREFERRED);
    }
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, language, "a text or a mapping");
    }
    for (uint32_t i = 0; i < value->count; i++) {
        unsigned kind = label_kind_of_name(value->keys[i]->text);
        if (kind == 0) {
            return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, value->keys[i]->line,
                           value->keys[i]->column,
                           "key '%.40s' is unknown, expected one of preferred, alternative, hidden",
                           value->keys[i]->text);
        }
        if (kind == MATCH_LABEL_PREFERRED && value->items[i]->kind != DOCUMENT_SCALAR) {
            return values_fail(reader, value->items[i], "preferred", "one text");
        }
        match_status status = add_labels(reader, subject, value->items[i], language, (int)kind);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
read_labels(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    (void)argument;
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, "labels", "a mapping of languages");
    }
    for (uint32_t i = 0; i < value->count; i++) {
        match_status status = read_language(reader, subject, value->items[i], value->keys[i]->text);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
read_texts(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    static const char *const names[] = {
        [MATCH_TEXT_DEFINITION] = "definition",
        [MATCH_TEXT_DESCRIPTION] = "description",
        [MATCH_TEXT_SCOPE_NOTE] = "scope_note",
        [MATCH_TEXT_REGULATION_NOTE] = "regulation_note",
    };
    if (value->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, value, names[kind], "a mapping of languages");
    }
    for (uint32_t i = 0; i < value->count; i++) {
        node *text = value->items[i];
        match_status status = values_expect_text(reader, text, value->keys[i]->text);
        if (status == MATCH_OK) {
            status = builder_add_text(&reader->builder, subject->index, (match_text_kind)kind,
                                      value->keys[i]->text, text->text, text->length,
                                      values_place(reader, text), reader->err);
        }
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* --- Relations ------------------------------------------------------------------------------- */

static match_status
add_broader(struct reader *reader, const struct subject *subject, node *item, int argument)
{
    (void)argument;
    match_status status = values_expect_text(reader, item, "broader");
    return status == MATCH_OK ? builder_add_broader(&reader->builder, subject->id, item->text,
                                                    values_place(reader, item), reader->err)
                              : status;
}

static match_status
read_broader(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    return values_read_items(reader, subject, value, "broader", add_broader, argument);
}

/* The number of a level, 1 to highest. */
static match_status
read_level(const struct reader *reader, node *value, const char *name, char highest,
           unsigned *level)
{
    if (value->kind != DOCUMENT_SCALAR || value->length != 1 || value->text[0] < '1' ||
        value->text[0] > highest) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, value->line, value->column,
                       "%s is '%.20s', expected 1..%c", name,
                       value->kind == DOCUMENT_SCALAR ? value->text : "no text", highest);
    }
    *level = (unsigned)(value->text[0] - '0');
    return MATCH_OK;
}

/* A skill is its code, or a mapping of skill and level. */
static match_status
add_skill(struct reader *reader, const struct subject *subject, node *item, int kind)
{
    node *skill = item;
    unsigned level = 0;
    match_status status = MATCH_OK;
    if (item->kind == DOCUMENT_MAPPING) {
        skill = NULL;
        for (uint32_t i = 0; i < item->count && status == MATCH_OK; i++) {
            node *key = item->keys[i];
            if (strcmp(key->text, "skill") == 0) {
                skill = item->items[i];
            } else if (strcmp(key->text, "level") == 0) {
                status = read_level(reader, item->items[i], "level", '5', &level);
            } else {
                status =
                    fail_at(reader->err, MATCH_ERR_INVALID, reader->name, key->line, key->column,
                            "key '%.40s' is unknown, expected one of skill, level", key->text);
            }
        }
        if (status == MATCH_OK && !skill) {
            status = fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                             "a skill is missing, expected the key 'skill'");
        }
    }
    status = status == MATCH_OK ? values_expect_text(reader, skill, "skill") : status;
    if (status != MATCH_OK) {
        return status;
    }
    return builder_add_relation(&reader->builder, subject->id, skill->text,
                                (match_relation_kind)kind, level, values_place(reader, skill),
                                reader->err);
}

static match_status
add_basis(struct reader *reader, const struct subject *subject, node *item, int kind)
{
    match_status status = values_expect_text(reader, item, "builds_on");
    return status == MATCH_OK ? builder_add_skill_relation(&reader->builder, subject->id,
                                                           item->text, (match_relation_kind)kind,
                                                           values_place(reader, item), reader->err)
                              : status;
}

static match_status
read_skill_list(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    return values_read_items(reader, subject, value, "skills", add_skill, kind);
}

static match_status
read_basis_list(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    return values_read_items(reader, subject, value, "builds_on", add_basis, kind);
}

static match_status
read_skills(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    static const struct key keys[] = {
        {"essential", read_skill_list, MATCH_RELATION_ESSENTIAL, 0},
        {"optional", read_skill_list, MATCH_RELATION_OPTIONAL, 0},
    };
    (void)argument;
    return READ_KEYS(reader, subject, value, "skills", keys);
}

static match_status
read_bases(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    static const struct key keys[] = {
        {"essential", read_basis_list, MATCH_RELATION_ESSENTIAL, 0},
        {"optional", read_basis_list, MATCH_RELATION_OPTIONAL, 0},
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
        {"replaced_by", read_mapping_list, MATCH_MAPPING_REPLACED_BY, 0},
        {"replaces", read_mapping_list, MATCH_MAPPING_REPLACES, 0},
    };
    (void)argument;
    return READ_KEYS(reader, subject, value, "mappings", keys);
}

/* --- What only jobs and only skills have ----------------------------------------------------- */

/* The skill level of a job in ISCO, which is not the proficiency in a skill. */
static match_status
add_skill_level(struct reader *reader, const struct subject *subject, node *item, int argument)
{
    unsigned level = 0;
    (void)argument;
    match_status status = read_level(reader, item, "skill_level", '4', &level);
    if (status == MATCH_OK) {
        builder_add_skill_level(&reader->builder, subject->index, level);
    }
    return status;
}

static match_status
read_skill_levels(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    return values_read_items(reader, subject, value, "skill_level", add_skill_level, argument);
}

static match_status
check_evidence(const struct reader *reader, node *item)
{
    match_status status = values_expect_text(reader, item, "typical_evidence");
    if (status == MATCH_OK && strspn(item->text, "abcdefghijklmnopqrstuvwxyz_") != item->length) {
        status = fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                         "typical_evidence is '%.40s', expected small letters and _", item->text);
    }
    return status;
}

/* The words of the list as one text. */
static match_status
read_evidence(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    struct buffer words = {0};
    match_status status = MATCH_OK;
    if (value->kind != DOCUMENT_LIST) {
        return values_fail(reader, value, "typical_evidence", "a list");
    }
    for (uint32_t i = 0; i < value->count && status == MATCH_OK; i++) {
        status = check_evidence(reader, value->items[i]);
        buffer_add_text(&words, i > 0 ? " " : "");
        buffer_add_text(&words, status == MATCH_OK ? value->items[i]->text : "");
    }
    if (status == MATCH_OK && value->count > 0) {
        status = words.failed ? fail_memory(reader->err)
                              : builder_add_text(&reader->builder, subject->index,
                                                 (match_text_kind)kind, "", words.bytes, words.size,
                                                 values_place(reader, value), reader->err);
    }
    buffer_clear(&words);
    return status;
}

/* --- Schemes --------------------------------------------------------------------------------- */

static const char *
scheme_id(const struct reader *reader, uint32_t scheme)
{
    const struct builder_scheme_row *rows = reader->builder.schemes.items;
    return scheme < reader->builder.schemes.count
               ? intern_text(&reader->builder.texts, rows[scheme].id)
               : "";
}

/* The number of a scheme by its id. */
static match_status
find_scheme(const struct reader *reader, node *id, uint32_t *scheme)
{
    match_status status = values_expect_text(reader, id, "scheme");
    if (status != MATCH_OK) {
        return status;
    }
    for (uint32_t i = 0; i < reader->builder.schemes.count; i++) {
        if (strcmp(scheme_id(reader, i), id->text) == 0) {
            *scheme = i;
            return MATCH_OK;
        }
    }
    return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, id->line, id->column,
                   "scheme '%.80s' is unknown, expected one listed under 'schemes'", id->text);
}

static match_status
add_membership(struct reader *reader, const struct subject *subject, node *item, int argument)
{
    uint32_t scheme;
    (void)argument;
    match_status status = find_scheme(reader, item, &scheme);
    return status == MATCH_OK ? builder_add_membership(&reader->builder, subject->id, scheme,
                                                       values_place(reader, item), reader->err)
                              : status;
}

static match_status
read_memberships(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    return values_read_items(reader, subject, value, "member_of", add_membership, argument);
}

match_status
yaml_read_scheme(struct reader *reader, const struct subject *subject, node *item, int argument)
{
    static const struct key keys[] = {
        {"id", yaml_read_before, 0, 0},
        {"uri", yaml_read_before, 0, 0},
        {"title", yaml_read_before, 0, 0},
        {"version", yaml_read_before, 0, 0},
    };
    match_scheme scheme = {0};
    uint32_t number;
    (void)argument;
    match_status status = READ_KEYS(reader, subject, item, "scheme", keys);
    status = status == MATCH_OK ? values_get_text(reader, item, "id", &scheme.id) : status;
    status = status == MATCH_OK ? values_get_text(reader, item, "uri", &scheme.uri) : status;
    status = status == MATCH_OK ? values_get_text(reader, item, "title", &scheme.title) : status;
    status =
        status == MATCH_OK ? values_get_text(reader, item, "version", &scheme.version) : status;
    if (status != MATCH_OK) {
        return status;
    }
    return builder_add_scheme(&reader->builder, &scheme, values_place(reader, item), &number,
                              reader->err);
}

/* --- Concepts -------------------------------------------------------------------------------- */

#define OCCUPATIONS ((1u << MATCH_CONCEPT_OCCUPATION) | (1u << MATCH_CONCEPT_OCCUPATION_GROUP))
#define SKILLS (1u << MATCH_CONCEPT_SKILL)

/* Those that make a concept, those that it has besides, and the one that names a known concept. */
static const struct key concept_keys[] = {
    {"code", yaml_read_before, 0, 0},
    {"uri", yaml_read_before, 0, 0},
    {"scheme", yaml_read_before, 0, 0},
    {"isco", yaml_read_before, 0, OCCUPATIONS},
    {"type", yaml_read_before, 0, SKILLS},
    {"reuse", yaml_read_before, 0, SKILLS},
    {"member_of", read_memberships, 0, 0},
    {"skill_level", read_skill_levels, 0, OCCUPATIONS},
    {"labels", read_labels, 0, 0},
    {"definition", read_texts, MATCH_TEXT_DEFINITION, 0},
    {"description", read_texts, MATCH_TEXT_DESCRIPTION, 0},
    {"scope_note", read_texts, MATCH_TEXT_SCOPE_NOTE, 0},
    {"regulation_note", read_texts, MATCH_TEXT_REGULATION_NOTE, 0},
    {"broader", read_broader, 0, 0},
    {"skills", read_skills, 0, OCCUPATIONS},
    {"builds_on", read_bases, 0, SKILLS},
    {"typical_evidence", read_evidence, MATCH_TEXT_TYPICAL_EVIDENCE, SKILLS},
    {"mappings", read_mappings, 0, 0},
    {"concept", yaml_read_before, 0, 0},
};

enum {
    MAKING_KEYS = 6,
    KEYS_OF_NEW = sizeof concept_keys / sizeof concept_keys[0] - 1,
    KEYS_OF_KNOWN = sizeof concept_keys / sizeof concept_keys[0] - MAKING_KEYS
};

/* Skill type and reuse level by their names. */
static match_status
read_skill_facts(const struct reader *reader, node *mapping, struct builder_concept *concept)
{
    const char *type;
    const char *reuse;
    match_status status = values_get_text(reader, mapping, "type", &type);
    status = status == MATCH_OK ? values_get_text(reader, mapping, "reuse", &reuse) : status;
    if (status != MATCH_OK) {
        return status;
    }
    bool unknown = type && strcmp(type, YAML_UNKNOWN_TYPE) == 0;
    concept->skill_type = type ? skill_type_of_name(type) : MATCH_SKILL_TYPE_SKILL;
    concept->reuse_level = reuse ? reuse_level_of_name(reuse) : MATCH_REUSE_NONE;
    if (type && !unknown && concept->skill_type == MATCH_SKILL_TYPE_NONE) {
        node *at = document_get(mapping, "type");
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, at->line, at->column,
                       "type is '%.40s', expected skill, knowledge, language, attitude or unknown",
                       type);
    }
    if (reuse && concept->reuse_level == MATCH_REUSE_NONE) {
        node *at = document_get(mapping, "reuse");
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, at->line, at->column,
                       "reuse is '%.40s', expected transversal, cross-sector, sector-specific or "
                       "occupation-specific",
                       reuse);
    }
    return MATCH_OK;
}

/* What the builder wants to know of a concept at once. */
static match_status
read_facts(const struct reader *reader, node *mapping, struct builder_concept *concept)
{
    match_status status = values_get_text(reader, mapping, "code", &concept->code);
    status = status == MATCH_OK ? values_get_text(reader, mapping, "uri", &concept->uri) : status;
    status = status == MATCH_OK ? values_get_text(reader, mapping, "isco", &concept->isco) : status;
    node *scheme = document_get(mapping, "scheme");
    if (status == MATCH_OK && scheme) {
        status = find_scheme(reader, scheme, &concept->scheme);
    }
    if (status != MATCH_OK) {
        return status;
    }
    bool group = concept->kind == MATCH_CONCEPT_OCCUPATION_GROUP;
    if (group && !concept->isco && strcmp(scheme_id(reader, concept->scheme), "isco08") == 0) {
        concept->isco = concept->code;
    }
    return concept->kind == MATCH_CONCEPT_SKILL ? read_skill_facts(reader, mapping, concept)
                                                : MATCH_OK;
}

static match_status
read_concept(struct reader *reader, const struct subject *none, node *item, int kind)
{
    struct builder_concept concept = {.kind = (match_concept_kind)kind};
    struct subject subject = {.kind = concept.kind};
    (void)none;
    if (item->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, item, "concept", "a mapping of keys and values");
    }
    match_status status = read_facts(reader, item, &concept);
    if (status == MATCH_OK) {
        status = builder_add_concept(&reader->builder, &concept, values_place(reader, item),
                                     &subject.index, reader->err);
    }
    if (status != MATCH_OK || subject.index == BUILDER_NONE) {
        return status; /* a finding says why it was left out */
    }
    subject.id = concept.uri ? concept.uri : concept.code;
    return values_read_keys(reader, &subject, item, "concept", concept_keys, KEYS_OF_NEW);
}

match_status
yaml_read_concepts(struct reader *reader, const struct subject *subject, node *value, int kind)
{
    static const char *const names[] = {
        [MATCH_CONCEPT_OCCUPATION] = "occupations",
        [MATCH_CONCEPT_OCCUPATION_GROUP] = "occupation_groups",
        [MATCH_CONCEPT_SKILL] = "skills",
        [MATCH_CONCEPT_SKILL_GROUP] = "skill_groups",
    };
    return values_read_items(reader, subject, value, names[kind], read_concept, kind);
}

match_status
yaml_read_additions(struct reader *reader, const struct subject *subject, node *item)
{
    return values_read_keys(reader, subject, item, "concept", concept_keys + MAKING_KEYS,
                            KEYS_OF_KNOWN);
}
