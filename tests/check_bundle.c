/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/limits.h"
#include "taxonomy/bundle.h"

#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])

/* ---- archives made for a test ---- */

struct member {
    const char *name, *content;
};

static const char *
make_archive(const char *name, const struct member *members, size_t count, int method)
{
    int code;
    const char *path = temp_path(name);
    struct zip *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    ck_assert_ptr_nonnull(archive);
    for (size_t i = 0; i < count; i++) {
        struct zip_source *source =
            zip_source_buffer(archive, members[i].content, strlen(members[i].content), 0);
        ck_assert_ptr_nonnull(source);
        zip_int64_t index = zip_file_add(archive, members[i].name, source, 0);
        ck_assert_int_ge(index, 0);
        ck_assert_int_eq(zip_set_file_compression(archive, (zip_uint64_t)index, method, 0), 0);
    }
    ck_assert_int_eq(zip_close(archive), 0);
    return path;
}

static size_t
read_whole(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t got = fread(out, 1, size, file);
    ck_assert_uint_lt(got, size);
    fclose(file);
    return got;
}

static const struct member two[] = {
    {"folder/sub/one.csv", "a,b\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n"},
    {"two.csv", "second"},
};

/* ---- what there is ---- */

START_TEST(archive_is_listed_and_read)
{
    static const int methods[] = {ZIP_CM_STORE, ZIP_CM_DEFLATE};
    match_error err = {0};
    struct bundle bundle;
    const char *path = make_archive("x.zip", two, 2, methods[_i]);
    assert_ok(bundle_open(path, &bundle, &err), &err);
    ck_assert_uint_eq(bundle.count, 2);
    for (size_t i = 0; i < 2; i++) {
        struct file_bytes file;
        assert_ok(bundle_read(&bundle, &bundle.files[i], &file, &err), &err);
        ck_assert_uint_eq(file.size, bundle.files[i].size);
        ck_assert_str_eq(file.bytes, two[i].content);
        file_bytes_clear(&file);
    }
    ck_assert_str_eq(bundle.files[0].name, "one.csv");
    ck_assert_str_eq(bundle.files[0].label, "x.zip/one.csv");
    bundle_clear(&bundle);
}
END_TEST

START_TEST(folder_and_its_archives_are_one)
{
    match_error err = {0};
    struct bundle bundle;
    struct file_bytes file;
    (void)make_archive("b.ZIP", two, 2, ZIP_CM_DEFLATE);
    (void)make_archive("a.zip", two, 1, ZIP_CM_DEFLATE);
    (void)temp_text("one.csv", "plain");
    (void)temp_text(".hidden.csv", "hidden");
    ck_assert_int_eq(mkdir(temp_path("three.csv"), 0700), 0);
    assert_ok(bundle_open(temp_dir(), &bundle, &err), &err);
    ck_assert_uint_eq(bundle.count, 4);
    ck_assert_str_eq(bundle.files[0].label, "one.csv");
    ck_assert_str_eq(bundle.files[1].label, "a.zip/one.csv");
    ck_assert_str_eq(bundle.files[2].label, "b.ZIP/one.csv");
    ck_assert_str_eq(bundle.files[3].label, "b.ZIP/two.csv");
    assert_ok(bundle_read(&bundle, &bundle.files[0], &file, &err), &err);
    ck_assert_str_eq(file.bytes, "plain");
    file_bytes_clear(&file);
    bundle_clear(&bundle);
}
END_TEST

START_TEST(names_are_the_same_but_for_case)
{
    ck_assert(bundle_same_name("OCCUPATIONS.csv", 11, "occupations"));
    ck_assert(bundle_same_name("", 0, ""));
    ck_assert(!bundle_same_name("occupations", 10, "occupations"));
    ck_assert(!bundle_same_name("occupations", 11, "occupation"));
    ck_assert(!bundle_same_name("occupatiöns", 12, "occupations"));
}
END_TEST

/* ---- what there is not ---- */

static const struct {
    const char *bytes; /* NULL: no file */
    match_status status;
    const char *message;
} bad[] = {
    {NULL, MATCH_ERR_IO, "cannot open"},
    {"", MATCH_ERR_FORMAT, "no whole zip archive"},
    {"conceptUri,preferredLabel\n", MATCH_ERR_FORMAT, "expected a folder or an archive"},
    {"PK\3\4", MATCH_ERR_FORMAT, "no whole zip archive"},
};

START_TEST(path_that_is_no_bundle_says_why)
{
    match_error err = {0};
    struct bundle bundle;
    const char *path = bad[_i].bytes ? temp_text("x.zip", bad[_i].bytes) : temp_path("none");
    ck_assert_int_eq(bundle_open(path, &bundle, &err), bad[_i].status);
    assert_error(&err, bad[_i].status, 0, bad[_i].message);
    bundle_clear(&bundle);
}
END_TEST

START_TEST(pipe_is_refused)
{
    match_error err = {0};
    struct bundle bundle;
    ck_assert_int_eq(mkfifo(temp_path("pipe"), 0600), 0);
    ck_assert_int_eq(bundle_open(temp_path("pipe"), &bundle, &err), MATCH_ERR_IO);
    bundle_clear(&bundle);
}
END_TEST

/* ---- archives that lie ---- */

static void
put32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        at[i] = (char)(value >> (8 * i) & 0xFF);
    }
}

/* The central entry of the only file: method at 10, sizes at 20 and 24, flags at 8. */
static char *
central_entry(char *bytes, size_t size)
{
    for (size_t i = 0; i + 4 < size; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0) {
            return bytes + i;
        }
    }
    ck_abort_msg("no central entry");
    return NULL;
}

static const struct {
    size_t at;
    uint32_t value;
    match_status status;
    const char *message;
} lies[] = {
    {24, 0x7FFFFFFF, MATCH_ERR_LIMIT, "would have 2147483647 bytes"},
    {24, 1000000000, MATCH_ERR_LIMIT, "which cannot be"},
    {24, 0, MATCH_ERR_FORMAT, "it is larger than it says"},
    {24, 50, MATCH_ERR_FORMAT, ""}, /* cut off or damaged */
    {10, 0x00000000, MATCH_ERR_FORMAT, ""},
    {10, 0x0000000C, MATCH_ERR_FORMAT, "compressed with method 12"},
    {16, 0x12345678, MATCH_ERR_FORMAT, "it is damaged"},
};

START_TEST(archive_that_lies_is_refused)
{
    match_error err = {0};
    struct bundle bundle;
    char bytes[4096];
    const char *path = make_archive("x.zip", two, 1, ZIP_CM_DEFLATE);
    size_t size = read_whole(path, bytes, sizeof bytes);
    put32(central_entry(bytes, size) + lies[_i].at, lies[_i].value);
    path = temp_file("x.zip", bytes, size);
    match_status status = bundle_open(path, &bundle, &err);
    if (status == MATCH_OK) {
        struct file_bytes file;
        status = bundle_read(&bundle, &bundle.files[0], &file, &err);
    }
    bundle_clear(&bundle);
    ck_assert_int_eq(status, lies[_i].status);
    assert_error(&err, lies[_i].status, 0, lies[_i].message);
}
END_TEST

START_TEST(encrypted_file_is_refused)
{
    match_error err = {0};
    struct bundle bundle;
    struct file_bytes file;
    char bytes[4096];
    const char *path = make_archive("x.zip", two, 1, ZIP_CM_DEFLATE);
    size_t size = read_whole(path, bytes, sizeof bytes);
    central_entry(bytes, size)[8] |= 1;
    path = temp_file("x.zip", bytes, size);
    assert_ok(bundle_open(path, &bundle, &err), &err);
    ck_assert_int_eq(bundle_read(&bundle, &bundle.files[0], &file, &err), MATCH_ERR_FORMAT);
    assert_error(&err, MATCH_ERR_FORMAT, 0, "expected one without a password");
    bundle_clear(&bundle);
}
END_TEST

/* Every truncation and every changed byte: whole, or refused with a reason. */
START_TEST(damaged_archive_is_read_or_refused)
{
    char bytes[4096];
    char copy[4096];
    const char *path = make_archive("x.zip", two, 2, ZIP_CM_DEFLATE);
    size_t size = read_whole(path, bytes, sizeof bytes);
    for (size_t i = 0; i < 2 * size; i++) {
        match_error err = {0};
        struct bundle bundle;
        bool cut = i < size;
        memcpy(copy, bytes, size);
        copy[i % size] = (char)(copy[i % size] ^ 0x55);
        path = temp_file("d.zip", copy, cut ? i : size);
        match_status status = bundle_open(path, &bundle, &err);
        for (size_t j = 0; status == MATCH_OK && j < bundle.count; j++) {
            struct file_bytes file;
            status = bundle_read(&bundle, &bundle.files[j], &file, &err);
            if (status == MATCH_OK) {
                ck_assert(strcmp(file.bytes, two[0].content) == 0 ||
                          strcmp(file.bytes, two[1].content) == 0);
                file_bytes_clear(&file);
            }
        }
        ck_assert(status == MATCH_OK || err.message[0] != '\0');
        ck_assert(!cut || status != MATCH_OK);
        bundle_clear(&bundle);
    }
}
END_TEST

static match_status
open_once(void *data, match_error *err)
{
    struct bundle bundle;
    match_status status = bundle_open(data, &bundle, err);
    for (size_t i = 0; status == MATCH_OK && i < bundle.count; i++) {
        struct file_bytes file;
        status = bundle_read(&bundle, &bundle.files[i], &file, err);
        if (status == MATCH_OK) {
            file_bytes_clear(&file);
        }
    }
    bundle_clear(&bundle);
    return status;
}

START_TEST(bundle_survives_every_allocation_failure)
{
    char path[1024];
    (void)make_archive("x.zip", two, 2, ZIP_CM_DEFLATE);
    (void)temp_text("one.csv", "plain");
    snprintf(path, sizeof path, "%s", temp_dir());
    ck_assert_int_gt(for_every_allocation_failure(open_once, path), 5);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("bundle");
    TCase *good = tcase_create("good");
    TCase *failures = tcase_create("failures");

    tcase_add_loop_test(good, archive_is_listed_and_read, 0, 2);
    tcase_add_test(good, folder_and_its_archives_are_one);
    tcase_add_test(good, names_are_the_same_but_for_case);
    suite_add_tcase(suite, good);

    tcase_add_loop_test(failures, path_that_is_no_bundle_says_why, 0, COUNT(bad));
    tcase_add_test(failures, pipe_is_refused);
    tcase_add_loop_test(failures, archive_that_lies_is_refused, 0, COUNT(lies));
    tcase_add_test(failures, encrypted_file_is_refused);
    tcase_add_test(failures, damaged_archive_is_read_or_refused);
    tcase_add_test(failures, bundle_survives_every_allocation_failure);
    suite_add_tcase(suite, failures);
    return run_suite(suite);
}
