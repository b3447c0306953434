/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/bind.h"

#include "base/fail.h"

#include <stdio.h>
#include <string.h>

bool
bind_is_filled(const struct document_node *node)
{
    if (!node) {
        return false;
    }
    if (node->kind != DOCUMENT_SCALAR) {
        return node->count > 0;
    }
    return reader_has_text(node->text, node->length);
}

match_status
bind_field(struct reader *reader, const struct field *field, const struct document_node *node,
           void *record)
{
    const struct value_type *type = field->type;

    if (type->read_list) {
        return type->read_list(reader, field, node, record);
    }
    if (node->kind != DOCUMENT_SCALAR) {
        return reader_reject(reader, "WRONG_SHAPE",
                             "there is a list or mapping, expected one value (%s)", type->name);
    }
    return type->read_text(reader, field, node->text, node->length, record);
}

/* A field that has a value but does not belong to this kind of record. */
static match_status
tell_misplaced(struct reader *reader, const struct field *field)
{
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "MISPLACED_FIELD",
                       "%s is no field of a %s and is left out", field->name,
                       match_record_kind_name(reader->kind));
}

/* Whether the field that may stand in for a missing one is there. */
static bool
has_alternative(const struct field_table *table, const struct field *field,
                const struct document_node *const *nodes)
{
    size_t index;

    if (!field->or_else) {
        return false;
    }
    index = field_find(table->fields, table->count, field->or_else, strlen(field->or_else));
    return index != SIZE_MAX && bind_is_filled(nodes[index]);
}

match_status
bind_record(struct reader *reader, const struct field_table *table,
            const struct document_node *const *nodes, void *record)
{
    unsigned kind = 1u << (unsigned)reader->kind;
    match_status status = MATCH_OK;

    for (size_t i = 0; i < table->count && status == MATCH_OK; i++) {
        const struct field *field = &table->fields[i];
        bool filled = bind_is_filled(nodes[i]);

        reader_enter(reader, field->name);
        if (filled && !(field->kinds & kind)) {
            status = tell_misplaced(reader, field);
        } else if (filled) {
            status = bind_field(reader, field, nodes[i], record);
        } else if ((field->required & kind) && !has_alternative(table, field, nodes)) {
            status = reader_reject(reader, "MISSING_VALUE", "%s is missing", field->name);
        }
    }
    reader_enter(reader, "");
    return status;
}

match_status
bind_unknown(struct reader *reader, const struct field *fields, size_t count, const char *parent,
             const char *name, size_t length)
{
    char path[READER_FIELD_BYTES];
    char quote[QUOTE_SIZE];
    const char *nearest;
    uint32_t before = reader->unknown_fields.count;

    if (length >= 2 && name[0] == 'x' && name[1] == '_') {
        return MATCH_OK;
    }
    snprintf(path, sizeof path, "%s%s%.*s", parent ? parent : "", parent ? "." : "",
             (int)(length < 60 ? length : 60), name);
    if (intern_add(&reader->unknown_fields, path, strlen(path)) == 0) {
        return fail_memory(reader->err);
    }
    if (reader->unknown_fields.count == before) {
        return MATCH_OK;
    }
    nearest = field_nearest(fields, count, name, length);
    return reader_tell(reader, MATCH_SEVERITY_WARNING, "UNKNOWN_FIELD",
                       "%s is no known field and is left out%s%s",
                       reader_quote(reader, quote, name, length),
                       nearest ? ", the nearest is " : "", nearest ? nearest : "");
}
