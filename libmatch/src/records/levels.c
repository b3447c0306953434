/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "records/reader.h"
#include "records/record.h"

#include <string.h>

/* Types of value on a scale: proficiency, schooling, language level, qualification. */

/* The word or number for a step of a scale; *word is NULL for anything else. */
static match_status
find_step(struct reader *reader, const struct word *words, const char *text, size_t length,
          const struct word **word)
{
    char number[READER_NUMBER_BYTES];
    size_t number_length;
    match_status status = reader_number_text(reader, text, length, number, &number_length);

    *word = status == MATCH_OK && number_length != SIZE_MAX
                ? words_find(words, number, number_length)
                : NULL;
    return status;
}

static match_status
read_level(struct reader *reader, const struct field *field, const char *text, size_t length,
           void *record)
{
    int *level = field_place(record, field->at);
    char quote[QUOTE_SIZE];
    const struct word *word;
    match_status status = find_step(reader, level_words, text, length, &word);

    if (status != MATCH_OK) {
        return status;
    }
    if (word) {
        *level = word->value;
        return MATCH_OK;
    }
    text = reader_trim(text, &length);
    return length == 1 && text[0] == '?'
               ? MATCH_OK
               : reader_reject(reader, "INVALID_LEVEL",
                               "%s is not a level, expected 0..%d or ? where it is unknown",
                               reader_quote(reader, quote, text, length), LEVEL_TOP);
}

const struct value_type value_level = {
    .name = "level", .look = LOOK_NUMBER, .read_text = read_level, .write = value_write_integer};

static match_status
read_schooling(struct reader *reader, const struct field *field, const char *text, size_t length,
               void *record)
{
    int *schooling = field_place(record, field->at);
    char quote[QUOTE_SIZE];
    const struct word *word;
    match_status status = find_step(reader, schooling_words, text, length, &word);

    if (status != MATCH_OK) {
        return status;
    }
    if (!word) {
        return reader_reject(reader, "INVALID_SCHOOLING",
                             "%s is not known, expected 0..8 (ISCED) or a word such as primary",
                             reader_quote(reader, quote, text, length));
    }
    *schooling = word->value;
    return MATCH_OK;
}

const struct value_type value_schooling = {.name = "schooling",
                                           .look = LOOK_NUMBER,
                                           .read_text = read_schooling,
                                           .write = value_write_integer};

static match_status
read_language_level(struct reader *reader, const struct field *field, const char *text,
                    size_t length, void *record)
{
    enum language_level *level = field_place(record, field->at);
    const struct word *word;
    char quote[QUOTE_SIZE];

    text = reader_trim(text, &length);
    if (length == 1 && text[0] == '?') {
        return MATCH_OK;
    }
    word = words_find(language_level_words, text, length);
    if (!word) {
        return reader_reject(reader, "INVALID_LANGUAGE_LEVEL",
                             "%s is not a language level, expected A1..C2 or native",
                             reader_quote(reader, quote, text, length));
    }
    *level = (enum language_level)word->value;
    return MATCH_OK;
}

static void
write_language_level(const struct field *field, const void *record, const match_places *places,
                     struct buffer *out)
{
    const enum language_level *level = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, language_level_name(*level));
}

const struct value_type value_language_level = {
    .name = "language level", .read_text = read_language_level, .write = write_language_level};

/* ---- ladder=level ---- */

static match_status
read_ladder(struct reader *reader, const struct field *field, const char *text, size_t length,
            void *record)
{
    const char **ladder = field_place(record, field->at);
    struct field level = {.at = field->second, .minimum = 0, .maximum = 99};
    const char *sign = memchr(text, '=', length);
    size_t before;
    match_status status;

    if (!sign || sign == text) {
        char quote[QUOTE_SIZE];
        return reader_reject(reader, "INVALID_VALUE",
                             "%s is not a qualification, expected ladder=level such as LNQF=2",
                             reader_quote(reader, quote, text, length));
    }
    before = (size_t)(sign - text);
    if (sign[-1] == '>') {
        before--;
    }
    status = reader_keep(reader, READER_CODE, text, before, ladder);
    if (status != MATCH_OK) {
        return status;
    }
    return value_read_integer(reader, &level, sign + 1, length - (size_t)(sign + 1 - text), record);
}

static void
write_ladder(const struct field *field, const void *record, const match_places *places,
             struct buffer *out)
{
    const char *const *ladder = field_value(record, field->at);
    const int *level = field_value(record, field->second);

    (void)places;
    if ((*ladder)[0] == '\0') {
        return;
    }
    buffer_add_text(out, *ladder);
    buffer_add_char(out, '=');
    buffer_add_int(out, *level);
}

const struct value_type value_ladder = {
    .name = "ladder=level", .read_text = read_ladder, .write = write_ladder};

/* ---- kind of record ---- */

static match_status
read_kind(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    /* catalogue.c has looked at it already, before it knew which fields there can be. */
    (void)reader;
    (void)field;
    (void)text;
    (void)length;
    (void)record;
    return MATCH_OK;
}

static void
write_kind(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const match_record_kind *kind = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, match_record_kind_name(*kind));
}

const struct value_type value_kind = {.name = "word", .read_text = read_kind, .write = write_kind};
