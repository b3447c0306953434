/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/file.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIPE_STEP ((size_t)64 * 1024)

match_status
file_fail(match_error *err, const char *path, const char *what, int number)
{
    return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot %s: %s (errno %d)", what,
                   fail_system_text(number), number);
}

static bool
is_stream(const char *path)
{
    return strcmp(path, "-") == 0;
}

static ssize_t
read_some(int file, char *out, size_t size)
{
    ssize_t got;
    do {
        got = read(file, out, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* Reads to the end. There is always room for one byte more, which holds the closing 0. */
static match_status
read_all(int file, const char *path, size_t expected, struct file_bytes *out, match_error *err)
{
    size_t capacity = 0;
    size_t wanted = expected + 2; /* the byte past the end shows that there is no more */

    for (;;) {
        ssize_t got;
        char *grown = alloc_grow(out->bytes, &capacity, wanted, 1);
        if (!grown) {
            return fail_memory(err);
        }
        out->bytes = grown;
        got = read_some(file, out->bytes + out->size, capacity - out->size - 1);
        if (got < 0) {
            return file_fail(err, path, "read", errno);
        }
        if (got == 0) {
            out->bytes[out->size] = '\0';
            return MATCH_OK;
        }
        out->size += (size_t)got;
        if (out->size > LIMIT_FILE_BYTES) {
            return fail_at(err, MATCH_ERR_LIMIT, path, 0, 0, "file has more than %u bytes",
                           LIMIT_FILE_BYTES);
        }
        wanted = out->size + 2;
        if (capacity - out->size < 2) {
            wanted = out->size + PIPE_STEP;
        }
    }
}

static match_status
read_open(int file, const char *path, struct file_bytes *out, match_error *err)
{
    struct stat info;
    size_t expected = 0;

    if (fstat(file, &info) != 0) {
        return file_fail(err, path, "read", errno);
    }
    if (S_ISDIR(info.st_mode)) {
        return file_fail(err, path, "read", EISDIR);
    }
    if (S_ISREG(info.st_mode) && info.st_size > 0) {
        if (info.st_size > (off_t)LIMIT_FILE_BYTES) {
            return fail_at(err, MATCH_ERR_LIMIT, path, 0, 0,
                           "file has %lld bytes, at most %u allowed", (long long)info.st_size,
                           LIMIT_FILE_BYTES);
        }
        expected = (size_t)info.st_size;
    }
    return read_all(file, path, expected, out, err);
}

match_status
file_read(const char *path, struct file_bytes *out, match_error *err)
{
    struct file_bytes found = {0};
    match_status status;
    int file = is_stream(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return file_fail(err, path, "open", errno);
    }
    status = read_open(file, path, &found, err);
    if (!is_stream(path)) {
        close(file);
    }
    if (status != MATCH_OK) {
        file_bytes_clear(&found);
        return status;
    }
    *out = found;
    return MATCH_OK;
}

void
file_bytes_clear(struct file_bytes *file)
{
    alloc_free(file->bytes);
    *file = (struct file_bytes){0};
}

/* 0 or an errno value. */
static int
write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(file, bytes, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return errno;
        }
        bytes += put;
        size -= (size_t)put;
    }
    return 0;
}

/* For what cannot be replaced by a new file: standard output, devices, named pipes. */
static match_status
write_stream(const char *path, const void *bytes, size_t size, match_error *err)
{
    int number;
    int file = is_stream(path) ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);

    if (file < 0) {
        return file_fail(err, path, "open for writing", errno);
    }
    number = write_all(file, bytes, size);
    if (!is_stream(path) && close(file) != 0 && number == 0) {
        number = errno;
    }
    return number == 0 ? MATCH_OK : file_fail(err, path, "write", number);
}

void
file_sync_parent(char *path)
{
    char *slash = strrchr(path, '/');
    int folder;

    if (slash) {
        slash[slash == path] = '\0';
    }
    folder = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
}

/* path + temporary, a template for mkstemp(), become the file; temporary is used up. */
static match_status
write_beside(const char *path, char *temporary, const void *bytes, size_t size, match_error *err)
{
    int number = 0;
    int file = mkstemp(temporary); /* mode 0600 */

    if (file < 0) {
        return file_fail(err, path, "write", errno);
    }
    number = write_all(file, bytes, size);
    if (number == 0 && fsync(file) != 0 && errno != EINVAL) {
        number = errno;
    }
    if (close(file) != 0 && number == 0) {
        number = errno;
    }
    if (number == 0 && rename(temporary, path) != 0) {
        number = errno;
    }
    if (number != 0) {
        unlink(temporary);
        return file_fail(err, path, "write", number);
    }
    file_sync_parent(temporary);
    return MATCH_OK;
}

match_status
file_create(const char *path, const void *bytes, size_t size, match_error *err)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return file_fail(err, path, "write", errno);
    }
    int number = write_all(file, bytes, size);
    if (close(file) != 0 && number == 0) {
        number = errno;
    }
    return number == 0 ? MATCH_OK : file_fail(err, path, "write", number);
}

match_status
file_write(const char *path, const void *bytes, size_t size, match_error *err)
{
    static const char suffix[] = ".XXXXXX";
    char resolved[PATH_MAX];
    struct stat info;
    char *temporary;
    match_status status;
    size_t length;

    if (is_stream(path)) {
        return write_stream(path, bytes, size, err);
    }
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode)) {
            return file_fail(err, path, "write", EISDIR);
        }
        if (!S_ISREG(info.st_mode)) {
            return write_stream(path, bytes, size, err);
        }
        if (realpath(path, resolved)) {
            path = resolved; /* a link stays a link */
        }
    }
    length = strlen(path);
    temporary = alloc_zeroed(length + sizeof suffix, 1);
    if (!temporary) {
        return fail_memory(err);
    }
    memcpy(temporary, path, length);
    memcpy(temporary + length, suffix, sizeof suffix);
    status = write_beside(path, temporary, bytes, size, err);
    alloc_free(temporary);
    return status;
}

bool
file_exists(const char *path)
{
    return access(path, R_OK) == 0;
}
