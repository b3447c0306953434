/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define HEAD "format: libmatch-taxonomy/1\nname: t\n"

static const char base_text[] =
    HEAD "occupation_groups:\n"
         "  - {code: \"0110\", labels: {en: Officers}}\n"
         "  - {code: \"2120\", labels: {en: Mathematicians}}\n"
         "  - {code: \"7531\", labels: {en: Tailors}}\n"
         "  - {code: \"7533\", labels: {en: Sewing}}\n"
         "occupations:\n"
         "  - {code: 51-6052.00, labels: {en: Tailor}}\n"
         "  - {code: t, uri: \"http://data.europa.eu/esco/occupation/t\", labels: {en: Tailor}}\n"
         "skills:\n"
         "  - {code: s, labels: {en: S}}\n";

static match_taxonomy *
load_base(void)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(base_text, MATCH_NUL, "test", NULL, &err);
    assert_ok(err.status, &err);
    return taxonomy;
}

/* "CODE KIND URI" of each mapping, a line each. */
static void
list_mappings(const match_taxonomy *taxonomy, char *out, size_t size)
{
    match_mapping mapping;
    out[0] = '\0';
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        for (uint32_t i = 0; match_taxonomy_mapping(taxonomy, c, i, &mapping); i++) {
            size_t length = strlen(out);
            snprintf(out + length, size - length, "%s %s %s\n", match_taxonomy_id(taxonomy, c),
                     match_mapping_kind_name(mapping.kind), mapping.uri);
        }
    }
}

static const struct {
    const char *table, *mappings;
} good[] = {
    /* The codes of the taxonomy on either side: a relation is turned round with them. */
    {"from,to,relation\ns,x:1,exact\ns,x:2,skos:closeMatch\n7531,x:3,broadMatch\n",
     "7531 broad x:3\ns exact x:1\ns close x:2\n"},
    {"from,to,relation\nx:1,s,narrow\nx:2,s,replaced_by\nx:3,s,related\n",
     "s broad x:1\ns related x:3\ns replaces x:2\n"},
    {"relation;note;TO;From\nhttp://www.w3.org/2004/02/skos/core#exactMatch;n; x:1 ;s\n",
     "s exact x:1\n"},
    /* As published: the relation is that of ESCO to O*NET. */
    {"O*NET Id,O*NET Title,ESCO or ISCO URI,Type of Match\n"
     "51-6052.00,Tailors,http://data.europa.eu/esco/occupation/t,broadMatch\n"
     "51-6031.00,Sewers,http://data.europa.eu/esco/occupation/t,exactMatch\n",
     "t exact 51-6031.00\nt broad 51-6052.00\n"},
    /* A sheet with its title, a zero that was lost, and relations that follow from the counts. */
    {"Title\n\nnotes,,,,\n"
     "ISCO-08 Code,ISCO-08 Title EN,part,2010 SOC Code,2010 SOC Title\n"
     "110,Officers,,55-1011 ,a\n"
     "2120,Mathematicians,*,15-2011,b\n2120,Mathematicians,*,15-2021,c\n"
     "7531,Tailors,*,51-6052,d\n7531,Tailors,,51-6092,e\n7533,Sewing,,51-6052,f\n",
     "0110 exact 55-1011\n2120 narrow 15-2011\n2120 narrow 15-2021\n7531 narrow 51-6092\n"
     "7531 related 51-6052\n7533 broad 51-6052\n"},
    {"ISCO-08 Code,part,2010 SOC Code\n110.0,*,55-1011\n", "0110 close 55-1011\n"},
    /* An SOC code finds the occupation of O*NET. */
    {"from,to,relation\n51-6052,x:1,exact\n", "51-6052.00 exact x:1\n"},
    {"from,to\ns,x:1\n", "s exact x:1\n"},
};

START_TEST(crosswalk_adds_mappings)
{
    match_error err = {0};
    char mappings[2000];
    match_taxonomy *base = load_base();
    match_taxonomy *whole =
        match_taxonomy_crosswalk(base, temp_text("c.csv", good[_i].table), NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(whole);
    list_mappings(whole, mappings, sizeof mappings);
    ck_assert_str_eq(mappings, good[_i].mappings);
    ck_assert_uint_eq(match_taxonomy_count(whole), match_taxonomy_count(base));
    list_mappings(base, mappings, sizeof mappings);
    ck_assert_str_eq(mappings, "");
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
}
END_TEST

static const struct {
    match_severity severity;
    uint32_t line;
    const char *code, *message;
} findings[] = {
    {MATCH_SEVERITY_ERROR, 3, "UNKNOWN_RELATION", "relation is 'same', expected"},
    {MATCH_SEVERITY_NOTE, 0, "ROWS_READ", "5 rows, pairs with a relation"},
    {MATCH_SEVERITY_WARNING, 0, "BLANK_CODE", "1 rows"},
    {MATCH_SEVERITY_WARNING, 4, "UNKNOWN_CONCEPT", "'nobody' is no concept"},
    {MATCH_SEVERITY_NOTE, 0, "MAPPINGS_ADDED", "2 mappings: 1 exact, 1 close"},
};

START_TEST(rows_that_cannot_be_kept_are_listed)
{
    match_error err = {0};
    match_report *report = match_report_new(&err);
    match_taxonomy *base = load_base();
    match_taxonomy *whole = match_taxonomy_crosswalk(
        base,
        temp_text("c.csv", "from,to,relation\ns,x:1,exact\ns,x:2,same\nnobody,x,exact\n,x,exact\n"
                           "s,x:3,close\n"),
        report, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(match_report_count(report), COUNT(findings));
    for (size_t i = 0; i < COUNT(findings); i++) {
        const match_finding *finding = match_report_finding(report, i);
        ck_assert_str_eq(finding->code, findings[i].code);
        ck_assert_int_eq(finding->severity, findings[i].severity);
        ck_assert_uint_eq(finding->line, findings[i].line);
        ck_assert_msg(strstr(finding->message, findings[i].message), "%s", finding->message);
    }
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
    match_report_free(report);
}
END_TEST

static const struct {
    const char *table;
    match_status status;
    const char *message;
} bad[] = {
    {"", MATCH_ERR_FORMAT, ""},
    {"a,b\nc,d\n", MATCH_ERR_FORMAT, "no header is known"},
    {"from,relation\ns,exact\n", MATCH_ERR_FORMAT, "no header is known"},
    {"from,to,relation\n", MATCH_ERR_INVALID, "none of 0 rows"},
    {"from,to,relation\nx,y,exact\n", MATCH_ERR_INVALID, "none of 1 rows"},
    {"from,to\n\"s,x\n", MATCH_ERR_SYNTAX, ""},
    {"from,to\ns,\xff\n", MATCH_ERR_SYNTAX, ""},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\nfrom,to\ns,x\n",
     MATCH_ERR_FORMAT, "no header is known"},
};

START_TEST(table_that_is_no_crosswalk_says_why)
{
    match_error err = {0};
    match_taxonomy *base = load_base();
    ck_assert_ptr_null(
        match_taxonomy_crosswalk(base, temp_text("c.csv", bad[_i].table), NULL, &err));
    assert_error(&err, bad[_i].status, err.line, bad[_i].message);
    match_taxonomy_unref(base);
}
END_TEST

START_TEST(a_code_that_is_too_long_is_refused)
{
    static char table[5000] = "from,to\ns,";
    match_error err = {0};
    match_taxonomy *base = load_base();
    memset(table + strlen(table), 'x', 4097);
    ck_assert_ptr_null(match_taxonomy_crosswalk(base, temp_text("c.csv", table), NULL, &err));
    assert_error(&err, MATCH_ERR_LIMIT, 2, "more than 4096 bytes");
    match_taxonomy_unref(base);
}
END_TEST

struct attempt {
    const match_taxonomy *base;
    char path[1024];
};

static match_status
crosswalk_once(void *data, match_error *err)
{
    const struct attempt *attempt = data;
    match_report *report = match_report_new(err);
    if (!report) {
        return MATCH_ERR_NOMEM;
    }
    match_taxonomy *whole = match_taxonomy_crosswalk(attempt->base, attempt->path, report, err);
    match_report_free(report);
    match_taxonomy_unref(whole);
    return whole ? MATCH_OK : err->status;
}

START_TEST(crosswalk_survives_every_allocation_failure)
{
    struct attempt attempt = {.base = load_base()};
    snprintf(attempt.path, sizeof attempt.path, "%s", temp_text("c.csv", good[4].table));
    ck_assert_int_gt(for_every_allocation_failure(crosswalk_once, &attempt), 20);
    match_taxonomy_unref((match_taxonomy *)(uintptr_t)attempt.base);
}
END_TEST

/* Figures of the official table, which is on the CI. */
START_TEST(the_official_table_is_read_whole)
{
    match_error err = {0};
    const char *table = shared_path("data/crosswalks/esco_onet_official_2022.csv");
    const char *occupations = shared_path("data/onet-29.3");
    uint64_t counts[MATCH_MAPPING_REPLACES + 1] = {0};
    match_mapping mapping;
    if (!table || !occupations) {
        return;
    }
    match_taxonomy *base = match_taxonomy_import_onet(occupations, NULL, NULL, NULL, &err);
    assert_ok(err.status, &err);
    match_taxonomy *whole = match_taxonomy_crosswalk(base, table, NULL, &err);
    assert_ok(err.status, &err);
    for (match_concept c = 1; c <= match_taxonomy_count(whole); c++) {
        for (uint32_t i = 0; match_taxonomy_mapping(whole, c, i, &mapping); i++) {
            counts[mapping.kind]++;
        }
    }
    /* O*NET is mostly the broader side, so that its own mappings are mostly narrow. */
    ck_assert_uint_eq(counts[MATCH_MAPPING_EXACT], 498 + 43);
    ck_assert_uint_eq(counts[MATCH_MAPPING_CLOSE], 1432);
    ck_assert_uint_eq(counts[MATCH_MAPPING_NARROW], 2053);
    ck_assert_uint_eq(counts[MATCH_MAPPING_BROAD], 227);
    match_taxonomy_unref(whole);
    match_taxonomy_unref(base);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("crosswalk");
    TCase *reading = tcase_create("reading");
    TCase *failures = tcase_create("failures");

    tcase_add_loop_test(reading, crosswalk_adds_mappings, 0, (int)COUNT(good));
    tcase_add_test(reading, rows_that_cannot_be_kept_are_listed);
    tcase_add_test(reading, the_official_table_is_read_whole);
    tcase_set_timeout(reading, 120);
    suite_add_tcase(suite, reading);

    tcase_add_loop_test(failures, table_that_is_no_crosswalk_says_why, 0, (int)COUNT(bad));
    tcase_add_test(failures, a_code_that_is_too_long_is_refused);
    tcase_add_test(failures, crosswalk_survives_every_allocation_failure);
    suite_add_tcase(suite, failures);
    return run_suite(suite);
}
