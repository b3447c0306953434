/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "ranking/order.h"

#include <string.h>

match_session *
match_session_new(const match_matcher *matcher, match_error *err)
{
    match_session *session = alloc_zeroed(1, sizeof *session);

    if (!session) {
        fail_memory(err);
        return NULL;
    }
    session->matcher = match_matcher_ref(matcher);
    if (person_init(&session->person, matcher->setting.taxonomy, err) != MATCH_OK) {
        match_session_free(session);
        return NULL;
    }
    return session;
}

void
match_session_free(match_session *session)
{
    if (!session) {
        return;
    }
    person_clear(&session->person);
    person_clear(&session->other);
    scratch_clear(&session->scratch);
    unlock_space_clear(&session->unlocking);
    alloc_free(session->best.items);
    alloc_free(session->blocked.items);
    alloc_free(session->switches.items);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        alloc_free(session->of_kind[i].items);
    }
    match_taxonomy_unref(session->known);
    match_matcher_unref(session->matcher);
    alloc_free(session);
}

match_status
session_check_index(const char *what, size_t index, size_t count, match_error *err)
{
    if (index < count) {
        return MATCH_OK;
    }
    if (count == 0) {
        return fail(err, MATCH_ERR_INVALID, "%s %zu is asked for, but there is none", what, index);
    }
    return fail(err, MATCH_ERR_INVALID, "%s is %zu, expected 0..%zu", what, index, count - 1);
}

match_status
session_check_roster(match_session *session, const match_roster *roster, match_error *err)
{
    const match_taxonomy *own = session->matcher->setting.taxonomy;
    const match_taxonomy *other = match_roster_taxonomy(roster);
    char own_hash[MATCH_HASH_TEXT_SIZE];
    char other_hash[MATCH_HASH_TEXT_SIZE];

    if (other == own || (other && other == session->known)) {
        return MATCH_OK;
    }
    if (!other) {
        return fail(err, MATCH_ERR_INVALID,
                    "the roster has no taxonomy, expected that of the catalogue");
    }
    match_taxonomy_hash(own, own_hash);
    match_taxonomy_hash(other, other_hash);
    if (strcmp(own_hash, other_hash) != 0) {
        return fail(err, MATCH_ERR_INVALID,
                    "the taxonomy of the roster is %s, expected %s as in the catalogue",
                    other_hash, own_hash);
    }
    match_taxonomy_unref(session->known);
    session->known = match_taxonomy_ref(other);
    return MATCH_OK;
}

static match_status
prepare_person(const match_session *session, struct person *person, const match_roster *roster,
               size_t profile, match_error *err)
{
    const struct score_setting *setting = &session->matcher->setting;

    return person_prepare(person, roster, profile,
                          &(struct person_setting){.policy = setting->policy,
                                                   .places = setting->places,
                                                   .today = setting->today},
                          err);
}

match_status
session_take_person(match_session *session, const match_roster *roster, size_t profile,
                    match_error *err)
{
    match_status status =
        session_check_index("profile", profile, match_roster_count(roster), err);

    if (status == MATCH_OK) {
        status = session_check_roster(session, roster, err);
    }
    if (status != MATCH_OK) {
        return status;
    }
    return prepare_person(session, &session->person, roster, profile, err);
}

match_status
session_take_other(match_session *session, const match_roster *roster, size_t profile,
                   match_error *err)
{
    const match_taxonomy *taxonomy = session->matcher->setting.taxonomy;

    if (!session->other.heads && person_init(&session->other, taxonomy, err) != MATCH_OK) {
        return MATCH_ERR_NOMEM;
    }
    return prepare_person(session, &session->other, roster, profile, err);
}

match_status
session_score(match_session *session, size_t opportunity, match_pair *pair, match_part *parts,
              match_error *err)
{
    const match_matcher *matcher = session->matcher;
    match_status status =
        score_pair(&session->scratch, &matcher->setting, &session->person,
                   &matcher->offers.items[opportunity], pair, parts, err);

    if (status == MATCH_OK) {
        pair->opportunity = (uint32_t)opportunity;
    }
    return status;
}

/* Forgets the list before. */
static void
begin_list(match_session *session)
{
    session->best.count = 0;
    session->blocked.count = 0;
    session->switches.count = 0;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        session->of_kind[i].count = 0;
    }
    session->considered = 0;
    memset(session->reason_totals, 0, sizeof session->reason_totals);
}

/* What somebody decided to allow neither blocks nor demotes; it is flagged instead. */
static void
allow(const match_session *session, const match_options *options, match_pair *pair)
{
    const struct policy_values *policy = session->matcher->setting.policy;

    if (pair->standing > MATCH_STANDING_FLAGGED && (pair->reasons & options->allowed)) {
        match_standing rest = screening_standing(policy, pair->reasons & ~options->allowed);
        pair->standing =
            (uint16_t)(rest > MATCH_STANDING_FLAGGED ? rest : MATCH_STANDING_FLAGGED);
    }
}

/* Strong matches outside the sectors of earlier jobs are kept a second time. */
static bool
keep_switch(match_session *session, const struct order *order, const match_pair *pair, size_t top)
{
    const struct opportunity *opportunity =
        session->matcher->offers.items[pair->opportunity].opportunity;

    if (pair->kind != MATCH_RECORD_VACANCY || pair->grade != MATCH_GRADE_STRONG ||
        pair->standing > MATCH_STANDING_FLAGGED ||
        !is_switch(session->person.profile, opportunity)) {
        return true;
    }
    return order_keep(order, &session->switches, top, pair);
}

/* A list of several kinds goes by the wishes; those of one kind, by score alone, are kept too. */
static bool
keep_kind(match_session *session, const struct order *order, const match_pair *pair, size_t top)
{
    struct order by_score = *order;

    by_score.wisher = NULL;
    return pair->standing == MATCH_STANDING_BLOCKED ||
           order_keep(&by_score, &session->of_kind[pair->kind - MATCH_RECORD_VACANCY], top, pair);
}

/* Counts a pair and puts it where it belongs. */
static bool
consider(match_session *session, const struct order *order, const match_pair *pair, size_t top)
{
    session->considered++;
    for (uint32_t i = 0; i < MATCH_REASON_COUNT; i++) {
        session->reason_totals[i] += pair->reasons >> i & 1u;
    }
    return pair->standing == MATCH_STANDING_BLOCKED
               ? pairs_add(&session->blocked, pair)
               : order_keep(order, &session->best, top, pair);
}

/* What a result is made of: pairs of lists that follow each other in it. */
static size_t
put_pairs(match_result *result, size_t at, const struct pairs *pairs)
{
    if (pairs->count > 0) {
        memcpy(result->pairs + at, pairs->items, pairs->count * sizeof *pairs->items);
    }
    return at + pairs->count;
}

static size_t
count_pairs(const match_session *session)
{
    size_t count = session->best.count + session->blocked.count + session->switches.count;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        count += session->of_kind[i].count;
    }
    return count;
}

/* The lists of kinds go by score alone. */
static void
sort_lists(match_session *session, const struct order *order)
{
    struct order by_score = *order;

    by_score.wisher = NULL;
    order_sort_kept(order, &session->best);
    order_sort(order, &session->blocked);
    order_sort_kept(order, &session->switches);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        order_sort_kept(&by_score, &session->of_kind[i]);
    }
}

static void
put_lists(match_result *result, const match_session *session, const struct order *order)
{
    size_t at = put_pairs(result, 0, &session->best);

    at = put_pairs(result, at, &session->blocked);
    at = put_pairs(result, at, &session->switches);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        result->kind_start[i] = at;
        result->kind_count[i] = session->of_kind[i].count;
        at = put_pairs(result, at, &session->of_kind[i]);
    }
    for (size_t i = 0; i < result->count; i++) {
        result->wishes[i] = (uint8_t)order_wish(order, &result->pairs[i]);
        if (order->unlocks) {
            result->unlocks[i] = order->unlocks[result->pairs[i].opportunity];
        }
    }
}

static match_result *
finish_list(match_session *session, const struct order *order, size_t subject, match_error *err)
{
    size_t best = session->best.count;
    size_t count = count_pairs(session);
    /* Counts are below LIMIT_ROWS, so the size cannot overflow. Unlocks are the widest ones and
       come first, bytes last, for their alignment. */
    size_t unlocks = order->unlocks ? best * sizeof(match_unlock) : 0;
    match_result *result =
        alloc_zeroed(1, sizeof *result + unlocks + count * sizeof(match_pair) + best);

    if (!result) {
        fail_memory(err);
        return NULL;
    }
    sort_lists(session, order);
    result->subject = (uint32_t)subject;
    result->count = best;
    result->blocked_count = session->blocked.count;
    result->switch_count = session->switches.count;
    result->considered = session->considered;
    memcpy(result->reason_totals, session->reason_totals, sizeof result->reason_totals);
    result->unlocks = order->unlocks ? (match_unlock *)(result + 1) : NULL;
    result->pairs = (match_pair *)(void *)((char *)(result + 1) + unlocks);
    result->wishes = (uint8_t *)(result->pairs + count);
    put_lists(result, session, order);
    return result;
}

_Static_assert(sizeof(struct match_result) % sizeof(int64_t) == 0,
               "unlocks come right behind a result");

/* Scores all of some kinds for the present person. Those of `listed` kinds come into the list. */
static match_status
rank_kinds(match_session *session, const match_roster *roster, uint32_t kinds,
           const struct order *order, const match_options *options, match_error *err)
{
    const match_matcher *matcher = session->matcher;

    for (size_t i = 0; i < matcher->offers.count; i++) {
        match_record_kind kind = matcher->offers.items[i].opportunity->kind;
        match_pair pair;
        match_status status;

        if (!(kinds & (1u << kind))) {
            continue;
        }
        status = session_score(session, i, &pair, NULL, err);
        if (status == MATCH_OK) {
            allow(session, options, &pair);
        }
        if (status == MATCH_OK && kind == MATCH_RECORD_VACANCY) {
            unlocks_note(&session->unlocking, i, &pair);
        }
        if (status == MATCH_OK && kind == MATCH_RECORD_TRAINING) {
            status = unlocks_find(session, roster, i, NULL, err);
        }
        if (status == MATCH_OK && (options->kinds & (1u << kind)) &&
            !(consider(session, order, &pair, options->top) &&
              keep_switch(session, order, &pair, options->top) &&
              keep_kind(session, order, &pair, options->top))) {
            status = fail_memory(err);
        }
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

#define VACANCY (1u << MATCH_RECORD_VACANCY)
#define TRAINING (1u << MATCH_RECORD_TRAINING)
#define SUPPORT (1u << MATCH_RECORD_SUPPORT)

/* Whose wishes the order goes by: with one kind there is nothing to choose between. */
static const struct profile *
wisher_of(const match_session *session, uint32_t kinds)
{
    kinds &= VACANCY | TRAINING | SUPPORT;
    return kinds & (kinds - 1) ? session->person.profile : NULL;
}

match_result *
match_session_rank(match_session *session, const match_roster *roster, size_t profile,
                   const match_options *options, match_error *err)
{
    const match_matcher *matcher = session->matcher;
    struct order order = {.catalogue = matcher->catalogue};
    bool training;

    if (session_take_person(session, roster, profile, err) != MATCH_OK) {
        return NULL;
    }
    options = options ? options : &options_default;
    begin_list(session);
    if (!unlocks_begin(&session->unlocking, matcher->offers.count)) {
        fail_memory(err);
        return NULL;
    }
    order.unlocks = session->unlocking.unlocks;
    order.wisher = wisher_of(session, options->kinds);
    /* Vacancies first: what a course unlocks depends on all of them. */
    training = matcher->has_training && (options->kinds & TRAINING);
    if (rank_kinds(session, roster, training ? VACANCY : options->kinds & VACANCY, &order, options,
                   err) != MATCH_OK ||
        rank_kinds(session, roster, options->kinds & ~VACANCY, &order, options, err) !=
            MATCH_OK) {
        return NULL;
    }
    return finish_list(session, &order, profile, err);
}

match_result *
match_session_candidates(match_session *session, const match_roster *roster, size_t opportunity,
                         const match_options *options, match_error *err)
{
    const struct order order = {.roster = roster};

    if (session_check_index("opportunity", opportunity, session->matcher->offers.count, err) !=
            MATCH_OK ||
        session_check_roster(session, roster, err) != MATCH_OK) {
        return NULL;
    }
    options = options ? options : &options_default;
    begin_list(session);
    for (size_t i = 0; i < match_roster_count(roster); i++) {
        match_pair pair;

        if (session_take_person(session, roster, i, err) != MATCH_OK ||
            session_score(session, opportunity, &pair, NULL, err) != MATCH_OK) {
            return NULL;
        }
        allow(session, options, &pair);
        if (!consider(session, &order, &pair, options->top)) {
            fail_memory(err);
            return NULL;
        }
    }
    return finish_list(session, &order, opportunity, err);
}

match_status
match_session_pair(match_session *session, const match_roster *roster, size_t profile,
                   size_t opportunity, match_pair *pair, match_error *err)
{
    match_pair scored;
    match_status status = session_check_index("opportunity", opportunity,
                                              session->matcher->offers.count, err);

    if (status == MATCH_OK) {
        status = session_take_person(session, roster, profile, err);
    }
    if (status == MATCH_OK) {
        status = session_score(session, opportunity, &scored, NULL, err);
    }
    if (status == MATCH_OK) {
        *pair = scored;
    }
    return status;
}

/* What is unlocked is known once all vacancies are scored. */
static match_status
find_unlocked(match_session *session, const match_roster *roster, size_t training,
              match_error *err)
{
    const struct offer *offers = session->matcher->offers.items;

    if (!unlocks_begin(&session->unlocking, session->matcher->offers.count)) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < session->matcher->offers.count; i++) {
        match_pair pair;
        match_status status;

        if (offers[i].opportunity->kind != MATCH_RECORD_VACANCY) {
            continue;
        }
        status = session_score(session, i, &pair, NULL, err);
        if (status != MATCH_OK) {
            return status;
        }
        unlocks_note(&session->unlocking, i, &pair);
    }
    return unlocks_find(session, roster, training, &session->best, err);
}

match_result *
match_session_unlocks(match_session *session, const match_roster *roster, size_t profile,
                      size_t training, match_error *err)
{
    struct order order = {.catalogue = session->matcher->catalogue};

    if (session_check_index("opportunity", training, session->matcher->offers.count, err) !=
            MATCH_OK ||
        session_take_person(session, roster, profile, err) != MATCH_OK) {
        return NULL;
    }
    begin_list(session);
    if (session->matcher->offers.items[training].opportunity->kind == MATCH_RECORD_TRAINING &&
        find_unlocked(session, roster, training, err) != MATCH_OK) {
        return NULL;
    }
    session->considered = session->best.count;
    order_sort(&order, &session->best);
    return finish_list(session, &order, profile, err);
}
