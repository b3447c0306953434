/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_INTERN_H
#define MATCH_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/**
 * @file intern.h
 * Texts to dense numbers: each different text gets the next number, from 1.
 * Hashing is XXH3; numbers depend only on the order of first use.
 */

/** Zero-initialised: empty and ready. */
struct intern {
    struct arena arena;
    struct intern_entry *entries; /* [count], entry i belongs to number i + 1 */
    size_t entry_capacity;
    uint32_t *slots; /* open addressing, 0 = free */
    size_t slot_count;
    uint32_t count;
};

struct intern_entry {
    const char *text;
    uint32_t length;
    uint32_t hash;
};

/** The number of a text, adding it when new; 0 on want of memory. */
uint32_t intern_add(struct intern *intern, const char *text, size_t length);

/** The number of a text, 0 when it is not there. */
uint32_t intern_find(const struct intern *intern, const char *text, size_t length);

/** The text of a number, "" for 0. Valid as long as the intern. */
const char *intern_text(const struct intern *intern, uint32_t number);

void intern_clear(struct intern *intern);

#endif
