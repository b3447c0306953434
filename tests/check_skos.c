/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#include "taxonomy/image.h"

#define TURTLE "tests/cases/taxonomy/skos/small.ttl"
#define TRIPLES "tests/cases/taxonomy/skos/small.nt"
#define X "http://example.org/x/"

static match_taxonomy *
import(const char *path, match_concept_kind kind, match_report *report)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_import_skos(path, kind, report, NULL, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(taxonomy);
    return taxonomy;
}

/* ---- Turtle ---- */

static const struct {
    const char *concept;
    match_concept_kind kind;
    const char *code, *isco;
    size_t labels, skills, broader;
} concepts[] = {
    {X "clothes", MATCH_CONCEPT_OCCUPATION_GROUP, "75", "", 1, 0, 0},
    {X "tailor", MATCH_CONCEPT_OCCUPATION, "7531", "7531", 6, 2, 1},
    {X "hatter", MATCH_CONCEPT_OCCUPATION, "", "", 1, 1, 1},
    {X "sew", MATCH_CONCEPT_SKILL, "", "", 1, 0, 0},
    {X "cloth", MATCH_CONCEPT_SKILL, "", "", 1, 0, 0},
    {"http://data.europa.eu/esco/isco/C753", MATCH_CONCEPT_OCCUPATION_GROUP, "", "753", 1, 0, 0},
};

START_TEST(concepts_have_kind_code_and_relations)
{
    match_taxonomy *taxonomy = import(test_path(TURTLE), MATCH_CONCEPT_OCCUPATION_GROUP, NULL);
    match_concept concept = find_concept(taxonomy, concepts[_i].concept);
    size_t count;
    ck_assert_int_eq(match_taxonomy_kind(taxonomy, concept), concepts[_i].kind);
    ck_assert_str_eq(match_taxonomy_code(taxonomy, concept), concepts[_i].code);
    ck_assert_str_eq(match_taxonomy_isco(taxonomy, concept), concepts[_i].isco);
    ck_assert_uint_eq(match_taxonomy_label_count(taxonomy, concept), concepts[_i].labels);
    (void)match_taxonomy_skills(taxonomy, concept, &count);
    ck_assert_uint_eq(count, concepts[_i].skills);
    (void)match_taxonomy_broader(taxonomy, concept, &count);
    ck_assert_uint_eq(count, concepts[_i].broader);
    ck_assert_uint_eq(match_taxonomy_count(taxonomy), 7);
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const struct {
    const char *language;
    match_label_kind kind;
    const char *text;
} labels[] = {
    {"en", MATCH_LABEL_PREFERRED, "Tailor"},   {"en", MATCH_LABEL_ALTERNATIVE, "Clothier"},
    {"en", MATCH_LABEL_HIDDEN, "taylor"},      {"en-GB", MATCH_LABEL_ALTERNATIVE, "Dressmaker"},
    {"lo", MATCH_LABEL_PREFERRED, "ຊ່າງຕັດຫຍິບ"}, {"und", MATCH_LABEL_PREFERRED, "no language"},
};

START_TEST(labels_and_texts_are_kept)
{
    match_taxonomy *taxonomy = import(test_path(TURTLE), MATCH_CONCEPT_OCCUPATION_GROUP, NULL);
    match_concept tailor = find_concept(taxonomy, X "tailor");
    match_concept sew = find_concept(taxonomy, X "sew");
    match_mapping mapping;
    size_t count;
    for (uint32_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        match_label label;
        ck_assert(match_taxonomy_label_at(taxonomy, tailor, i, &label));
        ck_assert_str_eq(label.language, labels[i].language);
        ck_assert_int_eq(label.kind, labels[i].kind);
        ck_assert_str_eq(label.text, labels[i].text);
    }
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DEFINITION, "en"),
                     "Makes clothes.\nMends them.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_DESCRIPTION, "en"), "Sews.");
    ck_assert_str_eq(match_taxonomy_text(taxonomy, tailor, MATCH_TEXT_SCOPE_NOTE, "en"),
                     "Not hats.");
    ck_assert_uint_eq(match_taxonomy_mapping_count(taxonomy, tailor), 2);
    ck_assert(match_taxonomy_mapping(taxonomy, tailor, 1, &mapping));
    ck_assert_int_eq(mapping.kind, MATCH_MAPPING_BROAD);
    ck_assert_str_eq(mapping.uri, "http://example.org/base/relative");
    ck_assert_int_eq(match_taxonomy_skill_type(taxonomy, sew), MATCH_SKILL_TYPE_SKILL);
    ck_assert_int_eq(match_taxonomy_reuse_level(taxonomy, sew), MATCH_REUSE_CROSS_SECTOR);
    const match_relation *bases = match_taxonomy_skill_relations(taxonomy, sew, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(bases[0].concept, find_concept(taxonomy, X "cloth"));
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(schemes_are_kept)
{
    match_taxonomy *taxonomy = import(test_path(TURTLE), MATCH_CONCEPT_OCCUPATION_GROUP, NULL);
    match_scheme scheme = {0};
    uint32_t work = 0;
    while (match_taxonomy_scheme(taxonomy, work, &scheme) && strcmp(scheme.id, "work") != 0) {
        work++;
    }
    ck_assert_str_eq(scheme.uri, X "work");
    ck_assert_str_eq(scheme.title, "Work");
    ck_assert_str_eq(scheme.version, "7");
    ck_assert(match_taxonomy_in_scheme(taxonomy, find_concept(taxonomy, X "clothes"), work));
    ck_assert(match_taxonomy_in_scheme(taxonomy, find_concept(taxonomy, X "tailor"), work));
    ck_assert(!match_taxonomy_in_scheme(taxonomy, find_concept(taxonomy, X "sew"), work));
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* A deprecated concept is left out: what stands in its place says so. */
#define X_NEW                                                                                      \
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                                     \
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"                                            \
    "@prefix dct: <http://purl.org/dc/terms/> .\n"                                                 \
    "<urn:new> a skos:Concept ; skos:prefLabel \"New\"@en .\n"

static const struct {
    const char *text;
    match_mapping_kind kind;
    const char *uri;
} successions[] = {
    {X_NEW "<urn:old> a skos:Concept ; owl:deprecated true ; dct:isReplacedBy <urn:new> .",
     MATCH_MAPPING_REPLACES, "urn:old"},
    {X_NEW "<urn:old> dct:isReplacedBy <urn:new> .", MATCH_MAPPING_REPLACES, "urn:old"},
    {X_NEW "<urn:new> dct:replaces <urn:old> .", MATCH_MAPPING_REPLACES, "urn:old"},
    {X_NEW "<urn:new> dct:isReplacedBy <urn:newer> .", MATCH_MAPPING_REPLACED_BY, "urn:newer"},
};

START_TEST(succession_is_kept)
{
    match_mapping mapping;
    match_taxonomy *taxonomy =
        import(temp_text("s.ttl", successions[_i].text), MATCH_CONCEPT_SKILL, NULL);
    match_concept concept = find_concept(taxonomy, "urn:new");
    ck_assert_uint_eq(match_taxonomy_mapping_count(taxonomy, concept), 1);
    ck_assert(match_taxonomy_mapping(taxonomy, concept, 0, &mapping));
    ck_assert_int_eq(mapping.kind, successions[_i].kind);
    ck_assert_str_eq(mapping.uri, successions[_i].uri);
    match_taxonomy_unref(taxonomy);
}
END_TEST

static const struct {
    const char *code;
    uint32_t line;
    const char *message;
} findings[] = {
    {"ROWS_READ", 0, "63 statements"},
    {"NOT_KEPT", 0, "2 statements of <http://example.org/x/colour>"},
    {"NOT_KEPT", 0, "2 statements of <http://www.w3.org/2004/02/skos/core#member>"},
    {"NOT_KEPT", 0, "1 notations beyond the first"},
    {"NOT_KEPT", 0, "2 labels, texts and mappings of what is no concept"},
    {"DEPRECATED", 0, "1 concepts are deprecated"},
    {"BAD_LANGUAGE", 23, "language 'abcdefghijkl' is no tag"},
    {"DANGLING_RELATION", 34, "skill 'http://example.org/x/nothing' is unknown"},
    {"DANGLING_RELATION", 49, "node 'http://example.org/x/nowhere' has no text"},
    {"MISSING_ID", 50, "has no IRI"},
};

START_TEST(import_reports_what_is_not_kept)
{
    match_report *report = match_report_new(NULL);
    match_taxonomy *taxonomy = import(test_path(TURTLE), MATCH_CONCEPT_OCCUPATION_GROUP, report);
    bool seen = false;
    for (size_t i = 0; i < match_report_count(report); i++) {
        const match_finding *finding = match_report_finding(report, i);
        seen = seen || (strcmp(finding->code, findings[_i].code) == 0 &&
                        finding->line == findings[_i].line &&
                        strstr(finding->message, findings[_i].message));
    }
    ck_assert_msg(seen, "no %s in line %u with '%s'", findings[_i].code,
                  (unsigned)findings[_i].line, findings[_i].message);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 4);
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

/* ---- N-Triples and kinds ---- */

START_TEST(triples_get_the_kind_asked_for)
{
    static const match_concept_kind asked[] = {0, MATCH_CONCEPT_SKILL};
    static const match_concept_kind got[] = {MATCH_CONCEPT_OCCUPATION, MATCH_CONCEPT_SKILL};
    match_taxonomy *taxonomy = import(test_path(TRIPLES), asked[_i], NULL);
    match_concept a = find_concept(taxonomy, "http://example.org/a");
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count_kind(taxonomy, got[_i]), 2);
    const match_concept *broader = match_taxonomy_broader(taxonomy, a, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(match_taxonomy_label(taxonomy, broader[0], "lo"), "work with \"cloth\" ຂ");
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(concepts_need_no_type)
{
    const char *path =
        temp_text("untyped.ttl", "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"
                                 "<u:s> s:hasTopConcept <u:a> .\n"
                                 "<u:a> s:prefLabel \"A\"@en ; s:narrower <u:b> .\n"
                                 "<u:b> s:prefLabel \"B\"@en .\n"
                                 "<u:c> s:prefLabel \"no concept\"@en .\n");
    match_taxonomy *taxonomy = import(path, MATCH_CONCEPT_SKILL, NULL);
    size_t count;
    ck_assert_uint_eq(match_taxonomy_count(taxonomy), 2);
    ck_assert_uint_eq(match_taxonomy_scheme_count(taxonomy), 2); /* u:s, and one for u:b */
    (void)match_taxonomy_broader(taxonomy, find_concept(taxonomy, "u:b"), &count);
    ck_assert_uint_eq(count, 1);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* ---- what our own writer writes ---- */

static const char *const written[] = {"tests/cases/taxonomy/small.yaml",
                                      "tests/cases/taxonomy/esco"};

/* Sections that have to be the same, byte for byte, to be the same taxonomy. */
START_TEST(what_was_exported_comes_back_whole)
{
    match_error err = {0};
    const char *path = test_path(written[_i]);
    match_taxonomy *one = _i == 0 ? match_taxonomy_load(path, NULL, &err)
                                  : match_taxonomy_import_esco(path, NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    const char *file = temp_path("out.ttl");
    assert_ok(match_taxonomy_export(one, file, MATCH_TAXONOMY_TURTLE, &err), &err);
    match_report *report = match_report_new(NULL);
    match_taxonomy *two = import(file, 0, report);
    const struct image *a = &one->image;
    const struct image *b = &two->image;
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_ERROR), 0);
    ck_assert_uint_eq(a->concepts_count, b->concepts_count);
    ck_assert_uint_eq(a->labels_count, b->labels_count);
    ck_assert_uint_eq(a->texts_count, b->texts_count);
    ck_assert_uint_eq(a->schemes_count, b->schemes_count);
    ck_assert_uint_eq(a->memberships_count, b->memberships_count);
    ck_assert_uint_eq(a->mappings_count, b->mappings_count);
    for (match_concept c = 1; c <= match_taxonomy_count(one); c++) {
        match_label left;
        match_label right;
        ck_assert_str_eq(match_taxonomy_uri(one, c), match_taxonomy_uri(two, c));
        ck_assert_str_eq(match_taxonomy_code(one, c), match_taxonomy_code(two, c));
        ck_assert_str_eq(match_taxonomy_isco(one, c), match_taxonomy_isco(two, c));
        ck_assert_int_eq(match_taxonomy_kind(one, c), match_taxonomy_kind(two, c));
        ck_assert_int_eq(match_taxonomy_skill_type(one, c), match_taxonomy_skill_type(two, c));
        ck_assert_int_eq(match_taxonomy_reuse_level(one, c), match_taxonomy_reuse_level(two, c));
        for (uint32_t i = 0; match_taxonomy_label_at(one, c, i, &left); i++) {
            ck_assert(match_taxonomy_label_at(two, c, i, &right));
            ck_assert_str_eq(left.text, right.text);
            ck_assert_str_eq(left.language, right.language);
            ck_assert_int_eq(left.kind, right.kind);
        }
    }
    ck_assert_uint_eq(a->broader_count, b->broader_count);
    ck_assert_mem_eq(a->broader, b->broader, a->broader_count * sizeof *a->broader);
    ck_assert_uint_eq(a->skills_count, b->skills_count);
    ck_assert_mem_eq(a->skills, b->skills, a->skills_count * sizeof *a->skills);
    ck_assert_uint_eq(a->bases_count, b->bases_count);
    ck_assert_mem_eq(a->bases, b->bases, a->bases_count * sizeof *a->bases);
    match_report_free(report);
    match_taxonomy_unref(one);
    match_taxonomy_unref(two);
}
END_TEST

/* ---- files that cannot be imported ---- */

#define SKOS "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"

static const struct {
    const char *text;
    match_status status;
    uint32_t line;
    const char *message;
} bad[] = {
    {"", MATCH_ERR_INVALID, 0, "no concept"},
    {"<?xml version=\"1.0\"?>\n<rdf:RDF/>\n", MATCH_ERR_FORMAT, 1, "the file is RDF/XML"},
    {"\n<rdf:RDF>", MATCH_ERR_FORMAT, 1, "expected Turtle or N-Triples"},
    {"<a> <b> .\n", MATCH_ERR_SYNTAX, 1, "no Turtle or N-Triples"},
    {SKOS "<u:a> s:prefLabel \"open .\n", MATCH_ERR_SYNTAX, 2, "no Turtle or N-Triples"},
    {SKOS "<u:a> s:prefLabel \"A\"\n", MATCH_ERR_SYNTAX, 3, "no Turtle or N-Triples"},
    {SKOS "\n<u:a> no:prefix <u:b> .\n", MATCH_ERR_SYNTAX, 3, "a prefix that is not declared"},
    {SKOS "<u:a> s:prefLabel \"a\\u0000b\" .\n", MATCH_ERR_SYNTAX, 2, "an escape that is no"},
    {SKOS "<u:a> s:prefLabel \"\xE9\" .\n", MATCH_ERR_SYNTAX, 2, "not UTF-8"},
    {SKOS "<u:a> s:broader <u:b> . <u:b> s:broader <u:a> .\n"
          "<u:a> s:prefLabel \"A\" .\n<u:b> s:prefLabel \"B\" .\n",
     MATCH_ERR_INVALID, 2, "goes round in a circle"},
    {SKOS "<u:a> s:x (1 (2)) .\n", MATCH_ERR_LIMIT, 2, "lists are nested"},
};

START_TEST(file_that_cannot_be_imported_says_why)
{
    match_error err = {0};
    const char *path = temp_text("bad.ttl", bad[_i].text);
    ck_assert_ptr_null(match_taxonomy_import_skos(path, 0, NULL, NULL, NULL, &err));
    assert_error(&err, bad[_i].status, bad[_i].line, bad[_i].message);
}
END_TEST

START_TEST(kind_that_is_none_is_refused)
{
    match_error err = {0};
    ck_assert_ptr_null(match_taxonomy_import_skos(test_path(TRIPLES), (match_concept_kind)9, NULL,
                                                  NULL, NULL, &err));
    assert_error(&err, MATCH_ERR_INVALID, 0, "kind is 9");
}
END_TEST

/* ---- hostile files: what repeats many times, before and after ---- */

static const struct {
    const char *head, *again;
    size_t times;
    match_status status; /* MATCH_OK: must only not do harm */
    const char *message;
} hostile[] = {
    {"<u:a> <u:b> ", "[ <u:p> ", 1000000, MATCH_ERR_LIMIT, "nested deeper"},
    {"", "[ <u:p> ", 1000000, MATCH_ERR_LIMIT, "nested deeper"},
    {"<u:a> <u:b> ", "( ", 1000000, MATCH_ERR_LIMIT, "lists are nested"},
    {"", "( ", 1000000, MATCH_ERR_LIMIT, "lists are nested"},
    {"<u:a> <u:b> ", "( [ <u:p> ", 1000000, MATCH_ERR_LIMIT, "nested deeper"},
    {"", "( [ <u:p> ", 1000000, MATCH_ERR_LIMIT, "nested deeper"},
    {"", "[ ", 1000000, MATCH_ERR_SYNTAX, "no Turtle"},
    {"<u:a> <u:b> \"", "x", 30000000, MATCH_ERR_SYNTAX, "no Turtle"},
    {"<", "x", 3000000, MATCH_ERR_SYNTAX, "no Turtle"},
    {"", "\n", 3000000, MATCH_ERR_INVALID, "no concept"},
    {"", "@prefix a: <u:a> .\n", 2000, MATCH_ERR_LIMIT, "more prefixes"},
    {"", "#", 3000000, MATCH_ERR_INVALID, "no concept"},
    {"<u:a> a <http://www.w3.org/2004/02/skos/core#Concept> ; "
     "<http://www.w3.org/2004/02/skos/core#prefLabel> \"",
     "x", 100000, MATCH_ERR_SYNTAX, "no Turtle"},
};

START_TEST(hostile_file_does_no_harm)
{
    match_error err = {0};
    size_t head = strlen(hostile[_i].head);
    size_t again = strlen(hostile[_i].again);
    size_t size = head + again * hostile[_i].times;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    memcpy(text, hostile[_i].head, head);
    for (size_t i = head; i < size; i += again) {
        memcpy(text + i, hostile[_i].again, again);
    }
    const char *path = temp_file("hostile.ttl", text, size);
    free(text);
    ck_assert_ptr_null(match_taxonomy_import_skos(path, 0, NULL, NULL, NULL, &err));
    ck_assert_msg(err.status == hostile[_i].status && strstr(err.message, hostile[_i].message),
                  "status %d: %s", err.status, err.message);
}
END_TEST

START_TEST(text_that_is_too_long_is_refused)
{
    match_error err = {0};
    size_t size = 100000;
    char *text = calloc(size + 200, 1);
    ck_assert_ptr_nonnull(text);
    strcpy(text, "<u:a> a <http://www.w3.org/2004/02/skos/core#Concept> ; "
                 "<http://www.w3.org/2004/02/skos/core#prefLabel> \"");
    size_t head = strlen(text);
    memset(text + head, 'x', size);
    strcpy(text + head + size, "\" .\n");
    const char *path = temp_text("long.ttl", text);
    free(text);
    ck_assert_ptr_null(match_taxonomy_import_skos(path, 0, NULL, NULL, NULL, &err));
    assert_error(&err, MATCH_ERR_LIMIT, 1, "a label has 100000 bytes");
}
END_TEST

/* Every prefix of a file, and every file with one byte changed, is imported or refused. */
START_TEST(damaged_file_is_imported_or_refused)
{
    FILE *file = fopen(test_path(TURTLE), "rb");
    char text[4096];
    ck_assert_ptr_nonnull(file);
    size_t size = fread(text, 1, sizeof text, file);
    fclose(file);
    ck_assert_uint_lt(size, sizeof text);
    uint64_t state = 20250210;
    for (int i = 0; i < 600; i++) {
        match_error err = {0};
        size_t at = random_next(&state) % size;
        char before = text[at];
        text[at] = (char)(random_next(&state) % 256);
        size_t length = i % 2 == 0 ? size : at + 1;
        const char *path = temp_file("damaged.ttl", text, length);
        match_taxonomy *taxonomy = match_taxonomy_import_skos(path, 0, NULL, NULL, NULL, &err);
        ck_assert(taxonomy ? err.status == MATCH_OK : err.message[0] != '\0');
        if (taxonomy) { /* what was let in is sound enough to be opened again */
            path = temp_path("damaged.lmt");
            assert_ok(match_taxonomy_save(taxonomy, path, &err), &err);
            match_taxonomy *again = match_taxonomy_load(path, NULL, &err);
            assert_ok(err.status, &err);
            match_taxonomy_unref(again);
        }
        match_taxonomy_unref(taxonomy);
        text[at] = before;
    }
}
END_TEST

/* ---- progress, memory ---- */

static bool
stop(uint64_t done, uint64_t total, void *data)
{
    *(bool *)data = done == total;
    return false;
}

START_TEST(import_tells_progress_and_can_be_stopped)
{
    match_error err = {0};
    bool whole = false;
    ck_assert_ptr_null(match_taxonomy_import_skos(test_path(TURTLE), 0, NULL, stop, &whole, &err));
    assert_error(&err, MATCH_ERR_CANCELLED, err.line, "cancelled");
    ck_assert(whole);
}
END_TEST

static match_taxonomy *
import_either_kind(const char *path, match_report *report, match_progress progress, void *data,
                   match_error *err)
{
    return match_taxonomy_import_skos(path, 0, report, progress, data, err);
}

START_TEST(import_survives_every_allocation_failure)
{
    assert_import_survives_want_of_memory(import_either_kind, test_path(TURTLE), 50);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])

int
main(void)
{
    Suite *suite = suite_create("skos");
    TCase *small = tcase_create("small");
    TCase *failures = tcase_create("failures");

    tcase_add_loop_test(small, concepts_have_kind_code_and_relations, 0, COUNT(concepts));
    tcase_add_test(small, labels_and_texts_are_kept);
    tcase_add_test(small, schemes_are_kept);
    tcase_add_loop_test(small, succession_is_kept, 0, COUNT(successions));
    tcase_add_loop_test(small, import_reports_what_is_not_kept, 0, COUNT(findings));
    tcase_add_loop_test(small, triples_get_the_kind_asked_for, 0, 2);
    tcase_add_test(small, concepts_need_no_type);
    tcase_add_loop_test(small, what_was_exported_comes_back_whole, 0, COUNT(written));
    suite_add_tcase(suite, small);

    tcase_add_loop_test(failures, file_that_cannot_be_imported_says_why, 0, COUNT(bad));
    tcase_add_test(failures, kind_that_is_none_is_refused);
    tcase_add_loop_test(failures, hostile_file_does_no_harm, 0, COUNT(hostile));
    tcase_add_test(failures, text_that_is_too_long_is_refused);
    tcase_add_test(failures, damaged_file_is_imported_or_refused);
    tcase_add_test(failures, import_tells_progress_and_can_be_stopped);
    tcase_add_test(failures, import_survives_every_allocation_failure);
    tcase_set_timeout(failures, 120);
    suite_add_tcase(suite, failures);
    return run_suite(suite);
}
