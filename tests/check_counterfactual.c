/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "market.h"
#include "support.h"

#include "ranking/smallest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the search alone ---- */

#define ITEMS 9
#define PARTS 12

/* Items that cover weighted parts, each part once, and parts that have to be covered. */
struct covering {
    uint32_t parts[ITEMS]; /* bits */
    int32_t weight[PARTS];
    uint32_t wanted; /* bits */
    int32_t goal;
    size_t count;
    long looks;
};

static struct smallest_worth
worth_of(const struct covering *covering, const bool *chosen)
{
    struct smallest_worth worth = {.enough = false};
    uint32_t covered = 0;

    for (size_t i = 0; i < covering->count; i++) {
        covered |= chosen[i] ? covering->parts[i] : 0;
    }
    for (int i = 0; i < PARTS; i++) {
        worth.value += covered >> i & 1u ? covering->weight[i] : 0;
    }
    worth.enough = worth.value >= covering->goal && (covered & covering->wanted) == covering->wanted;
    return worth;
}

static match_status
look(void *data, const bool *chosen, struct smallest_worth *worth, match_error *err)
{
    struct covering *covering = data;

    (void)err;
    covering->looks++;
    *worth = worth_of(covering, chosen);
    return MATCH_OK;
}

static void
set_of(uint32_t bits, size_t count, bool *set)
{
    for (size_t i = 0; i < count; i++) {
        set[i] = bits >> i & 1u;
    }
}

static uint64_t
cost_of(const struct smallest_item *items, const bool *set, size_t count)
{
    uint64_t cost = 0;

    for (size_t i = 0; i < count; i++) {
        cost += set[i] ? items[i].cost : 0;
    }
    return cost;
}

/* Whether a comes first: at the first item where they differ it has the item. */
static bool
comes_first(const bool *a, const bool *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (a[i] != b[i]) {
            return a[i];
        }
    }
    return false;
}

/* The best of all sets; false where none is enough. */
static bool
try_all(const struct covering *covering, const struct smallest_item *items, bool *best)
{
    bool found = false;

    for (uint32_t bits = 0; bits < 1u << covering->count; bits++) {
        bool set[ITEMS];
        uint64_t cost, best_cost;

        set_of(bits, covering->count, set);
        if (!worth_of(covering, set).enough) {
            continue;
        }
        cost = cost_of(items, set, covering->count);
        best_cost = found ? cost_of(items, best, covering->count) : UINT64_MAX;
        if (cost < best_cost || (cost == best_cost && comes_first(set, best, covering->count))) {
            memcpy(best, set, sizeof set);
            found = true;
        }
    }
    return found;
}

/* An item without which the others are not enough for the wanted parts is forced. */
static void
make_covering(uint64_t *state, struct covering *covering, struct smallest_item *items)
{
    *covering = (struct covering){.count = 1 + random_next(state) % ITEMS};
    for (size_t i = 0; i < covering->count; i++) {
        covering->parts[i] = random_next(state) & random_next(state) & ((1u << PARTS) - 1);
        items[i] = (struct smallest_item){.cost = 1 + random_next(state) % 4};
        if (random_next(state) % 3 == 0) {
            items[i].cost <<= 20;
        }
    }
    for (int i = 0; i < PARTS; i++) {
        covering->weight[i] = (int32_t)(random_next(state) % 1000);
        covering->wanted |= random_next(state) % 8 == 0 ? 1u << i : 0;
        covering->goal += random_next(state) % 2 ? covering->weight[i] : 0;
    }
    for (size_t i = 0; i < covering->count; i++) {
        uint32_t others = 0;
        for (size_t j = 0; j < covering->count; j++) {
            others |= j != i ? covering->parts[j] : 0;
        }
        items[i].forced = covering->parts[i] & ~others & covering->wanted;
    }
}

START_TEST(smallest_set_is_that_of_trying_all)
{
    uint64_t state = 71;
    int none = 0;

    for (int round = 0; round < 3000; round++) {
        struct covering covering;
        struct smallest_item items[ITEMS];
        bool best[ITEMS], chosen[ITEMS];
        enum smallest_outcome outcome = SMALLEST_FOUND;
        bool possible;

        make_covering(&state, &covering, items);
        possible = try_all(&covering, items, best);
        ck_assert_int_eq(smallest_find(&(struct smallest_problem){.items = items,
                                                                  .count = covering.count,
                                                                  .goal = covering.goal,
                                                                  .attempts = 100000,
                                                                  .look = look,
                                                                  .data = &covering},
                                       chosen, &outcome, NULL),
                         MATCH_OK);
        none += !possible;
        ck_assert_int_eq(outcome, possible ? SMALLEST_PROVEN : SMALLEST_NONE);
        for (size_t i = 0; possible && i < covering.count; i++) {
            ck_assert_msg(chosen[i] == best[i], "round %d, item %zu", round, i);
        }
    }
    ck_assert_int_gt(none, 100);
    ck_assert_int_lt(none, 2900);
}
END_TEST

START_TEST(search_that_is_cut_short_says_so)
{
    struct covering covering = {.count = ITEMS, .goal = 5000};
    struct smallest_item items[ITEMS];
    bool chosen[ITEMS];
    enum smallest_outcome outcome;

    for (int i = 0; i < ITEMS; i++) {
        covering.parts[i] = 1u << i;
        covering.weight[i] = 1000 + i;
        items[i] = (struct smallest_item){.cost = (uint32_t)(100 + i)};
    }
    ck_assert_int_eq(smallest_find(&(struct smallest_problem){.items = items,
                                                              .count = ITEMS,
                                                              .goal = covering.goal,
                                                              .attempts = 0,
                                                              .look = look,
                                                              .data = &covering},
                                   chosen, &outcome, NULL),
                     MATCH_OK);
    ck_assert_int_eq(outcome, SMALLEST_FOUND);
    ck_assert(worth_of(&covering, chosen).enough);
    ck_assert_int_le(covering.looks, 2 * ITEMS + 2);
}
END_TEST

/* ---- people and vacancies: every set of changes as a profile of its own ---- */

#define MOST 6
#define TRAINING_CERTIFICATE 8
#define SKILL_TEST 12

/* What the header says may be changed, worked out anew from the two records. */
static bool
change_for(const struct market_skill *claims, size_t count, const struct market_skill *asked,
           struct market_skill *change, uint64_t *cost)
{
    const struct market_skill *claim = NULL;
    int need = asked->level > 0 ? asked->level : 1;

    for (size_t i = 0; i < count; i++) {
        claim = claims[i].skill == asked->skill ? &claims[i] : claim;
    }
    *change = (struct market_skill){.skill = asked->skill, .level = need};
    if (!claim || claim->level == 0 ||
        (claim->level != MARKET_LEVEL_UNKNOWN && claim->level < need)) {
        int have = claim ? claim->level : 0;
        change->evidence = TRAINING_CERTIFICATE;
        *cost = UINT64_C(1000000) + 1000 * (uint64_t)(need - have);
        return true;
    }
    change->level = claim->level > need ? claim->level : need;
    change->evidence = SKILL_TEST;
    *cost = 1;
    return claim->level == MARKET_LEVEL_UNKNOWN || claim->evidence < 10; /* trusted less */
}

struct trial {
    struct market_skill claims[MOST], asked[MOST], changes[MOST];
    uint64_t costs[MOST];
    size_t claim_count, asked_count, change_count;
};

static void
make_trial(uint64_t *state, struct trial *trial)
{
    struct market_skill asked[MOST];
    size_t at = 0;

    trial->claim_count = market_random_skills(state, trial->claims, MOST);
    trial->asked_count = market_random_skills(state, asked, MOST);
    for (int essential = 1; essential >= 0; essential--) { /* the order of a vacancy */
        for (size_t i = 0; i < trial->asked_count; i++) {
            if (asked[i].essential == essential) {
                trial->asked[at++] = asked[i];
            }
        }
    }
    trial->change_count = 0;
    for (size_t i = 0; i < trial->asked_count; i++) {
        trial->change_count +=
            change_for(trial->claims, trial->claim_count, &trial->asked[i],
                       &trial->changes[trial->change_count], &trial->costs[trial->change_count]);
    }
}

/* One profile for each set of changes, named by its bits. */
static void
open_trial(const struct trial *trial, struct market *market)
{
    struct market_text people = {0}, vacancy = {0};

    for (uint32_t bits = 0; bits < 1u << trial->change_count; bits++) {
        struct market_skill claims[2 * MOST];
        size_t count = trial->claim_count;
        char id[16];

        memcpy(claims, trial->claims, sizeof trial->claims);
        for (size_t i = 0; i < trial->change_count; i++) {
            if (bits >> i & 1u) {
                claims[count++] = trial->changes[i];
            }
        }
        snprintf(id, sizeof id, "P%u", bits);
        market_add_profile(&people, id, claims, count, "");
    }
    market_add_vacancy(&vacancy, "V", trial->asked, trial->asked_count, "");
    market_open_texts(market, &people, &vacancy);
}

static uint64_t
cost_of_bits(const struct trial *trial, uint32_t bits)
{
    uint64_t cost = 0;

    for (size_t i = 0; i < trial->change_count; i++) {
        cost += bits >> i & 1u ? trial->costs[i] : 0;
    }
    return cost;
}

/* The cheapest set that is a strong match, the first of equal ones; UINT32_MAX for none. */
static uint32_t
cheapest_by_trying(const struct trial *trial, const struct market *market)
{
    uint32_t best = UINT32_MAX;

    for (uint32_t bits = 0; bits < 1u << trial->change_count; bits++) {
        bool set[MOST], best_set[MOST];
        char id[16];
        uint64_t cost = cost_of_bits(trial, bits);

        snprintf(id, sizeof id, "P%u", bits);
        if (market_pair(market, id, "V").grade != MATCH_GRADE_STRONG) {
            continue;
        }
        set_of(bits, MOST, set);
        set_of(best, MOST, best_set);
        if (best == UINT32_MAX || cost < cost_of_bits(trial, best) ||
            (cost == cost_of_bits(trial, best) && comes_first(set, best_set, MOST))) {
            best = bits;
        }
    }
    return best;
}

/* The bits of the changes that were found, each of which must be one of the trial. */
static uint32_t
bits_of(const struct trial *trial, const struct market *market,
        const match_counterfactual *counterfactual)
{
    size_t count;
    const match_improvement *found = match_counterfactual_improvements(counterfactual, &count);
    uint32_t bits = 0;

    for (size_t i = 0; i < count; i++) {
        const char *code = match_taxonomy_code(market->taxonomy, found[i].skill);
        size_t at = 0;

        while (at < trial->change_count && atoi(code + 1) != trial->changes[at].skill) {
            at++;
        }
        ck_assert_uint_lt(at, trial->change_count);
        ck_assert_int_eq(found[i].need, trial->changes[at].level);
        ck_assert_str_eq(found[i].evidence, found[i].kind == MATCH_IMPROVEMENT_PROVE
                                                ? "skill_test"
                                                : "training_certificate");
        bits |= 1u << at;
    }
    return bits;
}

START_TEST(smallest_change_is_that_of_trying_all)
{
    uint64_t state = 72;
    int searched = 0;

    for (int round = 0; round < 400; round++) {
        struct trial trial;
        struct market market;
        match_counterfactual *found;
        uint32_t expected;
        match_pair pair;
        char id[16];

        make_trial(&state, &trial);
        open_trial(&trial, &market);
        expected = cheapest_by_trying(&trial, &market);
        found = match_session_counterfactual(market.session, market.roster, 0, 0, NULL);
        if (trial.asked_count == 0) {
            ck_assert_int_eq(match_counterfactual_get_state(found),
                             MATCH_COUNTERFACTUAL_NOT_APPLICABLE);
        } else if (expected == 0) {
            ck_assert_int_eq(match_counterfactual_get_state(found), MATCH_COUNTERFACTUAL_STRONG);
        } else {
            ck_assert_int_eq(match_counterfactual_get_state(found),
                             MATCH_COUNTERFACTUAL_SMALLEST);
            ck_assert_msg(bits_of(&trial, &market, found) == expected, "round %d: %x, not %x",
                          round, bits_of(&trial, &market, found), expected);
            searched++;
        }
        /* What is promised is what the profile with the changes gets. */
        snprintf(id, sizeof id, "P%u", expected == UINT32_MAX ? 0 : expected);
        pair = market_pair(&market, id, "V");
        pair.profile = 0;
        ck_assert_mem_eq(&pair, match_counterfactual_pair(found), sizeof pair);
        match_counterfactual_free(found);
        market_close(&market);
    }
    ck_assert_int_gt(searched, 200);
}
END_TEST

/* ---- by hand ---- */

START_TEST(answer_names_what_is_missing)
{
    static const struct market_skill claims[] = {{0, 1, 0, 0}, {10, 3, 0, 0}};
    static const struct market_skill asked[] = {{0, 2, 0, 1}, {20, 2, 0, 1}};
    struct market_text people = {0}, vacancy = {0};
    struct market market;
    match_counterfactual *found;
    const match_improvement *changes;
    size_t count;

    market_add_profile(&people, "P", claims, 2, "");
    market_add_vacancy(&vacancy, "V", asked, 2, "");
    market_open_texts(&market, &people, &vacancy);
    found = match_session_counterfactual(market.session, market.roster, 0, 0, NULL);
    ck_assert_int_eq(match_counterfactual_get_state(found), MATCH_COUNTERFACTUAL_SMALLEST);
    changes = match_counterfactual_improvements(found, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(match_taxonomy_code(market.taxonomy, changes[0].skill), "S00");
    ck_assert_uint_eq(changes[0].kind, MATCH_IMPROVEMENT_RAISE);
    ck_assert_int_eq(changes[0].have, 1);
    ck_assert_int_eq(changes[0].need, 2);
    ck_assert_str_eq(match_taxonomy_code(market.taxonomy, changes[1].skill), "S20");
    ck_assert_uint_eq(changes[1].kind, MATCH_IMPROVEMENT_LEARN);
    ck_assert_int_eq(changes[1].have, 0);
    ck_assert_uint_eq(match_counterfactual_pair(found)->grade, MATCH_GRADE_STRONG);
    match_counterfactual_free(found);
    ck_assert_str_eq(match_counterfactual_state_name(MATCH_COUNTERFACTUAL_NONE), "none");
    ck_assert_str_eq(match_counterfactual_state_name((match_counterfactual_state)99), "");
    ck_assert_str_eq(match_improvement_kind_name(MATCH_IMPROVEMENT_RAISE), "raise");
    ck_assert_str_eq(match_improvement_kind_name((match_improvement_kind)99), "");
    market_close(&market);
}
END_TEST

START_TEST(wrong_indices_are_refused)
{
    match_error err = {.status = MATCH_OK};
    struct market market;

    market_open(&market, "{\"id\":\"P\",\"province\":\"13\"}\n",
                "{\"id\":\"C\",\"kind\":\"training\",\"title\":\"T\",\"province\":\"13\",\"teaches\":[\"S00=1\"]}\n",
                NULL);
    ck_assert_ptr_null(match_session_counterfactual(market.session, market.roster, 1, 0, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "profile is 1, expected 0..0");
    ck_assert_ptr_null(match_session_counterfactual(market.session, market.roster, 0, 1, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "opportunity is 1, expected 0..0");
    match_counterfactual *found =
        match_session_counterfactual(market.session, market.roster, 0, 0, &err);
    ck_assert_int_eq(match_counterfactual_get_state(found), MATCH_COUNTERFACTUAL_NOT_APPLICABLE);
    match_counterfactual_free(found);
    match_counterfactual_free(NULL);
    market_close(&market);
}
END_TEST

static match_status
attempt(void *data, match_error *err)
{
    struct market *market = data;
    match_session *session = match_session_new(market->matcher, err);
    match_counterfactual *found;
    match_status status;

    if (!session) {
        return err->status;
    }
    found = match_session_counterfactual(session, market->roster, 0, 0, err);
    status = found ? MATCH_OK : err->status;
    match_counterfactual_free(found);
    match_session_free(session);
    return status;
}

START_TEST(every_allocation_failure_is_survived)
{
    static const struct market_skill claims[] = {{1, 1, 0, 0}};
    static const struct market_skill asked[] = {{0, 2, 0, 1}, {4, 2, 0, 0}, {5, 3, 0, 0}};
    struct market_text people = {0}, vacancy = {0};
    struct market market;

    market_add_profile(&people, "P", claims, 1, "");
    market_add_vacancy(&vacancy, "V", asked, 3, "");
    market_open_texts(&market, &people, &vacancy);
    ck_assert_int_gt(for_every_allocation_failure(attempt, &market), 10);
    market_close(&market);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("counterfactual");
    TCase *tcase = tcase_create("counterfactual");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, smallest_set_is_that_of_trying_all);
    tcase_add_test(tcase, search_that_is_cut_short_says_so);
    tcase_add_test(tcase, smallest_change_is_that_of_trying_all);
    tcase_add_test(tcase, answer_names_what_is_missing);
    tcase_add_test(tcase, wrong_indices_are_refused);
    tcase_add_test(tcase, every_allocation_failure_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
