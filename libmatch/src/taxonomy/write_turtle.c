/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "taxonomy/write.h"

static const char prefixes[] = "@prefix dct: <http://purl.org/dc/terms/> .\n"
                               "@prefix esco: <http://data.europa.eu/esco/model#> .\n"
                               "@prefix match: <" WRITE_OWN "vocabulary:> .\n"
                               "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
                               "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";

/* --- Names ----------------------------------------------------------------------------------- */

/* Whether a text begins with a scheme, as "http:". */
static bool
is_absolute(const char *text)
{
    size_t i = 0;
    if (!write_is_letter(text[0])) {
        return false;
    }
    while (text[i] != '\0' &&
           (write_is_letter(text[i]) || strchr("0123456789+-.", text[i]) != NULL)) {
        i++;
    }
    return text[i] == ':';
}

static void
add_iri(struct buffer *out, const char *kind, const char *text)
{
    bool absolute = is_absolute(text);
    buffer_add_char(out, '<');
    if (!absolute) {
        buffer_add_text(out, WRITE_OWN);
        buffer_add_text(out, kind);
        buffer_add_char(out, ':');
    }
    write_encoded(out, text, !absolute);
    buffer_add_char(out, '>');
}

static void
add_concept_iri(const struct text_writer *writer, match_concept concept)
{
    add_iri(writer->out, "concept",
            write_string(writer, image_concept(writer->image, concept)->uri));
}

static void
add_scheme_iri(const struct text_writer *writer, uint32_t index)
{
    const struct image_scheme *scheme = &writer->image->schemes[index];
    add_iri(writer->out, "scheme",
            write_string(writer, scheme->uri != 0 ? scheme->uri : scheme->id));
}

/* --- Statements ------------------------------------------------------------------------------ */

/* Goes on with the same subject. */
static void
add_predicate(const struct text_writer *writer, const char *predicate)
{
    buffer_add_text(writer->out, " ;\n    ");
    buffer_add_text(writer->out, predicate);
    buffer_add_char(writer->out, ' ');
}

/* A text with its language; none for NULL or "". */
static void
add_literal(const struct text_writer *writer, const char *predicate, const char *text,
            const char *language)
{
    if (text[0] == '\0') {
        return;
    }
    add_predicate(writer, predicate);
    buffer_add_char(writer->out, '"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            buffer_add_char(writer->out, '\\');
            buffer_add_char(writer->out, *text);
        } else if (c < 0x20 || c == 0x7F) {
            char escape[8];
            snprintf(escape, sizeof escape, "\\u%04X", c);
            buffer_add_text(writer->out, c == '\n' ? "\\n" : escape);
        } else {
            buffer_add_char(writer->out, *text);
        }
    }
    buffer_add_char(writer->out, '"');
    if (language && language[0] != '\0') {
        buffer_add_char(writer->out, '@');
        buffer_add_text(writer->out, language);
    }
}

static void
add_resource(const struct text_writer *writer, const char *predicate, const char *before,
             const char *name)
{
    if (name[0] != '\0') {
        add_predicate(writer, predicate);
        buffer_add_char(writer->out, '<');
        buffer_add_text(writer->out, before);
        write_encoded(writer->out, name, true);
        buffer_add_char(writer->out, '>');
    }
}

static void
end_subject(const struct text_writer *writer)
{
    buffer_add_text(writer->out, " .\n");
}

/* --- The whole ------------------------------------------------------------------------------- */

static void
add_head(const struct text_writer *writer)
{
    static const struct {
        const char *key, *predicate;
    } facts[] = {
        {"name", "dct:identifier"},
        {"version", "owl:versionInfo"},
        {"licence", "dct:license"},
        {"attribution", "dct:creator"},
    };
    const struct image *image = writer->image;
    const char *name = match_taxonomy_property(writer->taxonomy, "name");
    buffer_add_char(writer->out, '\n');
    add_iri(writer->out, "taxonomy", name[0] != '\0' && !is_absolute(name) ? name : "unnamed");
    buffer_add_text(writer->out, " a match:Taxonomy");
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        add_literal(writer, facts[i].predicate,
                    match_taxonomy_property(writer->taxonomy, facts[i].key), NULL);
    }
    for (size_t i = 0; i < image->properties_count; i++) {
        const char *key = write_string(writer, image->properties[i].key);
        if (strncmp(key, "title.", 6) == 0) {
            add_literal(writer, "dct:title", write_string(writer, image->properties[i].value),
                        key + 6);
        }
    }
    end_subject(writer);
    for (uint32_t i = 0; i < image->schemes_count; i++) {
        const struct image_scheme *scheme = &image->schemes[i];
        buffer_add_char(writer->out, '\n');
        add_scheme_iri(writer, i);
        buffer_add_text(writer->out, " a skos:ConceptScheme");
        add_literal(writer, "dct:identifier", write_string(writer, scheme->id), NULL);
        add_literal(writer, "dct:title", write_string(writer, scheme->title), NULL);
        add_literal(writer, "owl:versionInfo", write_string(writer, scheme->version), NULL);
        end_subject(writer);
    }
}

/* --- Concepts -------------------------------------------------------------------------------- */

static void
add_facts(const struct text_writer *writer, match_concept c)
{
    static const char *const types[] = {
        [MATCH_CONCEPT_OCCUPATION] = "esco:Occupation",
        [MATCH_CONCEPT_OCCUPATION_GROUP] = "match:OccupationGroup",
        [MATCH_CONCEPT_SKILL] = "esco:Skill",
        [MATCH_CONCEPT_SKILL_GROUP] = "match:SkillGroup",
    };
    const struct image *image = writer->image;
    const struct image_concept *concept = image_concept(image, c);
    struct write_part members = write_part(image->membership_starts, c);
    bool esco_type = concept->skill_type == MATCH_SKILL_TYPE_SKILL ||
                     concept->skill_type == MATCH_SKILL_TYPE_KNOWLEDGE;
    add_concept_iri(writer, c);
    buffer_add_text(writer->out, " a skos:Concept, ");
    buffer_add_text(writer->out, types[concept->kind]);
    add_predicate(writer, "skos:inScheme");
    add_scheme_iri(writer, concept->scheme);
    for (uint32_t i = members.first; i < members.end; i++) {
        if (image->memberships[i] != concept->scheme) {
            buffer_add_text(writer->out, ", ");
            add_scheme_iri(writer, image->memberships[i]);
        }
    }
    add_literal(writer, "skos:notation", write_string(writer, concept->code), NULL);
    add_resource(writer, "esco:memberOfISCOGroup", "http://data.europa.eu/esco/isco/C",
                 write_string(writer, concept->isco));
    for (int level = 1; level <= 4; level++) {
        if (concept->skill_levels & (1u << level)) {
            add_predicate(writer, "match:iscoSkillLevel");
            buffer_add_int(writer->out, level);
        }
    }
    add_resource(writer, "esco:skillType",
                 esco_type ? "http://data.europa.eu/esco/skill-type/" : WRITE_OWN "skill-type:",
                 match_skill_type_name((match_skill_type) concept->skill_type));
    add_resource(writer, "esco:skillReuseLevel", "http://data.europa.eu/esco/skill-reuse-level/",
                 match_reuse_level_name((match_reuse_level) concept->reuse_level));
}

static void
add_texts(const struct text_writer *writer, match_concept c)
{
    static const char *const label_terms[] = {
        [MATCH_LABEL_PREFERRED] = "skos:prefLabel",
        [MATCH_LABEL_ALTERNATIVE] = "skos:altLabel",
        [MATCH_LABEL_HIDDEN] = "skos:hiddenLabel",
    };
    static const char *const text_terms[] = {
        [MATCH_TEXT_DEFINITION] = "skos:definition",
        [MATCH_TEXT_DESCRIPTION] = "dct:description",
        [MATCH_TEXT_SCOPE_NOTE] = "skos:scopeNote",
        [MATCH_TEXT_REGULATION_NOTE] = "match:regulationNote",
        [MATCH_TEXT_TYPICAL_EVIDENCE] = "match:typicalEvidence",
    };
    const struct image *image = writer->image;
    struct write_part labels = write_part(image->label_starts, c);
    struct write_part texts = write_part(image->text_starts, c);
    for (uint32_t i = labels.first; i < labels.end; i++) {
        const struct image_label *label = &image->labels[i];
        add_literal(writer, label_terms[label->kind], write_string(writer, label->text),
                    write_string(writer, image->languages[label->language]));
    }
    for (uint32_t i = texts.first; i < texts.end; i++) {
        const struct image_text *text = &image->texts[i];
        add_literal(writer, text_terms[text->kind], image_note(writer->image, text->text),
                    write_string(writer, text->language));
    }
}

static void
add_relations(const struct text_writer *writer, const match_relation *relations,
              struct write_part part)
{
    for (uint32_t i = part.first; i < part.end; i++) {
        bool essential = relations[i].kind == MATCH_RELATION_ESSENTIAL;
        add_predicate(writer,
                      essential ? "esco:relatedEssentialSkill" : "esco:relatedOptionalSkill");
        add_concept_iri(writer, relations[i].concept);
    }
    for (uint32_t i = part.first; i < part.end; i++) {
        if (relations[i].level > 0) {
            add_predicate(writer, "match:skillLevel");
            buffer_add_text(writer->out, "[ match:skill ");
            add_concept_iri(writer, relations[i].concept);
            buffer_add_text(writer->out, " ; match:level ");
            buffer_add_int(writer->out, relations[i].level);
            buffer_add_text(writer->out, " ]");
        }
    }
}

static void
add_links(const struct text_writer *writer, match_concept c)
{
    static const char *const mapping_terms[] = {
        [MATCH_MAPPING_EXACT] = "skos:exactMatch",     [MATCH_MAPPING_CLOSE] = "skos:closeMatch",
        [MATCH_MAPPING_BROAD] = "skos:broadMatch",     [MATCH_MAPPING_NARROW] = "skos:narrowMatch",
        [MATCH_MAPPING_RELATED] = "skos:relatedMatch",
        [MATCH_MAPPING_REPLACED_BY] = "dct:isReplacedBy",
        [MATCH_MAPPING_REPLACES] = "dct:replaces",
    };
    const struct image *image = writer->image;
    struct write_part broader = write_part(image->broader_starts, c);
    struct write_part mappings = write_part(image->mapping_starts, c);
    for (uint32_t i = broader.first; i < broader.end; i++) {
        add_predicate(writer, "skos:broader");
        add_concept_iri(writer, image->broader[i]);
    }
    add_relations(writer, image->skills, write_part(image->skill_starts, c));
    add_relations(writer, image->bases, write_part(image->basis_starts, c));
    for (uint32_t i = mappings.first; i < mappings.end; i++) {
        add_predicate(writer, mapping_terms[image->mappings[i].kind]);
        add_iri(writer->out, "concept", write_string(writer, image->mappings[i].uri));
    }
}

void
write_turtle(const match_taxonomy *taxonomy, struct buffer *out)
{
    struct text_writer writer = {.taxonomy = taxonomy, .image = &taxonomy->image, .out = out};
    buffer_add_text(out, prefixes);
    add_head(&writer);
    for (match_concept c = 1; c <= image_count(writer.image); c++) {
        buffer_add_char(out, '\n');
        add_facts(&writer, c);
        add_texts(&writer, c);
        add_links(&writer, c);
        end_subject(&writer);
    }
}
