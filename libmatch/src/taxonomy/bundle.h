/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_BUNDLE_H
#define MATCH_TAXONOMY_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/error.h>

#include "base/arena.h"
#include "base/file.h"

/**
 * @file bundle.h
 * The files of a download: those of a folder, of a zip archive, or of the zip archives in a
 * folder. Nothing is unpacked to disk; folders inside an archive do not matter.
 */

struct bundle_file {
    const char *name;  /* without folder */
    const char *label; /* for messages: the name, or "archive.zip/name" */
    uint64_t size;     /* of the content, as folder or archive state it */
    bool taken;        /* for the reader: it knows the file */

    /* How to get it: */
    const char *path; /* of the file or of its archive */
    uint32_t archive; /* number of the archive + 1; 0 for a plain file */
    uint64_t entry;   /* in the archive */
};

/** Zero-initialised: empty. */
struct bundle {
    struct arena arena;
    struct bundle_file *files; /* by name, then plain ones before those of archives */
    size_t count, capacity;
    struct zip **archives;
    size_t archive_count, archive_capacity;
};

/**
 * Lists what there is. Release with bundle_clear(), also after a failure.
 * @return MATCH_OK; MATCH_ERR_IO; MATCH_ERR_FORMAT for a file that is no zip archive or a broken
 *         one; MATCH_ERR_LIMIT for too many files or sizes that no honest archive has;
 *         MATCH_ERR_NOMEM.
 */
match_status bundle_open(const char *path, struct bundle *out, match_error *err);

/** Reads one of the files; release with file_bytes_clear(). */
match_status bundle_read(const struct bundle *bundle, const struct bundle_file *file,
                         struct file_bytes *out, match_error *err);

/**
 * Whether two names are the same but for the case of ASCII letters: file systems and people
 * change it.
 */
bool bundle_same_name(const char *one, size_t length, const char *other);

void bundle_clear(struct bundle *bundle);

#endif
