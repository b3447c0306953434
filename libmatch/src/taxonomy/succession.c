/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/succession.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/link.h"

static match_status
add_successor(struct succession *succession, match_concept before, match_concept after,
              match_error *err)
{
    match_concept *grown = alloc_grow(succession->items, &succession->capacity,
                                      succession->count + 1, sizeof *succession->items);
    if (!grown) {
        return fail_memory(err);
    }
    succession->items = grown;
    succession->items[succession->count++] = after;
    succession->of[before - 1].count++;
    succession->predecessors[after - 1]++;
    return MATCH_OK;
}

static match_status
add_all(struct succession *succession, match_concept before, const struct ids *found,
        match_error *err)
{
    match_status status = MATCH_OK;
    succession->of[before - 1].link = MATCH_LINK_LABEL;
    for (size_t i = 0; i < found->count && status == MATCH_OK; i++) {
        status = add_successor(succession, before, found->items[i], err);
    }
    return status;
}

/* The concepts that have the labels of a concept; none where a label lives on in no concept. */
static match_status
heirs_of_labels(struct linker *linker, match_concept before, struct ids *heirs, match_error *err)
{
    match_concept_kind kind = match_taxonomy_kind(linker->from, before);
    match_status status = MATCH_OK;
    match_label label;
    heirs->count = 0;
    for (uint32_t i = 0;
         status == MATCH_OK && match_taxonomy_label_at(linker->from, before, i, &label); i++) {
        status = linker_find_label(linker, &label, kind, false, err);
        if (status == MATCH_OK && linker->found.count == 0) {
            heirs->count = 0;
            return MATCH_OK;
        }
        for (size_t j = 0; j < linker->found.count && status == MATCH_OK; j++) {
            status = ids_push(heirs, linker->found.items[j]) ? MATCH_OK : fail_memory(err);
        }
    }
    ids_sort_unique(heirs);
    return status;
}

/* Links that say "this one instead", not "something like it". */
static bool
is_succession(const struct linker *linker)
{
    static const bool good[] = {[MATCH_LINK_SAME] = true,
                                [MATCH_LINK_EXACT] = true,
                                [MATCH_LINK_REPLACED] = true,
                                [MATCH_LINK_CODE] = true,
                                [MATCH_LINK_LABEL] = true};
    match_translation_state state = linker_state(linker);
    return (state == MATCH_TRANSLATION_ONE || state == MATCH_TRANSLATION_SPLIT) &&
           linker->links[0].kind < sizeof good && good[linker->links[0].kind];
}

static match_status
find_one(struct succession *succession, struct linker *linker, match_concept before,
         struct ids *heirs, match_error *err)
{
    struct successors *of = &succession->of[before - 1];
    const char *uri = match_taxonomy_uri(linker->from, before);
    match_concept same = match_taxonomy_find(linker->to, uri, MATCH_NUL);
    of->first = (uint32_t)succession->count;
    if (same != 0 && strcmp(match_taxonomy_uri(linker->to, same), uri) == 0) {
        of->link = MATCH_LINK_SAME;
        return add_successor(succession, before, same, err);
    }
    match_status status = linker_find(linker, before, err);
    if (status == MATCH_OK && is_succession(linker)) {
        of->link = (uint8_t)linker->links[0].kind;
        for (size_t i = 0; i < linker->count && status == MATCH_OK; i++) {
            status = add_successor(succession, before, linker->links[i].concept, err);
        }
        return status;
    }
    if (status == MATCH_OK) {
        status = heirs_of_labels(linker, before, heirs, err);
    }
    return status == MATCH_OK && heirs->count > 0 ? add_all(succession, before, heirs, err)
                                                  : status;
}

match_status
succession_find(struct succession *succession, const match_taxonomy *before,
                const match_taxonomy *after, match_error *err)
{
    struct linker linker = {0};
    struct ids heirs = {0};
    uint32_t count = match_taxonomy_count(before);
    succession->of = alloc_zeroed((size_t)count + 1, sizeof *succession->of);
    succession->predecessors =
        alloc_zeroed((size_t)match_taxonomy_count(after) + 1, sizeof *succession->predecessors);
    if (!succession->of || !succession->predecessors) {
        return fail_memory(err);
    }
    match_status status = linker_init(&linker, before, after, err);
    for (match_concept c = 1; c <= count && status == MATCH_OK; c++) {
        status = find_one(succession, &linker, c, &heirs, err);
    }
    ids_clear(&heirs);
    linker_clear(&linker);
    return status;
}

void
succession_clear(struct succession *succession)
{
    alloc_free(succession->of);
    alloc_free(succession->items);
    alloc_free(succession->predecessors);
    *succession = (struct succession){0};
}
