/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/lao_key.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/lao.h"

/* Every code point of Lao and Thai has three bytes in UTF-8. */
#define UNIT 3u

#define KO_KAI 0x0E81u
#define KHO_SUNG 0x0E82u
#define KHO_TAM 0x0E84u
#define SO_TAM 0x0E8Au
#define NYO 0x0E8Du
#define DO_DEK 0x0E94u
#define TO_TAO 0x0E95u
#define THO_SUNG 0x0E96u
#define THO_TAM 0x0E97u
#define NO_NU 0x0E99u
#define BO_BO 0x0E9Au
#define PO_PA 0x0E9Bu
#define PHO_SUNG 0x0E9Cu
#define PHO_TAM 0x0E9Eu
#define FO_TAM 0x0E9Fu
#define YO_YA 0x0EA2u
#define LO_LING 0x0EA3u
#define LO_LOOT 0x0EA5u
#define WO 0x0EA7u
#define SO_SUNG 0x0EAAu
#define O_O 0x0EADu
#define HO_TAM 0x0EAEu
#define SHORT_A 0x0EB1u
#define VOWEL_AA 0x0EB2u
#define SHORT_I 0x0EB4u
#define LONG_I 0x0EB5u
#define SHORT_Y 0x0EB6u
#define LONG_Y 0x0EB7u
#define INHERENT_O 0x0EBBu
#define SEMIVOWEL_NYO 0x0EBDu
#define VOWEL_E 0x0EC0u
#define CANCELLATION 0x0ECCu

/* Thai letters without a Lao letter at the same place of the block; 0: left out. The others are
 * 0x80 further on. */
static const struct {
    uint32_t thai;
    uint32_t lao;
} unlike[] = {
    {0x0E03, KHO_SUNG}, {0x0E05, KHO_TAM},  {0x0E06, KHO_TAM}, {0x0E09, SO_SUNG},
    {0x0E0B, SO_TAM},   {0x0E0C, SO_TAM},   {0x0E0D, NYO},     {0x0E0E, DO_DEK},
    {0x0E0F, TO_TAO},   {0x0E10, THO_SUNG}, {0x0E11, THO_TAM}, {0x0E12, THO_TAM},
    {0x0E13, NO_NU},    {0x0E18, THO_TAM},  {0x0E20, PHO_TAM}, {0x0E24, LO_LOOT},
    {0x0E26, LO_LOOT},  {0x0E28, SO_SUNG},  {0x0E29, SO_SUNG}, {0x0E2C, LO_LOOT},
    {0x0E2F, 0},        {0x0E45, VOWEL_AA}, {0x0E46, 0},       {0x0E47, 0},
    {0x0E4E, 0},
};

/* Lao letters that stand for each other. */
static const uint32_t merged[][2] = {
    {LO_LING, LO_LOOT}, /* the spelling reform took it away and gave it back */
    {HO_TAM, LO_LOOT},  /* Thai RO RUEA is either */
    {YO_YA, NYO},       {SEMIVOWEL_NYO, NYO}, {0x0EC3, 0x0EC4}, /* two signs for AI */
};

/* Consonants at the end of a syllable sound as these. */
static const uint32_t finals[][2] = {
    {LO_LOOT, NO_NU},  {SO_TAM, DO_DEK},  {TO_TAO, DO_DEK},   {THO_SUNG, DO_DEK},
    {THO_TAM, DO_DEK}, {SO_SUNG, DO_DEK}, {0x0E88u, DO_DEK},  {PO_PA, BO_BO},
    {PHO_TAM, BO_BO},  {FO_TAM, BO_BO},   {KHO_SUNG, KO_KAI}, {KHO_TAM, KO_KAI},
};

static uint32_t
look_up(const uint32_t pairs[][2], size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++) {
        if (pairs[i][0] == c) {
            return pairs[i][1];
        }
    }
    return c;
}

/* The letter of the key for a code point by itself; 0 for none. */
static uint32_t
to_lao(uint32_t c)
{
    if (c < 0x0E80u) {
        bool differs = false;
        for (size_t i = 0; i < sizeof unlike / sizeof unlike[0] && !differs; i++) {
            if (unlike[i].thai == c) {
                c = unlike[i].lao;
                differs = true;
            }
        }
        c += differs || c > 0x0E4Du ? 0 : 0x80u; /* Thai signs of its own stay */
    }
    return look_up(merged, sizeof merged / sizeof merged[0], c);
}

static bool
is_consonant(uint32_t c)
{
    return c >= KO_KAI && c <= HO_TAM && c != O_O;
}

static bool
is_tone(uint32_t c)
{
    return c >= 0x0EC8u && c <= 0x0ECBu;
}

/* Vowels written behind, above or below a consonant, and tones. */
static bool
is_vowel_or_tone(uint32_t c)
{
    return (c >= 0x0EB0u && c <= 0x0EBBu) || c == 0x0ECDu || is_tone(c);
}

/* A key as far as it is written, and how to look back at it. */
struct key {
    char *bytes;
    size_t length;
};

/* The code point so many units before the end, 1 the last; 0 where no Lao one is. */
static uint32_t
back(const struct key *key, size_t units)
{
    size_t at = key->length - units * UNIT;
    if (units * UNIT > key->length || (unsigned char)key->bytes[at] != 0xE0u) {
        return 0;
    }
    uint32_t c = utf8_next(key->bytes, key->length, &at);
    return lao_or_thai(c) ? c : 0;
}

static void
add(struct key *key, uint32_t c)
{
    key->length += utf8_put(key->bytes + key->length, c);
}

/* Takes a letter away that is so many units before the end. */
static void
take(struct key *key, size_t units)
{
    char *at = key->bytes + key->length - units * UNIT;
    memmove(at, at + UNIT, (units - 1) * UNIT);
    key->length -= UNIT;
}

/*
 * The number of units back to an E before a consonant, or two of which the second is WO or LO,
 * counting from so many units back; 0 when there is none.
 */
static size_t
e_before(const struct key *key, size_t units)
{
    uint32_t second = back(key, units);
    if (is_consonant(second) && back(key, units + 1) == VOWEL_E) {
        return units + 1;
    }
    bool cluster = (second == WO || second == LO_LOOT) && is_consonant(back(key, units + 1));
    return cluster && back(key, units + 2) == VOWEL_E ? units + 2 : 0;
}

/* Thai writes IA with E, II and YO, Lao with NYO alone or with E and NYO. */
static void
add_nyo(struct key *key)
{
    size_t units = is_tone(back(key, 1)) ? 2 : 1;
    bool long_i = back(key, units) == LONG_I;
    size_t e = e_before(key, long_i ? units + 1 : units);
    if (e > 0) {
        if (long_i) {
            take(key, units);
            e--;
        }
        take(key, e);
    }
    add(key, NYO);
}

/* O after long Y says nothing; after E and a consonant Thai writes it for long OE. */
static void
add_o(struct key *key)
{
    uint32_t tone = is_tone(back(key, 1)) ? back(key, 1) : 0;
    size_t units = tone ? 2 : 1;
    if (back(key, units) == LONG_Y) {
        return;
    }
    if (e_before(key, units) == 0) {
        add(key, O_O);
        return;
    }
    if (tone) {
        take(key, 1);
    }
    add(key, LONG_I);
    if (tone) {
        add(key, tone);
    }
}

/* A silent letter with its mark goes: Lao leaves it out. */
static void
cancel(struct key *key)
{
    if (is_vowel_or_tone(back(key, 1))) {
        take(key, 1);
    }
    if (is_consonant(back(key, 1))) {
        take(key, 1);
    }
}

/* Consonants that Thai writes a second one after, which Lao leaves out. */
static bool
leads_cluster(uint32_t c)
{
    return c == KO_KAI || c == KHO_SUNG || c == KHO_TAM || c == TO_TAO || c == PO_PA ||
           c == PHO_SUNG || c == PHO_TAM;
}

static bool
is_final(uint32_t before, uint32_t next)
{
    return (is_vowel_or_tone(before) && before != 0x0EB0u) || before == O_O || before == WO
               ? !is_vowel_or_tone(next) && next != NYO
               : false;
}

static void
add_consonant(struct key *key, uint32_t before, uint32_t c, uint32_t next)
{
    bool vowel_next = is_vowel_or_tone(next) || next == O_O || next == WO;
    if (c == LO_LOOT && vowel_next && leads_cluster(back(key, 1))) {
        return;
    }
    if (is_final(before, next)) {
        c = look_up(finals, sizeof finals / sizeof finals[0], c);
    }
    add(key, c);
}

/* Adds a letter, knowing the letters before and after it in the text. */
static void
add_letter(struct key *key, uint32_t before, uint32_t c, uint32_t next)
{
    if (c == CANCELLATION) {
        cancel(key);
    } else if (c == INHERENT_O || (c == SHORT_A && next == WO)) {
        return; /* Thai does not write the one, nor Lao the other */
    } else if (c == NYO) {
        add_nyo(key);
    } else if (c == O_O) {
        add_o(key);
    } else if (c == SHORT_I && e_before(key, 1) > 0) {
        add(key, LONG_I);
    } else if (is_consonant(c)) {
        add_consonant(key, before, c, next);
    } else {
        add(key, c);
    }
}

size_t
lao_key(char *folded, size_t length)
{
    struct key key = {.bytes = folded};
    uint32_t before = 0;
    for (size_t i = 0; i < length;) {
        size_t start = i;
        uint32_t c = utf8_next(folded, length, &i);
        if (!lao_or_thai(c)) {
            memmove(folded + key.length, folded + start, i - start);
            key.length += i - start;
            before = 0;
            continue;
        }
        c = to_lao(c);
        if (c == 0) {
            continue;
        }
        size_t after = i;
        uint32_t next = i < length ? utf8_next(folded, length, &after) : 0;
        next = lao_or_thai(next) ? to_lao(next) : 0;
        add_letter(&key, before, c, next);
        before = c;
    }
    return key.length;
}
