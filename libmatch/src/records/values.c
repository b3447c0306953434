/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "base/fail.h"
#include "records/number.h"
#include "records/reader.h"
#include "records/record.h"
#include "records/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/*
 * The types of single values. Numbers, dates, levels and answers that cannot be read reject the
 * record, since any guess would change what it says; a word nobody knows is left unknown.
 */

/* ---- texts, ids, codes ---- */

static void
write_text(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const char *const *text = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, *text);
}

static match_status
read_text(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    const char **kept = field_place(record, field->at);
    return reader_keep(reader, field->lines ? READER_LINES : READER_LINE, text, length, kept);
}

const struct value_type value_text = {.name = "text", .read_text = read_text, .write = write_text};

static match_status
read_code(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    const char **kept = field_place(record, field->at);
    return reader_keep(reader, READER_CODE, text, length, kept);
}

const struct value_type value_code = {.name = "code", .read_text = read_code, .write = write_text};

/* Reads a code and brings its ASCII letters to one case; gap stands for spaces and hyphens. */
static match_status
read_small_code(struct reader *reader, const char *text, size_t length, char gap, const char **kept)
{
    const char *code;
    char *copy;
    match_status status = reader_keep(reader, READER_CODE, text, length, &code);

    if (status != MATCH_OK) {
        return status;
    }
    copy = arena_text(reader->arena, code, strlen(code));
    if (!copy) {
        return fail_memory(reader->err);
    }
    *kept = copy;
    for (; *copy; copy++) {
        if (*copy >= 'A' && *copy <= 'Z') {
            *copy = (char)(*copy + ('a' - 'A'));
        } else if (*copy == ' ' || *copy == '-') {
            *copy = gap;
        }
    }
    return MATCH_OK;
}

static match_status
read_need(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    return read_small_code(reader, text, length, '_', field_place(record, field->at));
}

const struct value_type value_need = {.name = "word", .read_text = read_need, .write = write_text};

static match_status
read_language_code(struct reader *reader, const struct field *field, const char *text,
                   size_t length, void *record)
{
    const char **code = field_place(record, field->at);
    match_status status = read_small_code(reader, text, length, '-', code);
    const struct word *known;

    if (status != MATCH_OK) {
        return status;
    }
    /* One language has one code, or what a person speaks would not be what a job asks for. */
    known = words_find(language_words, *code, strlen(*code));
    if (known) {
        *code = words_text(language_words, known->value);
    }
    return MATCH_OK;
}

const struct value_type value_language_code = {
    .name = "language code", .read_text = read_language_code, .write = write_text};

/* A telephone number in the column of ids would make every output personal data. */
static bool
looks_like_phone(const char *id)
{
    size_t digits = 0;
    const char *at = id;

    if (*at == '+') {
        at++;
    } else if (strncmp(id, "020", 3) != 0 && strncmp(id, "856", 3) != 0) {
        return false;
    }
    for (; *at; at++) {
        if (*at >= '0' && *at <= '9') {
            digits++;
        } else if (*at != ' ' && *at != '-') {
            return false;
        }
    }
    return digits >= 9;
}

static match_status
read_id(struct reader *reader, const struct field *field, const char *text, size_t length,
        void *record)
{
    const char **kept = field_place(record, field->at);
    match_status status = reader_keep(reader, READER_CODE, text, length, kept);

    if (status == MATCH_OK && strlen(*kept) > STORE_ID_BYTES) {
        return reader_reject(reader, "TOO_LONG", "the id has %zu bytes, expected at most %d",
                             strlen(*kept), STORE_ID_BYTES);
    }
    if (status == MATCH_OK && (*kept)[0] == '\0') {
        return reader_reject(reader, "MISSING_VALUE", "the id has no letter or digit");
    }
    if (status == MATCH_OK && number_is_scientific(*kept, strlen(*kept))) {
        return reader_reject(reader, "INVALID_CODE",
                             "the id is in scientific notation, expected it as text");
    }
    if (status == MATCH_OK && looks_like_phone(*kept)) {
        return reader_tell(reader, MATCH_SEVERITY_WARNING, "PHONE_AS_ID",
                           "the id looks like a telephone number, expected a pseudonym");
    }
    return status;
}

const struct value_type value_id = {.name = "id", .read_text = read_id, .write = write_text};

/* ---- dates ---- */

static const char *const date_problems[] = {
    [DATE_NOT_A_DATE] = "is not a date, expected one such as 2025-02-10",
    [DATE_TWO_DIGIT_YEAR] = "has a year of two digits, expected one such as 2025-02-10",
    [DATE_SERIAL] = "is the day number of a spreadsheet, expected a date such as 2025-02-10: "
                    "format the column as text or date before saving",
    [DATE_NO_SUCH_DAY] = "is no day of the calendar, expected year-month-day or day/month/year",
    [DATE_NO_DAY] = "has no day, expected a whole date such as 2025-02-10",
};

static match_status
read_date_as(struct reader *reader, const char *text, size_t length, bool partial, match_date *date)
{
    char number[READER_NUMBER_BYTES];
    char quote[QUOTE_SIZE];
    size_t number_length;
    struct date_reading reading;
    enum date_problem problem = DATE_NOT_A_DATE;
    match_status status = reader_number_text(reader, text, length, number, &number_length);

    if (status != MATCH_OK) {
        return status;
    }
    if (number_length != SIZE_MAX) {
        problem = number_read_date(number, number_length, partial, &reading);
    }
    if (problem != DATE_OK) {
        return reader_reject(reader, "INVALID_DATE", "%s %s",
                             reader_quote_number(reader, quote, text, length),
                             date_problems[problem]);
    }
    *date = reading.date;
    if (reading.buddhist) {
        return reader_tell(reader, MATCH_SEVERITY_WARNING, "BUDDHIST_YEAR",
                           "the year is of the Buddhist era, 543 is taken off");
    }
    return MATCH_OK;
}

static match_status
read_date(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    return read_date_as(reader, text, length, false, field_place(record, field->at));
}

static match_status
read_partial_date(struct reader *reader, const struct field *field, const char *text, size_t length,
                  void *record)
{
    return read_date_as(reader, text, length, true, field_place(record, field->at));
}

static void
write_date(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const match_date *date = field_value(record, field->at);
    char text[MATCH_DATE_TEXT_SIZE];

    (void)places;
    match_date_format(*date, text);
    buffer_add_text(out, text);
}

const struct value_type value_date = {.name = "date", .read_text = read_date, .write = write_date};
const struct value_type value_partial_date = {
    .name = "date, month or year", .read_text = read_partial_date, .write = write_date};

/* ---- numbers ---- */

static const char *const number_problems[] = {
    [NUMBER_NOT_A_NUMBER] = "is not a number",    [NUMBER_SCIENTIFIC] = "is in scientific notation",
    [NUMBER_FRACTION] = "is not whole",           [NUMBER_AMBIGUOUS] = "can be read in two ways",
    [NUMBER_CURRENCY] = "is in another currency", [NUMBER_TOO_LARGE] = "is too large",
};

/* Reads a number between the field's minimum and maximum; *number is written on success only. */
static match_status
read_number(struct reader *reader, const struct field *field, const char *text, size_t length,
            int64_t *number)
{
    char digits[READER_NUMBER_BYTES];
    char quote[QUOTE_SIZE];
    size_t digits_length;
    int64_t value;
    enum number_problem problem = NUMBER_NOT_A_NUMBER;
    match_status status = reader_number_text(reader, text, length, digits, &digits_length);

    if (status != MATCH_OK) {
        return status;
    }
    if (digits_length != SIZE_MAX) {
        problem = number_read(digits, digits_length, &value);
    }
    if (problem == NUMBER_OK && (value < field->minimum || value > field->maximum)) {
        return reader_reject(reader, "OUT_OF_RANGE", "%s is outside %" PRId64 "..%" PRId64,
                             reader_quote_number(reader, quote, text, length), field->minimum,
                             field->maximum);
    }
    if (problem != NUMBER_OK) {
        return reader_reject(reader, "INVALID_NUMBER",
                             "%s %s, expected a whole number %" PRId64 "..%" PRId64,
                             reader_quote_number(reader, quote, text, length),
                             number_problems[problem], field->minimum, field->maximum);
    }
    *number = value;
    return MATCH_OK;
}

match_status
value_read_integer(struct reader *reader, const struct field *field, const char *text,
                   size_t length, void *record)
{
    int *number = field_place(record, field->at);
    int64_t value = *number;
    match_status status = read_number(reader, field, text, length, &value);

    *number = (int)value;
    return status;
}

void
value_write_integer(const struct field *field, const void *record, const match_places *places,
                    struct buffer *out)
{
    const int *number = field_value(record, field->at);
    (void)places;
    if (*number != NUMBER_UNKNOWN) {
        buffer_add_int(out, *number);
    }
}

const struct value_type value_integer = {.name = "whole number",
                                         .look = LOOK_NUMBER,
                                         .read_text = value_read_integer,
                                         .write = value_write_integer};

static match_status
read_year(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    struct field wide = *field;
    int *year = field_place(record, field->at);
    int64_t value = 0;
    match_status status;

    wide.maximum = BUDDHIST_YEAR_LAST;
    status = read_number(reader, &wide, text, length, &value);
    if (status != MATCH_OK || value == 0) {
        return status;
    }
    if (value >= BUDDHIST_YEAR_FIRST) {
        value -= BUDDHIST_ERA_OFFSET;
        status = reader_tell(reader, MATCH_SEVERITY_WARNING, "BUDDHIST_YEAR",
                             "the year is of the Buddhist era, 543 is taken off");
    }
    if (value > field->maximum) {
        return reader_reject(reader, "OUT_OF_RANGE", "the year is outside %" PRId64 "..%" PRId64,
                             field->minimum, field->maximum);
    }
    *year = (int)value;
    return status;
}

static void
write_year(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const int *year = field_value(record, field->at);
    (void)places;
    if (*year != 0) {
        buffer_add_int(out, *year);
    }
}

const struct value_type value_year = {
    .name = "year", .look = LOOK_NUMBER, .read_text = read_year, .write = write_year};

/* 2500 as 2.5, in any locale. */
static void
write_thousandths(int64_t number, char out[32])
{
    size_t length =
        (size_t)snprintf(out, 32, "%" PRId64 ".%03" PRId64, number / 1000, number % 1000);
    while (out[length - 1] == '0') {
        out[--length] = '\0';
    }
    if (out[length - 1] == '.') {
        out[length - 1] = '\0';
    }
}

static match_status
read_money(struct reader *reader, const struct field *field, const char *text, size_t length,
           void *record)
{
    int64_t *amount = field_place(record, field->at);
    char digits[READER_NUMBER_BYTES];
    char quote[QUOTE_SIZE];
    const char *shown;
    size_t digits_length;
    struct money money;
    enum number_problem problem = NUMBER_NOT_A_NUMBER;
    match_status status = reader_number_text(reader, text, length, digits, &digits_length);

    if (status != MATCH_OK) {
        return status;
    }
    if (digits_length != SIZE_MAX) {
        problem = number_read_money(digits, digits_length, &money);
    }
    if (problem == NUMBER_OK) {
        *amount = money.amount;
        return MATCH_OK;
    }
    shown = reader_quote_number(reader, quote, text, length);
    if (problem == NUMBER_AMBIGUOUS) {
        char other[32];
        write_thousandths(money.other, other);
        return reader_reject(reader, "AMBIGUOUS_NUMBER",
                             "%s reads as %" PRId64 " or as %s, expected digits alone", shown,
                             money.amount, other);
    }
    return reader_reject(reader, "INVALID_NUMBER",
                         "%s %s, expected an amount in LAK such as 2500000", shown,
                         number_problems[problem]);
}

static void
write_money(const struct field *field, const void *record, const match_places *places,
            struct buffer *out)
{
    const int64_t *amount = field_value(record, field->at);
    (void)places;
    if (*amount != MONEY_UNKNOWN) {
        buffer_add_int(out, *amount);
    }
}

const struct value_type value_money = {
    .name = "amount in LAK", .look = LOOK_NUMBER, .read_text = read_money, .write = write_money};

/* ---- words ---- */

static match_status
read_answer(struct reader *reader, const struct field *field, const char *text, size_t length,
            void *record)
{
    enum answer *answer = field_place(record, field->at);
    const struct word *word;
    char quote[QUOTE_SIZE];

    text = reader_trim(text, &length);
    word = words_find(answer_words, text, length);
    if (!word) {
        return reader_reject(reader, "INVALID_ANSWER", "%s is not an answer, expected yes or no",
                             reader_quote(reader, quote, text, length));
    }
    *answer = (enum answer)word->value;
    return MATCH_OK;
}

static void
write_answer(const struct field *field, const void *record, const match_places *places,
             struct buffer *out)
{
    const enum answer *answer = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, words_text(answer_words, (int)*answer));
}

const struct value_type value_answer = {
    .name = "yes or no", .look = LOOK_ANSWER, .read_text = read_answer, .write = write_answer};

static match_status
read_lodging(struct reader *reader, const struct field *field, const char *text, size_t length,
             void *record)
{
    enum answer *offered = field_place(record, field->at);
    enum answer *costless = field_place(record, field->second);
    const char *trimmed;
    size_t trimmed_length = length;

    trimmed = reader_trim(text, &trimmed_length);
    if (words_find(free_words, trimmed, trimmed_length)) {
        *offered = ANSWER_YES;
        *costless = ANSWER_YES;
        return MATCH_OK;
    }
    return read_answer(reader, field, text, length, record);
}

static void
write_lodging(const struct field *field, const void *record, const match_places *places,
              struct buffer *out)
{
    const enum answer *costless = field_value(record, field->second);

    if (*costless == ANSWER_YES) {
        buffer_add_text(out, words_text(free_words, 1));
    } else {
        write_answer(field, record, places, out);
    }
}

const struct value_type value_lodging = {
    .name = "yes, no or free", .read_text = read_lodging, .write = write_lodging};

#define LETTERS_MOST 3

/* By the number of letters that codes of a field have. */
static const char *const letters_hint[LETTERS_MOST + 1] = {
    [0] = "", [1] = "", [2] = "a code of ISO 3166-1 or ", [3] = "a code of ISO 4217 or "};

/* Tells of a word that is in no list; where the record is kept, the value stays unknown. */
static match_status
unknown_word(struct reader *reader, const struct field *field, const char *text, size_t length)
{
    char quote[QUOTE_SIZE];
    char expected[160];
    size_t used = 0;
    int last = INT32_MIN;

    for (const struct word *word = field->words; word->text && used < sizeof expected; word++) {
        size_t room = sizeof expected - used;
        size_t size = strlen(word->text);
        if (word->value == last || word->value == 0) {
            continue;
        }
        if (size + 3 > room) {
            break;
        }
        if (used > 0) {
            memcpy(expected + used, ", ", 2);
            used += 2;
        }
        memcpy(expected + used, word->text, size);
        used += size;
        last = word->value;
    }
    expected[used] = '\0';
    if (field->closed) {
        return reader_reject(reader, "INVALID_WORD", "%s is not known, expected %sone of %s",
                             reader_quote(reader, quote, text, length),
                             letters_hint[field->letters], expected);
    }
    return reader_unresolved(reader, "UNKNOWN_WORD", "%s is not known, expected %sone of %s",
                             reader_quote(reader, quote, text, length),
                             letters_hint[field->letters], expected);
}

static match_status
read_word(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *record)
{
    int *value = field_place(record, field->at);
    const struct word *word;

    text = reader_trim(text, &length);
    word = words_find(field->words, text, length);
    if (!word) {
        return unknown_word(reader, field, text, length);
    }
    *value = word->value;
    return MATCH_OK;
}

static void
write_word(const struct field *field, const void *record, const match_places *places,
           struct buffer *out)
{
    const int *value = field_value(record, field->at);
    (void)places;
    if (*value != 0) {
        buffer_add_text(out, words_text(field->words, *value));
    }
}

const struct value_type value_word = {.name = "word", .read_text = read_word, .write = write_word};

/* Whether a text is a code of a number of letters, such as a country's; in capitals if so. */
static bool
letter_code(const char *text, size_t length, unsigned letters, char code[LETTERS_MOST])
{
    if (length != letters || length > LETTERS_MOST) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        bool small = text[i] >= 'a' && text[i] <= 'z';
        code[i] = small ? (char)(text[i] - 'a' + 'A') : text[i];
        if (code[i] < 'A' || code[i] > 'Z') {
            return false;
        }
    }
    return length > 0;
}

static match_status
read_word_text(struct reader *reader, const struct field *field, const char *text, size_t length,
               void *record)
{
    const char **spelling = field_place(record, field->at);
    const struct word *word;
    char code[LETTERS_MOST];

    text = reader_trim(text, &length);
    word = words_find(field->words, text, length);
    if (!word && letter_code(text, length, field->letters, code)) {
        return reader_keep(reader, READER_CODE, code, length, spelling);
    }
    if (!word) {
        return unknown_word(reader, field, text, length);
    }
    *spelling = words_text(field->words, word->value);
    return MATCH_OK;
}

const struct value_type value_word_text = {
    .name = "word", .read_text = read_word_text, .write = write_text};
