/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/matcher.h>

#include "base/file.h"
#include "market.h"
#include "record_taxonomy.h"
#include "records/record.h"

/* What a record leaves out and its text, its occupation or its jobs tell. */

static match_read_options *
options_that_fill(bool fill)
{
    match_error err;
    match_read_options *options = match_read_options_new(&err);

    match_read_options_set_fill(options, fill);
    match_read_options_set_strict(options, true); /* filling in is no reason to stop */
    return options;
}

static match_catalogue *
read_offers(const char *text, bool fill, match_report *report)
{
    match_error err;
    match_read_options *options = options_that_fill(fill);
    match_catalogue *catalogue = match_catalogue_new(record_taxonomy, &err);

    assert_ok(match_catalogue_parse(catalogue, text, MATCH_NUL, "offers", options, report, &err),
              &err);
    match_read_options_free(options);
    return catalogue;
}

static match_roster *
read_people(const char *text, bool fill)
{
    match_error err;
    match_read_options *options = options_that_fill(fill);
    match_roster *roster = match_roster_new(record_taxonomy, &err);

    assert_ok(match_roster_parse(roster, text, MATCH_NUL, "people", options, NULL, &err), &err);
    match_read_options_free(options);
    return roster;
}

/* ---- vacancies ---- */

/* The skills of a vacancy, with what is told of each: "BRICK! extracted lay bricks". */
static const struct {
    const char *record; /* JSON without id, title and province */
    const char *skills;
} vacancies[] = {
    /* what the text names: essential, an advantage, not needed */
    {"\"title\":\"Work\",\"text\":\"You must lay bricks.\\nAn advantage: work in a team.\\n"
     "No need for you to lay tiles.\"",
     "BRICK! extracted lay bricks;TEAM? extracted work in a team;"},
    /* in Lao */
    {"\"title\":\"Work\",\"text\":\"ຕ້ອງ ກໍ່ດິນຈີ່ ໄດ້\"", "BRICK! extracted ກໍ່ດິນຈີ່;"},
    /* said as an advantage and as essential: essential */
    {"\"title\":\"Work\",\"text\":\"An advantage: lay tiles.\\n\\nYou must lay tiles.\"",
     "TILE! extracted lay tiles;"},
    /* only the occupation is known */
    {"\"title\":\"Work\",\"isco\":\"7531\"", "SEW-IND! inferred 7531;SEW-MEND! inferred 7531;"},
    /* the text speaks of an advantage only: the occupation says what is essential */
    {"\"title\":\"Work\",\"isco\":\"7531\",\"text\":\"An advantage: alter and mend clothes.\"",
     "SEW-IND! inferred 7531;SEW-MEND? extracted alter and mend clothes;"},
    /* the text says what is essential: nothing is inferred */
    {"\"title\":\"Work\",\"isco\":\"7531\",\"text\":\"You must lay bricks.\"",
     "BRICK! extracted lay bricks;"},
    /* only the title is known */
    {"\"title\":\"Tailors\"", "SEW-IND! inferred 7531;SEW-MEND! inferred 7531;"},
    {"\"title_lo\":\"ຊ່າງຕັດຫຍິບ\"", "SEW-IND! inferred 7531;SEW-MEND! inferred 7531;"},
    /* no experience is asked for */
    {"\"title\":\"Tailors\",\"experience_months\":0", ""},
    /* nothing is known */
    {"\"title\":\"Work on Mars\"", ""},
    {"\"title\":\"Work\",\"isco\":\"7112\"", ""},
    {"\"title\":\"Work\",\"text\":\"We pay well.\"", ""},
    /* what is stated stays alone */
    {"\"title\":\"Tailors\",\"text\":\"You must lay bricks.\",\"optional_skills\":[\"TILE\"]",
     "TILE? stated ;"},
    /* courses are what they say */
    {"\"title\":\"Tailors\",\"kind\":\"training\",\"teaches\":[\"TILE=1\"]", ""},
};

static void
list_skills(const struct opportunity *offer, char *out, size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < offer->requirement_count; i++) {
        const struct requirement *requirement = &offer->requirements[i];
        used += (size_t)snprintf(out + used, size - used, "%s%c %s %s;", requirement->text,
                                 requirement->kind == MATCH_RELATION_ESSENTIAL ? '!' : '?',
                                 origin_name(requirement->origin), requirement->wording.words);
    }
}

START_TEST(a_vacancy_gets_what_it_leaves_out)
{
    char record[1024];
    char skills[1024];
    match_catalogue *catalogue;

    snprintf(record, sizeof record, "{\"id\":\"V\",\"province\":\"14\",%s}\n",
             vacancies[_i].record);
    catalogue = read_offers(record, true, NULL);
    list_skills(catalogue_opportunity(catalogue, 0), skills, sizeof skills);
    ck_assert_str_eq(skills, vacancies[_i].skills);
    match_catalogue_unref(catalogue);
    /* Whoever does not want it gets what was written. */
    catalogue = read_offers(record, false, NULL);
    list_skills(catalogue_opportunity(catalogue, 0), skills, sizeof skills);
    ck_assert(!strstr(skills, "extracted") && !strstr(skills, "inferred"));
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(words_are_where_the_record_says)
{
    match_catalogue *catalogue =
        read_offers("{\"id\":\"V\",\"title\":\"Work\",\"province\":\"14\",\"text\":\"  \\r\\n"
                    "You\\tmust lay\\r\\nbricks, and ກໍ່ດິນຈີ່, lay tiles, work in a team\"}\n",
                    true, NULL);
    const struct opportunity *offer = catalogue_opportunity(catalogue, 0);

    ck_assert_uint_eq(offer->requirement_count, 3);
    for (size_t i = 0; i < offer->requirement_count; i++) {
        const struct wording *wording = &offer->requirements[i].wording;
        ck_assert_int_ge(wording->at, 0);
        for (size_t k = 0; wording->words[k]; k++) {
            char there = offer->text[(size_t)wording->at + k];
            ck_assert_int_eq(wording->words[k], there == '\n' ? ' ' : there);
        }
    }
    match_catalogue_unref(catalogue);
}
END_TEST

START_TEST(a_title_that_was_read_says_so)
{
    match_error err;
    match_report *report = match_report_new(&err);
    match_catalogue *catalogue = read_offers(
        "{\"id\":\"V\",\"title\":\"Tailors\",\"province\":\"14\"}\n", true, report);
    const struct opportunity *offer = catalogue_opportunity(catalogue, 0);

    ck_assert_str_eq(offer->occupation_text, "7531");
    ck_assert_str_eq(offer->isco, "7531");
    ck_assert_str_eq(offer->wording.words, "Tailors");
    ck_assert_int_ge(offer->wording.confidence, 33);
    ck_assert_str_eq(find_finding(report, "RESOLVED_BY_WORDS", NULL)->field, "title");
    ck_assert_ptr_null(strstr(find_finding(report, "RESOLVED_BY_WORDS", NULL)->message, "\""));
    ck_assert_uint_eq(count_findings(report, "REQUIREMENTS_INFERRED", NULL), 1);
    match_catalogue_unref(catalogue);
    match_report_free(report);
}
END_TEST

/* ---- people ---- */

START_TEST(a_person_gets_the_skills_of_the_jobs)
{
    match_roster *roster = read_people("id,province,skills,jobs\n"
                                       "A,14,,7531 end:2023-05; 7112 end:2024-01\n"
                                       "B,14,BRICK=1,7531\n"
                                       "C,14,,7112\n",
                                       true);
    const struct profile *person = roster_profile(roster, 0);

    ck_assert_uint_eq(person->claim_count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(person->claims[i].evidence, EVIDENCE_INFERRED);
        ck_assert_int_eq(person->claims[i].level, LEVEL_UNKNOWN);
        ck_assert_str_eq(person->claims[i].wording.words, "7531");
        ck_assert_int_eq(person->claims[i].last_used, match_date_from_civil(2023, 5, 1));
    }
    ck_assert_uint_eq(roster_profile(roster, 1)->claim_count, 1);
    ck_assert_uint_eq(roster_profile(roster, 2)->claim_count, 0); /* nothing is known of masons */
    match_roster_unref(roster);
    roster = read_people("id,province,jobs\nA,14,7531\n", false);
    ck_assert_uint_eq(roster_profile(roster, 0)->claim_count, 0);
    match_roster_unref(roster);
}
END_TEST

/* ---- properties ---- */

/* Records with codes are the same, byte for byte, whether others are filled in or not. */
START_TEST(what_is_stated_stays_as_it_is)
{
    match_error err;
    match_taxonomy *bundled = match_taxonomy_load(
        test_path("taxonomies/returnee-skills/returnee-skills.yaml"), NULL, &err);

    for (int fill = 0; fill < 2; fill++) {
        match_read_options *options = match_read_options_new(&err);
        match_catalogue *catalogue = match_catalogue_new(bundled, &err);
        match_read_options_set_fill(options, fill == 1);
        assert_ok(match_catalogue_read(catalogue, test_path("examples/data/vacancies.csv"),
                                       options, NULL, &err),
                  &err);
        assert_ok(match_catalogue_read(catalogue, test_path("examples/data/training.csv"),
                                       options, NULL, &err),
                  &err);
        assert_ok(match_catalogue_write(catalogue, temp_path(fill ? "filled" : "plain"),
                                        MATCH_FORMAT_JSONL, (match_record_kind)0, &err),
                  &err);
        match_catalogue_unref(catalogue);
        match_read_options_free(options);
    }
    assert_same_files(temp_path("filled"), temp_path("plain"));
    match_taxonomy_unref(bundled);
}
END_TEST

/* What was filled in is written, and reading it again fills in nothing more. */
START_TEST(what_was_filled_in_comes_back)
{
    static const match_format formats[] = {MATCH_FORMAT_CSV, MATCH_FORMAT_JSONL,
                                           MATCH_FORMAT_YAML};
    match_error err;
    match_catalogue *catalogue = read_offers(
        "{\"id\":\"V\",\"province\":\"14\",\"title\":\"Work\",\"text\":\"You must lay\\nbricks; "
        "\\\"work in a team\\\" is an advantage\"}\n"
        "{\"id\":\"W\",\"province\":\"14\",\"title\":\"Tailors\"}\n",
        true, NULL);
    match_catalogue *again = match_catalogue_new(record_taxonomy, &err);
    match_report *report = match_report_new(&err);

    assert_ok(match_catalogue_write(catalogue, temp_path("first"), formats[_i],
                                    (match_record_kind)0, &err),
              &err);
    assert_ok(match_catalogue_read(again, temp_path("first"), NULL, report, &err), &err);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING), 0);
    assert_ok(match_catalogue_write(again, temp_path("second"), formats[_i],
                                    (match_record_kind)0, &err),
              &err);
    assert_same_files(temp_path("first"), temp_path("second"));
    match_report_free(report);
    match_catalogue_unref(again);
    match_catalogue_unref(catalogue);
}
END_TEST

/* ---- the score ---- */

/* The numbers of one person and one vacancy of the market, by the policy given. */
static match_pair
score(const char *skills, const char *requirements, const char *policy)
{
    struct market market;
    char person[256];
    char vacancy[1024];
    match_pair pair;

    snprintf(person, sizeof person, "{\"id\":\"P\",\"province\":\"13\",\"skills\":[%s]}\n", skills);
    snprintf(vacancy, sizeof vacancy,
             "{\"id\":\"V\",\"title\":\"Job\",\"province\":\"13\",\"skills\":[%s]}\n",
             requirements);
    market_open(&market, person, vacancy, policy);
    pair = market_pair(&market, "P", "V");
    market_close(&market);
    return pair;
}

#define FROM(skill, origin) "{\"skill\":\"" skill "\",\"origin\":\"" origin "\"}"

/* Doubt about all requirements alike moves no score and widens the range. */
START_TEST(doubt_widens_the_range)
{
    match_pair stated = score("\"S00\"", FROM("S00", "stated") "," FROM("S20", "stated"), NULL);
    match_pair guessed =
        score("\"S00\"", FROM("S00", "inferred") "," FROM("S20", "inferred"),
              "requirements: {inferred: 500}\n");

    ck_assert_int_eq(stated.coverage_lowest, stated.coverage);
    ck_assert_int_eq(stated.coverage_highest, stated.coverage);
    ck_assert_int_eq(guessed.coverage, stated.coverage);
    ck_assert_int_le(abs(guessed.coverage_lowest - stated.coverage / 2), 1);
    ck_assert_int_le(abs(guessed.coverage_highest - stated.coverage / 2 - MATCH_SCORE_ONE / 2), 1);
}
END_TEST

/* What was stated weighs more than what was guessed beside it. */
START_TEST(stated_requirements_weigh_more)
{
    match_pair has_stated =
        score("\"S00\"", FROM("S00", "stated") "," FROM("S20", "inferred"), NULL);
    match_pair has_guessed =
        score("\"S00\"", FROM("S00", "inferred") "," FROM("S20", "stated"), NULL);
    match_pair even = score("\"S00\"", FROM("S00", "stated") "," FROM("S20", "stated"), NULL);

    ck_assert_int_gt(has_stated.coverage, even.coverage);
    ck_assert_int_lt(has_guessed.coverage, even.coverage);
}
END_TEST

/* A skill that nobody claims is believed less, meets nothing and rules nothing out. */
START_TEST(inferred_skills_are_to_be_confirmed)
{
    match_pair claimed =
        score("\"S00=3\"", "\"S00=2\"", NULL);
    match_pair inferred = score("\"S00=3 evidence:inferred\"", "\"S00=2\"", NULL);
    match_pair other = score("\"S00=3 evidence:inferred\"", "\"S20=2\"", NULL);

    ck_assert_uint_eq(claimed.essential_met, 1);
    ck_assert_uint_eq(inferred.essential_met, 0);
    ck_assert_int_lt(inferred.coverage, claimed.coverage);
    ck_assert_uint_ne(inferred.grade, MATCH_GRADE_STRONG);
    ck_assert_int_eq(inferred.coverage_highest, MATCH_SCORE_ONE);
    ck_assert_uint_eq(other.grade, MATCH_GRADE_UNKNOWN);
    ck_assert_int_eq(other.coverage_highest, MATCH_SCORE_ONE);
}
END_TEST

START_TEST(explanations_say_where_it_comes_from)
{
    struct market market;
    match_explanation *explanation;
    const match_line *lines;
    size_t count;

    market_open(&market,
                "{\"id\":\"P\",\"province\":\"13\",\"skills\":[{\"skill\":\"S00\","
                "\"evidence\":\"inferred\",\"words\":\"9310\"}]}\n",
                "{\"id\":\"V\",\"title\":\"Job\",\"province\":\"13\",\"skills\":[{\"skill\":"
                "\"S00\",\"origin\":\"extracted\",\"words\":\"sew well\",\"at\":7}]}\n",
                NULL);
    explanation = match_session_explain(market.session, market.roster, 0, 0, NULL);
    lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(lines[0].origin, "extracted");
    ck_assert_str_eq(lines[0].requirement_words, "sew well");
    ck_assert_int_eq(lines[0].requirement_at, 7);
    ck_assert_int_eq(lines[0].requirement_confidence, -1);
    ck_assert_str_eq(lines[0].claim_words, "9310");
    ck_assert_str_eq(match_line_state_name((match_line_state)lines[0].state), "to_confirm");
    match_explanation_free(explanation);
    market_close(&market);
}
END_TEST

/* ---- harm ---- */

static match_status
read_to_fill(void *data, match_error *err)
{
    match_catalogue *catalogue = match_catalogue_new(record_taxonomy, err);
    match_roster *roster = catalogue ? match_roster_new(record_taxonomy, err) : NULL;
    match_status status = MATCH_ERR_NOMEM;

    (void)data;
    if (roster) {
        status = match_catalogue_parse(
            catalogue,
            "{\"id\":\"V\",\"province\":\"14\",\"title\":\"Tailors\",\"text\":\"An advantage: "
            "alter and mend clothes.\"}\n",
            MATCH_NUL, "offers.jsonl", NULL, NULL, err);
    }
    if (status == MATCH_OK) {
        status = match_roster_parse(roster, "id,province,jobs\nA,14,7531\n", MATCH_NUL, "a.csv",
                                    NULL, NULL, err);
    }
    match_roster_unref(roster);
    match_catalogue_unref(catalogue);
    return status;
}

START_TEST(filling_survives_every_allocation_failure)
{
    build_label_indexes(record_taxonomy);
    ck_assert_int_gt(for_every_allocation_failure(read_to_fill, NULL), 100);
}
END_TEST

START_TEST(hostile_texts_are_no_harm)
{
    size_t room = 70000;
    char *text = malloc(room);
    match_catalogue *catalogue;
    uint64_t state = 28;

    for (int round = 0; round < 8; round++) {
        size_t length = (size_t)snprintf(text, room, "id,title,province,text\nV,Work,14,\"");
        size_t end = length + (round == 0 ? 65000 : random_next(&state) % 60000);
        static const char *const parts[] = {"lay bricks ", "must ", "\n\n", "ກໍ່ດິນຈີ່", "ກ່້",
                                            "advantage: ", "no need ", "x"};
        while (length + 32 < end) {
            length += (size_t)snprintf(text + length, 32, "%s",
                                       parts[random_next(&state) % 8]);
        }
        snprintf(text + length, 8, "\"\n");
        catalogue = read_offers(text, true, NULL);
        ck_assert_uint_le(catalogue_opportunity(catalogue, 0)->requirement_count, 2);
        match_catalogue_unref(catalogue);
    }
    free(text);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("fill");
    TCase *tests = tcase_create("filled");

    tcase_add_checked_fixture(tests, load_record_taxonomy, drop_record_taxonomy);
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_vacancy_gets_what_it_leaves_out, 0,
                        (int)(sizeof vacancies / sizeof *vacancies));
    tcase_add_test(tests, words_are_where_the_record_says);
    tcase_add_test(tests, a_title_that_was_read_says_so);
    tcase_add_test(tests, a_person_gets_the_skills_of_the_jobs);
    tcase_add_test(tests, what_is_stated_stays_as_it_is);
    tcase_add_loop_test(tests, what_was_filled_in_comes_back, 0, 3);
    tcase_add_test(tests, doubt_widens_the_range);
    tcase_add_test(tests, stated_requirements_weigh_more);
    tcase_add_test(tests, inferred_skills_are_to_be_confirmed);
    tcase_add_test(tests, explanations_say_where_it_comes_from);
    tcase_add_test(tests, filling_survives_every_allocation_failure);
    tcase_add_test(tests, hostile_texts_are_no_harm);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
