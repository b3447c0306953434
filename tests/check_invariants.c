/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What has to hold for every pair, whatever the weights: each property on 10,000 or more pairs of
 * made-up people and opportunities. Seeds are fixed.
 *
 *  1. The printed parts add up.           parts_and_lines_add_up_exactly
 *     Per cents as printed do, too.       apportion_* of check_scoring.c
 *     Base, title and the blend of all.   parts_and_lines_add_up_exactly,
 *                                         base_is_a_constant_of_the_opportunity
 *  2. Same bits for every thread count.   threads_change_no_byte of check_same_numbers.c
 *     For every partition.                pair_does_not_depend_on_other_items there
 *  3. More claims or levels never lower   more_skills_or_levels_never_lower_coverage,
 *     coverage.                           more_skills_never_raise_gain
 *  4. Nor does a higher requirement       higher_requirement_never_raises_coverage
 *     raise it.
 *  5. Nothing protected counts.           protected_attributes_change_nothing of
 *                                         check_same_numbers.c; check_swap.py, wall.sh, floors.sh
 *  6. The order of rows does not count.   order_of_*_changes_nothing of check_same_numbers.c;
 *                                         ties: equal_scores_are_by_id of check_ranking.c
 *  7. Nor do other items.                 pair_does_not_depend_on_other_items there
 *  8. The unrelated is never strong.      unrelated_occupation_is_never_a_strong_match
 *  9. Both sides have the same numbers.   pair_has_the_same_numbers_from_everywhere of
 *                                         check_same_numbers.c
 * 10. Related never beats exact.          related_never_beats_exact
 * 11. Unknown is neither 0 nor 1.         unknown_is_neither_nothing_nor_all,
 *                                         unknown_interval_holds_what_becomes_known,
 *                                         vacancy_without_requirements_is_unknown_and_not_first
 * The smallest change is exact.           smallest_*_is_that_of_trying_all of
 *                                         check_counterfactual.c
 */

#define ROUNDS 60
#define MOST 10
#define SEEDS 5

/* ---- 1: parts add up ---- */

static int64_t
sum_of_points(const match_explanation *explanation, match_line_kind kind, size_t *count)
{
    const match_line *lines = match_explanation_lines(explanation, kind, count);
    int64_t sum = 0;

    for (size_t i = 0; i < *count; i++) {
        ck_assert_int_ge(lines[i].points, 0);
        ck_assert(lines[i].points == 0 || lines[i].weight > 0);
        sum += lines[i].points;
    }
    return sum;
}

static int64_t
known(int32_t value)
{
    return value == MATCH_SCORE_UNKNOWN ? 0 : value;
}

static void
check_sums(const match_explanation *explanation)
{
    const match_pair *pair = match_explanation_pair(explanation);
    size_t count;
    const match_part *parts = match_explanation_parts(explanation, &count);
    int64_t points = 0, shares = 0, weights = 0;

    for (size_t i = 0; i < count; i++) {
        int64_t share = (int64_t)parts[i].weight * known(parts[i].value);
        points += parts[i].points;
        if (strcmp(parts[i].criterion, "base") == 0) {
            /* Taken off coverage and use, which come first, and never more than they give. */
            ck_assert_int_le(parts[i].points, 0);
            shares -= share < shares ? share : shares;
        } else {
            ck_assert_int_ge(parts[i].points, 0);
            shares += share;
            weights += parts[i].weight;
        }
        ck_assert(parts[i].state == MATCH_PART_KNOWN || parts[i].points == 0);
    }
    ck_assert_int_eq(points, pair->score);
    ck_assert_int_eq(weights > 0 ? shares / weights : 0, pair->score);
    ck_assert_int_eq(sum_of_points(explanation, MATCH_LINES_COVERAGE, &count),
                     known(pair->coverage));
    ck_assert_int_eq(sum_of_points(explanation, MATCH_LINES_USE, &count), known(pair->use));
    ck_assert_int_eq(sum_of_points(explanation, MATCH_LINES_GAIN, &count), known(pair->gain));
    ck_assert(pair->score >= 0 && pair->score <= MATCH_SCORE_ONE);
    ck_assert(pair->coverage >= -1 && pair->coverage <= MATCH_SCORE_ONE);
    ck_assert(pair->use >= -1 && pair->use <= MATCH_SCORE_ONE);
    ck_assert(pair->gain >= -1 && pair->gain <= MATCH_SCORE_ONE);
}

START_TEST(parts_and_lines_add_up_exactly)
{
    struct market market;

    market_open_random(&market, 101 + 1000 * (uint64_t)_i);
    for (size_t i = 0; i < match_roster_count(market.roster); i++) {
        for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
            match_explanation *explanation =
                match_session_explain(market.session, market.roster, i, j, NULL);
            match_pair pair = market_pair_at(&market, i, j);

            ck_assert_ptr_nonnull(explanation);
            check_sums(explanation);
            ck_assert_mem_eq(match_explanation_pair(explanation), &pair, sizeof pair);
            match_explanation_free(explanation);
        }
    }
    market_close(&market);
}
END_TEST

/* ---- 3, 10, 11: what a person has ---- */

/* One roster with a person (A) and a change of the person (B), against many opportunities. */
typedef bool (*change)(uint64_t *state, struct market_skill *skills, size_t *count);
typedef void (*comparison)(const match_pair *before, const match_pair *after);

static void
compare_people(uint64_t seed, change change_skills, comparison compare)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = seed;
    size_t pairs = 0;
    char ids[2][16];

    for (int i = 0; i < ROUNDS; i++) {
        struct market_skill skills[MOST + 1];
        size_t count = market_random_skills(&state, skills, MOST);

        snprintf(ids[0], sizeof ids[0], "A%03d", i);
        snprintf(ids[1], sizeof ids[1], "B%03d", i);
        market_add_profile(&people, ids[0], skills, count, "");
        if (!change_skills(&state, skills, &count)) {
            count = 0;
            snprintf(ids[1], sizeof ids[1], "X%03d", i); /* nothing to compare */
        }
        market_add_profile(&people, ids[1], skills, count, "");
    }
    market_add_opportunities(&opportunities, &state, MARKET_OPPORTUNITIES);
    market_open_texts(&market, &people, &opportunities);
    for (int i = 0; i < ROUNDS; i++) {
        size_t before, after;

        snprintf(ids[0], sizeof ids[0], "A%03d", i);
        snprintf(ids[1], sizeof ids[1], "B%03d", i);
        before = market_person(&market, ids[0]);
        if (match_roster_find(market.roster, ids[1], &after, NULL) != MATCH_OK) {
            continue;
        }
        for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
            match_pair a = market_pair_at(&market, before, j);
            match_pair b = market_pair_at(&market, after, j);
            compare(&a, &b);
            pairs++;
        }
    }
    ck_assert_uint_gt(pairs, 500);
    market_close(&market);
}

/* Before and after are ordered; nothing (unknown) is the least. */
static void
assert_no_lower(const match_pair *before, const match_pair *after)
{
    ck_assert_int_le(before->coverage, after->coverage);
    ck_assert_int_le(before->coverage_lowest, after->coverage_lowest);
    ck_assert_int_le(before->coverage_highest, after->coverage_highest);
}

static bool
add_claim(uint64_t *state, struct market_skill *skills, size_t *count)
{
    int skill = (int)(random_next(state) % MARKET_SKILLS);

    for (size_t i = 0; i < *count; i++) {
        if (skills[i].skill == skill) {
            return false;
        }
    }
    skills[(*count)++] = (struct market_skill){.skill = skill,
                                               .level = (int)(random_next(state) % 7) - 1,
                                               .evidence = (int)(random_next(state) % 13)};
    return true;
}

static bool
raise_level(uint64_t *state, struct market_skill *skills, size_t *count)
{
    size_t at = *count > 0 ? random_next(state) % *count : 0;

    if (*count == 0 || skills[at].level == MARKET_LEVEL_UNKNOWN || skills[at].level >= 5) {
        return false;
    }
    skills[at].level += 1 + (int)(random_next(state) % (uint32_t)(5 - skills[at].level));
    return true;
}

/* The skill of a claim again, on other evidence and with any level. */
static bool
add_evidence(uint64_t *state, struct market_skill *skills, size_t *count)
{
    struct market_skill again;

    if (*count == 0) {
        return false;
    }
    again = skills[random_next(state) % *count];
    again.evidence = (again.evidence + 1 + (int)(random_next(state) % (MARKET_EVIDENCES - 1))) %
                     MARKET_EVIDENCES;
    again.level = (int)(random_next(state) % 7) - 1;
    skills[(*count)++] = again;
    return true;
}

/* Level 0 becomes unknown, unknown becomes the top: unknown is between. */
static bool
learn_level(uint64_t *state, struct market_skill *skills, size_t *count)
{
    (void)state;
    if (*count == 0) {
        return false;
    }
    skills[0].level = skills[0].level == MARKET_LEVEL_UNKNOWN ? 5 : skills[0].level;
    return true;
}

static bool
forget_level(uint64_t *state, struct market_skill *skills, size_t *count)
{
    bool changed = false;

    (void)state;
    for (size_t i = 0; i < *count; i++) {
        if (skills[i].level == 0) {
            skills[i].level = MARKET_LEVEL_UNKNOWN;
            changed = true;
        }
    }
    return changed;
}

static bool
better_evidence(uint64_t *state, struct market_skill *skills, size_t *count)
{
    size_t at = *count > 0 ? random_next(state) % *count : 0;

    if (*count == 0 || skills[at].evidence == MARKET_EVIDENCES - 1) {
        return false;
    }
    skills[at].evidence = MARKET_EVIDENCES - 1; /* a skill test is trusted most */
    return true;
}

static const change improvements[] = {add_claim,    raise_level,     learn_level,
                                      forget_level, better_evidence, add_evidence};

START_TEST(more_skills_or_levels_never_lower_coverage)
{
    compare_people(200 + (uint64_t)_i, improvements[_i], assert_no_lower);
    compare_people(300 + (uint64_t)_i, improvements[_i], assert_no_lower);
}
END_TEST

/* One skill, tested at level 2 and said to be better: a skill that is there once. */
START_TEST(claims_of_one_skill_are_one_skill)
{
    const struct market_skill tested = {.skill = 0, .level = 2, .evidence = MARKET_EVIDENCES - 1};
    const struct market_skill other = {.skill = 20, .level = 3};
    const struct market_skill people[][3] = {
        {tested, other},
        {tested, other, {.skill = 0, .level = 1, .evidence = 0}},
        {tested, other, {.skill = 0, .level = 5, .evidence = 0}},
    };
    const struct market_skill asked[] = {{.skill = 0, .level = 1, .essential = 1}};
    const struct market_skill near[] = {{.skill = 1, .level = 1, .essential = 1},
                                        {.skill = 2, .level = 1, .essential = 1}};
    struct market market;
    struct market_text profiles = {0}, opportunities = {0};
    match_pair first;

    for (size_t i = 0; i < 3; i++) {
        const char *const ids[] = {"A", "B", "C"};
        market_add_profile(&profiles, ids[i], people[i], i == 0 ? 2 : 3, "");
    }
    market_add_vacancy(&opportunities, "V1", asked, 1, "");
    market_add_vacancy(&opportunities, "V2", near, 2, "");
    market_open_texts(&market, &profiles, &opportunities);
    first = market_pair(&market, "A", "V2");
    ck_assert_int_gt(first.coverage, 0);
    for (size_t i = 0; i < 3; i++) {
        match_pair exact = market_pair_at(&market, i, 0);
        match_pair related = market_pair_at(&market, i, 1);
        ck_assert_int_eq(exact.coverage, MATCH_SCORE_ONE);
        ck_assert_int_eq(exact.use, market_pair(&market, "A", "V1").use);
        ck_assert_int_eq(related.coverage, first.coverage); /* it stands in once */
        ck_assert_int_eq(related.use, first.use);
    }
    market_close(&market);
}
END_TEST

static void
assert_gain_no_higher(const match_pair *before, const match_pair *after)
{
    ck_assert(before->gain == MATCH_SCORE_UNKNOWN || after->gain <= before->gain);
}

START_TEST(more_skills_never_raise_gain)
{
    compare_people(210, add_claim, assert_gain_no_higher);
    compare_people(211, raise_level, assert_gain_no_higher);
}
END_TEST

START_TEST(unknown_is_neither_nothing_nor_all)
{
    struct market market;
    size_t open = 0;

    market_open_random(&market, 110 + 1000 * (uint64_t)_i);
    for (size_t i = 0; i < match_roster_count(market.roster); i++) {
        for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
            match_pair pair = market_pair_at(&market, i, j);
            ck_assert_int_le(pair.coverage_lowest, pair.coverage);
            ck_assert_int_le(pair.coverage, pair.coverage_highest);
            ck_assert_int_eq(pair.coverage == MATCH_SCORE_UNKNOWN,
                             pair.coverage_highest == MATCH_SCORE_UNKNOWN);
            open += pair.coverage_lowest < pair.coverage_highest;
        }
    }
    ck_assert_uint_gt(open, 50);
    market_close(&market);
}
END_TEST

/* Whatever level the unknown ones turn out to be, coverage stays in the interval. (Level 0 is a
   skill that is not there.) */
START_TEST(unknown_interval_holds_what_becomes_known)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = 111 + 1000 * (uint64_t)_i;
    size_t narrowed = 0;
    char id[16];

    for (int i = 0; i < ROUNDS; i++) {
        struct market_skill skills[MOST];
        size_t count = market_random_skills(&state, skills, MOST);
        for (size_t j = 0; j < count; j += 2) {
            skills[j].level = MARKET_LEVEL_UNKNOWN;
        }
        snprintf(id, sizeof id, "A%03d", i);
        market_add_profile(&people, id, skills, count, "");
        for (size_t j = 0; j < count; j += 2) {
            skills[j].level = 1 + (int)(random_next(&state) % 5);
        }
        snprintf(id, sizeof id, "B%03d", i);
        market_add_profile(&people, id, skills, count, "");
    }
    market_add_opportunities(&opportunities, &state, MARKET_OPPORTUNITIES);
    market_open_texts(&market, &people, &opportunities);
    for (int i = 0; i < ROUNDS; i++) {
        snprintf(id, sizeof id, "A%03d", i);
        size_t before = market_person(&market, id);
        snprintf(id, sizeof id, "B%03d", i);
        size_t after = market_person(&market, id);
        for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
            match_pair unknown = market_pair_at(&market, before, j);
            match_pair told = market_pair_at(&market, after, j);
            ck_assert_int_ge(told.coverage_lowest, unknown.coverage_lowest);
            ck_assert_int_le(told.coverage_highest, unknown.coverage_highest);
            ck_assert_int_ge(told.coverage, unknown.coverage_lowest);
            ck_assert_int_le(told.coverage, unknown.coverage_highest);
            narrowed += unknown.coverage_lowest < unknown.coverage_highest &&
                        told.coverage_highest - told.coverage_lowest <
                            unknown.coverage_highest - unknown.coverage_lowest;
        }
    }
    ck_assert_uint_gt(narrowed, 300);
    market_close(&market);
}
END_TEST

/* A skill, or the one above or below it in its tree, with the same level and evidence. */
START_TEST(related_never_beats_exact)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    char id[16];
    int covered = 0;

    for (int i = 0; i < MARKET_SKILLS; i++) {
        struct market_skill skill = {.skill = i, .level = 3, .evidence = 5};
        snprintf(id, sizeof id, "P%02d", i);
        market_add_profile(&people, id, &skill, 1, "");
        skill.essential = 1;
        snprintf(id, sizeof id, "V%02d", i);
        market_add_vacancy(&opportunities, id, &skill, 1, "");
    }
    market_open_texts(&market, &people, &opportunities);
    for (size_t i = 0; i < MARKET_SKILLS; i++) {
        snprintf(id, sizeof id, "P%02zu", i);
        size_t person = market_person(&market, id);
        for (size_t j = 0; j < MARKET_SKILLS; j++) {
            match_pair pair;
            snprintf(id, sizeof id, "V%02zu", j);
            pair = market_pair_at(&market, person, market_opportunity(&market, id));
            if (i == j) {
                ck_assert_int_eq(pair.coverage, 920000);
                ck_assert_int_eq(pair.use, MATCH_SCORE_ONE);
            } else {
                ck_assert_int_lt(pair.coverage, 920000);
                ck_assert_int_lt(pair.use, MATCH_SCORE_ONE);
                covered += pair.coverage > 0;
            }
        }
    }
    ck_assert_int_gt(covered, MARKET_SKILLS); /* relations are there to be compared with */
    market_close(&market);
}
END_TEST

/* ---- 4, 9 of the stories: what an opportunity asks ---- */

START_TEST(higher_requirement_never_raises_coverage)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = 120;
    char ids[2][16];

    market_add_people(&people, &state, MARKET_PEOPLE);
    for (int i = 0; i < ROUNDS; i++) {
        struct market_skill skills[MOST];
        size_t count;
        size_t at;

        do {
            count = market_random_skills(&state, skills, MOST);
        } while (count == 0);
        at = random_next(&state) % count;
        skills[at].level = (int)(random_next(&state) % 5) - 1;
        snprintf(ids[0], sizeof ids[0], "A%03d", i);
        snprintf(ids[1], sizeof ids[1], "B%03d", i);
        market_add_vacancy(&opportunities, ids[0], skills, count, "");
        skills[at].level += 1 + (int)(random_next(&state) % (uint32_t)(5 - skills[at].level));
        market_add_vacancy(&opportunities, ids[1], skills, count, "");
    }
    market_open_texts(&market, &people, &opportunities);
    for (int i = 0; i < ROUNDS; i++) {
        snprintf(ids[0], sizeof ids[0], "A%03d", i);
        snprintf(ids[1], sizeof ids[1], "B%03d", i);
        for (size_t j = 0; j < MARKET_PEOPLE; j++) {
            match_pair low =
                market_pair_at(&market, j, market_opportunity(&market, ids[0]));
            match_pair high =
                market_pair_at(&market, j, market_opportunity(&market, ids[1]));
            assert_no_lower(&high, &low);
        }
    }
    market_close(&market);
}
END_TEST

START_TEST(optional_never_outweighs_a_missing_essential)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    char id[32];

    for (int i = 0; i < MARKET_SKILLS; i++) {
        struct market_skill skill = {.skill = i, .level = 3, .evidence = 5};
        snprintf(id, sizeof id, "P%02d", i);
        market_add_profile(&people, id, &skill, 1, "");
    }
    for (int i = 0; i < MARKET_TREE; i++) { /* skills of different trees */
        for (int j = MARKET_TREE; j < MARKET_SKILLS; j++) {
            struct market_skill skills[2] = {{.skill = i, .level = 2, .essential = 1},
                                             {.skill = j, .level = 2, .essential = 0}};
            snprintf(id, sizeof id, "V%02d-%02d", i, j);
            market_add_vacancy(&opportunities, id, skills, 2, "");
        }
    }
    market_open_texts(&market, &people, &opportunities);
    for (int i = 0; i < MARKET_TREE; i++) {
        for (int j = MARKET_TREE; j < MARKET_SKILLS; j++) {
            char essential[16], optional[16];
            match_pair with, without;

            snprintf(id, sizeof id, "V%02d-%02d", i, j);
            snprintf(essential, sizeof essential, "P%02d", i);
            snprintf(optional, sizeof optional, "P%02d", j);
            with = market_pair(&market, essential, id);
            without = market_pair(&market, optional, id);
            ck_assert_int_ge(with.coverage, without.coverage);
            ck_assert_uint_eq(with.essential_met, 1);
            ck_assert_uint_ne(without.grade, MATCH_GRADE_STRONG);
        }
    }
    market_close(&market);
}
END_TEST

/* ---- 8: unrelated ---- */

START_TEST(unrelated_occupation_is_never_a_strong_match)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = 160;
    char id[16];

    for (int i = 0; i < MARKET_PEOPLE; i++) { /* people of one tree, offers of the others */
        struct market_skill skills[MARKET_TREE];
        for (int j = 0; j < MARKET_TREE; j++) {
            skills[j] = (struct market_skill){.skill = j, .level = 5, .evidence = 12};
        }
        snprintf(id, sizeof id, "P%03d", i);
        market_add_profile(&people, id, skills, (size_t)i % MARKET_TREE + 1,
                           ",\"wants\":[\"job\",\"training\"]");
        for (int j = 0; j < 3; j++) {
            int tree = 1 + (int)(random_next(&state) % 3);
            skills[j] = (struct market_skill){
                .skill = tree * MARKET_TREE + 3 * j + (int)(random_next(&state) % 3),
                .level = 1,
                .essential = 1};
        }
        snprintf(id, sizeof id, "V%03d", i);
        market_add_vacancy(&opportunities, id, skills, 3, "");
        snprintf(id, sizeof id, "C%03d", i);
        market_add_training(&opportunities, id, skills, 3, "");
    }
    market_open_texts(&market, &people, &opportunities);
    for (size_t i = 0; i < MARKET_PEOPLE; i++) {
        for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
            match_pair pair = market_pair_at(&market, i, j);
            ck_assert_uint_ne(pair.grade, MATCH_GRADE_STRONG);
            ck_assert_int_le(pair.use, 0);
            ck_assert(pair.kind != MATCH_RECORD_VACANCY || pair.coverage == 0);
        }
    }
    market_close(&market);
}
END_TEST

/* ---- relevance ---- */

static const match_part *
part_of(const match_explanation *explanation, const char *criterion)
{
    size_t count;
    const match_part *parts = match_explanation_parts(explanation, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(parts[i].criterion, criterion) == 0) {
            return &parts[i];
        }
    }
    ck_abort_msg("no part %s", criterion);
    return NULL;
}

/* What anybody would have says nothing of the person. */
START_TEST(base_is_a_constant_of_the_opportunity)
{
    struct market market;

    market_open_random(&market, 171 + 1000 * (uint64_t)_i);
    for (size_t j = 0; j < match_catalogue_count(market.catalogue); j++) {
        int32_t first = 0;
        for (size_t i = 0; i < match_roster_count(market.roster); i++) {
            match_explanation *explanation =
                match_session_explain(market.session, market.roster, i, j, NULL);
            int32_t base = part_of(explanation, "base")->value;
            first = i == 0 ? base : first;
            ck_assert_int_eq(base, first);
            ck_assert(base >= MATCH_SCORE_UNKNOWN && base <= MATCH_SCORE_ONE);
            match_explanation_free(explanation);
        }
    }
    market_close(&market);
}
END_TEST

/* ---- nothing asked for ---- */

START_TEST(vacancy_without_requirements_is_unknown_and_not_first)
{
    struct market market;
    struct market_text people = {0}, opportunities = {0};
    uint64_t state = 180;
    char id[16];

    market_add_people(&people, &state, MARKET_PEOPLE);
    for (int i = 0; i < 10; i++) {
        struct market_skill skills[MOST];
        size_t count;
        do {
            count = market_random_skills(&state, skills, MOST);
        } while (count == 0);
        snprintf(id, sizeof id, "V%d", i);
        market_add_vacancy(&opportunities, id, skills, count, ",\"province\":\"02\"");
    }
    /* Everything but skills speaks for these. */
    market_add_vacancy(&opportunities, "A-EMPTY", NULL, 0, ",\"district\":\"1301\"");
    market_open_texts(&market, &people, &opportunities);
    for (size_t i = 0; i < MARKET_PEOPLE; i++) {
        match_pair pair = market_pair_at(&market, i, market_opportunity(&market, "A-EMPTY"));
        match_result *result = match_session_rank(market.session, market.roster, i, NULL, NULL);
        const match_pair *pairs = match_result_pairs(result);
        bool any_known = false;

        ck_assert_uint_eq(pair.grade, MATCH_GRADE_UNKNOWN);
        ck_assert_int_eq(pair.coverage, MATCH_SCORE_UNKNOWN);
        for (size_t j = 0; j < match_result_count(result); j++) {
            any_known = any_known || pairs[j].grade != MATCH_GRADE_UNKNOWN;
        }
        ck_assert(!any_known || pairs[0].grade != MATCH_GRADE_UNKNOWN);
        match_result_free(result);
    }
    market_close(&market);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("invariants");
    TCase *tcase = tcase_create("invariants");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, parts_and_lines_add_up_exactly, 0, SEEDS);
    tcase_add_loop_test(tcase, more_skills_or_levels_never_lower_coverage, 0,
                        (int)(sizeof improvements / sizeof improvements[0]));
    tcase_add_test(tcase, claims_of_one_skill_are_one_skill);
    tcase_add_test(tcase, more_skills_never_raise_gain);
    tcase_add_loop_test(tcase, unknown_is_neither_nothing_nor_all, 0, SEEDS);
    tcase_add_loop_test(tcase, unknown_interval_holds_what_becomes_known, 0, SEEDS);
    tcase_add_test(tcase, related_never_beats_exact);
    tcase_add_test(tcase, higher_requirement_never_raises_coverage);
    tcase_add_test(tcase, optional_never_outweighs_a_missing_essential);
    tcase_add_loop_test(tcase, base_is_a_constant_of_the_opportunity, 0, SEEDS);
    tcase_add_test(tcase, unrelated_occupation_is_never_a_strong_match);
    tcase_add_test(tcase, vacancy_without_requirements_is_unknown_and_not_first);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
