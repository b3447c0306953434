/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_LAO_H
#define MATCH_TEXT_LAO_H

#include <stddef.h>
#include <stdint.h>

/**
 * @file lao.h
 * Lao spelling variants that Unicode normalisation leaves apart.
 */

/**
 * Brings Lao text, already in NFKC, to one spelling, in place:
 * doubled E becomes EI; marks on a letter come in the order semivowel, vowel, niggahita, tone,
 * cancellation, each once; niggahita with AA becomes AM after its tone; semivowel LO under HO
 * becomes LO. Doing it twice changes nothing more.
 * @return The new number of code points, at most @p count.
 */
size_t lao_fold(uint32_t *code_points, size_t count);

#endif
