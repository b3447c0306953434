/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_SHEET_H
#define MATCH_TAXONOMY_SHEET_H

#include "base/ids.h"
#include "taxonomy/builder.h"
#include "taxonomy/bundle.h"
#include "text/table.h"

/**
 * @file sheet.h
 * Imports that consist of tables: columns are found by name, unknown ones are passed over, rows
 * are counted, and what is wrong is said with file and line.
 */

#define SHEET_COLUMNS 24u

/** A cell; "" where the column or the cell is missing. text is NUL-terminated, parts are not. */
struct sheet_cell {
    const char *text;
    size_t length;
};

/** How a table is read. */
struct sheet_type {
    /** Names of the columns that are wanted, then NULL; "NEW|OLD" is one column with two names.
     * Case matters only where two columns differ in nothing else. */
    const char *const *columns;
    size_t required; /* so many of them, from the first, have to be there */
    match_status (*row)(void *reader);
    char separator; /* 0: found from the header */
    bool plain;     /* quotes are characters like others */
};

struct sheets {
    struct builder builder;
    struct bundle bundle;
    match_report *report;
    match_progress progress;
    void *data;
    match_error *err;
    uint64_t bytes_before, bytes_total;

    /* Of the table being read: */
    const struct sheet_type *type;
    const struct bundle_file *file;
    void *reader;
    const struct table_row *row;
    uint32_t source;
    uint64_t bytes_here;
    uint32_t rows, short_rows, long_rows;
    size_t header_count;
    size_t places[SHEET_COLUMNS];
    const char *missing; /* the column that has to be there and is not */
};

/** Makes ready. Release with sheets_clear(). */
void sheets_init(struct sheets *sheets, match_report *report, match_progress progress, void *data,
                 match_error *err);
void sheets_clear(struct sheets *sheets);

/** Says that a file is going to be read: it counts for the progress. */
void sheets_take(struct sheets *sheets, struct bundle_file *file);

/** Reads a table and reports its rows as ROWS_READ. */
match_status sheets_read(struct sheets *sheets, const struct bundle_file *file,
                         const struct sheet_type *type, void *reader);

/** Notes the files that nobody took, so that none is silently lost. */
match_status sheets_note_rest(struct sheets *sheets);

/** A wanted column of the row being read. */
struct sheet_cell sheet_cell(const struct sheets *sheets, size_t column);

/** Where the row being read stands, for the builder. */
struct builder_place sheet_place(const struct sheets *sheets);

/** Adds a finding on the row being read. @param field NULL for none. */
match_status sheet_say(const struct sheets *sheets, match_severity severity, const char *field,
                       const char *code, const char *format, ...) MATCH_PRINTF(5, 6);

/** Adds a figure of the file just read, where count is not 0: "COUNT TEXT". */
match_status sheet_count(const struct sheets *sheets, match_severity severity, const char *code,
                         uint64_t count, const char *text);

/** The next part of a cell that is cut at any of some characters; false at the end. */
bool sheet_part(struct sheet_cell *rest, const char *cuts, struct sheet_cell *part);

#endif
