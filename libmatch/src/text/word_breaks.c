/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/text.h>

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "text/icu.h"

#define LONGEST (64u * 1024u * 1024u)

#define HO_SUNG 0x0EABu
#define LO_LOOT 0x0EA5u
#define NO_NU 0x0E99u
#define MO_MA 0x0EA1u
#define VOWEL_AA 0x0EB2u
#define VOWEL_AM 0x0EB3u
#define SEMIVOWEL_LO 0x0EBCu
#define NIGGAHITA 0x0ECDu
#define HO_NO 0x0EDCu
#define HO_MO 0x0EDDu

/* A text as ICU's dictionary spells it, and the byte where each unit begins. */
struct spelt {
    UChar *units;
    uint32_t *bytes;
    int32_t count;
};

static bool
is_tone(uint32_t c)
{
    return c >= 0x0EC8u && c <= 0x0ECBu;
}

/* Vowels and marks that never begin a Lao or Thai word. */
static bool
is_attached(uint32_t c)
{
    uint32_t place = c & 0x7Fu;
    if (c < 0x0E00u || c > 0x0EFFu) {
        return false;
    }
    return (place >= 0x30u && place <= 0x3Cu) || (place >= 0x47u && place <= 0x4Eu) || c == 0x0EBDu;
}

/* Vowels that stand before their consonant, so that no word ends with them. */
static bool
is_leading(uint32_t c)
{
    uint32_t place = c & 0x7Fu;
    return c >= 0x0E00u && c <= 0x0EFFu && place >= 0x40u && place <= 0x44u;
}

static void
put(struct spelt *spelt, uint32_t c, size_t at)
{
    int32_t before = spelt->count;
    U16_APPEND_UNSAFE(spelt->units, spelt->count, c);
    for (int32_t i = before; i < spelt->count; i++) {
        spelt->bytes[i] = (uint32_t)at;
    }
}

/* The code point of a text at *offset, 0 at its end. Moves past it. */
static uint32_t
take_next(const char *text, size_t length, size_t *offset)
{
    uint32_t c = 0;
    if (*offset < length) {
        (void)utf8_decode(text, length, offset, &c);
    }
    return c;
}

/* AM and the ligatures in the spelling that the dictionary has; tones before AM. */
static void
spell(struct spelt *spelt, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t at = i;
        uint32_t c = take_next(text, length, &i);
        size_t one = i;
        uint32_t next = take_next(text, length, &one);
        size_t two = one;
        uint32_t third = take_next(text, length, &two);
        if (c == NIGGAHITA && next == VOWEL_AA) {
            put(spelt, VOWEL_AM, at);
            i = one;
        } else if (c == NIGGAHITA && is_tone(next) && third == VOWEL_AA) {
            put(spelt, next, at);
            put(spelt, VOWEL_AM, one);
            i = two;
        } else if (c == VOWEL_AM && is_tone(next)) {
            put(spelt, next, at);
            put(spelt, VOWEL_AM, i);
            i = one;
        } else if (c == HO_SUNG && (next == NO_NU || next == MO_MA)) {
            put(spelt, next == NO_NU ? HO_NO : HO_MO, at);
            i = one;
        } else if (c == HO_SUNG && next == LO_LOOT) {
            put(spelt, c, at);
            put(spelt, SEMIVOWEL_LO, i);
            i = one;
        } else {
            put(spelt, c, at);
        }
    }
}

/* Whether a boundary that ICU found would part a character from its vowels and marks. */
static bool
parts_a_character(const char *text, size_t length, size_t at, const UChar *units, int32_t unit)
{
    uint32_t c = take_next(text, length, &at);
    return is_attached(c) || (unit > 0 && is_leading(units[unit - 1]));
}

static size_t
list_breaks(UBreakIterator *breaks, const struct spelt *spelt, const char *text, size_t length,
            size_t *ends, size_t capacity)
{
    size_t count = 0;
    for (int32_t unit = ubrk_next(breaks); unit != UBRK_DONE; unit = ubrk_next(breaks)) {
        size_t at = unit < spelt->count ? spelt->bytes[unit] : length;
        if (at < length && parts_a_character(text, length, at, spelt->units, unit)) {
            continue;
        }
        if (count < capacity) {
            ends[count] = at;
        }
        count++;
    }
    return count;
}

size_t
match_text_words(const char *text, size_t length, const char *language, size_t *ends,
                 size_t capacity, match_error *err)
{
    struct spelt spelt = {0};
    size_t count = MATCH_NUL;
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (length > LONGEST) {
        (void)fail(err, MATCH_ERR_LIMIT, "a text has %zu bytes, expected at most %u", length,
                   LONGEST);
        return MATCH_NUL;
    }
    spelt.units = alloc_zeroed(length + 2, sizeof *spelt.units);
    spelt.bytes = alloc_zeroed(length + 2, sizeof *spelt.bytes);
    if (spelt.units && spelt.bytes) {
        spell(&spelt, text, length);
        UBreakIterator *breaks = icu_words(language, spelt.units, spelt.count, err);
        if (breaks) {
            count = list_breaks(breaks, &spelt, text, length, ends, capacity);
            ubrk_close(breaks);
        }
    } else {
        (void)fail_memory(err);
    }
    alloc_free(spelt.units);
    alloc_free(spelt.bytes);
    return count;
}
