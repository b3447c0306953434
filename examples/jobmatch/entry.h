/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_ENTRY_H
#define JOBMATCH_ENTRY_H

#include "layout.h"
#include "messages.h"
#include "view.h"

/**
 * @file entry.h
 * The entries of a page: a person, an opportunity, a pair with its reasons.
 */

/** Prints a line, wrapped, without a label. */
void layout_line(const struct layout *layout, size_t indent, const char *text);

/** Adds "Label [CODE]"; only the label where the code is a URI. */
void add_skill(struct text *text, const struct inputs *inputs, match_concept skill);
/** Adds a level, "?" where it is not known. */
void add_level(struct text *text, int32_t level);
/** Adds " 0→2"; nothing when no level is needed. */
void add_step(struct text *text, int32_t have, int32_t need);
/** Adds a share as whole percent, or the word for "unknown". */
void add_percent(struct text *text, const struct inputs *inputs, int32_t value);
/** Adds a whole number with thousands separated by commas; other text as it is. */
void add_number(struct text *text, const char *number);
/** Adds ", " where needed and the name of a place; the value itself where it is not known. A
 *  district that bears the name of its province is named once. */
void add_place(struct text *text, const struct inputs *inputs, const char *value);
/** Adds what a reason means, with its figures and its owner. */
void add_reason(struct text *text, const struct inputs *inputs, const match_reason_detail *detail);

/** Columns of the labels of an entry. */
#define LABEL_INDENT 4
#define LABEL_COLUMNS 12

/** Prints the lines "where" and "terms" of an opportunity. */
void put_facts(const struct layout *layout, const struct inputs *inputs, size_t opportunity);

/** Prints what was used: versions, hashes and the day. */
void put_run_head(const struct layout *layout, const struct inputs *inputs);
void put_person_head(const struct layout *layout, const struct inputs *inputs, size_t profile);
void put_opportunity_head(const struct layout *layout, const struct inputs *inputs,
                          size_t opportunity);
void put_opportunity_entry(const struct layout *layout, const struct inputs *inputs,
                           const struct view_row *row, size_t rank);
void put_person_entry(const struct layout *layout, const struct inputs *inputs,
                      const struct view_row *row, size_t rank);

/** Prints the lines "teaches", "has", "needs" and "also good" of a pair. */
void put_skills(const struct layout *layout, const struct inputs *inputs,
                const match_explanation *explanation);

/** Prints all of a pair that can be said without its figures. */
void put_summary(const struct layout *layout, const struct inputs *inputs,
                 const match_explanation *explanation);

/** Prints the lines "note" and "adjustment" of a pair. */
void put_reasons(const struct layout *layout, const struct inputs *inputs,
                 const match_explanation *explanation);

/** The colour and word of a grade. */
enum colour grade_colour(match_grade grade);

#endif
