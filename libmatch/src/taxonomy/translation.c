/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/translation.h>

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/link.h"

struct match_translation {
    atomic_uint references;
    match_taxonomy *from, *to;
    uint32_t *starts;  /* [count + 1]; links of concept c begin at starts[c - 1] */
    uint8_t *states;   /* [count] */
    match_link *links; /* one block */
    size_t link_count, link_capacity;
};

static match_status
keep_links(match_translation *translation, const struct linker *linker, match_error *err)
{
    size_t count = translation->link_count + linker->count;
    match_link *grown = alloc_grow(translation->links, &translation->link_capacity, count + 1,
                                   sizeof *translation->links);
    if (!grown) {
        return fail_memory(err);
    }
    translation->links = grown;
    for (size_t i = 0; i < linker->count; i++) {
        translation->links[translation->link_count++] = linker->links[i];
    }
    return MATCH_OK;
}

static match_status
fill(match_translation *translation, match_error *err)
{
    struct linker linker;
    uint32_t count = match_taxonomy_count(translation->from);
    match_status status = linker_init(&linker, translation->from, translation->to, err);
    for (match_concept c = 1; c <= count && status == MATCH_OK; c++) {
        status = linker_find(&linker, c, err);
        status = status == MATCH_OK ? keep_links(translation, &linker, err) : status;
        translation->states[c - 1] = (uint8_t)linker_state(&linker);
        translation->starts[c] = (uint32_t)translation->link_count;
    }
    linker_clear(&linker);
    return status;
}

match_translation *
match_translation_new(const match_taxonomy *source, const match_taxonomy *target, match_error *err)
{
    match_translation *translation = alloc_zeroed(1, sizeof *translation);
    if (!translation) {
        (void)fail_memory(err);
        return NULL;
    }
    atomic_init(&translation->references, 1);
    translation->from = match_taxonomy_ref(source);
    translation->to = match_taxonomy_ref(target);
    translation->starts =
        alloc_zeroed((size_t)match_taxonomy_count(source) + 1, sizeof *translation->starts);
    translation->states = alloc_zeroed((size_t)match_taxonomy_count(source) + 1, 1);
    match_status status =
        translation->starts && translation->states ? fill(translation, err) : fail_memory(err);
    if (status != MATCH_OK) {
        match_translation_unref(translation);
        return NULL;
    }
    return translation;
}

match_translation *
match_translation_ref(const match_translation *translation)
{
    match_translation *shared = (match_translation *)(uintptr_t)translation;
    if (shared) {
        atomic_fetch_add_explicit(&shared->references, 1, memory_order_relaxed);
    }
    return shared;
}

void
match_translation_unref(match_translation *translation)
{
    if (!translation ||
        atomic_fetch_sub_explicit(&translation->references, 1, memory_order_acq_rel) != 1) {
        return;
    }
    alloc_free(translation->starts);
    alloc_free(translation->states);
    alloc_free(translation->links);
    match_taxonomy_unref(translation->from);
    match_taxonomy_unref(translation->to);
    alloc_free(translation);
}

const match_taxonomy *
match_translation_from(const match_translation *translation)
{
    return translation->from;
}

const match_taxonomy *
match_translation_to(const match_translation *translation)
{
    return translation->to;
}

match_translation_state
match_translation_state_of(const match_translation *translation, match_concept concept)
{
    bool known = concept != 0 && concept <= match_taxonomy_count(translation->from);
    return known ? (match_translation_state)translation->states[concept - 1]
                 : MATCH_TRANSLATION_NONE;
}

const match_link *
match_translation_links(const match_translation *translation, match_concept concept, size_t *count)
{
    if (concept == 0 || concept > match_taxonomy_count(translation->from)) {
        *count = 0;
        return translation->links;
    }
    *count = translation->starts[concept] - translation->starts[concept - 1];
    return translation->links + translation->starts[concept - 1];
}

const char *
match_translation_state_name(match_translation_state state)
{
    static const char *const names[] = {"none", "one", "split", "ambiguous"};
    size_t index = (size_t)state;
    return index < sizeof names / sizeof names[0] ? names[index] : "";
}
