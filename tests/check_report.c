/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/fail.h"
#include "base/finding.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* ---- fail ---- */

static const struct {
    int status;
    const char *name;
} names[] = {
    {0, "OK"},      {-1, "NOMEM"},   {-2, "INVALID"},   {-3, "IO"},
    {-4, "SYNTAX"}, {-5, "FORMAT"},  {-6, "NOT_FOUND"}, {-7, "CANCELLED"},
    {-8, "LIMIT"},  {-9, "UNKNOWN"}, {1, "UNKNOWN"},
};

START_TEST(status_has_a_name)
{
    ck_assert_str_eq(match_status_name((match_status)names[_i].status), names[_i].name);
}
END_TEST

START_TEST(fail_fills_in_everything)
{
    match_error err;
    ck_assert_int_eq(fail_at(&err, MATCH_ERR_SYNTAX, "a.yaml", 3, 9, "key %s is there twice", "x"),
                     MATCH_ERR_SYNTAX);
    ck_assert_int_eq(err.status, MATCH_ERR_SYNTAX);
    ck_assert_uint_eq(err.line, 3);
    ck_assert_uint_eq(err.column, 9);
    ck_assert_str_eq(err.source, "a.yaml");
    ck_assert_str_eq(err.message, "key x is there twice");

    ck_assert_int_eq(fail(&err, MATCH_ERR_LIMIT, "too long"), MATCH_ERR_LIMIT);
    ck_assert_str_eq(err.source, "");
    ck_assert_uint_eq(err.line, 0);
    ck_assert_int_eq(fail_memory(&err), MATCH_ERR_NOMEM);
    ck_assert_str_eq(err.message, "out of memory");
}
END_TEST

START_TEST(fail_does_without_an_error)
{
    ck_assert_int_eq(fail_at(NULL, MATCH_ERR_IO, "a", 1, 1, "%d", 5), MATCH_ERR_IO);
    ck_assert_int_eq(fail_memory(NULL), MATCH_ERR_NOMEM);
}
END_TEST

START_TEST(fail_may_quote_the_error_it_writes_to)
{
    match_error err;
    fail_at(&err, MATCH_ERR_IO, "inner.csv", 7, 0, "no");
    fail_at(&err, MATCH_ERR_IO, err.source, err.line, 0, "outer: %s", err.message);
    ck_assert_str_eq(err.message, "outer: no");
    ck_assert_str_eq(err.source, "inner.csv");
    ck_assert_uint_eq(err.line, 7);
}
END_TEST

START_TEST(fail_cuts_texts_on_whole_characters)
{
    /* _i plain bytes shift the cut through each byte of a character of 1 to 4 bytes. */
    static const char *const characters[] = {"a", "é", "ກ", "😀"};
    char text[2000];
    match_error err;

    for (int c = 0; c < LENGTH(characters); c++) {
        memset(text, 'x', 8);
        text[_i] = '\0';
        while (strlen(text) < 1900) {
            memcpy(text + strlen(text), characters[c], strlen(characters[c]) + 1);
        }
        fail_at(&err, MATCH_ERR_IO, text, 0, 0, "%s", text);
        ck_assert_uint_ge(strlen(err.message), MATCH_ERROR_MESSAGE_SIZE - 4);
        ck_assert_mem_eq(err.message, text, strlen(err.message));
        ck_assert_uint_eq(utf8_check(err.message, strlen(err.message)), strlen(err.message));
        ck_assert_uint_ge(strlen(err.source), MATCH_ERROR_SOURCE_SIZE - 4);
        ck_assert_int_eq(strncmp(err.source, "...", 3), 0);
        ck_assert_str_eq(err.source + 3, text + strlen(text) - strlen(err.source + 3));
        ck_assert_uint_eq(utf8_check(err.source, strlen(err.source)), strlen(err.source));
    }
}
END_TEST

START_TEST(fail_keeps_a_source_that_just_fits)
{
    char text[MATCH_ERROR_SOURCE_SIZE + 1];
    match_error err;

    memset(text, 's', sizeof text);
    text[MATCH_ERROR_SOURCE_SIZE - 1] = '\0';
    fail_at(&err, MATCH_ERR_IO, text, 0, 0, "m");
    ck_assert_str_eq(err.source, text);
    text[MATCH_ERROR_SOURCE_SIZE - 1] = 's';
    text[MATCH_ERROR_SOURCE_SIZE] = '\0';
    fail_at(&err, MATCH_ERR_IO, text, 0, 0, "m");
    ck_assert_int_eq(strncmp(err.source, "...s", 4), 0);
    ck_assert_uint_eq(strlen(err.source), MATCH_ERROR_SOURCE_SIZE - 1);
}
END_TEST

static const struct {
    const char *in;
    const char *out;
} cleaned[] = {
    {"two\nlines", "two?lines"},
    {"\x1b[31mred", "?[31mred"},
    {"bad \xff byte", "bad ? byte"},
    {"cut \xe0\xba", "cut ??"},
    {"C1 \xc2\x9b!", "C1 ?\?!"},
    {"\x7f", "?"},
    {"ວຽງຈັນ", "ວຽງຈັນ"},
    {"\xc3(\n\xed\xa0\x80é", "?(????é"},
};

START_TEST(fail_makes_control_characters_and_bad_bytes_visible)
{
    match_error err;
    fail_at(&err, MATCH_ERR_IO, cleaned[_i].in, 0, 0, "%s", cleaned[_i].in);
    ck_assert_str_eq(err.message, cleaned[_i].out);
    ck_assert_str_eq(err.source, cleaned[_i].out);
}
END_TEST

START_TEST(fail_speaks_no_language_of_the_locale)
{
    const char *before = fail_system_text(ENOENT);
    setlocale(LC_ALL, "");
    ck_assert_str_eq(fail_system_text(ENOENT), before);
    ck_assert_str_eq(before, "there is no such file or folder");
    ck_assert_str_eq(fail_system_text(-1), "the system reports a failure");
}
END_TEST

/* ---- report ---- */

START_TEST(report_keeps_findings_in_order)
{
    match_report *report = match_report_new(NULL);
    char source[] = "people.csv";
    struct place place = {.source = source, .line = 5, .row = 4, .field = "born"};
    const match_finding *finding;

    ck_assert_ptr_nonnull(report);
    ck_assert_int_eq(report_add(report, MATCH_SEVERITY_WARNING, place, "YEAR_REPAIRED", NULL,
                                "year %d is of the Buddhist era", 2567),
                     MATCH_OK);
    memset(source, 'x', sizeof source - 1);
    ck_assert_int_eq(
        report_add(report, MATCH_SEVERITY_ERROR, (struct place){0}, "NO_ID", NULL, "row has no id"),
        MATCH_OK);

    ck_assert_uint_eq(match_report_count(report), 2);
    finding = match_report_finding(report, 0);
    ck_assert_int_eq(finding->severity, MATCH_SEVERITY_WARNING);
    ck_assert_uint_eq(finding->line, 5);
    ck_assert_uint_eq(finding->row, 4);
    ck_assert_str_eq(finding->source, "people.csv");
    ck_assert_str_eq(finding->field, "born");
    ck_assert_str_eq(finding->code, "YEAR_REPAIRED");
    ck_assert_str_eq(finding->message, "year 2567 is of the Buddhist era");
    finding = match_report_finding(report, 1);
    ck_assert_str_eq(finding->source, "");
    ck_assert_str_eq(finding->field, "");
    ck_assert_str_eq(finding->message, "row has no id");
    ck_assert_ptr_null(match_report_finding(report, 2));
    match_report_free(report);
}
END_TEST

START_TEST(report_counts_all_and_stores_some)
{
    static char codes[3][8] = {"THIRD", "FIRST", "SECOND"};
    match_report *report = match_report_new(NULL);
    uint64_t occurrences = 0;
    const uint32_t all = LIMIT_FINDINGS + 500;

    for (uint32_t i = 0; i < all; i++) {
        struct place place = {.source = "f", .line = i + 1};
        match_severity severity = (match_severity)(i % 3 + 1);
        /* A code is known by its letters, not by its address. */
        const char *code = i % 2 ? codes[i % 3] : (i % 3 == 0 ? "THIRD" : codes[i % 3]);
        ck_assert_int_eq(report_add(report, severity, place, code, NULL, "m%u", i), MATCH_OK);
    }
    ck_assert_uint_eq(match_report_count(report), LIMIT_FINDINGS);
    ck_assert_str_eq(match_report_finding(report, LIMIT_FINDINGS - 1)->message, "m9999");
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), all / 3);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING) +
                          match_report_total(report, MATCH_SEVERITY_NOTE),
                      all - all / 3);
    ck_assert_uint_eq(match_report_total(report, (match_severity)0), 0);
    ck_assert_uint_eq(match_report_total(report, (match_severity)9), 0);
    ck_assert_uint_eq(match_report_code_count(report), 3);
    ck_assert_str_eq(match_report_code(report, 0, &occurrences), "THIRD");
    ck_assert_uint_eq(occurrences, all / 3);
    ck_assert_str_eq(match_report_code(report, 2, NULL), "SECOND");
    ck_assert_ptr_null(match_report_code(report, 3, &occurrences));
    match_report_free(report);
}
END_TEST

START_TEST(report_keeps_what_it_says_of_the_whole_file)
{
    match_report *report = match_report_new(NULL);

    for (uint32_t i = 1; i <= LIMIT_FINDINGS + 5; i++) {
        struct place place = {.source = "f", .line = i, .row = i};
        ck_assert_int_eq(report_add(report, MATCH_SEVERITY_ERROR, place, "ROW", NULL, "no"),
                         MATCH_OK);
    }
    ck_assert_int_eq(report_add(report, MATCH_SEVERITY_WARNING, (struct place){.source = "f"},
                                "FILE", NULL, "a warning"),
                     MATCH_OK);
    ck_assert_uint_eq(match_report_count(report), LIMIT_FINDINGS);
    ck_assert_int_eq(report_add(report, MATCH_SEVERITY_NOTE, (struct place){.source = "f"},
                                "TOTAL", NULL, "left out 10005"),
                     MATCH_OK);
    ck_assert_uint_eq(match_report_count(report), LIMIT_FINDINGS + 1);
    ck_assert_str_eq(match_report_finding(report, LIMIT_FINDINGS)->message, "left out 10005");
    match_report_free(report);
}
END_TEST

START_TEST(report_may_be_absent)
{
    match_error err = {.status = MATCH_OK};
    ck_assert_int_eq(report_add(NULL, MATCH_SEVERITY_ERROR, (struct place){0}, "X", &err, "m"),
                     MATCH_OK);
    ck_assert_int_eq(err.status, MATCH_OK);
    match_report_free(NULL);
}
END_TEST

static match_status
attempt_report(void *data, match_error *err)
{
    static const char *const codes[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"};
    match_report *report = match_report_new(err);
    match_status status = report ? MATCH_OK : MATCH_ERR_NOMEM;
    char source[16];
    (void)data;

    for (uint32_t i = 0; status == MATCH_OK && i < 300; i++) {
        struct place place = {.source = source, .line = i, .field = i % 2 ? "name" : NULL};
        snprintf(source, sizeof source, "file %u", i);
        status =
            report_add(report, MATCH_SEVERITY_NOTE, place, codes[i / 30], err, "message %u", i);
        /* What could not be kept leaves no trace. */
        ck_assert_uint_eq(match_report_count(report), i + (status == MATCH_OK));
        ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_NOTE),
                          i + (status == MATCH_OK));
        ck_assert_uint_eq(match_report_code_count(report),
                          status == MATCH_OK ? i / 30 + 1 : (i + 29) / 30);
    }
    match_report_free(report);
    return status;
}

START_TEST(report_survives_every_allocation_failure)
{
    ck_assert_int_gt(for_every_allocation_failure(attempt_report, NULL), 15);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("report");
    TCase *failing = tcase_create("fail");
    TCase *report = tcase_create("report");

    tcase_add_loop_test(failing, status_has_a_name, 0, LENGTH(names));
    tcase_add_test(failing, fail_fills_in_everything);
    tcase_add_test(failing, fail_does_without_an_error);
    tcase_add_test(failing, fail_may_quote_the_error_it_writes_to);
    tcase_add_loop_test(failing, fail_cuts_texts_on_whole_characters, 0, 4);
    tcase_add_test(failing, fail_keeps_a_source_that_just_fits);
    tcase_add_loop_test(failing, fail_makes_control_characters_and_bad_bytes_visible, 0,
                        LENGTH(cleaned));
    tcase_add_test(failing, fail_speaks_no_language_of_the_locale);
    suite_add_tcase(suite, failing);

    tcase_add_test(report, report_keeps_findings_in_order);
    tcase_add_test(report, report_counts_all_and_stores_some);
    tcase_add_test(report, report_keeps_what_it_says_of_the_whole_file);
    tcase_add_test(report, report_may_be_absent);
    tcase_add_test(report, report_survives_every_allocation_failure);
    suite_add_tcase(suite, report);
    return run_suite(suite);
}
