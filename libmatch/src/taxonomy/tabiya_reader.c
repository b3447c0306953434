/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/names.h"
#include "taxonomy/sheet.h"

/*
 * Tabiya CSV: what the Tabiya Open Taxonomy platform exports. The column ID joins the files and
 * means nothing outside of them; what a concept is called is its ORIGINURI, or where there is
 * none its newest UUID as a URN.
 */

enum tabiya_file {
    TABIYA_MODEL,
    TABIYA_OCCUPATION_GROUPS,
    TABIYA_OCCUPATIONS,
    TABIYA_SKILL_GROUPS,
    TABIYA_SKILLS,
    TABIYA_OCCUPATION_HIERARCHY,
    TABIYA_SKILL_HIERARCHY,
    TABIYA_OCCUPATION_SKILLS,
    TABIYA_SKILL_SKILLS,
    TABIYA_FILE_COUNT
};

/* Which of the files a concept is in: ids of different ones may be equal. */
enum family {
    FAMILY_OCCUPATION_GROUP,
    FAMILY_OCCUPATION,
    FAMILY_SKILL_GROUP,
    FAMILY_SKILL,
    FAMILY_COUNT
};

/* What the format allows; more is kept and reported. Lengths are in characters. */
#define MOST_LABEL 256u
#define MOST_LABELS 100u
#define MOST_DESCRIPTION 6000u
#define MOST_NOTE 4000u

struct tabiya {
    struct sheets sheets;
    const struct bundle_file *files[TABIYA_FILE_COUNT]; /* NULL where there is none */
    enum tabiya_file file;                              /* being read */
    uint32_t scheme;                                    /* of the file being read */
    uint32_t local_scheme;

    /* By family: ids, and at the same place the URI's number in uris. */
    struct intern ids[FAMILY_COUNT];
    struct ids uri_of[FAMILY_COUNT];
    struct intern uris;
    struct buffer scratch;
    uint64_t signals, untyped, over_limit; /* rows of the file being read */
    uint32_t first_untyped, first_over;    /* their lines */
};

/* --- Identity -------------------------------------------------------------------------------- */

/* The next UUID of a list; false at the end. Anything else is no UUID and passed over, but
 * counted in *odd. */
static bool
next_uuid(struct sheet_cell *rest, struct sheet_cell *uuid, uint64_t *odd)
{
    while (sheet_part(rest, " ,;\t\r\n", uuid)) {
        if (uuid->length == 36 && strspn(uuid->text, "0123456789abcdefABCDEF-") >= 36) {
            return true;
        }
        (*odd)++;
    }
    return false;
}

/* "urn:uuid:..." of a cell's part, in scratch. */
static const char *
urn_of(struct tabiya *tabiya, struct sheet_cell uuid)
{
    tabiya->scratch.size = 0;
    buffer_add_text(&tabiya->scratch, "urn:uuid:");
    buffer_add(&tabiya->scratch, uuid.text, uuid.length);
    return tabiya->scratch.failed ? NULL : tabiya->scratch.bytes;
}

static match_status
remember(struct tabiya *tabiya, enum family family, struct sheet_cell id, const char *uri)
{
    uint32_t known = intern_add(&tabiya->uris, uri, strlen(uri));
    if (known == 0 || intern_add(&tabiya->ids[family], id.text, id.length) == 0 ||
        !ids_push(&tabiya->uri_of[family], known)) {
        return fail_memory(tabiya->sheets.err);
    }
    return MATCH_OK;
}

/* The URI behind an id; NULL for an unknown one, which is reported. */
static match_status
find_uri(struct tabiya *tabiya, enum family family, struct sheet_cell id, const char *field,
         const char **uri)
{
    uint32_t number = intern_find(&tabiya->ids[family], id.text, id.length);
    if (number != 0) {
        *uri = intern_text(&tabiya->uris, tabiya->uri_of[family].items[number - 1]);
        return MATCH_OK;
    }
    *uri = NULL;
    return sheet_say(&tabiya->sheets, MATCH_SEVERITY_ERROR, field, "DANGLING_RELATION",
                     "id '%.120s' is unknown", id.text);
}

/* --- Concepts -------------------------------------------------------------------------------- */

enum concept_column {
    ID,
    PREFERRED,
    ORIGIN,
    HISTORY,
    CODE,
    GROUP_CODE,
    TYPE,
    ALTERNATIVE,
    DESCRIPTION,
    DEFINITION,
    SCOPE_NOTE,
    REGULATION,
    SKILL_TYPE,
    REUSE_LEVEL
};

static const char *const concept_columns[] = {
    [ID] = "ID",
    [PREFERRED] = "PREFERREDLABEL",
    [ORIGIN] = "ORIGINURI|ESCOURI",
    [HISTORY] = "UUIDHISTORY",
    [CODE] = "CODE",
    [GROUP_CODE] = "OCCUPATIONGROUPCODE|ISCOGROUPCODE",
    [TYPE] = "OCCUPATIONTYPE|GROUPTYPE",
    [ALTERNATIVE] = "ALTLABELS",
    [DESCRIPTION] = "DESCRIPTION",
    [DEFINITION] = "DEFINITION",
    [SCOPE_NOTE] = "SCOPENOTE",
    [REGULATION] = "REGULATEDPROFESSIONNOTE",
    [SKILL_TYPE] = "SKILLTYPE",
    [REUSE_LEVEL] = "REUSELEVEL",
    NULL,
};

static const struct {
    size_t column;
    match_text_kind kind;
    size_t most; /* characters */
} text_columns[] = {
    {DEFINITION, MATCH_TEXT_DEFINITION, MOST_NOTE},
    {DESCRIPTION, MATCH_TEXT_DESCRIPTION, MOST_DESCRIPTION},
    {SCOPE_NOTE, MATCH_TEXT_SCOPE_NOTE, MOST_NOTE},
    {REGULATION, MATCH_TEXT_REGULATION_NOTE, MOST_NOTE},
};

/* What is said of the four files of concepts. */
static const struct {
    enum family family;
    match_concept_kind kind;
    const char *scheme, *title;
} concept_files[TABIYA_FILE_COUNT] = {
    [TABIYA_OCCUPATION_GROUPS] = {FAMILY_OCCUPATION_GROUP, MATCH_CONCEPT_OCCUPATION_GROUP,
                                  "occupation-groups", "Groups of occupations"},
    [TABIYA_OCCUPATIONS] = {FAMILY_OCCUPATION, MATCH_CONCEPT_OCCUPATION, "occupations",
                            "Occupations"},
    [TABIYA_SKILL_GROUPS] = {FAMILY_SKILL_GROUP, MATCH_CONCEPT_SKILL_GROUP, "skill-groups",
                             "Groups of skills"},
    [TABIYA_SKILLS] = {FAMILY_SKILL, MATCH_CONCEPT_SKILL, "skills", "Skills"},
};

/* Characters of UTF-8. */
static size_t
count_characters(struct sheet_cell text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.text[i] & 0xC0u) != 0x80u;
    }
    return count;
}

static void
note_over(struct tabiya *tabiya, bool over)
{
    if (over && tabiya->over_limit++ == 0) {
        tabiya->first_over = tabiya->sheets.row->line;
    }
}

static match_status
add_label(struct tabiya *tabiya, uint32_t concept, match_label_kind kind, struct sheet_cell label)
{
    note_over(tabiya, count_characters(label) > MOST_LABEL);
    return builder_add_label(&tabiya->sheets.builder, concept, kind, "en", label.text, label.length,
                             sheet_place(&tabiya->sheets), tabiya->sheets.err);
}

static match_status
add_words(struct tabiya *tabiya, uint32_t concept)
{
    struct sheet_cell rest = sheet_cell(&tabiya->sheets, ALTERNATIVE);
    struct sheet_cell label;
    size_t count = 0;
    match_status status =
        add_label(tabiya, concept, MATCH_LABEL_PREFERRED, sheet_cell(&tabiya->sheets, PREFERRED));
    while (status == MATCH_OK && sheet_part(&rest, "\n\r", &label)) {
        count++;
        status = add_label(tabiya, concept, MATCH_LABEL_ALTERNATIVE, label);
    }
    note_over(tabiya, count > MOST_LABELS);
    for (size_t i = 0; i < sizeof text_columns / sizeof text_columns[0] && status == MATCH_OK;
         i++) {
        struct sheet_cell text = sheet_cell(&tabiya->sheets, text_columns[i].column);
        note_over(tabiya, count_characters(text) > text_columns[i].most);
        status = builder_add_text(&tabiya->sheets.builder, concept, text_columns[i].kind, "en",
                                  text.text, text.length, sheet_place(&tabiya->sheets),
                                  tabiya->sheets.err);
    }
    return status;
}

/* All UUIDs that the concept has had, so that what was coded with an older one is found. */
static match_status
add_history(struct tabiya *tabiya, uint32_t concept, const char *uri)
{
    struct sheet_cell rest = sheet_cell(&tabiya->sheets, HISTORY);
    struct sheet_cell uuid;
    uint64_t odd = 0;
    while (next_uuid(&rest, &uuid, &odd)) {
        const char *urn = urn_of(tabiya, uuid);
        if (!urn) {
            return fail_memory(tabiya->sheets.err);
        }
        if (strcmp(urn, uri) == 0) {
            continue;
        }
        match_status status =
            builder_add_mapping(&tabiya->sheets.builder, concept, MATCH_MAPPING_EXACT, urn,
                                sheet_place(&tabiya->sheets), tabiya->sheets.err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return odd == 0
               ? MATCH_OK
               : sheet_say(&tabiya->sheets, MATCH_SEVERITY_WARNING, "UUIDHISTORY", "UNKNOWN_VALUE",
                           "UUIDHISTORY has %llu parts that are no UUIDs", (unsigned long long)odd);
}

/* Skill type and reuse level; a value that is not known is reported and dropped. */
static match_status
read_skill_facts(struct tabiya *tabiya, struct builder_concept *concept)
{
    const char *type = sheet_cell(&tabiya->sheets, SKILL_TYPE).text;
    const char *reuse = sheet_cell(&tabiya->sheets, REUSE_LEVEL).text;
    match_status status = MATCH_OK;
    concept->skill_type =
        strcmp(type, "skill/competence") == 0 ? MATCH_SKILL_TYPE_SKILL : skill_type_of_name(type);
    concept->reuse_level = reuse_level_of_name(reuse);
    if (type[0] != '\0' && concept->skill_type == MATCH_SKILL_TYPE_NONE) {
        status = sheet_say(&tabiya->sheets, MATCH_SEVERITY_WARNING, "SKILLTYPE", "UNKNOWN_VALUE",
                           "SKILLTYPE is '%.80s', expected skill/competence, knowledge, language "
                           "or attitude",
                           type);
    }
    if (status == MATCH_OK && reuse[0] != '\0' && concept->reuse_level == MATCH_REUSE_NONE) {
        status = sheet_say(&tabiya->sheets, MATCH_SEVERITY_WARNING, "REUSELEVEL", "UNKNOWN_VALUE",
                           "REUSELEVEL is '%.80s', expected transversal, cross-sector, "
                           "sector-specific or occupation-specific",
                           reuse);
    }
    return status;
}

/* The ISCO group that a group's code begins with: "7531" of "7531AB". Local groups without one
 * begin with a letter. */
static void
isco_of(const char *code, char isco[5])
{
    size_t length = strspn(code, "0123456789");
    length = length <= 4 ? length : 0;
    memcpy(isco, code, length);
    isco[length] = '\0';
}

/* Tells concepts of the place apart from those of ESCO and ISCO. */
static match_status
add_locality(struct tabiya *tabiya, const char *uri)
{
    static const char local[] = "local"; /* localoccupation, localgroup */
    const char *type = sheet_cell(&tabiya->sheets, TYPE).text;
    return !bundle_same_name(type, strnlen(type, sizeof local - 1), local)
               ? MATCH_OK
               : builder_add_membership(&tabiya->sheets.builder, uri, tabiya->local_scheme,
                                        sheet_place(&tabiya->sheets), tabiya->sheets.err);
}

/* The URI of the row's concept, "" where it has none but its code. */
static match_status
identify(struct tabiya *tabiya, const char **uri)
{
    struct sheet_cell history = sheet_cell(&tabiya->sheets, HISTORY);
    struct sheet_cell newest;
    uint64_t odd = 0; /* said with the history */
    *uri = sheet_cell(&tabiya->sheets, ORIGIN).text;
    if ((*uri)[0] == '\0' && next_uuid(&history, &newest, &odd)) {
        *uri = urn_of(tabiya, newest);
    }
    if (!*uri) {
        return fail_memory(tabiya->sheets.err);
    }
    uint32_t number = intern_add(&tabiya->uris, *uri, strlen(*uri));
    *uri = intern_text(&tabiya->uris, number); /* scratch is used again */
    return number == 0 ? fail_memory(tabiya->sheets.err) : MATCH_OK;
}

static match_status
read_concept(void *reader)
{
    struct tabiya *tabiya = reader;
    struct sheets *sheets = &tabiya->sheets;
    struct sheet_cell id = sheet_cell(sheets, ID);
    enum family family = concept_files[tabiya->file].family;
    char isco[5];
    const char *uri;
    uint32_t index;
    if (id.length == 0) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "ID", "MISSING_ID",
                         "a concept has no ID, expected one that joins the files");
    }
    if (intern_find(&tabiya->ids[family], id.text, id.length) != 0) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, "ID", "DUPLICATE_ID",
                         "id '%.120s' is given twice", id.text);
    }
    match_status status = identify(tabiya, &uri);
    if (status != MATCH_OK) {
        return status;
    }
    struct builder_concept concept = {.kind = concept_files[tabiya->file].kind,
                                      .uri = uri,
                                      .code = sheet_cell(sheets, CODE).text,
                                      .isco = isco,
                                      .scheme = tabiya->scheme};
    isco_of(tabiya->file == TABIYA_OCCUPATIONS ? sheet_cell(sheets, GROUP_CODE).text : concept.code,
            isco);
    if (tabiya->file == TABIYA_SKILLS || tabiya->file == TABIYA_SKILL_GROUPS) {
        concept.isco = NULL;
    }
    status = tabiya->file == TABIYA_SKILLS ? read_skill_facts(tabiya, &concept) : MATCH_OK;
    if (status == MATCH_OK) {
        status = builder_add_concept(&sheets->builder, &concept, sheet_place(sheets), &index,
                                     sheets->err);
    }
    if (status != MATCH_OK || index == BUILDER_NONE) {
        return status;
    }
    uri = uri[0] != '\0' ? uri : concept.code;
    status = remember(tabiya, family, id, uri);
    status = status == MATCH_OK ? add_words(tabiya, index) : status;
    status = status == MATCH_OK ? add_history(tabiya, index, uri) : status;
    return status == MATCH_OK ? add_locality(tabiya, uri) : status;
}

/* --- Relations ------------------------------------------------------------------------------- */

/* Types of objects, of newer and older exports. */
static const struct {
    const char *name;
    enum family family;
} object_types[] = {
    {"occupationgroup", FAMILY_OCCUPATION_GROUP}, {"iscogroup", FAMILY_OCCUPATION_GROUP},
    {"localgroup", FAMILY_OCCUPATION_GROUP},      {"escooccupation", FAMILY_OCCUPATION},
    {"localoccupation", FAMILY_OCCUPATION},       {"occupation", FAMILY_OCCUPATION},
    {"skillgroup", FAMILY_SKILL_GROUP},           {"skill", FAMILY_SKILL},
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
            return find_uri(tabiya, object_types[i].family, sheet_cell(&tabiya->sheets, id_column),
                            field, uri);
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
    match_status status = find_uri(tabiya, FAMILY_OCCUPATION, sheet_cell(sheets, SKILL_OCCUPATION),
                                   "OCCUPATIONID", &occupation);
    if (status == MATCH_OK && occupation) {
        status = find_uri(tabiya, FAMILY_SKILL, sheet_cell(sheets, SKILL_SKILL), "SKILLID", &skill);
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
        find_uri(tabiya, FAMILY_SKILL, sheet_cell(sheets, 0), "REQUIRINGID", &skill);
    if (status == MATCH_OK && skill) {
        status = find_uri(tabiya, FAMILY_SKILL, sheet_cell(sheets, 1), "REQUIREDID", &basis);
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
    if (!next_uuid(&history, &newest, &odd)) {
        return MATCH_OK;
    }
    const char *urn = urn_of(tabiya, newest);
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
                                  {concept_columns, 2, read_concept, 0, false}},
    [TABIYA_OCCUPATIONS] = {{"occupations"}, {concept_columns, 2, read_concept, 0, false}},
    [TABIYA_SKILL_GROUPS] = {{"skill_groups"}, {concept_columns, 2, read_concept, 0, false}},
    [TABIYA_SKILLS] = {{"skills"}, {concept_columns, 2, read_concept, 0, false}},
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
    if (concept_files[tabiya->file].scheme) {
        status = add_scheme(tabiya, concept_files[tabiya->file].scheme,
                            concept_files[tabiya->file].title, &tabiya->scheme);
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
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        intern_clear(&tabiya.ids[i]);
        ids_clear(&tabiya.uri_of[i]);
    }
    intern_clear(&tabiya.uris);
    buffer_clear(&tabiya.scratch);
    return taxonomy;
}
