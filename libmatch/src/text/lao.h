/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LAO_H
#define MATCH_TEXT_LAO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * @file lao.h
 * Lao and Thai spelling variants that Unicode normalisation leaves apart, or makes.
 *
 * The blocks of both scripts are parallel (Thai U+0E01.. is Lao U+0E81..), and so are their
 * rules: doubled E becomes EI; marks on a letter come in the order semivowel, vowel, niggahita,
 * tone, cancellation, each once; niggahita with AA becomes AM after its tone; semivowel LO under
 * HO becomes LO. Doing it twice changes nothing more.
 */

/** Marks of one block, each at most once. */
#define LAO_MARKS_MAX 24u

/** The most code points that lao_release() gives at once. */
#define LAO_RELEASE_MAX (2u * LAO_MARKS_MAX + 2u)

/** What is held back until it is known what follows. Zero-initialised: nothing. */
struct lao_speller {
    uint32_t block;                /* U+0E00 or U+0E80 */
    uint32_t marks[LAO_MARKS_MAX]; /* on the letter before */
    uint32_t late[LAO_MARKS_MAX];  /* after niggahita and AA */
    size_t mark_count, late_count;
    unsigned e_count; /* 1: an E that another may follow, 2: two of them */
    bool am;          /* AA followed niggahita */
    uint32_t last;    /* the code point before what is held, 0 for another script */
};

/** Whether a code point is in the blocks of Lao and Thai. */
static inline bool
lao_or_thai(uint32_t c)
{
    return c >= 0x0E00u && c <= 0x0EFFu;
}

/** Whether nothing is held. */
static inline bool
lao_is_empty(const struct lao_speller *speller)
{
    return speller->mark_count == 0 && speller->e_count == 0 && !speller->am;
}

/**
 * Holds a code point back, when it joins what is held or may be joined by what follows.
 * When not: take out what is held (lao_release() until it gives nothing), try once more, and if
 * it is still not held, it stands for itself: set speller->last to it.
 */
bool lao_hold(struct lao_speller *speller, uint32_t code_point);

/**
 * Gives what is held, spelt out.
 * @param[out] out  Room for LAO_RELEASE_MAX code points.
 * @return How many there are; 0 when nothing is held.
 */
size_t lao_release(struct lao_speller *speller, uint32_t *out);

#endif
