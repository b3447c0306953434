/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/writer.h"

#include "base/fail.h"
#include "base/file.h"
#include "records/items.h"

#include <string.h>

static size_t
count_items(const struct field *field, const void *record)
{
    return field->items ? items_count(field, record) : field->type->count(field, record);
}

/* Whether a field of a record has a value; out is marked where that cannot be known. */
static bool
has_value(const struct field *field, const void *record, const match_places *places,
          struct buffer *out)
{
    struct buffer value = {0};
    bool filled;

    if (field->type->read_list) {
        return count_items(field, record) > 0;
    }
    field->type->write(field, record, places, &value);
    filled = value.size > 0;
    out->failed = out->failed || value.failed;
    buffer_clear(&value);
    return filled;
}

void
writer_cell(const struct field *field, const void *record, const match_places *places,
            struct buffer *out)
{
    const struct value_type *type = field->type;
    size_t count;

    if (!type->read_list) {
        type->write(field, record, places, out);
        return;
    }
    count = count_items(field, record);
    for (size_t i = 0; i < count; i++) {
        struct buffer item = {0};
        if (i > 0) {
            buffer_add_text(out, "; ");
        }
        if (field->items) {
            items_write(field, items_at(field, record, i), places, out);
            continue;
        }
        type->write_item(field, record, i, places, &item);
        if (item.bytes) {
            items_quote(out, item.bytes);
        }
        out->failed = out->failed || item.failed;
        buffer_clear(&item);
    }
}

/* ---- CSV ---- */

/* A column: a field of a record, or of what is kept beside it. */
struct column {
    const struct field *field;
    bool beside;
};

static const void *
owner_of(const struct writer_source *source, const struct column *column, size_t index)
{
    return column->beside ? source->side(source->data, index) : source->record(source->data, index);
}

static bool
is_written(const struct writer_source *source, const struct field *field)
{
    if (field->input_only || !(field->kinds & source->kinds)) {
        return false;
    }
    return field->type != &value_kind || source->with_kind;
}

/* Whether a field belongs to the kind of one record. */
static bool
belongs(const struct writer_source *source, const struct field *field, size_t index)
{
    return (field->kinds & (1u << (unsigned)source->kind(source->data, index))) != 0;
}

static bool
column_is_used(const struct writer_source *source, const struct column *column, struct buffer *out)
{
    if (column->field->required & source->kinds) {
        return true;
    }
    for (size_t i = 0; i < source->count; i++) {
        if (belongs(source, column->field, i) &&
            has_value(column->field, owner_of(source, column, i), source->places, out)) {
            return true;
        }
    }
    return false;
}

static size_t
choose_columns(const struct writer_source *source, struct column columns[2 * FIELD_LIMIT],
               struct buffer *out)
{
    const struct field_table *tables[] = {source->fields, source->reporting};
    size_t count = 0;

    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; tables[t] && i < tables[t]->count; i++) {
            struct column column = {.field = &tables[t]->fields[i], .beside = t == 1};
            if (is_written(source, column.field) && column_is_used(source, &column, out)) {
                columns[count++] = column;
            }
        }
    }
    return count;
}

/*
 * A spreadsheet takes text that begins like this for a formula, and would run it. An apostrophe
 * before it tells that it is text; the reader takes one off again.
 */
static bool
looks_like_formula(const char *text)
{
    text += strspn(text, "'");
    return *text != '\0' && strchr("=+-@", *text) != NULL;
}

static void
add_cell(struct buffer *out, const struct buffer *cell)
{
    const char *text = cell->size > 0 ? cell->bytes : "";
    bool quoted = strpbrk(text, ",;\t|\"\r\n") != NULL || text[0] == ' ' ||
                  (cell->size > 0 && text[cell->size - 1] == ' ');

    if (quoted) {
        buffer_add_char(out, '"');
    }
    if (looks_like_formula(text)) {
        buffer_add_char(out, '\'');
    }
    for (; *text; text++) {
        if (*text == '"') {
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, *text);
    }
    if (quoted) {
        buffer_add_char(out, '"');
    }
}

void
writer_csv(const struct writer_source *source, struct buffer *out)
{
    struct column columns[2 * FIELD_LIMIT];
    size_t count = choose_columns(source, columns, out);

    for (size_t j = 0; j < count; j++) {
        buffer_add_text(out, j > 0 ? "," : "");
        buffer_add_text(out, columns[j].field->name);
    }
    buffer_add_char(out, '\n');
    for (size_t i = 0; i < source->count; i++) {
        for (size_t j = 0; j < count; j++) {
            struct buffer cell = {0};
            if (belongs(source, columns[j].field, i)) {
                writer_cell(columns[j].field, owner_of(source, &columns[j], i), source->places,
                            &cell);
            }
            buffer_add_text(out, j > 0 ? "," : "");
            add_cell(out, &cell);
            out->failed = out->failed || cell.failed;
            buffer_clear(&cell);
        }
        buffer_add_char(out, '\n');
    }
}

/* ---- JSON and YAML, which is written with the strings of JSON ---- */

/* What differs between the two. */
struct style {
    bool quote_names;
    const char *yes, *no;
};

static const struct style json_style = {.quote_names = true, .yes = "true", .no = "false"};
static const struct style yaml_style = {.quote_names = false, .yes = "yes", .no = "no"};

static void
add_string(struct buffer *out, const char *text)
{
    static const char hexadecimal[] = "0123456789abcdef";

    buffer_add_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            buffer_add_char(out, '\\');
            buffer_add_char(out, *text);
        } else if (c == '\n') {
            buffer_add_text(out, "\\n");
        } else if (c < 0x20 || c == 0x7f) {
            buffer_add_text(out, "\\u00");
            buffer_add_char(out, hexadecimal[c >> 4]);
            buffer_add_char(out, hexadecimal[c & 15]);
        } else {
            buffer_add_char(out, *text);
        }
    }
    buffer_add_char(out, '"');
}

static void
add_name(struct buffer *out, const struct style *style, const char *name)
{
    if (style->quote_names) {
        add_string(out, name);
    } else {
        buffer_add_text(out, name);
    }
    buffer_add_text(out, ": ");
}

static void
add_value(struct buffer *out, const struct style *style, const struct field *field,
          const struct buffer *value)
{
    if (field->type->look == LOOK_NUMBER) {
        buffer_add(out, value->bytes, value->size);
    } else if (field->type->look == LOOK_ANSWER) {
        buffer_add_text(out, strcmp(value->bytes, "yes") == 0 ? style->yes : style->no);
    } else {
        add_string(out, value->bytes);
    }
}

/* Adds "name: value" for a single value that is there; says whether it was. */
static bool
add_pair(struct buffer *out, const struct style *style, const struct field *field,
         const void *record, const match_places *places, const char *before)
{
    struct buffer value = {0};
    bool added;

    field->type->write(field, record, places, &value);
    added = value.size > 0;
    if (added) {
        buffer_add_text(out, before);
        add_name(out, style, field->name);
        add_value(out, style, field, &value);
    }
    out->failed = out->failed || value.failed;
    buffer_clear(&value);
    return added;
}

static void
add_item_mapping(struct buffer *out, const struct style *style, const struct field *field,
                 const void *item, const match_places *places)
{
    const struct item_table *table = field->items;
    bool any = false;

    buffer_add_char(out, '{');
    for (size_t i = 0; i < table->count; i++) {
        if (!table->fields[i].input_only) {
            any = add_pair(out, style, &table->fields[i], item, places, any ? ", " : "") || any;
        }
    }
    buffer_add_char(out, '}');
}

static void
add_list(struct buffer *out, const struct style *style, const struct field *field,
         const void *record, const match_places *places)
{
    size_t count = count_items(field, record);

    buffer_add_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        struct buffer item = {0};
        buffer_add_text(out, i > 0 ? ", " : "");
        if (field->items) {
            add_item_mapping(out, style, field, items_at(field, record, i), places);
            continue;
        }
        field->type->write_item(field, record, i, places, &item);
        add_string(out, item.bytes ? item.bytes : "");
        out->failed = out->failed || item.failed;
        buffer_clear(&item);
    }
    buffer_add_char(out, ']');
}

/* Adds all fields of a record that have a value, each after `between`; the first after `before`. */
static bool
add_fields(struct buffer *out, const struct style *style, const struct writer_source *source,
           const struct field_table *table, size_t index, const void *record, const char *before,
           const char *between)
{
    bool any = false;

    for (size_t i = 0; i < table->count; i++) {
        const struct field *field = &table->fields[i];
        const char *lead = any ? between : before;
        if (!is_written(source, field) || !belongs(source, field, index)) {
            continue;
        }
        if (!field->type->read_list) {
            any = add_pair(out, style, field, record, source->places, lead) || any;
        } else if (count_items(field, record) > 0) {
            buffer_add_text(out, lead);
            add_name(out, style, field->name);
            add_list(out, style, field, record, source->places);
            any = true;
        }
    }
    return any;
}

/* Adds the mapping of confidential fields, when there are any. */
static void
add_reporting(struct buffer *out, const struct style *style, const struct writer_source *source,
              size_t index, const char *before)
{
    struct buffer inner = {0};

    if (!source->reporting) {
        return;
    }
    if (add_fields(&inner, style, source, source->reporting, index,
                   source->side(source->data, index), "", ", ") &&
        inner.bytes) {
        buffer_add_text(out, before);
        add_name(out, style, "reporting");
        buffer_add_char(out, '{');
        buffer_add(out, inner.bytes, inner.size);
        buffer_add_char(out, '}');
    }
    out->failed = out->failed || inner.failed;
    buffer_clear(&inner);
}

void
writer_jsonl(const struct writer_source *source, struct buffer *out)
{
    for (size_t i = 0; i < source->count; i++) {
        const void *record = source->record(source->data, i);
        buffer_add_char(out, '{');
        add_fields(out, &json_style, source, source->fields, i, record, "", ", ");
        add_reporting(out, &json_style, source, i, ", ");
        buffer_add_text(out, "}\n");
    }
}

static const struct section {
    match_record_kind kind;
    const char *name;
} sections[] = {
    {MATCH_RECORD_PROFILE, "profiles"},
    {MATCH_RECORD_VACANCY, "vacancies"},
    {MATCH_RECORD_TRAINING, "training"},
    {MATCH_RECORD_SUPPORT, "supports"},
};

static void
add_section(const struct writer_source *source, const struct section *section, struct buffer *out)
{
    bool any = false;

    for (size_t i = 0; i < source->count; i++) {
        if (source->kind(source->data, i) != section->kind) {
            continue;
        }
        if (!any) {
            buffer_add_text(out, section->name);
            buffer_add_text(out, ":\n");
            any = true;
        }
        add_fields(out, &yaml_style, source, source->fields, i, source->record(source->data, i),
                   "  - ", "\n    ");
        add_reporting(out, &yaml_style, source, i, "\n    ");
        buffer_add_char(out, '\n');
    }
}

void
writer_yaml(const struct writer_source *source, struct buffer *out)
{
    buffer_add_text(out, "format: libmatch-records/1\n");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        add_section(source, &sections[i], out);
    }
}

/* ---- files and single fields ---- */

match_status
writer_file(const struct writer_source *source, const char *path, match_format format,
            match_error *err)
{
    struct buffer out = {0};
    match_status status;

    switch (format) {
    case MATCH_FORMAT_CSV: writer_csv(source, &out); break;
    case MATCH_FORMAT_JSONL: writer_jsonl(source, &out); break;
    case MATCH_FORMAT_YAML: writer_yaml(source, &out); break;
    case MATCH_FORMAT_AUTO:
    default:
        return fail(err, MATCH_ERR_INVALID, "format is %d, expected CSV, JSON Lines or YAML",
                    (int)format);
    }
    status =
        out.failed ? fail_memory(err) : file_write(path, out.bytes ? out.bytes : "", out.size, err);
    buffer_clear(&out);
    return status;
}

size_t
writer_field(const struct writer_source *source, size_t index, const char *name, char *out,
             size_t capacity, match_error *err)
{
    struct buffer cell = {0};
    struct column column = {.beside = false};
    const struct field_table *table = source->fields;
    size_t at = field_find(table->fields, table->count, name, strlen(name));
    size_t size;

    if (index >= source->count) {
        fail(err, MATCH_ERR_NOT_FOUND, "there is no record %zu, expected less than %zu", index,
             source->count);
        return (size_t)-1;
    }
    if (at == SIZE_MAX && source->reporting) {
        table = source->reporting;
        column.beside = true;
        at = field_find(table->fields, table->count, name, strlen(name));
    }
    if (at == SIZE_MAX) {
        fail(err, MATCH_ERR_NOT_FOUND, "there is no field %.60s", name);
        return (size_t)-1;
    }
    column.field = &table->fields[at];
    if (belongs(source, column.field, index)) {
        writer_cell(column.field, owner_of(source, &column, index), source->places, &cell);
    }
    size = cell.failed ? (size_t)-1 : cell.size;
    if (cell.failed) {
        fail_memory(err);
    } else if (capacity > 0) {
        size_t kept = size < capacity ? size : capacity - 1;
        if (kept > 0) {
            memcpy(out, cell.bytes, kept);
        }
        out[kept] = '\0';
    }
    buffer_clear(&cell);
    return size;
}
