/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/fail.h"
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ITEMS 200u
#define NEVER ((size_t)-1)

/* What one run was asked for and what it did. */
struct record {
    size_t fail_at;   /* the items that fail: this one and every 10th after it */
    size_t cancel_at; /* the item whose listener says stop */
    size_t window;
    unsigned threads;
    pthread_t caller;
    _Atomic size_t heard;
    size_t heard_order[ITEMS];
    uint32_t results[ITEMS];
    atomic_int begun[ITEMS];
    atomic_bool broken;   /* a rule was broken in a worker */
    atomic_int busy[256]; /* by worker number */
};

/* Some work of uneven length, whose result depends on the index only. */
static uint32_t
some_work(size_t index)
{
    uint64_t state = index;
    uint32_t result = 0;
    uint32_t rounds = random_next(&state) % 500;
    for (uint32_t i = 0; i < rounds; i++) {
        result ^= random_next(&state);
    }
    return result;
}

static match_status
work(size_t index, unsigned worker, void *data, match_error *err)
{
    struct record *record = data;

    if (worker >= record->threads || atomic_fetch_add(&record->busy[worker], 1) != 0 ||
        index >= atomic_load(&record->heard) + record->window ||
        atomic_fetch_add(&record->begun[index], 1) != 0) {
        atomic_store(&record->broken, true);
    }
    record->results[index] = some_work(index);
    atomic_fetch_sub(&record->busy[worker], 1);
    if (index >= record->fail_at && (index - record->fail_at) % 10 == 0) {
        return fail(err, MATCH_ERR_FORMAT, "item %zu is bad", index);
    }
    return MATCH_OK;
}

static bool
finished(size_t index, void *data)
{
    struct record *record = data;
    size_t heard = atomic_load(&record->heard);

    ck_assert(pthread_equal(pthread_self(), record->caller));
    ck_assert_uint_eq(record->results[index], some_work(index));
    record->heard_order[heard] = index;
    atomic_store(&record->heard, heard + 1);
    return index != record->cancel_at;
}

static match_status
run(struct record *record, size_t count, unsigned threads, size_t window, match_error *err)
{
    struct parallel_task task = {.work = work, .finished = finished, .data = record};
    match_status status;

    record->threads = threads;
    record->window = window;
    record->caller = pthread_self();
    status = parallel_for(count, threads, window, &task, err);
    ck_assert(!atomic_load(&record->broken));
    for (size_t i = 0; i < atomic_load(&record->heard); i++) {
        ck_assert_uint_eq(record->heard_order[i], i);
    }
    return status;
}

static const struct {
    unsigned threads;
    size_t window;
} ways[] = {{1, 1}, {1, 16}, {2, 1}, {2, 3}, {2, 1000}, {7, 1}, {7, 7}, {7, 8}, {7, 64}, {16, 40}};

START_TEST(parallel_does_each_item_once_and_tells_in_order)
{
    static const size_t counts[] = {0, 1, 2, 7, ITEMS};
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
        static struct record record;
        match_error err = {.status = MATCH_OK};
        memset(&record, 0, sizeof record);
        record.fail_at = record.cancel_at = NEVER;
        assert_ok(run(&record, counts[c], ways[_i].threads, ways[_i].window, &err), &err);
        ck_assert_uint_eq(atomic_load(&record.heard), counts[c]);
        for (size_t i = 0; i < ITEMS; i++) {
            ck_assert_int_eq(atomic_load(&record.begun[i]), i < counts[c]);
        }
    }
}
END_TEST

START_TEST(parallel_reports_the_first_failure_by_index)
{
    static const size_t places[] = {0, 1, 5, 100, ITEMS - 1};
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
        static struct record record;
        char expected[40];
        match_error err = {.status = MATCH_OK};
        memset(&record, 0, sizeof record);
        record.fail_at = places[p];
        record.cancel_at = NEVER;
        ck_assert_int_eq(run(&record, ITEMS, ways[_i].threads, ways[_i].window, &err),
                         MATCH_ERR_FORMAT);
        snprintf(expected, sizeof expected, "item %zu is bad", places[p]);
        ck_assert_str_eq(err.message, expected);
        /* All before it were heard of, none after it. */
        ck_assert_uint_eq(atomic_load(&record.heard), places[p]);
    }
}
END_TEST

START_TEST(parallel_stops_when_the_listener_says_so)
{
    static const size_t places[] = {0, 1, 100, ITEMS - 1};
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
        static struct record record;
        match_error err = {.status = MATCH_OK};
        size_t begun = 0;
        memset(&record, 0, sizeof record);
        record.fail_at = places[p] + 1; /* comes too late to matter */
        record.cancel_at = places[p];
        ck_assert_int_eq(run(&record, ITEMS, ways[_i].threads, ways[_i].window, &err),
                         MATCH_ERR_CANCELLED);
        assert_error(&err, MATCH_ERR_CANCELLED, 0, "cancelled after");
        ck_assert_uint_eq(atomic_load(&record.heard), places[p] + 1);
        for (size_t i = 0; i < ITEMS; i++) {
            begun += (size_t)atomic_load(&record.begun[i]);
        }
        ck_assert_uint_le(begun, places[p] + 1 + ways[_i].window);
    }
}
END_TEST

static match_status
mark(size_t index, unsigned worker, void *data, match_error *err)
{
    atomic_int *marks = data;
    (void)worker;
    (void)err;
    atomic_fetch_add(&marks[index], 1);
    return MATCH_OK;
}

START_TEST(parallel_needs_no_listener)
{
    static atomic_int marks[ITEMS];
    struct parallel_task task = {.work = mark, .data = marks};
    ck_assert_int_eq(parallel_for(ITEMS, ways[_i].threads, ways[_i].window, &task, NULL), MATCH_OK);
    for (size_t i = 0; i < ITEMS; i++) {
        ck_assert_int_eq(atomic_load(&marks[i]), 1);
    }
}
END_TEST

START_TEST(parallel_takes_no_threads_and_no_window_as_one)
{
    static atomic_int marks[ITEMS];
    struct parallel_task task = {.work = mark, .data = marks};
    ck_assert_int_eq(parallel_for(10, 0, 0, &task, NULL), MATCH_OK);
    ck_assert_int_eq(parallel_for(10, 2, 0, &task, NULL), MATCH_OK);
    ck_assert_int_eq(parallel_for(10, 1000000, 5, &task, NULL), MATCH_OK);
    for (size_t i = 0; i < 10; i++) {
        ck_assert_int_eq(atomic_load(&marks[i]), 3);
    }
}
END_TEST

/* Waits until two threads are at work at once, or gives up. */
static match_status
meet(size_t index, unsigned worker, void *data, match_error *err)
{
    atomic_int *present = data;
    (void)index;
    (void)worker;
    (void)err;
    atomic_fetch_add(present, 1);
    for (int i = 0; i < 10000 && atomic_load(present) < 2; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    return atomic_load(present) >= 2 ? MATCH_OK : MATCH_ERR_NOT_FOUND;
}

START_TEST(parallel_works_on_several_items_at_once)
{
    atomic_int present = 0;
    struct parallel_task task = {.work = meet, .data = &present};
    ck_assert_int_eq(parallel_for(2, 2, 2, &task, NULL), MATCH_OK);
}
END_TEST

START_TEST(parallel_reports_the_first_failure_without_a_listener)
{
    static struct record record;
    struct parallel_task task = {.work = work, .data = &record};
    match_error err = {.status = MATCH_OK};
    memset(&record, 0, sizeof record);
    record.fail_at = 100;
    record.cancel_at = NEVER;
    record.threads = ways[_i].threads;
    record.window = ITEMS;
    ck_assert_int_eq(parallel_for(ITEMS, ways[_i].threads, 1, &task, &err), MATCH_ERR_FORMAT);
    ck_assert_str_eq(err.message, "item 100 is bad");
    for (size_t i = 0; i <= 100; i++) {
        ck_assert_int_eq(atomic_load(&record.begun[i]), 1);
    }
}
END_TEST

static bool
hear(size_t index, void *data)
{
    (void)index;
    (void)data;
    return true;
}

/* With a listener, or with none where data is NULL. */
static match_status
attempt_parallel(void *data, match_error *err)
{
    atomic_int marks[8];
    struct parallel_task task = {.work = mark, .finished = data ? hear : NULL, .data = marks};
    for (size_t i = 0; i < 8; i++) {
        atomic_init(&marks[i], 0);
    }
    return parallel_for(8, 2, 4, &task, err);
}

START_TEST(parallel_survives_every_allocation_failure)
{
    bool listener = true;
    ck_assert_int_gt(for_every_allocation_failure(attempt_parallel, NULL), 0);
    ck_assert_int_gt(for_every_allocation_failure(attempt_parallel, &listener), 1);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("parallel");
    TCase *tests = tcase_create("parallel_for");
    int n = (int)(sizeof ways / sizeof ways[0]);

    tcase_add_loop_test(tests, parallel_does_each_item_once_and_tells_in_order, 0, n);
    tcase_add_loop_test(tests, parallel_reports_the_first_failure_by_index, 0, n);
    tcase_add_loop_test(tests, parallel_stops_when_the_listener_says_so, 0, n);
    tcase_add_loop_test(tests, parallel_needs_no_listener, 0, n);
    tcase_add_loop_test(tests, parallel_reports_the_first_failure_without_a_listener, 0, n);
    tcase_add_test(tests, parallel_takes_no_threads_and_no_window_as_one);
    tcase_add_test(tests, parallel_works_on_several_items_at_once);
    tcase_add_test(tests, parallel_survives_every_allocation_failure);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
