/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/fold.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "text/icu.h"
#include "text/lao.h"
#include "text/lao_key.h"

#define LONGEST (64u * 1024u * 1024u)

/* A letter with so many marks makes no sense: the others are left out. */
#define SEGMENT_UNITS 64
#define SEGMENT_OUT_MAX 30

/* NFKC makes at most 18 units of one. */
#define NORMALISED_MAX (SEGMENT_UNITS * 18 + 2)

/* Lao and Thai letters that Unicode writes with one code point or with two. */
#define LAO_HO_NO 0x0EDCu
#define LAO_HO_MO 0x0EDDu
#define LAO_HO 0x0EABu
#define LAO_NO 0x0E99u
#define LAO_MO 0x0EA1u
#define AM_IN_BLOCK 0x33u

/* What a folded text is written to: as much as fits, and the length of all of it. */
struct sink {
    char *out;
    uint32_t *begin, *end; /* where each byte comes from, or NULL */
    size_t capacity;
    size_t length;
    bool space; /* one is due before the next character */
    uint32_t space_begin, space_end;
};

/* The text a piece of output comes from. */
struct place {
    uint32_t begin, end;
};

/* The work on one text: each code point goes one of three ways (fold_one). */
struct folder {
    const struct icu *icu;
    struct sink sink;
    struct place here; /* the code point being read */
    bool waiting;      /* something is held, or the last letter counts for what follows */
    struct lao_speller speller;
    struct place held; /* by the speller */
    UChar segment[SEGMENT_UNITS];
    int32_t segment_count;
    struct place segment_place;
};

static void
put_byte(struct sink *sink, char c, struct place place)
{
    if (sink->length < sink->capacity) {
        sink->out[sink->length] = c;
        if (sink->begin) {
            sink->begin[sink->length] = place.begin;
            sink->end[sink->length] = place.end;
        }
    }
    sink->length++;
}

/* Spaces at the beginning and end are never written, others once. */
static void
put(struct sink *sink, uint32_t c, struct place place)
{
    char bytes[4];
    if (c == ' ') {
        if (!sink->space) {
            sink->space_begin = place.begin;
        }
        sink->space_end = place.end;
        sink->space = sink->length > 0;
        return;
    }
    if (sink->space) {
        sink->space = false;
        put_byte(sink, ' ', (struct place){sink->space_begin, sink->space_end});
    }
    if (c < 0x80) {
        put_byte(sink, (char)c, place);
        return;
    }
    size_t length = utf8_put(bytes, c);
    for (size_t i = 0; i < length; i++) {
        put_byte(sink, bytes[i], place);
    }
}

/* Writes what the speller holds, or the part of it that is decided. */
static bool
release(struct folder *folder)
{
    uint32_t spelt[LAO_RELEASE_MAX];
    size_t count = lao_release(&folder->speller, spelt);
    for (size_t i = 0; i < count; i++) {
        put(&folder->sink, spelt[i], folder->held);
    }
    return count > 0;
}

/* Writes one normalised code point without the accents that are left in it. */
static void
put_other(struct folder *folder, uint32_t c)
{
    UChar parts[SEGMENT_UNITS];
    UErrorCode code = U_ZERO_ERROR;
    if (letters_have(c)) {
        const uint16_t *folded = folder->icu->letters[letters_index(c)].folded;
        for (size_t i = 0; i < 4 && folded[i] != 0; i++) {
            put(&folder->sink, folded[i], folder->segment_place);
        }
        return;
    }
    int32_t count =
        unorm2_getRawDecomposition(folder->icu->canonical, (UChar32)c, parts, SEGMENT_UNITS, &code);
    if (count == 2 && letters_is_accent(parts[1])) {
        c = parts[0]; /* such as "not equal", which is "equal" with a stroke */
    }
    put(&folder->sink, letters_plain(c), folder->segment_place);
}

/* Normalises a character with its marks, of a script that has no way of its own. */
static void
finish_segment(struct folder *folder)
{
    UChar normalised[NORMALISED_MAX];
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = unorm2_normalize(folder->icu->casefold, folder->segment, folder->segment_count,
                                     normalised, NORMALISED_MAX, &code);
    folder->segment_count = 0;
    if (U_FAILURE(code)) {
        return;
    }
    int32_t written = 0;
    for (int32_t i = 0; i < count && written < SEGMENT_OUT_MAX; written++) {
        uint32_t c = normalised[i++];
        if (U16_IS_LEAD(c) && i < count) {
            c = (uint32_t)U16_GET_SUPPLEMENTARY(c, normalised[i++]);
        }
        put_other(folder, c);
    }
}

/* Writes all that waits for what follows. */
static void
finish(struct folder *folder)
{
    if (!folder->waiting) {
        return;
    }
    folder->waiting = false;
    while (release(folder)) {
    }
    folder->speller.last = 0;
    if (folder->segment_count > 0) {
        finish_segment(folder);
    }
}

static void
fold_spelt(struct folder *folder, uint32_t c)
{
    struct lao_speller *speller = &folder->speller;
    if (lao_is_empty(speller)) {
        folder->held.begin = folder->here.begin;
    }
    while (!lao_hold(speller, c)) {
        if (!release(folder)) {
            put(&folder->sink, c, folder->here);
            speller->last = c;
            return;
        }
        if (lao_is_empty(speller)) {
            folder->held.begin = folder->here.begin;
        }
    }
    folder->held.end = folder->here.end;
}

/* Lao and Thai: spelt one way. */
static void
fold_lao_or_thai(struct folder *folder, uint32_t c)
{
    uint32_t plain = letters_plain(c);
    if (folder->segment_count > 0) {
        finish_segment(folder);
    }
    folder->waiting = true;
    if (plain != c) {
        finish(folder);
        put(&folder->sink, plain, folder->here);
    } else if ((c & 0x7Fu) == AM_IN_BLOCK) {
        fold_spelt(folder, c + 0x1Au);
        fold_spelt(folder, c - 1);
    } else if (c == LAO_HO_NO || c == LAO_HO_MO) {
        fold_spelt(folder, LAO_HO);
        fold_spelt(folder, c == LAO_HO_NO ? LAO_NO : LAO_MO);
    } else {
        fold_spelt(folder, c);
    }
}

/* An accent that goes is a part of what its letter was made from. */
static void
take_accent(struct folder *folder, uint32_t c)
{
    struct sink *sink = &folder->sink;
    bool written = sink->length > 0 && sink->length <= sink->capacity;
    if (sink->end && written && !folder->waiting && !sink->space && letters_is_accent(c)) {
        sink->end[sink->length - 1] = folder->here.end;
    }
}

/* All other scripts: gathered up to where ICU may begin anew. */
static void
fold_other(struct folder *folder, uint32_t c)
{
    /* What goes parts nothing: without it the text has to fold alike. */
    if (letters_is_accent(c) ||
        u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) {
        take_accent(folder, c);
        return;
    }
    bool begins = unorm2_hasBoundaryBefore(folder->icu->casefold, (UChar32)c) != 0;
    if (begins || folder->segment_count == 0) {
        finish(folder);
        folder->segment_place.begin = folder->here.begin;
        folder->waiting = true;
    }
    folder->segment_place.end = folder->here.end;
    if (folder->segment_count + 2 > SEGMENT_UNITS) {
        return;
    }
    U16_APPEND_UNSAFE(folder->segment, folder->segment_count, c);
}

static inline void
fold_one(struct folder *folder, uint32_t c)
{
    if (letters_have(c)) {
        const uint16_t *folded = folder->icu->letters[letters_index(c)].folded;
        if (folded[0] == 0) {
            take_accent(folder, c);
            return;
        }
        finish(folder);
        for (size_t i = 0; i < 4 && folded[i] != 0; i++) {
            put(&folder->sink, folded[i], folder->here);
        }
    } else if (lao_or_thai(c)) {
        fold_lao_or_thai(folder, c);
    } else {
        fold_other(folder, c);
    }
}

/*
 * Folds ASCII up to the first byte that is none, and says where that is. Most texts are nothing
 * else: a letter that is no space becomes one byte, for which nothing waits.
 */
static size_t
fold_ascii(struct folder *folder, const char *text, size_t length, size_t start)
{
    struct sink *sink = &folder->sink;
    const struct letter *letters = folder->icu->letters;
    size_t i = start;
    for (; i < length && (unsigned char)text[i] < 0x80; i++) {
        uint16_t folded = letters[(unsigned char)text[i]].folded[0];
        struct place here = {(uint32_t)i, (uint32_t)i + 1};
        if (folded == ' ' || folded == 0 || sink->space || folder->waiting) {
            folder->here = here;
            fold_one(folder, (unsigned char)text[i]);
        } else {
            put_byte(sink, (char)folded, here);
        }
    }
    return i;
}

/* Where bytes end that are not UTF-8: many of them are one space, as many spaces are. */
static size_t
end_of_invalid(const char *text, size_t length, size_t start)
{
    size_t end = start;
    while (end < length && (unsigned char)text[end] >= 0x80 &&
           utf8_sequence(text + end, length - end) == 0) {
        end++;
    }
    return end;
}

/* Folds a text; what is not UTF-8 becomes a space. */
static void
fold_into(struct folder *folder, const char *text, size_t length)
{
    for (size_t i = fold_ascii(folder, text, length, 0); i < length;
         i = fold_ascii(folder, text, length, i)) {
        uint32_t c;
        folder->here.begin = (uint32_t)i;
        bool valid = utf8_decode(text, length, &i, &c);
        if (!valid) {
            i = end_of_invalid(text, length, i);
            c = ' ';
        }
        folder->here.end = (uint32_t)i;
        fold_one(folder, c);
    }
    finish(folder);
}

/* Begins the work on a text, if it can be folded. */
static match_status
begin(struct folder *folder, size_t length, match_error *err)
{
    if (length > LONGEST) {
        return fail(err, MATCH_ERR_LIMIT, "a text has %zu bytes, expected at most %u", length,
                    LONGEST);
    }
    folder->icu = icu_open(err);
    return folder->icu ? MATCH_OK : MATCH_ERR_NOMEM;
}

/* The same for a text that has to be UTF-8. */
static match_status
begin_strict(struct folder *folder, const char *text, size_t length, match_error *err)
{
    size_t good = utf8_check(text, length);
    if (good < length) {
        return fail(err, MATCH_ERR_INVALID, "byte %zu of a text is not UTF-8", good);
    }
    return begin(folder, length, err);
}

match_status
fold_text(const char *text, size_t length, struct buffer *out, match_error *err)
{
    struct folder folder = {0};
    match_status status = begin_strict(&folder, text, length, err);
    if (status != MATCH_OK) {
        return status;
    }
    for (size_t room = length + length / 8 + 16;;) {
        if (room >= out->capacity) {
            char *grown = alloc_grow(out->bytes, &out->capacity, room + 1, 1);
            if (!grown) {
                return fail_memory(err);
            }
            out->bytes = grown;
        }
        folder.sink = (struct sink){.out = out->bytes, .capacity = out->capacity - 1};
        fold_into(&folder, text, length);
        if (folder.sink.length < out->capacity) {
            out->size = folder.sink.length;
            out->bytes[out->size] = '\0';
            return MATCH_OK;
        }
        room = folder.sink.length;
    }
}

/* Makes room for so many folded bytes and their places. */
static bool
grow_folded(struct folded *out, size_t room)
{
    size_t capacities[] = {out->capacity, out->capacity, out->capacity};
    void *bytes = alloc_grow(out->bytes, &capacities[0], room, 1);
    out->bytes = bytes ? bytes : out->bytes;
    void *begins = alloc_grow(out->begin, &capacities[1], room, sizeof *out->begin);
    out->begin = begins ? begins : out->begin;
    void *ends = alloc_grow(out->end, &capacities[2], room, sizeof *out->end);
    out->end = ends ? ends : out->end;
    if (!bytes || !begins || !ends) {
        return false;
    }
    out->capacity = capacities[0];
    return true;
}

match_status
fold_with_places(const char *text, size_t length, struct folded *out, match_error *err)
{
    struct folder folder = {0};
    match_status status = begin(&folder, length, err);
    if (status != MATCH_OK) {
        return status;
    }
    for (size_t room = length + length / 8 + 16;;) {
        if (room > out->capacity && !grow_folded(out, room)) {
            return fail_memory(err);
        }
        folder.sink = (struct sink){
            .out = out->bytes, .begin = out->begin, .end = out->end, .capacity = out->capacity};
        fold_into(&folder, text, length);
        if (folder.sink.length <= out->capacity) {
            out->size = folder.sink.length;
            return MATCH_OK;
        }
        room = folder.sink.length;
    }
}

void
folded_clear(struct folded *folded)
{
    alloc_free(folded->bytes);
    alloc_free(folded->begin);
    alloc_free(folded->end);
    *folded = (struct folded){0};
}

size_t
fold_search_key(char *folded, size_t length)
{
    return lao_key(folded, length);
}

uint64_t
fold_hash(const char *folded, size_t length)
{
    return XXH3_64bits(folded, length);
}

size_t
match_text_fold(const char *text, size_t length, char *out, size_t capacity, match_error *err)
{
    struct folder folder = {0};
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (capacity > 0) {
        out[0] = '\0';
    }
    if (begin_strict(&folder, text, length, err) != MATCH_OK) {
        return MATCH_NUL;
    }
    folder.sink = (struct sink){.out = out, .capacity = capacity > 0 ? capacity - 1 : 0};
    fold_into(&folder, text, length);
    size_t size = folder.sink.length;
    if (capacity > 0) {
        out[size < capacity ? size : capacity - 1] = '\0';
    }
    return size;
}

size_t
match_text_search_key(const char *text, size_t length, char *out, size_t capacity, match_error *err)
{
    struct buffer folded = {0};
    if (capacity > 0) {
        out[0] = '\0';
    }
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (fold_text(text, length, &folded, err) != MATCH_OK) {
        buffer_clear(&folded);
        return MATCH_NUL;
    }
    size_t size = fold_search_key(folded.bytes, folded.size);
    if (capacity > 0) {
        size_t fits = size < capacity ? size : capacity - 1;
        memcpy(out, folded.bytes, fits);
        out[fits] = '\0';
    }
    buffer_clear(&folded);
    return size;
}
