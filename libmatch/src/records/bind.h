/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_BIND_H
#define MATCH_RECORDS_BIND_H

#include "records/field.h"
#include "records/reader.h"

/**
 * @file bind.h
 * Brings values to their fields: the one way from a tree of texts into a record, whatever the
 * file format.
 */

/** Whether a value says anything: not missing, not blank, not an empty list. */
bool bind_is_filled(const struct document_node *node);

/** Reads one value into a record. The reader has entered the field. */
match_status bind_field(struct reader *reader, const struct field *field,
                        const struct document_node *node, void *record);

/**
 * Reads the values of a record.
 * @param nodes  One for each field of the table, NULL where there is none.
 */
match_status bind_record(struct reader *reader, const struct field_table *table,
                         const struct document_node *const *nodes, void *record);

/**
 * Tells of a name that no field has, once in a file.
 * @param parent  The field that the name stands in; NULL for the record itself.
 */
match_status bind_unknown(struct reader *reader, const struct field *fields, size_t count,
                          const char *parent, const char *name, size_t length);

#endif
