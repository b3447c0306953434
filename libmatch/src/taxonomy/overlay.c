/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/finding.h"
#include "taxonomy/image.h"
#include "taxonomy/rebuild.h"
#include "taxonomy/yaml_concepts.h"

#define FORMAT "libmatch-overlay/1"

/* The reader comes first, so that what reads a value finds the taxonomy below. */
struct overlay {
    struct reader reader;
    const match_taxonomy *base;
};

/* --- Concepts -------------------------------------------------------------------------------- */

/* What is added to a concept of the taxonomy below. */
static match_status
read_known(struct reader *reader, const struct subject *none, node *item, int argument)
{
    const struct overlay *overlay = (const struct overlay *)reader;
    const char *name;
    (void)none;
    (void)argument;
    match_status status = values_get_text(reader, item, "concept", &name);
    if (status != MATCH_OK) {
        return status;
    }
    match_concept c = name ? match_taxonomy_find(overlay->base, name, MATCH_NUL) : 0;
    if (c == 0) {
        return fail_at(reader->err, MATCH_ERR_INVALID, reader->name, item->line, item->column,
                       "concept '%.120s' is unknown, expected the URI or code of one concept of "
                       "the taxonomy below",
                       name ? name : "");
    }
    struct subject subject = {.index = c - 1,
                              .id = match_taxonomy_uri(overlay->base, c),
                              .kind = match_taxonomy_kind(overlay->base, c)};
    return yaml_read_additions(reader, &subject, item);
}

static match_status
read_known_list(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    return values_read_items(reader, subject, value, "concepts", read_known, argument);
}

/* --- The document ---------------------------------------------------------------------------- */

static const char *const facts[] = {"overlay.name", "overlay.version", "overlay.licence",
                                    "overlay.attribution"};

static match_status
read_fact(struct reader *reader, const struct subject *subject, node *value, int fact)
{
    (void)subject;
    return values_set_property(reader, facts[fact], value);
}

/* The state of the labels that the overlay brings counts for all of a language. */
static match_status
read_review(struct reader *reader, const struct subject *subject, node *value, int argument)
{
    (void)subject;
    (void)argument;
    return values_set_properties(reader, "review", "review.", value);
}

static match_status
read_document(struct reader *reader, node *root)
{
    static const struct key keys[] = {
        {"format", yaml_read_before, 0, 0},
        {"name", read_fact, 0, 0},
        {"version", read_fact, 1, 0},
        {"licence", read_fact, 2, 0},
        {"attribution", read_fact, 3, 0},
        {"review", read_review, 0, 0},
        {"schemes", yaml_read_before, 0, 0},
        {"concepts", read_known_list, 0, 0},
        {"occupation_groups", yaml_read_concepts, MATCH_CONCEPT_OCCUPATION_GROUP, 0},
        {"occupations", yaml_read_concepts, MATCH_CONCEPT_OCCUPATION, 0},
        {"skill_groups", yaml_read_concepts, MATCH_CONCEPT_SKILL_GROUP, 0},
        {"skills", yaml_read_concepts, MATCH_CONCEPT_SKILL, 0},
    };
    node *format = document_get(root, "format");
    node *schemes = document_get(root, "schemes");
    if (!format || format->kind != DOCUMENT_SCALAR || strcmp(format->text, FORMAT) != 0) {
        return fail_at(reader->err, MATCH_ERR_FORMAT, reader->name, root->line, root->column,
                       "the file is not an overlay, expected the key 'format' with '%s'", FORMAT);
    }
    match_status status =
        schemes ? values_read_items(reader, NULL, schemes, "schemes", yaml_read_scheme, 0)
                : MATCH_OK;
    return status == MATCH_OK ? READ_KEYS(reader, NULL, root, "overlay", keys) : status;
}

/* --- The whole ------------------------------------------------------------------------------- */

/* What was only repaired; all else that is found in an overlay, written by hand, refuses it. */
static bool
is_repair(const match_finding *finding)
{
    static const char *const codes[] = {"LABEL_CLEANED", "LABEL_REPEATED", "RELATION_REPEATED"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(finding->code, codes[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Findings without a source are about the taxonomy below, where they were told before. */
static match_status
judge(const match_report *found, const char *path, match_report *report, match_error *err)
{
    for (size_t i = 0; i < match_report_count(found); i++) {
        const match_finding *finding = match_report_finding(found, i);
        if (strcmp(finding->source, path) != 0) {
            continue;
        }
        struct place place = {.source = path, .line = finding->line};
        if (!is_repair(finding)) {
            return fail_at(err, MATCH_ERR_INVALID, path, finding->line, 0, "%s", finding->message);
        }
        match_status status = report_add(report, finding->severity, place, finding->code, err, "%s",
                                         finding->message);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (match_report_total(found, MATCH_SEVERITY_ERROR) > 0) {
        return fail_at(err, MATCH_ERR_INVALID, path, 0, 0,
                       "%" PRIu64 " relations or concepts cannot be kept",
                       match_report_total(found, MATCH_SEVERITY_ERROR));
    }
    return MATCH_OK;
}

static match_taxonomy *
build(const match_taxonomy *base, const char *path, node *root, match_report *found,
      match_error *err)
{
    struct overlay overlay = {.reader = {.name = path, .err = err}, .base = base};
    struct reader *reader = &overlay.reader;
    match_taxonomy *taxonomy = NULL;
    builder_init(&reader->builder, BUILDER_LENIENT, found); /* what was imported has defects */
    match_status status = rebuild(base, &reader->builder, err);
    if (status == MATCH_OK) {
        reader->source = builder_source(&reader->builder, path);
        status = reader->source != 0 ? read_document(reader, root) : fail_memory(err);
    }
    if (status == MATCH_OK) {
        taxonomy = builder_finish(&reader->builder, err);
    }
    builder_clear(&reader->builder);
    return taxonomy;
}

match_taxonomy *
match_taxonomy_overlay(const match_taxonomy *base, const char *path, match_report *report,
                       match_error *err)
{
    struct file_bytes file = {0};
    struct document document = {0};
    match_taxonomy *taxonomy = NULL;
    if (file_read(path, &file, err) != MATCH_OK) {
        return NULL;
    }
    match_report *found = match_report_new(err);
    if (found && document_parse_yaml(file.bytes, file.size, path, &document, err) == MATCH_OK) {
        taxonomy = build(base, path, document.root, found, err);
        document_clear(&document);
    }
    if (taxonomy && judge(found, path, report, err) != MATCH_OK) {
        match_taxonomy_unref(taxonomy);
        taxonomy = NULL;
    }
    match_report_free(found);
    file_bytes_clear(&file);
    return taxonomy;
}
