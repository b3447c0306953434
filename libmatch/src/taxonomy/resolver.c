/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/parallel.h"

/* Results that may wait for the slowest thread, for each thread. */
#define WINDOW_PER_THREAD 64u

static void
clear_desk(struct resolver_desk *desk)
{
    label_scratch_clear(&desk->scratch);
    buffer_clear(&desk->folded);
    buffer_clear(&desk->other);
    alloc_free(desk->filter.allowed);
    alloc_free(desk->about);
    alloc_free(desk->found);
    alloc_free(desk);
}

struct resolver_desk *
resolver_take_desk(const match_resolver *resolver, match_error *err)
{
    match_resolver *owner = (match_resolver *)(uintptr_t)resolver; /* for its lock and desks */
    (void)pthread_mutex_lock(&owner->lock);
    struct resolver_desk *desk = owner->desks;
    if (desk) {
        owner->desks = desk->next;
    }
    (void)pthread_mutex_unlock(&owner->lock);
    if (!desk) {
        desk = alloc_zeroed(1, sizeof *desk);
    }
    if (!desk) {
        (void)fail_memory(err);
    }
    return desk;
}

void
resolver_give_desk(const match_resolver *resolver, struct resolver_desk *desk)
{
    match_resolver *owner = (match_resolver *)(uintptr_t)resolver;
    if (!desk) {
        return;
    }
    (void)pthread_mutex_lock(&owner->lock);
    desk->next = owner->desks;
    owner->desks = desk;
    (void)pthread_mutex_unlock(&owner->lock);
}

match_resolver *
match_resolver_new(const match_taxonomy *taxonomy, const match_aliases *aliases,
                   match_report *report, match_error *err)
{
    match_resolver *resolver = alloc_zeroed(1, sizeof *resolver);
    if (!resolver || pthread_mutex_init(&resolver->lock, NULL) != 0) {
        alloc_free(resolver);
        (void)fail_memory(err);
        return NULL;
    }
    atomic_init(&resolver->refs, 1);
    resolver->taxonomy = match_taxonomy_ref(taxonomy);
    if ((aliases && resolver_learn(resolver, aliases, report, err) != MATCH_OK) ||
        resolver_index(resolver, err) != MATCH_OK) {
        match_resolver_unref(resolver);
        return NULL;
    }
    return resolver;
}

match_resolver *
match_resolver_ref(const match_resolver *resolver)
{
    match_resolver *shared = (match_resolver *)(uintptr_t)resolver;
    if (shared) {
        atomic_fetch_add_explicit(&shared->refs, 1, memory_order_relaxed);
    }
    return shared;
}

void
match_resolver_unref(match_resolver *resolver)
{
    if (!resolver || atomic_fetch_sub_explicit(&resolver->refs, 1, memory_order_acq_rel) != 1) {
        return;
    }
    while (resolver->desks) {
        struct resolver_desk *desk = resolver->desks;
        resolver->desks = desk->next;
        clear_desk(desk);
    }
    for (size_t i = 0; i < resolver->shard_count; i++) {
        shard_clear(&resolver->shards[i]);
    }
    alloc_free(resolver->shards);
    alloc_free(resolver->learned);
    arena_clear(&resolver->arena);
    match_taxonomy_unref(resolver->taxonomy);
    (void)pthread_mutex_destroy(&resolver->lock);
    alloc_free(resolver);
}

const match_taxonomy *
match_resolver_taxonomy(const match_resolver *resolver)
{
    return resolver->taxonomy;
}

match_status
match_resolver_resolve(const match_resolver *resolver, const match_resolve_options *options,
                       const char *text, size_t length, match_candidate *out, size_t capacity,
                       size_t *count, match_error *err)
{
    struct resolver_desk *desk = resolver_take_desk(resolver, err);
    *count = 0;
    if (!desk) {
        return MATCH_ERR_NOMEM;
    }
    match_status status = resolver_search(resolver, options ? options : &resolve_options_default,
                                          text, length, desk, err);
    if (status == MATCH_OK) {
        size_t copied = desk->found_count < capacity ? desk->found_count : capacity;
        *count = desk->found_count;
        if (copied > 0) {
            memcpy(out, desk->found, copied * sizeof *out);
        }
    }
    resolver_give_desk(resolver, desk);
    return status;
}

/* --- Many texts ------------------------------------------------------------------------------- */

/* The candidates of one text until they were heard of. */
struct answer {
    match_candidate *candidates;
    size_t count;
    size_t capacity;
};

struct bulk {
    const match_resolver *resolver;
    const match_resolve_options *options;
    const char *const *texts;
    match_resolve_callback callback;
    void *data;
    struct resolver_desk **desks; /* by worker */
    struct answer *answers;       /* of item i at i % window */
    size_t window;
};

static match_status
resolve_one(size_t index, unsigned worker, void *data, match_error *err)
{
    struct bulk *bulk = data;
    struct resolver_desk *desk = bulk->desks[worker];
    struct answer *answer = &bulk->answers[index % bulk->window];
    match_status status = resolver_search(bulk->resolver, bulk->options, bulk->texts[index],
                                          MATCH_NUL, desk, err);
    if (status != MATCH_OK) {
        return status;
    }
    match_candidate *candidates = alloc_grow(answer->candidates, &answer->capacity,
                                             desk->found_count, sizeof *candidates);
    if (!candidates) {
        return fail_memory(err);
    }
    answer->candidates = candidates;
    answer->count = desk->found_count;
    if (answer->count > 0) {
        memcpy(candidates, desk->found, answer->count * sizeof *candidates);
    }
    return MATCH_OK;
}

static bool
hand_over(size_t index, void *data)
{
    struct bulk *bulk = data;
    const struct answer *answer = &bulk->answers[index % bulk->window];
    return bulk->callback(index, answer->candidates, answer->count, bulk->data);
}

static match_status
take_desks(struct bulk *bulk, unsigned threads, match_error *err)
{
    bulk->desks = alloc_zeroed(threads, sizeof(struct resolver_desk *));
    bulk->answers = alloc_zeroed(bulk->window, sizeof *bulk->answers);
    if (!bulk->desks || !bulk->answers) {
        return fail_memory(err);
    }
    for (unsigned i = 0; i < threads; i++) {
        bulk->desks[i] = resolver_take_desk(bulk->resolver, err);
        if (!bulk->desks[i]) {
            return MATCH_ERR_NOMEM;
        }
    }
    return MATCH_OK;
}

match_status
match_resolver_resolve_all(const match_resolver *resolver, const match_resolve_options *options,
                           const char *const *texts, size_t count,
                           match_resolve_callback callback, void *data, match_error *err)
{
    struct bulk bulk = {.resolver = resolver,
                        .options = options ? options : &resolve_options_default,
                        .texts = texts,
                        .callback = callback,
                        .data = data};
    unsigned threads = bulk.options->threads;
    bulk.window = (size_t)threads * WINDOW_PER_THREAD;
    match_status status = take_desks(&bulk, threads, err);
    if (status == MATCH_OK) {
        status = parallel_for(
            count, threads, bulk.window,
            &(struct parallel_task){.work = resolve_one, .finished = hand_over, .data = &bulk},
            err);
    }
    for (unsigned i = 0; bulk.desks && i < threads; i++) {
        resolver_give_desk(resolver, bulk.desks[i]);
    }
    for (size_t i = 0; bulk.answers && i < bulk.window; i++) {
        alloc_free(bulk.answers[i].candidates);
    }
    alloc_free(bulk.desks);
    alloc_free(bulk.answers);
    return status;
}
