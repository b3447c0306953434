/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/text.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "text/digits.h"
#include "text/edits.h"
#include "text/encoding.h"
#include "text/fold.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- fold ---- */

static const struct {
    const char *text, *folded;
} folds[] = {
    {"", ""},
    {"Tailor", "tailor"},
    {"  Master's --  Tailor ", "master s tailor"},
    {"C++ / C#", "c++ c#"},
    {"ESL-teacher (primary)", "esl teacher primary"},
    {"a\tb\r\nc", "a b c"},
    {"...", ""},
    /* Other scripts and widths */
    {"\xC3\x89t\xC3\xA9", "ete"}, /* Été */
    {"e\xCC\x81", "e"},           /* e and acute */
    {"Łódź Œuvre SMØRREBRØD", "lodz oeuvre smorrebrod"},
    {"Ǿ đ ı İ ẞ ﬁ ŉ", "o d i i ss fi ʼn"},
    {"Ё Й Ά ς ᾳ", "е и α σ αι"},
    {"a\xE2\x89\xA0"
     "b",
     "a=b"}, /* not equal is equal with a stroke, whichever way it is written */
    {"a=\xCC\xB8"
     "b",
     "a=b"},
    {"がガ", "がガ"}, /* voiced kana are letters of their own */
    {"か\xE3\x82\x99", "が"},
    {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"}, /* Hangul in parts */
    {"①½", "11⁄2"},
    {"stra\xC3\x9F"
     "e",
     "strasse"},                                         /* straße */
    {"\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\x91", "ab1"},     /* full width AB1 */
    {"caf\xC3\xA9\xC2\xA0noir", "cafe noir"},            /* no-break space */
    {"\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 y", "x y"}, /* quotes, dash */
    /* Digits of every script */
    {"\xE0\xBB\x92\xE0\xBB\x95\xE0\xBB\x90\xE0\xBB\x90", "2500"}, /* Lao */
    {"\xE0\xB9\x91\xE0\xB9\x92", "12"},                           /* Thai */
    {"\xDB\xB3", "3"},                                            /* Persian */
    /* Lao: sara am with its tone in three spellings */
    {"ນໍ້າ", "ນ້ຳ"},
    {"ນ້ຳ", "ນ້ຳ"},
    {"ນຳ້", "ນ້ຳ"},
    {"ຄໍາ", "ຄຳ"},
    /* Lao: LO under HO, ligatures, doubled E, order of marks, zero-width space */
    {"ຫຼວງພະບາງ", "ຫລວງພະບາງ"},
    {"ໜອງ", "ຫນອງ"},
    {"ໝາກ", "ຫມາກ"},
    {"ເເມ່", "ແມ່"},
    {"\xE0\xBA\x81\xE0\xBB\x88\xE0\xBA\xB4", "\xE0\xBA\x81\xE0\xBA\xB4\xE0\xBB\x88"},
    {"ກໍ່", "ກໍ່"},
    {"ຊ່າງ\xE2\x80\x8Bຕັດ\xE2\x80\x8Bຫຍິບ", "ຊ່າງຕັດຫຍິບ"},
    {"\xEF\xBB\xBFຊ່າງ", "ຊ່າງ"},
    {"ຊ່\xE2\x80\x8Bາງ", "ຊ່າງ"}, /* inside a character too */
    {"ຣົດ", "ຣົດ"},               /* RO stays: only search keys merge it */
    /* Thai: the same variants */
    {"นํ้า", "น้ำ"},
    {"น้ํา", "น้ำ"},
    {"น้ำ", "น้ำ"},
    {"เเม่", "แม่"},
    {"ที่", "ที่"},
    {"ท\xE0\xB9\x88\xE0\xB8\xB5", "ที่"},
    {"ช่าง\xE2\x80\x8Bเชื่อม", "ช่างเชื่อม"},
};

START_TEST(fold_brings_variants_to_one_form)
{
    char out[256];
    match_error err;
    size_t length = match_text_fold(folds[_i].text, MATCH_NUL, out, sizeof out, &err);
    ck_assert_str_eq(out, folds[_i].folded);
    ck_assert_uint_eq(length, strlen(folds[_i].folded));
}
END_TEST

START_TEST(fold_tells_the_length_that_did_not_fit)
{
    char out[4] = "xyz";
    ck_assert_uint_eq(match_text_fold("Tailor", 6, out, sizeof out, NULL), 6);
    ck_assert_str_eq(out, "tai");
    ck_assert_uint_eq(match_text_fold("Tailor", 6, NULL, 0, NULL), 6);
    ck_assert_uint_eq(match_text_fold("Tailor", 3, out, sizeof out, NULL), 3);
    ck_assert_str_eq(out, "tai");
}
END_TEST

START_TEST(fold_refuses_what_is_not_utf8)
{
    char out[16];
    match_error err;
    ck_assert_uint_eq(match_text_fold("ab\xFF", 3, out, sizeof out, &err), MATCH_NUL);
    assert_error(&err, MATCH_ERR_INVALID, 0, "byte 2 of a text is not UTF-8");
}
END_TEST

static void
assert_folding_twice_is_folding_once(const char *text, size_t length)
{
    struct buffer once = {0};
    struct buffer twice = {0};
    ck_assert_int_eq(fold_text(text, length, &once, NULL), MATCH_OK);
    ck_assert_int_eq(fold_text(once.bytes, once.size, &twice, NULL), MATCH_OK);
    if (once.size != twice.size || memcmp(once.bytes, twice.bytes, once.size) != 0) {
        ck_abort_msg("'%.*s' folds to '%s' and then to '%s'", (int)length, text, once.bytes,
                     twice.bytes);
    }
    buffer_clear(&once);
    buffer_clear(&twice);
}

/* The Lao code points that rules speak of, with some that come between. */
static const uint32_t lao_parts[] = {0x0EAB, 0x0EBC, 0x0EA5, 0x0EC8, 0x0EC9, 0x0ECD,
                                     0x0EB2, 0x0EB3, 0x0EB8, 0x0EB1, 0x0ECC, 0x0EC0,
                                     0x0301, 0x0EBA, 0x20,   0x200B, 0xFE2E, 0xFEFF};

START_TEST(fold_of_all_short_lao_sequences_is_stable)
{
    for (size_t length = 1; length <= 4; length++) {
        size_t all = 1;
        for (size_t i = 0; i < length; i++) {
            all *= COUNT(lao_parts);
        }
        for (size_t k = 0; k < all; k++) {
            char text[64];
            size_t size = 0;
            size_t rest = k;
            for (size_t i = 0; i < length; i++) {
                size += utf8_put(text + size, lao_parts[rest % COUNT(lao_parts)]);
                rest /= COUNT(lao_parts);
            }
            assert_folding_twice_is_folding_once(text, size);
        }
    }
}
END_TEST

static const uint32_t blocks[][2] = {
    {0x20, 0x7F},     {0xA0, 0x24F},    {0x300, 0x36F},   {0xE00, 0xEFF},     {0xE80, 0xEDF},
    {0x2000, 0x206F}, {0xFF00, 0xFFEF}, {0x1E00, 0x1FFF}, {0xAC00, 0xAC80},   {0x1100, 0x11FF},
    {0x600, 0x6FF},   {0x900, 0xDFF},   {0x3000, 0x30FF}, {0x1D400, 0x1D7FF}, {0xE000, 0x10FFFF},
};

START_TEST(fold_of_random_texts_is_stable)
{
    uint64_t state = 7;
    for (int round = 0; round < 20000; round++) {
        char text[64];
        size_t size = 0;
        uint32_t length = 1 + random_next(&state) % 8;
        for (uint32_t i = 0; i < length; i++) {
            const uint32_t *block = blocks[random_next(&state) % COUNT(blocks)];
            uint32_t c = block[0] + random_next(&state) % (block[1] - block[0] + 1);
            size += utf8_put(text + size, c);
        }
        assert_folding_twice_is_folding_once(text, size);
    }
}
END_TEST

START_TEST(fold_keeps_marks_of_a_letter_few)
{
    char *text = alloc_zeroed(10001, 4);
    size_t length = utf8_put(text, 0x05D0);
    for (size_t i = 0; i < 10000; i++) {
        /* Hebrew points, which are no accents. */
        length += utf8_put(text + length, i % 2 == 0 ? 0x0591u : 0x05B4u);
    }
    assert_folding_twice_is_folding_once(text, length);
    ck_assert_uint_lt(match_text_fold(text, length, NULL, 0, NULL), 100);
    alloc_free(text);
}
END_TEST

START_TEST(fold_takes_no_memory)
{
    char out[64];
    (void)match_text_fold("ຊ່າງ", MATCH_NUL, out, sizeof out, NULL);
    alloc_fail_after(0);
    size_t length = match_text_fold("Łódź ນໍ້າ น้ํา 日本 が", MATCH_NUL, out, sizeof out, NULL);
    long asked = alloc_count();
    alloc_fail_after(-1);
    ck_assert_uint_eq(length, strlen("lodz ນ້ຳ น้ำ 日本 が"));
    ck_assert_int_eq(asked, 0);
}
END_TEST

/* Where each folded text comes from: the parts of the original, in the order of the folded bytes.
 */
static const struct {
    const char *text, *folded;
    size_t at, size;      /* a part of the folded text */
    const char *original; /* what it was made from */
} places[] = {
    {"  Sewing--MACHINE ", "sewing machine", 7, 7, "MACHINE"},
    {"x ＣＡＤ y", "x cad y", 2, 3, "ＣＡＤ"},
    {"la CAFÉ noir", "la cafe noir", 3, 4, "CAFÉ"},
    {"ຮັບ ຊ່າງ\xE2\x80\x8Bໄຟ", "ຮັບ ຊ່າງໄຟ", 10, 12, "ຊ່າງ"},
    {"ກ ນໍ້າ ຂ", "ກ ນ້ຳ ຂ", 4, 9, "ນໍ້າ"},
    {"ກ ໝາກ ຂ", "ກ ຫມາກ ຂ", 4, 12, "ໝາກ"},
    {"ຳ\xE0\xBA\xBAນ", "ຳ\xE0\xBA\xBAນ", 3, 3, "ຳ\xE0\xBA\xBA"}, /* a mark on AM */
    {"a\xFF"
     "b",
     "a b", 2, 1, "b"},
    {"a\xFF\xE0\xBA \xC0\xC0"
     "b",
     "a b", 1, 1, "\xFF\xE0\xBA \xC0\xC0"},
};

START_TEST(folding_keeps_the_places)
{
    struct folded folded = {0};
    const char *text = places[_i].text;
    ck_assert_int_eq(fold_with_places(text, strlen(text), &folded, NULL), MATCH_OK);
    ck_assert_uint_eq(folded.size, strlen(places[_i].folded));
    ck_assert_mem_eq(folded.bytes, places[_i].folded, folded.size);
    uint32_t begin = folded.begin[places[_i].at];
    uint32_t end = folded.end[places[_i].at + places[_i].size - 1];
    ck_assert_uint_eq(end - begin, strlen(places[_i].original));
    ck_assert_mem_eq(text + begin, places[_i].original, end - begin);
    folded_clear(&folded);
}
END_TEST

START_TEST(places_of_random_texts_go_forward)
{
    struct folded folded = {0};
    struct buffer plain = {0};
    uint64_t state = 5;
    for (int round = 0; round < 5000; round++) {
        char text[64];
        size_t size = 0;
        for (uint32_t i = 0; i < 8; i++) {
            const uint32_t *block = blocks[random_next(&state) % COUNT(blocks)];
            size += utf8_put(text + size, block[0] + random_next(&state) % (block[1] - block[0]));
        }
        ck_assert_int_eq(fold_with_places(text, size, &folded, NULL), MATCH_OK);
        ck_assert_int_eq(fold_text(text, size, &plain, NULL), MATCH_OK);
        ck_assert_uint_eq(folded.size, plain.size);
        ck_assert_mem_eq(folded.bytes, plain.bytes, plain.size);
        for (size_t i = 0; i < folded.size; i++) {
            ck_assert_uint_lt(folded.begin[i], folded.end[i]);
            ck_assert_uint_le(folded.end[i], size);
            ck_assert(i == 0 || folded.begin[i - 1] <= folded.begin[i]);
            ck_assert(i == 0 || folded.end[i - 1] <= folded.end[i]);
        }
    }
    folded_clear(&folded);
    buffer_clear(&plain);
}
END_TEST

/* ---- search key ---- */

static const struct {
    const char *lao, *other;
} cousins[] = {
    {"ຣົດ", "ລົດ"},     {"ໂຮງງານ", "โรงงาน"}, {"ຮຽນ", "เรียน"},    {"ຄົນ", "คน"},
    {"ເຮືອ", "เรือ"},   {"ມື", "มือ"},          {"ອາຫານ", "อาหาร"}, {"ຄອມພິວເຕີ", "คอมพิวเตอร์"},
    {"ເດີນ", "เดิน"},   {"ຕົວ", "ตัว"},         {"ນ້ຳ", "นํ้า"},       {"ຄູ", "ครู"},
    {"ອາຊີບ", "อาชีพ"}, {"ເສຍ", "เสีย"},       {"ຢາ", "ยา"},       {"Café", "cafe"},
    {"ໃຈ", "ໄຈ"},
};

START_TEST(cousins_have_one_search_key)
{
    char one[64];
    char two[64];
    match_error err;
    size_t length = match_text_search_key(cousins[_i].lao, MATCH_NUL, one, sizeof one, &err);
    ck_assert_uint_eq(length, strlen(one));
    ck_assert_uint_ne(match_text_search_key(cousins[_i].other, MATCH_NUL, two, sizeof two, &err),
                      MATCH_NUL);
    ck_assert_str_eq(one, two);
}
END_TEST

START_TEST(search_keys_of_random_texts_are_no_longer)
{
    uint64_t state = 13;
    for (int round = 0; round < 5000; round++) {
        char text[64];
        char folded[256];
        char key[256];
        size_t size = 0;
        for (uint32_t i = 0; i < 12; i++) {
            size += utf8_put(text + size, 0x0E00 + random_next(&state) % 0x100);
        }
        size_t length = match_text_fold(text, size, folded, sizeof folded, NULL);
        size_t key_length = match_text_search_key(text, size, key, sizeof key, NULL);
        ck_assert_uint_le(key_length, length);
        ck_assert_uint_eq(utf8_check(key, key_length), key_length);
    }
}
END_TEST

static match_status
fold_once(void *data, match_error *err)
{
    struct buffer out = {0};
    struct folded placed = {0};
    match_status status = fold_text(data, strlen(data), &out, err);
    if (status == MATCH_OK) {
        status = fold_with_places(data, strlen(data), &placed, err);
    }
    if (status == MATCH_OK && match_text_search_key(data, MATCH_NUL, NULL, 0, err) == MATCH_NUL) {
        status = MATCH_ERR_NOMEM;
    }
    buffer_clear(&out);
    folded_clear(&placed);
    return status;
}

START_TEST(fold_survives_every_allocation_failure)
{
    char text[] = "ນໍ້າ ABC";
    ck_assert_int_gt(for_every_allocation_failure(fold_once, text), 2);
}
END_TEST

/* ---- columns ---- */

static const struct {
    const char *text;
    size_t columns;
} widths[] = {
    {"", 0},
    {"tailor", 6},
    {"a\tb", 2},
    {"ຊ່າງຕັດຫຍິບ", 8},         /* 11 code points, 3 of them marks */
    {"ນ້ຳ", 2},               /* sara am has a column of its own */
    {"น้ำ", 2},               /* so has the Thai one */
    {"日本", 4},             /* wide */
    {"ｱ", 1},                /* half width */
    {"e\xCC\x81", 1},        /* combining acute */
    {"\xE2\x80\x8B", 0},     /* zero-width space */
    {"\xEA\xB0\x80", 2},     /* Hangul syllable */
    {"\xF0\x9F\x98\x80", 2}, /* emoji */
    {"a\xFF"
     "b",
     3},             /* a byte that is not UTF-8 */
    {"\xE0\xBA", 2}, /* cut in the middle: a column for each byte */
};

START_TEST(columns_are_those_of_a_terminal)
{
    ck_assert_uint_eq(match_text_columns(widths[_i].text, MATCH_NUL), widths[_i].columns);
}
END_TEST

static const struct {
    const char *text;
    size_t columns;
    size_t bytes;
} cuts[] = {
    {"tailor", 3, 3},
    {"tailor", 9, 6},
    {"tailor", 0, 0},
    {"ຊ່າງ", 1, 6}, /* the tone stays with its letter */
    {"ຊ່າງ", 2, 9},
    {"ນ້ຳ", 1, 0},   /* sara am belongs to its letter */
    {"日本", 3, 3}, /* no half of a wide character */
    {"e\xCC\x81x", 1, 3},
    {"\xF0\x9F\x87\xB1\xF0\x9F\x87\xA6x", 1, 0}, /* a flag is not cut */
    {"\xF0\x9F\x87\xB1\xF0\x9F\x87\xA6x", 2, 8},
    {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8C\xBE", 3, 0}, /* joined emoji */
    {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8x", 2, 9},        /* Hangul in parts */
    {"\r\nx", 0, 2},
};

START_TEST(cut_keeps_characters_whole)
{
    ck_assert_uint_eq(match_text_cut(cuts[_i].text, MATCH_NUL, cuts[_i].columns), cuts[_i].bytes);
}
END_TEST

START_TEST(cut_texts_fit_their_columns)
{
    uint64_t state = 11;
    for (int round = 0; round < 5000; round++) {
        char text[64];
        size_t size = 0;
        for (uint32_t i = 0; i < 6; i++) {
            const uint32_t *block = blocks[random_next(&state) % COUNT(blocks)];
            size += utf8_put(text + size, block[0] + random_next(&state) % (block[1] - block[0]));
        }
        size_t columns = random_next(&state) % 8;
        size_t cut = match_text_cut(text, size, columns);
        ck_assert_uint_le(match_text_columns(text, cut), columns);
        ck_assert_uint_eq(utf8_check(text, cut), cut);
        ck_assert(cut == size || match_text_columns(text, size) > columns);
    }
}
END_TEST

/* ---- digits, encoding ---- */

static const struct {
    const char *text, *folded;
    bool changed;
} digits[] = {
    {"2500", "2500", false},    {"໒໕໐໐.໕", "2500.5", true}, {"๑๒/๐๓/๒๕๖๗", "12/03/2567", true},
    {"１２ กข", "12 กข", true}, {"ກິໂລ", "ກິໂລ", false},      {"\xE0\xBB", "\xE0\xBB", false},
};

START_TEST(digits_of_lao_thai_and_full_width_become_ascii)
{
    char out[64];
    bool changed;
    size_t length = digits_fold(digits[_i].text, strlen(digits[_i].text), out, &changed);
    ck_assert_str_eq(out, digits[_i].folded);
    ck_assert_uint_eq(length, strlen(digits[_i].folded));
    ck_assert_int_eq(changed, digits[_i].changed);
}
END_TEST

static const struct {
    const char *text;
    bool expected;
} doubles[] = {
    {"ລາວ", false},
    {"\xC3\xA0\xC2\xBA\xC2\xA5", true}, /* Lao LO, encoded twice */
    {"\xC3\xA0\xC2\xB8\xC2\x81", true}, /* Thai KO KAI, encoded twice */
    {"\xC3\xA0 la carte", false},       /* French */
    {"", false},
    {"abc\xC3\xA0\xC2", false}, /* at the end, cut */
};

START_TEST(text_that_was_encoded_twice_is_seen)
{
    ck_assert_int_eq(text_looks_double_encoded(doubles[_i].text, strlen(doubles[_i].text)),
                     doubles[_i].expected);
}
END_TEST

static const struct {
    const char *one;
    const char *other;
    unsigned edits;
} slips[] = {
    {"", "", 0},           {"", "ab", 2},         {"", "abc", 3},       {"welder", "welder", 0},
    {"weldr", "welder", 1}, {"wleder", "welder", 1}, {"wledre", "welder", 2}, {"wader", "welder", 2},
    {"ab", "ba", 1},       {"abc", "ca", 3}, /* no place is changed twice */
    {"ຊ່າງຕັດຫຢິບ", "ຊ່າງຕັດຫຍິບ", 1},  {"xyz", "abc", 3},     {"abcdef", "abc", 3},
};

START_TEST(edits_are_counted)
{
    size_t characters = 0;
    const char *one = slips[_i].one;
    const char *other = slips[_i].other;
    ck_assert_uint_eq(edits_between(one, strlen(one), other, strlen(other), &characters),
                      slips[_i].edits);
    ck_assert_uint_eq(edits_between(other, strlen(other), one, strlen(one), &characters),
                      slips[_i].edits);
}
END_TEST

START_TEST(edits_of_long_texts_are_counted)
{
    char one[EDITS_CHARACTERS + 2];
    char other[EDITS_CHARACTERS + 2];
    size_t characters = 0;
    memset(one, 'a', sizeof one);
    memset(other, 'a', sizeof other);
    other[0] = 'b';
    other[EDITS_CHARACTERS - 1] = 'b';
    ck_assert_uint_eq(edits_between(one, EDITS_CHARACTERS, other, EDITS_CHARACTERS, &characters), 2);
    ck_assert_uint_eq(characters, EDITS_CHARACTERS);
    ck_assert_uint_eq(
        edits_between(one, EDITS_CHARACTERS - 1, other, EDITS_CHARACTERS, &characters), 2);
    ck_assert_uint_eq(
        edits_between(one, EDITS_CHARACTERS + 1, one, EDITS_CHARACTERS + 1, &characters),
        EDITS_MOST + 1);
}
END_TEST

/* The whole table, without a band. */
static unsigned
count_edits(const char *one, size_t one_size, const char *other, size_t other_size)
{
    unsigned table[13][13];
    for (size_t i = 0; i <= one_size; i++) {
        for (size_t j = 0; j <= other_size; j++) {
            unsigned best = i == 0 ? (unsigned)j : j == 0 ? (unsigned)i : UINT_MAX;
            if (i > 0 && j > 0) {
                unsigned replaced = table[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0u : 1u);
                best = table[i - 1][j] < table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
                best = best + 1 < replaced ? best + 1 : replaced;
            }
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] &&
                table[i - 2][j - 2] + 1 < best) {
                best = table[i - 2][j - 2] + 1;
            }
            table[i][j] = best;
        }
    }
    return table[one_size][other_size];
}

START_TEST(edits_of_random_texts_are_those_of_the_whole_table)
{
    uint32_t state = 7;
    for (int i = 0; i < 20000; i++) {
        char texts[2][12];
        size_t sizes[2];
        size_t characters = 0;
        for (int k = 0; k < 2; k++) {
            state = state * 1664525u + 1013904223u;
            sizes[k] = (state >> 16) % (sizeof texts[k] + 1);
            for (size_t j = 0; j < sizes[k]; j++) {
                state = state * 1664525u + 1013904223u;
                texts[k][j] = (char)('a' + (state >> 24) % 2);
            }
        }
        unsigned all = count_edits(texts[0], sizes[0], texts[1], sizes[1]);
        ck_assert_uint_eq(edits_between(texts[0], sizes[0], texts[1], sizes[1], &characters),
                          all > EDITS_MOST ? EDITS_MOST + 1 : all);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("text");
    TCase *fold = tcase_create("fold");
    TCase *columns = tcase_create("columns");
    TCase *bytes = tcase_create("bytes");

    tcase_add_loop_test(fold, fold_brings_variants_to_one_form, 0, (int)COUNT(folds));
    tcase_add_test(fold, fold_tells_the_length_that_did_not_fit);
    tcase_add_test(fold, fold_refuses_what_is_not_utf8);
    tcase_add_test(fold, fold_of_all_short_lao_sequences_is_stable);
    tcase_add_test(fold, fold_of_random_texts_is_stable);
    tcase_add_test(fold, fold_keeps_marks_of_a_letter_few);
    tcase_add_test(fold, fold_takes_no_memory);
    tcase_add_loop_test(fold, folding_keeps_the_places, 0, (int)COUNT(places));
    tcase_add_test(fold, places_of_random_texts_go_forward);
    tcase_add_loop_test(fold, cousins_have_one_search_key, 0, (int)COUNT(cousins));
    tcase_add_test(fold, search_keys_of_random_texts_are_no_longer);
    tcase_add_test(fold, fold_survives_every_allocation_failure);
    suite_add_tcase(suite, fold);

    tcase_add_loop_test(columns, columns_are_those_of_a_terminal, 0, (int)COUNT(widths));
    tcase_add_loop_test(columns, cut_keeps_characters_whole, 0, (int)COUNT(cuts));
    tcase_add_test(columns, cut_texts_fit_their_columns);
    suite_add_tcase(suite, columns);

    tcase_add_loop_test(bytes, digits_of_lao_thai_and_full_width_become_ascii, 0,
                        (int)COUNT(digits));
    tcase_add_loop_test(bytes, text_that_was_encoded_twice_is_seen, 0, (int)COUNT(doubles));
    tcase_add_loop_test(bytes, edits_are_counted, 0, (int)COUNT(slips));
    tcase_add_test(bytes, edits_of_long_texts_are_counted);
    tcase_add_test(bytes, edits_of_random_texts_are_those_of_the_whole_table);
    suite_add_tcase(suite, bytes);
    return run_suite(suite);
}
