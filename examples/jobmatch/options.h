/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_OPTIONS_H
#define JOBMATCH_OPTIONS_H

#include "support.h"

/**
 * @file options.h
 * One table of options and one of commands. They say what is allowed, and the help text is made
 * from them.
 */

/** Rows of the table of options; a command takes a set of them, as bits. */
enum option_id {
    OPTION_TAXONOMY,
    OPTION_PROFILES_TAXONOMY,
    OPTION_PROFILES,
    OPTION_CATALOGUE,
    OPTION_PROFILE,
    OPTION_OPPORTUNITY,
    OPTION_TOP,
    OPTION_TODAY,
    OPTION_FORMAT,
    OPTION_FORMAT_EXPLAIN,
    OPTION_FORMAT_CHECK,
    OPTION_FORMAT_EXTRACT,
    OPTION_POLICY,
    OPTION_LANGUAGE,
    OPTION_LABEL_LANGUAGE,
    OPTION_THREADS,
    OPTION_KIND,
    OPTION_ALLOW,
    OPTION_WHY,
    OPTION_DECISION_LOG,
    OPTION_RECORD_KIND,
    OPTION_CONCEPT_KIND,
    OPTION_TO,
    OPTION_TAXONOMY_TO,
    OPTION_FROM,
    OPTION_TO_TAXONOMY,
    OPTION_PLACES,
    OPTION_STRICT,
    OPTION_OUTPUT,
    OPTION_OUTPUT_FOLDER,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_FORMAT_RESOLVE,
    OPTION_TEXT_LANGUAGE,
    OPTION_RESOLVE_KIND,
    OPTION_BY,
    OPTION_THRESHOLD,
    OPTION_ALIASES,
    OPTION_NO_FILL,
    OPTION_COUNT
};

#define OPTION_BIT(id) (UINT64_C(1) << (id))

/** What the command line says. Texts are those of argv. */
struct settings {
    const char *taxonomy;
    const char *profiles_taxonomy; /* NULL: the same */
    const char *from;
    struct list profiles;
    struct list catalogue;
    struct list profile_ids;
    struct list opportunity_ids;
    struct list arguments;
    size_t top;
    match_date today; /* MATCH_DATE_NONE: not given */
    const char *format;
    const char *policy;
    const char *language;
    const char *label_language; /* NULL: all */
    unsigned threads;
    uint32_t kinds; /* bits 1 << match_record_kind; 0: all */
    uint32_t allowed; /* bits 1 << match_reason */
    const char *why;
    const char *decision_log;
    const char *record_kind;
    const char *concept_kind;
    const char *to;
    const char *places;
    const char *text_language; /* of texts to be resolved; NULL: any */
    const char *by;
    const char *aliases;
    int32_t threshold; /* millionths */
    const char *output; /* NULL: standard output */
    bool strict;
    bool no_fill;
    bool quiet;
    bool verbose;
    bool help;
};

struct command {
    const char *name;      /* one word or more */
    const char *arguments; /* for the usage line; "" where there are none */
    const char *summary;   /* for the list of commands */
    const char *text;      /* what else the help says, lines of at most 78 columns; "" */
    uint64_t options;
    uint64_t required;
    size_t least; /* arguments besides options */
    size_t most;
    int (*run)(const struct settings *settings);
};

/** Commands, ended by a row without a name (commands.c). */
extern const struct command commands[];

/**
 * Finds the command that the first words of the arguments name.
 * @param[out] used  How many words they are.
 * @return NULL when there is none.
 */
const struct command *command_find(char *const *words, size_t count, size_t *used);

/** Reads what comes after the name of a command. Says what is wrong; false then. */
bool options_read(const struct command *command, char *const *words, size_t count,
                  struct settings *settings);

void settings_clear(struct settings *settings);

/** Prints the help of one command, or of all commands whose name begins with a word. */
void help_command(const struct command *command);
bool help_group(const char *word);
void help_program(void);

/** Says that a command is not known, with the nearest one. */
void unknown_command(char *const *words, size_t count);

#endif
