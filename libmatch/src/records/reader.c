/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/reader.h"

#include "base/fail.h"
#include "base/finding.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/digits.h"

#include <inttypes.h>
#include <libmatch/text.h>
#include <stdio.h>
#include <string.h>

static match_status
tell(struct reader *reader, match_severity severity, const char *code, const char *message)
{
    struct place place = {
        .source = reader->source, .line = reader->line, .row = reader->row, .field = reader->field};
    return report_add(reader->report, severity, place, code, reader->err, "%s", message);
}

/* In strict mode the finding is also the failure. */
static match_status
stop_if_strict(const struct reader *reader, const char *code, const char *message)
{
    if (!reader->strict) {
        return MATCH_OK;
    }
    if (reader->field[0] == '\0') {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, reader->line, 0,
                       "row %" PRIu32 ": %s (%s)", reader->row, message, code);
    }
    return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, reader->line, 0,
                   "row %" PRIu32 ", %s: %s (%s)", reader->row, reader->field, message, code);
}

match_status
reader_tell(struct reader *reader, match_severity severity, const char *code, const char *format,
            ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    fail_format(message, sizeof message, format, arguments);
    va_end(arguments);
    return tell(reader, severity, code, message);
}

match_status
reader_unresolved(struct reader *reader, const char *code, const char *format, ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    va_list arguments;
    match_status status;

    va_start(arguments, format);
    fail_format(message, sizeof message, format, arguments);
    va_end(arguments);
    status = tell(reader, MATCH_SEVERITY_WARNING, code, message);
    return status != MATCH_OK ? status : stop_if_strict(reader, code, message);
}

match_status
reader_reject(struct reader *reader, const char *code, const char *format, ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    va_list arguments;
    match_status status;

    va_start(arguments, format);
    fail_format(message, sizeof message, format, arguments);
    va_end(arguments);
    reader->rejected = true;
    status = tell(reader, MATCH_SEVERITY_ERROR, code, message);
    return status != MATCH_OK ? status : stop_if_strict(reader, code, message);
}

void
reader_enter(struct reader *reader, const char *field)
{
    snprintf(reader->field, sizeof reader->field, "%s", field);
}

void
reader_enter_item(struct reader *reader, const char *field, size_t item, const char *part)
{
    if (part) {
        snprintf(reader->field, sizeof reader->field, "%s[%zu].%s", field, item, part);
    } else {
        snprintf(reader->field, sizeof reader->field, "%s[%zu]", field, item);
    }
}

/* ---- clean text ---- */

static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/* Marks, embeddings, overrides and isolates: they make a text show another order than it has. */
static bool
turns_direction(uint32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool
has_no_width(uint32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff || c == 0xad;
}

static bool
is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

const char *
reader_trim(const char *text, size_t *length)
{
    size_t at = 0;
    size_t first = *length;
    size_t last = 0;

    while (at < *length) {
        size_t start = at;
        uint32_t c = utf8_next(text, *length, &at);
        if (is_space(c) || has_no_width(c)) {
            continue;
        }
        if (start < first) {
            first = start;
        }
        last = at;
    }
    if (first >= last) {
        *length = 0;
        return text;
    }
    *length = last - first;
    return text + first;
}

/* What a character becomes in a clean text; 0 when it is left out. */
static uint32_t
clean_character(enum reader_text kind, uint32_t c)
{
    if (c == '\n') {
        return kind == READER_LINES ? '\n' : ' ';
    }
    if (is_space(c)) {
        return ' ';
    }
    if (is_control(c) || turns_direction(c) || c == 0xfeff) {
        return 0;
    }
    return kind == READER_CODE && has_no_width(c) ? 0 : c;
}

bool
reader_has_text(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        uint32_t c = clean_character(READER_CODE, utf8_next(text, length, &at));
        if (c != 0 && c != ' ') {
            return true;
        }
    }
    return false;
}

/* Copies what is kept; returns its length. Counts what had to go in *dropped. */
static size_t
clean(enum reader_text kind, const char *text, size_t length, char *out, size_t *dropped)
{
    size_t at = 0;
    size_t used = 0;

    *dropped = 0;
    while (at < length) {
        uint32_t c = utf8_next(text, length, &at);
        uint32_t kept;
        if (c == '\r' && at < length && text[at] == '\n') {
            continue;
        }
        if (c == '\r') {
            c = '\n';
        }
        kept = clean_character(kind, c);
        if (kept != 0) {
            used += utf8_put(out + used, kept);
        } else if (is_control(c) || turns_direction(c)) {
            (*dropped)++;
        }
    }
    return used;
}

match_status
reader_keep(struct reader *reader, enum reader_text kind, const char *text, size_t length,
            const char **out)
{
    size_t limit = kind == READER_CODE ? LIMIT_ID_BYTES : LIMIT_TEXT_BYTES;
    size_t dropped;
    size_t kept;
    char *copy;

    *out = "";
    text = reader_trim(text, &length);
    if (length > limit) {
        return reader_reject(reader, "TOO_LONG", "the text has %zu bytes, expected at most %zu",
                             length, limit);
    }
    /* No character grows when it is cleaned. */
    copy = arena_zeroed(reader->arena, length + 1, 1);
    if (!copy) {
        return fail_memory(reader->err);
    }
    kept = clean(kind, text, length, copy, &dropped);
    copy[kept] = '\0';
    *out = copy;
    if (dropped > 0) {
        return reader_tell(reader, MATCH_SEVERITY_WARNING, "CONTROL_CHARACTERS",
                           "control or direction characters: left out %zu", dropped);
    }
    return MATCH_OK;
}

/* ---- messages ---- */

const char *
reader_quote(const struct reader *reader, char out[QUOTE_SIZE], const char *text, size_t length)
{
    char cleaned[QUOTE_SIZE];
    size_t dropped;
    size_t shown;
    size_t kept;

    if (reader->confidential) {
        snprintf(out, QUOTE_SIZE, "value");
        return out;
    }
    text = reader_trim(text, &length);
    shown = match_text_cut(text, length, QUOTE_COLUMNS);
    if (shown > sizeof cleaned - 8) {
        shown = 0; /* marks on marks: nothing anybody should see */
    }
    kept = clean(READER_CODE, text, shown, cleaned, &dropped);
    snprintf(out, QUOTE_SIZE, "\"%.*s%s\"", (int)kept, cleaned, shown < length ? "..." : "");
    return out;
}

const char *
reader_quote_number(const struct reader *reader, char out[QUOTE_SIZE], const char *text,
                    size_t length)
{
    char folded[READER_NUMBER_BYTES];
    bool has_digit = false;

    if (length >= sizeof folded) {
        return "value";
    }
    length = digits_fold(text, length, folded, NULL);
    for (size_t i = 0; i < length; i++) {
        has_digit = has_digit || (folded[i] >= '0' && folded[i] <= '9');
    }
    return has_digit ? reader_quote(reader, out, folded, length) : "value";
}

match_status
reader_number_text(struct reader *reader, const char *text, size_t length,
                   char out[READER_NUMBER_BYTES], size_t *length_out)
{
    bool changed = false;

    out[0] = '\0';
    text = reader_trim(text, &length);
    if (length >= READER_NUMBER_BYTES) {
        *length_out = SIZE_MAX;
        return MATCH_OK;
    }
    *length_out = digits_fold(text, length, out, &changed);
    if (changed) {
        return reader_tell(reader, MATCH_SEVERITY_WARNING, "FOREIGN_DIGITS",
                           "the digits are Lao, Thai or full-width and are read as ASCII");
    }
    return MATCH_OK;
}
