/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_DOCUMENT_H
#define MATCH_TEXT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/error.h>

#include "base/arena.h"

/**
 * @file document.h
 * A small tree read from YAML or JSON. It knows no field and no meaning: the readers above it do.
 *
 * YAML is a strict subset: UTF-8, one document, no anchors, aliases or tags, no key twice in a
 * mapping, keys and values are texts. Depth, number of nodes and size of a text are limited.
 */

enum document_kind { DOCUMENT_SCALAR, DOCUMENT_LIST, DOCUMENT_MAPPING };

/** One value. In JSON the column is 0 and the line that of the document's beginning. */
struct document_node {
    enum document_kind kind;
    uint32_t line, column;        /* from 1 */
    const char *text;             /* of a scalar; NUL-terminated, holds no other NUL */
    uint32_t length;              /* of text */
    bool quoted;                  /* YAML: in quotes or a block; JSON: a string */
    uint32_t count;               /* of items, and of keys in a mapping */
    struct document_node **items; /* list items or mapping values */
    struct document_node **keys;  /* mapping keys, scalars, in the order of the file */
};

/** Zero-initialised: empty and ready. */
struct document {
    struct arena arena;
    struct document_node *root; /* owned by the arena */
};

/**
 * Reads YAML. On success release with document_clear(); on failure *out is empty.
 * @return MATCH_OK, MATCH_ERR_SYNTAX, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM, with line and column.
 */
match_status document_parse_yaml(const char *bytes, size_t size, const char *source,
                                 struct document *out, match_error *err);

/**
 * Reads JSON. Numbers, true and false become their text (a real keeps 15 digits), null an empty
 * text that is not quoted. @p first_line is the line in the source where the bytes begin.
 * @return as document_parse_yaml().
 */
match_status document_parse_json(const char *bytes, size_t size, const char *source,
                                 uint32_t first_line, struct document *out, match_error *err);

/** The value of a key, NULL where there is none or the node is no mapping. */
const struct document_node *document_get(const struct document_node *mapping, const char *key);

/** Gives everything back; the document is empty again. */
void document_clear(struct document *document);

#endif
