/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/parallel.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

#include <pthread.h>
#include <signal.h>

/*
 * Workers take items in the order of the index; the calling thread hears of them in the same
 * order. When an item fails, all before it have been begun, so they are still finished and
 * heard of: what the listener hears and what fails does not depend on the number of threads.
 */
struct run {
    const struct parallel_task *task;
    size_t count;
    size_t window;

    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t heard_more;
    pthread_cond_t finished_more;
    size_t begun;         /* items given to workers */
    size_t heard;         /* items the listener heard of */
    unsigned char *ready; /* [window], by index % window: finished and not heard of; or NULL */
    bool stop;
    size_t failed_index; /* the first that failed so far; count when none did */
    match_status failed_status;
    match_error failed_error;
};

struct worker {
    struct run *run;
    unsigned number;
    pthread_t thread;
};

static match_status
run_alone(size_t count, const struct parallel_task *task, match_error *err)
{
    for (size_t i = 0; i < count; i++) {
        match_status status = task->work(i, 0, task->data, err);
        if (status != MATCH_OK) {
            return status;
        }
        if (task->finished && !task->finished(i, task->data)) {
            return fail(err, MATCH_ERR_CANCELLED, "cancelled after %zu of %zu items", i + 1, count);
        }
    }
    return MATCH_OK;
}

/* Takes the next item, waiting for the window to move; false when there is none. Locked. */
static bool
take_item(struct run *run, size_t *index)
{
    while (!run->stop && run->begun < run->failed_index && run->begun - run->heard >= run->window) {
        pthread_cond_wait(&run->heard_more, &run->lock);
    }
    if (run->stop || run->begun >= run->failed_index) {
        return false;
    }
    *index = run->begun++;
    return true;
}

static void *
work_loop(void *data)
{
    struct worker *worker = data;
    struct run *run = worker->run;
    size_t index;

    pthread_mutex_lock(&run->lock);
    while (take_item(run, &index)) {
        match_error error = {.status = MATCH_OK};
        match_status status;

        pthread_mutex_unlock(&run->lock);
        status = run->task->work(index, worker->number, run->task->data, &error);
        pthread_mutex_lock(&run->lock);

        if (status == MATCH_OK) {
            if (run->ready) {
                run->ready[index % run->window] = 1;
            }
        } else if (index < run->failed_index) {
            run->failed_index = index;
            run->failed_status = status;
            run->failed_error = error;
            pthread_cond_broadcast(&run->heard_more); /* nothing more to begin */
        }
        if (run->ready && index == run->heard) {
            pthread_cond_signal(&run->finished_more);
        }
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* The calling thread's part: hears of each item in order, up to the first failure. */
static match_status
listen(struct run *run, match_error *err)
{
    match_status status = MATCH_OK;

    pthread_mutex_lock(&run->lock);
    while (run->heard < run->count) {
        size_t index = run->heard;
        if (index == run->failed_index) {
            status = run->failed_status;
            break;
        }
        if (!run->ready[index % run->window]) {
            pthread_cond_wait(&run->finished_more, &run->lock);
            continue;
        }
        run->ready[index % run->window] = 0;
        if (run->task->finished) {
            bool go_on;
            pthread_mutex_unlock(&run->lock);
            go_on = run->task->finished(index, run->task->data);
            pthread_mutex_lock(&run->lock);
            if (!go_on) {
                status = fail(err, MATCH_ERR_CANCELLED, "cancelled after %zu of %zu items",
                              index + 1, run->count);
                break;
            }
        }
        run->heard++;
        pthread_cond_signal(&run->heard_more); /* room for one item, work for one worker */
    }
    run->stop = true;
    pthread_cond_broadcast(&run->heard_more);
    pthread_mutex_unlock(&run->lock);
    return status;
}

/*
 * Starts workers first .. n-1 with all signals blocked, so that handlers run in the caller's
 * thread. Returns the first that is not there.
 */
static unsigned
start_workers(struct run *run, struct worker *workers, unsigned first, unsigned n)
{
    unsigned started = first;
    sigset_t all;
    sigset_t before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; started < n; started++) {
        workers[started] = (struct worker){.run = run, .number = started};
        if (pthread_create(&workers[started].thread, NULL, work_loop, &workers[started]) != 0) {
            break;
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static match_status
run_together(struct run *run, struct worker *workers, unsigned threads, match_error *err)
{
    match_status status = MATCH_OK;
    unsigned started = start_workers(run, workers, 0, threads);

    if (started == 0) {
        return run_alone(run->count, run->task, err);
    }
    status = listen(run, err);
    for (unsigned i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    if (status != MATCH_OK && status != MATCH_ERR_CANCELLED && err) {
        *err = run->failed_error;
    }
    return status;
}

/* Nobody listens: the calling thread is worker 0 and is not woken for every item. */
static match_status
run_quietly(struct run *run, struct worker *workers, unsigned threads, match_error *err)
{
    unsigned started = start_workers(run, workers, 1, threads);
    workers[0] = (struct worker){.run = run};
    (void)work_loop(&workers[0]);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    if (run->failed_index < run->count && err) {
        *err = run->failed_error;
    }
    return run->failed_status;
}

match_status
parallel_for(size_t count, unsigned threads, size_t window, const struct parallel_task *task,
             match_error *err)
{
    struct run run = {
        .task = task,
        .count = count,
        .window = window == 0      ? 1
                  : window < count ? window
                                   : count,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .heard_more = PTHREAD_COND_INITIALIZER,
        .finished_more = PTHREAD_COND_INITIALIZER,
        .failed_index = count,
        .failed_status = MATCH_OK,
    };
    struct worker *workers;
    match_status status;

    if (threads > LIMIT_THREADS) {
        threads = LIMIT_THREADS;
    }
    if (threads > count) {
        threads = (unsigned)count;
    }
    if (threads <= 1) {
        return run_alone(count, task, err);
    }
    workers = alloc_zeroed(threads, sizeof *workers);
    if (!workers) {
        return fail_memory(err);
    }
    if (!task->finished) {
        run.window = count;
        status = run_quietly(&run, workers, threads, err);
        alloc_free(workers);
        return status;
    }
    run.ready = alloc_zeroed(run.window, sizeof *run.ready);
    status = run.ready ? run_together(&run, workers, threads, err) : fail_memory(err);
    alloc_free(workers);
    alloc_free(run.ready);
    return status;
}
