/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/ids.h"

#include "base/alloc.h"

#include <stdlib.h>

bool
ids_push(struct ids *ids, uint32_t id)
{
    uint32_t *items = alloc_grow(ids->items, &ids->capacity, ids->count + 1, sizeof *ids->items);
    if (!items) {
        return false;
    }
    ids->items = items;
    ids->items[ids->count++] = id;
    return true;
}

static int
compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void
ids_sort_unique(struct ids *ids)
{
    size_t kept = 1;

    if (ids->count < 2) {
        return;
    }
    qsort(ids->items, ids->count, sizeof *ids->items, compare);
    for (size_t i = 1; i < ids->count; i++) {
        if (ids->items[i] != ids->items[kept - 1]) {
            ids->items[kept++] = ids->items[i];
        }
    }
    ids->count = kept;
}

bool
ids_contain(const uint32_t *sorted, size_t count, uint32_t id)
{
    size_t low = 0;
    while (count > 0) {
        size_t half = count / 2;
        if (sorted[low + half] < id) {
            low += half + 1;
            count -= half + 1;
        } else if (sorted[low + half] > id) {
            count = half;
        } else {
            return true;
        }
    }
    return false;
}

void
ids_clear(struct ids *ids)
{
    alloc_free(ids->items);
    *ids = (struct ids){0};
}
