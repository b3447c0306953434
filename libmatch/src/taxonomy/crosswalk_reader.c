/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/crosswalk.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "base/limits.h"
#include "taxonomy/bundle.h"
#include "text/table.h"

/* Spreadsheets begin with a title and notes: the header is looked for in so many rows. */
#define HEADER_ROWS 20u

#define NOWHERE SIZE_MAX

/* A kind of table by its columns; "NEW|OLD" is one column with two names. */
struct layout {
    const char *name;
    const char *from, *to;
    const char *relation; /* NULL: it follows from how often the codes occur */
    const char *part;     /* a mark in it: only a part of the code corresponds; NULL for none */
    bool isco;            /* from are unit groups of ISCO-08, which may have lost their zero */
};

/* The official table is read from ESCO: it calls the broader O*NET occupation a broadMatch. */
static const struct layout layouts[] = {
    {"ESCO to O*NET", "ESCO or ISCO URI", "O*NET Id", "Type of Match", NULL, false},
    {"ISCO-08 to SOC", "ISCO-08 Code", "2010 SOC Code|2018 SOC Code|SOC Code", NULL, "part", true},
    {"pairs with a relation", "from|from_uri|from_code|source|subject_id",
     "to|to_uri|to_code|target|object_id", "relation|mapping|match|predicate_id", NULL, false},
    {"pairs", "from|from_uri|from_code|source", "to|to_uri|to_code|target", NULL, NULL, false},
};

static const struct {
    const char *word;
    match_mapping_kind kind;
} relations[] = {
    {"exactMatch", MATCH_MAPPING_EXACT},
    {"exact", MATCH_MAPPING_EXACT},
    {"exactISCO", MATCH_MAPPING_EXACT},
    {"closeMatch", MATCH_MAPPING_CLOSE},
    {"close", MATCH_MAPPING_CLOSE},
    {"broadMatch", MATCH_MAPPING_BROAD},
    {"broad", MATCH_MAPPING_BROAD},
    {"narrowMatch", MATCH_MAPPING_NARROW},
    {"narrow", MATCH_MAPPING_NARROW},
    {"relatedMatch", MATCH_MAPPING_RELATED},
    {"related", MATCH_MAPPING_RELATED},
    {"replaced_by", MATCH_MAPPING_REPLACED_BY},
    {"isReplacedBy", MATCH_MAPPING_REPLACED_BY},
    {"replaces", MATCH_MAPPING_REPLACES},
};

struct reading {
    struct crosswalk *crosswalk;
    const char *path;
    match_report *report;
    const struct layout *layout; /* NULL until the header was seen */
    size_t from, to, relation, part;
    uint32_t passed; /* rows before the header */
    uint64_t rows, blank;
};

/* --- Header ---------------------------------------------------------------------------------- */

static bool
is_named(const char *names, const char *header, size_t length)
{
    while (names) {
        size_t name = strcspn(names, "|");
        if (name == length && bundle_same_name(names, name, header)) {
            return true;
        }
        names = names[name] != '\0' ? names + name + 1 : NULL;
    }
    return false;
}

static size_t
find_column(const struct table_row *row, const char *names)
{
    for (size_t i = 0; names && i < row->count; i++) {
        if (is_named(names, row->cells[i], row->lengths[i])) {
            return i;
        }
    }
    return NOWHERE;
}

static bool
is_header(struct reading *reading, const struct table_row *row)
{
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        const struct layout *layout = &layouts[i];
        reading->from = find_column(row, layout->from);
        reading->to = find_column(row, layout->to);
        reading->relation = find_column(row, layout->relation);
        reading->part = find_column(row, layout->part);
        if (reading->from != NOWHERE && reading->to != NOWHERE &&
            (!layout->relation || reading->relation != NOWHERE)) {
            reading->layout = layout;
            reading->crosswalk->layout = layout->name;
            return true;
        }
    }
    return false;
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* A cell without spaces at its ends; numbers that a spreadsheet took for decimals lose ".0". */
static const char *
cell(const struct table_row *row, size_t place, size_t *length)
{
    const char *text = place < row->count ? row->cells[place] : "";
    *length = place < row->count ? row->lengths[place] : 0;
    while (*length > 0 && text[0] == ' ') {
        text++;
        (*length)--;
    }
    while (*length > 0 && text[*length - 1] == ' ') {
        (*length)--;
    }
    return text;
}

static uint32_t
keep(struct reading *reading, const char *text, size_t length)
{
    return intern_add(&reading->crosswalk->texts, text, length);
}

static uint32_t
keep_isco(struct reading *reading, const char *text, size_t length)
{
    char code[5] = "0";
    size_t digits = strspn(text, "0123456789");
    if (digits + 2 == length && memcmp(text + digits, ".0", 2) == 0) {
        length = digits;
    }
    if (length == 3 && digits >= 3) {
        memcpy(code + 1, text, 3);
        return keep(reading, code, 4);
    }
    return keep(reading, text, length);
}

/* The last part of "skos:exactMatch" and of the whole IRI. */
static bool
read_relation(const char *text, size_t length, match_mapping_kind *kind)
{
    for (size_t i = length; i > 0; i--) {
        if (strchr("#:/", text[i - 1])) {
            text += i;
            length -= i;
            break;
        }
    }
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        if (strlen(relations[i].word) == length &&
            bundle_same_name(text, length, relations[i].word)) {
            *kind = relations[i].kind;
            return true;
        }
    }
    return false;
}

static match_status
refuse_relation(const struct reading *reading, const struct table_row *row, const char *text,
                size_t length, match_error *err)
{
    struct place place = {.source = reading->path,
                          .line = row->line,
                          .row = row->row,
                          .field = layouts[reading->layout - layouts].relation};
    return report_add(reading->report, MATCH_SEVERITY_ERROR, place, "UNKNOWN_RELATION", err,
                      "relation is '%.*s', expected exactMatch, closeMatch, broadMatch, "
                      "narrowMatch or relatedMatch",
                      length > 60 ? 60 : (int)length, text);
}

static match_status
add_row(struct reading *reading, const struct crosswalk_row *row, match_error *err)
{
    struct crosswalk *crosswalk = reading->crosswalk;
    struct crosswalk_row *grown = alloc_grow(crosswalk->rows, &crosswalk->capacity,
                                             crosswalk->count + 1, sizeof *crosswalk->rows);
    if (!grown) {
        return fail_memory(err);
    }
    crosswalk->rows = grown;
    crosswalk->rows[crosswalk->count++] = *row;
    return MATCH_OK;
}

static match_status
take_pair(struct reading *reading, const struct table_row *row, match_error *err)
{
    size_t lengths[3];
    const char *from = cell(row, reading->from, &lengths[0]);
    const char *to = cell(row, reading->to, &lengths[1]);
    const char *relation = cell(row, reading->relation, &lengths[2]);
    size_t part;
    struct crosswalk_row pair = {.line = row->line, .kind = MATCH_MAPPING_EXACT};

    reading->rows++;
    if (lengths[0] == 0 || lengths[1] == 0) {
        reading->blank++;
        return MATCH_OK;
    }
    if (lengths[0] > LIMIT_ID_BYTES || lengths[1] > LIMIT_ID_BYTES) {
        return fail_at(err, MATCH_ERR_LIMIT, reading->path, row->line, 0,
                       "a code has more than %u bytes", LIMIT_ID_BYTES);
    }
    if (reading->layout->relation && !read_relation(relation, lengths[2], &pair.kind)) {
        return refuse_relation(reading, row, relation, lengths[2], err);
    }
    (void)cell(row, reading->part, &part);
    pair.kind = part > 0 ? MATCH_MAPPING_CLOSE : pair.kind;
    pair.from = reading->layout->isco ? keep_isco(reading, from, lengths[0])
                                      : keep(reading, from, lengths[0]);
    pair.to = keep(reading, to, lengths[1]);
    return pair.from && pair.to ? add_row(reading, &pair, err) : fail_memory(err);
}

static match_status
take_row(const struct table_row *row, void *data, match_error *err)
{
    struct reading *reading = data;
    if (reading->layout) {
        return take_pair(reading, row, err);
    }
    if (!is_header(reading, row) && ++reading->passed >= HEADER_ROWS) {
        return MATCH_ERR_FORMAT;
    }
    return MATCH_OK;
}

static bool
take_first(const struct table_row *row, void *data)
{
    struct reading *reading = data;
    reading->passed += !is_header(reading, row);
    return true;
}

/* --- Relations that are not stated ------------------------------------------------------------ */

/*
 * Two codes that occur with nothing but each other are the same thing (close where only a part
 * is marked). One that has several counterparts is broader than those that have only it, and
 * where both sides have several they merely overlap.
 */
static match_status
derive_relations(struct crosswalk *crosswalk, match_error *err)
{
    uint32_t *counts = alloc_zeroed((size_t)crosswalk->texts.count + 1, 2 * sizeof *counts);
    if (!counts) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < crosswalk->count; i++) {
        counts[2 * crosswalk->rows[i].from]++;
        counts[2 * crosswalk->rows[i].to + 1]++;
    }
    for (size_t i = 0; i < crosswalk->count; i++) {
        struct crosswalk_row *row = &crosswalk->rows[i];
        bool several_to = counts[2 * row->from] > 1;
        bool several_from = counts[2 * row->to + 1] > 1;
        if (several_to && several_from) {
            row->kind = MATCH_MAPPING_RELATED;
        } else if (several_to || several_from) {
            row->kind = several_to ? MATCH_MAPPING_NARROW : MATCH_MAPPING_BROAD;
        }
    }
    alloc_free(counts);
    return MATCH_OK;
}

/* --- The whole ------------------------------------------------------------------------------- */

static match_status
report_rows(const struct reading *reading, match_error *err)
{
    struct place place = {.source = reading->path};
    match_status status =
        report_add(reading->report, MATCH_SEVERITY_NOTE, place, "ROWS_READ", err, "%llu rows, %s",
                   (unsigned long long)reading->rows, reading->layout->name);
    if (status == MATCH_OK && reading->blank > 0) {
        status = report_add(reading->report, MATCH_SEVERITY_WARNING, place, "BLANK_CODE", err,
                            "%llu rows have no two codes and are left out",
                            (unsigned long long)reading->blank);
    }
    return status;
}

match_status
crosswalk_read(struct crosswalk *crosswalk, const char *bytes, size_t size, const char *path,
               match_report *report, match_error *err)
{
    struct reading reading = {.crosswalk = crosswalk, .path = path, .report = report};
    match_status status =
        table_read(bytes, size, path, NULL, take_first, take_row, &reading, NULL, err);
    if (!reading.layout && (status == MATCH_OK || status == MATCH_ERR_FORMAT)) {
        return fail_at(err, MATCH_ERR_FORMAT, path, 0, 0,
                       "no header is known, expected columns from, to and relation, or those of "
                       "the ESCO-O*NET or the ISCO-08-SOC crosswalk");
    }
    if (status == MATCH_OK && !reading.layout->relation) {
        status = derive_relations(crosswalk, err);
    }
    return status == MATCH_OK ? report_rows(&reading, err) : status;
}

void
crosswalk_clear(struct crosswalk *crosswalk)
{
    intern_clear(&crosswalk->texts);
    alloc_free(crosswalk->rows);
    *crosswalk = (struct crosswalk){0};
}
