/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_NUMBER_H
#define MATCH_RECORDS_NUMBER_H

#include <libmatch/date.h>

/**
 * @file number.h
 * Numbers, amounts of money and days as people write them. Digits must be ASCII already
 * (text/digits.h). Nothing here asks the locale.
 */

enum number_problem {
    NUMBER_OK = 0,
    NUMBER_NOT_A_NUMBER,
    NUMBER_SCIENTIFIC, /* 1.3E+03: what a spreadsheet makes of a long code */
    NUMBER_FRACTION,   /* not whole */
    NUMBER_AMBIGUOUS,  /* 2.500: two readings */
    NUMBER_CURRENCY,   /* an amount in another currency */
    NUMBER_TOO_LARGE
};

/** Whether text is what a spreadsheet makes of a long code: 1.3E+03. */
bool number_is_scientific(const char *text, size_t length);

/** A whole number, with a sign, without separators; "12.0" counts as whole. */
enum number_problem number_read(const char *text, size_t length, int64_t *number);

/** Largest amount that is read; anything above is a slip. */
#define MONEY_LARGEST INT64_C(1000000000000)

struct money {
    int64_t amount; /* LAK */
    int64_t other;  /* when ambiguous: the second reading in thousandths, amount being the first */
};

/**
 * An amount in LAK: 2500000, 2.500.000, 2,500,000, 2 500 000, 2.5 million, 2,5 ລ້ານ, 2.5m,
 * with or without LAK, kip, ກີບ or ₭.
 *
 * One separator before exactly three digits is a thousands separator when two or three digits
 * stand before it (50.000), and ambiguous with one digit (2.500) or before a word like million.
 */
enum number_problem number_read_money(const char *text, size_t length, struct money *money);

enum date_problem {
    DATE_OK = 0,
    DATE_NOT_A_DATE,
    DATE_TWO_DIGIT_YEAR,
    DATE_SERIAL,      /* 45332: the day number of a spreadsheet */
    DATE_NO_SUCH_DAY, /* 2024-02-30 */
    DATE_NO_DAY       /* 2024-05, where a whole date is needed */
};

struct date_reading {
    match_date date;
    bool buddhist; /* the year was counted in the Buddhist era and 543 was taken off */
};

/**
 * A day: 2024-05-31, 2024/5/31, 31/05/2024, 31.5.2567, 31-5-2567; the day comes before the month.
 * @param partial  Takes 2024-05 and 2024 too, as the first day of that month or year.
 */
enum date_problem number_read_date(const char *text, size_t length, bool partial,
                                   struct date_reading *reading);

#define BUDDHIST_ERA_OFFSET 543
#define BUDDHIST_YEAR_FIRST 2400
#define BUDDHIST_YEAR_LAST 2700

#endif
