/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#define MOST 6
#define PEOPLE 12
#define VACANCIES 40
#define COURSES 12
#define TRAINING_CERTIFICATE 8

struct skills {
    struct market_skill items[2 * MOST];
    size_t count;
};

/* A market of people, courses and vacancies; nobody wishes anything, so that wishes say nothing. */
struct made {
    struct skills people[PEOPLE];
    struct skills courses[COURSES];
    struct market_text opportunities;
    struct market market;
};

static void
make(struct made *made, uint64_t seed)
{
    struct market_text people = {0};
    char id[16];

    *made = (struct made){.people[0].count = 0};
    for (int i = 0; i < PEOPLE; i++) {
        struct skills *claims = &made->people[i];
        claims->count = market_random_skills(&seed, claims->items, MOST);
        for (size_t j = 0; j < claims->count; j++) {
            /* A record keeps one claim of a skill and kind of evidence: leave that to courses. */
            claims->items[j].evidence += claims->items[j].evidence == TRAINING_CERTIFICATE;
        }
        snprintf(id, sizeof id, "P%d", i);
        market_add_profile(&people, id, claims->items, claims->count, "");
    }
    for (int i = 0; i < COURSES; i++) {
        struct skills *taught = &made->courses[i];
        do {
            taught->count = market_random_skills(&seed, taught->items, MOST);
        } while (taught->count == 0);
        for (size_t j = 0; j < taught->count; j++) {
            taught->items[j].level += taught->items[j].level == MARKET_LEVEL_UNKNOWN ? 3 : 0;
        }
        snprintf(id, sizeof id, "C%d", i);
        market_add_training(&made->opportunities, id, taught->items, taught->count,
                            ",\"ends\":\"2025-05-01\"");
    }
    for (int i = 0; i < VACANCIES; i++) {
        struct skills asked;
        char extra[128];
        asked.count = market_random_skills(&seed, asked.items, 3);
        snprintf(id, sizeof id, "V%d", i);
        snprintf(extra, sizeof extra, ",\"openings\":%d,\"closes\":\"2025-0%d-15\"%s", 1 + i % 7,
                 1 + i % 8, i % 9 == 0 ? ",\"worker_fee\":5" : "");
        market_add_vacancy(&made->opportunities, id, asked.items, asked.count, extra);
    }
    market_open(&made->market, people.bytes, made->opportunities.bytes, NULL);
    market_text_free(&people);
}

static void
clear(struct made *made)
{
    market_close(&made->market);
    market_text_free(&made->opportunities);
}

/* The market of one person who has done one course, by the words of the header. */
static void
open_after(const struct made *made, int person, int course, struct market *after)
{
    struct skills claims = made->people[person];
    struct market_text people = {0};

    for (size_t i = 0; i < made->courses[course].count; i++) {
        claims.items[claims.count] = made->courses[course].items[i];
        claims.items[claims.count++].evidence = TRAINING_CERTIFICATE;
    }
    market_add_profile(&people, "P", claims.items, claims.count, "");
    market_open(after, people.bytes, made->opportunities.bytes, NULL);
    market_text_free(&people);
}

static bool
is_open(const match_pair *pair)
{
    return pair->standing <= MATCH_STANDING_FLAGGED && pair->grade != MATCH_GRADE_UNKNOWN;
}

/* Counts one by one what the list of a person says about a course; returns how many vacancies. */
static uint32_t
assert_unlocked(const struct made *made, int person, int course, const match_unlock *unlock)
{
    struct market after;
    size_t training = (size_t)course;
    match_result *list = match_session_unlocks(made->market.session, made->market.roster,
                                               (size_t)person, training, NULL);
    uint32_t vacancies = 0, openings = 0, closing = 0;

    open_after(made, person, course, &after);
    for (size_t i = 0; i < VACANCIES; i++) {
        match_pair now = market_pair_at(&made->market, (size_t)person, COURSES + i);
        match_pair then = market_pair_at(&after, 0, COURSES + i);
        bool listed = false;

        then.profile = now.profile;
        for (size_t j = 0; j < match_result_count(list); j++) {
            const match_pair *pair = &match_result_pairs(list)[j];
            if (pair->opportunity == COURSES + i) {
                ck_assert_mem_eq(pair, &then, sizeof then);
                listed = true;
            }
        }
        ck_assert_int_eq(listed, is_open(&now) && now.grade != MATCH_GRADE_STRONG &&
                                     then.grade == MATCH_GRADE_STRONG);
        if (listed) {
            vacancies++;
            openings += (uint32_t)(1 + i % 7);
            closing += 1 + i % 8 < 5; /* before May */
        }
    }
    ck_assert_uint_eq(unlock->vacancies, vacancies);
    ck_assert_uint_eq(unlock->openings, openings);
    ck_assert_uint_eq(unlock->closing, closing);
    ck_assert_int_eq(unlock->wage, vacancies > 0 ? 3000000 : 0);
    ck_assert_int_eq(unlock->points, (int32_t)(INT64_C(80000) * openings / (openings + 5)));
    match_result_free(list);
    market_close(&after);
    return vacancies;
}

START_TEST(unlocked_is_what_the_course_makes_strong)
{
    struct made made;
    match_options *options = match_options_new(NULL);
    uint32_t total = 0;

    ck_assert_int_eq(match_options_set_top(options, 1000, NULL), MATCH_OK);
    make(&made, 300 + (uint64_t)_i);
    for (int person = 0; person < PEOPLE; person++) {
        match_result *result = match_session_rank(made.market.session, made.market.roster,
                                                  (size_t)person, options, NULL);
        size_t count;
        const match_unlock *unlocks = match_result_unlocks(result, &count);

        ck_assert_uint_eq(count, match_result_count(result));
        for (size_t i = 0; i < count; i++) {
            const match_pair *pair = &match_result_pairs(result)[i];
            if (pair->kind == MATCH_RECORD_TRAINING) {
                total += assert_unlocked(&made, person, (int)pair->opportunity, &unlocks[i]);
            } else {
                ck_assert_uint_eq(unlocks[i].vacancies, 0);
                ck_assert_int_eq(unlocks[i].points, 0);
            }
        }
        match_result_free(result);
    }
    ck_assert_uint_gt(total, 0);
    match_options_free(options);
    clear(&made);
}
END_TEST

START_TEST(list_is_by_score_and_points)
{
    struct made made;
    match_options *options = match_options_new(NULL);

    make(&made, 310);
    ck_assert_int_eq(match_options_set_kinds(options, 1u << MATCH_RECORD_TRAINING, NULL),
                     MATCH_OK);
    for (size_t person = 0; person < PEOPLE; person++) {
        match_result *all =
            match_session_rank(made.market.session, made.market.roster, person, NULL, NULL);
        match_result *training =
            match_session_rank(made.market.session, made.market.roster, person, options, NULL);
        size_t count;
        const match_unlock *unlocks = match_result_unlocks(training, &count);
        const match_pair *pairs = match_result_pairs(training);

        for (size_t i = 1; i < count; i++) {
            bool known = pairs[i - 1].grade != MATCH_GRADE_UNKNOWN;
            ck_assert(known != (pairs[i].grade != MATCH_GRADE_UNKNOWN) ||
                      pairs[i - 1].score + unlocks[i - 1].points >=
                          pairs[i].score + unlocks[i].points);
        }
        /* The kinds that are listed change nothing about what is unlocked. */
        for (size_t i = 0; i < match_result_count(all); i++) {
            size_t ignored;
            for (size_t j = 0; j < count; j++) {
                if (pairs[j].opportunity == match_result_pairs(all)[i].opportunity) {
                    ck_assert_mem_eq(&match_result_unlocks(all, &ignored)[i], &unlocks[j],
                                     sizeof *unlocks);
                }
            }
        }
        match_result_free(all);
        match_result_free(training);
    }
    match_options_free(options);
    clear(&made);
}
END_TEST

START_TEST(other_lists_unlock_nothing)
{
    match_error err = {.status = MATCH_OK};
    struct made made;
    match_result *result;
    size_t count = 7;

    make(&made, 320);
    result = match_session_candidates(made.market.session, made.market.roster, 0, NULL, &err);
    ck_assert_ptr_null(match_result_unlocks(result, &count));
    ck_assert_uint_eq(count, 0);
    match_result_free(result);
    result = match_session_unlocks(made.market.session, made.market.roster, 0, COURSES, &err);
    ck_assert_uint_eq(match_result_count(result), 0); /* a vacancy */
    match_result_free(result);
    ck_assert_ptr_null(
        match_session_unlocks(made.market.session, made.market.roster, PEOPLE, 0, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "profile is 12, expected 0..11");
    ck_assert_ptr_null(
        match_session_unlocks(made.market.session, made.market.roster, 0, 999, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "opportunity is 999");
    clear(&made);
}
END_TEST

/* A job is wished for third: three tenths of the points. */
START_TEST(points_count_as_much_as_a_job_is_wanted)
{
    static const char people[] =
        "{\"id\":\"A\",\"province\":\"13\",\"skills\":[\"S10=3\"]}\n"
        "{\"id\":\"B\",\"province\":\"13\",\"skills\":[\"S10=3\"],"
        "\"wants\":[\"training\",\"self_employment\",\"job\"]}\n"
        "{\"id\":\"C\",\"province\":\"13\",\"skills\":[\"S10=3\"],"
        "\"wants\":[\"self_employment\"]}\n";
    static const char offers[] =
        "{\"id\":\"C1\",\"kind\":\"training\",\"title\":\"C\",\"province\":\"13\","
        "\"teaches\":[\"S00=2\"]}\n"
        "{\"id\":\"V1\",\"title\":\"V\",\"province\":\"13\",\"openings\":5,\"hours\":\"48\","
        "\"contract\":\"year\",\"wage_min\":1,\"wage_period\":\"day\","
        "\"essential_skills\":[\"S00>=2\"]}\n";
    static const int32_t points[] = {40000, 12000, 0};
    struct market market;

    market_open(&market, people, offers, NULL);
    for (size_t i = 0; i < 3; i++) {
        match_result *result = match_session_rank(market.session, market.roster, i, NULL, NULL);
        size_t count;
        const match_unlock *unlocks = match_result_unlocks(result, &count);
        size_t at = match_result_pairs(result)[0].kind == MATCH_RECORD_TRAINING ? 0 : 1;

        ck_assert_uint_eq(unlocks[at].openings, 5);
        ck_assert_int_eq(unlocks[at].points, points[i]);
        ck_assert_int_eq(unlocks[at].wage, 0); /* not by the month */
        match_result_free(result);
    }
    market_close(&market);
}
END_TEST

static match_status
attempt(void *data, match_error *err)
{
    struct made *made = data;
    match_session *session = match_session_new(made->market.matcher, err);
    match_result *result;
    match_status status = MATCH_OK;

    if (!session) {
        return err->status;
    }
    for (size_t i = 0; status == MATCH_OK && i < 2; i++) {
        result = i == 0 ? match_session_rank(session, made->market.roster, 3, NULL, err)
                        : match_session_unlocks(session, made->market.roster, 3, 2, err);
        status = result ? MATCH_OK : err->status;
        match_result_free(result);
    }
    match_session_free(session);
    return status;
}

START_TEST(every_allocation_failure_is_survived)
{
    struct made made;

    make(&made, 300);
    ck_assert_int_gt(for_every_allocation_failure(attempt, &made), 10);
    clear(&made);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("unlocks");
    TCase *tcase = tcase_create("unlocks");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, unlocked_is_what_the_course_makes_strong, 0, 3);
    tcase_add_test(tcase, list_is_by_score_and_points);
    tcase_add_test(tcase, other_lists_unlock_nothing);
    tcase_add_test(tcase, points_count_as_much_as_a_job_is_wanted);
    tcase_add_test(tcase, every_allocation_failure_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
