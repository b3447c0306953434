/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/policy.h"

#include "base/buffer.h"

#include <string.h>

static void
indent(struct buffer *out, unsigned depth)
{
    while (depth-- > 0) {
        buffer_add_text(out, "  ");
    }
}

/* YAML ends a line at these too, and a line end inside quotes would become a space. */
static const struct {
    const char *bytes;
    const char *escape;
} line_ends[] = {{"\xc2\x85", "\\N"}, {"\xe2\x80\xa8", "\\L"}, {"\xe2\x80\xa9", "\\P"}};

static void
write_text(struct buffer *out, const char *text)
{
    buffer_add_char(out, '"');
    while (*text) {
        size_t length = 1;

        for (size_t i = 0; i < sizeof line_ends / sizeof line_ends[0]; i++) {
            if (strncmp(text, line_ends[i].bytes, strlen(line_ends[i].bytes)) == 0) {
                buffer_add_text(out, line_ends[i].escape);
                length = strlen(line_ends[i].bytes);
            }
        }
        if (*text == '"' || *text == '\\') {
            buffer_add_char(out, '\\');
        }
        if (length == 1) {
            buffer_add_char(out, *text);
        }
        text += length;
    }
    buffer_add_char(out, '"');
}

static void
write_wages(struct buffer *out, const struct policy_values *values)
{
    if (values->wage_count == 0) {
        buffer_add_text(out, " []\n");
        return;
    }
    buffer_add_char(out, '\n');
    for (size_t i = 0; i < values->wage_count; i++) {
        char day[MATCH_DATE_TEXT_SIZE];
        match_date_format(values->wages[i].from, day);
        buffer_add_text(out, "  - {from: ");
        buffer_add_text(out, day);
        buffer_add_text(out, ", amount: ");
        buffer_add_int(out, values->wages[i].amount);
        buffer_add_text(out, "}\n");
    }
}

static void
write_value(struct buffer *out, const struct policy_field *field,
            const struct policy_values *values)
{
    const void *at = (const char *)values + field->offset;

    if (field->type == POLICY_WAGE_LIST) {
        write_wages(out, values);
        return;
    }
    buffer_add_char(out, ' ');
    if (field->type == POLICY_TEXT) {
        write_text(out, at);
    } else if (field->type == POLICY_ACTION) {
        buffer_add_text(out, policy_action_name((enum screening_action) * (const int32_t *)at));
    } else {
        buffer_add_int(out, *(const int32_t *)at);
    }
    buffer_add_char(out, '\n');
}

/* How many bytes of two paths agree, up to and with the last common dot. */
static size_t
common_keys(const char *a, const char *b)
{
    size_t common = 0;

    for (size_t i = 0; a[i] && a[i] == b[i]; i++) {
        if (a[i] == '.') {
            common = i + 1;
        }
    }
    return common;
}

void
policy_write(const struct policy_values *values, bool comments, struct buffer *out)
{
    const char *before = "";

    buffer_add_text(out, "format: libmatch-policy/1\n");
    for (size_t i = 0; i < policy_field_count; i++) {
        const struct policy_field *field = &policy_fields[i];
        const char *path = field->path;
        size_t common = common_keys(before, path);
        unsigned depth = 0;

        for (size_t j = 0; j < common; j++) {
            depth += path[j] == '.';
        }
        if (comments && common == 0) {
            buffer_add_char(out, '\n');
        }
        path += common;
        for (const char *dot = strchr(path, '.'); dot; path = dot + 1, dot = strchr(path, '.')) {
            indent(out, depth++);
            buffer_add(out, path, (size_t)(dot - path));
            buffer_add_text(out, ":\n");
        }
        if (comments) {
            indent(out, depth);
            buffer_add_text(out, "# ");
            buffer_add_text(out, field->description);
            buffer_add_char(out, '\n');
        }
        indent(out, depth);
        buffer_add_text(out, path);
        buffer_add_char(out, ':');
        write_value(out, field, values);
        before = field->path;
    }
}
