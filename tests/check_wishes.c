/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

/* Everybody can do S00 and differs by wishes. */
#define PERSON(id, wants)                                                                          \
    "{\"id\":\"" id "\",\"province\":\"13\",\"skills\":[\"S00=3 evidence:skill_test\"]" wants "}\n"

static const char people[] =
    PERSON("NONE", "")
    PERSON("JOB", ",\"wants\":[\"job\"]")
    PERSON("OWN", ",\"wants\":[\"self_employment\",\"training\",\"job\"]")
    PERSON("TRAIN", ",\"wants\":[\"training\"]");

#define TERMS "\"province\":\"13\",\"wage_min\":3000000,\"hours\":\"48\",\"contract\":\"year\""
#define COURSE(id, skills, leads)                                                                  \
    "{\"id\":\"" id "\",\"kind\":\"training\",\"title\":\"Course\",\"province\":\"13\","           \
    "\"tuition\":0,\"teaches\":[" skills "]" leads "}\n"

static const char offers[] =
    "{\"id\":\"FITS\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"]}\n"
    "{\"id\":\"FAR\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S10>=3\"]}\n"
    COURSE("TO-JOB", "\"S01=3\"", ",\"leads_to\":[\"job\"]")
    COURSE("ODD", "\"S20=3\"", ",\"leads_to\":[\"job\",\"self_employment\"],\"isco\":\"9310\"")
    COURSE("TO-OWN", "\"S30=3\"", ",\"leads_to\":[\"self_employment\"]")
    COURSE("PLAIN", "\"S20=3\"", "")
    "{\"id\":\"GRANT\",\"kind\":\"support\",\"title\":\"Grant\",\"province\":\"13\","
    "\"support_type\":\"grant\"}\n"
    "{\"id\":\"TOOLS\",\"kind\":\"support\",\"title\":\"Tools\",\"province\":\"13\","
    "\"support_type\":\"toolkit\",\"leads_to\":[\"job\"]}\n"
    "{\"id\":\"BAD\",\"title\":\"Job\"," TERMS ",\"essential_skills\":[\"S00>=3\"],"
    "\"recruiter_type\":\"agency\"}\n";

/* The list as "ID:wish ...". */
static const char *
list_of(const struct market *market, const match_result *result)
{
    static char text[512];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < match_result_count(result); i++) {
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%s:%s", i > 0 ? " " : "",
            match_catalogue_id(market->catalogue, match_result_pairs(result)[i].opportunity),
            match_wish_name(match_result_wish(result, i)));
    }
    return text;
}

static match_result *
rank(const struct market *market, const char *person, uint32_t kinds, size_t top)
{
    match_options *options = match_options_new(NULL);
    match_result *result;

    if (kinds) {
        ck_assert_int_eq(match_options_set_kinds(options, kinds, NULL), MATCH_OK);
    }
    ck_assert_int_eq(match_options_set_top(options, top, NULL), MATCH_OK);
    result = match_session_rank(market->session, market->roster, market_person(market, person),
                                options, NULL);
    ck_assert_ptr_nonnull(result);
    match_options_free(options);
    return result;
}

static const struct {
    const char *person;
    const char *list;
} orders[] = {
    /* Jobs that fit, steps towards a job, jobs that hardly fit, all else; demoted ones last. */
    {"JOB", "TOOLS:first FITS:first TO-JOB:towards_first ODD:far FAR:far GRANT:not_wished "
            "PLAIN:not_wished TO-OWN:not_wished BAD:first"},
    {"OWN", "GRANT:first TO-OWN:towards_first TO-JOB:second ODD:second PLAIN:second "
            "FITS:third TOOLS:third FAR:far BAD:third"},
    {"TRAIN", "TO-JOB:first ODD:first PLAIN:first TO-OWN:first FITS:not_wished GRANT:not_wished "
              "TOOLS:not_wished FAR:not_wished BAD:not_wished"},
};

START_TEST(list_goes_by_wishes_before_scores)
{
    struct market market;
    match_result *result;

    market_open(&market, people, offers, NULL);
    result = rank(&market, orders[_i].person, 0, 10);
    ck_assert_str_eq(list_of(&market, result), orders[_i].list);
    ck_assert_int_eq(match_result_wish(result, match_result_count(result)), MATCH_WISH_NONE);
    match_result_free(result);
    market_close(&market);
}
END_TEST

START_TEST(without_wishes_or_choice_scores_decide)
{
    static const char *const persons[] = {"NONE", "JOB"};
    static const uint32_t kinds[] = {0, 1u << MATCH_RECORD_TRAINING};
    struct market market;

    market_open(&market, people, offers, NULL);
    for (size_t i = 0; i < 2; i++) {
        match_result *result = rank(&market, persons[i], kinds[i], 10);
        const match_pair *pairs = match_result_pairs(result);
        ck_assert_uint_ge(match_result_count(result), 3);
        for (size_t j = 0; j < match_result_count(result); j++) {
            ck_assert_int_eq(match_result_wish(result, j), MATCH_WISH_NONE);
            if (j > 0 && pairs[j].standing == pairs[j - 1].standing) {
                ck_assert_int_le(pairs[j].score, pairs[j - 1].score);
            }
        }
        match_result_free(result);
    }
    market_close(&market);
}
END_TEST

/* The list of a kind is what a list of that kind alone would be, however short the other is. */
START_TEST(each_kind_has_a_list_of_its_own)
{
    static const match_record_kind kinds[] = {MATCH_RECORD_VACANCY, MATCH_RECORD_TRAINING,
                                              MATCH_RECORD_SUPPORT};
    struct market market;

    market_open(&market, people, offers, NULL);
    for (size_t top = 1; top <= 4; top++) {
        match_result *all = rank(&market, "OWN", 0, top);
        ck_assert_uint_eq(match_result_count(all), top);
        for (size_t i = 0; i < 3; i++) {
            match_result *alone = rank(&market, "OWN", 1u << kinds[i], top);
            size_t count;
            const match_pair *pairs = match_result_of_kind(all, kinds[i], &count);

            ck_assert_uint_eq(count, match_result_count(alone));
            ck_assert_mem_eq(pairs, match_result_pairs(alone), count * sizeof *pairs);
            match_result_of_kind(alone, kinds[(i + 1) % 3], &count);
            ck_assert_uint_eq(count, 0);
            match_result_free(alone);
        }
        match_result_free(all);
    }
    market_close(&market);
}
END_TEST

START_TEST(lists_of_people_have_neither)
{
    struct market market;
    match_result *result;
    size_t count;

    market_open(&market, people, offers, NULL);
    result = match_session_candidates(market.session, market.roster,
                                      market_opportunity(&market, "FITS"), NULL, NULL);
    ck_assert_uint_eq(match_result_count(result), 4);
    ck_assert_int_eq(match_result_wish(result, 0), MATCH_WISH_NONE);
    match_result_of_kind(result, MATCH_RECORD_VACANCY, &count);
    ck_assert_uint_eq(count, 0);
    match_result_of_kind(result, MATCH_RECORD_PROFILE, &count);
    ck_assert_uint_eq(count, 0);
    match_result_of_kind(result, (match_record_kind)77, &count);
    ck_assert_uint_eq(count, 0);
    match_result_free(result);
    market_close(&market);
}
END_TEST

START_TEST(wishes_have_names)
{
    for (int wish = MATCH_WISH_FIRST; wish <= MATCH_WISH_NOT; wish++) {
        ck_assert_str_ne(match_wish_name((match_wish)wish), "");
    }
    ck_assert_str_eq(match_wish_name(MATCH_WISH_NONE), "");
    ck_assert_str_eq(match_wish_name((match_wish)(MATCH_WISH_NOT + 1)), "");
    ck_assert_str_eq(match_wish_name((match_wish)-1), "");
}
END_TEST

static match_status
attempt(void *context, match_error *err)
{
    struct market *market = context;
    match_session *session = match_session_new(market->matcher, err);
    match_result *result =
        session ? match_session_rank(session, market->roster, 2, NULL, err) : NULL;
    match_status status = result ? MATCH_OK : err->status;

    match_result_free(result);
    match_session_free(session);
    return status;
}

START_TEST(every_allocation_failure_is_survived)
{
    struct market market;

    market_open(&market, people, offers, NULL);
    ck_assert_int_gt(for_every_allocation_failure(attempt, &market), 8);
    market_close(&market);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("wishes");
    TCase *tcase = tcase_create("wishes");

    tcase_add_loop_test(tcase, list_goes_by_wishes_before_scores, 0,
                        (int)(sizeof orders / sizeof orders[0]));
    tcase_add_test(tcase, without_wishes_or_choice_scores_decide);
    tcase_add_test(tcase, each_kind_has_a_list_of_its_own);
    tcase_add_test(tcase, lists_of_people_have_neither);
    tcase_add_test(tcase, wishes_have_names);
    tcase_add_test(tcase, every_allocation_failure_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
