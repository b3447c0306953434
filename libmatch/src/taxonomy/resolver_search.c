/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/resolver.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "taxonomy/find.h"
#include "text/fold.h"

#define LONGEST_TEXT 4096u /* bytes of a text that count */

static const char *const reason_names[] = {
    [MATCH_RESOLVE_EXACT] = "exact",     [MATCH_RESOLVE_FOLDED] = "folded",
    [MATCH_RESOLVE_LEARNED] = "learned", [MATCH_RESOLVE_PARTIAL] = "partial",
    [MATCH_RESOLVE_FUZZY] = "fuzzy",
};

const char *
match_resolve_reason_name(match_resolve_reason reason)
{
    return reason >= MATCH_RESOLVE_EXACT && reason <= MATCH_RESOLVE_FUZZY ? reason_names[reason]
                                                                          : "";
}

/* --- Filters ---------------------------------------------------------------------------------- */

/* Marks a concept and all below it. */
static void
allow_below(const match_taxonomy *taxonomy, match_concept concept, unsigned char *allowed)
{
    size_t count = 0;
    const match_concept *narrower = match_taxonomy_narrower(taxonomy, concept, &count);
    if (allowed[concept]) {
        return;
    }
    allowed[concept] = 1;
    for (size_t i = 0; i < count; i++) {
        allow_below(taxonomy, narrower[i], allowed);
    }
}

/* The index of a scheme; UINT32_MAX where the taxonomy has none of this name. */
static uint32_t
find_scheme(const match_taxonomy *taxonomy, const char *name)
{
    match_scheme scheme;
    for (uint32_t i = 0; match_taxonomy_scheme(taxonomy, i, &scheme); i++) {
        if (strcmp(scheme.id, name) == 0) {
            return i;
        }
    }
    return UINT32_MAX;
}

static bool
passes(const match_taxonomy *taxonomy, const struct match_resolve_options *options,
       uint32_t scheme, match_concept concept)
{
    return (options->kinds == 0 ||
            (options->kinds & 1u << match_taxonomy_kind(taxonomy, concept)) != 0) &&
           (!options->scheme[0] || match_taxonomy_in_scheme(taxonomy, concept, scheme));
}

/* Whether the options leave out any concept. */
static bool
filters(const struct match_resolve_options *options)
{
    return options->kinds != 0 || options->ancestor != 0 || options->scheme[0];
}

static bool
is_same_filter(const struct resolver_filter *filter, const struct match_resolve_options *options)
{
    return filter->allowed && filter->kinds == options->kinds &&
           filter->ancestor == options->ancestor && strcmp(filter->scheme, options->scheme) == 0;
}

/* Works out which concepts the options allow, unless the last search had the same options. */
static match_status
prepare_filter(const match_taxonomy *taxonomy, const struct match_resolve_options *options,
               struct resolver_filter *filter, match_error *err)
{
    uint32_t count = match_taxonomy_count(taxonomy);
    if (is_same_filter(filter, options)) {
        return MATCH_OK;
    }
    uint32_t scheme = find_scheme(taxonomy, options->scheme);
    if (!filter->allowed) {
        filter->allowed = alloc_zeroed((size_t)count + 1, 1);
    }
    if (!filter->allowed) {
        return fail_memory(err);
    }
    memset(filter->allowed, options->ancestor == 0, (size_t)count + 1);
    if (options->ancestor != 0 && options->ancestor <= count) {
        allow_below(taxonomy, options->ancestor, filter->allowed);
    }
    for (match_concept c = 1; c <= count; c++) {
        filter->allowed[c] = filter->allowed[c] && passes(taxonomy, options, scheme, c);
    }
    filter->kinds = options->kinds;
    filter->ancestor = options->ancestor;
    memcpy(filter->scheme, options->scheme, sizeof filter->scheme);
    return MATCH_OK;
}

/* Whether a label's language is the one that is wanted: "en" is in "en-GB" too. */
static bool
is_wanted_language(const char *language, const char *wanted)
{
    size_t length = strcspn(wanted, "-");
    return strcmp(language, wanted) == 0 ||
           (strncmp(language, wanted, length) == 0 && language[length] == '\0');
}

/* The language to look in; NULL: all. */
static const char *
choose_language(const match_taxonomy *taxonomy, const char *wanted)
{
    for (uint32_t i = 0; wanted[0] && i < match_taxonomy_language_count(taxonomy); i++) {
        if (is_wanted_language(match_taxonomy_language(taxonomy, i), wanted)) {
            return wanted;
        }
    }
    return NULL;
}

/* --- Names as they are ------------------------------------------------------------------------ */

/* One search. */
struct search {
    const match_resolver *resolver;
    const struct match_resolve_options *options;
    struct resolver_desk *desk;
    const char *text;
    size_t length;
    const char *language; /* NULL: all */
    match_error *err;
};

/* The concept, or with by_label this label, among the candidates; NULL: it is not there yet. */
static match_candidate *
find_candidate(const struct search *search, const match_candidate *candidate)
{
    for (size_t i = 0; i < search->desk->found_count; i++) {
        match_candidate *other = &search->desk->found[i];
        if (other->concept == candidate->concept &&
            (!search->options->by_label || other->label == candidate->label)) {
            return other;
        }
    }
    return NULL;
}

static match_status
add_candidate(const struct search *search, const match_candidate *candidate)
{
    struct resolver_desk *desk = search->desk;
    if (find_candidate(search, candidate)) {
        return MATCH_OK;
    }
    match_candidate *found =
        alloc_grow(desk->found, &desk->found_capacity, desk->found_count + 1, sizeof *found);
    if (!found) {
        return fail_memory(search->err);
    }
    desk->found = found;
    found[desk->found_count++] = *candidate;
    return MATCH_OK;
}

static bool
is_same_text(const struct search *search, const char *label)
{
    return strncmp(label, search->text, search->length) == 0 && label[search->length] == '\0';
}

/* Whether a label, once folded, is the folded text. */
static bool
is_same_folded(const struct search *search, const char *label)
{
    struct resolver_desk *desk = search->desk;
    return fold_text(label, strlen(label), &desk->other, NULL) == MATCH_OK &&
           desk->other.size == desk->folded.size &&
           memcmp(desk->other.bytes, desk->folded.bytes, desk->folded.size) == 0;
}

static match_status
find_names(const struct search *search, uint32_t hash)
{
    const struct image *image = &search->resolver->taxonomy->image;
    match_status status = MATCH_OK;
    for (size_t i = find_first_key(image, hash); status == MATCH_OK &&
                                                 i < image->label_index_count &&
                                                 image->label_index[i].hash == hash;
         i++) {
        const struct image_key *key = &image->label_index[i];
        const struct image_label *label = &image->labels[key->label];
        const char *text = image_string(image, label->text);
        const char *language = match_taxonomy_language(search->resolver->taxonomy, label->language);
        bool exact = is_same_text(search, text);
        match_concept concept = image_label_concept(image, key->label);
        if (!search->desk->filter.allowed[concept] ||
            (search->language && !is_wanted_language(language, search->language)) ||
            (!exact && !is_same_folded(search, text))) {
            continue;
        }
        status = add_candidate(
            search, &(match_candidate){.concept = concept,
                                       .label = text,
                                       .language = language,
                                       .score = MATCH_RESOLVE_ONE,
                                       .reason = exact ? MATCH_RESOLVE_EXACT : MATCH_RESOLVE_FOLDED});
    }
    return status;
}

static match_status
find_learned(const struct search *search, uint64_t hash)
{
    const match_resolver *resolver = search->resolver;
    size_t low = 0;
    size_t high = resolver->learned_count;
    match_status status = MATCH_OK;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (resolver->learned[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; status == MATCH_OK && low < resolver->learned_count &&
           resolver->learned[low].hash == hash;
         low++) {
        const struct learned *alias = &resolver->learned[low];
        if (search->desk->filter.allowed[alias->concept] && is_same_folded(search, alias->text)) {
            status = add_candidate(search, &(match_candidate){.concept = alias->concept,
                                                              .label = alias->text,
                                                              .language = alias->language,
                                                              .score = MATCH_RESOLVE_ONE,
                                                              .reason = MATCH_RESOLVE_LEARNED});
        }
    }
    return status;
}

/* What labels are comes before what was learned, then what more speaks for the concept. */
static int
compare_names(const void *a, const void *b)
{
    const match_candidate *left = a;
    const match_candidate *right = b;
    bool left_learned = left->reason == MATCH_RESOLVE_LEARNED;
    bool right_learned = right->reason == MATCH_RESOLVE_LEARNED;
    if (left_learned != right_learned) {
        return left_learned ? 1 : -1;
    }
    if (left->confidence != right->confidence) {
        return left->confidence > right->confidence ? -1 : 1;
    }
    if (left->reason != right->reason) {
        return left->reason < right->reason ? -1 : 1;
    }
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

/* Says of names that they are those of several concepts. */
static bool
note_ambiguous(struct resolver_desk *desk)
{
    bool ambiguous = false;
    for (size_t i = 1; i < desk->found_count; i++) {
        ambiguous = ambiguous || desk->found[i].concept != desk->found[0].concept;
    }
    for (size_t i = 0; i < desk->found_count; i++) {
        desk->found[i].ambiguous = ambiguous;
    }
    return ambiguous;
}

/* Orders names, whose confidence so far is how alike the whole concept is; a name is sure. */
static void
order_names(struct resolver_desk *desk, size_t names)
{
    if (names > 1) {
        qsort(desk->found, names, sizeof *desk->found, compare_names);
    }
    for (size_t i = 0; i < names; i++) {
        desk->found[i].confidence = MATCH_RESOLVE_ONE;
    }
}

/* --- Labels that are alike --------------------------------------------------------------------- */

static match_resolve_reason
reason_of(const struct label_hit *hit)
{
    return hit->same_words ? MATCH_RESOLVE_FOLDED
           : hit->part     ? MATCH_RESOLVE_PARTIAL
                           : MATCH_RESOLVE_FUZZY;
}

/* A score in millionths of the best one there can be, which is in thousandths. */
static int32_t
share_of_best(uint32_t score, uint32_t best)
{
    return (int32_t)((uint64_t)score * MATCH_RESOLVE_ONE / ((uint64_t)LABEL_ONE * best / 1000));
}

static match_candidate
candidate_of(const match_resolver *resolver, const struct shard *shard,
             const struct label_hit *hit, const uint32_t *about)
{
    const struct image *image = &resolver->taxonomy->image;
    uint32_t source = shard->index.label_sources[hit->label];
    uint32_t best =
        LABEL_BEST_SCORE + (shard->index.text_shares_count > 0 ? LABEL_TEXT_SCORE : 0);
    match_candidate candidate = {
        .concept = shard->index.item_numbers[hit->item],
        .score = share_of_best(hit->score, best + (about ? LABEL_CONTEXT_SCORE : 0)),
        /* The score without a context; resolver_trust() makes a confidence of it. */
        .confidence = share_of_best(hit->score - hit->about, best),
        .reason = (uint16_t)reason_of(hit)};
    if (source & SHARD_LEARNED) {
        const struct learned *alias = &resolver->learned[source & ~SHARD_LEARNED];
        candidate.label = alias->text;
        candidate.language = alias->language;
    } else {
        candidate.label = image_string(image, image->labels[source].text);
        candidate.language = match_taxonomy_language(resolver->taxonomy, shard->language);
    }
    return candidate;
}

static int
compare_scores(const void *a, const void *b)
{
    const match_candidate *left = a;
    const match_candidate *right = b;
    if (left->score != right->score) {
        return left->score > right->score ? -1 : 1;
    }
    return left->concept < right->concept ? -1 : left->concept > right->concept;
}

/* How many bytes of a text count: whole characters. */
static size_t
cut_length(const char *text, size_t length)
{
    if (length > LONGEST_TEXT) {
        length = LONGEST_TEXT;
        while (((unsigned char)text[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    return length;
}

/* Compares the context of the text with all items of an index. */
static match_status
compare_context(const struct search *search, const struct shard *shard, const uint32_t **about)
{
    struct resolver_desk *desk = search->desk;
    const struct buffer *context = &search->options->context;
    size_t count = shard->context.item_count;
    *about = NULL;
    if (context->size == 0 || count == 0) {
        return MATCH_OK;
    }
    uint32_t *room = alloc_grow(desk->about, &desk->about_capacity, count, sizeof *room);
    if (!room) {
        return fail_memory(search->err);
    }
    desk->about = room;
    memset(room, 0, count * sizeof *room);
    *about = room;
    return label_context_compare(&shard->context, context->bytes, context->size, room,
                                 search->err);
}

static bool
is_wanted_shard(const match_resolver *resolver, const struct shard *shard, uint32_t kinds,
                const char *language)
{
    return (kinds == 0 || (kinds & shard->kinds) != 0) &&
           (!language ||
            is_wanted_language(match_taxonomy_language(resolver->taxonomy, shard->language),
                               language));
}

match_status
resolver_read(const match_resolver *resolver, const struct match_resolve_options *options,
              const char *text, struct resolver_desk *desk, const struct shard **shard,
              match_error *err)
{
    const char *language = choose_language(resolver->taxonomy, options->language);
    size_t most = 0;
    *shard = NULL;
    match_status status =
        label_search_read(&desk->scratch, text, cut_length(text, strlen(text)), err);
    for (size_t i = 0; i < resolver->shard_count && status == MATCH_OK; i++) {
        const struct shard *other = &resolver->shards[i];
        if (other->index.label_items_count == 0 || (*shard && other->kinds != (*shard)->kinds) ||
            !is_wanted_shard(resolver, other, options->kinds, language)) {
            continue;
        }
        size_t known = label_search_known(&other->index, &desk->scratch);
        if (!*shard || known > most) {
            *shard = other;
            most = known;
        }
    }
    return status == MATCH_OK && *shard && !label_search_weigh(&(*shard)->index, &desk->scratch)
               ? fail_memory(err)
               : status;
}

/*
 * Adds a hit. One of the names keeps what it is but takes over how alike it is, for the order of
 * names; a concept found in another language before keeps its better label.
 */
static match_status
add_alike(const struct search *search, const match_candidate *candidate, size_t names)
{
    match_candidate *known = find_candidate(search, candidate);
    if (!known) {
        return add_candidate(search, candidate);
    }
    if (known < search->desk->found + names) {
        known->confidence = candidate->score > known->confidence ? candidate->score
                                                                 : known->confidence;
    } else if (candidate->score > known->score) {
        *known = *candidate;
    }
    return MATCH_OK;
}

static match_status
find_alike(const struct search *search)
{
    const match_resolver *resolver = search->resolver;
    struct resolver_desk *desk = search->desk;
    size_t names = desk->found_count;
    struct label_wanted wanted = {.top = search->options->top + names,
                                  .by_label = search->options->by_label,
                                  .allowed = filters(search->options) ? desk->filter.allowed
                                                                      : NULL};
    match_status status =
        label_search_read(&desk->scratch, search->text, search->length, search->err);
    for (size_t i = 0; i < resolver->shard_count && status == MATCH_OK; i++) {
        const struct shard *shard = &resolver->shards[i];
        if (!is_wanted_shard(resolver, shard, search->options->kinds, search->language)) {
            continue;
        }
        status = compare_context(search, shard, &wanted.about);
        if (status == MATCH_OK) {
            status = label_search(&shard->index, &desk->scratch, &wanted, search->err);
        }
        for (size_t j = 0; j < desk->scratch.hit_count && status == MATCH_OK; j++) {
            match_candidate candidate =
                candidate_of(resolver, shard, &desk->scratch.hits[j], wanted.about);
            status = add_alike(search, &candidate, names);
        }
    }
    if (status == MATCH_OK && desk->found_count > names) {
        qsort(desk->found + names, desk->found_count - names, sizeof *desk->found, compare_scores);
    }
    return status;
}

match_status
resolver_search(const match_resolver *resolver, const struct match_resolve_options *options,
                const char *text, size_t length, struct resolver_desk *desk, match_error *err)
{
    struct search search = {.resolver = resolver,
                            .options = options,
                            .desk = desk,
                            .text = text,
                            .length = cut_length(text, length == MATCH_NUL ? strlen(text) : length),
                            .language = choose_language(resolver->taxonomy, options->language),
                            .err = err};
    desk->found_count = 0;
    match_status status = prepare_filter(resolver->taxonomy, options, &desk->filter, err);
    if (status == MATCH_OK) {
        status = fold_text(text, search.length, &desk->folded, err);
    }
    if (status != MATCH_OK || desk->folded.size == 0) {
        return status;
    }
    uint64_t hash = fold_hash(desk->folded.bytes, desk->folded.size);
    status = find_names(&search, image_label_hash(desk->folded.bytes, desk->folded.size));
    if (status == MATCH_OK) {
        status = find_learned(&search, hash);
    }
    size_t names = desk->found_count;
    bool ambiguous = note_ambiguous(desk);
    if (status == MATCH_OK && (ambiguous || names < options->top)) {
        status = find_alike(&search);
    }
    order_names(desk, names);
    if (desk->found_count > options->top) {
        desk->found_count = names > options->top ? names : options->top;
    }
    return status == MATCH_OK ? resolver_trust(desk, options->threshold, err) : status;
}
