/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/file.h"
#include "base/limits.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t
entries(const char *folder)
{
    DIR *stream = opendir(folder);
    size_t count = 0;
    ck_assert_ptr_nonnull(stream);
    while (readdir(stream)) {
        count++;
    }
    closedir(stream);
    return count - 2; /* . and .. */
}

static void
assert_content(const char *path, const void *bytes, size_t size)
{
    struct file_bytes file = {0};
    match_error err;
    assert_ok(file_read(path, &file, &err), &err);
    ck_assert_uint_eq(file.size, size);
    ck_assert_mem_eq(file.bytes, bytes, size);
    ck_assert_int_eq(file.bytes[size], 0);
    ck_assert_uint_eq((uintptr_t)file.bytes % _Alignof(max_align_t), 0);
    file_bytes_clear(&file);
    ck_assert_ptr_null(file.bytes);
}

/* Some content without a pattern. */
static unsigned char *
make_content(size_t size)
{
    unsigned char *bytes = malloc(size + 1);
    uint64_t seed = size;
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (unsigned char)random_next(&seed);
    }
    return bytes;
}

static const size_t sizes[] = {0, 1, 6, 7, 8, 9, 4095, 4096, 65535, 65536, 65537, 300000};

START_TEST(file_is_read_as_it_was_written)
{
    unsigned char *bytes = make_content(sizes[_i]);
    const char *path = temp_path("some.bin");
    match_error err;

    assert_content(temp_file("plain.bin", bytes, sizes[_i]), bytes, sizes[_i]);
    assert_ok(file_write(path, bytes, sizes[_i], &err), &err);
    assert_content(path, bytes, sizes[_i]);
    free(bytes);
}
END_TEST

START_TEST(file_is_read_from_a_pipe)
{
    const size_t size = sizes[_i];
    unsigned char *bytes = make_content(size);
    const char *path = temp_path("pipe");
    pid_t child;

    ck_assert_int_eq(mkfifo(path, 0600), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        int file = open(path, O_WRONLY);
        size_t done = 0;
        while (done < size) {
            size_t step = size - done < 1000 ? size - done : 1000;
            ssize_t put = write(file, bytes + done, step);
            if (put < 0) {
                _exit(1);
            }
            done += (size_t)put;
        }
        _exit(0);
    }
    assert_content(path, bytes, size);
    waitpid(child, NULL, 0);
    free(bytes);
}
END_TEST

START_TEST(file_reads_standard_input)
{
    const char *path = temp_text("in", "from standard input");
    int file = open(path, O_RDONLY);
    ck_assert_int_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    assert_content("-", "from standard input", 19);
    close(file);
}
END_TEST

START_TEST(file_writes_standard_output)
{
    const char *path = temp_path("out");
    int kept = dup(STDOUT_FILENO);
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    match_error err;
    match_status status;

    fflush(stdout);
    ck_assert_int_eq(dup2(file, STDOUT_FILENO), STDOUT_FILENO);
    status = file_write("-", "abc", 3, &err);
    ck_assert_int_eq(dup2(kept, STDOUT_FILENO), STDOUT_FILENO);
    assert_ok(status, &err);
    assert_content(path, "abc", 3);
    close(file);
    close(kept);
}
END_TEST

START_TEST(file_says_why_it_cannot_be_read)
{
    struct file_bytes file = {.size = 99};
    match_error err;

    ck_assert_int_eq(file_read(temp_path("nothing"), &file, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "no such file");
    ck_assert_str_eq(err.source, temp_path("nothing"));
    ck_assert_int_eq(file_read(temp_dir(), &file, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "it is a folder");
    temp_text("plain", "");
    ck_assert_int_eq(file_read(temp_path("plain/below"), &file, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "not a folder");
    ck_assert_int_eq(file_read("", &file, &err), MATCH_ERR_IO);
    ck_assert_uint_eq(file.size, 99);
    ck_assert_ptr_null(file.bytes);
}
END_TEST

START_TEST(file_refuses_more_bytes_than_the_limit)
{
    const char *path = temp_text("huge", "");
    struct file_bytes file = {0};
    match_error err;

    /* A hole, which takes no room. */
    ck_assert_int_eq(truncate(path, (off_t)LIMIT_FILE_BYTES + 1), 0);
    ck_assert_int_eq(file_read(path, &file, &err), MATCH_ERR_LIMIT);
    assert_error(&err, MATCH_ERR_LIMIT, 0, "1073741825 bytes");
}
END_TEST

START_TEST(file_write_makes_a_private_file_and_leaves_nothing_else)
{
    const char *path = temp_path("result.csv");
    struct stat info;
    match_error err;

    umask(0);
    assert_ok(file_write(path, "one", 3, &err), &err);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 0777, 0600);
    assert_ok(file_write(path, "two", 3, &err), &err);
    assert_content(path, "two", 3);
    ck_assert_uint_eq(entries(temp_dir()), 1);
}
END_TEST

START_TEST(file_write_replaces_the_file_and_not_its_content)
{
    const char *path = temp_text("result.csv", "old");
    int reader = open(path, O_RDONLY);
    char bytes[4] = "";
    match_error err;

    /* Who has the old one open goes on reading the old one. */
    assert_ok(file_write(path, "new", 3, &err), &err);
    ck_assert_int_eq(read(reader, bytes, 3), 3);
    ck_assert_str_eq(bytes, "old");
    assert_content(path, "new", 3);
    close(reader);
}
END_TEST

START_TEST(file_write_leaves_the_old_file_when_it_fails)
{
    const char *path = temp_text("result.csv", "old");
    unsigned char *bytes = make_content(100000);
    struct rlimit limit;
    match_error err;

    /* A limit on the size of files stands in for a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = 50000;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(file_write(path, bytes, 100000, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "the file would be too large");
    limit.rlim_cur = limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_content(path, "old", 3);
    ck_assert_uint_eq(entries(temp_dir()), 1);
    free(bytes);
}
END_TEST

START_TEST(file_write_says_why_it_cannot)
{
    match_error err;
    ck_assert_int_eq(file_write(temp_path("no/such/folder"), "x", 1, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "no such file or folder");
    ck_assert_str_eq(err.source, temp_path("no/such/folder"));
    ck_assert_int_eq(file_write(temp_dir(), "x", 1, &err), MATCH_ERR_IO);
    assert_error(&err, MATCH_ERR_IO, 0, "it is a folder");
    ck_assert_uint_eq(entries(temp_dir()), 0);
}
END_TEST

START_TEST(file_write_keeps_a_link_and_a_device)
{
    const char *path = temp_text("real", "old");
    const char *name = temp_path("link");
    struct stat info;
    match_error err;

    ck_assert_int_eq(symlink(path, name), 0);
    assert_ok(file_write(name, "new", 3, &err), &err);
    ck_assert_int_eq(lstat(name, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    assert_content(path, "new", 3);

    assert_ok(file_write("/dev/null", "gone", 4, &err), &err);
    ck_assert_int_eq(stat("/dev/null", &info), 0);
    ck_assert(S_ISCHR(info.st_mode));
}
END_TEST

static match_status
attempt_files(void *data, match_error *err)
{
    const char *path = data;
    struct file_bytes file = {0};
    match_status status = file_write(path, "some bytes", 10, err);
    if (status == MATCH_OK) {
        status = file_read(path, &file, err);
    }
    file_bytes_clear(&file);
    return status;
}

START_TEST(file_survives_every_allocation_failure)
{
    char path[1024];
    snprintf(path, sizeof path, "%s", temp_path("attempt"));
    ck_assert_int_ge(for_every_allocation_failure(attempt_files, path), 2);
    ck_assert_uint_eq(entries(temp_dir()), 1);
}
END_TEST

START_TEST(file_exists_for_files_and_folders)
{
    ck_assert(file_exists(temp_text("here", "")));
    ck_assert(file_exists(temp_dir()));
    ck_assert(!file_exists(temp_path("not here")));
    ck_assert(!file_exists(""));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("file");
    TCase *reading = tcase_create("read");
    TCase *writing = tcase_create("write");
    int n = (int)(sizeof sizes / sizeof sizes[0]);

    tcase_add_loop_test(reading, file_is_read_as_it_was_written, 0, n);
    tcase_add_loop_test(reading, file_is_read_from_a_pipe, 0, n);
    tcase_add_test(reading, file_reads_standard_input);
    tcase_add_test(reading, file_says_why_it_cannot_be_read);
    tcase_add_test(reading, file_refuses_more_bytes_than_the_limit);
    tcase_add_test(reading, file_exists_for_files_and_folders);
    suite_add_tcase(suite, reading);

    tcase_add_test(writing, file_writes_standard_output);
    tcase_add_test(writing, file_write_makes_a_private_file_and_leaves_nothing_else);
    tcase_add_test(writing, file_write_replaces_the_file_and_not_its_content);
    tcase_add_test(writing, file_write_leaves_the_old_file_when_it_fails);
    tcase_add_test(writing, file_write_says_why_it_cannot);
    tcase_add_test(writing, file_write_keeps_a_link_and_a_device);
    tcase_add_test(writing, file_survives_every_allocation_failure);
    suite_add_tcase(suite, writing);
    return run_suite(suite);
}
