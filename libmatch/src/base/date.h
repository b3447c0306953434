/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_DATE_H
#define MATCH_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/date.h>

/**
 * @file date.h
 * Calendar arithmetic on match_date (the proleptic Gregorian calendar, days as numbers).
 */

/**
 * Whole years from birth to day; 29 February counts as reached on 1 March. Negative: unborn.
 * 0 when one of the two is MATCH_DATE_NONE: ask first.
 */
int date_years_between(match_date birth, match_date day);

#endif
