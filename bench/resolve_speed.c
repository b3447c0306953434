/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast texts are resolved. bench/resolve_speed.py draws the texts, runs this and compares it
 * with what a user would take instead.
 *
 *     build/bench/resolve_speed TAXONOMY NAME:TOP:FILE...
 *
 * Each file has one text a line, for which TOP candidates are wanted. Prints name=value lines:
 * the median and the 95th percentile of single calls in microseconds, of each text the best of
 * several rounds in changing order, and thousands of texts a second on one and two threads.
 */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/match.h>

#include "timing.h"

#define ROUNDS 5
#define MOST_TEXTS 100000u
#define ROOM 32u

struct texts {
    char *bytes;
    const char **items;
    size_t *lengths;
    size_t count;
};

static void *
room_for(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory) {
        stop("out of memory");
    }
    return memory;
}

static void
read_texts(const char *path, struct texts *texts)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        stop(path);
    }
    size_t size = (size_t)ftell(file);
    rewind(file);
    texts->bytes = room_for(size + 1, 1);
    texts->items = room_for(MOST_TEXTS, sizeof *texts->items);
    texts->lengths = room_for(MOST_TEXTS, sizeof *texts->lengths);
    if (fread(texts->bytes, 1, size, file) != size) {
        stop(path);
    }
    fclose(file);
    char *rest = NULL;
    for (char *line = strtok_r(texts->bytes, "\n", &rest); line && texts->count < MOST_TEXTS;
         line = strtok_r(NULL, "\n", &rest)) {
        texts->items[texts->count] = line;
        texts->lengths[texts->count++] = strlen(line);
    }
    if (texts->count == 0) {
        stop(path);
    }
}

static void
free_texts(struct texts *texts)
{
    free(texts->bytes);
    free(texts->items);
    free(texts->lengths);
}

static int
compare_times(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static void
time_calls(const match_resolver *resolver, const match_resolve_options *options, const char *name,
           const struct texts *texts)
{
    match_candidate found[ROOM];
    double *best = room_for(texts->count, sizeof *best);
    size_t answers = 0;
    for (int round = 0; round < ROUNDS; round++) {
        answers = 0;
        for (size_t i = 0; i < texts->count; i++) {
            size_t at = round % 2 ? texts->count - 1 - i : i;
            size_t count = 0;
            double start = seconds(CLOCK_MONOTONIC);
            match_status status =
                match_resolver_resolve(resolver, options, texts->items[at], texts->lengths[at],
                                       found, ROOM, &count, NULL);
            double spent = seconds(CLOCK_MONOTONIC) - start;
            if (status != MATCH_OK) {
                stop(texts->items[at]);
            }
            answers += count > 0;
            best[at] = round == 0 || spent < best[at] ? spent : best[at];
        }
    }
    qsort(best, texts->count, sizeof *best, compare_times);
    printf("%s_texts=%zu\n%s_answered=%zu\n", name, texts->count, name, answers);
    printf("%s_us=%.2f\n", name, 1e6 * best[texts->count / 2]);
    printf("%s_p95_us=%.2f\n", name, 1e6 * best[texts->count * 95 / 100]);
    free(best);
}

static bool
count_answer(size_t index, const match_candidate *candidates, size_t count, void *data)
{
    (void)index;
    (void)candidates;
    *(size_t *)data += count > 0;
    return true;
}

static void
time_batches(const match_resolver *resolver, match_resolve_options *options, const char *name,
             const struct texts *texts)
{
    for (unsigned threads = 1; threads <= 2; threads++) {
        double best = 0;
        if (match_resolve_options_set_threads(options, threads, NULL) != MATCH_OK) {
            stop("threads");
        }
        for (int round = 0; round < ROUNDS; round++) {
            size_t answers = 0;
            double start = seconds(CLOCK_MONOTONIC);
            if (match_resolver_resolve_all(resolver, options, texts->items, texts->count,
                                           count_answer, &answers, NULL) != MATCH_OK) {
                stop(name);
            }
            double spent = seconds(CLOCK_MONOTONIC) - start;
            best = round == 0 || spent < best ? spent : best;
        }
        printf("%s_threads_%u_thousand_s=%.2f\n", name, threads, 1e-3 * (double)texts->count / best);
    }
}

static void
time_group(const match_resolver *resolver, char *group)
{
    match_error err = {0};
    struct texts texts = {0};
    char *top = strchr(group, ':');
    char *path = top ? strchr(top + 1, ':') : NULL;
    match_resolve_options *options = match_resolve_options_new(&err);
    if (!path || !options) {
        stop("expected NAME:TOP:FILE");
    }
    *top++ = '\0';
    *path++ = '\0';
    if (match_resolve_options_set_top(options, strtoul(top, NULL, 10), &err) != MATCH_OK) {
        stop(err.message);
    }
    read_texts(path, &texts);
    time_calls(resolver, options, group, &texts);
    time_batches(resolver, options, group, &texts);
    free_texts(&texts);
    match_resolve_options_free(options);
}

int
main(int argc, char **argv)
{
    match_error err = {0};
    if (argc < 3) {
        stop("expected TAXONOMY NAME:TOP:FILE...");
    }
    double start = seconds(CLOCK_MONOTONIC);
    match_taxonomy *taxonomy = match_taxonomy_load(argv[1], NULL, &err);
    if (!taxonomy) {
        stop(err.message);
    }
    double opened = seconds(CLOCK_MONOTONIC);
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &err);
    if (!resolver) {
        stop(err.message);
    }
    printf("taxonomy_open_ms=%.2f\n", 1e3 * (opened - start));
    printf("resolver_new_ms=%.2f\n", 1e3 * (seconds(CLOCK_MONOTONIC) - opened));
    printf("labels=%llu\n", (unsigned long long)match_taxonomy_label_total(taxonomy, NULL));
    for (int i = 2; i < argc; i++) {
        time_group(resolver, argv[i]);
    }
    match_resolver_unref(resolver);
    match_taxonomy_unref(taxonomy);
    return 0;
}
