/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_LADDER_TABLE_H
#define MATCH_RECORDS_LADDER_TABLE_H

#include <libmatch/ladders.h>

#include "base/arena.h"

#include <stdatomic.h>

/** @file ladder_table.h What match_ladders holds, and its reader. */

#define LADDER_LEVEL_TOP 99

struct ladder_title {
    const char *language;
    const char *text;
};

struct ladder_titles {
    struct ladder_title *items;
    size_t count;
};

struct ladder_level {
    int number;
    struct ladder_titles titles;
};

struct ladder_entry {
    const char *id;
    const char **others; /* other names */
    size_t other_count;
    struct ladder_titles titles;
    match_ladder whole; /* the ladder that this one is part of, 0 for none */
    struct ladder_level *levels;
    size_t level_count;
};

/* Two levels that are said to be comparable. */
struct ladder_link {
    match_ladder from, to;
    int from_level, to_level;
};

struct match_ladders {
    atomic_uint references;
    struct arena arena;
    struct ladder_entry *entries; /* entry i is ladder i + 1 */
    uint32_t count;
    struct ladder_link *links;
    size_t link_count;
};

/** Reads project YAML (docs/formats.md). A new reference, or NULL. */
match_ladders *ladder_table_parse(const char *bytes, size_t size, const char *source,
                                  match_error *err);

#endif
