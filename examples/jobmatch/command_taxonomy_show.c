/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_CONCEPTS 20u
#define MOST_ITEMS 30u
#define DEEPEST 40u

struct show {
    const match_taxonomy *taxonomy;
    const char *language;
    size_t most; /* items of a list */
};

/* --- The whole -------------------------------------------------------------------------------- */

static void
show_properties(const match_taxonomy *taxonomy)
{
    static const char *const keys[] = {"name",     "version",     "title.en", "title.lo",
                                       "licence",  "attribution", "review.en", "review.lo"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *value = match_taxonomy_property(taxonomy, keys[i]);
        if (value[0]) {
            printf("%-18s%s\n", keys[i], value);
        }
    }
}

static void
show_whole(const match_taxonomy *taxonomy)
{
    char hash[MATCH_HASH_TEXT_SIZE];
    match_scheme scheme;

    show_properties(taxonomy);
    match_taxonomy_hash(taxonomy, hash);
    printf("%-18s%s\n", "hash", hash);
    for (int kind = MATCH_CONCEPT_OCCUPATION; kind <= MATCH_CONCEPT_SKILL_GROUP; kind++) {
        printf("%-18s%u\n", match_concept_kind_name((match_concept_kind)kind),
               (unsigned)match_taxonomy_count_kind(taxonomy, (match_concept_kind)kind));
    }
    printf("%-18s%" PRIu64 "\n", "relation", match_taxonomy_relation_count(taxonomy));
    for (uint32_t i = 0; i < match_taxonomy_language_count(taxonomy); i++) {
        const char *language = match_taxonomy_language(taxonomy, i);
        printf("%-18s%s: %" PRIu64 "\n", i == 0 ? "labels" : "", language,
               match_taxonomy_label_total(taxonomy, language));
    }
    for (uint32_t i = 0; match_taxonomy_scheme(taxonomy, i, &scheme); i++) {
        printf("%-18s%s %s %s %s\n", i == 0 ? "schemes" : "", scheme.id, scheme.version,
               scheme.title, scheme.uri);
    }
}

/* --- One concept ------------------------------------------------------------------------------ */

static void
show_name(const struct show *show, match_concept concept)
{
    printf("%s  %s\n", match_taxonomy_id(show->taxonomy, concept),
           match_taxonomy_label(show->taxonomy, concept, show->language));
}

static void
show_field(const char *name, const char *value)
{
    if (value[0]) {
        printf("  %-16s%s\n", name, value);
    }
}

/* ISCO skill levels, of the job. */
static void
show_skill_levels(uint32_t levels)
{
    char text[16] = "";
    size_t length = 0;

    for (unsigned level = 1; level <= 4; level++) {
        if (levels & (1u << level)) {
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%u",
                                       length > 0 ? ", " : "", level);
        }
    }
    show_field("ISCO level", text);
}

static void
show_facts(const struct show *show, match_concept concept)
{
    const match_taxonomy *taxonomy = show->taxonomy;
    match_scheme scheme;

    show_field("kind", match_concept_kind_name(match_taxonomy_kind(taxonomy, concept)));
    show_field("code", match_taxonomy_code(taxonomy, concept));
    show_field("uri", match_taxonomy_uri(taxonomy, concept));
    if (match_taxonomy_scheme(taxonomy, match_taxonomy_scheme_of(taxonomy, concept), &scheme)) {
        show_field("scheme", scheme.id);
    }
    show_field("isco", match_taxonomy_isco(taxonomy, concept));
    show_skill_levels(match_taxonomy_skill_levels(taxonomy, concept));
    show_field("type", match_skill_type_name(match_taxonomy_skill_type(taxonomy, concept)));
    show_field("reuse", match_reuse_level_name(match_taxonomy_reuse_level(taxonomy, concept)));
    if (match_taxonomy_weight(taxonomy, concept) > 0) {
        printf("  %-16s%u of 255\n", "weight", (unsigned)match_taxonomy_weight(taxonomy, concept));
    }
}

/* The words of typical evidence are codes, with one space between them. */
static void
show_evidence(const struct show *show, match_concept concept)
{
    const char *words =
        match_taxonomy_text(show->taxonomy, concept, MATCH_TEXT_TYPICAL_EVIDENCE, "");

    if (!words[0]) {
        return;
    }
    printf("  %-16s", "evidence");
    for (; *words; words++) {
        if (*words == ' ') {
            putchar(',');
        }
        putchar(*words);
    }
    putchar('\n');
}

/* Alternative labels of official taxonomies may hold line breaks. */
static void
print_one_line(const char *text)
{
    for (; *text; text++) {
        putchar(*text == '\n' || *text == '\r' ? ' ' : *text);
    }
}

static void
show_labels(const struct show *show, match_concept concept)
{
    match_label label;

    for (uint32_t i = 0; match_taxonomy_label_at(show->taxonomy, concept, i, &label); i++) {
        printf("  %-16s%-4s%-13s", i == 0 ? "labels" : "", label.language,
               match_label_kind_name(label.kind));
        print_one_line(label.text);
        putchar('\n');
    }
}

static void
show_texts(const struct show *show, match_concept concept)
{
    static const struct {
        match_text_kind kind;
        const char *name;
    } kinds[] = {
        {MATCH_TEXT_DEFINITION, "definition"},
        {MATCH_TEXT_DESCRIPTION, "description"},
        {MATCH_TEXT_SCOPE_NOTE, "scope note"},
        {MATCH_TEXT_REGULATION_NOTE, "regulation"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        for (uint32_t j = 0; j < match_taxonomy_language_count(show->taxonomy); j++) {
            const char *language = match_taxonomy_language(show->taxonomy, j);
            const char *text =
                match_taxonomy_text(show->taxonomy, concept, kinds[i].kind, language);
            if (text[0]) {
                printf("  %-16s%-4s", kinds[i].name, language);
                print_one_line(text);
                putchar('\n');
            }
        }
    }
}

/* Every way up, as a tree; a concept may have several broader ones. */
static void
show_upward(const struct show *show, match_concept concept, unsigned depth)
{
    size_t count = 0;
    const match_concept *broader = match_taxonomy_broader(show->taxonomy, concept, &count);

    for (size_t i = 0; i < count && depth < DEEPEST; i++) {
        printf("  %-16s%*s", depth == 0 && i == 0 ? "broader" : "", (int)(2 * depth), "");
        show_name(show, broader[i]);
        show_upward(show, broader[i], depth + 1);
    }
}

static void
show_rest(const struct show *show, size_t count)
{
    if (count > show->most) {
        printf("  %-16s... and %zu more (--verbose shows all)\n", "", count - show->most);
    }
}

static void
show_narrower(const struct show *show, match_concept concept)
{
    size_t count = 0;
    const match_concept *narrower = match_taxonomy_narrower(show->taxonomy, concept, &count);

    for (size_t i = 0; i < count && i < show->most; i++) {
        printf("  %-16s", i == 0 ? "narrower" : "");
        show_name(show, narrower[i]);
    }
    show_rest(show, count);
}

typedef const match_relation *(*relation_getter)(const match_taxonomy *taxonomy,
                                                 match_concept concept, size_t *count);

static void
show_relations(const struct show *show, match_concept concept, const char *name,
               relation_getter get)
{
    size_t count = 0;
    const match_relation *relations = get(show->taxonomy, concept, &count);

    for (size_t i = 0; i < count && i < show->most; i++) {
        printf("  %-16s%-10s", i == 0 ? name : "",
               match_relation_kind_name((match_relation_kind)relations[i].kind));
        if (relations[i].level > 0) {
            printf("%u  ", (unsigned)relations[i].level);
        } else {
            fputs("-  ", stdout);
        }
        show_name(show, relations[i].concept);
    }
    show_rest(show, count);
}

#define MOST_NEIGHBOURS 64 /* of a skill: match_taxonomy_neighbours() */

/* The best first, as many as fit; the given order where they are equal. */
static size_t
sort_neighbours(const match_neighbour *given, size_t count, match_neighbour *sorted)
{
    size_t sorted_count = 0;

    for (size_t i = 0; i < count && i < MOST_NEIGHBOURS; i++) {
        size_t at = sorted_count++;
        for (; at > 0 && sorted[at - 1].similarity < given[i].similarity; at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = given[i];
    }
    return sorted_count;
}

/* How far this skill covers others that are asked for. */
static void
show_neighbours(const struct show *show, match_concept concept)
{
    match_neighbour sorted[MOST_NEIGHBOURS];
    size_t count = 0;
    const match_neighbour *given = match_taxonomy_neighbours(show->taxonomy, concept, &count);

    count = sort_neighbours(given, count, sorted);
    for (size_t i = 0; i < count && i < show->most; i++) {
        printf("  %-16s%3u/255  ", i == 0 ? "related skills" : "", (unsigned)sorted[i].similarity);
        show_name(show, sorted[i].concept);
    }
    show_rest(show, count);
}

static void
show_mappings(const struct show *show, match_concept concept)
{
    match_mapping mapping;

    for (uint32_t i = 0; match_taxonomy_mapping(show->taxonomy, concept, i, &mapping); i++) {
        printf("  %-16s%-8s%s\n", i == 0 ? "mappings" : "", match_mapping_kind_name(mapping.kind),
               mapping.uri);
    }
}

static void
show_concept(const struct show *show, match_concept concept)
{
    show_name(show, concept);
    show_facts(show, concept);
    show_labels(show, concept);
    show_texts(show, concept);
    show_evidence(show, concept);
    show_upward(show, concept, 0);
    show_narrower(show, concept);
    show_relations(show, concept, "skills", match_taxonomy_skills);
    show_relations(show, concept, "occupations", match_taxonomy_occupations);
    show_relations(show, concept, "builds on", match_taxonomy_skill_relations);
    show_neighbours(show, concept);
    show_mappings(show, concept);
}

static int
show_found(const struct show *show, const char *text)
{
    match_concept found[MOST_CONCEPTS];
    size_t count = 1;

    found[0] = match_taxonomy_find(show->taxonomy, text, MATCH_NUL);
    if (!found[0]) {
        count = match_taxonomy_find_label(show->taxonomy, text, MATCH_NUL, 0, found,
                                          MOST_CONCEPTS);
    }
    if (count == 0) {
        say("no concept has the code, URI or label '%s'", text);
        return EXIT_REFUSED;
    }
    for (size_t i = 0; i < count && i < MOST_CONCEPTS; i++) {
        fputs(i > 0 ? "\n" : "", stdout);
        show_concept(show, found[i]);
    }
    return EXIT_OK;
}

int
command_taxonomy_show(const struct settings *settings)
{
    match_error err = {0};
    match_taxonomy *taxonomy = match_taxonomy_load(settings->arguments.items[0], NULL, &err);
    struct show show = {.taxonomy = taxonomy,
                        .language = settings->language,
                        .most = settings->verbose ? SIZE_MAX : MOST_ITEMS};
    int code = EXIT_OK;
    int flushed;

    if (!taxonomy) {
        return complain(&err);
    }
    if (settings->arguments.count > 1) {
        code = show_found(&show, settings->arguments.items[1]);
    } else {
        show_whole(taxonomy);
    }
    match_taxonomy_unref(taxonomy);
    flushed = output_flush_standard();
    return flushed != EXIT_OK ? flushed : code;
}
