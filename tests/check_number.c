/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <inttypes.h>
#include <locale.h>
#include <string.h>

#include "records/number.h"
#include "records/suggest.h"
#include "records/words.h"

static const struct {
    const char *text;
    enum number_problem problem;
    int64_t number;
} numbers[] = {
    {"0", NUMBER_OK, 0},
    {"0042", NUMBER_OK, 42},
    {"-7", NUMBER_OK, -7},
    {"+7", NUMBER_OK, 7},
    {"12.0", NUMBER_OK, 12},
    {"12,00", NUMBER_OK, 12},
    {"999999999999999999", NUMBER_OK, INT64_C(999999999999999999)},
    {"9999999999999999999", NUMBER_TOO_LARGE, 0},
    {"12.5", NUMBER_FRACTION, 0},
    {"1.000", NUMBER_AMBIGUOUS, 0},
    {"1.3E+03", NUMBER_SCIENTIFIC, 0},
    {"1e5", NUMBER_SCIENTIFIC, 0},
    {"", NUMBER_NOT_A_NUMBER, 0},
    {"-", NUMBER_NOT_A_NUMBER, 0},
    {"1-2", NUMBER_NOT_A_NUMBER, 0},
    {"12.", NUMBER_NOT_A_NUMBER, 0},
    {"0x10", NUMBER_NOT_A_NUMBER, 0},
    {"nan", NUMBER_NOT_A_NUMBER, 0},
    {"E5", NUMBER_NOT_A_NUMBER, 0},
};

START_TEST(whole_numbers)
{
    int64_t number = 0;
    enum number_problem problem = number_read(numbers[_i].text, strlen(numbers[_i].text), &number);

    ck_assert_msg(problem == numbers[_i].problem, "%s: %d", numbers[_i].text, (int)problem);
    ck_assert_msg(number == numbers[_i].number, "%s: %" PRId64, numbers[_i].text, number);
}
END_TEST

static const struct {
    const char *text;
    enum number_problem problem;
    int64_t amount, other;
} amounts[] = {
    {"2500000", NUMBER_OK, 2500000, 0},
    {"2.500.000", NUMBER_OK, 2500000, 0},
    {"2,500,000", NUMBER_OK, 2500000, 0},
    {"2 500 000", NUMBER_OK, 2500000, 0},
    {"2\xc2\xa0"
     "500\xc2\xa0"
     "000",
     NUMBER_OK, 2500000, 0},
    {"2'500'000", NUMBER_OK, 2500000, 0},
    {"2.500.000,00", NUMBER_OK, 2500000, 0},
    {"2,500,000.00", NUMBER_OK, 2500000, 0},
    {"2500000.0", NUMBER_OK, 2500000, 0},
    {"2.5m", NUMBER_OK, 2500000, 0},
    {"2.5 M", NUMBER_OK, 2500000, 0},
    {"2,5 million", NUMBER_OK, 2500000, 0},
    {"2.5 ລ້ານ", NUMBER_OK, 2500000, 0},
    {"2,5ລ້ານກີບ", NUMBER_OK, 2500000, 0},
    {"2.55 ລ້ານ", NUMBER_OK, 2550000, 0},
    {"25 ແສນ", NUMBER_OK, 2500000, 0},
    {"250 ໝື່ນ", NUMBER_OK, 2500000, 0},
    {"2500 ພັນ", NUMBER_OK, 2500000, 0},
    {"2500k", NUMBER_OK, 2500000, 0},
    {"₭2.500.000", NUMBER_OK, 2500000, 0},
    {"LAK 2500000", NUMBER_OK, 2500000, 0},
    {"2500000 kip", NUMBER_OK, 2500000, 0},
    {"0", NUMBER_OK, 0, 0},
    {"50.000", NUMBER_OK, 50000, 0},
    {"110,000", NUMBER_OK, 110000, 0},
    {"1 000", NUMBER_OK, 1000, 0},
    {"1000000000000", NUMBER_OK, MONEY_LARGEST, 0},
    {"1000000000001", NUMBER_TOO_LARGE, 1000000000001, 0},
    {"2.500", NUMBER_AMBIGUOUS, 2500, 2500},
    {"2,500", NUMBER_AMBIGUOUS, 2500, 2500},
    {"2.500 ລ້ານ", NUMBER_AMBIGUOUS, 2500000000, 2500000000},
    {"25.000 million", NUMBER_AMBIGUOUS, 25000000000, 25000000000},
    {"2.5", NUMBER_FRACTION, 0, 0},
    {"2.5555555 million", NUMBER_FRACTION, 0, 0},
    {"1.5E+06", NUMBER_SCIENTIFIC, 0, 0},
    {"15000 THB", NUMBER_CURRENCY, 0, 0},
    {"$300", NUMBER_CURRENCY, 0, 0},
    {"15000 ບາດ", NUMBER_CURRENCY, 0, 0},
    {"", NUMBER_NOT_A_NUMBER, 0, 0},
    {"LAK", NUMBER_NOT_A_NUMBER, 0, 0},
    {"-5", NUMBER_NOT_A_NUMBER, 0, 0},
    {"2.50.000", NUMBER_NOT_A_NUMBER, 0, 0},
    {"2.500,000.00", NUMBER_NOT_A_NUMBER, 0, 0},
    {"2500.000.000", NUMBER_NOT_A_NUMBER, 0, 0},
    {"2..5", NUMBER_NOT_A_NUMBER, 0, 0},
    {"2500000 a month", NUMBER_NOT_A_NUMBER, 0, 0},
    {"1.1.1.1.1.1.1.1.1.1", NUMBER_NOT_A_NUMBER, 0, 0},
    {"1 million million million million", NUMBER_TOO_LARGE, 0, 0},
    {"99999999999999999999", NUMBER_TOO_LARGE, 0, 0},
    {"123456789012345678901234567890123456789", NUMBER_NOT_A_NUMBER, 0, 0},
};

START_TEST(amounts_of_money)
{
    struct money money;
    enum number_problem problem =
        number_read_money(amounts[_i].text, strlen(amounts[_i].text), &money);

    ck_assert_msg(problem == amounts[_i].problem, "%s: %d", amounts[_i].text, (int)problem);
    ck_assert_msg(money.amount == amounts[_i].amount, "%s: %" PRId64, amounts[_i].text,
                  money.amount);
    ck_assert_int_eq(money.other, amounts[_i].other);
}
END_TEST

static const struct {
    const char *text;
    bool partial;
    enum date_problem problem;
    int year, month, day;
    bool buddhist;
} dates[] = {
    {"2025-02-10", false, DATE_OK, 2025, 2, 10, false},
    {"2025-2-1", false, DATE_OK, 2025, 2, 1, false},
    {"2025/02/10", false, DATE_OK, 2025, 2, 10, false},
    {"10/02/2025", false, DATE_OK, 2025, 2, 10, false},
    {"1.2.2025", false, DATE_OK, 2025, 2, 1, false},
    {"31-12-2567", false, DATE_OK, 2024, 12, 31, true},
    {"2567-12-31", false, DATE_OK, 2024, 12, 31, true},
    {"2400-01-01", false, DATE_OK, 1857, 1, 1, true},
    {"2700-01-01", false, DATE_OK, 2157, 1, 1, true},
    {"2399-01-01", false, DATE_OK, 2399, 1, 1, false},
    {"2701-01-01", false, DATE_NO_SUCH_DAY, 0, 0, 0, false},
    {"29/02/2567", false, DATE_OK, 2024, 2, 29, true},
    {"29/02/2568", false, DATE_NO_SUCH_DAY, 0, 0, 0, true},
    {"2024-02-29", false, DATE_OK, 2024, 2, 29, false},
    {"2023-02-29", false, DATE_NO_SUCH_DAY, 0, 0, 0, false},
    {"2024-00-10", false, DATE_NO_SUCH_DAY, 0, 0, 0, false},
    {"02/13/2025", false, DATE_NO_SUCH_DAY, 0, 0, 0, false},
    {"2025-02-10 00:00:00", false, DATE_OK, 2025, 2, 10, false},
    {"2025-02-10T00:00:00Z", false, DATE_OK, 2025, 2, 10, false},
    {"2025-02-10 08:00:00", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"10/02/67", false, DATE_TWO_DIGIT_YEAR, 0, 0, 0, false},
    {"67", true, DATE_TWO_DIGIT_YEAR, 0, 0, 0, false},
    {"45332", true, DATE_SERIAL, 0, 0, 0, false},
    {"2024-05", false, DATE_NO_DAY, 0, 0, 0, false},
    {"2024-05", true, DATE_OK, 2024, 5, 1, false},
    {"05/2567", true, DATE_OK, 2024, 5, 1, true},
    {"2024", true, DATE_OK, 2024, 1, 1, false},
    {"2024", false, DATE_NO_DAY, 0, 0, 0, false},
    {"2024-13", true, DATE_NO_SUCH_DAY, 0, 0, 0, false},
    {"20250210", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"2025--10", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"2025-02-10-", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"2025-002-10", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"10 February 2025", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"", false, DATE_NOT_A_DATE, 0, 0, 0, false},
    {"999999999999", false, DATE_NOT_A_DATE, 0, 0, 0, false},
};

START_TEST(dates_as_people_write_them)
{
    struct date_reading reading;
    enum date_problem problem =
        number_read_date(dates[_i].text, strlen(dates[_i].text), dates[_i].partial, &reading);

    ck_assert_msg(problem == dates[_i].problem, "%s: %d", dates[_i].text, (int)problem);
    if (problem == DATE_OK) {
        ck_assert_int_eq(reading.date,
                         match_date_from_civil(dates[_i].year, dates[_i].month, dates[_i].day));
    } else {
        ck_assert_int_eq(reading.date, MATCH_DATE_NONE);
    }
    ck_assert_int_eq(reading.buddhist, dates[_i].buddhist);
}
END_TEST

/* Any text up to four characters of these: nothing breaks, and what is read is in its range. */
START_TEST(every_short_text_is_safe)
{
    static const char letters[] = "019.,-/ EmK\xe0";
    size_t count = sizeof letters - 1;
    char text[5];

    for (size_t n = 0; n < count * count * count * count; n++) {
        struct money money;
        struct date_reading reading;
        int64_t number;
        size_t rest = n;
        for (size_t i = 0; i < 4; i++, rest /= count) {
            text[i] = letters[rest % count];
        }
        text[4] = '\0';
        for (size_t length = 1; length <= 4; length++) {
            if (number_read_money(text, length, &money) == NUMBER_OK) {
                ck_assert_int_ge(money.amount, 0);
                ck_assert_int_le(money.amount, MONEY_LARGEST);
            }
            number_read_date(text, length, true, &reading);
            number_read(text, length, &number);
        }
    }
}
END_TEST

START_TEST(locale_changes_nothing)
{
    struct money money;

    setlocale(LC_ALL, "de_DE.UTF-8");
    ck_assert_int_eq(number_read_money("2.5m", 4, &money), NUMBER_OK);
    ck_assert_int_eq(money.amount, 2500000);
}
END_TEST

static const struct {
    const struct word *words;
    const char *text;
    int value; /* -1: no word */
} words[] = {
    {answer_words, "Yes", 2},      {answer_words, "ແມ່ນ", 2},      {answer_words, "0", 1},
    {answer_words, "໑", 2},        {answer_words, "maybe", -1},   {answer_words, "", -1},
    {level_words, "very good", 4}, {level_words, "VERY-GOOD", 4}, {level_words, "ດີຫລາຍ", 4},
    {level_words, "6", -1},        {phase_words, " during ", 2},  {sex_words, "Female", 1},
    {total_words, "ລວມທັງໝົດ", 1},
};

START_TEST(words_in_any_spelling)
{
    const struct word *word = words_find(words[_i].words, words[_i].text, strlen(words[_i].text));
    ck_assert_msg((word ? word->value : -1) == words[_i].value, "%s", words[_i].text);
}
END_TEST

START_TEST(long_texts_are_no_words)
{
    char text[4096];

    memset(text, 'y', sizeof text);
    ck_assert_ptr_null(words_find(answer_words, text, sizeof text));
}
END_TEST

static const struct {
    const char *a, *b;
    size_t limit, distance;
} pairs[] = {
    {"SEW-IND", "sew-ind", 3, 0},
    {"SEW-IND", "SEW-MEND", 3, 2},
    {"BRIK", "BRICK", 1, 1},
    {"ab", "ba", 2, 1},
    {"kitten", "sitting", 3, 3},
    {"kitten", "sitting", 2, 3},
    {"", "abc", 3, 3},
    {"", "abc", 2, 3},
    {"abcdef", "badcfe", 6, 3},
};

START_TEST(distance_counts_slips_of_the_hand)
{
    ck_assert_uint_eq(suggest_distance(pairs[_i].a, strlen(pairs[_i].a), pairs[_i].b,
                                       strlen(pairs[_i].b), pairs[_i].limit),
                      pairs[_i].distance);
    ck_assert_uint_eq(suggest_distance(pairs[_i].b, strlen(pairs[_i].b), pairs[_i].a,
                                       strlen(pairs[_i].a), pairs[_i].limit),
                      pairs[_i].distance);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

int
main(void)
{
    Suite *suite = suite_create("number");
    TCase *tests = tcase_create("read");

    tcase_add_loop_test(tests, whole_numbers, 0, COUNT(numbers));
    tcase_add_loop_test(tests, amounts_of_money, 0, COUNT(amounts));
    tcase_add_loop_test(tests, dates_as_people_write_them, 0, COUNT(dates));
    tcase_add_test(tests, every_short_text_is_safe);
    tcase_add_test(tests, locale_changes_nothing);
    tcase_add_loop_test(tests, words_in_any_spelling, 0, COUNT(words));
    tcase_add_test(tests, long_texts_are_no_words);
    tcase_add_loop_test(tests, distance_counts_slips_of_the_hand, 0, COUNT(pairs));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
