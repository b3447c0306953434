/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/extractor.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/cues.h"

/* Words of so many bytes are written exactly as in the label, or they are other words. */
#define SHORT_WORD 3u

/* A label in a script without spaces has so many letters at least, unless it is preferred. */
#define UNSPACED_LEAST 4u

struct making {
    match_extractor *extractor;
    struct phrase_list list;
    struct tokens tokens;    /* of a label */
    struct tokens preferred; /* of a preferred label */
    bool capitals_tell;      /* names begin with a capital, other labels do not */
    match_error *err;
};

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_acronym(const char *text)
{
    size_t upper = 0;
    for (; *text; text++) {
        if (is_lower(*text)) {
            return false;
        }
        upper += is_upper(*text);
    }
    return upper >= 2;
}

/* Whether most labels of one word begin with a small letter. */
static bool
do_capitals_tell(const match_taxonomy *taxonomy)
{
    size_t upper = 0;
    size_t lower = 0;
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        match_label label;
        for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, c, i, &label); i++) {
            bool one_word = !strchr(label.text, ' ');
            upper += one_word && is_upper(label.text[0]);
            lower += one_word && is_lower(label.text[0]);
        }
    }
    return lower > upper;
}

/*
 * Finds out whether a label of one token says enough by itself: a preferred one, an acronym, or a
 * word that is all of the preferred label but what stands there in brackets.
 */
static match_status
find_telling(struct making *making, match_concept concept, const match_label *label, bool *telling)
{
    const struct token *word = &making->tokens.items[0];
    *telling = word->spaced && (label->kind == MATCH_LABEL_PREFERRED || is_acronym(label->text));
    if (*telling || !word->spaced) {
        return MATCH_OK;
    }
    const char *preferred =
        match_taxonomy_label(making->extractor->taxonomy, concept, label->language);
    match_status status =
        tokens_cut(&making->preferred, preferred, strcspn(preferred, "("), 0, making->err);
    *telling = status == MATCH_OK && making->preferred.count == 1 &&
               making->preferred.items[0].hash == word->hash;
    return status;
}

/* Lao and Thai letters with their marks: few of them are a part of many words. */
static bool
is_long_enough(const struct making *making, const match_label *label)
{
    const struct tokens *tokens = &making->tokens;
    bool spaced = false;
    for (size_t i = 0; i < tokens->count; i++) {
        spaced = spaced || tokens->items[i].spaced;
    }
    size_t least = label->kind == MATCH_LABEL_PREFERRED ? 2 : UNSPACED_LEAST;
    return spaced || tokens->count >= least;
}

static match_status
add_label(struct making *making, match_concept concept, uint32_t index, const match_label *label)
{
    match_extractor *extractor = making->extractor;
    bool single = making->tokens.count == 1;
    bool telling = making->tokens.count > 0 && is_long_enough(making, label);
    match_status status = single ? find_telling(making, concept, label, &telling) : MATCH_OK;
    if (status != MATCH_OK || !telling) {
        return status;
    }
    struct extractor_label *grown =
        alloc_grow(extractor->labels, &extractor->label_capacity, extractor->label_count + 1,
                   sizeof *extractor->labels);
    if (!grown) {
        return fail_memory(making->err);
    }
    extractor->labels = grown;
    bool exact = single && (strlen(label->text) <= SHORT_WORD || is_acronym(label->text) ||
                            (making->capitals_tell && is_upper(label->text[0])));
    grown[extractor->label_count] = (struct extractor_label){
        .concept = concept,
        .label = index,
        .label_kind = (uint8_t)label->kind,
        .concept_kind = (uint8_t)match_taxonomy_kind(extractor->taxonomy, concept),
        .exact = exact,
        .plural = single && making->tokens.items[0].plural,
    };
    return phrase_list_add(&making->list, &making->tokens, (uint32_t)extractor->label_count++,
                           making->err);
}

static match_status
add_concept(struct making *making, match_concept concept)
{
    const match_taxonomy *taxonomy = making->extractor->taxonomy;
    match_label label;
    match_status status = MATCH_OK;
    if (match_taxonomy_kind(taxonomy, concept) == MATCH_CONCEPT_SKILL_GROUP) {
        return MATCH_OK;
    }
    for (uint32_t i = 0;
         status == MATCH_OK && match_taxonomy_label_at(taxonomy, concept, i, &label); i++) {
        status = tokens_cut(&making->tokens, label.text, strlen(label.text), 0, making->err);
        if (status == MATCH_OK) {
            status = add_label(making, concept, i, &label);
        }
    }
    return status;
}

match_extractor *
match_extractor_new(const match_taxonomy *taxonomy, match_error *err)
{
    match_extractor *extractor = alloc_zeroed(1, sizeof *extractor);
    if (!extractor) {
        fail_memory(err);
        return NULL;
    }
    atomic_init(&extractor->refs, 1);
    extractor->taxonomy = match_taxonomy_ref(taxonomy);

    struct making making = {
        .extractor = extractor, .capitals_tell = do_capitals_tell(taxonomy), .err = err};
    match_status status = cues_add(&making.list, &making.tokens, err);
    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy) && status == MATCH_OK; c++) {
        status = add_concept(&making, c);
    }
    if (status == MATCH_OK) {
        status = phrases_build(&extractor->phrases, &making.list, err);
    }
    phrase_list_clear(&making.list);
    tokens_clear(&making.tokens);
    tokens_clear(&making.preferred);
    if (status != MATCH_OK) {
        match_extractor_unref(extractor);
        return NULL;
    }
    return extractor;
}

match_extractor *
match_extractor_ref(const match_extractor *extractor)
{
    match_extractor *shared = (match_extractor *)(uintptr_t)extractor; /* only the count changes */
    if (shared) {
        atomic_fetch_add_explicit(&shared->refs, 1, memory_order_relaxed);
    }
    return shared;
}

void
match_extractor_unref(match_extractor *extractor)
{
    if (extractor && atomic_fetch_sub_explicit(&extractor->refs, 1, memory_order_acq_rel) == 1) {
        phrases_clear(&extractor->phrases);
        alloc_free(extractor->labels);
        match_taxonomy_unref(extractor->taxonomy);
        alloc_free(extractor);
    }
}

const match_taxonomy *
match_extractor_taxonomy(const match_extractor *extractor)
{
    return extractor->taxonomy;
}
