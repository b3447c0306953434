/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/table.h"

#include <csv.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "text/encoding.h"

/*
 * The bytes are handed out line by line, so that each row knows its line. A line without quotes
 * is cut at the separators here, which is most of a big file; everything else goes to libcsv.
 */
struct reader {
    const char *source;
    bool (*header)(const struct table_row *row, void *data);
    match_status (*row)(const struct table_row *row, void *data, match_error *err);
    void *data;
    match_error *err;
    char separator;
    bool plain;

    struct csv_parser parser;
    match_status status;  /* of the callbacks */
    bool in_row;          /* a quoted cell goes on in the next line */
    uint32_t line;        /* being read */
    uint32_t row_line;    /* where the row began */
    uint32_t quote_line;  /* where the open quote began */
    size_t cells_at_line; /* finished cells when the line began */
    size_t row_bytes;     /* fed to libcsv for this row */
    uint32_t rows;        /* handed out, with the header */

    char *text; /* of the row's cells, each with a NUL */
    size_t text_size, text_capacity;
    size_t *starts, *lengths; /* of the cells in text */
    size_t count, start_capacity, length_capacity;
    const char **cells;
    size_t cell_capacity;
};

/* --- Memory of libcsv ----------------------------------------------------------------------- */

/*
 * libcsv grows its buffer for a cell by a few bytes at a time and, when memory is short, asks
 * again for less. So it gets all it can need for a line beforehand, and nothing more.
 */
static void *
grow_never(void *memory, size_t size)
{
    (void)memory;
    (void)size;
    return NULL;
}

static match_status
make_cell_room(struct reader *reader, size_t bytes)
{
    struct csv_parser *parser = &reader->parser;
    size_t capacity = parser->entry_size;
    void *grown = alloc_grow(parser->entry_buf, &capacity, parser->entry_pos + bytes + 1, 1);
    if (!grown) {
        return fail_memory(reader->err);
    }
    parser->entry_buf = grown;
    parser->entry_size = capacity;
    return MATCH_OK;
}

/* --- One row -------------------------------------------------------------------------------- */

static match_status
make_room(struct reader *reader, size_t bytes)
{
    char *text = alloc_grow(reader->text, &reader->text_capacity, reader->text_size + bytes + 1, 1);
    if (!text) {
        return fail_memory(reader->err);
    }
    reader->text = text;
    return MATCH_OK;
}

static match_status
add_cell(struct reader *reader, size_t start, size_t length)
{
    if (reader->count >= LIMIT_COLUMNS) {
        return fail_at(reader->err, MATCH_ERR_LIMIT, reader->source, reader->row_line, 0,
                       "a row has more than %u cells", LIMIT_COLUMNS);
    }
    size_t *starts =
        alloc_grow(reader->starts, &reader->start_capacity, reader->count + 1, sizeof *starts);
    if (!starts) {
        return fail_memory(reader->err);
    }
    reader->starts = starts;
    size_t *lengths =
        alloc_grow(reader->lengths, &reader->length_capacity, reader->count + 1, sizeof *lengths);
    if (!lengths) {
        return fail_memory(reader->err);
    }
    reader->lengths = lengths;
    starts[reader->count] = start;
    lengths[reader->count++] = length;
    return MATCH_OK;
}

/* Hands out the row that was collected and makes ready for the next. */
static match_status
hand_out(struct reader *reader)
{
    const char **cells =
        alloc_grow(reader->cells, &reader->cell_capacity, reader->count, sizeof *cells);
    if (!cells) {
        return fail_memory(reader->err);
    }
    reader->cells = cells;
    for (size_t i = 0; i < reader->count; i++) {
        cells[i] = reader->text + reader->starts[i];
    }
    struct table_row row = {.line = reader->row_line,
                            .row = reader->rows,
                            .count = reader->count,
                            .cells = cells,
                            .lengths = reader->lengths};
    reader->text_size = 0;
    reader->count = 0;
    if (reader->rows++ > 0) {
        if (row.row > LIMIT_ROWS) {
            return fail_at(reader->err, MATCH_ERR_LIMIT, reader->source, row.line, 0,
                           "the table has more than %u rows", LIMIT_ROWS);
        }
        return reader->row ? reader->row(&row, reader->data, reader->err) : MATCH_OK;
    }
    if (reader->header && !reader->header(&row, reader->data)) {
        return fail_at(reader->err, MATCH_ERR_FORMAT, reader->source, row.line, 0,
                       "the first row does not have the columns that were expected");
    }
    return MATCH_OK;
}

/* --- Lines with quotes: libcsv -------------------------------------------------------------- */

static void
take_cell(void *cell, size_t length, void *data)
{
    struct reader *reader = data;
    if (reader->status == MATCH_OK) {
        reader->status = make_room(reader, length);
    }
    if (reader->status != MATCH_OK) {
        return;
    }
    size_t start = reader->text_size;
    if (length > 0) {
        memcpy(reader->text + start, cell, length);
    }
    reader->text[start + length] = '\0';
    reader->text_size += length + 1;
    reader->status = add_cell(reader, start, length);
}

static void
take_row_end(int c, void *data)
{
    struct reader *reader = data;
    (void)c;
    reader->in_row = false;
    if (reader->status == MATCH_OK) {
        reader->status = hand_out(reader);
    }
}

static match_status
feed(struct reader *reader, const char *line, size_t length)
{
    if (!reader->in_row) {
        reader->in_row = true;
        reader->row_line = reader->line;
        reader->quote_line = reader->line;
        reader->row_bytes = 0;
    }
    reader->cells_at_line = reader->count;
    reader->row_bytes += length;
    if (reader->row_bytes > LIMIT_ROW_BYTES) {
        return fail_at(reader->err, MATCH_ERR_LIMIT, reader->source, reader->quote_line, 0,
                       "a row has more than %u bytes: is a quote not closed?", LIMIT_ROW_BYTES);
    }
    match_status status = make_cell_room(reader, length);
    if (status != MATCH_OK) {
        return status;
    }
    if (csv_parse(&reader->parser, line, length, take_cell, take_row_end, reader) != length) {
        return fail_memory(reader->err);
    }
    if (reader->in_row && reader->count > reader->cells_at_line) {
        reader->quote_line = reader->line;
    }
    return reader->status;
}

/* --- Lines without quotes ------------------------------------------------------------------- */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Drops spaces around a cell, as libcsv does; a separator is never a space here. */
static match_status
add_trimmed(struct reader *reader, size_t start, size_t end)
{
    while (start < end && is_blank(reader->text[start])) {
        start++;
    }
    while (end > start && is_blank(reader->text[end - 1])) {
        end--;
    }
    reader->text[end] = '\0';
    return add_cell(reader, start, end - start);
}

static bool
is_blank_line(const struct reader *reader, const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_blank(line[i]) || line[i] == reader->separator) {
            return false;
        }
    }
    return true;
}

static match_status
cut_line(struct reader *reader, const char *line, size_t length)
{
    if (is_blank_line(reader, line, length)) {
        return MATCH_OK;
    }
    match_status status = make_room(reader, length);
    if (status != MATCH_OK) {
        return status;
    }
    memcpy(reader->text, line, length);
    reader->text[length] = '\0';
    reader->row_line = reader->line;
    size_t start = 0;
    for (bool last = false; !last && status == MATCH_OK;) {
        const char *end = memchr(reader->text + start, reader->separator, length - start);
        last = end == NULL;
        size_t stop = last ? length : (size_t)(end - reader->text);
        status = add_trimmed(reader, start, stop);
        start = stop + 1;
    }
    return status == MATCH_OK ? hand_out(reader) : status;
}

/* --- The whole ------------------------------------------------------------------------------ */

/* Cuts bytes into lines. A file without LF must not be searched for one again and again. */
struct lines {
    const char *bytes;
    size_t size;
    size_t next;    /* beginning of the next line */
    size_t next_lf; /* the first LF from there, or size */
};

/* Gives the next line: its beginning and the length without what ends it; false at the end. */
static bool
next_line(struct lines *lines, size_t *start, size_t *length)
{
    if (lines->next >= lines->size) {
        return false;
    }
    *start = lines->next;
    if (lines->next_lf < lines->next || lines->next == 0) {
        const char *lf = memchr(lines->bytes + lines->next, '\n', lines->size - lines->next);
        lines->next_lf = lf ? (size_t)(lf - lines->bytes) : lines->size;
    }
    size_t end = lines->next_lf;
    const char *cr = memchr(lines->bytes + *start, '\r', end - *start);
    if (!cr) {
        *length = end - *start;
        lines->next = end + 1;
        return true;
    }
    size_t at = (size_t)(cr - lines->bytes);
    *length = at - *start;
    lines->next = at + 1 == end ? end + 1 : at + 1;
    return true;
}

static match_status
read_lines(struct reader *reader, const char *bytes, size_t size)
{
    struct lines lines = {.bytes = bytes, .size = size};
    size_t start;
    size_t length;
    match_status status = MATCH_OK;
    while (status == MATCH_OK && next_line(&lines, &start, &length)) {
        reader->line++;
        const char *line = bytes + start;
        if (reader->plain || (!reader->in_row && !memchr(line, '"', length))) {
            status = cut_line(reader, line, length);
        } else if (lines.next <= size) {
            status = feed(reader, line, lines.next - start);
        } else {
            status = feed(reader, line, length);
        }
    }
    if (status == MATCH_OK && reader->in_row) {
        status = feed(reader, "\n", 1);
    }
    if (status == MATCH_OK && reader->in_row) {
        return fail_at(reader->err, MATCH_ERR_SYNTAX, reader->source, reader->quote_line, 0,
                       "a quote opens here and is not closed");
    }
    return status;
}

static match_status
read_all(struct reader *reader, const char *bytes, size_t size)
{
    if (csv_init(&reader->parser, 0) != 0) {
        return fail_memory(reader->err);
    }
    csv_set_delim(&reader->parser, (unsigned char)reader->separator);
    csv_set_realloc_func(&reader->parser, grow_never);
    csv_set_free_func(&reader->parser, alloc_free);
    match_status status = read_lines(reader, bytes, size);
    csv_free(&reader->parser);
    alloc_free(reader->text);
    alloc_free(reader->starts);
    alloc_free(reader->lengths);
    alloc_free(reader->cells);
    return status;
}

char
table_sniff(const char *bytes, size_t size)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    size_t counts[sizeof candidates] = {0};
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        char c = bytes[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (!quoted) {
            for (size_t j = 0; j < sizeof candidates; j++) {
                counts[j] += c == candidates[j];
            }
        }
    }
    size_t best = 0;
    for (size_t j = 1; j < sizeof candidates; j++) {
        best = counts[j] > counts[best] ? j : best;
    }
    return candidates[best];
}

/* The whole lines before a byte, so that rows can be counted up to it. */
static size_t
lines_before(const char *bytes, size_t offset)
{
    while (offset > 0 && bytes[offset - 1] != '\n' && bytes[offset - 1] != '\r') {
        offset--;
    }
    return offset;
}

/*
 * The length of a first line "sep=;", with which Excel names the separator, and the separator;
 * 0 where there is none. Its line end is counted in.
 */
static size_t
separator_line(const char *bytes, size_t size, char *separator)
{
    static const char name[] = "sep=";
    size_t quote = size > 0 && bytes[0] == '"';
    size_t at = quote;
    for (size_t i = 0; i < sizeof name - 1; i++, at++) {
        char c = at < size ? bytes[at] : '\0';
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != name[i]) {
            return 0;
        }
    }
    if (size - at < 2 + quote || !strchr(",;\t|", bytes[at]) ||
        (quote && bytes[at + 1] != '"')) {
        return 0;
    }
    size_t end = at + 1 + quote;
    if (bytes[end] != '\n' && bytes[end] != '\r') {
        return 0;
    }
    *separator = bytes[at];
    return end + (bytes[end] == '\r' && end + 1 < size && bytes[end + 1] == '\n' ? 2 : 1);
}

/* Says in which row the wrong byte is: reads what is before it, from a start, and counts. */
static match_status
fail_encoding(const char *bytes, size_t size, size_t start, size_t bad, struct reader *reader)
{
    match_error ignored;
    size_t good = lines_before(bytes, bad);
    struct reader counter = {
        .err = &ignored, .separator = reader->separator, .plain = reader->plain};
    if (good > start) {
        (void)read_all(&counter, bytes + start, good - start);
    }
    return encoding_fail(bytes, size, reader->source, bad, counter.rows, reader->err);
}

match_status
table_read(const char *bytes, size_t size, const char *source, const struct table_options *options,
           bool (*header)(const struct table_row *row, void *data),
           match_status (*row)(const struct table_row *row, void *data, match_error *err),
           void *data, char *separator_found, match_error *err)
{
    struct reader reader = {
        .source = source, .header = header, .row = row, .data = data, .err = err};
    reader.plain = options && options->plain;
    size_t start = encoding_mark(bytes, size);
    size_t named = separator_line(bytes + start, size - start, &reader.separator);
    start += named;
    reader.line = named > 0;
    if (options && options->separator) {
        reader.separator = options->separator;
    } else if (named == 0) {
        reader.separator = table_sniff(bytes + start, size - start);
    }
    size_t bad;
    match_error ignored;
    match_status status = encoding_check(bytes, size, source, &bad, &ignored);
    if (status != MATCH_OK) {
        return fail_encoding(bytes, size, start, bad, &reader);
    }
    if (separator_found) {
        *separator_found = reader.separator;
    }
    status = read_all(&reader, bytes + start, size - start);
    if (status == MATCH_OK && reader.rows == 0) {
        return fail_at(err, MATCH_ERR_FORMAT, source, 1, 0, "the table is empty");
    }
    return status;
}
