/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "carry.h"
#include "commands.h"
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct migrating {
    const struct settings *settings;
    const match_translation *translation;
    const match_taxonomy *old;
    const match_read_options *options;
    match_migration *migration; /* of all files */
};

/* --- Names of files --------------------------------------------------------------------------- */

static match_format
format_of(const char *path)
{
    static const struct {
        const char *ending;
        match_format format;
    } endings[] = {
        {".csv", MATCH_FORMAT_CSV},     {".tsv", MATCH_FORMAT_CSV},
        {".jsonl", MATCH_FORMAT_JSONL}, {".ndjson", MATCH_FORMAT_JSONL},
        {".yaml", MATCH_FORMAT_YAML},   {".yml", MATCH_FORMAT_YAML},
    };
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i].ending);
        if (length > size && strcmp(path + length - size, endings[i].ending) == 0) {
            return endings[i].format;
        }
    }
    return MATCH_FORMAT_AUTO;
}

/* The new file beside others in the folder; false where it would be the old one or of no format. */
static bool
name_output(const struct settings *settings, const char *in, struct text *out)
{
    struct stat old;
    struct stat new;

    text_format(out, "%s/%s", settings->output, base_name(in));
    if (format_of(in) == MATCH_FORMAT_AUTO) {
        say("%s: the ending names no format, expected .csv, .jsonl or .yaml", in);
        return false;
    }
    if (stat(in, &old) == 0 && stat(text_of(out), &new) == 0 && old.st_dev == new.st_dev &&
        old.st_ino == new.st_ino) {
        say("%s would be written over itself: name another folder with --output", in);
        return false;
    }
    return true;
}

static bool
is_repeated(const struct list *list, size_t index, const struct list *before)
{
    for (size_t i = 0; before && i < before->count; i++) {
        if (strcmp(base_name(before->items[i]), base_name(list->items[index])) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < index; i++) {
        if (strcmp(base_name(list->items[i]), base_name(list->items[index])) == 0) {
            return true;
        }
    }
    return false;
}

static bool
are_names_good(const struct settings *settings)
{
    const struct list *lists[] = {&settings->arguments, &settings->catalogue};

    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            struct text out = {0};
            bool good = name_output(settings, lists[i]->items[j], &out);
            text_clear(&out);
            if (good && is_repeated(lists[i], j, i == 1 ? lists[0] : NULL)) {
                say("two files are called %s: migrate them one by one",
                    base_name(lists[i]->items[j]));
                good = false;
            }
            if (!good) {
                return false;
            }
        }
    }
    return true;
}

/* --- One file --------------------------------------------------------------------------------- */

/* A row that cannot be read would be lost: nothing is written then. */
static bool
is_read_whole(const match_report *report, const char *path, size_t rows,
              const struct settings *settings)
{
    report_say(report, path, rows, settings);
    if (match_report_total(report, MATCH_SEVERITY_ERROR) == 0) {
        return true;
    }
    say("%s has rows that cannot be read and would be lost: nothing is written", path);
    return false;
}

static int
migrate_profiles(const struct migrating *migrating, const char *in, const char *out,
                 match_report *report)
{
    match_error err = {0};
    match_roster *roster = match_roster_new(migrating->old, &err);
    match_roster *migrated = NULL;
    int code = EXIT_OK;

    if (!roster || match_roster_read(roster, in, migrating->options, report, &err) != MATCH_OK) {
        code = complain(&err);
    } else if (!is_read_whole(report, in, match_roster_count(roster), migrating->settings)) {
        code = EXIT_REFUSED;
    } else {
        migrated = match_roster_migrate(roster, migrating->translation, migrating->migration, &err);
        if (!migrated || match_roster_write(migrated, out, format_of(in), &err) != MATCH_OK) {
            code = complain(&err);
        }
    }
    match_roster_unref(migrated);
    match_roster_unref(roster);
    return code;
}

static int
migrate_catalogue(const struct migrating *migrating, const char *in, const char *out,
                  match_report *report)
{
    match_error err = {0};
    match_catalogue *catalogue = match_catalogue_new(migrating->old, &err);
    match_catalogue *migrated = NULL;
    int code = EXIT_OK;

    if (!catalogue ||
        match_catalogue_read(catalogue, in, migrating->options, report, &err) != MATCH_OK) {
        code = complain(&err);
    } else if (!is_read_whole(report, in, match_catalogue_count(catalogue), migrating->settings)) {
        code = EXIT_REFUSED;
    } else {
        migrated =
            match_catalogue_migrate(catalogue, migrating->translation, migrating->migration, &err);
        if (!migrated || match_catalogue_write(migrated, out, format_of(in), (match_record_kind)0,
                                               &err) != MATCH_OK) {
            code = complain(&err);
        }
    }
    match_catalogue_unref(migrated);
    match_catalogue_unref(catalogue);
    return code;
}

static int
migrate_files(const struct migrating *migrating, const struct list *files,
              int (*migrate)(const struct migrating *, const char *, const char *, match_report *))
{
    int code = EXIT_OK;

    for (size_t i = 0; i < files->count && code == EXIT_OK; i++) {
        struct text out = {0};
        match_error err = {0};
        match_report *report = match_report_new(&err);
        (void)name_output(migrating->settings, files->items[i], &out);
        code = report ? migrate(migrating, files->items[i], text_of(&out), report) : complain(&err);
        code = code == EXIT_OK && interrupted() ? EXIT_INTERRUPTED : code;
        match_report_free(report);
        text_clear(&out);
    }
    return code;
}

/* --- The whole -------------------------------------------------------------------------------- */

static int
migrate_all(struct migrating *migrating)
{
    const struct settings *settings = migrating->settings;
    match_error err = {0};
    match_places *places = NULL;
    match_read_options *options = match_read_options_new(&err);
    int code = options ? inputs_places(settings, &places) : complain(&err);

    if (code == EXIT_OK) {
        match_read_options_set_places(options, places);
        match_read_options_set_fill(options, false); /* nothing that nobody wrote */
        migrating->options = options;
        migrating->migration = match_migration_new(&err);
        code = migrating->migration ? EXIT_OK : complain(&err);
    }
    if (code == EXIT_OK) {
        code = migrate_files(migrating, &settings->arguments, migrate_profiles);
    }
    if (code == EXIT_OK) {
        code = migrate_files(migrating, &settings->catalogue, migrate_catalogue);
    }
    if (code == EXIT_OK) {
        carry_print(migrating->migration, stdout);
        carry_say(migrating->migration, "codes", settings);
        code = output_flush_standard();
    }
    match_migration_free(migrating->migration);
    match_places_unref(places);
    match_read_options_free(options);
    return code;
}

int
command_taxonomy_migrate(const struct settings *settings)
{
    struct migrating migrating = {.settings = settings};
    match_error err = {0};
    match_taxonomy *old;
    match_taxonomy *new;
    match_translation *translation;
    int code;

    if (settings->arguments.count + settings->catalogue.count == 0) {
        say("there is nothing to migrate: name files of profiles, or of others with --catalogue");
        return EXIT_USAGE;
    }
    if (!are_names_good(settings)) {
        return EXIT_USAGE;
    }
    if (mkdir(settings->output, 0700) != 0 && errno != EEXIST) {
        say("%s: cannot make the folder: %s", settings->output, strerror(errno));
        return EXIT_REFUSED;
    }
    interruption_watch();
    old = match_taxonomy_load(settings->from, NULL, &err);
    new = old ? match_taxonomy_load(settings->to, NULL, &err) : NULL;
    translation = new ? match_translation_new(old, new, &err) : NULL;
    migrating.old = old;
    migrating.translation = translation;
    code = translation ? migrate_all(&migrating) : complain(&err);
    match_translation_unref(translation);
    match_taxonomy_unref(new);
    match_taxonomy_unref(old);
    return code;
}
