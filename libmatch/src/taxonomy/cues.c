/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/cues.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "taxonomy/extraction_cues.h"
#include "text/document.h"

#define CUES_FORMAT "libmatch-cues/1"
#define CUES_SOURCE "extraction/cues.yaml"

static const struct {
    const char *section;
    const char *name;
    enum cue cue;
} lists[] = {
    {"cues", "essential", CUE_ESSENTIAL},
    {"cues", "optional", CUE_OPTIONAL},
    {"cues", "not_before", CUE_NOT_BEFORE},
    {"cues", "not_after", CUE_NOT_AFTER},
    {"cues", "neutral", CUE_NEUTRAL},
    {"cues", "background", CUE_BACKGROUND},
    {"cues", "years", CUE_YEARS},
    {"cues", "months", CUE_MONTHS},
    {"headings", "essential", HEADING_ESSENTIAL},
    {"headings", "optional", HEADING_OPTIONAL},
    {"headings", "duties", HEADING_DUTIES},
    {"headings", "background", HEADING_BACKGROUND},
};

static match_status
fail_cues(const struct document_node *node, const char *what, match_error *err)
{
    return fail_at(err, MATCH_ERR_FORMAT, CUES_SOURCE, node ? node->line : 0,
                   node ? node->column : 0, "%s", what);
}

/* Adds the phrases of all languages. */
static match_status
add_list(struct phrase_list *list, const struct document_node *languages, uint32_t cue,
         struct tokens *room, match_error *err)
{
    match_status status = MATCH_OK;
    if (!languages || languages->kind != DOCUMENT_MAPPING) {
        return fail_cues(languages, "there are no words by language", err);
    }
    for (uint32_t i = 0; i < languages->count; i++) {
        const struct document_node *words = languages->items[i];
        if (words->kind != DOCUMENT_LIST) {
            return fail_cues(words, "there is no list of words", err);
        }
        for (uint32_t k = 0; k < words->count && status == MATCH_OK; k++) {
            status = tokens_cut(room, words->items[k]->text, words->items[k]->length, 0, err);
            if (status == MATCH_OK) {
                status = phrase_list_add(list, room, CUE_FLAG | cue, err);
            }
        }
    }
    return status;
}

static match_status
add_numbers(struct phrase_list *list, const struct document_node *numbers, struct tokens *room,
            match_error *err)
{
    match_status status = MATCH_OK;
    for (uint32_t i = 0; numbers && i < numbers->count && status == MATCH_OK; i++) {
        unsigned long number = strtoul(numbers->keys[i]->text, NULL, 10);
        if (number == 0 || number > CUE_NUMBER_MAX) {
            return fail_cues(numbers->keys[i], "a number is expected to be 1..100", err);
        }
        status = add_list(list, numbers->items[i], CUE_NUMBER + (uint32_t)number, room, err);
    }
    return status;
}

match_status
cues_add(struct phrase_list *list, struct tokens *room, match_error *err)
{
    struct document document = {0};
    match_status status = document_parse_yaml(extraction_cues, sizeof extraction_cues - 1,
                                              CUES_SOURCE, &document, err);
    if (status != MATCH_OK) {
        return status;
    }
    const struct document_node *format = document_get(document.root, "format");
    if (!format || format->kind != DOCUMENT_SCALAR || strcmp(format->text, CUES_FORMAT) != 0) {
        status = fail_cues(format, "format is expected to be " CUES_FORMAT, err);
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && status == MATCH_OK; i++) {
        const struct document_node *section = document_get(document.root, lists[i].section);
        status = add_list(list, document_get(section, lists[i].name), lists[i].cue, room, err);
    }
    if (status == MATCH_OK) {
        status = add_numbers(list, document_get(document.root, "numbers"), room, err);
    }
    document_clear(&document);
    return status;
}
