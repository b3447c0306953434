/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/utf8.h"

#include <string.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* Bytes, their number, and where the first bad one is. */
static const struct {
    const char *bytes;
    size_t size;
    size_t bad;
} sequences[] = {
    {"", 0, 0},
    {"abc", 3, 3},
    {"a\0b", 3, 3},
    {"\xc2\x80", 2, 2},
    {"\xdf\xbf", 2, 2},
    {"\xe0\xa0\x80", 3, 3},
    {"\xed\x9f\xbf", 3, 3},
    {"\xee\x80\x80", 3, 3},
    {"\xef\xbf\xbf", 3, 3},
    {"\xf0\x90\x80\x80", 4, 4},
    {"\xf4\x8f\xbf\xbf", 4, 4},
    {"ພາສາລາວ", 21, 21},
    /* A continuation byte alone, and where it is not due. */
    {"\x80", 1, 0},
    {"\xbf", 1, 0},
    {"ab\x80", 3, 2},
    {"\xc3\xa9\xa9", 3, 2},
    /* Cut short. */
    {"\xc3", 1, 0},
    {"x\xe0\xa0", 3, 1},
    {"\xf0\x90\x80", 3, 0},
    {"\xe0\xa0g", 3, 0},
    {"\xc3(", 2, 0},
    /* Overlong forms. */
    {"\xc0\x80", 2, 0},
    {"\xc0\xaf", 2, 0},
    {"\xc1\xbf", 2, 0},
    {"\xe0\x80\xaf", 3, 0},
    {"\xe0\x9f\xbf", 3, 0},
    {"\xf0\x80\x80\xaf", 4, 0},
    {"\xf0\x8f\xbf\xbf", 4, 0},
    /* Surrogates. */
    {"\xed\xa0\x80", 3, 0},
    {"\xed\xbf\xbf", 3, 0},
    {"\xed\xa0\x80\xed\xb0\x80", 6, 0},
    /* Past U+10FFFF, and bytes that never occur. */
    {"\xf4\x90\x80\x80", 4, 0},
    {"\xf5\x80\x80\x80", 4, 0},
    {"\xf8\x88\x80\x80\x80", 5, 0},
    {"\xfc\x84\x80\x80\x80\x80", 6, 0},
    {"\xfe", 1, 0},
    {"\xff", 1, 0},
    /* Behind eight and more plain bytes, which are looked at together. */
    {"abcdefgh\xff", 9, 8},
    {"abcdefghijklmnop\xc3\xa9\xc3", 19, 18},
    {"abcdefg\x80", 8, 7},
};

START_TEST(utf8_check_finds_the_first_bad_byte)
{
    ck_assert_uint_eq(utf8_check(sequences[_i].bytes, sequences[_i].size), sequences[_i].bad);
}
END_TEST

START_TEST(utf8_goes_there_and_back_for_every_code_point)
{
    for (uint32_t code_point = 0; code_point <= 0x10ffff; code_point++) {
        char bytes[4];
        size_t offset = 0;
        size_t size = utf8_put(bytes, code_point);
        size_t expected = code_point < 0x80      ? 1
                          : code_point < 0x800   ? 2
                          : code_point < 0x10000 ? 3
                                                 : 4;
        bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
        if (size != expected || utf8_check(bytes, size) != (surrogate ? 0 : size)) {
            ck_abort_msg("U+%04X is written wrongly", code_point);
        }
        if (!surrogate && (utf8_next(bytes, size, &offset) != code_point || offset != size)) {
            ck_abort_msg("U+%04X is read wrongly", code_point);
        }
    }
}
END_TEST

START_TEST(utf8_check_agrees_with_the_definition_for_all_short_sequences)
{
    /* All sequences of three bytes: valid ones are made of what utf8_put() writes. */
    static bool two[256][256];
    size_t valid = 0;

    for (uint32_t code_point = 0x80; code_point < 0x800; code_point++) {
        char bytes[4];
        utf8_put(bytes, code_point);
        two[(unsigned char)bytes[0]][(unsigned char)bytes[1]] = true;
    }
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            char bytes[2] = {(char)first, (char)second};
            bool good = two[first][second] || (first < 0x80 && second < 0x80);
            ck_assert_int_eq(utf8_check(bytes, 2) == 2, good);
            for (unsigned third = 0; third < 256; third++) {
                char three[3] = {(char)first, (char)second, (char)third};
                valid += utf8_check(three, 3) == 3;
            }
        }
    }
    /* 1+1+1, 1+2, 2+1 and one of three bytes: U+0800..U+FFFF without 2048 surrogates. */
    ck_assert_uint_eq(valid, 128u * 128 * 128 + 2 * 128 * 1920 + (0x10000 - 0x800 - 2048));
}
END_TEST

START_TEST(utf8_next_walks_through_a_text)
{
    static const uint32_t expected[] = {'a', 0xe9, 0xe81, 0x1f600, 'z'};
    const char *text = "aéກ😀z";
    size_t offset = 0;
    size_t size = strlen(text);

    for (int i = 0; i < LENGTH(expected); i++) {
        ck_assert_uint_lt(offset, size);
        ck_assert_uint_eq(utf8_next(text, size, &offset), expected[i]);
    }
    ck_assert_uint_eq(offset, size);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("utf8");

    tcase_add_loop_test(tests, utf8_check_finds_the_first_bad_byte, 0, LENGTH(sequences));
    tcase_add_test(tests, utf8_goes_there_and_back_for_every_code_point);
    tcase_add_test(tests, utf8_check_agrees_with_the_definition_for_all_short_sequences);
    tcase_add_test(tests, utf8_next_walks_through_a_text);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
