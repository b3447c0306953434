/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/limits.h"
#include "taxonomy/image.h"

/* Where a search from one token stands. */
struct walk {
    const match_extractor *extractor;
    struct sentence *sentence;
    const char *text;
    size_t begin, end; /* of the sentence */
    uint32_t kinds;
    struct found best;
    struct found_cue cue;
};

/* "R&D" and "C. Smith" are no mentions of R and C. */
static bool
stands_alone(const struct walk *walk, const struct token *token)
{
    static const char joins[] = "&.'-/";
    const char *text = walk->text;
    size_t before = token->begin;
    size_t after = token->end;
    if (before > walk->begin && text[before - 1] == ' ') {
        before--;
    }
    if (after < walk->end && text[after] == ' ') {
        after++;
    }
    return (before == walk->begin || !strchr(joins, text[before - 1])) &&
           (after == walk->end || !strchr(joins, text[after]));
}

/* Whether a label that was found by its words is written as it has to be. */
static bool
is_written_so(const struct walk *walk, const struct extractor_label *label, uint32_t first)
{
    const struct token *token = &walk->sentence->tokens.items[first];
    if (label->plural && !token->plural) {
        return false;
    }
    if (!label->exact) {
        return true;
    }
    match_label name;
    if (token->end - token->begin == 1 && !stands_alone(walk, token)) {
        return false;
    }
    return match_taxonomy_label_at(walk->extractor->taxonomy, label->concept, label->label,
                                   &name) &&
           strlen(name.text) == token->end - token->begin &&
           memcmp(name.text, walk->text + token->begin, token->end - token->begin) == 0;
}

/* Whether the first of two labels with the same words is the one to take. */
static bool
is_better(const struct extractor_label *one, const struct extractor_label *other)
{
    if (one->label_kind != other->label_kind) {
        return one->label_kind < other->label_kind;
    }
    return one->concept < other->concept;
}

/* Takes what ends at a node: a longer label or cue than before. */
static void
visit(struct walk *walk, uint32_t node, uint32_t first, uint32_t length)
{
    const struct extractor_label *labels = walk->extractor->labels;
    struct found found = {.first = first, .length = length};
    struct found_cue cue = {.first = first, .length = length};
    uint32_t last = 0;
    bool any = false;
    size_t count;
    const uint32_t *numbers = phrases_numbers(&walk->extractor->phrases, node, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = numbers[i];
        if (number & CUE_FLAG) {
            number &= ~CUE_FLAG;
            cue.meanings |= number < CUE_COUNT ? 1u << number : 0;
            cue.number = number > CUE_NUMBER ? number - CUE_NUMBER : cue.number;
            continue;
        }
        const struct extractor_label *label = &labels[number];
        if (!(walk->kinds & (1u << label->concept_kind)) ||
            (length == 1 && !is_written_so(walk, label, first))) {
            continue;
        }
        found.also += any && label->concept != last;
        if (!any || is_better(label, &labels[found.label])) {
            found.label = number;
        }
        last = label->concept;
        any = true;
    }
    if (any) {
        walk->best = found;
    }
    if (cue.meanings != 0 || cue.number != 0) {
        walk->cue = cue;
    }
}

/* Finds the longest label and the longest cue that begin at a token. */
static void
walk_from(struct walk *walk, uint32_t first)
{
    const struct phrases *phrases = &walk->extractor->phrases;
    const struct phrase_key *const *keys = walk->sentence->keys;
    size_t count = walk->sentence->tokens.count;
    uint32_t node = keys[first]->node;
    walk->best.length = 0;
    walk->cue.length = 0;
    for (uint32_t i = first; node != 0;) {
        if (phrases->nodes[node].number != phrases->nodes[node + 1].number) {
            visit(walk, node, first, i + 1 - first);
        }
        if (++i == count || keys[i]->token == 0) {
            return;
        }
        node = phrases_next(phrases, node, keys[i]->token);
    }
}

static int
compare_length(const void *a, const void *b)
{
    const struct found *left = a;
    const struct found *right = b;
    if (left->length != right->length) {
        return left->length > right->length ? -1 : 1;
    }
    return left->first < right->first ? -1 : 1;
}

static int
compare_place(const void *a, const void *b)
{
    return ((const struct found *)a)->first < ((const struct found *)b)->first ? -1 : 1;
}

static bool
is_free(const struct sentence *sentence, uint32_t first, uint32_t length)
{
    return !memchr(sentence->taken + first, 1, length);
}

/* Of labels that overlap the longest stays, then the first; cues stay outside of labels. */
static void
part_overlaps(struct sentence *sentence)
{
    size_t kept = 0;
    memset(sentence->taken, 0, sentence->tokens.count);
    if (sentence->found_count > 1) {
        qsort(sentence->found, sentence->found_count, sizeof *sentence->found, compare_length);
    }
    for (size_t i = 0; i < sentence->found_count; i++) {
        struct found found = sentence->found[i];
        if (is_free(sentence, found.first, found.length)) {
            memset(sentence->taken + found.first, 1, found.length);
            sentence->found[kept++] = found;
        }
    }
    sentence->found_count = kept;
    if (kept > 1) {
        qsort(sentence->found, kept, sizeof *sentence->found, compare_place);
    }
    kept = 0;
    for (size_t i = 0; i < sentence->cue_count; i++) {
        struct found_cue cue = sentence->cues[i];
        if (is_free(sentence, cue.first, cue.length)) {
            sentence->cues[kept++] = cue;
        }
    }
    sentence->cue_count = kept;
}

static bool
add_found(struct sentence *sentence, const struct found *found)
{
    struct found *grown = alloc_grow(sentence->found, &sentence->found_capacity,
                                     sentence->found_count + 1, sizeof *grown);
    if (!grown) {
        return false;
    }
    sentence->found = grown;
    grown[sentence->found_count++] = *found;
    return true;
}

/* Adds a cue, unless it is a part of the one before. */
static bool
add_cue(struct sentence *sentence, const struct found_cue *cue)
{
    if (sentence->cue_count > 0) {
        const struct found_cue *before = &sentence->cues[sentence->cue_count - 1];
        if (cue->first < before->first + before->length) {
            return true;
        }
    }
    struct found_cue *grown =
        alloc_grow(sentence->cues, &sentence->cue_capacity, sentence->cue_count + 1, sizeof *grown);
    if (!grown) {
        return false;
    }
    sentence->cues = grown;
    grown[sentence->cue_count++] = *cue;
    return true;
}

static bool
make_room(struct sentence *sentence)
{
    void *keys = alloc_grow(sentence->keys, &sentence->key_capacity, sentence->tokens.count,
                            sizeof *sentence->keys);
    sentence->keys = keys ? keys : sentence->keys;
    void *commas = alloc_grow(sentence->commas, &sentence->comma_capacity, sentence->tokens.count,
                              sizeof *sentence->commas);
    sentence->commas = commas ? commas : sentence->commas;
    void *taken = alloc_grow(sentence->taken, &sentence->taken_capacity, sentence->tokens.count,
                             sizeof *sentence->taken);
    sentence->taken = taken ? taken : sentence->taken;
    return keys && commas && taken;
}

/* Counts the commas before each token. */
static void
count_commas(struct sentence *sentence, const char *text, size_t begin)
{
    uint32_t commas = 0;
    for (size_t i = 0; i < sentence->tokens.count; i++) {
        for (size_t at = begin; at < sentence->tokens.items[i].begin; at++) {
            commas += text[at] == ',';
        }
        begin = sentence->tokens.items[i].end;
        sentence->commas[i] = commas;
    }
}

match_status
sentence_find(struct sentence *sentence, const match_extractor *extractor, const char *text,
              size_t begin, size_t end, uint32_t kinds, match_error *err)
{
    struct walk walk = {.extractor = extractor,
                        .sentence = sentence,
                        .text = text,
                        .begin = begin,
                        .end = end,
                        .kinds = kinds};
    sentence->found_count = 0;
    sentence->cue_count = 0;
    match_status status =
        tokens_cut(&sentence->tokens, text + begin, end - begin, (uint32_t)begin, err);
    if (status != MATCH_OK || sentence->tokens.count == 0) {
        return status;
    }
    if (!make_room(sentence)) {
        return fail_memory(err);
    }
    for (size_t i = 0; i < sentence->tokens.count; i++) {
        sentence->keys[i] = phrases_token(&extractor->phrases, sentence->tokens.items[i].hash);
    }
    for (uint32_t i = 0; i < sentence->tokens.count; i++) {
        walk_from(&walk, i);
        if ((walk.best.length > 0 && !add_found(sentence, &walk.best)) ||
            (walk.cue.length > 0 && !add_cue(sentence, &walk.cue))) {
            return fail_memory(err);
        }
    }
    if (sentence->found_count > 0) {
        count_commas(sentence, text, begin);
    }
    part_overlaps(sentence);
    return MATCH_OK;
}

void
sentence_clear(struct sentence *sentence)
{
    tokens_clear(&sentence->tokens);
    alloc_free(sentence->keys);
    alloc_free(sentence->found);
    alloc_free(sentence->cues);
    alloc_free(sentence->commas);
    alloc_free(sentence->taken);
    *sentence = (struct sentence){0};
}
