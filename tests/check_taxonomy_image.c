/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "support.h"

#include <stdlib.h>
#include <string.h>

#include <libmatch/taxonomy.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/file.h"
#include "taxonomy/image.h"
#include "taxonomy/verify.h"

#define SMALL "tests/cases/taxonomy/small.yaml"

/* The bytes of the small taxonomy, compiled. */
static char *image;
static size_t image_size;

static void
set_up(void)
{
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    image_size = taxonomy->file.size;
    image = malloc(image_size);
    ck_assert_ptr_nonnull(image);
    memcpy(image, taxonomy->file.bytes, image_size);
    match_taxonomy_unref(taxonomy);
}

static void
tear_down(void)
{
    free(image);
}

/* Makes the checksum right again, so that what lies behind it is put to the test. */
static void
repair(char *bytes, size_t size)
{
    struct image_header header;
    memcpy(&header, bytes, sizeof header);
    uint64_t sums[4] = {0};
    size_t count = 0;
    ck_assert_uint_le(size, sizeof sums / sizeof sums[0] * IMAGE_PIECE);
    for (size_t at = 0; at < size; at += IMAGE_PIECE, count++) {
        size_t start = at == 0 ? sizeof header : at;
        size_t end = size - at < IMAGE_PIECE ? size : at + IMAGE_PIECE;
        sums[count] = XXH3_64bits(bytes + start, end - start);
    }
    header.checksum = XXH3_64bits(sums, count * sizeof sums[0]);
    memcpy(bytes, &header, sizeof header);
}

static size_t
read_text(const char *text)
{
    return strlen(text);
}

/* Calls every getter for every concept and reads all that they give. */
static size_t
read_concept(const match_taxonomy *taxonomy, match_concept concept)
{
    size_t sum = 0;
    size_t count;
    match_label label;
    match_mapping mapping;
    sum += read_text(match_taxonomy_uri(taxonomy, concept));
    sum += read_text(match_taxonomy_id(taxonomy, concept));
    sum += read_text(match_taxonomy_isco(taxonomy, concept));
    sum += read_text(match_taxonomy_label(taxonomy, concept, "lo"));
    sum += read_text(match_concept_kind_name(match_taxonomy_kind(taxonomy, concept)));
    sum += read_text(match_skill_type_name(match_taxonomy_skill_type(taxonomy, concept)));
    sum += read_text(match_reuse_level_name(match_taxonomy_reuse_level(taxonomy, concept)));
    sum += match_taxonomy_scheme_of(taxonomy, concept);
    sum += match_taxonomy_in_scheme(taxonomy, concept, 1);
    sum += match_taxonomy_weight(taxonomy, concept);
    for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, concept, i, &label); i++) {
        sum += read_text(label.text) + read_text(label.language);
    }
    sum += match_taxonomy_skill_levels(taxonomy, concept);
    sum += read_text(match_taxonomy_text(taxonomy, concept, MATCH_TEXT_TYPICAL_EVIDENCE, ""));
    for (int kind = 1; kind <= 4; kind++) {
        sum += read_text(match_taxonomy_text(taxonomy, concept, (match_text_kind)kind, "en"));
    }
    for (uint32_t i = 0; match_taxonomy_mapping(taxonomy, concept, i, &mapping); i++) {
        sum += read_text(mapping.uri);
    }
    const match_concept *concepts = match_taxonomy_broader(taxonomy, concept, &count);
    for (size_t i = 0; i < count; i++) {
        sum += read_text(match_taxonomy_uri(taxonomy, concepts[i]));
    }
    concepts = match_taxonomy_narrower(taxonomy, concept, &count);
    for (size_t i = 0; i < count; i++) {
        sum += read_text(match_taxonomy_uri(taxonomy, concepts[i]));
    }
    const match_relation *(*const getters[])(const match_taxonomy *, match_concept, size_t *) = {
        match_taxonomy_skills, match_taxonomy_occupations, match_taxonomy_skill_relations};
    for (size_t k = 0; k < sizeof getters / sizeof getters[0]; k++) {
        const match_relation *relations = getters[k](taxonomy, concept, &count);
        for (size_t i = 0; i < count; i++) {
            sum += read_text(match_taxonomy_uri(taxonomy, relations[i].concept));
            ck_assert_uint_le(relations[i].level, 5);
        }
    }
    const match_neighbour *neighbours = match_taxonomy_neighbours(taxonomy, concept, &count);
    for (size_t i = 0; i < count; i++) {
        sum += read_text(match_taxonomy_uri(taxonomy, neighbours[i].concept));
    }
    return sum;
}

static size_t
read_all(const match_taxonomy *taxonomy)
{
    size_t sum = 0;
    match_scheme scheme;
    match_concept found[4];
    char hash[MATCH_HASH_TEXT_SIZE];
    sum += read_text(match_taxonomy_property(taxonomy, "name"));
    match_taxonomy_hash(taxonomy, hash);
    for (uint32_t i = 0; match_taxonomy_scheme(taxonomy, i, &scheme); i++) {
        sum += read_text(scheme.id) + read_text(scheme.uri) + read_text(scheme.title) +
               read_text(scheme.version);
    }
    for (uint32_t i = 0; i < match_taxonomy_language_count(taxonomy); i++) {
        sum += read_text(match_taxonomy_language(taxonomy, i));
    }
    sum += (size_t)match_taxonomy_label_total(taxonomy, "en");
    for (match_concept i = 0; i <= match_taxonomy_count(taxonomy) + 1; i++) {
        sum += read_concept(taxonomy, i);
    }
    sum += match_taxonomy_find(taxonomy, "7531", MATCH_NUL);
    sum += match_taxonomy_find(taxonomy, "zzz", MATCH_NUL);
    sum += match_taxonomy_find_label(taxonomy, "tailor", MATCH_NUL, 0, found, 4);
    sum += match_taxonomy_find_label(taxonomy, "ຄົວກິນ", MATCH_NUL, 0, found, 4);
    return sum;
}

START_TEST(compiled_file_opens_to_the_same)
{
    match_error err = {0};
    const char *path = temp_path("small.lmt");
    match_taxonomy *built = load_taxonomy(SMALL);
    assert_ok(match_taxonomy_save(built, path, &err), &err);
    match_taxonomy *opened = match_taxonomy_load(path, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(opened->file.size, built->file.size);
    size_t header = sizeof(struct image_header); /* says what is appended */
    ck_assert_mem_eq(opened->file.bytes + header, built->file.bytes + header,
                     built->file.size - header);
    ck_assert_uint_eq(read_all(opened), read_all(built));
    match_taxonomy *parsed =
        match_taxonomy_parse(built->file.bytes, built->file.size, "memory", NULL, &err);
    ck_assert_uint_eq(read_all(parsed), read_all(built));
    match_taxonomy *mapped = match_taxonomy_map(path, NULL, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(read_all(mapped), read_all(built));
    match_taxonomy_unref(mapped);
    match_taxonomy_unref(parsed);
    match_taxonomy_unref(opened);
    match_taxonomy_unref(built);
}
END_TEST

START_TEST(compiled_file_has_its_documented_layout)
{
    static const unsigned char start[] = {0x89, 'L', 'M', 'T', '\r', '\n', 0x1A, '\n',
                                          4,    0,   0,   0,   32,   0,    0,    0};
    struct image_header header;
    uint64_t end = 48 + 32 * 24;
    memcpy(&header, image, sizeof header);
    ck_assert_mem_eq(image, start, sizeof start);
    ck_assert_uint_eq(header.size, image_size);
    for (uint32_t i = 0; i < 32; i++) {
        struct image_entry entry;
        memcpy(&entry, image + 48 + i * 24, sizeof entry);
        ck_assert_uint_eq(entry.section, i + 1);
        ck_assert_uint_eq(entry.offset, (end + 15) / 16 * 16);
        end = entry.offset + entry.count * entry.item_size;
    }
    ck_assert_uint_eq((end + 15) / 16 * 16, image_size);
}
END_TEST

START_TEST(every_changed_byte_is_noticed)
{
    static const char masks[] = {1, (char)0x80, (char)0xFF};
    for (size_t i = 0; i < image_size; i++) {
        for (size_t k = 0; k < sizeof masks; k++) {
            match_error err = {0};
            image[i] = (char)(image[i] ^ masks[k]);
            match_taxonomy *taxonomy = match_taxonomy_parse(image, image_size, NULL, NULL, &err);
            image[i] = (char)(image[i] ^ masks[k]);
            ck_assert_msg(!taxonomy, "byte %zu may be changed", i);
            /* Without its first bytes it is not known as compiled, and is no YAML either. */
            ck_assert(err.status == MATCH_ERR_FORMAT || (i < 8 && err.status == MATCH_ERR_SYNTAX));
        }
    }
}
END_TEST

START_TEST(every_shorter_or_longer_file_is_refused)
{
    char *longer = calloc(image_size + 16, 1);
    match_error err = {0};
    ck_assert_ptr_nonnull(longer);
    memcpy(longer, image, image_size);
    for (size_t size = 8; size <= image_size + 16; size++) {
        if (size == image_size) {
            continue;
        }
        ck_assert_ptr_null(match_taxonomy_parse(longer, size, NULL, NULL, &err));
        ck_assert_int_eq(err.status, MATCH_ERR_FORMAT);
    }
    free(longer);
}
END_TEST

/* The changes below are worth something only where there is something to change. */
START_TEST(every_section_is_filled)
{
    for (size_t i = 0; i < IMAGE_SECTION_COUNT; i++) {
        struct image_entry entry;
        memcpy(&entry, image + sizeof(struct image_header) + i * sizeof entry, sizeof entry);
        ck_assert_msg(entry.count > 0, "section %zu is empty", i + 1);
    }
}
END_TEST

/* Opens bytes with a right checksum: refuses them or serves them, but never breaks. */
static bool
survives(char *bytes, size_t size)
{
    match_error err = {0};
    repair(bytes, size);
    match_taxonomy *taxonomy = match_taxonomy_parse(bytes, size, NULL, NULL, &err);
    if (!taxonomy) {
        ck_assert_int_eq(err.status, MATCH_ERR_FORMAT);
        return false;
    }
    (void)read_all(taxonomy);
    match_taxonomy_unref(taxonomy);
    return true;
}

START_TEST(changed_bytes_with_a_right_checksum_do_no_harm)
{
    static const char masks[] = {1, 2, 4, 8, 16, 32, 64, (char)0x80, (char)0xFF};
    size_t refused = 0;
    for (size_t i = sizeof(struct image_header); i < image_size; i++) {
        for (size_t k = 0; k < sizeof masks; k++) {
            image[i] = (char)(image[i] ^ masks[k]);
            refused += !survives(image, image_size);
            image[i] = (char)(image[i] ^ masks[k]);
        }
    }
    ck_assert_uint_gt(refused, image_size);
}
END_TEST

/* Bits 1 to 4 of an occupation or group, nothing of a skill. */
START_TEST(skill_levels_are_those_of_jobs)
{
    struct image_entry entry;
    memcpy(&entry, image + sizeof(struct image_header) + 4 * sizeof entry, sizeof entry);
    ck_assert_uint_eq(entry.section, 5);
    for (uint64_t i = 0; i < entry.count; i++) {
        struct image_concept concept;
        size_t at = entry.offset + i * sizeof concept;
        memcpy(&concept, image + at, sizeof concept);
        at += offsetof(struct image_concept, skill_levels);
        bool job = concept.kind == MATCH_CONCEPT_OCCUPATION ||
                   concept.kind == MATCH_CONCEPT_OCCUPATION_GROUP;
        for (unsigned levels = 0; levels < 256; levels++) {
            image[at] = (char)levels;
            ck_assert_int_eq(survives(image, image_size),
                             levels == 0 || (job && (levels & ~0x1Eu) == 0));
        }
        image[at] = (char)concept.skill_levels;
    }
}
END_TEST

/* Nothing in names or labels can move a cursor; longer texts may have line ends. */
START_TEST(control_characters_are_refused)
{
    static const char *const bad[] = {"\x1b", "\n", "\t", "\x7f", "\xc2\x9b", "\xe2\x80\xae"};
    static const char *const texts[] = {
        "7531", "Dressmaker", "CC-BY-4.0", "isco08", "http://example.org/occupation/tailor",
        "small"};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        char *at = memmem(image, image_size, texts[k], strlen(texts[k]) + 1);
        ck_assert_ptr_nonnull(at);
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
            memcpy(at + 1, bad[i], strlen(bad[i]));
            ck_assert_msg(!survives(image, image_size), "'%s' with a control", texts[k]);
            memcpy(at, texts[k], strlen(texts[k]));
        }
        ck_assert(survives(image, image_size));
    }
    char *note = memmem(image, image_size, "Makes and mends", 15);
    ck_assert_ptr_nonnull(note);
    note[5] = '\n';
    ck_assert(survives(image, image_size));
    note[5] = '\x1b';
    ck_assert(!survives(image, image_size));
}
END_TEST

START_TEST(mapping_needs_a_compiled_file)
{
    match_error err = {0};
    ck_assert_ptr_null(match_taxonomy_map(test_path(SMALL), NULL, &err));
    assert_error(&err, MATCH_ERR_FORMAT, 0, "is not a compiled taxonomy");
    ck_assert_ptr_null(match_taxonomy_map(temp_file("empty.lmt", "", 0), NULL, &err));
    assert_error(&err, MATCH_ERR_IO, 0, "not empty");
    ck_assert_ptr_null(match_taxonomy_map(temp_dir(), NULL, &err));
    ck_assert_int_eq(err.status, MATCH_ERR_IO);
    const char *path = temp_file("cut.lmt", image, image_size - 1);
    ck_assert_ptr_null(match_taxonomy_map(path, NULL, &err));
    assert_error(&err, MATCH_ERR_FORMAT, 0, "bytes, expected");
}
END_TEST

/* A mapped taxonomy stays what it was when its file is replaced. */
START_TEST(mapped_file_may_be_replaced)
{
    match_error err = {0};
    const char *path = temp_file("small.lmt", image, image_size);
    match_taxonomy *mapped = match_taxonomy_map(path, NULL, &err);
    assert_ok(err.status, &err);
    size_t sum = read_all(mapped);
    assert_ok(file_write(path, "other", 5, &err), &err);
    ck_assert_uint_eq(read_all(mapped), sum);
    match_taxonomy_unref(mapped);
}
END_TEST

START_TEST(evidence_is_made_of_codes)
{
    static const char evidence[] = "work_sample employer";
    static const char *const others[] = {"work-sample employer", "work_sample Employer",
                                         "work_sampl  employer", " work_sampleemployer",
                                         "work_sampleemployer "};
    size_t at = 0;
    while (at + sizeof evidence <= image_size && memcmp(image + at, evidence, sizeof evidence)) {
        at++;
    }
    ck_assert(survives(image, image_size));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        memcpy(image + at, others[i], sizeof evidence);
        ck_assert_msg(!survives(image, image_size), "'%s' is served", others[i]);
    }
    memcpy(image + at, evidence, sizeof evidence);
}
END_TEST

START_TEST(changed_numbers_with_a_right_checksum_do_no_harm)
{
    static const uint32_t numbers[] = {0,  1,   2,          3,          16,         17,
                                       18, 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
    for (size_t i = sizeof(struct image_header); i + 4 <= image_size; i += 4) {
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
            uint32_t before;
            memcpy(&before, image + i, sizeof before);
            memcpy(image + i, &numbers[k], sizeof before);
            (void)survives(image, image_size);
            memcpy(image + i, &before, sizeof before);
        }
    }
}
END_TEST

START_TEST(many_changed_bytes_with_a_right_checksum_do_no_harm)
{
    uint64_t state = 3;
    char *copy = malloc(image_size);
    ck_assert_ptr_nonnull(copy);
    for (int round = 0; round < 20000; round++) {
        memcpy(copy, image, image_size);
        uint32_t changes = 1 + random_next(&state) % 4;
        for (uint32_t i = 0; i < changes; i++) {
            size_t at = sizeof(struct image_header) +
                        random_next(&state) % (image_size - sizeof(struct image_header));
            copy[at] = (char)random_next(&state);
        }
        (void)survives(copy, image_size);
    }
    free(copy);
}
END_TEST

START_TEST(other_unicode_is_a_warning)
{
    struct image_header header;
    match_error err = {0};
    match_report *report = match_report_new(&err);
    memcpy(&header, image, sizeof header);
    header.unicode = 0x01020000;
    header.unicode_complement = ~header.unicode;
    memcpy(image, &header, sizeof header);
    match_taxonomy *taxonomy = match_taxonomy_parse(image, image_size, "f", report, &err);
    assert_ok(err.status, &err);
    ck_assert_uint_eq(match_report_total(report, MATCH_SEVERITY_WARNING), 1);
    ck_assert_str_eq(match_report_finding(report, 0)->code, "OTHER_UNICODE");
    match_taxonomy_unref(taxonomy);
    match_report_free(report);
}
END_TEST

START_TEST(other_version_is_named)
{
    match_error err = {0};
    image[8] = IMAGE_VERSION - 1;
    ck_assert_ptr_null(match_taxonomy_parse(image, image_size, "f", NULL, &err));
    assert_error(&err, MATCH_ERR_FORMAT, 0,
                 "format version 3, this library reads version 4: compile it again");
    image[8] = IMAGE_VERSION + 1;
    ck_assert_ptr_null(match_taxonomy_parse(image, image_size, "f", NULL, &err));
    assert_error(&err, MATCH_ERR_FORMAT, 0, "or use a newer library");
}
END_TEST

static match_status
open_once(void *data, match_error *err)
{
    (void)data;
    match_taxonomy *taxonomy = match_taxonomy_parse(image, image_size, NULL, NULL, err);
    match_taxonomy_unref(taxonomy);
    return taxonomy ? MATCH_OK : err->status;
}

START_TEST(opening_survives_every_allocation_failure)
{
    ck_assert_int_gt(for_every_allocation_failure(open_once, NULL), 3);
}
END_TEST

START_TEST(saving_to_nowhere_fails)
{
    match_error err = {0};
    match_taxonomy *taxonomy = load_taxonomy(SMALL);
    ck_assert_int_eq(match_taxonomy_save(taxonomy, "/nowhere/x.lmt", &err), MATCH_ERR_IO);
    match_taxonomy_unref(taxonomy);
    ck_assert_ptr_null(match_taxonomy_load("/nowhere/x.lmt", NULL, &err));
    ck_assert_int_eq(err.status, MATCH_ERR_IO);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("taxonomy_image");
    TCase *files = tcase_create("files");
    TCase *hostile = tcase_create("hostile");

    tcase_add_checked_fixture(files, set_up, tear_down);
    tcase_add_test(files, compiled_file_opens_to_the_same);
    tcase_add_test(files, compiled_file_has_its_documented_layout);
    tcase_add_test(files, mapping_needs_a_compiled_file);
    tcase_add_test(files, mapped_file_may_be_replaced);
    tcase_add_test(files, other_unicode_is_a_warning);
    tcase_add_test(files, other_version_is_named);
    tcase_add_test(files, opening_survives_every_allocation_failure);
    tcase_add_test(files, saving_to_nowhere_fails);
    suite_add_tcase(suite, files);

    tcase_add_checked_fixture(hostile, set_up, tear_down);
    tcase_add_test(hostile, every_section_is_filled);
    tcase_add_test(hostile, every_changed_byte_is_noticed);
    tcase_add_test(hostile, every_shorter_or_longer_file_is_refused);
    tcase_add_test(hostile, changed_bytes_with_a_right_checksum_do_no_harm);
    tcase_add_test(hostile, skill_levels_are_those_of_jobs);
    tcase_add_test(hostile, control_characters_are_refused);
    tcase_add_test(hostile, evidence_is_made_of_codes);
    tcase_add_test(hostile, changed_numbers_with_a_right_checksum_do_no_harm);
    tcase_add_test(hostile, many_changed_bytes_with_a_right_checksum_do_no_harm);
    tcase_set_timeout(hostile, 300);
    suite_add_tcase(suite, hostile);
    return run_suite(suite);
}
