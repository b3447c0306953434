/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/place_table.h"
#include "records/reference.h"

#include <libmatch/text.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PLACES_FORMAT "libmatch-places/1"
#define PLACES_LIMIT 1000000u

/* What a builder knows about the file. */
struct building {
    struct match_places *places;
    struct reference file;
};

static match_status
check_keys(const struct building *building, const struct document_node *mapping,
           const char *const *known, size_t count, const char *expected)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        bool found = false;
        for (size_t j = 0; j < count; j++) {
            found = found || strcmp(mapping->keys[i]->text, known[j]) == 0;
        }
        if (!found) {
            return fail_at(building->file.err, MATCH_ERR_FORMAT, building->file.source,
                           mapping->keys[i]->line, mapping->keys[i]->column,
                           "key is \"%.40s\", expected %s", mapping->keys[i]->text, expected);
        }
    }
    return MATCH_OK;
}

static bool
is_list_of_texts(const struct document_node *node)
{
    if (node->kind != DOCUMENT_LIST) {
        return false;
    }
    for (uint32_t i = 0; i < node->count; i++) {
        if (!reference_is_text(node->items[i])) {
            return false;
        }
    }
    return true;
}

static match_status
build_names(struct building *building, struct place_entry *entry)
{
    const struct document_node *names = document_get(entry->node, "names");

    if (!names || names->kind != DOCUMENT_MAPPING || names->count == 0) {
        return reference_fail(&building->file, names ? names : entry->node,
                              "a place has no names, expected names: {en: ...}");
    }
    entry->names = arena_zeroed(&building->places->arena, names->count, sizeof *entry->names);
    if (!entry->names) {
        return fail_memory(building->file.err);
    }
    for (uint32_t i = 0; i < names->count; i++) {
        struct place_name *name = &entry->names[i];
        if (!reference_is_text(names->items[i])) {
            return reference_fail(&building->file, names->items[i], "a name is no text");
        }
        if (reference_keep(&building->file, names->keys[i], &name->language) != MATCH_OK ||
            reference_keep(&building->file, names->items[i], &name->text) != MATCH_OK) {
            return MATCH_ERR_NOMEM;
        }
    }
    entry->name_count = names->count;
    return MATCH_OK;
}

/* "102.60864" as 102608640: at most 3 digits before and 6 after the point, no exponent. */
static bool
read_degrees(const char *text, int32_t limit, int32_t *degrees)
{
    bool negative = *text == '-';
    int32_t value = 0;
    int whole = 0;
    int decimals = 0;

    text += negative;
    for (; *text >= '0' && *text <= '9' && whole < 3; text++, whole++) {
        value = value * 10 + (*text - '0');
    }
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9' && decimals < 6; text++, decimals++) {
            value = value * 10 + (*text - '0');
        }
        if (decimals == 0) {
            return false;
        }
    }
    for (; decimals < 6; decimals++) {
        value *= 10;
    }
    *degrees = negative ? -value : value;
    return whole > 0 && *text == '\0' && value <= limit * 1000000;
}

static match_status
build_centroid(const struct building *building, struct place_entry *entry)
{
    static const char *const known[] = {"longitude", "latitude"};
    const struct document_node *centroid = document_get(entry->node, "centroid");
    const struct document_node *longitude = document_get(centroid, "longitude");
    const struct document_node *latitude = document_get(centroid, "latitude");

    if (!centroid) {
        return MATCH_OK;
    }
    if (!longitude || longitude->kind != DOCUMENT_SCALAR || !latitude ||
        latitude->kind != DOCUMENT_SCALAR ||
        !read_degrees(longitude->text, 180, &entry->longitude) ||
        !read_degrees(latitude->text, 90, &entry->latitude)) {
        return reference_fail(&building->file, centroid,
                              "centroid is no point, expected {longitude: \"102.60864\", "
                              "latitude: \"18.00132\"} in degrees");
    }
    entry->has_centroid = true;
    return check_keys(building, centroid, known, sizeof known / sizeof *known,
                      "longitude or latitude");
}

static match_status
build_ambiguous(const struct building *building, struct place_entry *entry)
{
    const struct document_node *ambiguous = document_get(entry->node, "ambiguous");
    bool is_text = ambiguous && ambiguous->kind == DOCUMENT_SCALAR;

    entry->ambiguous = is_text && strcmp(ambiguous->text, "yes") == 0;
    if (ambiguous && !entry->ambiguous && !(is_text && strcmp(ambiguous->text, "no") == 0)) {
        return reference_fail(&building->file, ambiguous, "ambiguous is neither yes nor no");
    }
    return MATCH_OK;
}

static match_status
build_entry(struct building *building, const struct document_node *node, struct place_entry *entry)
{
    static const char *const known[] = {"code",       "iso",      "names",    "variants",
                                        "neighbours", "centroid", "ambiguous"};
    const struct document_node *code = document_get(node, "code");
    const struct document_node *iso = document_get(node, "iso");
    match_status status;

    if (node->kind != DOCUMENT_MAPPING || !code || code->kind != DOCUMENT_SCALAR ||
        code->length == 0 || code->length > LIMIT_ID_BYTES) {
        return reference_fail(&building->file, node, "a place has no code");
    }
    status = check_keys(building, node, known, sizeof known / sizeof *known,
                        "code, iso, names, variants, neighbours, centroid or ambiguous");
    if (status != MATCH_OK) {
        return status;
    }
    if (iso && iso->kind != DOCUMENT_SCALAR) {
        return reference_fail(&building->file, iso, "iso is no text");
    }
    entry->node = node;
    entry->iso = "";
    status = reference_keep(&building->file, code, &entry->code);
    if (status == MATCH_OK && iso) {
        status = reference_keep(&building->file, iso, &entry->iso);
    }
    if (status == MATCH_OK) {
        status = build_centroid(building, entry);
    }
    if (status == MATCH_OK) {
        status = build_ambiguous(building, entry);
    }
    return status == MATCH_OK ? build_names(building, entry) : status;
}

static int
compare_entries(const void *a, const void *b)
{
    const struct place_entry *x = a;
    const struct place_entry *y = b;
    return strcmp(x->code, y->code);
}

static match_place
find_code(const struct match_places *places, const char *code, size_t length)
{
    size_t low = 0;
    size_t high = places->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *candidate = places->entries[middle].code;
        int order = strncmp(candidate, code, length);
        if (order == 0 && candidate[length] == '\0') {
            return (match_place)middle + 1;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

/* The place with the longest code that is a beginning of this one's. */
static match_place
find_parent(const struct match_places *places, const char *code)
{
    for (size_t length = strlen(code) - 1; length > 0; length--) {
        match_place parent = find_code(places, code, length);
        if (parent != 0) {
            return parent;
        }
    }
    return 0;
}

static match_status
build_entries(struct building *building, const struct document_node *list)
{
    struct match_places *places = building->places;

    if (!list || list->kind != DOCUMENT_LIST) {
        return reference_fail(&building->file, building->file.document.root,
                              "there is no list of places");
    }
    if (list->count > PLACES_LIMIT) {
        return fail_at(building->file.err, MATCH_ERR_LIMIT, building->file.source, list->line, 0,
                       "there are %" PRIu32 " places, expected at most %u", list->count,
                       PLACES_LIMIT);
    }
    places->entries = arena_zeroed(&places->arena, list->count, sizeof *places->entries);
    if (!places->entries) {
        return fail_memory(building->file.err);
    }
    for (uint32_t i = 0; i < list->count; i++) {
        match_status status = build_entry(building, list->items[i], &places->entries[i]);
        if (status != MATCH_OK) {
            return status;
        }
    }
    places->count = list->count;
    qsort(places->entries, places->count, sizeof *places->entries, compare_entries);
    for (uint32_t i = 0; i < places->count; i++) {
        struct place_entry *entry = &places->entries[i];
        if (i > 0 && strcmp(entry->code, entry[-1].code) == 0) {
            return fail_at(building->file.err, MATCH_ERR_FORMAT, building->file.source,
                           entry->node->line, entry->node->column,
                           "code %.40s is there twice, first in line %" PRIu32, entry->code,
                           entry[-1].node->line);
        }
        entry->parent = find_parent(places, entry->code);
    }
    return MATCH_OK;
}

/* Two places of a border, as one number that sorts. */
static int
compare_borders(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

/* Collects both directions of every border. */
static match_status
collect_borders(struct building *building, uint64_t **borders, size_t *count)
{
    const struct match_places *places = building->places;
    size_t capacity = 0;

    for (uint32_t i = 0; i < places->count; i++) {
        const struct document_node *list = document_get(places->entries[i].node, "neighbours");
        if (list && !is_list_of_texts(list)) {
            return reference_fail(&building->file, list, "neighbours is no list of codes");
        }
        for (uint32_t j = 0; list && j < list->count; j++) {
            const struct document_node *item = list->items[j];
            match_place other = find_code(places, item->text, item->length);
            uint64_t *grown;
            if (other == 0 || other == i + 1) {
                return fail_at(building->file.err, MATCH_ERR_FORMAT, building->file.source,
                               item->line, item->column,
                               "neighbour %.40s is no other place of this file", item->text);
            }
            grown = alloc_grow(*borders, &capacity, *count + 2, sizeof *grown);
            if (!grown) {
                return fail_memory(building->file.err);
            }
            *borders = grown;
            grown[(*count)++] = (uint64_t)(i + 1) << 32 | other;
            grown[(*count)++] = (uint64_t)other << 32 | (i + 1);
        }
    }
    return MATCH_OK;
}

static match_status
keep_borders(struct building *building, uint64_t *borders, size_t count)
{
    struct match_places *places = building->places;
    match_place *neighbours = arena_zeroed(&places->arena, count, sizeof *neighbours);

    if (!neighbours) {
        return fail_memory(building->file.err);
    }
    qsort(borders, count, sizeof *borders, compare_borders);
    for (size_t i = 0; i < count; i++) {
        struct place_entry *entry = &places->entries[(borders[i] >> 32) - 1];
        if (i > 0 && borders[i] == borders[i - 1]) {
            continue;
        }
        if (entry->neighbour_count == 0) {
            entry->neighbours = neighbours;
        }
        *neighbours++ = (match_place)(borders[i] & UINT32_MAX);
        entry->neighbour_count++;
    }
    return MATCH_OK;
}

static match_status
build_borders(struct building *building)
{
    uint64_t *borders = NULL;
    size_t count = 0;
    match_status status = collect_borders(building, &borders, &count);

    if (status == MATCH_OK && count > 0) {
        status = keep_borders(building, borders, count);
    }
    alloc_free(borders);
    return status;
}

/* ---- names to places ---- */

static match_status
add_key(struct building *building, size_t *capacity, match_place place, const char *text)
{
    struct match_places *places = building->places;
    char folded[PLACE_FOLD_BYTES];
    size_t length = match_text_fold(text, MATCH_NUL, folded, sizeof folded, building->file.err);
    struct place_key *grown;
    const char *copy;

    if (length == (size_t)-1) {
        return MATCH_ERR_NOMEM;
    }
    if (length >= sizeof folded) {
        return fail_at(building->file.err, MATCH_ERR_LIMIT, building->file.source, 0, 0,
                       "a name has more than %d bytes", PLACE_FOLD_BYTES);
    }
    if (length == 0) {
        return MATCH_OK;
    }
    grown = alloc_grow(places->keys, capacity, places->key_count + 1, sizeof *grown);
    copy = arena_text(&places->arena, folded, length);
    if (grown) {
        places->keys = grown;
    }
    if (!grown || !copy) {
        return fail_memory(building->file.err);
    }
    grown[places->key_count++] = (struct place_key){.folded = copy, .place = place};
    return MATCH_OK;
}

static match_status
add_keys_of(struct building *building, size_t *capacity, match_place place)
{
    const struct place_entry *entry = &building->places->entries[place - 1];
    const struct document_node *variants = document_get(entry->node, "variants");
    match_status status = add_key(building, capacity, place, entry->code);

    if (variants && !is_list_of_texts(variants)) {
        return reference_fail(&building->file, variants, "variants is no list of names");
    }
    if (status == MATCH_OK && entry->iso[0] != '\0') {
        status = add_key(building, capacity, place, entry->iso);
    }
    for (size_t i = 0; i < entry->name_count && status == MATCH_OK; i++) {
        status = add_key(building, capacity, place, entry->names[i].text);
    }
    for (uint32_t i = 0; variants && i < variants->count && status == MATCH_OK; i++) {
        status = add_key(building, capacity, place, variants->items[i]->text);
    }
    return status;
}

static int
compare_keys(const void *a, const void *b)
{
    const struct place_key *x = a;
    const struct place_key *y = b;
    int order = strcmp(x->folded, y->folded);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static match_status
build_keys(struct building *building)
{
    struct match_places *places = building->places;
    size_t capacity = 0;
    size_t kept = 0;

    for (match_place place = 1; place <= places->count; place++) {
        match_status status = add_keys_of(building, &capacity, place);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (places->key_count > 0) {
        qsort(places->keys, places->key_count, sizeof *places->keys, compare_keys);
    }
    for (size_t i = 0; i < places->key_count; i++) {
        if (kept == 0 || compare_keys(&places->keys[kept - 1], &places->keys[i]) != 0) {
            places->keys[kept++] = places->keys[i];
        }
    }
    places->key_count = kept;
    return MATCH_OK;
}

static match_status
build(void *data)
{
    struct building *building = data;
    static const char *const known[] = {"format", "places"};
    const struct document_node *root = building->file.document.root;
    const struct document_node *format = document_get(root, "format");
    match_status status;

    if (!format || format->kind != DOCUMENT_SCALAR || strcmp(format->text, PLACES_FORMAT) != 0) {
        return reference_fail(&building->file, root,
                              "the file does not say format: " PLACES_FORMAT);
    }
    status = check_keys(building, root, known, sizeof known / sizeof *known, "format or places");
    if (status == MATCH_OK) {
        status = build_entries(building, document_get(root, "places"));
    }
    if (status == MATCH_OK) {
        status = build_borders(building);
    }
    if (status == MATCH_OK) {
        status = build_keys(building);
    }
    for (uint32_t i = 0; i < building->places->count; i++) {
        building->places->entries[i].node = NULL;
    }
    return status;
}

match_places *
place_table_parse(const char *bytes, size_t size, const char *source, match_error *err)
{
    struct match_places *places = alloc_zeroed(1, sizeof *places);

    if (!places) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&places->references, 1);
    struct building building = {.places = places,
                                .file = {.arena = &places->arena, .source = source, .err = err}};
    if (reference_read(&building.file, bytes, size, build, &building) != MATCH_OK) {
        match_places_unref(places);
        return NULL;
    }
    return places;
}
