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
    alloc_free(session->best.items);
    alloc_free(session->blocked.items);
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
    session->considered = 0;
    memset(session->reason_totals, 0, sizeof session->reason_totals);
}

/* Scores the present person against an opportunity and puts the pair where it belongs. */
static match_status
consider(match_session *session, const struct order *order, size_t opportunity, size_t top,
         match_error *err)
{
    match_pair pair;
    bool kept;
    match_status status = session_score(session, opportunity, &pair, NULL, err);

    if (status != MATCH_OK) {
        return status;
    }
    session->considered++;
    for (uint32_t i = 0; i < MATCH_REASON_COUNT; i++) {
        session->reason_totals[i] += pair.reasons >> i & 1u;
    }
    kept = pair.standing == MATCH_STANDING_BLOCKED
               ? pairs_add(&session->blocked, &pair)
               : order_keep(order, &session->best, top, &pair);
    return kept ? MATCH_OK : fail_memory(err);
}

static match_result *
finish_list(match_session *session, const struct order *order, size_t subject, match_error *err)
{
    size_t count = session->best.count + session->blocked.count;
    match_result *result;

    order_sort_kept(order, &session->best);
    order_sort(order, &session->blocked);
    /* Both counts are below LIMIT_ROWS, so the size cannot overflow. */
    result = alloc_zeroed(1, sizeof *result + count * sizeof(match_pair));
    if (!result) {
        fail_memory(err);
        return NULL;
    }
    result->subject = (uint32_t)subject;
    result->count = session->best.count;
    result->blocked_count = session->blocked.count;
    result->considered = session->considered;
    memcpy(result->reason_totals, session->reason_totals, sizeof result->reason_totals);
    for (size_t i = 0; i < count; i++) {
        result->pairs[i] = i < result->count ? session->best.items[i]
                                             : session->blocked.items[i - result->count];
    }
    return result;
}

match_result *
match_session_rank(match_session *session, const match_roster *roster, size_t profile,
                   const match_options *options, match_error *err)
{
    const match_matcher *matcher = session->matcher;
    const struct order order = {.catalogue = matcher->catalogue};

    if (session_take_person(session, roster, profile, err) != MATCH_OK) {
        return NULL;
    }
    options = options ? options : &options_default;
    begin_list(session);
    for (size_t i = 0; i < matcher->offers.count; i++) {
        uint32_t kind = 1u << matcher->offers.items[i].opportunity->kind;
        if ((options->kinds & kind) &&
            consider(session, &order, i, options->top, err) != MATCH_OK) {
            return NULL;
        }
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
        if (session_take_person(session, roster, i, err) != MATCH_OK ||
            consider(session, &order, opportunity, options->top, err) != MATCH_OK) {
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
