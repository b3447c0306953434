/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/unlocks.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "ranking/matcher.h"
#include "ranking/order.h"

#include <string.h>

/* --- Who asks for what ------------------------------------------------------------------------ */

match_status
postings_compile(struct postings *postings, const struct offers *offers, uint32_t concepts,
                 match_error *err)
{
    size_t total = 0;

    for (size_t i = 0; i < offers->count; i++) {
        total += offers->items[i].requirement_count;
    }
    postings->first = alloc_zeroed((size_t)concepts + 2, sizeof *postings->first);
    postings->offers = alloc_zeroed(total + 1, sizeof *postings->offers);
    if (!postings->first || !postings->offers) {
        postings_clear(postings);
        return fail_memory(err);
    }
    /* Offsets are ends at first; filling in from the back turns them into beginnings. */
    for (size_t i = 0; i < offers->count; i++) {
        const struct offer *offer = &offers->items[i];
        for (uint32_t j = 0; j < offer->requirement_count; j++) {
            postings->first[offer->lines[j].skill]++;
        }
    }
    for (size_t i = 1; i <= (size_t)concepts + 1; i++) {
        postings->first[i] += postings->first[i - 1];
    }
    for (size_t i = offers->count; i-- > 0;) {
        const struct offer *offer = &offers->items[i];
        for (uint32_t j = 0; j < offer->requirement_count; j++) {
            postings->offers[--postings->first[offer->lines[j].skill]] = (uint32_t)i;
        }
    }
    return MATCH_OK;
}

void
postings_clear(struct postings *postings)
{
    alloc_free(postings->first);
    alloc_free(postings->offers);
    *postings = (struct postings){0};
}

/* --- The person at hand ----------------------------------------------------------------------- */

void
unlock_space_clear(struct unlock_space *space)
{
    alloc_free(space->prospects);
    alloc_free(space->unlocks);
    alloc_free(space->touched);
    alloc_free(space->lessons);
    *space = (struct unlock_space){0};
}

bool
unlocks_begin(struct unlock_space *space, size_t opportunities)
{
    struct prospect *prospects = alloc_grow(space->prospects, &space->prospect_capacity,
                                            opportunities, sizeof *space->prospects);
    match_unlock *unlocks;
    uint32_t *touched;

    if (!prospects) {
        return false;
    }
    space->prospects = prospects;
    unlocks = alloc_grow(space->unlocks, &space->unlock_capacity, opportunities,
                         sizeof *space->unlocks);
    if (!unlocks) {
        return false;
    }
    space->unlocks = unlocks;
    touched = alloc_grow(space->touched, &space->touched_capacity, opportunities,
                         sizeof *space->touched);
    if (!touched) {
        return false;
    }
    space->touched = touched;
    memset(prospects, 0, opportunities * sizeof *prospects);
    memset(unlocks, 0, opportunities * sizeof *unlocks);
    return true;
}

void
unlocks_note(struct unlock_space *space, size_t opportunity, const match_pair *pair)
{
    space->prospects[opportunity] = (struct prospect){
        .open = pair->standing <= MATCH_STANDING_FLAGGED && pair->grade != MATCH_GRADE_UNKNOWN &&
                pair->grade != MATCH_GRADE_STRONG,
        .missing = pair->essential_count - pair->essential_met,
    };
}

/* --- The course at hand ----------------------------------------------------------------------- */

static size_t
touch(match_session *session, match_concept skill, size_t count)
{
    const struct postings *postings = &session->matcher->postings;
    struct unlock_space *space = &session->unlocking;

    for (uint32_t i = postings->first[skill]; i < postings->first[skill + 1]; i++) {
        struct prospect *prospect = &space->prospects[postings->offers[i]];
        if (prospect->open && prospect->touched++ == 0) {
            space->touched[count++] = postings->offers[i];
        }
    }
    return count;
}

/* Vacancies that ask for something that is taught or near to it. */
static size_t
touch_vacancies(match_session *session, const struct offer *training)
{
    const struct offer_line *taught = training->lines + training->requirement_count;
    size_t touched = 0;

    for (uint32_t i = 0; i < training->taught_count; i++) {
        size_t count;
        const match_neighbour *near = match_taxonomy_neighbours(
            session->matcher->setting.taxonomy, taught[i].skill, &count);

        touched = touch(session, taught[i].skill, touched);
        for (size_t j = 0; j < count; j++) {
            touched = touch(session, near[j].concept, touched);
        }
    }
    return touched;
}

/* The claims of somebody who has done the course; a skill that is taught twice counts once. */
static match_status
take_lessons(match_session *session, const match_roster *roster, const struct offer *training,
             match_error *err)
{
    const struct offer_line *taught = training->lines + training->requirement_count;
    const int32_t *trust = session->matcher->setting.policy->trust;
    struct unlock_space *space = &session->unlocking;
    struct extra_claim *lessons = alloc_grow(space->lessons, &space->lesson_capacity,
                                             training->taught_count + 1u, sizeof *lessons);
    size_t count = 0;
    match_status status;

    if (!lessons) {
        return fail_memory(err);
    }
    space->lessons = lessons;
    for (uint32_t i = 0; i < training->taught_count; i++) {
        size_t same = 0;
        while (same < count && lessons[same].skill != taught[i].skill) {
            same++;
        }
        if (same < count) {
            lessons[same].level =
                taught[i].level > lessons[same].level ? taught[i].level : lessons[same].level;
            continue;
        }
        lessons[count++] =
            (struct extra_claim){.skill = taught[i].skill,
                                 .level = taught[i].level,
                                 .trust = (uint32_t)trust[EVIDENCE_TRAINING_CERTIFICATE]};
    }
    status = session_take_other(session, roster, session->person.index, err);
    return status == MATCH_OK ? person_extend(&session->other, lessons, count, err) : status;
}

static void
count_vacancy(const struct policy_values *policy, const struct opportunity *training,
              const struct opportunity *vacancy, match_unlock *unlock)
{
    int64_t wage = wage_offered(policy, vacancy).least;

    unlock->vacancies++;
    unlock->openings += vacancy->openings > 0 ? (uint32_t)vacancy->openings : 1;
    unlock->closing += training->ends != MATCH_DATE_NONE && vacancy->closes != MATCH_DATE_NONE &&
                       vacancy->closes < training->ends;
    unlock->wage = wage > unlock->wage ? wage : unlock->wage;
}

/*
 * Openings count the less the more there are: half of the points at unlock_half openings. They
 * count as much as the person wants a job.
 */
static int32_t
points_of(const struct policy_values *policy, const struct profile *profile, uint32_t openings)
{
    int64_t wish = wish_value(policy, profile, OUTCOME_JOB);
    int64_t points = (int64_t)policy->unlock_points * (wish < 0 ? MATCH_SCORE_ONE : wish) /
                     MATCH_SCORE_ONE;

    return (int32_t)(points * openings / ((int64_t)openings + policy->unlock_half));
}

static match_status
score_touched(match_session *session, size_t training, size_t touched,
              struct pairs *newly_strong, match_error *err)
{
    const match_matcher *matcher = session->matcher;
    const struct offer *offers = matcher->offers.items;
    struct unlock_space *space = &session->unlocking;

    for (size_t i = 0; i < touched; i++) {
        uint32_t opportunity = space->touched[i];
        match_pair pair;
        match_status status;

        if (space->prospects[opportunity].missing > space->prospects[opportunity].touched) {
            continue;
        }
        status = score_pair(&session->scratch, &matcher->setting, &session->other,
                            &offers[opportunity], &pair, NULL, err);
        if (status != MATCH_OK) {
            return status;
        }
        if (pair.grade != MATCH_GRADE_STRONG) {
            continue;
        }
        pair.opportunity = opportunity;
        count_vacancy(matcher->setting.policy, offers[training].opportunity,
                      offers[opportunity].opportunity, &space->unlocks[training]);
        if (newly_strong && !pairs_add(newly_strong, &pair)) {
            return fail_memory(err);
        }
    }
    return MATCH_OK;
}

match_status
unlocks_find(match_session *session, const match_roster *roster, size_t training,
             struct pairs *newly_strong, match_error *err)
{
    struct unlock_space *space = &session->unlocking;
    const struct offer *offer = &session->matcher->offers.items[training];
    size_t touched = touch_vacancies(session, offer);
    match_status status = MATCH_OK;
    match_unlock *unlock = &space->unlocks[training];
    bool any = false;

    for (size_t i = 0; i < touched && !any; i++) {
        const struct prospect *prospect = &space->prospects[space->touched[i]];
        any = prospect->missing <= prospect->touched;
    }
    if (any) {
        status = take_lessons(session, roster, offer, err);
    }
    if (any && status == MATCH_OK) {
        status = score_touched(session, training, touched, newly_strong, err);
    }
    for (size_t i = 0; i < touched; i++) {
        space->prospects[space->touched[i]].touched = 0;
    }
    if (status == MATCH_OK && unlock->openings > 0) {
        unlock->points = points_of(session->matcher->setting.policy, session->person.profile,
                                   unlock->openings);
    }
    return status;
}
