/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

#define BLOCK 64u /* bytes that are looked at together: most texts are ASCII */
#define HIGH_BITS UINT64_C(0x8080808080808080)

static bool
follows(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/*
 * Decodes one sequence as Unicode has it (table 3-7): no overlong forms, surrogates and code
 * points past U+10FFFF. Returns its length, 0 where it is none.
 */
static inline size_t
decode(const char *text, size_t size, uint32_t *code_point)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t c = bytes[0];
    if (c < 0x80) {
        *code_point = c;
        return 1;
    }
    if (c < 0xe0) {
        *code_point = size > 1 ? (c & 0x1fu) << 6 | (bytes[1] & 0x3fu) : 0;
        return c >= 0xc2 && size > 1 && follows(bytes[1]) ? 2 : 0;
    }
    if (c < 0xf0) {
        if (size < 3 || !follows(bytes[1]) || !follows(bytes[2])) {
            return 0;
        }
        c = (c & 0x0fu) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu);
        *code_point = c;
        return c >= 0x800 && (c < 0xd800 || c > 0xdfff) ? 3 : 0;
    }
    if (c > 0xf4 || size < 4 || !follows(bytes[1]) || !follows(bytes[2]) || !follows(bytes[3])) {
        return 0;
    }
    c = (c & 0x07u) << 18 | (bytes[1] & 0x3fu) << 12 | (bytes[2] & 0x3fu) << 6 |
        (bytes[3] & 0x3fu);
    *code_point = c;
    return c >= 0x10000 && c <= 0x10ffff ? 4 : 0;
}

size_t
utf8_sequence(const char *bytes, size_t size)
{
    uint32_t code_point;
    return decode(bytes, size, &code_point);
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
            uint32_t code_point;
            size_t length = decode(bytes + offset, size - offset, &code_point);
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
    size_t length = decode(bytes + *offset, size - *offset, code_point);
    if (length == 0) {
        *code_point = 0xFFFD;
        (*offset)++;
        return false;
    }
    *offset += length;
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
