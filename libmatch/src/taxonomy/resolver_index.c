/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/find.h"

/* One label or alias in the order of concepts. */
struct collection {
    struct label_source *labels;
    size_t count;
    size_t capacity;
    struct ids numbers; /* [item] concept */
    struct ids groups;  /* [item] */
    struct ids group_numbers; /* [concept] group + 1, 0: none yet */
    uint32_t group_count;
};

#define PILLARS 2u
static const uint32_t pillars[PILLARS] = {
    1u << MATCH_CONCEPT_OCCUPATION | 1u << MATCH_CONCEPT_OCCUPATION_GROUP,
    1u << MATCH_CONCEPT_SKILL | 1u << MATCH_CONCEPT_SKILL_GROUP,
};

static bool
is_group(const match_taxonomy *taxonomy, match_concept concept)
{
    match_concept_kind kind = match_taxonomy_kind(taxonomy, concept);
    return kind == MATCH_CONCEPT_OCCUPATION_GROUP || kind == MATCH_CONCEPT_SKILL_GROUP;
}

/* The nearest group above a concept, or the concept itself where it is one; 0: none. */
match_concept
resolver_group(const match_taxonomy *taxonomy, match_concept concept)
{
    while (concept != 0 && !is_group(taxonomy, concept)) {
        size_t count = 0;
        const match_concept *broader = match_taxonomy_broader(taxonomy, concept, &count);
        match_concept next = count > 0 ? broader[0] : 0;
        for (size_t i = 0; i < count; i++) {
            if (is_group(taxonomy, broader[i])) {
                next = broader[i];
                break;
            }
        }
        concept = next;
    }
    return concept;
}

static bool
add_item(struct collection *all, const match_taxonomy *taxonomy, match_concept concept)
{
    match_concept group = resolver_group(taxonomy, concept);
    uint32_t number = LABEL_INDEX_NONE;
    if (group != 0) {
        if (all->group_numbers.items[group] == 0) {
            all->group_numbers.items[group] = ++all->group_count;
        }
        number = all->group_numbers.items[group] - 1;
    }
    return ids_push(&all->numbers, concept) && ids_push(&all->groups, number);
}

static bool
add_label(struct collection *all, const char *text, uint32_t source)
{
    struct label_source *labels =
        alloc_grow(all->labels, &all->capacity, all->count + 1, sizeof *labels);
    if (!labels) {
        return false;
    }
    all->labels = labels;
    labels[all->count++] = (struct label_source){.text = text,
                                                 .length = (uint32_t)strlen(text),
                                                 .item = (uint32_t)all->numbers.count - 1,
                                                 .source = source};
    return true;
}

static bool
collect_concept(struct collection *all, const match_taxonomy *taxonomy, const struct shard *shard,
                match_concept concept, const struct learned *aliases, const struct ids *learned)
{
    const struct image *image = &taxonomy->image;
    bool added = false;
    bool good = true;
    for (uint32_t i = image->label_starts[concept - 1]; i < image->label_starts[concept] && good;
         i++) {
        if (image->labels[i].language != shard->language) {
            continue;
        }
        good = (added || add_item(all, taxonomy, concept)) &&
               add_label(all, image_string(image, image->labels[i].text), i);
        added = true;
    }
    for (size_t i = 0; i < learned->count && good; i++) {
        const struct learned *alias = &aliases[learned->items[i]];
        good = (added || add_item(all, taxonomy, concept)) &&
               add_label(all, alias->text, learned->items[i] | SHARD_LEARNED);
        added = true;
    }
    return good;
}

/* The language that an alias without one counts as: English, or else the first. */
static uint32_t
usual_language(const match_taxonomy *taxonomy)
{
    for (uint32_t i = 0; i < match_taxonomy_language_count(taxonomy); i++) {
        if (strcmp(match_taxonomy_language(taxonomy, i), "en") == 0) {
            return i;
        }
    }
    return 0;
}

bool
shard_is_of(const match_taxonomy *taxonomy, uint32_t number, const struct learned *alias)
{
    struct shard shard;
    shard_name(number, &shard);
    if ((shard.kinds & 1u << match_taxonomy_kind(taxonomy, alias->concept)) == 0) {
        return false;
    }
    for (uint32_t i = 0; i < match_taxonomy_language_count(taxonomy); i++) {
        if (strcmp(match_taxonomy_language(taxonomy, i), alias->language) == 0) {
            return i == shard.language;
        }
    }
    return shard.language == usual_language(taxonomy);
}

/* What a shard is made of. */
struct shard_source {
    const match_taxonomy *taxonomy;
    const struct learned *aliases;
    size_t alias_count;
    uint32_t number; /* of the shard */
};

/* The aliases of a shard by concept: rows of ids. */
static bool
list_learned(const struct shard_source *source, struct ids *by_concept)
{
    for (uint32_t i = 0; i < source->alias_count; i++) {
        const struct learned *alias = &source->aliases[i];
        if (shard_is_of(source->taxonomy, source->number, alias) &&
            !ids_push(&by_concept[alias->concept], i)) {
            return false;
        }
    }
    return true;
}

static bool
collect(struct collection *all, const struct shard_source *source, const struct shard *shard)
{
    const struct image *image = &source->taxonomy->image;
    uint32_t count = image_count(image);
    struct ids *learned = alloc_zeroed((size_t)count + 1, sizeof *learned);
    bool good = learned && list_learned(source, learned);
    for (uint32_t i = 0; i <= count && good; i++) {
        good = ids_push(&all->group_numbers, 0);
    }
    for (match_concept c = 1; c <= count && good; c++) {
        if (shard->kinds & 1u << image_concept(image, c)->kind) {
            good = collect_concept(all, source->taxonomy, shard, c, source->aliases, &learned[c]);
        }
    }
    for (uint32_t i = 0; learned && i <= count; i++) {
        ids_clear(&learned[i]);
    }
    alloc_free(learned);
    return good;
}

/* The texts of all items in the language of an index, each behind its labels if these are wanted. */
static bool
list_texts(const match_taxonomy *taxonomy, const struct shard *shard, const struct collection *all,
           bool labels, struct label_source_text **texts, size_t *count)
{
    static const match_text_kind kinds[] = {MATCH_TEXT_DEFINITION, MATCH_TEXT_DESCRIPTION};
    const char *language = match_taxonomy_language(taxonomy, shard->language);
    size_t next = 0;
    *texts = alloc_zeroed(all->count + 2 * all->numbers.count, sizeof **texts);
    for (uint32_t item = 0; *texts && item < all->numbers.count; item++) {
        for (; labels && next < all->count && all->labels[next].item == item; next++) {
            (*texts)[(*count)++] = (struct label_source_text){
                .text = all->labels[next].text, .length = all->labels[next].length, .item = item};
        }
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
            const char *text = match_taxonomy_text(taxonomy, all->numbers.items[item], kinds[i], language);
            if (text[0]) {
                (*texts)[(*count)++] = (struct label_source_text){
                    .text = text, .length = (uint32_t)strlen(text), .item = item};
            }
        }
    }
    return *texts != NULL;
}

static match_status
build_context(const match_taxonomy *taxonomy, struct shard *shard, const struct collection *all,
              match_error *err)
{
    struct label_source_text *texts = NULL;
    size_t count = 0;
    match_status status = list_texts(taxonomy, shard, all, true, &texts, &count)
                              ? label_context_build(&shard->context, texts, count,
                                                    all->numbers.count, err)
                              : fail_memory(err);
    alloc_free(texts);
    return status;
}

/* The item that each group is itself. */
static bool
list_group_items(const struct collection *all, struct ids *items)
{
    for (uint32_t i = 0; i < all->group_count; i++) {
        if (!ids_push(items, LABEL_INDEX_NONE)) {
            return false;
        }
    }
    for (uint32_t item = 0; item < all->numbers.count; item++) {
        uint32_t group = all->group_numbers.items[all->numbers.items[item]];
        if (group != 0) {
            items->items[group - 1] = item;
        }
    }
    return true;
}

static match_status
build_index(const match_taxonomy *taxonomy, struct shard *shard, const struct collection *all,
            match_error *err)
{
    struct ids group_items = {0};
    struct label_source_text *texts = NULL;
    size_t text_count = 0;
    match_status status = list_group_items(all, &group_items) &&
                                  list_texts(taxonomy, shard, all, false, &texts, &text_count)
                              ? MATCH_OK
                              : fail_memory(err);
    if (status == MATCH_OK) {
        struct label_sources sources = {.labels = all->labels,
                                        .label_count = all->count,
                                        .item_numbers = all->numbers.items,
                                        .item_groups = all->groups.items,
                                        .item_count = all->numbers.count,
                                        .group_items = group_items.items,
                                        .group_count = all->group_count,
                                        .texts = texts,
                                        .text_count = text_count};
        status = label_index_build(&shard->index, &sources, err);
    }
    ids_clear(&group_items);
    alloc_free(texts);
    return status;
}

uint32_t
shard_count(const match_taxonomy *taxonomy)
{
    return match_taxonomy_language_count(taxonomy) * PILLARS;
}

void
shard_name(uint32_t number, struct shard *shard)
{
    *shard = (struct shard){.language = number / PILLARS, .kinds = pillars[number % PILLARS]};
}

match_status
shard_build(const match_taxonomy *taxonomy, const struct learned *learned, size_t learned_count,
            uint32_t number, struct shard *shard, match_error *err)
{
    struct collection all = {0};
    const struct shard_source source = {.taxonomy = taxonomy,
                                        .aliases = learned,
                                        .alias_count = learned_count,
                                        .number = number};
    shard_name(number, shard);
    match_status status = collect(&all, &source, shard) ? MATCH_OK : fail_memory(err);
    if (status == MATCH_OK && all.count > 0) {
        status = build_index(taxonomy, shard, &all, err);
        if (status == MATCH_OK && (shard->kinds & 1u << MATCH_CONCEPT_OCCUPATION)) {
            status = build_context(taxonomy, shard, &all, err);
        }
    }
    if (status != MATCH_OK) {
        shard_clear(shard);
    }
    alloc_free(all.labels);
    ids_clear(&all.numbers);
    ids_clear(&all.groups);
    ids_clear(&all.group_numbers);
    return status;
}

/* Whether a shard has to know aliases. */
static bool
has_learned(const match_resolver *resolver, uint32_t number)
{
    for (size_t i = 0; i < resolver->learned_count; i++) {
        if (shard_is_of(resolver->taxonomy, number, &resolver->learned[i])) {
            return true;
        }
    }
    return false;
}

/* Takes a shard of the taxonomy, or builds one of its own that knows aliases. */
static match_status
take_shard(const match_resolver *resolver, uint32_t number, struct shard *out, match_error *err)
{
    const struct shard *shared;
    if (has_learned(resolver, number)) {
        return shard_build(resolver->taxonomy, resolver->learned, resolver->learned_count, number,
                           out, err);
    }
    match_status status = shard_get(resolver->taxonomy, number, &shared, err);
    if (status == MATCH_OK) {
        *out = *shared;
        out->index.borrowed = true;
        out->context.borrowed = true;
    }
    return status;
}

match_status
resolver_index(match_resolver *resolver, match_error *err)
{
    uint32_t count = shard_count(resolver->taxonomy);
    match_status status = MATCH_OK;
    resolver->shards = alloc_zeroed(count, sizeof *resolver->shards);
    if (!resolver->shards) {
        return fail_memory(err);
    }
    for (uint32_t i = 0; i < count && status == MATCH_OK; i++) {
        status = take_shard(resolver, i, &resolver->shards[resolver->shard_count++], err);
    }
    return status;
}
