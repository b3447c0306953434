/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <yaml.h>

#include "base/fail.h"
#include "text/encoding.h"
#include "text/tree.h"

static struct tree_place
place_of(yaml_mark_t mark)
{
    return (struct tree_place){.line = (uint32_t)(mark.line + 1),
                               .column = (uint32_t)(mark.column + 1)};
}

/* The marks are not set where a character is refused, but its offset is. */
static struct tree_place
place_of_offset(const char *bytes, size_t size, size_t offset)
{
    struct tree_place place = {.line = 1};
    for (size_t i = 0; i < offset && i < size; i++) {
        place.line += bytes[i] == '\n';
    }
    return place;
}

static match_status
fail_parser(const struct tree *tree, const yaml_parser_t *parser, const char *bytes, size_t size)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        return fail_memory(tree->err);
    }
    struct tree_place place = place_of(parser->problem_mark);
    const char *problem = parser->problem ? parser->problem : "not well formed";
    if (parser->error == YAML_READER_ERROR) {
        place = place_of_offset(bytes, size, parser->problem_offset);
    }
    return fail_at(tree->err, MATCH_ERR_SYNTAX, tree->source, place.line, place.column, "%s%s%s",
                   parser->context ? parser->context : "", parser->context ? ": " : "", problem);
}

static match_status
refuse(const struct tree *tree, yaml_mark_t mark, const char *what)
{
    struct tree_place place = place_of(mark);
    return fail_at(tree->err, MATCH_ERR_SYNTAX, tree->source, place.line, place.column,
                   "%s not allowed here", what);
}

static match_status
add_scalar(struct tree *tree, const yaml_event_t *event)
{
    if (event->data.scalar.anchor) {
        return refuse(tree, event->start_mark, "anchors (&name) are");
    }
    if (event->data.scalar.tag) {
        return refuse(tree, event->start_mark, "tags (!name) are");
    }
    return tree_scalar(tree, place_of(event->start_mark), (const char *)event->data.scalar.value,
                       event->data.scalar.length,
                       event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE);
}

static match_status
begin(struct tree *tree, const yaml_event_t *event, enum document_kind kind,
      const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor) {
        return refuse(tree, event->start_mark, "anchors (&name) are");
    }
    if (tag) {
        return refuse(tree, event->start_mark, "tags (!name) are");
    }
    return tree_begin(tree, place_of(event->start_mark), kind);
}

static match_status
take_event(struct tree *tree, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (tree->document->root) {
            return refuse(tree, event->start_mark, "a second document (---) is");
        }
        return MATCH_OK;
    case YAML_ALIAS_EVENT: return refuse(tree, event->start_mark, "aliases (*name) are");
    case YAML_SCALAR_EVENT: return add_scalar(tree, event);
    case YAML_SEQUENCE_START_EVENT:
        return begin(tree, event, DOCUMENT_LIST, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return begin(tree, event, DOCUMENT_MAPPING, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return tree_end(tree);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: break;
    }
    return MATCH_OK;
}

static match_status
take_events(struct tree *tree, yaml_parser_t *parser, const char *bytes, size_t size)
{
    for (bool end = false; !end;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            return fail_parser(tree, parser, bytes, size);
        }
        match_status status = take_event(tree, &event);
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (!tree->document->root) {
        return fail_at(tree->err, MATCH_ERR_SYNTAX, tree->source, 1, 1, "the document is empty");
    }
    return MATCH_OK;
}

match_status
document_parse_yaml(const char *bytes, size_t size, const char *source, struct document *out,
                    match_error *err)
{
    *out = (struct document){0};
    match_status status = encoding_check(bytes, size, source, NULL, err);
    if (status != MATCH_OK) {
        return status;
    }
    size_t mark = encoding_mark(bytes, size);
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        return fail_memory(err);
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    bytes += mark;
    size -= mark;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    struct tree tree = {.document = out, .source = source, .err = err};
    status = tree_finish(&tree, take_events(&tree, &parser, bytes, size));
    yaml_parser_delete(&parser);
    return status;
}
