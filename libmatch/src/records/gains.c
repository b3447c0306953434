/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/record.h"

#include <string.h>

/* Claims of one skill follow each other; what is not in the taxonomy is told apart by its text. */
static bool
same_skill(const struct claim *a, const struct claim *b)
{
    return a->skill == b->skill && (a->skill != 0 || strcmp(a->text, b->text) == 0);
}

static match_date
day_of(const struct claim *claim)
{
    return claim->evidence_date != MATCH_DATE_NONE ? claim->evidence_date : claim->last_used;
}

/* The claim that stands for a phase: the highest level, of equal ones the latest. */
static const struct claim *
better(const struct claim *a, const struct claim *b)
{
    if (!a || b->level > a->level) {
        return b;
    }
    return b->level == a->level && day_of(b) > day_of(a) ? b : a;
}

static int32_t
level_of(const struct claim *claim)
{
    return claim ? claim->level : LEVEL_UNKNOWN;
}

static match_gain_state
state_of(const struct claim *before, const struct claim *since)
{
    if (!since) {
        return before ? MATCH_GAIN_NOT_ASKED : MATCH_GAIN_UNKNOWN;
    }
    if (!before) {
        return MATCH_GAIN_NEW;
    }
    if (before->level == LEVEL_UNKNOWN || since->level == LEVEL_UNKNOWN) {
        return MATCH_GAIN_UNKNOWN;
    }
    return since->level > before->level   ? MATCH_GAIN_MORE
           : since->level < before->level ? MATCH_GAIN_LESS
                                          : MATCH_GAIN_SAME;
}

static match_skill_gain
compare(const struct claim *claims, size_t count)
{
    const struct claim *best[] = {
        [PHASE_UNKNOWN] = NULL, [PHASE_BEFORE] = NULL, [PHASE_DURING] = NULL, [PHASE_AFTER] = NULL};
    const struct claim *before;
    const struct claim *since;
    match_gain_state state;

    for (size_t i = 0; i < count; i++) {
        best[claims[i].phase] = better(best[claims[i].phase], &claims[i]);
    }
    before = best[PHASE_BEFORE];
    since = best[PHASE_DURING];
    if (best[PHASE_AFTER]) {
        since = better(since, best[PHASE_AFTER]);
    }
    state = state_of(before, since);
    return (match_skill_gain){
        .skill = claims->skill,
        .text = claims->text,
        .before = level_of(before),
        .during = level_of(best[PHASE_DURING]),
        .after = level_of(best[PHASE_AFTER]),
        .gained = state == MATCH_GAIN_MORE || state == MATCH_GAIN_LESS
                      ? since->level - before->level
                      : 0,
        .before_evidence = before ? evidence_name(before->evidence) : "",
        .before_date = before ? day_of(before) : MATCH_DATE_NONE,
        .evidence = since ? evidence_name(since->evidence) : "",
        .date = since ? day_of(since) : MATCH_DATE_NONE,
        .state = (uint16_t)state,
        .phases = (uint8_t)((before ? 1u : 0) | (best[PHASE_DURING] ? 2u : 0) |
                            (best[PHASE_AFTER] ? 4u : 0)),
        .abroad = since && since == best[PHASE_DURING],
    };
}

bool
match_roster_gain(const match_roster *roster, size_t profile, size_t index, match_skill_gain *gain)
{
    const struct profile *person;
    size_t at = 0;

    if (profile >= match_roster_count(roster)) {
        return false;
    }
    person = roster_profile(roster, profile);
    while (at < person->claim_count) {
        const struct claim *claims = &person->claims[at];
        size_t count = 1;

        while (at + count < person->claim_count && same_skill(claims, &claims[count])) {
            count++;
        }
        at += count;
        /* What is only usual in a job held was never recorded. */
        if (claims->evidence == EVIDENCE_INFERRED) {
            continue;
        }
        if (index-- == 0) {
            *gain = compare(claims, count);
            return true;
        }
    }
    return false;
}

const char *
match_gain_state_name(match_gain_state state)
{
    static const char *const names[] = {"unknown", "new", "more", "same", "less", "not_asked"};

    return (unsigned)state < sizeof names / sizeof names[0] ? names[state] : "";
}
