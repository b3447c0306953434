/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_CRITERIA_H
#define MATCH_SCORING_CRITERIA_H

#include "scoring/offers.h"
#include "scoring/person.h"
#include "scoring/scratch.h"

/**
 * @file criteria.h
 * The criteria: what each says about a pair, 0 .. MATCH_SCORE_ONE. One file each; adding one is
 * adding a file, a row in criteria.c and its weight in policy_fields.c and the policies.
 */

/** The criterion has nothing to say about this opportunity, whoever the person is. */
#define VALUE_NOT_APPLICABLE (-2)

/** What the criteria look at. */
struct facts {
    const struct policy_values *policy;
    const match_taxonomy *taxonomy;
    const match_places *places; /* of the catalogue; may be NULL */
    const match_ladders *ladders;
    const struct person *person;
    const struct offer *offer;
    int32_t coverage; /* MATCH_SCORE_UNKNOWN where it is not known */
    int32_t use;
    int32_t gain;
    match_date today;
};

struct criterion {
    const char *name;
    uint32_t kinds; /* of opportunity: bits 1 << match_record_kind */
    /* A core criterion that is not known counts as nothing; others are left out. */
    bool core;
    /* What it says is taken off the skills, and never more than they give. */
    bool deducts;
    /* 0 .. MATCH_SCORE_ONE, MATCH_SCORE_UNKNOWN or VALUE_NOT_APPLICABLE. */
    int32_t (*value)(const struct facts *facts);
};

extern const struct criterion criteria[CRITERION_COUNT];

int32_t criterion_coverage(const struct facts *facts);
int32_t criterion_use(const struct facts *facts);
int32_t criterion_base(const struct facts *facts);
int32_t criterion_gain(const struct facts *facts);
int32_t criterion_occupation(const struct facts *facts);
int32_t criterion_title(const struct facts *facts);
int32_t criterion_languages(const struct facts *facts);
int32_t criterion_qualification(const struct facts *facts);
int32_t criterion_place(const struct facts *facts);
int32_t criterion_wishes(const struct facts *facts);
int32_t criterion_cost(const struct facts *facts);
int32_t criterion_wage(const struct facts *facts);
int32_t criterion_availability(const struct facts *facts);

/** More than anybody earns in a month. */
#define WAGE_MAXIMUM (INT64_C(1) << 40)

/** Wage a month; MONEY_UNKNOWN in both where it is not stated or not to be compared. */
struct wage_range {
    int64_t least;
    int64_t most; /* >= least */
};

/** What a vacancy pays, if by the month and in the currency of the policy. */
struct wage_range wage_offered(const struct policy_values *policy,
                               const struct opportunity *vacancy);

/** Whether the person is there when it takes place, as far as the dates tell. */
enum answer availability(const struct profile *profile, const struct opportunity *opportunity,
                         match_date today);

/** The value of an outcome by its place among the wishes; MATCH_SCORE_UNKNOWN without a wish. */
int32_t wish_value(const struct policy_values *policy, const struct profile *profile,
                   enum outcome outcome);

/** How an opportunity of a grade answers to the wishes; MATCH_WISH_NONE where there are none. */
match_wish wish_answered(const struct profile *profile, const struct opportunity *opportunity,
                         match_grade grade);

/** Whether an opportunity lies outside the sectors of all earlier jobs, as far as they are known;
 * false without one. Industries (ISIC) or kinds of occupation (ISCO-08) have to be other ones. */
bool is_switch(const struct profile *profile, const struct opportunity *opportunity);

/* --- Levels (criteria.c) ---------------------------------------------------------------------- */

/**
 * How far a claimed level reaches a required one, in thousandths. Nothing required: all, unless
 * the claim says 0. An unknown level counts what the policy says for the scenario.
 */
int32_t level_permille(const struct policy_values *policy, enum level_scenario scenario,
                       int32_t required, int32_t claimed);

/** floor(similarity * level * trust / 255): how much of a requirement a claim covers. */
int32_t match_millionths(uint32_t similarity, int32_t level, int32_t trust);

/** Whether there is something required that a claim says nothing about. */
bool level_is_open(int32_t required, int32_t claimed);

/** How many leading digits two ISCO codes share, 0..4; -1 where one of them has none. */
int shared_digits(const char *a, const char *b);

/* --- Skills: computed once for a pair, for criteria, grade and explanation --------------------- */

/**
 * Coverage under a scenario: lines[i] says how requirement i fares. Exact claims serve any number
 * of requirements; a claim of a related skill serves one, so that the sum is the largest possible.
 * @param[out] open  Becomes true where an unknown level could matter; may be NULL.
 * @return false on want of memory. *coverage is MATCH_SCORE_UNKNOWN where it is not known.
 */
bool coverage_compute(struct scratch *scratch, const struct policy_values *policy,
                      const struct person *person, const struct offer *offer,
                      enum level_scenario scenario, struct skill_line *lines, int32_t *coverage,
                      bool *open);

/** What a requirement counts that is not in the taxonomy, in millionths: never all or nothing
 * in the score, so that its bounds are apart. */
int32_t coverage_unresolved(const struct policy_values *policy, enum level_scenario scenario);

/** The share of a requirement in coverage, before division by offer->requirement_weight. */
uint64_t coverage_share(const struct offer_line *requirement, const struct skill_line *line);

/** What becomes of a requirement or of something taught, for grade and explanation. */
match_line_state coverage_state(const struct policy_values *policy, const struct person *person,
                                const struct offer_line *requirement,
                                const struct skill_line *line);

/** Use: lines[i] says how claim i is used. Returns MATCH_SCORE_UNKNOWN where it is not known. */
int32_t use_compute(const struct person *person, const struct offer *offer,
                    struct skill_line *lines);

/** The weight of a claim in use, 0 for one that says the person cannot do it. */
uint32_t use_weight(const struct person_claim *claim);

/** What the person has already of something taught. */
struct skill_line gain_line(const struct policy_values *policy, const struct person *person,
                            const struct offer_line *taught);

/** Gain. Returns MATCH_SCORE_UNKNOWN where it is not known. */
int32_t gain_compute(const struct policy_values *policy, const struct person *person,
                     const struct offer *offer);

#endif
