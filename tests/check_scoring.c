/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "scoring/adjustment.h"
#include "scoring/apportion.h"
#include "scoring/assignment.h"
#include "scoring/criteria.h"
#include "scoring/screening.h"

#include <string.h>

/*
 * The pure functions of the room, on people and opportunities put together by hand. Whole pairs
 * through the public functions are in check_ranking.c and check_invariants.c.
 */

#define SKILLS 16
#define CLAIMS 8

/* ---- apportion ---- */

static const struct {
    uint64_t shares[4];
    uint64_t divisor;
    int32_t total;
    int32_t points[4];
} apportions[] = {
    {{10, 10, 10, 0}, 3, 10, {4, 3, 3, 0}}, /* remainders 1 1 1: one left over, the first wins */
    {{5, 5, 2, 0}, 3, 4, {2, 2, 0, 0}},     /* remainders 2 2 2: two left over */
    {{0, 0, 0, 0}, 7, 0, {0, 0, 0, 0}},
    {{9, 0, 0, 0}, 0, 0, {0, 0, 0, 0}}, /* nothing to divide by */
    {{1, 2, 3, 4}, 5, 2, {0, 0, 1, 1}},
    {{7, 0, 7, 0}, 2, 7, {4, 0, 3, 0}}, /* a share of nothing gets nothing */
};

START_TEST(apportion_gives_the_largest_remainders_their_points)
{
    int32_t points[4];

    apportion(apportions[_i].shares, 4, apportions[_i].divisor, points);
    ck_assert_int_eq(apportion_total(apportions[_i].shares, 4, apportions[_i].divisor),
                     apportions[_i].total);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(points[i], apportions[_i].points[i]);
    }
}
END_TEST

START_TEST(apportion_adds_up_and_stays_within_one)
{
    uint64_t state = 3;

    for (int round = 0; round < 5000; round++) {
        uint64_t shares[20];
        int32_t points[20];
        size_t count = random_next(&state) % 20 + 1;
        uint64_t divisor = random_next(&state) % 5000 + 1;
        int64_t sum = 0;

        for (size_t i = 0; i < count; i++) {
            shares[i] = random_next(&state) % 3 == 0 ? 0 : random_next(&state) % 50000000;
        }
        apportion(shares, count, divisor, points);
        for (size_t i = 0; i < count; i++) {
            int64_t low = (int64_t)(shares[i] / divisor);
            ck_assert(points[i] == low || (points[i] == low + 1 && shares[i] % divisor > 0));
            sum += points[i];
        }
        ck_assert_int_eq(sum, apportion_total(shares, count, divisor));
    }
}
END_TEST

/* ---- assignment ---- */

#define ROWS 5
#define COLUMNS 5

/* The largest sum by trying everything. */
static int64_t
best_by_force(int64_t gains[ROWS][COLUMNS], int row, unsigned used)
{
    int64_t best;

    if (row == ROWS) {
        return 0;
    }
    best = best_by_force(gains, row + 1, used);
    for (int i = 0; i < COLUMNS; i++) {
        if (gains[row][i] > 0 && !(used & (1u << i))) {
            int64_t sum = gains[row][i] + best_by_force(gains, row + 1, used | (1u << i));
            best = sum > best ? sum : best;
        }
    }
    return best;
}

START_TEST(assignment_is_the_best_there_is)
{
    struct assignment space = {0};
    uint64_t state = 11;

    for (int round = 0; round < 20000; round++) {
        int64_t gains[ROWS][COLUMNS];
        struct assignment_edge edges[ROWS * COLUMNS];
        uint32_t first[ROWS + 1];
        uint32_t chosen[ROWS];
        uint32_t count = 0;
        unsigned used = 0;
        int64_t sum = 0;
        uint32_t range = round % 2 ? 6 : 1000000; /* small ones for many ties */

        for (int i = 0; i < ROWS; i++) {
            first[i] = count;
            for (uint32_t j = 0; j < COLUMNS; j++) {
                gains[i][j] = random_next(&state) % 3 ? random_next(&state) % range : 0;
                if (gains[i][j] > 0) {
                    edges[count++] = (struct assignment_edge){j, 0, gains[i][j]};
                }
            }
        }
        first[ROWS] = count;
        ck_assert(assignment_solve(&space, ROWS, COLUMNS, first, edges, chosen));
        for (int i = 0; i < ROWS; i++) {
            if (chosen[i] != ASSIGNMENT_NONE) {
                ck_assert(chosen[i] >= first[i] && chosen[i] < first[i + 1]);
                ck_assert((used & (1u << edges[chosen[i]].column)) == 0);
                used |= 1u << edges[chosen[i]].column;
                sum += edges[chosen[i]].gain;
            }
        }
        ck_assert_int_eq(sum, best_by_force(gains, 0, 0));
    }
    assignment_clear(&space);
}
END_TEST

START_TEST(assignment_of_nothing_is_empty)
{
    struct assignment space = {0};
    uint32_t first[2] = {0, 0};
    uint32_t chosen[1] = {7};

    ck_assert(assignment_solve(&space, 0, 0, first, NULL, chosen));
    ck_assert_uint_eq(chosen[0], 7);
    ck_assert(assignment_solve(&space, 1, 3, first, NULL, chosen));
    ck_assert_uint_eq(chosen[0], ASSIGNMENT_NONE);
    assignment_clear(&space);
}
END_TEST

/* Many rows that all want the same few columns: the worst case stays quick. */
START_TEST(assignment_of_the_largest_size_ends)
{
    enum { MANY = 256, FEW = 64 };
    static struct assignment_edge edges[MANY * FEW];
    uint32_t first[MANY + 1];
    uint32_t chosen[MANY];
    struct assignment space = {0};
    uint64_t state = 5;
    int used = 0;

    for (uint32_t i = 0; i < MANY; i++) {
        first[i] = i * FEW;
        for (uint32_t j = 0; j < FEW; j++) {
            edges[i * FEW + j] =
                (struct assignment_edge){j, 0, 1000000 + (int64_t)random_next(&state) % 1000};
        }
    }
    first[MANY] = MANY * FEW;
    ck_assert(assignment_solve(&space, MANY, FEW, first, edges, chosen));
    for (int i = 0; i < MANY; i++) {
        used += chosen[i] != ASSIGNMENT_NONE;
    }
    ck_assert_int_eq(used, FEW);
    assignment_clear(&space);
}
END_TEST

/* ---- a person and an offer by hand ---- */

struct hand {
    struct policy_values policy;
    struct claim claims[CLAIMS];
    struct profile profile;
    struct person_claim person_claims[CLAIMS];
    uint32_t heads[SKILLS];
    struct reach reaches[64];
    struct person person;
    struct offer_line lines[CLAIMS];
    struct opportunity opportunity;
    struct offer offer;
    struct scratch scratch;
};

static struct hand hand;

static void
set_up(void)
{
    match_policy *policy = match_policy_default(NULL);

    memset(&hand, 0, sizeof hand);
    hand.policy = *policy_values(policy);
    match_policy_unref(policy);
    hand.profile = (struct profile){.id = "P",
                                    .claims = hand.claims,
                                    .schooling = NUMBER_UNKNOWN,
                                    .reservation_wage = MONEY_UNKNOWN,
                                    .available_from = MATCH_DATE_NONE,
                                    .available_until = MATCH_DATE_NONE};
    hand.person = (struct person){.profile = &hand.profile,
                                  .claims = hand.person_claims,
                                  .heads = hand.heads,
                                  .reaches = hand.reaches,
                                  .age = NUMBER_UNKNOWN};
    hand.opportunity = (struct opportunity){
        .kind = MATCH_RECORD_VACANCY, .id = "V", .title = "", .isco = "", .country = "",
        .currency = "", .wage_period = "", .hours = "48", .contract = "one year",
        .recruiter_type = "", .recruiter_licence = "", .credential_ladder = "", .owner = "",
        .provider = "", .province = 1, .openings = NUMBER_UNKNOWN, .wage_minimum = 3000000,
        .wage_maximum = MONEY_UNKNOWN, .worker_fee = MONEY_UNKNOWN, .posted = MATCH_DATE_NONE,
        .recruiter_licence_until = MATCH_DATE_NONE, .opens = MATCH_DATE_NONE,
        .closes = MATCH_DATE_NONE, .starts = MATCH_DATE_NONE, .ends = MATCH_DATE_NONE,
        .entry_age_minimum = NUMBER_UNKNOWN, .entry_age_maximum = NUMBER_UNKNOWN,
        .entry_schooling = NUMBER_UNKNOWN, .experience_months = NUMBER_UNKNOWN,
        .credential_level = NUMBER_UNKNOWN};
    hand.offer = (struct offer){.opportunity = &hand.opportunity, .lines = hand.lines};
}

static void
tear_down(void)
{
    scratch_clear(&hand.scratch);
}

/* A claim of a skill near another one; call in descending order of claims for ascending lists. */
static void
put_reach(match_concept skill, uint32_t claim, uint32_t similarity)
{
    hand.reaches[hand.person.reach_count++] = (struct reach){
        .skill = skill, .claim = claim, .similarity = similarity, .next = hand.heads[skill]};
    hand.heads[skill] = (uint32_t)hand.person.reach_count;
}

static void
put_claim(match_concept skill, uint32_t weight, int32_t level, uint32_t trust)
{
    uint32_t claim = (uint32_t)hand.person.claim_count++;

    hand.person_claims[claim] = (struct person_claim){.skill = skill,
                                                      .weight = weight,
                                                      .first = claim,
                                                      .level = level,
                                                      .trust = trust,
                                                      .source = claim};
    hand.claims[claim] = (struct claim){.skill = skill, .level = level};
    hand.profile.claim_count = hand.person.claim_count;
    put_reach(skill, claim, MATCH_SIMILARITY_SAME);
}

static void
put_requirement(match_concept skill, uint32_t weight, int32_t level, bool essential)
{
    hand.lines[hand.offer.requirement_count++] = (struct offer_line){
        .skill = skill, .weight = weight, .level = level, .essential = essential};
    hand.offer.requirement_weight += weight;
    hand.offer.essential_count += essential;
}

static int32_t
coverage_now(enum level_scenario scenario)
{
    int32_t coverage;

    ck_assert_int_eq(scratch_reserve(&hand.scratch, &hand.person, &hand.offer, NULL), MATCH_OK);
    ck_assert(coverage_compute(&hand.scratch, &hand.policy, &hand.person, &hand.offer, scenario,
                               hand.scratch.lines, &coverage, NULL));
    return coverage;
}

static match_line_state
state_of(uint32_t requirement)
{
    return coverage_state(&hand.policy, &hand.person, &hand.lines[requirement],
                          &hand.scratch.lines[requirement]);
}

/* ---- levels ---- */

static const struct {
    int32_t required, claimed;
    int32_t lowest, counted, highest;
} levels[] = {
    {LEVEL_UNKNOWN, LEVEL_UNKNOWN, 1000, 1000, 1000}, /* nothing asked for */
    {LEVEL_UNKNOWN, 0, 0, 0, 0},
    {LEVEL_UNKNOWN, 1, 1000, 1000, 1000},
    {0, LEVEL_UNKNOWN, 1000, 1000, 1000},
    {2, 2, 1000, 1000, 1000},
    {2, 5, 1000, 1000, 1000},
    {2, 1, 500, 500, 500},
    {3, 2, 666, 666, 666},
    {5, 1, 200, 200, 200},
    {3, 0, 0, 0, 0},
    {3, LEVEL_UNKNOWN, 200, 600, 1000},
};

START_TEST(level_reaches_as_far_as_it_goes)
{
    int32_t required = levels[_i].required, claimed = levels[_i].claimed;

    ck_assert_int_eq(level_permille(&hand.policy, LEVEL_LOWEST, required, claimed),
                     levels[_i].lowest);
    ck_assert_int_eq(level_permille(&hand.policy, LEVEL_COUNTED, required, claimed),
                     levels[_i].counted);
    ck_assert_int_eq(level_permille(&hand.policy, LEVEL_HIGHEST, required, claimed),
                     levels[_i].highest);
}
END_TEST

START_TEST(match_multiplies_and_rounds_down)
{
    ck_assert_int_eq(match_millionths(255, 1000, 1000), 1000000);
    ck_assert_int_eq(match_millionths(255, 666, 850), 566100);
    ck_assert_int_eq(match_millionths(217, 1000, 850), 723333); /* 184450000 / 255 */
    ck_assert_int_eq(match_millionths(0, 1000, 1000), 0);
}
END_TEST

/* ---- coverage ---- */

/* BRICK>=2 essential (weight 400), TILE>=1 optional (150); claims BRICK 3 (920), TILE 2 (850). */
START_TEST(coverage_of_the_mason)
{
    put_requirement(1, 400, 2, true);
    put_requirement(2, 150, 1, false);
    put_claim(1, 200, 3, 920);
    put_claim(2, 150, 2, 850);
    /* (400 * 920000 + 150 * 850000) / 550 = 900909.09 */
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 900909);
    ck_assert_int_eq(state_of(0), MATCH_LINE_MET);
    ck_assert_int_eq(state_of(1), MATCH_LINE_MET);
}
END_TEST

START_TEST(coverage_counts_part_of_a_level)
{
    put_requirement(1, 400, 3, true);
    put_requirement(2, 100, 1, true);
    put_claim(1, 200, 2, 1000);
    /* 400 * 666000 / 500 */
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 532800);
    ck_assert_int_eq(state_of(0), MATCH_LINE_PARTIAL);
    ck_assert_int_eq(state_of(1), MATCH_LINE_MISSING);
}
END_TEST

START_TEST(coverage_of_an_unknown_level_is_an_interval)
{
    put_requirement(1, 100, 3, true);
    put_claim(1, 200, LEVEL_UNKNOWN, 1000);
    ck_assert_int_eq(coverage_now(LEVEL_LOWEST), 200000);
    ck_assert_int_eq(coverage_now(LEVEL_HIGHEST), 1000000);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 600000);
    ck_assert_int_eq(state_of(0), MATCH_LINE_LEVEL_UNKNOWN);
}
END_TEST

START_TEST(coverage_is_unknown_without_one_side)
{
    put_claim(1, 200, 3, 1000);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), MATCH_SCORE_UNKNOWN);
    tear_down();
    set_up();
    put_requirement(1, 100, 3, true);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), MATCH_SCORE_UNKNOWN);
}
END_TEST

START_TEST(coverage_by_a_claim_of_level_none_is_nothing)
{
    put_requirement(1, 100, LEVEL_UNKNOWN, true);
    put_claim(1, 200, 0, 1000);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 0);
    ck_assert_int_eq(state_of(0), MATCH_LINE_MISSING);
}
END_TEST

START_TEST(exact_claim_serves_any_number_of_requirements)
{
    put_requirement(1, 100, 1, true);
    put_requirement(1, 50, 2, false);
    put_claim(1, 200, 2, 1000);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 1000000);
}
END_TEST

START_TEST(related_claim_serves_one_requirement)
{
    put_requirement(2, 100, 1, true);
    put_requirement(3, 100, 1, true);
    put_claim(1, 200, 2, 1000);
    put_reach(2, 0, 217);
    put_reach(3, 0, 184);
    /* 217 / 255 of the first half: 850980 * 100 / 200 */
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 425490);
    ck_assert_int_eq(state_of(0), MATCH_LINE_MET);
    ck_assert_int_eq(state_of(1), MATCH_LINE_MISSING);
}
END_TEST

/*
 * Claims a, b and requirements 3, 4. a is near both, b near 3 only. Taking the best pair first
 * (a for 3) leaves 4 without; the best sum has a for 4 and b for 3.
 */
START_TEST(related_claims_are_shared_out_for_the_best_sum)
{
    put_requirement(3, 100, 1, true);
    put_requirement(4, 100, 1, true);
    put_claim(1, 10, 1, 1000);
    put_claim(2, 10, 1, 1000);
    put_reach(3, 1, 184);
    put_reach(3, 0, 217);
    put_reach(4, 0, 200);
    /* 184/255 = 721568, 200/255 = 784313: (721568 + 784313) * 100 / 200 */
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 752940);
    ck_assert_uint_eq(hand.scratch.lines[0].claim, 1);
    ck_assert_uint_eq(hand.scratch.lines[1].claim, 0);
}
END_TEST

/* The related claim is used only as far as it is better than the exact one. */
START_TEST(related_claim_helps_where_the_exact_level_is_low)
{
    put_requirement(2, 100, 4, true);
    put_claim(1, 10, 4, 1000);
    put_claim(2, 10, 1, 1000);
    put_reach(2, 0, 217);
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 850980);
    ck_assert_uint_eq(hand.scratch.lines[0].claim, 0);
    hand.person_claims[1].level = 4;
    ck_assert_int_eq(coverage_now(LEVEL_COUNTED), 1000000);
    ck_assert_uint_eq(hand.scratch.lines[0].claim, 1);
}
END_TEST

/* ---- use and gain ---- */

static int32_t
use_now(void)
{
    ck_assert_int_eq(scratch_reserve(&hand.scratch, &hand.person, &hand.offer, NULL), MATCH_OK);
    return use_compute(&hand.person, &hand.offer, hand.scratch.use_lines);
}

START_TEST(use_weighs_what_the_person_can_do)
{
    put_requirement(1, 100, 5, true);
    put_claim(1, 30, 1, 850);
    put_claim(2, 60, 3, 850);
    put_claim(3, 100, 0, 850); /* cannot do it: not counted */
    put_reach(1, 1, 140);
    /* (30 * 1000000 + 60 * 549019) / 90 */
    ck_assert_int_eq(use_now(), 699346);
}
END_TEST

START_TEST(use_is_unknown_without_one_side)
{
    put_requirement(1, 100, 5, true);
    ck_assert_int_eq(use_now(), MATCH_SCORE_UNKNOWN);
    put_claim(1, 30, 0, 850);
    ck_assert_int_eq(use_now(), MATCH_SCORE_UNKNOWN);
    hand.person_claims[0].level = 1;
    ck_assert_int_eq(use_now(), 1000000);
    hand.offer.requirement_count = 0;
    ck_assert_int_eq(use_now(), MATCH_SCORE_UNKNOWN);
}
END_TEST

/* Tailoring of the reference data: SEW-MEND from 1 to 3 and PATTERN to 2, from weights 20, 10. */
START_TEST(gain_is_what_is_new)
{
    hand.lines[0] = (struct offer_line){.skill = 1, .weight = 20, .level = 3};
    hand.lines[1] = (struct offer_line){.skill = 2, .weight = 10, .level = 2};
    hand.offer.taught_count = 2;
    hand.offer.taught_weight = 30;
    ck_assert_int_eq(gain_compute(&hand.policy, &hand.person, &hand.offer), MATCH_SCORE_UNKNOWN);
    put_claim(1, 20, 1, 850);
    /* (20 * (1000000 - 333000) + 10 * 1000000) / 30 */
    ck_assert_int_eq(gain_compute(&hand.policy, &hand.person, &hand.offer), 778000);
    hand.person_claims[0].level = LEVEL_UNKNOWN;
    ck_assert_int_eq(gain_compute(&hand.policy, &hand.person, &hand.offer), 600000);
    hand.person_claims[0].level = 3;
    ck_assert_int_eq(gain_compute(&hand.policy, &hand.person, &hand.offer), 333333);
}
END_TEST

/* ---- the other criteria ---- */

static const match_ladders *ladders; /* of the tests that look at credentials */

static struct facts
facts_now(void)
{
    return (struct facts){
        .policy = &hand.policy, .person = &hand.person, .offer = &hand.offer, .ladders = ladders};
}

static const struct {
    const char *a, *b;
    int shared;
} codes[] = {{"7531", "7531", 4}, {"7531", "7532", 3}, {"7531", "7412", 1}, {"7531", "8153", 0},
             {"753", "7531", 3},  {"", "7531", -1},    {"7531", "", -1},    {"0110", "0110", 4}};

START_TEST(isco_codes_share_leading_digits)
{
    ck_assert_int_eq(shared_digits(codes[_i].a, codes[_i].b), codes[_i].shared);
}
END_TEST

START_TEST(occupation_is_the_nearest_job)
{
    struct job jobs[] = {{.isco = "9111", .months = 5}, {.isco = "7532", .months = 2}};
    struct facts facts = facts_now();

    hand.opportunity.isco = "7531";
    ck_assert_int_eq(criterion_occupation(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.jobs = jobs;
    hand.profile.job_count = 1;
    ck_assert_int_eq(criterion_occupation(&facts), 0);
    hand.profile.job_count = 2;
    ck_assert_int_eq(criterion_occupation(&facts), 750000);
    jobs[0].occupation = hand.opportunity.occupation = 9;
    ck_assert_int_eq(criterion_occupation(&facts), 1000000);
}
END_TEST

START_TEST(languages_are_the_mean_of_what_is_required)
{
    struct language known[] = {{"lao", LANGUAGE_NATIVE}, {"eng", LANGUAGE_UNKNOWN}};
    struct language required[] = {{"lao", 4}, {"tha", 3}, {"eng", 3}};
    struct facts facts = facts_now();

    ck_assert_int_eq(criterion_languages(&facts), VALUE_NOT_APPLICABLE);
    hand.opportunity.languages = required;
    hand.opportunity.language_count = 3;
    ck_assert_int_eq(criterion_languages(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.languages = known;
    hand.profile.language_count = 2;
    ck_assert_int_eq(criterion_languages(&facts), (1000000 + 0 + 600000) / 3);
    known[1] = (struct language){"tha", 2};
    ck_assert_int_eq(criterion_languages(&facts), (1000000 + 666666 + 0) / 3);
    required[0].level = LANGUAGE_UNKNOWN; /* any */
    hand.opportunity.language_count = 1;
    ck_assert_int_eq(criterion_languages(&facts), 1000000);
}
END_TEST

START_TEST(qualification_is_reached_in_part_or_not_known)
{
    struct credential credentials[] = {{.ladder = "TH-DSD", .level = 3, .title = ""},
                                       {.ladder = "LNQF", .level = 2, .title = ""}};
    struct job jobs[] = {{.isco = "7112", .months = 6}, {.isco = "9111", .months = 90}};
    match_ladders *lao = match_ladders_lao(NULL);
    struct facts facts;

    ladders = lao;
    facts = facts_now();
    ck_assert_int_eq(criterion_qualification(&facts), VALUE_NOT_APPLICABLE);
    hand.opportunity.credential_ladder = "LNQF";
    hand.opportunity.credential_level = 4;
    hand.opportunity.isco = "7111";
    ck_assert_int_eq(criterion_qualification(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.credentials = credentials;
    hand.profile.credential_count = 1; /* another ladder */
    ck_assert_int_eq(criterion_qualification(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.credential_count = 2;
    ck_assert_int_eq(criterion_qualification(&facts), 500000);
    credentials[0].ladder = "TPQI"; /* 3 is said to be comparable with 3: 3/4 of 800 permille */
    ck_assert_int_eq(criterion_qualification(&facts), 600000);
    credentials[0].ladder = "TH-DSD";
    hand.profile.schooling = 6; /* a bachelor is one of the other ladder, which is enough */
    ck_assert_int_eq(criterion_qualification(&facts), 800000);
    hand.profile.schooling = NUMBER_UNKNOWN;
    hand.profile.jobs = jobs;
    hand.profile.job_count = 2;
    hand.opportunity.equivalent_experience = ANSWER_YES; /* 12 months by the policy, 6 there */
    ck_assert_int_eq(criterion_qualification(&facts), 500000);
    jobs[0].months = 12;
    ck_assert_int_eq(criterion_qualification(&facts), 1000000);
    hand.opportunity.equivalent_experience = ANSWER_NO;
    hand.opportunity.experience_months = 48; /* both are asked for: a quarter counts */
    ck_assert_int_eq(criterion_qualification(&facts), 250000);
    hand.opportunity.credential_ladder = "";
    ck_assert_int_eq(criterion_qualification(&facts), 250000);
    match_ladders_unref(lao);
    ladders = NULL;
}
END_TEST

START_TEST(place_takes_the_best_relation)
{
    match_places *places = match_places_lao(NULL);
    match_place provinces[3];
    struct facts facts = facts_now();
    const char *names[] = {"13", "14", "02"};

    for (size_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(
            match_places_find(places, names[i], MATCH_NUL, 0, &provinces[i], 1), 1);
    }
    facts.places = places;
    hand.opportunity.province = provinces[0];
    ck_assert_int_eq(criterion_place(&facts), MATCH_SCORE_UNKNOWN);
    hand.person.province = provinces[2];
    ck_assert_int_eq(criterion_place(&facts), 100000);
    hand.person.province = provinces[1]; /* borders on 13 */
    ck_assert_int_eq(criterion_place(&facts), 400000);
    hand.opportunity.accommodation = ANSWER_YES;
    ck_assert_int_eq(criterion_place(&facts), 500000);
    hand.profile.willing_anywhere = ANSWER_YES;
    ck_assert_int_eq(criterion_place(&facts), 600000);
    hand.person.willing = provinces;
    hand.person.willing_count = 1;
    ck_assert_int_eq(criterion_place(&facts), 700000);
    hand.person.province = provinces[0];
    ck_assert_int_eq(criterion_place(&facts), 900000);
    hand.person.district = hand.opportunity.district = provinces[0] + 1;
    ck_assert_int_eq(criterion_place(&facts), 1000000);
    hand.opportunity.country = "KR";
    ck_assert_int_eq(criterion_place(&facts), VALUE_NOT_APPLICABLE);
    hand.opportunity.country = "LA";
    ck_assert_int_eq(criterion_place(&facts), 1000000);
    hand.person.willing = NULL;
    match_places_unref(places);
}
END_TEST

START_TEST(wage_is_held_against_the_wanted_one)
{
    struct facts facts = facts_now();

    hand.profile.reservation_wage = MONEY_UNKNOWN;
    hand.opportunity.wage_minimum = 2000000;
    hand.opportunity.wage_maximum = MONEY_UNKNOWN;
    ck_assert_int_eq(criterion_wage(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.reservation_wage = 2000000;
    ck_assert_int_eq(criterion_wage(&facts), 1000000);
    hand.profile.reservation_wage = 4000000;
    ck_assert_int_eq(criterion_wage(&facts), 500000);
    hand.opportunity.wage_maximum = 6000000;
    ck_assert_int_eq(criterion_wage(&facts), 750000);
    hand.profile.reservation_wage = INT64_MAX;
    ck_assert_int_ge(criterion_wage(&facts), 0);
    hand.profile.reservation_wage = 4000000;
    hand.opportunity.wage_period = "day";
    ck_assert_int_eq(criterion_wage(&facts), MATCH_SCORE_UNKNOWN);
    hand.opportunity.wage_period = "month";
    hand.opportunity.currency = "THB";
    ck_assert_int_eq(criterion_wage(&facts), MATCH_SCORE_UNKNOWN);
    hand.opportunity.currency = "";
    hand.opportunity.wage_minimum = MONEY_UNKNOWN;
    ck_assert_int_eq(criterion_wage(&facts), 1000000);
}
END_TEST

/* Days of the person, of the opportunity and of the run. */
static const struct {
    match_date from, until, starts, ends;
    enum answer available;
} days[] = {
    {MATCH_DATE_NONE, MATCH_DATE_NONE, 120, 130, ANSWER_UNKNOWN},
    {110, MATCH_DATE_NONE, 120, 130, ANSWER_YES},
    {121, MATCH_DATE_NONE, 120, 130, ANSWER_NO},
    {121, MATCH_DATE_NONE, MATCH_DATE_NONE, MATCH_DATE_NONE, ANSWER_UNKNOWN},
    {90, MATCH_DATE_NONE, MATCH_DATE_NONE, MATCH_DATE_NONE, ANSWER_YES},
    {90, 129, 120, 130, ANSWER_NO},
    {90, 130, 120, 130, ANSWER_YES},
    {MATCH_DATE_NONE, 119, 120, MATCH_DATE_NONE, ANSWER_NO},
    {MATCH_DATE_NONE, 99, MATCH_DATE_NONE, MATCH_DATE_NONE, ANSWER_NO}, /* gone by today */
};

START_TEST(days_of_both_have_to_agree)
{
    static const int32_t values[] = {[ANSWER_UNKNOWN] = MATCH_SCORE_UNKNOWN,
                                     [ANSWER_NO] = 0,
                                     [ANSWER_YES] = MATCH_SCORE_ONE};
    struct facts facts = facts_now();

    facts.today = 100;
    hand.profile.available_from = days[_i].from;
    hand.profile.available_until = days[_i].until;
    hand.opportunity.starts = days[_i].starts;
    hand.opportunity.ends = days[_i].ends;
    ck_assert_int_eq(availability(&hand.profile, &hand.opportunity, 100), days[_i].available);
    ck_assert_int_eq(criterion_availability(&facts), values[days[_i].available]);
}
END_TEST

/* A month of stipend for 13/3 weeks comes off; what is not stated counts as nothing. */
START_TEST(cost_is_all_of_it_less_the_stipend)
{
    struct facts facts = facts_now();

    hand.opportunity.tuition = hand.opportunity.boarding_cost = hand.opportunity.material_cost =
        hand.opportunity.food_cost = hand.opportunity.travel_cost = MONEY_UNKNOWN;
    ck_assert_int_eq(criterion_cost(&facts), MATCH_SCORE_UNKNOWN);
    hand.opportunity.tuition = 0;
    ck_assert_int_eq(criterion_cost(&facts), 1000000);
    hand.opportunity.food_cost = 2000000;
    hand.opportunity.travel_cost = 500000;
    ck_assert_int_eq(opportunity_cost(&hand.opportunity), 2500000);
    ck_assert_int_eq(criterion_cost(&facts), 500000);
    hand.opportunity.stipend = 1300000;
    hand.opportunity.duration_weeks = 4;
    ck_assert_int_eq(opportunity_cost(&hand.opportunity), 1300000);
    hand.opportunity.duration_weeks = 52;
    ck_assert_int_eq(opportunity_cost(&hand.opportunity), 0);
    hand.opportunity.stipend = hand.opportunity.tuition = INT64_MAX;
    ck_assert_int_ge(opportunity_cost(&hand.opportunity), 0);
    hand.opportunity.stipend = 0;
    ck_assert_int_eq(criterion_cost(&facts), 0);
}
END_TEST

/* A job and an opportunity: ISIC and ISCO of each. */
static const struct {
    const char *isic, *isco, *offered_isic, *offered_isco;
    bool is_switch;
} sectors[] = {
    {"10", "7511", "10", "8160", false}, {"03", "7511", "10", "8160", true},
    {"", "7511", "10", "8160", true},    {"", "7511", "10", "7515", false},
    {"C", "7511", "10", "8160", true},   {"C", "7511", "C", "8160", false},
    {"", "", "10", "8160", false},       {"03", "", "", "8160", false},
};

START_TEST(switch_is_another_industry_and_kind_of_work)
{
    struct job jobs[] = {{.isic = sectors[_i].isic, .isco = sectors[_i].isco},
                         {.isic = "", .isco = ""}};

    hand.opportunity.isic = sectors[_i].offered_isic;
    hand.opportunity.isco = sectors[_i].offered_isco;
    ck_assert(!is_switch(&hand.profile, &hand.opportunity)); /* no job, no sector */
    hand.profile.jobs = jobs;
    hand.profile.job_count = 2;
    ck_assert_int_eq(is_switch(&hand.profile, &hand.opportunity), sectors[_i].is_switch);
}
END_TEST

START_TEST(wishes_count_by_their_order)
{
    struct facts facts = facts_now();

    ck_assert_int_eq(criterion_wishes(&facts), MATCH_SCORE_UNKNOWN);
    hand.profile.wants[0] = OUTCOME_SELF_EMPLOYMENT;
    hand.profile.wants[1] = OUTCOME_TRAINING;
    hand.profile.want_count = 2;
    ck_assert_int_eq(criterion_wishes(&facts), 0); /* a job was not wished for */
    hand.opportunity.kind = MATCH_RECORD_TRAINING;
    ck_assert_int_eq(criterion_wishes(&facts), 600000);
    hand.opportunity.leads_to[0] = OUTCOME_SELF_EMPLOYMENT;
    hand.opportunity.leads_to_count = 1;
    ck_assert_int_eq(criterion_wishes(&facts), 1000000);
    hand.opportunity.kind = MATCH_RECORD_SUPPORT;
    hand.opportunity.leads_to[0] = OUTCOME_JOB;
    ck_assert_int_eq(criterion_wishes(&facts), 0);
    hand.opportunity.leads_to_count = 0;
    ck_assert_int_eq(criterion_wishes(&facts), 1000000);
}
END_TEST

/* ---- screening ---- */

static struct screening_case
case_now(void)
{
    struct screening_case screened = {.policy = &hand.policy,
                                      .opportunity = &hand.opportunity,
                                      .profile = &hand.profile,
                                      .age = hand.person.age};

    ck_assert_int_eq(match_date_parse("2025-02-10", 10, &screened.today, NULL), MATCH_OK);
    return screened;
}

static match_date
day(const char *text)
{
    match_date date = MATCH_DATE_NONE;
    ck_assert_int_eq(match_date_parse(text, 10, &date, NULL), MATCH_OK);
    return date;
}

/* Fails unless exactly this reason holds and says this; -1 for none. */
static void
assert_reason(int reason, const char *text)
{
    struct screening_case screened = case_now();
    uint32_t found = screening_opportunity(&screened) | screening_person(&screened);
    char said[SCREENING_TEXT_SIZE];

    ck_assert_uint_eq(found, reason < 0 ? 0 : 1u << reason);
    if (reason >= 0) {
        screening_text(&screened, (match_reason)reason, said);
        ck_assert_str_eq(said, text);
    }
}

START_TEST(nothing_holds_against_an_ordinary_vacancy)
{
    assert_reason(-1, "");
}
END_TEST

START_TEST(closing_is_the_day_after_the_last_one)
{
    hand.opportunity.closes = day("2025-02-10");
    assert_reason(-1, "");
    hand.opportunity.closes = day("2025-02-09");
    assert_reason(MATCH_REASON_CLOSED, "applications closed on 2025-02-09");
    hand.opportunity.closes = MATCH_DATE_NONE;
    hand.opportunity.ends = day("2025-01-31");
    assert_reason(MATCH_REASON_CLOSED, "it ended on 2025-01-31");
}
END_TEST

START_TEST(opening_is_flagged_until_its_day)
{
    hand.opportunity.opens = day("2025-02-11");
    assert_reason(MATCH_REASON_NOT_YET_OPEN, "applications open on 2025-02-11");
    hand.opportunity.opens = day("2025-02-10");
    assert_reason(-1, "");
}
END_TEST

START_TEST(seats_are_gone_at_zero_only)
{
    hand.opportunity.openings = 1;
    assert_reason(-1, "");
    hand.opportunity.openings = 0;
    assert_reason(MATCH_REASON_NO_SEATS, "no openings are left");
}
END_TEST

START_TEST(worker_fee_is_any_fee)
{
    hand.opportunity.worker_fee = 0;
    assert_reason(-1, "");
    hand.opportunity.worker_fee = 1500000;
    assert_reason(MATCH_REASON_WORKER_FEE, "the worker pays 1500000");
}
END_TEST

START_TEST(licence_of_an_agency_is_looked_at)
{
    hand.opportunity.recruiter_type = "agency";
    assert_reason(MATCH_REASON_LICENCE_MISSING, "the agency names no licence");
    hand.opportunity.recruiter_licence = "L-1";
    assert_reason(-1, "");
    hand.opportunity.recruiter_licence_until = day("2024-12-31");
    assert_reason(MATCH_REASON_LICENCE_EXPIRED,
                  "the licence of the recruiter ran out on 2024-12-31");
    hand.opportunity.recruiter_licence_until = day("2025-02-10");
    assert_reason(-1, "");
    hand.opportunity.recruiter_sanctioned = ANSWER_YES;
    assert_reason(MATCH_REASON_RECRUITER_SANCTIONED, "the recruiter is under a sanction");
}
END_TEST

START_TEST(wage_is_held_against_the_minimum_of_the_day)
{
    hand.opportunity.wage_minimum = 2200000;
    assert_reason(MATCH_REASON_WAGE_BELOW_MINIMUM,
                  "wage 2200000 is below the minimum wage 2500000 (since 2024-10-01)");
    hand.opportunity.wage_minimum = 2500000;
    assert_reason(-1, "");
    hand.opportunity.wage_minimum = 2200000;
    hand.opportunity.currency = "USD";
    assert_reason(-1, "");
    hand.opportunity.currency = "LAK";
    hand.opportunity.wage_period = "day";
    assert_reason(-1, "");
    hand.opportunity.wage_period = "month";
    hand.opportunity.country = "TH";
    assert_reason(-1, "");
    hand.opportunity.country = "LA";
    hand.opportunity.wage_minimum = MONEY_UNKNOWN;
    hand.opportunity.wage_maximum = 1;
    assert_reason(MATCH_REASON_WAGE_BELOW_MINIMUM,
                  "wage 1 is below the minimum wage 2500000 (since 2024-10-01)");
}
END_TEST

START_TEST(terms_say_what_is_missing)
{
    hand.opportunity.hours = "";
    hand.opportunity.province = 0;
    assert_reason(MATCH_REASON_TERMS_INCOMPLETE, "not stated: hours place");
    hand.opportunity.country = "KR"; /* then the country is the place */
    assert_reason(MATCH_REASON_TERMS_INCOMPLETE, "not stated: hours");
}
END_TEST

START_TEST(hazardous_work_needs_the_age)
{
    hand.opportunity.hazardous = ANSWER_YES;
    assert_reason(MATCH_REASON_AGE_UNKNOWN,
                  "hazardous work is allowed from the age of 18; the age is not known");
    hand.person.age = 17;
    assert_reason(MATCH_REASON_HAZARDOUS_UNDER_18, "hazardous work is allowed from the age of 18");
    hand.person.age = 18;
    assert_reason(-1, "");
}
END_TEST

START_TEST(working_age_is_asked_of_vacancies_only)
{
    hand.person.age = 13;
    assert_reason(MATCH_REASON_UNDER_AGE, "work is allowed from the age of 14");
    hand.opportunity.kind = MATCH_RECORD_TRAINING;
    assert_reason(-1, "");
}
END_TEST

START_TEST(advertisement_restrictions_are_named)
{
    const char *found[] = {"age", "appearance", "sex"};

    hand.opportunity.advertisement_restrictions = (struct text_list){found, 3};
    assert_reason(MATCH_REASON_ADVERTISEMENT_RESTRICTION,
                  "the advertisement restricts age, appearance, sex; this is left out of account");
}
END_TEST

START_TEST(admission_is_a_rule_of_its_owner)
{
    const char *after[] = {"C1", "C2"};
    char long_id[2 * SCREENING_TEXT_SIZE] = "";
    struct credential credentials[] = {{.ladder = "", .title = "C1"}};
    struct screening_case screened;

    hand.opportunity.kind = MATCH_RECORD_TRAINING;
    hand.opportunity.entry_age_minimum = 15;
    hand.opportunity.entry_age_maximum = 35;
    hand.opportunity.provider = "College";
    hand.person.age = 36;
    assert_reason(MATCH_REASON_ADMISSION_AGE, "admits ages 15 to 35");
    hand.person.age = 35;
    assert_reason(-1, "");
    hand.person.age = NUMBER_UNKNOWN;
    assert_reason(MATCH_REASON_AGE_UNKNOWN,
                  "the provider admits by age; the age is not known");
    hand.person.age = 15;
    hand.opportunity.entry_schooling = 2;
    assert_reason(-1, ""); /* the schooling is not known, and nobody is refused for that */
    hand.profile.schooling = 1;
    assert_reason(MATCH_REASON_ADMISSION_SCHOOLING, "admits from ISCED level 2, the person has 1");
    hand.profile.schooling = 2;
    hand.opportunity.after = (struct text_list){after, 2};
    assert_reason(MATCH_REASON_ADMISSION_TRAINING, "comes after C1, C2");
    hand.profile.credentials = credentials;
    hand.profile.credential_count = 1;
    assert_reason(MATCH_REASON_ADMISSION_TRAINING, "comes after C2");
    screened = case_now();
    memset(long_id, 'k', sizeof long_id - 1);
    after[1] = long_id; /* longer than any text about it */
    ck_assert_uint_eq(screening_person(&screened), 1u << MATCH_REASON_ADMISSION_TRAINING);
    ck_assert_str_eq(screening_owner(&screened, MATCH_REASON_ADMISSION_TRAINING), "College");
    hand.opportunity.owner = "Funder";
    ck_assert_str_eq(screening_owner(&screened, MATCH_REASON_ADMISSION_AGE), "Funder");
    ck_assert_str_eq(screening_owner(&screened, MATCH_REASON_CLOSED), "");
}
END_TEST

START_TEST(wage_and_days_of_the_person_are_flagged)
{
    hand.profile.reservation_wage = 9000000;
    assert_reason(MATCH_REASON_WAGE_BELOW_WANTED, "wage 3000000 is below the 9000000 that the person would work for");
    hand.profile.reservation_wage = MONEY_UNKNOWN;
    ck_assert_int_eq(match_date_parse("2030-01-02", MATCH_NUL, &hand.profile.available_from, NULL),
                     MATCH_OK);
    hand.opportunity.starts = hand.profile.available_from - 1;
    assert_reason(MATCH_REASON_NOT_AVAILABLE, "the person is available from 2030-01-02");
    hand.opportunity.starts = MATCH_DATE_NONE;
    hand.profile.available_from = MATCH_DATE_NONE;
    ck_assert_int_eq(match_date_parse("1999-01-02", MATCH_NUL, &hand.profile.available_until, NULL),
                     MATCH_OK);
    assert_reason(MATCH_REASON_NOT_AVAILABLE, "the person is available until 1999-01-02");
}
END_TEST

START_TEST(boarding_is_asked_for_away_from_home)
{
    struct screening_case screened;

    hand.profile.needs_boarding = ANSWER_YES;
    assert_reason(MATCH_REASON_BOARDING_NEEDED,
                  "the person needs lodging; it is not stated whether it is offered");
    hand.opportunity.accommodation = ANSWER_NO;
    assert_reason(MATCH_REASON_BOARDING_NEEDED, "the person needs lodging and none is offered");
    screened = case_now();
    screened.at_home = true;
    ck_assert_uint_eq(screening_person(&screened), 0);
    hand.opportunity.accommodation = ANSWER_YES;
    assert_reason(-1, "");
}
END_TEST

START_TEST(standing_is_the_strongest_action)
{
    const uint32_t fee = 1u << MATCH_REASON_WORKER_FEE;
    const uint32_t missing = 1u << MATCH_REASON_LICENCE_MISSING;
    const uint32_t terms = 1u << MATCH_REASON_TERMS_INCOMPLETE;

    ck_assert_int_eq(screening_standing(&hand.policy, 0), MATCH_STANDING_SHOWN);
    ck_assert_int_eq(screening_standing(&hand.policy, terms), MATCH_STANDING_FLAGGED);
    ck_assert_int_eq(screening_standing(&hand.policy, terms | missing), MATCH_STANDING_DEMOTED);
    ck_assert_int_eq(screening_standing(&hand.policy, terms | missing | fee),
                     MATCH_STANDING_BLOCKED);
}
END_TEST

START_TEST(rule_that_is_off_does_not_hold)
{
    hand.opportunity.worker_fee = 5;
    hand.policy.action[MATCH_REASON_WORKER_FEE] = ACTION_OFF;
    assert_reason(-1, "");
}
END_TEST

START_TEST(every_reason_has_a_code_and_two_texts)
{
    for (int i = 0; i < MATCH_REASON_COUNT; i++) {
        ck_assert_uint_gt(strlen(match_reason_code((match_reason)i)), 0);
        ck_assert_uint_gt(strlen(match_reason_text((match_reason)i, "en")), 0);
        ck_assert_str_eq(match_reason_text((match_reason)i, "en"),
                         match_reason_text((match_reason)i, "th"));
        ck_assert_str_ne(match_reason_text((match_reason)i, "en"),
                         match_reason_text((match_reason)i, "lo"));
        ck_assert_str_eq(match_reason_text((match_reason)i, "lo-LA"),
                         match_reason_text((match_reason)i, "lo"));
    }
    ck_assert_str_eq(match_reason_code(MATCH_REASON_COUNT), "");
    ck_assert_str_eq(match_reason_text((match_reason)99, "en"), "");
    ck_assert_str_eq(match_grade_name(MATCH_GRADE_STRONG), "strong");
    ck_assert_str_eq(match_grade_name((match_grade)9), "");
    ck_assert_str_eq(match_standing_name(MATCH_STANDING_BLOCKED), "blocked");
    ck_assert_str_eq(match_line_state_name(MATCH_LINE_UNRESOLVED), "unresolved");
    ck_assert_str_eq(match_part_state_name(MATCH_PART_KNOWN), "known");
    ck_assert_str_eq(match_adjustment_name(MATCH_ADJUSTMENT_ADJUSTED), "met_with_adjustment");
}
END_TEST

/* ---- adjustments ---- */

static const struct {
    enum answer essential, adjustable;
    const char *adjustment;
    bool offered;
    match_adjustment expected;
} functions[] = {
    {ANSWER_YES, ANSWER_NO, "", false, MATCH_ADJUSTMENT_BARRIER},
    {ANSWER_YES, ANSWER_YES, "high chair", false, MATCH_ADJUSTMENT_ADJUSTED},
    {ANSWER_YES, ANSWER_YES, "", false, MATCH_ADJUSTMENT_ASK},
    {ANSWER_YES, ANSWER_UNKNOWN, "", false, MATCH_ADJUSTMENT_ASK},
    {ANSWER_UNKNOWN, ANSWER_NO, "", false, MATCH_ADJUSTMENT_ASK},
    {ANSWER_NO, ANSWER_NO, "", false, MATCH_ADJUSTMENT_MET},
    {ANSWER_YES, ANSWER_NO, "", true, MATCH_ADJUSTMENT_ADJUSTED},
};

START_TEST(adjustment_of_a_function)
{
    const char *offered[] = {"seated_work"};
    struct function function = {.need = "seated_work",
                                .essential = functions[_i].essential,
                                .adjustable = functions[_i].adjustable,
                                .adjustment = functions[_i].adjustment};

    hand.opportunity.functions = &function;
    hand.opportunity.function_count = 1;
    hand.opportunity.adjustments_offered = (struct text_list){offered, functions[_i].offered};
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "seated_work").state,
                     functions[_i].expected);
}
END_TEST

START_TEST(adjustment_without_a_function)
{
    const char *offered[] = {"step_free"};
    const char *needs[] = {"step_free", "quiet_place"};
    struct text_list list = {needs, 2};

    ck_assert_int_eq(adjustment_worst(&hand.opportunity, &(struct text_list){needs, 0}),
                     MATCH_ADJUSTMENT_NONE);
    ck_assert_int_eq(adjustment_worst(&hand.opportunity, &list), MATCH_ADJUSTMENT_ASK);
    hand.opportunity.adjustments_offered = (struct text_list){offered, 1};
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "step_free").state,
                     MATCH_ADJUSTMENT_ADJUSTED);
    ck_assert_int_eq(adjustment_worst(&hand.opportunity, &list), MATCH_ADJUSTMENT_ASK);
}
END_TEST

START_TEST(services_look_at_their_fields)
{
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "childcare").state, MATCH_ADJUSTMENT_ASK);
    hand.opportunity.childcare = ANSWER_YES;
    hand.opportunity.transport = ANSWER_NO;
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "childcare").state, MATCH_ADJUSTMENT_MET);
    /* What is said not to be there is named, whoever could still be asked. */
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "transport").state,
                     MATCH_ADJUSTMENT_BARRIER);
    ck_assert_str_eq(adjustment_for(&hand.opportunity, "transport").text,
                     "no transport is offered");
    hand.opportunity.accessible = ANSWER_YES;
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "step_free").state, MATCH_ADJUSTMENT_MET);
    hand.opportunity.accessible = ANSWER_NO;
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "step_free").state,
                     MATCH_ADJUSTMENT_BARRIER);
    ck_assert_int_eq(adjustment_for(&hand.opportunity, "accommodation").state,
                     MATCH_ADJUSTMENT_ASK);
}
END_TEST

/* ---- the table of criteria ---- */

START_TEST(every_criterion_has_its_weight_in_the_policy)
{
    for (size_t i = 0; i < CRITERION_COUNT; i++) {
        size_t offset = offsetof(struct policy_values, weight) + i * sizeof(int32_t);
        bool found = false;

        for (size_t j = 0; j < policy_field_count; j++) {
            found = found || (policy_fields[j].offset == offset &&
                              strncmp(policy_fields[j].path + strlen("criteria."),
                                      criteria[i].name, strlen(criteria[i].name)) == 0);
        }
        ck_assert_msg(found, "criterion %s has no weight", criteria[i].name);
    }
}
END_TEST

static void
add_pure_tests(Suite *suite)
{
    TCase *tcase = tcase_create("numbers");

    tcase_add_loop_test(tcase, apportion_gives_the_largest_remainders_their_points, 0,
                        (int)(sizeof apportions / sizeof apportions[0]));
    tcase_add_test(tcase, apportion_adds_up_and_stays_within_one);
    tcase_add_test(tcase, assignment_is_the_best_there_is);
    tcase_add_test(tcase, assignment_of_nothing_is_empty);
    tcase_add_test(tcase, assignment_of_the_largest_size_ends);
    tcase_add_loop_test(tcase, isco_codes_share_leading_digits, 0,
                        (int)(sizeof codes / sizeof codes[0]));
    tcase_add_test(tcase, match_multiplies_and_rounds_down);
    tcase_add_test(tcase, every_criterion_has_its_weight_in_the_policy);
    suite_add_tcase(suite, tcase);
}

static void
add_criteria_tests(Suite *suite)
{
    TCase *tcase = tcase_create("criteria");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, level_reaches_as_far_as_it_goes, 0,
                        (int)(sizeof levels / sizeof levels[0]));
    tcase_add_test(tcase, coverage_of_the_mason);
    tcase_add_test(tcase, coverage_counts_part_of_a_level);
    tcase_add_test(tcase, coverage_of_an_unknown_level_is_an_interval);
    tcase_add_test(tcase, coverage_is_unknown_without_one_side);
    tcase_add_test(tcase, coverage_by_a_claim_of_level_none_is_nothing);
    tcase_add_test(tcase, exact_claim_serves_any_number_of_requirements);
    tcase_add_test(tcase, related_claim_serves_one_requirement);
    tcase_add_test(tcase, related_claims_are_shared_out_for_the_best_sum);
    tcase_add_test(tcase, related_claim_helps_where_the_exact_level_is_low);
    tcase_add_test(tcase, use_weighs_what_the_person_can_do);
    tcase_add_test(tcase, use_is_unknown_without_one_side);
    tcase_add_test(tcase, gain_is_what_is_new);
    tcase_add_test(tcase, occupation_is_the_nearest_job);
    tcase_add_test(tcase, languages_are_the_mean_of_what_is_required);
    tcase_add_test(tcase, qualification_is_reached_in_part_or_not_known);
    tcase_add_test(tcase, place_takes_the_best_relation);
    tcase_add_test(tcase, wage_is_held_against_the_wanted_one);
    tcase_add_loop_test(tcase, days_of_both_have_to_agree, 0,
                        (int)(sizeof days / sizeof days[0]));
    tcase_add_test(tcase, cost_is_all_of_it_less_the_stipend);
    tcase_add_loop_test(tcase, switch_is_another_industry_and_kind_of_work, 0,
                        (int)(sizeof sectors / sizeof sectors[0]));
    tcase_add_test(tcase, wishes_count_by_their_order);
    suite_add_tcase(suite, tcase);
}

static void
add_screening_tests(Suite *suite)
{
    TCase *tcase = tcase_create("screening");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, nothing_holds_against_an_ordinary_vacancy);
    tcase_add_test(tcase, closing_is_the_day_after_the_last_one);
    tcase_add_test(tcase, opening_is_flagged_until_its_day);
    tcase_add_test(tcase, seats_are_gone_at_zero_only);
    tcase_add_test(tcase, worker_fee_is_any_fee);
    tcase_add_test(tcase, licence_of_an_agency_is_looked_at);
    tcase_add_test(tcase, wage_is_held_against_the_minimum_of_the_day);
    tcase_add_test(tcase, terms_say_what_is_missing);
    tcase_add_test(tcase, hazardous_work_needs_the_age);
    tcase_add_test(tcase, working_age_is_asked_of_vacancies_only);
    tcase_add_test(tcase, advertisement_restrictions_are_named);
    tcase_add_test(tcase, admission_is_a_rule_of_its_owner);
    tcase_add_test(tcase, wage_and_days_of_the_person_are_flagged);
    tcase_add_test(tcase, boarding_is_asked_for_away_from_home);
    tcase_add_test(tcase, standing_is_the_strongest_action);
    tcase_add_test(tcase, rule_that_is_off_does_not_hold);
    tcase_add_test(tcase, every_reason_has_a_code_and_two_texts);
    tcase_add_loop_test(tcase, adjustment_of_a_function, 0,
                        (int)(sizeof functions / sizeof functions[0]));
    tcase_add_test(tcase, adjustment_without_a_function);
    tcase_add_test(tcase, services_look_at_their_fields);
    suite_add_tcase(suite, tcase);
}

int
main(void)
{
    Suite *suite = suite_create("scoring");

    add_pure_tests(suite);
    add_criteria_tests(suite);
    add_screening_tests(suite);
    return run_suite(suite);
}
