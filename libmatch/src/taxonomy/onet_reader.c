/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/onet_reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"

static const char *const stems[ONET_FILE_COUNT] = {
    [ONET_OCCUPATIONS] = "Occupation Data",
    [ONET_REFERENCE] = "Content Model Reference",
    [ONET_TITLES] = "Alternate Titles",
    [ONET_SKILLS] = "Skills",
    [ONET_KNOWLEDGE] = "Knowledge",
    [ONET_ZONE_REFERENCE] = "Job Zone Reference",
    [ONET_ZONES] = "Job Zones",
    [ONET_TASKS] = "Task Statements",
    [ONET_RELATED] = "Related Occupations",
};

static match_status
add_scheme(struct onet *onet, const char *id, const char *title, uint32_t *number)
{
    struct builder_place place = {.source = onet->sheets.source};
    match_scheme scheme = {.id = id, .title = title};
    return builder_add_scheme(&onet->sheets.builder, &scheme, place, number, onet->sheets.err);
}

match_status
onet_add_label(struct onet *onet, uint32_t concept, match_label_kind kind, const char *text)
{
    return builder_add_label(&onet->sheets.builder, concept, kind, "en", text, strlen(text),
                             sheet_place(&onet->sheets), onet->sheets.err);
}

match_status
onet_add_description(struct onet *onet, uint32_t concept, const char *text)
{
    return builder_add_text(&onet->sheets.builder, concept, MATCH_TEXT_DESCRIPTION, "en", text,
                            strlen(text), sheet_place(&onet->sheets), onet->sheets.err);
}

/* --- Occupations ----------------------------------------------------------------------------- */

static const char *const occupation_columns[] = {"O*NET-SOC Code", "Title", "Description", NULL};

static match_status
remember_occupation(struct onet *onet, const char *code, uint32_t concept)
{
    uint32_t number = intern_add(&onet->codes, code, strlen(code));
    if (number == 0) {
        return fail_memory(onet->sheets.err);
    }
    struct onet_occupation *grown = alloc_grow(onet->occupations, &onet->occupation_capacity,
                                               number, sizeof *onet->occupations);
    if (!grown) {
        return fail_memory(onet->sheets.err);
    }
    onet->occupations = grown;
    onet->occupations[number - 1] =
        (struct onet_occupation){.concept = concept, .place = sheet_place(&onet->sheets)};
    return MATCH_OK;
}

static match_status
read_occupation(void *reader)
{
    struct onet *onet = reader;
    struct sheets *sheets = &onet->sheets;
    struct builder_concept concept = {.kind = MATCH_CONCEPT_OCCUPATION,
                                      .code = sheet_cell(sheets, 0).text,
                                      .scheme = onet->occupation_scheme};
    uint32_t index;
    match_status status =
        builder_add_concept(&sheets->builder, &concept, sheet_place(sheets), &index, sheets->err);
    if (status != MATCH_OK || index == BUILDER_NONE) {
        return status;
    }
    status = onet_add_label(onet, index, MATCH_LABEL_PREFERRED, sheet_cell(sheets, 1).text);
    if (status == MATCH_OK) {
        status = onet_add_description(onet, index, sheet_cell(sheets, 2).text);
    }
    return status == MATCH_OK ? remember_occupation(onet, concept.code, index) : status;
}

/* The occupation of the row being read; NULL for an unknown one, which is reported. */
static match_status
find_occupation(struct onet *onet, struct onet_occupation **occupation)
{
    struct sheet_cell code = sheet_cell(&onet->sheets, 0);
    uint32_t number = intern_find(&onet->codes, code.text, code.length);
    *occupation = number != 0 ? &onet->occupations[number - 1] : NULL;
    return number != 0 ? MATCH_OK
                       : sheet_say(&onet->sheets, MATCH_SEVERITY_ERROR, occupation_columns[0],
                                   "DANGLING_RELATION", "occupation '%.80s' is unknown", code.text);
}

static const char *const title_columns[] = {"O*NET-SOC Code", "Alternate Title", "Short Title",
                                            NULL};

static match_status
read_title(void *reader)
{
    struct onet *onet = reader;
    struct onet_occupation *occupation;
    match_status status = find_occupation(onet, &occupation);
    for (size_t i = 1; i < 3 && status == MATCH_OK && occupation; i++) {
        status = onet_add_label(onet, occupation->concept, MATCH_LABEL_ALTERNATIVE,
                                sheet_cell(&onet->sheets, i).text);
    }
    return status;
}

static const char *const task_columns[] = {"O*NET-SOC Code", "Task", NULL};

/* What is done in an occupation, a line for each task, tells people more than a definition. */
static match_status
read_task(void *reader)
{
    struct onet *onet = reader;
    struct onet_occupation *occupation;
    struct sheet_cell task = sheet_cell(&onet->sheets, 1);
    match_status status = find_occupation(onet, &occupation);
    if (status != MATCH_OK || !occupation) {
        return status;
    }
    return builder_add_text(&onet->sheets.builder, occupation->concept, MATCH_TEXT_SCOPE_NOTE,
                            "en", task.text, task.length, sheet_place(&onet->sheets),
                            onet->sheets.err);
}

/* "11-1011.03" is a part of "11-1011.00", where there is such an occupation. */
static match_status
add_parents(struct onet *onet)
{
    match_status status = MATCH_OK;
    for (uint32_t i = 1; i <= onet->codes.count && status == MATCH_OK; i++) {
        const char *code = intern_text(&onet->codes, i);
        size_t length = strlen(code);
        char whole[16];
        if (length < 4 || length >= sizeof whole || code[length - 3] != '.' ||
            strcmp(code + length - 2, "00") == 0) {
            continue;
        }
        memcpy(whole, code, length - 2);
        memcpy(whole + length - 2, "00", 3);
        if (intern_find(&onet->codes, whole, length) != 0) {
            status = builder_add_broader(&onet->sheets.builder, code, whole,
                                         onet->occupations[i - 1].place, onet->sheets.err);
        }
    }
    return status;
}

/* --- Ratings --------------------------------------------------------------------------------- */

enum rating_column {
    RATING_OCCUPATION,
    RATING_ELEMENT,
    RATING_SCALE,
    RATING_VALUE,
    RATING_NAME,
    RATING_SUPPRESS,
    RATING_NOT_RELEVANT
};

static const char *const rating_columns[] = {
    [RATING_OCCUPATION] = "O*NET-SOC Code",
    [RATING_ELEMENT] = "Element ID",
    [RATING_SCALE] = "Scale ID",
    [RATING_VALUE] = "Data Value",
    [RATING_NAME] = "Element Name",
    [RATING_SUPPRESS] = "Recommend Suppress",
    [RATING_NOT_RELEVANT] = "Not Relevant",
    NULL,
};

static match_status
read_rating(void *reader)
{
    struct onet *onet = reader;
    struct sheets *sheets = &onet->sheets;
    struct sheet_cell element = sheet_cell(sheets, RATING_ELEMENT);
    struct onet_occupation *occupation;
    match_status status = find_occupation(onet, &occupation);
    if (status != MATCH_OK || !occupation) {
        return status;
    }
    if (element.length == 0 || element.length > ONET_ELEMENT_BYTES) {
        return sheet_say(sheets, MATCH_SEVERITY_ERROR, rating_columns[RATING_ELEMENT], "BAD_CODE",
                         "the id of an element has %zu bytes, expected 1 to %u", element.length,
                         ONET_ELEMENT_BYTES);
    }
    if (intern_find(&onet->elements, element.text, element.length) == 0) {
        status = onet_add_element(onet, element.text, sheet_cell(sheets, RATING_NAME).text,
                                  MATCH_CONCEPT_SKILL);
        status = status == MATCH_OK ? onet_add_groups(onet, element.text) : status;
    }
    occupation->rated = true;
    struct onet_rating_row row = {.occupation = sheet_cell(sheets, RATING_OCCUPATION).text,
                                  .element = element.text,
                                  .scale = sheet_cell(sheets, RATING_SCALE).text,
                                  .value = sheet_cell(sheets, RATING_VALUE).text,
                                  .suppress = sheet_cell(sheets, RATING_SUPPRESS).text,
                                  .not_relevant = sheet_cell(sheets, RATING_NOT_RELEVANT).text};
    return status == MATCH_OK ? onet_ratings_add(&onet->ratings, sheets, &row) : status;
}

/* --- Job zones ------------------------------------------------------------------------------- */

/* The scheme of a job zone, made when it is new. title "" where the zone has no name. */
static match_status
find_zone(struct onet *onet, struct sheet_cell zone, const char *title, uint32_t *scheme)
{
    char id[32] = "onet-job-zone-";
    size_t length = strlen(id);
    uint32_t number = intern_find(&onet->zones, zone.text, zone.length);
    if (number != 0) {
        *scheme = onet->zone_schemes.items[number - 1];
        return MATCH_OK;
    }
    memcpy(id + length, zone.text, zone.length + 1);
    match_status status = add_scheme(onet, id, title, scheme);
    if (status == MATCH_OK && (intern_add(&onet->zones, zone.text, zone.length) == 0 ||
                               !ids_push(&onet->zone_schemes, *scheme))) {
        status = fail_memory(onet->sheets.err);
    }
    return status;
}

/* Whether the row's job zone is one; reported where it is not. */
static bool
is_zone(const struct onet *onet, struct sheet_cell zone, match_status *status)
{
    if (zone.length == 1 && zone.text[0] >= '1' && zone.text[0] <= '5') {
        *status = MATCH_OK;
        return true;
    }
    *status = sheet_say(&onet->sheets, MATCH_SEVERITY_ERROR, "Job Zone", "BAD_VALUE",
                        "job zone is '%.40s', expected 1 to 5", zone.text);
    return false;
}

static const char *const zone_reference_columns[] = {"Job Zone", "Name", NULL};

static match_status
read_zone_name(void *reader)
{
    struct onet *onet = reader;
    struct sheet_cell zone = sheet_cell(&onet->sheets, 0);
    uint32_t scheme;
    match_status status;
    return is_zone(onet, zone, &status)
               ? find_zone(onet, zone, sheet_cell(&onet->sheets, 1).text, &scheme)
               : status;
}

static const char *const zone_columns[] = {"O*NET-SOC Code", "Job Zone", NULL};

static match_status
read_zone(void *reader)
{
    struct onet *onet = reader;
    struct sheet_cell zone = sheet_cell(&onet->sheets, 1);
    struct onet_occupation *occupation;
    uint32_t scheme;
    match_status status = find_occupation(onet, &occupation);
    if (status != MATCH_OK || !occupation || !is_zone(onet, zone, &status)) {
        return status;
    }
    status = find_zone(onet, zone, "", &scheme);
    return status == MATCH_OK
               ? builder_add_membership(&onet->sheets.builder, sheet_cell(&onet->sheets, 0).text,
                                        scheme, sheet_place(&onet->sheets), onet->sheets.err)
               : status;
}

/* --- Files ----------------------------------------------------------------------------------- */

/* A table of which only the rows are counted. */
static const char *const counted_columns[] = {"O*NET-SOC Code", NULL};

static match_status
count_row(void *reader)
{
    (void)reader;
    return MATCH_OK;
}

static const struct sheet_type sheet_types[ONET_FILE_COUNT] = {
    [ONET_OCCUPATIONS] = {occupation_columns, 2, read_occupation, 0, false},
    [ONET_REFERENCE] = {onet_reference_columns, 2, onet_read_reference, 0, false},
    [ONET_TITLES] = {title_columns, 2, read_title, 0, false},
    [ONET_SKILLS] = {rating_columns, 4, read_rating, 0, false},
    [ONET_KNOWLEDGE] = {rating_columns, 4, read_rating, 0, false},
    [ONET_ZONE_REFERENCE] = {zone_reference_columns, 2, read_zone_name, 0, false},
    [ONET_ZONES] = {zone_columns, 2, read_zone, 0, false},
    [ONET_TASKS] = {task_columns, 2, read_task, 0, false},
    [ONET_RELATED] = {counted_columns, 1, count_row, 0, false},
};

/* The official text tables are cut at tabs and know no quotes. */
static bool
is_text_table(const struct bundle_file *file)
{
    size_t length = strlen(file->name);
    return length > 4 && bundle_same_name(file->name + length - 4, 4, ".txt");
}

/* The tables of a download: of each the first by name, which is .csv before .txt. */
static match_status
find_files(struct onet *onet, const char *path)
{
    struct bundle *bundle = &onet->sheets.bundle;
    match_status status = bundle_open(path, bundle, onet->sheets.err);
    for (size_t i = 0; i < bundle->count && status == MATCH_OK; i++) {
        struct bundle_file *file = &bundle->files[i];
        size_t length = strlen(file->name);
        bool table = is_text_table(file) ||
                     (length > 4 && bundle_same_name(file->name + length - 4, 4, ".csv"));
        for (size_t j = 0; table && j < ONET_FILE_COUNT; j++) {
            if (!onet->files[j] && bundle_same_name(file->name, length - 4, stems[j])) {
                onet->files[j] = file;
                sheets_take(&onet->sheets, file);
            }
        }
    }
    if (status == MATCH_OK && !onet->files[ONET_OCCUPATIONS]) {
        status = fail_at(onet->sheets.err, MATCH_ERR_FORMAT, path, 0, 0,
                         "there are no O*NET tables, expected 'Occupation Data.csv' or .txt");
    }
    return status;
}

/* Before and after a file. */
static match_status
begin_file(struct onet *onet)
{
    if (onet->file == ONET_SKILLS) {
        return add_scheme(onet, "onet-skills", "O*NET skills", &onet->element_scheme);
    }
    if (onet->file == ONET_KNOWLEDGE) {
        return add_scheme(onet, "onet-knowledge", "O*NET knowledge", &onet->element_scheme);
    }
    return MATCH_OK;
}

static match_status
end_file(struct onet *onet)
{
    const struct sheets *sheets = &onet->sheets;
    switch (onet->file) {
    case ONET_OCCUPATIONS: return add_parents(onet);
    case ONET_SKILLS:
    case ONET_KNOWLEDGE: return onet_ratings_finish(&onet->ratings, &onet->sheets);
    case ONET_RELATED:
        return sheet_count(sheets, MATCH_SEVERITY_NOTE, "NOT_KEPT", sheets->rows,
                           "pairs of occupations are not kept: nearness is worked out from skills");
    default: return MATCH_OK;
    }
}

static match_status
read_files(struct onet *onet)
{
    match_status status = add_scheme(onet, "onet-soc", "O*NET-SOC", &onet->occupation_scheme);
    for (int i = 0; i < ONET_FILE_COUNT && status == MATCH_OK; i++) {
        if (!onet->files[i]) {
            continue;
        }
        struct sheet_type type = sheet_types[i];
        if (is_text_table(onet->files[i])) {
            type.separator = '\t';
            type.plain = true;
        }
        onet->file = (enum onet_file)i;
        status = begin_file(onet);
        status =
            status == MATCH_OK ? sheets_read(&onet->sheets, onet->files[i], &type, onet) : status;
        status = status == MATCH_OK ? end_file(onet) : status;
    }
    return status == MATCH_OK ? sheets_note_rest(&onet->sheets) : status;
}

static match_status
note_unrated(struct onet *onet)
{
    uint64_t count = 0;
    onet->sheets.file = onet->files[ONET_OCCUPATIONS];
    for (uint32_t i = 0; i < onet->codes.count; i++) {
        count += !onet->occupations[i].rated;
    }
    return sheet_count(&onet->sheets, MATCH_SEVERITY_NOTE, "NO_RATINGS", count,
                       "occupations have no rated skills or knowledge");
}

/* --- The whole ------------------------------------------------------------------------------- */

/* The version from the first line of "Read Me.txt": "O*NET 29.3 Database". "" where unknown. */
static match_status
read_version(struct onet *onet, char *version, size_t size)
{
    static const char begin[] = "O*NET ";
    struct bundle *bundle = &onet->sheets.bundle;
    struct file_bytes file;
    version[0] = '\0';
    for (size_t i = 0; i < bundle->count; i++) {
        const char *name = bundle->files[i].name;
        if (!bundle_same_name(name, strlen(name), "Read Me.txt")) {
            continue;
        }
        match_status status = bundle_read(bundle, &bundle->files[i], &file, onet->sheets.err);
        if (status != MATCH_OK) {
            return status;
        }
        bundle->files[i].taken = true;
        size_t start = sizeof begin - 1;
        if (file.size > start && memcmp(file.bytes, begin, start) == 0) {
            size_t length = strspn(file.bytes + start, "0123456789.");
            length = length < size ? length : 0;
            memcpy(version, file.bytes + start, length);
            version[length] = '\0';
        }
        file_bytes_clear(&file);
        return MATCH_OK;
    }
    return MATCH_OK;
}

static match_status
set_properties(struct onet *onet)
{
    char version[32];
    match_status status = read_version(onet, version, sizeof version);
    const struct {
        const char *key, *value;
    } rows[] = {
        {"name", "onet"},
        {"language", "en"},
        {"version", version},
        {"licence", "CC-BY-4.0"},
        {"attribution", "This uses the O*NET Database by the U.S. Department of Labor, "
                        "Employment and Training Administration (USDOL/ETA), under the CC BY 4.0 "
                        "licence. O*NET is a trademark of USDOL/ETA."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && status == MATCH_OK; i++) {
        if (rows[i].value[0] != '\0') {
            status = builder_set_property(&onet->sheets.builder, rows[i].key, rows[i].value,
                                          (struct builder_place){0}, onet->sheets.err);
        }
    }
    return status;
}

static void
clear(struct onet *onet)
{
    sheets_clear(&onet->sheets);
    arena_clear(&onet->arena);
    intern_clear(&onet->codes);
    alloc_free(onet->occupations);
    intern_clear(&onet->reference_ids);
    alloc_free(onet->references);
    intern_clear(&onet->elements);
    onet_ratings_clear(&onet->ratings);
    intern_clear(&onet->zones);
    ids_clear(&onet->zone_schemes);
}

match_taxonomy *
match_taxonomy_import_onet(const char *path, match_report *report, match_progress progress,
                           void *data, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct onet onet = {.file = ONET_OCCUPATIONS};
    sheets_init(&onet.sheets, report, progress, data, err);
    if (find_files(&onet, path) == MATCH_OK && set_properties(&onet) == MATCH_OK &&
        read_files(&onet) == MATCH_OK && note_unrated(&onet) == MATCH_OK) {
        taxonomy = builder_finish(&onet.sheets.builder, err);
    }
    clear(&onet);
    return taxonomy;
}
