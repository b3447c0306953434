/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/text.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "demand.h"

/**
 * @file fuzz_fold.c
 * Any bytes are folded: folding twice is folding once, places go forward and stay in the text, the
 * search key is no longer than the folded text, and cutting keeps within its columns.
 */

static void
check_places(const char *text, size_t size)
{
    static struct folded folded; /* warm after the first run */
    demand(fold_with_places(text, size, &folded, NULL) == MATCH_OK);
    for (size_t i = 0; i < folded.size; i++) {
        demand(folded.begin[i] < folded.end[i] && folded.end[i] <= size);
        demand(i == 0 ||
               (folded.begin[i - 1] <= folded.begin[i] && folded.end[i - 1] <= folded.end[i]));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct buffer once = {0};
    struct buffer twice = {0};
    bool valid = utf8_check(text, size) == size;
    demand((fold_text(text, size, &once, NULL) == MATCH_OK) == valid);
    check_places(text, size);
    size_t cut = match_text_cut(text, size, size % 16);
    demand(cut <= size && match_text_columns(text, cut) <= size % 16);
    if (valid) {
        demand(utf8_check(text, cut) == cut);
        demand(fold_text(once.bytes, once.size, &twice, NULL) == MATCH_OK);
        demand(once.size == twice.size && memcmp(once.bytes, twice.bytes, once.size) == 0);
        size_t key = fold_search_key(twice.bytes, twice.size);
        demand(key <= once.size && utf8_check(twice.bytes, key) == key);
    }
    buffer_clear(&once);
    buffer_clear(&twice);
    return 0;
}
