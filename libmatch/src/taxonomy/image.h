/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_IMAGE_H
#define MATCH_TAXONOMY_IMAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/taxonomy.h>

#include "base/file.h"

/**
 * @file image.h
 * A taxonomy is one block of bytes: a header, a table of sections, the sections. The compiled
 * file is that block. A taxonomy that was just built from YAML or ESCO is made of the same block,
 * so all taxonomies behave alike and the same input gives the same bytes.
 *
 * Everything is little-endian; references to texts are offsets into the section of strings,
 * concepts are numbers from 1, and rows of variable length are kept as starts and items: those of
 * concept c are items[starts[c - 1]] up to items[starts[c]]. docs/formats.md describes it.
 *
 * A new section is a row at the end of IMAGE_SECTIONS and a check in verify.h. The file has to
 * open in a few milliseconds, so keep items flat and small, and make them easy to check: one pass
 * in the order they lie in, against numbers and starts that were checked before; sorted by a
 * number that stands in the item rather than by a text somewhere else.
 */

#define IMAGE_VERSION 4u
#define IMAGE_ALIGNMENT 16u

/** Bytes that are read and put under the checksum together: they fit a core's cache. */
#define IMAGE_PIECE ((size_t)1024 * 1024)

/**
 * Begins the file. The checksum is XXH3 of the XXH3s of the pieces of IMAGE_PIECE bytes, the first
 * one without the header and the last one as long as it is.
 */
struct image_header {
    unsigned char magic[8];
    uint32_t version;
    uint32_t section_count;
    uint64_t size; /* without what is appended */
    uint64_t checksum;
    uint32_t unicode;            /* version that the labels were folded with */
    uint32_t unicode_complement; /* ~unicode: not under the checksum, which is the content's */
    uint64_t appended;           /* bytes behind it: indexes of labels (label_shards.h), or 0 */
};

/** Says where a section is. Sections come in the order of their numbers. */
struct image_entry {
    uint32_t section;
    uint32_t item_size;
    uint64_t offset;
    uint64_t count;
};

struct image_property {
    uint32_t key;
    uint32_t value;
};

struct image_scheme {
    uint32_t id;
    uint32_t uri;
    uint32_t title;
    uint32_t version;
};

struct image_concept {
    uint32_t uri;
    uint32_t code;
    uint32_t isco;
    uint32_t scheme; /* index */
    uint8_t kind;
    uint8_t skill_type;
    uint8_t reuse_level;
    uint8_t skill_levels; /* bits 1 << ISCO skill level 1..4, of a job; 0 for skills */
};

struct image_label {
    uint32_t text;
    uint16_t language; /* index */
    uint16_t kind;
};

struct image_text {
    uint32_t text;     /* in notes: only there are line ends */
    uint32_t language; /* a text: it need not have labels */
    uint32_t kind;
};

struct image_mapping {
    uint32_t kind;
    uint32_t uri;
};

/** A label by the hash of its folded text: in ascending order as one number of 64 bits. */
struct image_key {
    uint32_t label; /* index among all labels */
    uint32_t hash;  /* the upper half */
};

/** A word of a label, or what has the word. */
struct image_word {
    uint32_t number;
    uint32_t share; /* 15 bits after the point; the squares of all words of a concept add up to 1 */
};

struct label_shards;

/** All sections: number by order, name, type of an item. New ones go to the end. */
#define IMAGE_SECTIONS(X)                                                                          \
    X(strings, char)                                                                               \
    X(properties, struct image_property)                                                           \
    X(schemes, struct image_scheme)                                                                \
    X(languages, uint32_t)                                                                         \
    X(concepts, struct image_concept)                                                              \
    X(label_starts, uint32_t)                                                                      \
    X(labels, struct image_label)                                                                  \
    X(text_starts, uint32_t)                                                                       \
    X(texts, struct image_text)                                                                    \
    X(broader_starts, uint32_t)                                                                    \
    X(broader, match_concept)                                                                      \
    X(narrower_starts, uint32_t)                                                                   \
    X(narrower, match_concept)                                                                     \
    X(skill_starts, uint32_t)                                                                      \
    X(skills, match_relation)                                                                      \
    X(occupation_starts, uint32_t)                                                                 \
    X(occupations, match_relation)                                                                 \
    X(basis_starts, uint32_t)                                                                      \
    X(bases, match_relation)                                                                       \
    X(mapping_starts, uint32_t)                                                                    \
    X(mappings, struct image_mapping)                                                              \
    X(membership_starts, uint32_t)                                                                 \
    X(memberships, uint32_t)                                                                       \
    X(uri_index, match_concept)                                                                    \
    X(code_index, match_concept)                                                                   \
    X(label_index, struct image_key)                                                               \
    X(weights, uint8_t)                                                                            \
    X(neighbour_starts, uint32_t)                                                                  \
    X(neighbours, match_neighbour)                                                                 \
    X(notes, char)                                                                                 \
    X(title_starts, uint32_t)                                                                      \
    X(titles, struct image_word)

#define IMAGE_VIEW_FIELD(name, type)                                                               \
    const type *name;                                                                              \
    size_t name##_count;

/** The sections as arrays: what a builder hands in and what an opened file shows. */
struct image {
    IMAGE_SECTIONS(IMAGE_VIEW_FIELD)
};

#define IMAGE_ONE_SECTION(name, type) +1
enum { IMAGE_SECTION_COUNT = IMAGE_SECTIONS(IMAGE_ONE_SECTION) };

struct match_taxonomy {
    atomic_uint refs;
    struct file_bytes file; /* the block; from memory or mapped, what is appended too */
    struct image image; /* into the block */
    struct label_shards *shards; /* indexes of labels */
    uint32_t kind_counts[5];
};

/** Whether bytes begin like a compiled taxonomy. */
bool image_recognises(const char *bytes, size_t size);

/** Writes a block from arrays. The caller releases it with file_bytes_clear(). */
match_status image_compose(const struct image *image, struct file_bytes *out, match_error *err);

/**
 * Makes a taxonomy of a block after checking all of it. Takes the block over, also on failure.
 * It is aligned to 8.
 * @return a new reference or NULL.
 */
match_taxonomy *image_open(struct file_bytes *file, const char *source, match_report *report,
                           match_error *err);

/** The same for a file, which is read into memory while it is checked. */
match_taxonomy *image_read(const struct file_input *input, match_report *report, match_error *err);

/** Number of concepts. */
static inline uint32_t
image_count(const struct image *image)
{
    return (uint32_t)image->concepts_count;
}

/** The concept of a number from 1 to image_count(). */
static inline const struct image_concept *
image_concept(const struct image *image, match_concept concept)
{
    return &image->concepts[concept - 1];
}

static inline const char *
image_string(const struct image *image, uint32_t reference)
{
    return image->strings + reference;
}

/** A longer text: a definition or note. */
static inline const char *
image_note(const struct image *image, uint32_t reference)
{
    return image->notes + reference;
}

/** The number of a concept that has a label. */
match_concept image_label_concept(const struct image *image, uint32_t label);

/** What the index of labels is sorted by: a hash of a folded text. */
uint32_t image_label_hash(const char *folded, size_t length);

/** The order in which concepts get their numbers: by kind in this order, then by URI. */
enum {
    IMAGE_RANK_OCCUPATION_GROUP = 1,
    IMAGE_RANK_OCCUPATION = 2,
    IMAGE_RANK_SKILL_GROUP = 3,
    IMAGE_RANK_SKILL = 4
};

/** The rank of a kind of concept, 0 for what is none. */
unsigned image_kind_rank(uint8_t kind);

#endif
