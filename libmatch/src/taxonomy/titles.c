/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/titles.h"

#include "taxonomy/related.h"

#define WHOLE 1000000u

int32_t
titles_similarity(const match_taxonomy *taxonomy, match_concept a, match_concept b)
{
    const struct image *image = &taxonomy->image;
    uint64_t sum = 0;

    if (a == b) {
        return WHOLE;
    }
    /* Both lists are ascending. */
    for (uint32_t i = image->title_starts[a - 1], j = image->title_starts[b - 1];
         i < image->title_starts[a] && j < image->title_starts[b];) {
        const struct image_word *left = &image->titles[i];
        const struct image_word *right = &image->titles[j];
        if (left->number == right->number) {
            sum += left->share * (uint64_t)right->share;
        }
        i += left->number <= right->number;
        j += right->number <= left->number;
    }
    sum = sum * WHOLE >> (2 * RELATED_WORD_BITS);
    return sum < WHOLE ? (int32_t)sum : (int32_t)WHOLE;
}
