/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_LABEL_SHARDS_H
#define MATCH_TAXONOMY_LABEL_SHARDS_H

#include <pthread.h>

#include "base/buffer.h"
#include "taxonomy/image.h"
#include "text/label_context.h"
#include "text/label_index.h"

/**
 * @file label_shards.h
 * The indexes by which a taxonomy's labels are searched: one for each language and kind of thing.
 *
 * They are built when the first search needs them, or when a taxonomy is saved. The compiled file
 * has them behind the taxonomy, in a part of its own that is not looked at before that: opening a
 * taxonomy costs nothing for those who search nothing. docs/formats.md describes the part.
 */

/** The labels of one language, of occupations and their groups or of skills and theirs. */
struct shard {
    uint32_t language; /* index in the taxonomy */
    uint32_t kinds;    /* bits */
    struct label_index index;
    struct label_context context; /* of occupations only */
};

/** An alias whose concept is known. */
struct learned {
    uint64_t hash; /* of the folded text */
    const char *text;
    const char *language;
    match_concept concept;
    uint32_t order;
};

/** Bit of a learned label's source: the rest is an index into the learned ones. */
#define SHARD_LEARNED UINT32_C(0x80000000)

/** The indexes of a taxonomy, with what they are read from. */
struct label_shards {
    pthread_mutex_t lock; /* of all below */
    const char *bytes;    /* the part in memory; NULL: in the file, or nowhere */
    struct file_bytes read;
    struct file_input file; /* path NULL: none */
    size_t offset;
    size_t size;         /* of the part; 0: there is none, or it was made in another way */
    struct shard *items; /* NULL: not yet asked for */
    bool *ready;
    uint32_t count;
};

/** How many there are. */
uint32_t shard_count(const match_taxonomy *taxonomy);

/** Says of which language and kinds a shard is. */
void shard_name(uint32_t number, struct shard *shard);

/**
 * One of them, read or built when it is the first time. Valid as long as the taxonomy. Thread safe.
 * @return MATCH_OK, MATCH_ERR_FORMAT for a damaged part of the file, MATCH_ERR_IO,
 *         MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 */
match_status shard_get(const match_taxonomy *taxonomy, uint32_t number, const struct shard **out,
                       match_error *err);

/** Whether an alias belongs into a shard. */
bool shard_is_of(const match_taxonomy *taxonomy, uint32_t number, const struct learned *alias);

/** Builds a shard of the taxonomy's labels and of aliases. Given back with shard_clear(). */
match_status shard_build(const match_taxonomy *taxonomy, const struct learned *learned,
                         size_t learned_count, uint32_t number, struct shard *out,
                         match_error *err);
void shard_clear(struct shard *shard);

/** Writes all of them as a part of a file; builds what is not there yet. */
match_status shards_compose(const match_taxonomy *taxonomy, struct buffer *out, match_error *err);

/** Makes shards that wait for their first use. */
match_status shards_new(struct label_shards **out, match_error *err);

/** Says that they stand in memory which lives as long as the taxonomy. */
void shards_in_memory(struct label_shards *shards, const char *bytes, size_t size);

/** Says that they stand in a file, of which the descriptor is kept open. */
match_status shards_in_file(struct label_shards *shards, const struct file_input *input,
                            size_t offset, size_t size, match_error *err);

void shards_free(struct label_shards *shards);

#endif
