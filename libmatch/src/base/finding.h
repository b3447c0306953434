/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_FINDING_H
#define MATCH_BASE_FINDING_H

#include <libmatch/report.h>

/**
 * @file finding.h
 * How readers add to a report.
 */

/** Where in the input a finding belongs. */
struct place {
    const char *source; /* file name; NULL for none */
    uint32_t line;
    uint32_t row;
    const char *field; /* NULL for none */
};

/**
 * Adds a finding; texts are copied. Past LIMIT_FINDINGS it is only counted.
 * @param report  NULL drops the finding and succeeds.
 * @param code    Static text.
 */
match_status report_add(match_report *report, match_severity severity, struct place place,
                        const char *code, match_error *err, const char *format, ...)
    MATCH_PRINTF(6, 7);

#endif
