/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libmatch/records.h>

#include "base/buffer.h"
#include "base/file.h"

/*
 * Every folder of tests/cases/records/bad is a case: `input.csv`, `.jsonl` or `.yaml`, what the
 * report must say in `expected`, and in `options` (if there) the words catalogue, strict, plain
 * (without a taxonomy). UPDATE=1 writes `expected` anew.
 */

#define CASES "tests/cases/records/bad"
#define CASES_LIMIT 512

static char *names[CASES_LIMIT];
static int name_count;

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Before any test runs, so without what only tests may use. */
static void
find_cases(void)
{
    const char *source = getenv("MATCH_TEST_SOURCE");
    char path[1024];
    DIR *folder;
    const struct dirent *entry;

    snprintf(path, sizeof path, "%s/" CASES, source ? source : ".");
    folder = opendir(path);
    while (folder && (entry = readdir(folder)) != NULL && name_count < CASES_LIMIT) {
        if (entry->d_name[0] != '.') {
            names[name_count++] = strdup(entry->d_name);
        }
    }
    if (folder) {
        closedir(folder);
    }
    qsort(names, (size_t)name_count, sizeof *names, compare_names);
}

/* One case, and what reading it says. */
struct reading {
    const char *name;
    bool catalogue, strict, plain;
    struct file_bytes input;
    char source[32];
    struct buffer said;
};

static const char *
case_path(const char *name, const char *file)
{
    static char path[512];
    snprintf(path, sizeof path, CASES "/%s/%s", name, file);
    return test_path(path);
}

static void
load_case(struct reading *reading)
{
    static const char *const files[] = {"input.csv", "input.jsonl", "input.yaml"};
    struct file_bytes options;
    match_error err;

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (access(case_path(reading->name, files[i]), R_OK) == 0) {
            snprintf(reading->source, sizeof reading->source, "%s", files[i]);
        }
    }
    assert_ok(file_read(case_path(reading->name, reading->source), &reading->input, &err), &err);
    if (access(case_path(reading->name, "options"), R_OK) == 0) {
        assert_ok(file_read(case_path(reading->name, "options"), &options, &err), &err);
        reading->catalogue = strstr(options.bytes, "catalogue") != NULL;
        reading->strict = strstr(options.bytes, "strict") != NULL;
        reading->plain = strstr(options.bytes, "plain") != NULL;
        file_bytes_clear(&options);
    }
}

static void
say_findings(struct buffer *said, const match_report *report)
{
    static const char *const severities[] = {"", "error", "warning", "note"};

    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        ck_assert_str_ne(finding->source, "");
        buffer_add_text(said, severities[finding->severity]);
        buffer_add_text(said, " ");
        buffer_add_int(said, finding->line);
        buffer_add_text(said, ":");
        buffer_add_int(said, finding->row);
        buffer_add_text(said, " ");
        buffer_add_text(said, finding->field[0] ? finding->field : "-");
        buffer_add_text(said, " ");
        buffer_add_text(said, finding->code);
        buffer_add_text(said, ": ");
        buffer_add_text(said, finding->message);
        buffer_add_text(said, "\n");
    }
}

static match_status
read_case(const struct reading *reading, const match_taxonomy *taxonomy, match_report *report,
          size_t *kept, match_error *err)
{
    match_read_options *options = match_read_options_new(err);
    match_status status;

    match_read_options_set_strict(options, reading->strict);
    if (reading->catalogue) {
        match_catalogue *catalogue = match_catalogue_new(taxonomy, err);
        status = match_catalogue_parse(catalogue, reading->input.bytes, reading->input.size,
                                       reading->source, options, report, err);
        *kept = match_catalogue_count(catalogue);
        match_catalogue_unref(catalogue);
    } else {
        match_roster *roster = match_roster_new(taxonomy, err);
        status = match_roster_parse(roster, reading->input.bytes, reading->input.size,
                                    reading->source, options, report, err);
        *kept = match_roster_count(roster);
        match_roster_unref(roster);
    }
    match_read_options_free(options);
    return status;
}

static void
run_case(struct reading *reading)
{
    match_error err = {.status = MATCH_OK};
    match_report *report = match_report_new(&err);
    match_taxonomy *taxonomy =
        reading->plain
            ? NULL
            : match_taxonomy_load(test_path("tests/cases/records/taxonomy.yaml"), NULL, &err);
    size_t kept;
    match_status status;

    ck_assert_msg(reading->plain || taxonomy, "%s", err.message);
    status = read_case(reading, taxonomy, report, &kept, &err);
    say_findings(&reading->said, report);
    buffer_add_text(&reading->said, status == MATCH_OK ? "kept " : "failed ");
    if (status == MATCH_OK) {
        buffer_add_int(&reading->said, (int64_t)kept);
    } else {
        ck_assert_uint_eq(kept, 0);
        ck_assert_int_eq(status, err.status);
        buffer_add_text(&reading->said, match_status_name(status));
        buffer_add_text(&reading->said, " ");
        buffer_add_int(&reading->said, err.line);
        buffer_add_text(&reading->said, ": ");
        buffer_add_text(&reading->said, err.message);
    }
    buffer_add_text(&reading->said, "\n");
    match_report_free(report);
    match_taxonomy_unref(taxonomy);
}

START_TEST(bad_input_says_what_is_wrong)
{
    struct reading reading = {.name = names[_i]};
    struct file_bytes expected = {0};
    match_error err;

    load_case(&reading);
    run_case(&reading);
    if (getenv("UPDATE")) {
        assert_ok(file_write(case_path(reading.name, "expected"), reading.said.bytes,
                             reading.said.size, &err),
                  &err);
    }
    assert_ok(file_read(case_path(reading.name, "expected"), &expected, &err), &err);
    ck_assert_msg(strcmp(reading.said.bytes, expected.bytes) == 0,
                  "%s: expected\n%s\nbut it says\n%s", reading.name, expected.bytes,
                  reading.said.bytes);
    file_bytes_clear(&expected);
    file_bytes_clear(&reading.input);
    buffer_clear(&reading.said);
}
END_TEST

START_TEST(there_are_enough_cases)
{
    ck_assert_int_ge(name_count, 60);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("record cases");
    TCase *cases = tcase_create("bad");

    find_cases();
    tcase_add_loop_test(cases, bad_input_says_what_is_wrong, 0, name_count);
    tcase_add_test(cases, there_are_enough_cases);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
