/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static match_format
format_of(const struct settings *settings)
{
    static const struct {
        const char *name;
        match_format format;
    } formats[] = {
        {"csv", MATCH_FORMAT_CSV},
        {"jsonl", MATCH_FORMAT_JSONL},
        {"yaml", MATCH_FORMAT_YAML},
        {"yml", MATCH_FORMAT_YAML},
        {"ndjson", MATCH_FORMAT_JSONL},
    };
    const char *dot = strrchr(settings->output, '.');
    const char *name = settings->to ? settings->to : dot ? dot + 1 : "";

    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return formats[i].format;
        }
    }
    return MATCH_FORMAT_AUTO;
}

struct conversion {
    const struct settings *settings;
    const match_read_options *options;
    match_report *report;
    match_format format;
};

/* A file of which no row was kept is most likely of the other kind; it must not replace another,
   or itself. */
static match_status
say_kept(const struct conversion *conversion, size_t count, match_error *err)
{
    const char *in = conversion->settings->arguments.items[0];

    report_say(conversion->report, in, count, conversion->settings);
    if (count > 0 || match_report_total(conversion->report, MATCH_SEVERITY_ERROR) == 0) {
        return MATCH_OK;
    }
    *err = (match_error){.status = MATCH_ERR_INVALID};
    snprintf(err->source, sizeof err->source, "%.100s", base_name(in));
    snprintf(err->message, sizeof err->message,
             "no row can be kept as %s, nothing is written", conversion->settings->record_kind);
    return MATCH_ERR_INVALID;
}

static match_status
convert_profiles(const struct conversion *conversion, match_error *err)
{
    const char *in = conversion->settings->arguments.items[0];
    match_roster *roster = match_roster_new(NULL, err);
    match_status status = MATCH_ERR_NOMEM;

    if (roster) {
        status = match_roster_read(roster, in, conversion->options, conversion->report, err);
    }
    if (status == MATCH_OK) {
        status = say_kept(conversion, match_roster_count(roster), err);
    }
    if (status == MATCH_OK) {
        status =
            match_roster_write(roster, conversion->settings->output, conversion->format, err);
    }
    match_roster_unref(roster);
    return status;
}

static match_status
convert_opportunities(const struct conversion *conversion, match_error *err)
{
    const char *in = conversion->settings->arguments.items[0];
    match_catalogue *catalogue = match_catalogue_new(NULL, err);
    match_status status = MATCH_ERR_NOMEM;

    if (catalogue) {
        status = match_catalogue_read(catalogue, in, conversion->options, conversion->report, err);
    }
    if (status == MATCH_OK) {
        status = say_kept(conversion, match_catalogue_count(catalogue), err);
    }
    if (status == MATCH_OK) {
        status = match_catalogue_write(catalogue, conversion->settings->output,
                                       conversion->format, (match_record_kind)0, err);
    }
    match_catalogue_unref(catalogue);
    return status;
}

static int
convert(struct conversion *conversion, match_read_options *options)
{
    const struct settings *settings = conversion->settings;
    match_places *places = NULL;
    match_error err = {0};
    match_status status;
    int code = inputs_places(settings, &places);

    if (code != EXIT_OK) {
        return code;
    }
    match_read_options_set_strict(options, settings->strict);
    match_read_options_set_places(options, places);
    match_places_unref(places);
    conversion->options = options;
    status = strcmp(settings->record_kind, "profile") == 0
                 ? convert_profiles(conversion, &err)
                 : convert_opportunities(conversion, &err);
    return status == MATCH_OK ? EXIT_OK : complain(&err);
}

int
command_convert(const struct settings *settings)
{
    struct conversion conversion = {.settings = settings, .format = format_of(settings)};
    match_error err = {0};
    match_read_options *options;
    int code;

    if (conversion.format == MATCH_FORMAT_AUTO) {
        say("the ending of '%s' names no format; say --to csv, jsonl or yaml", settings->output);
        return EXIT_USAGE;
    }
    options = match_read_options_new(&err);
    conversion.report = options ? match_report_new(&err) : NULL;
    code = conversion.report ? convert(&conversion, options) : complain(&err);
    match_report_free(conversion.report);
    match_read_options_free(options);
    return code;
}
