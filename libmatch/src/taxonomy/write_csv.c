/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/folder.h"
#include "base/intern.h"
#include "taxonomy/write.h"

/*
 * The layout of ESCO's CSV files, so that whatever reads those reads this too. What they have no
 * column for has columns and files of its own, which esco_*.c reads.
 */

struct writer {
    const match_taxonomy *taxonomy;
    const struct image *image;
    struct folder folder;
    struct intern languages;  /* of labels and texts */
    const char *main;         /* the language that has all concepts */
    const char *language;     /* of the file being written */
    struct intern references; /* how the other files name schemes */
    uint32_t *schemes;        /* [scheme] number in references */
    struct arena arena;
    struct buffer out, cell;
    bool begun; /* a row has a cell */
    match_error *err;
};

static const char *
string(const struct writer *writer, uint32_t reference)
{
    return image_string(writer->image, reference);
}

/* --- Cells ----------------------------------------------------------------------------------- */

static bool
needs_quotes(const char *text)
{
    size_t length = strlen(text);
    return text[strcspn(text, "\",\n\r")] != '\0' ||
           (length > 0 && (strchr(" \t", text[0]) || strchr(" \t", text[length - 1])));
}

static void
add_cell(struct writer *writer, const char *text)
{
    struct buffer *out = &writer->out;
    buffer_add_text(out, writer->begun ? "," : "");
    writer->begun = true;
    if (!needs_quotes(text)) {
        buffer_add_text(out, text);
        return;
    }
    buffer_add_char(out, '"');
    for (const char *quote = strchr(text, '"'); quote; quote = strchr(text, '"')) {
        buffer_add(out, text, (size_t)(quote - text) + 1);
        buffer_add_char(out, '"');
        text = quote + 1;
    }
    buffer_add_text(out, text);
    buffer_add_char(out, '"');
}

static void
end_row(struct writer *writer)
{
    buffer_add_char(&writer->out, '\n');
    writer->begun = false;
}

static void
add_row(struct writer *writer, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_cell(writer, cells[i]);
    }
    end_row(writer);
}

#define ADD_ROW(writer, ...)                                                                       \
    add_row(writer, (const char *const[]){__VA_ARGS__},                                            \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* Adds to the cell that is being collected: parts with something between them. */
static void
collect(struct writer *writer, const char *between, const char *part)
{
    buffer_add_text(&writer->cell, writer->cell.size > 0 ? between : "");
    buffer_add_text(&writer->cell, part);
}

/* Adds what was collected, "" for nothing. */
static void
add_collected(struct writer *writer)
{
    writer->out.failed = writer->out.failed || writer->cell.failed;
    add_cell(writer, writer->cell.size > 0 ? writer->cell.bytes : "");
    writer->cell.size = 0;
}

/* --- Files ----------------------------------------------------------------------------------- */

/* Writes what there is as NAME.csv, or as NAME_xx.csv for a language. */
static match_status
end_file(struct writer *writer, const char *name, const char *language)
{
    struct buffer file = {0};
    buffer_add_text(&file, name);
    buffer_add_text(&file, language ? "_" : "");
    buffer_add_text(&file, language ? language : "");
    buffer_add_text(&file, ".csv");
    match_status status = file.failed || writer->out.failed
                              ? fail_memory(writer->err)
                              : folder_write(&writer->folder, file.bytes, writer->out.bytes,
                                             writer->out.size, writer->err);
    buffer_clear(&file);
    writer->out.size = 0;
    return status;
}

/* --- Schemes and facts ----------------------------------------------------------------------- */

/* A list of schemes is cut at commas and spaces, and each is to be told from the others. */
static bool
is_good_reference(const struct writer *writer, const char *uri)
{
    return uri[0] != '\0' && uri[strcspn(uri, ", \t\r\n")] == '\0' &&
           intern_find(&writer->references, uri, strlen(uri)) == 0;
}

/* A scheme goes by its URI, or by a name made of its id. */
static match_status
name_schemes(struct writer *writer)
{
    const struct image *image = writer->image;
    writer->schemes =
        arena_zeroed(&writer->arena, image->schemes_count + 1, sizeof *writer->schemes);
    if (!writer->schemes) {
        return fail_memory(writer->err);
    }
    for (size_t i = 0; i < image->schemes_count; i++) {
        const char *uri = string(writer, image->schemes[i].uri);
        struct buffer name = {0};
        if (is_good_reference(writer, uri)) {
            buffer_add_text(&name, uri);
        } else {
            buffer_add_text(&name, WRITE_OWN "scheme:");
            write_encoded(&name, string(writer, image->schemes[i].id), true);
        }
        if (!name.failed) {
            writer->schemes[i] = intern_add(&writer->references, name.bytes, name.size);
        }
        buffer_clear(&name);
        if (writer->schemes[i] == 0) {
            return fail_memory(writer->err);
        }
    }
    return MATCH_OK;
}

static const char *
scheme_reference(const struct writer *writer, uint32_t scheme)
{
    return intern_text(&writer->references, writer->schemes[scheme]);
}

static match_status
write_schemes(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "conceptType", "conceptSchemeUri", "preferredLabel", "schemeId", "schemeUri",
            "schemeVersion");
    for (uint32_t i = 0; i < image->schemes_count; i++) {
        const struct image_scheme *scheme = &image->schemes[i];
        ADD_ROW(writer, "ConceptScheme", scheme_reference(writer, i), string(writer, scheme->title),
                string(writer, scheme->id), string(writer, scheme->uri),
                string(writer, scheme->version));
    }
    return end_file(writer, "conceptSchemes", writer->main);
}

static match_status
write_facts(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "fact", "value");
    for (size_t i = 0; i < image->properties_count; i++) {
        ADD_ROW(writer, string(writer, image->properties[i].key),
                string(writer, image->properties[i].value));
    }
    return end_file(writer, "taxonomyFacts", NULL);
}

/* --- Columns of concepts --------------------------------------------------------------------- */

/* ESCO's words for a concept and for a skill's type. */
static const char *const concept_types[] = {
    [MATCH_CONCEPT_OCCUPATION] = "Occupation",
    [MATCH_CONCEPT_OCCUPATION_GROUP] = "ISCOGroup",
    [MATCH_CONCEPT_SKILL] = "KnowledgeSkillCompetence",
    [MATCH_CONCEPT_SKILL_GROUP] = "SkillGroup",
};

static const char *
concept_uri(const struct writer *writer, match_concept concept)
{
    return string(writer, image_concept(writer->image, concept)->uri);
}

static const char *
concept_type(const struct writer *writer, match_concept concept)
{
    return concept_types[image_concept(writer->image, concept)->kind];
}

static const char *
skill_type(const struct writer *writer, match_concept concept)
{
    unsigned type = image_concept(writer->image, concept)->skill_type;
    return type == MATCH_SKILL_TYPE_SKILL ? "skill/competence"
                                          : match_skill_type_name((match_skill_type)type);
}

/* Labels of a kind in the language of the file, a line each. */
static void
add_labels(struct writer *writer, match_concept c, int kind)
{
    const struct image *image = writer->image;
    struct write_part labels = write_part(image->label_starts, c);
    for (uint32_t i = labels.first; i < labels.end; i++) {
        const struct image_label *label = &image->labels[i];
        if (label->kind == kind &&
            strcmp(string(writer, image->languages[label->language]), writer->language) == 0) {
            collect(writer, "\n", string(writer, label->text));
        }
    }
    add_collected(writer);
}

static void
add_text(struct writer *writer, match_concept c, int kind)
{
    const struct image *image = writer->image;
    struct write_part texts = write_part(image->text_starts, c);
    const char *language = kind == MATCH_TEXT_TYPICAL_EVIDENCE ? "" : writer->language;
    for (uint32_t i = texts.first; i < texts.end; i++) {
        const struct image_text *text = &image->texts[i];
        if (text->kind == (uint32_t)kind && strcmp(string(writer, text->language), language) == 0) {
            collect(writer, "\n", image_note(writer->image, text->text));
        }
    }
    add_collected(writer);
}

enum fact { TYPE, URI, CODE, ISCO, SKILL_TYPE, REUSE, OWN_SCHEME };

static void
add_fact(struct writer *writer, match_concept c, int fact)
{
    const struct image_concept *concept = image_concept(writer->image, c);
    const char *const facts[] = {
        [TYPE] = concept_type(writer, c),
        [URI] = string(writer, concept->uri),
        [CODE] = string(writer, concept->code),
        [ISCO] = string(writer, concept->isco),
        [SKILL_TYPE] = skill_type(writer, c),
        [REUSE] = match_reuse_level_name((match_reuse_level) concept->reuse_level),
        [OWN_SCHEME] = scheme_reference(writer, concept->scheme),
    };
    add_cell(writer, facts[fact]);
}

static void
add_schemes(struct writer *writer, match_concept c, int argument)
{
    struct write_part members = write_part(writer->image->membership_starts, c);
    (void)argument;
    for (uint32_t i = members.first; i < members.end; i++) {
        collect(writer, ", ", scheme_reference(writer, writer->image->memberships[i]));
    }
    add_collected(writer);
}

static void
add_skill_levels(struct writer *writer, match_concept c, int argument)
{
    unsigned levels = image_concept(writer->image, c)->skill_levels;
    (void)argument;
    for (char level = '1'; level <= '4'; level++) {
        if (levels & (1u << (level - '0'))) {
            collect(writer, " ", (const char[]){level, '\0'});
        }
    }
    add_collected(writer);
}

#define JOBS ((1u << MATCH_CONCEPT_OCCUPATION) | (1u << MATCH_CONCEPT_OCCUPATION_GROUP))
#define SKILLS (1u << MATCH_CONCEPT_SKILL)
#define ALL UINT32_MAX

/* ESCO's columns, then those of this project; kinds that have them. */
static const struct {
    const char *name;
    void (*add)(struct writer *writer, match_concept concept, int argument);
    int argument;
    uint32_t kinds;
} columns[] = {
    {"conceptType", add_fact, TYPE, ALL},
    {"conceptUri", add_fact, URI, ALL},
    {"iscoGroup", add_fact, ISCO, JOBS},
    {"skillType", add_fact, SKILL_TYPE, SKILLS},
    {"reuseLevel", add_fact, REUSE, SKILLS},
    {"preferredLabel", add_labels, MATCH_LABEL_PREFERRED, ALL},
    {"altLabels", add_labels, MATCH_LABEL_ALTERNATIVE, ALL},
    {"hiddenLabels", add_labels, MATCH_LABEL_HIDDEN, ALL},
    {"regulatedProfessionNote", add_text, MATCH_TEXT_REGULATION_NOTE, ALL},
    {"scopeNote", add_text, MATCH_TEXT_SCOPE_NOTE, ALL},
    {"definition", add_text, MATCH_TEXT_DEFINITION, ALL},
    {"inScheme", add_schemes, 0, ALL},
    {"description", add_text, MATCH_TEXT_DESCRIPTION, ALL},
    {"code", add_fact, CODE, ALL},
    {"ownScheme", add_fact, OWN_SCHEME, ALL},
    {"iscoSkillLevels", add_skill_levels, 0, JOBS},
    {"typicalEvidence", add_text, MATCH_TEXT_TYPICAL_EVIDENCE, ALL},
};

/* --- Concepts -------------------------------------------------------------------------------- */

/* Whether a concept has a label or text in the language of the file. */
static bool
has_language(const struct writer *writer, match_concept c)
{
    const struct image *image = writer->image;
    struct write_part labels = write_part(image->label_starts, c);
    struct write_part texts = write_part(image->text_starts, c);
    bool found = false;
    for (uint32_t i = labels.first; i < labels.end && !found; i++) {
        const char *language = string(writer, image->languages[image->labels[i].language]);
        found = strcmp(language, writer->language) == 0;
    }
    for (uint32_t i = texts.first; i < texts.end && !found; i++) {
        found = strcmp(string(writer, image->texts[i].language), writer->language) == 0;
    }
    return found;
}

/* The concepts of a kind: all in the main language, which has a file even for none of them. */
static match_status
write_concepts(struct writer *writer, const char *name, match_concept_kind kind)
{
    const struct image *image = writer->image;
    bool all = strcmp(writer->language, writer->main) == 0;
    size_t count = 0;
    for (match_concept c = 0; c <= image_count(image); c++) {
        if (c > 0 && (image_concept(image, c)->kind != kind || !(all || has_language(writer, c)))) {
            continue;
        }
        for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
            if ((columns[i].kinds & (1u << kind)) == 0) {
                continue;
            }
            if (c == 0) {
                add_cell(writer, columns[i].name);
            } else {
                columns[i].add(writer, c, columns[i].argument);
            }
        }
        end_row(writer);
        count += c > 0;
    }
    if (count > 0 || all) {
        return end_file(writer, name, writer->language);
    }
    writer->out.size = 0;
    return MATCH_OK;
}

static match_status
write_languages(struct writer *writer)
{
    static const struct {
        const char *name;
        match_concept_kind kind;
    } files[] = {
        {"ISCOGroups", MATCH_CONCEPT_OCCUPATION_GROUP},
        {"occupations", MATCH_CONCEPT_OCCUPATION},
        {"skillGroups", MATCH_CONCEPT_SKILL_GROUP},
        {"skills", MATCH_CONCEPT_SKILL},
    };
    match_status status = MATCH_OK;
    for (uint32_t number = 1; number <= writer->languages.count; number++) {
        writer->language = intern_text(&writer->languages, number);
        for (size_t i = 0; i < sizeof files / sizeof files[0] && status == MATCH_OK; i++) {
            status = write_concepts(writer, files[i].name, files[i].kind);
        }
    }
    return status;
}

/* Of labels and texts. The main one is that which the importer takes for it. */
static match_status
find_languages(struct writer *writer)
{
    const struct image *image = writer->image;
    struct intern *languages = &writer->languages;
    bool good = true;
    for (size_t i = 0; i < image->languages_count && good; i++) {
        const char *language = string(writer, image->languages[i]);
        good = intern_add(languages, language, strlen(language)) != 0;
    }
    for (size_t i = 0; i < image->texts_count && good; i++) {
        const char *language = string(writer, image->texts[i].language);
        good = language[0] == '\0' || intern_add(languages, language, strlen(language)) != 0;
    }
    if (good && (languages->count == 0 || intern_find(languages, "en", 2) != 0)) {
        good = intern_add(languages, "en", 2) != 0;
        writer->main = "en";
    }
    if (!good) {
        return fail_memory(writer->err);
    }
    for (uint32_t i = 1; i <= languages->count; i++) {
        const char *language = intern_text(languages, i);
        if (!writer->main ||
            (strcmp(writer->main, "en") != 0 && strcmp(language, writer->main) < 0)) {
            writer->main = language;
        }
    }
    return MATCH_OK;
}

/* --- Relations ------------------------------------------------------------------------------- */

static match_status
write_broader(struct writer *writer, const char *name, bool skills)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "conceptType", "conceptUri", "broaderType", "broaderUri");
    for (match_concept c = 1; c <= image_count(image); c++) {
        struct write_part broader = write_part(image->broader_starts, c);
        unsigned kind = image_concept(image, c)->kind;
        if (skills != (kind == MATCH_CONCEPT_SKILL || kind == MATCH_CONCEPT_SKILL_GROUP)) {
            continue;
        }
        for (uint32_t i = broader.first; i < broader.end; i++) {
            ADD_ROW(writer, concept_type(writer, c), concept_uri(writer, c),
                    concept_type(writer, image->broader[i]),
                    concept_uri(writer, image->broader[i]));
        }
    }
    return end_file(writer, name, NULL);
}

#define HIERARCHY_LEVELS 4u

/* The groups from the top down to this one, by the first way up; 0 where they are too many. */
static size_t
find_path(const struct image *image, match_concept group, match_concept path[HIERARCHY_LEVELS])
{
    size_t depth = 0;
    while (group != 0 && depth <= HIERARCHY_LEVELS) {
        struct write_part broader = write_part(image->broader_starts, group);
        if (depth < HIERARCHY_LEVELS) {
            memmove(path + 1, path, depth * sizeof *path);
            path[0] = group;
        }
        depth++;
        group = broader.first < broader.end ? image->broader[broader.first] : 0;
    }
    return depth <= HIERARCHY_LEVELS ? depth : 0;
}

/* ESCO's overview of its skill groups, a row for each: all it says is in other files too. */
static match_status
write_hierarchy(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "Level 0 URI", "Level 0 preferred term", "Level 1 URI",
            "Level 1 preferred term", "Level 2 URI", "Level 2 preferred term", "Level 3 URI",
            "Level 3 preferred term", "Level 0 code", "Level 1 code", "Level 2 code",
            "Level 3 code");
    for (match_concept c = 1; c <= image_count(image); c++) {
        match_concept path[HIERARCHY_LEVELS] = {0};
        bool group = image_concept(image, c)->kind == MATCH_CONCEPT_SKILL_GROUP;
        size_t depth = group ? find_path(image, c, path) : 0;
        if (depth == 0) {
            continue;
        }
        for (size_t i = 0; i < HIERARCHY_LEVELS; i++) {
            add_cell(writer, i < depth ? concept_uri(writer, path[i]) : "");
            add_cell(writer, i < depth
                                 ? match_taxonomy_label(writer->taxonomy, path[i], writer->main)
                                 : "");
        }
        for (size_t i = 0; i < HIERARCHY_LEVELS; i++) {
            add_cell(writer, i < depth ? match_taxonomy_code(writer->taxonomy, path[i]) : "");
        }
        end_row(writer);
    }
    return end_file(writer, "skillsHierarchy", writer->main);
}

static match_status
write_occupation_skills(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "occupationUri", "relationType", "skillType", "skillUri", "skillLevel");
    for (match_concept c = 1; c <= image_count(image); c++) {
        struct write_part part = write_part(image->skill_starts, c);
        for (uint32_t i = part.first; i < part.end; i++) {
            const match_relation *relation = &image->skills[i];
            const char level[] = {(char)('0' + relation->level), '\0'};
            ADD_ROW(writer, concept_uri(writer, c),
                    match_relation_kind_name((match_relation_kind)relation->kind),
                    skill_type(writer, relation->concept), concept_uri(writer, relation->concept),
                    relation->level > 0 ? level : "");
        }
    }
    return end_file(writer, "occupationSkillRelations", NULL);
}

static match_status
write_skill_skills(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "originalSkillUri", "originalSkillType", "relationType", "relatedSkillType",
            "relatedSkillUri");
    for (match_concept c = 1; c <= image_count(image); c++) {
        struct write_part part = write_part(image->basis_starts, c);
        for (uint32_t i = part.first; i < part.end; i++) {
            const match_relation *relation = &image->bases[i];
            ADD_ROW(writer, concept_uri(writer, c), skill_type(writer, c),
                    match_relation_kind_name((match_relation_kind)relation->kind),
                    skill_type(writer, relation->concept), concept_uri(writer, relation->concept));
        }
    }
    return end_file(writer, "skillSkillRelations", NULL);
}

static match_status
write_mappings(struct writer *writer)
{
    const struct image *image = writer->image;
    ADD_ROW(writer, "conceptUri", "mappingType", "mappedUri");
    for (match_concept c = 1; c <= image_count(image); c++) {
        struct write_part part = write_part(image->mapping_starts, c);
        for (uint32_t i = part.first; i < part.end; i++) {
            const struct image_mapping *mapping = &image->mappings[i];
            ADD_ROW(writer, concept_uri(writer, c),
                    match_mapping_kind_name((match_mapping_kind)mapping->kind),
                    string(writer, mapping->uri));
        }
    }
    return end_file(writer, "conceptMappings", NULL);
}

/* --- The whole ------------------------------------------------------------------------------- */

static match_status
write_files(struct writer *writer)
{
    match_status status = find_languages(writer);
    status = status == MATCH_OK ? name_schemes(writer) : status;
    status = status == MATCH_OK ? write_facts(writer) : status;
    status = status == MATCH_OK ? write_schemes(writer) : status;
    status = status == MATCH_OK ? write_languages(writer) : status;
    status =
        status == MATCH_OK ? write_broader(writer, "broaderRelationsOccPillar", false) : status;
    status =
        status == MATCH_OK ? write_broader(writer, "broaderRelationsSkillPillar", true) : status;
    status = status == MATCH_OK ? write_hierarchy(writer) : status;
    status = status == MATCH_OK ? write_occupation_skills(writer) : status;
    status = status == MATCH_OK ? write_skill_skills(writer) : status;
    status = status == MATCH_OK ? write_mappings(writer) : status;
    return status == MATCH_OK ? folder_finish(&writer->folder, writer->err) : status;
}

match_status
write_csv(const match_taxonomy *taxonomy, const char *path, match_error *err)
{
    struct writer writer = {.taxonomy = taxonomy, .image = &taxonomy->image, .err = err};
    match_status status = folder_begin(&writer.folder, path, err);
    status = status == MATCH_OK ? write_files(&writer) : status;
    folder_clear(&writer.folder);
    intern_clear(&writer.languages);
    intern_clear(&writer.references);
    arena_clear(&writer.arena);
    buffer_clear(&writer.out);
    buffer_clear(&writer.cell);
    return status;
}
