/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/taxonomy_check.h>

#include "base/buffer.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define HEAD "format: libmatch-taxonomy/1\n"
#define DEFINED ", definition: {en: x}"

struct listing {
    const match_taxonomy *taxonomy;
    struct buffer out;
};

/* One line for each problem: severity, code, concept, other, language, labels. */
static bool
list(const match_problem *problem, void *data)
{
    struct listing *listing = data;
    char line[400];
    snprintf(line, sizeof line, "%d %s %s %s %s %s %s;", (int)problem->severity,
             match_problem_kind_name(problem->kind),
             match_taxonomy_uri(listing->taxonomy, problem->concept),
             match_taxonomy_uri(listing->taxonomy, problem->other), problem->language,
             problem->label, problem->other_label);
    buffer_add_text(&listing->out, line);
    return true;
}

static void
assert_problems(const match_taxonomy *taxonomy, const char *language, const char *expected)
{
    match_error err = {0};
    struct listing listing = {.taxonomy = taxonomy};
    assert_ok(match_taxonomy_check(taxonomy, language, list, &listing, &err), &err);
    ck_assert_str_eq(listing.out.bytes ? listing.out.bytes : "", expected);
    buffer_clear(&listing.out);
}

static const struct {
    const char *yaml, *language, *problems;
} cases[] = {
    /* Skills may not share a label, also not along the hierarchy; jobs may there. */
    {"skills:\n"
     "  - {code: A, labels: {en: Sew  Cloth}" DEFINED "}\n"
     "  - {code: B, labels: {en: sew cloth}, broader: [A]" DEFINED "}\n"
     "  - {code: C, labels: {en: {preferred: Other, alternative: [SEW CLOTH]}}" DEFINED "}\n",
     NULL,
     "1 SHARED_LABEL B A en sew cloth Sew Cloth;2 SHARED_LABEL C A en SEW CLOTH Sew Cloth;"
     "2 SHARED_LABEL C B en SEW CLOTH sew cloth;"},
    {"occupation_groups:\n"
     "  - {code: \"1\", labels: {en: Same}}\n"
     "  - {code: \"11\", labels: {en: Same}, broader: [\"1\"]}\n"
     "  - {code: \"12\", labels: {en: Other}, broader: [\"1\"]}\n"
     "  - {code: \"121\", labels: {en: same}, broader: [\"12\"]}\n",
     NULL, "1 SHARED_LABEL 121 11 en same Same;"},
    /* Another kind, another language and one's own labels do not count. */
    {"skill_groups: [{code: G, labels: {en: Sew}}]\n"
     "skills:\n"
     "  - {code: A, labels: {en: {preferred: Sew, hidden: [sew]}, lo: X}, broader: [G]" DEFINED
     "}\n"
     "  - {code: B, labels: {en: X, lo: Y}, broader: [G]" DEFINED "}\n",
     "en", ""},
    /* One letter in a long word, of preferred labels. */
    {"skills:\n"
     "  - {code: A, labels: {en: Mend machines}" DEFINED "}\n"
     "  - {code: B, labels: {en: mend machine}" DEFINED "}\n"
     "  - {code: C, labels: {en: send machine}" DEFINED "}\n"
     "  - {code: D, labels: {en: machine 12345}" DEFINED "}\n"
     "  - {code: E, labels: {en: machine 12346}" DEFINED "}\n"
     "  - {code: F, labels: {en: {preferred: Far, alternative: [mend macbine]}}" DEFINED "}\n"
     "  - {code: H, labels: {en: \"ຊ່າງກໍ່\"}" DEFINED "}\n"
     "  - {code: I, labels: {en: \"ຊ່າງກໍ\"}" DEFINED "}\n"
     "  - {code: J, labels: {en: colour}" DEFINED "}\n"
     "  - {code: K, labels: {en: color}" DEFINED "}\n"
     "  - {code: L, labels: {en: taylor}" DEFINED "}\n"
     "  - {code: M, labels: {en: tailor}" DEFINED "}\n",
     NULL,
     "3 SIMILAR_LABEL B A en mend machine Mend machines;"
     "3 SIMILAR_LABEL I H en ຊ່າງກໍ ຊ່າງກໍ່;3 SIMILAR_LABEL M L en tailor taylor;"},
    /* Missing translations: notes, or warnings in the language that is asked for. */
    {"skills:\n"
     "  - {code: A, labels: {en: a, lo: b}" DEFINED "}\n"
     "  - {code: B, labels: {lo: c}" DEFINED "}\n",
     NULL, "3 MISSING_LABEL B  en  ;"},
    {"skills: [{code: A, labels: {en: a}" DEFINED "}]\n", "th", "2 MISSING_LABEL A  th  ;"},
    /* Definitions of what is no group; a description will do. */
    {"skills:\n"
     "  - {code: A, labels: {en: a}}\n"
     "  - {code: B, labels: {en: b}, description: {lo: x}}\n"
     "occupations: [{code: \"1\", labels: {en: c}}]\n"
     "occupation_groups: [{code: G, labels: {en: d}}]\n",
     NULL, "3 MISSING_DEFINITION 1    ;3 MISSING_DEFINITION A    ;"},
    /* Below no group, where others are. */
    {"skill_groups: [{code: G, labels: {en: g}}]\n"
     "skills:\n"
     "  - {code: A, labels: {en: a}, broader: [G]" DEFINED "}\n"
     "  - {code: B, labels: {en: b}, broader: [A]" DEFINED "}\n"
     "  - {code: C, labels: {en: c}" DEFINED "}\n"
     "  - {code: D, labels: {en: d}, broader: [C]" DEFINED "}\n"
     "occupations: [{code: \"1\", labels: {en: e}" DEFINED "}]\n",
     NULL, "2 UNREACHABLE C    ;2 UNREACHABLE D    ;"},
};

START_TEST(check_finds_what_is_wrong)
{
    char yaml[2000];
    snprintf(yaml, sizeof yaml, HEAD "%s", cases[_i].yaml);
    match_taxonomy *taxonomy = parse_taxonomy(yaml);
    assert_problems(taxonomy, cases[_i].language, cases[_i].problems);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* Defects that imported data has and YAML may not have. */
START_TEST(check_finds_what_imports_leave)
{
    match_error err = {0};
    temp_text("skills_en.csv", "conceptUri,preferredLabel,code,description\n"
                               "u1,one,x,d\nu2,two,x,d\nu3,,,d\n");
    match_taxonomy *taxonomy = match_taxonomy_import_esco(temp_dir(), NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    assert_problems(taxonomy, NULL,
                    "1 NO_LABEL u3    ;2 SHARED_CODE u2 u1   ;3 MISSING_LABEL u3  en  ;");
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const char many[] = HEAD "skill_groups: [{code: G, labels: {en: g}}]\n"
                                "skills:\n"
                                "  - {code: A, labels: {en: mend machine, lo: x}, broader: [G]}\n"
                                "  - {code: B, labels: {en: mend machines}}\n"
                                "  - {code: C, labels: {en: mend machine}, broader: [B]}\n"
                                "occupation_groups:\n"
                                "  - {code: \"1\", labels: {en: x}}\n"
                                "  - {code: \"2\", labels: {en: x}, broader: [\"1\"]}\n";

static bool
stop(const match_problem *problem, void *data)
{
    (void)problem;
    ++*(int *)data;
    return false;
}

START_TEST(check_can_be_cancelled)
{
    match_error err = {0};
    match_taxonomy *taxonomy = parse_taxonomy(many);
    int calls = 0;
    ck_assert_int_eq(match_taxonomy_check(taxonomy, NULL, stop, &calls, &err), MATCH_ERR_CANCELLED);
    ck_assert_int_eq(calls, 1);
    assert_error(&err, MATCH_ERR_CANCELLED, 0, "the check was cancelled");
    match_taxonomy_unref(taxonomy);
}
END_TEST

static bool
go_on(const match_problem *problem, void *data)
{
    (void)problem;
    (void)data;
    return true;
}

static match_status
try_check(void *data, match_error *err)
{
    return match_taxonomy_check(data, NULL, go_on, NULL, err);
}

START_TEST(check_survives_every_allocation_failure)
{
    match_taxonomy *taxonomy = parse_taxonomy(many);
    ck_assert_int_gt(for_every_allocation_failure(try_check, taxonomy), 10);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(kinds_have_names)
{
    ck_assert_str_eq(match_problem_kind_name(MATCH_PROBLEM_SHARED_LABEL), "SHARED_LABEL");
    ck_assert_str_eq(match_problem_kind_name((match_problem_kind)0), "");
    ck_assert_str_eq(match_problem_kind_name((match_problem_kind)99), "");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_check");
    TCase *check = tcase_create("check");
    tcase_add_loop_test(check, check_finds_what_is_wrong, 0, (int)COUNT(cases));
    tcase_add_test(check, check_finds_what_imports_leave);
    tcase_add_test(check, check_can_be_cancelled);
    tcase_add_test(check, check_survives_every_allocation_failure);
    tcase_add_test(check, kinds_have_names);
    suite_add_tcase(suite, check);
    return run_suite(suite);
}
