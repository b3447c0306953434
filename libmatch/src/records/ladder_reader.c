/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/ladder_table.h"
#include "records/reference.h"

#include "base/alloc.h"
#include "base/fail.h"

#include <string.h>

#define LADDERS_FORMAT "libmatch-ladders/1"

/* What is known about the file while it is read. */
struct building {
    struct match_ladders *ladders;
    struct reference file;
};

/* Room for so many items; at least one, so that NULL is always want of memory. */
static void *
room(struct building *building, uint32_t count, size_t size)
{
    void *items = arena_zeroed(&building->ladders->arena, (size_t)count + 1, size);
    if (!items) {
        fail_memory(building->file.err);
    }
    return items;
}

/* 0 .. LADDER_LEVEL_TOP. */
static match_status
read_level(const struct building *building, const struct document_node *node, int *level)
{
    bool digits = reference_is_text(node) && node->length <= 2;

    *level = 0;
    for (uint32_t i = 0; digits && i < node->length; i++) {
        digits = node->text[i] >= '0' && node->text[i] <= '9';
        *level = *level * 10 + (node->text[i] - '0');
    }
    return digits ? MATCH_OK
                  : reference_fail(&building->file, node, "this is no level, expected 0..99");
}

static match_status
build_titles(struct building *building, const struct document_node *owner,
             struct ladder_titles *titles)
{
    const struct document_node *node = document_get(owner, "title");
    match_status status = MATCH_OK;

    if (!node || node->kind != DOCUMENT_MAPPING || node->count == 0) {
        return reference_fail(&building->file, node ? node : owner, "expected title: {en: ...}");
    }
    titles->items = room(building, node->count, sizeof *titles->items);
    if (!titles->items) {
        return MATCH_ERR_NOMEM;
    }
    for (uint32_t i = 0; status == MATCH_OK && i < node->count; i++) {
        if (!reference_is_text(node->items[i])) {
            return reference_fail(&building->file, node->items[i], "a title is no text");
        }
        status = reference_keep(&building->file, node->keys[i], &titles->items[i].language);
        if (status == MATCH_OK) {
            status = reference_keep(&building->file, node->items[i], &titles->items[i].text);
        }
    }
    titles->count = node->count;
    return status;
}

static match_status
build_levels(struct building *building, const struct document_node *node,
             struct ladder_entry *entry)
{
    const struct document_node *levels = document_get(node, "levels");
    match_status status = MATCH_OK;

    if (!levels || levels->kind != DOCUMENT_LIST) {
        return reference_fail(&building->file, levels ? levels : node, "expected levels: a list");
    }
    entry->levels = room(building, levels->count, sizeof *entry->levels);
    if (!entry->levels) {
        return MATCH_ERR_NOMEM;
    }
    for (uint32_t i = 0; status == MATCH_OK && i < levels->count; i++) {
        const struct document_node *number = document_get(levels->items[i], "level");
        status = read_level(building, number ? number : levels->items[i], &entry->levels[i].number);
        if (status == MATCH_OK) {
            status = build_titles(building, levels->items[i], &entry->levels[i].titles);
        }
    }
    entry->level_count = levels->count;
    return status;
}

static match_status
build_others(struct building *building, const struct document_node *node,
             struct ladder_entry *entry)
{
    const struct document_node *others = document_get(node, "also");

    if (!others) {
        return MATCH_OK;
    }
    if (others->kind != DOCUMENT_LIST) {
        return reference_fail(&building->file, others, "also is no list of names");
    }
    entry->others = room(building, others->count, sizeof *entry->others);
    if (!entry->others) {
        return MATCH_ERR_NOMEM;
    }
    for (uint32_t i = 0; i < others->count; i++) {
        if (!reference_is_text(others->items[i])) {
            return reference_fail(&building->file, others->items[i],
                                  "a name of a ladder is no text");
        }
        if (reference_keep(&building->file, others->items[i], &entry->others[i]) != MATCH_OK) {
            return MATCH_ERR_NOMEM;
        }
        entry->other_count++;
    }
    return MATCH_OK;
}

static match_status
build_entry(struct building *building, const struct document_node *node)
{
    struct match_ladders *ladders = building->ladders;
    struct ladder_entry *entry = &ladders->entries[ladders->count];
    const struct document_node *id = document_get(node, "id");
    match_status status;

    if (!reference_is_text(id)) {
        return reference_fail(&building->file, id ? id : node, "a ladder has no id");
    }
    if (match_ladders_find(ladders, id->text) != 0) {
        return reference_fail(&building->file, id, "another ladder has this name already");
    }
    status = reference_keep(&building->file, id, &entry->id);
    if (status == MATCH_OK) {
        status = build_titles(building, node, &entry->titles);
    }
    if (status == MATCH_OK) {
        status = build_others(building, node, entry);
    }
    if (status == MATCH_OK) {
        status = build_levels(building, node, entry);
    }
    ladders->count += status == MATCH_OK;
    return status;
}

static match_status
find_ladder(const struct building *building, const struct document_node *node, match_ladder *ladder)
{
    *ladder = reference_is_text(node) ? match_ladders_find(building->ladders, node->text) : 0;
    return *ladder != 0 ? MATCH_OK
                        : reference_fail(&building->file, node, "this is no ladder of the file");
}

static match_status
build_wholes(struct building *building, const struct document_node *list)
{
    match_status status = MATCH_OK;

    for (uint32_t i = 0; status == MATCH_OK && i < list->count; i++) {
        const struct document_node *whole = document_get(list->items[i], "part_of");
        if (whole) {
            status = find_ladder(building, whole, &building->ladders->entries[i].whole);
        }
    }
    return status;
}

static match_status
build_ladders(struct building *building, const struct document_node *root)
{
    const struct document_node *list = document_get(root, "ladders");
    match_status status = MATCH_OK;

    if (!list || list->kind != DOCUMENT_LIST) {
        return reference_fail(&building->file, list ? list : root, "expected ladders: a list");
    }
    building->ladders->entries = room(building, list->count, sizeof *building->ladders->entries);
    if (!building->ladders->entries) {
        return MATCH_ERR_NOMEM;
    }
    for (uint32_t i = 0; status == MATCH_OK && i < list->count; i++) {
        status = build_entry(building, list->items[i]);
    }
    return status == MATCH_OK ? build_wholes(building, list) : status;
}

/* One end of a crosswalk: [LADDER, LEVEL]. */
static match_status
read_end(const struct building *building, const struct document_node *link, const char *key,
         match_ladder *ladder, int *level)
{
    const struct document_node *end = document_get(link, key);
    match_status status;

    if (!end || end->kind != DOCUMENT_LIST || end->count != 2) {
        return reference_fail(&building->file, end ? end : link,
                              "expected from: [LADDER, LEVEL] and to: so");
    }
    status = find_ladder(building, end->items[0], ladder);
    return status == MATCH_OK ? read_level(building, end->items[1], level) : status;
}

static match_status
build_links(struct building *building, const struct document_node *root)
{
    const struct document_node *list = document_get(root, "crosswalks");
    struct match_ladders *ladders = building->ladders;
    match_status status = MATCH_OK;

    if (!list) {
        return MATCH_OK;
    }
    if (list->kind != DOCUMENT_LIST) {
        return reference_fail(&building->file, list, "crosswalks is no list");
    }
    ladders->links = room(building, list->count, sizeof *ladders->links);
    if (!ladders->links) {
        return MATCH_ERR_NOMEM;
    }
    for (uint32_t i = 0; status == MATCH_OK && i < list->count; i++) {
        const struct document_node *node = list->items[i];
        struct ladder_link *link = &ladders->links[i];
        status = read_end(building, node, "from", &link->from, &link->from_level);
        if (status == MATCH_OK) {
            status = read_end(building, node, "to", &link->to, &link->to_level);
        }
    }
    ladders->link_count = list->count;
    return status;
}

static match_status
build(void *data)
{
    struct building *building = data;
    const struct document_node *root = building->file.document.root;
    const struct document_node *format = document_get(root, "format");
    match_status status;

    if (!reference_is_text(format) || strcmp(format->text, LADDERS_FORMAT) != 0) {
        return reference_fail(&building->file, root,
                              "the file does not say format: " LADDERS_FORMAT);
    }
    status = build_ladders(building, root);
    return status == MATCH_OK ? build_links(building, root) : status;
}

match_ladders *
ladder_table_parse(const char *bytes, size_t size, const char *source, match_error *err)
{
    struct match_ladders *ladders = alloc_zeroed(1, sizeof *ladders);

    if (!ladders) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&ladders->references, 1);
    struct building building = {.ladders = ladders,
                                .file = {.arena = &ladders->arena, .source = source, .err = err}};
    if (reference_read(&building.file, bytes, size, build, &building) != MATCH_OK) {
        match_ladders_unref(ladders);
        return NULL;
    }
    return ladders;
}
