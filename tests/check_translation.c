/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/translation.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define HEAD "format: libmatch-taxonomy/1\nname: t\n"

/* "STATE: CODE KIND SIMILARITY VIA, ..." */
static void
tell(const match_translation *translation, match_concept concept, char *out, size_t size)
{
    size_t count;
    const match_link *links = match_translation_links(translation, concept, &count);
    match_translation_state state = match_translation_state_of(translation, concept);
    snprintf(out, size, "%s", match_translation_state_name(state));
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(out);
        snprintf(out + length, size - length, "%s%s %s %u%s%s", i == 0 ? ": " : ", ",
                 match_taxonomy_id(match_translation_to(translation), links[i].concept),
                 match_link_kind_name((match_link_kind)links[i].kind),
                 (unsigned)links[i].similarity, links[i].via[0] ? " " : "", links[i].via);
    }
}

/* A skill, and the skills of the other taxonomy, whose scheme is another. */
static const struct {
    const char *from, *to, *links;
} cases[] = {
    {"{code: a, uri: \"urn:a\", labels: {en: A}}", "{code: b, uri: \"urn:a\", labels: {en: B}}",
     "one: b same 1000"},
    /* A code is not the same as a code of another scheme. */
    {"{code: a, labels: {en: A}}", "{code: a, labels: {en: B}}", "none"},
    {"{code: a, labels: {en: A}}", "{code: a, labels: {en: a}}", "one: a code 950"},
    {"{code: a, labels: {en: A}, mappings: {exact: [b]}}", "{code: b, labels: {en: B}}",
     "one: b exact 1000"},
    {"{code: a, uri: \"urn:a\", labels: {en: A}}",
     "{code: b, labels: {en: B}, mappings: {exact: [\"urn:a\"]}}", "one: b exact 1000"},
    {"{code: a, labels: {en: A}, mappings: {replaced_by: [b]}}", "{code: b, labels: {en: B}}",
     "one: b replaced 1000"},
    {"{code: a, labels: {en: A}}", "{code: b, labels: {en: B}, mappings: {replaces: [a]}}",
     "one: b replaced 1000"},
    {"{code: a, labels: {en: A}, mappings: {close: [b]}}", "{code: b, labels: {en: B}}",
     "one: b close 900"},
    {"{code: a, labels: {en: A}}", "{code: b, labels: {en: B}, mappings: {close: [a]}}",
     "one: b close 900"},
    /* Broad and narrow are told from the concept that is translated. */
    {"{code: a, labels: {en: A}, mappings: {broad: [b]}}", "{code: b, labels: {en: B}}",
     "one: b broader 700"},
    {"{code: a, labels: {en: A}}", "{code: b, labels: {en: B}, mappings: {broad: [a]}}",
     "one: b narrower 600"},
    {"{code: a, labels: {en: A}, mappings: {related: [b]}}", "{code: b, labels: {en: B}}",
     "one: b related 500"},
    /* By way of a third taxonomy. */
    {"{code: a, labels: {en: A}, mappings: {exact: [\"urn:x\"]}}",
     "{code: b, labels: {en: B}, mappings: {exact: [\"urn:x\"]}}", "one: b exact 1000 urn:x"},
    {"{code: a, labels: {en: A}, mappings: {close: [\"urn:x\"]}}",
     "{code: b, labels: {en: B}, mappings: {exact: [\"urn:x\"]}}", "one: b close 900 urn:x"},
    {"{code: a, labels: {en: A}, mappings: {close: [\"urn:x\"]}}",
     "{code: b, labels: {en: B}, mappings: {close: [\"urn:x\"]}}", "one: b close 810 urn:x"},
    {"{code: a, labels: {en: A}, mappings: {exact: [\"urn:x\"]}}",
     "{code: b, labels: {en: B}, mappings: {narrow: [\"urn:x\"]}}", "one: b broader 700 urn:x"},
    {"{code: a, labels: {en: A}, mappings: {close: [\"urn:x\"]}}",
     "{code: b, labels: {en: B}, mappings: {narrow: [\"urn:x\"]}}", "none"},
    /* The surest way counts. */
    {"{code: a, labels: {en: A}, mappings: {close: [b], exact: [c]}}",
     "{code: b, labels: {en: B}}\n  - {code: c, labels: {en: C}}", "one: c exact 1000"},
    {"{code: a, labels: {en: B}, mappings: {broad: [c]}}",
     "{code: b, labels: {en: B}}\n  - {code: c, labels: {en: C}}", "one: c broader 700"},
    /* Labels: folded, of one language, preferred before alternative. */
    {"{code: a, labels: {en: \"Sew  CLOTH\"}}", "{code: b, labels: {en: sew cloth}}",
     "one: b label 850"},
    {"{code: a, labels: {en: Sew}}", "{code: b, labels: {en: {preferred: B, alternative: [sew]}}}",
     "one: b label 850"},
    {"{code: a, labels: {en: Sew}}",
     "{code: b, labels: {en: {preferred: B, alternative: [sew]}}}\n  - {code: c, labels: {en: "
     "Sew}}",
     "one: c label 850"},
    {"{code: a, labels: {en: Sew}}", "{code: b, labels: {fr: Sew}}", "none"},
    {"{code: a, labels: {en: {preferred: A, alternative: [Sew]}}}", "{code: b, labels: {en: Sew}}",
     "none"},
    /* Ambiguity is said. */
    {"{code: a, labels: {en: Sew}}",
     "{code: b, labels: {en: Sew}}\n  - {code: c, labels: {en: sew}}",
     "ambiguous: b label 850, c label 850"},
    {"{code: a, labels: {en: A}, mappings: {close: [c, b]}}",
     "{code: b, labels: {en: B}}\n  - {code: c, labels: {en: C}}",
     "ambiguous: b close 900, c close 900"},
    {"{code: a, labels: {en: A}, mappings: {replaced_by: [c, b]}}",
     "{code: b, labels: {en: B}}\n  - {code: c, labels: {en: C}}",
     "split: b replaced 800, c replaced 800"},
    /* What was given up in the other taxonomy is followed, and a circle ends. */
    {"{code: a, uri: \"urn:a\", labels: {en: A}}",
     "{code: a, uri: \"urn:a\", labels: {en: A}, mappings: {replaced_by: [b]}}\n"
     "  - {code: b, labels: {en: B}, mappings: {replaced_by: [c]}}\n"
     "  - {code: c, labels: {en: C}}",
     "one: c replaced 1000"},
    {"{code: a, labels: {en: A}, mappings: {close: [b]}}",
     "{code: b, labels: {en: B}, mappings: {replaced_by: [c]}}\n  - {code: c, labels: {en: C}}",
     "one: c close 900"},
    {"{code: a, labels: {en: A}, mappings: {exact: [b]}}",
     "{code: b, labels: {en: B}, mappings: {replaced_by: [c]}}\n"
     "  - {code: c, labels: {en: C}, mappings: {replaced_by: [b]}}",
     "one: b replaced 1000"},
    {"{code: a, labels: {en: A}, mappings: {exact: [\"urn:nowhere\"]}}",
     "{code: b, labels: {en: B}}", "none"},
};

START_TEST(concept_is_translated)
{
    match_error err = {0};
    char text[2000];
    snprintf(text, sizeof text, HEAD "schemes: [{id: one}]\nskills:\n  - %s\n", cases[_i].from);
    match_taxonomy *from = parse_taxonomy(text);
    snprintf(text, sizeof text, HEAD "schemes: [{id: two}]\nskills:\n  - %s\n", cases[_i].to);
    match_taxonomy *to = parse_taxonomy(text);
    match_translation *translation = match_translation_new(from, to, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_eq(match_translation_from(translation), from);
    tell(translation, 1, text, sizeof text);
    ck_assert_str_eq(text, cases[_i].links);
    match_translation_unref(translation);
    match_taxonomy_unref(from);
    match_taxonomy_unref(to);
}
END_TEST

static const char work_from[] = HEAD "schemes: [{id: one}]\n"
                                     "occupation_groups:\n"
                                     "  - {code: g, isco: \"7531\", labels: {en: Tailors}}\n"
                                     "occupations:\n"
                                     "  - {code: o, isco: \"7531\", labels: {en: Sinh tailor}}\n"
                                     "  - {code: p, isco: \"7532\", labels: {en: Cutter}}\n"
                                     "skills:\n"
                                     "  - {code: s, labels: {en: S}, mappings: {exact: [o2]}}\n"
                                     "  - {code: t, labels: {en: T}}\n";

static const char work_to[] =
    HEAD "schemes: [{id: two}]\n"
         "occupation_groups:\n"
         "  - {code: \"7531\", isco: \"7531\", labels: {en: Dressmakers}}\n"
         "occupations:\n"
         "  - {code: o2, labels: {en: T}}\n"
         "skills:\n"
         "  - {code: \"7532\", labels: {en: X}}\n";

static const struct {
    const char *code, *links;
} work[] = {
    {"g", "one: 7531 isco 1000"}, /* the same group */
    {"o", "one: 7531 isco 400"},  /* only its group */
    {"p", "none"},                /* what has the code is no group */
    {"s", "none"},                /* a skill is no occupation, whatever a mapping says */
    {"t", "none"},
};

START_TEST(occupations_and_skills_stay_apart)
{
    match_error err = {0};
    char text[200];
    match_taxonomy *from = parse_taxonomy(work_from);
    match_taxonomy *to = parse_taxonomy(work_to);
    match_translation *translation = match_translation_new(from, to, &err);
    assert_ok(err.status, &err);
    tell(translation, match_taxonomy_find(from, work[_i].code, MATCH_NUL), text, sizeof text);
    ck_assert_str_eq(text, work[_i].links);
    match_translation_unref(translation);
    match_taxonomy_unref(from);
    match_taxonomy_unref(to);
}
END_TEST

/* A taxonomy is itself, concept by concept. */
START_TEST(a_taxonomy_translates_to_itself)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(
        test_path("taxonomies/returnee-skills/returnee-skills.yaml"), NULL, &err);
    assert_ok(err.status, &err);
    match_translation *translation = match_translation_new(taxonomy, taxonomy, &err);
    assert_ok(err.status, &err);
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        size_t count;
        const match_link *links = match_translation_links(translation, c, &count);
        ck_assert_uint_eq(count, 1);
        ck_assert_uint_eq(links[0].concept, c);
        ck_assert_uint_eq(links[0].similarity, 1000);
    }
    match_translation_unref(translation);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(what_is_no_concept_has_no_links)
{
    match_error err = {0};
    size_t count = 9;
    match_taxonomy *taxonomy = parse_taxonomy(work_to);
    match_translation *translation = match_translation_new(taxonomy, taxonomy, &err);
    match_translation *same = match_translation_ref(translation);
    (void)match_translation_links(translation, 0, &count);
    ck_assert_uint_eq(count, 0);
    (void)match_translation_links(translation, 99, &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(match_translation_state_of(translation, 99), MATCH_TRANSLATION_NONE);
    match_translation_unref(same);
    match_translation_unref(translation);
    match_translation_unref(NULL);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(surer_links_carry_more)
{
    uint32_t before = 1000;
    for (int kind = MATCH_LINK_SAME; kind <= MATCH_LINK_ISCO; kind++) {
        uint32_t similarity = match_link_similarity((match_link_kind)kind);
        ck_assert_uint_le(similarity, before);
        ck_assert_str_ne(match_link_kind_name((match_link_kind)kind), "");
        before = similarity;
    }
    ck_assert_uint_gt(before, 0);
    ck_assert_uint_eq(match_link_similarity((match_link_kind)0), 0);
    ck_assert_uint_eq(match_link_similarity((match_link_kind)11), 0);
    ck_assert_str_eq(match_link_kind_name((match_link_kind)11), "");
    ck_assert_str_eq(match_translation_state_name((match_translation_state)4), "");
}
END_TEST

struct attempt {
    const match_taxonomy *from, *to;
};

static match_status
translate_once(void *data, match_error *err)
{
    const struct attempt *attempt = data;
    match_translation *translation = match_translation_new(attempt->from, attempt->to, err);
    match_translation_unref(translation);
    return translation ? MATCH_OK : err->status;
}

START_TEST(translation_survives_every_allocation_failure)
{
    match_taxonomy *from = parse_taxonomy(work_from);
    match_taxonomy *to = parse_taxonomy(work_to);
    struct attempt attempt = {.from = from, .to = to};
    ck_assert_int_gt(for_every_allocation_failure(translate_once, &attempt), 5);
    match_taxonomy_unref(from);
    match_taxonomy_unref(to);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("translation");
    TCase *links = tcase_create("links");
    tcase_add_loop_test(links, concept_is_translated, 0, (int)COUNT(cases));
    tcase_add_loop_test(links, occupations_and_skills_stay_apart, 0, (int)COUNT(work));
    tcase_add_test(links, a_taxonomy_translates_to_itself);
    tcase_add_test(links, what_is_no_concept_has_no_links);
    tcase_add_test(links, surer_links_carry_more);
    tcase_add_test(links, translation_survives_every_allocation_failure);
    suite_add_tcase(suite, links);
    return run_suite(suite);
}
