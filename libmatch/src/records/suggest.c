/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/suggest.h"

#include <stdbool.h>
#include <string.h>

static char
small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t
suggest_limit(size_t length)
{
    return length < 4 ? 1 : least(length / 3, 6);
}

/* Damerau-Levenshtein (optimal string alignment) over three rows; ends early past the limit. */
size_t
suggest_distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t limit)
{
    size_t rows[3][SUGGEST_BYTES + 1];
    size_t gap = a_length > b_length ? a_length - b_length : b_length - a_length;

    if (a_length > SUGGEST_BYTES || b_length > SUGGEST_BYTES || gap > limit) {
        return limit + 1;
    }
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3];
        const size_t *before = rows[(i + 2) % 3];
        const size_t *earlier = rows[(i + 1) % 3];
        size_t best = now[0] = i;

        for (size_t j = 1; j <= b_length; j++) {
            size_t differs = small(a[i - 1]) != small(b[j - 1]);
            now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + differs);
            if (i > 1 && j > 1 && small(a[i - 1]) == small(b[j - 2]) &&
                small(a[i - 2]) == small(b[j - 1])) {
                now[j] = least(now[j], earlier[j - 2] + 1);
            }
            best = least(best, now[j]);
        }
        /* A swap looks back two rows but never gains more than one. */
        if (best > limit + 1) {
            return limit + 1;
        }
    }
    return least(rows[a_length % 3][b_length], limit + 1);
}

/* How often each byte occurs in a text, letters of both cases together. */
struct letters {
    unsigned char counts[256];
};

static struct letters
count_letters(const char *text, size_t length)
{
    struct letters letters = {.counts = {0}};

    for (size_t i = 0; i < length; i++) {
        letters.counts[(unsigned char)small(text[i])]++;
    }
    return letters;
}

/*
 * Whether a candidate has more than limit letters that the text lacks. Each of them must be
 * changed or added, so it cannot be near; this is much quicker to see than the distance.
 */
static bool
is_far(const struct letters *letters, const char *candidate, size_t length, size_t limit)
{
    struct letters left = *letters;
    size_t lacking = 0;

    for (size_t i = 0; i < length && lacking <= limit; i++) {
        unsigned char *count = &left.counts[(unsigned char)small(candidate[i])];
        if (*count > 0) {
            (*count)--;
        } else {
            lacking++;
        }
    }
    return lacking > limit;
}

static size_t
distance_to(const struct letters *letters, const char *text, size_t length, const char *candidate,
            size_t limit)
{
    size_t size = strnlen(candidate, SUGGEST_BYTES + 1);

    if (size > SUGGEST_BYTES || size > length + limit || length > size + limit ||
        is_far(letters, candidate, size, limit)) {
        return limit + 1;
    }
    return suggest_distance(text, length, candidate, size, limit);
}

struct suggestion {
    match_concept concept;
    size_t distance;
};

/* Puts a concept into the list of the nearest, which is ordered; the list stays short. */
static void
consider(struct suggestion *list, size_t *count, match_concept concept, size_t distance)
{
    size_t at = *count;

    while (at > 0 && list[at - 1].distance > distance) {
        at--;
    }
    if (at == SUGGEST_COUNT) {
        return;
    }
    if (*count < SUGGEST_COUNT) {
        (*count)++;
    }
    memmove(list + at + 1, list + at, (*count - at - 1) * sizeof *list);
    list[at] = (struct suggestion){.concept = concept, .distance = distance};
}

size_t
suggest_concepts(const match_taxonomy *taxonomy, const char *text, size_t length, uint32_t kinds,
                 match_concept out[SUGGEST_COUNT])
{
    struct suggestion list[SUGGEST_COUNT];
    size_t count = 0;
    size_t limit = suggest_limit(length);
    uint32_t concepts = match_taxonomy_count(taxonomy);
    struct letters letters;

    if (length == 0 || length > SUGGEST_BYTES) {
        return 0;
    }
    letters = count_letters(text, length);
    for (match_concept concept = 1; concept <= concepts; concept ++) {
        size_t distance;

        if (!(kinds & (1u << (unsigned)match_taxonomy_kind(taxonomy, concept)))) {
            continue;
        }
        distance =
            least(distance_to(&letters, text, length, match_taxonomy_id(taxonomy, concept), limit),
                  distance_to(&letters, text, length, match_taxonomy_label(taxonomy, concept, "en"),
                              limit));
        if (distance <= limit) {
            consider(list, &count, concept, distance);
        }
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = list[i].concept;
    }
    return count;
}
