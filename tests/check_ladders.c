/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <string.h>

#include <libmatch/ladders.h>

#include "records/ladder_table.h"

/* Ladders as an object; what the bundled file holds is looked at by check_reference. */

static match_ladders *ladders;

static void
load_lao(void)
{
    match_error err;
    ladders = match_ladders_lao(&err);
    ck_assert_msg(ladders != NULL, "%s", err.message);
}

static void
drop(void)
{
    match_ladders_unref(ladders);
    ladders = NULL;
}

START_TEST(a_ladder_is_found_by_any_of_its_names)
{
    match_ladder thai = match_ladders_find(ladders, "TH-TPQF");

    ck_assert_uint_ne(thai, 0);
    ck_assert_uint_eq(match_ladders_find(ladders, "TPQI"), thai);
    ck_assert_uint_eq(match_ladders_find(ladders, "th-tpqf"), thai);
    ck_assert_uint_eq(match_ladders_find(ladders, "nothing"), 0);
    ck_assert_str_eq(match_ladders_id(ladders, thai), "TH-TPQF");
    ck_assert_str_eq(match_ladders_id(ladders, 0), "");
    ck_assert_str_eq(match_ladders_id(ladders, match_ladders_count(ladders) + 1), "");
    ck_assert_str_eq(match_ladders_title(ladders, thai, "en"),
                     "Professional qualifications of Thailand");
    ck_assert_str_eq(match_ladders_title(ladders, thai, "xx"),
                     match_ladders_title(ladders, thai, "en"));
    ck_assert_str_eq(match_ladders_title(ladders, 0, "en"), "");
    ck_assert_str_eq(
        match_ladders_level_title(ladders, match_ladders_find(ladders, "LNQF"), 6, "lo"),
        "ປະລິນຍາຕີ");
    ck_assert_str_eq(match_ladders_level_title(ladders, thai, 9, "en"), "");
}
END_TEST

static const struct {
    const char *from;
    int level;
    const char *to;
    int expected;
    bool indicative;
} pairs[] = {
    {"LNQF", 4, "LNQF", 4, false},
    {"LNQF", 4, "AQRF", 4, true},         /* one crosswalk, either way */
    {"AQRF", 4, "LNQF", 4, true},        
    {"TPQI", 3, "LNQF", 3, true},         /* two that meet in the ASEAN framework */
    {"LNQF", 6, "ISCED", 6, true},       
    {"LNQF", 2, "ISCED", -1, true},       /* nothing says that it is */
    {"LA-NSS-CARPENTRY", 2, "LA-NSS", 2, true}, /* a standard of the whole */
    {"LA-NSS", 2, "LA-NSS-CARPENTRY", 2, true},
    {"LA-NSS-CARPENTRY", 2, "LA-NSS-WELDING", -1, true}, /* another trade */
    {"TH-DSD", 2, "LA-NSS", -1, true},    /* no crosswalk exists */
    {"LNQF", -1, "AQRF", -1, true},       /* a level that is not known */
};

START_TEST(levels_are_comparable_by_crosswalk_only)
{
    bool indicative = !pairs[_i].indicative;
    int level = match_ladders_comparable(ladders, match_ladders_find(ladders, pairs[_i].from),
                                         pairs[_i].level,
                                         match_ladders_find(ladders, pairs[_i].to), &indicative);

    ck_assert_int_eq(level, pairs[_i].expected);
    ck_assert_int_eq(indicative, pairs[_i].indicative);
    ck_assert_int_eq(match_ladders_comparable(ladders, 0, 1, 1, NULL), -1);
}
END_TEST

#define HEAD "format: libmatch-ladders/1\n"
#define ONE "ladders:\n  - id: A\n    title: {en: One}\n    levels:\n"                             \
            "      - {level: \"1\", title: {en: First}}\n"

static const struct {
    const char *text;
    match_status status;
    uint32_t line;
    const char *part;
} bad[] = {
    {"format: libmatch-ladders/9\n", MATCH_ERR_FORMAT, 1, "libmatch-ladders/1"},
    {HEAD, MATCH_ERR_FORMAT, 1, "expected ladders: a list"},
    {HEAD "ladders: yes\n", MATCH_ERR_FORMAT, 2, "expected ladders: a list"},
    {HEAD "ladders:\n  - title: {en: One}\n", MATCH_ERR_FORMAT, 3, "no id"},
    {HEAD "ladders:\n  - id: A\n    levels: []\n", MATCH_ERR_FORMAT, 3, "expected title"},
    {HEAD "ladders:\n  - id: A\n    title: {en: [x]}\n", MATCH_ERR_FORMAT, 4, "no text"},
    {HEAD "ladders:\n  - id: A\n    title: {en: One}\n", MATCH_ERR_FORMAT, 3, "expected levels"},
    {HEAD "ladders:\n  - id: A\n    title: {en: One}\n    levels:\n      - level: x\n",
     MATCH_ERR_FORMAT, 6, "expected 0..99"},
    {HEAD "ladders:\n  - id: A\n    title: {en: One}\n    levels:\n      - level: \"100\"\n",
     MATCH_ERR_FORMAT, 6, "expected 0..99"},
    {HEAD ONE "  - id: a\n    title: {en: Two}\n    levels: []\n", MATCH_ERR_FORMAT, 7, "already"},
    {HEAD ONE "    also: A2\n", MATCH_ERR_FORMAT, 7, "no list"},
    {HEAD ONE "    also: [[]]\n", MATCH_ERR_FORMAT, 7, "no text"},
    {HEAD ONE "    part_of: B\n", MATCH_ERR_FORMAT, 7, "no ladder"},
    {HEAD ONE "crosswalks: A\n", MATCH_ERR_FORMAT, 7, "no list"},
    {HEAD ONE "crosswalks:\n  - {from: [A, \"1\"]}\n", MATCH_ERR_FORMAT, 8, "expected from"},
    {HEAD ONE "crosswalks:\n  - {from: [A, \"1\"], to: [C, \"1\"]}\n", MATCH_ERR_FORMAT, 8,
     "no ladder"},
    {HEAD ONE "crosswalks:\n  - {from: [A, x], to: [A, \"1\"]}\n", MATCH_ERR_FORMAT, 8,
     "expected 0..99"},
    {"a: b: c\n", MATCH_ERR_SYNTAX, 1, ""},
};

START_TEST(what_is_wrong_is_said_with_its_line)
{
    match_error err;

    ck_assert_ptr_null(ladder_table_parse(bad[_i].text, strlen(bad[_i].text), "bad.yaml", &err));
    assert_error(&err, bad[_i].status, bad[_i].line, bad[_i].part);
    ck_assert_str_eq(err.source, "bad.yaml");
}
END_TEST

START_TEST(a_file_may_replace_the_bundled_one)
{
    match_error err;
    match_ladders *own = match_ladders_load(test_path("taxonomies/qualifications/ladders.yaml"),
                                            &err);

    ck_assert_msg(own != NULL, "%s", err.message);
    ck_assert_uint_eq(match_ladders_count(own), match_ladders_count(ladders));
    ck_assert_ptr_eq(match_ladders_ref(own), own);
    match_ladders_unref(own);
    match_ladders_unref(own);
    match_ladders_unref(NULL);
    ck_assert_ptr_null(match_ladders_load("no/such/file.yaml", &err));
    ck_assert_int_eq(err.status, MATCH_ERR_IO);
}
END_TEST

static match_status
parse_once(void *data, match_error *err)
{
    const char *text = data;
    match_ladders *parsed = ladder_table_parse(text, strlen(text), "t", err);

    match_ladders_unref(parsed);
    return parsed ? MATCH_OK : err->status;
}

START_TEST(every_failing_allocation_is_survived)
{
    char text[] = HEAD ONE "    also: [A2]\ncrosswalks:\n"
                           "  - {from: [A, \"1\"], to: [A2, \"1\"]}\n";
    ck_assert_int_gt(for_every_allocation_failure(parse_once, text), 3);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("ladders");
    TCase *tests = tcase_create("ladders");

    tcase_add_checked_fixture(tests, load_lao, drop);
    tcase_add_test(tests, a_ladder_is_found_by_any_of_its_names);
    tcase_add_loop_test(tests, levels_are_comparable_by_crosswalk_only, 0,
                        sizeof pairs / sizeof *pairs);
    tcase_add_loop_test(tests, what_is_wrong_is_said_with_its_line, 0, sizeof bad / sizeof *bad);
    tcase_add_test(tests, a_file_may_replace_the_bundled_one);
    tcase_add_test(tests, every_failing_allocation_is_survived);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
