/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "taxonomy/image.h"
#include "taxonomy/readers.h"

match_taxonomy *
match_taxonomy_load(const char *path, match_report *report, match_error *err)
{
    struct file_bytes file;
    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    if (image_recognises(file.bytes, file.size)) {
        return image_open(file.bytes, file.size, path, report, err);
    }
    match_taxonomy *taxonomy = yaml_read_taxonomy(file.bytes, file.size, path, report, err);
    file_bytes_clear(&file);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_parse(const char *bytes, size_t size, const char *source, match_report *report,
                     match_error *err)
{
    const char *name = source ? source : "<memory>";
    if (size == MATCH_NUL) {
        size = strlen(bytes);
    }
    if (size > LIMIT_FILE_BYTES) {
        (void)fail_at(err, MATCH_ERR_LIMIT, name, 0, 0, "%zu bytes, expected at most %u", size,
                      LIMIT_FILE_BYTES);
        return NULL;
    }
    if (!image_recognises(bytes, size)) {
        return yaml_read_taxonomy(bytes, size, name, report, err);
    }
    char *copy = alloc_zeroed(size, 1);
    if (!copy) {
        (void)fail_memory(err);
        return NULL;
    }
    memcpy(copy, bytes, size);
    return image_open(copy, size, name, report, err);
}

match_status
match_taxonomy_save(const match_taxonomy *taxonomy, const char *path, match_error *err)
{
    return file_write(path, taxonomy->bytes, taxonomy->size, err);
}
