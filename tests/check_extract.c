/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/extract.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/tokens.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char yaml[] =
    "format: libmatch-taxonomy/1\nname: t\n"
    "occupations:\n"
    "  - {code: TAILOR, labels: {en: tailor, lo: ຊ່າງຕັດຫຍິບ}}\n"
    "skills:\n"
    "  - {code: SEW, labels: {en: {preferred: sewing, alternative: [operate sewing machines]}, lo: "
    "ຫຍິບຜ້າ,"
    " th: เย็บผ้า}}\n"
    "  - {code: IND, labels: {en: industrial sewing, lo: ຫຍິບຜ້າອຸດສາຫະກຳ}}\n"
    "  - {code: WELD, labels: {en: welding, lo: {preferred: ຈອດເຫຼັກ, alternative: [ຈອດ]}}}\n"
    "  - {code: R, labels: {en: R}}\n"
    "  - {code: C, labels: {en: C}}\n"
    "  - {code: CSHARP, labels: {en: \"C#\"}}\n"
    "  - {code: JAVA, labels: {en: {preferred: Java (computer programming), alternative: "
    "[Java]}}}\n"
    "  - {code: CARE, labels: {en: {preferred: attention to detail, alternative: [care]}}}\n"
    "  - {code: NEWS, labels: {en: news}}\n"
    "  - {code: ONE, labels: {en: stock control}}\n"
    "  - {code: TWO, labels: {en: {preferred: warehouse work, alternative: [stock control]}}}\n"
    "  - {code: TEAM, labels: {en: work in a team, de: Arbeit im Café}}\n";

static match_extractor *
make(void)
{
    match_error err = {0};
    match_taxonomy *taxonomy = parse_taxonomy(yaml);
    match_extractor *extractor = match_extractor_new(taxonomy, &err);
    assert_ok(err.status, &err);
    ck_assert_ptr_nonnull(extractor);
    match_taxonomy_unref(taxonomy);
    return extractor;
}

/* Writes down what is found: code, role, words, cue, months. */
static void
describe(const match_extractor *extractor, const char *text, char *out, size_t room)
{
    match_error err = {0};
    size_t length = strlen(text);
    match_extraction *extraction = match_extract(
        extractor, text, length, 1u << MATCH_CONCEPT_SKILL | 1u << MATCH_CONCEPT_OCCUPATION, &err);
    assert_ok(err.status, &err);
    match_mention mention;
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; match_extraction_at(extraction, i, &mention); i++) {
        ck_assert_uint_le(mention.end, length);
        used += (size_t)snprintf(
            out + used, room - used, "%s%s %s '%.*s'", i > 0 ? "; " : "",
            match_taxonomy_code(match_extractor_taxonomy(extractor), mention.concept),
            match_mention_role_name(mention.role), (int)(mention.end - mention.begin),
            text + mention.begin);
        if (mention.cue_end > mention.cue_begin) {
            used += (size_t)snprintf(out + used, room - used, " by '%.*s'",
                                     (int)(mention.cue_end - mention.cue_begin),
                                     text + mention.cue_begin);
        }
        if (mention.months > 0) {
            used += (size_t)snprintf(out + used, room - used, " %u by '%.*s'", mention.months,
                                     (int)(mention.months_end - mention.months_begin),
                                     text + mention.months_begin);
        }
    }
    match_extraction_free(extraction);
}

static const struct {
    const char *text, *found;
} cases[] = {
    {"", ""},
    {"nothing to see", ""},
    /* Words and their boundaries, case, plural, accents, places */
    {"Sewing!", "SEW essential 'Sewing'"},
    {"unsewing sewings-", "SEW essential 'sewings'"},
    {"a TAILOR, two tailors", "TAILOR essential 'TAILOR'; TAILOR essential 'tailors'"},
    {"das Wort ARBEIT im  Cafe", "TEAM essential 'ARBEIT im  Cafe'"},
    {"Ångström: Arbeit im Cafe\xCC\x81", "TEAM essential 'Arbeit im Cafe\xCC\x81'"},
    {"new news", "NEWS essential 'news'"},
    /* The longest, then the first */
    {"industrial sewing", "IND essential 'industrial sewing'"},
    {"to operate sewing machine", "SEW essential 'operate sewing machine'"},
    {"ຫຍິບຜ້າອຸດສາຫະກໍາ", "IND essential 'ຫຍິບຜ້າອຸດສາຫະກໍາ'"},
    /* Where several concepts have a label, the one that prefers it */
    {"stock control", "ONE essential 'stock control'"},
    /* Words that say too little */
    {"we care, r and c", ""},
    {"R, C and C#", "R essential 'R'; C essential 'C'; CSHARP essential 'C#'"},
    {"R&D, C. Smith", ""},
    {"Java", "JAVA essential 'Java'"},
    /* Cues */
    {"Sewing is required, welding is an advantage",
     "SEW essential 'Sewing' by 'is required'; WELD optional 'welding' by 'an advantage'"},
    {"No welding. Sewing is not necessary",
     "WELD negated 'welding' by 'No'; SEW negated 'Sewing' by 'is not necessary'"},
    {"Not only sewing but welding", "SEW essential 'sewing'; WELD essential 'welding'"},
    {"5 years of sewing; at least two years' experience in welding, 6 months Java",
     "SEW essential 'sewing' 60 by '5 years'; WELD essential 'welding' by 'at least' 24 by 'two "
     "years'; JAVA essential 'Java' by 'at least' 6 by '6 months'"},
    {"3-5 years welding", "WELD essential 'welding' 36 by '3-5 years'"},
    {"We do not discriminate: sewing\nour company is good at welding",
     "SEW essential 'sewing'; WELD background 'welding' by 'our company'"},
    /* Headings hold until the next one; what is said of the employer until a blank line */
    {"Desirable:\n- sewing\n\nRequirements\n* welding",
     "SEW optional 'sewing' by 'Desirable'; WELD essential 'welding' by 'Requirements'"},
    {"About us:\r\nwe do sewing\r\n\r\nwelding",
     "SEW background 'sewing' by 'About us'; WELD essential 'welding'"},
    /* Lao and Thai */
    {"ຮັບຊ່າງຕັດຫຍິບ 2 ຄົນ", "TAILOR essential 'ຊ່າງຕັດຫຍິບ'"},
    {"ຊ່າງຕັດ\xE2\x80\x8Bຫຍິບ", "TAILOR essential 'ຊ່າງຕັດ\xE2\x80\x8Bຫຍິບ'"},
    {"ຕ້ອງຫຍິບຜ້າເປັນ ຢ່າງໜ້ອຍ ໓ ປີ", "SEW essential 'ຫຍິບຜ້າ' by 'ຕ້ອງ' 36 by '໓ ປີ'"},
    {"ຖ້າມີທັກສະຈອດເຫລັກຈະດີ", "WELD optional 'ຈອດເຫລັກ' by 'ຈະດີ'"},
    {"ບໍ່ຈຳເປັນຕ້ອງມີປະສົບການຫຍິບຜ້າ", "SEW negated 'ຫຍິບຜ້າ' by 'ບໍ່ຈຳເປັນຕ້ອງມີ'"},
    {"ຈອດລົດ", ""}, /* three letters say too little */
    {"ต้องเย็บผ้าเป็น", "SEW essential 'เย็บผ้า' by 'ต้อง'"},
    /* What is not UTF-8 parts words */
    {"sew\xFFing \xFFsewing\xFF", "SEW essential 'sewing'"},
    {"\xE2\x80\xAEsewing\xE2\x80\xAC", "SEW essential 'sewing'"}, /* bidi controls */
};

START_TEST(mentions_are_found)
{
    char found[1000];
    match_extractor *extractor = make();
    describe(extractor, cases[_i].text, found, sizeof found);
    ck_assert_str_eq(found, cases[_i].found);
    match_extractor_unref(extractor);
}
END_TEST

START_TEST(kinds_are_those_asked_for)
{
    match_extractor *extractor = make();
    match_extraction *skills = match_extract(extractor, "tailor, sewing", MATCH_NUL, 0, NULL);
    match_mention mention = {.concept = 99};
    ck_assert_uint_eq(match_extraction_count(skills), 1);
    ck_assert(!match_extraction_at(skills, 1, &mention));
    ck_assert_uint_eq(mention.concept, 99);
    ck_assert_str_eq(match_mention_role_name((match_mention_role)7), "");
    match_extraction_free(skills);
    match_extraction_free(NULL);
    match_extractor_unref(match_extractor_ref(extractor));
    match_extractor_unref(extractor);
}
END_TEST

START_TEST(labels_shared_are_counted)
{
    match_extractor *extractor = make();
    match_extraction *found = match_extract(extractor, "stock control", MATCH_NUL, 0, NULL);
    match_mention mention;
    ck_assert(match_extraction_at(found, 0, &mention));
    ck_assert_uint_eq(mention.also, 1);
    match_extraction_free(found);
    match_extractor_unref(extractor);
}
END_TEST

/* ---- hostile texts ---- */

START_TEST(long_words_and_many_marks_are_no_harm)
{
    match_extractor *extractor = make();
    size_t size = 1024 * 1024;
    char *text = alloc_zeroed(size + 8, 1);
    memset(text, 'a', size);
    memcpy(text + size, " sewing", 7);
    match_extraction *found = match_extract(extractor, text, size + 7, 0, NULL);
    ck_assert_uint_eq(match_extraction_count(found), 1);
    match_extraction_free(found);
    size_t at = utf8_put(text, 0x0E81);
    while (at + 3 < size) {
        at += utf8_put(text + at, at % 2 == 0 ? 0x0EB4u : 0x0EC8u);
    }
    found = match_extract(extractor, text, at, 0, NULL);
    ck_assert_uint_eq(match_extraction_count(found), 0);
    match_extraction_free(found);
    alloc_free(text);
    match_extractor_unref(extractor);
}
END_TEST

START_TEST(random_bytes_are_no_harm)
{
    static const char *const pieces[] = {"sewing",   "ຫຍິບຜ້າ",        " ",  "\n",    ":",
                                         "required", "no ",          "3",  "years", "\xFF",
                                         "\xE0\xBA", "not required", "C#", "ຈະດີ",   "About us:\n"};
    match_extractor *extractor = make();
    uint64_t state = 3;
    for (int round = 0; round < 3000; round++) {
        char text[400];
        char found[4000];
        size_t size = 0;
        for (uint32_t i = 0; i < 12; i++) {
            const char *piece = pieces[random_next(&state) % COUNT(pieces)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        text[size] = '\0';
        describe(extractor, text, found, sizeof found);
    }
    match_extractor_unref(extractor);
}
END_TEST

START_TEST(sentences_cover_the_text)
{
    static const char text[] = "One. Two 2.5 three; four\r\nfive • six: seven\n\neight";
    static const char *const parts[] = {"One.",  " Two 2.5 three;", " four\r\n", "five •",
                                        " six:", " seven\n",        "\n",        "eight"};
    size_t at = 0;
    for (size_t i = 0; i < COUNT(parts); i++) {
        size_t end = sentence_end(text, strlen(text), at);
        ck_assert_uint_eq(end - at, strlen(parts[i]));
        ck_assert_mem_eq(text + at, parts[i], end - at);
        at = end;
    }
    ck_assert_uint_eq(at, strlen(text));
}
END_TEST

static match_status
extract_once(void *data, match_error *err)
{
    match_extractor *extractor = match_extractor_new(data, err);
    if (!extractor) {
        return MATCH_ERR_NOMEM;
    }
    match_extraction *found =
        match_extract(extractor, "must: sewing ຫຍິບຜ້າ 3 years", MATCH_NUL, 0, err);
    match_extractor_unref(extractor);
    if (!found) {
        return MATCH_ERR_NOMEM;
    }
    ck_assert_uint_eq(match_extraction_count(found), 2);
    match_extraction_free(found);
    return MATCH_OK;
}

START_TEST(extracting_survives_every_allocation_failure)
{
    match_taxonomy *taxonomy =
        match_taxonomy_parse("format: libmatch-taxonomy/1\nname: t\nskills:\n"
                             "  - {code: SEW, labels: {en: {preferred: sewing (x), alternative: "
                             "[sewing]}, lo: ຫຍິບຜ້າ}}\n",
                             MATCH_NUL, "test", NULL, NULL);
    ck_assert_int_gt(for_every_allocation_failure(extract_once, taxonomy), 20);
    match_taxonomy_unref(taxonomy);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("extract");
    TCase *found = tcase_create("found");
    TCase *harm = tcase_create("harm");

    tcase_add_loop_test(found, mentions_are_found, 0, (int)COUNT(cases));
    tcase_add_test(found, kinds_are_those_asked_for);
    tcase_add_test(found, labels_shared_are_counted);
    tcase_add_test(found, sentences_cover_the_text);
    suite_add_tcase(suite, found);

    tcase_add_test(harm, long_words_and_many_marks_are_no_harm);
    tcase_add_test(harm, random_bytes_are_no_harm);
    tcase_add_test(harm, extracting_survives_every_allocation_failure);
    suite_add_tcase(suite, harm);
    return run_suite(suite);
}
