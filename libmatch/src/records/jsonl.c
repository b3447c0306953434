/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/intake.h"

#include "base/fail.h"
#include "base/limits.h"
#include "text/document.h"
#include "text/encoding.h"

#include <inttypes.h>
#include <string.h>

/* Records as JSON Lines: one object in a line. A line that is no JSON is one bad record. */

/* Says why a line cannot be read: the reason names a column at most, never the content. */
static match_status
reject_line(struct reader *reader, const match_error *wrong)
{
    if (wrong->column > 0) {
        return reader_reject(reader, "INVALID_JSON", "the line is no JSON: %s, column %" PRIu32,
                             wrong->message, wrong->column);
    }
    return reader_reject(reader, "INVALID_JSON", "the line is no JSON that can be read: %s",
                         wrong->message);
}

static match_status
take_line(struct intake *intake, const char *text, size_t length, uint32_t line, uint32_t row)
{
    struct reader *reader = &intake->reader;
    struct document document = {0};
    match_error wrong = {.status = MATCH_OK};
    match_status status =
        document_parse_json(text, length, reader->source, line, &document, &wrong);

    if (status == MATCH_ERR_NOMEM) {
        return fail_memory(reader->err);
    }
    if (status != MATCH_OK) {
        reader->line = line;
        reader->row = row;
        reader_enter(reader, "");
        intake->seen++;
        return reject_line(reader, &wrong);
    }
    status = intake_mapping(intake, document.root, (match_record_kind)0, line, row);
    document_clear(&document);
    return status;
}

match_status
intake_jsonl(struct intake *intake, const char *bytes, size_t size)
{
    size_t at = encoding_mark(bytes, size);
    uint32_t line = 0;
    uint32_t row = 0;

    while (at < size) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        size_t end = newline ? (size_t)(newline - bytes) : size;
        size_t length = end - at;
        const char *text = reader_trim(bytes + at, &length);
        match_status status = MATCH_OK;

        at = end + 1;
        line++;
        if (length == 0) {
            continue;
        }
        if (row == 0 && text[0] == '[') {
            return fail_at(intake->reader.err, MATCH_ERR_FORMAT, intake->reader.source, line, 0,
                           "the file is a JSON array, expected JSON Lines: one object in a line");
        }
        if (length > LIMIT_ROW_BYTES) {
            return fail_at(intake->reader.err, MATCH_ERR_LIMIT, intake->reader.source, line, 0,
                           "the line has %zu bytes, expected at most %u", length, LIMIT_ROW_BYTES);
        }
        if (row == LIMIT_ROWS) {
            return fail_at(intake->reader.err, MATCH_ERR_LIMIT, intake->reader.source, line, 0,
                           "there are more than %u records", LIMIT_ROWS);
        }
        status = take_line(intake, text, length, line, ++row);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}
