/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "text/document.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Writes a tree as one line, so that cases can be compared as text. */
static void
show(const struct document_node *node, struct buffer *out)
{
    switch (node->kind) {
    case DOCUMENT_SCALAR:
        buffer_add_text(out, node->quoted ? "'" : "");
        buffer_add_text(out, node->text);
        buffer_add_text(out, node->quoted ? "'" : "");
        ck_assert_uint_eq(node->length, strlen(node->text));
        return;
    case DOCUMENT_LIST:
        buffer_add_text(out, "[");
        for (uint32_t i = 0; i < node->count; i++) {
            buffer_add_text(out, i > 0 ? "," : "");
            show(node->items[i], out);
        }
        buffer_add_text(out, "]");
        return;
    case DOCUMENT_MAPPING:
        buffer_add_text(out, "{");
        for (uint32_t i = 0; i < node->count; i++) {
            buffer_add_text(out, i > 0 ? "," : "");
            show(node->keys[i], out);
            buffer_add_text(out, ":");
            show(node->items[i], out);
        }
        buffer_add_text(out, "}");
    }
}

/* ---- YAML ---- */

static const struct {
    const char *yaml, *tree;
} good_yaml[] = {
    {"a: 1", "{a:1}"},
    {"a: '1'\nb: \"2\"", "{a:'1',b:'2'}"},
    {"- x\n- [y, z]\n- {k: v}", "[x,[y,z],{k:v}]"},
    {"code: 0110", "{code:0110}"},
    {"a: ~\nb:\nc: null\nd: true", "{a:~,b:,c:null,d:true}"},
    {"text: |\n  one\n  two\n", "{text:'one\ntwo\n'}"},
    {"\xEF\xBB\xBF"
     "a: b",
     "{a:b}"},
    {"---\na: b\n...\n", "{a:b}"},
    {"ຊື່: ລາວ", "{ຊື່:ລາວ}"},
    {"just text", "just text"},
    {"[]", "[]"},
};

START_TEST(yaml_becomes_a_tree)
{
    struct document document;
    struct buffer shown = {0};
    match_error err = {0};
    const char *yaml = good_yaml[_i].yaml;
    assert_ok(document_parse_yaml(yaml, strlen(yaml), "test", &document, &err), &err);
    show(document.root, &shown);
    ck_assert_str_eq(shown.bytes, good_yaml[_i].tree);
    buffer_clear(&shown);
    document_clear(&document);
}
END_TEST

static const struct {
    const char *yaml;
    match_status status;
    uint32_t line, column;
    const char *message;
} bad_yaml[] = {
    {"", MATCH_ERR_SYNTAX, 1, 1, "the document is empty"},
    {"# only a comment\n", MATCH_ERR_SYNTAX, 1, 1, "the document is empty"},
    {"a: &x 1", MATCH_ERR_SYNTAX, 1, 4, "anchors (&name) are not allowed"},
    {"a: &x [1]", MATCH_ERR_SYNTAX, 1, 4, "anchors (&name) are not allowed"},
    {"a: *x", MATCH_ERR_SYNTAX, 1, 4, "aliases (*name) are not allowed"},
    {"a: !!str 1", MATCH_ERR_SYNTAX, 1, 4, "tags (!name) are not allowed"},
    {"a: !x {b: c}", MATCH_ERR_SYNTAX, 1, 4, "tags (!name) are not allowed"},
    {"a: 1\nb: 2\na: 3", MATCH_ERR_SYNTAX, 3, 1, "key 'a' is given twice, first in line 1"},
    {"a: 1\n---\nb: 2", MATCH_ERR_SYNTAX, 2, 1, "a second document (---) is not allowed"},
    {"a: [1, 2", MATCH_ERR_SYNTAX, 2, 1, "did not find expected"},
    {"a: b: c", MATCH_ERR_SYNTAX, 1, 5, "mapping values are not allowed"},
    {"a:\n\t- b", MATCH_ERR_SYNTAX, 2, 1, "cannot start any token"},
    {"? [a]\n: b", MATCH_ERR_SYNTAX, 1, 3, "a key is a list or mapping"},
    {"? {a: b}\n: c", MATCH_ERR_SYNTAX, 1, 3, "a key is a list or mapping"},
    {"a: \"x\\0y\"", MATCH_ERR_SYNTAX, 1, 4, "a text holds a NUL"},
    {"a: b\xFF", MATCH_ERR_SYNTAX, 1, 0, "byte 4 is not UTF-8"},
    {"a: \x01", MATCH_ERR_SYNTAX, 0, 0, "control characters are not allowed"},
    {"\xFF\xFE"
     "a",
     MATCH_ERR_SYNTAX, 1, 0, "text is UTF-16"},
    {"%YAML 3.0\n---\na: b", MATCH_ERR_SYNTAX, 1, 1, "found incompatible YAML document"},
};

START_TEST(yaml_that_is_wrong_says_where)
{
    struct document document;
    match_error err = {0};
    const char *yaml = bad_yaml[_i].yaml;
    ck_assert_int_eq(document_parse_yaml(yaml, strlen(yaml), "test", &document, &err),
                     bad_yaml[_i].status);
    if (bad_yaml[_i].line == 0) {
        err.line = 0; /* libyaml does not say */
    }
    assert_error(&err, bad_yaml[_i].status, bad_yaml[_i].line, bad_yaml[_i].message);
    if (bad_yaml[_i].column != 0) {
        ck_assert_uint_eq(err.column, bad_yaml[_i].column);
    }
    ck_assert_str_eq(err.source, "test");
    ck_assert_ptr_null(document.root);
}
END_TEST

/* A text made of one piece many times. */
static char *
repeat(const char *piece, size_t times)
{
    size_t length = strlen(piece);
    char *text = calloc(length * times + 1, 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < times; i++) {
        memcpy(text + i * length, piece, length);
    }
    return text;
}

static const struct {
    const char *piece;
    size_t times;
    match_status status;
    const char *message;
} large_yaml[] = {
    {"[", 31, MATCH_ERR_SYNTAX, "did not find"},
    {"[", 33, MATCH_ERR_LIMIT, "nested more than 32 deep"},
    {"[", 100000, MATCH_ERR_LIMIT, "nested more than 32 deep"},
    {"{a: ", 100000, MATCH_ERR_LIMIT, "nested more than 32 deep"},
    {"- ", 100000, MATCH_ERR_LIMIT, "nested more than 32 deep"},
    {"x", LIMIT_TEXT_BYTES + 1, MATCH_ERR_LIMIT, "a text has 65537 bytes, expected at most 65536"},
};

START_TEST(yaml_that_is_too_large_is_refused)
{
    struct document document;
    match_error err = {0};
    char *yaml = repeat(large_yaml[_i].piece, large_yaml[_i].times);
    ck_assert_int_eq(document_parse_yaml(yaml, strlen(yaml), "test", &document, &err),
                     large_yaml[_i].status);
    ck_assert_ptr_nonnull(strstr(err.message, large_yaml[_i].message));
    free(yaml);
}
END_TEST

START_TEST(yaml_finds_a_repeated_key_among_many)
{
    struct buffer yaml = {0};
    struct document document;
    match_error err = {0};
    for (int i = 0; i < 5000; i++) {
        buffer_add_text(&yaml, "key");
        buffer_add_int(&yaml, i);
        buffer_add_text(&yaml, ": x\n");
    }
    assert_ok(document_parse_yaml(yaml.bytes, yaml.size, "test", &document, &err), &err);
    ck_assert_uint_eq(document.root->count, 5000);
    ck_assert_ptr_nonnull(document_get(document.root, "key4999"));
    ck_assert_ptr_null(document_get(document.root, "key5000"));
    ck_assert_ptr_null(document_get(document.root->items[0], "key1"));
    document_clear(&document);
    buffer_add_text(&yaml, "key17: y\n");
    ck_assert_int_eq(document_parse_yaml(yaml.bytes, yaml.size, "test", &document, &err),
                     MATCH_ERR_SYNTAX);
    assert_error(&err, MATCH_ERR_SYNTAX, 5001, "key 'key17' is given twice, first in line 18");
    buffer_clear(&yaml);
}
END_TEST

/* ---- JSON ---- */

static const struct {
    const char *json, *tree;
} good_json[] = {
    {"{\"a\": 1, \"b\": [true, false, null]}", "{'a':1,'b':[true,false,]}"},
    {"[12345678901234567, -3, 0.1, 2.5e10, 49.99]", "[12345678901234567,-3,0.1,25000000000,49.99]"},
    {"\"\\u0ea5\"", "'ລ'"},
    {"{}", "{}"},
    {"\xEF\xBB\xBF[\"x\"]", "['x']"},
};

START_TEST(json_becomes_a_tree)
{
    struct document document;
    struct buffer shown = {0};
    match_error err = {0};
    const char *json = good_json[_i].json;
    assert_ok(document_parse_json(json, strlen(json), "test", 7, &document, &err), &err);
    show(document.root, &shown);
    ck_assert_str_eq(shown.bytes, good_json[_i].tree);
    ck_assert_uint_eq(document.root->line, 7);
    buffer_clear(&shown);
    document_clear(&document);
}
END_TEST

static const struct {
    const char *json;
    match_status status;
    uint32_t line;
    const char *message;
} bad_json[] = {
    {"", MATCH_ERR_SYNTAX, 7, "unexpected token"},
    {"{\"a\": 1, \"a\": 2}", MATCH_ERR_SYNTAX, 7, "duplicate object key"},
    {"{\"a\": \"secret\" x}", MATCH_ERR_SYNTAX, 7, "'}' expected"},
    {"{\"a\":\n 1,\n}", MATCH_ERR_SYNTAX, 9, "string or '}' expected"},
    {"[1] 2", MATCH_ERR_SYNTAX, 7, "end of file expected"},
    {"[NaN]", MATCH_ERR_SYNTAX, 7, "invalid token"},
    {"[1e999]", MATCH_ERR_SYNTAX, 7, "real number overflow"},
    {"[\"\\u0000\"]", MATCH_ERR_SYNTAX, 7, "\\u0000 is not allowed"},
    {"[\"\xFF\"]", MATCH_ERR_SYNTAX, 7, "byte 2 is not UTF-8"},
};

START_TEST(json_that_is_wrong_says_where_and_not_what_it_holds)
{
    struct document document;
    match_error err = {0};
    const char *json = bad_json[_i].json;
    ck_assert_int_eq(document_parse_json(json, strlen(json), "test", 7, &document, &err),
                     bad_json[_i].status);
    assert_error(&err, bad_json[_i].status, bad_json[_i].line, bad_json[_i].message);
    ck_assert_ptr_null(strstr(err.message, "secret"));
}
END_TEST

START_TEST(json_that_is_nested_too_deep_is_refused)
{
    static const struct {
        size_t times;
        match_status status;
    } cases[] = {{32, MATCH_OK}, {33, MATCH_ERR_LIMIT}, {200000, MATCH_ERR_SYNTAX}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct document document;
        match_error err = {0};
        char *open = repeat("[", cases[i].times);
        char *close = repeat("]", cases[i].times);
        struct buffer json = {0};
        buffer_add_text(&json, open);
        buffer_add_text(&json, close);
        ck_assert_int_eq(document_parse_json(json.bytes, json.size, "test", 1, &document, &err),
                         cases[i].status);
        document_clear(&document);
        buffer_clear(&json);
        free(open);
        free(close);
    }
}
END_TEST

/* ---- memory ---- */

static match_status
parse_yaml_once(void *data, match_error *err)
{
    struct document document;
    match_status status = document_parse_yaml(data, strlen(data), "test", &document, err);
    if (status == MATCH_OK) {
        document_clear(&document);
    }
    return status;
}

static match_status
parse_json_once(void *data, match_error *err)
{
    struct document document;
    match_status status = document_parse_json(data, strlen(data), "test", 1, &document, err);
    if (status == MATCH_OK) {
        document_clear(&document);
    }
    return status;
}

START_TEST(documents_survive_every_allocation_failure)
{
    char yaml[] = "a: [1, 2, {b: c}]\nd: {e: f, g: h}\n";
    char many[] = "{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, m: 1, "
                  "n: 1, o: 1, p: 1, q: 1, r: 1}";
    char json[] = "{\"a\": [1, 2, {\"b\": \"c\"}], \"d\": 1.5}";
    ck_assert_int_ge(for_every_allocation_failure(parse_yaml_once, yaml), 3);
    ck_assert_int_ge(for_every_allocation_failure(parse_yaml_once, many), 3);
    ck_assert_int_ge(for_every_allocation_failure(parse_json_once, json), 3);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("document");
    TCase *yaml = tcase_create("yaml");
    TCase *json = tcase_create("json");
    TCase *memory = tcase_create("memory");

    tcase_add_loop_test(yaml, yaml_becomes_a_tree, 0, (int)COUNT(good_yaml));
    tcase_add_loop_test(yaml, yaml_that_is_wrong_says_where, 0, (int)COUNT(bad_yaml));
    tcase_add_loop_test(yaml, yaml_that_is_too_large_is_refused, 0, (int)COUNT(large_yaml));
    tcase_add_test(yaml, yaml_finds_a_repeated_key_among_many);
    suite_add_tcase(suite, yaml);

    tcase_add_loop_test(json, json_becomes_a_tree, 0, (int)COUNT(good_json));
    tcase_add_loop_test(json, json_that_is_wrong_says_where_and_not_what_it_holds, 0,
                        (int)COUNT(bad_json));
    tcase_add_test(json, json_that_is_nested_too_deep_is_refused);
    suite_add_tcase(suite, json);

    tcase_add_test(memory, documents_survive_every_allocation_failure);
    suite_add_tcase(suite, memory);
    return run_suite(suite);
}
