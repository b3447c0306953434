/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

#define BLOCK 64u /* bytes that are looked at together: most texts are ASCII */
#define HIGH_BITS UINT64_C(0x8080808080808080)

/*
 * What may follow a first byte (Unicode, table 3-7): the second byte has its own bounds, which
 * shut out overlong forms, surrogates and code points past U+10FFFF; others are 80..BF.
 */
static const struct {
    unsigned char first_low;
    unsigned char first_high;
    unsigned char second_low;
    unsigned char second_high;
    unsigned char length;
} sequences[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

#define FIRST_OF_THREE 1u
#define FIRST_OF_FOUR 5u

size_t
utf8_sequence(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x80) {
        return 1;
    }
    size_t first = bytes[0] >= 0xf0 ? FIRST_OF_FOUR : bytes[0] >= 0xe0 ? FIRST_OF_THREE : 0;
    for (size_t i = first; i < sizeof sequences / sizeof sequences[0]; i++) {
        size_t length = sequences[i].length;
        if (bytes[0] < sequences[i].first_low || bytes[0] > sequences[i].first_high) {
            continue;
        }
        if (size < length || bytes[1] < sequences[i].second_low ||
            bytes[1] > sequences[i].second_high) {
            return 0;
        }
        for (size_t k = 2; k < length; k++) {
            if ((bytes[k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
    return 0;
}

/* Whether all bytes of a block are ASCII. */
static bool
is_ascii(const char *block)
{
    uint64_t words[BLOCK / 8];
    uint64_t all = 0;
    memcpy(words, block, BLOCK);
    for (size_t i = 0; i < BLOCK / 8; i++) {
        all |= words[i];
    }
    return (all & HIGH_BITS) == 0;
}

size_t
utf8_check(const char *bytes, size_t size)
{
    size_t offset = 0;
    while (offset < size) {
        if (size - offset >= BLOCK && is_ascii(bytes + offset)) {
            offset += BLOCK;
            continue;
        }
        size_t end = size - offset >= BLOCK ? offset + BLOCK : size;
        while (offset < end) {
            size_t length = utf8_sequence(bytes + offset, size - offset);
            if (length == 0) {
                return offset;
            }
            offset += length;
        }
    }
    return offset;
}

uint32_t
utf8_next(const char *bytes, size_t size, size_t *offset)
{
    unsigned char first = (unsigned char)bytes[(*offset)++];
    uint32_t code_point = first;
    size_t more = 0;

    if (first >= 0xf0) {
        code_point = first & 0x07u;
        more = 3;
    } else if (first >= 0xe0) {
        code_point = first & 0x0fu;
        more = 2;
    } else if (first >= 0xc0) {
        code_point = first & 0x1fu;
        more = 1;
    }
    for (; more > 0 && *offset < size; more--) {
        code_point = code_point << 6 | ((unsigned char)bytes[(*offset)++] & 0x3fu);
    }
    return code_point;
}

bool
utf8_decode(const char *bytes, size_t size, size_t *offset, uint32_t *code_point)
{
    if (utf8_sequence(bytes + *offset, size - *offset) == 0) {
        *code_point = 0xFFFD;
        (*offset)++;
        return false;
    }
    *code_point = utf8_next(bytes, size, offset);
    return true;
}

size_t
utf8_put(char *out, uint32_t code_point)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0u | code_point >> 6);
        out[1] = (char)(0x80u | (code_point & 0x3fu));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0u | code_point >> 12);
        out[1] = (char)(0x80u | (code_point >> 6 & 0x3fu));
        out[2] = (char)(0x80u | (code_point & 0x3fu));
        return 3;
    }
    out[0] = (char)(0xf0u | code_point >> 18);
    out[1] = (char)(0x80u | (code_point >> 12 & 0x3fu));
    out[2] = (char)(0x80u | (code_point >> 6 & 0x3fu));
    out[3] = (char)(0x80u | (code_point & 0x3fu));
    return 4;
}
