/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/store.h"

#include <libmatch/text.h>

#include "base/alloc.h"
#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

void
store_init(struct store *store, size_t record_size, size_t side_size)
{
    *store = (struct store){.record_size = record_size, .side_size = side_size};
}

static void
batch_free(struct store_batch *batch)
{
    if (batch) {
        arena_clear(&batch->arena);
        alloc_free(batch);
    }
}

void
store_clear(struct store *store)
{
    struct store_batch *batch = store->batches;

    while (batch) {
        struct store_batch *next = batch->next;
        batch_free(batch);
        batch = next;
    }
    alloc_free(store->records);
    alloc_free(store->sides);
    alloc_free(store->origins);
    alloc_free(store->keys);
    store_init(store, store->record_size, store->side_size);
}

match_status
store_begin(struct store_addition *addition, match_error *err)
{
    addition->batch = alloc_zeroed(1, sizeof *addition->batch);
    return addition->batch ? MATCH_OK : fail_memory(err);
}

void
store_drop(struct store_addition *addition)
{
    batch_free(addition->batch);
    alloc_free(addition->records);
    alloc_free(addition->sides);
    alloc_free(addition->origins);
    alloc_free(addition->keys);
    intern_clear(&addition->seen);
    *addition = (struct store_addition){0};
}

/* ---- ids ---- */

/* Folds text that is not ASCII; as it is where it grows out of all bounds or is no UTF-8. */
static match_status
fold_part(const char *text, size_t length, char *out, size_t room, size_t *used, match_error *err)
{
    char folded[STORE_KEY_BYTES];
    match_error reason = {.status = MATCH_OK};
    size_t size = match_text_fold(text, length, folded, sizeof folded, &reason);

    *used = 0;
    if (size == (size_t)-1 && reason.status == MATCH_ERR_NOMEM) {
        return fail_memory(err);
    }
    if (size == (size_t)-1 || size >= sizeof folded || size > room) {
        *used = length < room ? length : room;
        memcpy(out, text, *used);
        return MATCH_OK;
    }
    for (size_t i = 0; i < size; i++) {
        if (folded[i] != ' ') {
            out[(*used)++] = folded[i];
        }
    }
    return MATCH_OK;
}

match_status
store_key(const char *id, char out[STORE_KEY_BYTES], match_error *err)
{
    size_t length = strnlen(id, STORE_ID_BYTES);
    size_t used = 0;
    size_t at = 0;

    while (at < length) {
        size_t end = at;
        while (end < length && (unsigned char)id[end] >= 0x80) {
            end++;
        }
        if (end > at) {
            /* What is left of the room suffices for the rest of the id as it is. */
            size_t room = STORE_KEY_BYTES - 1 - used - (length - end);
            size_t added;
            match_status status = fold_part(id + at, end - at, out + used, room, &added, err);
            if (status != MATCH_OK) {
                return status;
            }
            used += added;
            at = end;
            continue;
        }
        if (id[at] != ' ' && id[at] != '\t') {
            out[used++] = (char)(id[at] >= 'A' && id[at] <= 'Z' ? id[at] + ('a' - 'A') : id[at]);
        }
        at++;
    }
    out[used] = '\0';
    return MATCH_OK;
}

static int
compare_keys(const void *a, const void *b)
{
    const struct store_key *x = a;
    const struct store_key *y = b;
    return strcmp(x->key, y->key);
}

static size_t
find_key(const struct store *store, const char *key)
{
    struct store_key wanted = {.key = key};
    const struct store_key *found;

    if (store->count == 0) {
        return SIZE_MAX;
    }
    found = bsearch(&wanted, store->keys, store->count, sizeof *store->keys, compare_keys);
    return found ? found->index : SIZE_MAX;
}

match_status
store_find(const struct store *store, const char *id, size_t *index, match_error *err)
{
    char key[STORE_KEY_BYTES];
    match_status status = store_key(id, key, err);

    if (status == MATCH_OK) {
        *index = strlen(id) > STORE_ID_BYTES ? SIZE_MAX : find_key(store, key);
    }
    return status;
}

/* ---- adding ---- */

static bool
grow(char **items, size_t *capacity, size_t wanted, size_t size)
{
    char *grown;

    if (size == 0) {
        return true;
    }
    grown = alloc_grow(*items, capacity, wanted, size);
    if (grown) {
        *items = grown;
    }
    return grown != NULL;
}

static bool
grow_origins(struct origin **items, size_t *capacity, size_t wanted)
{
    struct origin *grown = alloc_grow(*items, capacity, wanted, sizeof *grown);
    if (grown) {
        *items = grown;
    }
    return grown != NULL;
}

static bool
grow_keys(struct store_key **items, size_t *capacity, size_t wanted)
{
    struct store_key *grown = alloc_grow(*items, capacity, wanted, sizeof *grown);
    if (grown) {
        *items = grown;
    }
    return grown != NULL;
}

match_status
store_add(const struct store *store, struct store_addition *addition, const char *id,
          const void *record, const void *side, struct origin origin, const struct origin **first,
          match_error *err)
{
    size_t wanted = addition->count + 1;
    char key[STORE_KEY_BYTES];
    match_status status = store_key(id, key, err);
    size_t length;
    size_t known;
    uint32_t number;
    const char *kept;

    *first = NULL;
    if (status != MATCH_OK) {
        return status;
    }
    length = strlen(key);
    known = find_key(store, key);
    if (known != SIZE_MAX) {
        *first = &store->origins[known];
        return MATCH_OK;
    }
    if (!grow(&addition->records, &addition->record_capacity, wanted, store->record_size) ||
        !grow(&addition->sides, &addition->side_capacity, wanted, store->side_size) ||
        !grow_origins(&addition->origins, &addition->origin_capacity, wanted) ||
        !grow_keys(&addition->keys, &addition->key_capacity, wanted)) {
        return fail_memory(err);
    }
    kept = arena_text(&addition->batch->arena, key, length);
    number = kept ? intern_add(&addition->seen, key, length) : 0;
    if (number == 0) {
        return fail_memory(err);
    }
    if (number <= addition->count) {
        *first = &addition->origins[number - 1]; /* numbers follow the order of the records */
        return MATCH_OK;
    }
    memcpy(addition->records + addition->count * store->record_size, record, store->record_size);
    if (store->side_size > 0) {
        memcpy(addition->sides + addition->count * store->side_size, side, store->side_size);
    }
    addition->origins[addition->count] = origin;
    addition->keys[addition->count] = (struct store_key){.key = kept, .index = addition->count};
    addition->count++;
    return MATCH_OK;
}

match_status
store_take(struct store *store, struct store_addition *addition, match_error *err)
{
    size_t before = store->count;
    size_t wanted = before + addition->count;

    if (addition->count > 0 &&
        (!grow(&store->records, &store->record_capacity, wanted, store->record_size) ||
         !grow(&store->sides, &store->side_capacity, wanted, store->side_size) ||
         !grow_origins(&store->origins, &store->origin_capacity, wanted) ||
         !grow_keys(&store->keys, &store->key_capacity, wanted))) {
        store_drop(addition);
        return fail_memory(err);
    }
    if (addition->count > 0) {
        memcpy(store->records + before * store->record_size, addition->records,
               addition->count * store->record_size);
        memcpy(store->origins + before, addition->origins,
               addition->count * sizeof *store->origins);
        if (store->side_size > 0) {
            memcpy(store->sides + before * store->side_size, addition->sides,
                   addition->count * store->side_size);
        }
        for (size_t i = 0; i < addition->count; i++) {
            store->keys[before + i] =
                (struct store_key){.key = addition->keys[i].key, .index = before + i};
        }
        store->count = wanted;
        qsort(store->keys, store->count, sizeof *store->keys, compare_keys);
        addition->batch->next = store->batches;
        store->batches = addition->batch;
        addition->batch = NULL;
    }
    store_drop(addition);
    return MATCH_OK;
}

const void *
store_record(const struct store *store, size_t index)
{
    return store->records + index * store->record_size;
}

const void *
store_side(const struct store *store, size_t index)
{
    return store->sides + index * store->side_size;
}
