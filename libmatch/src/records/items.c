/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/items.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "records/bind.h"
#include "records/reader.h"
#include "records/record.h"

#include <stdlib.h>
#include <string.h>

/* ---- cells and quotes ---- */

/* Where the text in quotes that begins at a quote ends; the quote alone where it never closes. */
static size_t
skip_quoted(const char *text, size_t length, size_t at)
{
    const char *close = memchr(text + at + 1, '"', length - at - 1);
    return close ? (size_t)(close - text) + 1 : at + 1;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
trim(const char **text, size_t *length)
{
    while (*length > 0 && is_blank((*text)[0])) {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && is_blank((*text)[*length - 1])) {
        (*length)--;
    }
}

bool
items_next(const char *text, size_t length, size_t *offset, const char **item, size_t *item_length)
{
    while (*offset < length) {
        size_t start = *offset;
        size_t at = start;

        while (at < length && text[at] != ';' && text[at] != '\n' && text[at] != '\r') {
            at = text[at] == '"' ? skip_quoted(text, length, at) : at + 1;
        }
        *offset = at + 1;
        *item = text + start;
        *item_length = at - start;
        trim(item, item_length);
        if (*item_length > 0) {
            return true;
        }
    }
    return false;
}

const char *
items_unquote(struct arena *arena, const char *text, size_t length, size_t *out_length)
{
    char *copy;
    size_t used = 0;

    *out_length = length;
    if (length < 2 || text[0] != '"' || text[length - 1] != '"') {
        return text;
    }
    copy = arena_zeroed(arena, length, 1);
    if (!copy) {
        return NULL;
    }
    for (size_t i = 1; i < length - 1; i++) {
        copy[used++] = text[i];
        if (text[i] == '"' && text[i + 1] == '"' && i + 1 < length - 1) {
            i++;
        }
    }
    *out_length = used;
    return copy;
}

void
items_quote(struct buffer *out, const char *text)
{
    size_t length = strlen(text);

    bool plain = length > 0 && strcspn(text, "\";\n\r\t =>") == length;

    /* "by:me" would be an option; "http://..." is none. */
    if (plain && (!strchr(text, ':') || strstr(text, "://"))) {
        buffer_add(out, text, length);
        return;
    }
    buffer_add_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') {
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, text[i]);
    }
    buffer_add_char(out, '"');
}

/* ---- one item ---- */

/* The values of an item, as texts, one for each field of its table. */
struct item_values {
    struct document_node storage[ITEM_FIELDS];
    const struct document_node *nodes[ITEM_FIELDS];
};

/* The field that an option "name:" at a place of the text names; SIZE_MAX for none. */
static size_t
option_at(const struct item_table *table, const char *text, size_t length, size_t at, size_t *value)
{
    size_t end = at;

    while (end < length && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_')) {
        end++;
    }
    if (end == at || end >= length || text[end] != ':') {
        return SIZE_MAX;
    }
    *value = end + 1;
    return field_find(table->fields, table->count, text + at, end - at);
}

/* Where the key ends: before '=', '>=', the first known option, or at the end. */
static size_t
find_key_end(const struct item_table *table, const char *text, size_t length)
{
    size_t value;

    if (length > 1 && text[0] == '"' && memchr(text + 1, '"', length - 1)) {
        size_t at = skip_quoted(text, length, 0);
        while (at < length && text[at] == '"') {
            at = skip_quoted(text, length, at); /* a doubled quote opens again at once */
        }
        return at;
    }
    for (size_t at = 0; at < length; at++) {
        bool begins = at == 0 || is_blank(text[at - 1]);
        if (text[at] == '=' || text[at] == '>') {
            return at;
        }
        if (begins && option_at(table, text, length, at, &value) != SIZE_MAX) {
            return at;
        }
    }
    return length;
}

static match_status
set_value(struct reader *reader, struct item_values *values, size_t index, const char *text,
          size_t length)
{
    size_t plain_length;
    const char *plain;

    trim(&text, &length);
    plain = items_unquote(reader->arena, text, length, &plain_length);
    if (!plain) {
        return fail_memory(reader->err);
    }
    if (plain_length > UINT32_MAX) {
        return reader_reject(reader, "TOO_LONG", "the text is too long");
    }
    values->storage[index] = (struct document_node){
        .kind = DOCUMENT_SCALAR, .text = plain, .length = (uint32_t)plain_length};
    values->nodes[index] = &values->storage[index];
    return MATCH_OK;
}

/* A word of an item, which ends at a space outside quotes. */
static size_t
find_word_end(const char *text, size_t length, size_t at)
{
    while (at < length && !is_blank(text[at])) {
        at = text[at] == '"' ? skip_quoted(text, length, at) : at + 1;
    }
    return at;
}

static match_status
scan_level(struct reader *reader, const struct item_table *table, const char *text, size_t length,
           size_t *at, struct item_values *values)
{
    size_t end;

    *at += text[*at] == '>' ? 2 : 1;
    while (*at < length && is_blank(text[*at])) {
        (*at)++;
    }
    end = find_word_end(text, length, *at);
    if (!table->has_level) {
        return reader_reject(reader, "INVALID_VALUE", "there is a level, expected none");
    }
    if (end == *at) {
        return reader_reject(reader, "INVALID_LEVEL", "there is no level after the sign");
    }
    text += *at;
    length = end - *at;
    *at = end;
    return set_value(reader, values, 1, text, length);
}

/* Words after key and level: each must be name:value. */
static match_status
scan_options(struct reader *reader, const struct field *field, const char *text, size_t length,
             size_t at, struct item_values *values)
{
    const struct item_table *table = field->items;

    while (at < length) {
        size_t end = find_word_end(text, length, at);
        size_t value = 0;
        size_t index = option_at(table, text, end, at, &value);
        match_status status;

        if (end == at) {
            at++;
            continue;
        }
        if (value == 0) {
            char quote[QUOTE_SIZE];
            return reader_reject(reader, "INVALID_VALUE",
                                 "%s is no option of an item, expected name:value",
                                 reader_quote(reader, quote, text + at, end - at));
        }
        if (index == SIZE_MAX) {
            status = bind_unknown(reader, table->fields, table->count, field->name, text + at,
                                  value - 1 - at);
        } else if (values->nodes[index]) {
            return reader_reject(reader, "INVALID_VALUE", "%s is there twice",
                                 table->fields[index].name);
        } else {
            status = set_value(reader, values, index, text + value, end - value);
        }
        if (status != MATCH_OK) {
            return status;
        }
        at = end;
    }
    return MATCH_OK;
}

static match_status
scan_item(struct reader *reader, const struct field *field, const char *text, size_t length,
          struct item_values *values)
{
    const struct item_table *table = field->items;
    size_t at = find_key_end(table, text, length);
    match_status status = MATCH_OK;

    if (at > 0) {
        status = set_value(reader, values, 0, text, at);
    }
    while (at < length && is_blank(text[at])) {
        at++;
    }
    if (status == MATCH_OK && at < length && (text[at] == '=' || text[at] == '>')) {
        if (text[at] == '>' && (at + 1 >= length || text[at + 1] != '=')) {
            return reader_reject(reader, "INVALID_VALUE", "a sign is not complete, expected >=");
        }
        status = scan_level(reader, table, text, length, &at, values);
    }
    if (status != MATCH_OK || reader->rejected) {
        return status;
    }
    return scan_options(reader, field, text, length, at, values);
}

static match_status
map_item(struct reader *reader, const struct field *field, const struct document_node *mapping,
         struct item_values *values)
{
    const struct item_table *table = field->items;

    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct document_node *key = mapping->keys[i];
        size_t index = field_find(table->fields, table->count, key->text, key->length);
        match_status status;

        if (index != SIZE_MAX) {
            values->nodes[index] = mapping->items[i];
            continue;
        }
        status =
            bind_unknown(reader, table->fields, table->count, field->name, key->text, key->length);
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

static match_status
bind_item(struct reader *reader, const struct field *field, size_t number,
          const struct item_values *values, void *item)
{
    const struct item_table *table = field->items;
    match_status status = MATCH_OK;

    memcpy(item, table->blank, table->size);
    for (size_t i = 0; i < table->count && status == MATCH_OK; i++) {
        const struct field *part = &table->fields[i];
        reader_enter_item(reader, field->name, number, part->name);
        if (bind_is_filled(values->nodes[i])) {
            status = bind_field(reader, part, values->nodes[i], item);
        } else if (part->required) {
            status = reader_reject(reader, "MISSING_VALUE", "the item has no %s", part->name);
        }
    }
    reader_enter(reader, field->name);
    return status;
}

/* ---- lists of items ---- */

/* Items of a list while it is read: what the record has already and what comes. */
struct item_list {
    char *items;
    size_t count;
    size_t capacity;
};

static match_status
add_item(struct reader *reader, const struct field *field, size_t number,
         const struct document_node *node, struct item_list *list)
{
    const struct item_table *table = field->items;
    struct item_values values = {.nodes = {NULL}};
    match_status status;
    char *grown;

    reader_enter_item(reader, field->name, number, NULL);
    if (node->kind == DOCUMENT_LIST) {
        return reader_reject(reader, "WRONG_SHAPE", "there is a list in a list");
    }
    if (list->count >= table->limit) {
        return reader_reject(reader, "TOO_MANY", "there are more than %zu items", table->limit);
    }
    status = node->kind == DOCUMENT_MAPPING
                 ? map_item(reader, field, node, &values)
                 : scan_item(reader, field, node->text, node->length, &values);
    if (status != MATCH_OK || reader->rejected) {
        return status;
    }
    grown = alloc_grow(list->items, &list->capacity, list->count + 1, table->size);
    if (!grown) {
        return fail_memory(reader->err);
    }
    list->items = grown;
    grown += list->count * table->size;
    status = bind_item(reader, field, number, &values, grown);
    /* An item of which nothing is known says nothing, and could not be written again. */
    list->count += memcmp(grown, table->blank, table->size) != 0;
    return status;
}

static match_status
add_cell(struct reader *reader, const struct field *field, const struct document_node *cell,
         struct item_list *list)
{
    size_t offset = 0;
    size_t number = 0;
    const char *item;
    size_t length;
    match_status status = MATCH_OK;

    while (status == MATCH_OK && !reader->rejected &&
           items_next(cell->text, cell->length, &offset, &item, &length)) {
        struct document_node node = {
            .kind = DOCUMENT_SCALAR, .text = item, .length = (uint32_t)length};
        status = add_item(reader, field, ++number, &node, list);
    }
    return status;
}

/* Puts the old and the new items of a record into the arena, one after the other. */
static match_status
keep_items(struct reader *reader, const struct field *field, const struct item_list *list,
           void *record)
{
    const struct item_table *table = field->items;
    size_t *count = field_place(record, field->second);
    char *kept;

    if (list->count == 0) {
        return MATCH_OK;
    }
    kept = arena_zeroed(reader->arena, list->count, table->size);
    if (!kept) {
        return fail_memory(reader->err);
    }
    memcpy(kept, list->items, list->count * table->size);
    memcpy(field_place(record, field->at), &kept, sizeof kept);
    *count = list->count;
    return MATCH_OK;
}

static const char *
items_of(const struct field *field, const void *record)
{
    const char *items;
    memcpy(&items, field_value(record, field->at), sizeof items);
    return items;
}

static match_status
read_items(struct reader *reader, const struct field *field, const struct document_node *node,
           void *record)
{
    const size_t *count = field_value(record, field->second);
    struct item_list list = {0};
    bool rejected_before = reader->rejected;
    match_status status = MATCH_OK;

    reader->rejected = false; /* to see what this list does; every field of a record is checked */
    if (*count > 0) {
        list.items = alloc_grow(NULL, &list.capacity, *count, field->items->size);
        if (!list.items) {
            return fail_memory(reader->err);
        }
        memcpy(list.items, items_of(field, record), *count * field->items->size);
        list.count = *count;
    }
    if (node->kind == DOCUMENT_SCALAR) {
        status = add_cell(reader, field, node, &list);
    } else if (node->kind == DOCUMENT_MAPPING) {
        status = add_item(reader, field, 1, node, &list);
    }
    for (uint32_t i = 0;
         node->kind == DOCUMENT_LIST && i < node->count && status == MATCH_OK && !reader->rejected;
         i++) {
        if (bind_is_filled(node->items[i])) {
            status = add_item(reader, field, i + 1, node->items[i], &list);
        }
    }
    if (status == MATCH_OK && !reader->rejected) {
        status = keep_items(reader, field, &list, record);
    }
    reader->rejected = reader->rejected || rejected_before;
    alloc_free(list.items);
    return status;
}

/* Requirements say in which field they stand, unless they say it themselves. */
static match_status
read_requirements(struct reader *reader, const struct field *field,
                  const struct document_node *node, void *record)
{
    const size_t *count = field_value(record, field->second);
    struct requirement *items;
    match_status status = read_items(reader, field, node, record);

    memcpy(&items, field_value(record, field->at), sizeof items);
    for (size_t i = 0; i < *count; i++) {
        if ((int)items[i].kind == 0) {
            items[i].kind = (int)field->relation == 0 ? MATCH_RELATION_ESSENTIAL : field->relation;
        }
    }
    return status;
}

static bool
belongs(const struct field *field, const void *item)
{
    const struct requirement *requirement = item;
    return field->items != &requirement_items || (int)field->relation == 0 ||
           requirement->kind == field->relation;
}

size_t
items_count(const struct field *field, const void *record)
{
    const size_t *count = field_value(record, field->second);
    const char *items = items_of(field, record);
    size_t found = 0;

    for (size_t i = 0; i < *count; i++) {
        found += belongs(field, items + i * field->items->size);
    }
    return found;
}

const void *
items_at(const struct field *field, const void *record, size_t index)
{
    const char *item = items_of(field, record);

    while (!belongs(field, item) || index > 0) {
        index -= belongs(field, item);
        item += field->items->size;
    }
    return item;
}

void
items_write(const struct field *field, const void *item, const match_places *places,
            struct buffer *out)
{
    const struct item_table *table = field->items;

    for (size_t i = 0; i < table->count; i++) {
        const struct field *part = &table->fields[i];
        struct buffer value = {0};
        bool is_level = table->has_level && i == 1;

        if (part->input_only) {
            continue;
        }
        part->type->write(part, item, places, &value);
        if (value.size > 0 && i > 0) {
            const char *sign = field->sign ? field->sign : "=";
            buffer_add_text(out, is_level ? sign : " ");
            buffer_add_text(out, is_level ? "" : part->name);
            buffer_add_text(out, is_level ? "" : ":");
        }
        if (value.size > 0) {
            items_quote(out, value.bytes);
        }
        out->failed = out->failed || value.failed;
        buffer_clear(&value);
    }
}

match_status
items_settle(struct reader *reader, const struct field *field, void *record)
{
    const struct item_table *table = field->items;
    size_t *count = field_place(record, field->second);
    size_t kept = 0;
    char *items;

    memcpy(&items, field_value(record, field->at), sizeof items);
    if (*count < 2) {
        return MATCH_OK;
    }
    qsort(items, *count, table->size, table->compare_quality);
    for (size_t i = 0; i < *count; i++) {
        char *item = items + i * table->size;
        if (kept > 0 && table->compare_identity(items + (kept - 1) * table->size, item) == 0) {
            continue;
        }
        memmove(items + kept * table->size, item, table->size);
        kept++;
    }
    if (kept < *count) {
        match_status status =
            reader_tell(reader, MATCH_SEVERITY_NOTE, table->duplicate_code,
                        "items about the same thing: left out %zu, kept the best", *count - kept);
        if (status != MATCH_OK) {
            return status;
        }
    }
    *count = kept;
    qsort(items, kept, table->size, table->compare_order);
    return MATCH_OK;
}

const struct value_type value_claims = {.name = "list of claims", .read_list = read_items};
const struct value_type value_jobs = {.name = "list of jobs", .read_list = read_items};
const struct value_type value_credentials = {.name = "list of credentials",
                                             .read_list = read_items};
const struct value_type value_languages = {.name = "list of languages", .read_list = read_items};
const struct value_type value_requirements = {.name = "list of skills",
                                              .read_list = read_requirements};
const struct value_type value_functions = {.name = "list of functions", .read_list = read_items};
