/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "text/phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/resolver.h>

#define MOST 64

static const char market[] =
    "format: libmatch-taxonomy/1\n"
    "name: market\n"
    "schemes: [{id: own}, {id: isco08}]\n"
    "occupation_groups:\n"
    "  - {code: \"71\", scheme: isco08, labels: {en: Building trades workers}}\n"
    "  - {code: \"72\", scheme: isco08, labels: {en: Metal workers}}\n"
    "occupations:\n"
    "  - code: MASON\n"
    "    labels: {en: {preferred: Bricklayer, alternative: [stone mason, mason, brick mason]},"
    " lo: ຊ່າງກໍ່}\n"
    "    broader: [\"71\"]\n"
    "  - code: WELD\n"
    "    labels: {en: {preferred: Welder, alternative: [metal welder, welding worker]},"
    " lo: ຊ່າງເຊື່ອມ}\n"
    "    broader: [\"72\"]\n"
    "  - code: DOOR\n"
    "    labels: {en: {preferred: Door keeper, alternative: [porter]}}\n"
    "  - code: CARRY\n"
    "    labels: {en: {preferred: Luggage carrier, alternative: [Porter]}}\n"
    "  - code: SEWER\n"
    "    labels: {en: Sewing machine operator, lo: ຊ່າງຕັດຫຍິບ}\n"
    "skills:\n"
    "  - {code: CPP, labels: {en: C++}}\n"
    "  - {code: C, labels: {en: C}}\n"
    "  - {code: SEW, labels: {en: sew clothes}}\n";

static match_resolver *
make_of(const char *yaml, const match_aliases *aliases)
{
    match_error err = {0};
    match_taxonomy *taxonomy = parse_taxonomy(yaml);
    match_resolver *resolver = match_resolver_new(taxonomy, aliases, NULL, &err);
    assert_ok(err.status, &err);
    match_taxonomy_unref(taxonomy); /* the resolver has its own reference */
    return resolver;
}

static match_resolver *
make(const match_aliases *aliases)
{
    return make_of(market, aliases);
}

/* What is found with no threshold: "CODE:reason CODE:reason ...", at most top of them. */
static const char *
found(const match_resolver *resolver, match_resolve_options *options, const char *text, size_t top)
{
    static char out[1000];
    match_candidate candidates[MOST];
    match_error err = {0};
    size_t count = 0;
    size_t length = 0;
    ck_assert_int_eq(match_resolve_options_set_threshold(options, 0, &err), MATCH_OK);
    ck_assert_int_eq(match_resolve_options_set_top(options, top, &err), MATCH_OK);
    assert_ok(match_resolver_resolve(resolver, options, text, MATCH_NUL, candidates, MOST, &count,
                                     &err),
              &err);
    out[0] = '\0';
    for (size_t i = 0; i < count && i < MOST; i++) {
        const match_taxonomy *taxonomy = match_resolver_taxonomy(resolver);
        length += (size_t)snprintf(
            out + length, sizeof out - length, "%s%s:%s%s", i ? " " : "",
            match_taxonomy_id(taxonomy, candidates[i].concept),
            match_resolve_reason_name((match_resolve_reason)candidates[i].reason),
            candidates[i].ambiguous ? ":ambiguous" : "");
        ck_assert_int_ge(candidates[i].score, 0);
        ck_assert_int_le(candidates[i].score, MATCH_RESOLVE_ONE);
        ck_assert_int_ge(candidates[i].confidence, 0);
        ck_assert_int_le(candidates[i].confidence, MATCH_RESOLVE_ONE);
    }
    return out;
}

static match_resolve_options *
options_new(void)
{
    match_error err = {0};
    match_resolve_options *options = match_resolve_options_new(&err);
    assert_ok(err.status, &err);
    return options;
}

static const struct {
    const char *text;
    const char *best;
} phrases[] = {
    {"Welder", "WELD:exact"},
    {"  WELDER ", "WELD:folded"},
    {"mason, stone", "MASON:folded"},      /* inverted, as in an index of titles */
    {"welders", "WELD:fuzzy"},             /* plural */
    {"weldor", "WELD:fuzzy"},              /* one letter wrong */
    {"bricklaier", "MASON:fuzzy"},
    {"doorkeeper", "DOOR:fuzzy"},          /* written together */
    {"sewing machin operater", "SEWER:fuzzy"},
    {"operator of a sewing machine", "SEWER:partial"},
    {"Welder (m/f)", "WELD:folded"},
    {"C++", "CPP:exact"},
    {"c", "C:folded"},
    {"ຊ່າງເຊື່ອມ", "WELD:exact"},
    {"ช่างเชื่อม", "WELD:fuzzy"},          /* Thai finds Lao */
    {"porter", "DOOR:exact:ambiguous CARRY:folded:ambiguous"},
    {"", ""},
    {" - / ", ""},
    {"qqqq", ""},
};

START_TEST(a_phrase_finds_its_concept)
{
    match_resolver *resolver = make(NULL);
    match_resolve_options *options = options_new();
    const char *got = found(resolver, options, phrases[_i].text, 1);
    /* The numbers of concepts, and so the order of equal names, come from their URIs. */
    if (strstr(phrases[_i].best, "ambiguous")) {
        ck_assert_str_eq(got, "DOOR:exact:ambiguous CARRY:folded:ambiguous");
    } else if (strcmp(phrases[_i].text, "ช่างเชื่อม") == 0) {
        ck_assert_int_eq(strncmp(got, "WELD:", 5), 0);
    } else {
        ck_assert_str_eq(got, phrases[_i].best);
    }
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

/* "fitter" is a name of both: what else they are called tells which is meant more often. */
START_TEST(names_of_several_concepts_are_ordered_by_all_their_labels)
{
    static const char *const orders[] = {"MAIN:exact:ambiguous BESIDE:exact:ambiguous",
                                         "MAIN:folded:ambiguous BESIDE:folded:ambiguous"};
    static const char yaml[] =
        "format: libmatch-taxonomy/1\n"
        "name: fitters\n"
        "occupations:\n"
        "  - code: BESIDE\n"
        "    labels: {en: {preferred: Pipe layer, alternative: [fitter, plumber, drain layer]}}\n"
        "  - code: MAIN\n"
        "    labels: {en: {preferred: Fitter of machines, alternative: [fitter, steel fitter]}}\n";
    match_resolve_options *options = options_new();
    for (size_t i = 0; i < 2; i++) {
        match_resolver *resolver = make_of(yaml, NULL);
        ck_assert_str_eq(found(resolver, options, i ? "FITTER" : "fitter", 1), orders[i]);
        ck_assert_str_eq(found(resolver, options, i ? "FITTER" : "fitter", 9), orders[i]);
        match_resolver_unref(resolver);
    }
    match_resolve_options_free(options);
}
END_TEST

/* A concept has its best label of any language, not that of the first. */
START_TEST(the_best_language_counts)
{
    match_resolver *resolver = make_of("format: libmatch-taxonomy/1\n"
                                       "name: languages\n"
                                       "occupations:\n"
                                       "  - code: COOK\n"
                                       "    labels: {en: Cook of a canteen, fr: Cuisinier}\n",
                                       NULL);
    match_resolve_options *options = options_new();
    match_candidate candidate;
    match_error err = {0};
    size_t count = 0;
    match_resolve_options_set_threshold(options, 0, &err);
    assert_ok(match_resolver_resolve(resolver, options, "cuisiniers (canteen)", MATCH_NUL,
                                     &candidate, 1, &count, &err),
              &err);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(candidate.language, "fr");
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

/* Equal labels but for a word that is in neither: the description has it. */
START_TEST(descriptions_order_concepts)
{
    match_resolver *resolver =
        make_of("format: libmatch-taxonomy/1\n"
                "name: hands\n"
                "occupations:\n"
                "  - {code: A, labels: {en: Yard hand}, description: {en: Loads lorries.}}\n"
                "  - {code: B, labels: {en: Farm hand}, description: {en: Cuts trees all day.}}\n"
                "  - {code: C, labels: {en: Lorries of a depot}}\n"
                "  - {code: D, labels: {en: Trees of a park}}\n"
                "  - {code: E, labels: {en: Nurse}}\n",
                NULL);
    match_resolve_options *options = options_new();
    const char *got = found(resolver, options, "hand, trees", 9);
    ck_assert_ptr_nonnull(strstr(got, "B:"));
    ck_assert(strstr(got, "B:") < strstr(got, "A:"));
    got = found(resolver, options, "hand, lorries", 9);
    ck_assert_ptr_nonnull(strstr(got, "A:"));
    ck_assert(strstr(got, "A:") < strstr(got, "B:"));
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

/* A language is weighed by its own index, whichever comes first. */
START_TEST(texts_of_a_second_language_are_compared)
{
    match_resolver *resolver = make(NULL);
    const char *rows[] = {"ຊ່າງເຊື່ອມ"};
    const char *columns[] = {"ຊ່າງເຊື່ອມເຫຼັກ", "ຊ່າງຕັດຫຍິບ"};
    match_error err = {0};
    int32_t alike[2] = {0};
    assert_ok(match_resolver_similarities(resolver, NULL, rows, 1, columns, 2, alike, &err), &err);
    ck_assert_int_gt(alike[0], alike[1]);
    ck_assert_int_gt(alike[1], 0); /* "ຊ່າງ", which every trade has, is little but not nothing */
    ck_assert_int_lt(alike[1], MATCH_RESOLVE_ONE / 3);
    match_resolver_unref(resolver);
}
END_TEST

START_TEST(options_narrow_the_search)
{
    match_resolver *resolver = make(NULL);
    const match_taxonomy *taxonomy = match_resolver_taxonomy(resolver);
    match_resolve_options *options = options_new();
    match_error err = {0};

    match_resolve_options_set_kinds(options, 1u << MATCH_CONCEPT_SKILL, &err);
    ck_assert_str_eq(found(resolver, options, "sewing", 5), "SEW:fuzzy");
    match_resolve_options_set_kinds(options, 1u << MATCH_CONCEPT_OCCUPATION_GROUP, &err);
    ck_assert_str_eq(found(resolver, options, "metal worker", 1), "72:fuzzy");
    match_resolve_options_set_kinds(options, 0, &err);
    match_resolve_options_set_ancestor(options, match_taxonomy_find(taxonomy, "71", MATCH_NUL));
    ck_assert_ptr_null(strstr(found(resolver, options, "metal worker", 9), "72"));
    match_resolve_options_set_ancestor(options, 0);
    match_resolve_options_set_scheme(options, "isco08", &err);
    ck_assert_ptr_nonnull(strstr(found(resolver, options, "metal worker", 9), "72"));
    ck_assert_ptr_null(strstr(found(resolver, options, "metal worker", 9), "WELD"));
    match_resolve_options_set_scheme(options, "none", &err);
    ck_assert_str_eq(found(resolver, options, "metal worker", 9), "");
    match_resolve_options_set_scheme(options, "", &err);
    match_resolve_options_set_language(options, "lo-LA", &err);
    ck_assert_str_eq(found(resolver, options, "welder", 9), "");
    match_resolve_options_set_language(options, "th", &err); /* no labels: all languages */
    ck_assert_str_eq(found(resolver, options, "welder", 1), "WELD:folded");
    match_resolve_options_set_language(options, "", &err);
    match_resolve_options_set_by_label(options, true);
    ck_assert_ptr_nonnull(strstr(found(resolver, options, "stone mason", 3), "MASON:exact MASON:"));
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

/* So many are wanted at once that nothing is left out early for being no result. */
START_TEST(few_candidates_are_the_first_of_many)
{
    static const char *const firsts[] = {"doorkeeper", "brickmason", "stonemaso", "metalwelder",
                                         "weldingwork", "luggagecarrier", "sewingmachine"};
    static const char *const seconds[] = {"mason", "weld", "porters", "keeper", "work", "brick",
                                          "operating"};
    match_resolve_options *options = options_new();
    match_resolver *resolver = make(NULL);
    for (size_t i = 0; i < 49; i++) {
        char text[40];
        char all[1000];
        snprintf(text, sizeof text, "%s %s", firsts[i / 7], seconds[i % 7]);
        strcpy(all, found(resolver, options, text, 200));
        for (size_t top = 1; top <= MOST; top++) {
            const char *some = found(resolver, options, text, top);
            ck_assert_msg(strncmp(all, some, strlen(some)) == 0, "%zu of \"%s\": %s, not %s", top,
                          text, some, all);
        }
        ck_assert_str_eq(found(resolver, options, text, MOST), all);
    }
    match_resolver_unref(resolver);
    match_resolve_options_free(options);
}
END_TEST

START_TEST(options_are_checked)
{
    match_resolve_options *options = options_new();
    match_error err = {0};
    ck_assert_int_eq(match_resolve_options_set_top(options, 0, &err), MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "top is 0, expected 1..10000");
    ck_assert_int_eq(match_resolve_options_set_kinds(options, 1, &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_resolve_options_set_threshold(options, -1, &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_resolve_options_set_threshold(options, MATCH_RESOLVE_ONE + 1, &err),
                     MATCH_ERR_INVALID);
    ck_assert_int_eq(match_resolve_options_set_threads(options, 0, &err), MATCH_ERR_INVALID);
    ck_assert_int_eq(match_resolve_options_set_language(
                         options, "a-language-tag-that-is-longer-than-any", &err),
                     MATCH_ERR_INVALID);
    match_resolve_options_free(options);
}
END_TEST

/* At the threshold that counts where nobody says another one. */
static const struct {
    const char *text;
    const char *best; /* "": no answer */
} sure[] = {
    {"sewing machin operator", "SEWER"},  /* left out */
    {"sewwing machine operator", "SEWER"}, /* doubled */
    {"sewing mahcine operator", "SEWER"}, /* exchanged */
    {"sewing machin operater", "SEWER"},  /* two of them */
    {"operator, sewing machine", "SEWER"},
    {"bricklaier", "MASON"},
    {"ຊ່າງຕັດຫຢິບ", "SEWER"},
    {"swing machin operater", ""}, /* three */
    {"maton", ""},                 /* too short to tell */
    {"a machine for welders", ""},
    {"quarterly report of a bank", ""},
    {"Class 2 crane operators", "CRANE-2"},
    {"Class 3 crane operator", ""}, /* another number is no slip */
};

START_TEST(a_slip_is_answered_and_a_vague_text_is_not)
{
    static const char cranes[] = "  - {code: CRANE-2, labels: {en: Class 2 crane operator}}\n";
    const char *skills = strstr(market, "skills:");
    char yaml[sizeof market + sizeof cranes];
    match_candidate candidate;
    match_error err = {0};
    size_t count = 0;
    snprintf(yaml, sizeof yaml, "%.*s%s%s", (int)(skills - market), market, cranes, skills);
    match_resolver *resolver = make_of(yaml, NULL);
    assert_ok(match_resolver_resolve(resolver, NULL, sure[_i].text, MATCH_NUL, &candidate, 1,
                                     &count, &err),
              &err);
    ck_assert_str_eq(count == 0 ? ""
                                : match_taxonomy_id(match_resolver_taxonomy(resolver),
                                                    candidate.concept),
                     sure[_i].best);
    match_resolver_unref(resolver);
}
END_TEST

START_TEST(below_the_threshold_there_is_no_answer)
{
    match_resolver *resolver = make(NULL);
    match_resolve_options *options = options_new();
    match_candidate candidate;
    match_error err = {0};
    size_t count = 9;
    match_resolve_options_set_threshold(options, MATCH_RESOLVE_ONE, &err);
    assert_ok(match_resolver_resolve(resolver, options, "a machine for welders", MATCH_NUL,
                                     &candidate, 1, &count, &err),
              &err);
    ck_assert_uint_eq(count, 0);
    match_resolve_options_set_threshold(options, 0, &err);
    assert_ok(match_resolver_resolve(resolver, options, "a machine for welders", MATCH_NUL,
                                     &candidate, 1, &count, &err),
              &err);
    ck_assert_uint_gt(count, 0);
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
    match_resolver *resolver = make(NULL);
    match_candidate candidate;
    match_error err = {0};
    size_t count = 9;
    ck_assert_int_eq(match_resolver_resolve(resolver, NULL, "weld\xff", MATCH_NUL, &candidate, 1,
                                            &count, &err),
                     MATCH_ERR_INVALID);
    ck_assert_uint_eq(count, 0);
    match_resolver_unref(resolver);
}
END_TEST

/* Long and strange texts: what is left of them after cutting is searched for. */
START_TEST(hostile_texts_are_survived)
{
    static const char *const pieces[] = {"welder",       "a ",       "\u0301",     "\u202e",
                                         "\u0e81\u0ec8", "\u200b",   "C+",         "\U0001F525",
                                         "mason, ",      "(m/f) ",   "\u30fc\u6f22"};
    match_resolver *resolver = make(NULL);
    match_resolve_options *options = options_new();
    size_t size = (size_t)1 << 20;
    char *text = malloc(size + 16);
    const char *piece = pieces[_i];
    size_t length = 0;
    while (length < size) {
        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    text[length] = '\0';
    (void)found(resolver, options, text, 10);
    free(text);
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

/* --- Aliases ---------------------------------------------------------------------------------- */

START_TEST(aliases_are_learned)
{
    match_error err = {0};
    match_aliases *aliases = match_aliases_new(&err);
    match_resolve_options *options = options_new();
    match_report *report = match_report_new(&err);
    match_taxonomy *taxonomy = parse_taxonomy(market);
    ck_assert_int_eq(match_aliases_add(aliases, "Las-Mann", "WELD", "", &err), MATCH_OK);
    ck_assert_int_eq(match_aliases_add(aliases, "Las-Mann", "WELD", "", &err), MATCH_OK);
    ck_assert_int_eq(match_aliases_add(aliases, "tukang batu", "MASON", "ms", &err), MATCH_OK);
    ck_assert_int_eq(match_aliases_add(aliases, "astronaut", "SPACE", "en", &err), MATCH_OK);
    ck_assert_uint_eq(match_aliases_count(aliases), 3);

    match_resolver *resolver = match_resolver_new(taxonomy, aliases, report, &err);
    assert_ok(err.status, &err);
    match_aliases_free(aliases);
    ck_assert_uint_eq(match_report_count(report), 1);
    ck_assert_ptr_nonnull(strstr(match_report_finding(report, 0)->message, "'SPACE'"));
    ck_assert_str_eq(found(resolver, options, "las mann", 1), "WELD:learned");
    ck_assert_str_eq(found(resolver, options, "tukang batu", 1), "MASON:learned");
    ck_assert_str_eq(found(resolver, options, "tukang batuk", 1), "MASON:fuzzy");
    ck_assert_str_eq(found(resolver, options, "astronaut", 1), "");
    match_resolver_unref(resolver);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
    match_resolve_options_free(options);
}
END_TEST

START_TEST(aliases_are_kept_in_a_file)
{
    static const char *const texts[] = {"plain", "with, comma", "a \"quote\"", "two\nlines",
                                        "ຊ່າງ", " spaces "};
    size_t count = sizeof texts / sizeof texts[0];
    match_error err = {0};
    match_aliases *aliases = match_aliases_new(&err);
    for (size_t i = 0; i < count; i++) {
        assert_ok(match_aliases_add(aliases, texts[i], "WELD", i ? "en" : NULL, &err), &err);
    }
    assert_ok(match_aliases_save(aliases, temp_path("aliases.csv"), &err), &err);
    match_aliases_free(aliases);
    aliases = match_aliases_load(temp_path("aliases.csv"), &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(match_aliases_count(aliases), count);
    for (size_t i = 0; i < count; i++) {
        const char *text;
        const char *concept;
        const char *language;
        ck_assert(match_aliases_at(aliases, i, &text, &concept, &language));
        ck_assert_str_eq(text, texts[i]);
        ck_assert_str_eq(concept, "WELD");
        ck_assert_str_eq(language, i ? "en" : "");
    }
    const char *none = NULL;
    ck_assert(!match_aliases_at(aliases, count, &none, &none, &none));
    match_aliases_free(aliases);
}
END_TEST

static const struct {
    const char *file;
    match_status status;
    unsigned line;
    const char *message;
} bad_aliases[] = {
    {"text,code\na,b\n", MATCH_ERR_FORMAT, 1, "no column 'concept'"},
    {"concept\nb\n", MATCH_ERR_FORMAT, 1, "no column 'text'"},
    {"text,concept\na,\n", MATCH_ERR_INVALID, 2, "concept of an alias is empty"},
    {"text,concept\na,b\n,c\n", MATCH_ERR_INVALID, 3, "text of an alias is empty"},
    {"text,concept\n\"a,b\n", MATCH_ERR_SYNTAX, 2, ""},
};

START_TEST(a_bad_file_of_aliases_is_refused)
{
    match_error err = {0};
    ck_assert_ptr_null(
        match_aliases_load(temp_text("bad.csv", bad_aliases[_i].file), &err));
    assert_error(&err, bad_aliases[_i].status, bad_aliases[_i].line, bad_aliases[_i].message);
}
END_TEST

/* --- Many, and want of memory ------------------------------------------------------------------ */

struct answers {
    char text[4000];
    size_t length;
    size_t next;
    size_t most;
};

static bool
hear(size_t index, const match_candidate *candidates, size_t count, void *data)
{
    struct answers *answers = data;
    ck_assert_uint_eq(index, answers->next++);
    for (size_t i = 0; i < count; i++) {
        answers->length += (size_t)snprintf(
            answers->text + answers->length, sizeof answers->text - answers->length,
            "%zu %u %d\n", index, candidates[i].concept, (int)candidates[i].score);
    }
    return answers->next < answers->most;
}

START_TEST(many_texts_have_the_same_answers_on_all_threads)
{
    const char *texts[] = {"welder", "brick layer", "porter", "", "sewing", "qqq", "metal mason"};
    match_resolver *resolver = make(NULL);
    match_resolve_options *options = options_new();
    match_error err = {0};
    struct answers one = {.most = SIZE_MAX};
    struct answers three = {.most = SIZE_MAX};
    struct answers stopped = {.most = 2};
    match_resolve_options_set_threshold(options, 0, &err);
    assert_ok(match_resolver_resolve_all(resolver, options, texts, 7, hear, &one, &err), &err);
    match_resolve_options_set_threads(options, 3, &err);
    assert_ok(match_resolver_resolve_all(resolver, options, texts, 7, hear, &three, &err), &err);
    ck_assert_str_eq(one.text, three.text);
    ck_assert_uint_gt(one.length, 0);
    ck_assert_int_eq(
        match_resolver_resolve_all(resolver, options, texts, 7, hear, &stopped, &err),
        MATCH_ERR_CANCELLED);
    ck_assert_uint_eq(stopped.next, 2);
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
}
END_TEST

static match_status
attempt(void *data, match_error *err)
{
    match_taxonomy *taxonomy = match_taxonomy_parse(data, MATCH_NUL, NULL, NULL, err);
    match_aliases *aliases = taxonomy ? match_aliases_new(err) : NULL;
    match_resolver *resolver = NULL;
    match_candidate candidates[4];
    size_t count = 0;
    match_status status = aliases ? match_aliases_add(aliases, "lasmann", "WELD", "en", err)
                                  : MATCH_ERR_NOMEM;
    if (status == MATCH_OK) {
        resolver = match_resolver_new(taxonomy, aliases, NULL, err);
        status = resolver ? MATCH_OK : MATCH_ERR_NOMEM;
    }
    if (status == MATCH_OK) {
        status = match_resolver_resolve(resolver, NULL, "sewing machine welders", MATCH_NUL,
                                        candidates, 4, &count, err);
    }
    if (status == MATCH_OK) {
        const char *texts[] = {"welders", "metal"};
        int32_t out[4];
        status = match_resolver_similarities(resolver, NULL, texts, 2, texts, 2, out, err);
    }
    match_resolver_unref(resolver);
    match_aliases_free(aliases);
    match_taxonomy_unref(taxonomy); /* it keeps the indexes that were built */
    return status;
}

/* Two texts without a common word are alike when they mean the same. */
START_TEST(texts_are_compared)
{
    const char *rows[] = {"stone mason", "", "welder"};
    const char *columns[] = {"bricklayer", "welder", "stone mason"};
    match_resolver *resolver = make(NULL);
    match_error err = {0};
    int32_t out[9];
    int32_t back[9];
    assert_ok(match_resolver_similarities(resolver, NULL, rows, 3, columns, 3, out, &err), &err);
    assert_ok(match_resolver_similarities(resolver, NULL, columns, 3, rows, 3, back, &err), &err);
    for (size_t i = 0; i < 9; i++) {
        ck_assert_int_ge(out[i], 0);
        ck_assert_int_le(out[i], MATCH_RESOLVE_ONE);
        ck_assert_int_eq(out[i], back[i % 3 * 3 + i / 3]);
    }
    ck_assert_int_gt(out[0], out[1]);
    ck_assert_int_gt(out[2], out[0]);
    ck_assert_int_gt(out[2], MATCH_RESOLVE_ONE * 9 / 10);
    ck_assert_int_eq(out[3], 0);
    ck_assert_int_gt(out[7], out[6]);
    rows[1] = "\xff";
    ck_assert_int_eq(match_resolver_similarities(resolver, NULL, rows, 3, columns, 3, out, &err),
                     MATCH_ERR_INVALID);
    match_resolver_unref(resolver);
}
END_TEST

/* Ten kinds of helper, two of which have to do with tractors. */
static match_taxonomy *
parse_helpers(void)
{
    char yaml[4000] = "format: libmatch-taxonomy/1\nname: helpers\noccupations:\n";
    for (int i = 0; i < 10; i++) {
        size_t length = strlen(yaml);
        snprintf(yaml + length, sizeof yaml - length,
                 "  - {code: H%d, labels: {en: helper %c}, definition: {en: Helps with the %s.}}\n",
                 i, 'a' + i, i == 4 || i == 7 ? "tractor" : "work");
    }
    return parse_taxonomy(yaml);
}

START_TEST(a_context_orders_candidates)
{
    match_error err = {0};
    match_taxonomy *taxonomy = parse_helpers();
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &err);
    assert_ok(err.status, &err);
    match_resolve_options *options = options_new();
    ck_assert_str_ne(found(resolver, options, "helper", 2), "H7:partial H4:partial");
    assert_ok(match_resolve_options_set_context(options, "drive a tractor", MATCH_NUL, &err), &err);
    ck_assert_str_eq(found(resolver, options, "helper", 2), "H7:partial H4:partial");
    ck_assert_int_eq(match_resolve_options_set_context(options, "a\xff", MATCH_NUL, &err),
                     MATCH_ERR_INVALID);
    assert_error(&err, MATCH_ERR_INVALID, 0, "byte 1 of the context is not UTF-8");
    match_resolve_options_free(options);
    match_resolver_unref(resolver);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(want_of_memory_is_survived)
{
    char *text = strdup(market);
    ck_assert_int_gt(for_every_allocation_failure(attempt, text), 50);
    free(text);
}
END_TEST

/* --- Phrases ----------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    const char *tokens; /* separated by bars */
} splits[] = {
    {"Sewing-machine operator", "sewing|machine|operator"},
    {"C++ and C#", "c++|and|c#"},
    {"Verkäufer/in", "verkaufer"},
    {"Lehrer(in) (m/w/d)", "lehrer"},
    {"actor/actress", "actor|actress"},
    {"Mitarbeiter*innen", "mitarbeiter"},
    {"1/a", "1|a"},
    {"", ""},
    {"看護師", "看|護|看護|師|護師"},
    {"ຕາ", "ຕາ"},
};

START_TEST(phrases_are_cut_into_tokens)
{
    struct phrase phrase = {0};
    match_error err = {0};
    char tokens[200] = "";
    assert_ok(phrase_split(&phrase, splits[_i].text, strlen(splits[_i].text), &err), &err);
    for (size_t i = 0; i < phrase.count; i++) {
        size_t length = strlen(tokens);
        snprintf(tokens + length, sizeof tokens - length, "%s%.*s", i ? "|" : "",
                 (int)phrase.tokens[i].length, phrase_text(&phrase, &phrase.tokens[i]));
    }
    ck_assert_str_eq(tokens, splits[_i].tokens);
    phrase_clear(&phrase);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("resolver");
    TCase *tests = tcase_create("resolver");
    tcase_add_loop_test(tests, a_phrase_finds_its_concept, 0, sizeof phrases / sizeof phrases[0]);
    tcase_add_test(tests, names_of_several_concepts_are_ordered_by_all_their_labels);
    tcase_add_test(tests, the_best_language_counts);
    tcase_add_test(tests, descriptions_order_concepts);
    tcase_add_test(tests, texts_of_a_second_language_are_compared);
    tcase_add_test(tests, options_narrow_the_search);
    tcase_add_test(tests, few_candidates_are_the_first_of_many);
    tcase_add_test(tests, options_are_checked);
    tcase_add_loop_test(tests, a_slip_is_answered_and_a_vague_text_is_not, 0,
                        sizeof sure / sizeof sure[0]);
    tcase_add_test(tests, below_the_threshold_there_is_no_answer);
    tcase_add_test(tests, text_that_is_not_utf8_is_refused);
    tcase_add_loop_test(tests, hostile_texts_are_survived, 0, 11);
    tcase_add_test(tests, aliases_are_learned);
    tcase_add_test(tests, aliases_are_kept_in_a_file);
    tcase_add_loop_test(tests, a_bad_file_of_aliases_is_refused, 0,
                        sizeof bad_aliases / sizeof bad_aliases[0]);
    tcase_add_test(tests, many_texts_have_the_same_answers_on_all_threads);
    tcase_add_test(tests, texts_are_compared);
    tcase_add_test(tests, a_context_orders_candidates);
    tcase_add_test(tests, want_of_memory_is_survived);
    tcase_add_loop_test(tests, phrases_are_cut_into_tokens, 0, sizeof splits / sizeof splits[0]);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
