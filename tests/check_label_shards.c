/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The indexes of labels behind a compiled taxonomy: they answer as those that were just built, are
 * the same bytes each time, and nothing that stands in them is believed.
 */
#include <config.h>

#include "support.h"

#include <stdlib.h>
#include <string.h>

#include <libmatch/resolver.h>
#include <libmatch/taxonomy.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "taxonomy/image.h"

#define SMALL "tests/cases/taxonomy/small.yaml"
#define MOST 16
#define PART_HEADER 48 /* bytes */
#define CHECKSUM 24    /* its offset there */

/* The compiled file, and where its indexes begin. */
static char *bytes;
static size_t size;
static size_t part;

static void
set_up(void)
{
    match_error err = {0};
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    const char *path = temp_path("small.lmt");
    assert_ok(match_taxonomy_save(taxonomy, path, &err), &err);
    struct file_bytes file = read_bytes(path);
    part = taxonomy->file.size;
    size = file.size;
    bytes = malloc(size + 16);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, file.bytes, size);
    memset(bytes + size, 0, 16);
    file_bytes_clear(&file);
    match_taxonomy_unref(taxonomy);
}

static void
tear_down(void)
{
    free(bytes);
}

static void
add_answer(struct buffer *out, const match_resolver *resolver, const match_resolve_options *options,
           const char *text)
{
    match_candidate found[MOST];
    size_t count = 0;
    match_error err = {0};
    assert_ok(match_resolver_resolve(resolver, options, text, MATCH_NUL, found, MOST, &count, &err),
              &err);
    for (size_t i = 0; i < count && i < MOST; i++) {
        const match_candidate *candidate = &found[i];
        ck_assert_uint_ge(candidate->concept, 1);
        ck_assert_uint_le(candidate->concept,
                          match_taxonomy_count(match_resolver_taxonomy(resolver)));
        ck_assert_int_ge(candidate->score, 0);
        ck_assert_int_le(candidate->score, MATCH_RESOLVE_ONE);
        buffer_add_int(out, candidate->concept);
        buffer_add_char(out, ' ');
        buffer_add_text(out, candidate->label);
        buffer_add_char(out, ' ');
        buffer_add_text(out, candidate->language);
        buffer_add_char(out, ' ');
        buffer_add_int(out, candidate->score);
        buffer_add_char(out, ' ');
        buffer_add_int(out, candidate->confidence);
        buffer_add_char(out, ' ');
        buffer_add_int(out, candidate->reason);
        buffer_add_char(out, '\n');
    }
}

/* What a taxonomy answers to its own labels, and to some other texts with a context. */
static struct buffer
answers(const match_resolver *resolver)
{
    static const char *const texts[] = {"tailors", "makes dresses", "cook of soups", "ຄົວ", "sewin",
                                        "of", "drivr truck"};
    const match_taxonomy *taxonomy = match_resolver_taxonomy(resolver);
    struct buffer out = {0};
    match_error err = {0};
    match_resolve_options *options = match_resolve_options_new(&err);
    match_label label;
    assert_ok(match_resolve_options_set_threshold(options, 0, &err), &err);
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, c, i, &label); i++) {
            add_answer(&out, resolver, options, label.text);
        }
    }
    assert_ok(match_resolve_options_set_context(options, "Makes and mends clothes to measure.",
                                                MATCH_NUL, &err),
              &err);
    match_resolve_options_set_by_label(options, true);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        add_answer(&out, resolver, options, texts[i]);
    }
    ck_assert(!out.failed);
    match_resolve_options_free(options);
    return out;
}

/* The answers of a taxonomy, which is given back. */
static struct buffer
answers_of(match_taxonomy *taxonomy)
{
    match_error err = {0};
    ck_assert_ptr_nonnull(taxonomy);
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &err);
    assert_ok(err.status, &err);
    match_taxonomy_unref(taxonomy);
    struct buffer out = answers(resolver);
    match_resolver_unref(resolver);
    return out;
}

START_TEST(loaded_indexes_answer_as_built_ones)
{
    match_error err = {0};
    const char *path = temp_file("copy.lmt", bytes, size);
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    match_taxonomy *const others[] = {
        match_taxonomy_load(path, NULL, &err),
        match_taxonomy_map(path, NULL, &err),
        match_taxonomy_parse(bytes, size, "memory", NULL, &err),
    };
    ck_assert_uint_gt(expected.size, 1000);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct buffer got = answers_of(others[i]);
        ck_assert_str_eq(got.bytes, expected.bytes);
        buffer_clear(&got);
    }
    buffer_clear(&expected);
}
END_TEST

/* A file of a taxonomy alone, as older programs or other tools may write it, has no indexes. */
START_TEST(file_without_indexes_builds_them)
{
    struct image_header header;
    match_error err = {0};
    memcpy(&header, bytes, sizeof header);
    ck_assert_uint_eq(header.size, part);
    ck_assert_uint_eq(header.appended, size - part);
    header.appended = 0;
    memcpy(bytes, &header, sizeof header);
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    struct buffer got = answers_of(match_taxonomy_parse(bytes, part, NULL, NULL, &err));
    ck_assert_str_eq(got.bytes, expected.bytes);
    buffer_clear(&got);
    buffer_clear(&expected);
}
END_TEST

START_TEST(saving_gives_the_same_bytes)
{
    match_error err = {0};
    match_taxonomy *const taxonomies[] = {
        load_taxonomy(SMALL),
        match_taxonomy_load(temp_file("copy.lmt", bytes, size), NULL, &err),
        match_taxonomy_parse(bytes, size, NULL, NULL, &err),
    };
    for (size_t i = 0; i < sizeof taxonomies / sizeof taxonomies[0]; i++) {
        const char *path = temp_path("again.lmt");
        assert_ok(match_taxonomy_save(taxonomies[i], path, &err), &err);
        struct file_bytes again = read_bytes(path);
        ck_assert_uint_eq(again.size, size);
        ck_assert_mem_eq(again.bytes, bytes, size);
        file_bytes_clear(&again);
        match_taxonomy_unref(taxonomies[i]);
    }
}
END_TEST

/* The indexes are read late, from the file that was opened. */
START_TEST(file_may_be_replaced_before_the_first_search)
{
    match_error err = {0};
    const char *path = temp_file("copy.lmt", bytes, size);
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    match_taxonomy *taxonomy = match_taxonomy_load(path, NULL, &err);
    assert_ok(file_write(path, "other", 5, &err), &err);
    struct buffer got = answers_of(taxonomy);
    ck_assert_str_eq(got.bytes, expected.bytes);
    buffer_clear(&got);
    buffer_clear(&expected);
}
END_TEST

START_TEST(two_resolvers_share_indexes)
{
    match_error err = {0};
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    match_resolver *one = match_resolver_new(taxonomy, NULL, NULL, &err);
    alloc_fail_after(-1);
    match_resolver *two = match_resolver_new(taxonomy, NULL, NULL, &err);
    ck_assert_int_lt(alloc_count(), 5);
    match_resolver_unref(one);
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    struct buffer got = answers(two);
    ck_assert_str_eq(got.bytes, expected.bytes);
    buffer_clear(&got);
    buffer_clear(&expected);
    match_resolver_unref(two);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* --- Damage ------------------------------------------------------------------------------------ */

/* Whether a file is served: its answers are looked at, and are the expected ones if there are. */
static bool
is_served(const char *expected)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_parse(bytes, size, "f", NULL, &err);
    assert_ok(err.status, &err); /* the taxonomy itself is as it was */
    match_resolver *resolver = match_resolver_new(taxonomy, NULL, NULL, &err);
    match_taxonomy_unref(taxonomy);
    if (!resolver) {
        assert_error(&err, MATCH_ERR_FORMAT, 0, "index of labels");
        return false;
    }
    struct buffer got = answers(resolver);
    if (expected) {
        ck_assert_str_eq(got.bytes, expected);
    }
    buffer_clear(&got);
    match_resolver_unref(resolver);
    return true;
}

/* Bytes 8..11 are the version of the way of building: another one means that it is built anew. */
START_TEST(every_changed_byte_is_noticed)
{
    static const char masks[] = {1, (char)0x80};
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    for (size_t i = part; i < size; i++) {
        for (size_t k = 0; k < sizeof masks; k++) {
            bytes[i] = (char)(bytes[i] ^ masks[k]);
            bool served = is_served(expected.bytes);
            bytes[i] = (char)(bytes[i] ^ masks[k]);
            ck_assert_msg(served == (i >= part + 8 && i < part + 12), "byte %zu", i - part);
        }
    }
    buffer_clear(&expected);
}
END_TEST

START_TEST(every_shorter_or_longer_file_is_refused)
{
    match_error err = {0};
    for (size_t length = part; length <= size + 16; length++) {
        if (length != size) {
            ck_assert_ptr_null(match_taxonomy_parse(bytes, length, NULL, NULL, &err));
            ck_assert_int_eq(err.status, MATCH_ERR_FORMAT);
        }
    }
}
END_TEST

/* A part that is shorter than its header says, in a file that is as long as its header says. */
START_TEST(every_shorter_part_is_refused)
{
    struct image_header header;
    size_t whole = size;
    memcpy(&header, bytes, sizeof header);
    for (size = part + 1; size <= whole + 16; size++) {
        header.appended = size - part;
        memcpy(bytes, &header, sizeof header);
        ck_assert_int_eq(is_served(NULL), size == whole);
    }
    size = whole;
}
END_TEST

/* Another Unicode folds otherwise: the index is built anew. */
START_TEST(index_of_another_unicode_is_not_used)
{
    uint32_t unicode[] = {0x01020000, ~0x01020000u};
    struct buffer expected = answers_of(load_taxonomy(SMALL));
    memcpy(bytes + part + 40, unicode, sizeof unicode);
    ck_assert(is_served(expected.bytes));
    unicode[1] = 0;
    memcpy(bytes + part + 40, unicode, sizeof unicode);
    ck_assert(!is_served(NULL));
    buffer_clear(&expected);
}
END_TEST

/* Makes the checksum of the part right again. */
static bool
survives(void)
{
    uint64_t checksum = XXH3_64bits(bytes + part + PART_HEADER, size - part - PART_HEADER);
    memcpy(bytes + part + CHECKSUM, &checksum, sizeof checksum);
    return is_served(NULL);
}

static size_t
stride(void)
{
    const char *value = getenv("MATCH_TEST_STRIDE");
    return value ? (size_t)strtoul(value, NULL, 10) : 1;
}

START_TEST(changed_bytes_with_a_right_checksum_do_no_harm)
{
    static const char masks[] = {1, 8, 64, (char)0x80, (char)0xFF};
    size_t refused = 0;
    for (size_t i = part + PART_HEADER; i < size; i += stride()) {
        char mask = masks[i % sizeof masks];
        bytes[i] = (char)(bytes[i] ^ mask);
        refused += !survives();
        bytes[i] = (char)(bytes[i] ^ mask);
    }
    ck_assert_uint_gt(refused, (size - part) / stride() / 4);
}
END_TEST

START_TEST(changed_numbers_with_a_right_checksum_do_no_harm)
{
    static const uint32_t numbers[] = {0, 1, 17, 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
    for (size_t i = part + PART_HEADER; i + 4 <= size; i += 4 * stride()) {
        uint32_t before;
        memcpy(&before, bytes + i, sizeof before);
        memcpy(bytes + i, &numbers[i / 4 % 8], sizeof before);
        (void)survives();
        memcpy(bytes + i, &before, sizeof before);
    }
}
END_TEST

START_TEST(many_changed_bytes_with_a_right_checksum_do_no_harm)
{
    uint64_t state = 7;
    char *copy = malloc(size);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, size);
    for (size_t round = 0; round < 4000 / stride(); round++) {
        for (uint32_t i = 1 + random_next(&state) % 4; i > 0; i--) {
            size_t at = part + PART_HEADER + random_next(&state) % (size - part - PART_HEADER);
            bytes[at] = (char)random_next(&state);
        }
        (void)survives();
        memcpy(bytes, copy, size);
    }
    free(copy);
}
END_TEST

static match_status
resolve_from_file(void *data, match_error *err)
{
    match_taxonomy *taxonomy = match_taxonomy_load(data, NULL, err);
    match_resolver *resolver = taxonomy ? match_resolver_new(taxonomy, NULL, NULL, err) : NULL;
    match_taxonomy_unref(taxonomy);
    match_resolver_unref(resolver);
    return resolver ? MATCH_OK : err->status;
}

START_TEST(reading_survives_every_allocation_failure)
{
    char *path = strdup(temp_file("copy.lmt", bytes, size));
    ck_assert_int_gt(for_every_allocation_failure(resolve_from_file, path), 6);
    free(path);
}
END_TEST

static match_status
save_anew(void *data, match_error *err)
{
    match_taxonomy *taxonomy = match_taxonomy_load(test_path(SMALL), NULL, err);
    match_status status = taxonomy ? match_taxonomy_save(taxonomy, data, err) : err->status;
    match_taxonomy_unref(taxonomy);
    return status;
}

START_TEST(saving_survives_every_allocation_failure)
{
    char *path = strdup(temp_path("saved.lmt"));
    ck_assert_int_gt(for_every_allocation_failure(save_anew, path), 50);
    free(path);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("label_shards");
    TCase *files = tcase_create("files");
    TCase *hostile = tcase_create("hostile");

    tcase_add_checked_fixture(files, set_up, tear_down);
    tcase_add_test(files, loaded_indexes_answer_as_built_ones);
    tcase_add_test(files, file_without_indexes_builds_them);
    tcase_add_test(files, saving_gives_the_same_bytes);
    tcase_add_test(files, file_may_be_replaced_before_the_first_search);
    tcase_add_test(files, two_resolvers_share_indexes);
    tcase_add_test(files, index_of_another_unicode_is_not_used);
    tcase_add_test(files, reading_survives_every_allocation_failure);
    tcase_add_test(files, saving_survives_every_allocation_failure);
    tcase_set_timeout(files, 120);
    suite_add_tcase(suite, files);

    tcase_add_checked_fixture(hostile, set_up, tear_down);
    tcase_add_test(hostile, every_changed_byte_is_noticed);
    tcase_add_test(hostile, every_shorter_or_longer_file_is_refused);
    tcase_add_test(hostile, every_shorter_part_is_refused);
    tcase_add_test(hostile, changed_bytes_with_a_right_checksum_do_no_harm);
    tcase_add_test(hostile, changed_numbers_with_a_right_checksum_do_no_harm);
    tcase_add_test(hostile, many_changed_bytes_with_a_right_checksum_do_no_harm);
    tcase_set_timeout(hostile, 300);
    suite_add_tcase(suite, hostile);
    return run_suite(suite);
}
