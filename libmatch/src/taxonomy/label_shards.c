/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/label_shards.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "text/icu.h"
#include "text/label_store.h"

static const unsigned char magic[8] = {'L', 'M', 'T', 'L', 'A', 'B', 'E', 'L'};

/* Begins the part. The checksum is XXH3 of all that follows. */
struct part_header {
    unsigned char magic[8];
    uint32_t version;     /* LABEL_STORE_VERSION */
    uint32_t shard_count;
    uint64_t size;        /* of the part */
    uint64_t checksum;
    uint64_t taxonomy;    /* its checksum: the part belongs to no other one */
    uint32_t unicode;     /* version that the labels were folded with */
    uint32_t unicode_complement; /* ~unicode */
};

/* Begins a shard; then come the arrays of its index and its context, if there are labels. */
struct shard_header {
    uint32_t language;
    uint32_t kinds;
    uint32_t label_count;
    uint32_t group_count;
    uint32_t context_items; /* 0: no context */
    uint32_t reserved[3];   /* 0 */
};

_Static_assert(sizeof(struct part_header) == 48, "header of the part");
_Static_assert(sizeof(struct shard_header) == 32, "header of a shard");

static uint64_t
taxonomy_checksum(const match_taxonomy *taxonomy)
{
    struct image_header header;
    memcpy(&header, taxonomy->file.bytes, sizeof header);
    return header.checksum;
}

void
shard_clear(struct shard *shard)
{
    label_index_clear(&shard->index);
    label_context_clear(&shard->context);
}

/* --- Reading --------------------------------------------------------------------------------- */

static match_status
fail_damaged(match_error *err, const char *what)
{
    return fail(err, MATCH_ERR_FORMAT,
                "the index of labels in the compiled taxonomy is damaged: %s; compile it again",
                what);
}

/* Reads the part into memory, unless it is there. */
static match_status
fetch(struct label_shards *shards, match_error *err)
{
    if (shards->bytes) {
        return MATCH_OK;
    }
    char *bytes = alloc_block(shards->size);
    if (!bytes) {
        return fail_memory(err);
    }
    match_status status = file_read_part(&shards->file, shards->offset, bytes, shards->size, err);
    if (status != MATCH_OK) {
        alloc_free(bytes);
        return status;
    }
    file_let_go(&shards->file);
    shards->read = (struct file_bytes){.bytes = bytes, .size = shards->size};
    shards->bytes = bytes;
    return MATCH_OK;
}

/* Looks at the header. A part that was made in another way is left alone: size becomes 0. */
static match_status
check_part(const match_taxonomy *taxonomy, struct label_shards *shards, match_error *err)
{
    struct part_header header;
    if (shards->size < sizeof header) {
        return fail_damaged(err, "it is cut off");
    }
    memcpy(&header, shards->bytes, sizeof header);
    if (memcmp(header.magic, magic, sizeof magic) != 0 || header.size != shards->size ||
        header.taxonomy != taxonomy_checksum(taxonomy) ||
        header.unicode_complement != ~header.unicode) {
        return fail_damaged(err, "wrong header");
    }
    if (header.checksum !=
        XXH3_64bits(shards->bytes + sizeof header, shards->size - sizeof header)) {
        return fail_damaged(err, "wrong checksum");
    }
    if (header.version != LABEL_STORE_VERSION || header.unicode != icu_unicode_version()) {
        file_bytes_clear(&shards->read);
        shards->bytes = NULL;
        shards->size = 0;
        return MATCH_OK;
    }
    return header.shard_count == shard_count(taxonomy) ? MATCH_OK
                                                       : fail_damaged(err, "wrong header");
}

/* Whether items are concepts of the shard's kinds, and labels those of their items. */
static bool
are_sources_good(const match_taxonomy *taxonomy, const struct shard *shard)
{
    const struct image *image = &taxonomy->image;
    const struct label_index *index = &shard->index;
    bool good = true;
    for (size_t i = 0; i < index->item_numbers_count && good; i++) {
        match_concept concept = index->item_numbers[i];
        good = concept != 0 && concept <= image_count(image) &&
               (shard->kinds & 1u << image_concept(image, concept)->kind) != 0;
    }
    for (size_t i = 0; i < index->label_items_count && good; i++) {
        match_concept concept = index->item_numbers[index->label_items[i]];
        uint32_t label = index->label_sources[i];
        good = label >= image->label_starts[concept - 1] && label < image->label_starts[concept] &&
               image->labels[label].language == shard->language;
    }
    return good;
}

static void
view_shard(const match_taxonomy *taxonomy, struct label_cursor *cursor, struct shard *shard)
{
    struct shard_header header = {0};
    const void *bytes = label_cursor_take(cursor, sizeof header);
    if (bytes) {
        memcpy(&header, bytes, sizeof header);
    }
    if (!bytes || header.language != shard->language || header.kinds != shard->kinds ||
        header.reserved[0] != 0 || header.reserved[1] != 0 || header.reserved[2] != 0 ||
        (header.label_count == 0 && (header.group_count != 0 || header.context_items != 0))) {
        cursor->failed = true;
        return;
    }
    if (header.label_count > 0) {
        label_index_view(cursor, header.group_count, &shard->index);
    }
    if (header.context_items > 0) {
        label_context_view(cursor, header.context_items, &shard->context);
    }
    cursor->failed = cursor->failed || shard->index.label_items_count != header.label_count ||
                     (header.context_items > 0 &&
                      header.context_items != shard->index.item_numbers_count) ||
                     !are_sources_good(taxonomy, shard);
}

static match_status
view_part(const match_taxonomy *taxonomy, struct label_shards *shards, match_error *err)
{
    struct label_cursor cursor = {
        .bytes = shards->bytes, .size = shards->size, .at = sizeof(struct part_header)};
    uint32_t count = shard_count(taxonomy);
    for (uint32_t i = 0; i < count && !cursor.failed; i++) {
        view_shard(taxonomy, &cursor, &shards->items[i]);
    }
    if (cursor.failed || cursor.at != cursor.size) {
        for (uint32_t i = 0; i < count; i++) {
            shard_clear(&shards->items[i]);
        }
        return fail_damaged(err, "wrong numbers");
    }
    for (uint32_t i = 0; i < count; i++) {
        shards->ready[i] = true;
    }
    return MATCH_OK;
}

/* --- First use ------------------------------------------------------------------------------- */

static void
forget_items(struct label_shards *shards)
{
    alloc_free(shards->items);
    alloc_free(shards->ready);
    shards->items = NULL;
    shards->ready = NULL;
}

/* Makes room for the shards, and reads those that are in the file. */
static match_status
begin(const match_taxonomy *taxonomy, struct label_shards *shards, match_error *err)
{
    uint32_t count = shard_count(taxonomy);
    match_status status = MATCH_OK;
    shards->items = alloc_zeroed(count, sizeof *shards->items);
    shards->ready = alloc_zeroed(count, sizeof *shards->ready);
    if (!shards->items || !shards->ready) {
        forget_items(shards);
        return fail_memory(err);
    }
    shards->count = count;
    for (uint32_t i = 0; i < count; i++) {
        shard_name(i, &shards->items[i]);
    }
    if (shards->size > 0) {
        status = fetch(shards, err);
        status = status == MATCH_OK ? check_part(taxonomy, shards, err) : status;
    }
    if (status == MATCH_OK && shards->size > 0) {
        status = view_part(taxonomy, shards, err);
    }
    if (status != MATCH_OK) {
        forget_items(shards);
    }
    return status;
}

match_status
shard_get(const match_taxonomy *taxonomy, uint32_t number, const struct shard **out,
          match_error *err)
{
    struct label_shards *shards = taxonomy->shards;
    match_status status = MATCH_OK;
    (void)pthread_mutex_lock(&shards->lock);
    if (!shards->items) {
        status = begin(taxonomy, shards, err);
    }
    if (status == MATCH_OK && !shards->ready[number]) {
        status = shard_build(taxonomy, NULL, 0, number, &shards->items[number], err);
        shards->ready[number] = status == MATCH_OK;
    }
    *out = status == MATCH_OK ? &shards->items[number] : NULL;
    (void)pthread_mutex_unlock(&shards->lock);
    return status;
}

/* --- Writing --------------------------------------------------------------------------------- */

static void
store_shard(const struct shard *shard, struct buffer *out)
{
    const struct shard_header header = {
        .language = shard->language,
        .kinds = shard->kinds,
        .label_count = (uint32_t)shard->index.label_items_count,
        .group_count = shard->index.group_count,
        .context_items = (uint32_t)shard->context.item_count,
    };
    buffer_add(out, &header, sizeof header);
    if (header.label_count > 0) {
        label_index_store(&shard->index, out);
    }
    if (header.context_items > 0) {
        label_context_store(&shard->context, out);
    }
}

match_status
shards_compose(const match_taxonomy *taxonomy, struct buffer *out, match_error *err)
{
    struct part_header header = {.version = LABEL_STORE_VERSION,
                                 .shard_count = shard_count(taxonomy),
                                 .taxonomy = taxonomy_checksum(taxonomy),
                                 .unicode = icu_unicode_version(),
                                 .unicode_complement = ~icu_unicode_version()};
    memcpy(header.magic, magic, sizeof magic);
    size_t start = out->size;
    buffer_add(out, &header, sizeof header);
    for (uint32_t i = 0; i < header.shard_count; i++) {
        const struct shard *shard;
        match_status status = shard_get(taxonomy, i, &shard, err);
        if (status != MATCH_OK) {
            return status;
        }
        store_shard(shard, out);
    }
    if (out->failed) {
        return fail_memory(err);
    }
    if (out->size > LIMIT_FILE_BYTES) {
        return fail(err, MATCH_ERR_LIMIT, "the compiled taxonomy has %zu bytes, expected at most %u",
                    out->size, LIMIT_FILE_BYTES);
    }
    header.size = out->size - start;
    header.checksum = XXH3_64bits(out->bytes + start + sizeof header, header.size - sizeof header);
    memcpy(out->bytes + start, &header, sizeof header);
    return MATCH_OK;
}

/* --- Memory ---------------------------------------------------------------------------------- */

match_status
shards_new(struct label_shards **out, match_error *err)
{
    struct label_shards *shards = alloc_zeroed(1, sizeof *shards);
    if (!shards || pthread_mutex_init(&shards->lock, NULL) != 0) {
        alloc_free(shards);
        return fail_memory(err);
    }
    *out = shards;
    return MATCH_OK;
}

void
shards_in_memory(struct label_shards *shards, const char *bytes, size_t size)
{
    shards->bytes = bytes;
    shards->size = size;
}

match_status
shards_in_file(struct label_shards *shards, const struct file_input *input, size_t offset,
               size_t size, match_error *err)
{
    shards->offset = offset;
    shards->size = size;
    return size > 0 ? file_keep(input, &shards->file, err) : MATCH_OK;
}

void
shards_free(struct label_shards *shards)
{
    if (!shards) {
        return;
    }
    for (uint32_t i = 0; shards->items && i < shards->count; i++) {
        shard_clear(&shards->items[i]);
    }
    forget_items(shards);
    file_bytes_clear(&shards->read);
    file_let_go(&shards->file);
    (void)pthread_mutex_destroy(&shards->lock);
    alloc_free(shards);
}
