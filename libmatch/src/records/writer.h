/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_WRITER_H
#define MATCH_RECORDS_WRITER_H

#include "records/field.h"

/**
 * @file writer.h
 * Records as files: the same tables as the readers, walked the other way. What is written reads
 * back as the same records, and the same records give the same bytes.
 */

/** Gives the records that are written, in their order. */
struct writer_source {
    const struct field_table *fields;
    const struct field_table *reporting; /* NULL for none */
    const match_places *places;
    size_t count;
    const void *(*record)(const void *data, size_t index);
    const void *(*side)(const void *data, size_t index); /* NULL without reporting */
    match_record_kind (*kind)(const void *data, size_t index);
    const void *data;
    unsigned kinds; /* FIELD_... bits of the kinds that are written */
    bool with_kind; /* whether each record says its kind */
};

/** Appends a field as a CSV cell shows it, before quoting; nothing where it is empty. */
void writer_cell(const struct field *field, const void *record, const match_places *places,
                 struct buffer *out);

void writer_csv(const struct writer_source *source, struct buffer *out);
void writer_jsonl(const struct writer_source *source, struct buffer *out);
void writer_yaml(const struct writer_source *source, struct buffer *out);

/** Writes a file; MATCH_ERR_INVALID for a format that is none. */
match_status writer_file(const struct writer_source *source, const char *path, match_format format,
                         match_error *err);

/**
 * What match_roster_field() and match_catalogue_field() do once they have the record.
 * @return As they do.
 */
size_t writer_field(const struct writer_source *source, size_t index, const char *name, char *out,
                    size_t capacity, match_error *err);

#endif
