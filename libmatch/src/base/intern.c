/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/intern.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define FIRST_SLOTS 64u

static uint32_t
hash_text(const char *text, size_t length)
{
    return (uint32_t)XXH3_64bits(text, length);
}

/* The slot that holds a text, or the free one where it belongs. There is always a free one. */
static size_t
find_slot(const struct intern *intern, const char *text, size_t length, uint32_t hash)
{
    size_t slot = hash & (intern->slot_count - 1);
    while (intern->slots[slot] != 0) {
        const struct intern_entry *entry = &intern->entries[intern->slots[slot] - 1];
        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->text, text, length) == 0) {
            break;
        }
        slot = (slot + 1) & (intern->slot_count - 1);
    }
    return slot;
}

/* Keeps at least a quarter of the slots free. */
static bool
make_room(struct intern *intern)
{
    size_t slot_count = intern->slot_count > 0 ? intern->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots;

    if (intern->count < intern->slot_count / 4 * 3) {
        return true;
    }
    slots = alloc_zeroed(slot_count, sizeof *slots);
    if (!slots) {
        return false;
    }
    for (uint32_t i = 0; i < intern->count; i++) {
        size_t slot = intern->entries[i].hash & (slot_count - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slot_count - 1);
        }
        slots[slot] = i + 1;
    }
    alloc_free(intern->slots);
    intern->slots = slots;
    intern->slot_count = slot_count;
    return true;
}

uint32_t
intern_add(struct intern *intern, const char *text, size_t length)
{
    uint32_t hash = hash_text(text, length);
    struct intern_entry *entries;
    char *copy;
    size_t slot;

    if (length >= UINT32_MAX || intern->count == UINT32_MAX || !make_room(intern)) {
        return 0;
    }
    slot = find_slot(intern, text, length, hash);
    if (intern->slots[slot] != 0) {
        return intern->slots[slot];
    }
    entries = alloc_grow(intern->entries, &intern->entry_capacity, (size_t)intern->count + 1,
                         sizeof *entries);
    if (!entries) {
        return 0;
    }
    intern->entries = entries;
    copy = arena_text(&intern->arena, text, length);
    if (!copy) {
        return 0;
    }
    entries[intern->count] =
        (struct intern_entry){.text = copy, .length = (uint32_t)length, .hash = hash};
    intern->slots[slot] = ++intern->count;
    return intern->count;
}

uint32_t
intern_find(const struct intern *intern, const char *text, size_t length)
{
    if (intern->slot_count == 0) {
        return 0;
    }
    return intern->slots[find_slot(intern, text, length, hash_text(text, length))];
}

const char *
intern_text(const struct intern *intern, uint32_t number)
{
    return number == 0 ? "" : intern->entries[number - 1].text;
}

void
intern_clear(struct intern *intern)
{
    arena_clear(&intern->arena);
    alloc_free(intern->entries);
    alloc_free(intern->slots);
    *intern = (struct intern){0};
}
