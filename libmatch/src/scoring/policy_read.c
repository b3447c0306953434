/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/suggest.h"
#include "scoring/criteria.h"

#include "base/fail.h"
#include "text/document.h"

#include <stddef.h>
#include <string.h>

#define POLICY_FORMAT "libmatch-policy/1"
#define PATH_SIZE 96 /* longer keys are unknown ones and cut in messages */
#define DIGITS_MAXIMUM 15

struct policy_reader {
    const char *source;
    struct policy_values *values;
    bool *stated;
    match_error *err;
};

static match_status
refuse(const struct policy_reader *reader, const struct document_node *at, const char *path,
       const char *expected)
{
    if (at->kind != DOCUMENT_SCALAR) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, at->line, at->column,
                       "%s is a %s, expected %s", path,
                       at->kind == DOCUMENT_LIST ? "list" : "mapping", expected);
    }
    return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, at->line, at->column,
                   "%s is '%s', expected %s", path, at->text, expected);
}

/* Decimal digits with an optional minus sign, nothing else. */
static bool
read_number(const struct document_node *node, int64_t *out)
{
    const char *text = node->text;
    int64_t number = 0;
    bool negative;

    if (node->kind != DOCUMENT_SCALAR) {
        return false;
    }
    negative = *text == '-';
    text += negative;
    if (!*text || strlen(text) > DIGITS_MAXIMUM) {
        return false;
    }
    for (; *text; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        number = number * 10 + (*text - '0');
    }
    *out = negative ? -number : number;
    return true;
}

static match_status
read_integer(const struct policy_reader *reader, const struct policy_field *field,
             const struct document_node *node, void *at)
{
    int64_t number;

    if (!read_number(node, &number)) {
        return refuse(reader, node, field->path, "a whole number");
    }
    if (number < field->minimum || number > field->maximum) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, node->line, node->column,
                       "%s is %lld, expected %d..%d", field->path, (long long)number,
                       (int)field->minimum, (int)field->maximum);
    }
    *(int32_t *)at = (int32_t)number;
    return MATCH_OK;
}

static match_status
read_text(const struct policy_reader *reader, const struct policy_field *field,
          const struct document_node *node, void *at)
{
    size_t limit = (size_t)field->maximum - 1;

    if (node->kind != DOCUMENT_SCALAR) {
        return refuse(reader, node, field->path, "a text");
    }
    if (node->length > limit || node->length < (size_t)field->minimum) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, node->line, node->column,
                       "%s has %u bytes, expected %d..%zu", field->path, (unsigned)node->length,
                       (int)field->minimum, limit);
    }
    for (uint32_t i = 0; i < node->length; i++) {
        if ((unsigned char)node->text[i] < 0x20 || node->text[i] == 0x7f) {
            return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, node->line,
                           node->column, "%s holds a control character, expected one line",
                           field->path);
        }
    }
    memcpy(at, node->text, node->length);
    memset((char *)at + node->length, 0, (size_t)field->maximum - node->length);
    return MATCH_OK;
}

static match_status
read_action(const struct policy_reader *reader, const struct policy_field *field,
            const struct document_node *node, void *at)
{
    for (int32_t action = 0; node->kind == DOCUMENT_SCALAR && action < ACTION_COUNT; action++) {
        if (strcmp(node->text, policy_action_name((enum screening_action)action)) == 0) {
            *(int32_t *)at = action;
            return MATCH_OK;
        }
    }
    return refuse(reader, node, field->path, "off, flag, demote or block");
}

/* One {from: DAY, amount: NUMBER}. */
static match_status
read_wage(const struct policy_reader *reader, const struct document_node *node,
          struct dated_wage *out)
{
    const struct document_node *from = document_get(node, "from");
    const struct document_node *amount = document_get(node, "amount");

    if (node->kind != DOCUMENT_MAPPING || !from || !amount || node->count != 2) {
        return refuse(reader, node, "minimum_wage", "a list of {from: DAY, amount: NUMBER}");
    }
    if (from->kind != DOCUMENT_SCALAR ||
        match_date_parse(from->text, from->length, &out->from, NULL) != MATCH_OK) {
        return refuse(reader, from, "minimum_wage.from", "a day as YYYY-MM-DD");
    }
    if (!read_number(amount, &out->amount) || out->amount < 0) {
        return refuse(reader, amount, "minimum_wage.amount", "a whole number of 0 or more");
    }
    return MATCH_OK;
}

static match_status
read_wages(const struct policy_reader *reader, const struct policy_field *field,
           const struct document_node *node)
{
    struct policy_values *values = reader->values;

    if (node->kind != DOCUMENT_LIST) {
        return refuse(reader, node, field->path, "a list of {from: DAY, amount: NUMBER}");
    }
    if (node->count > POLICY_WAGES) {
        return fail_at(reader->err, MATCH_ERR_LIMIT, reader->source, node->line, node->column,
                       "%s has %u entries, expected at most %d", field->path,
                       (unsigned)node->count, POLICY_WAGES);
    }
    memset(values->wages, 0, sizeof values->wages);
    values->wage_count = 0;
    for (uint32_t i = 0; i < node->count; i++) {
        match_status status = read_wage(reader, node->items[i], &values->wages[i]);
        if (status != MATCH_OK) {
            return status;
        }
        if (i > 0 && values->wages[i].from <= values->wages[i - 1].from) {
            return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, node->items[i]->line,
                           node->items[i]->column,
                           "%s entry %u is not later than the one before, expected the oldest "
                           "first",
                           field->path, (unsigned)i + 1);
        }
        values->wage_count = i + 1;
    }
    return MATCH_OK;
}

static match_status
read_value(const struct policy_reader *reader, size_t index, const struct document_node *node)
{
    const struct policy_field *field = &policy_fields[index];
    void *at = (char *)reader->values + field->offset;

    reader->stated[index] = true;
    switch (field->type) {
    case POLICY_INTEGER:
        return read_integer(reader, field, node, at);
    case POLICY_TEXT:
        return read_text(reader, field, node, at);
    case POLICY_ACTION:
        return read_action(reader, field, node, at);
    case POLICY_WAGE_LIST:
        return read_wages(reader, field, node);
    }
    return MATCH_OK;
}

/* Names the known key, whole or up to one of its dots, that is most like an unknown one. */
static match_status
refuse_key(const struct policy_reader *reader, const struct document_node *key, const char *path)
{
    const char *nearest = policy_fields[0].path;
    size_t nearest_length = strlen(nearest);
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < policy_field_count; i++) {
        const char *known = policy_fields[i].path;
        for (size_t length = 1; length <= strlen(known); length++) {
            if (known[length] != '.' && known[length] != '\0') {
                continue;
            }
            size_t found =
                suggest_distance(path, strlen(path), known, length, SUGGEST_BYTES);
            if (found < best) {
                best = found;
                nearest = known;
                nearest_length = length;
            }
        }
    }
    return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, key->line, key->column,
                   "key '%s' is unknown, the nearest known one is '%.*s'", path,
                   (int)nearest_length, nearest);
}

static bool
is_prefix(const char *path)
{
    size_t length = strlen(path);

    for (size_t i = 0; i < policy_field_count; i++) {
        if (strncmp(policy_fields[i].path, path, length) == 0 &&
            policy_fields[i].path[length] == '.') {
            return true;
        }
    }
    return false;
}

static bool
find_field(const char *path, size_t *index)
{
    for (size_t i = 0; i < policy_field_count; i++) {
        if (strcmp(policy_fields[i].path, path) == 0) {
            *index = i;
            return true;
        }
    }
    return false;
}

/* path becomes "parent.key", cut where it would be longer than any known one. */
static void
join_path(char path[PATH_SIZE], const char *parent, const struct document_node *key)
{
    size_t used = strlen(parent);
    size_t length = key->length;

    memcpy(path, parent, used + 1);
    if (used > 0 && used < PATH_SIZE - 1) {
        path[used++] = '.';
    }
    if (length > PATH_SIZE - 1 - used) {
        length = PATH_SIZE - 1 - used;
    }
    memcpy(path + used, key->text, length);
    path[used + length] = '\0';
}

/* Depth is bounded by the dots of the known paths. */
static match_status
read_mapping(const struct policy_reader *reader, const struct document_node *mapping,
             const char *parent)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct document_node *key = mapping->keys[i];
        const struct document_node *value = mapping->items[i];
        char path[PATH_SIZE];
        size_t index;
        match_status status;

        join_path(path, parent, key);
        if (!*parent && strcmp(path, "format") == 0) {
            status = value->kind == DOCUMENT_SCALAR && strcmp(value->text, POLICY_FORMAT) == 0
                         ? MATCH_OK
                         : refuse(reader, value, path, POLICY_FORMAT);
        } else if (find_field(path, &index)) {
            status = read_value(reader, index, value);
        } else if (!is_prefix(path)) {
            status = refuse_key(reader, key, path);
        } else if (value->kind != DOCUMENT_MAPPING) {
            status = refuse(reader, value, path, "a mapping");
        } else {
            status = read_mapping(reader, value, path);
        }
        if (status != MATCH_OK) {
            return status;
        }
    }
    return MATCH_OK;
}

#define AT(member) offsetof(struct policy_values, member)

/* Pairs of values of which the first may not be the larger one. */
static const struct {
    size_t small, large;
    const char *small_path, *large_path;
} orders[] = {
    {AT(unknown_level[LEVEL_LOWEST]), AT(unknown_level[LEVEL_COUNTED]), "level_unknown.lowest",
     "level_unknown.counted"},
    {AT(unknown_level[LEVEL_COUNTED]), AT(unknown_level[LEVEL_HIGHEST]), "level_unknown.counted",
     "level_unknown.highest"},
    {AT(optional_weight), AT(essential_weight), "requirements.optional", "requirements.essential"},
    {AT(partial_coverage), AT(strong_coverage), "grade.partial_coverage", "grade.strong_coverage"},
    {AT(partial_gain), AT(strong_gain), "grade.partial_gain", "grade.strong_gain"},
};

/* What holds between values, wherever they were stated. */
static match_status
check_values(const struct policy_reader *reader)
{
    const char *bytes = (const char *)reader->values;
    int64_t sum = 0;

    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        int32_t small = *(const int32_t *)(const void *)(bytes + orders[i].small);
        int32_t large = *(const int32_t *)(const void *)(bytes + orders[i].large);
        if (small > large) {
            return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, 0, 0,
                           "%s is %d and %s %d, expected the first to be no larger",
                           orders[i].small_path, (int)small, orders[i].large_path, (int)large);
        }
    }
    for (size_t i = 0; i < CRITERION_COUNT; i++) {
        sum += criteria[i].deducts ? 0 : reader->values->weight[i];
    }
    if (sum == 0) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->source, 0, 0,
                       "the weight of every criterion is 0, expected at least one above");
    }
    return MATCH_OK;
}

match_status
policy_read(const char *bytes, size_t size, const char *source, struct policy_values *values,
            bool stated[POLICY_FIELDS_MAXIMUM], match_error *err)
{
    struct policy_reader reader = {
        .source = source, .values = values, .stated = stated, .err = err};
    struct document document = {0};
    match_status status = document_parse_yaml(bytes, size, source, &document, err);

    if (status != MATCH_OK) {
        return status;
    }
    if (!document.root || document.root->kind != DOCUMENT_MAPPING) {
        status = fail_at(err, MATCH_ERR_FORMAT, source, 1, 0,
                         "a policy is expected to be a mapping of keys to values");
    } else {
        status = read_mapping(&reader, document.root, "");
    }
    if (status == MATCH_OK) {
        status = check_values(&reader);
    }
    document_clear(&document);
    return status;
}
