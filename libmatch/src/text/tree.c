/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "text/tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/intern.h"
#include "base/limits.h"

/* Up to so many keys, comparing each with each is quicker than hashing. */
#define FEW_KEYS 16u

static match_status
fail_tree(const struct tree *tree, struct tree_place place, match_status status, const char *what)
{
    return fail_at(tree->err, status, tree->source, place.line, place.column, "%s", what);
}

/* Whether a node may stand here: keys are scalars, values come after keys. */
static bool
is_key_place(const struct tree *tree)
{
    if (tree->open_count == 0) {
        return false;
    }
    const struct tree_frame *frame = &tree->open[tree->open_count - 1];
    return frame->node->kind == DOCUMENT_MAPPING && (tree->pending_count - frame->first) % 2 == 0;
}

/* Makes a node and hangs it into the innermost open one. */
static match_status
add_node(struct tree *tree, struct tree_place place, enum document_kind kind,
         struct document_node **out)
{
    if (++tree->nodes > LIMIT_NODES) {
        return fail_at(tree->err, MATCH_ERR_LIMIT, tree->source, place.line, place.column,
                       "more than %u values, expected fewer", LIMIT_NODES);
    }
    if (kind != DOCUMENT_SCALAR && is_key_place(tree)) {
        return fail_tree(tree, place, MATCH_ERR_SYNTAX,
                         "a key is a list or mapping, expected a text");
    }
    struct document_node *node = arena_zeroed(&tree->document->arena, 1, sizeof *node);
    if (!node) {
        return fail_memory(tree->err);
    }
    *node = (struct document_node){
        .kind = kind, .line = place.line, .column = place.column, .text = ""};
    if (tree->open_count == 0) {
        tree->document->root = node;
    } else {
        struct document_node **grown = alloc_grow(tree->pending, &tree->pending_capacity,
                                                  tree->pending_count + 1, sizeof *tree->pending);
        if (!grown) {
            return fail_memory(tree->err);
        }
        tree->pending = grown;
        tree->pending[tree->pending_count++] = node;
    }
    *out = node;
    return MATCH_OK;
}

match_status
tree_scalar(struct tree *tree, struct tree_place place, const char *text, size_t length,
            bool quoted)
{
    size_t limit = is_key_place(tree) ? LIMIT_ID_BYTES : LIMIT_TEXT_BYTES;
    if (length > limit) {
        return fail_at(tree->err, MATCH_ERR_LIMIT, tree->source, place.line, place.column,
                       "a text has %zu bytes, expected at most %zu", length, limit);
    }
    if (memchr(text, 0, length)) {
        return fail_tree(tree, place, MATCH_ERR_SYNTAX, "a text holds a NUL character");
    }
    struct document_node *node;
    match_status status = add_node(tree, place, DOCUMENT_SCALAR, &node);
    if (status != MATCH_OK) {
        return status;
    }
    node->text = arena_text(&tree->document->arena, text, length);
    node->length = (uint32_t)length;
    node->quoted = quoted;
    return node->text ? MATCH_OK : fail_memory(tree->err);
}

match_status
tree_begin(struct tree *tree, struct tree_place place, enum document_kind kind)
{
    if (tree->open_count >= LIMIT_DEPTH) {
        return fail_at(tree->err, MATCH_ERR_LIMIT, tree->source, place.line, place.column,
                       "values are nested more than %u deep", LIMIT_DEPTH);
    }
    struct document_node *node;
    match_status status = add_node(tree, place, kind, &node);
    if (status != MATCH_OK) {
        return status;
    }
    struct tree_frame *grown =
        alloc_grow(tree->open, &tree->open_capacity, tree->open_count + 1, sizeof *tree->open);
    if (!grown) {
        return fail_memory(tree->err);
    }
    tree->open = grown;
    tree->open[tree->open_count++] =
        (struct tree_frame){.node = node, .first = tree->pending_count};
    return MATCH_OK;
}

static match_status
fail_repeated(const struct tree *tree, const struct document_node *key, uint32_t first_line)
{
    return fail_at(tree->err, MATCH_ERR_SYNTAX, tree->source, key->line, key->column,
                   "key '%.64s' is given twice, first in line %u", key->text, first_line);
}

static match_status
check_few_keys(const struct tree *tree, const struct document_node *node)
{
    for (uint32_t i = 1; i < node->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (strcmp(node->keys[i]->text, node->keys[j]->text) == 0) {
                return fail_repeated(tree, node->keys[i], node->keys[j]->line);
            }
        }
    }
    return MATCH_OK;
}

static match_status
check_many_keys(const struct tree *tree, const struct document_node *node)
{
    struct intern seen = {0};
    match_status status = MATCH_OK;
    for (uint32_t i = 0; i < node->count && status == MATCH_OK; i++) {
        const struct document_node *key = node->keys[i];
        uint32_t number = intern_find(&seen, key->text, key->length);
        if (number != 0) {
            status = fail_repeated(tree, key, node->keys[number - 1]->line);
        } else if (intern_add(&seen, key->text, key->length) == 0) {
            status = fail_memory(tree->err);
        }
    }
    intern_clear(&seen);
    return status;
}

/* Moves the children of a node from the pending ones into the arena. */
static match_status
keep_children(struct tree *tree, struct document_node *node, struct document_node **children,
              size_t count)
{
    bool mapping = node->kind == DOCUMENT_MAPPING;
    size_t items = mapping ? count / 2 : count;
    node->count = (uint32_t)items;
    if (items == 0) {
        return MATCH_OK;
    }
    node->items = arena_zeroed(&tree->document->arena, items, sizeof(struct document_node *));
    if (!node->items) {
        return fail_memory(tree->err);
    }
    if (!mapping) {
        memcpy(node->items, children, items * sizeof(struct document_node *));
        return MATCH_OK;
    }
    node->keys = arena_zeroed(&tree->document->arena, items, sizeof(struct document_node *));
    if (!node->keys) {
        return fail_memory(tree->err);
    }
    for (size_t i = 0; i < items; i++) {
        node->keys[i] = children[2 * i];
        node->items[i] = children[2 * i + 1];
    }
    return items <= FEW_KEYS ? check_few_keys(tree, node) : check_many_keys(tree, node);
}

match_status
tree_end(struct tree *tree)
{
    struct tree_frame frame = tree->open[--tree->open_count];
    size_t count = tree->pending_count - frame.first;
    tree->pending_count = frame.first;
    return keep_children(tree, frame.node, count > 0 ? tree->pending + frame.first : NULL, count);
}

match_status
tree_finish(struct tree *tree, match_status status)
{
    alloc_free(tree->pending);
    alloc_free(tree->open);
    if (status != MATCH_OK) {
        document_clear(tree->document);
    }
    return status;
}

const struct document_node *
document_get(const struct document_node *mapping, const char *key)
{
    if (!mapping || mapping->kind != DOCUMENT_MAPPING) {
        return NULL;
    }
    for (uint32_t i = 0; i < mapping->count; i++) {
        if (strcmp(mapping->keys[i]->text, key) == 0) {
            return mapping->items[i];
        }
    }
    return NULL;
}

void
document_clear(struct document *document)
{
    arena_clear(&document->arena);
    document->root = NULL;
}
