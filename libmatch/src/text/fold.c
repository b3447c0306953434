/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/fold.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "text/icu.h"
#include "text/lao.h"

/* ICU measures in int32_t; NFKC can make 18 units of one. */
#define LONGEST (64u * 1024u * 1024u)

/* What a folded text is written to: as much as fits, and the length of all of it. */
struct sink {
    char *out;
    size_t capacity;
    size_t length;
    bool space; /* one is due before the next character */
};

static void
put_byte(struct sink *sink, char c)
{
    if (sink->length < sink->capacity) {
        sink->out[sink->length] = c;
    }
    sink->length++;
}

/* Spaces at the beginning and end are never written, others once. */
static void
put(struct sink *sink, uint32_t c)
{
    char bytes[4];
    if (c == ' ') {
        sink->space = sink->length > 0;
        return;
    }
    if (sink->space) {
        sink->space = false;
        put_byte(sink, ' ');
    }
    size_t length = utf8_put(bytes, c);
    for (size_t i = 0; i < length; i++) {
        put_byte(sink, bytes[i]);
    }
}

/* Symbols such as + and $ stay, and so does #, which tells programming languages apart. */
static uint32_t
fold_ascii(unsigned char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A' + (uint32_t)'a';
    }
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c != 0 && strchr("$+<=>^`|~#", c))) {
        return c;
    }
    return ' ';
}

static uint32_t
fold_code_point(uint32_t c)
{
    if (c < 0x80) {
        return fold_ascii((unsigned char)c);
    }
    uint32_t type = U_GET_GC_MASK((UChar32)c);
    if (type & U_GC_ND_MASK) {
        return (uint32_t)('0' + u_charDigitValue((UChar32)c));
    }
    return type & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK) ? ' ' : c;
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

/* UTF-8 to NFKC_Casefold in UTF-16. The caller frees *out. */
static match_status
normalise(const UNormalizer2 *normaliser, const char *text, int32_t length, UChar **out,
          int32_t *out_length, match_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t units = 0;
    UChar *source = alloc_zeroed((size_t)length + 1, sizeof *source);
    if (!source) {
        return fail_memory(err);
    }
    u_strFromUTF8(source, length + 1, &units, text, length, &code);

    /* Most texts keep about their length; the others get what they ask for. */
    int32_t capacity = 2 * units + 16;
    UChar *target = NULL;
    for (int attempt = 0; attempt < 2; attempt++) {
        target = alloc_zeroed((size_t)capacity, sizeof *target);
        if (!target) {
            alloc_free(source);
            return fail_memory(err);
        }
        code = U_ZERO_ERROR;
        *out_length = unorm2_normalize(normaliser, source, units, target, capacity, &code);
        if (code != U_BUFFER_OVERFLOW_ERROR) {
            break;
        }
        alloc_free(target);
        target = NULL;
        capacity = *out_length + 1;
    }
    alloc_free(source);
    if (U_FAILURE(code) || !target) {
        alloc_free(target);
        return fail(err, MATCH_ERR_NOMEM, "ICU cannot fold a text: %s", u_errorName(code));
    }
    *out = target;
    return MATCH_OK;
}

static match_status
fold_unicode(struct sink *sink, const char *text, size_t length, match_error *err)
{
    const UNormalizer2 *normaliser = icu_casefold(err);
    if (!normaliser) {
        return MATCH_ERR_NOMEM;
    }
    UChar *units = NULL;
    int32_t unit_count = 0;
    match_status status = normalise(normaliser, text, (int32_t)length, &units, &unit_count, err);
    if (status != MATCH_OK) {
        return status;
    }
    uint32_t *folded = alloc_zeroed((size_t)unit_count + 1, sizeof *folded);
    if (!folded) {
        alloc_free(units);
        return fail_memory(err);
    }
    size_t count = 0;
    for (int32_t i = 0; i < unit_count;) {
        uint32_t c = units[i++];
        if (U16_IS_LEAD(c) && i < unit_count && U16_IS_TRAIL(units[i])) {
            c = (uint32_t)U16_GET_SUPPLEMENTARY(c, units[i++]);
        }
        folded[count++] = fold_code_point(c);
    }
    count = lao_fold(folded, count);
    for (size_t i = 0; i < count; i++) {
        put(sink, folded[i]);
    }
    alloc_free(folded);
    alloc_free(units);
    return MATCH_OK;
}

static match_status
fold_into(struct sink *sink, const char *text, size_t length, match_error *err)
{
    if (is_ascii(text, length)) {
        for (size_t i = 0; i < length; i++) {
            put(sink, fold_ascii((unsigned char)text[i]));
        }
        return MATCH_OK;
    }
    if (length > LONGEST) {
        return fail(err, MATCH_ERR_LIMIT, "a text has %zu bytes, expected at most %u", length,
                    LONGEST);
    }
    size_t good = utf8_check(text, length);
    if (good < length) {
        return fail(err, MATCH_ERR_INVALID, "byte %zu of a text is not UTF-8", good);
    }
    return fold_unicode(sink, text, length, err);
}

match_status
fold_text(const char *text, size_t length, struct buffer *out, match_error *err)
{
    for (size_t room = length + length / 2 + 16;;) {
        if (room >= out->capacity) {
            char *grown = alloc_grow(out->bytes, &out->capacity, room + 1, 1);
            if (!grown) {
                return fail_memory(err);
            }
            out->bytes = grown;
        }
        struct sink sink = {.out = out->bytes, .capacity = out->capacity - 1};
        match_status status = fold_into(&sink, text, length, err);
        if (status != MATCH_OK) {
            return status;
        }
        if (sink.length < out->capacity) {
            out->size = sink.length;
            out->bytes[out->size] = '\0';
            return MATCH_OK;
        }
        room = sink.length;
    }
}

uint64_t
fold_hash(const char *folded, size_t length)
{
    return XXH3_64bits(folded, length);
}

size_t
match_text_fold(const char *text, size_t length, char *out, size_t capacity, match_error *err)
{
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    struct sink sink = {.out = out, .capacity = capacity > 0 ? capacity - 1 : 0};
    if (capacity > 0) {
        out[0] = '\0';
    }
    if (fold_into(&sink, text, length, err) != MATCH_OK) {
        return MATCH_NUL;
    }
    if (capacity > 0) {
        size_t end = sink.length < capacity ? sink.length : capacity - 1;
        out[end] = '\0';
    }
    return sink.length;
}
