/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_UNLOCKS_H
#define LIBMATCH_UNLOCKS_H

#include <libmatch/matcher.h>

/**
 * @file unlocks.h
 * What a course opens: the vacancies of the catalogue that would be a strong match once the person
 * has learnt what is taught, and are none now.
 *
 * The numbers of a pair depend on nothing but the pair, so this is no part of them. It stands
 * beside the course in the list of a person and moves it up there by points of its own
 * (docs/decisions/0026-what-training-unlocks.md).
 */

#ifdef __cplusplus
extern "C" {
#endif

/** What a course unlocks for a person in a catalogue. */
typedef struct match_unlock {
    uint32_t vacancies; /**< Newly strong; neither closed, blocked nor demoted. */
    uint32_t openings;  /**< Of all of them; a vacancy that states none counts as one. */
    uint32_t closing;   /**< How many of the vacancies close before the course ends. */
    int32_t points;     /**< Added to the score of the course to order the list. */
    int64_t wage;       /**< Highest of their least wages a month, in the currency of the policy;
                             0 where none is stated. */
} match_unlock;

/**
 * Returns what each entry of the list of a person unlocks, in the order of match_result_pairs();
 * all 0 for what is no training, and NULL with a count of 0 in the list of an opportunity.
 * Owned by @p result.
 * @since 0.1
 */
MATCH_API const match_unlock *match_result_unlocks(const match_result *result, size_t *count);

/**
 * Lists the vacancies that a course unlocks for a person, best first, with the numbers that the
 * pairs would have: as if the profile claimed what is taught, with a training certificate.
 *
 * @param training  Index in the catalogue; of other kinds nothing is unlocked.
 * @return To be given back with match_result_free(), or NULL on MATCH_ERR_INVALID or
 *         MATCH_ERR_NOMEM. Nothing is in its list of blocked ones.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_result *match_session_unlocks(match_session *session,
                                                             const match_roster *roster,
                                                             size_t profile, size_t training,
                                                             match_error *err);

#ifdef __cplusplus
}
#endif

#endif
