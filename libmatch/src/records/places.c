/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/place_table.h"

#include <libmatch/text.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"

#include <string.h>

/* The text of taxonomies/places/lao-pdr.yaml, made into a header when the library is built. */
#include "records/places_lao.h"

match_places *
match_places_lao(match_error *err)
{
    return place_table_parse(places_lao_yaml, sizeof places_lao_yaml - 1, "places of Lao PDR", err);
}

match_places *
match_places_load(const char *path, match_error *err)
{
    struct file_bytes file;
    match_places *places;

    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    places = place_table_parse(file.bytes, file.size, path, err);
    file_bytes_clear(&file);
    return places;
}

match_places *
match_places_ref(const match_places *places)
{
    match_places *counted = (match_places *)(uintptr_t)places;
    if (counted) {
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    }
    return counted;
}

void
match_places_unref(match_places *places)
{
    if (!places || atomic_fetch_sub_explicit(&places->references, 1, memory_order_acq_rel) != 1) {
        return;
    }
    arena_clear(&places->arena);
    alloc_free(places->keys);
    alloc_free(places);
}

uint32_t
match_places_count(const match_places *places)
{
    return places->count;
}

static const struct place_entry *
entry_of(const match_places *places, match_place place)
{
    return place >= 1 && place <= places->count ? &places->entries[place - 1] : NULL;
}

const char *
match_places_code(const match_places *places, match_place place)
{
    const struct place_entry *entry = entry_of(places, place);
    return entry ? entry->code : "";
}

const char *
match_places_iso(const match_places *places, match_place place)
{
    const struct place_entry *entry = entry_of(places, place);
    return entry ? entry->iso : "";
}

const char *
match_places_name(const match_places *places, match_place place, const char *language)
{
    const struct place_entry *entry = entry_of(places, place);
    const char *english = NULL;

    if (!entry) {
        return "";
    }
    for (size_t i = 0; i < entry->name_count; i++) {
        if (language && strcmp(entry->names[i].language, language) == 0) {
            return entry->names[i].text;
        }
        if (strcmp(entry->names[i].language, "en") == 0) {
            english = entry->names[i].text;
        }
    }
    return english ? english : entry->names[0].text;
}

bool
match_places_centroid(const match_places *places, match_place place, int32_t *longitude,
                      int32_t *latitude)
{
    const struct place_entry *entry = entry_of(places, place);

    if (!entry || !entry->has_centroid) {
        return false;
    }
    *longitude = entry->longitude;
    *latitude = entry->latitude;
    return true;
}

bool
match_places_ambiguous(const match_places *places, match_place place)
{
    const struct place_entry *entry = entry_of(places, place);
    return entry && entry->ambiguous;
}

match_place
match_places_parent(const match_places *places, match_place place)
{
    const struct place_entry *entry = entry_of(places, place);
    return entry ? entry->parent : 0;
}

const match_place *
match_places_neighbours(const match_places *places, match_place place, size_t *count)
{
    const struct place_entry *entry = entry_of(places, place);
    *count = entry ? entry->neighbour_count : 0;
    return entry ? entry->neighbours : NULL;
}

/* Whether a place lies in another one, at any depth; in 0 lies everything. */
static bool
lies_within(const match_places *places, match_place place, match_place within)
{
    while (place != 0 && within != 0) {
        place = places->entries[place - 1].parent;
        if (place == within) {
            return true;
        }
    }
    return within == 0;
}

/* The first key that is not before a folded text. */
static size_t
find_key(const match_places *places, const char *folded)
{
    size_t low = 0;
    size_t high = places->key_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(places->keys[middle].folded, folded) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

match_status
place_table_find(const match_places *places, const char *text, size_t length, match_place within,
                 match_place *out, size_t capacity, size_t *count, match_error *err)
{
    char folded[PLACE_FOLD_BYTES];
    size_t folded_length;
    match_error reason = {.status = MATCH_OK};

    *count = 0;
    folded_length = match_text_fold(text, length, folded, sizeof folded, &reason);
    if (folded_length == (size_t)-1 && reason.status == MATCH_ERR_NOMEM) {
        return fail_memory(err);
    }
    if (folded_length == (size_t)-1 || folded_length >= sizeof folded || folded_length == 0) {
        return MATCH_OK; /* no place has such a name */
    }
    for (size_t i = find_key(places, folded);
         i < places->key_count && strcmp(places->keys[i].folded, folded) == 0; i++) {
        if (!lies_within(places, places->keys[i].place, within)) {
            continue;
        }
        if (*count < capacity) {
            out[*count] = places->keys[i].place;
        }
        (*count)++;
    }
    return MATCH_OK;
}

size_t
match_places_find(const match_places *places, const char *text, size_t length, match_place within,
                  match_place *out, size_t capacity)
{
    size_t count;

    place_table_find(places, text, length, within, out, capacity, &count, NULL);
    return count;
}
