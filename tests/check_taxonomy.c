/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "taxonomy/clean.h"
#include "taxonomy/image.h"
#include "taxonomy/information.h"
#include "taxonomy/neighbours.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SMALL "tests/cases/taxonomy/small.yaml"

static match_taxonomy *
parse(const char *yaml, match_report *report)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(yaml, MATCH_NUL, "test", report, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

/* ---- what a taxonomy holds ---- */

START_TEST(taxonomy_tells_its_facts)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_scheme scheme = {0};
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "name"), "small");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "version"), "1");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "licence"), "CC-BY-4.0");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "title.en"), "A small taxonomy");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "review.lo"), "unreviewed");
    ck_assert_str_eq(match_taxonomy_property(taxonomy, "nothing"), "");
    ck_assert_uint_eq(match_taxonomy_count(taxonomy), 16);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION), 3);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION_GROUP), 4);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL), 8);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL_GROUP), 1);
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, (match_concept_kind)77), 0);
    ck_assert_uint_eq(match_taxonomy_relation_count(taxonomy), 8);
    ck_assert_uint_eq(match_taxonomy_scheme_count(taxonomy), 2);
    ck_assert(match_taxonomy_scheme(taxonomy, 0, &scheme));
    ck_assert_str_eq(scheme.id, "isco08");
    ck_assert_str_eq(scheme.uri, "http://example.org/isco08");
    ck_assert_str_eq(scheme.title, "ISCO-08");
    ck_assert_str_eq(scheme.version, "2008");
    ck_assert(!match_taxonomy_scheme(taxonomy, 2, &scheme));
    ck_assert_uint_eq(match_taxonomy_language_count(taxonomy), 2);
    ck_assert_str_eq(match_taxonomy_language(taxonomy, 0), "en");
    ck_assert_str_eq(match_taxonomy_language(taxonomy, 1), "lo");
    ck_assert_str_eq(match_taxonomy_language(taxonomy, 2), "");
    ck_assert_uint_eq(match_taxonomy_label_total(taxonomy, NULL), 25);
    ck_assert_uint_eq(match_taxonomy_label_total(taxonomy, "lo"), 6);
    ck_assert_uint_eq(match_taxonomy_label_total(taxonomy, "th"), 0);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(taxonomy_tells_all_of_a_concept)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_concept tailor = find_concept(taxonomy, "7531");
    match_label label;
    match_mapping mapping;
    ck_assert_int_eq(match_taxonomy_kind(taxonomy, tailor), MATCH_CONCEPT_OCCUPATION);
    ck_assert_str_eq(match_taxonomy_uri(taxonomy, tailor), "7531");
    ck_assert_str_eq(match_taxonomy_code(taxonomy, tailor), "7531");
    ck_assert_str_eq(match_taxonomy_id(taxonomy, tailor), "7531");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, tailor), "7531");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, tailor, "en"), "Tailor");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, tailor, "lo"), "ຊ່າງຕັດຫຍິບ");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, tailor, "th"), "Tailor");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, tailor, NULL), "Tailor");
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, tailor), 6);
    ck_assert(match_taxonomy_label_at(taxonomy, tailor, 2, &label));
    ck_assert_str_eq(label.text, "Seamstress");
    ck_assert_str_eq(label.language, "en");
    ck_assert_int_eq(label.kind, MATCH_LABEL_ALTERNATIVE);
    ck_assert(match_taxonomy_label_at(taxonomy, tailor, 3, &label));
    ck_assert_str_eq(label.text, "taylor");
    ck_assert_int_eq(label.kind, MATCH_LABEL_HIDDEN);
    ck_assert(!match_taxonomy_label_at(taxonomy, tailor, 6, &label));
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DEFINITION, "en"),
                     "Makes and mends clothes.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DEFINITION, "lo"), "");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_SCOPE_NOTE, "en"), "");
    ck_assert_uint_eq(match_taxonomy_mapping_count(taxonomy, tailor), 1);
    ck_assert(match_taxonomy_mapping(taxonomy, tailor, 0, &mapping));
    ck_assert_int_eq(mapping.kind, MATCH_MAPPING_EXACT);
    ck_assert_str_eq(mapping.uri, "http://example.org/occupation/tailor");
    ck_assert(!match_taxonomy_mapping(taxonomy, tailor, 1, &mapping));

    ck_assert_uint_eq(match_taxonomy_skill_levels(taxonomy, tailor), (1u << 2) | (1u << 3));
    ck_assert_uint_eq(match_taxonomy_skill_levels(taxonomy, find_concept(taxonomy, "753")), 0);
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_TYPICAL_EVIDENCE, ""), "");

    match_concept pattern = find_concept(taxonomy, "PATTERN");
    ck_assert_uint_eq(match_taxonomy_skill_levels(taxonomy, pattern), 0);
    ck_assert_str_eq(match_taxonomy_text(taxonomy, pattern, MATCH_TEXT_TYPICAL_EVIDENCE, ""),
                     "work_sample employer");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, pattern, MATCH_TEXT_TYPICAL_EVIDENCE, "en"), "");

    match_concept team = find_concept(taxonomy, "TEAM");
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, team), MATCH_SKILL_TYPE_ATTITUDE);
    ck_assert_int_eq(match_taxonomy_reuse_level(taxonomy, team), MATCH_REUSE_TRANSVERSAL);
    ck_assert_uint_eq(match_taxonomy_scheme_of(taxonomy, team), 1);
    ck_assert(match_taxonomy_in_scheme(taxonomy, team, 1));
    ck_assert(!match_taxonomy_in_scheme(taxonomy, team, 0));
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, find_concept(taxonomy, "0110")), "0110");
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, team), "");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(taxonomy_relates_concepts_both_ways)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_concept tailor = find_concept(taxonomy, "7531");
    match_concept pattern = find_concept(taxonomy, "PATTERN");
    match_concept sew = find_concept(taxonomy, "SEW");
    size_t count;
    const match_concept *concepts = match_taxonomy_broader(taxonomy, tailor, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(concepts[0], find_concept(taxonomy, "753"));
    concepts = match_taxonomy_narrower(taxonomy, sew, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(concepts[0], find_concept(taxonomy, "SEW-HAND"));
    ck_assert_uint_eq(concepts[1], find_concept(taxonomy, "SEW-MACHINE"));

    const match_relation *relations = match_taxonomy_skills(taxonomy, tailor, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_uint_eq(relations[0].concept, pattern);
    ck_assert_uint_eq(relations[0].kind, MATCH_RELATION_ESSENTIAL);
    ck_assert_uint_eq(relations[0].level, 3);
    ck_assert_uint_eq(relations[2].concept, find_concept(taxonomy, "TEAM"));
    ck_assert_uint_eq(relations[2].kind, MATCH_RELATION_OPTIONAL);
    ck_assert_uint_eq(relations[2].level, 0);
    relations = match_taxonomy_occupations(taxonomy, pattern, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(relations[0].concept, tailor);
    ck_assert_uint_eq(relations[0].level, 3);
    relations =
        match_taxonomy_skill_relations(taxonomy, find_concept(taxonomy, "SEW-MACHINE"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(relations[0].concept, find_concept(taxonomy, "SEW-HAND"));
    ck_assert_uint_eq(relations[0].kind, MATCH_RELATION_OPTIONAL);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(getters_answer_nothing_for_what_is_not_there)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    const match_concept none[] = {0, 17, UINT32_MAX};
    for (size_t i = 0; i < COUNT(none); i++) {
        match_concept concept = none[i];
        match_label label;
        match_mapping mapping;
        size_t count = 9;
        ck_assert_int_eq(match_taxonomy_kind(taxonomy, concept), 0);
        ck_assert_str_eq(match_taxonomy_uri(taxonomy, concept), "");
        ck_assert_str_eq(match_taxonomy_id(taxonomy, concept), "");
        ck_assert_str_eq(match_taxonomy_isco(taxonomy, concept), "");
        ck_assert_uint_eq(match_taxonomy_skill_levels(taxonomy, concept), 0);
        ck_assert_str_eq(match_taxonomy_label(taxonomy, concept, "en"), "");
        ck_assert_str_eq(match_taxonomy_text(taxonomy, concept, MATCH_TEXT_DEFINITION, "en"), "");
        ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, concept), 0);
        ck_assert(!match_taxonomy_label_at(taxonomy, concept, 0, &label));
        ck_assert(!match_taxonomy_mapping(taxonomy, concept, 0, &mapping));
        ck_assert(!match_taxonomy_in_scheme(taxonomy, concept, 0));
        ck_assert_uint_eq(match_taxonomy_weight(taxonomy, concept), 0);
        (void)match_taxonomy_broader(taxonomy, concept, &count);
        ck_assert_uint_eq(count, 0);
        (void)match_taxonomy_neighbours(taxonomy, concept, &count);
        ck_assert_uint_eq(count, 0);
        (void)match_taxonomy_skills(taxonomy, concept, &count);
        ck_assert_uint_eq(count, 0);
    }
    match_taxonomy_unref(taxonomy);
    match_taxonomy_unref(NULL);
    ck_assert_ptr_null(match_taxonomy_ref(NULL));
}
END_TEST

START_TEST(references_keep_a_taxonomy)
{
    long before = alloc_live();
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_taxonomy *second = match_taxonomy_ref(taxonomy);
    ck_assert_ptr_eq(taxonomy, second);
    match_taxonomy_unref(taxonomy);
    ck_assert_uint_eq(match_taxonomy_count(second), 16);
    match_taxonomy_unref(second);
    ck_assert_int_eq(alloc_live(), before);
}
END_TEST

/* ---- finding ---- */

START_TEST(codes_are_texts)
{
    match_taxonomy *taxonomy = parse("format: libmatch-taxonomy/1\n"
                                     "occupations:\n"
                                     "- {code: 2422.10, labels: {en: a}}\n"
                                     "- {code: 2422.1, labels: {en: b}}\n"
                                     "- {code: 0110, labels: {en: c}}\n"
                                     "- {code: 1E3, labels: {en: d}}\n",
                                     NULL);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "2422.10"), "en"), "a");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "2422.1"), "en"), "b");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "0110"), "en"), "c");
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "110", MATCH_NUL), 0);
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "2422.100", MATCH_NUL), 0);
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "2422.100", 7),
                      find_concept(taxonomy, "2422.10"));
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "1000", MATCH_NUL), 0);
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "", MATCH_NUL), 0);
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "0110\0x", 6), 0);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(uris_win_over_codes_and_ambiguous_codes_find_nothing)
{
    match_taxonomy *taxonomy = parse("format: libmatch-taxonomy/1\n"
                                     "schemes: [{id: a}, {id: b}]\n"
                                     "skills:\n"
                                     "- {code: X, uri: u1, scheme: a, labels: {en: first}}\n"
                                     "- {code: X, uri: u2, scheme: b, labels: {en: second}}\n"
                                     "- {code: u1, uri: u3, labels: {en: third}}\n",
                                     NULL);
    ck_assert_uint_eq(match_taxonomy_find(taxonomy, "X", MATCH_NUL), 0);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "u1"), "en"), "first");
    ck_assert_str_eq(match_taxonomy_label(taxonomy, find_concept(taxonomy, "u3"), "en"), "third");
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const struct {
    const char *text, *id; /* id of the only concept, NULL for none */
    uint32_t kinds;
} labels[] = {
    {"Tailor", "7531", 0},
    {"  TAILOR ", "7531", 0},
    {"ｔａｉｌｏｒ", "7531", 0},
    {"seamstress", "7531", 0},
    {"taylor", "7531", 0},
    {"sewing by machine", "SEW-MACHINE", 0},
    {"Sewing-by-machine", "SEW-MACHINE", 0},
    {"ຊ່າງ\xE2\x80\x8Bຕັດ\xE2\x80\x8Bຫຍິບ", "7531", 0},
    {"tailor", "7531", 1u << MATCH_CONCEPT_OCCUPATION},
    {"tailor", NULL, 1u << MATCH_CONCEPT_SKILL},
    {"tailors", NULL, 0},
    {"", NULL, 0},
    {"...", NULL, 0},
    {"\xFF", NULL, 0},
};

START_TEST(labels_are_found_in_any_spelling)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_concept found[2] = {0};
    size_t count = match_taxonomy_find_label(taxonomy, labels[_i].text, MATCH_NUL, labels[_i].kinds,
                                             found, COUNT(found));
    ck_assert_uint_eq(count, labels[_i].id ? 1 : 0);
    if (labels[_i].id) {
        ck_assert_uint_eq(found[0], find_concept(taxonomy, labels[_i].id));
    }
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(a_label_of_several_concepts_finds_them_all)
{
    match_taxonomy *taxonomy =
        parse("format: libmatch-taxonomy/1\n"
              "skills:\n"
              "- {code: C, labels: {en: same}}\n"
              "- {code: A, labels: {en: {preferred: Same, alternative: [SAME, other]}}}\n"
              "- {code: B, labels: {en: same.}}\n",
              NULL);
    match_concept found[2] = {0};
    ck_assert_uint_eq(match_taxonomy_find_label(taxonomy, "same", MATCH_NUL, 0, found, 2), 3);
    ck_assert_uint_eq(found[0], 1);
    ck_assert_uint_eq(found[1], 2);
    ck_assert_uint_eq(match_taxonomy_find_label(taxonomy, "same", MATCH_NUL, 0, NULL, 0), 3);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- builder ---- */

START_TEST(labels_are_cleaned_and_kept_once)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy =
        parse("format: libmatch-taxonomy/1\n"
              "skills:\n"
              "- code: A\n"
              "  labels:\n"
              "    en: {preferred: \"  One\\ttwo\\u00a0three \", alternative: [\"One two three\",\n"
              "         \"\\uFEFFfour\", four, \"five \\u202E six\"], hidden: [four]}\n",
              report);
    match_label label;
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, 1), 3);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, 1, "en"), "One two three");
    ck_assert(match_taxonomy_label_at(taxonomy, 1, 1, &label));
    ck_assert_str_eq(label.text, "four");
    ck_assert(match_taxonomy_label_at(taxonomy, 1, 2, &label));
    ck_assert_str_eq(label.text, "five six");
    ck_assert_ptr_nonnull(strstr(find_finding(report, "LABEL_CLEANED", NULL)->message, "2 labels"));
    ck_assert_ptr_nonnull(
        strstr(find_finding(report, "LABEL_REPEATED", NULL)->message, "3 labels"));
    match_report_free(report);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(essential_wins_over_optional)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy =
        parse("format: libmatch-taxonomy/1\n"
              "occupations:\n"
              "- code: O\n"
              "  labels: {en: o}\n"
              "  skills: {optional: [{skill: S, level: 4}], essential: [S, {skill: S, level: 2}]}\n"
              "skills:\n"
              "- {code: S, labels: {en: s}}\n",
              report);
    size_t count;
    const match_relation *relations =
        match_taxonomy_skills(taxonomy, find_concept(taxonomy, "O"), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(relations[0].kind, MATCH_RELATION_ESSENTIAL);
    ck_assert_uint_eq(relations[0].level, 2);
    ck_assert_ptr_nonnull(
        strstr(find_finding(report, "RELATION_REPEATED", NULL)->message, "2 relations"));
    match_report_free(report);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(the_same_content_in_any_order_gives_the_same_bytes)
{
    match_taxonomy *one = parse("format: libmatch-taxonomy/1\n"
                                "name: x\n"
                                "version: '1'\n"
                                "schemes: [{id: a, title: A}, {id: b}]\n"
                                "occupations:\n"
                                "- code: O1\n"
                                "  labels: {en: o, lo: ຊ່າງ}\n"
                                "  definition: {en: d, lo: e}\n"
                                "  skills: {essential: [S1, S2], optional: [S3]}\n"
                                "- {code: O2, labels: {en: p}, broader: [O1]}\n"
                                "skills:\n"
                                "- {code: S1, labels: {en: s}, broader: [S2, S3]}\n"
                                "- {code: S2, labels: {en: t},\n"
                                "   mappings: {exact: [m, n], close: [o]}}\n"
                                "- {code: S3, labels: {en: u}, scheme: b}\n",
                                NULL);
    match_taxonomy *two = parse("skills:\n"
                                "- {scheme: b, labels: {en: u}, code: S3}\n"
                                "- {code: S2, labels: {en: t},\n"
                                "   mappings: {close: [o], exact: [n, m, n]}}\n"
                                "- {broader: [S3, S2], code: S1, labels: {en: s}}\n"
                                "occupations:\n"
                                "- {code: O2, broader: [O1], labels: {en: p}}\n"
                                "- skills: {optional: [S3], essential: [S2, S1]}\n"
                                "  definition: {lo: e, en: d}\n"
                                "  labels: {lo: ຊ່າງ, en: o}\n"
                                "  code: O1\n"
                                "schemes: [{id: a, title: A}, {id: b}]\n"
                                "version: '1'\n"
                                "name: x\n"
                                "format: libmatch-taxonomy/1\n",
                                NULL);
    ck_assert_uint_eq(one->file.size, two->file.size);
    ck_assert_mem_eq(one->file.bytes, two->file.bytes, one->file.size);
    match_taxonomy_unref(one);
    match_taxonomy_unref(two);
}
END_TEST

START_TEST(different_content_has_another_hash)
{
    char one[MATCH_HASH_TEXT_SIZE];
    char two[MATCH_HASH_TEXT_SIZE];
    match_taxonomy *taxonomy =
        parse("format: libmatch-taxonomy/1\nskills: [{code: A, labels: {en: a}}]\n", NULL);
    match_taxonomy_hash(taxonomy, one);
    match_taxonomy_unref(taxonomy);
    taxonomy = parse("format: libmatch-taxonomy/1\nskills: [{code: A, labels: {en: b}}]\n", NULL);
    match_taxonomy_hash(taxonomy, two);
    match_taxonomy_unref(taxonomy);
    ck_assert_uint_eq(strlen(one), 16);
    ck_assert_uint_eq(strspn(one, "0123456789abcdef"), 16);
    ck_assert_str_ne(one, two);
}
END_TEST

START_TEST(a_hierarchy_of_256_levels_is_accepted)
{
    struct buffer yaml = {0};
    buffer_add_text(&yaml, "format: libmatch-taxonomy/1\nskills:\n");
    for (int i = 0; i < 256; i++) {
        buffer_add_text(&yaml, "- {code: S");
        buffer_add_int(&yaml, i);
        buffer_add_text(&yaml, ", labels: {en: x}");
        if (i > 0) {
            buffer_add_text(&yaml, ", broader: [S");
            buffer_add_int(&yaml, i - 1);
            buffer_add_text(&yaml, "]");
        }
        buffer_add_text(&yaml, "}\n");
    }
    match_taxonomy_unref(parse(yaml.bytes, NULL));
    buffer_clear(&yaml);
}
END_TEST

/* ---- weights and neighbours ---- */

/* Rounded values of the formula in taxonomy.h, from arithmetic with 50 digits. */
static const struct {
    uint32_t occupations, frequency, weight;
} weights[] = {
#include "cases/taxonomy/weights.inc"
};

START_TEST(weights_follow_their_formula)
{
    int weight = information_weight(weights[_i].occupations, weights[_i].frequency);
    ck_assert_int_le(abs(weight - (int)weights[_i].weight), 1);
}
END_TEST

START_TEST(weights_fall_with_frequency)
{
    for (uint32_t frequency = 1; frequency <= 3007; frequency++) {
        ck_assert_uint_le(information_weight(3007, frequency),
                          information_weight(3007, frequency - 1));
        ck_assert_uint_ge(information_weight(3007, frequency), 1);
    }
}
END_TEST

/* How far a claim of one skill covers the other, 0 where they are not related. */
static uint32_t
similarity(const match_taxonomy *taxonomy, const char *claim, const char *requirement)
{
    size_t count;
    const match_neighbour *near =
        match_taxonomy_neighbours(taxonomy, find_concept(taxonomy, claim), &count);
    for (size_t i = 0; i < count; i++) {
        if (near[i].concept == find_concept(taxonomy, requirement)) {
            return near[i].similarity;
        }
    }
    return 0;
}

/* Twelve skills, two of them below SOIL: I(SOIL) = 1 - ln(3) / ln(12) = 0.55788. */
#define FARMING                                                                                    \
    "format: libmatch-taxonomy/1\nskills:\n- {code: SOIL, labels: {en: till}}\n"                   \
    "- {code: PLOUGH, labels: {en: plough}, broader: [SOIL]}\n"                                    \
    "- {code: HARROW, labels: {en: harrow}, broader: [SOIL]}\n"                                    \
    "- {code: A, labels: {en: sow}}\n- {code: B, labels: {en: weed}}\n"                            \
    "- {code: C, labels: {en: mow the meadow}}\n- {code: D, labels: {en: bind a wreath}}\n"        \
    "- {code: E, labels: {en: Mow rice}}\n- {code: F, labels: {en: thresh}}\n"                     \
    "- {code: G, labels: {en: store}}\n- {code: H, labels: {en: sell}}\n"                          \
    "- {code: I, labels: {en: bind}}\n"

START_TEST(neighbours_follow_their_formula)
{
    match_taxonomy *taxonomy = parse(FARMING, NULL);
    /* Lin is 2 * 0.55788 / 1.55788; a claim below counts 0.85 of it, one above 0.65. */
    ck_assert_uint_eq(similarity(taxonomy, "PLOUGH", "SOIL"), 155);
    ck_assert_uint_eq(similarity(taxonomy, "SOIL", "PLOUGH"), 119);
    ck_assert_uint_eq(similarity(taxonomy, "PLOUGH", "HARROW"), 92);
    /* "mow" is in 2 of 12 labels and weighs 1 + ln(13 / 3), "rice" and "meadow" 1 + ln(13 / 2). */
    ck_assert_uint_eq(similarity(taxonomy, "C", "E"), 108);
    /* 1 + ln(13 / 3) by the length of "bind wreath". */
    ck_assert_uint_eq(similarity(taxonomy, "D", "I"), 166);
    ck_assert_uint_eq(similarity(taxonomy, "I", "D"), 166);
    ck_assert_uint_eq(similarity(taxonomy, "A", "B"), 0);
    match_taxonomy_unref(taxonomy);
    /* Groups and occupations have no neighbours. */
    taxonomy = load_taxonomy(SMALL);
    ck_assert_uint_eq(similarity(taxonomy, "7531", "5120"), 0);
    ck_assert_uint_eq(similarity(taxonomy, "SEW", "G-GARMENT"), 0);
    match_taxonomy_unref(taxonomy);
}
END_TEST

#define LANGUAGES                                                                                  \
    "format: libmatch-taxonomy/1\nskill_groups:\n- {code: G, labels: {en: Languages}}\nskills:\n"  \
    "- {code: THAI, type: language, labels: {en: speak Thai}, broader: [G]}\n"                     \
    "- {code: LAO, type: language, labels: {en: speak Lao}, broader: [G]}\n"                       \
    "- {code: WRITE, type: language, labels: {en: write}, broader: [LAO]}\n"                       \
    "- {code: TEACH, labels: {en: teach Lao}, broader: [G]}\n"

START_TEST(one_language_does_not_stand_in_for_another)
{
    match_taxonomy *taxonomy = parse(LANGUAGES, NULL);
    ck_assert_uint_eq(similarity(taxonomy, "THAI", "LAO"), 0);
    ck_assert_uint_eq(similarity(taxonomy, "THAI", "WRITE"), 0);
    ck_assert_uint_gt(similarity(taxonomy, "WRITE", "LAO"), similarity(taxonomy, "LAO", "WRITE"));
    ck_assert_uint_gt(similarity(taxonomy, "LAO", "WRITE"), 0);
    ck_assert_uint_gt(similarity(taxonomy, "TEACH", "LAO"), 0);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(labels_in_the_usual_language_are_compared)
{
    match_taxonomy *taxonomy = parse("format: libmatch-taxonomy/1\nskills:\n"
                                     "- {code: A, labels: {en: mend nets, lo: ປະ ມອງ}}\n"
                                     "- {code: B, labels: {en: cook rice, lo: ປະ ຕາໜ່າງ}}\n"
                                     "- {code: C, labels: {lo: ຫຸງ ເຂົ້າ}}\n",
                                     NULL);
    ck_assert_uint_gt(similarity(taxonomy, "A", "B"), 0);
    ck_assert_uint_eq(similarity(taxonomy, "A", "C"), 0);
    match_taxonomy_unref(taxonomy);
    /* Of equally common ones it is English. */
    taxonomy = parse("format: libmatch-taxonomy/1\nskills:\n"
                     "- {code: A, labels: {de: Netze flicken, en: mend nets}}\n"
                     "- {code: B, labels: {de: Reis kochen, en: mend clothes}}\n"
                     "- {code: C, labels: {de: Netze auswerfen, en: fish}}\n",
                     NULL);
    ck_assert_uint_gt(similarity(taxonomy, "A", "B"), 0);
    ck_assert_uint_eq(similarity(taxonomy, "A", "C"), 0);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(facts_change_the_neighbours)
{
    static const struct {
        const char *facts;
        uint32_t near; /* A and B */
    } rows[] = {
        {"{}", 254},
        {"{related.words: '500'}", 127},
        {"{related.words: '500', related.least: '129'}", 0},
        {"{related.words: '0'}", 0},
        {"{related.words: '1001'}", UINT32_MAX},
        {"{related.least: '0'}", UINT32_MAX},
        {"{related.largest_group: x}", UINT32_MAX},
        {"{related.hierarchy: '-1'}", UINT32_MAX},
    };
    struct buffer yaml = {0};
    buffer_add_text(&yaml, "format: libmatch-taxonomy/1\nfacts: ");
    buffer_add_text(&yaml, rows[_i].facts);
    buffer_add_text(&yaml, "\nskills:\n- {code: A, labels: {en: dig the wells}}\n"
                           "- {code: B, labels: {en: dig wells}}\n");
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(yaml.bytes, yaml.size, NULL, NULL, &err);
    ck_assert_int_eq(taxonomy == NULL, rows[_i].near == UINT32_MAX);
    if (taxonomy) {
        ck_assert_uint_eq(similarity(taxonomy, "A", "B"), rows[_i].near);
    } else {
        ck_assert_int_eq(err.status, MATCH_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(err.message, "the fact related."));
    }
    match_taxonomy_unref(taxonomy);
    buffer_clear(&yaml);
}
END_TEST

/* 100 skills that are all equally near; an occupation lists the last one. */
START_TEST(the_best_64_neighbours_are_kept)
{
    struct buffer yaml = {0};
    buffer_add_text(&yaml, "format: libmatch-taxonomy/1\nfacts: {related.least: '1'}\n"
                           "occupations:\n- {code: O, labels: {en: o}, skills: {optional: [C199]}}\n"
                           "skill_groups:\n- {code: TOP, labels: {en: t}}\n"
                           "- {code: G, labels: {en: g}, broader: [TOP]}\nskills:\n");
    for (int i = 100; i < 200; i++) {
        buffer_add_text(&yaml, "- {code: C");
        buffer_add_int(&yaml, i);
        buffer_add_text(&yaml, ", labels: {en: x y z}, broader: [G]}\n");
    }
    for (int i = 0; i < 2000; i++) {
        buffer_add_text(&yaml, "- {code: D");
        buffer_add_int(&yaml, i);
        buffer_add_text(&yaml, ", labels: {en: d}, broader: [TOP]}\n");
    }
    match_taxonomy *taxonomy = parse(yaml.bytes, NULL);
    size_t count;
    const match_neighbour *near =
        match_taxonomy_neighbours(taxonomy, find_concept(taxonomy, "C100"), &count);
    ck_assert_uint_eq(count, NEIGHBOURS_KEPT);
    ck_assert_uint_eq(near[0].concept, find_concept(taxonomy, "C101"));
    ck_assert_uint_eq(near[62].concept, find_concept(taxonomy, "C163"));
    ck_assert_uint_eq(near[63].concept, find_concept(taxonomy, "C199"));
    ck_assert_uint_eq(near[0].similarity, near[63].similarity);
    match_taxonomy_unref(taxonomy);
    buffer_clear(&yaml);
}
END_TEST

/* ---- small things ---- */

static const struct {
    const char *tag;
    bool good;
} tags[] = {
    {"en", true},
    {"lo", true},
    {"tts", true},
    {"zh-Hant", true},
    {"en-GB-oed", true},
    {"", false},
    {"e", false},
    {"EN", false},
    {"english", false},
    {"en_US", false},
    {"en-", false},
    {"en--x", false},
    {"en-abcdefghi", false},
    {"ລາວ", false},
};

START_TEST(language_tags_are_checked)
{
    ck_assert_int_eq(clean_is_language(tags[_i].tag), tags[_i].good);
}
END_TEST

/* What is let through is what the cleaning leaves as it is, at each place of a long text. */
START_TEST(what_may_stay_is_what_cleaning_leaves)
{
    static const size_t sizes[] = {0, 61, 64, 129};
    struct buffer out = {0};
    for (uint32_t c = 1; c <= 0x10ffff; c += c < 0x10000 ? 1 : 257) {
        char text[200];
        memset(text, 'x', sizeof text);
        if (c >= 0xd800 && c <= 0xdfff) {
            continue;
        }
        size_t before = sizes[c % 4];
        size_t size = before + 1 + utf8_put(text + before + 1, c) + 1;
        bool space = c == ' ' || c == 0xA0; /* becomes a single space, which is harmless */
        (void)clean_label(text, size, &out);
        bool kept = out.size == size && memcmp(out.bytes, text, size) == 0;
        ck_assert_msg((clean_check(text, size, false) == size) == (kept || space), "U+%04X", c);
        clean_text(text, size, &out);
        kept = out.size == size && memcmp(out.bytes, text, size) == 0;
        ck_assert_msg((clean_check(text, size, true) == size) == kept, "U+%04X in a note", c);
    }
    ck_assert_uint_eq(clean_check("ab\0c\0", 5, false), 5);
    ck_assert_uint_eq(clean_check("ab\xff", 3, false), 2);
    buffer_clear(&out);
}
END_TEST

START_TEST(enumerations_have_names)
{
    ck_assert_str_eq(match_concept_kind_name(MATCH_CONCEPT_OCCUPATION_GROUP), "occupation_group");
    ck_assert_str_eq(match_skill_type_name(MATCH_SKILL_TYPE_KNOWLEDGE), "knowledge");
    ck_assert_str_eq(match_reuse_level_name(MATCH_REUSE_CROSS_SECTOR), "cross-sector");
    ck_assert_str_eq(match_label_kind_name(MATCH_LABEL_HIDDEN), "hidden");
    ck_assert_str_eq(match_relation_kind_name(MATCH_RELATION_OPTIONAL), "optional");
    ck_assert_str_eq(match_mapping_kind_name(MATCH_MAPPING_RELATED), "related");
    ck_assert_str_eq(match_mapping_kind_name(MATCH_MAPPING_REPLACED_BY), "replaced_by");
    ck_assert_str_eq(match_mapping_kind_name(MATCH_MAPPING_REPLACES), "replaces");
    ck_assert_str_eq(match_skill_type_name(MATCH_SKILL_TYPE_NONE), "");
    ck_assert_str_eq(match_concept_kind_name((match_concept_kind)99), "");
    ck_assert_str_eq(match_mapping_kind_name((match_mapping_kind)-1), "");
}
END_TEST

/* ---- memory ---- */

static match_status
load_once(void *data, match_error *err)
{
    match_report *report = match_report_new(err);
    if (!report) {
        return MATCH_ERR_NOMEM;
    }
    match_taxonomy *taxonomy = match_taxonomy_load(data, report, err);
    match_report_free(report);
    match_taxonomy_unref(taxonomy);
    return taxonomy ? MATCH_OK : err->status;
}

START_TEST(loading_survives_every_allocation_failure)
{
    char path[512];
    snprintf(path, sizeof path, "%s", test_path(SMALL));
    long points = for_every_allocation_failure(load_once, path);
    ck_assert_int_gt(points, 50);
}
END_TEST

static match_status
find_label_once(void *data, match_error *err)
{
    match_concept found;
    if (match_taxonomy_find_label(data, "ຊ່າງຫຍິບ", MATCH_NUL, 0, &found, 1) == 1) {
        return MATCH_OK;
    }
    *err = (match_error){.status = MATCH_ERR_NOMEM};
    return MATCH_ERR_NOMEM;
}

START_TEST(finding_labels_survives_every_allocation_failure)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    ck_assert_int_gt(for_every_allocation_failure(find_label_once, taxonomy), 1);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- bad input, as data ---- */

#define BAD "tests/cases/taxonomy/bad"

static struct dirent **bad_cases;
static int bad_count;

static int
is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Assertions may not be used outside a test, so this does without test_path(). */
static int
list_bad_cases(void)
{
    char path[1024];
    const char *source = getenv("MATCH_TEST_SOURCE");
    snprintf(path, sizeof path, "%s/%s", source ? source : ".", BAD);
    return scandir(path, &bad_cases, is_case, alphasort);
}

static void
check_bad_case(const char *name)
{
    char input[1024];
    char expected[1024];
    char said[MATCH_ERROR_MESSAGE_SIZE + 64];
    match_error err = {0};
    struct file_bytes file;
    snprintf(input, sizeof input, "%s/%s/input.yaml", test_path(BAD), name);
    snprintf(expected, sizeof expected, "%s/%s/expected", test_path(BAD), name);
    match_taxonomy *taxonomy = match_taxonomy_load(input, NULL, &err);
    ck_assert_msg(!taxonomy, "%s is accepted", name);
    snprintf(said, sizeof said, "%s line %u: %s\n", match_status_name(err.status),
             (unsigned)err.line, err.message);
    if (getenv("UPDATE")) {
        FILE *out = fopen(expected, "w");
        ck_assert_ptr_nonnull(out);
        fputs(said, out);
        fclose(out);
    }
    assert_ok(file_read(expected, &file, &err), &err);
    ck_assert_msg(strcmp(said, file.bytes) == 0, "%s: says '%s', expected '%s'", name, said,
                  file.bytes);
    file_bytes_clear(&file);
}

START_TEST(bad_input_is_refused_with_its_message)
{
    ck_assert_int_ge(bad_count, 60);
    check_bad_case(bad_cases[_i]->d_name);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy");
    TCase *holds = tcase_create("holds");
    TCase *finding_case = tcase_create("finding");
    TCase *builder = tcase_create("builder");
    TCase *scoring = tcase_create("scoring");
    TCase *memory = tcase_create("memory");
    TCase *bad = tcase_create("bad");

    tcase_add_test(holds, taxonomy_tells_its_facts);
    tcase_add_test(holds, taxonomy_tells_all_of_a_concept);
    tcase_add_test(holds, taxonomy_relates_concepts_both_ways);
    tcase_add_test(holds, getters_answer_nothing_for_what_is_not_there);
    tcase_add_test(holds, references_keep_a_taxonomy);
    tcase_add_loop_test(holds, language_tags_are_checked, 0, (int)COUNT(tags));
    tcase_add_test(holds, what_may_stay_is_what_cleaning_leaves);
    tcase_add_test(holds, enumerations_have_names);
    suite_add_tcase(suite, holds);

    tcase_add_test(finding_case, codes_are_texts);
    tcase_add_test(finding_case, uris_win_over_codes_and_ambiguous_codes_find_nothing);
    tcase_add_loop_test(finding_case, labels_are_found_in_any_spelling, 0, (int)COUNT(labels));
    tcase_add_test(finding_case, a_label_of_several_concepts_finds_them_all);
    suite_add_tcase(suite, finding_case);

    tcase_add_test(builder, labels_are_cleaned_and_kept_once);
    tcase_add_test(builder, essential_wins_over_optional);
    tcase_add_test(builder, the_same_content_in_any_order_gives_the_same_bytes);
    tcase_add_test(builder, different_content_has_another_hash);
    tcase_add_test(builder, a_hierarchy_of_256_levels_is_accepted);
    suite_add_tcase(suite, builder);

    tcase_add_loop_test(scoring, weights_follow_their_formula, 0, (int)COUNT(weights));
    tcase_add_test(scoring, weights_fall_with_frequency);
    tcase_add_test(scoring, neighbours_follow_their_formula);
    tcase_add_test(scoring, one_language_does_not_stand_in_for_another);
    tcase_add_test(scoring, labels_in_the_usual_language_are_compared);
    tcase_add_loop_test(scoring, facts_change_the_neighbours, 0, 8);
    tcase_add_test(scoring, the_best_64_neighbours_are_kept);
    suite_add_tcase(suite, scoring);

    tcase_add_test(memory, loading_survives_every_allocation_failure);
    tcase_add_test(memory, finding_labels_survives_every_allocation_failure);
    suite_add_tcase(suite, memory);

    bad_count = list_bad_cases();
    tcase_add_loop_test(bad, bad_input_is_refused_with_its_message, 0,
                        bad_count > 0 ? bad_count : 1);
    suite_add_tcase(suite, bad);
    int result = run_suite(suite);
    for (int i = 0; i < bad_count; i++) {
        free(bad_cases[i]);
    }
    free(bad_cases);
    return result;
}
