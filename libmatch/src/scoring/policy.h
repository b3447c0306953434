/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_SCORING_POLICY_H
#define MATCH_SCORING_POLICY_H

#include <libmatch/date.h>
#include <libmatch/ladders.h>
#include <libmatch/matcher.h>
#include <libmatch/policy.h>

#include "records/record.h"

/**
 * @file policy.h
 * What a policy says, as numbers. Everything here is filled in by one table of fields
 * (policy_fields.c), which also writes, explains and checks it.
 */

#define POLICY_NAME_SIZE 64
#define POLICY_VERSION_SIZE 32
#define POLICY_TITLE_SIZE 160
#define POLICY_CODE_SIZE 8
#define POLICY_WAGES 64 /* steps of the minimum wage */

/** The criteria, in the order in which they are printed. */
enum criterion_id {
    CRITERION_COVERAGE,
    CRITERION_USE,
    CRITERION_BASE,
    CRITERION_GAIN,
    CRITERION_OCCUPATION,
    CRITERION_TITLE,
    CRITERION_LANGUAGES,
    CRITERION_QUALIFICATION,
    CRITERION_PLACE,
    CRITERION_WISHES,
    CRITERION_COST,
    CRITERION_WAGE,
    CRITERION_AVAILABILITY,
    CRITERION_COUNT
};

/** How a place of work lies to a person, each with its value. */
enum place_relation {
    PLACE_SAME_DISTRICT,
    PLACE_SAME_PROVINCE,
    PLACE_WILLING_PROVINCE,
    PLACE_WILLING_ANYWHERE,
    PLACE_LODGING_OFFERED,
    PLACE_NEIGHBOURING_PROVINCE,
    PLACE_ELSEWHERE,
    PLACE_RELATION_COUNT
};

/** What a level counts that nobody stated. */
enum level_scenario {
    LEVEL_LOWEST,
    LEVEL_COUNTED,
    LEVEL_HIGHEST,
    LEVEL_SCENARIO_COUNT
};

/** What a screening rule does when it holds; the order is one of strength. */
enum screening_action {
    ACTION_OFF,
    ACTION_FLAG,
    ACTION_DEMOTE,
    ACTION_BLOCK,
    ACTION_COUNT
};

/** A minimum wage and the day from which it is in force. */
struct dated_wage {
    match_date from;
    int64_t amount; /* a month */
};

/** All values of a policy. "permille" counts thousandths, everything else named so millionths. */
struct policy_values {
    char name[POLICY_NAME_SIZE];
    char version[POLICY_VERSION_SIZE];
    char title[POLICY_TITLE_SIZE];
    char country[POLICY_CODE_SIZE];
    char currency[POLICY_CODE_SIZE];
    int32_t weight[CRITERION_COUNT];
    int32_t essential_weight;
    int32_t optional_weight;
    int32_t requirement_trust[ORIGIN_COUNT]; /* permille, by enum requirement_origin */
    int32_t unknown_level[LEVEL_SCENARIO_COUNT]; /* permille */
    int32_t trust[EVIDENCE_COUNT];               /* permille, by enum evidence */
    int32_t strong_line;                         /* permille */
    int32_t strong_coverage;
    int32_t partial_coverage;
    int32_t strong_gain;
    int32_t strong_use;
    int32_t partial_gain;
    int32_t place[PLACE_RELATION_COUNT];
    int32_t wish[3];
    int32_t not_wished;
    int32_t experience_months;
    int32_t indicative; /* permille */
    int32_t working_age;
    int32_t hazardous_age;
    int32_t questions;
    int32_t fresh_years; /* that a skill may go unused */
    int32_t stale;       /* permille of the trust after that */
    int32_t unrelated_gain; /* permille */
    int32_t half_cost;
    int32_t unlock_points;
    int32_t unlock_half; /* openings */
    int32_t action[MATCH_REASON_COUNT]; /* enum screening_action, by match_reason */
    struct dated_wage wages[POLICY_WAGES];
    size_t wage_count;
};

/** The values of a policy. Owned by @p policy. */
const struct policy_values *policy_values(const match_policy *policy);

/** The wage in force on a day, NULL before the first. */
const struct dated_wage *policy_minimum_wage(const struct policy_values *values, match_date day);

/* --- The table of fields (policy_fields.c) ---------------------------------------------------- */

enum policy_type {
    POLICY_INTEGER,
    POLICY_TEXT,
    POLICY_ACTION, /* off, flag, demote, block */
    POLICY_WAGE_LIST
};

/** One value of a policy: where it is in a file and in memory, and what it may be. */
struct policy_field {
    const char *path; /* keys of the file from the top, joined by dots */
    enum policy_type type;
    size_t offset; /* in struct policy_values */
    int32_t minimum;
    int32_t maximum; /* of a text: the size of its array */
    const char *description;
};

extern const struct policy_field policy_fields[];
extern const size_t policy_field_count;

/** "off", "flag", "demote", "block". */
const char *policy_action_name(enum screening_action action);

/* --- Reading and writing (policy_read.c, policy_write.c) -------------------------------------- */

#define POLICY_FIELDS_MAXIMUM 128

/**
 * Reads YAML over the values that are there; stated[i] becomes true for each field of the table
 * that the text names. On failure the values are half done and of no use.
 */
match_status policy_read(const char *bytes, size_t size, const char *source,
                         struct policy_values *values, bool stated[POLICY_FIELDS_MAXIMUM],
                         match_error *err);

struct buffer;

/** Adds the policy as YAML, with a comment on every field when they are wanted. */
void policy_write(const struct policy_values *values, bool comments, struct buffer *out);

#endif
