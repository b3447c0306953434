/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_OUTPUT_H
#define JOBMATCH_OUTPUT_H

#include "support.h"

#include <stdio.h>

/**
 * @file output.h
 * Where results go: standard output, or a file that is complete or absent and readable by its
 * owner only.
 */

struct output {
    FILE *file;
    const char *path; /* NULL: standard output */
    char *temporary;  /* NULL: written directly, as to a device */
};

/** Opens a path, NULL and "-" being standard output. Says why it failed; returns an exit code. */
int output_open(struct output *output, const char *path);

/**
 * Ends the output. Unless @p keep, a file is not made.
 * @return An exit code: EXIT_INTERNAL when not all could be written.
 */
int output_close(struct output *output, bool keep);

/** Makes sure that all went out to standard output. Returns an exit code. */
int output_flush_standard(void);

#endif
