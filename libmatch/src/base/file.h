/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FILE_H
#define MATCH_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include <libmatch/error.h>

/**
 * @file file.h
 * Whole files in and out. Reading stops at LIMIT_FILE_BYTES; writing is all or nothing.
 */

/** The bytes of a file. Zero-initialised: none. */
struct file_bytes {
    char *bytes; /* read: bytes[size] is 0; mapped: only to be read, and nothing follows */
    size_t size;
    bool mapped;
};

/**
 * Reads a regular file, pipe or, for "-", standard input. A folder is MATCH_ERR_IO, too many
 * bytes MATCH_ERR_LIMIT. out->bytes is aligned for any type; release with file_bytes_clear().
 */
match_status file_read(const char *path, struct file_bytes *out, match_error *err);
void file_bytes_clear(struct file_bytes *file);

/** A file, pipe or standard input that is open for reading. Close with file_close(). */
struct file_input {
    const char *path; /* borrowed */
    int descriptor;
    bool regular; /* size is known, and parts can be read in any order and by several threads */
    size_t size;  /* 0 where it is not known */
};

/** Opens what file_read() would read. Limits are checked here. */
match_status file_open(const char *path, struct file_input *out, match_error *err);
void file_close(struct file_input *input);

/** Keeps a regular file open beyond file_close(), with a name of its own. To be given back with
 *  file_let_go(), which does nothing for one without a name. */
match_status file_keep(const struct file_input *input, struct file_input *out, match_error *err);
void file_let_go(struct file_input *kept);

/** Reads a part of a regular file; one that ends before it is MATCH_ERR_IO. Thread safe. */
match_status file_read_part(const struct file_input *input, size_t offset, char *out, size_t size,
                            match_error *err);

/** Reads all of an input as file_read() does. */
match_status file_read_input(const struct file_input *input, struct file_bytes *out,
                             match_error *err);

/**
 * Shows the bytes of a regular file without reading them. They change when somebody writes to the
 * file, and when it is cut short or its disk goes away reading them ends the process with SIGBUS;
 * one that is replaced by renaming, as file_write() does, stays what it was. MATCH_ERR_IO where
 * it cannot be mapped.
 */
match_status file_map(const struct file_input *input, struct file_bytes *out, match_error *err);

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
