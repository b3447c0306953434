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

/** Project YAML. What it has no key for is counted in comments at the head. */
void write_yaml(const match_taxonomy *taxonomy, struct buffer *out);

/** SKOS with ESCO's terms for occupations and skills, as Turtle. */
void write_turtle(const match_taxonomy *taxonomy, struct buffer *out);

/** The concepts a concept is related to: items[starts[concept - 1]] up to starts[concept]. */
struct write_part {
    uint32_t first, end;
};

static inline struct write_part
write_part(const uint32_t *starts, match_concept concept)
{
    return (struct write_part){starts[concept - 1], starts[concept]};
}

#endif
