/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/taxonomy_diff.h>

#define HEAD "format: libmatch-taxonomy/1\nname: t\n"

static const char old_text[] =
    HEAD "occupation_groups:\n"
         "  - {code: \"1\", labels: {en: One}}\n"
         "  - {code: \"2\", labels: {en: Two}}\n"
         "occupations:\n"
         "  - {code: a, labels: {en: A, lo: \"\\u0e81\"}, broader: [\"1\"]}\n"
         "  - {code: b, labels: {en: {preferred: B, alternative: [C]}}, broader: [\"1\"]}\n"
         "  - {code: gone, labels: {en: Gone}}\n"
         "skills:\n"
         "  - {code: s, labels: {en: S}}\n";

static const char new_text[] =
    HEAD "occupation_groups:\n"
         "  - {code: \"1\", labels: {en: One}}\n"
         "  - {code: \"2\", labels: {en: Two}}\n"
         "occupations:\n"
         "  - {code: a, labels: {de: Ah, en: A2}, broader: [\"2\"]}\n"
         "  - {code: b, labels: {en: {preferred: B, alternative: [D]}}, broader: [\"2\", \"1\"]}\n"
         "  - {code: new, labels: {en: New}}\n"
         "skill_groups:\n"
         "  - {code: s, labels: {en: S}}\n";

/* What was heard, a line for each change. */
struct heard {
    const match_taxonomy *before, *after;
    char text[2000];
    unsigned count, most;
};

static bool
hear(const match_change *change, void *data)
{
    struct heard *heard = data;
    size_t length = strlen(heard->text);
    snprintf(heard->text + length, sizeof heard->text - length, "%s %s %s %s:%s:%s\n",
             match_change_kind_name(change->kind), match_taxonomy_id(heard->before, change->before),
             match_taxonomy_id(heard->after, change->after), change->language, change->old_label,
             change->new_label);
    return ++heard->count < heard->most;
}

static match_taxonomy *
parse(const char *yaml)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(yaml, MATCH_NUL, "test", NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

static void
assert_diff(const char *before, const char *after, unsigned most, match_status status,
            const char *expected)
{
    struct heard heard = {.before = parse(before), .after = parse(after), .most = most};
    match_error err = {0};
    ck_assert_int_eq(match_taxonomy_diff(heard.before, heard.after, hear, &heard, &err), status);
    ck_assert_str_eq(heard.text, expected);
    if (status != MATCH_OK) {
        assert_error(&err, status, 0, "cancelled");
    }
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)heard.before);
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)heard.after);
}

START_TEST(diff_tells_each_change_once)
{
    assert_diff(old_text, new_text, 100, MATCH_OK,
                "moved a a ::\n"
                "renamed a a de::Ah\n"
                "renamed a a en:A:A2\n"
                "renamed a a lo:\xE0\xBA\x81:\n"
                "moved b b ::\n"
                "removed gone  ::\n"
                "added  new ::\n"
                "moved s s ::\n");
}
END_TEST

START_TEST(diff_the_other_way_round_adds_what_was_removed)
{
    assert_diff(new_text, old_text, 100, MATCH_OK,
                "moved a a ::\n"
                "renamed a a de:Ah:\n"
                "renamed a a en:A2:A\n"
                "renamed a a lo::\xE0\xBA\x81\n"
                "moved b b ::\n"
                "added  gone ::\n"
                "removed new  ::\n"
                "moved s s ::\n");
}
END_TEST

START_TEST(diff_of_equal_taxonomies_is_empty)
{
    assert_diff(old_text, old_text, 100, MATCH_OK, "");
}
END_TEST

START_TEST(diff_ends_when_it_is_told_to)
{
    assert_diff(old_text, new_text, 2, MATCH_ERR_CANCELLED,
                "moved a a ::\n"
                "renamed a a de::Ah\n");
}
END_TEST

START_TEST(changes_have_names)
{
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_ADDED), "added");
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_MOVED), "moved");
    ck_assert_str_eq(match_change_kind_name((match_change_kind)0), "");
    ck_assert_str_eq(match_change_kind_name((match_change_kind)5), "");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_diff");
    TCase *diff = tcase_create("diff");
    tcase_add_test(diff, diff_tells_each_change_once);
    tcase_add_test(diff, diff_the_other_way_round_adds_what_was_removed);
    tcase_add_test(diff, diff_of_equal_taxonomies_is_empty);
    tcase_add_test(diff, diff_ends_when_it_is_told_to);
    tcase_add_test(diff, changes_have_names);
    suite_add_tcase(suite, diff);
    return run_suite(suite);
}
