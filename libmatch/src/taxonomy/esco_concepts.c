/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/esco_reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/names.h"

#define SCHEME_BASE "http://data.europa.eu/esco/concept-scheme/"

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

/* Adds a scheme and remembers by which URI the files name it. */
static match_status
add_scheme(struct esco *esco, struct sheet_cell uri, const match_scheme *scheme,
           struct builder_place place, uint32_t *number)
{
    match_status status =
        builder_add_scheme(&esco->sheets.builder, scheme, place, number, esco->sheets.err);
    if (status != MATCH_OK) {
        return status;
    }
    uint32_t known = intern_add(&esco->scheme_uris, uri.text, uri.length);
    return known != 0 && (known <= esco->schemes.count || ids_push(&esco->schemes, *number))
               ? MATCH_OK
               : fail_memory(esco->sheets.err);
}

/* The builder's number of a scheme, adding it with what is known of it. */
static match_status
find_scheme(struct esco *esco, struct sheet_cell uri, const char *title, struct builder_place place,
            uint32_t *number)
{
    uint32_t known = intern_find(&esco->scheme_uris, uri.text, uri.length);
    if (known != 0) {
        *number = esco->schemes.items[known - 1];
        return MATCH_OK;
    }
    struct buffer whole = {0};
    buffer_add(&whole, uri.text, uri.length);
    if (whole.failed) {
        return fail_memory(esco->sheets.err);
    }
    const char *slash = strrchr(whole.bytes, '/');
    const char *id = slash && slash[1] != '\0' ? slash + 1 : whole.bytes;
    char slug[80];
    slug_of(title, slug, sizeof slug);
    match_scheme scheme = {
        .id = is_uuid(id) && slug[0] != '\0' ? slug : id, .uri = whole.bytes, .title = title};
    match_status status = add_scheme(esco, uri, &scheme, place, number);
    buffer_clear(&whole);
    return status;
}

/* The same for the last part of the URI. */
match_status
esco_find_scheme(struct esco *esco, const char *name, uint32_t *number)
{
    char uri[sizeof SCHEME_BASE + 64];
    size_t length = strlen(name);
    memcpy(uri, SCHEME_BASE, sizeof SCHEME_BASE - 1);
    memcpy(uri + sizeof SCHEME_BASE - 1, name, length + 1);
    return find_scheme(esco, (struct sheet_cell){uri, sizeof SCHEME_BASE - 1 + length}, "",
                       (struct builder_place){.source = esco->sheets.source}, number);
}

/* The last three are ours: what a scheme is when its URI does not say it. */
const char *const esco_scheme_columns[] = {"conceptSchemeUri", "preferredLabel", "schemeId",
                                           "schemeUri",        "schemeVersion",  NULL};

match_status
esco_read_scheme(void *reader)
{
    struct esco *esco = reader;
    const struct sheets *sheets = &esco->sheets;
    struct sheet_cell uri = sheet_cell(sheets, 0);
    match_scheme scheme = {.title = sheet_cell(sheets, 1).text,
                           .id = sheet_cell(sheets, 2).text,
                           .uri = sheet_cell(sheets, 3).text,
                           .version = sheet_cell(sheets, 4).text};
    uint32_t number;
    if (uri.length == 0) {
        return MATCH_OK;
    }
    return scheme.id[0] != '\0'
               ? add_scheme(esco, uri, &scheme, sheet_place(sheets), &number)
               : find_scheme(esco, uri, scheme.title, sheet_place(sheets), &number);
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
    REUSE_LEVEL,
    /* Of this project: */
    OWN_SCHEME,
    SKILL_LEVELS,
    EVIDENCE
};

const char *const esco_concept_columns[] = {
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
    [OWN_SCHEME] = "ownScheme",
    [SKILL_LEVELS] = "iscoSkillLevels",
    [EVIDENCE] = "typicalEvidence",
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
warn_value(const struct esco *esco, const char *field, const char *value, const char *expected)
{
    return sheet_say(&esco->sheets, MATCH_SEVERITY_WARNING, field, "UNKNOWN_VALUE",
                     "%s is '%.80s', expected %s", field, value, expected);
}

/* Skill type, reuse level and ISCO code; a value that is not known is reported and dropped. */
static match_status
read_facts(const struct esco *esco, struct builder_concept *concept)
{
    struct sheet_cell type = sheet_cell(&esco->sheets, SKILL_TYPE);
    struct sheet_cell reuse = sheet_cell(&esco->sheets, REUSE_LEVEL);
    struct sheet_cell isco = sheet_cell(&esco->sheets, ISCO);
    match_status status = MATCH_OK;
    size_t i = 0;
    while (i < sizeof skill_types / sizeof skill_types[0] &&
           strcmp(skill_types[i].name, type.text) != 0) {
        i++;
    }
    if (i < sizeof skill_types / sizeof skill_types[0]) {
        concept->skill_type = skill_types[i].type;
    } else {
        status = warn_value(esco, "skillType", type.text, "skill/competence or knowledge");
    }
    concept->reuse_level = reuse_level_of_name(reuse.text);
    if (status == MATCH_OK && reuse.length > 0 && concept->reuse_level == MATCH_REUSE_NONE) {
        status = warn_value(esco, "reuseLevel", reuse.text,
                            "transversal, cross-sector, sector-specific or occupation-specific");
    }
    if (isco.length > 4 || strspn(isco.text, "0123456789") != isco.length) {
        return status == MATCH_OK ? warn_value(esco, "iscoGroup", isco.text, "1 to 4 digits")
                                  : status;
    }
    concept->isco = isco.text;
    return status;
}

static match_status
add_labels(struct esco *esco, uint32_t concept)
{
    struct sheets *sheets = &esco->sheets;
    for (size_t i = 0; i < sizeof label_columns / sizeof label_columns[0]; i++) {
        struct sheet_cell rest = sheet_cell(sheets, label_columns[i].column);
        struct sheet_cell label;
        /* Only a list is cut: a preferred label that holds a line end is one label. */
        const char *cuts = label_columns[i].kind == MATCH_LABEL_PREFERRED ? "" : "\n\r";
        while (sheet_part(&rest, cuts, &label)) {
            match_status status = builder_add_label(
                &sheets->builder, concept, label_columns[i].kind, esco->entry->language, label.text,
                label.length, sheet_place(sheets), sheets->err);
            if (status != MATCH_OK) {
                return status;
            }
        }
    }
    return MATCH_OK;
}

static match_status
add_texts(struct esco *esco, uint32_t concept)
{
    struct sheets *sheets = &esco->sheets;
    for (size_t i = 0; i < sizeof text_columns / sizeof text_columns[0]; i++) {
        struct sheet_cell text = sheet_cell(sheets, text_columns[i].column);
        match_status status =
            builder_add_text(&sheets->builder, concept, text_columns[i].kind, esco->entry->language,
                             text.text, text.length, sheet_place(sheets), sheets->err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* Whether the row was written by this project, which says what ESCO leaves to be worked out. */
static bool
is_own(const struct esco *esco)
{
    return sheet_cell(&esco->sheets, OWN_SCHEME).length > 0;
}

/* Puts a concept into all schemes that its row lists. */
static match_status
add_memberships(struct esco *esco, const char *uri)
{
    struct sheets *sheets = &esco->sheets;
    struct sheet_cell rest = sheet_cell(sheets, SCHEMES);
    struct sheet_cell scheme;
    while (sheet_part(&rest, ", \t\r\n", &scheme)) {
        uint32_t number;
        match_status status = find_scheme(esco, scheme, "", sheet_place(sheets), &number);
        if (status == MATCH_OK) {
            status = builder_add_membership(&sheets->builder, uri, number, sheet_place(sheets),
                                            sheets->err);
        }
        if (status != MATCH_OK) {
            return status;
        }
        size_t name = sizeof ESCO_LANGUAGE_SCHEME - 1;
        if (!is_own(esco) && scheme.length > name &&
            memcmp(scheme.text + scheme.length - name, ESCO_LANGUAGE_SCHEME, name) == 0) {
            builder_set_skill_type(&sheets->builder, uri, MATCH_SKILL_TYPE_LANGUAGE);
        }
    }
    return MATCH_OK;
}

/* The fields of education are skill groups with a scheme of their own. */
static match_status
choose_scheme(struct esco *esco, const char *uri, uint32_t *scheme)
{
    bool education = strstr(uri, "/isced-f/") != NULL;
    return is_own(esco)
               ? find_scheme(esco, sheet_cell(&esco->sheets, OWN_SCHEME), "",
                             sheet_place(&esco->sheets), scheme)
               : esco_find_scheme(esco, education ? "isced-f" : esco->type->scheme, scheme);
}

/* Levels of jobs and typical evidence, which ESCO does not have. */
static match_status
add_own_facts(struct esco *esco, uint32_t concept)
{
    struct sheets *sheets = &esco->sheets;
    struct sheet_cell levels = sheet_cell(sheets, SKILL_LEVELS);
    struct sheet_cell evidence = sheet_cell(sheets, EVIDENCE);
    for (size_t i = 0; i < levels.length; i++) {
        if (levels.text[i] >= '1' && levels.text[i] <= '4') {
            builder_add_skill_level(&sheets->builder, concept, (unsigned)(levels.text[i] - '0'));
        } else if (levels.text[i] != ' ') {
            match_status status = warn_value(esco, "iscoSkillLevels", levels.text, "1 to 4");
            if (status != MATCH_OK) {
                return status;
            }
        }
    }
    return builder_add_text(&sheets->builder, concept, MATCH_TEXT_TYPICAL_EVIDENCE, "",
                            evidence.text, evidence.length, sheet_place(sheets), sheets->err);
}

static match_status
add_new_concept(struct esco *esco, const char *uri, uint32_t *index)
{
    struct sheets *sheets = &esco->sheets;
    struct builder_concept concept = {
        .kind = esco->type->kind, .uri = uri, .code = sheet_cell(sheets, CODE).text};
    match_status status = choose_scheme(esco, uri, &concept.scheme);
    status = status == MATCH_OK ? read_facts(esco, &concept) : status;
    if (status != MATCH_OK) {
        return status;
    }
    if (esco->entry->file == ESCO_ISCO_GROUPS && !is_own(esco)) {
        concept.isco = concept.code;
    }
    status =
        builder_add_concept(&sheets->builder, &concept, sheet_place(sheets), index, sheets->err);
    if (status != MATCH_OK || *index == BUILDER_NONE) {
        return status;
    }
    status = add_memberships(esco, uri);
    return status == MATCH_OK ? add_own_facts(esco, *index) : status;
}

/* A concept that the file of another language had gets more labels; the rest is the same. Twice
 * in one file is a defect, which the builder reports. */
static bool
is_known(const struct esco *esco, uint32_t index)
{
    return index != BUILDER_NONE && esco->stamps[index] != esco->stamp &&
           builder_kind(&esco->sheets.builder, index) == esco->type->kind;
}

match_status
esco_read_concept(void *reader)
{
    struct esco *esco = reader;
    const char *uri = sheet_cell(&esco->sheets, URI).text;
    uint32_t index = builder_find(&esco->sheets.builder, uri);
    match_status status = MATCH_OK;
    if (!is_known(esco, index)) {
        status = add_new_concept(esco, uri, &index);
    }
    if (status != MATCH_OK || index == BUILDER_NONE) {
        return status;
    }
    uint32_t *stamps =
        alloc_grow(esco->stamps, &esco->stamp_capacity, (size_t)index + 1, sizeof *stamps);
    if (!stamps) {
        return fail_memory(esco->sheets.err);
    }
    esco->stamps = stamps;
    stamps[index] = esco->stamp;
    status = add_labels(esco, index);
    return status == MATCH_OK ? add_texts(esco, index) : status;
}
