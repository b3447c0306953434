/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_LADDERS_H
#define LIBMATCH_LADDERS_H

#include <libmatch/error.h>

/**
 * @file ladders.h
 * Qualification ladders: frameworks and skill standards with their levels, and which level of one
 * is said to be comparable with which level of another.
 *
 * A level means something on its own ladder only. What links two ladders is always indicative: it
 * helps a counsellor to ask, and promises nobody recognition. A match_ladders never changes, is
 * counted by references and may be used by any thread.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_ladders match_ladders;

/** A ladder of one match_ladders: 1 .. match_ladders_count(); 0 is none. */
typedef uint32_t match_ladder;

/**
 * Returns the ladders that come with the library (taxonomies/qualifications/ladders.yaml).
 * @return A new reference, to be given back with match_ladders_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_ladders *match_ladders_lao(match_error *err);

/**
 * Loads ladders from a YAML file (docs/formats.md).
 * @return A new reference, to be given back with match_ladders_unref(), or NULL on MATCH_ERR_IO,
 *         MATCH_ERR_SYNTAX, MATCH_ERR_FORMAT (with line), MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_ladders *match_ladders_load(const char *path, match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_ladders *match_ladders_ref(const match_ladders *ladders);

/** Gives a reference back. NULL is allowed. @since 0.1 */
MATCH_API void match_ladders_unref(match_ladders *ladders);

/** Returns the number of ladders. @since 0.1 */
MATCH_API uint32_t match_ladders_count(const match_ladders *ladders);

/** Returns the id, such as "LNQF"; "" for no ladder. Owned by @p ladders. @since 0.1 */
MATCH_API const char *match_ladders_id(const match_ladders *ladders, match_ladder ladder);

/** Returns the title in a language, else in English. Owned by @p ladders. @since 0.1 */
MATCH_API const char *match_ladders_title(const match_ladders *ladders, match_ladder ladder,
                                          const char *language);

/**
 * Returns what a level is called in a language, else in English; "" for a level that the ladder
 * does not have. Owned by @p ladders.
 * @since 0.1
 */
MATCH_API const char *match_ladders_level_title(const match_ladders *ladders,
                                                match_ladder ladder, int level,
                                                const char *language);

/** Returns the ladder with an id or other name (case does not matter), 0 for none. @since 0.1 */
MATCH_API match_ladder match_ladders_find(const match_ladders *ladders, const char *text);

/**
 * Says which level of another ladder a level is comparable with: by the same ladder, by a standard
 * and the ladder it is part of (same number), by a crosswalk, or by two crosswalks that meet in a
 * third ladder. Where several ways lead there, the lowest level counts.
 *
 * @param[out] indicative  Whether anything but the same ladder was needed; may be NULL.
 * @return The level on @p to, or -1 where nothing links the two.
 * @since 0.1
 */
MATCH_API int match_ladders_comparable(const match_ladders *ladders, match_ladder from, int level,
                                       match_ladder to, bool *indicative);

#ifdef __cplusplus
}
#endif

#endif
