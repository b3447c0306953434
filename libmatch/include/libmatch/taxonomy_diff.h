/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_TAXONOMY_DIFF_H
#define LIBMATCH_TAXONOMY_DIFF_H

#include <libmatch/translation.h>

/**
 * @file taxonomy_diff.h
 * What changed from one taxonomy to another.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** What happened to a concept. */
typedef enum match_change_kind {
    MATCH_CHANGE_ADDED = 1,
    MATCH_CHANGE_REMOVED = 2,
    MATCH_CHANGE_RENAMED = 3, /**< Its preferred label in a language is another, or is new. */
    MATCH_CHANGE_MOVED = 4,   /**< Its kind or its broader concepts are others. */
    MATCH_CHANGE_REPLACED = 5, /**< A new concept stands in its place: told once for both. */
    MATCH_CHANGE_MERGED = 6,   /**< A concept that stands for others, too, takes its place. */
    MATCH_CHANGE_SPLIT = 7     /**< Several take its place: told once for each of them. */
} match_change_kind;

/** One change. Texts are owned by the two taxonomies. */
typedef struct match_change {
    match_change_kind kind;
    match_concept before; /**< In the old taxonomy; 0 where it was added. */
    match_concept after;  /**< In the new taxonomy; 0 where it was removed. */
    /** Of a new name; "" otherwise. */
    const char *language;
    const char *old_label; /**< "" where there was none. */
    const char *new_label; /**< "" where there is none any more. */
    uint32_t link; /**< match_link_kind: how a successor is known; 0 for other changes. */
} match_change;

/**
 * Hears of a change.
 * @param change  Valid during the call.
 * @param data    What was given to match_taxonomy_diff().
 * @return true to go on, false to end the call with MATCH_ERR_CANCELLED.
 * @since 0.1
 */
typedef bool (*match_change_callback)(const match_change *change, void *data);

/**
 * Tells what changed from one taxonomy to another. Concepts are the same when their URIs are;
 * they are told in the order of the bytes of their URIs, and of one concept first that it moved,
 * then its new names by language.
 *
 * A concept that is not there any more has successors where it is declared (mappings replaced_by,
 * replaces or exact), where one concept has its code and name, where one concept has its
 * preferred label, or where all its labels live on in one or several concepts of its kind.
 * Otherwise it was removed. A new concept that succeeds others is not told as added, and a
 * concept whose broader concepts were only replaced has not moved.
 *
 * @param callback  Hears of each change.
 * @param data      Given to @p callback.
 * @return MATCH_OK, MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_taxonomy_diff(const match_taxonomy *before,
                                           const match_taxonomy *after,
                                           match_change_callback callback, void *data,
                                           match_error *err);

/** Returns "added", "removed", "renamed", "moved", "replaced", "merged" or "split"; "" otherwise.
 *  @since 0.1 */
MATCH_API const char *match_change_kind_name(match_change_kind kind);

#ifdef __cplusplus
}
#endif

#endif
