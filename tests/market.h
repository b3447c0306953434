/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TESTS_MARKET_H
#define MATCH_TESTS_MARKET_H

#include <libmatch/match.h>

/**
 * @file market.h
 * A made-up labour market for tests of matching: 40 skills in four trees that have nothing to do
 * with each other, occupations that use them, and people and vacancies written as JSON Lines.
 */

#define MARKET_SKILLS 40
#define MARKET_TREE 10 /* skills of a tree: skill i belongs to tree i / MARKET_TREE */
#define MARKET_LEVEL_UNKNOWN (-1)
#define MARKET_EVIDENCES 13
#define MARKET_PEOPLE 40        /* of market_open_random() */
#define MARKET_OPPORTUNITIES 60 /* and one without skills */

/** The taxonomy as YAML. Owned by the module. */
const char *market_taxonomy_text(void);

/** A new reference to the taxonomy. */
match_taxonomy *market_taxonomy(void);

/** A text that grows; ends the test when it cannot. Zero-initialised: empty and ready. */
struct market_text {
    char *bytes;
    size_t size;
    size_t capacity;
};

void market_add(struct market_text *text, const char *format, ...)
    __attribute__((__format__(__printf__, 2, 3)));
void market_text_free(struct market_text *text);

/** A claim or requirement by number of its skill, 0 .. MARKET_SKILLS - 1. */
struct market_skill {
    int skill;
    int level;
    int evidence;  /* of a claim: 0 .. MARKET_EVIDENCES - 1 */
    int essential; /* of a requirement */
};

/** Adds a profile as one line; extra are more members, each beginning with a comma, or "". */
void market_add_profile(struct market_text *text, const char *id,
                        const struct market_skill *claims, size_t count, const char *extra);

/** Adds a vacancy with all its terms as one line, in province 13 unless extra names another. */
void market_add_vacancy(struct market_text *text, const char *id,
                        const struct market_skill *requirements, size_t count,
                        const char *extra);

/** Adds a training offer as one line. */
void market_add_training(struct market_text *text, const char *id,
                         const struct market_skill *teaches, size_t count, const char *extra);

/** Fills in up to most different skills in ascending order; returns how many. */
size_t market_random_skills(uint64_t *state, struct market_skill *skills, size_t most);

/** Adds many people and opportunities of all sorts, with ids P000, V000, C000 ... */
void market_add_people(struct market_text *text, uint64_t *state, int count);
void market_add_opportunities(struct market_text *text, uint64_t *state, int count);

/** The objects of one market, ready for matching. */
struct market {
    match_taxonomy *taxonomy;
    match_roster *roster;
    match_catalogue *catalogue;
    match_policy *policy;
    match_matcher *matcher;
    match_session *session;
};

#define MARKET_TODAY "2025-02-10"

/** Reads both texts (JSON Lines) and makes a matcher for MARKET_TODAY; policy NULL: default. */
void market_open(struct market *market, const char *profiles, const char *opportunities,
                 const char *policy);

/** Opens and frees both texts. */
void market_open_texts(struct market *market, struct market_text *profiles,
                       struct market_text *opportunities);

/** Opens a market of MARKET_PEOPLE and MARKET_OPPORTUNITIES of all sorts. */
void market_open_random(struct market *market, uint64_t seed);
void market_close(struct market *market);

match_date market_today(void);
size_t market_person(const struct market *market, const char *id);
size_t market_opportunity(const struct market *market, const char *id);

/** The numbers of a pair by ids. */
match_pair market_pair(const struct market *market, const char *profile,
                       const char *opportunity);

/** The numbers of a pair by indices. */
match_pair market_pair_at(const struct market *market, size_t profile, size_t opportunity);

#endif
