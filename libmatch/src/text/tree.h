/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TEXT_TREE_H
#define MATCH_TEXT_TREE_H

#include "text/document.h"

/**
 * @file tree.h
 * How the readers of YAML and JSON grow the tree of a document. Used by document_*.c only.
 */

/** A list or mapping that has begun and not ended. */
struct tree_frame {
    struct document_node *node;
    size_t first; /* its first child among the pending nodes */
};

struct tree {
    struct document *document;
    const char *source;
    match_error *err;
    struct document_node **pending; /* children of open nodes, innermost last */
    size_t pending_count, pending_capacity;
    struct tree_frame *open;
    size_t open_count, open_capacity;
    size_t nodes;
};

struct tree_place {
    uint32_t line, column;
};

/** Adds a scalar to the innermost open node. Copies the text. */
match_status tree_scalar(struct tree *tree, struct tree_place place, const char *text,
                         size_t length, bool quoted);

/** Opens a list or mapping. A mapping then gets keys and values by turns. */
match_status tree_begin(struct tree *tree, struct tree_place place, enum document_kind kind);

/** Closes the innermost open node; looks for keys that come twice. */
match_status tree_end(struct tree *tree);

/** Gives back what is only needed while growing, and on failure the document too. */
match_status tree_finish(struct tree *tree, match_status status);

#endif
