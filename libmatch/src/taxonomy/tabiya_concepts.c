/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/tabiya_reader.h"

#include <string.h>

#include "base/fail.h"
#include "taxonomy/names.h"

/* What the format allows; more is kept and reported. Lengths are in characters. */
#define MOST_LABEL 256u
#define MOST_LABELS 100u
#define MOST_DESCRIPTION 6000u
#define MOST_NOTE 4000u

/* --- Identity -------------------------------------------------------------------------------- */

bool
tabiya_next_uuid(struct sheet_cell *rest, struct sheet_cell *uuid, uint64_t *odd)
{
    while (sheet_part(rest, " ,;\t\r\n", uuid)) {
        if (uuid->length == 36 && strspn(uuid->text, "0123456789abcdefABCDEF-") >= 36) {
            return true;
        }
        (*odd)++;
    }
    return false;
}

const char *
tabiya_urn_of(struct tabiya *tabiya, struct sheet_cell uuid)
{
    tabiya->scratch.size = 0;
    buffer_add_text(&tabiya->scratch, "urn:uuid:");
    buffer_add(&tabiya->scratch, uuid.text, uuid.length);
    return tabiya->scratch.failed ? NULL : tabiya->scratch.bytes;
}

static match_status
remember(struct tabiya *tabiya, enum tabiya_family family, struct sheet_cell id, const char *uri)
{
    uint32_t known = intern_add(&tabiya->uris, uri, strlen(uri));
    if (known == 0 || intern_add(&tabiya->ids[family], id.text, id.length) == 0 ||
        !ids_push(&tabiya->uri_of[family], known)) {
        return fail_memory(tabiya->sheets.err);
    }
    return MATCH_OK;
}

match_status
tabiya_find_uri(struct tabiya *tabiya, enum tabiya_family family, struct sheet_cell id,
                const char *field, const char **uri)
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

const char *const tabiya_concept_columns[] = {
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

const struct tabiya_concept_file tabiya_concept_files[TABIYA_FILE_COUNT] = {
    [TABIYA_OCCUPATION_GROUPS] = {TABIYA_FAMILY_OCCUPATION_GROUP, MATCH_CONCEPT_OCCUPATION_GROUP,
                                  "occupation-groups", "Groups of occupations"},
    [TABIYA_OCCUPATIONS] = {TABIYA_FAMILY_OCCUPATION, MATCH_CONCEPT_OCCUPATION, "occupations",
                            "Occupations"},
    [TABIYA_SKILL_GROUPS] = {TABIYA_FAMILY_SKILL_GROUP, MATCH_CONCEPT_SKILL_GROUP, "skill-groups",
                             "Groups of skills"},
    [TABIYA_SKILLS] = {TABIYA_FAMILY_SKILL, MATCH_CONCEPT_SKILL, "skills", "Skills"},
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
    while (tabiya_next_uuid(&rest, &uuid, &odd)) {
        const char *urn = tabiya_urn_of(tabiya, uuid);
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
    if ((*uri)[0] == '\0' && tabiya_next_uuid(&history, &newest, &odd)) {
        *uri = tabiya_urn_of(tabiya, newest);
    }
    if (!*uri) {
        return fail_memory(tabiya->sheets.err);
    }
    uint32_t number = intern_add(&tabiya->uris, *uri, strlen(*uri));
    *uri = intern_text(&tabiya->uris, number); /* scratch is used again */
    return number == 0 ? fail_memory(tabiya->sheets.err) : MATCH_OK;
}

match_status
tabiya_read_concept(void *reader)
{
    struct tabiya *tabiya = reader;
    struct sheets *sheets = &tabiya->sheets;
    struct sheet_cell id = sheet_cell(sheets, ID);
    enum tabiya_family family = tabiya_concept_files[tabiya->file].family;
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
    struct builder_concept concept = {.kind = tabiya_concept_files[tabiya->file].kind,
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
