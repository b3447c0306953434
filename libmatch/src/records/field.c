/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/field.h"

#include "records/suggest.h"

#include <string.h>

size_t
field_find(const struct field *fields, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(fields[i].name, name, length) == 0 && fields[i].name[length] == '\0') {
            return i;
        }
    }
    return SIZE_MAX;
}

const char *
field_nearest(const struct field *fields, size_t count, const char *name, size_t length)
{
    size_t limit = suggest_limit(length);
    size_t best = limit + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < count; i++) {
        size_t distance =
            suggest_distance(name, length, fields[i].name, strlen(fields[i].name), limit);
        if (distance < best) {
            best = distance;
            nearest = fields[i].name;
        }
    }
    return nearest;
}

void *
field_place(void *record, size_t at)
{
    return (char *)record + at;
}

const void *
field_value(const void *record, size_t at)
{
    return (const char *)record + at;
}

static const char *const kind_names[] = {
    [MATCH_RECORD_PROFILE] = "profile",
    [MATCH_RECORD_VACANCY] = "vacancy",
    [MATCH_RECORD_TRAINING] = "training",
    [MATCH_RECORD_SUPPORT] = "support",
};

const char *
match_record_kind_name(match_record_kind kind)
{
    unsigned index = (unsigned)kind;
    if (index < MATCH_RECORD_PROFILE || index > MATCH_RECORD_SUPPORT) {
        return "";
    }
    return kind_names[index];
}

/* The next field of a kind from *at on in a table, NULL at its end. */
static const struct field *
next_of_kind(const struct field_table *table, unsigned kind, size_t *at)
{
    while (*at < table->count) {
        const struct field *field = &table->fields[(*at)++];
        if (field->kinds & kind) {
            return field;
        }
    }
    return NULL;
}

bool
match_record_field(match_record_kind kind, size_t index, match_field *out)
{
    const struct field_table *tables[] = {&profile_fields, &reporting_fields, &opportunity_fields};
    unsigned bit;

    if (match_record_kind_name(kind)[0] == '\0') {
        return false;
    }
    bit = 1u << (unsigned)kind;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct field *field;
        size_t at = 0;
        while ((field = next_of_kind(tables[i], bit, &at)) != NULL) {
            if (index-- > 0) {
                continue;
            }
            *out = (match_field){.name = field->name,
                                 .type = field->type->name,
                                 .description = field->description,
                                 .required = (field->required & bit) != 0};
            return true;
        }
    }
    return false;
}
