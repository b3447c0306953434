/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <libmatch/resolver.h>

#include "base/alloc.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATHS 16u
#define PATH_SIZE 1024u
#define ATTEMPTS 1000000L

int
run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static const char *
join(const char *folder, const char *name)
{
    static char paths[PATHS][PATH_SIZE];
    static unsigned next;
    char *path = paths[next++ % PATHS];
    int length = snprintf(path, PATH_SIZE, "%s/%s", folder, name);

    ck_assert_msg(length > 0 && length < (int)PATH_SIZE, "path is too long: %s/%s", folder, name);
    return path;
}

const char *
test_path(const char *relative)
{
    const char *source = getenv("MATCH_TEST_SOURCE");
    return join(source ? source : ".", relative);
}

const char *
shared_path(const char *relative)
{
    const char *shared = getenv("LIBMATCH_SHARED");
    const char *path;

    if (!shared || shared[0] == '\0') {
        return NULL;
    }
    path = join(shared, relative);
    return access(path, R_OK) == 0 ? path : NULL;
}

bool
shared_is_there(const char *relative)
{
    char path[PATH_SIZE];
    const char *shared = getenv("LIBMATCH_SHARED");

    if (!shared) {
        return false;
    }
    (void)snprintf(path, sizeof path, "%s/%s", shared, relative);
    return access(path, R_OK) == 0;
}

static char own_folder[PATH_SIZE];
static pid_t own_process;

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void
remove_folder(void)
{
    /* A forked test inherits the handler of its parent. */
    if (own_process == getpid()) {
        nftw(own_folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    }
}

const char *
temp_dir(void)
{
    const char *parent = getenv("TMPDIR");

    if (own_process == getpid()) {
        return own_folder;
    }
    snprintf(own_folder, sizeof own_folder, "%s/libmatch-test-XXXXXX", parent ? parent : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(own_folder));
    own_process = getpid();
    ck_assert_int_eq(atexit(remove_folder), 0);
    return own_folder;
}

const char *
temp_path(const char *name)
{
    return join(temp_dir(), name);
}

const char *
temp_file(const char *name, const void *bytes, size_t size)
{
    const char *path = temp_path(name);
    FILE *file = fopen(path, "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

const char *
temp_text(const char *name, const char *text)
{
    return temp_file(name, text, strlen(text));
}

void
assert_error_here(const char *file, int at, const match_error *err, match_status status,
                  uint32_t line, const char *part)
{
    if (err->status != status || err->line != line || !strstr(err->message, part)) {
        ck_abort_msg("%s:%d: got %s, line %u: \"%s\"; expected %s, line %u: \"...%s...\"", file, at,
                     match_status_name(err->status), (unsigned)err->line, err->message,
                     match_status_name(status), (unsigned)line, part);
    }
}

void
assert_ok_here(const char *file, int at, match_status status, const match_error *err)
{
    if (status != MATCH_OK) {
        ck_abort_msg("%s:%d: %s, %s:%u: %s", file, at, match_status_name(status), err->source,
                     (unsigned)err->line, err->message);
    }
}

/* Slow tools skip points: each one is tried where the tests run at full speed. */
static long
points_at_once(void)
{
    const char *stride = getenv("MATCH_TEST_STRIDE");
    long value = stride ? strtol(stride, NULL, 10) : 1;

    return value > 0 ? value : 1;
}

long
for_every_allocation_failure(match_status (*attempt)(void *data, match_error *err), void *data)
{
    long stride = points_at_once();

    for (long point = 0; point < ATTEMPTS; point += stride) {
        long before = alloc_live();
        match_error error = {.status = MATCH_OK};
        match_status status;
        long asked;

        alloc_fail_after(point);
        status = attempt(data, &error);
        asked = alloc_count();
        alloc_fail_after(-1);

        ck_assert_msg(alloc_live() == before, "%ld blocks leaked after failure %ld",
                      alloc_live() - before, point);
        if (status == MATCH_OK) {
            ck_assert_msg(asked <= point, "failure %ld of %ld went unnoticed", point, asked);
            return asked;
        }
        ck_assert_msg(status == MATCH_ERR_NOMEM && error.status == MATCH_ERR_NOMEM,
                      "failure %ld gave %s, error %s: %s", point, match_status_name(status),
                      match_status_name(error.status), error.message);
    }
    ck_abort_msg("no success after %ld failures", ATTEMPTS);
    return -1;
}

void
build_label_indexes(const match_taxonomy *taxonomy)
{
    match_error err = {0};
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &err);
    assert_ok(err.status, &err);
    match_resolver_unref(resolver);
}

struct file_bytes
read_bytes(const char *path)
{
    struct file_bytes file = {0};
    match_error err = {0};
    assert_ok(file_read(path, &file, &err), &err);
    return file;
}

void
assert_same_files(const char *expected, const char *path)
{
    struct file_bytes left = read_bytes(expected);
    struct file_bytes right = read_bytes(path);
    ck_assert_msg(left.size == right.size && memcmp(left.bytes, right.bytes, left.size) == 0,
                  "expected\n%.2000s\nbut it is\n%.2000s", left.bytes, right.bytes);
    file_bytes_clear(&left);
    file_bytes_clear(&right);
}

match_taxonomy *
load_taxonomy(const char *path)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(test_path(path), NULL, &err);

    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

match_taxonomy *
parse_taxonomy(const char *yaml)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(yaml, MATCH_NUL, "test", NULL, &err);

    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

struct steps {
    uint64_t last, total, calls, stop_at;
};

static bool
count_step(uint64_t done, uint64_t total, void *data)
{
    struct steps *steps = data;

    ck_assert_uint_ge(done, steps->last);
    ck_assert_uint_le(done, total);
    steps->last = done;
    steps->total = total;
    return ++steps->calls != steps->stop_at;
}

void
assert_import_tells_progress(taxonomy_importer *import, const char *path)
{
    match_error err = {0};
    struct steps steps = {0};
    match_taxonomy *taxonomy = import(path, NULL, count_step, &steps, &err);

    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    ck_assert_uint_eq(steps.last, steps.total);
    ck_assert_uint_gt(steps.total, 1000);
    match_taxonomy_unref(taxonomy);

    steps = (struct steps){.stop_at = 3};
    ck_assert_ptr_null(import(path, NULL, count_step, &steps, &err));
    assert_error(&err, MATCH_ERR_CANCELLED, 0, "cancelled");
    ck_assert_uint_eq(steps.calls, 3);
}

struct attempted_import {
    taxonomy_importer *import;
    char path[PATH_SIZE];
};

static match_status
import_once(void *data, match_error *err)
{
    const struct attempted_import *attempted = data;
    match_report *report = match_report_new(err);

    if (!report) {
        return MATCH_ERR_NOMEM;
    }
    match_taxonomy *taxonomy = attempted->import(attempted->path, report, NULL, NULL, err);
    match_report_free(report);
    match_taxonomy_unref(taxonomy);
    return taxonomy ? MATCH_OK : err->status;
}

void
assert_import_survives_want_of_memory(taxonomy_importer *import, const char *path, long least)
{
    struct attempted_import attempted = {.import = import};

    (void)snprintf(attempted.path, sizeof attempted.path, "%s", path);
    ck_assert_int_gt(for_every_allocation_failure(import_once, &attempted), least);
}

match_concept
find_concept(const match_taxonomy *taxonomy, const char *id)
{
    match_concept concept = match_taxonomy_find(taxonomy, id, MATCH_NUL);
    ck_assert_msg(concept != 0, "no concept %s", id);
    return concept;
}

uint32_t
find_scheme(const match_taxonomy *taxonomy, const char *id)
{
    match_scheme scheme;
    for (uint32_t i = 0; match_taxonomy_scheme(taxonomy, i, &scheme); i++) {
        if (strcmp(scheme.id, id) == 0) {
            return i;
        }
    }
    ck_abort_msg("no scheme %s", id);
    return 0;
}

size_t
count_members(const match_taxonomy *taxonomy, const char *scheme)
{
    uint32_t index = find_scheme(taxonomy, scheme);
    size_t count = 0;
    for (match_concept i = 1; i <= match_taxonomy_count(taxonomy); i++) {
        count += match_taxonomy_in_scheme(taxonomy, i, index);
    }
    return count;
}

static bool
is_finding(const match_finding *finding, const char *code, const char *source)
{
    return strcmp(finding->code, code) == 0 && (!source || strcmp(finding->source, source) == 0);
}

size_t
count_findings(const match_report *report, const char *code, const char *source)
{
    size_t count = 0;
    for (size_t i = 0; i < match_report_count(report); i++) {
        count += is_finding(match_report_finding(report, i), code, source);
    }
    return count;
}

const match_finding *
find_finding(const match_report *report, const char *code, const char *source)
{
    for (size_t i = 0; i < match_report_count(report); i++) {
        if (is_finding(match_report_finding(report, i), code, source)) {
            return match_report_finding(report, i);
        }
    }
    ck_abort_msg("no finding %s in %s", code, source ? source : "any file");
    return NULL;
}

uint32_t
random_next(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15)); /* SplitMix64 */
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) >> 32);
}
