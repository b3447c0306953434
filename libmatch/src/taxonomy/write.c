/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/write.h"

#include "base/fail.h"
#include "base/file.h"

static const struct {
    match_taxonomy_format format;
    void (*write)(const match_taxonomy *taxonomy, struct buffer *out);
} writers[] = {
    {MATCH_TAXONOMY_YAML, write_yaml},
    {MATCH_TAXONOMY_TURTLE, write_turtle},
};

match_status
match_taxonomy_export(const match_taxonomy *taxonomy, const char *path,
                      match_taxonomy_format format, match_error *err)
{
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (writers[i].format != format) {
            continue;
        }
        writers[i].write(taxonomy, &out);
        match_status status =
            out.failed ? fail_memory(err) : file_write(path, out.bytes, out.size, err);
        buffer_clear(&out);
        return status;
    }
    return fail(err, MATCH_ERR_INVALID, "format is %d, expected a match_taxonomy_format",
                (int)format);
}
