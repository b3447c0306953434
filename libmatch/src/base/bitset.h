/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_BITSET_H
#define MATCH_BASE_BITSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file bitset.h
 * A fixed number of bits. Indices must be below the size it was made for.
 */

struct bitset {
    uint64_t *words;
    size_t bits;
};

/** All bits off; false on want of memory. */
bool bitset_init(struct bitset *set, size_t bits);
void bitset_clear(struct bitset *set);

bool bitset_has(const struct bitset *set, size_t bit);
void bitset_put(struct bitset *set, size_t bit);
void bitset_drop(struct bitset *set, size_t bit);
void bitset_drop_all(struct bitset *set);
size_t bitset_count(const struct bitset *set);
/** Number of bits on in both; the sets have one size. */
size_t bitset_count_common(const struct bitset *a, const struct bitset *b);

#endif
