/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "taxonomy/image.h"
#include "taxonomy/label_shards.h"
#include "taxonomy/readers.h"

/* Whether a file that can be read in any order begins like a compiled taxonomy. */
static match_status
recognise(const struct file_input *input, bool *compiled, match_error *err)
{
    char head[8];
    *compiled = false;
    if (!input->regular || input->size < sizeof head) {
        return MATCH_OK;
    }
    match_status status = file_read_part(input, 0, head, sizeof head, err);
    *compiled = status == MATCH_OK && image_recognises(head, sizeof head);
    return status;
}

static match_taxonomy *
read_input(const struct file_input *input, match_report *report, match_error *err)
{
    struct file_bytes file;
    bool compiled;
    if (recognise(input, &compiled, err) != MATCH_OK) {
        return NULL;
    }
    if (compiled) {
        return image_read(input, report, err);
    }
    if (file_read_input(input, &file, err) != MATCH_OK) {
        return NULL;
    }
    if (image_recognises(file.bytes, file.size)) { /* from a pipe */
        return image_open(&file, input->path, report, err);
    }
    match_taxonomy *taxonomy = yaml_read_taxonomy(file.bytes, file.size, input->path, report, err);
    file_bytes_clear(&file);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_load(const char *path, match_report *report, match_error *err)
{
    struct file_input input;
    if (file_open(path, &input, err) != MATCH_OK) {
        return NULL;
    }
    match_taxonomy *taxonomy = read_input(&input, report, err);
    file_close(&input);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_map(const char *path, match_report *report, match_error *err)
{
    struct file_input input;
    struct file_bytes file;
    match_taxonomy *taxonomy = NULL;
    if (file_open(path, &input, err) != MATCH_OK) {
        return NULL;
    }
    if (file_map(&input, &file, err) == MATCH_OK) {
        taxonomy = image_open(&file, path, report, err);
    }
    file_close(&input);
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
    struct file_bytes copy = {.bytes = alloc_block(size), .size = size};
    if (!copy.bytes) {
        (void)fail_memory(err);
        return NULL;
    }
    memcpy(copy.bytes, bytes, size);
    return image_open(&copy, name, report, err);
}

match_status
match_taxonomy_save(const match_taxonomy *taxonomy, const char *path, match_error *err)
{
    struct image_header header;
    struct buffer out = {0};
    memcpy(&header, taxonomy->file.bytes, sizeof header);
    buffer_add(&out, taxonomy->file.bytes, (size_t)header.size);
    match_status status = shards_compose(taxonomy, &out, err);
    if (status == MATCH_OK) {
        header.appended = out.size - header.size;
        memcpy(out.bytes, &header, sizeof header);
        status = file_write(path, out.bytes, out.size, err);
    }
    buffer_clear(&out);
    return status;
}
