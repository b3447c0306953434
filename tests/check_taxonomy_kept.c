/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A compiled file of each version of the format is kept in tests/cases/compiled, with what is in
 * it. One of the present version opens to that; one of another version is refused with a message
 * that says what to do. UPDATE=1 makes those of the present version anew.
 */
#include <config.h>

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#include "base/buffer.h"
#include "base/file.h"
#include "taxonomy/image.h"

#define SOURCE "tests/cases/taxonomy/small.yaml"
#define KEPT "tests/cases/compiled/format-%u.%s"

/* The versions of which a file is kept. */
static const unsigned versions[] = {2, 3, 4};

static const char *
kept_path(unsigned version, const char *ending)
{
    char name[64];
    snprintf(name, sizeof name, KEPT, version, ending);
    return test_path(name);
}

/* What is computed and does not stand in YAML. */
static void
add_numbers(struct buffer *out, const match_taxonomy *taxonomy)
{
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        size_t count = 0;
        const match_neighbour *neighbours = match_taxonomy_neighbours(taxonomy, c, &count);
        buffer_add_text(out, "# ");
        buffer_add_text(out, match_taxonomy_id(taxonomy, c));
        buffer_add_text(out, " weight ");
        buffer_add_int(out, match_taxonomy_weight(taxonomy, c));
        for (size_t i = 0; i < count; i++) {
            buffer_add_text(out, ", ");
            buffer_add_text(out, match_taxonomy_id(taxonomy, neighbours[i].concept));
            buffer_add_char(out, ' ');
            buffer_add_int(out, neighbours[i].similarity);
        }
        buffer_add_char(out, '\n');
    }
}

/* All that is in a taxonomy, as YAML and lines below it. */
static struct buffer
describe(const match_taxonomy *taxonomy)
{
    struct buffer out = {0};
    match_error err = {0};
    const char *path = temp_path("dump.yaml");
    assert_ok(match_taxonomy_export(taxonomy, path, MATCH_TAXONOMY_YAML, &err), &err);
    struct file_bytes yaml = read_bytes(path);
    buffer_add(&out, yaml.bytes, yaml.size);
    add_numbers(&out, taxonomy);
    ck_assert(!out.failed);
    file_bytes_clear(&yaml);
    return out;
}

START_TEST(present_version_is_made_anew)
{
    match_error err = {0};
    match_taxonomy *taxonomy = load_taxonomy(SOURCE);
    struct buffer text = describe(taxonomy);
    assert_ok(match_taxonomy_save(taxonomy, kept_path(IMAGE_VERSION, "lmt"), &err), &err);
    assert_ok(file_write(kept_path(IMAGE_VERSION, "expected"), text.bytes, text.size, &err), &err);
    buffer_clear(&text);
    match_taxonomy_unref(taxonomy);
}
END_TEST

START_TEST(kept_file_opens_or_says_why_not)
{
    match_error err = {0};
    const char *path = kept_path(versions[_i], "lmt");
    match_taxonomy *taxonomy = match_taxonomy_load(path, NULL, &err);
    if (versions[_i] != IMAGE_VERSION) {
        char expected[100];
        snprintf(expected, sizeof expected, "format version %u, this library reads version %u",
                 versions[_i], IMAGE_VERSION);
        ck_assert_ptr_null(taxonomy);
        assert_error(&err, MATCH_ERR_FORMAT, 0, expected);
        assert_error(&err, MATCH_ERR_FORMAT, 0, "compile it again from its source");
        return;
    }
    assert_ok(err.status, &err);
    struct buffer found = describe(taxonomy);
    struct file_bytes expected = read_bytes(kept_path(versions[_i], "expected"));
    ck_assert_str_eq(found.bytes, expected.bytes);
    file_bytes_clear(&expected);
    buffer_clear(&found);
    match_taxonomy_unref(taxonomy);
}
END_TEST

/* The same input gives the same bytes: today, and as it did when the file was made. */
START_TEST(same_source_gives_the_kept_bytes)
{
    match_error err = {0};
    match_taxonomy *one = load_taxonomy(SOURCE);
    match_taxonomy *two = load_taxonomy(SOURCE);
    const char *path = temp_path("saved.lmt");
    assert_ok(match_taxonomy_save(one, path, &err), &err);
    struct file_bytes saved = read_bytes(path);
    struct file_bytes kept = read_bytes(kept_path(IMAGE_VERSION, "lmt"));
    size_t skipped = sizeof(struct image_header); /* both parts name the version of Unicode */
    size_t block = one->file.size;
    ck_assert_uint_eq(block, two->file.size);
    ck_assert_mem_eq(one->file.bytes, two->file.bytes, block);
    ck_assert_uint_gt(saved.size, block + skipped);
    ck_assert_uint_eq(saved.size, kept.size);
    ck_assert_msg(
        memcmp(saved.bytes + skipped, kept.bytes + skipped, block - skipped) == 0 &&
            memcmp(saved.bytes + block, kept.bytes + block, 40) == 0 &&
            memcmp(saved.bytes + block + 48, kept.bytes + block + 48, kept.size - block - 48) == 0,
        "the format changed: raise IMAGE_VERSION if it was released, then UPDATE=1");
    file_bytes_clear(&saved);
    file_bytes_clear(&kept);
    match_taxonomy_unref(one);
    match_taxonomy_unref(two);
}
END_TEST

START_TEST(present_version_is_kept)
{
    size_t last = sizeof versions / sizeof versions[0] - 1;
    ck_assert_uint_eq(versions[last], IMAGE_VERSION);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_kept");
    TCase *tests = tcase_create("kept");

    if (getenv("UPDATE")) {
        tcase_add_test(tests, present_version_is_made_anew);
    }
    tcase_add_loop_test(tests, kept_file_opens_or_says_why_not, 0,
                        (int)(sizeof versions / sizeof versions[0]));
    tcase_add_test(tests, same_source_gives_the_kept_bytes);
    tcase_add_test(tests, present_version_is_kept);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
