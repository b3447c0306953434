/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_CARRY_H
#define JOBMATCH_CARRY_H

#include "inputs.h"

#include <stdio.h>

/**
 * @file carry.h
 * What happened to codes on their way to another taxonomy.
 */

/** The taxonomy of --profiles-taxonomy, or the one of the catalogue. Returns an exit code. */
int carry_open(struct inputs *inputs, const struct settings *settings);

/** Puts the people that were read into the terms of the catalogue's taxonomy, where they are not. */
int carry_profiles(struct inputs *inputs, const struct settings *settings);

/** Counts on standard error what happened, after a name and a colon. */
void carry_say(const match_migration *migration, const char *name,
               const struct settings *settings);

/** What happened to one code, in a word or two. */
const char *carry_word(const match_carry *carry);

/** Prints a line with tabs for each code that is not the same in both taxonomies. */
void carry_print(const match_migration *migration, FILE *file);

#endif
