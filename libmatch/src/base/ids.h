/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_IDS_H
#define MATCH_BASE_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file ids.h
 * A growing vector of 32-bit ids.
 */

/** Zero-initialised: empty and ready. */
struct ids {
    uint32_t *items;
    size_t count;
    size_t capacity;
};

/** Adds one id; false on want of memory, with the vector as it was. */
bool ids_push(struct ids *ids, uint32_t id);

/** Sorts upwards and drops repetitions. */
void ids_sort_unique(struct ids *ids);

/** Whether a sorted vector holds an id. */
bool ids_contain(const uint32_t *sorted, size_t count, uint32_t id);

void ids_clear(struct ids *ids);

#endif
