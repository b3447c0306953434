/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/lao.h"

#include <stdbool.h>
#include <unicode/uchar.h>

#define HO_SUNG 0x0EABu
#define LO_LOOT 0x0EA5u
#define VOWEL_AA 0x0EB2u
#define VOWEL_AM 0x0EB3u
#define PALI_VIRAMA 0x0EBAu
#define SEMIVOWEL_LO 0x0EBCu
#define VOWEL_E 0x0EC0u
#define VOWEL_EI 0x0EC1u
#define TONE_FIRST 0x0EC8u
#define TONE_LAST 0x0ECBu
#define CANCELLATION 0x0ECCu
#define NIGGAHITA 0x0ECDu

#define TONE_RANK 4u

/* The place of a mark among the marks of one letter; 0 for what is no mark. */
static unsigned
mark_rank(uint32_t c)
{
    if (c == PALI_VIRAMA || c == SEMIVOWEL_LO) {
        return 1;
    }
    if (c == 0x0EB1u || (c >= 0x0EB4u && c <= 0x0EB9u) || c == 0x0EBBu) {
        return 2;
    }
    if (c == NIGGAHITA) {
        return 3;
    }
    if (c >= TONE_FIRST && c <= TONE_LAST) {
        return TONE_RANK;
    }
    return c == CANCELLATION ? 5 : 0;
}

/* Insertion sort: letters have few marks, and typing the same one many times is no attack,
 * since repetitions go first. */
static size_t
sort_marks(uint32_t *marks, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t mark = marks[i];
        bool seen = false;
        for (size_t j = 0; j < kept; j++) {
            seen = seen || marks[j] == mark;
        }
        if (seen) {
            continue;
        }
        size_t at = kept++;
        while (at > 0 && mark_rank(marks[at - 1]) > mark_rank(mark)) {
            marks[at] = marks[at - 1];
            at--;
        }
        marks[at] = mark;
    }
    return kept;
}

/* Doubled E to EI. */
static size_t
fold_vowels(uint32_t *text, size_t count)
{
    size_t out = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] == VOWEL_E && i + 1 < count && text[i + 1] == VOWEL_E) {
            text[out++] = VOWEL_EI;
            i++;
        } else {
            text[out++] = text[i];
        }
    }
    return out;
}

/* The number of marks from a place on. */
static size_t
count_marks(const uint32_t *text, size_t count, size_t start)
{
    size_t i = start;
    while (i < count && mark_rank(text[i]) != 0) {
        i++;
    }
    return i - start;
}

static bool
holds(const uint32_t *marks, size_t count, uint32_t mark)
{
    for (size_t i = 0; i < count; i++) {
        if (marks[i] == mark) {
            return true;
        }
    }
    return false;
}

/* Drops one mark and returns the new number. */
static size_t
drop(uint32_t *marks, size_t count, uint32_t mark)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i] != mark) {
            marks[kept++] = marks[i];
        }
    }
    return kept;
}

/*
 * Tones typed after niggahita and AA belong to the letter before: takes those at the beginning of
 * the next marks over. All that follow are sorted first, so that a second folding sees the same.
 * Returns how many code points were used up.
 */
static size_t
take_late_tones(uint32_t *text, size_t count, size_t start, uint32_t *marks, size_t *kept)
{
    size_t run = count_marks(text, count, start);
    size_t sorted = sort_marks(text + start, run);
    size_t tones = 0;
    while (tones < sorted && mark_rank(text[start + tones]) == TONE_RANK) {
        marks[(*kept)++] = text[start + tones++];
    }
    if (tones == 0) {
        return 0;
    }
    *kept = sort_marks(marks, *kept);
    /* Close the gap that repeated marks left, so that the rest is met next. */
    size_t gap = run - sorted;
    for (size_t i = sorted; i-- > tones;) {
        text[start + i + gap] = text[start + i];
    }
    return tones + gap;
}

/*
 * Whether Lao marks stand behind a mark of another script. Such a text makes no sense, and
 * normalising would mix the two again: it stays as it is.
 */
static bool
is_after_foreign_mark(const uint32_t *text, size_t start)
{
    return start > 0 && mark_rank(text[start - 1]) == 0 &&
           (U_GET_GC_MASK((UChar32)text[start - 1]) & U_GC_M_MASK) != 0;
}

size_t
lao_fold(uint32_t *text, size_t count)
{
    count = fold_vowels(text, count);
    size_t out = 0;
    for (size_t i = 0; i < count;) {
        size_t marks = count_marks(text, count, i);
        if (marks == 0 || is_after_foreign_mark(text, i)) {
            for (size_t end = i + (marks > 0 ? marks : 1); i < end;) {
                text[out++] = text[i++];
            }
            continue;
        }
        size_t kept = sort_marks(text + i, marks);
        size_t next = i + marks;
        bool am = next < count && text[next] == VOWEL_AA && holds(text + i, kept, NIGGAHITA);
        if (am) {
            kept = drop(text + i, kept, NIGGAHITA);
            next += 1 + take_late_tones(text, count, next + 1, text + i, &kept);
        }
        for (size_t j = 0; j < kept; j++) {
            uint32_t mark = text[i + j];
            bool under_ho = mark == SEMIVOWEL_LO && out > 0 && text[out - 1] == HO_SUNG;
            text[out++] = under_ho ? LO_LOOT : mark;
        }
        if (am) {
            text[out++] = VOWEL_AM;
        }
        i = next;
    }
    return out;
}
