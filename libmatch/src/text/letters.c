/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/letters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

/* Room for one code point that is taken apart: the longest in NFKC has 18 units. */
#define PARTS_MAX 64

/* Letters with a stroke and the like, which Unicode does not take apart. */
static const struct {
    uint16_t letter;
    uint16_t plain[2];
} strokes[] = {
    {0x00E6, {'a', 'e'}}, /* æ */
    {0x00F8, {'o', 0}},   /* ø */
    {0x0111, {'d', 0}},   /* đ */
    {0x0127, {'h', 0}},   /* ħ */
    {0x0131, {'i', 0}},   /* ı */
    {0x0142, {'l', 0}},   /* ł */
    {0x0153, {'o', 'e'}}, /* œ */
    {0x0167, {'t', 0}},   /* ŧ */
};

/* Combining marks for Latin, Greek and Cyrillic outside their own block. */
static const uint32_t accents[][2] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
};

bool
letters_is_accent(uint32_t c)
{
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        if (c >= accents[i][0] && c <= accents[i][1]) {
            return true;
        }
    }
    return false;
}

/* Symbols such as + and $ stay, and so does #, which tells programming languages apart. */
static uint32_t
plain_ascii(uint32_t c)
{
    bool digit_or_small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return digit_or_small || (c != 0 && strchr("$+<=>^`|~#", (int)c)) ? c : ' ';
}

uint32_t
letters_plain(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : plain_ascii(c);
    }
    uint32_t type = U_GET_GC_MASK((UChar32)c);
    if (type & U_GC_ND_MASK) {
        return (uint32_t)('0' + u_charDigitValue((UChar32)c));
    }
    return type & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK) ? ' ' : c;
}

static void
add_plain(struct letter *letter, size_t *count, uint32_t c)
{
    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++) {
        if (c == strokes[i].letter) {
            for (size_t k = 0; k < 2 && strokes[i].plain[k] != 0 && *count < 4; k++) {
                letter->folded[(*count)++] = strokes[i].plain[k];
            }
            return;
        }
    }
    c = letters_plain(c);
    if (!letters_is_accent(c) && *count < 4) {
        letter->folded[(*count)++] = (uint16_t)c;
    }
}

bool
letters_fill(struct letter table[LETTERS_COUNT], const UNormalizer2 *casefold,
             const UNormalizer2 *canonical)
{
    for (uint32_t i = 0; i < LETTERS_COUNT; i++) {
        uint32_t c = i < LETTERS_FIRST_END ? i : i - LETTERS_FIRST_END + LETTERS_SECOND;
        UErrorCode code = U_ZERO_ERROR;
        UChar unit = (UChar)c;
        UChar folded[PARTS_MAX];
        int32_t length = unorm2_normalize(casefold, &unit, 1, folded, PARTS_MAX, &code);
        size_t count = 0;
        for (int32_t k = 0; k < length && U_SUCCESS(code); k++) {
            UChar parts[PARTS_MAX];
            UErrorCode apart = U_ZERO_ERROR;
            int32_t part_count =
                unorm2_getDecomposition(canonical, folded[k], parts, PARTS_MAX, &apart);
            for (int32_t j = 0; j < part_count; j++) {
                add_plain(&table[i], &count, parts[j]);
            }
            if (part_count < 0) {
                add_plain(&table[i], &count, folded[k]);
            }
        }
        if (U_FAILURE(code)) {
            return false;
        }
    }
    return true;
}
