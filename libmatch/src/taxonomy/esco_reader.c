/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/finding.h"
#include "base/ids.h"
#include "base/limits.h"
#include "taxonomy/builder.h"
#include "taxonomy/esco_files.h"
#include "taxonomy/names.h"
#include "text/table.h"

#define SCHEME_BASE "http://data.europa.eu/esco/concept-scheme/"
#define LANGUAGE_SCHEME "skill-language-groups"

/* Progress is told after so many rows. */
#define PROGRESS_ROWS 4096u

#define MOST_COLUMNS 16u

struct esco {
    struct builder builder;
    match_report *report;
    match_progress progress;
    void *data;
    match_error *err;
    const struct esco_folder *folder;
    struct intern scheme_uris; /* number - 1 is the place in: */
    struct ids schemes;        /* numbers in the builder */

    /* Of the file being read: */
    enum esco_file file;
    uint32_t source;
    uint64_t bytes_before, bytes_here;
    uint32_t rows, short_rows, long_rows;
    size_t header_count;
    size_t places[MOST_COLUMNS]; /* of the wanted columns, SIZE_MAX for none */
    const char *missing;         /* the column that has to be there and is not */
};

/* How a file is read. */
struct file_type {
    const char *const *columns; /* wanted; ends with NULL */
    size_t required;            /* so many of them have to be there */
    match_status (*row)(struct esco *esco, const struct table_row *row);
    match_concept_kind kind; /* of concept files */
    const char *scheme;      /* of concept files and collections: last part of its URI */
};

/* --- Cells ----------------------------------------------------------------------------------- */

/* A cell and its length; "" where the column or the cell is missing. */
struct cell {
    const char *text;
    size_t length;
};

static struct cell
cell_of(const struct esco *esco, const struct table_row *row, size_t column)
{
    size_t place = esco->places[column];
    return place < row->count ? (struct cell){row->cells[place], row->lengths[place]}
                              : (struct cell){"", 0};
}

static struct builder_place
place_of(const struct esco *esco, const struct table_row *row)
{
    return (struct builder_place){.source = esco->source, .line = row->line};
}

static struct place
finding_place(const struct esco *esco, const struct table_row *row, const char *field)
{
    return (struct place){.source = esco->folder->names[esco->file],
                          .line = row->line,
                          .row = row->row,
                          .field = field};
}

/* The next part of a cell that is cut at any of some characters; false at the end. */
static bool
next_part(struct cell *rest, const char *cuts, struct cell *part)
{
    while (rest->length > 0 && strchr(cuts, rest->text[0])) {
        rest->text++;
        rest->length--;
    }
    size_t length = 0;
    while (length < rest->length && !strchr(cuts, rest->text[length])) {
        length++;
    }
    *part = (struct cell){rest->text, length};
    rest->text += length;
    rest->length -= length;
    return length > 0;
}

/* --- Schemes --------------------------------------------------------------------------------- */

/* Whether the last part of a URI says nothing to a person: 8-4-4-4-12 hexadecimal digits. */
static bool
is_uuid(const char *text)
{
    return strlen(text) == 36 && text[8] == '-' && text[13] == '-' &&
           strspn(text, "0123456789abcdef-") == 36;
}

/* A name as an id: small letters and digits, anything else one hyphen. */
static void
slug_of(const char *name, char *out, size_t size)
{
    size_t length = 0;
    for (size_t i = 0; name[i] != '\0' && length + 1 < size; i++) {
        char c = name[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[length++] = c;
        } else if (length > 0 && out[length - 1] != '-') {
            out[length++] = '-';
        }
    }
    while (length > 0 && out[length - 1] == '-') {
        length--;
    }
    out[length] = '\0';
}

/* The builder's number of a scheme, adding it with what is known of it. */
static match_status
find_scheme(struct esco *esco, struct cell uri, const char *title, struct builder_place place,
            uint32_t *number)
{
    uint32_t known = intern_find(&esco->scheme_uris, uri.text, uri.length);
    if (known != 0) {
        *number = esco->schemes.items[known - 1];
        return MATCH_OK;
    }
    known = intern_add(&esco->scheme_uris, uri.text, uri.length);
    if (known == 0) {
        return fail_memory(esco->err);
    }
    const char *whole = intern_text(&esco->scheme_uris, known);
    const char *slash = strrchr(whole, '/');
    const char *id = slash && slash[1] != '\0' ? slash + 1 : whole;
    char slug[80];
    slug_of(title, slug, sizeof slug);
    match_scheme scheme = {.id = is_uuid(id) && slug[0] != '\0' ? slug : id,
                           .uri = whole,
                           .title = title};
    match_status status = builder_add_scheme(&esco->builder, &scheme, place, number, esco->err);
    if (status == MATCH_OK && !ids_push(&esco->schemes, *number)) {
        status = fail_memory(esco->err);
    }
    return status;
}

/* The same for the last part of the URI. */
static match_status
find_named_scheme(struct esco *esco, const char *name, uint32_t *number)
{
    char uri[sizeof SCHEME_BASE + 64];
    size_t length = strlen(name);
    memcpy(uri, SCHEME_BASE, sizeof SCHEME_BASE - 1);
    memcpy(uri + sizeof SCHEME_BASE - 1, name, length + 1);
    return find_scheme(esco, (struct cell){uri, sizeof SCHEME_BASE - 1 + length}, "",
                       (struct builder_place){.source = esco->source}, number);
}

static const char *const scheme_columns[] = {"conceptSchemeUri", "preferredLabel", NULL};

static match_status
read_scheme(struct esco *esco, const struct table_row *row)
{
    struct cell uri = cell_of(esco, row, 0);
    uint32_t number;
    return uri.length == 0 ? MATCH_OK
                           : find_scheme(esco, uri, cell_of(esco, row, 1).text,
                                         place_of(esco, row), &number);
}

/* --- Concepts -------------------------------------------------------------------------------- */

enum concept_column {
    URI,
    PREFERRED,
    ALTERNATIVE,
    HIDDEN,
    DESCRIPTION,
    DEFINITION,
    SCOPE_NOTE,
    REGULATION,
    SCHEMES,
    CODE,
    ISCO,
    SKILL_TYPE,
    REUSE_LEVEL
};

static const char *const concept_columns[] = {
    [URI] = "conceptUri",
    [PREFERRED] = "preferredLabel",
    [ALTERNATIVE] = "altLabels",
    [HIDDEN] = "hiddenLabels",
    [DESCRIPTION] = "description",
    [DEFINITION] = "definition",
    [SCOPE_NOTE] = "scopeNote",
    [REGULATION] = "regulatedProfessionNote",
    [SCHEMES] = "inScheme",
    [CODE] = "code",
    [ISCO] = "iscoGroup",
    [SKILL_TYPE] = "skillType",
    [REUSE_LEVEL] = "reuseLevel",
    NULL,
};

static const struct {
    size_t column;
    match_label_kind kind;
} label_columns[] = {
    {PREFERRED, MATCH_LABEL_PREFERRED},
    {ALTERNATIVE, MATCH_LABEL_ALTERNATIVE},
    {HIDDEN, MATCH_LABEL_HIDDEN},
};

static const struct {
    size_t column;
    match_text_kind kind;
} text_columns[] = {
    {DEFINITION, MATCH_TEXT_DEFINITION},
    {DESCRIPTION, MATCH_TEXT_DESCRIPTION},
    {SCOPE_NOTE, MATCH_TEXT_SCOPE_NOTE},
    {REGULATION, MATCH_TEXT_REGULATION_NOTE},
};

/* ESCO's names of skill types, also of older and newer releases. */
static const struct {
    const char *name;
    match_skill_type type;
} skill_types[] = {
    {"", MATCH_SKILL_TYPE_NONE},
    {"skill/competence", MATCH_SKILL_TYPE_SKILL},
    {"skill", MATCH_SKILL_TYPE_SKILL},
    {"knowledge", MATCH_SKILL_TYPE_KNOWLEDGE},
    {"language", MATCH_SKILL_TYPE_LANGUAGE},
    {"attitude", MATCH_SKILL_TYPE_ATTITUDE},
};

static match_status
warn_value(const struct esco *esco, const struct table_row *row, const char *field,
           const char *value, const char *expected)
{
    return report_add(esco->report, MATCH_SEVERITY_WARNING, finding_place(esco, row, field),
                      "UNKNOWN_VALUE", esco->err, "%s is '%.80s', expected %s", field, value,
                      expected);
}

/* Skill type, reuse level and ISCO code; a value that is not known is reported and dropped. */
static match_status
read_facts(const struct esco *esco, const struct table_row *row, struct builder_concept *concept)
{
    struct cell type = cell_of(esco, row, SKILL_TYPE);
    struct cell reuse = cell_of(esco, row, REUSE_LEVEL);
    struct cell isco = cell_of(esco, row, ISCO);
    match_status status = MATCH_OK;
    size_t i = 0;
    while (i < sizeof skill_types / sizeof skill_types[0] &&
           strcmp(skill_types[i].name, type.text) != 0) {
        i++;
    }
    if (i < sizeof skill_types / sizeof skill_types[0]) {
        concept->skill_type = skill_types[i].type;
    } else {
        status = warn_value(esco, row, "skillType", type.text, "skill/competence or knowledge");
    }
    concept->reuse_level = reuse_level_of_name(reuse.text);
    if (status == MATCH_OK && reuse.length > 0 && concept->reuse_level == MATCH_REUSE_NONE) {
        status = warn_value(esco, row, "reuseLevel", reuse.text,
                            "transversal, cross-sector, sector-specific or occupation-specific");
    }
    if (isco.length > 4 || strspn(isco.text, "0123456789") != isco.length) {
        return status == MATCH_OK
                   ? warn_value(esco, row, "iscoGroup", isco.text, "1 to 4 digits")
                   : status;
    }
    concept->isco = isco.text;
    return status;
}

static match_status
add_labels(struct esco *esco, const struct table_row *row, uint32_t concept)
{
    for (size_t i = 0; i < sizeof label_columns / sizeof label_columns[0]; i++) {
        struct cell rest = cell_of(esco, row, label_columns[i].column);
        struct cell label;
        /* Only a list is cut: a preferred label that holds a line end is one label. */
        const char *cuts = label_columns[i].kind == MATCH_LABEL_PREFERRED ? "" : "\n\r";
        while (next_part(&rest, cuts, &label)) {
            match_status status = builder_add_label(
                &esco->builder, concept, label_columns[i].kind, esco->folder->language,
                label.text, label.length, place_of(esco, row), esco->err);
            if (status != MATCH_OK) {
                return status;
            }
        }
    }
    return MATCH_OK;
}

static match_status
add_texts(struct esco *esco, const struct table_row *row, uint32_t concept)
{
    for (size_t i = 0; i < sizeof text_columns / sizeof text_columns[0]; i++) {
        struct cell text = cell_of(esco, row, text_columns[i].column);
        match_status status = builder_add_text(&esco->builder, concept, text_columns[i].kind,
                                               esco->folder->language, text.text, text.length,
                                               place_of(esco, row), esco->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* Puts a concept into all schemes that its row lists. */
static match_status
add_memberships(struct esco *esco, const struct table_row *row, const char *uri)
{
    struct cell rest = cell_of(esco, row, SCHEMES);
    struct cell scheme;
    while (next_part(&rest, ", \t\r\n", &scheme)) {
        uint32_t number;
        match_status status = find_scheme(esco, scheme, "", place_of(esco, row), &number);
        if (status == MATCH_OK) {
            status = builder_add_membership(&esco->builder, uri, number, place_of(esco, row),
                                            esco->err);
        }
        if (status != MATCH_OK) {
            return status;
        }
        size_t name = sizeof LANGUAGE_SCHEME - 1;
        if (scheme.length > name &&
            memcmp(scheme.text + scheme.length - name, LANGUAGE_SCHEME, name) == 0) {
            builder_set_skill_type(&esco->builder, uri, MATCH_SKILL_TYPE_LANGUAGE);
        }
    }
    return MATCH_OK;
}

static const struct file_type file_types[ESCO_FILE_COUNT];

static match_status
read_concept(struct esco *esco, const struct table_row *row)
{
    const struct file_type *type = &file_types[esco->file];
    struct cell uri = cell_of(esco, row, URI);
    struct builder_concept concept = {
        .kind = type->kind, .uri = uri.text, .code = cell_of(esco, row, CODE).text};
    uint32_t index;
    /* The fields of education are skill groups with a scheme of their own. */
    bool education = strstr(uri.text, "/isced-f/") != NULL;
    match_status status =
        find_named_scheme(esco, education ? "isced-f" : type->scheme, &concept.scheme);
    status = status == MATCH_OK ? read_facts(esco, row, &concept) : status;
    if (status != MATCH_OK) {
        return status;
    }
    if (esco->file == ESCO_ISCO_GROUPS) {
        concept.isco = concept.code;
    }
    status = builder_add_concept(&esco->builder, &concept, place_of(esco, row), &index, esco->err);
    if (status != MATCH_OK || index == BUILDER_NONE) {
        return status;
    }
    status = add_labels(esco, row, index);
    status = status == MATCH_OK ? add_texts(esco, row, index) : status;
    return status == MATCH_OK ? add_memberships(esco, row, uri.text) : status;
}

/* --- Collections: membership; labels and texts are those of skills_xx.csv ------------------------ */

static const char *const collection_columns[] = {"conceptUri", NULL};

static match_status
read_member(struct esco *esco, const struct table_row *row)
{
    struct cell uri = cell_of(esco, row, 0);
    uint32_t scheme;
    match_status status = find_named_scheme(esco, file_types[esco->file].scheme, &scheme);
    if (status != MATCH_OK) {
        return status;
    }
    if (esco->file == ESCO_LANGUAGE_SKILLS) {
        builder_set_skill_type(&esco->builder, uri.text, MATCH_SKILL_TYPE_LANGUAGE);
    }
    return builder_add_membership(&esco->builder, uri.text, scheme, place_of(esco, row),
                                  esco->err);
}

/* --- Relations ------------------------------------------------------------------------------- */

static const char *const broader_columns[] = {"conceptUri", "broaderUri", NULL};

static match_status
read_broader(struct esco *esco, const struct table_row *row)
{
    return builder_add_broader(&esco->builder, cell_of(esco, row, 0).text,
                               cell_of(esco, row, 1).text, place_of(esco, row), esco->err);
}

/* Essential or optional. *kind is 0 for anything else, which is reported. */
static match_status
read_relation_kind(const struct esco *esco, const struct table_row *row, struct cell cell,
                   match_relation_kind *kind)
{
    *kind = (match_relation_kind)relation_kind_of_name(cell.text);
    if (*kind != 0) {
        return MATCH_OK;
    }
    return report_add(esco->report, MATCH_SEVERITY_ERROR,
                      finding_place(esco, row, "relationType"), "UNKNOWN_RELATION_TYPE", esco->err,
                      "relationType is '%.80s', expected essential or optional", cell.text);
}

static const char *const skill_columns[] = {"occupationUri", "skillUri", "relationType", NULL};

static match_status
read_skill(struct esco *esco, const struct table_row *row)
{
    match_relation_kind kind;
    match_status status = read_relation_kind(esco, row, cell_of(esco, row, 2), &kind);
    if (status != MATCH_OK || kind == 0) {
        return status;
    }
    return builder_add_relation(&esco->builder, cell_of(esco, row, 0).text,
                                cell_of(esco, row, 1).text, kind, 0, place_of(esco, row),
                                esco->err);
}

static const char *const basis_columns[] = {"originalSkillUri", "relatedSkillUri", "relationType",
                                            NULL};

static match_status
read_basis(struct esco *esco, const struct table_row *row)
{
    match_relation_kind kind;
    match_status status = read_relation_kind(esco, row, cell_of(esco, row, 2), &kind);
    if (status != MATCH_OK || kind == 0) {
        return status;
    }
    return builder_add_skill_relation(&esco->builder, cell_of(esco, row, 0).text,
                                      cell_of(esco, row, 1).text, kind, place_of(esco, row),
                                      esco->err);
}

#define HIERARCHY_LEVELS 4u

static const char *const hierarchy_columns[] = {
    "Level 0 URI",  "Level 1 URI",  "Level 2 URI",  "Level 3 URI",  "Level 0 code",
    "Level 1 code", "Level 2 code", "Level 3 code", NULL};

/* A row is a path from the top: each level is broader than the next, and has its code. */
static match_status
read_path(struct esco *esco, const struct table_row *row)
{
    struct cell above = {"", 0};
    for (size_t level = 0; level < HIERARCHY_LEVELS; level++) {
        struct cell uri = cell_of(esco, row, level);
        if (uri.length == 0) {
            continue;
        }
        match_status status =
            builder_fill_code(&esco->builder, uri.text,
                              cell_of(esco, row, HIERARCHY_LEVELS + level).text,
                              place_of(esco, row), esco->err);
        if (status == MATCH_OK && above.length > 0) {
            status = builder_add_broader(&esco->builder, uri.text, above.text,
                                         place_of(esco, row), esco->err);
        }
        if (status != MATCH_OK) {
            return status;
        }
        above = uri;
    }
    return MATCH_OK;
}

/* --- Files ----------------------------------------------------------------------------------- */

static const struct file_type file_types[ESCO_FILE_COUNT] = {
    [ESCO_SCHEMES] = {scheme_columns, 1, read_scheme, 0, NULL},
    [ESCO_ISCO_GROUPS] = {concept_columns, 2, read_concept, MATCH_CONCEPT_OCCUPATION_GROUP,
                          "isco"},
    [ESCO_OCCUPATIONS] = {concept_columns, 2, read_concept, MATCH_CONCEPT_OCCUPATION,
                          "occupations"},
    [ESCO_SKILL_GROUPS] = {concept_columns, 2, read_concept, MATCH_CONCEPT_SKILL_GROUP,
                           "skills-hierarchy"},
    [ESCO_SKILLS] = {concept_columns, 2, read_concept, MATCH_CONCEPT_SKILL, "skills"},
    [ESCO_DIGITAL_SKILLS] = {collection_columns, 1, read_member, 0,
                             "6c930acd-c104-4ece-acf7-f44fd7333036"},
    [ESCO_GREEN_SKILLS] = {collection_columns, 1, read_member, 0, "green"},
    [ESCO_LANGUAGE_SKILLS] = {collection_columns, 1, read_member, 0, LANGUAGE_SCHEME},
    [ESCO_TRANSVERSAL_SKILLS] = {collection_columns, 1, read_member, 0,
                                 "skill-transversal-groups"},
    [ESCO_SKILLS_HIERARCHY] = {hierarchy_columns, 1, read_path, 0, NULL},
    [ESCO_BROADER_OCCUPATIONS] = {broader_columns, 2, read_broader, 0, NULL},
    [ESCO_BROADER_SKILLS] = {broader_columns, 2, read_broader, 0, NULL},
    [ESCO_OCCUPATION_SKILLS] = {skill_columns, 3, read_skill, 0, NULL},
    [ESCO_SKILL_SKILLS] = {basis_columns, 3, read_basis, 0, NULL},
};

static bool
take_header(const struct table_row *row, void *data)
{
    struct esco *esco = data;
    const struct file_type *type = &file_types[esco->file];
    esco->header_count = row->count;
    for (size_t i = 0; type->columns[i]; i++) {
        esco->places[i] = SIZE_MAX;
        for (size_t j = 0; j < row->count && esco->places[i] == SIZE_MAX; j++) {
            if (strcmp(row->cells[j], type->columns[i]) == 0) {
                esco->places[i] = j;
            }
        }
        if (esco->places[i] == SIZE_MAX && i < type->required) {
            esco->missing = type->columns[i];
            return false;
        }
    }
    return true;
}

static match_status
tell_progress(const struct esco *esco)
{
    uint64_t here = esco->bytes_here;
    if (here > esco->folder->sizes[esco->file]) {
        here = esco->folder->sizes[esco->file];
    }
    if (esco->progress &&
        !esco->progress(esco->bytes_before + here, esco->folder->total, esco->data)) {
        return fail(esco->err, MATCH_ERR_CANCELLED, "the import was cancelled");
    }
    return MATCH_OK;
}

static match_status
take_row(const struct table_row *row, void *data, match_error *err)
{
    struct esco *esco = data;
    match_status status = file_types[esco->file].row(esco, row);
    (void)err; /* the same as in esco */
    if (status != MATCH_OK) {
        return status;
    }
    esco->rows++;
    esco->short_rows += row->count < esco->header_count;
    esco->long_rows += row->count > esco->header_count;
    for (size_t i = 0; i < row->count; i++) {
        esco->bytes_here += row->lengths[i] + 1;
    }
    return esco->rows % PROGRESS_ROWS == 0 ? tell_progress(esco) : MATCH_OK;
}

/* The figures of a file: a reader of the report sees that all rows arrived. */
static match_status
report_rows(const struct esco *esco)
{
    struct place place = {.source = esco->folder->names[esco->file]};
    match_status status = report_add(esco->report, MATCH_SEVERITY_NOTE, place, "ROWS_READ",
                                     esco->err, "%u rows", esco->rows);
    if (status == MATCH_OK && esco->short_rows > 0) {
        status = report_add(esco->report, MATCH_SEVERITY_NOTE, place, "SHORT_ROWS", esco->err,
                            "%u rows are shorter than the header", esco->short_rows);
    }
    if (status == MATCH_OK && esco->long_rows > 0) {
        status = report_add(esco->report, MATCH_SEVERITY_WARNING, place, "LONG_ROWS", esco->err,
                            "%u rows are longer than the header", esco->long_rows);
    }
    return status;
}

static match_status
read_file(struct esco *esco)
{
    const char *name = esco->folder->names[esco->file];
    struct file_bytes file;
    esco->bytes_here = 0;
    esco->rows = esco->short_rows = esco->long_rows = 0;
    esco->missing = NULL;
    esco->source = builder_source(&esco->builder, name);
    if (esco->source == 0) {
        return fail_memory(esco->err);
    }
    match_status status = file_read(esco->folder->paths[esco->file], &file, esco->err);
    if (status != MATCH_OK) {
        return status;
    }
    status = table_read(file.bytes, file.size, name, NULL, take_header, take_row, esco, NULL,
                        esco->err);
    file_bytes_clear(&file);
    if (status == MATCH_ERR_FORMAT && esco->missing) {
        return fail_at(esco->err, MATCH_ERR_FORMAT, name, 1, 0,
                       "column '%s' is missing, expected an ESCO file of this name",
                       esco->missing);
    }
    if (status != MATCH_OK) {
        return status;
    }
    esco->bytes_here = esco->folder->sizes[esco->file];
    status = report_rows(esco);
    return status == MATCH_OK ? tell_progress(esco) : status;
}

static match_status
set_properties(struct esco *esco)
{
    const struct {
        const char *key, *value;
    } rows[] = {
        {"name", "esco"},
        {"language", esco->folder->language},
        {"attribution",
         "This service uses the ESCO classification of the European Commission."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        match_status status = builder_set_property(&esco->builder, rows[i].key, rows[i].value,
                                                   (struct builder_place){0}, esco->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
read_folder(struct esco *esco)
{
    match_status status = set_properties(esco);
    for (int i = 0; i < ESCO_FILE_COUNT && status == MATCH_OK; i++) {
        if (esco->folder->paths[i]) {
            esco->file = (enum esco_file)i;
            status = read_file(esco);
            esco->bytes_before += esco->folder->sizes[i];
        }
    }
    return status;
}

match_taxonomy *
match_taxonomy_import_esco(const char *folder, match_report *report, match_progress progress,
                           void *data, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct esco_folder files;
    struct esco esco = {
        .report = report, .progress = progress, .data = data, .err = err, .folder = &files};
    builder_init(&esco.builder, BUILDER_LENIENT, report);
    if (esco_folder_list(folder, &files, err) == MATCH_OK && read_folder(&esco) == MATCH_OK) {
        taxonomy = builder_finish(&esco.builder, err);
    }
    builder_clear(&esco.builder);
    intern_clear(&esco.scheme_uris);
    ids_clear(&esco.schemes);
    esco_folder_clear(&files);
    return taxonomy;
}
