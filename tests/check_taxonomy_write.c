/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include <libmatch/taxonomy.h>

#include "base/file.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SMALL "tests/cases/taxonomy/small.yaml"

/* All that quoting has to get right, and names that look like something else. */
static const char odd[] =
    "format: libmatch-taxonomy/1\n"
    "name: \"say \\\"yes\\\"\"\n"
    "version: \"1.0\"\n"
    "title: {en: \"a: b # c\", lo: \"\\u0e81\"}\n"
    "review: {lo: unreviewed}\n"
    "facts: {language: en, \"overlay.name\": \"x: y\"}\n"
    "schemes: [{id: b, uri: \"http://example.org/b\"}, {id: a, title: \"- x\"}]\n"
    "occupation_groups:\n"
    "  - {code: \"0110\", scheme: a, isco: \"0110\", labels: {en: \"null\"}}\n"
    "occupations:\n"
    "  - code: \"a b/c\"\n"
    "    uri: \"http://example.org/o?x=1&y=<2>\"\n"
    "    labels:\n"
    "      en: {preferred: \"true\", alternative: [\"\\\\\", \"{x}\"], hidden: [\"~\"]}\n"
    "      zh-Hant: \"\\u5de5\"\n"
    "    definition: {en: \"two\\nlines\\twith \\\"quotes\\\" and \\u2028 one more\"}\n"
    "    scope_note: {en: none, lo: \"\\u0e82\"}\n"
    "    broader: [\"0110\"]\n"
    "    skills:\n"
    "      essential: [{skill: S2, level: 3}, \"1e\"]\n"
    "      optional: [S3]\n"
    "    mappings: {close: [\"http://e.org/1\", \"urn:x\"], exact: [\"http://e.org/0\"],\n"
    "               replaced_by: [\"urn:new\"], replaces: [\"urn:old\", \"urn:older\"]}\n"
    "skill_groups:\n"
    "  - {code: G, member_of: [a, b], labels: {en: Group}}\n"
    "skills:\n"
    "  - {code: \"1e\", labels: {en: One}, type: knowledge, reuse: transversal, broader: [G]}\n"
    "  - {code: S2, labels: {en: \"'two'\"}, type: attitude, builds_on: {optional: [\"1e\"]}}\n"
    "  - {code: S3, labels: {en: Three}, type: language}\n"
    "  - {code: S4, scheme: a, labels: {en: Four}, type: unknown, member_of: [b]}\n";

static match_taxonomy *
load(const char *path)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(path, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

/* The text of a taxonomy in a format. Give it back with file_bytes_clear(). */
static struct file_bytes export(const match_taxonomy *taxonomy, match_taxonomy_format format)
{
    match_error err = {0};
    struct file_bytes file = {0};
    assert_ok(match_taxonomy_export(taxonomy, temp_path("out"), format, &err), &err);
    assert_ok(file_read(temp_path("out"), &file, &err), &err);
    return file;
}

static void
assert_same_hash(const match_taxonomy *one, const match_taxonomy *other)
{
    char hashes[2][MATCH_HASH_TEXT_SIZE];
    match_taxonomy_hash(one, hashes[0]);
    match_taxonomy_hash(other, hashes[1]);
    ck_assert_str_eq(hashes[0], hashes[1]);
}

/* ---- YAML ---- */

static void
assert_yaml_comes_back(match_taxonomy *taxonomy)
{
    struct file_bytes first = export(taxonomy, MATCH_TAXONOMY_YAML);
    match_taxonomy *again = load(temp_path("out"));
    assert_same_hash(taxonomy, again);
    struct file_bytes second = export(again, MATCH_TAXONOMY_YAML);
    ck_assert_str_eq(first.bytes, second.bytes);
    ck_assert_msg(first.bytes[0] != '#', "%.80s", first.bytes);
    file_bytes_clear(&first);
    file_bytes_clear(&second);
    match_taxonomy_unref(again);
    match_taxonomy_unref(taxonomy);
}

START_TEST(yaml_comes_back_the_same)
{
    assert_yaml_comes_back(load(test_path(SMALL)));
}
END_TEST

START_TEST(yaml_quotes_what_looks_like_something_else)
{
    assert_yaml_comes_back(parse_taxonomy(odd));
}
END_TEST

START_TEST(bundled_taxonomies_come_back_the_same)
{
    static const char *const files[] = {
        "taxonomies/isco-08/isco-08.yaml",
        "taxonomies/returnee-skills/returnee-skills.yaml",
        "taxonomies/fields/isced-f-2013.yaml",
    };
    if (file_exists(test_path(files[_i]))) {
        match_error err = {0};
        match_taxonomy *taxonomy = match_taxonomy_load(test_path(files[_i]), NULL, &err);
        if (taxonomy) { /* what a bundled file holds is tested elsewhere */
            assert_yaml_comes_back(taxonomy);
        }
    }
}
END_TEST

START_TEST(imported_esco_comes_back_through_yaml)
{
    const char *folder = shared_path("data/esco-1.1.1");
    if (folder) {
        match_error err = {0};
        match_taxonomy *taxonomy = match_taxonomy_import_esco(folder, NULL, NULL, NULL, &err);
        assert_ok(err.status, &err);
        assert_yaml_comes_back(taxonomy);
    }
}
END_TEST

START_TEST(yaml_counts_what_it_cannot_say)
{
    static const char csv[] =
        "conceptType,conceptUri,skillType,preferredLabel,altLabels,inScheme,code\n"
        "KnowledgeSkillCompetence,http://e.org/1,,One,,http://e.org/digital,x\n"
        "KnowledgeSkillCompetence,http://e.org/2,knowledge,,Two,http://e.org/digital,x\n"
        "KnowledgeSkillCompetence,http://e.org/3,knowledge,,,,\n";
    match_error err = {0};
    temp_text("skills_en.csv", csv);
    match_taxonomy *taxonomy = match_taxonomy_import_esco(temp_dir(), NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    struct file_bytes yaml = export(taxonomy, MATCH_TAXONOMY_YAML);
    ck_assert_ptr_eq(
        strstr(yaml.bytes,
               "# 1 codes that another concept of the scheme has are left out\n"
               "# 1 concepts without a label are called by their code\n"
               "# 1 labels are written as preferred where a language has no preferred one\n"
               "format:"),
        yaml.bytes);
    match_taxonomy *again = load(temp_path("out"));
    match_concept two = match_taxonomy_find(again, "http://e.org/2", MATCH_NUL);
    ck_assert_str_eq(match_taxonomy_label(again, two, "en"), "Two");
    ck_assert_int_eq(match_taxonomy_skill_type(again, 1), MATCH_SKILL_TYPE_NONE);
    file_bytes_clear(&yaml);
    match_taxonomy_unref(again);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- Turtle ---- */

START_TEST(turtle_says_what_a_concept_is)
{
    static const char *const parts[] = {
        "<urn:libmatch:taxonomy:say%20%22yes%22> a match:Taxonomy ;\n",
        "dct:title \"a: b # c\"@en ;",
        "<http://example.org/b> a skos:ConceptScheme ;\n    dct:identifier \"b\" .\n",
        "<urn:libmatch:scheme:a> a skos:ConceptScheme ;\n",
        "<http://example.org/o?x=1&y=%3C2%3E> a skos:Concept, esco:Occupation ;\n"
        "    skos:inScheme <http://example.org/b> ;\n"
        "    skos:notation \"a b/c\" ;\n"
        "    skos:prefLabel \"true\"@en ;\n"
        "    skos:altLabel \"\\\\\"@en ;\n"
        "    skos:altLabel \"{x}\"@en ;\n"
        "    skos:hiddenLabel \"~\"@en ;\n"
        "    skos:prefLabel \"工\"@zh-Hant ;\n"
        "    skos:definition \"two\\nlines\\u0009with \\\"quotes\\\" and",
        "    skos:broader <urn:libmatch:concept:0110> ;\n",
        "    esco:relatedEssentialSkill <urn:libmatch:concept:1e> ;\n",
        "    esco:relatedOptionalSkill <urn:libmatch:concept:S3> ;\n",
        "    match:skillLevel [ match:skill <urn:libmatch:concept:S2> ; match:level 3 ] ;\n",
        "    skos:closeMatch <http://e.org/1> ;\n    skos:closeMatch <urn:x> ;\n",
        "    dct:isReplacedBy <urn:new> ;\n    dct:replaces <urn:old> ;\n",
        "    dct:replaces <urn:old> ;\n    dct:replaces <urn:older> .\n",
        "    esco:skillType <http://data.europa.eu/esco/skill-type/knowledge> ;\n",
        "    esco:skillType <urn:libmatch:skill-type:attitude> ;\n",
        "    esco:skillReuseLevel <http://data.europa.eu/esco/skill-reuse-level/transversal> ;\n",
        "a skos:Concept, match:OccupationGroup ;\n",
        "esco:memberOfISCOGroup <http://data.europa.eu/esco/isco/C0110> ;\n",
    };
    match_taxonomy *taxonomy = parse_taxonomy(odd);
    struct file_bytes file = export(taxonomy, MATCH_TAXONOMY_TURTLE);
    for (size_t i = 0; i < COUNT(parts); i++) {
        ck_assert_msg(strstr(file.bytes, parts[i]) != NULL, "no %s in:\n%s", parts[i], file.bytes);
    }
    file_bytes_clear(&file);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- CSV ---- */

static void
assert_csv_comes_back(match_taxonomy *taxonomy)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    const char *folder = temp_path("csv");
    assert_ok(match_taxonomy_export(taxonomy, folder, MATCH_TAXONOMY_CSV, &err), &err);
    match_taxonomy *again = match_taxonomy_import_esco(folder, report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    assert_same_hash(taxonomy, again);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 0);
    for (size_t i = 0; i < match_report_count(report); i++) {
        ck_assert_str_eq(match_report_finding(report, i)->code, "ROWS_READ");
    }
    match_report_free(report);
    match_taxonomy_unref(again);
    match_taxonomy_unref(taxonomy);
}

START_TEST(csv_comes_back_the_same)
{
    assert_csv_comes_back(load(test_path(SMALL)));
}
END_TEST

START_TEST(csv_holds_what_esco_has_no_column_for)
{
    assert_csv_comes_back(parse_taxonomy(odd));
}
END_TEST

/* Schemes without a good URI, a main language that is not English, nothing but groups. */
static const char *const few[] = {
    "format: libmatch-taxonomy/1\n"
    "schemes: [{id: \"a, b\"}, {id: c, uri: \"http://e.org/x y\"}, {id: d, uri: \"u:x\"},\n"
    "          {id: e, uri: \"u:x\", version: \"1\"}]\n"
    "skill_groups:\n"
    "  - {code: A, uri: \" a\", labels: {lo: \"\u0e81\"}, member_of: [d, c, e]}\n"
    "  - {code: B, scheme: d, labels: {zh-Hant: \"\u5de5\"}, broader: [A]}\n"
    "  - {code: C, scheme: e, labels: {de: C}, broader: [B], scope_note: {fr: \"\\\"q\\\"\"}}\n",
    "format: libmatch-taxonomy/1\n"
    "schemes: [{id: x, uri: \"http://e.org/skill-language-groups\"}, {id: isced-f}]\n"
    "occupation_groups: [{code: \"1\", labels: {en: One}}]\n"
    "skill_groups: [{uri: \"http://e.org/isced-f/1\", labels: {en: x}}]\n"
    "skills: [{code: k, type: knowledge, labels: {en: Knowledge}}]\n",
};

START_TEST(csv_says_what_esco_would_guess)
{
    assert_csv_comes_back(parse_taxonomy(few[_i]));
}
END_TEST

START_TEST(bundled_taxonomies_come_back_through_csv)
{
    static const char *const files[] = {
        "taxonomies/isco-08/isco-08.yaml",
        "taxonomies/returnee-skills/returnee-skills.yaml",
        "taxonomies/fields/isced-f-2013.yaml",
    };
    assert_csv_comes_back(load(test_path(files[_i])));
}
END_TEST

START_TEST(imported_esco_comes_back_through_csv)
{
    const char *folder = shared_path("data/esco-1.1.1");
    if (folder) {
        match_error err = {0};
        match_taxonomy *taxonomy = match_taxonomy_import_esco(folder, NULL, NULL, NULL, &err);
        assert_ok(err.status, &err);
        assert_csv_comes_back(taxonomy);
    }
}
END_TEST

START_TEST(csv_has_the_layout_of_esco)
{
    static const struct {
        const char *file, *part;
    } parts[] = {
        {"csv/occupations_en.csv", "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,"},
        {"csv/occupations_en.csv", "\nOccupation,7531,7531,Tailor,\"Dressmaker\nSeamstress\","},
        {"csv/skills_lo.csv", "\nKnowledgeSkillCompetence,SEW,skill/competence,sector-specific,"},
        {"csv/ISCOGroups_en.csv", "\nISCOGroup,0110,"},
        {"csv/broaderRelationsOccPillar.csv", "\nOccupation,7531,ISCOGroup,753\n"},
        {"csv/occupationSkillRelations.csv", "\n7531,essential,knowledge,PATTERN,3\n"},
        {"csv/conceptMappings.csv", "\n7531,exact,http://example.org/occupation/tailor\n"},
        {"csv/skillsHierarchy_en.csv", "\nG-GARMENT,Garment skills,,,,,,,G-GARMENT,,,\n"},
        {"csv/taxonomyFacts.csv", "\ntitle.en,A small taxonomy\n"},
    };
    match_error err = {0};
    match_taxonomy *taxonomy = load(test_path(SMALL));
    assert_ok(match_taxonomy_export(taxonomy, temp_path("csv/"), MATCH_TAXONOMY_CSV, &err), &err);
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct file_bytes file = {0};
        assert_ok(file_read(temp_path(parts[i].file), &file, &err), &err);
        ck_assert_msg(strstr(file.bytes, parts[i].part) != NULL, "no %s in:\n%s", parts[i].part,
                      file.bytes);
        file_bytes_clear(&file);
    }
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(csv_overwrites_nothing)
{
    match_error err = {0};
    match_taxonomy *taxonomy = load(test_path(SMALL));
    const char *file = temp_text("there", "x");
    ck_assert_int_eq(match_taxonomy_export(taxonomy, temp_dir(), MATCH_TAXONOMY_CSV, &err),
                     MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "the folder is not empty");
    ck_assert_int_eq(match_taxonomy_export(taxonomy, file, MATCH_TAXONOMY_CSV, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "is not a folder");
    ck_assert_int_eq(match_taxonomy_export(taxonomy, "-", MATCH_TAXONOMY_CSV, &err), MATCH_ERR_IO);
    ck_assert_int_eq(mkdir(temp_path("empty"), 0700), 0);
    assert_ok(match_taxonomy_export(taxonomy, temp_path("empty"), MATCH_TAXONOMY_CSV, &err), &err);
    ck_assert(file_exists(temp_path("empty/skills_en.csv")));
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- failures ---- */

START_TEST(export_says_what_is_wrong)
{
    match_taxonomy *taxonomy = parse_taxonomy(odd);
    match_error err = {0};
    ck_assert_int_eq(
        match_taxonomy_export(taxonomy, temp_path("x"), (match_taxonomy_format)9, &err),
        MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "format is 9");
    ck_assert(!file_exists(temp_path("x")));
    ck_assert_int_eq(
        match_taxonomy_export(taxonomy, temp_path("no/such"), MATCH_TAXONOMY_YAML, &err),
        MATCH_ERR_IO);
    match_taxonomy_unref(taxonomy);
}
END_TEST

struct attempt {
    const match_taxonomy *taxonomy;
    match_taxonomy_format format;
};

static match_status
try_export(void *data, match_error *err)
{
    const struct attempt *attempt = data;
    match_status status =
        match_taxonomy_export(attempt->taxonomy, temp_path("out"), attempt->format, err);
    ck_assert(status == MATCH_OK || !file_exists(temp_path("out")));
    return status;
}

static size_t
count_entries(const char *path)
{
    DIR *folder = opendir(path);
    size_t count = 0;
    ck_assert_ptr_nonnull(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        count += entry->d_name[0] != '.';
    }
    closedir(folder);
    return count;
}

START_TEST(export_survives_every_allocation_failure)
{
    struct attempt attempt = {.taxonomy = parse_taxonomy(odd), .format = (match_taxonomy_format)_i};
    ck_assert_int_gt(for_every_allocation_failure(try_export, &attempt), 1);
    ck_assert_uint_eq(count_entries(temp_dir()), 1);
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)attempt.taxonomy);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_write");
    TCase *yaml = tcase_create("yaml");
    tcase_set_timeout(yaml, 120); /* all of ESCO */
    TCase *turtle = tcase_create("turtle");
    TCase *csv = tcase_create("csv");
    TCase *failures = tcase_create("failures");
    tcase_add_test(yaml, yaml_comes_back_the_same);
    tcase_add_test(yaml, yaml_quotes_what_looks_like_something_else);
    tcase_add_loop_test(yaml, bundled_taxonomies_come_back_the_same, 0, 3);
    tcase_add_test(yaml, imported_esco_comes_back_through_yaml);
    tcase_add_test(yaml, yaml_counts_what_it_cannot_say);
    tcase_add_test(turtle, turtle_says_what_a_concept_is);
    tcase_add_test(csv, csv_comes_back_the_same);
    tcase_add_test(csv, csv_holds_what_esco_has_no_column_for);
    tcase_add_loop_test(csv, csv_says_what_esco_would_guess, 0, (int)COUNT(few));
    tcase_add_loop_test(csv, bundled_taxonomies_come_back_through_csv, 0, 3);
    tcase_add_test(csv, imported_esco_comes_back_through_csv);
    tcase_add_test(csv, csv_has_the_layout_of_esco);
    tcase_add_test(csv, csv_overwrites_nothing);
    tcase_add_test(failures, export_says_what_is_wrong);
    tcase_add_loop_test(failures, export_survives_every_allocation_failure, MATCH_TAXONOMY_YAML,
                        MATCH_TAXONOMY_CSV + 1);
    suite_add_tcase(suite, yaml);
    suite_add_tcase(suite, turtle);
    suite_add_tcase(suite, csv);
    suite_add_tcase(suite, failures);
    return run_suite(suite);
}
