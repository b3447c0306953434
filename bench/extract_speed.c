/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast running text is read, beside ICU's own word breaks on the same Lao text:
 *
 *     make -C build bench/extract_speed
 *     build/bench/extract_speed TAXONOMY LATIN_TEXT LAO_TEXT
 *
 * Prints name=value lines: megabytes (10^6 bytes) a second of processor time, the best of several
 * rounds, and milliseconds for hostile texts of 1 MB. Texts are repeated up to 8 MB.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include <libmatch/match.h>

#define TEXT_BYTES 8000000u
#define HOSTILE_BYTES 1000000u
#define ROUNDS 7

static double
seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void
stop(const char *what)
{
    fprintf(stderr, "extract_speed: %s\n", what);
    exit(EXIT_FAILURE);
}

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
        double start = seconds();
        match_extraction *found = match_extract(extractor, text, length, 0, NULL);
        double spent = seconds() - start;
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
        double start = seconds();
        ubrk_setText(breaks, units, count, &code);
        while (ubrk_next(breaks) != UBRK_DONE) {
        }
        double spent = seconds() - start;
        best = spent < best ? spent : best;
    }
    ubrk_close(breaks);
    free(units);
    return best;
}

static void
time_hostile(const match_extractor *extractor)
{
    static const struct {
        const char *name;
        const char *piece;
    } hostile[] = {
        {"hostile_word_ms", "a"},
        {"hostile_not_utf8_ms", "\xFF\xE0\xBA"},
        {"hostile_bidi_ms", "\xE2\x80\xAE\xE2\x81\xA6"},
        {"hostile_years_ms", "3 years must "},
    };
    char *text = calloc(HOSTILE_BYTES + 16, 1);
    char *folded = calloc(HOSTILE_BYTES, 1);
    if (!text || !folded) {
        stop("out of memory");
    }
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        size_t size = strlen(hostile[i].piece);
        size_t length = 0;
        for (; length + size <= HOSTILE_BYTES; length += size) {
            memcpy(text + length, hostile[i].piece, size);
        }
        printf("%s=%.2f\n", hostile[i].name, 1e3 * extract_best(extractor, text, length));
    }
    size_t length = 3;
    memcpy(text, "\xE0\xBA\x81", 3);
    for (int i = 0; i < 10000; i++, length += 3) {
        memcpy(text + length, i % 2 ? "\xE0\xBA\xB4" : "\xE0\xBB\x88", 3);
    }
    double start = seconds();
    (void)match_text_fold(text, length, folded, HOSTILE_BYTES, NULL);
    printf("hostile_marks_fold_ms=%.2f\n", 1e3 * (seconds() - start));
    printf("hostile_marks_ms=%.2f\n", 1e3 * extract_best(extractor, text, length));
    free(folded);
    free(text);
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
    double start = seconds();
    match_extractor *extractor = match_extractor_new(taxonomy, &err);
    if (!extractor) {
        stop(err.message);
    }
    printf("labels=%llu\n", (unsigned long long)match_taxonomy_label_total(taxonomy, NULL));
    printf("extractor_ms=%.0f\n", 1e3 * (seconds() - start));
    size_t length;
    char *text = read_text(argv[2], &length);
    printf("latin_mb_s=%.1f\n", 1e-6 * (double)length / extract_best(extractor, text, length));
    free(text);
    text = read_text(argv[3], &length);
    double lao = 1e-6 * (double)length / extract_best(extractor, text, length);
    double icu = 1e-6 * (double)length / icu_best(text, length);
    printf("lao_mb_s=%.1f\nicu_lao_mb_s=%.1f\nlao_to_icu=%.2f\n", lao, icu, lao / icu);
    free(text);
    time_hostile(extractor);
    match_extractor_unref(extractor);
    match_taxonomy_unref(taxonomy);
    return 0;
}
