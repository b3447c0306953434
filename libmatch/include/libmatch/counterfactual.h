/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_COUNTERFACTUAL_H
#define LIBMATCH_COUNTERFACTUAL_H

#include <libmatch/matcher.h>

/**
 * @file counterfactual.h
 * The least a person would have to learn or prove for a vacancy to be a strong match.
 *
 * A change adds one claim to the profile: of a skill that the vacancy asks for, at the level it
 * asks for. The vacancy is then scored again as for anybody else, so that what is promised is what
 * match_session_pair() says once the claim is really there. Of all sets of changes that make the
 * match strong, the smallest is the one with
 *
 *   1. the fewest skills to learn or to raise, then
 *   2. the fewest levels to climb in all, then
 *   3. the fewest skills to prove, then
 *   4. the changes that come first in the order of the vacancy (essential ones first).
 *
 * docs/decisions/0025-smallest-change.md has the search and its limits.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** The smallest change for one pair. */
typedef struct match_counterfactual match_counterfactual;

/** What is known about the smallest change. */
typedef enum match_counterfactual_state {
    MATCH_COUNTERFACTUAL_NOT_APPLICABLE = 0, /**< No vacancy, or it asks for no known skill. */
    MATCH_COUNTERFACTUAL_STRONG = 1,         /**< It is a strong match already. */
    MATCH_COUNTERFACTUAL_SMALLEST = 2,       /**< No smaller set of changes is enough. */
    MATCH_COUNTERFACTUAL_FOUND = 3,          /**< Enough; the search for less was cut short. */
    MATCH_COUNTERFACTUAL_NONE = 4            /**< All changes together are not enough. */
} match_counterfactual_state;

/** What has to happen to one skill. */
typedef enum match_improvement_kind {
    MATCH_IMPROVEMENT_PROVE = 1, /**< Show what is claimed already, by a skill test. */
    MATCH_IMPROVEMENT_RAISE = 2, /**< From a lower level to the one asked for. */
    MATCH_IMPROVEMENT_LEARN = 3  /**< From nothing to the level asked for. */
} match_improvement_kind;

/** One change. */
typedef struct match_improvement {
    match_concept skill;
    int32_t have;       /**< Level claimed now, 0..5; -1: claimed, level not known. */
    int32_t need;       /**< Level to reach or to show, 1..5. */
    uint16_t kind;      /**< match_improvement_kind */
    uint16_t essential; /**< 1 where the vacancy calls the skill essential. */
    const char *evidence; /**< What it is counted with, such as "skill_test". Static. */
} match_improvement;

/**
 * Finds the smallest change that makes a vacancy a strong match for a person.
 *
 * Looks at no more than 4,096 sets of changes; most pairs need three. Takes no longer than as many
 * calls of match_session_pair(). The answer is the same for every order of rows and any thread.
 * @return To be given back with match_counterfactual_free(), or NULL on MATCH_ERR_INVALID or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_counterfactual *
match_session_counterfactual(match_session *session, const match_roster *roster, size_t profile,
                             size_t opportunity, match_error *err);
/** Gives it back. NULL is allowed. @since 0.1 */
MATCH_API void match_counterfactual_free(match_counterfactual *counterfactual);
/** Returns what is known. @since 0.1 */
MATCH_API match_counterfactual_state
match_counterfactual_get_state(const match_counterfactual *counterfactual);
/** Returns the changes in the order of the vacancy; none unless SMALLEST or FOUND. Owned by
 *  @p counterfactual. @since 0.1 */
MATCH_API const match_improvement *
match_counterfactual_improvements(const match_counterfactual *counterfactual, size_t *count);
/** Returns the numbers of the pair once the changes are made; without changes, those of today.
 *  Owned by @p counterfactual. @since 0.1 */
MATCH_API const match_pair *
match_counterfactual_pair(const match_counterfactual *counterfactual);

/** Returns "not_applicable", "strong", "smallest", "found" or "none". @since 0.1 */
MATCH_API const char *match_counterfactual_state_name(match_counterfactual_state state);
/** Returns "prove", "raise" or "learn". @since 0.1 */
MATCH_API const char *match_improvement_kind_name(match_improvement_kind kind);

#ifdef __cplusplus
}
#endif

#endif
