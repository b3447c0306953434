/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_STORE_H
#define MATCH_RECORDS_STORE_H

#include <libmatch/error.h>

#include "base/arena.h"
#include "base/intern.h"

/**
 * @file store.h
 * Records in the order in which they were read, found by id. What a file adds is gathered apart
 * and taken over at the end in one step that cannot fail half way.
 */

/** Longest id. */
#define STORE_ID_BYTES 256

/** Where a record was read. */
struct origin {
    const char *source;
    uint32_t line, row;
};

struct store_key {
    const char *key; /* the id as it is compared */
    size_t index;
};

/** The memory of the records of one file. */
struct store_batch {
    struct store_batch *next;
    struct arena arena;
};

struct store {
    size_t record_size;
    size_t side_size; /* of what is kept beside each record; 0 for nothing */
    size_t count;
    char *records;
    char *sides;
    struct origin *origins;
    struct store_key *keys; /* sorted */
    size_t record_capacity, side_capacity, origin_capacity, key_capacity;
    struct store_batch *batches;
};

/** What a file adds. Zero-initialised, then store_begin(). */
struct store_addition {
    struct store_batch *batch;
    size_t count;
    char *records;
    char *sides;
    struct origin *origins;
    struct store_key *keys;
    size_t record_capacity, side_capacity, origin_capacity, key_capacity;
    struct intern seen;
};

/** The two kinds of store: sizes only. */
void store_init(struct store *store, size_t record_size, size_t side_size);
void store_clear(struct store *store);

match_status store_begin(struct store_addition *addition, match_error *err);

/**
 * Adds a copy of a record.
 * @param[out] first  Where the id is already, NULL when the record was added.
 */
match_status store_add(const struct store *store, struct store_addition *addition, const char *id,
                       const void *record, const void *side, struct origin origin,
                       const struct origin **first, match_error *err);

/** Takes an addition over; on failure the store is as it was. The addition is empty after. */
match_status store_take(struct store *store, struct store_addition *addition, match_error *err);

/** Gives up what was gathered and not taken over. */
void store_drop(struct store_addition *addition);

const void *store_record(const struct store *store, size_t index);
const void *store_side(const struct store *store, size_t index);

/**
 * Finds an id; ids are compared as when they were added.
 * @param[out] index  SIZE_MAX when there is none.
 */
match_status store_find(const struct store *store, const char *id, size_t *index, match_error *err);

/**
 * Writes the form in which ids are compared: without spaces and zero-width characters, small
 * letters, one spelling of Lao. The id must not be longer than STORE_ID_BYTES.
 */
#define STORE_KEY_BYTES 1024
match_status store_key(const char *id, char out[STORE_KEY_BYTES], match_error *err);

#endif
