/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_WRITE_H
#define MATCH_TAXONOMY_WRITE_H

#include "base/buffer.h"
#include "taxonomy/image.h"

/**
 * @file write.h
 * The formats that a taxonomy is written in. A writer knows its format and fills a buffer; want
 * of memory shows in out->failed.
 */

/** Names of what the formats have no term for, and of concepts that have a code only. */
#define WRITE_OWN "urn:libmatch:"

/** Project YAML. Defects that it may not have are counted in comments at the head. */
void write_yaml(const match_taxonomy *taxonomy, struct buffer *out);

/** SKOS with ESCO's terms for occupations and skills, as Turtle. */
void write_turtle(const match_taxonomy *taxonomy, struct buffer *out);

/** A folder of CSV files in the layout of ESCO, complete or not there. */
match_status write_csv(const match_taxonomy *taxonomy, const char *path, match_error *err);

/**
 * Adds a text to a URI: of a code all but letters, digits and -._~ by their bytes, so that it
 * stays one name; else what a URI may not hold.
 */
void write_encoded(struct buffer *out, const char *text, bool all);

/** Whether a character is an ASCII letter. */
bool write_is_letter(char c);

/** The concepts a concept is related to: items[starts[concept - 1]] up to starts[concept]. */
struct write_part {
    uint32_t first, end;
};

static inline struct write_part
write_part(const uint32_t *starts, match_concept concept)
{
    return (struct write_part){starts[concept - 1], starts[concept]};
}

/** What a writer of text works on. */
struct text_writer {
    const match_taxonomy *taxonomy;
    const struct image *image;
    struct buffer *out;
};

/** A text of the taxonomy by its place in the section of strings. */
static inline const char *
write_string(const struct text_writer *writer, uint32_t reference)
{
    return image_string(writer->image, reference);
}

#endif
