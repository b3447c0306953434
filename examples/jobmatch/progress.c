/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BAR_WIDTH 30
#define FIRST_AFTER_MS 500
#define REDRAW_AFTER_MS 100

static bool
is_terminal(void)
{
    const char *kind = getenv("TERM");
    return isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0;
}

void
progress_start(struct progress *progress, const char *what, bool quiet)
{
    *progress = (struct progress){.what = what, .on = !quiet && is_terminal()};
    if (progress->on) {
        clock_gettime(CLOCK_MONOTONIC, &progress->start);
        progress->last = progress->start;
    }
}

static long
milliseconds(const struct timespec *from, const struct timespec *to)
{
    return (long)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

static void
draw(struct progress *progress, uint64_t done, uint64_t total)
{
    char bar[BAR_WIDTH + 1];
    uint64_t filled = total > 0 && done <= total ? done * BAR_WIDTH / total : 0;

    memset(bar, '.', BAR_WIDTH);
    memset(bar, '#', (size_t)filled);
    bar[BAR_WIDTH] = '\0';
    if (total > 0) {
        fprintf(stderr, "\r%s [%s] %3d %%", progress->what, bar, (int)(done * 100 / total));
    } else {
        fprintf(stderr, "\r%s ...", progress->what);
    }
    fflush(stderr);
    progress->drawn = true;
}

bool
progress_step(uint64_t done, uint64_t total, void *data)
{
    struct progress *progress = data;
    struct timespec now;

    if (progress->on) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (milliseconds(&progress->start, &now) >= FIRST_AFTER_MS &&
            milliseconds(&progress->last, &now) >= REDRAW_AFTER_MS) {
            progress->last = now;
            draw(progress, done, total);
        }
    }
    return !interrupted();
}

void
progress_end(struct progress *progress)
{
    if (progress->drawn) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        progress->drawn = false;
    }
}
