/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/intake.h"

#include "base/fail.h"
#include "text/document.h"

#include <string.h>

/* Records in YAML: a list of them, or a mapping with a list for each kind. */

#define RECORDS_FORMAT "libmatch-records/1"

static const struct section {
    const char *name;
    match_record_kind kind;
} sections[] = {
    {"profiles", MATCH_RECORD_PROFILE},  {"vacancies", MATCH_RECORD_VACANCY},
    {"training", MATCH_RECORD_TRAINING}, {"trainings", MATCH_RECORD_TRAINING},
    {"supports", MATCH_RECORD_SUPPORT},
};

static match_status
take_list(struct intake *intake, const struct document_node *list, match_record_kind kind,
          uint32_t *row)
{
    match_status status = MATCH_OK;

    if (list->kind == DOCUMENT_SCALAR && list->length == 0) {
        return MATCH_OK; /* a section without records */
    }
    if (list->kind != DOCUMENT_LIST) {
        return fail_at(intake->reader.err, MATCH_ERR_FORMAT, intake->reader.source, list->line,
                       list->column, "there is no list of records");
    }
    for (uint32_t i = 0; i < list->count && status == MATCH_OK; i++) {
        status = intake_mapping(intake, list->items[i], kind, list->items[i]->line, ++*row);
    }
    return status;
}

static match_status
check_format(struct intake *intake, const struct document_node *node)
{
    if (node->kind == DOCUMENT_SCALAR && strcmp(node->text, RECORDS_FORMAT) == 0) {
        return MATCH_OK;
    }
    return fail_at(intake->reader.err, MATCH_ERR_FORMAT, intake->reader.source, node->line,
                   node->column, "format is not " RECORDS_FORMAT);
}

static match_status
take_section(struct intake *intake, const struct document_node *key,
             const struct document_node *value, uint32_t *row)
{
    struct reader *reader = &intake->reader;

    if (strcmp(key->text, "format") == 0) {
        return check_format(intake, value);
    }
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(key->text, sections[i].name) != 0) {
            continue;
        }
        if (intake->set->kinds & (1u << (unsigned)sections[i].kind)) {
            return take_list(intake, value, sections[i].kind, row);
        }
        reader->line = key->line;
        reader->row = 0;
        reader_enter(reader, "");
        return reader_tell(reader, MATCH_SEVERITY_NOTE, "SECTION_SKIPPED",
                           "section %s does not belong here and is left out", sections[i].name);
    }
    return fail_at(reader->err, MATCH_ERR_FORMAT, reader->source, key->line, key->column,
                   "section is \"%.40s\", expected profiles, vacancies, training or supports",
                   key->text);
}

static match_status
take_document(struct intake *intake, const struct document_node *root)
{
    uint32_t row = 0;
    match_status status = MATCH_OK;

    if (root->kind != DOCUMENT_MAPPING) {
        return take_list(intake, root, (match_record_kind)0, &row);
    }
    for (uint32_t i = 0; i < root->count && status == MATCH_OK; i++) {
        status = take_section(intake, root->keys[i], root->items[i], &row);
    }
    return status;
}

match_status
intake_yaml(struct intake *intake, const char *bytes, size_t size)
{
    struct document document = {0};
    match_status status =
        document_parse_yaml(bytes, size, intake->reader.source, &document, intake->reader.err);

    if (status != MATCH_OK) {
        return status;
    }
    status = take_document(intake, document.root);
    document_clear(&document);
    return status;
}
