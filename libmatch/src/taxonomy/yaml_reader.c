/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include "base/fail.h"
#include "taxonomy/readers.h"
#include "taxonomy/yaml_concepts.h"

#define FORMAT "libmatch-taxonomy/1"

/* --- The document ---------------------------------------------------------------------------- */

static const char *const names[] = {"name", "version", "licence", "attribution"};

static match_status
read_fact(struct reader *reader, const struct subject *subject, node *value, int name)
{
    (void)subject;
    return values_set_property(reader, names[name], value);
}

static const struct {
    const char *key, *prefix;
} groups[] = {{"title", "title."}, {"review", "review."}, {"facts", ""}};

static match_status
read_facts(struct reader *reader, const struct subject *subject, node *value, int group)
{
    (void)subject;
    return values_set_properties(reader, groups[group].key, groups[group].prefix, value);
}

static const struct key document_keys[] = {
    {"format", yaml_read_before, 0, 0},
    {"name", read_fact, 0, 0},
    {"version", read_fact, 1, 0},
    {"licence", read_fact, 2, 0},
    {"attribution", read_fact, 3, 0},
    {"title", read_facts, 0, 0},
    {"review", read_facts, 1, 0},
    {"facts", read_facts, 2, 0},
    {"schemes", yaml_read_before, 0, 0},
    {"occupation_groups", yaml_read_concepts, MATCH_CONCEPT_OCCUPATION_GROUP, 0},
    {"occupations", yaml_read_concepts, MATCH_CONCEPT_OCCUPATION, 0},
    {"skill_groups", yaml_read_concepts, MATCH_CONCEPT_SKILL_GROUP, 0},
    {"skills", yaml_read_concepts, MATCH_CONCEPT_SKILL, 0},
};

static match_status
read_document(struct reader *reader, node *root)
{
    const char *format;
    node *schemes = document_get(root, "schemes");
    if (root->kind != DOCUMENT_MAPPING || !document_get(root, "format")) {
        return fail_at(reader->err, MATCH_ERR_FORMAT, reader->name, root->line, root->column,
                       "the file is not a taxonomy, expected the key 'format' with '%s'", FORMAT);
    }
    match_status status = values_get_text(reader, root, "format", &format);
    if (status == MATCH_OK && strcmp(format, FORMAT) != 0) {
        status =
            fail_at(reader->err, MATCH_ERR_FORMAT, reader->name, document_get(root, "format")->line,
                    0, "format is '%.80s', expected '%s'", format, FORMAT);
    }
    if (status == MATCH_OK && schemes) {
        status = values_read_items(reader, NULL, schemes, "schemes", yaml_read_scheme, 0);
    }
    if (status == MATCH_OK) {
        status = READ_KEYS(reader, NULL, root, "taxonomy", document_keys);
    }
    if (status == MATCH_OK && reader->builder.concepts.count == 0) {
        status = fail_at(reader->err, MATCH_ERR_INVALID, reader->name, root->line, root->column,
                         "the taxonomy has no concept, expected at least one");
    }
    return status;
}

match_taxonomy *
yaml_read_taxonomy(const char *bytes, size_t size, const char *source, match_report *report,
                   match_error *err)
{
    struct document document;
    match_taxonomy *taxonomy = NULL;
    if (document_parse_yaml(bytes, size, source, &document, err) != MATCH_OK) {
        return NULL;
    }
    struct reader reader = {.name = source, .err = err};
    builder_init(&reader.builder, BUILDER_STRICT, report);
    reader.source = builder_source(&reader.builder, source);
    if (reader.source == 0 && source && source[0] != '\0') {
        (void)fail_memory(err);
    } else if (read_document(&reader, document.root) == MATCH_OK) {
        taxonomy = builder_finish(&reader.builder, err);
    }
    builder_clear(&reader.builder);
    document_clear(&document);
    return taxonomy;
}
