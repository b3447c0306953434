/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "lao_places.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/places.h>

/* Places as such; what is in the bundled file is looked at by check_places_lao. */

/* The one province of a name; districts may share it. */
static match_place
find_one(const char *text)
{
    match_place found[8];
    match_place province = 0;
    size_t count = match_places_find(lao_places, text, MATCH_NUL, 0, found, 8);

    ck_assert_uint_le(count, 8);
    for (size_t i = 0; i < count; i++) {
        if (match_places_parent(lao_places, found[i]) == 0) {
            ck_assert_msg(province == 0, "%s is ambiguous", text);
            province = found[i];
        }
    }
    ck_assert_msg(province != 0, "%s", text);
    return province;
}

/* The 18 provinces, their statistical and ISO codes: facts that do not come from our file. */
static const struct {
    const char *code, *iso, *lao;
} provinces[] = {
    {"01", "LA-VT", "ນະຄອນຫຼວງວຽງຈັນ"}, {"02", "LA-PH", "ຜົ້ງສາລີ"},  {"03", "LA-LM", "ຫຼວງນ້ຳທາ"},
    {"04", "LA-OU", "ອຸດົມໄຊ"},         {"05", "LA-BK", "ບໍ່ແກ້ວ"},   {"06", "LA-LP", "ຫຼວງພະບາງ"},
    {"07", "LA-HO", "ຫົວພັນ"},          {"08", "LA-XA", "ໄຊຍະບູລີ"}, {"09", "LA-XI", "ຊຽງຂວາງ"},
    {"10", "LA-VI", "ວຽງຈັນ"},         {"11", "LA-BL", "ບໍລິຄຳໄຊ"}, {"12", "LA-KH", "ຄຳມ່ວນ"},
    {"13", "LA-SV", "ສະຫວັນນະເຂດ"},    {"14", "LA-SL", "ສາລະວັນ"}, {"15", "LA-XE", "ເຊກອງ"},
    {"16", "LA-CH", "ຈຳປາສັກ"},        {"17", "LA-AT", "ອັດຕະປື"},  {"18", "LA-XS", "ໄຊສົມບູນ"},
};

START_TEST(provinces_have_their_codes_and_names)
{
    match_place place = find_one(provinces[_i].code);

    ck_assert_str_eq(match_places_code(lao_places, place), provinces[_i].code);
    ck_assert_str_eq(match_places_iso(lao_places, place), provinces[_i].iso);
    ck_assert_str_eq(match_places_name(lao_places, place, "lo"), provinces[_i].lao);
    ck_assert_uint_eq(match_places_parent(lao_places, place), 0);
    ck_assert_uint_eq(find_one(provinces[_i].iso), place);
}
END_TEST

static const struct {
    const char *text, *code;
} spellings[] = {
    {"savannakhet", "13"}, {"  Savannakhét ", "13"}, {"SARAVANE", "14"}, {"ຫລວງພະບາງ", "06"},
    {"ຫຼວງນໍ້າທາ", "03"},     {"Luang Namtha", "03"},   {"la-sv", "13"},    {"ຈໍາປາສັກ", "16"},
};

START_TEST(spellings_are_folded)
{
    ck_assert_str_eq(match_places_code(lao_places, find_one(spellings[_i].text)),
                     spellings[_i].code);
}
END_TEST

START_TEST(vientiane_is_ambiguous)
{
    static const char *const names[] = {"Vientiane", "ວຽງຈັນ"};
    match_place found[4] = {0};

    ck_assert_uint_eq(match_places_find(lao_places, names[_i], MATCH_NUL, 0, found, 4), 2);
    ck_assert_str_eq(match_places_code(lao_places, found[0]), "01");
    ck_assert_str_eq(match_places_code(lao_places, found[1]), "10");
    found[1] = 99;
    ck_assert_uint_eq(match_places_find(lao_places, names[_i], MATCH_NUL, 0, found, 1), 2);
    ck_assert_uint_eq(found[1], 99);
}
END_TEST

START_TEST(what_is_no_place_gives_nothing)
{
    match_place found = 77;
    size_t count = 77;
    char longest[2048];

    memset(longest, 'x', sizeof longest);
    ck_assert_uint_eq(match_places_find(lao_places, "Atlantis", MATCH_NUL, 0, &found, 1), 0);
    ck_assert_uint_eq(match_places_find(lao_places, "", 0, 0, &found, 1), 0);
    ck_assert_uint_eq(match_places_find(lao_places, "\xff", 1, 0, &found, 1), 0);
    ck_assert_uint_eq(match_places_find(lao_places, longest, sizeof longest, 0, &found, 1), 0);
    ck_assert_uint_eq(match_places_find(lao_places, "13", MATCH_NUL, find_one("14"), &found, 1), 0);
    ck_assert_uint_eq(found, 77);
    ck_assert_str_eq(match_places_code(lao_places, 0), "");
    ck_assert_str_eq(match_places_iso(lao_places, 1000000), "");
    ck_assert_str_eq(match_places_name(lao_places, 0, "en"), "");
    ck_assert_uint_eq(match_places_parent(lao_places, 0), 0);
    match_places_neighbours(lao_places, 0, &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

/* ---- files ---- */

#define HEAD "format: libmatch-places/1\nplaces:\n"

static const struct {
    const char *text;
    unsigned line;
    const char *part;
} bad[] = {
    {"[]", 1, "libmatch-places/1"},
    {"format: libmatch-places/2\nplaces: []\n", 1, "libmatch-places/1"},
    {"format: libmatch-places/1\n", 1, "no list of places"},
    {"format: libmatch-places/1\nplaces: 7\n", 1, "no list of places"},
    {"format: libmatch-places/1\nplace: []\nplaces: []\n", 2, "\"place\""},
    {HEAD "- 7\n", 3, "no code"},
    {HEAD "- {names: {en: x}}\n", 3, "no code"},
    {HEAD "- {code: '1'}\n", 3, "no names"},
    {HEAD "- {code: '1', names: {}}\n", 3, "no names"},
    {HEAD "- {code: '1', names: {en: [x]}}\n", 3, "no text"},
    {HEAD "- {code: '1', names: {en: x}, colour: red}\n", 3, "\"colour\""},
    {HEAD "- {code: '1', names: {en: x}, iso: [x]}\n", 3, "iso"},
    {HEAD "- {code: '1', names: {en: x}, variants: x}\n", 3, "variants"},
    {HEAD "- {code: '1', names: {en: x}, neighbours: 2}\n", 3, "neighbours"},
    {HEAD "- {code: '1', names: {en: x}, neighbours: ['2']}\n", 3, "neighbour 2"},
    {HEAD "- {code: '1', names: {en: x}, neighbours: ['1']}\n", 3, "neighbour 1"},
    {HEAD "- {code: '1', names: {en: x}}\n- {code: '1', names: {en: y}}\n", 4, "line 3"},
};

START_TEST(a_bad_file_says_what_is_wrong)
{
    match_error err = {.status = MATCH_OK};

    ck_assert_ptr_null(match_places_load(temp_text("bad.yaml", bad[_i].text), &err));
    assert_error(&err, MATCH_ERR_FORMAT, bad[_i].line, bad[_i].part);
}
END_TEST

START_TEST(parents_and_borders_follow_from_codes)
{
    match_error err;
    match_place found[2];
    size_t count;
    match_places *own = match_places_load(
        temp_text("own.yaml", HEAD "- {code: '0102', names: {lo: ຂ, en: Middle}}\n"
                                   "- {code: '01', names: {en: North}, neighbours: ['02']}\n"
                                   "- {code: '02', names: {en: South}}\n"
                                   "- {code: '0201', names: {en: Middle}, variants: [Centre]}\n"),
        &err);

    ck_assert_msg(own != NULL, "%s", err.message);
    ck_assert_uint_eq(match_places_count(own), 4);
    ck_assert_uint_eq(match_places_find(own, "Middle", MATCH_NUL, 0, found, 2), 2);
    ck_assert_str_eq(match_places_code(own, match_places_parent(own, found[0])), "01");
    ck_assert_str_eq(match_places_code(own, match_places_parent(own, found[1])), "02");
    ck_assert_uint_eq(
        match_places_find(own, "middle", MATCH_NUL, match_places_parent(own, found[1]), found, 2),
        1);
    ck_assert_str_eq(match_places_code(own, found[0]), "0201");
    ck_assert_str_eq(match_places_name(own, found[0], "lo"), "Middle");
    ck_assert_uint_eq(match_places_find(own, "CENTRE", MATCH_NUL, 0, found, 2), 1);
    ck_assert_uint_eq(match_places_find(own, "South", MATCH_NUL, 0, found, 2), 1);
    /* Named on the other side only. */
    ck_assert_str_eq(match_places_code(own, match_places_neighbours(own, found[0], &count)[0]),
                     "01");
    ck_assert_uint_eq(count, 1);
    ck_assert_ptr_eq(match_places_ref(own), own);
    match_places_unref(own);
    match_places_unref(own);
    match_places_unref(NULL);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

int
main(void)
{
    Suite *suite = suite_create("places");
    TCase *lao = tcase_create("find");
    TCase *files = tcase_create("load");

    tcase_add_checked_fixture(lao, load_lao_places, drop_lao_places);
    tcase_add_loop_test(lao, provinces_have_their_codes_and_names, 0, COUNT(provinces));
    tcase_add_loop_test(lao, spellings_are_folded, 0, COUNT(spellings));
    tcase_add_loop_test(lao, vientiane_is_ambiguous, 0, 2);
    tcase_add_test(lao, what_is_no_place_gives_nothing);
    suite_add_tcase(suite, lao);
    tcase_add_loop_test(files, a_bad_file_says_what_is_wrong, 0, COUNT(bad));
    tcase_add_test(files, parents_and_borders_follow_from_codes);
    suite_add_tcase(suite, files);
    return run_suite(suite);
}
