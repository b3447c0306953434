/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BENCH_TIMING_H
#define MATCH_BENCH_TIMING_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/** @file timing.h What the programs that time C calls have in common. */

/** What a clock shows, in seconds. */
static inline double
seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** Ends the program because of what went wrong. */
_Noreturn static inline void
stop(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

#endif
