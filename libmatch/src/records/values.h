/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_VALUES_H
#define MATCH_RECORDS_VALUES_H

#include "records/field.h"

/**
 * @file values.h
 * What several types of value have in common.
 */

/** A whole number between the field's minimum and maximum. */
match_status value_read_integer(struct reader *reader, const struct field *field, const char *text,
                                size_t length, void *record);

/** Nothing for NUMBER_UNKNOWN, which is also LEVEL_UNKNOWN. */
void value_write_integer(const struct field *field, const void *record, const match_places *places,
                         struct buffer *out);

#define CANDIDATES_SIZE 240

/** Appends to a list for a message, a name in brackets if there is one, if it fits whole. */
void values_add_candidate(char list[CANDIDATES_SIZE], const char *code, const char *name);

/** Resolves the name or code of a province; *place is 0 and *text kept when it cannot be. */
match_status value_resolve_place(struct reader *reader, const char *text, size_t length,
                                 bool district, match_place within, match_place *place,
                                 const char **kept);

#endif
