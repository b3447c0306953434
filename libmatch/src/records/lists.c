/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/values.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "records/bind.h"
#include "records/items.h"
#include "records/reader.h"
#include "records/record.h"

#include <stdlib.h>
#include <string.h>

/* The types of plain lists: codes, ids, provinces, outcomes. */

/* What is done with each item of a list; data is the list's own. */
typedef match_status (*item_function)(struct reader *reader, const struct field *field,
                                      const char *text, size_t length, void *data);

/* Calls a function for each item of a cell, or of a list of single values. */
static match_status
for_each_item(struct reader *reader, const struct field *field, const struct document_node *node,
              item_function take, void *data)
{
    match_status status = MATCH_OK;
    size_t offset = 0;
    const char *item;
    size_t length;

    if (node->kind == DOCUMENT_MAPPING) {
        return reader_reject(reader, "WRONG_SHAPE", "there is a mapping, expected a list");
    }
    if (node->kind == DOCUMENT_SCALAR) {
        while (status == MATCH_OK &&
               items_next(node->text, node->length, &offset, &item, &length)) {
            item = items_unquote(reader->arena, item, length, &length);
            status = item ? take(reader, field, item, length, data) : fail_memory(reader->err);
        }
        return status;
    }
    for (uint32_t i = 0; i < node->count && status == MATCH_OK; i++) {
        const struct document_node *value = node->items[i];
        if (value->kind != DOCUMENT_SCALAR) {
            return reader_reject(reader, "WRONG_SHAPE", "item %u is not a single value", i + 1);
        }
        if (bind_is_filled(value)) {
            status = take(reader, field, value->text, value->length, data);
        }
    }
    return status;
}

/* ---- texts ---- */

/* A list while it is read. */
struct text_gathering {
    const char **items;
    size_t count;
    size_t capacity;
};

static match_status
gather_text(struct reader *reader, struct text_gathering *list, const char *text)
{
    const char **grown;

    if (text[0] == '\0') {
        return MATCH_OK;
    }
    if (list->count >= LIMIT_LIST_ITEMS) {
        return reader_reject(reader, "TOO_MANY", "there are more than %u items", LIMIT_LIST_ITEMS);
    }
    grown = alloc_grow(list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown) {
        return fail_memory(reader->err);
    }
    list->items = grown;
    grown[list->count++] = text;
    return MATCH_OK;
}

static int
compare_texts(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

/* Puts what was gathered into a record, sorted and each text once. */
static match_status
keep_texts(struct reader *reader, struct text_gathering *list, struct text_list *kept)
{
    size_t count = 0;

    if (list->count == 0) {
        return MATCH_OK;
    }
    qsort(list->items, list->count, sizeof *list->items, compare_texts);
    kept->items = arena_zeroed(reader->arena, list->count, sizeof *kept->items);
    if (!kept->items) {
        return fail_memory(reader->err);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (count == 0 || strcmp(kept->items[count - 1], list->items[i]) != 0) {
            kept->items[count++] = list->items[i];
        }
    }
    kept->count = count;
    return MATCH_OK;
}

static match_status
take_id(struct reader *reader, const struct field *field, const char *text, size_t length,
        void *data)
{
    const char *kept;
    match_status status = reader_keep(reader, READER_CODE, text, length, &kept);
    (void)field;
    return status == MATCH_OK ? gather_text(reader, data, kept) : status;
}

/* Small letters, and '_' for gaps, so that "Step free" is step_free. */
static void
make_code(char *text)
{
    for (; *text; text++) {
        if (*text >= 'A' && *text <= 'Z') {
            *text = (char)(*text + ('a' - 'A'));
        } else if (*text == ' ' || *text == '-') {
            *text = '_';
        }
    }
}

static match_status
take_code(struct reader *reader, const struct field *field, const char *text, size_t length,
          void *data)
{
    const struct word *word = NULL;
    const char *kept;
    char *code;
    match_status status;

    text = reader_trim(text, &length);
    if (field->words) {
        word = words_find(field->words, text, length);
        if (word) {
            return gather_text(reader, data, words_text(field->words, word->value));
        }
    }
    status = reader_keep(reader, READER_CODE, text, length, &kept);
    if (status == MATCH_OK && field->words) {
        char quote[QUOTE_SIZE];
        status = reader_unresolved(reader, "UNKNOWN_WORD", "%s is not known",
                                   reader_quote(reader, quote, text, length));
    }
    if (status != MATCH_OK) {
        return status;
    }
    code = arena_text(reader->arena, kept, strlen(kept));
    if (!code) {
        return fail_memory(reader->err);
    }
    make_code(code);
    return gather_text(reader, data, code);
}

static match_status
read_texts(struct reader *reader, const struct field *field, const struct document_node *node,
           item_function take, void *record)
{
    struct text_gathering list = {0};
    match_status status = for_each_item(reader, field, node, take, &list);

    if (status == MATCH_OK) {
        status = keep_texts(reader, &list, field_place(record, field->at));
    }
    alloc_free(list.items);
    return status;
}

static match_status
read_id_list(struct reader *reader, const struct field *field, const struct document_node *node,
             void *record)
{
    return read_texts(reader, field, node, take_id, record);
}

static match_status
read_code_list(struct reader *reader, const struct field *field, const struct document_node *node,
               void *record)
{
    return read_texts(reader, field, node, take_code, record);
}

static size_t
count_texts(const struct field *field, const void *record)
{
    const struct text_list *list = field_value(record, field->at);
    return list->count;
}

static void
write_text_item(const struct field *field, const void *record, size_t index,
                const match_places *places, struct buffer *out)
{
    const struct text_list *list = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, list->items[index]);
}

const struct value_type value_id_list = {.name = "list of codes",
                                         .read_list = read_id_list,
                                         .count = count_texts,
                                         .write_item = write_text_item};
const struct value_type value_code_list = {.name = "list of words",
                                           .read_list = read_code_list,
                                           .count = count_texts,
                                           .write_item = write_text_item};

/* ---- provinces ---- */

struct place_gathering {
    match_place places[LIMIT_LIST_ITEMS];
    size_t count;
    struct text_gathering unresolved;
};

static match_status
take_place(struct reader *reader, const struct field *field, const char *text, size_t length,
           void *data)
{
    struct place_gathering *list = data;
    match_place place = 0;
    const char *kept;
    match_status status = value_resolve_place(reader, text, length, false, 0, &place, &kept);

    (void)field;
    if (status != MATCH_OK) {
        return status;
    }
    if (place == 0) {
        return gather_text(reader, &list->unresolved, kept);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->places[i] == place) {
            return MATCH_OK;
        }
    }
    if (list->count == LIMIT_LIST_ITEMS) {
        return reader_reject(reader, "TOO_MANY", "there are more than %u items", LIMIT_LIST_ITEMS);
    }
    list->places[list->count++] = place;
    return MATCH_OK;
}

static int
compare_places(const void *a, const void *b)
{
    const match_place *left = a;
    const match_place *right = b;
    return (*left > *right) - (*left < *right);
}

static match_status
read_willing_provinces(struct reader *reader, const struct field *field,
                       const struct document_node *node, void *record)
{
    struct profile *profile = record;
    struct place_gathering list = {.count = 0};
    match_status status = for_each_item(reader, field, node, take_place, &list);

    if (status == MATCH_OK) {
        status = keep_texts(reader, &list.unresolved, &profile->willing_texts);
    }
    alloc_free(list.unresolved.items);
    if (status != MATCH_OK || list.count == 0) {
        return status;
    }
    qsort(list.places, list.count, sizeof *list.places, compare_places);
    profile->willing_provinces =
        arena_zeroed(reader->arena, list.count, sizeof *profile->willing_provinces);
    if (!profile->willing_provinces) {
        return fail_memory(reader->err);
    }
    memcpy(profile->willing_provinces, list.places, list.count * sizeof *list.places);
    profile->willing_province_count = list.count;
    return MATCH_OK;
}

static size_t
count_willing_provinces(const struct field *field, const void *record)
{
    const struct profile *profile = record;
    (void)field;
    return profile->willing_province_count + profile->willing_texts.count;
}

static void
write_willing_province(const struct field *field, const void *record, size_t index,
                       const match_places *places, struct buffer *out)
{
    const struct profile *profile = record;
    size_t known = profile->willing_province_count;

    (void)field;
    buffer_add_text(out, index < known
                             ? match_places_code(places, profile->willing_provinces[index])
                             : profile->willing_texts.items[index - known]);
}

const struct value_type value_willing_provinces = {.name = "list of provinces",
                                                   .read_list = read_willing_provinces,
                                                   .count = count_willing_provinces,
                                                   .write_item = write_willing_province};

/* ---- outcomes, in the order in which they are written ---- */

static match_status
take_outcome(struct reader *reader, const struct field *field, const char *text, size_t length,
             void *data)
{
    enum outcome *outcomes = field_place(data, field->at);
    size_t *count = field_place(data, field->second);
    const struct word *word;

    text = reader_trim(text, &length);
    word = words_find(outcome_words, text, length);
    if (!word) {
        char quote[QUOTE_SIZE];
        return reader_unresolved(reader, "UNKNOWN_WORD",
                                 "%s is not known, expected job, training or self_employment",
                                 reader_quote(reader, quote, text, length));
    }
    for (size_t i = 0; i < *count; i++) {
        if (outcomes[i] == (enum outcome)word->value) {
            return MATCH_OK;
        }
    }
    outcomes[(*count)++] = (enum outcome)word->value; /* there are no more than fit */
    return MATCH_OK;
}

static match_status
read_outcomes(struct reader *reader, const struct field *field, const struct document_node *node,
              void *record)
{
    return for_each_item(reader, field, node, take_outcome, record);
}

static size_t
count_outcomes(const struct field *field, const void *record)
{
    const size_t *count = field_value(record, field->second);
    return *count;
}

static void
write_outcome(const struct field *field, const void *record, size_t index,
              const match_places *places, struct buffer *out)
{
    const enum outcome *outcomes = field_value(record, field->at);
    (void)places;
    buffer_add_text(out, outcome_name(outcomes[index]));
}

const struct value_type value_outcomes = {.name = "list of outcomes",
                                          .read_list = read_outcomes,
                                          .count = count_outcomes,
                                          .write_item = write_outcome};
