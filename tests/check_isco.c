/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <string.h>

#include <libmatch/taxonomy.h>

#include "records/isco.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* Whether a code is among the successors of an old one. */
static bool
succeeds(const char *old, const char *code)
{
    struct isco_code successors[ISCO_SUCCESSORS];
    size_t count = isco_successors(old, successors);

    ck_assert_uint_lt(count, ISCO_SUCCESSORS);
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(i == 0 || strcmp(successors[i - 1].text, successors[i].text) < 0, "%s", old);
        if (strcmp(successors[i].text, code) == 0) {
            return true;
        }
    }
    return false;
}

START_TEST(table_is_that_of_the_taxonomy)
{
    match_error err = {0};
    match_taxonomy *isco =
        match_taxonomy_load(test_path("taxonomies/isco-08/isco-08.yaml"), NULL, &err);
    size_t pairs = 0;

    assert_ok(err.status, &err);
    for (match_concept concept = 1; concept <= match_taxonomy_count(isco); concept++) {
        const char *code = match_taxonomy_code(isco, concept);
        match_mapping mapping;
        ck_assert_msg(isco_is_current(code), "%s", code);
        for (uint32_t i = 0; match_taxonomy_mapping(isco, concept, i, &mapping); i++) {
            ck_assert_msg(strncmp(mapping.uri, "isco88:", 7) == 0, "%s", mapping.uri);
            ck_assert_msg(succeeds(mapping.uri + 7, code), "%s %s", mapping.uri, code);
            pairs++;
        }
    }
    ck_assert_uint_eq(match_taxonomy_count(isco), 619);
    ck_assert_uint_eq(pairs, 595);
    match_taxonomy_unref(isco);
}
END_TEST

static const char *const no_codes[] = {"", "7", "00", "0111", "7433", "75311", "tailor", "75310000"};

START_TEST(other_texts_are_no_codes)
{
    ck_assert_int_eq(isco_is_current(no_codes[_i]), _i == 1);
}
END_TEST

START_TEST(old_codes_have_successors)
{
    struct isco_code successors[ISCO_SUCCESSORS];

    ck_assert_uint_eq(isco_successors("7433", successors), 1);
    ck_assert_str_eq(successors[0].text, "7531");
    ck_assert_uint_eq(isco_successors("5122", successors), 4);
    ck_assert_uint_eq(isco_successors("743", successors), 3);
    ck_assert_str_eq(successors[2].text, "815");
    ck_assert_uint_eq(isco_successors("7999", successors), 0);
    ck_assert_uint_eq(isco_successors("", successors), 0);
    ck_assert_uint_eq(isco_successors("74330", successors), 0);
}
END_TEST

static const struct {
    const char *text;
    enum isco_version version;
    const char *rest;
} versions[] = {
    {"7433", ISCO_NOT_STATED, "7433"},
    {"ISCO-88 7433", ISCO_88, "7433"},
    {"isco88:7433", ISCO_88, "7433"},
    {"Isco_1988 - 7433", ISCO_88, "7433"},
    {"ISCO 08: 7531", ISCO_08, "7531"},
    {"ISCO-2008 7531", ISCO_08, "7531"},
    {"ISCO-88 ", ISCO_88, ""},
    {"ISCO-887433", ISCO_NOT_STATED, "ISCO-887433"},
    {"ISCO-88", ISCO_NOT_STATED, "ISCO-88"},
    {"ISCO-68 7433", ISCO_NOT_STATED, "ISCO-68 7433"},
    {"-isco88 7433", ISCO_NOT_STATED, "-isco88 7433"},
    {"", ISCO_NOT_STATED, ""},
};

START_TEST(version_is_taken_off)
{
    const char *text = versions[_i].text;
    size_t length = strlen(text);

    ck_assert_int_eq(isco_take_version(&text, &length), versions[_i].version);
    ck_assert_uint_eq(length, strlen(versions[_i].rest));
    ck_assert_int_eq(memcmp(text, versions[_i].rest, length), 0);
}
END_TEST

START_TEST(nul_is_no_sign)
{
    const char *text = "isco88\0"
                       "7433";
    size_t length = 11;

    ck_assert_int_eq(isco_take_version(&text, &length), ISCO_NOT_STATED);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("isco");
    TCase *tests = tcase_create("codes");

    tcase_add_test(tests, table_is_that_of_the_taxonomy);
    tcase_add_loop_test(tests, other_texts_are_no_codes, 0, COUNT(no_codes));
    tcase_add_test(tests, old_codes_have_successors);
    tcase_add_loop_test(tests, version_is_taken_off, 0, COUNT(versions));
    tcase_add_test(tests, nul_is_no_sign);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
