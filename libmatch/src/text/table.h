/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_TABLE_H
#define MATCH_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/error.h>

/**
 * @file table.h
 * Tables as spreadsheets save them: CSV and its relatives, row by row.
 */

/** One row. Valid during the call that hands it over. */
struct table_row {
    uint32_t line;            /* of its first character, from 1 */
    uint32_t row;             /* from 1, header not counted; 0 for the header */
    size_t count;             /* of cells, as many as there are: rows may be short or long */
    const char *const *cells; /* NUL-terminated UTF-8 without other NULs */
    const size_t *lengths;
};

struct table_options {
    char separator; /* 0: the one of , ; tab | that the header has most of */
    bool plain;     /* quotes are characters like others, so no cell holds a line end */
};

/**
 * Reads a table from memory: UTF-8 with or without byte order mark, lines ending with LF, CR or
 * both, quotes with line breaks inside. A first line "sep=;" names the separator and is no row. Lines without any cell are skipped. Spaces around a cell
 * without quotes are dropped.
 *
 * @param options  NULL for the defaults.
 * @param header   Gets the first row; false ends the reading with MATCH_ERR_FORMAT. It may note
 *                 the reason in its data for a better message.
 * @param row      Gets each other row; anything but MATCH_OK ends the reading and is returned.
 * @param[out] separator_found  May be NULL.
 * @return MATCH_OK; MATCH_ERR_SYNTAX for wrong encoding or a quote that is not closed (with the
 *         line where it opens); MATCH_ERR_FORMAT for an empty table; MATCH_ERR_LIMIT;
 *         MATCH_ERR_NOMEM; or what a callback said.
 */
match_status
table_read(const char *bytes, size_t size, const char *source, const struct table_options *options,
           bool (*header)(const struct table_row *row, void *data),
           match_status (*row)(const struct table_row *row, void *data, match_error *err),
           void *data, char *separator_found, match_error *err);

/** The separator of a header line: the most frequent of , ; tab | outside quotes; else a comma. */
char table_sniff(const char *bytes, size_t size);

#endif
