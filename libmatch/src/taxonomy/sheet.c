/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/sheet.h"

#include <string.h>

#include "base/fail.h"
#include "base/finding.h"

/* Progress is told after so many rows. */
#define PROGRESS_ROWS 4096u

void
sheets_init(struct sheets *sheets, match_report *report, match_progress progress, void *data,
            match_error *err)
{
    *sheets = (struct sheets){.report = report, .progress = progress, .data = data, .err = err};
    builder_init(&sheets->builder, BUILDER_LENIENT, report);
}

void
sheets_clear(struct sheets *sheets)
{
    builder_clear(&sheets->builder);
    bundle_clear(&sheets->bundle);
}

void
sheets_take(struct sheets *sheets, struct bundle_file *file)
{
    file->taken = true;
    sheets->bytes_total += file->size;
}

/* --- Rows ------------------------------------------------------------------------------------ */

struct sheet_cell
sheet_cell(const struct sheets *sheets, size_t column)
{
    size_t place = sheets->places[column];
    const struct table_row *row = sheets->row;
    return place < row->count ? (struct sheet_cell){row->cells[place], row->lengths[place]}
                              : (struct sheet_cell){"", 0};
}

struct builder_place
sheet_place(const struct sheets *sheets)
{
    return (struct builder_place){.source = sheets->source, .line = sheets->row->line};
}

match_status
sheet_say(const struct sheets *sheets, match_severity severity, const char *field, const char *code,
          const char *format, ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    struct place place = {.source = sheets->file->label,
                          .line = sheets->row->line,
                          .row = sheets->row->row,
                          .field = field};
    va_list arguments;
    va_start(arguments, format);
    fail_format(message, sizeof message, format, arguments);
    va_end(arguments);
    return report_add(sheets->report, severity, place, code, sheets->err, "%s", message);
}

match_status
sheet_count(const struct sheets *sheets, match_severity severity, const char *code, uint64_t count,
            const char *text)
{
    struct place place = {.source = sheets->file->label};
    return count == 0 ? MATCH_OK
                      : report_add(sheets->report, severity, place, code, sheets->err, "%llu %s",
                                   (unsigned long long)count, text);
}

bool
sheet_part(struct sheet_cell *rest, const char *cuts, struct sheet_cell *part)
{
    while (rest->length > 0 && strchr(cuts, rest->text[0])) {
        rest->text++;
        rest->length--;
    }
    size_t length = 0;
    while (length < rest->length && !strchr(cuts, rest->text[length])) {
        length++;
    }
    *part = (struct sheet_cell){rest->text, length};
    rest->text += length;
    rest->length -= length;
    return length > 0;
}

/* --- Headers --------------------------------------------------------------------------------- */

/* Whether a header is one of the names between bars. */
static bool
is_named(const char *names, const char *header)
{
    while (names) {
        size_t length = strcspn(names, "|");
        if (bundle_same_name(names, length, header)) {
            return true;
        }
        names = names[length] != '\0' ? names + length + 1 : NULL;
    }
    return false;
}

/* The place of a column in the header, SIZE_MAX for none. */
static size_t
find_column(const struct table_row *header, const char *names)
{
    size_t place = SIZE_MAX;
    for (size_t i = 0; i < header->count; i++) {
        if (strcmp(header->cells[i], names) == 0) {
            return i;
        }
        if (place == SIZE_MAX && is_named(names, header->cells[i])) {
            place = i;
        }
    }
    return place;
}

static bool
take_header(const struct table_row *row, void *data)
{
    struct sheets *sheets = data;
    const struct sheet_type *type = sheets->type;
    sheets->header_count = row->count;
    for (size_t i = 0; type->columns[i]; i++) {
        sheets->places[i] = find_column(row, type->columns[i]);
        if (sheets->places[i] == SIZE_MAX && i < type->required) {
            sheets->missing = type->columns[i];
            return false;
        }
    }
    return true;
}

/* --- Tables ---------------------------------------------------------------------------------- */

static match_status
tell_progress(const struct sheets *sheets)
{
    uint64_t here = sheets->bytes_here;
    if (here > sheets->file->size) {
        here = sheets->file->size;
    }
    if (sheets->progress &&
        !sheets->progress(sheets->bytes_before + here, sheets->bytes_total, sheets->data)) {
        return fail(sheets->err, MATCH_ERR_CANCELLED, "the import was cancelled");
    }
    return MATCH_OK;
}

static match_status
take_row(const struct table_row *row, void *data, match_error *err)
{
    struct sheets *sheets = data;
    (void)err; /* the same as in sheets */
    sheets->row = row;
    match_status status = sheets->type->row(sheets->reader);
    if (status != MATCH_OK) {
        return status;
    }
    sheets->rows++;
    sheets->short_rows += row->count < sheets->header_count;
    sheets->long_rows += row->count > sheets->header_count;
    for (size_t i = 0; i < row->count; i++) {
        sheets->bytes_here += row->lengths[i] + 1;
    }
    return sheets->rows % PROGRESS_ROWS == 0 ? tell_progress(sheets) : MATCH_OK;
}

/* The figures of a file: a reader of the report sees that all rows arrived. */
static match_status
report_rows(const struct sheets *sheets)
{
    struct place place = {.source = sheets->file->label};
    match_status status = report_add(sheets->report, MATCH_SEVERITY_NOTE, place, "ROWS_READ",
                                     sheets->err, "%u rows", sheets->rows);
    if (status == MATCH_OK) {
        status = sheet_count(sheets, MATCH_SEVERITY_NOTE, "SHORT_ROWS", sheets->short_rows,
                             "rows are shorter than the header");
    }
    if (status == MATCH_OK) {
        status = sheet_count(sheets, MATCH_SEVERITY_WARNING, "LONG_ROWS", sheets->long_rows,
                             "rows are longer than the header");
    }
    return status;
}

static match_status
read_table(struct sheets *sheets)
{
    struct file_bytes file;
    struct table_options options = {.separator = sheets->type->separator,
                                    .plain = sheets->type->plain};
    const char *label = sheets->file->label;
    match_status status = bundle_read(&sheets->bundle, sheets->file, &file, sheets->err);
    if (status != MATCH_OK) {
        return status;
    }
    status = table_read(file.bytes, file.size, label, &options, take_header, take_row, sheets, NULL,
                        sheets->err);
    file_bytes_clear(&file);
    if (status == MATCH_ERR_FORMAT && sheets->missing) {
        return fail_at(sheets->err, MATCH_ERR_FORMAT, label, 1, 0,
                       "column '%.*s' is missing, expected a table of this name",
                       (int)strcspn(sheets->missing, "|"), sheets->missing);
    }
    return status;
}

match_status
sheets_read(struct sheets *sheets, const struct bundle_file *file, const struct sheet_type *type,
            void *reader)
{
    sheets->file = file;
    sheets->type = type;
    sheets->reader = reader;
    sheets->bytes_here = 0;
    sheets->rows = sheets->short_rows = sheets->long_rows = 0;
    sheets->missing = NULL;
    sheets->source = builder_source(&sheets->builder, file->label);
    if (sheets->source == 0) {
        return fail_memory(sheets->err);
    }
    match_status status = read_table(sheets);
    if (status != MATCH_OK) {
        return status;
    }
    sheets->bytes_here = file->size;
    status = report_rows(sheets);
    status = status == MATCH_OK ? tell_progress(sheets) : status;
    sheets->bytes_before += file->size;
    return status;
}

match_status
sheets_note_rest(struct sheets *sheets)
{
    match_status status = MATCH_OK;
    for (size_t i = 0; i < sheets->bundle.count && status == MATCH_OK; i++) {
        const struct bundle_file *file = &sheets->bundle.files[i];
        if (!file->taken) {
            status = report_add(sheets->report, MATCH_SEVERITY_NOTE,
                                (struct place){.source = file->label}, "FILE_PASSED_OVER",
                                sheets->err, "the file is none of those that are read");
        }
    }
    return status;
}
