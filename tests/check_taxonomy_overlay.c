/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <string.h>

#include <libmatch/taxonomy.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SMALL "tests/cases/taxonomy/small.yaml"
#define HEAD "format: libmatch-overlay/1\n"

static const char good[] =
    HEAD "name: extra\n"
         "version: \"2\"\n"
         "review: {th: unreviewed}\n"
         "schemes: [{id: local, title: Local}]\n"
         "concepts:\n"
         "  - concept: \"7531\"\n"
         "    labels: {th: Chang, en: {alternative: [Needleworker], hidden: [taylour]}}\n"
         "    skills: {optional: [ENGLISH, {skill: L-SKILL, level: 4}]}\n"
         "    mappings: {close: [\"http://e.org/x\"]}\n"
         "    skill_level: [\"4\"]\n"
         "    regulation_note: {lo: x, en: Needs no licence.}\n"
         "    member_of: [local]\n"
         "  - concept: COOK\n"
         "    definition: {en: Makes food.}\n"
         "    builds_on: {optional: [L-SKILL]}\n"
         "    broader: [G-GARMENT]\n"
         "    typical_evidence: [work_sample]\n"
         "occupations:\n"
         "  - code: L-1\n"
         "    scheme: local\n"
         "    isco: \"7531\"\n"
         "    skill_level: [\"2\"]\n"
         "    labels: {en: Sinh tailor}\n"
         "    broader: [\"7531\"]\n"
         "    skills: {essential: [SEW, {skill: PATTERN, level: 3}]}\n"
         "skills:\n"
         "  - {code: L-SKILL, scheme: small, type: knowledge, labels: {en: Local skill}}\n";

/* The level of a skill of an occupation, -1 where it has not got it. */
static int
level_of(const match_taxonomy *taxonomy, const char *occupation, const char *skill)
{
    size_t count;
    const match_relation *skills =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, occupation), &count);
    for (size_t i = 0; i < count; i++) {
        if (skills[i].concept == find_concept(taxonomy, skill)) {
            return skills[i].level;
        }
    }
    return -1;
}

START_TEST(overlay_adds_to_concepts)
{
    match_error err = {0};
    match_taxonomy *base = load_taxonomy(SMALL);
    match_taxonomy *whole = match_taxonomy_overlay(base, temp_text("o.yaml", good), NULL, &err);
    assert_ok(err.status, &err);
    match_concept tailor = find_concept(whole, "7531");
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count(whole), match_taxonomy_count(base) + 2);
    ck_assert_str_eq(match_taxonomy_label(whole, tailor, "th"), "Chang");
    ck_assert_str_eq(match_taxonomy_label(whole, tailor, "en"), "Tailor");
    ck_assert_uint_eq(match_taxonomy_label_count(whole, tailor), 9);
    ck_assert_uint_eq(match_taxonomy_mapping_count(whole, tailor), 2);
    ck_assert_uint_eq(match_taxonomy_skill_levels(whole, tailor), 1u << 2 | 1u << 3 | 1u << 4);
    ck_assert_str_eq(match_taxonomy_text(whole, tailor, MATCH_TEXT_REGULATION_NOTE, "en"),
                     "Needs no licence.");
    ck_assert(match_taxonomy_in_scheme(whole, tailor, 0));
    ck_assert(match_taxonomy_in_scheme(whole, tailor, match_taxonomy_scheme_of(base, tailor) + 1));
    ck_assert_int_eq(level_of(whole, "7531", "ENGLISH"), 0);
    ck_assert_int_eq(level_of(whole, "7531", "L-SKILL"), 4);
    ck_assert_int_eq(level_of(whole, "7531", "PATTERN"), 3);
    ck_assert_str_eq(
        match_taxonomy_text(whole, find_concept(whole, "COOK"), MATCH_TEXT_DEFINITION, "en"),
        "Makes food.");
    ck_assert_str_eq(
        match_taxonomy_text(whole, find_concept(whole, "COOK"), MATCH_TEXT_TYPICAL_EVIDENCE, ""),
        "work_sample");
    (void)match_taxonomy_skill_relations(whole, find_concept(whole, "COOK"), &count);
    ck_assert_uint_eq(count, 1);
    (void)match_taxonomy_broader(whole, find_concept(whole, "COOK"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(match_taxonomy_property(whole, "name"), "small");
    ck_assert_str_eq(match_taxonomy_property(whole, "overlay.name"), "extra");
    ck_assert_str_eq(match_taxonomy_property(whole, "review.th"), "unreviewed");
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
}
END_TEST

START_TEST(overlay_brings_concepts_of_its_own)
{
    match_error err = {0};
    match_scheme scheme;
    size_t count;
    match_taxonomy *base = load_taxonomy(SMALL);
    match_taxonomy *whole = match_taxonomy_overlay(base, temp_text("o.yaml", good), NULL, &err);
    assert_ok(err.status, &err);
    match_concept local = find_concept(whole, "L-1");
    ck_assert_int_eq(match_taxonomy_kind(whole, local), MATCH_CONCEPT_OCCUPATION);
    ck_assert_str_eq(match_taxonomy_isco(whole, local), "7531");
    ck_assert_uint_eq(match_taxonomy_skill_levels(whole, local), 1u << 2);
    ck_assert(match_taxonomy_scheme(whole, match_taxonomy_scheme_of(whole, local), &scheme));
    ck_assert_str_eq(scheme.id, "local");
    const match_concept *broader = match_taxonomy_broader(whole, local, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(broader[0], find_concept(whole, "7531"));
    ck_assert_int_eq(level_of(whole, "L-1", "PATTERN"), 3);
    ck_assert_int_eq(match_taxonomy_skill_type(whole, find_concept(whole, "L-SKILL")),
                     MATCH_SKILL_TYPE_KNOWLEDGE);
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
}
END_TEST

static void
assert_rebuilds(match_taxonomy *base)
{
    match_error err = {0};
    char hashes[2][MATCH_HASH_TEXT_SIZE];
    match_taxonomy *whole = match_taxonomy_overlay(base, temp_text("o.yaml", HEAD), NULL, &err);
    assert_ok(err.status, &err);
    match_taxonomy_hash(base, hashes[0]);
    match_taxonomy_hash(whole, hashes[1]);
    ck_assert_str_eq(hashes[0], hashes[1]);
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
}

START_TEST(empty_overlay_changes_nothing)
{
    assert_rebuilds(load_taxonomy(SMALL));
}
END_TEST

START_TEST(empty_overlay_changes_nothing_of_imported_data)
{
    match_error err = {0};
    const char *folder =
        _i == 0 ? test_path("tests/cases/taxonomy/esco") : shared_path("data/esco-1.1.1");
    if (folder) {
        match_taxonomy *base = match_taxonomy_import_esco(folder, NULL, NULL, NULL, &err);
        assert_ok(err.status, &err);
        assert_rebuilds(base);
    }
}
END_TEST

static const struct {
    const char *text;
    match_status status;
    uint32_t line;
    const char *part;
} bad[] = {
    {"format: libmatch-taxonomy/1\n", MATCH_ERR_FORMAT, 1, "not an overlay"},
    {"- x\n", MATCH_ERR_FORMAT, 1, "not an overlay"},
    {HEAD "nothing: x\n", MATCH_ERR_INVALID, 2, "key 'nothing' is unknown"},
    {HEAD "concepts: [{concept: NO}]\n", MATCH_ERR_INVALID, 2, "'NO' is unknown"},
    {HEAD "concepts: [{labels: {en: x}}]\n", MATCH_ERR_INVALID, 2, "is unknown"},
    {HEAD "concepts:\n  - {concept: SEW, labels: {en: Other}}\n", MATCH_ERR_INVALID, 3,
     "two preferred labels"},
    {HEAD "concepts:\n  - {concept: SEW, labels: {fr: {alternative: [x]}}}\n", MATCH_ERR_INVALID, 3,
     "no preferred label"},
    {HEAD "concepts:\n  - {concept: SEW, broader: [NO]}\n", MATCH_ERR_INVALID, 3,
     "broader concept 'NO' is unknown"},
    {HEAD "concepts:\n  - {concept: SEW, skills: {essential: [COOK]}}\n", MATCH_ERR_INVALID, 3,
     "key 'skills' is unknown"},
    {HEAD "concepts:\n  - {concept: SEW, labels: {en: {other: x}}}\n", MATCH_ERR_INVALID, 3,
     "key 'other' is unknown"},
    {HEAD "concepts:\n  - {concept: \"7531\", skills: {essential: [{skill: COOK, level: 6}]}}\n",
     MATCH_ERR_INVALID, 3, "level is '6', expected 1..5"},
    {HEAD "concepts:\n  - {concept: \"753\", broader: [\"7531\"]}\n", MATCH_ERR_INVALID, 0, ""},
    {HEAD "skills:\n  - {code: SEW, labels: {en: Again}}\n", MATCH_ERR_INVALID, 3, "defined twice"},
    {HEAD "skills:\n  - {code: X, scheme: none, labels: {en: X}}\n", MATCH_ERR_INVALID, 3,
     "scheme 'none' is unknown"},
    {HEAD "skills:\n  - {code: X, type: none, labels: {en: X}}\n", MATCH_ERR_INVALID, 3,
     "type is 'none'"},
    {HEAD "concepts:\n  - {concept: SEW, member_of: [none]}\n", MATCH_ERR_INVALID, 3,
     "scheme 'none' is unknown"},
    {HEAD "concepts:\n  - {concept: SEW, typical_evidence: [X]}\n", MATCH_ERR_INVALID, 3,
     "typical_evidence is 'X'"},
    {HEAD "concepts:\n  - {concept: SEW, code: S}\n", MATCH_ERR_INVALID, 3,
     "key 'code' is unknown, expected one of member_of, "},
    {HEAD "concepts:\n  - {concept: \"7531\", definition: {en: x}}\n", MATCH_ERR_INVALID, 3,
     "1 texts follow another one"},
    {HEAD "skills:\n  - {code: X}\n", MATCH_ERR_INVALID, 3, "label"},
    {HEAD "x: [\n", MATCH_ERR_SYNTAX, 3, ""},
};

START_TEST(overlay_says_what_is_wrong)
{
    match_error err = {0};
    match_taxonomy *base = load_taxonomy(SMALL);
    ck_assert_ptr_null(match_taxonomy_overlay(base, temp_text("o.yaml", bad[_i].text), NULL, &err));
    if (bad[_i].line > 0) {
        assert_error(&err, bad[_i].status, bad[_i].line, bad[_i].part);
    } else {
        ck_assert_int_eq(err.status, bad[_i].status);
    }
    match_taxonomy_unref(base);
}
END_TEST

START_TEST(overlay_reports_what_it_repairs)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_taxonomy *base = load_taxonomy(SMALL);
    const char *path = temp_text("o.yaml", HEAD "concepts:\n"
                                                "  - {concept: SEW, labels: {fr: \"a\\tb\"}}\n");
    match_taxonomy *whole = match_taxonomy_overlay(base, path, report, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(match_report_count(report), 1);
    ck_assert_str_eq(match_report_finding(report, 0)->code, "LABEL_CLEANED");
    ck_assert_uint_eq(match_report_finding(report, 0)->line, 3);
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
    match_report_free(report);
}
END_TEST

static match_status
try_overlay(void *data, match_error *err)
{
    match_error own = {0};
    match_taxonomy *whole = match_taxonomy_overlay(data, temp_path("o.yaml"), NULL, &own);
    match_taxonomy_unref(whole);
    if (err) {
        *err = own;
    }
    return whole ? MATCH_OK : own.status;
}

START_TEST(overlay_survives_every_allocation_failure)
{
    match_taxonomy *base = load_taxonomy(SMALL);
    temp_text("o.yaml", good);
    ck_assert_int_gt(for_every_allocation_failure(try_overlay, base), 20);
    match_taxonomy_unref(base);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_overlay");
    TCase *overlay = tcase_create("overlay");
    tcase_add_test(overlay, overlay_adds_to_concepts);
    tcase_add_test(overlay, overlay_brings_concepts_of_its_own);
    tcase_add_test(overlay, empty_overlay_changes_nothing);
    tcase_add_loop_test(overlay, empty_overlay_changes_nothing_of_imported_data, 0, 2);
    tcase_add_loop_test(overlay, overlay_says_what_is_wrong, 0, (int)COUNT(bad));
    tcase_add_test(overlay, overlay_reports_what_it_repairs);
    tcase_add_test(overlay, overlay_survives_every_allocation_failure);
    suite_add_tcase(suite, overlay);
    return run_suite(suite);
}
