/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/image.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/verify.h"
#include "text/icu.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the compiled taxonomy is little-endian and is used in place"
#endif

/* A byte that is not ASCII, both kinds of line end and the old end of file show damage early. */
static const unsigned char magic[8] = {0x89, 'L', 'M', 'T', '\r', '\n', 0x1A, '\n'};

/* The layout of the file is that of these structures. */
_Static_assert(sizeof(struct image_header) == 48, "header");
_Static_assert(sizeof(struct image_entry) == 24, "entry");
_Static_assert(sizeof(struct image_property) == 8, "property");
_Static_assert(sizeof(struct image_scheme) == 16, "scheme");
_Static_assert(sizeof(struct image_concept) == 20, "concept");
_Static_assert(sizeof(struct image_label) == 8, "label");
_Static_assert(sizeof(struct image_text) == 12, "text");
_Static_assert(sizeof(struct image_mapping) == 8, "mapping");
_Static_assert(sizeof(struct image_key) == 16, "key");
_Static_assert(sizeof(match_relation) == 8, "relation");
_Static_assert(sizeof(match_neighbour) == 8, "neighbour");

struct section {
    const char *name;
    uint32_t item_size;
};

#define SECTION_ROW(name, type) {#name, (uint32_t)sizeof(type)},
static const struct section sections[IMAGE_SECTION_COUNT] = {IMAGE_SECTIONS(SECTION_ROW)};

struct span {
    const void *items;
    size_t count;
};

static size_t
aligned(size_t size)
{
    return (size + IMAGE_ALIGNMENT - 1) / IMAGE_ALIGNMENT * IMAGE_ALIGNMENT;
}

/* Where the first section begins. */
static size_t
table_end(void)
{
    return aligned(sizeof(struct image_header) + IMAGE_SECTION_COUNT * sizeof(struct image_entry));
}

unsigned
image_kind_rank(uint8_t kind)
{
    static const unsigned char ranks[] = {
        [MATCH_CONCEPT_OCCUPATION_GROUP] = 1,
        [MATCH_CONCEPT_OCCUPATION] = 2,
        [MATCH_CONCEPT_SKILL_GROUP] = 3,
        [MATCH_CONCEPT_SKILL] = 4,
    };
    return kind < sizeof ranks ? ranks[kind] : 0;
}

bool
image_recognises(const char *bytes, size_t size)
{
    return size >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0;
}

/* --- Writing -------------------------------------------------------------------------------- */

static void
list_sections(const struct image *image, struct span spans[IMAGE_SECTION_COUNT])
{
    size_t i = 0;
#define LIST_SECTION(name, type)                                                                   \
    spans[i++] = (struct span){.items = image->name, .count = image->name##_count};
    IMAGE_SECTIONS(LIST_SECTION)
#undef LIST_SECTION
}

match_status
image_compose(const struct image *image, char **out, size_t *out_size, match_error *err)
{
    struct span spans[IMAGE_SECTION_COUNT];
    list_sections(image, spans);
    size_t size = table_end();
    for (size_t i = 0; i < IMAGE_SECTION_COUNT; i++) {
        if (spans[i].count > UINT32_MAX) {
            return fail(err, MATCH_ERR_LIMIT, "the taxonomy has more than %u %s", UINT32_MAX,
                        sections[i].name);
        }
        size += aligned(spans[i].count * sections[i].item_size);
    }
    char *bytes = alloc_zeroed(1, size);
    if (!bytes) {
        return fail_memory(err);
    }
    struct image_header header = {.version = IMAGE_VERSION,
                                  .section_count = IMAGE_SECTION_COUNT,
                                  .size = size,
                                  .unicode = icu_unicode_version(),
                                  .unicode_complement = ~icu_unicode_version()};
    size_t offset = table_end();
    for (size_t i = 0; i < IMAGE_SECTION_COUNT; i++) {
        struct image_entry entry = {.section = (uint32_t)i + 1,
                                    .item_size = sections[i].item_size,
                                    .offset = offset,
                                    .count = spans[i].count};
        memcpy(bytes + sizeof header + i * sizeof entry, &entry, sizeof entry);
        if (spans[i].count > 0) {
            memcpy(bytes + offset, spans[i].items, spans[i].count * sections[i].item_size);
        }
        offset += aligned(spans[i].count * sections[i].item_size);
    }
    memcpy(header.magic, magic, sizeof magic);
    header.checksum = XXH3_64bits(bytes + sizeof header, size - sizeof header);
    memcpy(bytes, &header, sizeof header);
    *out = bytes;
    *out_size = size;
    return MATCH_OK;
}

/* --- Opening -------------------------------------------------------------------------------- */

static match_status
fail_damaged(match_error *err, const char *source, const char *what)
{
    return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0, "%s", what);
}

static match_status
check_header(const char *bytes, size_t size, const char *source, match_error *err)
{
    struct image_header header;
    if (size < sizeof header) {
        return fail_damaged(err, source, "the compiled taxonomy is cut off in its header");
    }
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, magic, sizeof magic) != 0) {
        return fail_damaged(err, source, "the file is not a compiled taxonomy");
    }
    if (header.version != IMAGE_VERSION) {
        return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                       "the compiled taxonomy has format version %u, expected %u: compile it again",
                       header.version, IMAGE_VERSION);
    }
    if (header.section_count != IMAGE_SECTION_COUNT || header.reserved != 0 ||
        header.unicode_complement != ~header.unicode) {
        return fail_damaged(err, source, "the header of the compiled taxonomy is damaged");
    }
    if (header.size != size) {
        return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                       "the compiled taxonomy has %zu bytes, expected %llu", size,
                       (unsigned long long)header.size);
    }
    if (header.checksum != XXH3_64bits(bytes + sizeof header, size - sizeof header)) {
        return fail_damaged(err, source, "the compiled taxonomy is damaged: wrong checksum");
    }
    return MATCH_OK;
}

static bool
is_zero(const char *bytes, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Every section begins where the one before ends, padded with zeros: nothing can overlap. */
static match_status
check_table(const char *bytes, size_t size, const char *source,
            struct span spans[IMAGE_SECTION_COUNT], match_error *err)
{
    size_t offset = table_end();
    if (size < offset ||
        !is_zero(bytes,
                 sizeof(struct image_header) + IMAGE_SECTION_COUNT * sizeof(struct image_entry),
                 offset)) {
        return fail_damaged(err, source, "the compiled taxonomy is cut off in its table");
    }
    for (size_t i = 0; i < IMAGE_SECTION_COUNT; i++) {
        struct image_entry entry;
        memcpy(&entry, bytes + sizeof(struct image_header) + i * sizeof entry, sizeof entry);
        if (entry.section != i + 1 || entry.item_size != sections[i].item_size ||
            entry.offset != offset || entry.count > UINT32_MAX ||
            entry.count * entry.item_size > size - offset) {
            return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                           "section '%s' of the compiled taxonomy is damaged", sections[i].name);
        }
        size_t end = offset + (size_t)(entry.count * entry.item_size);
        spans[i] = (struct span){.items = bytes + offset, .count = (size_t)entry.count};
        offset = aligned(end);
        if (offset > size || !is_zero(bytes, end, offset)) {
            return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                           "section '%s' of the compiled taxonomy is damaged", sections[i].name);
        }
    }
    return offset == size ? MATCH_OK
                          : fail_damaged(err, source, "the compiled taxonomy has extra bytes");
}

match_status
image_view(const char *bytes, size_t size, const char *source, struct image *out, match_error *err)
{
    struct span spans[IMAGE_SECTION_COUNT];
    match_status status = check_header(bytes, size, source, err);
    if (status == MATCH_OK) {
        status = check_table(bytes, size, source, spans, err);
    }
    if (status != MATCH_OK) {
        return status;
    }
    size_t i = 0;
#define SET_SECTION(name, type)                                                                    \
    out->name = spans[i].items;                                                                    \
    out->name##_count = spans[i++].count;
    IMAGE_SECTIONS(SET_SECTION)
#undef SET_SECTION
    return MATCH_OK;
}

/* Labels are still found one by one then, only a folded one may be missed. */
static match_status
note_unicode(const char *bytes, const char *source, match_report *report, match_error *err)
{
    struct image_header header;
    memcpy(&header, bytes, sizeof header);
    if (header.unicode == icu_unicode_version()) {
        return MATCH_OK;
    }
    return report_add(report, MATCH_SEVERITY_WARNING, (struct place){.source = source},
                      "OTHER_UNICODE", err,
                      "the file was compiled with Unicode %u.%u, this library uses %u.%u: "
                      "compile it again to find all labels",
                      header.unicode >> 24, header.unicode >> 16 & 255u,
                      icu_unicode_version() >> 24, icu_unicode_version() >> 16 & 255u);
}

match_taxonomy *
image_open(char *bytes, size_t size, const char *source, match_report *report, match_error *err)
{
    struct image image;
    match_taxonomy *taxonomy = NULL;
    if (image_view(bytes, size, source, &image, err) != MATCH_OK ||
        verify_image(&image, source, err) != MATCH_OK ||
        note_unicode(bytes, source, report, err) != MATCH_OK) {
        goto release;
    }
    taxonomy = alloc_zeroed(1, sizeof *taxonomy);
    if (!taxonomy) {
        (void)fail_memory(err);
        goto release;
    }
    atomic_init(&taxonomy->refs, 1);
    taxonomy->bytes = bytes;
    taxonomy->size = size;
    taxonomy->image = image;
    for (size_t i = 0; i < image.concepts_count; i++) {
        taxonomy->kind_counts[image.concepts[i].kind]++;
    }
    return taxonomy;
release:
    alloc_free(bytes);
    return NULL;
}
