/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/reference.h"

#include "base/fail.h"

match_status
reference_read(struct reference *file, const char *bytes, size_t size,
               match_status (*build)(void *data), void *data)
{
    match_status status =
        document_parse_yaml(bytes, size, file->source, &file->document, file->err);

    if (status != MATCH_OK) {
        return status;
    }
    status = build(data);
    document_clear(&file->document);
    return status;
}

match_status
reference_fail(const struct reference *file, const struct document_node *node, const char *message)
{
    return fail_at(file->err, MATCH_ERR_FORMAT, file->source, node->line, node->column, "%s",
                   message);
}

bool
reference_is_text(const struct document_node *node)
{
    return node && node->kind == DOCUMENT_SCALAR && node->length > 0;
}

match_status
reference_keep(const struct reference *file, const struct document_node *node, const char **out)
{
    *out = arena_text(file->arena, node->text, node->length);
    return *out ? MATCH_OK : fail_memory(file->err);
}
