/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "json.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What its reader and the check found in a taxonomy, alike. Texts are "" where there is none. */
struct row {
    match_severity severity;
    const char *code;
    const char *source;
    uint32_t line;
    uint32_t column;
    const char *concept;
    const char *other;
    const char *language;
    const char *label;
    const char *other_label;
    const char *message;
};

/* How often a code was found, of labels in a language. */
struct tally {
    const char *code;
    const char *language;
    uint64_t count;
};

struct listing {
    const struct settings *settings;
    const match_taxonomy *taxonomy;
    void (*put)(struct listing *listing, const struct row *row);
    struct json json;
    struct text message;
    uint64_t totals[MATCH_SEVERITY_NOTE + 1];
    struct tally *tallies;
    size_t tally_count;
};

static const char *
severity_name(match_severity severity)
{
    static const char *const names[] = {"", "error", "warning", "note"};

    return names[severity];
}

/* --- Formats ---------------------------------------------------------------------------------- */

/* For people; notes, of which there may be thousands, if they are asked for. */
static void
put_text(struct listing *listing, const struct row *row)
{
    if (row->severity == MATCH_SEVERITY_NOTE && !listing->settings->verbose) {
        return;
    }
    fputs(row->source, stdout);
    if (row->line > 0) {
        printf(":%u", (unsigned)row->line);
    }
    if (row->column > 0) {
        printf(":%u", (unsigned)row->column);
    }
    printf(": %s %s: %s\n", severity_name(row->severity), row->code, row->message);
}

/* A cell: labels hold neither tabs nor line ends, file names may. */
static void
put_cell(const char *text, char end)
{
    for (; *text; text++) {
        putchar(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
    }
    putchar(end);
}

static void
put_tsv(struct listing *listing, const struct row *row)
{
    char line[16] = "";

    (void)listing;
    if (row->line > 0) {
        snprintf(line, sizeof line, "%u", (unsigned)row->line);
    }
    put_cell(severity_name(row->severity), '\t');
    put_cell(row->code, '\t');
    put_cell(row->source, '\t');
    put_cell(line, '\t');
    put_cell(row->concept, '\t');
    put_cell(row->other, '\t');
    put_cell(row->language, '\t');
    put_cell(row->label, '\t');
    put_cell(row->other_label, '\t');
    put_cell(row->message, '\n');
}

static void
put_json(struct listing *listing, const struct row *row)
{
    struct json *json = &listing->json;

    json_open(json, NULL, '{');
    json_text(json, "severity", severity_name(row->severity));
    json_text(json, "code", row->code);
    json_text(json, "source", row->source);
    json_known(json, "line", row->line > 0 ? (int64_t)row->line : -1);
    json_text_or_null(json, "concept", row->concept);
    json_text_or_null(json, "other", row->other);
    json_text_or_null(json, "language", row->language);
    json_text_or_null(json, "label", row->label);
    json_text_or_null(json, "other_label", row->other_label);
    json_text(json, "message", row->message);
    json_close(json, '}');
}

static void
begin(struct listing *listing)
{
    const char *format = listing->settings->format ? listing->settings->format : "table";

    listing->put = put_text;
    if (strcmp(format, "tsv") == 0) {
        listing->put = put_tsv;
        puts("severity\tcode\tsource\tline\tconcept\tother\tlanguage\tlabel\tother_label\tmessage");
    }
    if (strcmp(format, "json") == 0) {
        listing->put = put_json;
        listing->json = (struct json){.file = stdout, .pretty = true};
        json_open(&listing->json, NULL, '{');
        json_text(&listing->json, "taxonomy", listing->settings->arguments.items[0]);
        json_open(&listing->json, "problems", '[');
    }
}

/* The counts: part of the JSON, else one line on standard error. */
static void
end(struct listing *listing)
{
    struct json *json = &listing->json;

    if (listing->put == put_json) {
        json_close(json, ']');
        json_open(json, "counts", '[');
        for (size_t i = 0; i < listing->tally_count; i++) {
            json_open(json, NULL, '{');
            json_text(json, "code", listing->tallies[i].code);
            json_text_or_null(json, "language", listing->tallies[i].language);
            json_number(json, "count", (int64_t)listing->tallies[i].count);
            json_close(json, '}');
        }
        json_close(json, ']');
        json_close(json, '}');
        putchar('\n');
    } else if (!listing->settings->quiet) {
        fprintf(stderr, "%s: %" PRIu64 " errors, %" PRIu64 " warnings, %" PRIu64 " notes",
                base_name(listing->settings->arguments.items[0]),
                listing->totals[MATCH_SEVERITY_ERROR], listing->totals[MATCH_SEVERITY_WARNING],
                listing->totals[MATCH_SEVERITY_NOTE]);
        for (size_t i = 0; i < listing->tally_count; i++) {
            const struct tally *tally = &listing->tallies[i];
            fprintf(stderr, "%s%s%s%s %" PRIu64, i == 0 ? " (" : ", ", tally->code,
                    tally->language[0] ? " " : "", tally->language, tally->count);
        }
        fputs(listing->tally_count > 0 ? ")\n" : "\n", stderr);
    }
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
count(struct listing *listing, const struct row *row)
{
    size_t i = 0;

    listing->totals[row->severity]++;
    while (i < listing->tally_count && (strcmp(listing->tallies[i].code, row->code) != 0 ||
                                        strcmp(listing->tallies[i].language, row->language) != 0)) {
        i++;
    }
    if (i == listing->tally_count) {
        listing->tallies = take(listing->tallies, i + 1, sizeof *listing->tallies);
        listing->tallies[i] = (struct tally){.code = row->code, .language = row->language};
        listing->tally_count++;
    }
    listing->tallies[i].count++;
}

static void
take_row(struct listing *listing, const struct row *row)
{
    count(listing, row);
    listing->put(listing, row);
}

static void
take_finding(struct listing *listing, const match_finding *finding)
{
    text_reset(&listing->message);
    text_format(&listing->message, "%s%s%s", finding->field, finding->field[0] ? ": " : "",
                finding->message);
    take_row(listing, &(struct row){.severity = finding->severity,
                                    .code = finding->code,
                                    .source = finding->source,
                                    .line = finding->line,
                                    .concept = "",
                                    .other = "",
                                    .language = "",
                                    .label = "",
                                    .other_label = "",
                                    .message = text_of(&listing->message)});
}

/* A file that is refused is the worst finding. */
static void
take_refusal(struct listing *listing, const match_error *err)
{
    take_row(listing, &(struct row){.severity = MATCH_SEVERITY_ERROR,
                                    .code = match_status_name(err->status),
                                    .source = err->source,
                                    .line = err->line,
                                    .column = err->column,
                                    .concept = "",
                                    .other = "",
                                    .language = "",
                                    .label = "",
                                    .other_label = "",
                                    .message = err->message});
}

/* What a problem is in words; some say it of the concept and its name alone. */
static void
describe(struct listing *listing, const match_problem *problem)
{
    static const char *const alone[] = {
        [MATCH_PROBLEM_NO_LABEL] = "has no label",
        [MATCH_PROBLEM_MISSING_LABEL] = "has no preferred label in",
        [MATCH_PROBLEM_MISSING_DEFINITION] = "has neither a definition nor a description",
        [MATCH_PROBLEM_UNREACHABLE] = "has no group above it",
    };
    const match_taxonomy *taxonomy = listing->taxonomy;
    const char *id = match_taxonomy_id(taxonomy, problem->concept);
    const char *other = match_taxonomy_id(taxonomy, problem->other);
    struct text *out = &listing->message;

    text_reset(out);
    if (problem->kind == MATCH_PROBLEM_SHARED_LABEL) {
        text_format(out, "%s is called '%s' in %s, as is %s", id, problem->label, problem->language,
                    other);
    } else if (problem->kind == MATCH_PROBLEM_SIMILAR_LABEL) {
        text_format(out, "%s is called '%s' in %s, and %s '%s'", id, problem->label,
                    problem->language, other, problem->other_label);
    } else if (problem->kind == MATCH_PROBLEM_SHARED_CODE) {
        text_format(out, "%s has the code '%s' of %s",
                    match_taxonomy_uri(taxonomy, problem->concept), id,
                    match_taxonomy_uri(taxonomy, problem->other));
    } else {
        text_format(out, "%s (%s) %s%s%s", id,
                    match_taxonomy_label(taxonomy, problem->concept, "en"), alone[problem->kind],
                    problem->language[0] ? " " : "", problem->language);
    }
}

static bool
take_problem(const match_problem *problem, void *data)
{
    struct listing *listing = data;

    describe(listing, problem);
    take_row(listing,
             &(struct row){.severity = problem->severity,
                           .code = match_problem_kind_name(problem->kind),
                           .source = base_name(listing->settings->arguments.items[0]),
                           .concept = match_taxonomy_id(listing->taxonomy, problem->concept),
                           .other = match_taxonomy_id(listing->taxonomy, problem->other),
                           .language = problem->language,
                           .label = problem->label,
                           .other_label = problem->other_label,
                           .message = text_of(&listing->message)});
    return !interrupted();
}

/* --- The whole -------------------------------------------------------------------------------- */

static int
check(struct listing *listing, const match_report *report, match_error *err)
{
    int code = EXIT_OK;

    begin(listing);
    for (size_t i = 0; i < match_report_count(report); i++) {
        take_finding(listing, match_report_finding(report, i));
    }
    if (!listing->taxonomy) {
        take_refusal(listing, err);
    } else {
        interruption_watch();
        if (match_taxonomy_check(listing->taxonomy, listing->settings->label_language, take_problem,
                                 listing, err) != MATCH_OK) {
            code = interrupted() ? EXIT_INTERRUPTED : complain(err);
        }
    }
    end(listing);
    if (code == EXIT_OK && listing->totals[MATCH_SEVERITY_ERROR] > 0) {
        code = EXIT_FINDINGS;
    }
    return code;
}

int
command_taxonomy_check(const struct settings *settings)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    struct listing listing = {.settings = settings};
    match_taxonomy *taxonomy =
        report ? match_taxonomy_load(settings->arguments.items[0], report, &err) : NULL;
    int code;
    int flushed;

    /* One that cannot be read was not checked. */
    if (!taxonomy && (err.status == MATCH_ERR_IO || err.status == MATCH_ERR_NOMEM)) {
        match_report_free(report);
        return complain(&err);
    }
    listing.taxonomy = taxonomy;
    code = check(&listing, report, &err);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
    free(listing.tallies);
    text_clear(&listing.message);
    flushed = output_flush_standard();
    return flushed != EXIT_OK ? flushed : code;
}
