/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/intake.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "records/bind.h"
#include "text/table.h"

#include <inttypes.h>
#include <string.h>

/*
 * Records in a table: a header with the names of fields, one record in a row. The nodes of all
 * columns are made once and get new texts for each row.
 */

struct columns {
    struct intake *intake;
    struct document_node *nodes; /* one for each column */
    size_t count;
    struct record_values values; /* where the nodes go */
    match_status status;         /* of the header */
    match_error error;           /* the same */
};

/* A name as people write it in a header: any case, spaces or hyphens for '_'. */
static size_t
normalise_name(const char *text, size_t length, char out[READER_FIELD_BYTES])
{
    text = reader_trim(text, &length);
    if (length >= READER_FIELD_BYTES) {
        length = READER_FIELD_BYTES - 1;
    }
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + ('a' - 'A'));
        } else if (c == ' ' || c == '-') {
            c = '_';
        }
        out[i] = c;
    }
    out[length] = '\0';
    return length;
}

static match_status
place_column(struct columns *columns, size_t column, const char *name, size_t length)
{
    struct intake *intake = columns->intake;
    const struct document_node **slot = intake_slot(intake, &columns->values, name, length);

    if (!slot) {
        return length > 0 ? intake_unknown(intake, name, length) : MATCH_OK;
    }
    if (*slot) {
        return fail_at(intake->reader.err, MATCH_ERR_FORMAT, intake->reader.source,
                       intake->reader.line, 0, "column %s is there twice", name);
    }
    *slot = &columns->nodes[column];
    return MATCH_OK;
}

static match_status
read_header(struct columns *columns, const struct table_row *row)
{
    struct intake *intake = columns->intake;
    char name[READER_FIELD_BYTES];
    bool has_id = false;
    match_status status = MATCH_OK;

    for (size_t i = 0; i < row->count; i++) {
        size_t length = normalise_name(row->cells[i], row->lengths[i], name);
        has_id = has_id || (length == 2 && memcmp(name, "id", 2) == 0);
    }
    if (!has_id) {
        return fail_at(intake->reader.err, MATCH_ERR_FORMAT, intake->reader.source, row->line, 0,
                       "the header has no column \"id\"");
    }
    columns->nodes = alloc_zeroed(row->count, sizeof *columns->nodes);
    if (!columns->nodes) {
        return fail_memory(intake->reader.err);
    }
    columns->count = row->count;
    intake->reader.line = row->line;
    for (size_t i = 0; i < row->count && status == MATCH_OK; i++) {
        size_t length = normalise_name(row->cells[i], row->lengths[i], name);
        columns->nodes[i] = (struct document_node){.kind = DOCUMENT_SCALAR, .text = ""};
        status = place_column(columns, i, name, length);
    }
    return status;
}

static bool
take_header(const struct table_row *row, void *data)
{
    struct columns *columns = data;
    struct reader *reader = &columns->intake->reader;
    match_error *err = reader->err;

    reader->err = &columns->error;
    columns->status = read_header(columns, row);
    reader->err = err;
    return columns->status == MATCH_OK;
}

static bool
is_blank(const struct table_row *row, size_t column)
{
    size_t length = row->lengths[column];
    reader_trim(row->cells[column], &length);
    return length == 0;
}

/* The first cell that holds something; the number of cells when none does. */
static size_t
first_filled(const struct table_row *row)
{
    size_t column = 0;
    while (column < row->count && is_blank(row, column)) {
        column++;
    }
    return column;
}

static bool
is_total(const struct table_row *row, size_t column)
{
    size_t length = row->lengths[column];
    const char *text = reader_trim(row->cells[column], &length);

    while (length > 0 && text[length - 1] == ':') {
        length--;
    }
    return words_find(total_words, text, length) != NULL;
}

/* A spreadsheet protects text that looks like a formula with an apostrophe; see writer.c. */
static void
set_cell(struct document_node *node, const char *text, size_t length)
{
    size_t apostrophes = 0;

    while (apostrophes < length && text[apostrophes] == '\'') {
        apostrophes++;
    }
    if (apostrophes > 0 && apostrophes < length && strchr("=+-@", text[apostrophes])) {
        text++;
        length--;
    }
    node->text = text;
    node->length = (uint32_t)length; /* a row has no more than LIMIT_ROW_BYTES */
}

static match_status
tell_extra_cells(struct columns *columns, const struct table_row *row)
{
    struct reader *reader = &columns->intake->reader;

    for (size_t i = columns->count; i < row->count; i++) {
        if (!is_blank(row, i)) {
            reader->line = row->line;
            reader->row = row->row;
            reader_enter(reader, "");
            return reader_tell(reader, MATCH_SEVERITY_WARNING, "EXTRA_CELLS",
                               "the row has %zu cells and the header %zu, the others are left out",
                               row->count, columns->count);
        }
    }
    return MATCH_OK;
}

static match_status
take_row(const struct table_row *row, void *data, match_error *err)
{
    struct columns *columns = data;
    struct reader *reader = &columns->intake->reader;
    size_t first = first_filled(row);
    match_status status;

    (void)err; /* the reader has it */
    if (first == row->count) {
        return MATCH_OK;
    }
    if (is_total(row, first)) {
        reader->line = row->line;
        reader->row = row->row;
        reader_enter(reader, "");
        return reader_tell(reader, MATCH_SEVERITY_WARNING, "TOTAL_ROW",
                           "the row is a total and is left out");
    }
    for (size_t i = 0; i < columns->count; i++) {
        if (i < row->count) {
            set_cell(&columns->nodes[i], row->cells[i], row->lengths[i]);
        } else {
            set_cell(&columns->nodes[i], "", 0);
        }
    }
    status = tell_extra_cells(columns, row);
    return status == MATCH_OK ? intake_record(columns->intake, &columns->values,
                                              (match_record_kind)0, row->line, row->row)
                              : status;
}

static match_status
tell_separator(struct intake *intake, char separator)
{
    if (separator == ',') {
        return MATCH_OK;
    }
    intake->reader.line = 1;
    intake->reader.row = 0;
    reader_enter(&intake->reader, "");
    if (separator == '\t') {
        return reader_tell(&intake->reader, MATCH_SEVERITY_NOTE, "SEPARATOR",
                           "cells are separated by TAB");
    }
    return reader_tell(&intake->reader, MATCH_SEVERITY_NOTE, "SEPARATOR",
                       "cells are separated by '%c'", separator);
}

match_status
intake_csv(struct intake *intake, const char *bytes, size_t size)
{
    struct columns columns = {.intake = intake};
    struct table_options options = {.separator = intake->separator};
    char separator = ',';
    match_status status = table_read(bytes, size, intake->reader.source, &options, take_header,
                                     take_row, &columns, &separator, intake->reader.err);

    if (columns.status != MATCH_OK) {
        /* table_read() only knows that there was something. */
        status = columns.status;
        if (intake->reader.err) {
            *intake->reader.err = columns.error;
        }
    }
    alloc_free(columns.nodes);
    return status == MATCH_OK ? tell_separator(intake, separator) : status;
}
