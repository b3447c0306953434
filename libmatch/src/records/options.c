/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/options.h"

#include "base/alloc.h"
#include "base/fail.h"

#include <string.h>

const struct match_read_options default_read_options = {.format = MATCH_FORMAT_AUTO};

match_read_options *
match_read_options_new(match_error *err)
{
    match_read_options *options = alloc_zeroed(1, sizeof *options);
    if (!options) {
        fail_memory(err);
        return NULL;
    }
    *options = default_read_options;
    return options;
}

void
match_read_options_free(match_read_options *options)
{
    if (options) {
        match_places_unref(options->places);
        match_resolver_unref(options->resolver);
        alloc_free(options);
    }
}

void
match_read_options_set_strict(match_read_options *options, bool strict)
{
    options->strict = strict;
}

match_status
match_read_options_set_format(match_read_options *options, match_format format, match_error *err)
{
    if ((int)format < MATCH_FORMAT_AUTO || (int)format > MATCH_FORMAT_YAML) {
        return fail(err, MATCH_ERR_INVALID, "format is %d, expected %d..%d", (int)format,
                    MATCH_FORMAT_AUTO, MATCH_FORMAT_YAML);
    }
    options->format = format;
    return MATCH_OK;
}

match_status
match_read_options_set_separator(match_read_options *options, char separator, match_error *err)
{
    if (separator == '\0' || !strchr(",;\t|", separator)) {
        return fail(err, MATCH_ERR_INVALID,
                    "separator is character %d, expected comma, semicolon, TAB or bar",
                    (int)(unsigned char)separator);
    }
    options->separator = separator;
    return MATCH_OK;
}

void
match_read_options_set_places(match_read_options *options, const match_places *places)
{
    match_places *counted = match_places_ref(places);
    match_places_unref(options->places);
    options->places = counted;
}

void
match_read_options_set_resolver(match_read_options *options, const match_resolver *resolver)
{
    match_resolver *counted = match_resolver_ref(resolver);
    match_resolver_unref(options->resolver);
    options->resolver = counted;
}

match_status
match_read_options_set_language(match_read_options *options, const char *language,
                                match_error *err)
{
    size_t length = strlen(language);

    if (length >= sizeof options->language) {
        return fail(err, MATCH_ERR_INVALID, "language has %zu bytes, expected at most %zu", length,
                    sizeof options->language - 1);
    }
    memcpy(options->language, language, length + 1);
    return MATCH_OK;
}

void
match_read_options_set_fill(match_read_options *options, bool fill)
{
    options->plain = !fill;
}
