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

static void
assert_diff(const char *before, const char *after, unsigned most, match_status status,
            const char *expected)
{
    struct heard heard = {
        .before = parse_taxonomy(before), .after = parse_taxonomy(after), .most = most};
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

/* Of each pair: what is gone, what is new, and how the one became the other. */
static const struct {
    const char *old, *new, *changes;
} successions[] = {
    /* Declared by the old concept, by the new one, or by the one that is kept as given up. */
    {"  - {code: a, labels: {en: A}, mappings: {replaced_by: [b]}}\n",
     "  - {code: b, labels: {en: B}}\n", "replaced a b ::\nrenamed a b en:A:B\n"},
    {"  - {code: a, labels: {en: A}}\n",
     "  - {code: b, labels: {en: B}, mappings: {replaces: [a]}}\n",
     "replaced a b ::\nrenamed a b en:A:B\n"},
    {"  - {code: a, labels: {en: A}}\n", "  - {code: b, labels: {en: A}}\n", "replaced a b ::\n"},
    {"  - {code: a, uri: \"urn:1\", labels: {en: A}}\n"
     "  - {code: b, uri: \"urn:2\", labels: {en: A}}\n",
     "  - {code: a, uri: \"urn:3\", labels: {en: A}}\n"
     "  - {code: b, uri: \"urn:4\", labels: {en: A}}\n",
     "replaced a a ::\nreplaced b b ::\n"},
    /* Two become one; one goes into another that was there before. */
    {"  - {code: a, labels: {en: A}}\n  - {code: b, labels: {en: B}}\n",
     "  - {code: c, labels: {en: C}, mappings: {replaces: [a, b]}}\n",
     "merged a c ::\nmerged b c ::\n"},
    {"  - {code: a, labels: {en: A}}\n  - {code: b, labels: {en: B}}\n",
     "  - {code: b, labels: {en: {preferred: B, alternative: [A]}}}\n", "merged a b ::\n"},
    /* One becomes two: declared, or because all its labels live on in the two. */
    {"  - {code: a, labels: {en: A}, mappings: {replaced_by: [b, c]}}\n",
     "  - {code: b, labels: {en: B}}\n  - {code: c, labels: {en: C}}\n",
     "split a b ::\nsplit a c ::\n"},
    {"  - {code: a, labels: {en: {preferred: A, alternative: [E, F]}}}\n",
     "  - {code: b, labels: {en: {preferred: B, alternative: [E]}}}\n"
     "  - {code: c, labels: {en: {preferred: F, alternative: [A]}}}\n"
     "  - {code: d, labels: {en: {preferred: D, alternative: [A]}}}\n",
     "split a b ::\nsplit a c ::\nsplit a d ::\n"},
    /* A label that is lost, of another kind, or in another language, proves nothing. */
    {"  - {code: a, labels: {en: {preferred: A, alternative: [E]}}}\n",
     "  - {code: b, labels: {en: {preferred: B, alternative: [E]}}}\n",
     "removed a  ::\nadded  b ::\n"},
    {"  - {code: a, labels: {en: A}}\n", "  - {code: b, labels: {fr: A}}\n",
     "removed a  ::\nadded  b ::\n"},
    {"  - {code: a, labels: {en: A}}\n",
     "  - {code: z, labels: {en: Z}}\nskill_groups:\n  - {code: b, labels: {en: A}}\n",
     "removed a  ::\nadded  b ::\nadded  z ::\n"},
    /* Mappings that say less than "instead" are no succession. */
    {"  - {code: a, labels: {en: A}, mappings: {close: [b]}}\n", "  - {code: b, labels: {en: B}}\n",
     "removed a  ::\nadded  b ::\n"},
};

START_TEST(what_is_gone_has_successors)
{
    char before[1000];
    char after[1000];
    snprintf(before, sizeof before, HEAD "skills:\n%s", successions[_i].old);
    snprintf(after, sizeof after, HEAD "skills:\n%s", successions[_i].new);
    assert_diff(before, after, 100, MATCH_OK, successions[_i].changes);
}
END_TEST

START_TEST(a_group_that_got_another_uri_moves_nobody)
{
    assert_diff(HEAD "skill_groups:\n"
                     "  - {code: G, uri: \"urn:1\", labels: {en: G}}\n"
                     "  - {code: H, labels: {en: H}}\n"
                     "skills:\n"
                     "  - {code: a, labels: {en: A}, broader: [G]}\n"
                     "  - {code: b, labels: {en: B}, broader: [H]}\n",
                HEAD "skill_groups:\n"
                     "  - {code: G, uri: \"urn:2\", labels: {en: G}}\n"
                     "  - {code: H, labels: {en: H}}\n"
                     "skills:\n"
                     "  - {code: a, labels: {en: A}, broader: [G]}\n"
                     "  - {code: b, labels: {en: B}, broader: [G]}\n",
                100, MATCH_OK, "moved b b ::\nreplaced G G ::\n");
}
END_TEST

struct attempt {
    const match_taxonomy *before, *after;
};

static bool
go_on(const match_change *change, void *data)
{
    (void)change;
    (void)data;
    return true;
}

static match_status
diff_once(void *data, match_error *err)
{
    const struct attempt *attempt = data;
    return match_taxonomy_diff(attempt->before, attempt->after, go_on, NULL, err);
}

START_TEST(diff_survives_every_allocation_failure)
{
    struct attempt attempt = {.before = parse_taxonomy(old_text),
                              .after = parse_taxonomy(new_text)};
    ck_assert_int_gt(for_every_allocation_failure(diff_once, &attempt), 5);
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)attempt.before);
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)attempt.after);
}
END_TEST

START_TEST(changes_have_names)
{
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_ADDED), "added");
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_MOVED), "moved");
    ck_assert_str_eq(match_change_kind_name((match_change_kind)0), "");
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_REPLACED), "replaced");
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_MERGED), "merged");
    ck_assert_str_eq(match_change_kind_name(MATCH_CHANGE_SPLIT), "split");
    ck_assert_str_eq(match_change_kind_name((match_change_kind)8), "");
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
    tcase_add_loop_test(diff, what_is_gone_has_successors, 0,
                        (int)(sizeof successions / sizeof successions[0]));
    tcase_add_test(diff, a_group_that_got_another_uri_moves_nobody);
    tcase_add_test(diff, diff_survives_every_allocation_failure);
    tcase_add_test(diff, changes_have_names);
    suite_add_tcase(suite, diff);
    return run_suite(suite);
}
