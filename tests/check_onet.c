/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/file.h"

#define SMALL "tests/cases/taxonomy/onet"
#define TEXT "tests/cases/taxonomy/onet-text"

/* All of O*NET 29.3, which is not part of this project. */
#define WHOLE "data/onet-29.3"

static match_taxonomy *
import(const char *folder, match_report *report)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_import_onet(folder, report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

/* ---- a small folder with every trap ---- */

START_TEST(occupations_have_codes_titles_and_zones)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept tailor = find_concept(taxonomy, "51-6052.00");
    match_concept hatter = find_concept(taxonomy, "51-6052.01");
    match_scheme scheme;
    match_label label;
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, tailor, "en"), "Tailors, All Kinds");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DESCRIPTION, "en"),
                     "Make clothes to measure.");
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, tailor), 3);
    ck_assert(match_taxonomy_label_at(taxonomy, tailor, 2, &label));
    ck_assert_str_eq(label.text, "BT");
    ck_assert_int_eq(label.kind, MATCH_LABEL_ALTERNATIVE);
    const match_concept *broader = match_taxonomy_broader(taxonomy, hatter, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(broader[0], tailor);
    uint32_t two = find_scheme(taxonomy, "onet-job-zone-2");
    ck_assert(match_taxonomy_scheme(taxonomy, two, &scheme));
    ck_assert_str_eq(scheme.title, "Zone Two: Some Preparation");
    ck_assert(match_taxonomy_in_scheme(taxonomy, tailor, two));
    ck_assert(!match_taxonomy_in_scheme(taxonomy, hatter, two));
    uint32_t four = find_scheme(taxonomy, "onet-job-zone-4");
    ck_assert(match_taxonomy_scheme(taxonomy, four, &scheme));
    ck_assert(match_taxonomy_in_scheme(taxonomy, hatter, four));
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "version"), "77.1");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "licence"), "CC-BY-4.0");
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* The rule of importance and level; 0 for no relation. */
static const struct {
    const char *occupation, *skill;
    int kind;
    unsigned level;
} rated[] = {
    {"51-6052.00", "2.A.1.a", MATCH_RELATION_ESSENTIAL, 3}, /* 3.00; 3.5 * 5 / 7 = 2.5 */
    {"51-6052.00", "2.A.2.b", MATCH_RELATION_OPTIONAL, 5},  /* 2.99; 7, level before importance */
    {"51-6052.00", "2.B.3.k", 0, 0},                        /* 1.99 */
    {"51-6052.00", "2.B.1.a", MATCH_RELATION_ESSENTIAL, 0}, /* level suppressed */
    {"51-6052.00", "2.B.2.i", 0, 0},                        /* not relevant */
    {"51-6052.00", "2.B.4.e", MATCH_RELATION_OPTIONAL, 1},  /* 2.00; 0.1, at least 1 */
    {"39-9011.00", "2.A.1.a", 0, 0},                        /* importance suppressed */
    {"39-9011.00", "2.A.2.b", 0, 0},                        /* no importance */
    {"39-9011.00", "2.B.1.a", MATCH_RELATION_ESSENTIAL, 0}, /* level out of range */
    {"39-9011.00", "2.B.2.i", 0, 0},                        /* importance is a word */
    {"51-6052.01", "2.C.2.a", MATCH_RELATION_ESSENTIAL, 4}, /* 4.9 * 5 / 7 = 3.5 */
    {"51-6052.01", "2.C.6", MATCH_RELATION_ESSENTIAL, 1},   /* 0, at least 1 */
};

START_TEST(ratings_become_relations_by_the_rule)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept skill = find_concept(taxonomy, rated[_i].skill);
    size_t count;
    const match_relation *skills =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, rated[_i].occupation), &count);
    int kind = 0;
    unsigned level = 0;
    for (size_t i = 0; i < count; i++) {
        if (skills[i].concept == skill) {
            kind = skills[i].kind;
            level = skills[i].level;
        }
    }
    ck_assert_int_eq(kind, rated[_i].kind);
    ck_assert_uint_eq(level, rated[_i].level);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 7);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(tasks_are_the_scope_note)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    ck_assert_str_eq(match_taxonomy_text(taxonomy, find_concept(taxonomy, "51-6052.00"),
                                         MATCH_TEXT_SCOPE_NOTE, "en"),
                     "Cut cloth.\nSew cloth.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, find_concept(taxonomy, "39-9011.00"),
                                         MATCH_TEXT_SCOPE_NOTE, "en"),
                     "");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(elements_are_in_groups)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept reading = find_concept(taxonomy, "2.A.1.a");
    match_concept making = find_concept(taxonomy, "2.C.2.a");
    size_t count;
    const match_concept *broader = match_taxonomy_broader(taxonomy, reading, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(broader[0], find_concept(taxonomy, "2.A.1"));
    ck_assert_str_eq(match_taxonomy_label(taxonomy, broader[0], "en"), "Content");
    broader = match_taxonomy_broader(taxonomy, broader[0], &count);
    ck_assert_uint_eq(broader[0], find_concept(taxonomy, "2.A"));
    ck_assert_int_eq(match_taxonomy_kind(taxonomy, broader[0]), MATCH_CONCEPT_SKILL_GROUP);
    (void)match_taxonomy_broader(taxonomy, broader[0], &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, reading), MATCH_SKILL_TYPE_SKILL);
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, making), MATCH_SKILL_TYPE_KNOWLEDGE);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 8);
    /* 2.A, 2.A.1, 2.A.2, 2.B, 2.B.1 to 2.B.4, 2.C, 2.C.2 */
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 10);
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const struct {
    const char *code, *source;
    uint32_t line;
    const char *message;
} small_findings[] = {
    {"ROWS_READ", "Skills.csv", 0, "22 rows"},
    {"ROWS_READ", "Task Statements.csv", 0, "2 rows"},
    {"FILE_PASSED_OVER", "Tools.csv", 0, "none of those that are read"},
    {"DUPLICATE_ID", "Occupation Data.csv", 4, "'51-6052.00' is defined twice, first in line 2"},
    {"MISSING_ID", "Occupation Data.csv", 6, "neither code nor URI"},
    {"DANGLING_RELATION", "Alternate Titles.csv", 4, "occupation '99-9999.00' is unknown"},
    {"DANGLING_RELATION", "Skills.csv", 22, "occupation '88-8888.00' is unknown"},
    {"LABEL_REPEATED", "Alternate Titles.csv", 3, "1 labels repeat"},
    {"DUPLICATE_RATING", "Skills.csv", 18, "'2.B.1.a' of '39-9011.00' is rated twice"},
    {"BAD_VALUE", "Skills.csv", 20, "LV is '7.01', expected a number from 0 to 7"},
    {"BAD_CODE", "Skills.csv", 23, "has 0 bytes, expected 1 to 32"},
    {"RATING_LOW", "Skills.csv", 0, "1 ratings are below"},
    {"RATING_SUPPRESSED", "Skills.csv", 0, "1 ratings have an importance"},
    {"RATING_NOT_RELEVANT", "Skills.csv", 0, "1 ratings are marked"},
    {"RATING_INCOMPLETE", "Skills.csv", 0, "1 ratings have no importance"},
    {"LEVEL_SUPPRESSED", "Skills.csv", 0, "2 relations have no level"},
    {"OTHER_SCALE", "Skills.csv", 0, "1 rows are of scales"},
    {"BAD_VALUE", "Job Zone Reference.csv", 3, "job zone is '9', expected 1 to 5"},
    {"BAD_VALUE", "Job Zones.csv", 4, "job zone is 'x', expected 1 to 5"},
};

START_TEST(small_import_reports_what_is_not_kept)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(SMALL), report);
    const match_finding *finding =
        find_finding(report, small_findings[_i].code, small_findings[_i].source);
    ck_assert_uint_eq(finding->line, small_findings[_i].line);
    ck_assert_msg(strstr(finding->message, small_findings[_i].message), "says '%s'",
                  finding->message);
    ck_assert_uint_eq(count_findings(report, "BAD_VALUE", NULL), 4);
    ck_assert_uint_eq(count_findings(report, "ROWS_READ", NULL), 7);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

/* ---- the official text tables ---- */

START_TEST(text_tables_know_no_quotes)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(TEXT), report);
    match_concept reading = find_concept(taxonomy, "2.A.1.a");
    size_t count;
    ck_assert_str_eq(match_taxonomy_text(taxonomy, find_concept(taxonomy, "51-6052.00"),
                                         MATCH_TEXT_DESCRIPTION, "en"),
                     "\"Wet\" work, and a 5\" needle.");
    const match_relation *skills =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, "51-6052.00"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(skills[0].concept, reading);
    ck_assert_uint_eq(skills[0].level, 4);
    ck_assert_str_eq(match_taxonomy_text(taxonomy, reading, MATCH_TEXT_DESCRIPTION, "en"),
                     "To read.");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "2.A"), "en"),
                     "First Skills");
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 0);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING), 0);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

/* ---- folders that cannot be imported ---- */

#define OCCUPATIONS "O*NET-SOC Code,Title\n11-1011.00,Chiefs\n"

static const struct {
    const char *files[2][2]; /* name and content */
    match_status status;
    uint32_t line;
    const char *message;
} bad_folders[] = {
    {{{NULL, NULL}}, MATCH_ERR_FORMAT, 0, "expected 'Occupation Data.csv' or .txt"},
    {{{"Skills.csv", "x"}}, MATCH_ERR_FORMAT, 0, "there are no O*NET tables"},
    {{{"Occupation Data.csv", "Title\nx\n"}},
     MATCH_ERR_FORMAT,
     1,
     "column 'O*NET-SOC Code' is missing"},
    {{{"Occupation Data.csv", ""}}, MATCH_ERR_FORMAT, 1, "the table is empty"},
    {{{"Occupation Data.csv", OCCUPATIONS "1,\"x\n"}}, MATCH_ERR_SYNTAX, 3, "a quote opens here"},
    {{{"Occupation Data.csv", OCCUPATIONS}, {"skills.csv", "O*NET-SOC Code,Element ID\n"}},
     MATCH_ERR_FORMAT,
     1,
     "column 'Scale ID' is missing"},
    {{{"Occupation Data.csv", OCCUPATIONS}, {"broken.zip", "PK\3\4 and no more"}},
     MATCH_ERR_FORMAT,
     0,
     "no whole zip archive"},
};

START_TEST(folder_that_cannot_be_imported_says_why)
{
    match_error err = {0};
    for (size_t i = 0; i < 2 && bad_folders[_i].files[i][0]; i++) {
        (void)temp_text(bad_folders[_i].files[i][0], bad_folders[_i].files[i][1]);
    }
    ck_assert_ptr_null(match_taxonomy_import_onet(temp_dir(), NULL, NULL, NULL, &err));
    assert_error(&err, bad_folders[_i].status, bad_folders[_i].line, bad_folders[_i].message);
}
END_TEST

/* ---- progress, memory ---- */

START_TEST(progress_reaches_its_end_and_can_stop)
{
    assert_import_tells_progress(match_taxonomy_import_onet, test_path(SMALL));
}
END_TEST

START_TEST(import_survives_every_allocation_failure)
{
    static const char *const folders[] = {SMALL, TEXT};
    assert_import_survives_want_of_memory(match_taxonomy_import_onet, test_path(folders[_i]), 50);
}
END_TEST

/* ---- all of it ---- */

START_TEST(whole_onet_arrives)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(shared_path(WHOLE), report);
    match_concept chief = find_concept(taxonomy, "11-1011.00");
    match_scheme scheme;
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 1016);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 0);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 35 + 33);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 9 + 9);
    /* Counted from the tables by other means: pairs less those that the rule leaves out. */
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy),
                      (30765 - 3302 - 4237) + (29007 - 5939 - 1 - 7279));
    ck_assert_str_eq(find_finding(report, "ROWS_READ", "Alternate Titles.csv")->message,
                     "56560 rows");
    ck_assert_str_eq(find_finding(report, "ROWS_READ", "Skills.csv")->message, "61530 rows");
    ck_assert_str_eq(find_finding(report, "ROWS_READ", "Knowledge.csv")->message, "58014 rows");
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 0);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING), 0);
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "version"), "29.3");
    ck_assert_uint_eq(match_taxonomy_label_total(taxonomy, "en"),
                      1016 + 56560 + 3574 - 137 + 68 + 18);
    uint32_t five = find_scheme(taxonomy, "onet-job-zone-5");
    ck_assert(match_taxonomy_scheme(taxonomy, five, &scheme));
    ck_assert_str_ne(scheme.title, "");
    ck_assert(match_taxonomy_in_scheme(taxonomy, chief, five));
    const match_relation *skills = match_taxonomy_skills(taxonomy, chief, &count);
    match_concept reading = find_concept(taxonomy, "2.A.1.a");
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (skills[i].concept == reading) { /* IM 4.12, LV 4.62 */
            ck_assert_int_eq(skills[i].kind, MATCH_RELATION_ESSENTIAL);
            ck_assert_uint_eq(skills[i].level, 3);
            seen++;
        }
    }
    ck_assert_uint_eq(seen, 1);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("onet");
    TCase *small = tcase_create("small");
    TCase *folders = tcase_create("folders");
    TCase *whole = tcase_create("whole");

    tcase_add_test(small, occupations_have_codes_titles_and_zones);
    tcase_add_loop_test(small, ratings_become_relations_by_the_rule, 0,
                        (int)(sizeof rated / sizeof rated[0]));
    tcase_add_test(small, tasks_are_the_scope_note);
    tcase_add_test(small, elements_are_in_groups);
    tcase_add_loop_test(small, small_import_reports_what_is_not_kept, 0,
                        (int)(sizeof small_findings / sizeof small_findings[0]));
    tcase_add_test(small, text_tables_know_no_quotes);
    tcase_add_test(small, progress_reaches_its_end_and_can_stop);
    tcase_add_loop_test(small, import_survives_every_allocation_failure, 0, 2);
    tcase_set_timeout(small, 120);
    suite_add_tcase(suite, small);

    tcase_add_loop_test(folders, folder_that_cannot_be_imported_says_why, 0,
                        (int)(sizeof bad_folders / sizeof bad_folders[0]));
    suite_add_tcase(suite, folders);

    suite_add_tcase(suite, whole);
    if (shared_is_there(WHOLE)) {
        tcase_add_test(whole, whole_onet_arrives);
    } else {
        puts("# skipped: LIBMATCH_SHARED has no " WHOLE);
    }
    return run_suite(suite);
}
