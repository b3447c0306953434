/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_DATE_H
#define LIBMATCH_DATE_H

#include <libmatch/error.h>

/**
 * @file date.h
 * Days without a time of day. The library has no clock: the day of a run is given by the caller.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** A day, counted from 1970-01-01 = 0 in the Gregorian calendar; MATCH_DATE_NONE where unknown. */
typedef int32_t match_date;

#define MATCH_DATE_NONE INT32_MIN

/**
 * Makes a day from a year (1800..2399), month (1..12) and day of the month.
 * @return The day, or MATCH_DATE_NONE when there is no such day.
 * @since 0.1
 */
MATCH_API match_date match_date_from_civil(int year, int month, int day);

/**
 * Gives year, month and day of the month of a day; zeros for MATCH_DATE_NONE.
 * @since 0.1
 */
MATCH_API void match_date_to_civil(match_date date, int *year, int *month, int *day);

/**
 * Reads "YYYY-MM-DD", nothing else.
 * @param[out] date  Written on success only.
 * @return MATCH_OK or MATCH_ERR_INVALID.
 * @since 0.1
 */
MATCH_API match_status match_date_parse(const char *text, size_t length, match_date *date,
                                        match_error *err);

#define MATCH_DATE_TEXT_SIZE 11

/**
 * Writes a day as "YYYY-MM-DD" and a NUL; "" for MATCH_DATE_NONE.
 * @since 0.1
 */
MATCH_API void match_date_format(match_date date, char out[MATCH_DATE_TEXT_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
