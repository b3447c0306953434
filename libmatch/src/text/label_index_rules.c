/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_index_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

#define SHORTEST_STEM 4u /* characters */
#define LONGEST_END 4u
#define LEAST_PAIRS 5u /* of words before an ending is believed */

/* --- Using rules ----------------------------------------------------------------------------- */

static int
compare_end(const char *stored, const char *text, size_t length)
{
    int order = strncmp(stored, text, length);
    return order != 0 ? order : stored[length] != '\0';
}

size_t
label_index_first_rule(const struct label_index *index, const char *from, size_t length)
{
    size_t low = 0;
    size_t high = index->rules_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_end(index->rule_bytes + index->rules[middle].from, from, length) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool
label_index_rule_is_for(const struct label_index *index, size_t rule, const char *from,
                        size_t length)
{
    return rule < index->rules_count &&
           compare_end(index->rule_bytes + index->rules[rule].from, from, length) == 0;
}

static size_t
count_characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

/* The bytes two words have in common at the beginning, 0 where they cannot be forms of one. */
static size_t
stem_length(const char *one, size_t one_length, const char *other, size_t other_length)
{
    size_t stem;
    size_t end = label_common_prefix(one, one_length, other, other_length, &stem);
    size_t one_rest = count_characters(one + end, one_length - end);
    size_t other_rest = count_characters(other + end, other_length - end);
    size_t longer = stem + (one_rest > other_rest ? one_rest : other_rest);
    bool good = stem >= SHORTEST_STEM && stem * 20 >= longer * 11 && one_rest <= LONGEST_END &&
                other_rest <= LONGEST_END;
    return good ? end : 0;
}

uint32_t
label_index_rule(const struct label_index *index, uint32_t one, uint32_t other)
{
    const char *from = index->token_bytes + index->token_starts[one];
    const char *to = index->token_bytes + index->token_starts[other];
    size_t from_length = index->token_starts[one + 1] - index->token_starts[one];
    size_t to_length = index->token_starts[other + 1] - index->token_starts[other];
    size_t stem = stem_length(from, from_length, to, to_length);
    if (stem == 0) {
        return 0;
    }
    for (size_t i = label_index_first_rule(index, from + stem, from_length - stem);
         label_index_rule_is_for(index, i, from + stem, from_length - stem); i++) {
        if (compare_end(index->rule_bytes + index->rules[i].to, to + stem, to_length - stem) == 0) {
            return index->rules[i].similarity;
        }
    }
    return 0;
}

/* --- Learning -------------------------------------------------------------------------------- */

struct pairs {
    uint64_t *items; /* one token << 32 | other token */
    size_t count;
    size_t capacity;
};

struct ending {
    const char *from; /* in the intern: "er" NUL "ing" */
    const char *to;
    uint32_t pairs;
};

static int
compare_pairs(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

static int
compare_entries(const void *a, const void *b)
{
    const struct intern_entry *const *left = a;
    const struct intern_entry *const *right = b;
    return strcmp((*left)->text, (*right)->text);
}

/* Adds the pairs among the words of one item, which come in the order of the alphabet. */
static bool
add_pairs(struct pairs *pairs, const struct label_build *build,
          const struct intern_entry *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            size_t stem;
            (void)label_common_prefix(words[i]->text, words[i]->length, words[j]->text,
                                      words[j]->length, &stem);
            if (stem < SHORTEST_STEM) {
                break;
            }
            if (stem_length(words[i]->text, words[i]->length, words[j]->text, words[j]->length) ==
                0) {
                continue;
            }
            uint64_t *items =
                alloc_grow(pairs->items, &pairs->capacity, pairs->count + 1, sizeof *items);
            if (!items) {
                return false;
            }
            pairs->items = items;
            items[pairs->count++] = (uint64_t)(words[i] - build->tokens.entries) << 32 |
                                    (uint64_t)(words[j] - build->tokens.entries);
        }
    }
    return true;
}

static bool
collect_pairs(struct label_build *build, struct pairs *pairs)
{
    const struct label_index *index = build->index;
    struct ids tokens = {0};
    const struct intern_entry **words = alloc_zeroed(label_index_token_count(index), sizeof *words);
    bool good = words != NULL;
    for (uint32_t label = 0; label < index->label_items_count && good;) {
        uint32_t item = index->label_items[label];
        tokens.count = 0;
        for (; label < index->label_items_count && index->label_items[label] == item; label++) {
            for (uint32_t i = index->label_starts[label];
                 i < index->label_starts[label + 1] && good; i++) {
                good = build->clusters.items[index->label_tokens[i]] ||
                       ids_push(&tokens, index->label_tokens[i]);
            }
        }
        ids_sort_unique(&tokens);
        for (size_t i = 0; i < tokens.count; i++) {
            words[i] = &build->tokens.entries[tokens.items[i]];
        }
        qsort(words, tokens.count, sizeof(*words), compare_entries);
        good = good && add_pairs(pairs, build, words, tokens.count);
    }
    ids_clear(&tokens);
    alloc_free(words);
    return good;
}

/* Counts the pairs of words for each pair of endings. */
static bool
count_endings(const struct label_build *build, const struct pairs *pairs, struct intern *endings,
              struct ids *counts)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (i > 0 && pairs->items[i] == pairs->items[i - 1]) {
            continue;
        }
        const struct intern_entry *one = &build->tokens.entries[pairs->items[i] >> 32];
        const struct intern_entry *other = &build->tokens.entries[pairs->items[i] & UINT32_MAX];
        size_t stem = stem_length(one->text, one->length, other->text, other->length);
        char both[2 * 4 * LONGEST_END + 2];
        size_t length = one->length - stem;
        memcpy(both, one->text + stem, length + 1);
        memcpy(both + length + 1, other->text + stem, other->length - stem);
        uint32_t number = intern_add(endings, both, length + 1 + other->length - stem);
        if (number == 0 || (number > counts->count && !ids_push(counts, 0))) {
            return false;
        }
        counts->items[number - 1]++;
    }
    return true;
}

static int
compare_endings(const void *a, const void *b)
{
    const struct ending *left = a;
    const struct ending *right = b;
    int order = strcmp(left->from, right->from);
    return order != 0 ? order : strcmp(left->to, right->to);
}

/* Keeps the endings seen often enough, in both directions. */
static bool
keep_rules(struct label_index *index, const struct intern *endings, const struct ids *counts)
{
    struct ending *kept = alloc_zeroed((size_t)endings->count * 2, sizeof *kept);
    size_t count = 0;
    struct buffer bytes = {0};
    for (uint32_t i = 0; kept && i < endings->count; i++) {
        const char *from = endings->entries[i].text;
        const char *to = from + strlen(from) + 1;
        if (counts->items[i] >= LEAST_PAIRS) {
            kept[count++] = (struct ending){.from = from, .to = to, .pairs = counts->items[i]};
            kept[count++] = (struct ending){.from = to, .to = from, .pairs = counts->items[i]};
        }
    }
    if (!kept || !LABEL_BUILD_ARRAY(index, rules, count)) {
        alloc_free(kept);
        return false;
    }
    qsort(kept, count, sizeof *kept, compare_endings);
    for (size_t i = 0; i < count; i++) {
        index->rules[i] = (struct label_rule){
            .from = (uint32_t)bytes.size,
            .to = (uint32_t)(bytes.size + strlen(kept[i].from) + 1),
            .similarity = (uint32_t)((uint64_t)248 * kept[i].pairs / (kept[i].pairs + 3))};
        buffer_add(&bytes, kept[i].from, strlen(kept[i].from) + 1);
        buffer_add(&bytes, kept[i].to, strlen(kept[i].to) + 1);
    }
    index->rule_bytes = bytes.bytes;
    index->rule_bytes_count = bytes.size;
    alloc_free(kept);
    return !bytes.failed;
}

match_status
label_build_rules(struct label_build *build)
{
    struct pairs pairs = {0};
    struct intern endings = {0};
    struct ids counts = {0};
    bool good = collect_pairs(build, &pairs);
    if (good && pairs.count > 0) {
        qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
    }
    good = good && count_endings(build, &pairs, &endings, &counts) &&
           keep_rules(build->index, &endings, &counts);
    alloc_free(pairs.items);
    intern_clear(&endings);
    ids_clear(&counts);
    return good ? MATCH_OK : fail_memory(build->err);
}
