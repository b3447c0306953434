/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/file.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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
read_stream(const struct file_input *input, struct file_bytes *out, match_error *err)
{
    size_t capacity = 0;
    for (;;) {
        char *grown = alloc_grow(out->bytes, &capacity, out->size + PIPE_STEP, 1);
        if (!grown) {
            return fail_memory(err);
        }
        out->bytes = grown;
        ssize_t got =
            read_some(input->descriptor, out->bytes + out->size, capacity - out->size - 1);
        if (got < 0) {
            return file_fail(err, input->path, "read", errno);
        }
        if (got == 0) {
            out->bytes[out->size] = '\0';
            return MATCH_OK;
        }
        out->size += (size_t)got;
        if (out->size > LIMIT_FILE_BYTES) {
            return fail_at(err, MATCH_ERR_LIMIT, input->path, 0, 0, "file has more than %u bytes",
                           LIMIT_FILE_BYTES);
        }
    }
}

match_status
file_read_part(const struct file_input *input, size_t offset, char *out, size_t size,
               match_error *err)
{
    while (size > 0) {
        ssize_t got = pread(input->descriptor, out, size, (off_t)offset);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return file_fail(err, input->path, "read", errno);
        }
        if (got == 0) {
            return fail_at(err, MATCH_ERR_IO, input->path, 0, 0,
                           "file became shorter while it was read");
        }
        out += got;
        offset += (size_t)got;
        size -= (size_t)got;
    }
    return MATCH_OK;
}

match_status
file_read_input(const struct file_input *input, struct file_bytes *out, match_error *err)
{
    struct file_bytes found = {0};
    match_status status;
    if (input->regular && input->size > 0) {
        found = (struct file_bytes){.bytes = alloc_block(input->size + 1), .size = input->size};
        status =
            found.bytes ? file_read_part(input, 0, found.bytes, found.size, err) : fail_memory(err);
        if (status == MATCH_OK) {
            found.bytes[found.size] = '\0';
        }
    } else {
        status = read_stream(input, &found, err); /* files of /proc say that they have 0 bytes */
    }
    if (status != MATCH_OK) {
        file_bytes_clear(&found);
        return status;
    }
    *out = found;
    return MATCH_OK;
}

/* Finds out what was opened. */
static match_status
look_at(struct file_input *input, match_error *err)
{
    struct stat info;
    if (fstat(input->descriptor, &info) != 0) {
        return file_fail(err, input->path, "read", errno);
    }
    if (S_ISDIR(info.st_mode)) {
        return file_fail(err, input->path, "read", EISDIR);
    }
    if (!S_ISREG(info.st_mode) || is_stream(input->path)) {
        return MATCH_OK; /* standard input may stand in the middle of a file */
    }
    if (info.st_size > (off_t)LIMIT_FILE_BYTES) {
        return fail_at(err, MATCH_ERR_LIMIT, input->path, 0, 0,
                       "file has %lld bytes, at most %u allowed", (long long)info.st_size,
                       LIMIT_FILE_BYTES);
    }
    input->regular = true;
    input->size = (size_t)info.st_size;
    return MATCH_OK;
}

match_status
file_open(const char *path, struct file_input *out, match_error *err)
{
    struct file_input input = {.path = path, .descriptor = STDIN_FILENO};
    if (!is_stream(path)) {
        input.descriptor = open(path, O_RDONLY | O_CLOEXEC);
    }
    if (input.descriptor < 0) {
        return file_fail(err, path, "open", errno);
    }
    match_status status = look_at(&input, err);
    if (status != MATCH_OK) {
        file_close(&input);
        return status;
    }
    *out = input;
    return MATCH_OK;
}

void
file_close(struct file_input *input)
{
    if (!is_stream(input->path)) {
        close(input->descriptor);
    }
}

match_status
file_keep(const struct file_input *input, struct file_input *out, match_error *err)
{
    size_t size = strlen(input->path) + 1;
    char *path = alloc_zeroed(size, 1);
    if (!path) {
        return fail_memory(err);
    }
    int descriptor = fcntl(input->descriptor, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) {
        alloc_free(path);
        return file_fail(err, input->path, "keep open", errno);
    }
    memcpy(path, input->path, size);
    *out = *input;
    out->path = path;
    out->descriptor = descriptor;
    return MATCH_OK;
}

void
file_let_go(struct file_input *kept)
{
    if (kept->path) {
        close(kept->descriptor);
        alloc_free((void *)(uintptr_t)kept->path);
    }
    *kept = (struct file_input){0};
}

match_status
file_read(const char *path, struct file_bytes *out, match_error *err)
{
    struct file_input input;
    match_status status = file_open(path, &input, err);
    if (status == MATCH_OK) {
        status = file_read_input(&input, out, err);
        file_close(&input);
    }
    return status;
}

match_status
file_map(const struct file_input *input, struct file_bytes *out, match_error *err)
{
    if (!input->regular || input->size == 0) {
        return fail_at(err, MATCH_ERR_IO, input->path, 0, 0,
                       "only a file that is not empty can be mapped");
    }
    void *bytes = mmap(NULL, input->size, PROT_READ, MAP_PRIVATE, input->descriptor, 0);
    if (bytes == MAP_FAILED) {
        return file_fail(err, input->path, "map", errno);
    }
    *out = (struct file_bytes){.bytes = bytes, .size = input->size, .mapped = true};
    return MATCH_OK;
}

void
file_bytes_clear(struct file_bytes *file)
{
    if (file->mapped) {
        (void)munmap(file->bytes, file->size);
    } else {
        alloc_free(file->bytes);
    }
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
