/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/bitset.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/ids.h"
#include "base/intern.h"

#include <stdio.h>
#include <string.h>

#include <libmatch/version.h>

/* Whether all bytes have one value. (An assertion for each byte would take long.) */
static bool
all_are(const unsigned char *bytes, size_t size, size_t value)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != value) {
            return false;
        }
    }
    return true;
}

/* ---- alloc ---- */

START_TEST(alloc_gives_zeroed_memory)
{
    unsigned char *bytes = alloc_zeroed(1000, 7);
    ck_assert_ptr_nonnull(bytes);
    ck_assert(all_are(bytes, 7000, 0));
    alloc_free(bytes);
    alloc_free(NULL);
}
END_TEST

START_TEST(alloc_of_nothing_is_not_a_failure)
{
    void *nothing = alloc_zeroed(0, 8);
    size_t capacity = 0;
    void *items = alloc_grow(NULL, &capacity, 0, 8);
    ck_assert_ptr_nonnull(nothing);
    ck_assert_ptr_nonnull(items);
    alloc_free(nothing);
    alloc_free(items);
}
END_TEST

START_TEST(alloc_refuses_overflow)
{
    size_t capacity = 0;
    ck_assert_ptr_null(alloc_zeroed(SIZE_MAX / 2, 3));
    ck_assert_ptr_null(alloc_zeroed(SIZE_MAX, 1));
    ck_assert_ptr_null(alloc_grow(NULL, &capacity, SIZE_MAX / 2, 3));
    ck_assert_uint_eq(capacity, 0);
}
END_TEST

START_TEST(alloc_grow_keeps_old_items_and_zeroes_new_ones)
{
    size_t capacity = 0;
    uint32_t *items = NULL;

    for (size_t count = 1; count <= 1000; count++) {
        size_t before = capacity;
        uint32_t *grown = alloc_grow(items, &capacity, count, sizeof *items);
        ck_assert_ptr_nonnull(grown);
        items = grown;
        ck_assert_uint_ge(capacity, count);
        ck_assert(capacity == before || capacity >= 2 * before);
        for (size_t i = 0; i < capacity; i++) {
            if (items[i] != (i < count - 1 ? i + 1 : 0)) {
                ck_abort_msg("item %zu of %zu is %u", i, count, (unsigned)items[i]);
            }
        }
        items[count - 1] = (uint32_t)count;
    }
    alloc_free(items);
}
END_TEST

START_TEST(alloc_grow_leaves_all_as_it_was_on_failure)
{
    size_t capacity = 0;
    char *items = alloc_grow(NULL, &capacity, 4, 1);
    size_t before = capacity;
    ck_assert_ptr_nonnull(items);
    memcpy(items, "abc", 4);

    alloc_fail_after(0);
    ck_assert_ptr_null(alloc_grow(items, &capacity, before + 1, 1));
    ck_assert_uint_eq(capacity, before);
    ck_assert_str_eq(items, "abc");
    ck_assert_ptr_null(alloc_grow(items, &capacity, SIZE_MAX, 2));
    ck_assert_uint_eq(capacity, before);
    alloc_free(items);
}
END_TEST

START_TEST(alloc_fails_once_at_the_point_asked_for)
{
    long before = alloc_live();
    void *blocks[5];

    alloc_fail_after(2);
    for (size_t i = 0; i < 5; i++) {
        blocks[i] = alloc_zeroed(1, 1);
        ck_assert(i == 2 ? blocks[i] == NULL : blocks[i] != NULL);
    }
    ck_assert_int_eq(alloc_count(), 5);
    ck_assert_int_eq(alloc_live() - before, 4);
    for (size_t i = 0; i < 5; i++) {
        alloc_free(blocks[i]);
    }
    ck_assert_int_eq(alloc_live(), before);
}
END_TEST

/* ---- arena ---- */

START_TEST(arena_memory_is_zeroed_aligned_and_apart)
{
    enum { PIECES = 3000 };
    static unsigned char *pieces[PIECES];
    static size_t sizes[PIECES];
    struct arena arena = {0};
    uint64_t seed = 1;

    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = random_next(&seed) % (i % 100 == 0 ? 200000 : 300);
        pieces[i] = arena_zeroed(&arena, sizes[i], 1);
        ck_assert_ptr_nonnull(pieces[i]);
        ck_assert_uint_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        ck_assert(all_are(pieces[i], sizes[i], 0));
        memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++) {
        ck_assert_msg(all_are(pieces[i], sizes[i], i % 255 + 1), "piece %zu was overwritten", i);
    }
    arena_clear(&arena);
}
END_TEST

START_TEST(arena_uses_few_chunks)
{
    struct arena arena = {0};
    alloc_fail_after(-1);
    for (size_t i = 0; i < 10000; i++) {
        ck_assert_ptr_nonnull(arena_zeroed(&arena, 1, 16));
    }
    /* 160,000 bytes: 4 + 8 + 16 + 32 + 64 KiB and one or, with red zones, several more. */
    ck_assert_int_le(alloc_count(), 12);
    arena_clear(&arena);
}
END_TEST

START_TEST(arena_refuses_overflow)
{
    struct arena arena = {0};
    ck_assert_ptr_null(arena_zeroed(&arena, SIZE_MAX / 4, 5));
    ck_assert_ptr_null(arena_zeroed(&arena, SIZE_MAX - 8, 1));
    ck_assert_ptr_null(arena_text(&arena, "", SIZE_MAX));
    arena_clear(&arena);
}
END_TEST

START_TEST(arena_text_is_a_copy_with_a_nul)
{
    struct arena arena = {0};
    char text[] = "ວຽງຈັນ and more";
    char *copy = arena_text(&arena, text, strlen("ວຽງຈັນ"));
    memset(text, 'x', sizeof text - 1);
    ck_assert_str_eq(copy, "ວຽງຈັນ");
    ck_assert_str_eq(arena_text(&arena, NULL, 0), "");
    arena_clear(&arena);
    ck_assert_ptr_null(arena.chunks);
}
END_TEST

static match_status
attempt_arena(void *data, match_error *err)
{
    struct arena arena = {0};
    match_status status = MATCH_OK;
    (void)data;

    for (size_t i = 0; i < 40 && status == MATCH_OK; i++) {
        if (!arena_zeroed(&arena, i % 7 == 0 ? 100000 : 5000, 1)) {
            status = fail_memory(err);
        }
    }
    arena_clear(&arena);
    return status;
}

START_TEST(arena_survives_every_allocation_failure)
{
    ck_assert_int_gt(for_every_allocation_failure(attempt_arena, NULL), 6);
}
END_TEST

#if defined(__SANITIZE_ADDRESS__)
#define OVERRUN_IS_SEEN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OVERRUN_IS_SEEN 1
#endif
#endif

#ifdef OVERRUN_IS_SEEN
#include <sanitizer/asan_interface.h>

START_TEST(arena_pieces_have_a_poisoned_gap_behind_them)
{
    struct arena arena = {0};
    char *first = arena_zeroed(&arena, 16, 1);
    char *odd = arena_zeroed(&arena, 13, 1);
    char *big = arena_zeroed(&arena, 200000, 1);

    ck_assert_ptr_null(__asan_region_is_poisoned(first, 16));
    ck_assert_ptr_eq(__asan_region_is_poisoned(first, 17), first + 16);
    ck_assert_ptr_null(__asan_region_is_poisoned(odd, 13));
    ck_assert(__asan_address_is_poisoned(odd + 13));
    ck_assert_ptr_null(__asan_region_is_poisoned(big, 200000));
    ck_assert(__asan_address_is_poisoned(big + 200000));
    arena_clear(&arena);
}
END_TEST
#endif

/* ---- bitset ---- */

START_TEST(bitset_agrees_with_an_array_of_flags)
{
    enum { BITS = 517 };
    static bool flags[2][BITS];
    struct bitset sets[2];
    uint64_t seed = 7;
    size_t common = 0;

    ck_assert(bitset_init(&sets[0], BITS) && bitset_init(&sets[1], BITS));
    for (size_t step = 0; step < 5000; step++) {
        size_t which = random_next(&seed) % 2;
        size_t bit = random_next(&seed) % BITS;
        bool on = random_next(&seed) % 3 != 0;
        flags[which][bit] = on;
        (on ? bitset_put : bitset_drop)(&sets[which], bit);
    }
    for (size_t which = 0; which < 2; which++) {
        size_t count = 0;
        for (size_t bit = 0; bit < BITS; bit++) {
            ck_assert_int_eq(bitset_has(&sets[which], bit), flags[which][bit]);
            count += flags[which][bit];
        }
        ck_assert_uint_eq(bitset_count(&sets[which]), count);
    }
    for (size_t bit = 0; bit < BITS; bit++) {
        common += flags[0][bit] && flags[1][bit];
    }
    ck_assert_uint_eq(bitset_count_common(&sets[0], &sets[1]), common);
    bitset_drop_all(&sets[0]);
    ck_assert_uint_eq(bitset_count(&sets[0]), 0);
    bitset_clear(&sets[0]);
    bitset_clear(&sets[1]);
}
END_TEST

START_TEST(bitset_of_no_bits_is_fine)
{
    struct bitset set;
    ck_assert(bitset_init(&set, 0));
    ck_assert_uint_eq(bitset_count(&set), 0);
    bitset_clear(&set);
    bitset_drop_all(&set);
}
END_TEST

START_TEST(bitset_says_when_memory_is_wanting)
{
    struct bitset set;
    alloc_fail_after(0);
    ck_assert(!bitset_init(&set, 100));
    bitset_clear(&set);
}
END_TEST

/* ---- buffer ---- */

static const struct {
    int64_t number;
    const char *text;
} numbers[] = {
    {0, "0"},
    {7, "7"},
    {-1, "-1"},
    {1000000, "1000000"},
    {INT64_MAX, "9223372036854775807"},
    {INT64_MIN, "-9223372036854775808"},
};

START_TEST(buffer_writes_numbers)
{
    struct buffer buffer = {0};
    buffer_add_int(&buffer, numbers[_i].number);
    ck_assert_str_eq(buffer.bytes, numbers[_i].text);
    buffer_clear(&buffer);
}
END_TEST

START_TEST(buffer_grows_and_stays_closed_by_a_nul)
{
    struct buffer buffer = {0};
    char expected[2001];

    for (size_t i = 0; i < 1000; i++) {
        buffer_add_char(&buffer, (char)('a' + i % 26));
        buffer_add(&buffer, NULL, 0);
        buffer_add_text(&buffer, "-");
        expected[2 * i] = (char)('a' + i % 26);
        expected[2 * i + 1] = '-';
        ck_assert_int_eq(buffer.bytes[buffer.size], 0);
    }
    expected[2000] = '\0';
    ck_assert(!buffer.failed);
    ck_assert_uint_eq(buffer.size, 2000);
    ck_assert_str_eq(buffer.bytes, expected);
    buffer_clear(&buffer);
    ck_assert_ptr_null(buffer.bytes);
}
END_TEST

START_TEST(buffer_is_marked_and_unchanged_after_a_failure)
{
    struct buffer buffer = {0};
    buffer_add_text(&buffer, "one");
    alloc_fail_after(0);
    buffer_add_text(&buffer, " and a text that does not fit in");
    ck_assert(buffer.failed);
    buffer_add_text(&buffer, "!");
    ck_assert_str_eq(buffer.bytes, "one");
    buffer_clear(&buffer);
    ck_assert(!buffer.failed);

    buffer_add_text(&buffer, "x");
    buffer_add(&buffer, "", SIZE_MAX);
    ck_assert(buffer.failed);
    ck_assert_uint_eq(buffer.size, 1);
    buffer_clear(&buffer);
}
END_TEST

/* ---- ids ---- */

START_TEST(ids_are_sorted_without_repetition_and_found)
{
    enum { RANGE = 300 };
    bool there[RANGE] = {false};
    struct ids ids = {0};
    uint64_t seed = 3;
    size_t count = 0;

    for (size_t i = 0; i < 400; i++) {
        uint32_t id = random_next(&seed) % RANGE;
        ck_assert(ids_push(&ids, id));
        there[id] = true;
    }
    ids_sort_unique(&ids);
    for (uint32_t id = 0; id < RANGE; id++) {
        ck_assert_int_eq(ids_contain(ids.items, ids.count, id), there[id]);
        if (there[id]) {
            ck_assert_uint_eq(ids.items[count++], id);
        }
    }
    ck_assert_uint_eq(ids.count, count);
    ck_assert(!ids_contain(ids.items, ids.count, UINT32_MAX));
    ids_clear(&ids);
}
END_TEST

START_TEST(ids_may_be_none_or_extreme)
{
    struct ids ids = {0};
    ids_sort_unique(&ids);
    ck_assert(!ids_contain(ids.items, ids.count, 0));
    ck_assert(ids_push(&ids, UINT32_MAX) && ids_push(&ids, 0) && ids_push(&ids, UINT32_MAX));
    ids_sort_unique(&ids);
    ck_assert_uint_eq(ids.count, 2);
    ck_assert(ids_contain(ids.items, ids.count, 0));
    ck_assert(ids_contain(ids.items, ids.count, UINT32_MAX));
    ck_assert(!ids_contain(ids.items, ids.count, 1));
    ids_clear(&ids);
}
END_TEST

START_TEST(ids_stay_as_they_were_when_memory_is_wanting)
{
    struct ids ids = {0};
    alloc_fail_after(0);
    ck_assert(!ids_push(&ids, 5));
    ck_assert_uint_eq(ids.count, 0);
    ck_assert(ids_push(&ids, 6));
    ck_assert_uint_eq(ids.items[0], 6);
    ids_clear(&ids);
}
END_TEST

/* ---- intern ---- */

START_TEST(intern_numbers_texts_in_the_order_of_first_use)
{
    enum { TEXTS = 5000 };
    struct intern intern = {0};
    char text[32];

    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < TEXTS; i++) {
            int length = snprintf(text, sizeof text, "text %u", i * 7919u % TEXTS);
            ck_assert_uint_eq(intern_add(&intern, text, (size_t)length), i + 1);
        }
    }
    ck_assert_uint_eq(intern.count, TEXTS);
    for (uint32_t i = 0; i < TEXTS; i++) {
        int length = snprintf(text, sizeof text, "text %u", i * 7919u % TEXTS);
        ck_assert_uint_eq(intern_find(&intern, text, (size_t)length), i + 1);
        ck_assert_str_eq(intern_text(&intern, i + 1), text);
    }
    ck_assert_uint_eq(intern_find(&intern, "text 5000", 9), 0);
    intern_clear(&intern);
}
END_TEST

START_TEST(intern_tells_texts_apart_by_all_their_bytes)
{
    static const struct {
        const char *text;
        size_t length;
    } texts[] = {{"", 0}, {"a", 1}, {"ab", 2}, {"a\0b", 3}, {"a\0c", 3}, {"a\0", 2}};
    struct intern intern = {0};

    ck_assert_uint_eq(intern_find(&intern, "a", 1), 0);
    ck_assert_str_eq(intern_text(&intern, 0), "");
    for (uint32_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ck_assert_uint_eq(intern_add(&intern, texts[i].text, texts[i].length), i + 1);
    }
    ck_assert_mem_eq(intern_text(&intern, 5), "a\0c", 4);
    intern_clear(&intern);
}
END_TEST

static match_status
attempt_intern(void *data, match_error *err)
{
    struct intern intern = {0};
    match_status status = MATCH_OK;
    char text[16];
    (void)data;

    for (uint32_t i = 0; i < 2000 && status == MATCH_OK; i++) {
        int length = snprintf(text, sizeof text, "%u", i);
        uint32_t number = intern_add(&intern, text, (size_t)length);
        if (number == 0) {
            /* As it was: what is there is found, what failed is not, and comes next. */
            ck_assert_uint_eq(intern.count, i);
            ck_assert_uint_eq(intern_find(&intern, text, (size_t)length), 0);
            ck_assert_uint_eq(intern_add(&intern, text, (size_t)length), i + 1);
            status = fail_memory(err);
        } else if (number != i + 1) {
            ck_abort_msg("text %u has number %u", i, number);
        }
    }
    intern_clear(&intern);
    return status;
}

START_TEST(intern_survives_every_allocation_failure)
{
    ck_assert_int_gt(for_every_allocation_failure(attempt_intern, NULL), 10);
}
END_TEST

/* ---- version ---- */

START_TEST(version_of_headers_and_library_agree)
{
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", MATCH_VERSION_MAJOR, MATCH_VERSION_MINOR,
             MATCH_VERSION_MICRO);
    ck_assert_str_eq(match_version(), text);
    ck_assert_str_eq(match_version(), PACKAGE_VERSION);
    ck_assert(MATCH_VERSION_AT_LEAST(0, 1, 0));
    ck_assert(!MATCH_VERSION_AT_LEAST(MATCH_VERSION_MAJOR, MATCH_VERSION_MINOR + 1, 0));
    ck_assert(!MATCH_VERSION_AT_LEAST(MATCH_VERSION_MAJOR + 1, 0, 0));
}
END_TEST

static void
add_memory(Suite *suite)
{
    TCase *alloc = tcase_create("alloc");
    TCase *arena = tcase_create("arena");

    tcase_add_test(alloc, alloc_gives_zeroed_memory);
    tcase_add_test(alloc, alloc_of_nothing_is_not_a_failure);
    tcase_add_test(alloc, alloc_refuses_overflow);
    tcase_add_test(alloc, alloc_grow_keeps_old_items_and_zeroes_new_ones);
    tcase_add_test(alloc, alloc_grow_leaves_all_as_it_was_on_failure);
    tcase_add_test(alloc, alloc_fails_once_at_the_point_asked_for);
    suite_add_tcase(suite, alloc);

    tcase_add_test(arena, arena_memory_is_zeroed_aligned_and_apart);
    tcase_add_test(arena, arena_uses_few_chunks);
    tcase_add_test(arena, arena_refuses_overflow);
    tcase_add_test(arena, arena_text_is_a_copy_with_a_nul);
    tcase_add_test(arena, arena_survives_every_allocation_failure);
#ifdef OVERRUN_IS_SEEN
    tcase_add_test(arena, arena_pieces_have_a_poisoned_gap_behind_them);
#endif
    suite_add_tcase(suite, arena);
}

static void
add_containers(Suite *suite)
{
    TCase *bitset = tcase_create("bitset");
    TCase *buffer = tcase_create("buffer");
    TCase *ids = tcase_create("ids");
    TCase *intern = tcase_create("intern");

    tcase_add_test(bitset, bitset_agrees_with_an_array_of_flags);
    tcase_add_test(bitset, bitset_of_no_bits_is_fine);
    tcase_add_test(bitset, bitset_says_when_memory_is_wanting);
    suite_add_tcase(suite, bitset);

    tcase_add_loop_test(buffer, buffer_writes_numbers, 0, sizeof numbers / sizeof numbers[0]);
    tcase_add_test(buffer, buffer_grows_and_stays_closed_by_a_nul);
    tcase_add_test(buffer, buffer_is_marked_and_unchanged_after_a_failure);
    suite_add_tcase(suite, buffer);

    tcase_add_test(ids, ids_are_sorted_without_repetition_and_found);
    tcase_add_test(ids, ids_may_be_none_or_extreme);
    tcase_add_test(ids, ids_stay_as_they_were_when_memory_is_wanting);
    suite_add_tcase(suite, ids);

    tcase_add_test(intern, intern_numbers_texts_in_the_order_of_first_use);
    tcase_add_test(intern, intern_tells_texts_apart_by_all_their_bytes);
    tcase_add_test(intern, intern_survives_every_allocation_failure);
    suite_add_tcase(suite, intern);
}

int
main(void)
{
    Suite *suite = suite_create("base");
    TCase *version = tcase_create("version");

    add_memory(suite);
    add_containers(suite);
    tcase_add_test(version, version_of_headers_and_library_agree);
    suite_add_tcase(suite, version);
    return run_suite(suite);
}
