/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/write.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"

bool
write_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_plain(char c)
{
    return write_is_letter(c) || (c >= '0' && c <= '9') || strchr("-._~", c) != NULL;
}

void
write_encoded(struct buffer *out, const char *text, bool all)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        bool kept = all ? is_plain(*text) : c > 0x20 && !strchr("<>\"{}|^`\\", *text);
        if (kept) {
            buffer_add_char(out, *text);
        } else {
            char escape[4];
            snprintf(escape, sizeof escape, "%%%02X", c);
            buffer_add_text(out, escape);
        }
    }
}

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
    if (format == MATCH_TAXONOMY_CSV) {
        return write_csv(taxonomy, path, err);
    }
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
