/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "layout.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NEAREST 3 /* named where no concept is likely enough */

struct resolving {
    const struct settings *settings;
    const match_resolver *resolver;
    match_resolve_options *options;
    struct list texts;
    struct output output;
    struct layout layout;
};

/* --- Writing ---------------------------------------------------------------------------------- */

/* A share with six digits after the point, in every locale. */
static void
put_share(FILE *file, int32_t millionths)
{
    fprintf(file, "%d.%06d", (int)(millionths / MATCH_RESOLVE_ONE),
            (int)(millionths % MATCH_RESOLVE_ONE));
}

static void
write_rows(struct resolving *resolving, size_t index, const match_candidate *found, size_t count)
{
    const match_taxonomy *taxonomy = match_resolver_taxonomy(resolving->resolver);
    FILE *file = resolving->output.file;

    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%zu\t%zu\t%s\t%s\t", index + 1, i + 1,
                match_taxonomy_id(taxonomy, found[i].concept), found[i].label);
        put_share(file, found[i].score);
        fputc('\t', file);
        put_share(file, found[i].confidence);
        fputc('\n', file);
    }
}

/* The preferred label, and the label that was found where it is another. */
static void
add_names(struct grid *grid, const match_taxonomy *taxonomy, const match_candidate *candidate)
{
    const char *label = match_taxonomy_label(taxonomy, candidate->concept, candidate->language);

    grid_add(grid, label);
    grid_add(grid, strcmp(label, candidate->label) == 0 ? "" : candidate->label);
}

static void
write_grid(struct resolving *resolving, const match_candidate *found, size_t count)
{
    const match_taxonomy *taxonomy = match_resolver_taxonomy(resolving->resolver);
    struct grid grid = {.columns = 5, .right = "rllll"};

    for (size_t i = 0; i < count; i++) {
        struct text share = {0};
        struct text reason = {0};
        text_format(&share, "%d %%", (int)((found[i].confidence + 5000) / 10000));
        text_format(&reason, "%s%s",
                    match_resolve_reason_name((match_resolve_reason)found[i].reason),
                    found[i].ambiguous ? ", name of several" : "");
        grid_add(&grid, text_of(&share));
        grid_add(&grid, match_taxonomy_id(taxonomy, found[i].concept));
        add_names(&grid, taxonomy, &found[i]);
        grid_add(&grid, text_of(&reason));
        text_clear(&share);
        text_clear(&reason);
    }
    grid_print(&grid, &resolving->layout, 2);
    grid_clear(&grid);
}

/* What was nearest where nothing was near enough. */
static int
write_nearest(struct resolving *resolving, const char *text)
{
    match_candidate nearest[NEAREST];
    size_t count = 0;
    match_error err = {0};
    match_resolve_options *options = resolving->options;
    int32_t threshold = resolving->settings->threshold;

    (void)match_resolve_options_set_threshold(options, 0, NULL);
    (void)match_resolve_options_set_top(options, NEAREST, NULL);
    if (match_resolver_resolve(resolving->resolver, options, text, MATCH_NUL, nearest, NEAREST,
                               &count, &err) != MATCH_OK) {
        return complain(&err);
    }
    (void)match_resolve_options_set_threshold(options, threshold, NULL);
    (void)match_resolve_options_set_top(options, resolving->settings->top, NULL);
    if (count == 0) {
        fputs("  nothing is like it\n", resolving->output.file);
    } else {
        fputs("  nothing is likely enough; the nearest:\n", resolving->output.file);
        write_grid(resolving, nearest, count < NEAREST ? count : NEAREST);
    }
    return EXIT_OK;
}

static bool
write_answer(size_t index, const match_candidate *found, size_t count, void *data)
{
    struct resolving *resolving = data;
    const char *text = resolving->texts.items[index];

    if (strcmp(resolving->settings->format, "tsv") == 0) {
        write_rows(resolving, index, found, count);
        return true;
    }
    layout_text(&resolving->layout, COLOUR_BOLD, text);
    fputc('\n', resolving->output.file);
    if (count > 0) {
        write_grid(resolving, found, count);
        return true;
    }
    return write_nearest(resolving, text) == EXIT_OK;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* Cuts lines, with LF or CR LF, out of a text, which keeps them. */
static void
list_lines(struct text *text, struct list *lines)
{
    char *at = text->bytes;

    while (text->length > 0 && *at) {
        size_t length = strcspn(at, "\n");
        char *next = at + length + (at[length] == '\n');
        at[length] = '\0';
        if (length > 0 && at[length - 1] == '\r') {
            at[length - 1] = '\0';
        }
        list_add(lines, at);
        at = next;
    }
}

static int
read_texts(struct resolving *resolving, struct text *bytes)
{
    const struct list *arguments = &resolving->settings->arguments;
    char step[4096];
    size_t got;

    for (size_t i = 0; i < arguments->count; i++) {
        list_add(&resolving->texts, arguments->items[i]);
    }
    if (arguments->count > 0) {
        return EXIT_OK;
    }
    while ((got = fread(step, 1, sizeof step, stdin)) > 0) {
        text_add_bytes(bytes, step, got);
    }
    if (ferror(stdin) || (bytes->length > 0 && memchr(bytes->bytes, '\0', bytes->length))) {
        say("standard input cannot be read as text with a phrase on each line");
        return EXIT_REFUSED;
    }
    list_lines(bytes, &resolving->texts);
    return EXIT_OK;
}

/* --- Preparing -------------------------------------------------------------------------------- */

static uint32_t
kind_bits(const char *name)
{
    for (int kind = MATCH_CONCEPT_OCCUPATION; name && kind <= MATCH_CONCEPT_SKILL_GROUP; kind++) {
        if (strcmp(match_concept_kind_name((match_concept_kind)kind), name) == 0) {
            return 1u << kind;
        }
    }
    return 0;
}

static int
make_options(struct resolving *resolving)
{
    const struct settings *settings = resolving->settings;
    match_error err = {0};
    match_resolve_options *options = match_resolve_options_new(&err);

    resolving->options = options;
    if (!options ||
        match_resolve_options_set_language(
            options, settings->text_language ? settings->text_language : "", &err) != MATCH_OK ||
        match_resolve_options_set_kinds(options, kind_bits(settings->concept_kind), &err) !=
            MATCH_OK ||
        match_resolve_options_set_top(options, settings->top, &err) != MATCH_OK ||
        match_resolve_options_set_threshold(options, settings->threshold, &err) != MATCH_OK ||
        match_resolve_options_set_threads(options, settings->threads ? settings->threads : 1,
                                          &err) != MATCH_OK) {
        return complain(&err);
    }
    match_resolve_options_set_by_label(options,
                                       settings->by && strcmp(settings->by, "label") == 0);
    return EXIT_OK;
}

static int
make_resolver(const struct settings *settings, match_resolver **resolver)
{
    match_error err = {0};
    match_taxonomy *taxonomy = NULL;
    match_aliases *aliases = NULL;
    match_report *report = match_report_new(&err);
    int code = report ? inputs_taxonomy(settings, &taxonomy) : complain(&err);

    if (code == EXIT_OK && settings->aliases) {
        aliases = match_aliases_load(settings->aliases, &err);
        code = aliases ? EXIT_OK : complain(&err);
    }
    if (code == EXIT_OK) {
        *resolver = match_resolver_new(taxonomy, aliases, report, &err);
        code = *resolver ? EXIT_OK : complain(&err);
    }
    if (code == EXIT_OK && aliases) {
        report_say(report, settings->aliases, SIZE_MAX, settings);
    }
    match_report_free(report);
    match_aliases_free(aliases);
    match_taxonomy_unref(taxonomy);
    return code;
}

static int
write_answers(struct resolving *resolving)
{
    match_error err = {0};
    int code = output_open(&resolving->output, resolving->settings->output);

    if (code != EXIT_OK) {
        return code;
    }
    layout_init(&resolving->layout, resolving->output.file);
    if (strcmp(resolving->settings->format, "tsv") == 0) {
        fputs("line\trank\tconcept\tlabel\tscore\tconfidence\n", resolving->output.file);
    }
    if (match_resolver_resolve_all(resolving->resolver, resolving->options,
                                   resolving->texts.items, resolving->texts.count, write_answer,
                                   resolving, &err) != MATCH_OK) {
        code = complain(&err);
    }
    int closed = output_close(&resolving->output, code == EXIT_OK);
    return code != EXIT_OK ? code : closed;
}

int
command_resolve(const struct settings *settings)
{
    struct resolving resolving = {.settings = settings};
    match_resolver *resolver = NULL;
    struct text bytes = {0};
    int code = make_options(&resolving);

    if (code == EXIT_OK) {
        code = read_texts(&resolving, &bytes);
    }
    if (code == EXIT_OK) {
        code = make_resolver(settings, &resolver);
    }
    if (code == EXIT_OK) {
        resolving.resolver = resolver;
        code = write_answers(&resolving);
    }
    match_resolver_unref(resolver);
    match_resolve_options_free(resolving.options);
    list_clear(&resolving.texts);
    text_clear(&bytes);
    return code;
}
