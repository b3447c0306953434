/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/phrase.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"

#define LONGEST_TOKEN 128u /* bytes; what is longer is no word and is cut */

/* --- Gender ---------------------------------------------------------------------------------- */

static bool
is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word_byte(char c)
{
    return is_ascii_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* How many bytes of a tail such as "/in", "(-ne)" or "*innen" begin here, 0 for none. */
static size_t
tail_length(const char *text, size_t length)
{
    static const char *const tails[] = {"in", "innen", "a",  "as", "e",  "es",
                                        "euse", "trice", "rice", "ka", "ne", "en"};
    size_t start = length > 1 && text[1] == '-' ? 2 : 1;
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        size_t end = start + strlen(tails[i]);
        if (end > length || memcmp(text + start, tails[i], end - start) != 0) {
            continue;
        }
        end += text[0] == '(' && end < length && text[end] == ')';
        if (end == length || !is_word_byte(text[end])) {
            return end;
        }
    }
    return 0;
}

/* How many bytes of a tag such as "(m/w/d)" begin here, 0 for none. */
static size_t
tag_length(const char *text, size_t length)
{
    size_t i = 1;
    while (i + 1 < length && is_ascii_letter(text[i]) && text[i + 1] == '/') {
        i += 2;
    }
    bool closed = i > 1 && i + 1 < length && is_ascii_letter(text[i]) && text[i + 1] == ')';
    return closed ? i + 2 : 0;
}

/* Copies a text without its tails and tags of gender. */
static void
drop_gender(struct buffer *out, const char *text, size_t length)
{
    size_t kept = 0; /* everything before is copied or dropped */
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '/' && text[i] != '(' && text[i] != '*' && text[i] != ':') {
            continue;
        }
        size_t drop = i > 0 && is_word_byte(text[i - 1]) && !(text[i - 1] >= '0' && text[i - 1] <= '9')
                          ? tail_length(text + i, length - i)
                          : 0;
        if (drop == 0 && text[i] == '(') {
            drop = tag_length(text + i, length - i);
        }
        if (drop > 0) {
            buffer_add(out, text + kept, i - kept);
            kept = i + drop;
            i = kept - 1;
        }
    }
    buffer_add(out, text + kept, length - kept);
}

/* --- Tokens ---------------------------------------------------------------------------------- */

enum letter {
    LETTER_NONE,
    LETTER_SIGN,  /* '+' or '#': belongs to a word it stands behind */
    LETTER_WORD,  /* of a script with spaces */
    LETTER_FIRST, /* a vowel written before its consonant */
    LETTER_BASE,  /* of a script without spaces */
    LETTER_MARK   /* belongs to the letter before, in any script */
};

static bool
is_unspaced(uint32_t c)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } ranges[] = {
        {0x0E00, 0x0EFF},   /* Thai, Lao */
        {0x1000, 0x109F},   /* Myanmar */
        {0x1780, 0x17FF},   /* Khmer */
        {0x3040, 0x30FF},   /* kana */
        {0x31F0, 0x31FF},   /* small kana */
        {0x3400, 0x4DBF},   /* Han */
        {0x4E00, 0x9FFF},   /* Han */
        {0xF900, 0xFAFF},   /* Han */
        {0x20000, 0x3FFFF}, /* Han */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* The vowels of Thai and Lao that stand in the line: before their consonant or behind it. */
static enum letter
vowel_place(uint32_t c)
{
    uint32_t thai = c >= 0x0E80 && c <= 0x0EFF ? c - 0x80 : c; /* the blocks are alike */
    if (thai >= 0x0E40 && thai <= 0x0E44) {
        return LETTER_FIRST;
    }
    return thai == 0x0E30 || thai == 0x0E32 || thai == 0x0E33 || thai == 0x0E45 ? LETTER_MARK
                                                                                : LETTER_BASE;
}

static enum letter
letter_of(uint32_t c)
{
    if (c < 0x80) {
        return is_word_byte((char)c) ? LETTER_WORD : c == '+' || c == '#' ? LETTER_SIGN : LETTER_NONE;
    }
    if ((U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0) {
        return LETTER_MARK;
    }
    if (!u_isalnum((UChar32)c)) {
        return c == 0x30FC ? LETTER_MARK : LETTER_NONE; /* the long-vowel sign of kana */
    }
    return is_unspaced(c) ? vowel_place(c) : LETTER_WORD;
}

static bool
add_token(struct phrase *phrase, size_t start, size_t end, bool is_cluster)
{
    struct phrase_token *tokens =
        alloc_grow(phrase->tokens, &phrase->capacity, phrase->count + 1, sizeof *tokens);
    if (!tokens) {
        return false;
    }
    size_t length = end - start;
    if (length > LONGEST_TOKEN) {
        length = LONGEST_TOKEN;
        while (((unsigned char)phrase->folded.bytes[start + length] & 0xC0) == 0x80) {
            length--;
        }
    }
    phrase->tokens = tokens;
    tokens[phrase->count++] = (struct phrase_token){
        .offset = (uint32_t)start, .length = (uint16_t)length, .is_cluster = is_cluster};
    return true;
}

/* The end of the word that begins at a letter: letters, marks, then signs. */
static size_t
word_end(const struct buffer *text, size_t start)
{
    size_t end = start;
    bool signs = false;
    for (size_t next = start; next < text->size;) {
        enum letter letter = letter_of(utf8_next(text->bytes, text->size, &next));
        signs = signs || letter == LETTER_SIGN;
        if (letter != LETTER_SIGN && (signs || (letter != LETTER_WORD && letter != LETTER_MARK))) {
            break;
        }
        end = next;
    }
    return end;
}

/* The end of the cluster that begins here: vowels before, a letter, what belongs to it. */
static size_t
cluster_end(const struct buffer *text, size_t start)
{
    size_t end = start;
    bool has_base = false;
    for (size_t next = start; next < text->size;) {
        enum letter letter = letter_of(utf8_next(text->bytes, text->size, &next));
        bool begins_next = has_base && (letter == LETTER_BASE || letter == LETTER_FIRST);
        if (begins_next || letter < LETTER_FIRST) {
            break;
        }
        has_base = has_base || letter == LETTER_BASE;
        end = next;
    }
    return end;
}

static bool
find_tokens(struct phrase *phrase)
{
    const struct buffer *text = &phrase->folded;
    size_t before = SIZE_MAX; /* where the cluster before this one began */
    for (size_t start = 0; start < text->size;) {
        size_t next = start;
        enum letter letter = letter_of(utf8_next(text->bytes, text->size, &next));
        bool is_word = letter == LETTER_WORD;
        if (letter == LETTER_NONE || letter == LETTER_SIGN) {
            start = next;
            before = SIZE_MAX;
            continue;
        }
        size_t end = is_word ? word_end(text, start) : cluster_end(text, start);
        if (!add_token(phrase, start, end, !is_word) ||
            (!is_word && before != SIZE_MAX && !add_token(phrase, before, end, true))) {
            return false;
        }
        before = is_word ? SIZE_MAX : start;
        start = end;
    }
    return true;
}

match_status
phrase_split(struct phrase *phrase, const char *text, size_t length, match_error *err)
{
    phrase->plain.size = 0;
    phrase->count = 0;
    drop_gender(&phrase->plain, text, length);
    if (phrase->plain.failed) {
        phrase->plain.failed = false;
        return fail_memory(err);
    }
    match_status status =
        fold_text(phrase->plain.bytes, phrase->plain.size, &phrase->folded, err);
    if (status != MATCH_OK) {
        return status;
    }
    phrase->folded.size = fold_search_key(phrase->folded.bytes, phrase->folded.size);
    return find_tokens(phrase) ? MATCH_OK : fail_memory(err);
}

void
phrase_clear(struct phrase *phrase)
{
    buffer_clear(&phrase->plain);
    buffer_clear(&phrase->folded);
    alloc_free(phrase->tokens);
    *phrase = (struct phrase){0};
}
