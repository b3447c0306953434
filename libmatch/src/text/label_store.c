/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/label_store.h"

#include <string.h>

#include "text/label_words.h"

/* Begins each array. */
struct array_head {
    uint64_t count;
    uint64_t item_size;
};

_Static_assert(sizeof(struct array_head) == LABEL_STORE_ALIGNMENT, "head of an array");
_Static_assert(sizeof(struct label_share) == 4, "share");
_Static_assert(sizeof(struct label_rule) == 12, "rule");

#define HIGHEST_SIMILARITY 256u

/* --- Writing --------------------------------------------------------------------------------- */

static size_t
padding(size_t size)
{
    return (LABEL_STORE_ALIGNMENT - size % LABEL_STORE_ALIGNMENT) % LABEL_STORE_ALIGNMENT;
}

static void
store(struct buffer *out, const void *items, size_t count, size_t item_size)
{
    static const char zeros[LABEL_STORE_ALIGNMENT];
    struct array_head head = {.count = count, .item_size = item_size};
    buffer_add(out, &head, sizeof head);
    buffer_add(out, items, count * item_size);
    buffer_add(out, zeros, padding(count * item_size));
}

#define STORE_ARRAY(name, type, rows)                                                              \
    store(out, stored->name, stored->name##_count, sizeof *stored->name);

void
label_index_store(const struct label_index *stored, struct buffer *out)
{
    LABEL_INDEX_ARRAYS(STORE_ARRAY)
}

void
label_context_store(const struct label_context *stored, struct buffer *out)
{
    LABEL_CONTEXT_ARRAYS(STORE_ARRAY)
}

/* --- Reading --------------------------------------------------------------------------------- */

const void *
label_cursor_take(struct label_cursor *cursor, size_t size)
{
    if (cursor->failed || size > cursor->size - cursor->at) {
        cursor->failed = true;
        return NULL;
    }
    const char *bytes = cursor->bytes + cursor->at;
    cursor->at += size;
    return bytes;
}

/* The items of the next array; nobody writes to them. */
static void *
take_array(struct label_cursor *cursor, size_t item_size, size_t *count)
{
    struct array_head head = {0};
    const void *bytes = label_cursor_take(cursor, sizeof head);
    *count = 0;
    if (bytes) {
        memcpy(&head, bytes, sizeof head);
    }
    if (!bytes || head.item_size != item_size ||
        head.count > (cursor->size - cursor->at) / item_size) {
        cursor->failed = true;
        return NULL;
    }
    size_t size = (size_t)head.count * item_size;
    const void *items = label_cursor_take(cursor, size);
    const char *zeros = label_cursor_take(cursor, padding(size));
    for (size_t i = 0; zeros && i < padding(size); i++) {
        cursor->failed = cursor->failed || zeros[i] != 0;
    }
    *count = (size_t)head.count;
    return (void *)(uintptr_t)items;
}

#define VIEW_ARRAY(name, type, rows)                                                               \
    viewed->name = take_array(cursor, sizeof(type), &viewed->name##_count);

/* Whether an array has as many items as it should have. */
#define COUNT_IS_RIGHT(name, type, rows)                                                           \
    good = good && ((rows) == LABEL_ROWS_ANY || viewed->name##_count == counts[rows]);

/* Whether rows begin at 0, none ends before it begins, and the last one ends at the end. */
static bool
are_starts(const uint32_t *starts, size_t rows, size_t end)
{
    bool good = starts[0] == 0 && starts[rows] == end;
    for (size_t i = 0; i < rows; i++) {
        good &= starts[i] <= starts[i + 1];
    }
    return good;
}

static bool
are_below(const uint32_t *numbers, size_t count, size_t end)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        good &= numbers[i] < end;
    }
    return good;
}

static bool
are_shares(const struct label_share *shares, size_t count, size_t owners)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        good &= shares[i].owner < owners;
    }
    return good;
}

static bool
are_tokens_good(const struct label_index *index)
{
    const struct label_words words = {.bytes = index->token_bytes,
                                      .starts = index->token_starts,
                                      .slots = index->token_slots,
                                      .count = index->token_idf_count,
                                      .slot_count = index->token_slots_count};
    return label_words_check(&words, index->token_bytes_count);
}

static bool
are_grams_good(const struct label_index *index)
{
    size_t grams = index->gram_hashes_count;
    size_t slots = index->gram_slots_count;
    size_t free_slots = 0;
    bool good = (slots & (slots - 1)) == 0 &&
                are_starts(index->gram_starts, grams, index->gram_tokens_count) &&
                are_below(index->gram_tokens, index->gram_tokens_count, index->token_idf_count) &&
                are_below(index->gram_slots, slots, grams + 1);
    for (size_t i = 0; i < slots; i++) {
        free_slots += index->gram_slots[i] == 0;
    }
    return good && (slots == 0 || free_slots > 0); /* where a search ends */
}

static bool
are_labels_good(const struct label_index *index)
{
    size_t tokens = index->token_idf_count;
    size_t labels = index->label_items_count;
    return are_starts(index->label_starts, labels, index->label_tokens_count) &&
           are_below(index->label_tokens, index->label_tokens_count, tokens) &&
           are_below(index->label_items, labels, index->item_numbers_count) &&
           are_starts(index->posting_starts, tokens, index->postings_count) &&
           are_below(index->postings, index->postings_count, labels);
}

static bool
are_owners_good(const struct label_index *index)
{
    size_t tokens = index->token_idf_count;
    bool good = are_starts(index->share_starts, tokens, index->shares_count) &&
                are_shares(index->shares, index->shares_count, index->item_numbers_count) &&
                are_starts(index->group_share_starts, tokens, index->group_shares_count) &&
                are_shares(index->group_shares, index->group_shares_count, index->group_count) &&
                are_starts(index->text_share_starts, tokens, index->text_shares_count) &&
                are_shares(index->text_shares, index->text_shares_count, index->item_numbers_count);
    for (size_t i = 0; i < index->item_groups_count; i++) {
        good &= index->item_groups[i] < index->group_count ||
                index->item_groups[i] == LABEL_INDEX_NONE;
    }
    for (size_t i = 0; i < index->group_items_count; i++) {
        good &= index->group_items[i] < index->item_numbers_count ||
                index->group_items[i] == LABEL_INDEX_NONE;
    }
    return good;
}

static bool
are_rules_good(const struct label_index *index)
{
    size_t bytes = index->rule_bytes_count;
    bool good = index->rules_count == 0 || (bytes > 0 && index->rule_bytes[bytes - 1] == '\0');
    for (size_t i = 0; i < index->rules_count && good; i++) {
        const struct label_rule *rule = &index->rules[i];
        good = rule->from < bytes && rule->to < bytes && rule->similarity <= HIGHEST_SIMILARITY;
    }
    return good;
}

void
label_index_view(struct label_cursor *cursor, uint32_t group_count, struct label_index *viewed)
{
    *viewed = (struct label_index){.group_count = group_count, .borrowed = true};
    LABEL_INDEX_ARRAYS(VIEW_ARRAY)
    const size_t counts[LABEL_ROWS_COUNT] = {
        [LABEL_ROWS_TOKENS] = viewed->token_idf_count,
        [LABEL_ROWS_TOKEN_STARTS] = viewed->token_idf_count + 1,
        [LABEL_ROWS_GRAMS] = viewed->gram_hashes_count,
        [LABEL_ROWS_GRAM_STARTS] = viewed->gram_hashes_count + 1,
        [LABEL_ROWS_LABELS] = viewed->label_items_count,
        [LABEL_ROWS_LABEL_STARTS] = viewed->label_items_count + 1,
        [LABEL_ROWS_ITEMS] = viewed->item_numbers_count,
        [LABEL_ROWS_GROUPS] = group_count,
    };
    bool good = !cursor->failed && group_count <= viewed->item_numbers_count;
    LABEL_INDEX_ARRAYS(COUNT_IS_RIGHT)
    good = good && are_tokens_good(viewed) && are_grams_good(viewed) && are_labels_good(viewed) &&
           are_owners_good(viewed) && are_rules_good(viewed);
    if (!good) {
        *viewed = (struct label_index){0};
        cursor->failed = true;
    }
}

void
label_context_view(struct label_cursor *cursor, size_t item_count, struct label_context *viewed)
{
    *viewed = (struct label_context){.item_count = item_count, .borrowed = true};
    LABEL_CONTEXT_ARRAYS(VIEW_ARRAY)
    const size_t counts[LABEL_ROWS_COUNT] = {
        [LABEL_ROWS_TOKENS] = viewed->idf_count,
        [LABEL_ROWS_TOKEN_STARTS] = viewed->idf_count + 1,
    };
    bool good = !cursor->failed;
    LABEL_CONTEXT_ARRAYS(COUNT_IS_RIGHT)
    const struct label_words words = {.bytes = viewed->word_bytes,
                                      .starts = viewed->word_starts,
                                      .slots = viewed->word_slots,
                                      .count = viewed->idf_count,
                                      .slot_count = viewed->word_slots_count};
    good = good && label_words_check(&words, viewed->word_bytes_count) &&
           are_starts(viewed->starts, viewed->idf_count, viewed->shares_count) &&
           are_shares(viewed->shares, viewed->shares_count, item_count);
    if (!good) {
        *viewed = (struct label_context){0};
        cursor->failed = true;
    }
}
