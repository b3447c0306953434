/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_REPORT_H
#define LIBMATCH_REPORT_H

#include <libmatch/error.h>

/**
 * @file report.h
 * What a reader found on its way through a file: rows it had to leave out, values it had to
 * repair or could not resolve, figures. Nothing is dropped without a line here.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** How much a finding matters. */
typedef enum match_severity {
    MATCH_SEVERITY_ERROR = 1,   /**< A row or relation was left out. */
    MATCH_SEVERITY_WARNING = 2, /**< A value was repaired, or kept without its meaning. */
    MATCH_SEVERITY_NOTE = 3     /**< Something to know, such as the separator that was found. */
} match_severity;

/** One finding. All texts are owned by the report and valid as long as it is unchanged. */
typedef struct match_finding {
    match_severity severity;
    uint32_t line;       /**< From 1; 0 where there is none. */
    uint32_t row;        /**< Record number from 1, header not counted; 0 where there is none. */
    const char *source;  /**< File name. */
    const char *field;   /**< Column or key; "" where there is none. */
    const char *code;    /**< Stable upper-case code, such as "DUPLICATE_ID". */
    const char *message; /**< One line, no period. */
} match_finding;

/** Collects findings. Mutable; one thread at a time. */
typedef struct match_report match_report;

/**
 * Makes an empty report.
 * @return A new report, to be given back with match_report_free(), or NULL on MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_report *match_report_new(match_error *err);

/** Gives a report back. NULL is allowed. @since 0.1 */
MATCH_API void match_report_free(match_report *report);

/**
 * Returns how many findings of a severity were made, also those beyond the stored ones.
 * @since 0.1
 */
MATCH_API uint64_t match_report_total(const match_report *report, match_severity severity);

/** Returns the number of stored findings: at most 10,000, and the notes on a file as a whole.
 *  @since 0.1 */
MATCH_API size_t match_report_count(const match_report *report);

/**
 * Returns a stored finding, in the order in which they were made; NULL past the end.
 * Owned by @p report.
 * @since 0.1
 */
MATCH_API const match_finding *match_report_finding(const match_report *report, size_t index);

/** Returns the number of different codes. @since 0.1 */
MATCH_API size_t match_report_code_count(const match_report *report);

/**
 * Returns a code and how often it occurred; codes are in order of first occurrence.
 * NULL past the end. The text is owned by @p report.
 * @since 0.1
 */
MATCH_API const char *match_report_code(const match_report *report, size_t index,
                                        uint64_t *occurrences);

#ifdef __cplusplus
}
#endif

#endif
