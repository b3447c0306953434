/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long texts take that were written to do harm: folding, resolving and extracting each.
 *
 *     make -C build bench/hostile_speed
 *     build/bench/hostile_speed TAXONOMY
 *
 * Prints name=value lines: milliseconds, the best of several rounds, and what a call said where
 * it refused the text.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/match.h>

#include "timing.h"

#define BYTES 1000000u
#define ROUNDS 7

struct hostile {
    const char *name;
    const char *first;
    const char *piece; /* over and over */
    size_t most;       /* pieces; 0: as many as there is room for */
};

static const struct hostile hostiles[] = {
    {"not_utf8", "", "\xFF\xE0\xBA", 0},
    {"token", "", "a", 0},
    {"token_lao", "", "\xE0\xBA\x81", 0},
    {"marks", "a", "\xCC\x81\xCC\xA3", 5000},
    {"marks_lao", "\xE0\xBA\x81", "\xE0\xBA\xB4\xE0\xBB\x88", 5000},
    {"bidi", "", "\xE2\x80\xAE\xE2\x81\xA6", 0},
    {"jamo", "", "\xE1\x84\x80", 0},
    {"years", "", "3 years must ", 0},
};

struct task {
    const match_resolver *resolver;
    const match_extractor *extractor;
    char *folded;
    match_error err;
};

static void
fold(struct task *task, const char *text, size_t length)
{
    (void)match_text_fold(text, length, task->folded, 4 * BYTES, &task->err);
}

static void
resolve(struct task *task, const char *text, size_t length)
{
    match_candidate found[1];
    size_t count;
    (void)match_resolver_resolve(task->resolver, NULL, text, length, found, 1, &count, &task->err);
}

static void
extract(struct task *task, const char *text, size_t length)
{
    match_extraction_free(match_extract(task->extractor, text, length, 0, &task->err));
}

static const struct {
    const char *name;
    void (*run)(struct task *task, const char *text, size_t length);
} actions[] = {{"fold", fold}, {"resolve", resolve}, {"extract", extract}};

static size_t
write_text(const struct hostile *hostile, char *text)
{
    size_t size = strlen(hostile->piece);
    size_t length = strlen(hostile->first);
    memcpy(text, hostile->first, length);
    for (size_t i = 0; length + size <= BYTES && (hostile->most == 0 || i < hostile->most); i++) {
        memcpy(text + length, hostile->piece, size);
        length += size;
    }
    return length;
}

int
main(int argc, char **argv)
{
    struct task task = {.folded = calloc(4 * BYTES, 1)};
    char *text = calloc(BYTES + 16, 1);
    match_taxonomy *taxonomy = argc == 2 ? match_taxonomy_load(argv[1], NULL, &task.err) : NULL;
    if (!taxonomy) {
        stop(argc == 2 ? task.err.message : "expected TAXONOMY");
    }
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &task.err);
    match_extractor *extractor = match_extractor_new(taxonomy, &task.err);
    if (!text || !task.folded || !resolver || !extractor) {
        stop(task.err.message);
    }
    task.resolver = resolver;
    task.extractor = extractor;
    for (size_t i = 0; i < sizeof hostiles / sizeof hostiles[0]; i++) {
        size_t length = write_text(&hostiles[i], text);
        for (size_t k = 0; k < sizeof actions / sizeof actions[0]; k++) {
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                task.err = (match_error){0};
                double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
                actions[k].run(&task, text, length);
                double spent = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
                best = round == 0 || spent < best ? spent : best;
            }
            printf("hostile_%s_%s_ms=%.2f\n", hostiles[i].name, actions[k].name, 1e3 * best);
        }
    }
    free(text);
    free(task.folded);
    match_extractor_unref(extractor);
    match_resolver_unref(resolver);
    match_taxonomy_unref(taxonomy);
    return 0;
}
