/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/records.h>

#include "record_taxonomy.h"
#include "records/naming.h"
#include "records/record.h"

/* Skills and occupations that records name in words of their own. */

#define PEOPLE "id,province,skills\nA,14,slap mud on walls=2 evidence:skill_test; zither playing\n"

/* Options that know one alias, in the terms of a taxonomy. */
static match_read_options *
options_with_alias(const match_taxonomy *terms)
{
    match_error err;
    match_read_options *options = match_read_options_new(&err);
    match_aliases *aliases = match_aliases_new(&err);
    match_resolver *resolver;

    assert_ok(match_aliases_add(aliases, "slap mud on walls", "BRICK", NULL, &err), &err);
    assert_ok(match_aliases_add(aliases, "puts stone on stone", "7112", NULL, &err), &err);
    resolver = match_resolver_new(terms, aliases, NULL, &err);
    ck_assert_msg(resolver != NULL, "%s", err.message);
    match_read_options_set_resolver(options, resolver);
    match_resolver_unref(resolver);
    match_aliases_free(aliases);
    return options;
}

static match_roster *
read_people(const char *text, const match_read_options *options)
{
    match_error err;
    match_roster *roster = match_roster_new(record_taxonomy, &err);
    assert_ok(match_roster_parse(roster, text, MATCH_NUL, "people.csv", options, NULL, &err), &err);
    return roster;
}

START_TEST(a_name_becomes_a_code_and_keeps_its_words)
{
    match_read_options *options = options_with_alias(record_taxonomy);
    match_roster *roster = read_people(PEOPLE, options);
    const struct profile *person = roster_profile(roster, 0);

    ck_assert_uint_eq(person->claim_count, 2);
    /* What could not be resolved is kept as it was written, and comes first. */
    ck_assert_str_eq(person->claims[0].text, "zither playing");
    ck_assert_uint_eq(person->claims[0].skill, 0);
    ck_assert_str_eq(person->claims[0].wording.words, "");
    ck_assert_str_eq(person->claims[1].text, "BRICK");
    ck_assert_uint_eq(person->claims[1].skill, find_concept(record_taxonomy, "BRICK"));
    ck_assert_str_eq(person->claims[1].wording.words, "slap mud on walls");
    ck_assert_int_ge(person->claims[1].wording.confidence, 33);
    ck_assert_int_eq(person->claims[1].level, 2);
    match_roster_unref(roster);
    match_read_options_free(options);
}
END_TEST

START_TEST(words_come_back_from_every_format)
{
    static const match_format formats[] = {MATCH_FORMAT_CSV, MATCH_FORMAT_JSONL,
                                           MATCH_FORMAT_YAML};
    match_read_options *options = options_with_alias(record_taxonomy);
    match_roster *roster = read_people(PEOPLE, options);
    match_roster *again;
    match_error err;
    char first[512];
    char second[512];

    again = match_roster_new(record_taxonomy, &err);
    assert_ok(match_roster_write(roster, temp_path("words"), formats[_i], &err), &err);
    assert_ok(match_roster_read(again, temp_path("words"), NULL, NULL, &err), &err);
    match_roster_field(roster, 0, "skills", first, sizeof first, &err);
    match_roster_field(again, 0, "skills", second, sizeof second, &err);
    ck_assert_str_eq(first, second);
    ck_assert_ptr_nonnull(strstr(first, "words:\"slap mud on walls\""));
    match_roster_unref(again);
    match_roster_unref(roster);
    match_read_options_free(options);
}
END_TEST

START_TEST(a_vacancy_keeps_what_its_occupation_was_called)
{
    match_error err;
    match_read_options *options = options_with_alias(record_taxonomy);
    match_catalogue *catalogue = match_catalogue_new(record_taxonomy, &err);
    char text[128];

    assert_ok(match_catalogue_parse(catalogue,
                                    "id,title,province,occupation,essential_skills\n"
                                    "V1,Work,14,puts stone on stone,lay bricks\n",
                                    MATCH_NUL, "offers.csv", options, NULL, &err),
              &err);
    match_catalogue_field(catalogue, 0, "occupation", text, sizeof text, &err);
    ck_assert_str_eq(text, "7112");
    match_catalogue_field(catalogue, 0, "occupation_words", text, sizeof text, &err);
    ck_assert_str_eq(text, "puts stone on stone");
    match_catalogue_field(catalogue, 0, "isco", text, sizeof text, &err);
    ck_assert_str_eq(text, "7112");
    match_catalogue_unref(catalogue);
    match_read_options_free(options);
}
END_TEST

/* What is resolved by code or label is as it was. */
START_TEST(codes_and_labels_stay_as_they_are)
{
    match_roster *roster =
        read_people("id,province,skills\nA,14,SEW-IND=2; lay bricks\n", NULL);
    match_error err;
    char text[128];

    match_roster_field(roster, 0, "skills", text, sizeof text, &err);
    ck_assert_str_eq(text, "\"lay bricks\"; SEW-IND=2");
    match_roster_unref(roster);
}
END_TEST

/* All three nearest fit into the message, also where concepts have URIs and no codes. */
START_TEST(the_nearest_three_are_named)
{
    static const char long_names[] =
        "format: libmatch-taxonomy/1\nskills:\n"
        "  - {uri: 'http://example.org/concepts/skill/00000000-0000-0000-0000-000000000001', "
        "labels: {en: lay red bricks}}\n"
        "  - {uri: 'http://example.org/concepts/skill/00000000-0000-0000-0000-000000000002', "
        "labels: {en: sort red bricks}}\n"
        "  - {uri: 'http://example.org/concepts/skill/00000000-0000-0000-0000-000000000003', "
        "labels: {en: paint red walls}}\n";
    match_error err;
    match_taxonomy *named =
        match_taxonomy_parse(long_names, MATCH_NUL, "names.yaml", NULL, &err);
    match_roster *roster;
    match_report *report = match_report_new(&err);
    const char *message;

    ck_assert_msg(named != NULL, "%s", err.message);
    roster = match_roster_new(named, &err);
    assert_ok(match_roster_parse(roster, "id,province,skills\nA,14,red things of bricks and walls\n",
                                 MATCH_NUL, "a.csv", NULL, report, &err),
              &err);
    message = find_finding(report, "UNRESOLVED_SKILL", NULL)->message;
    ck_assert_msg(strstr(message, "lay red bricks (") && strstr(message, "sort red bricks (") &&
                      strstr(message, "paint red walls ("),
                  "%s", message);
    match_report_free(report);
    match_roster_unref(roster);
    match_taxonomy_unref(named);
}
END_TEST

/* Whoever wants no guesses gets none. */
START_TEST(records_can_be_kept_as_they_are)
{
    match_read_options *options = options_with_alias(record_taxonomy);
    match_roster *roster;

    match_read_options_set_fill(options, false);
    roster = read_people(PEOPLE, options);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_uint_eq(roster_profile(roster, 0)->claims[i].skill, 0);
        ck_assert_str_eq(roster_profile(roster, 0)->claims[i].wording.words, "");
    }
    match_roster_unref(roster);
    match_read_options_free(options);
}
END_TEST

START_TEST(a_resolver_of_another_taxonomy_is_refused)
{
    match_error err;
    match_taxonomy *other = match_taxonomy_load(
        test_path("taxonomies/returnee-skills/returnee-skills.yaml"), NULL, &err);
    match_read_options *options = options_with_alias(other);
    match_roster *roster = match_roster_new(record_taxonomy, &err);

    ck_assert_int_eq(match_roster_parse(roster, PEOPLE, MATCH_NUL, "a.csv", options, NULL, &err),
                     MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "taxonomy of the resolver");
    ck_assert_uint_eq(match_roster_count(roster), 0);
    match_roster_unref(roster);
    match_read_options_free(options);
    match_taxonomy_unref(other);
}
END_TEST

START_TEST(languages_are_short)
{
    match_error err;
    match_read_options *options = match_read_options_new(&err);

    assert_ok(match_read_options_set_language(options, "en", &err), &err);
    ck_assert_int_eq(match_read_options_set_language(options, "a-language-that-is-none", &err),
                     MATCH_ERR_INVALID);
    match_read_options_free(options);
}
END_TEST

static const struct {
    const char *text;
    bool code;
} texts[] = {
    {"SEW-IND", true},      {"7531", true},           {"BRIK", true},
    {"S1.2", true},         {"esco:skill/1", true},   {"sew_ind", true},
    {"sewing", false},      {"check-in", false},      {"MASON HELPER", false},
    {"ຊ່າງຕັດຫຍິບ", false}, {"Verk\xc3\xa4ufer/in", false}, {"mason helper", false},
};

START_TEST(codes_are_told_from_names)
{
    ck_assert_msg(naming_is_code(texts[_i].text) == texts[_i].code, "%s", texts[_i].text);
}
END_TEST

/* A name that a file has a thousand times is resolved once; what is found is the same. */
START_TEST(names_are_remembered)
{
    struct naming naming = {.resolver = NULL};
    struct naming_answer first;
    struct naming_answer again;
    match_error err;
    uint32_t kinds = 1u << MATCH_CONCEPT_SKILL;

    assert_ok(naming_find(&naming, record_taxonomy, kinds, "", "bricks", &first, &err), &err);
    assert_ok(naming_find(&naming, record_taxonomy, kinds, "", "tiles", &again, &err), &err);
    assert_ok(naming_find(&naming, record_taxonomy, kinds, "", "bricks", &again, &err), &err);
    ck_assert_uint_eq(naming.names.count, 2);
    ck_assert_uint_eq(first.count, again.count);
    ck_assert_uint_ge(first.count, 1);
    for (size_t i = 0; i < first.count; i++) {
        ck_assert_uint_eq(first.candidates[i].concept, again.candidates[i].concept);
        ck_assert_int_eq(first.candidates[i].score, again.candidates[i].score);
        ck_assert_int_eq(first.candidates[i].confidence, again.candidates[i].confidence);
    }
    naming_clear(&naming);
}
END_TEST

static match_status
read_names(void *data, match_error *err)
{
    match_roster *roster = match_roster_new(record_taxonomy, err);
    match_status status = MATCH_ERR_NOMEM;

    (void)data;
    if (roster) {
        status = match_roster_parse(roster,
                                    "id,province,skills,jobs\n"
                                    "A,14,operate industrial sewing machines; zither playing,"
                                    "masons and masons\n",
                                    MATCH_NUL, "a.csv", NULL, NULL, err);
    }
    match_roster_unref(roster);
    return status;
}

START_TEST(names_survive_every_allocation_failure)
{
    build_label_indexes(record_taxonomy);
    ck_assert_int_gt(for_every_allocation_failure(read_names, NULL), 100);
}
END_TEST

START_TEST(hostile_names_are_no_harm)
{
    match_error err;
    match_roster *roster = match_roster_new(record_taxonomy, &err);
    char *text = malloc(20000);
    int length = snprintf(text, 20000, "id,province,skills\nA,14,");

    for (int i = 0; i < 900; i++) {
        length += snprintf(text + length, 20, "ກ່້%c", i % 2 ? ' ' : 'a');
    }
    length += snprintf(text + length, 20, "; ");
    memset(text + length, 'x', 4000);
    text[length + 4000] = '\0';
    assert_ok(match_roster_parse(roster, text, MATCH_NUL, "a.csv", NULL, NULL, &err), &err);
    match_roster_unref(roster);
    free(text);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("naming");
    TCase *tests = tcase_create("names");

    tcase_add_checked_fixture(tests, load_record_taxonomy, drop_record_taxonomy);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_name_becomes_a_code_and_keeps_its_words);
    tcase_add_loop_test(tests, words_come_back_from_every_format, 0, 3);
    tcase_add_test(tests, a_vacancy_keeps_what_its_occupation_was_called);
    tcase_add_test(tests, codes_and_labels_stay_as_they_are);
    tcase_add_test(tests, the_nearest_three_are_named);
    tcase_add_test(tests, records_can_be_kept_as_they_are);
    tcase_add_test(tests, a_resolver_of_another_taxonomy_is_refused);
    tcase_add_test(tests, languages_are_short);
    tcase_add_loop_test(tests, codes_are_told_from_names, 0,
                        (int)(sizeof texts / sizeof *texts));
    tcase_add_test(tests, names_are_remembered);
    tcase_add_test(tests, names_survive_every_allocation_failure);
    tcase_add_test(tests, hostile_names_are_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
