/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_TEXT_H
#define LIBMATCH_TEXT_H

#include <libmatch/error.h>

/**
 * @file text.h
 * Text for comparison and for tables, in Lao, Thai and every other script.
 */

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Folds a text for comparison: what is the same once folded is the same name. NFKC and case
 * folding; accents of Latin, Greek and Cyrillic letters go, and so do strokes and ligatures
 * (ł is l, æ is ae); Lao and Thai spelling variants come to one form (sara am with its tone, LO
 * LA under HO, HO NO and HO MO ligatures, doubled E, order of tone and vowel); digits of every
 * script to ASCII; punctuation and space characters to single spaces, none at the ends;
 * zero-width characters go, since Lao and Thai texts differ only in whether they have them
 * between words. '#' and other symbols stay: "C#" is not "C". Of more than 30 marks on one
 * character the others go. Folding a folded text changes nothing. Takes no memory. Thread safe.
 *
 * @param text      Valid UTF-8.
 * @param length    Bytes, or MATCH_NUL.
 * @param[out] out  Receives at most @p capacity bytes, always NUL-terminated when capacity > 0.
 * @return The bytes the folded text has, without the NUL, also when it did not fit; or
 *         (size_t)-1 with *err filled in: MATCH_ERR_INVALID when the text is not UTF-8,
 *         MATCH_ERR_LIMIT when it is longer than 64 MiB, MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API size_t match_text_fold(const char *text, size_t length, char *out, size_t capacity,
                                 match_error *err);

/**
 * Gives the search key of a text: what has the same key may be the same, so whatever is found by
 * it is a candidate for a person to confirm. It is the folded text with Thai letters turned to
 * Lao ones, letters that Lao spelling reforms or the two languages interchange merged (LO LING
 * and LO LOOT, YO and NYO, final consonants of one sound), and silent letters and inherent
 * vowels left out. Texts of other scripts have their folded form as key. Thread safe.
 *
 * Parameters, return value and errors are those of match_text_fold().
 * @since 0.1
 */
MATCH_API size_t match_text_search_key(const char *text, size_t length, char *out, size_t capacity,
                                       match_error *err);

/**
 * Returns how many columns a text takes on a terminal: 0 for combining marks and control
 * characters, 2 for wide East Asian characters, else 1. Bytes that are not UTF-8 count 1 each.
 * @since 0.1
 */
MATCH_API size_t match_text_columns(const char *text, size_t length);

/**
 * Returns how many bytes of a text fit into a number of columns without cutting a character
 * from its marks (extended grapheme cluster).
 * @since 0.1
 */
MATCH_API size_t match_text_cut(const char *text, size_t length, size_t columns);

/**
 * Cuts a text into words, and what stands between them: at spaces and punctuation, and in Lao,
 * Thai and other scripts without spaces by ICU's dictionaries, whatever the spelling (text folds
 * alike) and never between a letter and its vowels and marks. What is not UTF-8 is cut like
 * unknown characters. ICU takes memory of its own. Thread safe.
 *
 * @param language   BCP 47 tag such as "lo"; "" for none.
 * @param[out] ends  Receives the ends of up to @p capacity pieces, in bytes; the last is @p length.
 * @return The number of pieces, also beyond @p capacity; or (size_t)-1 with *err filled in:
 *         MATCH_ERR_LIMIT for more than 64 MiB, MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API size_t match_text_words(const char *text, size_t length, const char *language,
                                  size_t *ends, size_t capacity, match_error *err);

#ifdef __cplusplus
}
#endif

#endif
