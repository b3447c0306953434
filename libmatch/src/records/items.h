/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_ITEMS_H
#define MATCH_RECORDS_ITEMS_H

#include "records/field.h"

/**
 * @file items.h
 * Lists in one cell, and items that have fields of their own:
 *
 *     SEW-IND=3 evidence:skill_test by:"Lao-Korea SDI"; QC-VIS=2
 *
 * Items are separated by ';' or a line break. KEY runs to '=', '>=' or the first " name:" of a
 * known name; what holds a space, a separator or a quote stands in double quotes, and a quote
 * inside is doubled.
 */

/** Most fields an item can have. */
#define ITEM_FIELDS 9

/**
 * Steps through the items of a cell; empty ones are passed over.
 * @param[in,out] offset  0 at the beginning.
 * @return false at the end.
 */
bool items_next(const char *text, size_t length, size_t *offset, const char **item,
                size_t *item_length);

/** Takes the quotes off a text that has them; the copy is in the arena. NULL: no memory. */
const char *items_unquote(struct arena *arena, const char *text, size_t length, size_t *out_length);

/** Appends a text, in quotes where a reader would otherwise take it apart. */
void items_quote(struct buffer *out, const char *text);

/** How many items of a list belong to a field (lists of requirements hold several fields). */
size_t items_count(const struct field *field, const void *record);
/** Item @p index of a field. */
const void *items_at(const struct field *field, const void *record, size_t index);
/** Appends an item as text. */
void items_write(const struct field *field, const void *item, const match_places *places,
                 struct buffer *out);

/** Sorts a list of a record and drops what is about the same thing twice, with a note. */
match_status items_settle(struct reader *reader, const struct field *field, void *record);

#endif
