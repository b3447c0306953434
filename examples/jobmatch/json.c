/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "json.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static void
new_line(const struct json *json)
{
    if (json->pretty) {
        fprintf(json->file, "\n%*s", (int)(2 * json->depth), "");
    }
}

/* Bytes of the UTF-8 character at a place, 0 when there is none. */
static size_t
character_bytes(const unsigned char *at)
{
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;

    if (at[0] >= 0x80 && (at[0] < 0xc2 || at[0] > 0xf4)) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f)) {
        return 0;
    }
    return length;
}

/* File names may hold any bytes; JSON is UTF-8. */
static void
put_string(struct json *json, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *plain = at; /* not yet written */

    fputc('"', json->file);
    while (*at) {
        size_t length = character_bytes(at);
        bool special = *at == '"' || *at == '\\' || *at < 0x20 || *at == 0x7f || length == 0;
        if (!special) {
            at += length;
            continue;
        }
        fwrite(plain, 1, (size_t)(at - plain), json->file);
        if (*at == '"' || *at == '\\') {
            fprintf(json->file, "\\%c", *at);
        } else if (*at == '\n') {
            fputs("\\n", json->file);
        } else if (length == 0) {
            fputs("\\ufffd", json->file);
        } else {
            fprintf(json->file, "\\u%04x", (unsigned)*at);
        }
        plain = ++at;
    }
    fwrite(plain, 1, (size_t)(at - plain), json->file);
    fputc('"', json->file);
}

static void
begin_value(struct json *json, const char *key)
{
    if (json->depth > 0) {
        if (json->filled[json->depth - 1]) {
            fputc(',', json->file);
        }
        json->filled[json->depth - 1] = true;
        new_line(json);
    }
    if (key) {
        put_string(json, key);
        fputs(json->pretty ? ": " : ":", json->file);
    }
}

void
json_open(struct json *json, const char *key, char bracket)
{
    begin_value(json, key);
    fputc(bracket, json->file);
    assert(json->depth < JSON_DEPTH);
    json->filled[json->depth++] = false;
}

void
json_close(struct json *json, char bracket)
{
    assert(json->depth > 0);
    json->depth--;
    if (json->filled[json->depth]) {
        new_line(json);
    }
    fputc(bracket, json->file);
    if (json->depth == 0) {
        fputc('\n', json->file);
    }
}

void
json_text(struct json *json, const char *key, const char *value)
{
    begin_value(json, key);
    put_string(json, value);
}

void
json_number(struct json *json, const char *key, int64_t value)
{
    begin_value(json, key);
    fprintf(json->file, "%" PRId64, value);
}

static void
put_null(struct json *json, const char *key)
{
    begin_value(json, key);
    fputs("null", json->file);
}

void
json_known(struct json *json, const char *key, int64_t value)
{
    if (value < 0) {
        put_null(json, key);
    } else {
        json_number(json, key, value);
    }
}

void
json_text_or_null(struct json *json, const char *key, const char *value)
{
    if (value && value[0]) {
        json_text(json, key, value);
    } else {
        put_null(json, key);
    }
}

void
json_truth(struct json *json, const char *key, bool value)
{
    begin_value(json, key);
    fputs(value ? "true" : "false", json->file);
}
