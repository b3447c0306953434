/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_ARENA_H
#define MATCH_BASE_ARENA_H

#include <stddef.h>

/**
 * @file arena.h
 * Memory that is given back all at once, with the object that owns it.
 */

struct arena_chunk;

/** A zero-initialised arena is empty and ready. */
struct arena {
    struct arena_chunk *chunks;
    size_t used; /* of the newest chunk */
};

/** Zeroed memory for n items, aligned for any type; NULL on overflow or want of memory. */
void *arena_zeroed(struct arena *arena, size_t n, size_t size);

/** A NUL-terminated copy of length bytes; NULL on want of memory. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/** Gives everything back; the arena is empty again. */
void arena_clear(struct arena *arena);

#endif
