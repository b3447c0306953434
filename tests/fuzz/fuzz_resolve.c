/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libmatch/resolver.h>

#include "demand.h"

/**
 * @file fuzz_resolve.c
 * Any bytes are resolved, with options that the first four bytes choose: all candidates are
 * concepts of the taxonomy that the options allow, with labels of theirs, each once, the best
 * first, with numbers in their ranges; and asked twice, the answer is the same.
 */

#define OPTION_BYTES 4u
#define MOST 64u

static const char taxonomy_yaml[] =
    "format: libmatch-taxonomy/1\nname: fuzz\n"
    "schemes: [{id: own}, {id: isco08}]\n"
    "occupation_groups:\n"
    "  - {code: \"71\", scheme: isco08, labels: {en: Building trades workers}}\n"
    "  - {code: \"75\", scheme: isco08, labels: {en: Garment trades workers, lo: ຊ່າງຕັດຫຍິບ}}\n"
    "occupations:\n"
    "  - {code: O, broader: [\"75\"], labels: {en: {preferred: Tailor, alternative: [dressmaker,"
    " garment tailor, tailoring worker]}, lo: ຊ່າງຕັດຫຍິບ},"
    " description: {en: Makes and mends clothes to measure.}}\n"
    "  - {code: P, broader: [\"71\"], labels: {en: {preferred: Bricklayer, alternative: [mason,"
    " stone mason, brick layer]}, lo: ຊ່າງກໍ່}}\n"
    "  - {code: Q, labels: {en: {preferred: Porter, alternative: [door keeper]}}}\n"
    "  - {code: R, labels: {en: {preferred: Luggage carrier, alternative: [porter, PORTER]}}}\n"
    "skills:\n"
    "  - {code: A, labels: {en: sewing, lo: ຫຍິບຜ້າ, th: เย็บผ้า}}\n"
    "  - {code: B, labels: {en: industrial sewing, lo: ຫຍິບຜ້າອຸດສາຫະກຳ}}\n"
    "  - {code: C, labels: {en: {preferred: \"C#\", alternative: [C, a b, a b c]}}}\n"
    "  - {code: D, labels: {en: a a a, ja: 日本}}\n";

static const match_resolver *
resolver_once(void)
{
    static match_resolver *resolver;
    if (!resolver) {
        match_aliases *aliases = match_aliases_new(NULL);
        match_taxonomy *taxonomy =
            match_taxonomy_parse(taxonomy_yaml, MATCH_NUL, "fuzz", NULL, NULL);
        demand(taxonomy && aliases);
        demand(match_aliases_add(aliases, "tukang jahit", "O", "", NULL) == MATCH_OK);
        resolver = match_resolver_new(taxonomy, aliases, NULL, NULL);
        demand(resolver != NULL);
        match_aliases_free(aliases);
        match_taxonomy_unref(taxonomy);
    }
    return resolver;
}

/* What the options ask for. */
struct wish {
    uint32_t kinds;
    bool by_label;
    size_t top;
    int32_t threshold;
};

static match_resolve_options *
choose_options(const uint8_t *bytes, struct wish *wish)
{
    static const char *const languages[] = {"", "en", "lo", "th", "ja", "fr", "lo-LA", "en-GB"};
    match_resolve_options *options = match_resolve_options_new(NULL);
    demand(options != NULL);
    wish->by_label = (bytes[0] & 8) != 0;
    wish->kinds = bytes[1] & (1u << MATCH_CONCEPT_OCCUPATION | 1u << MATCH_CONCEPT_SKILL |
                              1u << MATCH_CONCEPT_OCCUPATION_GROUP);
    wish->top = 1 + bytes[2] % 16;
    wish->threshold = bytes[3] % 5 * (MATCH_RESOLVE_ONE / 4);
    demand(match_resolve_options_set_language(options, languages[bytes[0] % 8], NULL) == MATCH_OK);
    demand(match_resolve_options_set_kinds(options, wish->kinds, NULL) == MATCH_OK);
    demand(match_resolve_options_set_scheme(options, bytes[0] & 16 ? "isco08" : "", NULL) ==
           MATCH_OK);
    demand(match_resolve_options_set_top(options, wish->top, NULL) == MATCH_OK);
    demand(match_resolve_options_set_threshold(options, wish->threshold, NULL) == MATCH_OK);
    match_resolve_options_set_by_label(options, wish->by_label);
    if (bytes[0] & 32) {
        match_resolve_options_set_ancestor(options, 1);
    }
    if (bytes[0] & 64) {
        demand(match_resolve_options_set_context(options, "clothes to measure, or bricks",
                                                 MATCH_NUL, NULL) == MATCH_OK);
    }
    return options;
}

static bool
is_label_of(const match_taxonomy *taxonomy, const match_candidate *candidate)
{
    match_label label;
    for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, candidate->concept, i, &label); i++) {
        if (label.text == candidate->label && label.language == candidate->language) {
            return true;
        }
    }
    return strcmp(candidate->label, "tukang jahit") == 0;
}

static void
check_candidate(const match_taxonomy *taxonomy, const struct wish *wish,
                const match_candidate *found, size_t at)
{
    const match_candidate *candidate = &found[at];
    demand(candidate->concept >= 1 && candidate->concept <= match_taxonomy_count(taxonomy));
    demand(wish->kinds == 0 ||
           (wish->kinds & 1u << match_taxonomy_kind(taxonomy, candidate->concept)) != 0);
    demand(is_label_of(taxonomy, candidate));
    demand(candidate->score >= 0 && candidate->score <= MATCH_RESOLVE_ONE);
    demand(candidate->confidence >= 0 && candidate->confidence <= MATCH_RESOLVE_ONE);
    demand(match_resolve_reason_name((match_resolve_reason)candidate->reason)[0] != '\0');
    demand(at == 0 || candidate->score <= found[at - 1].score);
    for (size_t i = 0; i < at; i++) {
        demand(found[i].concept != candidate->concept ||
               (wish->by_label && found[i].label != candidate->label));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    match_candidate found[MOST];
    match_candidate again[MOST];
    size_t count = 0;
    size_t count_again = 0;
    int64_t confidence = 0;
    struct wish wish;
    if (size < OPTION_BYTES) {
        return 0;
    }
    const match_taxonomy *taxonomy = match_resolver_taxonomy(resolver_once());
    match_resolve_options *options = choose_options(data, &wish);
    const char *text = (const char *)data + OPTION_BYTES;
    match_status status = match_resolver_resolve(resolver_once(), options, text,
                                                 size - OPTION_BYTES, found, MOST, &count, NULL);
    demand(status == MATCH_OK || (status == MATCH_ERR_INVALID && count == 0));
    demand(match_resolver_resolve(resolver_once(), options, text, size - OPTION_BYTES, again, MOST,
                                  &count_again, NULL) == status);
    demand(count == count_again && count <= MOST);
    for (size_t i = 0; i < count; i++) {
        check_candidate(taxonomy, &wish, found, i);
        demand(found[i].concept == again[i].concept && found[i].label == again[i].label &&
               found[i].score == again[i].score && found[i].confidence == again[i].confidence);
        demand(count <= wish.top || found[i].ambiguous || wish.by_label);
        confidence += found[i].confidence;
    }
    demand(confidence <= MATCH_RESOLVE_ONE);
    demand(count == 0 || found[0].confidence >= wish.threshold);
    match_resolve_options_free(options);
    return 0;
}
