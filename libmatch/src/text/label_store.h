/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LABEL_STORE_H
#define MATCH_TEXT_LABEL_STORE_H

#include "base/buffer.h"
#include "text/label_context.h"
#include "text/label_index.h"

/**
 * @file label_store.h
 * Indexes of labels as bytes, and back: without copying, and without trust.
 *
 * Every array is its number of items and the size of one (u64 each), its items and zeros up to
 * the next multiple of LABEL_STORE_ALIGNMENT.
 */

#define LABEL_STORE_ALIGNMENT 16u

/**
 * The way in which indexes are built. Goes up by one with each change of it, so that one that was
 * built otherwise is not used: the same labels would not give the same answers.
 */
#define LABEL_STORE_VERSION 1u

/** Bytes being read. Zero-initialised but for bytes, which are aligned to 8, and size. */
struct label_cursor {
    const char *bytes;
    size_t size;
    size_t at;
    bool failed; /* something was not as it is written */
};

/** Adds all arrays to a buffer whose size is a multiple of LABEL_STORE_ALIGNMENT. */
void label_index_store(const struct label_index *index, struct buffer *out);
void label_context_store(const struct label_context *context, struct buffer *out);

/**
 * Shows what was stored; it borrows the bytes. All that a search relies on is checked, in a time
 * that is linear in the size; what the numbers of items and the sources of labels mean is left to
 * the caller. cursor->failed where the bytes cannot be an index, which then is empty.
 * @param group_count  Or item_count: what the index has of them.
 */
void label_index_view(struct label_cursor *cursor, uint32_t group_count, struct label_index *index);
void label_context_view(struct label_cursor *cursor, size_t item_count,
                        struct label_context *context);

/** Some bytes of the cursor, NULL where there are fewer. */
const void *label_cursor_take(struct label_cursor *cursor, size_t size);

#endif
