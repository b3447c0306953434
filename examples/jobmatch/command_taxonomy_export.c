/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"

#include <string.h>

static const struct {
    const char *name;
    const char *ending;
    match_taxonomy_format format;
} formats[] = {
    {"yaml", ".yaml", MATCH_TAXONOMY_YAML},
    {"turtle", ".ttl", MATCH_TAXONOMY_TURTLE},
    {"csv", "/", MATCH_TAXONOMY_CSV},
};

static bool
ends_with(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t size = strlen(ending);

    return length >= size && strcmp(path + length - size, ending) == 0;
}

/* By --to, else by the ending of the output file; 0 for none of them. */
static int
wanted_format(const struct settings *settings)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (settings->to ? strcmp(settings->to, formats[i].name) == 0
                         : ends_with(settings->output, formats[i].ending)) {
            return (int)formats[i].format;
        }
    }
    return 0;
}

int
command_taxonomy_export(const struct settings *settings)
{
    match_error err = {0};
    int format = wanted_format(settings);
    match_taxonomy *taxonomy;
    int code = EXIT_OK;

    if (format == 0) {
        say("'%s' ends in none of .yaml, .ttl and /: say --to yaml, turtle or csv",
            settings->output);
        return EXIT_USAGE;
    }
    taxonomy = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    if (!taxonomy || match_taxonomy_export(taxonomy, settings->output,
                                           (match_taxonomy_format)format, &err) != MATCH_OK) {
        code = complain(&err);
    }
    match_taxonomy_unref(taxonomy);
    return code;
}
