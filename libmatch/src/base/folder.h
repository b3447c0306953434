/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FOLDER_H
#define MATCH_BASE_FOLDER_H

#include <stddef.h>

#include <libmatch/error.h>

/**
 * @file folder.h
 * Several files that belong together, in a folder that is there with all of them or not at all.
 */

/** Zero-initialised: none. */
struct folder {
    char *path;
    char *temporary; /* beside it, where the files are put; NULL once it has its name */
};

/**
 * Begins a folder. One that is there already must be empty: nothing of others is overwritten.
 * Release with folder_clear(), also after a failure.
 * @return MATCH_OK, MATCH_ERR_IO or MATCH_ERR_NOMEM.
 */
match_status folder_begin(struct folder *folder, const char *path, match_error *err);

/** Writes a file, mode 0600. */
match_status folder_write(const struct folder *folder, const char *name, const void *bytes,
                          size_t size, match_error *err);

/** Brings all to the disk and gives the folder its name. */
match_status folder_finish(struct folder *folder, match_error *err);

/** Removes what was not finished. */
void folder_clear(struct folder *folder);

#endif
