/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/find.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/ids.h"
#include "taxonomy/image.h"
#include "text/fold.h"

/* Compares a stored text with one that is not closed, as bytes. */
static int
compare(const char *stored, const char *text, size_t length)
{
    int order = strncmp(stored, text, length);
    if (order != 0) {
        return order;
    }
    return stored[length] == '\0' ? 0 : 1;
}

/* The first place in an index whose text is not below the one sought. */
static size_t
lower_bound(const struct image *image, const match_concept *index, size_t count, bool codes,
            const char *text, size_t length)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        const struct image_concept *concept = image_concept(image, index[middle]);
        const char *stored = image_string(image, codes ? concept->code : concept->uri);
        if (compare(stored, text, length) < 0) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

match_concept
match_taxonomy_find(const match_taxonomy *taxonomy, const char *text, size_t length)
{
    const struct image *image = &taxonomy->image;
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    if (length == 0 || memchr(text, '\0', length)) {
        return 0;
    }
    size_t at = lower_bound(image, image->uri_index, image->uri_index_count, false, text, length);
    if (at < image->uri_index_count) {
        match_concept concept = image->uri_index[at];
        if (compare(match_taxonomy_uri(taxonomy, concept), text, length) == 0) {
            return concept;
        }
    }
    at = lower_bound(image, image->code_index, image->code_index_count, true, text, length);
    if (at >= image->code_index_count ||
        compare(match_taxonomy_code(taxonomy, image->code_index[at]), text, length) != 0) {
        return 0;
    }
    bool ambiguous =
        at + 1 < image->code_index_count &&
        compare(match_taxonomy_code(taxonomy, image->code_index[at + 1]), text, length) == 0;
    return ambiguous ? 0 : image->code_index[at];
}

#define FIRST_STEP 8u /* keys of a cache line */

/* Where a hash would be if they were spread evenly, from one end or from the key of a place. */
static size_t
guess_key(const struct image *image, uint32_t hash)
{
    int64_t count = (int64_t)image->label_index_count;
    int64_t place = (int64_t)hash * count >> 32;
    for (int round = 0; round < 2 && place >= 0 && place < count; round++) {
        place += ((int64_t)hash - image->label_index[place].hash) * count / ((int64_t)1 << 32);
    }
    return place < 0 ? 0 : place > count ? (size_t)count : (size_t)place;
}

/* Looks near the guess, where it is but for bad luck; at worst the steps are twice a logarithm. */
size_t
find_first_key(const struct image *image, uint32_t hash)
{
    const struct image_key *keys = image->label_index;
    size_t count = image->label_index_count;
    size_t low = guess_key(image, hash);
    size_t high = low;
    for (size_t step = FIRST_STEP; low > 0 && keys[low - 1].hash >= hash; step *= 2) {
        high = low;
        low = low > step ? low - step : 0;
    }
    for (size_t step = FIRST_STEP; high < count && keys[high].hash < hash; step *= 2) {
        low = high + 1;
        high = count - high > step ? high + step : count;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Collects the concepts whose label has the hash and, folded, really is the text. */
static bool
collect(const struct image *image, const struct buffer *wanted, uint32_t kinds, struct ids *found)
{
    struct buffer folded = {0};
    uint32_t hash = image_label_hash(wanted->bytes, wanted->size);
    bool good = true;
    for (size_t i = find_first_key(image, hash);
         good && i < image->label_index_count && image->label_index[i].hash == hash; i++) {
        const struct image_key *key = &image->label_index[i];
        match_concept concept = image_label_concept(image, key->label);
        uint8_t kind = image_concept(image, concept)->kind;
        if (kinds != 0 && (kinds & (1u << kind)) == 0) {
            continue;
        }
        const char *label = image_string(image, image->labels[key->label].text);
        good = fold_text(label, strlen(label), &folded, NULL) == MATCH_OK;
        if (good && folded.size == wanted->size &&
            memcmp(folded.bytes, wanted->bytes, wanted->size) == 0) {
            good = ids_push(found, concept);
        }
    }
    buffer_clear(&folded);
    return good;
}

match_status
find_label(const match_taxonomy *taxonomy, const char *text, size_t length, uint32_t kinds,
           struct ids *found, match_error *err)
{
    struct buffer wanted = {0};
    if (length == MATCH_NUL) {
        length = strlen(text);
    }
    match_status status = fold_text(text, length, &wanted, err);
    if (status == MATCH_OK && wanted.size > 0) {
        if (collect(&taxonomy->image, &wanted, kinds, found)) {
            ids_sort_unique(found);
        } else {
            status = fail_memory(err);
        }
    }
    buffer_clear(&wanted);
    return status;
}

size_t
match_taxonomy_find_label(const match_taxonomy *taxonomy, const char *text, size_t length,
                          uint32_t kinds, match_concept *out, size_t capacity)
{
    struct ids found = {0};
    size_t count = 0;
    if (find_label(taxonomy, text, length, kinds, &found, NULL) == MATCH_OK) {
        count = found.count;
        for (size_t i = 0; i < count && i < capacity; i++) {
            out[i] = found.items[i];
        }
    }
    ids_clear(&found);
    return count;
}
