/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_INPUTS_H
#define JOBMATCH_INPUTS_H

#include "options.h"

/**
 * @file inputs.h
 * Opens what the matching commands need, tells what was found in the files, and remembers what
 * was read for the outputs.
 */

struct input_file {
    const char *name; /* without folders */
    char hash[MATCH_HASH_TEXT_SIZE];
};

struct inputs {
    match_taxonomy *taxonomy;
    match_taxonomy *profiles_taxonomy; /* that people are coded in; mostly the same */
    match_places *places;
    match_policy *policy;
    match_roster *roster;
    match_catalogue *catalogue;
    match_matcher *matcher;
    match_session *session;
    match_date today;
    const char *language;
    struct input_file *files;
    size_t file_count;
};

/** Opens everything. Says why it failed; returns an exit code. */
int inputs_open(struct inputs *inputs, const struct settings *settings);
void inputs_close(struct inputs *inputs);

/** Opens the taxonomy of --taxonomy, or the bundled one. Returns an exit code. */
int inputs_taxonomy(const struct settings *settings, match_taxonomy **taxonomy);

/** Reads a file, "-" being standard input. Says why it failed; returns an exit code. */
int inputs_read(const char *path, struct text *bytes);

/** Places for reading records: those of --places, or NULL for the default. */
int inputs_places(const struct settings *settings, match_places **places);

/** Tells on standard error what a reader found. @p rows is SIZE_MAX where there are none. */
void report_say(const match_report *report, const char *path, size_t rows,
                const struct settings *settings);

/** Indexes of the ids given by --profile or --opportunity, else of all. Returns an exit code. */
int inputs_profiles(const struct inputs *inputs, const struct list *ids, size_t **indexes,
                    size_t *count);
int inputs_opportunities(const struct inputs *inputs, const struct list *ids, size_t **indexes,
                         size_t *count);

/** A field of a record as text, "" where it is empty. Valid until @p room changes. */
const char *profile_field(const struct inputs *inputs, size_t index, const char *field,
                          struct text *room);
const char *opportunity_field(const struct inputs *inputs, size_t index, const char *field,
                              struct text *room);

#endif
