/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_SUPPORT_H
#define JOBMATCH_SUPPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/match.h>

/**
 * @file support.h
 * What every part of the program uses: exit codes, memory, growing texts, messages on standard
 * error, interruption.
 */

/** Exit codes. They are documented in jobmatch.1 and never change. */
enum exit_code {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1,     /* taxonomy check found errors */
    EXIT_USAGE = 2,        /* wrong command, option or argument */
    EXIT_REFUSED = 3,      /* a file, an id or, with --strict, a row cannot be accepted */
    EXIT_INTERNAL = 4,     /* out of memory, or the output cannot be written */
    EXIT_INTERRUPTED = 130 /* Ctrl-C */
};

/**
 * Makes room for count elements, or ends the program with EXIT_INTERNAL; a program, unlike the
 * library, may do that. NULL as @p old makes new room.
 */
void *take(void *old, size_t count, size_t size);

/** A text that grows. All zero is the empty one. */
struct text {
    char *bytes;
    size_t length;
    size_t capacity;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_format(struct text *text, const char *format, ...) MATCH_PRINTF(2, 3);
/** Adds a text with a value in the place of its "%s". */
void text_fill(struct text *text, const char *pattern, const char *value);
/** Makes the text empty and keeps its room. */
void text_reset(struct text *text);
void text_clear(struct text *text);
/** Never NULL. Valid until the text changes. */
const char *text_of(const struct text *text);

/** A list of borrowed texts. */
struct list {
    const char **items;
    size_t count;
};

void list_add(struct list *list, const char *item);
void list_clear(struct list *list);

/** Says something on standard error: "jobmatch: " and a line. */
void say(const char *format, ...) MATCH_PRINTF(1, 2);

/** Says why a call of the library failed; returns the exit code that goes with it. */
int complain(const match_error *err);

/** The file name after the last slash. */
const char *base_name(const char *path);

/**
 * Returns how many bytes a character has that must not reach a terminal, 0 for any other:
 * controls, line separators, and what turns the direction of writing. The text ends with a NUL.
 */
size_t unwanted(const unsigned char *at);

/** Writes a text to standard error with what must not reach a terminal replaced. */
void say_clean(const char *text);

/** The entry of a list that is nearest to a mistyped word, or NULL when none is near. */
const char *nearest(const char *word, const char *const *candidates, size_t count);

/** Lets Ctrl-C set a mark instead of ending the program at once. */
void interruption_watch(void);
bool interrupted(void);

#endif
