/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/tabiya_reader.h"

#include <string.h>

#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/names.h"

/* --- Relations ------------------------------------------------------------------------------- */

/* Types of objects, of newer and older exports. */
static const struct {
    const char *name;
    enum tabiya_family family;
} object_types[] = {
    {"occupationgroup", TABIYA_FAMILY_OCCUPATION_GROUP},
    {"iscogroup", TABIYA_FAMILY_OCCUPATION_GROUP},
    {"localgroup", TABIYA_FAMILY_OCCUPATION_GROUP},
    {"escooccupation", TABIYA_FAMILY_OCCUPATION},
    {"localoccupation", TABIYA_FAMILY_OCCUPATION},
    {"occupation", TABIYA_FAMILY_OCCUPATION},
    {"skillgroup", TABIYA_FAMILY_SKILL_GROUP},
    {"skill", TABIYA_FAMILY_SKILL},
};

/* Finds what a type and an id name; *uri is NULL for nothing, which is reported. */
static match_status
find_object(struct tabiya *tabiya, size_t type_column, size_t id_column, const char *field,
            const char **uri)
{
    struct sheet_cell type = sheet_cell(&tabiya->sheets, type_column);
    *uri = NULL;
    for (size_t i = 0; i < sizeof object_types / sizeof object_types[0]; i++) {
        if (bundle_same_name(type.text, type.length, object_types[i].name)) {
            return tabiya_find_uri(tabiya, object_types[i].family,
                                   sheet_cell(&tabiya->sheets, id_column), field, uri);
        }
    }
    return sheet_say(&tabiya->sheets, MATCH_SEVERITY_ERROR, field, "UNKNOWN_VALUE",
                     "object type is '%.80s', expected occupationgroup, escooccupation, "
                     "localoccupation, skillgroup or skill",
                     type.text);
}

static const char *const hierarchy_columns[] = {"PARENTOBJECTTYPE", "PARENTID", "CHILDOBJECTTYPE",
                                                "CHILDID", NULL};

static match_status
read_parent(void *reader)
{
    struct tabiya *tabiya = reader;
    const char *parent;
    const char *child = NULL;
    match_status status = find_object(tabiya, 0, 1, "PARENTID", &parent);
    if (status == MATCH_OK && parent) {
        status = find_object(tabiya, 2, 3, "CHILDID", &child);
    }
    return status != MATCH_OK || !child
               ? status
               : builder_add_broader(&tabiya->sheets.builder, child, parent,
                                     sheet_place(&tabiya->sheets), tabiya->sheets.err);
}

/* Essential or optional. A relation without a type is optional and counted where that is
 * allowed; *kind is 0 for anything else, which is reported. */
static match_status
read_relation_kind(struct tabiya *tabiya, size_t column, bool may_lack, match_relation_kind *kind)
{
    struct sheet_cell type = sheet_cell(&tabiya->sheets, column);
    *kind = (match_relation_kind)relation_kind_of_name(type.text);
    if (*kind == 0 && may_lack && type.length == 0) {
        *kind = MATCH_RELATION_OPTIONAL;
        if (tabiya->untyped++ == 0) {
            tabiya->first_untyped = tabiya->sheets.row->line;
        }
    }
    return *kind != 0
               ? MATCH_OK
               : sheet_say(&tabiya->sheets, MATCH_SEVERITY_ERROR, "RELATIONTYPE",
                           "UNKNOWN_RELATION_TYPE",
                           "RELATIONTYPE is '%.80s', expected essential or optional", type.text);
}

enum skill_column {
    SKILL_OCCUPATION,
    SKILL_SKILL,
    SKILL_RELATION,
    SKILL_SIGNAL,
    SKILL_SIGNAL_LABEL
};

static const char *const skill_columns[] = {[SKILL_OCCUPATION] = "OCCUPATIONID",
                                            [SKILL_SKILL] = "SKILLID",
                                            [SKILL_RELATION] = "RELATIONTYPE",
                                            [SKILL_SIGNAL] = "SIGNALLINGVALUE",
                                            [SKILL_SIGNAL_LABEL] = "SIGNALLINGVALUELABEL",
                                            NULL};

static match_status
read_skill(void *reader)
{
    struct tabiya *tabiya = reader;
    struct sheets *sheets = &tabiya->sheets;
    const char *occupation;
    const char *skill = NULL;
    match_relation_kind kind = MATCH_RELATION_OPTIONAL;
    tabiya->signals += sheet_cell(sheets, SKILL_SIGNAL).length > 0 ||
                       sheet_cell(sheets, SKILL_SIGNAL_LABEL).length > 0;
    match_status status =
        tabiya_find_uri(tabiya, TABIYA_FAMILY_OCCUPATION, sheet_cell(sheets, SKILL_OCCUPATION),
                        "OCCUPATIONID", &occupation);
    if (status == MATCH_OK && occupation) {
        status = tabiya_find_uri(tabiya, TABIYA_FAMILY_SKILL, sheet_cell(sheets, SKILL_SKILL),
                                 "SKILLID", &skill);
    }
    if (status == MATCH_OK && skill) {
        status = read_relation_kind(tabiya, SKILL_RELATION, true, &kind);
    }
    return status != MATCH_OK || !skill || kind == 0
               ? status
               : builder_add_relation(&sheets->builder, occupation, skill, kind, 0,
                                      sheet_place(sheets), sheets->err);
}

static const char *const basis_columns[] = {"REQUIRINGID", "REQUIREDID", "RELATIONTYPE", NULL};

static match_status
read_basis(void *reader)
{
    struct tabiya *tabiya = reader;
    struct sheets *sheets = &tabiya->sheets;
    const char *skill;
    const char *basis = NULL;
    match_relation_kind kind = MATCH_RELATION_OPTIONAL;
    match_status status =
        tabiya_find_uri(tabiya, TABIYA_FAMILY_SKILL, sheet_cell(sheets, 0), "REQUIRINGID", &skill);
    if (status == MATCH_OK && skill) {
        status = tabiya_find_uri(tabiya, TABIYA_FAMILY_SKILL, sheet_cell(sheets, 1), "REQUIREDID",
                                 &basis);
    }
    if (status == MATCH_OK && basis) {
        status = read_relation_kind(tabiya, 2, false, &kind);
    }
    return status != MATCH_OK || !basis || kind == 0
               ? status
               : builder_add_skill_relation(&sheets->builder, skill, basis, kind,
                                            sheet_place(sheets), sheets->err);
}

/* --- The model ------------------------------------------------------------------------------- */

static const char *const model_columns[] = {"NAME", "VERSION", "LOCALE", "UUIDHISTORY", NULL};

static const char *const model_keys[] = {"title.en", "version", "locale"};

static match_status
read_model(void *reader)
{
    struct tabiya *tabiya = reader;
    struct sheets *sheets = &tabiya->sheets;
    struct sheet_cell history = sheet_cell(sheets, 3);
    struct sheet_cell newest;
    uint64_t odd = 0; /* of no weight here */
    for (size_t i = 0; i < sizeof model_keys / sizeof model_keys[0]; i++) {
        struct sheet_cell value = sheet_cell(sheets, i);
        if (value.length == 0) {
            continue;
        }
        match_status status = builder_set_property(&sheets->builder, model_keys[i], value.text,
                                                   sheet_place(sheets), sheets->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (!tabiya_next_uuid(&history, &newest, &odd)) {
        return MATCH_OK;
    }
    const char *urn = tabiya_urn_of(tabiya, newest);
    return urn ? builder_set_property(&sheets->builder, "source", urn, sheet_place(sheets),
                                      sheets->err)
               : fail_memory(sheets->err);
}

/* --- Files ----------------------------------------------------------------------------------- */

/* Names without ".csv", newer and older ones. */
static const struct {
    const char *names[2];
    struct sheet_type type;
} file_types[TABIYA_FILE_COUNT] = {
    [TABIYA_MODEL] = {{"model_info"}, {model_columns, 1, read_model, 0, false}},
    [TABIYA_OCCUPATION_GROUPS] = {{"occupation_groups", "isco_groups"},
                                  {tabiya_concept_columns, 2, tabiya_read_concept, 0, false}},
    [TABIYA_OCCUPATIONS] = {{"occupations"},
                            {tabiya_concept_columns, 2, tabiya_read_concept, 0, false}},
    [TABIYA_SKILL_GROUPS] = {{"skill_groups"},
                             {tabiya_concept_columns, 2, tabiya_read_concept, 0, false}},
    [TABIYA_SKILLS] = {{"skills"}, {tabiya_concept_columns, 2, tabiya_read_concept, 0, false}},
    [TABIYA_OCCUPATION_HIERARCHY] = {{"occupation_hierarchy"},
                                     {hierarchy_columns, 4, read_parent, 0, false}},
    [TABIYA_SKILL_HIERARCHY] = {{"skill_hierarchy"}, {hierarchy_columns, 4, read_parent, 0, false}},
    [TABIYA_OCCUPATION_SKILLS] = {{"occupation_to_skill_relations"},
                                  {skill_columns, 3, read_skill, 0, false}},
    [TABIYA_SKILL_SKILLS] = {{"skill_to_skill_relations"},
                             {basis_columns, 3, read_basis, 0, false}},
};

static enum tabiya_file
recognise(const char *name)
{
    size_t length = strlen(name);
    if (length < 5 || !bundle_same_name(name + length - 4, 4, ".csv")) {
        return TABIYA_FILE_COUNT;
    }
    for (int i = 0; i < TABIYA_FILE_COUNT; i++) {
        for (size_t j = 0; j < 2 && file_types[i].names[j]; j++) {
            if (bundle_same_name(name, length - 4, file_types[i].names[j])) {
                return (enum tabiya_file)i;
            }
        }
    }
    return TABIYA_FILE_COUNT;
}

static match_status
find_files(struct tabiya *tabiya, const char *path)
{
    struct bundle *bundle = &tabiya->sheets.bundle;
    match_status status = bundle_open(path, bundle, tabiya->sheets.err);
    for (size_t i = 0; i < bundle->count && status == MATCH_OK; i++) {
        enum tabiya_file file = recognise(bundle->files[i].name);
        if (file != TABIYA_FILE_COUNT && !tabiya->files[file]) {
            tabiya->files[file] = &bundle->files[i];
            sheets_take(&tabiya->sheets, &bundle->files[i]);
        }
    }
    if (status == MATCH_OK && !tabiya->files[TABIYA_OCCUPATIONS] && !tabiya->files[TABIYA_SKILLS]) {
        status = fail_at(tabiya->sheets.err, MATCH_ERR_FORMAT, path, 0, 0,
                         "there are no Tabiya files, expected occupations.csv or skills.csv");
    }
    return status;
}

static match_status
add_scheme(struct tabiya *tabiya, const char *id, const char *title, uint32_t *number)
{
    match_scheme scheme = {.id = id, .title = title};
    return builder_add_scheme(&tabiya->sheets.builder, &scheme, (struct builder_place){0}, number,
                              tabiya->sheets.err);
}

/* A repair said once for a file, with its first line. */
static match_status
report_once(const struct tabiya *tabiya, uint32_t line, uint64_t count, const char *code,
            const char *text)
{
    struct place place = {.source = tabiya->sheets.file->label, .line = line};
    return count == 0 ? MATCH_OK
                      : report_add(tabiya->sheets.report, MATCH_SEVERITY_WARNING, place, code,
                                   tabiya->sheets.err, "%llu %s", (unsigned long long)count, text);
}

static match_status
read_file(struct tabiya *tabiya)
{
    match_status status = MATCH_OK;
    tabiya->signals = tabiya->untyped = tabiya->over_limit = 0;
    if (tabiya_concept_files[tabiya->file].scheme) {
        status = add_scheme(tabiya, tabiya_concept_files[tabiya->file].scheme,
                            tabiya_concept_files[tabiya->file].title, &tabiya->scheme);
    }
    if (status == MATCH_OK) {
        status = sheets_read(&tabiya->sheets, tabiya->files[tabiya->file],
                             &file_types[tabiya->file].type, tabiya);
    }
    if (status == MATCH_OK) {
        status = sheet_count(&tabiya->sheets, MATCH_SEVERITY_NOTE, "NOT_KEPT", tabiya->signals,
                             "signalling values are not kept");
    }
    if (status == MATCH_OK) {
        status =
            report_once(tabiya, tabiya->first_untyped, tabiya->untyped, "RELATION_TYPE_MISSING",
                        "relations have no type and are kept as optional");
    }
    return status == MATCH_OK
               ? report_once(tabiya, tabiya->first_over, tabiya->over_limit, "OVER_LIMIT",
                             "labels, lists of labels or texts are longer than the format allows")
               : status;
}

static match_status
read_files(struct tabiya *tabiya)
{
    match_status status = builder_set_property(&tabiya->sheets.builder, "name", "tabiya",
                                               (struct builder_place){0}, tabiya->sheets.err);
    if (status == MATCH_OK) {
        status = add_scheme(tabiya, "local", "Concepts of this place, not of ESCO or ISCO",
                            &tabiya->local_scheme);
    }
    for (int i = 0; i < TABIYA_FILE_COUNT && status == MATCH_OK; i++) {
        if (tabiya->files[i]) {
            tabiya->file = (enum tabiya_file)i;
            status = read_file(tabiya);
        }
    }
    return status == MATCH_OK ? sheets_note_rest(&tabiya->sheets) : status;
}

match_taxonomy *
match_taxonomy_import_tabiya(const char *path, match_report *report, match_progress progress,
                             void *data, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct tabiya tabiya = {.file = TABIYA_MODEL};
    sheets_init(&tabiya.sheets, report, progress, data, err);
    if (find_files(&tabiya, path) == MATCH_OK && read_files(&tabiya) == MATCH_OK) {
        taxonomy = builder_finish(&tabiya.sheets.builder, err);
    }
    sheets_clear(&tabiya.sheets);
    for (size_t i = 0; i < TABIYA_FAMILY_COUNT; i++) {
        intern_clear(&tabiya.ids[i]);
        ids_clear(&tabiya.uri_of[i]);
    }
    intern_clear(&tabiya.uris);
    buffer_clear(&tabiya.scratch);
    return taxonomy;
}
