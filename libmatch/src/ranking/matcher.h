/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RANKING_MATCHER_H
#define MATCH_RANKING_MATCHER_H

#include <libmatch/matcher.h>

#include "scoring/offers.h"
#include "scoring/score.h"
#include "ranking/unlocks.h"

#include <stdatomic.h>

/**
 * @file matcher.h
 * A compiled catalogue, and the working space that goes with it.
 */

struct match_options {
    size_t top;
    uint32_t kinds;
    unsigned threads;
    uint32_t allowed; /* bits 1 << match_reason that may neither block nor demote */
};

/** What NULL options mean. */
extern const struct match_options options_default;

struct match_matcher {
    atomic_uint references;
    match_catalogue *catalogue;
    match_policy *policy;
    match_ladders *ladders;
    struct score_setting setting;
    struct offers offers;
    struct postings postings; /* of the vacancies and their skills */
    bool has_training;
};

/** Kinds of opportunity, counted from MATCH_RECORD_VACANCY. */
#define KIND_COUNT (MATCH_RECORD_SUPPORT - MATCH_RECORD_VACANCY + 1)

/** A growing list of pairs. Zero-initialised: empty and ready. */
struct pairs {
    match_pair *items;
    size_t count;
    size_t capacity;
};

struct match_session {
    match_matcher *matcher;
    match_taxonomy *known; /* of the roster that was checked last */
    struct person person;
    struct person other; /* the same with changes, once session_take_other() is asked for it */
    struct scratch scratch;
    struct unlock_space unlocking;
    struct pairs best;
    struct pairs blocked;
    struct pairs switches;
    struct pairs of_kind[KIND_COUNT]; /* by kind, in a list of several */
    size_t reason_totals[MATCH_REASON_COUNT];
    size_t considered;
};

struct match_result {
    uint32_t subject;
    size_t count;
    size_t blocked_count;
    size_t switch_count;
    size_t considered;
    size_t reason_totals[MATCH_REASON_COUNT];
    size_t kind_start[KIND_COUNT]; /* where the list of a kind is in pairs */
    size_t kind_count[KIND_COUNT];
    match_unlock *unlocks; /* of the list; NULL where it is of people */
    match_pair *pairs; /* the list, the blocked ones, the switches, the kinds; behind this in one
                          block */
    uint8_t *wishes;   /* match_wish of each of the list */
};

/** Takes up a person of a roster, after checking that the roster fits the catalogue. */
match_status session_take_person(match_session *session, const match_roster *roster,
                                 size_t profile, match_error *err);

/** Takes up a person as session->other, to be extended with claims. The roster was checked. */
match_status session_take_other(match_session *session, const match_roster *roster,
                                size_t profile, match_error *err);

/** Checks that a roster has the concepts of the catalogue. */
match_status session_check_roster(match_session *session, const match_roster *roster,
                                  match_error *err);

/** Scores the person taken up last against an opportunity (< count). */
match_status session_score(match_session *session, size_t opportunity, match_pair *pair,
                           match_part *parts, match_error *err);

/** MATCH_ERR_INVALID for an index past the end. */
match_status session_check_index(const char *what, size_t index, size_t count, match_error *err);

#endif
