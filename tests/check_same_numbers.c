/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What must not change a pair's numbers or a list: threads, what is protected, the order of rows,
 * other items, the side it is asked from. The table of all invariants is in check_invariants.c.
 */

#define MOST 10
#define SEEDS 5

/* All but the places in the two lists. */
static void
assert_same_numbers(match_pair a, match_pair b)
{
    a.profile = b.profile;
    a.opportunity = b.opportunity;
    ck_assert_mem_eq(&a, &b, sizeof a);
}

/* ---- 2: threads ---- */

struct bytes {
    struct market_text text;
    size_t people;
};

static bool
keep_bytes(const match_result *result, void *data)
{
    struct bytes *bytes = data;
    size_t blocked;
    const match_pair *pairs = match_result_blocked(result, &blocked);

    ck_assert_uint_eq(match_result_subject(result), bytes->people);
    bytes->people++;
    for (size_t i = 0; i < match_result_count(result) + blocked; i++) {
        const match_pair *pair = i < match_result_count(result)
                                     ? &match_result_pairs(result)[i]
                                     : &pairs[i - match_result_count(result)];
        const unsigned char *at = (const unsigned char *)pair;
        for (size_t j = 0; j < sizeof *pair; j++) {
            market_add(&bytes->text, "%02x", at[j]);
        }
    }
    market_add(&bytes->text, "\n");
    return true;
}

static void
rank_all(const struct market *market, unsigned threads, struct bytes *bytes)
{
    match_options *options = match_options_new(NULL);
    match_error err = {.status = MATCH_OK};

    assert_ok(match_options_set_threads(options, threads, &err), &err);
    assert_ok(match_options_set_top(options, 7, &err), &err);
    assert_ok(match_matcher_rank_roster(market->matcher, market->roster, options, keep_bytes,
                                        bytes, &err),
              &err);
    ck_assert_uint_eq(bytes->people, match_roster_count(market->roster));
    match_options_free(options);
}

START_TEST(threads_change_no_byte)
{
    static const unsigned threads[] = {2, 7, 100};
    struct market market;
    struct bytes one = {0};

    market_open_random(&market, 102 + 1000 * (uint64_t)_i);
    rank_all(&market, 1, &one);
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        struct bytes many = {0};
        rank_all(&market, threads[i], &many);
        ck_assert_str_eq(one.text.bytes, many.text.bytes);
        market_text_free(&many.text);
    }
    market_text_free(&one.text);
    market_close(&market);
}
END_TEST

/* ---- 5: protected attributes ---- */

static const char *const reporting[] = {
    "",
    ",\"sex\":\"f\",\"ethnicity\":\"A\",\"return_reason\":\"family\",\"return_corridor\":\"TH-LA\","
    "\"age_group\":\"25-34\",\"wg_seeing\":4,\"wg_walking\":3,\"birth_date\":\"1990-05-01\"",
    ",\"sex\":\"m\",\"ethnicity\":\"B\",\"return_reason\":\"illness\","
    "\"return_corridor\":\"KR-LA\",\"age_group\":\"35-44\",\"wg_hearing\":4,\"wg_selfcare\":2,"
    "\"birth_date\":\"1988-01-31\"",
    ",\"sex\":\"x\",\"wg_communicating\":4,\"birth_date\":\"1965-12-31\"",
};

/* Opportunities without a rule of law or admission on age, so that age may differ too. */
static void
add_ageless_opportunities(struct market_text *text, uint64_t *state)
{
    for (int i = 0; i < MARKET_OPPORTUNITIES; i++) {
        struct market_skill skills[MOST];
        size_t count = market_random_skills(state, skills, MOST);
        char id[16];

        snprintf(id, sizeof id, "V%03d", i);
        market_add_vacancy(text, id, skills, count,
                           i % 5 == 0 ? ",\"restrictions\":[\"sex\",\"age\"]" : "");
    }
}

START_TEST(protected_attributes_change_nothing)
{
    struct market markets[4];

    for (size_t block = 0; block < 4; block++) {
        struct market_text people = {0}, opportunities = {0};
        uint64_t state = 130;

        for (int i = 0; i < MARKET_PEOPLE; i++) {
            struct market_skill skills[MOST];
            size_t count = market_random_skills(&state, skills, MOST);
            char id[16];
            snprintf(id, sizeof id, "P%03d", i);
            market_add_profile(&people, id, skills, count, reporting[block]);
        }
        add_ageless_opportunities(&opportunities, &state);
        market_open_texts(&markets[block], &people, &opportunities);
    }
    for (size_t block = 1; block < 4; block++) {
        struct bytes expected = {0}, found = {0};
        rank_all(&markets[0], 1, &expected);
        rank_all(&markets[block], 1, &found);
        ck_assert_str_eq(expected.text.bytes, found.text.bytes);
        market_text_free(&expected.text);
        market_text_free(&found.text);
    }
    for (size_t block = 0; block < 4; block++) {
        market_close(&markets[block]);
    }
}
END_TEST

/* ---- 6: order of rows ---- */

static int
compare_lines(const void *a, const void *b)
{
    /* Any fixed order unlike the one of the file: by the text from its end. */
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return strcmp(y + strlen(y) / 2, x + strlen(x) / 2);
}

/* The lines of a text in another order. */
static void
shuffle_lines(struct market_text *text)
{
    char *lines[512];
    size_t count = 0;
    struct market_text shuffled = {0};

    for (char *line = strtok(text->bytes, "\n"); line; line = strtok(NULL, "\n")) {
        lines[count++] = line;
    }
    qsort(lines, count, sizeof lines[0], compare_lines);
    for (size_t i = 0; i < count; i++) {
        market_add(&shuffled, "%s\n", lines[i]);
    }
    free(text->bytes);
    *text = shuffled;
}

START_TEST(order_of_rows_changes_nothing)
{
    struct market market, other;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = 140 + 1000 * (uint64_t)_i;

    market_open_random(&market, 140 + 1000 * (uint64_t)_i);
    market_add_people(&people, &state, MARKET_PEOPLE);
    market_add_opportunities(&opportunities, &state, MARKET_OPPORTUNITIES);
    shuffle_lines(&people);
    shuffle_lines(&opportunities);
    market_open_texts(&other, &people, &opportunities);
    for (size_t i = 0; i < match_roster_count(market.roster); i++) {
        const char *id = match_roster_id(market.roster, i);
        match_result *a = match_session_rank(market.session, market.roster, i, NULL, NULL);
        match_result *b = match_session_rank(other.session, other.roster,
                                             market_person(&other, id), NULL, NULL);

        ck_assert_uint_eq(match_result_count(a), match_result_count(b));
        for (size_t j = 0; j < match_result_count(a); j++) {
            const match_pair *x = &match_result_pairs(a)[j], *y = &match_result_pairs(b)[j];
            ck_assert_str_eq(match_catalogue_id(market.catalogue, x->opportunity),
                             match_catalogue_id(other.catalogue, y->opportunity));
            assert_same_numbers(*x, *y);
        }
        match_result_free(a);
        match_result_free(b);
    }
    market_close(&market);
    market_close(&other);
}
END_TEST

START_TEST(order_of_claims_and_requirements_changes_nothing)
{
    uint64_t state = 141;

    for (int round = 0; round < 20; round++) {
        struct market_skill claims[MOST], requirements[MOST], turned[MOST];
        size_t claim_count = market_random_skills(&state, claims, MOST);
        size_t requirement_count = market_random_skills(&state, requirements, MOST);
        struct market_text people = {0}, opportunities = {0};
        struct market market;

        market_add_profile(&people, "A", claims, claim_count, "");
        for (size_t i = 0; i < claim_count; i++) {
            turned[i] = claims[claim_count - 1 - i];
        }
        market_add_profile(&people, "B", turned, claim_count, "");
        market_add_vacancy(&opportunities, "V", requirements, requirement_count, "");
        for (size_t i = 0; i < requirement_count; i++) {
            turned[i] = requirements[requirement_count - 1 - i];
        }
        market_add_vacancy(&opportunities, "W", turned, requirement_count, "");
        market_open_texts(&market, &people, &opportunities);
        assert_same_numbers(market_pair(&market, "A", "V"), market_pair(&market, "B", "V"));
        assert_same_numbers(market_pair(&market, "A", "V"), market_pair(&market, "B", "W"));
        market_close(&market);
    }
}
END_TEST

/* ---- 7: other items ---- */

START_TEST(pair_does_not_depend_on_other_items)
{
    struct market all;
    uint64_t state = 150;
    struct market_text people = {0}, opportunities = {0};
    char *line;
    char *rest;

    market_add_people(&people, &state, MARKET_PEOPLE);
    market_add_opportunities(&opportunities, &state, MARKET_OPPORTUNITIES);
    market_open(&all, people.bytes, opportunities.bytes, NULL);
    for (line = strtok_r(opportunities.bytes, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        struct market one;
        const char *id;
        size_t person = random_next(&state) % MARKET_PEOPLE;

        market_open(&one, people.bytes, line, NULL);
        id = match_catalogue_id(one.catalogue, 0);
        assert_same_numbers(market_pair_at(&one, person, 0),
                            market_pair_at(&all, person, market_opportunity(&all, id)));
        market_close(&one);
    }
    market_close(&all);
    market_text_free(&people);
    market_text_free(&opportunities);
}
END_TEST

/* ---- 9: both sides ---- */

START_TEST(pair_has_the_same_numbers_from_everywhere)
{
    struct market market;
    match_options *options = match_options_new(NULL);
    match_pair grid[MARKET_PEOPLE][MARKET_OPPORTUNITIES + 1];

    market_open_random(&market, 170 + 1000 * (uint64_t)_i);
    memset(grid, 0, sizeof grid);
    ck_assert_int_eq(match_options_set_top(options, 1000, NULL), MATCH_OK);
    for (size_t i = 0; i < MARKET_PEOPLE; i++) {
        match_result *result =
            match_session_rank(market.session, market.roster, i, options, NULL);
        size_t blocked;
        match_result_blocked(result, &blocked);
        ck_assert_uint_eq(match_result_count(result) + blocked, MARKET_OPPORTUNITIES + 1);
        for (size_t j = 0; j < match_result_count(result) + blocked; j++) {
            const match_pair *pair = &match_result_pairs(result)[j];
            match_pair alone = market_pair_at(&market, pair->profile, pair->opportunity);
            match_explanation *explanation = match_session_explain(
                market.session, market.roster, pair->profile, pair->opportunity, NULL);
            ck_assert_mem_eq(pair, &alone, sizeof alone);
            ck_assert_mem_eq(pair, match_explanation_pair(explanation), sizeof *pair);
            match_explanation_free(explanation);
            grid[pair->profile][pair->opportunity] = *pair;
        }
        match_result_free(result);
    }
    for (size_t i = 0; i <= MARKET_OPPORTUNITIES; i++) {
        match_result *result =
            match_session_candidates(market.session, market.roster, i, options, NULL);
        size_t blocked;
        match_result_blocked(result, &blocked);
        ck_assert_uint_eq(match_result_count(result) + blocked, MARKET_PEOPLE);
        for (size_t j = 0; j < MARKET_PEOPLE; j++) {
            const match_pair *pair = &match_result_pairs(result)[j];
            ck_assert_mem_eq(pair, &grid[pair->profile][pair->opportunity], sizeof *pair);
        }
        match_result_free(result);
    }
    match_options_free(options);
    market_close(&market);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("same_numbers");
    TCase *tcase = tcase_create("same_numbers");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, threads_change_no_byte, 0, SEEDS);
    tcase_add_test(tcase, protected_attributes_change_nothing);
    tcase_add_loop_test(tcase, order_of_rows_changes_nothing, 0, SEEDS);
    tcase_add_test(tcase, order_of_claims_and_requirements_changes_nothing);
    tcase_add_test(tcase, pair_does_not_depend_on_other_items);
    tcase_add_loop_test(tcase, pair_has_the_same_numbers_from_everywhere, 0, SEEDS);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
