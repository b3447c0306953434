/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "text/encoding.h"
#include "text/tree.h"

static match_status add_value(struct tree *tree, struct tree_place place, const json_t *value);

/* snprintf() writes the caller's decimal sign: whatever is no part of a number is the point. */
static match_status
add_real(struct tree *tree, struct tree_place place, double number)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.15g", number);
    if (length < 0 || (size_t)length >= sizeof text) {
        return fail_at(tree->err, MATCH_ERR_SYNTAX, tree->source, place.line, 0,
                       "a number cannot be written");
    }
    size_t kept = 0;
    bool point = false;
    for (int i = 0; i < length; i++) {
        bool number_part = strchr("0123456789eE+-", text[i]) != NULL;
        if (number_part) {
            text[kept++] = text[i];
        } else if (!point) {
            text[kept++] = '.';
            point = true;
        }
    }
    return tree_scalar(tree, place, text, kept, false);
}

static match_status
add_object(struct tree *tree, struct tree_place place, const json_t *object)
{
    match_status status = tree_begin(tree, place, DOCUMENT_MAPPING);
    if (status != MATCH_OK) {
        return status;
    }
    json_t *source = (json_t *)(uintptr_t)object; /* iterating changes nothing */
    for (void *at = json_object_iter(source); at; at = json_object_iter_next(source, at)) {
        const char *key = json_object_iter_key(at);
        status = tree_scalar(tree, place, key, strlen(key), true);
        if (status == MATCH_OK) {
            status = add_value(tree, place, json_object_iter_value(at));
        }
        if (status != MATCH_OK) {
            return status;
        }
    }
    return tree_end(tree);
}

static match_status
add_array(struct tree *tree, struct tree_place place, const json_t *array)
{
    match_status status = tree_begin(tree, place, DOCUMENT_LIST);
    for (size_t i = 0; status == MATCH_OK && i < json_array_size(array); i++) {
        status = add_value(tree, place, json_array_get(array, i));
    }
    return status == MATCH_OK ? tree_end(tree) : status;
}

/* Recursion is bounded: tree_begin() refuses what is nested too deep. */
static match_status
add_value(struct tree *tree, struct tree_place place, const json_t *value)
{
    char text[32];
    switch (json_typeof(value)) {
    case JSON_OBJECT: return add_object(tree, place, value);
    case JSON_ARRAY: return add_array(tree, place, value);
    case JSON_STRING:
        return tree_scalar(tree, place, json_string_value(value), json_string_length(value), true);
    case JSON_INTEGER:
        snprintf(text, sizeof text, "%" PRId64, (int64_t)json_integer_value(value));
        return tree_scalar(tree, place, text, strlen(text), false);
    case JSON_REAL: return add_real(tree, place, json_real_value(value));
    case JSON_TRUE: return tree_scalar(tree, place, "true", 4, false);
    case JSON_FALSE: return tree_scalar(tree, place, "false", 5, false);
    case JSON_NULL: break;
    }
    return tree_scalar(tree, place, "", 0, false);
}

static match_status
fail_jansson(const json_error_t *problem, const char *source, uint32_t first_line, match_error *err)
{
    if (json_error_code(problem) == json_error_out_of_memory) {
        return fail_memory(err);
    }
    uint32_t line = first_line + (problem->line > 1 ? (uint32_t)problem->line - 1 : 0);
    uint32_t column = problem->column > 0 ? (uint32_t)problem->column : 0;
    /* What follows "near" is the file's content, which no message may hold. */
    const char *near = strstr(problem->text, " near '");
    int length = near ? (int)(near - problem->text) : (int)strlen(problem->text);
    return fail_at(err, MATCH_ERR_SYNTAX, source, line, column, "%.*s", length, problem->text);
}

match_status
document_parse_json(const char *bytes, size_t size, const char *source, uint32_t first_line,
                    struct document *out, match_error *err)
{
    *out = (struct document){0};
    match_error wrong = {0};
    match_status status = encoding_check(bytes, size, source, NULL, &wrong);
    if (status != MATCH_OK) {
        return fail_at(err, status, source, first_line + wrong.line - 1, 0, "%s", wrong.message);
    }
    size_t mark = encoding_mark(bytes, size);
    json_error_t problem;
    json_t *root =
        json_loadb(bytes + mark, size - mark, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (!root) {
        return fail_jansson(&problem, source, first_line, err);
    }
    struct tree tree = {.document = out, .source = source, .err = err};
    struct tree_place place = {.line = first_line};
    status = tree_finish(&tree, add_value(&tree, place, root));
    json_decref(root);
    return status;
}
