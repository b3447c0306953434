/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/clean.h"

#include <string.h>

#include "base/utf8.h"

#define NO_BREAK_SPACE 0xA0u
#define BYTE_ORDER_MARK 0xFEFFu

static bool
is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Embeddings, overrides and isolates: they make a text show another order than it has. */
static bool
turns_direction(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Zero-width spaces stay: in Lao they say where words end. */
static bool
is_blank(uint32_t c)
{
    return c == ' ' || c == NO_BREAK_SPACE || c == BYTE_ORDER_MARK || is_control(c) ||
           turns_direction(c);
}

/* Most labels are clean: no blank but single spaces inside, and no first byte of the others. */
static bool
is_clean(const char *text, size_t length)
{
    if (length == 0 || text[0] == ' ' || text[length - 1] == ' ') {
        return length == 0;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF ||
            (c == ' ' && text[i + 1] == ' ')) {
            return false;
        }
    }
    return true;
}

bool
clean_label(const char *text, size_t length, struct buffer *out)
{
    bool changed = false;
    bool space = false; /* one is due before the next character */
    size_t blanks = 0;
    bool odd = false; /* the blanks before are not just one space */
    out->size = 0;
    if (is_clean(text, length)) {
        buffer_add(out, text, length);
        return false;
    }
    for (size_t i = 0; i < length;) {
        size_t start = i;
        uint32_t c = utf8_next(text, length, &i);
        if (is_blank(c)) {
            space = true;
            blanks++;
            odd = odd || c != ' ' || blanks > 1;
            continue;
        }
        if (space && out->size > 0) {
            buffer_add_char(out, ' ');
            changed = changed || odd;
        }
        space = false;
        odd = false;
        blanks = 0;
        buffer_add(out, text + start, i - start);
    }
    return changed;
}

/* The same for longer texts, which may hold tabs, line ends and several spaces. */
static bool
is_clean_text(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xC2 || c == 0xE2 ||
            c == 0xEF) {
            return false;
        }
    }
    return length > 0 && (unsigned char)text[0] > 0x20 && (unsigned char)text[length - 1] > 0x20;
}

void
clean_text(const char *text, size_t length, struct buffer *out)
{
    size_t kept = 0; /* up to the last character that is no space */
    out->size = 0;
    if (is_clean_text(text, length)) {
        buffer_add(out, text, length);
        return;
    }
    for (size_t i = 0; i < length;) {
        size_t start = i;
        uint32_t c = utf8_next(text, length, &i);
        if (c == BYTE_ORDER_MARK || turns_direction(c) ||
            (is_control(c) && c != '\n' && c != '\t')) {
            continue;
        }
        if (is_blank(c) && out->size == 0) {
            continue;
        }
        buffer_add(out, text + start, i - start);
        kept = is_blank(c) ? kept : out->size;
    }
    if (!out->failed && out->bytes) {
        out->size = kept;
        out->bytes[kept] = '\0';
    }
}

#define BLOCK 64u /* bytes looked at together */

/*
 * Whether a byte is a whole character that may stay: printable ASCII or the end of a text. The one
 * after it, as a signed number, is above a space only for 0x20 to 0x7E.
 */
static bool
is_plain(unsigned char c, bool lines)
{
    return ((signed char)(c + 1u) > 0x20) | (c == 0) | (lines & ((c == '\n') | (c == '\t')));
}

/* The compiler makes vector code of it once it knows what lines is. */
static inline bool
is_plain_block(const char *block, bool lines)
{
    unsigned char plain = 1; /* as wide as what it is made of, or half of the work is widening */
    for (size_t i = 0; i < BLOCK; i++) {
        plain &= (unsigned char)is_plain((unsigned char)block[i], lines);
    }
    return plain != 0;
}

/* The length of the character that begins here, 0 where it may not stay. */
static size_t
kept_length(const char *bytes, size_t size, bool lines)
{
    size_t next = 0;
    if (is_plain((unsigned char)bytes[0], lines)) {
        return 1;
    }
    size_t length = utf8_sequence(bytes, size);
    if (length == 0) {
        return 0;
    }
    uint32_t c = utf8_next(bytes, length, &next);
    return is_control(c) || turns_direction(c) || c == BYTE_ORDER_MARK ? 0 : length;
}

static inline size_t
check(const char *bytes, size_t size, bool lines)
{
    size_t at = 0;
    while (at < size) {
        if (size - at >= BLOCK && is_plain_block(bytes + at, lines)) {
            at += BLOCK;
            continue;
        }
        size_t end = size - at >= BLOCK ? at + BLOCK : size;
        while (at < end) {
            size_t length = kept_length(bytes + at, size - at, lines);
            if (length == 0) {
                return at;
            }
            at += length;
        }
    }
    return at;
}

size_t
clean_check(const char *bytes, size_t size, bool lines)
{
    return lines ? check(bytes, size, true) : check(bytes, size, false);
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool
clean_is_language(const char *tag)
{
    size_t primary = 0;
    while (tag[primary] >= 'a' && tag[primary] <= 'z') {
        primary++;
    }
    if (primary < 2 || primary > 3 || strlen(tag) > 35) {
        return false;
    }
    for (const char *at = tag + primary; *at != '\0';) {
        size_t length = 0;
        if (*at++ != '-') {
            return false;
        }
        while (is_letter(at[length]) || is_digit(at[length])) {
            length++;
        }
        if (length < 1 || length > 8) {
            return false;
        }
        at += length;
    }
    return true;
}

/* A digit, perhaps a fraction, E, a number with a sign: "1E3" may well be a code. */
bool
clean_is_scientific(const char *code)
{
    const char *at = code;
    bool number = false;
    if (!is_digit(*at++)) {
        return false;
    }
    if (*at == '.' || *at == ',') {
        number = true;
        at++;
        while (is_digit(*at)) {
            at++;
        }
    }
    if (*at != 'E' && *at != 'e') {
        return false;
    }
    at++;
    if (*at == '+' || *at == '-') {
        number = true;
        at++;
    }
    size_t digits = 0;
    while (is_digit(at[digits])) {
        digits++;
    }
    return number && digits > 0 && at[digits] == '\0';
}
