/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libmatch/taxonomy.h>

#include "taxonomy/image.h"

/* All of ESCO 1.1.1 in English, which is not part of this project. */
#define ESCO "data/esco-1.1.1"

/* The version before, as the two archives that are handed out. */
#define ARCHIVES "data/esco-1.1.0"

#define BASE "http://data.europa.eu/esco/"

/* Imported once: each test gets a copy of the process. */
static match_report *report;
static match_taxonomy *taxonomy;

static size_t
count_type(match_skill_type type)
{
    size_t count = 0;
    for (match_concept i = 1; i <= match_taxonomy_count(taxonomy); i++) {
        count += match_taxonomy_kind(taxonomy, i) == MATCH_CONCEPT_SKILL &&
                 match_taxonomy_skill_type(taxonomy, i) == type;
    }
    return count;
}

static void
import(const char *path)
{
    match_error err = {0};
    report = match_report_new(NULL);
    taxonomy = match_taxonomy_import_esco(shared_path(path), report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
}

static void
set_up(void)
{
    import(ESCO);
}

static void
tear_down(void)
{
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}

START_TEST(whole_esco_arrives)
{
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3007);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 619);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 13896);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 640);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 123788);
    ck_assert_uint_eq(count_findings(report, "DANGLING_RELATION", "occupationSkillRelations.csv"),
                      67);
    ck_assert_uint_eq(count_findings(report, "DANGLING_RELATION", "broaderRelationsOccPillar.csv"),
                      1);
    ck_assert_uint_eq(
        count_findings(report, "DANGLING_RELATION", "broaderRelationsSkillPillar.csv"), 7);
    ck_assert_uint_eq(count_findings(report, "ROWS_READ", NULL), 14);
    ck_assert_str_eq(find_finding(report, "ROWS_READ", "occupationSkillRelations.csv")->message,
                     "123855 rows");
    ck_assert_str_eq(find_finding(report, "SHORT_ROWS", "skillsHierarchy_en.csv")->message,
                     "189 rows are shorter than the header");
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING), 1); /* cleaned labels */

    size_t bases = 0;
    size_t broader = 0;
    for (match_concept i = 1; i <= match_taxonomy_count(taxonomy); i++) {
        size_t count;
        (void)match_taxonomy_skill_relations(taxonomy, i, &count);
        bases += count;
        (void)match_taxonomy_broader(taxonomy, i, &count);
        broader += count;
        ck_assert_str_ne(match_taxonomy_label(taxonomy, i, "en"), match_taxonomy_uri(taxonomy, i));
    }
    ck_assert_uint_eq(bases, 5899 - 1); /* one skill is said to build on itself */
    ck_assert_uint_eq(count_findings(report, "SELF_RELATION", "skillSkillRelations.csv"), 1);
    ck_assert_uint_eq(broader, 3616 + 20649);
}
END_TEST

START_TEST(whole_esco_keeps_collections_and_types)
{
    ck_assert_uint_eq(match_taxonomy_scheme_count(taxonomy), 19);
    ck_assert_uint_eq(count_members(taxonomy, "digital"), 1201);
    ck_assert_uint_eq(count_members(taxonomy, "green"), 570);
    ck_assert_uint_eq(count_members(taxonomy, "skill-language-groups"), 346);
    ck_assert_uint_eq(count_members(taxonomy, "research-occupations"), 122);
    ck_assert_uint_eq(count_members(taxonomy, "skill-transversal-groups"), 96 + 30);
    ck_assert_uint_eq(count_members(taxonomy, "isced-f"), 220);
    ck_assert_uint_eq(count_type(MATCH_SKILL_TYPE_LANGUAGE), 346);
    ck_assert_uint_eq(count_type(MATCH_SKILL_TYPE_KNOWLEDGE), 3059 - 66);
    ck_assert_uint_eq(count_type(MATCH_SKILL_TYPE_SKILL), 10831 - 280);
    ck_assert_uint_eq(count_type(MATCH_SKILL_TYPE_NONE), 6);
}
END_TEST

START_TEST(whole_esco_holds_what_its_files_say)
{
    match_concept director =
        find_concept(taxonomy, BASE "occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34");
    match_concept ten = find_concept(taxonomy, "2422.10");
    match_concept one = find_concept(taxonomy, "2422.1");
    match_concept found[8];
    match_label label;
    size_t count;
    ck_assert_str_eq(match_taxonomy_label(taxonomy, director, "lo"), "technical director");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, director), "2654");
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, director), 7);
    ck_assert(match_taxonomy_label_at(taxonomy, director, 2, &label));
    ck_assert_str_eq(label.text, "head of technical");
    ck_assert_uint_ne(ten, one);
    ck_assert_str_eq(match_taxonomy_uri(taxonomy, find_concept(taxonomy, "0110")),
                     BASE "isco/C0110");
    const match_concept *broader =
        match_taxonomy_broader(taxonomy, find_concept(taxonomy, "0110"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(match_taxonomy_code(taxonomy, broader[0]), "011");
    ck_assert_uint_eq(match_taxonomy_find_label(taxonomy, "TECHNICAL   director", MATCH_NUL,
                                                1u << MATCH_CONCEPT_OCCUPATION, found, 8),
                      1);
    ck_assert_uint_eq(found[0], director);
    (void)match_taxonomy_skills(taxonomy, director, &count);
    ck_assert_uint_eq(count, 8);
}
END_TEST

START_TEST(whole_esco_reopens_to_the_same)
{
    match_error err = {0};
    const char *path = temp_path("esco.lmt");
    assert_ok(match_taxonomy_save(taxonomy, path, &err), &err);
    match_taxonomy *opened = match_taxonomy_load(path, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(opened->file.size, taxonomy->file.size);
    size_t header = sizeof(struct image_header); /* says what is appended */
    ck_assert(memcmp(opened->file.bytes + header, taxonomy->file.bytes + header,
                     opened->file.size - header) == 0);
    match_taxonomy_unref(opened);
}
END_TEST

START_TEST(archives_of_1_1_0_arrive)
{
    import(ARCHIVES);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3008);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 619);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 13891);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 643);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 123852);
    ck_assert_str_eq(
        find_finding(report, "ROWS_READ", "relations.zip/occupationSkillRelations.csv")->message,
        "123852 rows");
    ck_assert_str_eq(
        find_finding(report, "ROWS_READ", "classification_en.zip/skills_en.csv")->message,
        "13891 rows");
    ck_assert_uint_eq(count_findings(report, "ROWS_READ", NULL), 16);
    ck_assert_uint_eq(count_findings(report, "FILE_PASSED_OVER", NULL), 0);
    ck_assert_uint_eq(count_findings(report, "DANGLING_RELATION",
                                     "relations.zip/"
                                     "occupationSkillRelations.csv"),
                      0);
    ck_assert_uint_eq(count_members(taxonomy, "digcomp"), 21 + 5);
    ck_assert_uint_eq(count_members(taxonomy, "green"), 570);
    ck_assert_uint_eq(count_members(taxonomy, "research"), 40);
    tear_down();
}
END_TEST

START_TEST(one_archive_is_enough)
{
    import(ARCHIVES "/classification_en.zip");
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3008);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 0);
    tear_down();
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("esco_whole");
    TCase *whole = tcase_create("whole");
    TCase *archives = tcase_create("archives");

    tcase_add_unchecked_fixture(whole, set_up, tear_down);
    tcase_add_test(whole, whole_esco_arrives);
    tcase_add_test(whole, whole_esco_keeps_collections_and_types);
    tcase_add_test(whole, whole_esco_holds_what_its_files_say);
    tcase_add_test(whole, whole_esco_reopens_to_the_same);
    tcase_set_timeout(whole, 120);
    suite_add_tcase(suite, whole);

    tcase_add_test(archives, archives_of_1_1_0_arrive);
    tcase_add_test(archives, one_archive_is_enough);
    tcase_set_timeout(archives, 120);
    suite_add_tcase(suite, archives);
    if (!shared_is_there(ESCO)) {
        puts("1..0 # SKIP LIBMATCH_SHARED has no " ESCO);
        srunner_free(srunner_create(suite));
        return EXIT_SUCCESS;
    }
    return run_suite(suite);
}
