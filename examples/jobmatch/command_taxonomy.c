/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "progress.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Saves a taxonomy and tells what is in it. Takes the reference. */
static int
save(match_taxonomy *taxonomy, const struct settings *settings)
{
    match_error err = {0};
    int code = EXIT_OK;

    if (match_taxonomy_save(taxonomy, settings->output, &err) != MATCH_OK) {
        code = complain(&err);
    } else if (!settings->quiet) {
        fprintf(stderr, "%s: %u occupations, %u skills, %" PRIu64 " relations\n",
                base_name(settings->output),
                (unsigned)match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_OCCUPATION),
                (unsigned)match_taxonomy_count_kind(taxonomy, MATCH_CONCEPT_SKILL),
                match_taxonomy_relation_count(taxonomy));
    }
    match_taxonomy_unref(taxonomy);
    return code;
}

/* A folder may be written with a slash at its end. */
static void
say_report(const match_report *report, const struct settings *settings)
{
    report_say(report, settings->arguments.items[0], SIZE_MAX, settings);
}

/* --- Import ------------------------------------------------------------------------------------ */

typedef match_taxonomy *(*importer)(const struct settings *settings, match_report *report,
                                    struct progress *progress, match_error *err);

static int
import(const struct settings *settings, importer run)
{
    struct progress progress;
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_taxonomy *taxonomy = NULL;
    int code;

    if (!report) {
        return complain(&err);
    }
    interruption_watch();
    progress_start(&progress, "importing", settings->quiet);
    taxonomy = run(settings, report, &progress, &err);
    progress_end(&progress);
    if (taxonomy) {
        say_report(report, settings);
        code = interrupted() ? EXIT_INTERRUPTED : save(match_taxonomy_ref(taxonomy), settings);
        match_taxonomy_unref(taxonomy);
    } else {
        code = complain(&err);
    }
    match_report_free(report);
    return code;
}

static match_taxonomy *
import_esco(const struct settings *settings, match_report *report, struct progress *progress,
            match_error *err)
{
    return match_taxonomy_import_esco(settings->arguments.items[0], report, progress_step, progress,
                                      err);
}

static match_taxonomy *
import_onet(const struct settings *settings, match_report *report, struct progress *progress,
            match_error *err)
{
    return match_taxonomy_import_onet(settings->arguments.items[0], report, progress_step, progress,
                                      err);
}

static match_taxonomy *
import_tabiya(const struct settings *settings, match_report *report, struct progress *progress,
              match_error *err)
{
    return match_taxonomy_import_tabiya(settings->arguments.items[0], report, progress_step,
                                        progress, err);
}

static match_taxonomy *
import_skos(const struct settings *settings, match_report *report, struct progress *progress,
            match_error *err)
{
    int kind = MATCH_CONCEPT_OCCUPATION;

    for (int i = MATCH_CONCEPT_OCCUPATION; i <= MATCH_CONCEPT_SKILL_GROUP; i++) {
        if (settings->concept_kind &&
            strcmp(settings->concept_kind, match_concept_kind_name((match_concept_kind)i)) == 0) {
            kind = i;
        }
    }
    return match_taxonomy_import_skos(settings->arguments.items[0], (match_concept_kind)kind,
                                      report, progress_step, progress, err);
}

int
command_taxonomy_import_esco(const struct settings *settings)
{
    return import(settings, import_esco);
}

int
command_taxonomy_import_onet(const struct settings *settings)
{
    return import(settings, import_onet);
}

int
command_taxonomy_import_tabiya(const struct settings *settings)
{
    return import(settings, import_tabiya);
}

int
command_taxonomy_import_skos(const struct settings *settings)
{
    return import(settings, import_skos);
}

/* --- Compile ----------------------------------------------------------------------------------- */

int
command_taxonomy_compile(const struct settings *settings)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_taxonomy *taxonomy;
    int code;

    if (!report) {
        return complain(&err);
    }
    taxonomy = match_taxonomy_load(settings->arguments.items[0], report, &err);
    for (size_t i = 1; taxonomy && i < settings->arguments.count; i++) {
        match_taxonomy *below = taxonomy;
        taxonomy = match_taxonomy_overlay(below, settings->arguments.items[i], report, &err);
        match_taxonomy_unref(below);
    }
    if (taxonomy) {
        say_report(report, settings);
        code = save(taxonomy, settings);
    } else {
        code = complain(&err);
    }
    match_report_free(report);
    return code;
}

/* --- Crosswalk --------------------------------------------------------------------------------- */

/* What a crosswalk brought, as the library counted it. */
static void
say_notes(const match_report *report, const struct settings *settings)
{
    for (size_t i = 0; i < match_report_count(report) && !settings->quiet; i++) {
        const match_finding *finding = match_report_finding(report, i);
        if (finding->severity == MATCH_SEVERITY_NOTE) {
            fprintf(stderr, "%s: %s\n", base_name(finding->source), finding->message);
        }
    }
}

/* The taxonomy with the mappings of one file, or NULL. Takes the reference. */
static match_taxonomy *
add_crosswalk(match_taxonomy *below, const char *path, const struct settings *settings, int *code)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_taxonomy *taxonomy = report ? match_taxonomy_crosswalk(below, path, report, &err) : NULL;

    if (taxonomy) {
        if (!settings->verbose) {
            say_notes(report, settings);
        }
        report_say(report, path, SIZE_MAX, settings);
    } else {
        *code = complain(&err);
    }
    match_report_free(report);
    match_taxonomy_unref(below);
    return taxonomy;
}

int
command_taxonomy_crosswalk(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    int code = EXIT_OK;

    if (!taxonomy) {
        return complain(&err);
    }
    for (size_t i = 1; taxonomy && i < settings->arguments.count; i++) {
        taxonomy = add_crosswalk(taxonomy, settings->arguments.items[i], settings, &code);
    }
    return taxonomy ? save(taxonomy, settings) : code;
}
