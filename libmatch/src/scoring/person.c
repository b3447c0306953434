/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/person.h"

#include "base/alloc.h"
#include "base/fail.h"

#include <string.h>

match_status
person_init(struct person *person, const match_taxonomy *taxonomy, match_error *err)
{
    *person = (struct person){.taxonomy = taxonomy};
    person->heads = alloc_zeroed((size_t)match_taxonomy_count(taxonomy) + 1, sizeof(uint32_t));
    return person->heads ? MATCH_OK : fail_memory(err);
}

static bool
add_reach(struct person *person, match_concept skill, uint32_t claim, uint32_t similarity)
{
    struct reach *grown = alloc_grow(person->reaches, &person->reach_capacity,
                                     person->reach_count + 1, sizeof *person->reaches);
    if (!grown) {
        return false;
    }
    person->reaches = grown;
    person->reaches[person->reach_count++] = (struct reach){
        .skill = skill, .claim = claim, .similarity = similarity, .next = person->heads[skill]};
    person->heads[skill] = (uint32_t)person->reach_count;
    return true;
}

static void
forget_reaches(struct person *person)
{
    for (size_t i = 0; i < person->reach_count; i++) {
        person->heads[person->reaches[i].skill] = REACH_END;
    }
    person->reach_count = 0;
}

/* Lists grow at the front, so the last claim goes first to make them ascend. */
static bool
expand_claims(struct person *person)
{
    for (size_t i = person->claim_count; i-- > 0;) {
        const struct person_claim *claim = &person->claims[i];
        size_t count;
        const match_neighbour *near =
            match_taxonomy_neighbours(person->taxonomy, claim->skill, &count);

        if (!add_reach(person, claim->skill, (uint32_t)i, MATCH_SIMILARITY_SAME)) {
            return false;
        }
        for (size_t j = 0; j < count; j++) {
            if (!add_reach(person, near[j].concept, (uint32_t)i, near[j].similarity)) {
                return false;
            }
        }
    }
    return true;
}

/* Claims of one skill follow each other; in use the skill counts once. */
static void
join_claims(struct person *person)
{
    bool counted = false;

    for (uint32_t i = 0; i < person->claim_count; i++) {
        struct person_claim *claim = &person->claims[i];
        bool again = i > 0 && claim[-1].skill == claim->skill;

        claim->first = again ? claim[-1].first : i;
        counted = again && counted;
        claim->weight = counted ? 0 : claim->weight;
        counted = counted || claim->level != 0;
    }
}

static struct person_claim *
add_claim(struct person *person)
{
    struct person_claim *grown =
        alloc_grow(person->claims, &person->claim_capacity, person->claim_count + 1,
                   sizeof *person->claims);

    if (!grown) {
        return NULL;
    }
    person->claims = grown;
    return &person->claims[person->claim_count++];
}

/* How much of a claim was lost on the way from the taxonomy that it was written in, permille. */
static uint32_t
lost_of(const struct claim *claim)
{
    return claim->carried ? 1000 - claim->carried->similarity : 0;
}

/* Days of a year, a little less than the mean, so that a full number of years is over. */
#define YEAR 365

/* How much a claim is believed: less where the skill was last used long ago. */
static uint32_t
trust_in(const struct policy_values *policy, const struct claim *claim, match_date today)
{
    uint32_t trust = (uint32_t)policy->trust[claim->evidence];

    if (claim->last_used != MATCH_DATE_NONE &&
        today - claim->last_used > policy->fresh_years * YEAR) {
        trust = trust * (uint32_t)policy->stale / 1000;
    }
    trust = trust * (1000 - lost_of(claim)) / 1000;
    return trust > 0 ? trust : 1;
}

static bool
take_claims(struct person *person, const struct person_setting *setting)
{
    const struct profile *profile = person->profile;

    for (size_t i = 0; i < profile->claim_count; i++) {
        const struct claim *claim = &profile->claims[i];
        uint32_t weight = match_taxonomy_weight(person->taxonomy, claim->skill);
        struct person_claim *added;

        if (weight == 0) {
            continue; /* not in the taxonomy, or no skill */
        }
        added = add_claim(person);
        if (!added) {
            return false;
        }
        *added = (struct person_claim){.skill = claim->skill,
                                       .weight = weight,
                                       .level = claim->level,
                                       .trust = trust_in(setting->policy, claim,
                                                         setting->today),
                                       .lost = lost_of(claim),
                                       .inferred = claim->evidence == EVIDENCE_INFERRED,
                                       .source = (uint32_t)i};
    }
    person->unstated = person->claim_count > 0;
    for (size_t i = 0; i < person->claim_count; i++) {
        person->unstated = person->unstated && person->claims[i].inferred;
    }
    join_claims(person);
    return expand_claims(person);
}

/* A place of the roster in the numbering of the catalogue; mostly the numbers are the same. */
static match_place
translate(const match_places *from, const match_places *to, match_place place)
{
    const char *code;

    if (place == 0 || !to || !from || from == to) {
        return to ? place : 0;
    }
    code = match_places_code(from, place);
    if (strcmp(match_places_code(to, place), code) == 0) {
        return place;
    }
    for (match_place other = 1; other <= match_places_count(to); other++) {
        if (strcmp(match_places_code(to, other), code) == 0) {
            return other;
        }
    }
    return 0;
}

static bool
take_places(struct person *person, const match_places *from, const match_places *to)
{
    const struct profile *profile = person->profile;
    match_place *grown = alloc_grow(person->willing, &person->willing_capacity,
                                    profile->willing_province_count, sizeof *person->willing);
    if (!grown) {
        return false;
    }
    person->willing = grown;
    person->willing_count = profile->willing_province_count;
    for (size_t i = 0; i < person->willing_count; i++) {
        person->willing[i] = translate(from, to, profile->willing_provinces[i]);
    }
    person->province = translate(from, to, profile->province);
    person->district = translate(from, to, profile->district);
    return true;
}

match_status
person_prepare(struct person *person, const match_roster *roster, size_t index,
               const struct person_setting *setting, match_error *err)
{
    forget_reaches(person);
    person->claim_count = 0;
    person->index = (uint32_t)index;
    person->profile = roster_profile(roster, index);
    person->age = roster_age(roster, index, setting->today);
    if (!take_claims(person, setting) ||
        !take_places(person, roster_places(roster), setting->places)) {
        return fail_memory(err);
    }
    return MATCH_OK;
}

/* Puts a claim behind all others of its skill, as claims are in the order of their skills. */
static bool
insert_claim(struct person *person, const struct extra_claim *extra, uint32_t number)
{
    struct person_claim *at = add_claim(person);

    if (!at) {
        return false;
    }
    for (; at > person->claims && at[-1].skill > extra->skill; at--) {
        *at = at[-1];
    }
    *at = (struct person_claim){.skill = extra->skill,
                                .weight = match_taxonomy_weight(person->taxonomy, extra->skill),
                                .level = extra->level,
                                .trust = extra->trust,
                                .source = CLAIM_SOURCE_NONE,
                                .extra = number};
    return true;
}

match_status
person_extend(struct person *person, const struct extra_claim *extra, size_t count,
              match_error *err)
{
    forget_reaches(person);
    for (size_t i = 0; i < count; i++) {
        if (!insert_claim(person, &extra[i], (uint32_t)i + 1)) {
            return fail_memory(err);
        }
    }
    join_claims(person);
    return expand_claims(person) ? MATCH_OK : fail_memory(err);
}

void
person_switch(struct person *person, const struct extra_claim *extra, const bool *on)
{
    for (size_t i = 0; i < person->claim_count; i++) {
        struct person_claim *claim = &person->claims[i];
        if (claim->extra > 0) {
            claim->level = on[claim->extra - 1] ? extra[claim->extra - 1].level : 0;
        }
    }
}

const struct reach *
person_first_reach(const struct person *person, match_concept skill)
{
    uint32_t number = person->heads[skill];
    return number == REACH_END ? NULL : &person->reaches[number - 1];
}

const struct reach *
person_next_reach(const struct person *person, const struct reach *reach)
{
    return reach->next == REACH_END ? NULL : &person->reaches[reach->next - 1];
}

void
person_clear(struct person *person)
{
    alloc_free(person->claims);
    alloc_free(person->heads);
    alloc_free(person->reaches);
    alloc_free(person->willing);
    *person = (struct person){0};
}
