/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_ALLOC_H
#define MATCH_BASE_ALLOC_H

#include <stddef.h>

/**
 * @file alloc.h
 * The only way to the heap. Every call may fail; tests make the n-th one fail.
 */

/** Returns zeroed memory for n items of a size, NULL on overflow or want of memory. */
void *alloc_zeroed(size_t n, size_t size);

/**
 * Returns memory for a file's bytes with any content, aligned for any type; large blocks ask for
 * huge pages, since a thousand page faults take longer than copying what is put there.
 */
void *alloc_block(size_t size);

/** Gives memory back. NULL is allowed. */
void alloc_free(void *memory);

/**
 * Makes room in a growing array: after success *capacity >= wanted, the first *capacity (old)
 * items are kept and the new ones are zero. Capacity at least doubles. Leaves all as it was and
 * returns NULL on failure, else the (possibly moved) array.
 */
void *alloc_grow(void *items, size_t *capacity, size_t wanted, size_t size);

/**
 * For tests: lets @p successes further allocations succeed and the next one fail, once;
 * a negative number switches the countdown off. Not for use with several threads.
 */
void alloc_fail_after(long successes);

/** For tests: allocations asked for since the last alloc_fail_after(). */
long alloc_count(void);

/** For tests: blocks that were handed out and not given back, in the whole process. */
long alloc_live(void);

#endif
