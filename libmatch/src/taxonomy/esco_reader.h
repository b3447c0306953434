/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_ESCO_READER_H
#define MATCH_TAXONOMY_ESCO_READER_H

#include "base/ids.h"
#include "base/intern.h"
#include "taxonomy/esco_files.h"
#include "taxonomy/sheet.h"

/**
 * @file esco_reader.h
 * What the parts of the ESCO import share. Used by esco_*.c only.
 */

#define ESCO_LANGUAGE_SCHEME "skill-language-groups"

/** How a file is read. */
struct esco_file_type {
    struct sheet_type sheet;
    match_concept_kind kind; /* of concept files */
    const char *scheme;      /* of concept files and collections: last part of its URI */
};

struct esco {
    struct sheets sheets;
    struct esco_files files;
    struct intern scheme_uris; /* number - 1 is the place in: */
    struct ids schemes;        /* numbers in the builder */
    uint32_t *stamps;          /* [concept] the file that had it last, as its place + 1 */
    size_t stamp_capacity;

    /* Of the file being read: */
    const struct esco_entry *entry;
    const struct esco_file_type *type;
    uint32_t stamp;
};

/** The builder's number of a scheme by the last part of its URI, adding it when it is new. */
match_status esco_find_scheme(struct esco *esco, const char *name, uint32_t *number);

extern const char *const esco_scheme_columns[];
extern const char *const esco_concept_columns[];

match_status esco_read_scheme(void *reader);
match_status esco_read_concept(void *reader);

#endif
