/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_FOLD_H
#define MATCH_TEXT_FOLD_H

#include <stdint.h>

#include <libmatch/text.h>

#include "base/buffer.h"

/**
 * @file fold.h
 * Folding for callers that fold many texts.
 */

/**
 * Puts the folded text into a buffer, in place of what is there.
 * @return MATCH_OK, MATCH_ERR_INVALID for a text that is not UTF-8, or MATCH_ERR_NOMEM.
 */
match_status fold_text(const char *text, size_t length, struct buffer *out, match_error *err);

/** The hash by which folded texts are found: XXH3 of their bytes. */
uint64_t fold_hash(const char *folded, size_t length);

#endif
