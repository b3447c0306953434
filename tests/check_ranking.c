/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A few people and offers whose numbers can be worked out on paper; weights cancel out. */
static const char people[] =
    /* S00 and S10 are tops of their trees. */
    "{\"id\":\"EXACT\",\"province\":\"13\",\"skills\":[\"S00=3 evidence:skill_test\"],"
    "\"wants\":[\"job\"]}\n"
    "{\"id\":\"LOW\",\"province\":\"13\",\"skills\":[\"S00=1 evidence:skill_test\"]}\n"
    "{\"id\":\"OPEN\",\"province\":\"13\",\"skills\":[\"S00 evidence:skill_test\"]}\n"
    "{\"id\":\"OTHER\",\"province\":\"13\",\"skills\":[\"S10=3 evidence:skill_test\"]}\n"
    "{\"id\":\"NOBODY\",\"province\":\"13\",\"jobs\":[\"9310 country:TH months:5\"]}\n"
    "{\"id\":\"GROUP\",\"province\":\"13\",\"jobs\":[\"93 country:TH months:5\"]}\n"
    "{\"id\":\"STRANGE\",\"province\":\"13\",\"skills\":[\"FLYING=3\"]}\n"
    "{\"id\":\"NEEDS\",\"province\":\"13\",\"skills\":[\"S00=3 evidence:skill_test\"],"
    "\"wants\":[\"job\"],\"needs\":[\"step_free\",\"quiet_place\"]}\n";

#define TERMS "\"province\":\"13\",\"wage_min\":3000000,\"hours\":\"48\",\"contract\":\"year\""

static const char offers[] =
    "{\"id\":\"V1\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"]}\n"
    "{\"id\":\"V2\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\",\"FLYING>=1\"]}\n"
    "{\"id\":\"V3\",\"title\":\"Job\"," TERMS "}\n"
    "{\"id\":\"V4\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"],"
    "\"recruiter_type\":\"agency\"}\n"
    "{\"id\":\"V5\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"],"
    "\"worker_fee\":5,\"closes\":\"2025-01-01\"}\n"
    "{\"id\":\"V6\",\"title\":\"Job\",\"province\":\"13\",\"wage_min\":2200000,\"hours\":\"48\","
    "\"contract\":\"year\",\"essential_skills\":[\"S10>=1\"],"
    "\"functional_demands\":[\"step_free essential:yes adjustable:no\"]}\n"
    "{\"id\":\"V7\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"FLYING>=1\"]}\n"
    "{\"id\":\"C1\",\"kind\":\"training\",\"title\":\"Course\",\"province\":\"13\","
    "\"teaches\":[\"S00=3\",\"FLYING=2\"],\"entry_age_min\":15,\"entry_age_max\":35,"
    "\"owner\":\"Funder\"}\n"
    "{\"id\":\"G1\",\"kind\":\"support\",\"title\":\"Grant\",\"province\":\"13\","
    "\"support_type\":\"grant\",\"after\":[\"C1\"]}\n"
    "{\"id\":\"G2\",\"kind\":\"support\",\"title\":\"Grant\",\"province\":\"13\","
    "\"support_type\":\"grant\"}\n";

/* Not strict: FLYING is in no taxonomy. */
static void
open_small_with(struct market *market, const char *policy)
{
    match_error err = {.status = MATCH_OK};

    market_open(market, "{\"id\":\"NONE\",\"province\":\"13\"}\n",
                "{\"id\":\"V\",\"title\":\"Job\"," TERMS "}\n", policy);
    match_session_free(market->session);
    match_matcher_unref(market->matcher);
    match_catalogue_unref(market->catalogue);
    match_roster_unref(market->roster);
    match_read_options *options = match_read_options_new(&err);
    assert_ok(match_read_options_set_format(options, MATCH_FORMAT_JSONL, &err), &err);
    match_read_options_set_fill(options, false);
    market->roster = match_roster_new(market->taxonomy, &err);
    market->catalogue = match_catalogue_new(market->taxonomy, &err);
    assert_ok(match_roster_parse(market->roster, people, strlen(people), "people", options, NULL,
                                 &err),
              &err);
    assert_ok(match_catalogue_parse(market->catalogue, offers, strlen(offers), "offers", options,
                                    NULL, &err),
              &err);
    match_read_options_free(options);
    ck_assert_uint_eq(match_roster_count(market->roster), 8);
    ck_assert_uint_eq(match_catalogue_count(market->catalogue), 10);
    market->matcher =
        match_matcher_new(market->catalogue, market->policy, market_today(), &err);
    market->session = match_session_new(market->matcher, &err);
    ck_assert_ptr_nonnull(market->session);
}

static void
open_small(struct market *market)
{
    open_small_with(market, NULL);
}

/* ---- options ---- */

START_TEST(options_check_their_ranges)
{
    match_error err = {.status = MATCH_OK};
    match_options *options = match_options_new(&err);

    ck_assert_int_eq(match_options_set_top(options, 0, &err), MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "top is 0, expected 1..1000000");
    ck_assert_int_eq(match_options_set_top(options, 1000001, &err), MATCH_ERR_INVALID);
    assert_ok(match_options_set_top(options, 1000000, &err), &err);
    ck_assert_int_eq(match_options_set_threads(options, 0, &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_options_set_threads(options, 257, &err), MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "threads is 257, expected 1..256");
    assert_ok(match_options_set_threads(options, 256, &err), &err);
    ck_assert_int_eq(match_options_set_kinds(options, 0, &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_options_set_kinds(options, 1u << MATCH_RECORD_PROFILE, &err),
                     MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "kinds is 0x2");
    assert_ok(match_options_set_kinds(options, 1u << MATCH_RECORD_SUPPORT, &err), &err);
    ck_assert_int_eq(match_options_set_allowed(options, 1u << MATCH_REASON_COUNT, "x", &err),
                     MATCH_ERR_INVALID);
    ck_assert_int_eq(match_options_set_allowed(options, 1, " ", &err), MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "no justification is given");
    ck_assert_int_eq(match_options_set_allowed(options, 1, NULL, &err), MATCH_ERR_INVALID);
    assert_ok(match_options_set_allowed(options, 0, NULL, &err), &err);
    match_options_free(options);
    match_options_free(NULL);
}
END_TEST

/* ---- matcher ---- */

START_TEST(matcher_needs_a_taxonomy_and_a_day)
{
    match_error err = {.status = MATCH_OK};
    match_catalogue *bare = match_catalogue_new(NULL, &err);
    struct market market;

    ck_assert_ptr_null(match_matcher_new(bare, NULL, market_today(), &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "the catalogue has no taxonomy");
    match_catalogue_unref(bare);
    open_small(&market);
    ck_assert_ptr_null(match_matcher_new(market.catalogue, NULL, MATCH_DATE_NONE, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "the day of the run is not set");
    market_close(&market);
}
END_TEST

START_TEST(matcher_freezes_its_catalogue)
{
    match_error err = {.status = MATCH_OK};
    struct market market;

    open_small(&market);
    ck_assert_int_eq(match_catalogue_parse(market.catalogue, offers, strlen(offers), "more", NULL,
                                           NULL, &err),
                     MATCH_ERR_INVALID);
    ck_assert_uint_eq(match_catalogue_count(market.catalogue), 10);
    market_close(&market);
}
END_TEST

START_TEST(matcher_keeps_what_it_needs)
{
    struct market market;
    match_matcher *same;

    open_small(&market);
    same = match_matcher_ref(market.matcher);
    ck_assert_ptr_eq(same, market.matcher);
    match_matcher_unref(market.matcher);
    ck_assert_ptr_eq(match_matcher_catalogue(same), market.catalogue);
    ck_assert_ptr_eq(match_matcher_policy(same), market.policy);
    ck_assert_int_eq(match_matcher_today(same), market_today());
    match_catalogue_unref(market.catalogue);
    market.catalogue = NULL;
    ck_assert_uint_eq(match_catalogue_count(match_matcher_catalogue(same)), 10);
    match_matcher_unref(NULL);
    ck_assert_ptr_null(match_matcher_ref(NULL));
    market_close(&market);
}
END_TEST

START_TEST(matcher_without_policy_has_the_default)
{
    struct market market;
    match_matcher *matcher;

    open_small(&market);
    matcher = match_matcher_new(market.catalogue, NULL, market_today(), NULL);
    ck_assert_str_eq(match_policy_hash(match_matcher_policy(matcher)),
                     match_policy_hash(market.policy));
    match_matcher_unref(matcher);
    market_close(&market);
}
END_TEST

/* ---- what does not fit together ---- */

START_TEST(roster_of_another_taxonomy_is_refused)
{
    static const char other[] = "format: libmatch-taxonomy/1\nname: other\n"
                                "schemes: [{id: s, title: S}]\n"
                                "skills: [{code: S00, labels: {en: Another}}]\n";
    match_error err = {.status = MATCH_OK};
    struct market market;
    match_taxonomy *taxonomy = match_taxonomy_parse(other, MATCH_NUL, NULL, NULL, &err);
    match_roster *roster;
    match_pair pair = {.score = 77};

    ck_assert_msg(taxonomy != NULL, "%s", err.message);
    open_small(&market);
    roster = match_roster_new(taxonomy, &err);
    assert_ok(match_roster_parse(roster, people, strlen(people), "people", NULL, NULL, &err),
              &err);
    ck_assert_ptr_null(match_session_rank(market.session, roster, 0, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "the taxonomy of the roster is ");
    ck_assert_ptr_null(match_session_candidates(market.session, roster, 0, NULL, &err));
    ck_assert_int_eq(match_session_pair(market.session, roster, 0, 0, &pair, &err),
                     MATCH_ERR_INVALID);
    ck_assert_int_eq(pair.score, 77);
    ck_assert_int_eq(match_matcher_rank_roster(market.matcher, roster, NULL, NULL, NULL, &err),
                     MATCH_ERR_INVALID);
    match_roster_unref(roster);
    roster = match_roster_new(NULL, &err);
    ck_assert_int_eq(match_matcher_rank_roster(market.matcher, roster, NULL, NULL, NULL, &err),
                     MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "the roster has no taxonomy");
    match_roster_unref(roster);
    match_taxonomy_unref(taxonomy);
    market_close(&market);
}
END_TEST

START_TEST(roster_of_an_equal_taxonomy_is_taken)
{
    match_error err = {.status = MATCH_OK};
    struct market market;
    match_taxonomy *equal = market_taxonomy();
    match_roster *roster = match_roster_new(equal, &err);
    match_pair pair, expected;
    match_read_options *options = match_read_options_new(&err);

    open_small(&market);
    assert_ok(match_read_options_set_format(options, MATCH_FORMAT_JSONL, &err), &err);
    assert_ok(match_roster_parse(roster, people, strlen(people), "people", options, NULL, &err),
              &err);
    match_read_options_free(options);
    assert_ok(match_session_pair(market.session, roster, 0, 0, &pair, &err), &err);
    expected = market_pair_at(&market, 0, 0);
    ck_assert_mem_eq(&pair, &expected, sizeof pair);
    match_roster_unref(roster);
    match_taxonomy_unref(equal);
    market_close(&market);
}
END_TEST

START_TEST(indices_past_the_end_are_refused)
{
    match_error err = {.status = MATCH_OK};
    struct market market;
    match_pair pair;
    match_roster *empty;

    open_small(&market);
    ck_assert_ptr_null(match_session_rank(market.session, market.roster, 8, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "profile is 8, expected 0..7");
    ck_assert_ptr_null(match_session_candidates(market.session, market.roster, 10, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "opportunity is 10, expected 0..9");
    ck_assert_int_eq(
        match_session_pair(market.session, market.roster, 0, SIZE_MAX, &pair, &err),
        MATCH_ERR_INVALID);
    ck_assert_ptr_null(match_session_explain(market.session, market.roster, 9, 0, &err));
    ck_assert_ptr_null(match_session_explain(market.session, market.roster, 0, 99, &err));
    empty = match_roster_new(market.taxonomy, &err);
    ck_assert_ptr_null(match_session_rank(market.session, empty, 0, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "profile 0 is asked for, but there is none");
    match_roster_unref(empty);
    market_close(&market);
}
END_TEST

/* ---- numbers by hand ---- */

static const struct {
    const char *profile, *opportunity;
    int32_t coverage, lowest, highest, use, gain;
    match_grade grade;
    uint32_t essential_met, essential_count;
} numbers[] = {
    {"EXACT", "V1", 1000000, 1000000, 1000000, 1000000, -1, MATCH_GRADE_STRONG, 1, 1},
    {"LOW", "V1", 333000, 333000, 333000, 1000000, -1, MATCH_GRADE_PARTIAL, 0, 1},
    {"OPEN", "V1", 600000, 200000, 1000000, 1000000, -1, MATCH_GRADE_PARTIAL, 0, 1},
    {"OTHER", "V1", 0, 0, 0, 0, -1, MATCH_GRADE_START, 0, 1},
    {"NOBODY", "V1", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 1},
    {"STRANGE", "V1", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 1},
    /* An essential skill nobody knows weighs as the other one, and counts in part. */
    {"EXACT", "V2", 800000, 500000, 1000000, 1000000, -1, MATCH_GRADE_PARTIAL, 1, 2},
    {"OTHER", "V2", 300000, 0, 500000, 0, -1, MATCH_GRADE_START, 0, 2},
    {"NOBODY", "V2", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 2},
    {"EXACT", "V3", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 0},
    {"EXACT", "V7", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 1},
    {"EXACT", "C1", -1, -1, -1, 1000000, 0, MATCH_GRADE_START, 0, 0},
    {"LOW", "C1", -1, -1, -1, 1000000, 667000, MATCH_GRADE_STRONG, 0, 0},
    {"OPEN", "C1", -1, -1, -1, 1000000, 400000, MATCH_GRADE_PARTIAL, 0, 0},
    {"OTHER", "C1", -1, -1, -1, 0, 1000000, MATCH_GRADE_START, 0, 0},
    {"NOBODY", "C1", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 0},
    {"EXACT", "G1", -1, -1, -1, -1, -1, MATCH_GRADE_UNKNOWN, 0, 0},
};

START_TEST(numbers_of_a_pair_are_as_on_paper)
{
    struct market market;
    match_pair pair;

    open_small(&market);
    pair = market_pair(&market, numbers[_i].profile, numbers[_i].opportunity);
    ck_assert_int_eq(pair.coverage, numbers[_i].coverage);
    ck_assert_int_eq(pair.coverage_lowest, numbers[_i].lowest);
    ck_assert_int_eq(pair.coverage_highest, numbers[_i].highest);
    ck_assert_int_eq(pair.use, numbers[_i].use);
    ck_assert_int_eq(pair.gain, numbers[_i].gain);
    ck_assert_uint_eq(pair.grade, numbers[_i].grade);
    ck_assert_uint_eq(pair.essential_met, numbers[_i].essential_met);
    ck_assert_uint_eq(pair.essential_count, numbers[_i].essential_count);
    market_close(&market);
}
END_TEST

/*
 * EXACT and V1: coverage 300, use 200, place 150 (same province, 900000), wishes 150; nothing
 * else applies or is known. (300 + 200 + 135 + 150) / 800.
 */
START_TEST(score_is_the_weighted_mean)
{
    struct market market;

    open_small_with(&market, "criteria: {use: {weight: 200}, base: {weight: 0}, "
                             "occupation: {weight: 150}, title: {weight: 0}}\n");
    ck_assert_int_eq(market_pair(&market, "EXACT", "V1").score, 981250);
    /* LOW has no wishes: (300 * 333000 + 200 * 1000000 + 150 * 900000) / 650 */
    ck_assert_int_eq(market_pair(&market, "LOW", "V1").score, 669076);
    /* NOBODY: coverage and use count as nothing: 150 * 900000 / 650, occupation is unknown */
    ck_assert_int_eq(market_pair(&market, "NOBODY", "V1").score, 207692);
    market_close(&market);
}
END_TEST

START_TEST(weights_of_the_policy_count)
{
    struct market market;

    open_small_with(&market, "criteria: {coverage: {weight: 1}, use: {weight: 0}, "
                             "base: {weight: 0}, place: {weight: 0}, wishes: {weight: 0}}\n");
    ck_assert_int_eq(market_pair(&market, "LOW", "V1").score, 333000);
    market_close(&market);
}
END_TEST

/* Three years of 365 days before 2025-02-10 is 2022-02-11. */
START_TEST(skills_not_used_for_years_are_trusted_less)
{
    struct market market;

    market_open(&market,
                "{\"id\":\"NOW\",\"province\":\"13\",\"skills\":"
                "[\"S00=3 evidence:skill_test used:2022-02-11\"]}\n"
                "{\"id\":\"LONG-AGO\",\"province\":\"13\",\"skills\":"
                "[\"S00=3 evidence:skill_test used:2022-02-10\"]}\n",
                "{\"id\":\"V\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"]}\n",
                NULL);
    ck_assert_int_eq(market_pair(&market, "NOW", "V").coverage, 1000000);
    ck_assert_int_eq(market_pair(&market, "LONG-AGO", "V").coverage, 900000);
    ck_assert_uint_eq(market_pair(&market, "LONG-AGO", "V").grade, MATCH_GRADE_STRONG);
    market_close(&market);
}
END_TEST

START_TEST(needs_change_no_number)
{
    struct market market;

    open_small(&market);
    for (size_t i = 0; i < match_catalogue_count(market.catalogue); i++) {
        match_pair without = market_pair_at(&market, market_person(&market, "EXACT"), i);
        match_pair with = market_pair_at(&market, market_person(&market, "NEEDS"), i);

        ck_assert_uint_eq(without.adjustment, MATCH_ADJUSTMENT_NONE);
        ck_assert_uint_ne(with.adjustment, MATCH_ADJUSTMENT_NONE);
        with.profile = without.profile;
        with.adjustment = without.adjustment;
        ck_assert_mem_eq(&with, &without, sizeof with);
    }
    ck_assert_uint_eq(market_pair(&market, "NEEDS", "V1").adjustment, MATCH_ADJUSTMENT_ASK);
    ck_assert_uint_eq(market_pair(&market, "NEEDS", "V6").adjustment, MATCH_ADJUSTMENT_BARRIER);
    market_close(&market);
}
END_TEST

/* ---- lists ---- */

/* The ids of a list, joined by blanks. */
static const char *
ids_of(const struct market *market, const match_pair *pairs, size_t count)
{
    static char ids[512];
    size_t used = 0;

    ids[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(ids + used, sizeof ids - used, "%s%s", i > 0 ? " " : "",
                                 match_catalogue_id(market->catalogue, pairs[i].opportunity));
    }
    return ids;
}

START_TEST(list_is_by_standing_knowledge_score_and_id)
{
    struct market market;
    match_result *result;
    size_t blocked;
    const match_pair *pairs;

    open_small(&market);
    result = match_session_rank(market.session, market.roster, market_person(&market, "EXACT"),
                                NULL, NULL);
    /* V2 is V1 with a skill nobody knows; V6 is far from it, but the job that is wanted; V3 and V7
       are unknown; V4 is demoted although it scores most. */
    ck_assert_str_eq(ids_of(&market, match_result_pairs(result), match_result_count(result)),
                     "V1 V2 V6 C1 G2 V3 V7 V4 G1");
    pairs = match_result_blocked(result, &blocked);
    ck_assert_str_eq(ids_of(&market, pairs, blocked), "V5");
    ck_assert_uint_eq(pairs[0].reasons,
                      1u << MATCH_REASON_CLOSED | 1u << MATCH_REASON_WORKER_FEE);
    ck_assert_uint_eq(match_result_considered(result), 10);
    ck_assert_uint_eq(match_result_subject(result), market_person(&market, "EXACT"));
    ck_assert_uint_eq(match_result_reason_total(result, MATCH_REASON_CLOSED), 1);
    ck_assert_uint_eq(match_result_reason_total(result, MATCH_REASON_WAGE_BELOW_MINIMUM), 1);
    ck_assert_uint_eq(match_result_reason_total(result, MATCH_REASON_NO_SEATS), 0);
    ck_assert_uint_eq(match_result_reason_total(result, MATCH_REASON_COUNT), 0);
    match_result_free(result);
    match_result_free(NULL);
    market_close(&market);
}
END_TEST

START_TEST(allowed_reasons_flag_and_no_more)
{
    struct market market;
    match_options *options = match_options_new(NULL);
    match_result *result;
    size_t blocked;
    match_pair pair;

    open_small(&market);
    pair = market_pair(&market, "EXACT", "V5");
    /* Two reasons block V5: allowing one of them is not enough. */
    ck_assert_int_eq(match_options_set_allowed(options, 1u << MATCH_REASON_CLOSED, "why", NULL),
                     MATCH_OK);
    result = match_session_rank(market.session, market.roster, 0, options, NULL);
    match_result_blocked(result, &blocked);
    ck_assert_uint_eq(blocked, 1);
    match_result_free(result);
    ck_assert_int_eq(match_options_set_allowed(options,
                                               1u << MATCH_REASON_CLOSED |
                                                   1u << MATCH_REASON_WORKER_FEE,
                                               "why", NULL),
                     MATCH_OK);
    result = match_session_rank(market.session, market.roster, 0, options, NULL);
    match_result_blocked(result, &blocked);
    ck_assert_uint_eq(blocked, 0);
    for (size_t i = 0; i < match_result_count(result); i++) {
        const match_pair *listed = &match_result_pairs(result)[i];
        if (listed->opportunity == pair.opportunity) {
            pair.standing = MATCH_STANDING_FLAGGED;
            ck_assert_mem_eq(listed, &pair, sizeof pair);
        }
    }
    ck_assert_uint_eq(pair.standing, MATCH_STANDING_FLAGGED);
    match_result_free(result);
    match_options_free(options);
    market_close(&market);
}
END_TEST

START_TEST(list_of_kinds_has_no_others)
{
    struct market market;
    match_options *options = match_options_new(NULL);
    match_result *result;

    open_small(&market);
    ck_assert_int_eq(match_options_set_kinds(options,
                                             1u << MATCH_RECORD_TRAINING |
                                                 1u << MATCH_RECORD_SUPPORT,
                                             NULL),
                     MATCH_OK);
    result = match_session_rank(market.session, market.roster, 0, options, NULL);
    ck_assert_uint_eq(match_result_considered(result), 3);
    ck_assert_uint_eq(match_result_count(result), 3);
    match_result_free(result);
    match_options_free(options);
    market_close(&market);
}
END_TEST

START_TEST(candidates_are_by_coverage)
{
    struct market market;
    match_result *result;
    char ids[256] = "";

    open_small(&market);
    result = match_session_candidates(market.session, market.roster,
                                      market_opportunity(&market, "V1"), NULL, NULL);
    for (size_t i = 0; i < match_result_count(result); i++) {
        strcat(ids, match_roster_id(market.roster, match_result_pairs(result)[i].profile));
        strcat(ids, " ");
    }
    ck_assert_str_eq(ids, "EXACT NEEDS OPEN LOW OTHER GROUP NOBODY STRANGE ");
    ck_assert_uint_eq(match_result_subject(result), market_opportunity(&market, "V1"));
    match_result_free(result);
    market_close(&market);
}
END_TEST

/* Every length of list is the beginning of the whole list. */
START_TEST(short_lists_begin_the_long_one)
{
    struct market market;
    struct market_text profiles = {0}, opportunities = {0};
    uint64_t state = 9;
    match_options *options = match_options_new(NULL);
    match_result *all;

    market_add_people(&profiles, &state, 3);
    market_add_opportunities(&opportunities, &state, 80);
    market_open_texts(&market, &profiles, &opportunities);
    ck_assert_int_eq(match_options_set_top(options, 1000, NULL), MATCH_OK);
    all = match_session_rank(market.session, market.roster, 1, options, NULL);
    for (size_t top = 1; top <= match_result_count(all) + 1; top++) {
        match_result *some;
        size_t expected = top < match_result_count(all) ? top : match_result_count(all);

        ck_assert_int_eq(match_options_set_top(options, top, NULL), MATCH_OK);
        some = match_session_rank(market.session, market.roster, 1, options, NULL);
        ck_assert_uint_eq(match_result_count(some), expected);
        ck_assert_mem_eq(match_result_pairs(some), match_result_pairs(all),
                         expected * sizeof(match_pair));
        match_result_free(some);
    }
    match_result_free(all);
    match_options_free(options);
    market_close(&market);
}
END_TEST

START_TEST(equal_scores_are_by_id)
{
    struct market market;
    struct market_text opportunities = {0};
    match_result *result;

    market_add_vacancy(&opportunities, "V-b", NULL, 0, "");
    market_add_vacancy(&opportunities, "V-a", NULL, 0, "");
    market_add_vacancy(&opportunities, "V-C", NULL, 0, "");
    market_add_vacancy(&opportunities, "V-10", NULL, 0, "");
    market_add_vacancy(&opportunities, "V-9", NULL, 0, "");
    market_open(&market, "{\"id\":\"P\",\"province\":\"13\"}\n", opportunities.bytes, NULL);
    result = match_session_rank(market.session, market.roster, 0, NULL, NULL);
    ck_assert_str_eq(ids_of(&market, match_result_pairs(result), match_result_count(result)),
                     "V-10 V-9 V-C V-a V-b");
    match_result_free(result);
    market_text_free(&opportunities);
    market_close(&market);
}
END_TEST

START_TEST(empty_catalogue_gives_an_empty_list)
{
    match_error err = {.status = MATCH_OK};
    match_taxonomy *taxonomy = market_taxonomy();
    match_catalogue *catalogue = match_catalogue_new(taxonomy, &err);
    match_roster *roster = match_roster_new(taxonomy, &err);
    match_matcher *matcher = match_matcher_new(catalogue, NULL, market_today(), &err);
    match_session *session = match_session_new(matcher, &err);
    match_result *result;
    match_read_options *options = match_read_options_new(&err);

    assert_ok(match_read_options_set_format(options, MATCH_FORMAT_JSONL, &err), &err);
    assert_ok(match_matcher_rank_roster(matcher, roster, NULL, NULL, NULL, &err), &err);
    assert_ok(match_roster_parse(roster, people, strlen(people), "people", options, NULL, &err),
              &err);
    result = match_session_rank(session, roster, 0, NULL, &err);
    ck_assert_uint_eq(match_result_count(result), 0);
    ck_assert_uint_eq(match_result_considered(result), 0);
    match_result_free(result);
    match_read_options_free(options);
    match_session_free(session);
    match_session_free(NULL);
    match_matcher_unref(matcher);
    match_roster_unref(roster);
    match_catalogue_unref(catalogue);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- whole rosters ---- */

struct stop {
    size_t heard;
    size_t after;
};

static bool
stop_after(const match_result *result, void *data)
{
    struct stop *stop = data;

    ck_assert_uint_eq(match_result_subject(result), stop->heard);
    return ++stop->heard < stop->after;
}

START_TEST(roster_run_can_be_cancelled)
{
    struct market market;
    match_options *options = match_options_new(NULL);
    match_error err = {.status = MATCH_OK};

    open_small(&market);
    for (unsigned threads = 1; threads <= 4; threads += 3) {
        struct stop stop = {.after = 3};
        assert_ok(match_options_set_threads(options, threads, &err), &err);
        ck_assert_int_eq(match_matcher_rank_roster(market.matcher, market.roster, options,
                                                   stop_after, &stop, &err),
                         MATCH_ERR_CANCELLED);
        ck_assert_uint_eq(stop.heard, 3);
    }
    match_options_free(options);
    market_close(&market);
}
END_TEST

/* ---- explanation ---- */

/* ---- requirements that are not in the taxonomy ---- */

/* Members of a vacancy, and the weight of what is unresolved where no skill of its kind is known. */
static const struct {
    const char *skills;
    uint32_t weight;
} unresolved[] = {
    {"\"essential_skills\":[\"S00>=3\",\"S39>=1\",\"FLYING>=1\"]", 0},
    {"\"essential_skills\":[\"S00>=3\",\"FLYING>=1\",\"DIVING\"]", 0},
    {"\"essential_skills\":[\"S00>=3\"],\"optional_skills\":[\"S10\",\"FLYING\"]", 0},
    {"\"essential_skills\":[\"FLYING\"],\"optional_skills\":[\"S00\"]", 256},
    {"\"essential_skills\":[\"S39\"],\"optional_skills\":[\"FLYING\"]", 128},
};

/* Reads one vacancy, not strict, with a person who has all of its skills that there are. */
static void
open_unresolved(struct market *market, const char *skills)
{
    match_error err = {.status = MATCH_OK};
    char text[512];

    market_open(market,
                "{\"id\":\"ALL\",\"province\":\"13\",\"skills\":[\"S00=5 evidence:skill_test\","
                "\"S10=5 evidence:skill_test\",\"S39=5 evidence:skill_test\"]}\n"
                "{\"id\":\"SOME\",\"province\":\"13\",\"skills\":[\"S00=2 evidence:skill_test\"]}\n",
                "{\"id\":\"X\",\"title\":\"Job\"," TERMS "}\n", NULL);
    match_session_free(market->session);
    match_matcher_unref(market->matcher);
    match_catalogue_unref(market->catalogue);
    market->catalogue = match_catalogue_new(market->taxonomy, &err);
    snprintf(text, sizeof text, "{\"id\":\"V\",\"title\":\"Job\"," TERMS ",%s}\n", skills);
    assert_ok(match_catalogue_parse(market->catalogue, text, MATCH_NUL, NULL, NULL, NULL, &err),
              &err);
    market->matcher =
        match_matcher_new(market->catalogue, market->policy, market_today(), &err);
    market->session = match_session_new(market->matcher, &err);
    ck_assert_ptr_nonnull(market->session);
}

/* The weight of the lightest line of a kind that is resolved. */
static uint32_t
lightest_line(const match_line *lines, size_t count, uint32_t essential, uint32_t otherwise)
{
    uint32_t lightest = UINT32_MAX;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].state != MATCH_LINE_UNRESOLVED && lines[i].essential == essential &&
            lines[i].weight < lightest) {
            lightest = lines[i].weight;
        }
    }
    return lightest == UINT32_MAX ? otherwise : lightest;
}

static void
check_unresolved_lines(const struct market *market, const match_pair *pair, size_t which)
{
    match_explanation *explanation = match_session_explain(
        market->session, market->roster, pair->profile, pair->opportunity, NULL);
    size_t count;
    const match_line *lines =
        match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);
    int32_t points = 0;

    for (size_t i = 0; i < count; i++) {
        points += lines[i].points;
        if (lines[i].state == MATCH_LINE_UNRESOLVED) {
            ck_assert_uint_eq(lines[i].weight, lightest_line(lines, count, lines[i].essential,
                                                             unresolved[which].weight));
            ck_assert_int_gt(lines[i].points, 0);
        }
        for (size_t j = 0; j < count; j++) {
            ck_assert(lines[i].essential <= lines[j].essential ||
                      lines[i].weight >= lines[j].weight);
        }
    }
    ck_assert_int_eq(points, pair->coverage);
    match_explanation_free(explanation);
}

START_TEST(what_nobody_knows_is_never_covered_and_never_lost)
{
    static const char *const names[] = {"ALL", "SOME"};
    struct market market;
    int32_t coverage[2];

    open_unresolved(&market, unresolved[_i].skills);
    for (size_t i = 0; i < 2; i++) {
        match_pair pair = market_pair(&market, names[i], "V");

        ck_assert_int_gt(pair.coverage, pair.coverage_lowest);
        ck_assert_int_lt(pair.coverage, pair.coverage_highest);
        ck_assert_int_lt(pair.coverage, MATCH_SCORE_ONE);
        ck_assert_uint_lt(pair.essential_met, pair.essential_count + (_i == 2 || _i == 4));
        check_unresolved_lines(&market, &pair, (size_t)_i);
        coverage[i] = pair.coverage;
    }
    ck_assert_int_eq(market_pair(&market, "ALL", "V").coverage_highest, MATCH_SCORE_ONE);
    ck_assert_int_ge(coverage[0], coverage[1]);
    market_close(&market);
}
END_TEST

START_TEST(explanation_says_what_is_missing)
{
    struct market market;
    match_explanation *explanation;
    const match_line *lines;
    size_t count;

    open_small(&market);
    explanation = match_session_explain(market.session, market.roster,
                                        market_person(&market, "LOW"),
                                        market_opportunity(&market, "V2"), NULL);
    lines = match_explanation_lines(explanation, MATCH_LINES_COVERAGE, &count);
    ck_assert_uint_eq(count, 2);
    /* The order is that of the record: essential, then by skill; 0 comes first. */
    ck_assert_str_eq(lines[0].requirement_text, "FLYING");
    ck_assert_uint_eq(lines[0].state, MATCH_LINE_UNRESOLVED);
    ck_assert_uint_eq(lines[0].requirement, 0);
    ck_assert_uint_eq(lines[0].weight, lines[1].weight);
    ck_assert_int_eq(lines[0].points, 300000); /* half of the 600 that is counted */
    ck_assert_str_eq(lines[1].requirement_text, "S00");
    ck_assert_str_eq(lines[1].claim_text, "S00");
    ck_assert_str_eq(lines[1].evidence, "skill_test");
    ck_assert_uint_eq(lines[1].requirement, match_taxonomy_find(market.taxonomy, "S00", 3));
    ck_assert_uint_eq(lines[1].claim, lines[1].requirement);
    ck_assert_int_eq(lines[1].claimed_level, 1);
    ck_assert_int_eq(lines[1].required_level, 3);
    ck_assert_int_eq(lines[1].level_permille, 333);
    ck_assert_int_eq(lines[1].trust_permille, 1000);
    ck_assert_uint_eq(lines[1].similarity, 255);
    ck_assert_int_eq(lines[1].points, 166500);
    ck_assert_uint_eq(lines[1].essential, 1);
    ck_assert_uint_eq(lines[1].state, MATCH_LINE_PARTIAL);
    lines = match_explanation_lines(explanation, MATCH_LINES_USE, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(lines[0].points, 1000000);
    ck_assert_uint_eq(lines[0].state, MATCH_LINE_MET);
    match_explanation_lines(explanation, MATCH_LINES_GAIN, &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_ptr_null(match_explanation_lines(explanation, (match_line_kind)4, &count));
    ck_assert_ptr_null(match_explanation_lines(explanation, (match_line_kind)0, &count));
    match_explanation_free(explanation);
    match_explanation_free(NULL);
    market_close(&market);
}
END_TEST

START_TEST(explanation_of_training_says_what_is_new)
{
    struct market market;
    match_explanation *explanation;
    const match_line *lines;
    const match_reason_detail *reasons;
    size_t count;

    open_small(&market);
    explanation = match_session_explain(market.session, market.roster,
                                        market_person(&market, "LOW"),
                                        market_opportunity(&market, "C1"), NULL);
    lines = match_explanation_lines(explanation, MATCH_LINES_GAIN, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(lines[0].state, MATCH_LINE_UNRESOLVED);
    ck_assert_uint_eq(lines[1].state, MATCH_LINE_PARTIAL);
    ck_assert_int_eq(lines[1].points, 667000);
    reasons = match_explanation_reasons(explanation, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(reasons[0].reason, MATCH_REASON_AGE_UNKNOWN);
    ck_assert_int_eq(reasons[0].standing, MATCH_STANDING_FLAGGED);
    ck_assert_str_eq(reasons[0].owner, "");
    match_explanation_free(explanation);
    market_close(&market);
}
END_TEST

START_TEST(explanation_names_reasons_and_their_owner)
{
    struct market market;
    match_explanation *explanation;
    const match_reason_detail *reasons;
    size_t count;

    open_small(&market);
    explanation = match_session_explain(market.session, market.roster, 0,
                                        market_opportunity(&market, "V5"), NULL);
    reasons = match_explanation_reasons(explanation, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(reasons[0].text, "applications closed on 2025-01-01");
    ck_assert_int_eq(reasons[0].standing, MATCH_STANDING_BLOCKED);
    ck_assert_str_eq(reasons[1].text, "the worker pays 5");
    match_explanation_free(explanation);
    explanation = match_session_explain(market.session, market.roster, 0,
                                        market_opportunity(&market, "G1"), NULL);
    reasons = match_explanation_reasons(explanation, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(reasons[0].text, "comes after C1");
    match_explanation_free(explanation);
    market_close(&market);
}
END_TEST

START_TEST(explanation_answers_each_need)
{
    struct market market;
    match_explanation *explanation;
    const match_adjustment_detail *details;
    size_t count;

    open_small(&market);
    explanation = match_session_explain(market.session, market.roster,
                                        market_person(&market, "NEEDS"),
                                        market_opportunity(&market, "V6"), NULL);
    details = match_explanation_adjustments(explanation, &count);
    ck_assert_uint_eq(count, 2);
    for (size_t i = 0; i < count; i++) {
        bool step_free = strcmp(details[i].need, "step_free") == 0;
        ck_assert_int_eq(details[i].state,
                         step_free ? MATCH_ADJUSTMENT_BARRIER : MATCH_ADJUSTMENT_ASK);
        ck_assert_uint_gt(strlen(details[i].text), 0);
    }
    match_explanation_free(explanation);
    market_close(&market);
}
END_TEST

/* Occupation 9310 lists S00, S01 as essential and S04, S10 as optional. */
static const struct {
    const char *profile;
    const char *expected;
} questions[] = {
    {"NOBODY", "S01 S00 S04 S10"},
    {"EXACT", ""}, /* has skills on record */
    {"STRANGE", ""},
};

static const char *
questions_for(struct market *market, const char *profile)
{
    static char text[512];
    size_t used = 0;
    size_t count;
    match_explanation *explanation = match_session_explain(
        market->session, market->roster, market_person(market, profile), 0, NULL);
    const match_concept *asked = match_explanation_questions(explanation, &count);

    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? " " : "",
                                 match_taxonomy_code(market->taxonomy, asked[i]));
    }
    match_explanation_free(explanation);
    return text;
}

START_TEST(questions_are_the_skills_of_earlier_jobs)
{
    struct market market;

    open_small(&market);
    ck_assert_str_eq(questions_for(&market, questions[_i].profile), questions[_i].expected);
    market_close(&market);
}
END_TEST

START_TEST(questions_of_a_group_are_those_of_its_occupations)
{
    struct market market;
    const char *asked;

    open_small(&market);
    asked = questions_for(&market, "GROUP"); /* 9310, 9311, 9312: trees 0, 1, 2 */
    for (const char *const *code = (const char *const[]){"S00", "S01", "S10", "S11", "S20", "S21",
                                                         NULL};
         *code; code++) {
        ck_assert_ptr_nonnull(strstr(asked, *code));
    }
    market_close(&market);
    open_small_with(&market, "questions: 2\n");
    ck_assert_uint_eq(strlen(questions_for(&market, "GROUP")), 7);
    market_close(&market);
}
END_TEST

/* ---- memory ---- */

/* Only results take memory once a session is warm: one block for each list. */
START_TEST(warm_session_takes_memory_for_results_only)
{
    struct market market;
    struct market_text profiles = {0}, opportunities = {0};
    uint64_t state = 21;

    market_add_people(&profiles, &state, 20);
    market_add_opportunities(&opportunities, &state, 50);
    market_open_texts(&market, &profiles, &opportunities);
    for (int round = 0; round < 2; round++) {
        alloc_fail_after(-1); /* counts from here */
        for (size_t i = 0; i < 20; i++) {
            match_result_free(
                match_session_rank(market.session, market.roster, i, NULL, NULL));
        }
    }
    ck_assert_int_eq(alloc_count(), 20);
    alloc_fail_after(-1);
    for (size_t i = 0; i < 20; i++) {
        market_pair_at(&market, i, i);
    }
    ck_assert_int_eq(alloc_count(), 0);
    market_close(&market);
}
END_TEST

static match_status
attempt_matcher(void *data, match_error *err)
{
    struct market *market = data;
    match_matcher *matcher = match_matcher_new(market->catalogue, NULL, market_today(), err);

    if (!matcher) {
        return err->status;
    }
    match_matcher_unref(matcher);
    return MATCH_OK;
}

static match_status
attempt_rank(void *data, match_error *err)
{
    struct market *market = data;
    match_session *session = match_session_new(market->matcher, err);
    match_result *result = NULL;
    match_status status = MATCH_OK;

    if (!session) {
        return err->status;
    }
    for (size_t i = 0; status == MATCH_OK && i < 4; i++) {
        result = match_session_rank(session, market->roster, i, NULL, err);
        status = result ? MATCH_OK : err->status;
        match_result_free(result);
    }
    match_session_free(session);
    return status;
}

static match_status
attempt_candidates(void *data, match_error *err)
{
    struct market *market = data;
    match_session *session = match_session_new(market->matcher, err);
    match_result *result;
    match_status status;

    if (!session) {
        return err->status;
    }
    result = match_session_candidates(session, market->roster, 0, NULL, err);
    status = result ? MATCH_OK : err->status;
    match_result_free(result);
    match_session_free(session);
    return status;
}

static match_status
attempt_explain(void *data, match_error *err)
{
    struct market *market = data;
    match_session *session = match_session_new(market->matcher, err);
    match_status status = MATCH_OK;

    if (!session) {
        return err->status;
    }
    for (size_t i = 0; status == MATCH_OK && i < 2; i++) {
        match_explanation *explanation = match_session_explain(
            session, market->roster, market_person(market, i ? "NOBODY" : "NEEDS"),
            market_opportunity(market, i ? "C1" : "V6"), err);
        status = explanation ? MATCH_OK : err->status;
        match_explanation_free(explanation);
    }
    match_session_free(session);
    return status;
}

static match_status
attempt_roster(void *data, match_error *err)
{
    struct market *market = data;
    return match_matcher_rank_roster(market->matcher, market->roster, NULL, NULL, NULL, err);
}

static match_status
attempt_options(void *data, match_error *err)
{
    match_options *options = match_options_new(err);

    (void)data;
    match_options_free(options);
    return options ? MATCH_OK : err->status;
}

static match_status (*const attempts[])(void *data, match_error *err) = {
    attempt_matcher, attempt_rank,   attempt_candidates,
    attempt_explain, attempt_roster, attempt_options};

START_TEST(every_allocation_failure_is_survived)
{
    struct market market;

    open_small(&market);
    ck_assert_int_ge(for_every_allocation_failure(attempts[_i], &market), 1);
    market_close(&market);
}
END_TEST

/* The same where claims compete for requirements and the assignment takes memory. */
START_TEST(every_allocation_failure_of_an_assignment_is_survived)
{
    struct market market;
    struct market_text profiles = {0}, opportunities = {0};
    uint64_t state = 33;

    market_add_people(&profiles, &state, 6);
    market_add_opportunities(&opportunities, &state, 20);
    market_open_texts(&market, &profiles, &opportunities);
    ck_assert_int_gt(for_every_allocation_failure(attempt_rank, &market), 10);
    market_close(&market);
}
END_TEST

/* ---- the reference data ---- */

static void
open_reference(struct market *market)
{
    static const char *const files[] = {"vacancies.csv", "training.yaml", "supports.yaml"};
    match_error err = {.status = MATCH_OK};
    char path[256];

    *market = (struct market){.policy = match_policy_default(&err)};
    market->taxonomy = match_taxonomy_load(
        test_path("taxonomies/returnee-skills/returnee-skills.yaml"), NULL, &err);
    ck_assert_msg(market->taxonomy != NULL, "%s:%u %s", err.source, err.line, err.message);
    market->roster = match_roster_new(market->taxonomy, &err);
    market->catalogue = match_catalogue_new(market->taxonomy, &err);
    assert_ok(match_roster_read(market->roster, test_path("examples/data/mini/profiles.csv"), NULL,
                                NULL, &err),
              &err);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "examples/data/mini/%s", files[i]);
        assert_ok(match_catalogue_read(market->catalogue, test_path(path), NULL, NULL, &err),
                  &err);
    }
    market->matcher =
        match_matcher_new(market->catalogue, market->policy, market_today(), &err);
    market->session = match_session_new(market->matcher, &err);
    ck_assert_ptr_nonnull(market->session);
}

static const struct {
    const char *profile, *opportunity;
    match_grade grade;
    match_standing standing;
    int first; /* of the list */
    uint32_t reason; /* one that holds, or MATCH_REASON_COUNT */
} stories[] = {
    {"R01", "C1", MATCH_GRADE_STRONG, MATCH_STANDING_SHOWN, 1, MATCH_REASON_COUNT},
    {"R02", "V2", MATCH_GRADE_STRONG, MATCH_STANDING_SHOWN, 1, MATCH_REASON_COUNT},
    {"R03", "V3", MATCH_GRADE_STRONG, MATCH_STANDING_SHOWN, 1, MATCH_REASON_COUNT},
    {"R04", "V1", MATCH_GRADE_STRONG, MATCH_STANDING_SHOWN, 1, MATCH_REASON_COUNT},
    {"R04", "V3", MATCH_GRADE_START, MATCH_STANDING_SHOWN, 0, MATCH_REASON_COUNT},
    {"R05", "V2", MATCH_GRADE_UNKNOWN, MATCH_STANDING_SHOWN, 0, MATCH_REASON_COUNT},
    {"R06", "V6", MATCH_GRADE_STRONG, MATCH_STANDING_FLAGGED, 0, MATCH_REASON_WAGE_BELOW_MINIMUM},
    {"R07", "V8", MATCH_GRADE_START, MATCH_STANDING_BLOCKED, 0, MATCH_REASON_HAZARDOUS_UNDER_18},
    {"R07", "C6", MATCH_GRADE_STRONG, MATCH_STANDING_SHOWN, 1, MATCH_REASON_COUNT},
    {"R02", "V7", MATCH_GRADE_START, MATCH_STANDING_BLOCKED, 0, MATCH_REASON_WORKER_FEE},
    {"R02", "V7", MATCH_GRADE_START, MATCH_STANDING_BLOCKED, 0, MATCH_REASON_LICENCE_EXPIRED},
    {"R06", "V9", MATCH_GRADE_STRONG, MATCH_STANDING_FLAGGED, 0,
     MATCH_REASON_ADVERTISEMENT_RESTRICTION},
    {"R08", "V9", MATCH_GRADE_STRONG, MATCH_STANDING_FLAGGED, 0,
     MATCH_REASON_ADVERTISEMENT_RESTRICTION},
    {"R08", "C6", MATCH_GRADE_START, MATCH_STANDING_DEMOTED, 0, MATCH_REASON_ADMISSION_AGE},
    {"R01", "G1", MATCH_GRADE_UNKNOWN, MATCH_STANDING_DEMOTED, 0, MATCH_REASON_ADMISSION_TRAINING},
};

START_TEST(reference_people_find_what_is_meant_for_them)
{
    struct market market;
    match_pair pair;
    match_result *result;

    open_reference(&market);
    pair = market_pair(&market, stories[_i].profile, stories[_i].opportunity);
    ck_assert_str_eq(match_grade_name(pair.grade), match_grade_name(stories[_i].grade));
    ck_assert_str_eq(match_standing_name(pair.standing),
                     match_standing_name(stories[_i].standing));
    if (stories[_i].reason != MATCH_REASON_COUNT) {
        ck_assert(pair.reasons & 1u << stories[_i].reason);
    }
    result = match_session_rank(market.session, market.roster,
                                market_person(&market, stories[_i].profile), NULL, NULL);
    if (stories[_i].first) {
        ck_assert_str_eq(match_catalogue_id(market.catalogue,
                                            match_result_pairs(result)[0].opportunity),
                         stories[_i].opportunity);
    }
    match_result_free(result);
    market_close(&market);
}
END_TEST

static void
add_list_tests(Suite *suite)
{
    TCase *tcase = tcase_create("lists");

    tcase_add_test(tcase, options_check_their_ranges);
    tcase_add_test(tcase, matcher_needs_a_taxonomy_and_a_day);
    tcase_add_test(tcase, matcher_freezes_its_catalogue);
    tcase_add_test(tcase, matcher_keeps_what_it_needs);
    tcase_add_test(tcase, matcher_without_policy_has_the_default);
    tcase_add_test(tcase, roster_of_another_taxonomy_is_refused);
    tcase_add_test(tcase, roster_of_an_equal_taxonomy_is_taken);
    tcase_add_test(tcase, indices_past_the_end_are_refused);
    tcase_add_test(tcase, list_is_by_standing_knowledge_score_and_id);
    tcase_add_test(tcase, allowed_reasons_flag_and_no_more);
    tcase_add_test(tcase, list_of_kinds_has_no_others);
    tcase_add_test(tcase, candidates_are_by_coverage);
    tcase_add_test(tcase, short_lists_begin_the_long_one);
    tcase_add_test(tcase, equal_scores_are_by_id);
    tcase_add_test(tcase, empty_catalogue_gives_an_empty_list);
    tcase_add_test(tcase, roster_run_can_be_cancelled);
    suite_add_tcase(suite, tcase);
}

static void
add_number_tests(Suite *suite)
{
    TCase *tcase = tcase_create("numbers");

    tcase_add_loop_test(tcase, numbers_of_a_pair_are_as_on_paper, 0,
                        (int)(sizeof numbers / sizeof numbers[0]));
    tcase_add_test(tcase, score_is_the_weighted_mean);
    tcase_add_test(tcase, weights_of_the_policy_count);
    tcase_add_test(tcase, skills_not_used_for_years_are_trusted_less);
    tcase_add_test(tcase, needs_change_no_number);
    tcase_add_test(tcase, explanation_says_what_is_missing);
    tcase_add_loop_test(tcase, what_nobody_knows_is_never_covered_and_never_lost, 0,
                         (int)(sizeof unresolved / sizeof unresolved[0]));
    tcase_add_test(tcase, explanation_of_training_says_what_is_new);
    tcase_add_test(tcase, explanation_names_reasons_and_their_owner);
    tcase_add_test(tcase, explanation_answers_each_need);
    tcase_add_loop_test(tcase, questions_are_the_skills_of_earlier_jobs, 0,
                        (int)(sizeof questions / sizeof questions[0]));
    tcase_add_test(tcase, questions_of_a_group_are_those_of_its_occupations);
    tcase_add_loop_test(tcase, reference_people_find_what_is_meant_for_them, 0,
                        (int)(sizeof stories / sizeof stories[0]));
    suite_add_tcase(suite, tcase);
}

static void
add_memory_tests(Suite *suite)
{
    TCase *tcase = tcase_create("memory");

    tcase_add_test(tcase, warm_session_takes_memory_for_results_only);
    tcase_add_loop_test(tcase, every_allocation_failure_is_survived, 0,
                        (int)(sizeof attempts / sizeof attempts[0]));
    tcase_add_test(tcase, every_allocation_failure_of_an_assignment_is_survived);
    suite_add_tcase(suite, tcase);
}

int
main(void)
{
    Suite *suite = suite_create("ranking");

    add_list_tests(suite);
    add_number_tests(suite);
    add_memory_tests(suite);
    return run_suite(suite);
}
