/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/tokens.h"

#include <string.h>
#include <unicode/uchar.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "text/lao.h"

/* No label has longer words, and no text gains by hashing them. */
#define WORD_BYTES 64u

#define SENTENCE_BYTES 4096u

/* Places in the blocks of Thai and Lao. */
#define IN_BLOCK 0x7Fu
#define FIRST_LEADING_VOWEL 0x40u
#define LAST_LEADING_VOWEL 0x44u

/* A letter or digit: its small form; 0 for others. */
static char
word_byte(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        return (char)c;
    }
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : 0;
}

/* "C++" and "C#" are words. */
static bool
is_word_tail(unsigned char c)
{
    return c == '+' || c == '#';
}

static uint32_t
number_of(const char *digits, size_t length)
{
    uint32_t number = 0;
    while (length > 1 && digits[length - 1] == '+') {
        length--;
    }
    if (length == 0 || length > 4) {
        return TOKEN_NO_NUMBER;
    }
    for (size_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return TOKEN_NO_NUMBER;
        }
        number = 10 * number + (uint32_t)(digits[i] - '0');
    }
    return number;
}

/* The length without the s of a plural: not that of "glass", "bus" and "gas". */
static size_t
without_plural(const char *word, size_t length)
{
    if (length < 4 || word[length - 1] != 's') {
        return length;
    }
    char before = word[length - 2];
    return before == 's' || before == 'u' || before == 'i' ? length : length - 1;
}

static match_status
add(struct tokens *tokens, const char *folded, size_t length, struct token token, match_error *err)
{
    if (tokens->count == tokens->capacity) {
        struct token *grown =
            alloc_grow(tokens->items, &tokens->capacity, tokens->count + 1, sizeof *tokens->items);
        if (!grown) {
            return fail_memory(err);
        }
        tokens->items = grown;
    }
    token.number = TOKEN_NO_NUMBER;
    if (length <= WORD_BYTES) {
        size_t stem = token.spaced ? without_plural(folded, length) : length;
        token.plural = stem < length;
        token.hash = XXH3_64bits(folded, stem) | 1;
        token.number = folded[0] <= '9' ? number_of(folded, length) : TOKEN_NO_NUMBER;
    }
    tokens->items[tokens->count++] = token;
    return MATCH_OK;
}

/* Reads a word of ASCII up to its end; keeps as many bytes as a word may have. */
static size_t
read_word(const char *text, size_t length, size_t begin, char word[WORD_BYTES])
{
    size_t i = begin;
    for (; i < length; i++) {
        char c = word_byte((unsigned char)text[i]);
        if (c == 0) {
            break;
        }
        word[(i - begin) % WORD_BYTES] = c;
    }
    while (i > begin && i < length && is_word_tail((unsigned char)text[i])) {
        word[(i - begin) % WORD_BYTES] = text[i];
        i++;
    }
    return i;
}

/* ASCII needs no folding but to small letters, and keeps its places. */
static match_status
cut_ascii(struct tokens *tokens, const char *text, size_t length, uint32_t base, match_error *err)
{
    char word[WORD_BYTES];
    for (size_t i = 0; i < length;) {
        size_t end = read_word(text, length, i, word);
        if (end == i) {
            i++;
            continue;
        }
        struct token token = {
            .begin = base + (uint32_t)i, .end = base + (uint32_t)end, .spaced = true};
        match_status status = add(tokens, word, end - i, token, err);
        if (status != MATCH_OK) {
            return status;
        }
        i = end;
    }
    return MATCH_OK;
}

/* What a code point does to the token before it. */
enum part {
    PART_NONE,    /* is no part of a token */
    PART_WORD,    /* of a word */
    PART_SINGLE,  /* begins a token of a script without spaces */
    PART_LEADING, /* the same, and what follows belongs to it */
    PART_TRAILING /* belongs to the one before */
};

static enum part
part_of_lao(uint32_t c)
{
    uint32_t place = c & IN_BLOCK;
    if (place >= FIRST_LEADING_VOWEL && place <= LAST_LEADING_VOWEL) {
        return PART_LEADING;
    }
    bool vowel = place >= 0x30u && place <= 0x3Cu;
    return vowel || (place >= 0x47u && place <= 0x4Eu) || place == 0x45u ? PART_TRAILING
                                                                         : PART_SINGLE;
}

static enum part
part_of(uint32_t c)
{
    if (c < 0x80) {
        return word_byte((unsigned char)c) || is_word_tail((unsigned char)c) ? PART_WORD
                                                                             : PART_NONE;
    }
    if (lao_or_thai(c)) {
        return part_of_lao(c);
    }
    uint32_t type = U_GET_GC_MASK((UChar32)c);
    bool unspaced = (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
                    (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
                    (c >= 0x20000 && c <= 0x3FFFF);
    if (type & U_GC_M_MASK) {
        return unspaced ? PART_TRAILING : PART_WORD;
    }
    if (unspaced) {
        return PART_SINGLE;
    }
    return type & (U_GC_L_MASK | U_GC_N_MASK) ? PART_WORD : PART_NONE;
}

/* The end of the token that begins at a place of a folded text, and whether it is a word. */
static size_t
token_end(const char *folded, size_t size, size_t begin, bool *spaced)
{
    size_t i = begin;
    enum part last = part_of(utf8_next(folded, size, &i));
    *spaced = last == PART_WORD;
    while (i < size) {
        size_t next = i;
        enum part part = part_of(utf8_next(folded, size, &next));
        bool goes_on =
            *spaced ? part == PART_WORD
                    : part == PART_TRAILING || (last == PART_LEADING && (part == PART_SINGLE));
        if (!goes_on) {
            break;
        }
        last = part;
        i = next;
    }
    return i;
}

static match_status
cut_folded(struct tokens *tokens, uint32_t base, match_error *err)
{
    const struct folded *folded = &tokens->folded;
    for (size_t i = 0; i < folded->size;) {
        size_t next = i;
        uint32_t c = utf8_next(folded->bytes, folded->size, &next);
        if (part_of(c) == PART_NONE || is_word_tail((unsigned char)(c < 0x80 ? c : 0))) {
            i = next;
            continue;
        }
        bool spaced;
        size_t end = token_end(folded->bytes, folded->size, i, &spaced);
        struct token token = {
            .begin = base + folded->begin[i], .end = base + folded->end[end - 1], .spaced = spaced};
        match_status status = add(tokens, folded->bytes + i, end - i, token, err);
        if (status != MATCH_OK) {
            return status;
        }
        i = end;
    }
    return MATCH_OK;
}

static bool
is_ascii(const char *text, size_t length)
{
    unsigned char all = 0;
    for (size_t i = 0; i < length; i++) {
        all |= (unsigned char)text[i];
    }
    return all < 0x80;
}

match_status
tokens_cut(struct tokens *tokens, const char *text, size_t length, uint32_t base, match_error *err)
{
    tokens->count = 0;
    if (is_ascii(text, length)) {
        return cut_ascii(tokens, text, length, base, err);
    }
    match_status status = fold_with_places(text, length, &tokens->folded, err);
    return status == MATCH_OK ? cut_folded(tokens, base, err) : status;
}

void
tokens_clear(struct tokens *tokens)
{
    alloc_free(tokens->items);
    folded_clear(&tokens->folded);
    *tokens = (struct tokens){0};
}

/* Bytes at which a sentence may end: stops, line ends, and the first ones of bullets. */
static const bool may_end[256] = {
    ['.'] = true,  ['!'] = true,  ['?'] = true,  [';'] = true,  [':'] = true,
    ['\n'] = true, ['\r'] = true, [0xE2] = true, [0xE3] = true,
};

/* How many bytes of a stop are at a place; 0 for none. */
static size_t
stop_length(const char *text, size_t length, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text + at;
    if (bytes[0] < 0x80) {
        return 1;
    }
    if (length - at < 3) {
        return 0;
    }
    switch ((uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2]) {
    case 0xE280A2: /* • */
    case 0xE2978F: /* ● */
    case 0xE296AA: /* ▪ */
    case 0xE29C93: /* ✓ */
    case 0xE29EA2: /* ➢ */
    case 0xE38082: /* 。 */
        return 3;
    default:
        return 0;
    }
}

/* The end of a sentence whose last byte may be at a place; 0 when it goes on. */
static size_t
end_at(const char *text, size_t length, size_t at)
{
    if (text[at] == '\n' || text[at] == '\r') {
        bool pair = text[at] == '\r' && at + 1 < length && text[at + 1] == '\n';
        return at + (pair ? 2 : 1);
    }
    size_t stop = stop_length(text, length, at);
    size_t end = at + stop;
    bool space = end >= length || text[end] == ' ' || (text[end] >= '\t' && text[end] <= '\r');
    return stop > 1 || (stop == 1 && space) ? end : 0;
}

size_t
sentence_end(const char *text, size_t length, size_t begin)
{
    size_t most = length - begin < SENTENCE_BYTES ? length : begin + SENTENCE_BYTES;
    for (size_t i = begin; i < most; i++) {
        size_t end = may_end[(unsigned char)text[i]] ? end_at(text, length, i) : 0;
        if (end > 0) {
            return end;
        }
    }
    if (most == length) {
        return most;
    }
    /* Too long: between words, else between characters. */
    for (size_t i = most; i > begin; i--) {
        if (text[i - 1] == ' ') {
            return i;
        }
    }
    while (most > begin + 1 && ((unsigned char)text[most] & 0xC0u) == 0x80u) {
        most--;
    }
    return most;
}
