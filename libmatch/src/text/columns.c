/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>
#include <unicode/uchar.h>

#include <libmatch/text.h>

#include "base/utf8.h"

/* Hangul vowels and final consonants stand in the square of the first consonant. */
static bool
is_hangul_part(uint32_t c)
{
    return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
}

static size_t
width_of(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F) {
        return 1;
    }
    uint32_t type = U_GET_GC_MASK((UChar32)c);
    if (type &
        (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) {
        return 0;
    }
    if (is_hangul_part(c)) {
        return 0;
    }
    int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* What the rules for extended grapheme clusters look at, from the characters before. */
struct cluster {
    int32_t last;    /* U_GCB_ of the character before */
    bool pictograph; /* extended pictographic, then only extenders */
    bool joined;     /* and then a joiner */
    size_t regional; /* regional indicators in a row */
};

static bool
joins_hangul(int32_t last, int32_t next)
{
    switch (last) {
    case U_GCB_L:
        return next == U_GCB_L || next == U_GCB_V || next == U_GCB_LV || next == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V: return next == U_GCB_V || next == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T: return next == U_GCB_T;
    default: return false;
    }
}

static bool
is_control(int32_t kind)
{
    return kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF;
}

/* Whether a cluster goes on with this character (Unicode Standard Annex 29, GB3 to GB13). */
static bool
goes_on(const struct cluster *cluster, int32_t kind, bool pictographic)
{
    if (is_control(cluster->last) || is_control(kind)) {
        return cluster->last == U_GCB_CR && kind == U_GCB_LF;
    }
    if (kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK) {
        return true;
    }
    if (cluster->last == U_GCB_PREPEND || joins_hangul(cluster->last, kind)) {
        return true;
    }
    if (cluster->joined && pictographic) {
        return true;
    }
    return kind == U_GCB_REGIONAL_INDICATOR && cluster->last == U_GCB_REGIONAL_INDICATOR &&
           cluster->regional % 2 == 1;
}

static void
move_past(struct cluster *cluster, int32_t kind, bool pictographic)
{
    bool extends = kind == U_GCB_EXTEND || kind == U_GCB_ZWJ;
    cluster->joined = cluster->pictograph && kind == U_GCB_ZWJ;
    cluster->pictograph = pictographic || (cluster->pictograph && extends);
    cluster->regional = kind == U_GCB_REGIONAL_INDICATOR ? cluster->regional + 1 : 0;
    cluster->last = kind;
}

size_t
match_text_columns(const char *text, size_t length)
{
    size_t columns = 0;
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    for (size_t i = 0; i < length;) {
        uint32_t c;
        (void)utf8_decode(text, length, &i, &c);
        columns += width_of(c);
    }
    return columns;
}

size_t
match_text_cut(const char *text, size_t length, size_t columns)
{
    struct cluster cluster = {.last = U_GCB_CONTROL};
    size_t used = 0;
    size_t end = 0; /* of the last cluster that fits */
    size_t i = 0;
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    while (i < length) {
        size_t next = i;
        uint32_t c;
        (void)utf8_decode(text, length, &next, &c);
        int32_t kind = u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK);
        bool pictographic = u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
        if (!goes_on(&cluster, kind, pictographic)) {
            end = i;
        }
        used += width_of(c);
        if (used > columns) {
            return end;
        }
        move_past(&cluster, kind, pictographic);
        i = next;
    }
    return length;
}
