/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_words.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/utf8.h"

uint32_t
label_words_find(const struct label_words *words, const char *text, size_t length)
{
    if (words->slot_count == 0) {
        return LABEL_WORD_NONE;
    }
    size_t mask = words->slot_count - 1;
    size_t slot = (size_t)XXH3_64bits(text, length) & mask;
    while (words->slots[slot] != 0) {
        uint32_t word = words->slots[slot] - 1;
        uint32_t start = words->starts[word];
        if (words->starts[word + 1] - start == length &&
            memcmp(words->bytes + start, text, length) == 0) {
            return word;
        }
        slot = (slot + 1) & mask;
    }
    return LABEL_WORD_NONE;
}

bool
label_words_keep(struct label_words *words, const struct intern *texts)
{
    size_t slots = 2;
    size_t bytes = 0;
    for (uint32_t i = 0; i < texts->count; i++) {
        bytes += texts->entries[i].length;
    }
    while (slots < (size_t)texts->count * 2) {
        slots *= 2;
    }
    *words = (struct label_words){.bytes = alloc_zeroed(bytes, 1),
                                  .starts = alloc_zeroed((size_t)texts->count + 1, sizeof(uint32_t)),
                                  .slots = alloc_zeroed(slots, sizeof(uint32_t)),
                                  .count = texts->count,
                                  .slot_count = slots};
    if (!words->bytes || !words->starts || !words->slots) {
        alloc_free(words->bytes);
        alloc_free(words->starts);
        alloc_free(words->slots);
        *words = (struct label_words){0};
        return false;
    }
    bytes = 0;
    for (uint32_t i = 0; i < texts->count; i++) {
        const struct intern_entry *entry = &texts->entries[i];
        size_t slot = (size_t)XXH3_64bits(entry->text, entry->length) & (slots - 1);
        while (words->slots[slot] != 0) {
            slot = (slot + 1) & (slots - 1);
        }
        words->slots[slot] = i + 1;
        memcpy(words->bytes + bytes, entry->text, entry->length);
        bytes += entry->length;
        words->starts[i + 1] = (uint32_t)bytes;
    }
    return true;
}

bool
label_words_check(const struct label_words *words, size_t bytes)
{
    size_t free_slots = 0;
    bool good = words->starts[0] == 0 && words->starts[words->count] == bytes &&
                utf8_check(words->bytes, bytes) == bytes &&
                (words->slot_count & (words->slot_count - 1)) == 0;
    for (size_t i = 0; i < words->count && good; i++) {
        uint32_t start = words->starts[i];
        good = start < words->starts[i + 1] && words->starts[i + 1] <= bytes &&
               ((unsigned char)words->bytes[start] & 0xC0) != 0x80;
    }
    for (size_t i = 0; i < words->slot_count && good; i++) {
        good = words->slots[i] <= words->count;
        free_slots += words->slots[i] == 0;
    }
    return good && (words->slot_count == 0 || free_slots > 0); /* where a search ends */
}
