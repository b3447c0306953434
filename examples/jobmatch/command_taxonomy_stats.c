/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What is counted by looking at each concept. */
struct counts {
    uint64_t labels[MATCH_LABEL_HIDDEN + 1];
    uint64_t skills[MATCH_RELATION_OPTIONAL + 1];
    uint64_t bases;
    uint64_t broader;
    uint64_t mappings[MATCH_MAPPING_REPLACES + 1];
    uint64_t roots;  /* concepts with nothing broader */
    uint64_t unused; /* skills that no occupation lists */
};

static void
print_count(const char *name, const char *part, uint64_t count)
{
    printf("%s%s%s\t%" PRIu64 "\n", name, part[0] ? " " : "", part, count);
}

static void
count_links(const match_taxonomy *taxonomy, match_concept concept, struct counts *counts)
{
    match_mapping mapping;
    size_t count = 0;
    const match_relation *skills = match_taxonomy_skills(taxonomy, concept, &count);

    for (size_t i = 0; i < count; i++) {
        counts->skills[skills[i].kind]++;
    }
    (void)match_taxonomy_skill_relations(taxonomy, concept, &count);
    counts->bases += count;
    (void)match_taxonomy_broader(taxonomy, concept, &count);
    counts->broader += count;
    counts->roots += count == 0;
    (void)match_taxonomy_occupations(taxonomy, concept, &count);
    counts->unused += count == 0 && match_taxonomy_kind(taxonomy, concept) == MATCH_CONCEPT_SKILL;
    for (uint32_t i = 0; match_taxonomy_mapping(taxonomy, concept, i, &mapping); i++) {
        counts->mappings[mapping.kind]++;
    }
}

static void
count_all(const match_taxonomy *taxonomy, struct counts *counts)
{
    match_label label;

    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, c, i, &label); i++) {
            counts->labels[label.kind]++;
        }
        count_links(taxonomy, c, counts);
    }
}

/* Concepts that have a preferred label in a language. */
static uint64_t
count_named(const match_taxonomy *taxonomy, const char *language)
{
    match_label label;
    uint64_t named = 0;

    for (match_concept c = 1; c <= match_taxonomy_count(taxonomy); c++) {
        for (uint32_t i = 0; match_taxonomy_label_at(taxonomy, c, i, &label); i++) {
            if (label.kind == MATCH_LABEL_PREFERRED && strcmp(label.language, language) == 0) {
                named++;
                break;
            }
        }
    }
    return named;
}

/* A share in tenths of a percent, rounded down, so that 100.0 is all. */
static void
print_share(const char *name, const char *part, uint64_t count, uint64_t whole)
{
    uint64_t permille = whole > 0 ? count * 1000 / whole : 0;

    printf("%s %s\t%" PRIu64 "\t%" PRIu64 ".%" PRIu64 " %%\n", name, part, count, permille / 10,
           permille % 10);
}

static void
print_languages(const match_taxonomy *taxonomy)
{
    uint64_t all = match_taxonomy_label_total(taxonomy, NULL);
    uint64_t stated = 0;
    uint64_t unreviewed = 0;
    struct text key = {0};

    for (uint32_t i = 0; i < match_taxonomy_language_count(taxonomy); i++) {
        const char *language = match_taxonomy_language(taxonomy, i);
        uint64_t total = match_taxonomy_label_total(taxonomy, language);
        const char *review;
        text_reset(&key);
        text_format(&key, "review.%s", language);
        review = match_taxonomy_property(taxonomy, text_of(&key));
        print_count("labels", language, total);
        print_share("named", language, count_named(taxonomy, language),
                    match_taxonomy_count(taxonomy));
        if (review[0]) {
            printf("review %s\t%s\n", language, review);
            stated += total;
            unreviewed += strcmp(review, "unreviewed") == 0 ? total : 0;
        }
    }
    if (stated > 0) {
        print_share("labels", "unreviewed", unreviewed, all);
    }
    text_clear(&key);
}

static void
print_stats(const match_taxonomy *taxonomy)
{
    struct counts counts = {0};

    count_all(taxonomy, &counts);
    for (int kind = MATCH_CONCEPT_OCCUPATION; kind <= MATCH_CONCEPT_SKILL_GROUP; kind++) {
        print_count("concepts", match_concept_kind_name((match_concept_kind)kind),
                    match_taxonomy_count_kind(taxonomy, (match_concept_kind)kind));
    }
    print_count("concepts", "without broader", counts.roots);
    print_count("concepts", "skill without occupation", counts.unused);
    for (int kind = MATCH_LABEL_PREFERRED; kind <= MATCH_LABEL_HIDDEN; kind++) {
        print_count("labels", match_label_kind_name((match_label_kind)kind), counts.labels[kind]);
    }
    print_languages(taxonomy);
    print_count("relations", "broader", counts.broader);
    for (int kind = MATCH_RELATION_ESSENTIAL; kind <= MATCH_RELATION_OPTIONAL; kind++) {
        print_count("relations", match_relation_kind_name((match_relation_kind)kind),
                    counts.skills[kind]);
    }
    print_count("relations", "builds_on", counts.bases);
    for (int kind = MATCH_MAPPING_EXACT; kind <= MATCH_MAPPING_REPLACES; kind++) {
        print_count("mappings", match_mapping_kind_name((match_mapping_kind)kind),
                    counts.mappings[kind]);
    }
}

int
command_taxonomy_stats(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    int flushed;

    if (!taxonomy) {
        return complain(&err);
    }
    print_stats(taxonomy);
    match_taxonomy_unref(taxonomy);
    flushed = output_flush_standard();
    return flushed;
}
