/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/esco_reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/names.h"

/* --- Facts about the whole, which ESCO has no file for ---------------------------------------- */

static const char *const fact_columns[] = {"fact", "value", NULL};

static match_status
read_fact(void *reader)
{
    struct esco *esco = reader;
    struct sheet_cell fact = sheet_cell(&esco->sheets, 0);
    struct sheet_cell value = sheet_cell(&esco->sheets, 1);
    return fact.length == 0 || value.length == 0
               ? MATCH_OK
               : builder_set_property(&esco->sheets.builder, fact.text, value.text,
                                      sheet_place(&esco->sheets), esco->sheets.err);
}

/* --- Collections: membership; labels and texts are those of skills_xx.csv --------------------- */

static const char *const collection_columns[] = {"conceptUri", NULL};

static match_status
read_member(void *reader)
{
    struct esco *esco = reader;
    struct sheet_cell uri = sheet_cell(&esco->sheets, 0);
    uint32_t scheme;
    match_status status = esco_find_scheme(esco, esco->type->scheme, &scheme);
    if (status != MATCH_OK) {
        return status;
    }
    if (esco->entry->file == ESCO_LANGUAGE_SKILLS) {
        builder_set_skill_type(&esco->sheets.builder, uri.text, MATCH_SKILL_TYPE_LANGUAGE);
    }
    return builder_add_membership(&esco->sheets.builder, uri.text, scheme,
                                  sheet_place(&esco->sheets), esco->sheets.err);
}

/* --- Relations ------------------------------------------------------------------------------- */

static const char *const broader_columns[] = {"conceptUri", "broaderUri", NULL};

static match_status
read_broader(void *reader)
{
    struct esco *esco = reader;
    return builder_add_broader(&esco->sheets.builder, sheet_cell(&esco->sheets, 0).text,
                               sheet_cell(&esco->sheets, 1).text, sheet_place(&esco->sheets),
                               esco->sheets.err);
}

/* Essential or optional. *kind is 0 for anything else, which is reported. */
static match_status
read_relation_kind(const struct esco *esco, struct sheet_cell cell, match_relation_kind *kind)
{
    *kind = (match_relation_kind)relation_kind_of_name(cell.text);
    return *kind != 0
               ? MATCH_OK
               : sheet_say(&esco->sheets, MATCH_SEVERITY_ERROR, "relationType",
                           "UNKNOWN_RELATION_TYPE",
                           "relationType is '%.80s', expected essential or optional", cell.text);
}

/* The last column is one of ours. */
static const char *const skill_columns[] = {"occupationUri", "skillUri", "relationType",
                                            "skillLevel", NULL};

/* The typical level; one that is not known is reported and dropped. */
static match_status
read_level(const struct esco *esco, struct sheet_cell cell, unsigned *level)
{
    bool good = cell.length == 1 && cell.text[0] >= '1' && cell.text[0] <= '5';
    *level = good ? (unsigned)(cell.text[0] - '0') : 0;
    return good || cell.length == 0
               ? MATCH_OK
               : sheet_say(&esco->sheets, MATCH_SEVERITY_WARNING, "skillLevel", "UNKNOWN_VALUE",
                           "skillLevel is '%.80s', expected 1 to 5", cell.text);
}

static match_status
read_skill(void *reader)
{
    struct esco *esco = reader;
    match_relation_kind kind;
    unsigned level = 0;
    match_status status = read_relation_kind(esco, sheet_cell(&esco->sheets, 2), &kind);
    if (status == MATCH_OK && kind != 0) {
        status = read_level(esco, sheet_cell(&esco->sheets, 3), &level);
    }
    if (status != MATCH_OK || kind == 0) {
        return status;
    }
    return builder_add_relation(&esco->sheets.builder, sheet_cell(&esco->sheets, 0).text,
                                sheet_cell(&esco->sheets, 1).text, kind, level,
                                sheet_place(&esco->sheets), esco->sheets.err);
}

static const char *const basis_columns[] = {"originalSkillUri", "relatedSkillUri", "relationType",
                                            NULL};

static match_status
read_basis(void *reader)
{
    struct esco *esco = reader;
    match_relation_kind kind;
    match_status status = read_relation_kind(esco, sheet_cell(&esco->sheets, 2), &kind);
    if (status != MATCH_OK || kind == 0) {
        return status;
    }
    return builder_add_skill_relation(&esco->sheets.builder, sheet_cell(&esco->sheets, 0).text,
                                      sheet_cell(&esco->sheets, 1).text, kind,
                                      sheet_place(&esco->sheets), esco->sheets.err);
}

static const char *const mapping_columns[] = {"conceptUri", "mappingType", "mappedUri", NULL};

static match_status
read_mapping(void *reader)
{
    struct esco *esco = reader;
    struct sheets *sheets = &esco->sheets;
    const char *uri = sheet_cell(sheets, 0).text;
    struct sheet_cell type = sheet_cell(sheets, 1);
    struct sheet_cell mapped = sheet_cell(sheets, 2);
    uint32_t concept = builder_find(&sheets->builder, uri);
    unsigned kind = mapping_kind_of_name(type.text);
    if (concept == BUILDER_NONE) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "conceptUri", "DANGLING_RELATION",
                         "concept '%.120s' is unknown", uri);
    }
    if (kind == 0 || mapped.length == 0) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "mappingType", "UNKNOWN_RELATION_TYPE",
                         "mappingType is '%.80s', expected exact, close, broad, narrow, related, "
                         "replaced_by or replaces, and a mappedUri",
                         type.text);
    }
    return builder_add_mapping(&sheets->builder, concept, (match_mapping_kind)kind, mapped.text,
                               sheet_place(sheets), sheets->err);
}

#define HIERARCHY_LEVELS 4u

static const char *const hierarchy_columns[] = {"Level 0 URI",  "Level 1 URI",  "Level 2 URI",
                                                "Level 3 URI",  "Level 0 code", "Level 1 code",
                                                "Level 2 code", "Level 3 code", NULL};

/* A row is a path from the top: each level is broader than the next, and has its code. */
static match_status
read_path(void *reader)
{
    struct esco *esco = reader;
    struct sheet_cell above = {"", 0};
    for (size_t level = 0; level < HIERARCHY_LEVELS; level++) {
        struct sheet_cell uri = sheet_cell(&esco->sheets, level);
        if (uri.length == 0) {
            continue;
        }
        match_status status =
            builder_fill_code(&esco->sheets.builder, uri.text,
                              sheet_cell(&esco->sheets, HIERARCHY_LEVELS + level).text,
                              sheet_place(&esco->sheets), esco->sheets.err);
        if (status == MATCH_OK && above.length > 0) {
            status = builder_add_broader(&esco->sheets.builder, uri.text, above.text,
                                         sheet_place(&esco->sheets), esco->sheets.err);
        }
        if (status != MATCH_OK) {
            return status;
        }
        above = uri;
    }
    return MATCH_OK;
}

/* --- Files ----------------------------------------------------------------------------------- */

#define CONCEPTS                                                                                   \
    {                                                                                              \
        esco_concept_columns, 2, esco_read_concept, 0, false                                       \
    }
#define MEMBERS                                                                                    \
    {                                                                                              \
        collection_columns, 1, read_member, 0, false                                               \
    }

static const struct esco_file_type file_types[ESCO_FILE_COUNT] = {
    [ESCO_OWN_FACTS] = {{fact_columns, 2, read_fact, 0, false}, 0, NULL},
    [ESCO_SCHEMES] = {{esco_scheme_columns, 1, esco_read_scheme, 0, false}, 0, NULL},
    [ESCO_ISCO_GROUPS] = {CONCEPTS, MATCH_CONCEPT_OCCUPATION_GROUP, "isco"},
    [ESCO_OCCUPATIONS] = {CONCEPTS, MATCH_CONCEPT_OCCUPATION, "occupations"},
    [ESCO_SKILL_GROUPS] = {CONCEPTS, MATCH_CONCEPT_SKILL_GROUP, "skills-hierarchy"},
    [ESCO_SKILLS] = {CONCEPTS, MATCH_CONCEPT_SKILL, "skills"},
    [ESCO_DIGITAL_SKILLS] = {MEMBERS, 0, "6c930acd-c104-4ece-acf7-f44fd7333036"},
    [ESCO_DIGCOMP_SKILLS] = {MEMBERS, 0, "digcomp"},
    [ESCO_GREEN_SKILLS] = {MEMBERS, 0, "green"},
    [ESCO_ICT_SKILLS] = {MEMBERS, 0, "skill-ict-groups"},
    [ESCO_LANGUAGE_SKILLS] = {MEMBERS, 0, ESCO_LANGUAGE_SCHEME},
    [ESCO_RESEARCH_SKILLS] = {MEMBERS, 0, "research"},
    [ESCO_TRANSVERSAL_SKILLS] = {MEMBERS, 0, "skill-transversal-groups"},
    [ESCO_SKILLS_HIERARCHY] = {{hierarchy_columns, 1, read_path, 0, false}, 0, NULL},
    [ESCO_BROADER_OCCUPATIONS] = {{broader_columns, 2, read_broader, 0, false}, 0, NULL},
    [ESCO_BROADER_SKILLS] = {{broader_columns, 2, read_broader, 0, false}, 0, NULL},
    [ESCO_OCCUPATION_SKILLS] = {{skill_columns, 3, read_skill, 0, false}, 0, NULL},
    [ESCO_SKILL_SKILLS] = {{basis_columns, 3, read_basis, 0, false}, 0, NULL},
    [ESCO_OWN_MAPPINGS] = {{mapping_columns, 3, read_mapping, 0, false}, 0, NULL},
};

static match_status
set_properties(struct esco *esco)
{
    const struct {
        const char *key, *value;
    } rows[] = {
        {"name", "esco"},
        {"language", esco->files.language},
        {"attribution", "This service uses the ESCO classification of the European Commission."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        match_status status =
            builder_set_property(&esco->sheets.builder, rows[i].key, rows[i].value,
                                 (struct builder_place){0}, esco->sheets.err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
read_files(struct esco *esco)
{
    /* The facts come first, where they are there: it is no download of ESCO then. */
    bool own = esco->files.entries[0].file == ESCO_OWN_FACTS;
    match_status status = own ? MATCH_OK : set_properties(esco);
    for (size_t i = 0; i < esco->files.count && status == MATCH_OK; i++) {
        esco->entry = &esco->files.entries[i];
        esco->type = &file_types[esco->entry->file];
        esco->stamp = (uint32_t)i + 1;
        status = sheets_read(&esco->sheets, esco->entry->source, &esco->type->sheet, esco);
    }
    return status == MATCH_OK ? sheets_note_rest(&esco->sheets) : status;
}

match_taxonomy *
match_taxonomy_import_esco(const char *path, match_report *report, match_progress progress,
                           void *data, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct esco esco = {.stamp = 0};
    sheets_init(&esco.sheets, report, progress, data, err);
    if (esco_files_find(path, &esco.sheets, &esco.files) == MATCH_OK &&
        read_files(&esco) == MATCH_OK) {
        taxonomy = builder_finish(&esco.sheets.builder, err);
    }
    sheets_clear(&esco.sheets);
    esco_files_clear(&esco.files);
    intern_clear(&esco.scheme_uris);
    ids_clear(&esco.schemes);
    alloc_free(esco.stamps);
    return taxonomy;
}
