/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast running text is read, beside ICU's own word breaks on the same Lao text:
 *
 *     make -C build bench/extract_speed
 *     build/bench/extract_speed TAXONOMY LATIN_TEXT LAO_TEXT
 *
 * Prints name=value lines: megabytes (10^6 bytes) a second of processor time, the best of several
 * rounds. Texts are repeated up to 8 MB. bench/hostile_speed times hostile texts.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include <libmatch/match.h>

#include "timing.h"

#define TEXT_BYTES 8000000u
#define ROUNDS 7

/* Reads a file over and over until there is enough. */
static char *
read_text(const char *path, size_t *length)
{
    char *text = calloc(TEXT_BYTES + 1, 1);
    FILE *file = fopen(path, "rb");
    size_t size = file && text ? fread(text, 1, TEXT_BYTES, file) : 0;
    if (size == 0) {
        stop(path);
    }
    fclose(file);
    *length = size;
    while (*length + size <= TEXT_BYTES) {
        memcpy(text + *length, text, size);
        *length += size;
    }
    return text;
}

static double
extract_best(const match_extractor *extractor, const char *text, size_t length)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        match_extraction *found = match_extract(extractor, text, length, 0, NULL);
        double spent = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
        if (!found) {
            stop("extraction failed");
        }
        match_extraction_free(found);
        best = spent < best ? spent : best;
    }
    return best;
}

/* ICU alone: UTF-16 is ready, boundaries are only walked over. */
static double
icu_best(const char *text, size_t length)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = 0;
    UChar *units = calloc(length + 1, sizeof *units);
    double best = 1e9;
    if (!units) {
        stop("out of memory");
    }
    u_strFromUTF8(units, (int32_t)length + 1, &count, text, (int32_t)length, &code);
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "lo", NULL, 0, &code);
    if (U_FAILURE(code)) {
        stop("ICU has no Lao words");
    }
    for (int round = 0; round < 3; round++) {
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        ubrk_setText(breaks, units, count, &code);
        while (ubrk_next(breaks) != UBRK_DONE) {
        }
        double spent = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
        best = spent < best ? spent : best;
    }
    ubrk_close(breaks);
    free(units);
    return best;
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        stop("expected TAXONOMY LATIN_TEXT LAO_TEXT");
    }
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(argv[1], NULL, &err);
    if (!taxonomy) {
        stop(err.message);
    }
    double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
    match_extractor *extractor = match_extractor_new(taxonomy, &err);
    if (!extractor) {
        stop(err.message);
    }
    printf("labels=%llu\n", (unsigned long long)match_taxonomy_label_total(taxonomy, NULL));
    printf("extractor_ms=%.0f\n", 1e3 * (seconds(CLOCK_PROCESS_CPUTIME_ID) - start));
    size_t length;
    char *text = read_text(argv[2], &length);
    printf("latin_mb_s=%.1f\n", 1e-6 * (double)length / extract_best(extractor, text, length));
    free(text);
    text = read_text(argv[3], &length);
    double lao = 1e-6 * (double)length / extract_best(extractor, text, length);
    double icu = 1e-6 * (double)length / icu_best(text, length);
    printf("lao_mb_s=%.1f\nicu_lao_mb_s=%.1f\nlao_to_icu=%.2f\n", lao, icu, lao / icu);
    free(text);
    match_extractor_unref(extractor);
    match_taxonomy_unref(taxonomy);
    return 0;
}
