/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_PERSON_H
#define MATCH_SCORING_PERSON_H

#include "scoring/policy.h"

/**
 * @file person.h
 * A person as scoring sees them: prepared once, then compared with any number of opportunities.
 *
 * Claims are expanded to all skills they reach: for a skill, the claims of it or of something
 * near hang in a list, so that an opportunity costs only its own requirements.
 */

#define REACH_END 0u

/** A claim whose skill is in the taxonomy. */
struct person_claim {
    match_concept skill;
    uint32_t weight; /* in use: 0 where an earlier claim of the skill counts */
    uint32_t first;  /* index of the first claim of the skill */
    int32_t level;
    uint32_t trust;  /* permille: of the evidence, less what was lost, rounded down */
    uint32_t lost;   /* permille of the meaning, on the way from another taxonomy */
    uint32_t source; /* index in profile->claims, or CLAIM_SOURCE_NONE */
    bool inferred;   /* nobody claims it: from an earlier job, to be confirmed */
    uint32_t extra;  /* of person_extend(): its number from 1; 0 for a claim of the profile */
};

/** The claim is not in the profile. */
#define CLAIM_SOURCE_NONE UINT32_MAX

/** A claim that the profile does not hold: what would be so after a course or a test. */
struct extra_claim {
    match_concept skill; /* of the taxonomy */
    int32_t level;
    uint32_t trust; /* permille */
};

/** One claim that reaches a skill. */
struct reach {
    match_concept skill;
    uint32_t claim;      /* index in person->claims */
    uint32_t similarity; /* 1..255 */
    uint32_t next;       /* number of the next one of the same skill; REACH_END at the end */
};

/** Zero-initialised: empty and ready for person_init(). */
struct person {
    const match_taxonomy *taxonomy; /* borrowed */
    const struct profile *profile;
    uint32_t index;
    int age; /* completed years or NUMBER_UNKNOWN */
    struct person_claim *claims;
    size_t claim_count;
    size_t claim_capacity;
    bool unstated; /* of all claims none is stated: what else the person can do is not known */
    uint32_t *heads; /* by concept: number of its first reach, REACH_END for none */
    struct reach *reaches; /* number n is reaches[n - 1] */
    size_t reach_count;
    size_t reach_capacity;
    /* In the numbering of the catalogue's places. */
    match_place province;
    match_place district;
    match_place *willing;
    size_t willing_count;
    size_t willing_capacity;
};

/** Makes room for the concepts of a taxonomy. */
match_status person_init(struct person *person, const match_taxonomy *taxonomy, match_error *err);

/** What person_prepare() looks things up in. */
struct person_setting {
    const struct policy_values *policy;
    const match_places *places; /* of the catalogue; may be NULL */
    match_date today;
};

/**
 * Takes up a person. The roster's taxonomy must have the concepts of the one given to
 * person_init(). Takes no memory once large enough.
 */
match_status person_prepare(struct person *person, const match_roster *roster, size_t index,
                            const struct person_setting *setting, match_error *err);

/**
 * Adds claims to the person taken up, as if the profile had them too. Skills are different from
 * each other. person_prepare() forgets them.
 */
match_status person_extend(struct person *person, const struct extra_claim *extra, size_t count,
                           match_error *err);

/**
 * Switches extra claims on and off: off is level 0, which counts like no claim. Costs one pass
 * over the claims.
 * @param on  By number of the extra claim from 0.
 */
void person_switch(struct person *person, const struct extra_claim *extra, const bool *on);

/** The first reach of a skill, NULL for none. */
const struct reach *person_first_reach(const struct person *person, match_concept skill);

/** The one after it, NULL at the end. Ascending by claim. */
const struct reach *person_next_reach(const struct person *person, const struct reach *reach);

void person_clear(struct person *person);

#endif
