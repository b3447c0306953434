/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/bitset.h"

#include "base/alloc.h"

#include <string.h>

#define WORD_BITS 64u

static size_t
word_count(size_t bits)
{
    return bits / WORD_BITS + (bits % WORD_BITS != 0);
}

static uint64_t
mask(size_t bit)
{
    return UINT64_C(1) << (bit % WORD_BITS);
}

bool
bitset_init(struct bitset *set, size_t bits)
{
    set->words = alloc_zeroed(word_count(bits), sizeof *set->words);
    set->bits = set->words ? bits : 0;
    return set->words != NULL;
}

void
bitset_clear(struct bitset *set)
{
    alloc_free(set->words);
    *set = (struct bitset){0};
}

bool
bitset_has(const struct bitset *set, size_t bit)
{
    return (set->words[bit / WORD_BITS] & mask(bit)) != 0;
}

void
bitset_put(struct bitset *set, size_t bit)
{
    set->words[bit / WORD_BITS] |= mask(bit);
}

void
bitset_drop(struct bitset *set, size_t bit)
{
    set->words[bit / WORD_BITS] &= ~mask(bit);
}

void
bitset_drop_all(struct bitset *set)
{
    if (set->words) {
        memset(set->words, 0, word_count(set->bits) * sizeof *set->words);
    }
}

size_t
bitset_count(const struct bitset *set)
{
    size_t count = 0;
    for (size_t i = 0; i < word_count(set->bits); i++) {
        count += (size_t)__builtin_popcountll(set->words[i]);
    }
    return count;
}

size_t
bitset_count_common(const struct bitset *a, const struct bitset *b)
{
    size_t count = 0;
    for (size_t i = 0; i < word_count(a->bits); i++) {
        count += (size_t)__builtin_popcountll(a->words[i] & b->words[i]);
    }
    return count;
}
