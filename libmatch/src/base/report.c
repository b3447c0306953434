/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/finding.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/fail.h"
#include "base/intern.h"
#include "base/limits.h"

#include <string.h>

#define SEVERITY_END (MATCH_SEVERITY_NOTE + 1)

struct code_count {
    const char *code;
    uint64_t occurrences;
};

struct match_report {
    struct arena messages;
    struct intern names; /* of sources and fields, which come again and again */
    match_finding *findings;
    size_t count;
    size_t capacity;
    struct code_count *codes;
    size_t code_count;
    size_t code_capacity;
    uint64_t totals[SEVERITY_END];
};

match_report *
match_report_new(match_error *err)
{
    match_report *report = alloc_zeroed(1, sizeof *report);
    if (!report) {
        fail_memory(err);
    }
    return report;
}

void
match_report_free(match_report *report)
{
    if (!report) {
        return;
    }
    arena_clear(&report->messages);
    intern_clear(&report->names);
    alloc_free(report->findings);
    alloc_free(report->codes);
    alloc_free(report);
}

/* The counter of a code, a new one when it is the first of its kind; NULL on want of memory. */
static struct code_count *
find_code(match_report *report, const char *code)
{
    struct code_count *codes;

    for (size_t i = 0; i < report->code_count; i++) {
        if (report->codes[i].code == code || strcmp(report->codes[i].code, code) == 0) {
            return &report->codes[i];
        }
    }
    codes =
        alloc_grow(report->codes, &report->code_capacity, report->code_count + 1, sizeof *codes);
    if (!codes) {
        return NULL;
    }
    report->codes = codes;
    codes[report->code_count] = (struct code_count){.code = code};
    return &codes[report->code_count];
}

/* A lasting copy of a name; NULL on want of memory. */
static const char *
keep_name(match_report *report, const char *name)
{
    uint32_t number;

    if (!name || name[0] == '\0') {
        return "";
    }
    number = intern_add(&report->names, name, strlen(name));
    return number == 0 ? NULL : intern_text(&report->names, number);
}

static bool
keep_finding(match_report *report, match_finding finding)
{
    match_finding *findings =
        alloc_grow(report->findings, &report->capacity, report->count + 1, sizeof *findings);
    if (!findings) {
        return false;
    }
    report->findings = findings;
    finding.source = keep_name(report, finding.source);
    finding.field = keep_name(report, finding.field);
    finding.message = arena_text(&report->messages, finding.message, strlen(finding.message));
    if (!finding.source || !finding.field || !finding.message) {
        return false;
    }
    findings[report->count++] = finding;
    return true;
}

/* Past the limit, only what is told about a file as a whole is kept: its totals, few for a file. */
static bool
is_kept(const match_report *report, match_severity severity, const struct place *place)
{
    return report->count < LIMIT_FINDINGS ||
           (severity == MATCH_SEVERITY_NOTE && place->line == 0 && place->row == 0);
}

match_status
report_add(match_report *report, match_severity severity, struct place place, const char *code,
           match_error *err, const char *format, ...)
{
    char message[MATCH_ERROR_MESSAGE_SIZE];
    struct code_count *counter;
    va_list arguments;

    if (!report) {
        return MATCH_OK;
    }
    counter = find_code(report, code);
    if (!counter) {
        return fail_memory(err);
    }
    if (is_kept(report, severity, &place)) {
        va_start(arguments, format);
        fail_format(message, sizeof message, format, arguments);
        va_end(arguments);
        if (!keep_finding(report, (match_finding){.severity = severity,
                                                  .line = place.line,
                                                  .row = place.row,
                                                  .source = place.source,
                                                  .field = place.field,
                                                  .code = code,
                                                  .message = message})) {
            return fail_memory(err);
        }
    }
    /* Counted last, so that a finding that could not be kept leaves no trace. */
    if (counter == report->codes + report->code_count) {
        report->code_count++;
    }
    counter->occurrences++;
    report->totals[severity]++;
    return MATCH_OK;
}

uint64_t
match_report_total(const match_report *report, match_severity severity)
{
    size_t index = (size_t)severity;
    return index < SEVERITY_END ? report->totals[index] : 0;
}

size_t
match_report_count(const match_report *report)
{
    return report->count;
}

const match_finding *
match_report_finding(const match_report *report, size_t index)
{
    return index < report->count ? &report->findings[index] : NULL;
}

size_t
match_report_code_count(const match_report *report)
{
    return report->code_count;
}

const char *
match_report_code(const match_report *report, size_t index, uint64_t *occurrences)
{
    if (index >= report->code_count) {
        return NULL;
    }
    if (occurrences) {
        *occurrences = report->codes[index].occurrences;
    }
    return report->codes[index].code;
}
