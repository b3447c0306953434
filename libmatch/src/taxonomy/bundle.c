/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/bundle.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"

/* Deflate cannot shrink anything more than 1,032 times; an archive that says so lies. */
#define MOST_RATIO 1032u
#define RATIO_SLACK 4096u

/* --- Names ----------------------------------------------------------------------------------- */

static char
small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
bundle_same_name(const char *one, size_t length, const char *other)
{
    for (size_t i = 0; i < length; i++) {
        if (small_letter(one[i]) != small_letter(other[i])) {
            return false; /* also where the other is shorter */
        }
    }
    return other[length] == '\0';
}

static bool
is_zip_name(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && bundle_same_name(name + length - 4, 4, ".zip");
}

static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Two texts with a slash between them; NULL on want of memory. */
static char *
join(struct arena *arena, const char *before, const char *after)
{
    size_t length = strlen(before);
    size_t more = strlen(after);
    char *whole = arena_zeroed(arena, length + more + 2, 1);
    if (whole) {
        memcpy(whole, before, length);
        whole[length] = '/';
        memcpy(whole + length + 1, after, more + 1);
    }
    return whole;
}

static match_status
add_file(struct bundle *bundle, struct bundle_file file, match_error *err)
{
    if (bundle->count >= LIMIT_BUNDLE_FILES) {
        return fail_at(err, MATCH_ERR_LIMIT, file.path, 0, 0, "there are more than %u files",
                       LIMIT_BUNDLE_FILES);
    }
    if (!file.name || !file.label || !file.path) {
        return fail_memory(err);
    }
    struct bundle_file *files =
        alloc_grow(bundle->files, &bundle->capacity, bundle->count + 1, sizeof *files);
    if (!files) {
        return fail_memory(err);
    }
    bundle->files = files;
    files[bundle->count++] = file;
    return MATCH_OK;
}

/* --- Archives -------------------------------------------------------------------------------- */

static match_status
add_entry(struct bundle *bundle, uint64_t entry, const char *path, match_error *err)
{
    struct zip_stat facts;
    zip_stat_init(&facts);
    if (zip_stat_index(bundle->archives[bundle->archive_count - 1], entry, 0, &facts) != 0) {
        return fail_at(err, MATCH_ERR_FORMAT, path, 0, 0, "the archive cannot be listed");
    }
    const char *name = last_part(facts.name ? facts.name : "");
    if (name[0] == '\0' || name[0] == '.') {
        return MATCH_OK; /* a folder, or what a system hides */
    }
    size_t length = strlen(name);
    struct bundle_file file = {.name = arena_text(&bundle->arena, name, length),
                               .label = join(&bundle->arena, last_part(path), name),
                               .size = (facts.valid & ZIP_STAT_SIZE) != 0 ? facts.size : 0,
                               .path = path,
                               .archive = (uint32_t)bundle->archive_count,
                               .entry = entry};
    return add_file(bundle, file, err);
}

static match_status
fail_open(const char *path, int code, match_error *err)
{
    switch (code) {
    case ZIP_ER_MEMORY: return fail_memory(err);
    case ZIP_ER_NOENT:
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK: return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot read the archive");
    default:
        return fail_at(err, MATCH_ERR_FORMAT, path, 0, 0,
                       "the file is no whole zip archive, expected a folder or an archive");
    }
}

static match_status
open_archive(struct bundle *bundle, const char *path, match_error *err)
{
    struct zip **archives = alloc_grow(bundle->archives, &bundle->archive_capacity,
                                       bundle->archive_count + 1, sizeof *archives);
    if (!archives) {
        return fail_memory(err);
    }
    bundle->archives = archives;
    int code = 0;
    struct zip *archive = zip_open(path, ZIP_RDONLY, &code);
    if (!archive) {
        return fail_open(path, code, err);
    }
    archives[bundle->archive_count++] = archive;
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > (zip_int64_t)LIMIT_BUNDLE_FILES) {
        return fail_at(err, MATCH_ERR_LIMIT, path, 0, 0, "the archive has more than %u files",
                       LIMIT_BUNDLE_FILES);
    }
    match_status status = MATCH_OK;
    for (zip_int64_t i = 0; i < count && status == MATCH_OK; i++) {
        status = add_entry(bundle, (uint64_t)i, path, err);
    }
    return status;
}

/* --- Folders --------------------------------------------------------------------------------- */

static match_status
take_entry(struct bundle *bundle, const char *folder, const char *name, match_error *err)
{
    struct stat facts;
    if (name[0] == '.') {
        return MATCH_OK;
    }
    char *path = join(&bundle->arena, folder, name);
    if (!path) {
        return fail_memory(err);
    }
    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return MATCH_OK; /* a folder or a link to nowhere is none of ours */
    }
    if (is_zip_name(name)) {
        return open_archive(bundle, path, err);
    }
    return add_file(bundle,
                    (struct bundle_file){.name = last_part(path),
                                         .label = last_part(path),
                                         .path = path,
                                         .size = (uint64_t)facts.st_size},
                    err);
}

static match_status
list_folder(struct bundle *bundle, const char *path, match_error *err)
{
    DIR *open = opendir(path);
    match_status status = MATCH_OK;
    if (!open) {
        return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot open the folder: %s",
                       fail_system_text(errno));
    }
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(open);
        if (!entry) {
            break;
        }
        status = take_entry(bundle, path, entry->d_name, err);
        if (status != MATCH_OK) {
            break;
        }
    }
    if (status == MATCH_OK && errno != 0) {
        status = fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot read the folder: %s",
                         fail_system_text(errno));
    }
    (void)closedir(open);
    return status;
}

static int
compare_files(const void *a, const void *b)
{
    const struct bundle_file *left = a;
    const struct bundle_file *right = b;
    int order = strcmp(left->name, right->name);
    if (order == 0 && (left->archive == 0) != (right->archive == 0)) {
        return left->archive == 0 ? -1 : 1;
    }
    order = order == 0 ? strcmp(left->path, right->path) : order;
    if (order == 0 && left->entry != right->entry) {
        order = left->entry < right->entry ? -1 : 1;
    }
    return order;
}

match_status
bundle_open(const char *path, struct bundle *out, match_error *err)
{
    struct stat facts;
    match_status status;
    *out = (struct bundle){0};
    if (stat(path, &facts) != 0) {
        return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot open the folder: %s",
                       fail_system_text(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        status = list_folder(out, path, err);
    } else if (!S_ISREG(facts.st_mode)) {
        status = fail_at(err, MATCH_ERR_IO, path, 0, 0,
                         "the path is no file, expected a folder or a zip archive");
    } else {
        const char *copy = arena_text(&out->arena, path, strlen(path));
        status = copy ? open_archive(out, copy, err) : fail_memory(err);
    }
    if (status == MATCH_OK && out->count > 1) {
        qsort(out->files, out->count, sizeof out->files[0], compare_files);
    }
    return status;
}

/* --- Content --------------------------------------------------------------------------------- */

/* Sizes and methods are checked before anything is unpacked. */
static match_status
check_entry(const struct zip_stat *facts, const char *label, match_error *err)
{
    const zip_uint64_t wanted =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((facts->valid & wanted) != wanted) {
        return fail_at(err, MATCH_ERR_FORMAT, label, 0, 0,
                       "the archive does not state size and method");
    }
    if (facts->encryption_method != ZIP_EM_NONE) {
        return fail_at(err, MATCH_ERR_FORMAT, label, 0, 0,
                       "the file is encrypted, expected one without a password");
    }
    if (facts->comp_method != ZIP_CM_STORE && facts->comp_method != ZIP_CM_DEFLATE) {
        return fail_at(err, MATCH_ERR_FORMAT, label, 0, 0,
                       "the file is compressed with method %u, expected 0 (stored) or 8 (deflate)",
                       (unsigned)facts->comp_method);
    }
    if (facts->size > LIMIT_FILE_BYTES) {
        return fail_at(err, MATCH_ERR_LIMIT, label, 0, 0,
                       "the file would have %llu bytes, at most %u allowed",
                       (unsigned long long)facts->size, LIMIT_FILE_BYTES);
    }
    if (facts->size > facts->comp_size * MOST_RATIO + RATIO_SLACK) {
        return fail_at(err, MATCH_ERR_LIMIT, label, 0, 0,
                       "the archive says that %llu bytes become %llu, which cannot be",
                       (unsigned long long)facts->comp_size, (unsigned long long)facts->size);
    }
    return MATCH_OK;
}

static match_status
fail_entry(const struct bundle_file *file, const char *reason, match_error *err)
{
    return fail_at(err, MATCH_ERR_FORMAT, file->label, 0, 0, "the file cannot be unpacked: %s",
                   reason);
}

/* Unpacks exactly as many bytes as the archive promised; the end checks the checksum. */
static match_status
unpack(struct zip_file *entry, const struct bundle_file *file, struct file_bytes *out,
       match_error *err)
{
    uint64_t done = 0;
    while (done < out->size) {
        zip_int64_t got = zip_fread(entry, out->bytes + done, out->size - done);
        if (got <= 0) {
            return fail_entry(file, got < 0 ? "it is damaged" : "it is cut off", err);
        }
        done += (uint64_t)got;
    }
    char more;
    zip_int64_t rest = zip_fread(entry, &more, 1);
    if (rest != 0) {
        return fail_entry(file, rest < 0 ? "it is damaged" : "it is larger than it says", err);
    }
    return MATCH_OK;
}

match_status
bundle_read(const struct bundle *bundle, const struct bundle_file *file, struct file_bytes *out,
            match_error *err)
{
    if (file->archive == 0) {
        return file_read(file->path, out, err);
    }
    struct zip *archive = bundle->archives[file->archive - 1];
    struct zip_stat facts;
    zip_stat_init(&facts);
    if (zip_stat_index(archive, file->entry, 0, &facts) != 0) {
        return fail_entry(file, "the archive cannot be listed", err);
    }
    match_status status = check_entry(&facts, file->label, err);
    if (status != MATCH_OK) {
        return status;
    }
    struct zip_file *entry = zip_fopen_index(archive, file->entry, 0);
    if (!entry) {
        return fail_entry(file, "it is not where the archive says", err);
    }
    struct file_bytes found = {.bytes = alloc_zeroed((size_t)facts.size + 1, 1),
                               .size = (size_t)facts.size};
    status = found.bytes ? unpack(entry, file, &found, err) : fail_memory(err);
    (void)zip_fclose(entry);
    if (status != MATCH_OK) {
        file_bytes_clear(&found);
        return status;
    }
    *out = found;
    return MATCH_OK;
}

void
bundle_clear(struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->archive_count; i++) {
        zip_discard(bundle->archives[i]);
    }
    alloc_free(bundle->archives);
    alloc_free(bundle->files);
    arena_clear(&bundle->arena);
    *bundle = (struct bundle){0};
}
