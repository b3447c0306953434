/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/counterfactual.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "ranking/smallest.h"

/* Sets of changes that are looked at before the search ends with what it has. */
#define ATTEMPTS 4096

/* Costs: first the skills to learn or raise, then the levels to climb, then the proofs. */
#define COST_PROOF 1u
#define COST_LEVEL (1u << 11)
#define COST_SKILL (1u << 24)

_Static_assert(LIMIT_REQUIREMENTS < COST_LEVEL / COST_PROOF &&
                   LIMIT_REQUIREMENTS * LEVEL_TOP < COST_SKILL / COST_LEVEL,
               "no number of cheaper changes costs as much as one dearer change");

struct match_counterfactual {
    match_counterfactual_state state;
    match_pair pair;
    size_t count;
    match_improvement improvements[];
};

/* All changes that could be made, and the person with them. */
struct changes {
    match_session *session;
    size_t opportunity;
    const struct offer *offer;
    struct person *person;
    match_improvement *improvements;
    struct extra_claim *extra;
    struct smallest_item *items;
    bool *chosen;
    size_t count;
};

/* --- What could be changed -------------------------------------------------------------------- */

/* The best claim of exactly a skill: known before unknown levels, the higher, the more trusted. */
static const struct person_claim *
best_claim(const struct person *person, match_concept skill)
{
    const struct reach *reach = person_first_reach(person, skill);
    const struct person_claim *best = NULL;

    for (; reach; reach = person_next_reach(person, reach)) {
        const struct person_claim *claim = &person->claims[reach->claim];

        if (reach->similarity == MATCH_SIMILARITY_SAME &&
            (!best || claim->level > best->level ||
             (claim->level == best->level && claim->trust > best->trust))) {
            best = claim;
        }
    }
    return best;
}

static uint32_t
cost_of(const match_improvement *improvement)
{
    uint32_t have = improvement->have > 0 ? (uint32_t)improvement->have : 0;

    return improvement->kind == MATCH_IMPROVEMENT_PROVE
               ? COST_PROOF
               : COST_SKILL + COST_LEVEL * ((uint32_t)improvement->need - have);
}

/* The change that brings a skill to what is asked for; false where there is nothing to change. */
static bool
find_improvement(const struct policy_values *policy, const struct person *person,
                 const struct offer_line *requirement, match_improvement *out)
{
    const struct person_claim *claim = best_claim(person, requirement->skill);
    int32_t asked = requirement->level > 0 ? requirement->level : 1;
    enum evidence evidence = EVIDENCE_TRAINING_CERTIFICATE;

    *out = (match_improvement){.skill = requirement->skill,
                               .have = claim ? claim->level : 0,
                               .need = asked,
                               .essential = requirement->essential};
    if (!claim || claim->level == 0) {
        out->kind = MATCH_IMPROVEMENT_LEARN;
    } else if (claim->level != LEVEL_UNKNOWN && claim->level < asked) {
        out->kind = MATCH_IMPROVEMENT_RAISE;
    } else {
        out->kind = MATCH_IMPROVEMENT_PROVE;
        out->need = claim->level > asked ? claim->level : asked;
        evidence = EVIDENCE_SKILL_TEST;
        if (claim->level != LEVEL_UNKNOWN && claim->trust >= (uint32_t)policy->trust[evidence]) {
            return false;
        }
    }
    out->evidence = evidence_name(evidence);
    return true;
}

/* A skill that is asked for twice is brought to the higher level. Essential ones come first. */
static match_improvement *
same_skill(const struct changes *changes, match_concept skill)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->improvements[i].skill == skill) {
            return &changes->improvements[i];
        }
    }
    return NULL;
}

static void
collect(struct changes *changes)
{
    const match_session *session = changes->session;
    const struct policy_values *policy = session->matcher->setting.policy;

    for (uint32_t i = 0; i < changes->offer->requirement_count; i++) {
        match_improvement improvement;
        match_improvement *same;

        if (!find_improvement(policy, &session->person, &changes->offer->lines[i],
                              &improvement)) {
            continue;
        }
        same = same_skill(changes, improvement.skill);
        if (!same) {
            changes->improvements[changes->count++] = improvement;
        } else if (improvement.need > same->need) {
            improvement.essential |= same->essential;
            *same = improvement;
        }
    }
    for (size_t i = 0; i < changes->count; i++) {
        const match_improvement *improvement = &changes->improvements[i];
        enum evidence evidence = improvement->kind == MATCH_IMPROVEMENT_PROVE
                                     ? EVIDENCE_SKILL_TEST
                                     : EVIDENCE_TRAINING_CERTIFICATE;

        changes->items[i].cost = cost_of(improvement);
        changes->extra[i] = (struct extra_claim){.skill = improvement->skill,
                                                 .level = improvement->need,
                                                 .trust = (uint32_t)policy->trust[evidence]};
    }
}

/* --- What a change has to be made for ---------------------------------------------------------- */

/* Whether anything but one change could meet a requirement, were all changes made. */
static bool
can_be_met_without(const struct changes *changes, const struct offer_line *requirement,
                   uint32_t number)
{
    const struct policy_values *policy = changes->session->matcher->setting.policy;
    const struct reach *reach = person_first_reach(changes->person, requirement->skill);

    for (; reach; reach = person_next_reach(changes->person, reach)) {
        const struct person_claim *claim = &changes->person->claims[reach->claim];
        struct skill_line line = {
            .claim = reach->claim,
            .similarity = reach->similarity,
            .level = level_permille(policy, LEVEL_COUNTED, requirement->level, claim->level)};

        if (claim->extra != number &&
            coverage_state(policy, changes->person, requirement, &line) == MATCH_LINE_MET) {
            return true;
        }
    }
    return false;
}

static void
force(struct changes *changes)
{
    for (uint32_t i = 0; i < changes->offer->requirement_count; i++) {
        const struct offer_line *requirement = &changes->offer->lines[i];
        const match_improvement *change = same_skill(changes, requirement->skill);

        if (requirement->essential && change) {
            size_t number = (size_t)(change - changes->improvements);
            changes->items[number].forced =
                changes->items[number].forced ||
                !can_be_met_without(changes, requirement, (uint32_t)number + 1);
        }
    }
}

/* --- Searching --------------------------------------------------------------------------------- */

static match_status
score_with(const struct changes *changes, const bool *chosen, match_pair *pair, match_error *err)
{
    match_session *session = changes->session;
    match_status status;

    person_switch(changes->person, changes->extra, chosen);
    status = score_pair(&session->scratch, &session->matcher->setting, changes->person,
                        changes->offer, pair, NULL, err);
    pair->opportunity = (uint32_t)changes->opportunity;
    return status;
}

static match_status
look(void *data, const bool *chosen, struct smallest_worth *worth, match_error *err)
{
    match_pair pair;
    match_status status = score_with(data, chosen, &pair, err);

    if (status == MATCH_OK) {
        worth->enough = pair.grade == MATCH_GRADE_STRONG;
        worth->value = pair.coverage < 0 ? 0 : pair.coverage;
    }
    return status;
}

/* Puts the changes that were chosen to the front and notes the numbers with them. */
static match_status
take_chosen(struct changes *changes, match_counterfactual *found, match_error *err)
{
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->chosen[i]) {
            found->improvements[found->count++] = changes->improvements[i];
        }
    }
    return score_with(changes, changes->chosen, &found->pair, err);
}

static match_status
search(struct changes *changes, match_counterfactual *found, match_error *err)
{
    static const match_counterfactual_state states[] = {
        [SMALLEST_NONE] = MATCH_COUNTERFACTUAL_NONE,
        [SMALLEST_FOUND] = MATCH_COUNTERFACTUAL_FOUND,
        [SMALLEST_PROVEN] = MATCH_COUNTERFACTUAL_SMALLEST};
    enum smallest_outcome outcome = SMALLEST_NONE;
    match_status status = person_extend(changes->person, changes->extra, changes->count, err);

    if (status != MATCH_OK) {
        return status;
    }
    force(changes);
    status = smallest_find(
        &(struct smallest_problem){
            .items = changes->items,
            .count = changes->count,
            .goal = changes->session->matcher->setting.policy->strong_coverage,
            .attempts = ATTEMPTS,
            .look = look,
            .data = changes},
        changes->chosen, &outcome, err);
    found->state = states[outcome];
    if (status != MATCH_OK || outcome == SMALLEST_NONE) {
        return status;
    }
    return take_chosen(changes, found, err);
}

static match_status
run(struct changes *changes, match_counterfactual *found, match_error *err)
{
    size_t room = (size_t)changes->offer->requirement_count + 1;
    match_status status;

    changes->improvements = alloc_zeroed(room, sizeof *changes->improvements);
    changes->extra = alloc_zeroed(room, sizeof *changes->extra);
    changes->items = alloc_zeroed(room, sizeof *changes->items);
    changes->chosen = alloc_zeroed(room, sizeof *changes->chosen);
    if (!changes->improvements || !changes->extra || !changes->items || !changes->chosen) {
        status = fail_memory(err);
    } else {
        collect(changes);
        status = search(changes, found, err);
    }
    alloc_free(changes->improvements);
    alloc_free(changes->extra);
    alloc_free(changes->items);
    alloc_free(changes->chosen);
    return status;
}

/* Takes the person up twice: as they are, and to be changed. */
static match_status
prepare(match_session *session, const match_roster *roster, size_t profile, size_t opportunity,
        match_pair *pair, match_error *err)
{
    match_status status = session_check_index("opportunity", opportunity,
                                              session->matcher->offers.count, err);

    if (status == MATCH_OK) {
        status = session_take_person(session, roster, profile, err);
    }
    if (status == MATCH_OK) {
        status = session_take_other(session, roster, profile, err);
    }
    if (status == MATCH_OK) {
        status = session_score(session, opportunity, pair, NULL, err);
    }
    return status;
}

match_counterfactual *
match_session_counterfactual(match_session *session, const match_roster *roster, size_t profile,
                             size_t opportunity, match_error *err)
{
    match_counterfactual *found;
    const struct offer *offer;
    match_pair pair;
    match_status status = prepare(session, roster, profile, opportunity, &pair, err);

    if (status != MATCH_OK) {
        return NULL;
    }
    offer = &session->matcher->offers.items[opportunity];
    found = alloc_zeroed(1, sizeof *found + offer->requirement_count * sizeof(match_improvement));
    if (!found) {
        fail_memory(err);
        return NULL;
    }
    found->pair = pair;
    if (pair.kind != MATCH_RECORD_VACANCY || offer->requirement_count == 0) {
        found->state = MATCH_COUNTERFACTUAL_NOT_APPLICABLE;
    } else if (pair.grade == MATCH_GRADE_STRONG) {
        found->state = MATCH_COUNTERFACTUAL_STRONG;
    } else if (run(&(struct changes){.session = session,
                                     .opportunity = opportunity,
                                     .offer = offer,
                                     .person = &session->other},
                   found, err) != MATCH_OK) {
        match_counterfactual_free(found);
        return NULL;
    }
    return found;
}

void
match_counterfactual_free(match_counterfactual *counterfactual)
{
    alloc_free(counterfactual);
}

match_counterfactual_state
match_counterfactual_get_state(const match_counterfactual *counterfactual)
{
    return counterfactual->state;
}

const match_improvement *
match_counterfactual_improvements(const match_counterfactual *counterfactual, size_t *count)
{
    *count = counterfactual->count;
    return counterfactual->improvements;
}

const match_pair *
match_counterfactual_pair(const match_counterfactual *counterfactual)
{
    return &counterfactual->pair;
}

const char *
match_counterfactual_state_name(match_counterfactual_state state)
{
    static const char *const names[] = {"not_applicable", "strong", "smallest", "found", "none"};
    return (unsigned)state < sizeof names / sizeof names[0] ? names[state] : "";
}

const char *
match_improvement_kind_name(match_improvement_kind kind)
{
    static const char *const names[] = {"", "prove", "raise", "learn"};
    return (unsigned)kind < sizeof names / sizeof names[0] ? names[kind] : "";
}
