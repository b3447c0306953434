/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "ranking/matcher.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/parallel.h"

/* Results that may wait for the slowest thread, for each thread. */
#define WINDOW_PER_THREAD 4

struct bulk {
    const match_roster *roster;
    const match_options *options;
    match_result_callback callback;
    void *data;
    match_session **sessions; /* by worker */
    unsigned threads;
    match_result **results; /* of item i at i % window */
    size_t window;
};

static match_status
rank_one(size_t index, unsigned worker, void *data, match_error *err)
{
    struct bulk *bulk = data;
    match_error local = {.status = MATCH_OK};
    match_result *result = match_session_rank(bulk->sessions[worker], bulk->roster, index,
                                              bulk->options, &local);

    if (!result) {
        if (err) {
            *err = local;
        }
        return local.status;
    }
    bulk->results[index % bulk->window] = result;
    return MATCH_OK;
}

static bool
hand_over(size_t index, void *data)
{
    struct bulk *bulk = data;
    match_result **slot = &bulk->results[index % bulk->window];
    bool go_on = !bulk->callback || bulk->callback(*slot, bulk->data);

    match_result_free(*slot);
    *slot = NULL;
    return go_on;
}

static match_status
make_sessions(struct bulk *bulk, const match_matcher *matcher, match_error *err)
{
    bulk->sessions = alloc_zeroed(bulk->threads, sizeof(match_session *));
    bulk->results = alloc_zeroed(bulk->window, sizeof(match_result *));
    if (!bulk->sessions || !bulk->results) {
        return fail_memory(err);
    }
    for (unsigned i = 0; i < bulk->threads; i++) {
        bulk->sessions[i] = match_session_new(matcher, err);
        if (!bulk->sessions[i]) {
            return MATCH_ERR_NOMEM;
        }
    }
    return MATCH_OK;
}

static void
clear(struct bulk *bulk)
{
    for (unsigned i = 0; bulk->sessions && i < bulk->threads; i++) {
        match_session_free(bulk->sessions[i]);
    }
    for (size_t i = 0; bulk->results && i < bulk->window; i++) {
        match_result_free(bulk->results[i]); /* of a run that ended early */
    }
    alloc_free(bulk->sessions);
    alloc_free(bulk->results);
}

match_status
match_matcher_rank_roster(const match_matcher *matcher, const match_roster *roster,
                          const match_options *options, match_result_callback callback, void *data,
                          match_error *err)
{
    unsigned threads = options ? options->threads : options_default.threads;
    size_t count = match_roster_count(roster);
    struct bulk bulk = {.roster = roster,
                        .options = options,
                        .callback = callback,
                        .data = data,
                        /* No more sessions than people, and one to check the roster. */
                        .threads = count > 0 && count < threads ? (unsigned)count
                                   : count > 0                  ? threads
                                                                : 1};
    match_status status;

    bulk.window = (size_t)bulk.threads * WINDOW_PER_THREAD;
    status = make_sessions(&bulk, matcher, err);
    if (status == MATCH_OK) {
        status = session_check_roster(bulk.sessions[0], roster, err);
    }
    if (status == MATCH_OK) {
        status = parallel_for(
            count, bulk.threads, bulk.window,
            &(struct parallel_task){.work = rank_one, .finished = hand_over, .data = &bulk}, err);
    }
    clear(&bulk);
    return status;
}
