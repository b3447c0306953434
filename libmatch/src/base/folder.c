/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/file.h"

static bool
is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* 0 where nothing is there or an empty folder, else an errno value. */
static int
find_hindrance(const char *path)
{
    DIR *folder = opendir(path);
    int number = 0;
    if (!folder) {
        return errno == ENOENT ? 0 : errno;
    }
    for (const struct dirent *entry; number == 0 && (entry = readdir(folder)) != NULL;) {
        number = is_dots(entry->d_name) ? 0 : ENOTEMPTY;
    }
    closedir(folder);
    return number;
}

/* The text in memory of its own, NULL where there is none. */
static char *
join(const char *first, size_t length, const char *second)
{
    struct buffer out = {0};
    buffer_add(&out, first, length);
    buffer_add_text(&out, second);
    if (out.failed) {
        buffer_clear(&out);
    }
    return out.bytes;
}

match_status
folder_begin(struct folder *folder, const char *path, match_error *err)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    *folder = (struct folder){.path = join(path, length, "")};
    if (!folder->path) {
        return fail_memory(err);
    }
    int number = strcmp(path, "-") == 0 ? ENOTDIR : find_hindrance(folder->path);
    if (number != 0) {
        return file_fail(err, path, "write the folder", number);
    }
    char *temporary = join(folder->path, length, ".XXXXXX");
    if (!temporary) {
        return fail_memory(err);
    }
    if (!mkdtemp(temporary)) { /* mode 0700 */
        number = errno;
        alloc_free(temporary);
        return file_fail(err, path, "make the folder", number);
    }
    folder->temporary = temporary;
    return MATCH_OK;
}

match_status
folder_write(const struct folder *folder, const char *name, const void *bytes, size_t size,
             match_error *err)
{
    struct buffer path = {0};
    buffer_add_text(&path, folder->temporary);
    buffer_add_char(&path, '/');
    buffer_add_text(&path, name);
    match_status status =
        path.failed ? fail_memory(err) : file_create(path.bytes, bytes, size, err);
    buffer_clear(&path);
    return status;
}

/* 0 once all files, and with "." their names, are on the disk, else an errno value. */
static int
sync_all(const char *path)
{
    DIR *folder = opendir(path);
    int number = 0;
    if (!folder) {
        return errno;
    }
    for (const struct dirent *entry; number == 0 && (entry = readdir(folder)) != NULL;) {
        int file = openat(dirfd(folder), entry->d_name, O_RDONLY | O_CLOEXEC);
        if (file < 0 || (fsync(file) != 0 && errno != EINVAL)) {
            number = errno;
        }
        if (file >= 0) {
            close(file);
        }
    }
    closedir(folder);
    return number;
}

match_status
folder_finish(struct folder *folder, match_error *err)
{
    int number = sync_all(folder->temporary);
    if (number != 0) {
        return file_fail(err, folder->path, "write the folder", number);
    }
    if (rename(folder->temporary, folder->path) != 0) {
        return file_fail(err, folder->path, "write the folder", errno);
    }
    file_sync_parent(folder->temporary);
    alloc_free(folder->temporary);
    folder->temporary = NULL;
    return MATCH_OK;
}

static void
remove_all(const char *path)
{
    DIR *folder = opendir(path);
    if (folder) {
        for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            if (!is_dots(entry->d_name)) {
                (void)unlinkat(dirfd(folder), entry->d_name, 0);
            }
        }
        closedir(folder);
    }
    (void)rmdir(path);
}

void
folder_clear(struct folder *folder)
{
    if (folder->temporary) {
        remove_all(folder->temporary);
    }
    alloc_free(folder->temporary);
    alloc_free(folder->path);
    *folder = (struct folder){0};
}
