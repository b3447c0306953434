/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/date.h"

#include <string.h>

static const struct {
    int year;
    int month;
    int day;
    match_date date;
} known[] = {
    /* Worked out with a table of days, not with this code. */
    {1970, 1, 1, 0},      {1970, 1, 2, 1},        {1969, 12, 31, -1},    {2000, 3, 1, 11017},
    {2000, 2, 29, 11016}, {1900, 3, 1, -25508},   {1900, 2, 28, -25509}, {2024, 12, 31, 20088},
    {1800, 1, 1, -62091}, {2399, 12, 31, 157053},
};

START_TEST(date_knows_these_days)
{
    int year;
    int month;
    int day;
    ck_assert_int_eq(match_date_from_civil(known[_i].year, known[_i].month, known[_i].day),
                     known[_i].date);
    match_date_to_civil(known[_i].date, &year, &month, &day);
    ck_assert_int_eq(year, known[_i].year);
    ck_assert_int_eq(month, known[_i].month);
    ck_assert_int_eq(day, known[_i].day);
}
END_TEST

/* Counts on day by day, by the rule as it is taught. */
static void
next_day(int *year, int *month, int *day)
{
    bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
    int last = *month == 2                                                 ? 28 + leap
               : *month == 4 || *month == 6 || *month == 9 || *month == 11 ? 30
                                                                           : 31;
    if (++*day > last) {
        *day = 1;
        if (++*month > 12) {
            *month = 1;
            ++*year;
        }
    }
}

START_TEST(date_goes_there_and_back_for_every_day)
{
    int year = 1800;
    int month = 1;
    int day = 1;
    match_date expected = -62091;
    char text[MATCH_DATE_TEXT_SIZE];

    while (year < 2400) {
        int back[3];
        match_date parsed = MATCH_DATE_NONE;
        match_date date = match_date_from_civil(year, month, day);
        if (date != expected) {
            ck_abort_msg("%d-%d-%d is %d, expected %d", year, month, day, date, expected);
        }
        match_date_to_civil(date, &back[0], &back[1], &back[2]);
        if (back[0] != year || back[1] != month || back[2] != day) {
            ck_abort_msg("day %d is %d-%d-%d", date, back[0], back[1], back[2]);
        }
        match_date_format(date, text);
        if (match_date_parse(text, MATCH_NUL, &parsed, NULL) != MATCH_OK || parsed != date) {
            ck_abort_msg("%s is read as %d, expected %d", text, parsed, date);
        }
        next_day(&year, &month, &day);
        expected++;
    }
    ck_assert_int_eq(expected, 157054);
}
END_TEST

static const int no_days[][3] = {
    {1799, 12, 31}, {2400, 1, 1},  {2023, 2, 29}, {1900, 2, 29},     {2024, 2, 30},
    {2024, 0, 1},   {2024, 13, 1}, {2024, 1, 0},  {2024, 1, 32},     {2024, 4, 31},
    {2024, -1, 1},  {-1, 1, 1},    {2024, 1, -1}, {INT32_MAX, 1, 1},
};

START_TEST(date_refuses_days_that_are_none)
{
    ck_assert_int_eq(match_date_from_civil(no_days[_i][0], no_days[_i][1], no_days[_i][2]),
                     MATCH_DATE_NONE);
}
END_TEST

static const char *const no_texts[] = {
    "",           "2024",       "2024-1-01",  "2024-01-1",   "2024/01/01",  "20240101",
    "2024-02-30", "2024-13-01", "+024-01-01", "2024-01-01 ", " 2024-01-01", "2024-01-0a",
    "24-01-2024", "0000-00-00", "2024-01--1", "1799-12-31",  "2400-01-01",  "๒๐๒๔-01-01",
};

START_TEST(date_refuses_texts_that_are_no_day)
{
    match_date date = 4711;
    match_error err;
    ck_assert_int_eq(match_date_parse(no_texts[_i], strlen(no_texts[_i]), &date, &err),
                     MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "YYYY-MM-DD");
    ck_assert_int_eq(date, 4711);
}
END_TEST

START_TEST(date_reads_no_further_than_its_length)
{
    match_date date;
    ck_assert_int_eq(match_date_parse("1970-01-02T00:00", 10, &date, NULL), MATCH_OK);
    ck_assert_int_eq(date, 1);
}
END_TEST

START_TEST(date_writes_what_it_was_given)
{
    char text[MATCH_DATE_TEXT_SIZE];
    int year = 1;
    int month = 1;
    int day = 1;

    match_date_format(11016, text);
    ck_assert_str_eq(text, "2000-02-29");
    match_date_format(MATCH_DATE_NONE, text);
    ck_assert_str_eq(text, "");
    match_date_format(INT32_MAX, text);
    ck_assert_str_eq(text, "");
    match_date_to_civil(MATCH_DATE_NONE, &year, &month, &day);
    ck_assert(year == 0 && month == 0 && day == 0);
}
END_TEST

static const struct {
    const char *birth;
    const char *day;
    int years;
} ages[] = {
    {"2000-06-15", "2018-06-14", 17}, {"2000-06-15", "2018-06-15", 18},
    {"2000-06-15", "2018-12-31", 18}, {"2000-02-29", "2018-02-28", 17},
    {"2000-02-29", "2018-03-01", 18}, {"2000-02-29", "2020-02-29", 20},
    {"2000-06-15", "2000-06-15", 0},  {"2000-06-15", "2000-06-14", -1},
    {"2000-12-31", "2001-01-01", 0},  {"1899-12-31", "2000-01-01", 100},
};

START_TEST(date_counts_whole_years)
{
    match_date birth;
    match_date day;
    ck_assert_int_eq(match_date_parse(ages[_i].birth, MATCH_NUL, &birth, NULL), MATCH_OK);
    ck_assert_int_eq(match_date_parse(ages[_i].day, MATCH_NUL, &day, NULL), MATCH_OK);
    ck_assert_int_eq(date_years_between(birth, day), ages[_i].years);
    ck_assert_int_eq(date_years_between(MATCH_DATE_NONE, day), 0);
    ck_assert_int_eq(date_years_between(birth, MATCH_DATE_NONE), 0);
}
END_TEST

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

int
main(void)
{
    Suite *suite = suite_create("date");
    TCase *tests = tcase_create("date");

    tcase_add_loop_test(tests, date_knows_these_days, 0, LENGTH(known));
    tcase_add_test(tests, date_goes_there_and_back_for_every_day);
    tcase_add_loop_test(tests, date_refuses_days_that_are_none, 0, LENGTH(no_days));
    tcase_add_loop_test(tests, date_refuses_texts_that_are_no_day, 0, LENGTH(no_texts));
    tcase_add_test(tests, date_reads_no_further_than_its_length);
    tcase_add_test(tests, date_writes_what_it_was_given);
    tcase_add_loop_test(tests, date_counts_whole_years, 0, LENGTH(ages));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
