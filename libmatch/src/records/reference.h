/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_REFERENCE_H
#define MATCH_RECORDS_REFERENCE_H

#include <stdbool.h>

#include <libmatch/error.h>

#include "base/arena.h"
#include "text/document.h"

/**
 * @file reference.h
 * What the readers of reference tables (places, ladders) share.
 */

/** A file while it is read. */
struct reference {
    struct document document; /**< Only while reference_read() runs. */
    struct arena *arena;      /**< Of the table that is made of it. */
    const char *source;       /**< For messages. */
    match_error *err;
};

/** Reads the YAML and has the table built from it. */
match_status reference_read(struct reference *file, const char *bytes, size_t size,
                            match_status (*build)(void *data), void *data);

/** Sets the error: what is wrong at this node. Returns MATCH_ERR_FORMAT. */
match_status reference_fail(const struct reference *file, const struct document_node *node,
                            const char *message);

/** Whether it is there and is a text with something in it. */
bool reference_is_text(const struct document_node *node);

/** Copies a node's text into the arena. */
match_status reference_keep(const struct reference *file, const struct document_node *node,
                            const char **out);

#endif
