/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_ONET_RATINGS_H
#define MATCH_TAXONOMY_ONET_RATINGS_H

#include "taxonomy/sheet.h"

/**
 * @file onet_ratings.h
 * From the ratings of O*NET to essential and optional skills.
 *
 * O*NET rates every element for every occupation twice: importance (scale IM, 1 to 5) and level
 * (scale LV, 0 to 7). The rule, the same for "Skills" and "Knowledge":
 *
 *  - importance of 3.00 or more: essential; 2.00 to 2.99: optional; below: no relation;
 *  - level: LV * 5 / 7, rounded to the nearest whole number, halves upwards, at least 1;
 *  - a rating that O*NET recommends to suppress is not used: without importance there is no
 *    relation, without level a relation has none;
 *  - an element that O*NET marks as not relevant for an occupation gives no relation.
 *
 * 3.00 is "important" on O*NET's scale and 2.00 "somewhat important". What is left out is counted
 * in the report.
 */

#define ONET_ESSENTIAL 300 /* hundredths */
#define ONET_OPTIONAL 200

/** The cells of one row. */
struct onet_rating_row {
    const char *occupation, *element, *scale, *value, *suppress, *not_relevant;
};

/** The ratings of one table. Zero-initialised: none. */
struct onet_ratings {
    struct intern pairs; /* occupation TAB element; number - 1 is the place in: */
    struct onet_rating *items;
    size_t capacity;
    uint64_t other_scales;
    struct buffer key;
};

/** Takes the row being read; what cannot be used is reported. */
match_status onet_ratings_add(struct onet_ratings *ratings, struct sheets *sheets,
                              const struct onet_rating_row *row);

/** Adds the relations of the table just read and its figures, and makes ready for the next. */
match_status onet_ratings_finish(struct onet_ratings *ratings, struct sheets *sheets);

void onet_ratings_clear(struct onet_ratings *ratings);

#endif
