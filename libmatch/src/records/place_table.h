/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_PLACE_TABLE_H
#define MATCH_RECORDS_PLACE_TABLE_H

#include <libmatch/places.h>

#include "base/arena.h"

#include <stdatomic.h>

/** @file place_table.h What match_places holds, and its reader. */

#define PLACE_FOLD_BYTES 512 /* longest folded name */

struct document_node;

struct place_name {
    const char *language;
    const char *text;
};

struct place_entry {
    const char *code;
    const char *iso;
    struct place_name *names;
    size_t name_count;
    match_place parent;
    match_place *neighbours;
    size_t neighbour_count;
    int32_t longitude, latitude; /* of the centroid, in millionths of a degree */
    bool has_centroid;
    bool ambiguous;
    const struct document_node *node; /* while it is built */
};

/* One way to name a place. */
struct place_key {
    const char *folded;
    match_place place;
};

struct match_places {
    atomic_uint references;
    struct arena arena;
    struct place_entry *entries; /* ascending by code; entry i is place i + 1 */
    uint32_t count;
    struct place_key *keys; /* ascending by folded text, then place */
    size_t key_count;
};

/** Reads project YAML (docs/formats.md). A new reference, or NULL. */
match_places *place_table_parse(const char *bytes, size_t size, const char *source,
                                match_error *err);

/** As match_places_find(), noticing want of memory: *count is how many there are. */
match_status place_table_find(const match_places *places, const char *text, size_t length,
                              match_place within, match_place *out, size_t capacity, size_t *count,
                              match_error *err);

#endif
