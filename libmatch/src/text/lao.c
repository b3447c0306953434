/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/lao.h"

/* Places in the blocks of Thai and Lao. */
#define IN_BLOCK 0x7Fu
#define HO_SUNG 0x2Bu
#define LO_LOOT 0x25u
#define VOWEL_AA 0x32u
#define VOWEL_AM 0x33u
#define VIRAMA 0x3Au
#define SEMIVOWEL_LO 0x3Cu
#define VOWEL_E 0x40u
#define VOWEL_EI 0x41u
#define SHORTENER 0x47u
#define TONE_FIRST 0x48u
#define TONE_LAST 0x4Bu
#define CANCELLATION 0x4Cu
#define NIGGAHITA 0x4Du
#define YAMAKKAN 0x4Eu

#define TONE_RANK 4u

/* The rank of a mark among the marks of one letter; 0 for what is no mark. */
static unsigned
mark_rank(uint32_t c)
{
    uint32_t place = c & IN_BLOCK;
    if (place == VIRAMA || place == SEMIVOWEL_LO) {
        return 1;
    }
    if (place == 0x31u || (place >= 0x34u && place <= 0x39u) || place == 0x3Bu ||
        place == SHORTENER) {
        return 2;
    }
    if (place == NIGGAHITA) {
        return 3;
    }
    if (place >= TONE_FIRST && place <= TONE_LAST) {
        return TONE_RANK;
    }
    return place == CANCELLATION || place == YAMAKKAN ? 5 : 0;
}

/* Adds a mark unless it is there: typing the same one many times is no attack. */
static void
add_mark(uint32_t *marks, size_t *count, uint32_t mark)
{
    for (size_t i = 0; i < *count; i++) {
        if (marks[i] == mark) {
            return;
        }
    }
    size_t at = (*count)++;
    while (at > 0 && mark_rank(marks[at - 1]) > mark_rank(mark)) {
        marks[at] = marks[at - 1];
        at--;
    }
    marks[at] = mark;
}

/* Drops a mark, if it is there. */
static bool
drop_mark(uint32_t *marks, size_t *count, uint32_t mark)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (marks[i] != mark) {
            marks[kept++] = marks[i];
        }
    }
    bool dropped = kept < *count;
    *count = kept;
    return dropped;
}

static bool
hold_mark(struct lao_speller *speller, uint32_t mark)
{
    if (speller->e_count > 0) {
        return false;
    }
    if (speller->am) {
        add_mark(speller->late, &speller->late_count, mark);
    } else {
        add_mark(speller->marks, &speller->mark_count, mark);
    }
    return true;
}

bool
lao_hold(struct lao_speller *speller, uint32_t c)
{
    uint32_t block = c & ~IN_BLOCK;
    bool empty = lao_is_empty(speller);
    if (block != speller->block) {
        if (!empty) {
            return false;
        }
        speller->block = block;
        speller->last = 0;
    }
    if (mark_rank(c) != 0) {
        return hold_mark(speller, c);
    }
    if (c == block + VOWEL_E && (empty || speller->e_count == 1)) {
        speller->e_count++;
        return true;
    }
    if (c == block + VOWEL_AA && !speller->am &&
        drop_mark(speller->marks, &speller->mark_count, block + NIGGAHITA)) {
        speller->am = true;
        return true;
    }
    return false;
}

/* Tones typed after niggahita and AA belong to the letter before, if no other mark is with them
 * that has to stand before a tone. */
static void
take_late_tones(struct lao_speller *speller)
{
    while (speller->late_count > 0 && mark_rank(speller->late[0]) == TONE_RANK) {
        uint32_t tone = speller->late[0];
        (void)drop_mark(speller->late, &speller->late_count, tone);
        add_mark(speller->marks, &speller->mark_count, tone);
    }
}

size_t
lao_release(struct lao_speller *speller, uint32_t *out)
{
    uint32_t block = speller->block;
    size_t count = 0;
    if (speller->e_count > 0) {
        out[count++] = block + (speller->e_count == 2 ? VOWEL_EI : VOWEL_E);
    }
    if (speller->am) {
        take_late_tones(speller);
    }
    for (size_t i = 0; i < speller->mark_count; i++) {
        uint32_t mark = speller->marks[i];
        uint32_t before = count > 0 ? out[count - 1] : speller->last;
        bool under_ho = mark == block + SEMIVOWEL_LO && before == block + HO_SUNG;
        out[count++] = under_ho ? block + LO_LOOT : mark;
    }
    if (speller->am) {
        out[count++] = block + VOWEL_AM;
    }
    /* What is late and no tone stands on AM. */
    for (size_t i = 0; i < speller->late_count; i++) {
        speller->marks[i] = speller->late[i];
    }
    speller->mark_count = speller->late_count;
    speller->late_count = 0;
    speller->e_count = 0;
    speller->am = false;
    if (count > 0) {
        speller->last = out[count - 1];
    }
    return count;
}
