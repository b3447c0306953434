/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#define SMALL "tests/cases/taxonomy/tabiya"
#define UUID(n) "urn:uuid:000000" n "-0000-4000-8000-000000000000"

static match_taxonomy *
import(const char *folder, match_report *report)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_import_tabiya(folder, report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

static bool
is_local(const match_taxonomy *taxonomy, const char *id)
{
    match_scheme scheme;
    uint32_t i = 0;
    while (match_taxonomy_scheme(taxonomy, i, &scheme) && strcmp(scheme.id, "local") != 0) {
        i++;
    }
    return match_taxonomy_in_scheme(taxonomy, find_concept(taxonomy, id), i);
}

START_TEST(concepts_arrive)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept tailor = find_concept(taxonomy, "http://example.org/o/1");
    match_label label;
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 4);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 4);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 1);
    ck_assert_uint_eq(find_concept(taxonomy, "7531.1"), tailor);
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, tailor), "7531");
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, tailor), 3);
    ck_assert(match_taxonomy_label_at(taxonomy, tailor, 2, &label));
    ck_assert_str_eq(label.text, "maker of clothes");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DEFINITION, "en"),
                     "One who sews.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_REGULATION_NOTE, "en"),
                     "No licence needed.");
    match_concept sew = find_concept(taxonomy, "http://example.org/s/1");
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, sew), MATCH_SKILL_TYPE_SKILL);
    ck_assert_int_eq(match_taxonomy_reuse_level(taxonomy, sew), MATCH_REUSE_SECTOR_SPECIFIC);
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "version"), "0.7");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "title.en"), "Market of Hintown");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "source"), UUID("91"));
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(newest_uuid_names_what_has_no_uri)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept weaver = find_concept(taxonomy, UUID("22"));
    match_concept tailor = find_concept(taxonomy, "7531.1");
    match_mapping mapping;
    ck_assert_uint_eq(find_concept(taxonomy, "7531A_3"), weaver);
    ck_assert_uint_eq(match_taxonomy_mapping_count(taxonomy, weaver), 1);
    ck_assert(match_taxonomy_mapping(taxonomy, weaver, 0, &mapping));
    ck_assert_str_eq(mapping.uri, UUID("21"));
    ck_assert_int_eq(mapping.kind, MATCH_MAPPING_EXACT);
    ck_assert_uint_eq(match_taxonomy_mapping_count(taxonomy, tailor), 2);
    ck_assert_str_eq(match_taxonomy_uri(taxonomy, find_concept(taxonomy, "L1_1")), "L1_1");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(local_concepts_are_known_as_such)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    ck_assert(is_local(taxonomy, "7531A_3"));
    ck_assert(is_local(taxonomy, "L1_1"));
    ck_assert(is_local(taxonomy, "L1"));
    ck_assert(is_local(taxonomy, "7531A"));
    ck_assert(!is_local(taxonomy, "7531.1"));
    ck_assert(!is_local(taxonomy, "7531"));
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, find_concept(taxonomy, "7531A_3")), "7531");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, find_concept(taxonomy, "L1_1")), "");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, find_concept(taxonomy, "7531")), "7531");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(relations_join_by_id)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept sew = find_concept(taxonomy, "http://example.org/s/1");
    size_t count;
    const match_relation *skills =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, "7531.1"), &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(skills[0].concept, sew);
    ck_assert_int_eq(skills[0].kind, MATCH_RELATION_ESSENTIAL);
    ck_assert_int_eq(skills[1].kind, MATCH_RELATION_OPTIONAL);
    skills = match_taxonomy_skills(taxonomy, find_concept(taxonomy, "7531A_3"), &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(skills[0].kind, MATCH_RELATION_OPTIONAL);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 5);
    /* The skill, the skill group and the occupation of id 1 are three things. */
    const match_concept *broader = match_taxonomy_broader(taxonomy, sew, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(broader[0], find_concept(taxonomy, "S1"));
    broader =
        match_taxonomy_broader(taxonomy, find_concept(taxonomy, "http://example.org/s/3"), &count);
    ck_assert_uint_eq(broader[0], sew);
    broader = match_taxonomy_broader(taxonomy, find_concept(taxonomy, "7531A"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(broader[0], find_concept(taxonomy, "7531"));
    (void)match_taxonomy_skill_relations(taxonomy, sew, &count);
    ck_assert_uint_eq(count, 1);
    match_taxonomy_unref(taxonomy);
}
END_TEST

#define HIERARCHY "occupation_hierarchy.csv"
#define SKILLS "occupation_to_skill_relations.csv"

static const struct {
    const char *code, *source;
    uint32_t line;
    const char *message;
} small_findings[] = {
    {"ROWS_READ", "OCCUPATIONS.CSV", 0, "5 rows"},
    {"ROWS_READ", "Model_Info.csv", 0, "1 rows"},
    {"ROWS_READ", SKILLS, 0, "7 rows"},
    {"FILE_PASSED_OVER", "LICENSE", 0, "none of those"},
    {"DUPLICATE_ID", "OCCUPATIONS.CSV", 8, "id '1' is given twice"},
    {"MISSING_ID", "OCCUPATIONS.CSV", 9, "a concept has no ID"},
    {"UNKNOWN_VALUE", "OCCUPATIONS.CSV", 7, "1 parts that are no UUIDs"},
    {"UNKNOWN_VALUE", "skills.csv", 5, "SKILLTYPE is 'talent'"},
    {"OVER_LIMIT", "skills.csv", 6, "1 labels"},
    {"LABEL_REPEATED", "skills.csv", 2, "1 labels repeat"},
    {"DANGLING_RELATION", HIERARCHY, 7, "id 'nowhere' is unknown"},
    {"UNKNOWN_VALUE", HIERARCHY, 8, "object type is 'planet'"},
    {"WRONG_KIND", HIERARCHY, 9, "cannot be related"},
    {"NOT_KEPT", SKILLS, 0, "1 signalling values"},
    {"RELATION_TYPE_MISSING", SKILLS, 4, "2 relations have no type"},
    {"UNKNOWN_RELATION_TYPE", SKILLS, 6, "RELATIONTYPE is 'sometimes'"},
    {"DANGLING_RELATION", SKILLS, 7, "id '99' is unknown"},
    {"UNKNOWN_RELATION_TYPE", "skill_to_skill_relations.csv", 3, "RELATIONTYPE is ''"},
};

START_TEST(import_reports_what_is_not_kept)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(SMALL), report);
    const match_finding *finding =
        find_finding(report, small_findings[_i].code, small_findings[_i].source);
    ck_assert_uint_eq(finding->line, small_findings[_i].line);
    ck_assert_msg(strstr(finding->message, small_findings[_i].message), "says '%s'",
                  finding->message);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 8);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

static const struct {
    const char *files[2][2]; /* name and content */
    match_status status;
    uint32_t line;
    const char *message;
} bad_folders[] = {
    {{{NULL, NULL}}, MATCH_ERR_FORMAT, 0, "expected occupations.csv or skills.csv"},
    {{{"skills.csv", "ORIGINURI\nx\n"}}, MATCH_ERR_FORMAT, 1, "column 'ID' is missing"},
    {{{"skills.csv", "ID,PREFERREDLABEL,ORIGINURI\n1,x,u\n"},
      {"skill_hierarchy.csv",
       "PARENTOBJECTTYPE,PARENTID,CHILDID,CHILDOBJECTTYPE\nskill,1,1,skill\n"}},
     MATCH_OK,
     0,
     NULL},
    {{{"skills.csv", "ID,PREFERREDLABEL,ORIGINURI\n1,x,u\n2,y,v\n"},
      {"skill_hierarchy.csv", "PARENTOBJECTTYPE,PARENTID,CHILDID,CHILDOBJECTTYPE\n"
                              "skill,1,2,skill\nskill,2,1,skill\n"}},
     MATCH_ERR_INVALID,
     3,
     "goes round in a circle"},
};

START_TEST(folder_that_cannot_be_imported_says_why)
{
    match_error err = {0};
    for (size_t i = 0; i < 2 && bad_folders[_i].files[i][0]; i++) {
        (void)temp_text(bad_folders[_i].files[i][0], bad_folders[_i].files[i][1]);
    }
    match_taxonomy *taxonomy = match_taxonomy_import_tabiya(temp_dir(), NULL, NULL, NULL, &err);
    if (bad_folders[_i].status == MATCH_OK) { /* the self-parent is only left out */
        ck_assert_ptr_nonnull(taxonomy);
        match_taxonomy_unref(taxonomy);
        return;
    }
    ck_assert_ptr_null(taxonomy);
    assert_error(&err, bad_folders[_i].status, bad_folders[_i].line, bad_folders[_i].message);
}
END_TEST

START_TEST(progress_reaches_its_end_and_can_stop)
{
    assert_import_tells_progress(match_taxonomy_import_tabiya, test_path(SMALL));
}
END_TEST

START_TEST(import_survives_every_allocation_failure)
{
    assert_import_survives_want_of_memory(match_taxonomy_import_tabiya, test_path(SMALL), 100);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("tabiya");
    TCase *small = tcase_create("small");
    TCase *folders = tcase_create("folders");

    tcase_add_test(small, concepts_arrive);
    tcase_add_test(small, newest_uuid_names_what_has_no_uri);
    tcase_add_test(small, local_concepts_are_known_as_such);
    tcase_add_test(small, relations_join_by_id);
    tcase_add_loop_test(small, import_reports_what_is_not_kept, 0,
                        (int)(sizeof small_findings / sizeof small_findings[0]));
    tcase_add_test(small, progress_reaches_its_end_and_can_stop);
    tcase_add_test(small, import_survives_every_allocation_failure);
    tcase_set_timeout(small, 120);
    suite_add_tcase(suite, small);

    tcase_add_loop_test(folders, folder_that_cannot_be_imported_says_why, 0,
                        (int)(sizeof bad_folders / sizeof bad_folders[0]));
    suite_add_tcase(suite, folders);
    return run_suite(suite);
}
