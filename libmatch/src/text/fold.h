/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_FOLD_H
#define MATCH_TEXT_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include <libmatch/text.h>

#include "base/buffer.h"

/**
 * @file fold.h
 * Folding for callers that fold many texts. There are two levels (docs/decisions/0019): what is
 * the same once folded is the same name; what has the same search key may be the same, and
 * whoever uses it shows it as a candidate.
 */

/**
 * Puts the folded text into a buffer, in place of what is there.
 * @return MATCH_OK, MATCH_ERR_INVALID for a text that is not UTF-8, or MATCH_ERR_NOMEM.
 */
match_status fold_text(const char *text, size_t length, struct buffer *out, match_error *err);

/** A folded text that knows where it comes from. Zero-initialised: empty and ready. */
struct folded {
    char *bytes; /* not closed with a NUL */
    /* For each byte, the bytes of the text that it was made from: [begin, end). */
    uint32_t *begin;
    uint32_t *end;
    size_t size;
    size_t capacity;
};

/**
 * Folds a text and keeps the places. Takes what is not UTF-8 for a space. What is in @p out makes
 * room: a warm one costs no allocation.
 * @return MATCH_OK, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 */
match_status fold_with_places(const char *text, size_t length, struct folded *out,
                              match_error *err);

void folded_clear(struct folded *folded);

/**
 * Turns a folded text into its search key, in place.
 * @return Its length, at most @p length.
 */
size_t fold_search_key(char *folded, size_t length);

/** The hash by which folded texts are found: XXH3 of their bytes. */
uint64_t fold_hash(const char *folded, size_t length);

#endif
