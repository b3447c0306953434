/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/image.h"

#include <string.h>

#ifdef HAVE_XXH_DISPATCH
#include <xxh_x86dispatch.h>
#else
#define XXH_INLINE_ALL
#include <xxhash.h>
#endif

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "taxonomy/label_shards.h"
#include "taxonomy/verify.h"
#include "text/fold.h"
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
_Static_assert(sizeof(struct image_key) == 8, "key");
_Static_assert(sizeof(match_relation) == 4, "relation");
_Static_assert(sizeof(match_neighbour) == 4, "neighbour");
_Static_assert(sizeof(struct image_word) == 8, "word");

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
        [MATCH_CONCEPT_OCCUPATION_GROUP] = IMAGE_RANK_OCCUPATION_GROUP,
        [MATCH_CONCEPT_OCCUPATION] = IMAGE_RANK_OCCUPATION,
        [MATCH_CONCEPT_SKILL_GROUP] = IMAGE_RANK_SKILL_GROUP,
        [MATCH_CONCEPT_SKILL] = IMAGE_RANK_SKILL,
    };
    return kind < sizeof ranks ? ranks[kind] : 0;
}

match_concept
image_label_concept(const struct image *image, uint32_t label)
{
    uint32_t low = 1; /* the first concept whose labels end past this one */
    uint32_t high = image_count(image);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (image->label_starts[middle] > label) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

uint32_t
image_label_hash(const char *folded, size_t length)
{
    return (uint32_t)(fold_hash(folded, length) >> 32);
}

bool
image_recognises(const char *bytes, size_t size)
{
    return size >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0;
}

/* --- The checksum ---------------------------------------------------------------------------- */

#define MOST_PIECES (LIMIT_FILE_BYTES / IMAGE_PIECE)

/* A file as large as this one is worth a second thread; a third one would hardly be noticed. */
#define LARGE_FILE ((size_t)4 * 1024 * 1024)

static unsigned
threads_for(size_t size)
{
    return size >= LARGE_FILE ? 2 : 1;
}

/* A block that is read, unless it is in memory, and put under the checksum piece by piece. */
struct pieces {
    const struct file_input *input; /* NULL: bytes are there */
    char *bytes;
    size_t size;
    uint64_t sums[MOST_PIECES];
};

static match_status
take_piece(size_t index, unsigned worker, void *data, match_error *err)
{
    struct pieces *pieces = data;
    size_t start = index * IMAGE_PIECE;
    size_t size = pieces->size - start < IMAGE_PIECE ? pieces->size - start : IMAGE_PIECE;
    size_t skipped = index == 0 ? sizeof(struct image_header) : 0;
    match_status status = MATCH_OK;
    (void)worker;
    if (pieces->input) {
        status = file_read_part(pieces->input, start, pieces->bytes + start, size, err);
    }
    if (status == MATCH_OK) {
        pieces->sums[index] = XXH3_64bits(pieces->bytes + start + skipped, size - skipped);
    }
    return status;
}

/* Takes all pieces of a block that has at least a header and at most LIMIT_FILE_BYTES. */
static match_status
take_pieces(const struct file_input *input, char *bytes, size_t size, uint64_t *checksum,
            match_error *err)
{
    struct pieces pieces = {.input = input, .bytes = bytes, .size = size};
    size_t count = (size + IMAGE_PIECE - 1) / IMAGE_PIECE;
    match_status status =
        parallel_for(count, threads_for(size), count,
                     &(struct parallel_task){.work = take_piece, .data = &pieces}, err);
    *checksum = XXH3_64bits(pieces.sums, count * sizeof pieces.sums[0]);
    return status;
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

/* How many bytes the whole has. */
static match_status
measure(const struct span spans[IMAGE_SECTION_COUNT], size_t *out, match_error *err)
{
    size_t size = table_end();
    for (size_t i = 0; i < IMAGE_SECTION_COUNT; i++) {
        if (spans[i].count > UINT32_MAX) {
            return fail(err, MATCH_ERR_LIMIT, "the taxonomy has more than %u %s", UINT32_MAX,
                        sections[i].name);
        }
        size += aligned(spans[i].count * sections[i].item_size);
    }
    if (size > LIMIT_FILE_BYTES) {
        return fail(err, MATCH_ERR_LIMIT, "the compiled taxonomy has %zu bytes, at most %u allowed",
                    size, LIMIT_FILE_BYTES);
    }
    *out = size;
    return MATCH_OK;
}

match_status
image_compose(const struct image *image, struct file_bytes *out, match_error *err)
{
    struct span spans[IMAGE_SECTION_COUNT];
    size_t size = 0;
    list_sections(image, spans);
    match_status status = measure(spans, &size, err);
    if (status != MATCH_OK) {
        return status;
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
    status = take_pieces(NULL, bytes, size, &header.checksum, err);
    if (status != MATCH_OK) {
        alloc_free(bytes);
        return status;
    }
    memcpy(bytes, &header, sizeof header);
    *out = (struct file_bytes){.bytes = bytes, .size = size};
    return MATCH_OK;
}

/* --- Opening -------------------------------------------------------------------------------- */

static match_status
fail_damaged(match_error *err, const char *source, const char *what)
{
    return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0, "%s", what);
}

/* What can be said of a file before the rest of it is read. */
static match_status
check_header(const char *bytes, size_t size, const char *source, struct image_header *out,
             match_error *err)
{
    struct image_header header;
    if (!image_recognises(bytes, size)) {
        return fail_damaged(err, source,
                            "the file is not a compiled taxonomy: it begins with other bytes");
    }
    if (size < sizeof header) {
        return fail_damaged(err, source, "the compiled taxonomy is cut off in its header");
    }
    memcpy(&header, bytes, sizeof header);
    if (header.version != IMAGE_VERSION) {
        return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                       "the compiled taxonomy has format version %u, this library reads version "
                       "%u: compile it again from its source%s",
                       header.version, IMAGE_VERSION,
                       header.version > IMAGE_VERSION ? ", or use a newer library" : "");
    }
    if (header.section_count != IMAGE_SECTION_COUNT ||
        header.unicode_complement != ~header.unicode) {
        return fail_damaged(err, source, "the header of the compiled taxonomy is damaged");
    }
    uint64_t whole;
    if (__builtin_add_overflow(header.size, header.appended, &whole) || whole != size ||
        header.size < sizeof header || header.size % IMAGE_ALIGNMENT != 0) {
        return fail_at(err, MATCH_ERR_FORMAT, source, 0, 0,
                       "the compiled taxonomy has %zu bytes, expected %llu", size,
                       (unsigned long long)(header.size + header.appended));
    }
    *out = header;
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

/* Sets the arrays. What they hold is not known yet. */
static match_status
view(const char *bytes, size_t size, const char *source, struct image *out, match_error *err)
{
    struct span spans[IMAGE_SECTION_COUNT];
    match_status status = check_table(bytes, size, source, spans, err);
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
note_unicode(const struct image_header *header, const char *source, match_report *report,
             match_error *err)
{
    if (header->unicode == icu_unicode_version()) {
        return MATCH_OK;
    }
    return report_add(report, MATCH_SEVERITY_WARNING, (struct place){.source = source},
                      "OTHER_UNICODE", err,
                      "the file was compiled with Unicode %u.%u, this library uses %u.%u: "
                      "compile it again to find all labels",
                      header->unicode >> 24, header->unicode >> 16 & 255u,
                      icu_unicode_version() >> 24, icu_unicode_version() >> 16 & 255u);
}

/* A taxonomy of a block with a sound header; the checksum is that of its bytes. */
static match_taxonomy *
open_block(struct file_bytes *file, const struct image_header *header, uint64_t checksum,
           const char *source, match_report *report, match_error *err)
{
    struct image image;
    size_t size = (size_t)header->size;
    if (header->checksum != checksum) {
        (void)fail_damaged(err, source, "the compiled taxonomy is damaged: wrong checksum");
        return NULL;
    }
    if (view(file->bytes, size, source, &image, err) != MATCH_OK ||
        verify_image(&image, threads_for(size), source, err) != MATCH_OK ||
        note_unicode(header, source, report, err) != MATCH_OK) {
        return NULL;
    }
    match_taxonomy *taxonomy = alloc_zeroed(1, sizeof *taxonomy);
    struct label_shards *shards = NULL;
    if (!taxonomy || shards_new(&shards, err) != MATCH_OK) {
        alloc_free(taxonomy);
        (void)fail_memory(err);
        return NULL;
    }
    atomic_init(&taxonomy->refs, 1);
    taxonomy->file = *file;
    taxonomy->image = image;
    taxonomy->shards = shards;
    for (size_t i = 0; i < image.concepts_count; i++) {
        taxonomy->kind_counts[image.concepts[i].kind]++;
    }
    return taxonomy;
}

match_taxonomy *
image_open(struct file_bytes *file, const char *source, match_report *report, match_error *err)
{
    match_taxonomy *taxonomy = NULL;
    struct image_header header;
    uint64_t checksum;
    if (check_header(file->bytes, file->size, source, &header, err) == MATCH_OK &&
        take_pieces(NULL, file->bytes, (size_t)header.size, &checksum, err) == MATCH_OK) {
        taxonomy = open_block(file, &header, checksum, source, report, err);
    }
    if (!taxonomy) {
        file_bytes_clear(file);
        return NULL;
    }
    shards_in_memory(taxonomy->shards, file->bytes + header.size, (size_t)header.appended);
    return taxonomy;
}

/* Reads and opens what a header says, but what is appended. */
static match_taxonomy *
read_block(const struct file_input *input, const struct image_header *head, match_report *report,
           match_error *err)
{
    struct file_bytes file = {.bytes = alloc_block((size_t)head->size),
                              .size = (size_t)head->size};
    match_taxonomy *taxonomy = NULL;
    struct image_header header;
    uint64_t checksum;
    if (!file.bytes) {
        (void)fail_memory(err);
        return NULL;
    }
    /* The header is looked at again: the file may be another one by now. */
    if (take_pieces(input, file.bytes, file.size, &checksum, err) == MATCH_OK &&
        check_header(file.bytes, input->size, input->path, &header, err) == MATCH_OK) {
        if (header.size == head->size) {
            taxonomy = open_block(&file, &header, checksum, input->path, report, err);
        } else {
            (void)fail_damaged(err, input->path, "the compiled taxonomy changed while it was read");
        }
    }
    if (!taxonomy) {
        file_bytes_clear(&file);
    }
    return taxonomy;
}

match_taxonomy *
image_read(const struct file_input *input, match_report *report, match_error *err)
{
    char head[sizeof(struct image_header)];
    size_t head_size = input->size < sizeof head ? input->size : sizeof head;
    struct image_header header;
    if (file_read_part(input, 0, head, head_size, err) != MATCH_OK ||
        check_header(head, input->size, input->path, &header, err) != MATCH_OK) {
        return NULL;
    }
    match_taxonomy *taxonomy = read_block(input, &header, report, err);
    if (taxonomy && shards_in_file(taxonomy->shards, input, (size_t)header.size,
                                   (size_t)header.appended, err) != MATCH_OK) {
        match_taxonomy_unref(taxonomy);
        return NULL;
    }
    return taxonomy;
}
