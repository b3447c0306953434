/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "scoring/policy.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BAD_CASES "tests/cases/policy/bad"
#define TEXT_SIZE 512

static match_policy *
parse(const char *text)
{
    match_error err = {.status = MATCH_OK};
    match_policy *policy = match_policy_parse(text, MATCH_NUL, "test.yaml", &err);

    ck_assert_msg(policy != NULL, "%s", err.message);
    return policy;
}

/* YAML that states one value: "a.b.c" becomes nested mappings. */
static void
write_yaml(char out[TEXT_SIZE], const char *path, const char *value)
{
    size_t used = 0;
    unsigned depth = 0;

    for (; *path; path++) {
        if (*path == '.') {
            used += (size_t)snprintf(out + used, TEXT_SIZE - used, ": {");
            depth++;
        } else {
            out[used++] = *path;
        }
    }
    used += (size_t)snprintf(out + used, TEXT_SIZE - used, ": %s", value);
    while (depth-- > 0) {
        out[used++] = '}';
    }
    out[used++] = '\n';
    out[used] = '\0';
}

/* ---- the default ---- */

START_TEST(default_file_states_every_field)
{
    static struct policy_values values;
    bool stated[POLICY_FIELDS_MAXIMUM] = {false};
    struct file_bytes file = {0};
    match_error err = {.status = MATCH_OK};

    assert_ok(file_read(test_path("taxonomies/policies/lao-pdr.yaml"), &file, &err), &err);
    assert_ok(policy_read(file.bytes, file.size, "lao-pdr.yaml", &values, stated, &err), &err);
    for (size_t i = 0; i < policy_field_count; i++) {
        ck_assert_msg(stated[i], "lao-pdr.yaml does not state %s", policy_fields[i].path);
    }
    file_bytes_clear(&file);
}
END_TEST

START_TEST(default_is_the_bundled_file)
{
    match_error err = {.status = MATCH_OK};
    match_policy *built_in = match_policy_default(&err);
    match_policy *loaded = match_policy_load(test_path("taxonomies/policies/lao-pdr.yaml"), &err);

    ck_assert_ptr_nonnull(built_in);
    ck_assert_ptr_nonnull(loaded);
    ck_assert_str_eq(match_policy_name(built_in), "lao-pdr");
    ck_assert_str_eq(match_policy_version(built_in), "0.1");
    ck_assert_str_eq(match_policy_text(built_in), match_policy_text(loaded));
    ck_assert_str_eq(match_policy_hash(built_in), match_policy_hash(loaded));
    ck_assert_uint_eq(strlen(match_policy_hash(built_in)), 16);
    match_policy_unref(built_in);
    match_policy_unref(loaded);
}
END_TEST

START_TEST(default_has_the_documented_values)
{
    match_policy *policy = match_policy_default(NULL);
    const struct policy_values *values = policy_values(policy);

    ck_assert_int_eq(values->weight[CRITERION_COVERAGE], 300);
    ck_assert_int_eq(values->weight[CRITERION_USE], 300);
    ck_assert_int_eq(values->weight[CRITERION_BASE], 300);
    ck_assert_int_eq(values->weight[CRITERION_GAIN], 100);
    ck_assert_int_eq(values->weight[CRITERION_OCCUPATION], 100);
    ck_assert_int_eq(values->weight[CRITERION_TITLE], 300);
    ck_assert_int_eq(values->weight[CRITERION_LANGUAGES], 50);
    ck_assert_int_eq(values->weight[CRITERION_QUALIFICATION], 50);
    ck_assert_int_eq(values->weight[CRITERION_PLACE], 150);
    ck_assert_int_eq(values->weight[CRITERION_WISHES], 150);
    ck_assert_int_eq(values->trust[EVIDENCE_SELF_DECLARED], 850);
    ck_assert_int_eq(values->trust[EVIDENCE_SKILL_TEST], 1000);
    ck_assert_int_eq(values->action[MATCH_REASON_WORKER_FEE], ACTION_BLOCK);
    ck_assert_int_eq(values->action[MATCH_REASON_LICENCE_MISSING], ACTION_DEMOTE);
    ck_assert_int_eq(values->action[MATCH_REASON_WAGE_BELOW_MINIMUM], ACTION_FLAG);
    ck_assert_int_eq(values->hazardous_age, 18);
    match_policy_unref(policy);
}
END_TEST

static const struct {
    const char *day;
    int64_t amount; /* -1: none */
} wages[] = {
    {"2011-12-31", -1},      {"2018-04-30", 900000},  {"2018-05-01", 1100000},
    {"2022-07-31", 1100000}, {"2023-09-30", 1300000}, {"2024-09-30", 1600000},
    {"2024-10-01", 2500000}, {"2030-01-01", 2500000},
};

START_TEST(minimum_wage_is_the_one_of_the_day)
{
    match_policy *policy = match_policy_default(NULL);
    match_date day;
    const struct dated_wage *wage;

    ck_assert_int_eq(match_date_parse(wages[_i].day, 10, &day, NULL), MATCH_OK);
    wage = policy_minimum_wage(policy_values(policy), day);
    ck_assert_int_eq(wage ? wage->amount : -1, wages[_i].amount);
    match_policy_unref(policy);
}
END_TEST

/* ---- text and hash ---- */

START_TEST(text_gives_the_same_policy_again)
{
    match_policy *policy = parse("name: office\nversion: '7'\n"
                                 "title: \"a \\\"quoted\\\" \\\\ title\"\n"
                                 "criteria: {place: {weight: 250}}\n"
                                 "screening: {closed: flag}\n"
                                 "minimum_wage: [{from: 2025-01-01, amount: 3000000}]\n");
    match_policy *again = parse(match_policy_text(policy));

    ck_assert_str_eq(match_policy_name(again), "office");
    ck_assert_str_eq(policy_values(again)->title, "a \"quoted\" \\ title");
    ck_assert_int_eq(policy_values(again)->weight[CRITERION_PLACE], 250);
    ck_assert_int_eq(policy_values(again)->action[MATCH_REASON_CLOSED], ACTION_FLAG);
    ck_assert_uint_eq(policy_values(again)->wage_count, 1);
    ck_assert_str_eq(match_policy_text(policy), match_policy_text(again));
    ck_assert_str_eq(match_policy_hash(policy), match_policy_hash(again));
    match_policy_unref(policy);
    match_policy_unref(again);
}
END_TEST

START_TEST(text_keeps_the_line_ends_of_unicode)
{
    match_policy *policy = parse("title: \"a\\Lb\\Pc\\Nd\"\n");
    match_policy *again = parse(match_policy_text(policy));

    ck_assert_str_eq(policy_values(again)->title, "a\xe2\x80\xa8" "b\xe2\x80\xa9" "c\xc2\x85" "d");
    ck_assert_str_eq(match_policy_hash(policy), match_policy_hash(again));
    match_policy_unref(policy);
    match_policy_unref(again);
}
END_TEST

START_TEST(text_without_wages_gives_the_same_policy_again)
{
    match_policy *policy = parse("minimum_wage: []\n");
    match_policy *again = parse(match_policy_text(policy));

    ck_assert_uint_eq(policy_values(again)->wage_count, 0);
    ck_assert_str_eq(match_policy_hash(policy), match_policy_hash(again));
    match_policy_unref(policy);
    match_policy_unref(again);
}
END_TEST

START_TEST(text_explains_every_field)
{
    match_policy *policy = match_policy_default(NULL);
    const char *at = match_policy_text(policy);

    for (size_t i = 0; i < policy_field_count; i++) {
        at = strstr(at, policy_fields[i].description);
        ck_assert_msg(at != NULL, "%s is not explained in its place", policy_fields[i].path);
    }
    match_policy_unref(policy);
}
END_TEST

START_TEST(partial_policy_keeps_the_other_defaults)
{
    match_policy *standard = match_policy_default(NULL);
    match_policy *partial = parse("criteria:\n  use: {weight: 123}\n");
    struct policy_values expected = *policy_values(standard);

    expected.weight[CRITERION_USE] = 123;
    ck_assert_mem_eq(&expected, policy_values(partial), sizeof expected);
    ck_assert_str_ne(match_policy_hash(standard), match_policy_hash(partial));
    match_policy_unref(standard);
    match_policy_unref(partial);
}
END_TEST

START_TEST(template_is_a_policy)
{
    match_error err = {.status = MATCH_OK};
    match_policy *policy = match_policy_load(test_path("taxonomies/policies/template.yaml"), &err);

    ck_assert_msg(policy != NULL, "%s", err.message);
    ck_assert_str_eq(match_policy_name(policy), "my-office");
    match_policy_unref(policy);
}
END_TEST

/* ---- the table of fields ---- */

START_TEST(every_field_has_a_path_and_a_place_of_its_own)
{
    for (size_t i = 0; i < policy_field_count; i++) {
        ck_assert_uint_gt(strlen(policy_fields[i].description), 0);
        for (size_t j = 0; j < i; j++) {
            ck_assert_str_ne(policy_fields[i].path, policy_fields[j].path);
            ck_assert_uint_ne(policy_fields[i].offset, policy_fields[j].offset);
        }
    }
}
END_TEST

/* Each number of the table at both ends of its range and one past them. */
START_TEST(every_number_keeps_to_its_range)
{
    for (size_t i = 0; i < policy_field_count; i++) {
        const struct policy_field *field = &policy_fields[i];
        const long tries[] = {(long)field->minimum - 1, field->minimum, field->maximum,
                              (long)field->maximum + 1};

        for (size_t j = 0; field->type == POLICY_INTEGER && j < 4; j++) {
            static struct policy_values values;
            bool stated[POLICY_FIELDS_MAXIMUM] = {false};
            bool inside = j == 1 || j == 2;
            char text[TEXT_SIZE];
            char number[32];
            char range[64];
            match_error err = {.status = MATCH_OK};
            match_policy *policy = match_policy_default(NULL);

            values = *policy_values(policy);
            match_policy_unref(policy);
            snprintf(number, sizeof number, "%ld", tries[j]);
            snprintf(range, sizeof range, "expected %d..%d", (int)field->minimum,
                     (int)field->maximum);
            write_yaml(text, field->path, number);
            if (policy_read(text, strlen(text), "t", &values, stated, &err) == MATCH_OK) {
                ck_assert_msg(inside, "%s accepts %s", field->path, number);
                ck_assert_int_eq(*(int32_t *)(void *)((char *)&values + field->offset), tries[j]);
            } else if (inside) { /* then it is out of order with another value */
                ck_assert_ptr_nonnull(strstr(err.message, "expected the first to be no larger"));
            } else {
                ck_assert_ptr_nonnull(strstr(err.message, range));
            }
        }
    }
}
END_TEST

/* ---- bad policies: tests/cases/policy/bad ---- */

static int
is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* A line "STATUS LINE MESSAGE"; an error of the YAML parser has its own words. */
static void
check_bad_case(const char *name)
{
    struct file_bytes expected = {0};
    char path[256];
    char found[MATCH_ERROR_MESSAGE_SIZE + 64];
    match_error err = {.status = MATCH_OK};

    snprintf(path, sizeof path, BAD_CASES "/%s/expected", name);
    assert_ok(file_read(test_path(path), &expected, &err), &err);
    ck_assert_uint_gt(expected.size, 0);
    expected.bytes[strcspn(expected.bytes, "\n")] = '\0';
    snprintf(path, sizeof path, BAD_CASES "/%s/input.yaml", name);
    ck_assert_msg(match_policy_load(test_path(path), &err) == NULL, "%s is accepted", name);
    snprintf(found, sizeof found, "%s %u %s", match_status_name(err.status), (unsigned)err.line,
             err.message);
    if (err.status == MATCH_ERR_SYNTAX) {
        found[strlen(expected.bytes)] = '\0';
    }
    ck_assert_msg(strcmp(found, expected.bytes) == 0, "%s\n  says    %s\n  expected %s", name,
                  found, expected.bytes);
    ck_assert_ptr_nonnull(strstr(err.source, "input.yaml"));
    file_bytes_clear(&expected);
}

START_TEST(bad_policies_are_refused_with_place_and_reason)
{
    struct dirent **names = NULL;
    int count = scandir(test_path(BAD_CASES), &names, is_case, alphasort);

    ck_assert_int_ge(count, 20);
    for (int i = 0; i < count; i++) {
        check_bad_case(names[i]->d_name);
        free(names[i]);
    }
    free(names);
}
END_TEST

START_TEST(load_says_which_file_is_missing)
{
    match_error err = {.status = MATCH_OK};

    ck_assert_ptr_null(match_policy_load(test_path("tests/cases/policy/none.yaml"), &err));
    ck_assert_int_eq(err.status, MATCH_ERR_IO);
    ck_assert_ptr_nonnull(strstr(err.source, "none.yaml"));
}
END_TEST

START_TEST(random_bytes_never_break_the_reader)
{
    static const char letters[] = "abcriteus:{}[]-\n  \"'#&*!|>%0123.,";
    uint64_t state = 7;

    for (int i = 0; i < 400; i++) {
        char text[64];
        match_policy *policy;

        for (size_t j = 0; j < sizeof text; j++) {
            text[j] = letters[random_next(&state) % (sizeof letters - 1)];
        }
        policy = match_policy_parse(text, random_next(&state) % sizeof text, NULL, NULL);
        match_policy_unref(policy);
    }
}
END_TEST

/* ---- memory ---- */

static match_status
attempt_parse(void *data, match_error *err)
{
    match_policy *policy = match_policy_parse(data, MATCH_NUL, NULL, err);

    if (!policy) {
        return err->status;
    }
    match_policy_unref(policy);
    return MATCH_OK;
}

START_TEST(parse_survives_every_allocation_failure)
{
    char text[] = "name: office\ncriteria: {use: {weight: 5}}\n";
    ck_assert_int_gt(for_every_allocation_failure(attempt_parse, text), 10);
}
END_TEST

START_TEST(references_are_counted)
{
    match_policy *policy = match_policy_default(NULL);

    ck_assert_ptr_eq(match_policy_ref(policy), policy);
    match_policy_unref(policy);
    ck_assert_str_eq(match_policy_name(policy), "lao-pdr");
    match_policy_unref(policy);
    match_policy_unref(NULL);
    ck_assert_ptr_null(match_policy_ref(NULL));
}
END_TEST

static Suite *
policy_suite(void)
{
    Suite *suite = suite_create("policy");
    TCase *tcase = tcase_create("policy");

    tcase_add_test(tcase, default_file_states_every_field);
    tcase_add_test(tcase, default_is_the_bundled_file);
    tcase_add_test(tcase, default_has_the_documented_values);
    tcase_add_loop_test(tcase, minimum_wage_is_the_one_of_the_day, 0,
                        (int)(sizeof wages / sizeof wages[0]));
    tcase_add_test(tcase, text_gives_the_same_policy_again);
    tcase_add_test(tcase, text_keeps_the_line_ends_of_unicode);
    tcase_add_test(tcase, text_without_wages_gives_the_same_policy_again);
    tcase_add_test(tcase, text_explains_every_field);
    tcase_add_test(tcase, partial_policy_keeps_the_other_defaults);
    tcase_add_test(tcase, template_is_a_policy);
    tcase_add_test(tcase, every_field_has_a_path_and_a_place_of_its_own);
    tcase_add_test(tcase, every_number_keeps_to_its_range);
    tcase_add_test(tcase, bad_policies_are_refused_with_place_and_reason);
    tcase_add_test(tcase, load_says_which_file_is_missing);
    tcase_add_test(tcase, random_bytes_never_break_the_reader);
    tcase_add_test(tcase, parse_survives_every_allocation_failure);
    tcase_add_test(tcase, references_are_counted);
    suite_add_tcase(suite, tcase);
    return suite;
}

int
main(void)
{
    return run_suite(policy_suite());
}
