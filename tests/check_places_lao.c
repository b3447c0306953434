/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "lao_places.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/places.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static match_places *
load_text(const char *text, match_error *err)
{
    return match_places_load(temp_text("places.yaml", text), err);
}

/* ---- the places of Lao PDR ---- */

START_TEST(all_districts_are_there)
{
    static const unsigned expected[] = {9,  7, 5,  7,  5, 12, 10, 11, 7,
                                        11, 7, 10, 15, 8, 4,  10, 5,  5};
    unsigned counts[COUNT(expected)] = {0};
    unsigned provinces = 0;

    ck_assert_uint_eq(match_places_count(lao_places), 18 + 148);
    for (match_place place = 1; place <= match_places_count(lao_places); place++) {
        const char *code = match_places_code(lao_places, place);
        match_place parent = match_places_parent(lao_places, place);
        unsigned province = (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0');
        ck_assert_uint_ge(province, 1);
        ck_assert_uint_le(province, 18);
        if (parent == 0) {
            ck_assert_uint_eq(strlen(code), 2);
            ck_assert_uint_eq(strlen(match_places_iso(lao_places, place)), 5);
            provinces++;
            continue;
        }
        ck_assert_uint_eq(strlen(code), 4);
        ck_assert_int_eq(strncmp(match_places_code(lao_places, parent), code, 2), 0);
        counts[province - 1]++;
    }
    ck_assert_uint_eq(provinces, 18);
    for (size_t i = 0; i < COUNT(expected); i++) {
        ck_assert_msg(counts[i] == expected[i], "province %zu has %u districts, expected %u", i + 1,
                      counts[i], expected[i]);
    }
}
END_TEST

/* Spellings that a public list has wrong, and one of each kind that is not canonical. */
static const struct {
    const char *code, *lao, *english;
} spelt[] = {
    {"0202", "ໃໝ່", "May"},      {"0301", "ຫຼວງນ້ຳທາ", "Luang Namtha"}, {"0402", "ຫຼາ", "La"},
    {"0403", "ນາໝໍ້", "Namor"},   {"1006", "ເຟືອງ", "Feuang"},          {"1210", "ຄູນຄຳ", "Khounkham"},
    {"1601", "ປາກເຊ", "Pakse"}, {"1702", "ສາມັກຄີໄຊ", "Samakkixay"},   {"1704", "ຊານໄຊ", "Sanxay"},
};

START_TEST(names_are_spelt_right)
{
    match_place place = place_of(spelt[_i].code);
    ck_assert_str_eq(match_places_name(lao_places, place, "lo"), spelt[_i].lao);
    ck_assert_str_eq(match_places_name(lao_places, place, "en"), spelt[_i].english);
}
END_TEST

START_TEST(lao_names_are_canonical)
{
    /* LO LA, HO NO and HO MO as two letters; AM as two signs; doubled E; spaces at the ends */
    static const char *const wrong[] = {"ຫລ", "ຫນ", "ຫມ", "ໍາ", "ເເ", "\u200b"};

    for (match_place place = 1; place <= match_places_count(lao_places); place++) {
        const char *name = match_places_name(lao_places, place, "lo");
        const char *english = match_places_name(lao_places, place, "en");
        for (size_t i = 0; i < COUNT(wrong); i++) {
            ck_assert_msg(!strstr(name, wrong[i]), "%s is spelt %s",
                          match_places_code(lao_places, place), name);
        }
        ck_assert_uint_ge((unsigned char)name[0], 0xe0);
        ck_assert(name[strlen(name) - 1] != ' ');
        ck_assert(english[0] >= 'A' && english[0] <= 'Z');
    }
}
END_TEST

/* Whether a name of a place is that of another place of its level. */
static bool
shares_a_name(match_place place)
{
    static const char *const languages[] = {"en", "lo"};
    match_place parent = match_places_parent(lao_places, place);

    for (size_t i = 0; i < COUNT(languages); i++) {
        match_place found[8];
        size_t count =
            match_places_find(lao_places, match_places_name(lao_places, place, languages[i]),
                              MATCH_NUL, 0, found, COUNT(found));
        ck_assert_uint_le(count, COUNT(found));
        for (size_t j = 0; j < count; j++) {
            if (found[j] != place &&
                (match_places_parent(lao_places, found[j]) == 0) == (parent == 0)) {
                return true;
            }
        }
    }
    return false;
}

START_TEST(shared_names_are_marked)
{
    static const char *const expected[] = {"01", "0103", "0610", "0612", "0703",
                                           "10", "1009", "1106", "1606", "1701"};
    size_t marked = 0;

    for (match_place place = 1; place <= match_places_count(lao_places); place++) {
        const char *code = match_places_code(lao_places, place);
        if (match_places_ambiguous(lao_places, place)) {
            ck_assert_uint_lt(marked, COUNT(expected));
            ck_assert_str_eq(code, expected[marked]);
            marked++;
        } else {
            ck_assert_msg(!shares_a_name(place), "%s is not marked", code);
        }
    }
    ck_assert_uint_eq(marked, COUNT(expected));
    ck_assert(!match_places_ambiguous(lao_places, 0));
    ck_assert(!match_places_ambiguous(lao_places, match_places_count(lao_places) + 1));
}
END_TEST

static const struct {
    const char *name, *province, *code; /* no code: the name alone says too little */
} asked[] = {
    {"ໂພນທອງ", "", ""},          {"ໂພນທອງ", "06", "0612"},   {"ໂພນທອງ", "16", "1606"},
    {"ວຽງຄຳ", "", ""},           {"ວຽງຄຳ", "10", "1009"},    {"Saysettha", "", ""},
    {"Saysettha", "01", "0103"}, {"Xaysetha", "17", "1701"}, {"Viengthong", "07", "0703"},
    {"ໃຫມ່", "", "0202"},         {"ຫລວງນໍ້າທາ", "03", "0301"}, {"ບູນເຫນືອ", "", "0205"},
    {"ປາເຊ", "", "1601"},        {"Vang Vieng", "", "1005"},
};

START_TEST(names_are_found_in_their_province)
{
    match_place within = asked[_i].province[0] != '\0' ? place_of(asked[_i].province) : 0;
    match_place found[4];
    size_t count =
        match_places_find(lao_places, asked[_i].name, MATCH_NUL, within, found, COUNT(found));

    if (asked[_i].code[0] == '\0') {
        ck_assert_uint_eq(count, 2);
        ck_assert(match_places_ambiguous(lao_places, found[0]) &&
                  match_places_ambiguous(lao_places, found[1]));
        return;
    }
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(match_places_code(lao_places, found[0]), asked[_i].code);
}
END_TEST

START_TEST(provinces_border_on_each_other)
{
    /* Pairs of which each half of the country has a surprising one. */
    static const struct {
        const char *a, *b;
        bool border;
    } pairs[] = {
        {"06", "18", true}, {"10", "11", true},  {"01", "11", true},  {"15", "16", true},
        {"02", "06", true}, {"09", "10", false}, {"01", "18", false}, {"02", "03", false},
    };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t count;
        const match_place *neighbours =
            match_places_neighbours(lao_places, place_of(pairs[i].a), &count);
        bool border = false;
        for (size_t j = 0; j < count; j++) {
            border = border || neighbours[j] == place_of(pairs[i].b);
        }
        ck_assert_msg(border == pairs[i].border, "%s and %s", pairs[i].a, pairs[i].b);
    }
}
END_TEST

START_TEST(centroids_lie_in_the_country)
{
    int32_t longitude = 7;
    int32_t latitude = 8;
    unsigned unknown = 0;

    ck_assert(match_places_centroid(lao_places, place_of("0101"), &longitude, &latitude));
    ck_assert_int_eq(longitude, 102608640);
    ck_assert_int_eq(latitude, 18001320);
    for (match_place place = 1; place <= match_places_count(lao_places); place++) {
        if (!match_places_centroid(lao_places, place, &longitude, &latitude)) {
            ck_assert_uint_ne(match_places_parent(lao_places, place), 0);
            unknown++;
            continue;
        }
        ck_assert_int_gt(longitude, 100000000);
        ck_assert_int_lt(longitude, 107700000);
        ck_assert_int_gt(latitude, 13900000);
        ck_assert_int_lt(latitude, 22510000);
    }
    ck_assert_uint_eq(unknown, 9);
    longitude = 7;
    ck_assert(!match_places_centroid(lao_places, 0, &longitude, &latitude));
    ck_assert_int_eq(longitude, 7);
}
END_TEST

/* ---- files of one's own ---- */

#define PLACE "format: libmatch-places/1\nplaces:\n- {code: \"1\", names: {en: A}, "

static const struct {
    const char *degrees;
    int32_t millionths;
} degrees[] = {
    {"0", 0},           {"102.60864", 102608640},    {"-1.5", -1500000}, {"-0.000001", -1},
    {"180", 180000000}, {"-180.000000", -180000000}, {"7", 7000000},
};

START_TEST(centroids_are_read_exactly)
{
    char text[200];
    int32_t longitude;
    int32_t latitude;
    match_error err;
    match_places *places;

    (void)snprintf(text, sizeof text, PLACE "centroid: {longitude: \"%s\", latitude: \"-90\"}}\n",
                   degrees[_i].degrees);
    places = load_text(text, &err);
    ck_assert_msg(places != NULL, "%s", err.message);
    ck_assert(match_places_centroid(places, 1, &longitude, &latitude));
    ck_assert_int_eq(longitude, degrees[_i].millionths);
    ck_assert_int_eq(latitude, -90000000);
    match_places_unref(places);
}
END_TEST

static const struct {
    const char *keys, *message;
} bad[] = {
    {"centroid: 5}", "centroid is no point"},
    {"centroid: {}}", "centroid is no point"},
    {"centroid: {longitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: [\"1\"], latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"-\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \".5\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"5.\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1,5\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1e2\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \" 1\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1.1234567\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1000\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"180.000001\", latitude: \"1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1\", latitude: \"-90.1\"}}", "centroid is no point"},
    {"centroid: {longitude: \"1\", latitude: \"1\", height: \"1\"}}", "key is \"height\""},
    {"ambiguous: perhaps}", "ambiguous is neither yes nor no"},
    {"ambiguous: [yes]}", "ambiguous is neither yes nor no"},
    {"ambiguus: yes}", "key is \"ambiguus\""},
};

START_TEST(load_says_what_is_wrong)
{
    char text[200];
    match_error err;

    (void)snprintf(text, sizeof text, PLACE "%s\n", bad[_i].keys);
    ck_assert_ptr_null(load_text(text, &err));
    assert_error(&err, MATCH_ERR_FORMAT, 3, bad[_i].message);
}
END_TEST

START_TEST(marks_are_optional)
{
    match_error err;
    int32_t longitude;
    int32_t latitude;
    match_places *places = load_text(PLACE "ambiguous: no}\n"
                                           "- {code: \"2\", names: {en: B}}\n"
                                           "- {code: \"3\", names: {en: B}, ambiguous: yes}\n",
                                     &err);

    ck_assert_msg(places != NULL, "%s", err.message);
    ck_assert(!match_places_ambiguous(places, 1));
    ck_assert(!match_places_ambiguous(places, 2));
    ck_assert(match_places_ambiguous(places, 3));
    ck_assert(!match_places_centroid(places, 2, &longitude, &latitude));
    match_places_unref(places);
}
END_TEST

static match_status
attempt_load(void *data, match_error *err)
{
    match_places *places = match_places_load(data, err);
    match_places_unref(places);
    return places ? MATCH_OK : err->status;
}

START_TEST(load_survives_every_allocation_failure)
{
    char path[1000];

    (void)snprintf(path, sizeof path, "%s",
                   temp_text("places.yaml",
                             PLACE "neighbours: [\"2\"]}\n"
                                   "- code: \"2\"\n"
                                   "  names: {en: B, lo: ຂ}\n"
                                   "  variants: [b, beta]\n"
                                   "  centroid: {longitude: \"1\", latitude: \"2\"}\n"
                                   "  ambiguous: yes\n"));
    ck_assert_int_gt(for_every_allocation_failure(attempt_load, path), 5);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("places_lao");
    TCase *bundled = tcase_create("lao");
    TCase *own = tcase_create("load");

    tcase_add_checked_fixture(bundled, load_lao_places, drop_lao_places);
    tcase_add_test(bundled, all_districts_are_there);
    tcase_add_loop_test(bundled, names_are_spelt_right, 0, COUNT(spelt));
    tcase_add_test(bundled, lao_names_are_canonical);
    tcase_add_test(bundled, shared_names_are_marked);
    tcase_add_loop_test(bundled, names_are_found_in_their_province, 0, COUNT(asked));
    tcase_add_test(bundled, provinces_border_on_each_other);
    tcase_add_test(bundled, centroids_lie_in_the_country);
    suite_add_tcase(suite, bundled);

    tcase_add_loop_test(own, centroids_are_read_exactly, 0, COUNT(degrees));
    tcase_add_loop_test(own, load_says_what_is_wrong, 0, COUNT(bad));
    tcase_add_test(own, marks_are_optional);
    tcase_add_test(own, load_survives_every_allocation_failure);
    suite_add_tcase(suite, own);
    return run_suite(suite);
}
