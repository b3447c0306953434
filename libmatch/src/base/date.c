/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/date.h"

#include "base/fail.h"

#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2399
#define DAYS_PER_ERA 146097      /* 400 years */
#define DAYS_BEFORE_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/*
 * Years begin in March here, so that the leap day is the last of its year; months then have a
 * regular pattern of lengths: (153 * m + 2) / 5 days come before month m, March = 0.
 */
match_date
match_date_from_civil(int year, int month, int day)
{
    int era;
    int year_of_era;
    int day_of_year;

    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return MATCH_DATE_NONE;
    }
    if (month <= 2) {
        year--;
    }
    era = year / 400;
    year_of_era = year % 400;
    day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
           day_of_year - DAYS_BEFORE_EPOCH;
}

void
match_date_to_civil(match_date date, int *year, int *month, int *day)
{
    int64_t days = (int64_t)date + DAYS_BEFORE_EPOCH;
    int64_t era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t day_of_era = days - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153; /* month, March = 0 */

    if (date == MATCH_DATE_NONE) {
        *year = *month = *day = 0;
        return;
    }
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* The number of some digits, -1 when there is anything else. */
static int
read_digits(const char *text, size_t length)
{
    int number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

match_status
match_date_parse(const char *text, size_t length, match_date *date, match_error *err)
{
    match_date found = MATCH_DATE_NONE;

    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (length == 10 && text[4] == '-' && text[7] == '-') {
        found = match_date_from_civil(read_digits(text, 4), read_digits(text + 5, 2),
                                      read_digits(text + 8, 2));
    }
    if (found == MATCH_DATE_NONE) {
        return fail(err, MATCH_ERR_INVALID,
                    "date is no day of the calendar from 1800-01-01 to 2399-12-31, "
                    "expected YYYY-MM-DD");
    }
    *date = found;
    return MATCH_OK;
}

static void
write_digits(char *out, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void
match_date_format(match_date date, char out[MATCH_DATE_TEXT_SIZE])
{
    int year;
    int month;
    int day;

    match_date_to_civil(date, &year, &month, &day);
    if (date == MATCH_DATE_NONE || year < 0 || year > 9999) {
        out[0] = '\0';
        return;
    }
    write_digits(out, year, 4);
    out[4] = '-';
    write_digits(out + 5, month, 2);
    out[7] = '-';
    write_digits(out + 8, day, 2);
    out[10] = '\0';
}

int
date_years_between(match_date birth, match_date day)
{
    int birth_year;
    int birth_month;
    int birth_day;
    int year;
    int month;
    int day_of_month;

    if (birth == MATCH_DATE_NONE || day == MATCH_DATE_NONE) {
        return 0;
    }
    match_date_to_civil(birth, &birth_year, &birth_month, &birth_day);
    match_date_to_civil(day, &year, &month, &day_of_month);
    return year - birth_year -
           (month < birth_month || (month == birth_month && day_of_month < birth_day));
}
