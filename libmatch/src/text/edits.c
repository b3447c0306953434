/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/edits.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define MORE (EDITS_MOST + 1)
#define UTF8_LONGEST 4u

/* Characters of a text; more than EDITS_CHARACTERS where it has more. */
static size_t
read_characters(const char *text, size_t size, uint32_t out[EDITS_CHARACTERS])
{
    size_t count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t c = utf8_next(text, size, &at);
        if (count == EDITS_CHARACTERS) {
            return count + 1;
        }
        out[count++] = c;
    }
    return count;
}

static uint8_t
least(unsigned a, unsigned b)
{
    unsigned less = a < b ? a : b;
    return (uint8_t)(less < MORE ? less : MORE);
}

/* Rows of the table of edits between beginnings; only the band of EDITS_MOST beside the diagonal
 * is worked out, all else has too many. */
static unsigned
align(const uint32_t *one, size_t one_count, const uint32_t *other, size_t other_count)
{
    uint8_t rows[3][EDITS_CHARACTERS + 1];
    memset(rows, (int)MORE, sizeof rows);
    for (size_t j = 0; j <= EDITS_MOST && j <= other_count; j++) {
        rows[0][j] = (uint8_t)j;
    }
    for (size_t i = 1; i <= one_count; i++) {
        uint8_t *row = rows[i % 3];
        const uint8_t *above = rows[(i + 2) % 3];
        const uint8_t *second = rows[(i + 1) % 3]; /* above that; not read in the first row */
        size_t first = i > EDITS_MOST ? i - EDITS_MOST : 0;
        memset(row, (int)MORE, other_count + 1);
        for (size_t j = first; j <= i + EDITS_MOST && j <= other_count; j++) {
            if (j == 0) {
                row[0] = (uint8_t)i;
                continue;
            }
            uint8_t edits = least(above[j] + 1u, row[j - 1] + 1u);
            edits = least(edits, above[j - 1] + (one[i - 1] == other[j - 1] ? 0u : 1u));
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                edits = least(edits, second[j - 2] + 1u);
            }
            row[j] = edits;
        }
    }
    return rows[one_count % 3][other_count];
}

unsigned
edits_between(const char *one, size_t one_size, const char *other, size_t other_size,
              size_t *characters)
{
    uint32_t ones[EDITS_CHARACTERS];
    uint32_t others[EDITS_CHARACTERS];
    size_t difference = one_size > other_size ? one_size - other_size : other_size - one_size;
    *characters = 0;
    /* A replaced character can have three bytes more, one put in four. */
    if (difference > EDITS_MOST * UTF8_LONGEST) {
        return MORE;
    }
    size_t one_count = read_characters(one, one_size, ones);
    size_t other_count = read_characters(other, other_size, others);
    size_t longer = one_count > other_count ? one_count : other_count;
    *characters = one_count < other_count ? one_count : other_count;
    if (longer > EDITS_CHARACTERS || longer - *characters > EDITS_MOST) {
        return MORE;
    }
    return align(ones, one_count, others, other_count);
}
