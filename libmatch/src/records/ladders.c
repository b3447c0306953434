/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/ladder_table.h"

#include "base/alloc.h"
#include "base/file.h"

#include <string.h>
#include <strings.h>

/* The text of taxonomies/qualifications/ladders.yaml, made into a header by the build. */
#include "records/ladders_lao.h"

match_ladders *
match_ladders_lao(match_error *err)
{
    return ladder_table_parse(ladders_lao_yaml, sizeof ladders_lao_yaml - 1,
                              "ladders of the library", err);
}

match_ladders *
match_ladders_load(const char *path, match_error *err)
{
    struct file_bytes file;
    match_ladders *ladders;

    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    ladders = ladder_table_parse(file.bytes, file.size, path, err);
    file_bytes_clear(&file);
    return ladders;
}

match_ladders *
match_ladders_ref(const match_ladders *ladders)
{
    match_ladders *counted = (match_ladders *)(uintptr_t)ladders;
    if (counted) {
        atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    }
    return counted;
}

void
match_ladders_unref(match_ladders *ladders)
{
    if (!ladders ||
        atomic_fetch_sub_explicit(&ladders->references, 1, memory_order_acq_rel) != 1) {
        return;
    }
    arena_clear(&ladders->arena);
    alloc_free(ladders);
}

uint32_t
match_ladders_count(const match_ladders *ladders)
{
    return ladders->count;
}

static const struct ladder_entry *
entry_of(const match_ladders *ladders, match_ladder ladder)
{
    return ladder >= 1 && ladder <= ladders->count ? &ladders->entries[ladder - 1] : NULL;
}

const char *
match_ladders_id(const match_ladders *ladders, match_ladder ladder)
{
    const struct ladder_entry *entry = entry_of(ladders, ladder);
    return entry ? entry->id : "";
}

static const char *
title_in(const struct ladder_titles *titles, const char *language)
{
    const char *english = "";

    for (size_t i = 0; i < titles->count; i++) {
        if (strcmp(titles->items[i].language, language) == 0) {
            return titles->items[i].text;
        }
        if (strcmp(titles->items[i].language, "en") == 0) {
            english = titles->items[i].text;
        }
    }
    return english;
}

const char *
match_ladders_title(const match_ladders *ladders, match_ladder ladder, const char *language)
{
    const struct ladder_entry *entry = entry_of(ladders, ladder);
    return entry ? title_in(&entry->titles, language) : "";
}

const char *
match_ladders_level_title(const match_ladders *ladders, match_ladder ladder, int level,
                          const char *language)
{
    const struct ladder_entry *entry = entry_of(ladders, ladder);

    for (size_t i = 0; entry && i < entry->level_count; i++) {
        if (entry->levels[i].number == level) {
            return title_in(&entry->levels[i].titles, language);
        }
    }
    return "";
}

static bool
bears_name(const struct ladder_entry *entry, const char *text)
{
    if (strcasecmp(entry->id, text) == 0) {
        return true;
    }
    for (size_t i = 0; i < entry->other_count; i++) {
        if (strcasecmp(entry->others[i], text) == 0) {
            return true;
        }
    }
    return false;
}

match_ladder
match_ladders_find(const match_ladders *ladders, const char *text)
{
    for (uint32_t i = 0; i < ladders->count; i++) {
        if (bears_name(&ladders->entries[i], text)) {
            return i + 1;
        }
    }
    return 0;
}

/* ---- which levels are comparable ---- */

/* The lower of two levels, of which -1 is none. */
static int
lower(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* The other end of a link that begins at this level; 0 where it does not. */
static match_ladder
follow(const struct ladder_link *link, match_ladder from, int level, int *reached)
{
    if (link->from == from && link->from_level == level) {
        *reached = link->to_level;
        return link->to;
    }
    if (link->to == from && link->to_level == level) {
        *reached = link->from_level;
        return link->from;
    }
    return 0;
}

/* By one link. */
static int
linked(const match_ladders *ladders, match_ladder from, int level, match_ladder to)
{
    int best = -1;

    for (size_t i = 0; i < ladders->link_count; i++) {
        int reached = -1;
        if (follow(&ladders->links[i], from, level, &reached) == to) {
            best = lower(best, reached);
        }
    }
    return best;
}

/* By two links that meet in a third ladder. */
static int
linked_twice(const match_ladders *ladders, match_ladder from, int level, match_ladder to)
{
    int best = -1;

    for (size_t i = 0; i < ladders->link_count; i++) {
        int reached = -1;
        match_ladder between = follow(&ladders->links[i], from, level, &reached);
        if (between != 0 && between != from && between != to) {
            best = lower(best, linked(ladders, between, reached, to));
        }
    }
    return best;
}

int
match_ladders_comparable(const match_ladders *ladders, match_ladder from, int level,
                         match_ladder to, bool *indicative)
{
    const struct ladder_entry *one = entry_of(ladders, from);
    const struct ladder_entry *other = entry_of(ladders, to);
    int best;

    if (indicative) {
        *indicative = from != to;
    }
    if (!one || !other || level < 0) {
        return -1;
    }
    if (from == to || one->whole == to || other->whole == from) {
        return level;
    }
    best = linked(ladders, from, level, to);
    return best >= 0 ? best : linked_twice(ladders, from, level, to);
}
