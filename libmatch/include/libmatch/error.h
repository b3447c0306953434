/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_ERROR_H
#define LIBMATCH_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/export.h>

/**
 * @file error.h
 * What a call that can fail says: a status a program acts on and a text a person reads.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** Outcome of a call. 0 is success, failures are negative, values are never used again. */
typedef enum match_status {
    MATCH_OK = 0,
    MATCH_ERR_NOMEM = -1,     /**< Memory could not be had. */
    MATCH_ERR_INVALID = -2,   /**< A value is outside what is allowed. */
    MATCH_ERR_IO = -3,        /**< A file could not be opened, read or written. */
    MATCH_ERR_SYNTAX = -4,    /**< A text file is not well formed. */
    MATCH_ERR_FORMAT = -5,    /**< A file is well formed but not what was expected. */
    MATCH_ERR_NOT_FOUND = -6, /**< An id, code or label is unknown. */
    MATCH_ERR_CANCELLED = -7, /**< A callback asked to stop. */
    MATCH_ERR_LIMIT = -8      /**< Input is larger than a documented limit. */
} match_status;

#define MATCH_ERROR_SOURCE_SIZE 192
#define MATCH_ERROR_MESSAGE_SIZE 320

/**
 * The account of one failure. It lives on the caller's stack, is written only when a call
 * fails, and needs no release. Every function accepts NULL in its place.
 */
typedef struct match_error {
    match_status status;
    uint32_t line;                              /**< From 1; 0 where there is none. */
    uint32_t column;                            /**< From 1; 0 where there is none. */
    char source[MATCH_ERROR_SOURCE_SIZE];       /**< File name, cut at the front; may be "". */
    char message[MATCH_ERROR_MESSAGE_SIZE];     /**< One line, no period. */
} match_error;

/**
 * Returns the name of a status, such as "NOT_FOUND"; "UNKNOWN" for any other number.
 * The text is static. Safe from any thread.
 * @since 0.1
 */
MATCH_API const char *match_status_name(match_status status);

/**
 * Hears how far a long call has come.
 *
 * @param done   Steps done.
 * @param total  Steps in all, or 0 when it is not known.
 * @param data   The caller's pointer.
 * @return true to go on; false ends the call with MATCH_ERR_CANCELLED.
 */
typedef bool (*match_progress)(uint64_t done, uint64_t total, void *data);

#ifdef __cplusplus
}
#endif

#endif
