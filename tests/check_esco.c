/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <libmatch/taxonomy.h>

#include "base/file.h"
#include "taxonomy/image.h"

#define SMALL "tests/cases/taxonomy/esco"
#define BASE "http://data.europa.eu/esco/"

static match_taxonomy *
import(const char *folder, match_report *report)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_import_esco(folder, report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

/* ---- a small folder with every trap ---- */

START_TEST(small_import_keeps_what_is_good)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(SMALL), report);
    match_concept tailor = find_concept(taxonomy, BASE "occupation/o1");
    match_label label;
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 4);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 3);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 5);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 3);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 4);
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "name"), "esco");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "language"), "en");
    ck_assert_str_eq(match_taxonomy_code(taxonomy, tailor), "7531.1");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, tailor), "7531");
    ck_assert_uint_ne(find_concept(taxonomy, "7531.10"), tailor);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "0110"), "en"),
                     "Officers");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, find_concept(taxonomy, "0110")), "0110");
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, tailor), 4);
    ck_assert(match_taxonomy_label_at(taxonomy, tailor, 2, &label));
    ck_assert_str_eq(label.text, "maker of clothes");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DESCRIPTION, "en"),
                     "Makes clothes, mends them.\nMeasures people.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, find_concept(taxonomy, "7531.10"),
                                         MATCH_TEXT_DEFINITION, "en"),
                     "");
    ck_assert_str_eq(match_taxonomy_code(taxonomy, find_concept(taxonomy, BASE "skill/g1")), "S");
    (void)match_taxonomy_broader(taxonomy, find_concept(taxonomy, BASE "skill/s1"), &count);
    ck_assert_uint_eq(count, 2);
    (void)match_taxonomy_skill_relations(taxonomy, find_concept(taxonomy, BASE "skill/s1"), &count);
    ck_assert_uint_eq(count, 1);
    const match_relation *skills =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, BASE "occupation/o2"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(skills[0].kind, MATCH_RELATION_ESSENTIAL);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

START_TEST(small_import_keeps_collections)
{
    match_taxonomy *taxonomy = import(test_path(SMALL), NULL);
    match_concept lao = find_concept(taxonomy, BASE "skill/s3");
    ck_assert_uint_eq(count_members(taxonomy, "digital"), 1);
    ck_assert_uint_eq(count_members(taxonomy, "green"), 1);
    ck_assert_uint_eq(count_members(taxonomy, "skill-language-groups"), 1);
    ck_assert_uint_eq(count_members(taxonomy, "skill-transversal-groups"), 1);
    ck_assert_uint_eq(count_members(taxonomy, "skills"), 5);
    ck_assert_uint_eq(count_members(taxonomy, "isced-f"), 1);
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, lao), MATCH_SKILL_TYPE_LANGUAGE);
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const struct {
    const char *code, *source;
    size_t count;
    uint32_t line;
    const char *message;
} small_findings[] = {
    {"ROWS_READ", "occupations_en.csv", 1, 0, "5 rows"},
    {"ROWS_READ", "conceptSchemes_en.csv", 1, 0, "3 rows"},
    {"SHORT_ROWS", "skillsHierarchy_en.csv", 1, 0, "2 rows are shorter than the header"},
    {"LONG_ROWS", "occupationSkillRelations.csv", 1, 0, "1 rows are longer than the header"},
    {"DUPLICATE_ID", "occupations_en.csv", 1, 12, "is defined twice, first in line 2"},
    {"NO_PREFERRED_LABEL", "occupations_en.csv", 1, 9, "'0110.1' has no preferred label"},
    {"UNKNOWN_VALUE", "occupations_en.csv", 1, 11,
     "iscoGroup is '1.3E+03', expected 1 to 4 digits"},
    {"UNKNOWN_VALUE", "skills_en.csv", 2, 7, "skillType is 'talent'"},
    {"DANGLING_RELATION", "greenSkillsCollection_en.csv", 1, 3, "skill/nowhere' is unknown"},
    {"DANGLING_RELATION", "broaderRelationsOccPillar.csv", 1, 5, "occupation/o9' is unknown"},
    {"DANGLING_RELATION", "occupationSkillRelations.csv", 3, 6,
     "occupation 'http://data.europa.eu/esco/occupation/o9' is unknown"},
    {"WRONG_KIND", "broaderRelationsOccPillar.csv", 1, 6, "'0110.1' (occupation) and"},
    {"SELF_RELATION", "broaderRelationsSkillPillar.csv", 1, 6, "is related to itself"},
    {"UNKNOWN_RELATION_TYPE", "occupationSkillRelations.csv", 1, 8,
     "relationType is 'desirable', expected essential or optional"},
    {"RELATION_REPEATED", "occupationSkillRelations.csv", 1, 4, "1 relations repeat"},
    {"LABEL_REPEATED", "occupations_en.csv", 1, 2, "1 labels repeat"},
    {"LABEL_CLEANED", "occupations_en.csv", 1, 2, "1 labels had tabs"},
};

START_TEST(small_import_reports_what_is_not)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(SMALL), report);
    const char *code = small_findings[_i].code;
    const char *source = small_findings[_i].source;
    ck_assert_uint_eq(count_findings(report, code, source), small_findings[_i].count);
    const match_finding *finding = find_finding(report, code, source);
    ck_assert_uint_eq(finding->line, small_findings[_i].line);
    ck_assert_msg(strstr(finding->message, small_findings[_i].message), "says '%s'",
                  finding->message);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

/* ---- folders that cannot be imported ---- */

static const struct {
    const char *files[3][2]; /* name and content */
    match_status status;
    uint32_t line;
    const char *message;
} bad_folders[] = {
    {{{NULL, NULL}}, MATCH_ERR_FORMAT, 0, "expected occupations_xx.csv or skills_xx.csv"},
    {{{"readme.txt", "x"}, {"ISCOGroups_en.csv", "x"}}, MATCH_ERR_FORMAT, 0, "has no ESCO files"},
    {{{"skills_en.csv", "preferredLabel\nx\n"}},
     MATCH_ERR_FORMAT,
     1,
     "column 'conceptUri' is missing"},
    {{{"skills_en.csv", ""}}, MATCH_ERR_FORMAT, 1, "the table is empty"},
    {{{"skills_en.csv", "conceptUri,preferredLabel\n"}}, MATCH_ERR_INVALID, 0, "no concept"},
    {{{"skills_en.csv", "conceptUri,preferredLabel\na,\"b\n"}},
     MATCH_ERR_SYNTAX,
     2,
     "a quote opens here"},
    {{{"skills_en.csv", "conceptUri,preferredLabel\na,\xE9\n"}},
     MATCH_ERR_SYNTAX,
     2,
     "in row 1 is not UTF-8"},
    {{{"skills_en.csv", "conceptUri,preferredLabel\na,b\n"},
      {"occupationSkillRelations.csv", "occupationUri,skillUri\na,b\n"}},
     MATCH_ERR_FORMAT,
     1,
     "column 'relationType' is missing"},
    {{{"skills_en.csv", "conceptUri,preferredLabel\na,A\nb,B\n"},
      {"broaderRelationsSkillPillar.csv", "conceptUri,broaderUri\na,b\nb,a\n"}},
     MATCH_ERR_INVALID,
     2,
     "goes round in a circle: a > b > a"},
};

START_TEST(folder_that_cannot_be_imported_says_why)
{
    match_error err = {0};
    for (size_t i = 0; i < 3 && bad_folders[_i].files[i][0]; i++) {
        (void)temp_text(bad_folders[_i].files[i][0], bad_folders[_i].files[i][1]);
    }
    ck_assert_ptr_null(match_taxonomy_import_esco(temp_dir(), NULL, NULL, NULL, &err));
    assert_error(&err, bad_folders[_i].status, bad_folders[_i].line, bad_folders[_i].message);
}
END_TEST

START_TEST(folder_that_is_not_there_is_an_io_error)
{
    match_error err = {0};
    ck_assert_ptr_null(match_taxonomy_import_esco("/nowhere", NULL, NULL, NULL, &err));
    assert_error(&err, MATCH_ERR_IO, 0, "cannot open the folder");
    ck_assert_str_eq(err.source, "/nowhere");
}
END_TEST

START_TEST(names_without_language_are_english)
{
    match_error err = {0};
    (void)temp_text("skills.csv", "conceptUri;preferredLabel\nu;sew\n");
    match_taxonomy *taxonomy = match_taxonomy_import_esco(temp_dir(), NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_str_eq(match_taxonomy_language(taxonomy, 0), "en");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(names_with_other_language_are_that_language)
{
    match_error err = {0};
    (void)temp_text("skills_lo.csv", "conceptUri,preferredLabel\nu,ຫຍິບ\n");
    match_taxonomy *taxonomy = match_taxonomy_import_esco(temp_dir(), NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, 1, "lo"), "ຫຍິບ");
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- languages, names and headers of other releases ---- */

START_TEST(languages_are_merged)
{
    match_report *report = match_report_new(NULL);
    (void)temp_text("skills_en.csv", "conceptUri,preferredLabel,description\nu,sew,To sew.\n");
    (void)temp_text("skills_lo.csv", "conceptUri,preferredLabel,altLabels,description\n"
                                     "u,ຫຍິບ,ຫຍິບເຄື່ອງ,ການຫຍິບ\nv,ຕັດ,,\nu,again,,\n");
    (void)temp_text("skills.csv", "conceptUri,preferredLabel\nu,passed over\n");
    (void)temp_text("skillSkillRelations_en.csv",
                    "originalSkillUri,relatedSkillUri,relationType\nu,v,optional\n");
    (void)temp_text("skillSkillRelations_lo.csv", "not read\n");
    match_taxonomy *taxonomy = import(temp_dir(), report);
    match_concept sew = find_concept(taxonomy, "u");
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count(taxonomy), 2);
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, sew), 3);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, sew, "en"), "sew");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, sew, "lo"), "ຫຍິບ");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, sew, MATCH_TEXT_DESCRIPTION, "en"), "To sew.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, sew, MATCH_TEXT_DESCRIPTION, "lo"), "ການຫຍິບ");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "v"), "en"), "ຕັດ");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "language"), "en");
    (void)match_taxonomy_skill_relations(taxonomy, sew, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(count_findings(report, "FILE_PASSED_OVER", NULL), 2);
    ck_assert_str_eq(
        find_finding(report, "FILE_PASSED_OVER", "skillSkillRelations_lo.csv")->message,
        "what is in the file is the same in all languages");
    (void)find_finding(report, "FILE_PASSED_OVER", "skills.csv");
    ck_assert_uint_eq(find_finding(report, "DUPLICATE_ID", "skills_lo.csv")->line, 4);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

/* ESCO 1.0 had few columns; 1.2 has languages in the names of relations, and more columns. */
static const struct {
    const char *files[3][2]; /* name and content */
} releases[] = {
    {{{"occupations_en.csv", "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
                             "Occupation,o,7531,tailor,\"dressmaker\nclothier\"\n"},
      {"skills_en.csv", "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n"
                        "KnowledgeSkillCompetence,s,skill/competence,cross-sector,sew,\n"},
      {"occupationSkillRelations.csv",
       "occupationUri,relationType,skillType,skillUri\no,essential,skill/competence,s\n"}}},
    {{{"occupations_en.csv",
       "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
       "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code,"
       "naceCode\nOccupation,o,7531,tailor,\"dressmaker\nclothier\",,released,,,,,,,7531.1,x\n"},
      {"skills_en.csv",
       "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
       "modifiedDate,scopeNote,definition,inScheme,description\n"
       "KnowledgeSkillCompetence,s,skill/competence,cross-sector,sew,,,released,,,,,\n"},
      {"occupationSkillRelations_en.csv",
       "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel\n"
       "o,tailor,essential,skill/competence,s,sew\n"}}},
};

START_TEST(other_releases_are_read)
{
    for (size_t i = 0; i < 3; i++) {
        (void)temp_text(releases[_i].files[i][0], releases[_i].files[i][1]);
    }
    match_taxonomy *taxonomy = import(temp_dir(), NULL);
    match_concept tailor = find_concept(taxonomy, "o");
    size_t count;
    const match_relation *skills = match_taxonomy_skills(taxonomy, tailor, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(skills[0].kind, MATCH_RELATION_ESSENTIAL);
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, tailor), 3);
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, tailor), "7531");
    ck_assert_int_eq(match_taxonomy_reuse_level(taxonomy, find_concept(taxonomy, "s")),
                     MATCH_REUSE_CROSS_SECTOR);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- progress, order, memory ---- */

START_TEST(progress_reaches_its_end_and_can_stop)
{
    assert_import_tells_progress(match_taxonomy_import_esco, test_path(SMALL));
}
END_TEST

/* Writes a file's rows in reverse order, the header first. No cell of these holds a line end. */
static void
write_reversed(const char *name)
{
    char path[1024];
    struct file_bytes file;
    match_error err = {0};
    snprintf(path, sizeof path, "%s/%s", test_path(SMALL), name);
    assert_ok(file_read(path, &file, &err), &err);
    char *out = calloc(file.size + 2, 1);
    const char *header = strchr(file.bytes, '\n') + 1;
    size_t size = (size_t)(header - file.bytes);
    memcpy(out, file.bytes, size);
    for (const char *end = file.bytes + file.size; end > header;) {
        const char *start = end - 1;
        while (start > header && start[-1] != '\n') {
            start--;
        }
        memcpy(out + size, start, (size_t)(end - start));
        size += (size_t)(end - start);
        end = start;
    }
    (void)temp_file(name, out, size);
    free(out);
    file_bytes_clear(&file);
}

static void
copy_file(const char *name)
{
    char path[1024];
    struct file_bytes file;
    match_error err = {0};
    snprintf(path, sizeof path, "%s/%s", test_path(SMALL), name);
    assert_ok(file_read(path, &file, &err), &err);
    (void)temp_file(name, file.bytes, file.size);
    file_bytes_clear(&file);
}

START_TEST(order_of_rows_does_not_matter)
{
    static const char *const same[] = {"conceptSchemes_en.csv", "ISCOGroups_en.csv",
                                       "occupations_en.csv", "skills_en.csv"};
    static const char *const reversed[] = {"skillGroups_en.csv",
                                           "digitalSkillsCollection_en.csv",
                                           "greenSkillsCollection_en.csv",
                                           "languageSkillsCollection_en.csv",
                                           "transversalSkillsCollection_en.csv",
                                           "skillsHierarchy_en.csv",
                                           "broaderRelationsOccPillar.csv",
                                           "broaderRelationsSkillPillar.csv",
                                           "occupationSkillRelations.csv",
                                           "skillSkillRelations.csv"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        copy_file(same[i]);
    }
    for (size_t i = 0; i < sizeof reversed / sizeof reversed[0]; i++) {
        write_reversed(reversed[i]);
    }
    match_taxonomy *one = import(test_path(SMALL), NULL);
    match_taxonomy *two = import(temp_dir(), NULL);
    ck_assert_uint_eq(one->file.size, two->file.size);
    ck_assert_mem_eq(one->file.bytes, two->file.bytes, one->file.size);
    match_taxonomy_unref(one);
    match_taxonomy_unref(two);
}
END_TEST

START_TEST(import_survives_every_allocation_failure)
{
    assert_import_survives_want_of_memory(match_taxonomy_import_esco, test_path(SMALL), 100);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("esco");
    TCase *small = tcase_create("small");
    TCase *folders = tcase_create("folders");

    tcase_add_test(small, small_import_keeps_what_is_good);
    tcase_add_test(small, small_import_keeps_collections);
    tcase_add_loop_test(small, small_import_reports_what_is_not, 0,
                        (int)(sizeof small_findings / sizeof small_findings[0]));
    tcase_add_test(small, progress_reaches_its_end_and_can_stop);
    tcase_add_test(small, order_of_rows_does_not_matter);
    tcase_add_test(small, import_survives_every_allocation_failure);
    tcase_set_timeout(small, 120);
    suite_add_tcase(suite, small);

    tcase_add_loop_test(folders, folder_that_cannot_be_imported_says_why, 0,
                        (int)(sizeof bad_folders / sizeof bad_folders[0]));
    tcase_add_test(folders, folder_that_is_not_there_is_an_io_error);
    tcase_add_test(folders, names_without_language_are_english);
    tcase_add_test(folders, names_with_other_language_are_that_language);
    tcase_add_test(folders, languages_are_merged);
    tcase_add_loop_test(folders, other_releases_are_read, 0,
                        (int)(sizeof releases / sizeof releases[0]));
    suite_add_tcase(suite, folders);

    return run_suite(suite);
}
