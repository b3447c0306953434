/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FILE_H
#define MATCH_BASE_FILE_H

#include <stddef.h>

#include <libmatch/error.h>

/**
 * @file file.h
 * Whole files in and out. Reading stops at LIMIT_FILE_BYTES; writing is all or nothing.
 */

/** The bytes of a file; bytes[size] is 0. */
struct file_bytes {
    char *bytes;
    size_t size;
};

/**
 * Reads a regular file, pipe or, for "-", standard input. A folder is MATCH_ERR_IO, too many
 * bytes MATCH_ERR_LIMIT. out->bytes is aligned for any type; release with file_bytes_clear().
 */
match_status file_read(const char *path, struct file_bytes *out, match_error *err);
void file_bytes_clear(struct file_bytes *file);

/**
 * Writes a file so that it is there complete or not at all: a temporary file beside it, mode
 * 0600, fsync, rename. "-" writes to standard output.
 */
match_status file_write(const char *path, const void *bytes, size_t size, match_error *err);

/** Makes a new file, mode 0600, where nobody looks yet: it is neither synced nor renamed. */
match_status file_create(const char *path, const void *bytes, size_t size, match_error *err);

/** Whether a path can be opened for reading as a file or folder. */
bool file_exists(const char *path);

/** MATCH_ERR_IO: "cannot WHAT: " and what errno @p number means. */
match_status file_fail(match_error *err, const char *path, const char *what, int number);

/**
 * Makes a new name last by syncing the folder that it is in; where that cannot be done, nothing
 * is lost but certainty. The path is used up.
 */
void file_sync_parent(char *path);

#endif
