/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/number.h"

#include <string.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The value of up to 18 digits. */
static int64_t
digits_value(const char *digits, size_t length)
{
    int64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    return value;
}

static size_t
count_digits(const char *text, size_t length, size_t from)
{
    size_t at = from;
    while (at < length && is_digit(text[at])) {
        at++;
    }
    return at - from;
}

bool
number_is_scientific(const char *text, size_t length)
{
    size_t at = count_digits(text, length, 0);
    size_t exponent;

    if (at == 0) {
        return false;
    }
    if (at < length && (text[at] == '.' || text[at] == ',')) {
        at++;
        at += count_digits(text, length, at);
    }
    if (at >= length || (text[at] != 'E' && text[at] != 'e')) {
        return false;
    }
    at++;
    if (at < length && (text[at] == '+' || text[at] == '-')) {
        at++;
    }
    exponent = count_digits(text, length, at);
    return exponent > 0 && at + exponent == length;
}

enum number_problem
number_read(const char *text, size_t length, int64_t *number)
{
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t digits = count_digits(text, length, at);
    size_t end = at + digits;

    if (number_is_scientific(text, length)) {
        return NUMBER_SCIENTIFIC;
    }
    if (digits == 0) {
        return NUMBER_NOT_A_NUMBER;
    }
    if (end < length && (text[end] == '.' || text[end] == ',')) {
        size_t fraction = count_digits(text, length, end + 1);
        if (end + 1 + fraction != length || fraction == 0) {
            return NUMBER_NOT_A_NUMBER;
        }
        for (size_t i = end + 1; i < length; i++) {
            if (text[i] != '0') {
                return NUMBER_FRACTION;
            }
        }
        /* 1.000 may be a thousand. */
        if (fraction == 3) {
            return NUMBER_AMBIGUOUS;
        }
    } else if (end != length) {
        return NUMBER_NOT_A_NUMBER;
    }
    if (digits > 18) {
        return NUMBER_TOO_LARGE;
    }
    *number = digits_value(text + at, digits);
    if (text[0] == '-') {
        *number = -*number;
    }
    return NUMBER_OK;
}

/* ---- money ---- */

/* Words that follow or precede an amount. Longer ones first, where one begins another. */
static const struct amount_word {
    const char *text;
    int64_t factor; /* 0: another currency */
} amount_words[] = {
    {"million", 1000000}, {"mil", 1000000}, {"mio", 1000000}, {"m", 1000000}, {"ລ້ານ", 1000000},
    {"ล้าน", 1000000},     {"ແສນ", 100000},  {"ໝື່ນ", 10000},    {"ພັນ", 1000},   {"lak", 1},
    {"kip", 1},           {"k", 1000},      {"ກີບ", 1},        {"₭", 1},       {"thb", 0},
    {"baht", 0},          {"ບາດ", 0},       {"฿", 0},         {"usd", 0},     {"$", 0},
    {"krw", 0},           {"vnd", 0},       {"eur", 0},       {"cny", 0},
};

/* Length of the space at text, also of the no-break spaces; 0 for none. */
static size_t
space_length(const char *text, size_t length)
{
    static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};

    if (length > 0 && (text[0] == ' ' || text[0] == '\t')) {
        return 1;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        size_t size = strlen(wide[i]);
        if (length >= size && memcmp(text, wide[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

static bool
begins_with(const char *text, size_t length, const char *word, size_t word_length)
{
    if (length < word_length) {
        return false;
    }
    for (size_t i = 0; i < word_length; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + ('a' - 'A'));
        }
        if (c != word[i]) {
            return false;
        }
    }
    return true;
}

/* Whether the rest of an amount is nothing but known words and spaces; multiplies *factor. */
static enum number_problem
read_amount_words(const char *text, size_t length, int64_t *factor)
{
    size_t at = 0;

    while (at < length) {
        size_t space = space_length(text + at, length - at);
        const struct amount_word *found = NULL;

        if (space > 0 || text[at] == '.') {
            at += space > 0 ? space : 1;
            continue;
        }
        for (size_t i = 0; i < sizeof amount_words / sizeof *amount_words && !found; i++) {
            const char *word = amount_words[i].text;
            if (begins_with(text + at, length - at, word, strlen(word))) {
                found = &amount_words[i];
            }
        }
        if (!found) {
            return NUMBER_NOT_A_NUMBER;
        }
        if (found->factor == 0) {
            return NUMBER_CURRENCY;
        }
        if (__builtin_mul_overflow(*factor, found->factor, factor) || *factor > MONEY_LARGEST) {
            return NUMBER_TOO_LARGE;
        }
        at += strlen(found->text);
    }
    return NUMBER_OK;
}

#define AMOUNT_GROUPS 8

/* An amount taken apart: groups of digits and what separates them. */
struct amount_parts {
    char digits[32]; /* all digits */
    size_t count;
    size_t groups[AMOUNT_GROUPS];   /* their lengths */
    char separators[AMOUNT_GROUPS]; /* before group i; ' ' for every space */
    size_t group_count;
    size_t end; /* where the number ends in the text */
};

static bool
split_amount(const char *text, size_t length, struct amount_parts *parts)
{
    size_t at = 0;

    *parts = (struct amount_parts){0};
    while (at < length && parts->group_count < AMOUNT_GROUPS) {
        size_t digits = count_digits(text, length, at);
        size_t gap;

        if (digits == 0 || parts->count + digits > sizeof parts->digits) {
            return false;
        }
        memcpy(parts->digits + parts->count, text + at, digits);
        parts->count += digits;
        parts->groups[parts->group_count++] = digits;
        at += digits;
        parts->end = at;
        gap = space_length(text + at, length - at);
        if (gap == 0 && at < length && (text[at] == '.' || text[at] == ',' || text[at] == '\'')) {
            gap = 1;
        }
        if (gap == 0 || count_digits(text, length, at + gap) == 0) {
            return true;
        }
        if (parts->group_count == AMOUNT_GROUPS) {
            return false;
        }
        parts->separators[parts->group_count] =
            text[at] == '.' || text[at] == ',' || text[at] == '\'' ? text[at] : ' ';
        at += gap;
    }
    return parts->group_count > 0;
}

/* Whether groups 1 .. last all have three digits after one and the same separator. */
static bool
are_thousands(const struct amount_parts *parts, size_t last)
{
    if (parts->groups[0] > 3) {
        return false;
    }
    for (size_t i = 1; i <= last; i++) {
        if (parts->groups[i] != 3 || parts->separators[i] != parts->separators[1]) {
            return false;
        }
    }
    return true;
}

/* Decides how many of the digits stand behind the decimal separator. */
static enum number_problem
count_decimals(const struct amount_parts *parts, int64_t factor, size_t *decimals)
{
    size_t last = parts->group_count - 1;
    char separator = parts->separators[last];

    *decimals = 0;
    if (last == 0) {
        return NUMBER_OK;
    }
    if (last == 1 && parts->groups[1] == 3 && parts->groups[0] <= 3 &&
        (separator == '.' || separator == ',')) {
        bool one_digit = parts->groups[0] == 1;
        return one_digit || factor > 1 ? NUMBER_AMBIGUOUS : NUMBER_OK;
    }
    if (are_thousands(parts, last)) {
        return NUMBER_OK;
    }
    if ((separator == '.' || separator == ',') && (last == 1 || are_thousands(parts, last - 1)) &&
        (last == 1 || separator != parts->separators[1])) {
        *decimals = parts->groups[last];
        return NUMBER_OK;
    }
    return NUMBER_NOT_A_NUMBER;
}

static enum number_problem
scale(const struct amount_parts *parts, size_t decimals, int64_t factor, int64_t *amount)
{
    int64_t divisor = 1;
    int64_t value;

    if (parts->count > 15) {
        return NUMBER_TOO_LARGE;
    }
    for (size_t i = 0; i < decimals; i++) {
        divisor *= 10;
    }
    value = digits_value(parts->digits, parts->count);
    if (__builtin_mul_overflow(value, factor, &value)) {
        return NUMBER_TOO_LARGE;
    }
    if (value % divisor != 0) {
        return NUMBER_FRACTION;
    }
    *amount = value / divisor;
    return *amount > MONEY_LARGEST ? NUMBER_TOO_LARGE : NUMBER_OK;
}

enum number_problem
number_read_money(const char *text, size_t length, struct money *money)
{
    struct amount_parts parts;
    int64_t factor = 1;
    size_t start = 0;
    size_t decimals;
    enum number_problem problem;

    *money = (struct money){0};
    if (number_is_scientific(text, length)) {
        return NUMBER_SCIENTIFIC;
    }
    while (start < length && !is_digit(text[start])) {
        start++;
    }
    problem = read_amount_words(text, start, &factor);
    if (problem != NUMBER_OK) {
        return problem;
    }
    if (start == length || !split_amount(text + start, length - start, &parts)) {
        return NUMBER_NOT_A_NUMBER;
    }
    problem = read_amount_words(text + start + parts.end, length - start - parts.end, &factor);
    if (problem == NUMBER_OK) {
        problem = count_decimals(&parts, factor, &decimals);
    }
    if (problem == NUMBER_AMBIGUOUS) {
        money->amount = digits_value(parts.digits, parts.count) * factor;
        money->other = money->amount;
    }
    if (problem != NUMBER_OK) {
        return problem;
    }
    return scale(&parts, decimals, factor, &money->amount);
}

/* ---- dates ---- */

struct date_parts {
    int values[3];
    size_t lengths[3];
    size_t count;
};

static bool
is_date_separator(char c)
{
    return c == '-' || c == '/' || c == '.';
}

/* Spreadsheets write a day as midnight: 2024-05-31 00:00:00. */
static size_t
without_midnight(const char *text, size_t length)
{
    static const char *const tails[] = {" 00:00",     " 00:00:00", "T00:00:00",
                                        "T00:00:00Z", " 0:00",     " 00:00:00.000"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t size = strlen(tails[i]);
        if (length > size && memcmp(text + length - size, tails[i], size) == 0) {
            return length - size;
        }
    }
    return length;
}

static bool
split_date(const char *text, size_t length, struct date_parts *parts)
{
    size_t at = 0;

    *parts = (struct date_parts){0};
    while (parts->count < 3) {
        size_t digits = count_digits(text, length, at);
        if (digits == 0 || digits > 8) {
            return false;
        }
        parts->values[parts->count] = (int)digits_value(text + at, digits);
        parts->lengths[parts->count++] = digits;
        at += digits;
        if (at == length) {
            return true;
        }
        if (!is_date_separator(text[at])) {
            return false;
        }
        at++;
    }
    return false;
}

static enum date_problem
make_date(int year, int month, int day, struct date_reading *reading)
{
    reading->buddhist = year >= BUDDHIST_YEAR_FIRST && year <= BUDDHIST_YEAR_LAST;
    if (reading->buddhist) {
        year -= BUDDHIST_ERA_OFFSET;
    }
    reading->date = match_date_from_civil(year, month, day);
    return reading->date == MATCH_DATE_NONE ? DATE_NO_SUCH_DAY : DATE_OK;
}

static enum date_problem
read_part_of_date(const struct date_parts *parts, bool partial, struct date_reading *reading)
{
    bool year_first = parts->lengths[0] == 4;

    if (parts->count == 1) {
        if (parts->lengths[0] == 5) {
            return DATE_SERIAL;
        }
        if (!year_first) {
            return parts->lengths[0] == 2 ? DATE_TWO_DIGIT_YEAR : DATE_NOT_A_DATE;
        }
        return partial ? make_date(parts->values[0], 1, 1, reading) : DATE_NO_DAY;
    }
    if (year_first && parts->lengths[1] <= 2) {
        return partial ? make_date(parts->values[0], parts->values[1], 1, reading) : DATE_NO_DAY;
    }
    if (parts->lengths[1] == 4 && parts->lengths[0] <= 2) {
        return partial ? make_date(parts->values[1], parts->values[0], 1, reading) : DATE_NO_DAY;
    }
    return DATE_NOT_A_DATE;
}

enum date_problem
number_read_date(const char *text, size_t length, bool partial, struct date_reading *reading)
{
    struct date_parts parts;

    *reading = (struct date_reading){.date = MATCH_DATE_NONE};
    if (!split_date(text, without_midnight(text, length), &parts)) {
        return DATE_NOT_A_DATE;
    }
    if (parts.count < 3) {
        return read_part_of_date(&parts, partial, reading);
    }
    if (parts.lengths[1] > 2) {
        return DATE_NOT_A_DATE;
    }
    if (parts.lengths[0] == 4 && parts.lengths[2] <= 2) {
        return make_date(parts.values[0], parts.values[1], parts.values[2], reading);
    }
    if (parts.lengths[2] == 4 && parts.lengths[0] <= 2) {
        return make_date(parts.values[2], parts.values[1], parts.values[0], reading);
    }
    if (parts.lengths[0] <= 2 && parts.lengths[2] <= 2) {
        return DATE_TWO_DIGIT_YEAR;
    }
    return DATE_NOT_A_DATE;
}
