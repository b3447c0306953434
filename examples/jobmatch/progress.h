/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_PROGRESS_H
#define JOBMATCH_PROGRESS_H

#include "support.h"

#include <time.h>

/**
 * @file progress.h
 * A bar on standard error, on a terminal only and only for work that takes longer than half a
 * second.
 */

struct progress {
    const char *what;
    bool on;
    bool drawn;
    struct timespec start;
    struct timespec last;
};

void progress_start(struct progress *progress, const char *what, bool quiet);

/** As match_progress; @p data is a struct progress. False once Ctrl-C was pressed. */
bool progress_step(uint64_t done, uint64_t total, void *data);

/** Takes the bar away. */
void progress_end(struct progress *progress);

#endif
