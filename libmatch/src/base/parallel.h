/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_PARALLEL_H
#define MATCH_BASE_PARALLEL_H

#include <libmatch/error.h>

/**
 * @file parallel.h
 * Work on many independent items with several threads and hear of the results in order.
 */

/** What is done for each item. All functions get the same data. */
struct parallel_task {
    /** Works on item index with worker number worker (0 .. threads-1); runs in any thread. */
    match_status (*work)(size_t index, unsigned worker, void *data, match_error *err);
    /**
     * Hears of a finished item. Called in the calling thread only, in the order of the index,
     * exactly once for each item unless the run ends early. NULL: nobody listens.
     * false ends the run with MATCH_ERR_CANCELLED.
     */
    bool (*finished)(size_t index, void *data);
    void *data;
};

/**
 * Works on items 0 .. count-1. With threads = 1 everything happens in the calling thread.
 * At most @p window items (>= 1) are finished and not yet heard of, so that memory is bounded:
 * item i is not begun before item i - window was heard of. The first failure by index order ends
 * the run and is reported, whatever the number of threads. A thread that cannot be started is
 * done without as long as one worker is left. Where nobody listens the calling thread is one of
 * the workers, and the window does not matter.
 */
match_status parallel_for(size_t count, unsigned threads, size_t window,
                          const struct parallel_task *task, match_error *err);

#endif
