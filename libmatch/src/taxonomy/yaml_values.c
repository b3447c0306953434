/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/yaml_values.h"

#include <string.h>

#include "base/fail.h"

struct builder_place
values_place(const struct reader *reader, node *at)
{
    return (struct builder_place){.source = reader->source, .line = at->line};
}

match_status
values_fail(const struct reader *reader, node *at, const char *what, const char *expected)
{
    return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, at->line, at->column,
                   "'%.80s' is %s, expected %s", what,
                   at->kind == DOCUMENT_LIST      ? "a list"
                   : at->kind == DOCUMENT_MAPPING ? "a mapping"
                                                  : "a text",
                   expected);
}

/* Names the key that is not known and those that are. */
static match_status
fail_key(const struct reader *reader, node *key, const struct key *keys, size_t count,
         uint32_t kind_bit)
{
    struct buffer allowed = {0};
    for (size_t i = 0; i < count; i++) {
        if (kind_bit == 0 || keys[i].kinds == 0 || (keys[i].kinds & kind_bit)) {
            buffer_add_text(&allowed, allowed.size > 0 ? ", " : "");
            buffer_add_text(&allowed, keys[i].name);
        }
    }
    match_status status =
        allowed.failed
            ? fail_memory(reader->err)
            : fail_at(reader->err, MATCH_ERR_INVALID, reader->name, key->line, key->column,
                      "key '%.40s' is unknown, expected one of %s", key->text, allowed.bytes);
    buffer_clear(&allowed);
    return status;
}

match_status
values_expect_text(const struct reader *reader, node *value, const char *name)
{
    if (value->kind != DOCUMENT_SCALAR) {
        return values_fail(reader, value, name, "a text");
    }
    if (value->length == 0) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, value->line, value->column,
                       "'%.80s' is empty, expected a text", name);
    }
    return MATCH_OK;
}

/* Reads each key of a mapping by its row in a table. */
match_status
values_read_keys(struct reader *reader, const struct subject *subject, node *mapping,
                 const char *name, const struct key *keys, size_t count)
{
    uint32_t kind_bit = subject ? 1u << subject->kind : 0;
    if (mapping->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, mapping, name, "a mapping of keys and values");
    }
    for (uint32_t i = 0; i < mapping->count; i++) {
        node *key = mapping->keys[i];
        size_t k = 0;
        while (k < count && (strcmp(keys[k].name, key->text) != 0 ||
                             (keys[k].kinds != 0 && (keys[k].kinds & kind_bit) == 0))) {
            k++;
        }
        if (k == count) {
            return fail_key(reader, key, keys, count, kind_bit);
        }
        match_status status = keys[k].read(reader, subject, mapping->items[i], keys[k].argument);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* Calls a function for each item of a list. */
match_status
values_read_items(struct reader *reader, const struct subject *subject, node *list,
                  const char *name, value_reader *read, int argument)
{
    if (list->kind != DOCUMENT_LIST) {
        return values_fail(reader, list, name, "a list");
    }
    for (uint32_t i = 0; i < list->count; i++) {
        match_status status = read(reader, subject, list->items[i], argument);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

/* The text of a key, NULL where it is not given. */
match_status
values_get_text(const struct reader *reader, node *mapping, const char *key, const char **text)
{
    node *value = document_get(mapping, key);
    *text = NULL;
    if (!value) {
        return MATCH_OK;
    }
    match_status status = values_expect_text(reader, value, key);
    *text = status == MATCH_OK ? value->text : NULL;
    return status;
}

match_status
values_set_property(struct reader *reader, const char *key, node *value)
{
    match_status status = values_expect_text(reader, value, key);
    return status == MATCH_OK ? builder_set_property(&reader->builder, key, value->text,
                                                     values_place(reader, value), reader->err)
                              : status;
}

match_status
values_set_properties(struct reader *reader, const char *name, const char *prefix, node *mapping)
{
    struct buffer key = {0};
    match_status status = MATCH_OK;
    if (mapping->kind != DOCUMENT_MAPPING) {
        return values_fail(reader, mapping, name,
                           prefix[0] != '\0' ? "a mapping of languages"
                                             : "a mapping of names and texts");
    }
    for (uint32_t i = 0; i < mapping->count && status == MATCH_OK; i++) {
        key.size = 0;
        buffer_add_text(&key, prefix);
        buffer_add_text(&key, mapping->keys[i]->text);
        status = key.failed ? fail_memory(reader->err)
                            : values_set_property(reader, key.bytes, mapping->items[i]);
    }
    buffer_clear(&key);
    return status;
}
