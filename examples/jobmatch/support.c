/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t interruption;

void *
take(void *old, size_t count, size_t size)
{
    size_t bytes = 0;
    void *made = NULL;

    if (!__builtin_mul_overflow(count, size, &bytes)) {
        made = realloc(old, bytes > 0 ? bytes : 1);
    }
    if (!made) {
        say("out of memory");
        exit(EXIT_INTERNAL);
    }
    return made;
}

void
text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    size_t needed = text->length + length + 1;

    if (needed > text->capacity) {
        text->capacity = needed > 2 * text->capacity ? needed : 2 * text->capacity;
        text->bytes = take(text->bytes, text->capacity, 1);
    }
    if (length > 0) {
        memcpy(text->bytes + text->length, bytes, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void
text_add(struct text *text, const char *more)
{
    text_add_bytes(text, more, strlen(more));
}

void
text_format(struct text *text, const char *format, ...)
{
    va_list arguments;
    char *end;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return;
    }
    end = take(NULL, (size_t)length + 1, 1);
    va_start(arguments, format);
    vsnprintf(end, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text_add_bytes(text, end, (size_t)length);
    free(end);
}

void
text_fill(struct text *text, const char *pattern, const char *value)
{
    const char *place = strstr(pattern, "%s");

    if (!place) {
        text_add(text, pattern);
        return;
    }
    text_add_bytes(text, pattern, (size_t)(place - pattern));
    text_add(text, value);
    text_add(text, place + 2);
}

void
text_reset(struct text *text)
{
    text->length = 0;
    if (text->bytes) {
        text->bytes[0] = '\0';
    }
}

void
text_clear(struct text *text)
{
    free(text->bytes);
    *text = (struct text){0};
}

const char *
text_of(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

void
list_add(struct list *list, const char *item)
{
    list->items = take(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
}

void
list_clear(struct list *list)
{
    free(list->items);
    *list = (struct list){0};
}

void
say(const char *format, ...)
{
    char line[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fputs("jobmatch: ", stderr);
    say_clean(line);
    fputc('\n', stderr);
}

size_t
unwanted(const unsigned char *at)
{
    static const struct {
        unsigned char start[2];
        unsigned char first;
        unsigned char last;
    } ranges[] = {
        {{0xe2, 0x80}, 0x8e, 0x8f}, /* U+200E, U+200F */
        {{0xe2, 0x80}, 0xa8, 0xae}, /* U+2028 .. U+202E */
        {{0xe2, 0x81}, 0xa6, 0xa9}, /* U+2066 .. U+2069 */
    };

    if (*at < 0x20 || *at == 0x7f) {
        return 1;
    }
    if ((at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f) || (at[0] == 0xd8 && at[1] == 0x9c)) {
        return 2;
    }
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (at[0] == ranges[i].start[0] && at[1] == ranges[i].start[1] &&
            at[2] >= ranges[i].first && at[2] <= ranges[i].last) {
            return 3;
        }
    }
    return 0;
}

void
say_clean(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at) {
        size_t skip = unwanted(at);
        fputc(skip ? '?' : *at, stderr);
        at += skip ? skip : 1;
    }
}

int
complain(const match_error *err)
{
    struct text place = {0};

    if (err->source[0]) {
        text_add(&place, err->source);
        if (err->line > 0) {
            text_format(&place, ":%u", (unsigned)err->line);
            if (err->column > 0) {
                text_format(&place, ":%u", (unsigned)err->column);
            }
        }
        text_add(&place, ": ");
    }
    say("%s%s", text_of(&place), err->message);
    text_clear(&place);
    if (err->status == MATCH_ERR_CANCELLED) {
        return EXIT_INTERRUPTED;
    }
    return err->status == MATCH_ERR_NOMEM ? EXIT_INTERNAL : EXIT_REFUSED;
}

const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

#define LONGEST_WORD 40

static size_t
least(size_t left, size_t right)
{
    return left < right ? left : right;
}

/* Letters to add, drop, change or swap; long words are simply far apart. */
static size_t
distance(const char *left, const char *right)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t left_length = strlen(left);
    size_t right_length = strlen(right);

    if (left_length > LONGEST_WORD || right_length > LONGEST_WORD) {
        return LONGEST_WORD;
    }
    for (size_t j = 0; j <= right_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= left_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *before = rows[(i - 1) % 3];
        const size_t *earlier = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= right_length; j++) {
            row[j] = before[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = least(row[j], least(before[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = least(row[j], earlier[j - 2] + 1);
            }
        }
    }
    return rows[left_length % 3][right_length];
}

const char *
nearest(const char *word, const char *const *candidates, size_t count)
{
    size_t best = strlen(word) / 2 + 1;
    const char *found = NULL;

    for (size_t i = 0; i < count; i++) {
        size_t far = distance(word, candidates[i]);
        if (far < best) {
            best = far;
            found = candidates[i];
        }
    }
    return found;
}

static void
on_interruption(int number)
{
    (void)number;
    interruption = 1;
}

void
interruption_watch(void)
{
    struct sigaction action = {0};

    action.sa_handler = on_interruption;
    action.sa_flags = (int)SA_RESETHAND; /* the second Ctrl-C ends the program at once */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

bool
interrupted(void)
{
    return interruption != 0;
}
