/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/file.h"
#include "text/document.h"

/* What is in the bundled lists: qualification ladders, languages, and the fields of education,
 * which are a taxonomy. */
#define LADDERS "taxonomies/qualifications/ladders.yaml"
#define LANGUAGES "taxonomies/languages/languages.yaml"
#define FIELDS "taxonomies/fields/isced-f-2013.yaml"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct document document;

static void
load(const char *path, const char *format)
{
    struct file_bytes file;
    match_error err;
    const struct document_node *node;

    assert_ok(file_read(test_path(path), &file, &err), &err);
    assert_ok(document_parse_yaml(file.bytes, file.size, path, &document, &err), &err);
    file_bytes_clear(&file);
    node = document_get(document.root, "format");
    ck_assert_ptr_nonnull(node);
    ck_assert_str_eq(node->text, format);
}

static void
load_ladders(void)
{
    load(LADDERS, "libmatch-ladders/1");
}

static void
load_languages(void)
{
    load(LANGUAGES, "libmatch-languages/1");
}

static void
drop(void)
{
    document_clear(&document);
}

/* A key that has to be there. */
static const struct document_node *
get(const struct document_node *node, const char *key)
{
    const struct document_node *value = document_get(node, key);
    ck_assert_msg(value != NULL, "line %u: there is no %s", (unsigned)node->line, key);
    return value;
}

static const char *
text(const struct document_node *node, const char *key)
{
    const struct document_node *value = get(node, key);
    ck_assert_msg(value->kind == DOCUMENT_SCALAR && value->length > 0, "line %u: %s is no text",
                  (unsigned)node->line, key);
    return value->text;
}

static bool
is_text(const struct document_node *node, const char *key, const char *expected)
{
    const struct document_node *value = document_get(node, key);
    return value && value->kind == DOCUMENT_SCALAR && strcmp(value->text, expected) == 0;
}

/* Something for a counsellor to read, in both languages. */
static void
check_titles(const struct document_node *titles)
{
    static const char *const wrong[] = {"ຫລ", "ຫນ", "ຫມ", "ໍາ", "ເເ"};
    const char *lao = text(titles, "lo");

    (void)text(titles, "en");
    ck_assert_ptr_nonnull(strstr(lao, "\xe0\xba"));
    for (size_t i = 0; i < COUNT(wrong); i++) {
        ck_assert_msg(!strstr(lao, wrong[i]), "line %u: %s is spelt with %s",
                      (unsigned)titles->line, lao, wrong[i]);
    }
}

/* The only one of a list with a value, NULL where there is none. */
static const struct document_node *
find(const struct document_node *list, const char *key, const char *value)
{
    const struct document_node *found = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        if (is_text(list->items[i], key, value)) {
            ck_assert_msg(!found, "%s is there twice", value);
            found = list->items[i];
        }
    }
    return found;
}

/* ---- ladders ---- */

static void
check_sources(const struct document_node *node)
{
    const struct document_node *named = get(node, "source");
    ck_assert_uint_gt(named->count, 0);
    for (uint32_t i = 0; i < named->count; i++) {
        ck_assert_msg(find(get(document.root, "sources"), "id", named->items[i]->text) != NULL,
                      "%s is no source", named->items[i]->text);
    }
}

static void
check_status(const struct document_node *node, const char *status)
{
    ck_assert_msg(strcmp(status, "confirmed") == 0 || strcmp(status, "to_be_confirmed") == 0,
                  "line %u: status is %s", (unsigned)node->line, status);
}

static void
check_levels(const struct document_node *ladder)
{
    const struct document_node *levels = get(ladder, "levels");
    char before = '\0';

    ck_assert_uint_gt(levels->count, 0);
    for (uint32_t i = 0; i < levels->count; i++) {
        const struct document_node *level = levels->items[i];
        const char *number = text(level, "level");
        ck_assert_uint_eq(strlen(number), 1);
        ck_assert(number[0] >= '0' && number[0] <= '8' && number[0] > before);
        before = number[0];
        check_titles(get(level, "title"));
        if (document_get(level, "status")) {
            check_status(level, text(level, "status"));
        }
    }
}

START_TEST(ladders_are_complete)
{
    const struct document_node *ladders = get(document.root, "ladders");

    for (uint32_t i = 0; i < ladders->count; i++) {
        const struct document_node *ladder = ladders->items[i];
        const struct document_node *whole = document_get(ladder, "part_of");
        const char *id = text(ladder, "id");
        ck_assert_ptr_eq(find(ladders, "id", id), ladder);
        check_titles(get(ladder, "title"));
        (void)text(ladder, "country");
        (void)text(ladder, "owner");
        check_status(ladder, text(ladder, "status"));
        check_sources(ladder);
        check_levels(ladder);
        if (whole) {
            ck_assert_ptr_nonnull(find(ladders, "id", whole->text));
            ck_assert_int_eq(strncmp(id, whole->text, whole->length), 0);
        }
    }
}
END_TEST

static const struct {
    const char *id, *levels;
} expected_levels[] = {
    {"LNQF", "12345678"},
    {"AQRF", "12345678"},
    {"LA-NSS", "1234"},
    {"LA-NSS-AUTOMOTIVE", "1234"},
    {"LA-NSS-WELDING", "123"},
    {"LA-NSS-FURNITURE-ASSEMBLER", "1"},
    {"LA-NSS-WINDOW-TABLE-MAKER", "2"},
    {"LA-NSS-CABINET-MAKER", "3"},
    {"LA-NSS-FURNITURE-FINISHER", "2"},
    {"LA-NSS-BOOKKEEPER", "234"},
    {"LA-NSS-CASHIER", "23"},
    {"LA-NSS-SECRETARY", "1234"},
    {"LA-NSS-SALES-MARKETING", "1234"},
    {"TH-DSD", "123"},
    {"TH-TPQF", "12345678"},
    {"ISCED", "012345678"},
};

START_TEST(levels_differ_by_ladder)
{
    const struct document_node *ladder =
        find(get(document.root, "ladders"), "id", expected_levels[_i].id);
    const struct document_node *levels;

    ck_assert_ptr_nonnull(ladder);
    levels = get(ladder, "levels");
    ck_assert_uint_eq(levels->count, strlen(expected_levels[_i].levels));
    for (uint32_t i = 0; i < levels->count; i++) {
        ck_assert_int_eq(text(levels->items[i], "level")[0], expected_levels[_i].levels[i]);
    }
}
END_TEST

static void
check_step(const struct document_node *step)
{
    const struct document_node *ladder;

    ck_assert(step->kind == DOCUMENT_LIST && step->count == 2);
    ladder = find(get(document.root, "ladders"), "id", step->items[0]->text);
    ck_assert_ptr_nonnull(ladder);
    ck_assert_msg(find(get(ladder, "levels"), "level", step->items[1]->text) != NULL,
                  "line %u: %s has no level %s", (unsigned)step->line, step->items[0]->text,
                  step->items[1]->text);
}

START_TEST(crosswalks_are_indicative)
{
    const struct document_node *crosswalks = get(document.root, "crosswalks");

    ck_assert_uint_gt(crosswalks->count, 0);
    for (uint32_t i = 0; i < crosswalks->count; i++) {
        check_step(get(crosswalks->items[i], "from"));
        check_step(get(crosswalks->items[i], "to"));
        ck_assert_str_eq(text(crosswalks->items[i], "status"), "indicative");
        check_sources(crosswalks->items[i]);
    }
}
END_TEST

/* ---- languages ---- */

START_TEST(languages_have_codes_and_names)
{
    const struct document_node *languages = get(document.root, "languages");

    for (uint32_t i = 0; i < languages->count; i++) {
        const struct document_node *language = languages->items[i];
        const struct document_node *two = document_get(language, "iso639_1");
        const char *code = text(language, "code");
        ck_assert_uint_eq(strlen(code), 3);
        ck_assert_uint_eq(strspn(code, "abcdefghijklmnopqrstuvwxyz"), 3);
        ck_assert_ptr_eq(find(languages, "code", code), language);
        if (two) {
            ck_assert_uint_eq(two->length, 2);
            ck_assert_ptr_eq(find(languages, "iso639_1", two->text), language);
        }
        check_titles(get(language, "names"));
    }
}
END_TEST

static const struct {
    const char *code, *two;
} known[] = {
    {"lao", "lo"}, {"tha", "th"}, {"eng", "en"}, {"kor", "ko"}, {"kjg", NULL},
    {"hmn", NULL}, {"mww", NULL}, {"tts", NULL}, {"lso", NULL},
};

START_TEST(languages_of_returnees_are_there)
{
    const struct document_node *language =
        find(get(document.root, "languages"), "code", known[_i].code);

    ck_assert_msg(language != NULL, "%s", known[_i].code);
    if (known[_i].two) {
        ck_assert_str_eq(text(language, "iso639_1"), known[_i].two);
    } else {
        ck_assert_ptr_null(document_get(language, "iso639_1"));
    }
}
END_TEST

START_TEST(scale_has_a_sentence_for_each_level)
{
    static const char *const names[] = {"A1", "A2", "B1", "B2", "C1", "C2", "native"};
    const struct document_node *levels = get(get(document.root, "scale"), "levels");

    ck_assert_uint_eq(levels->count, COUNT(names));
    for (uint32_t i = 0; i < levels->count; i++) {
        const struct document_node *sentence = get(levels->items[i], "description");
        const char *english = text(sentence, "en");
        ck_assert_str_eq(text(levels->items[i], "level"), names[i]);
        check_titles(get(levels->items[i], "title"));
        check_titles(sentence);
        ck_assert_ptr_eq(strchr(english, '.'), english + strlen(english) - 1);
    }
}
END_TEST

/* ---- fields of education ---- */

START_TEST(fields_are_three_levels)
{
    unsigned counts[5] = {0};
    match_error err;
    match_report *report = match_report_new(&err);
    match_taxonomy *fields = match_taxonomy_load(test_path(FIELDS), report, &err);

    ck_assert_msg(fields != NULL, "%s", err.message);
    ck_assert_uint_eq(match_report_count(report), 0);
    for (match_concept field = 1; field <= match_taxonomy_count(fields); field++) {
        const char *code = match_taxonomy_code(fields, field);
        size_t length = strlen(code);
        size_t count;
        const match_concept *broader = match_taxonomy_broader(fields, field, &count);
        ck_assert_int_eq(match_taxonomy_kind(fields, field), MATCH_CONCEPT_SKILL_GROUP);
        ck_assert(length >= 2 && length <= 4 && strspn(code, "0123456789") == length);
        counts[length]++;
        ck_assert_uint_eq(count, length == 2 ? 0 : 1);
        if (count == 1) {
            const char *above = match_taxonomy_code(fields, broader[0]);
            ck_assert_uint_eq(strlen(above), length - 1);
            ck_assert_int_eq(strncmp(above, code, length - 1), 0);
        }
        ck_assert_ptr_nonnull(strstr(match_taxonomy_label(fields, field, "lo"), "\xe0\xba"));
    }
    ck_assert_uint_eq(counts[2], 11);
    ck_assert_uint_eq(counts[3], 29);
    ck_assert_uint_eq(counts[4], 80);
    match_taxonomy_unref(fields);
    match_report_free(report);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("reference");
    TCase *ladders = tcase_create("ladders");
    TCase *languages = tcase_create("languages");
    TCase *fields = tcase_create("fields");

    tcase_add_checked_fixture(ladders, load_ladders, drop);
    tcase_add_test(ladders, ladders_are_complete);
    tcase_add_loop_test(ladders, levels_differ_by_ladder, 0, COUNT(expected_levels));
    tcase_add_test(ladders, crosswalks_are_indicative);
    suite_add_tcase(suite, ladders);

    tcase_add_checked_fixture(languages, load_languages, drop);
    tcase_add_test(languages, languages_have_codes_and_names);
    tcase_add_loop_test(languages, languages_of_returnees_are_there, 0, COUNT(known));
    tcase_add_test(languages, scale_has_a_sentence_for_each_level);
    suite_add_tcase(suite, languages);

    tcase_add_test(fields, fields_are_three_levels);
    suite_add_tcase(suite, fields);
    return run_suite(suite);
}
