/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "taxonomy/write.h"
#include "taxonomy/yaml_concepts.h"

/* --- Texts ----------------------------------------------------------------------------------- */

/* What YAML does not take as it is, or takes for the end of a line. */
static bool
needs_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 ||
           c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static void
add_escape(struct buffer *out, uint32_t c)
{
    char escape[8];
    if (c == '"' || c == '\\') {
        snprintf(escape, sizeof escape, "\\%c", (int)c);
    } else if (c == '\n') {
        snprintf(escape, sizeof escape, "\\n");
    } else {
        snprintf(escape, sizeof escape, "\\u%04" PRIX32, c & 0xFFFFu);
    }
    buffer_add_text(out, escape);
}

/* Always in quotes: no text is then taken for anything else. */
static void
add_quoted(struct buffer *out, const char *text)
{
    size_t length = strlen(text);
    size_t kept = 0; /* from here on nothing was added yet */
    buffer_add_char(out, '"');
    for (size_t i = 0; i < length;) {
        size_t start = i;
        uint32_t c = utf8_next(text, length, &i);
        if (needs_escape(c)) {
            buffer_add(out, text + kept, start - kept);
            add_escape(out, c);
            kept = i;
        }
    }
    buffer_add(out, text + kept, length - kept);
    buffer_add_char(out, '"');
}

static void
add_indent(struct buffer *out, unsigned indent)
{
    for (unsigned i = 0; i < indent; i++) {
        buffer_add_char(out, ' ');
    }
}

/* "key: value", left out where there is no value. */
static void
add_value(struct buffer *out, unsigned indent, const char *key, const char *value)
{
    if (value[0] != '\0') {
        add_indent(out, indent);
        buffer_add_text(out, key);
        buffer_add_text(out, ": ");
        add_quoted(out, value);
        buffer_add_char(out, '\n');
    }
}

static void
add_key(struct buffer *out, unsigned indent, const char *key)
{
    add_indent(out, indent);
    buffer_add_text(out, key);
    buffer_add_text(out, ":\n");
}

static void
add_item(struct buffer *out, unsigned indent, const char *value)
{
    add_indent(out, indent);
    buffer_add_text(out, "- ");
    add_quoted(out, value);
    buffer_add_char(out, '\n');
}

/* --- What cannot be said --------------------------------------------------------------------- */

/* Whether a concept before this one has its code in the same scheme: only the first keeps it. */
static bool
is_repeated_code(const struct text_writer *writer, match_concept concept)
{
    const struct image *image = writer->image;
    const struct image_concept *own = image_concept(image, concept);
    const char *code = write_string(writer, own->code);
    size_t low = 0;
    size_t high = image->code_index_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct image_concept *other = image_concept(image, image->code_index[middle]);
        if (strcmp(write_string(writer, other->code), code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < image->code_index_count && image->code_index[low] < concept; low++) {
        const struct image_concept *other = image_concept(image, image->code_index[low]);
        if (strcmp(write_string(writer, other->code), code) != 0) {
            break;
        }
        if (other->scheme == own->scheme) {
            return true;
        }
    }
    return false;
}

/* Whether the first label of a language, at @p at, is not its preferred one. */
static bool
lacks_preferred(const struct text_writer *writer, struct write_part labels, uint32_t at)
{
    const struct image_label *label = &writer->image->labels[at];
    return label->kind != MATCH_LABEL_PREFERRED &&
           (at == labels.first || label[-1].language != label->language);
}

/* What a file cannot hold, one line for each sort of thing. */
static void
add_losses(const struct text_writer *writer)
{
    const struct image *image = writer->image;
    uint64_t codes = 0;
    uint64_t unnamed = 0;
    uint64_t promoted = 0;
    for (match_concept c = 1; c <= image_count(image); c++) {
        const struct image_concept *concept = image_concept(image, c);
        struct write_part labels = write_part(image->label_starts, c);
        for (uint32_t i = labels.first; i < labels.end; i++) {
            promoted += lacks_preferred(writer, labels, i);
        }
        codes += concept->code != 0 && is_repeated_code(writer, c);
        unnamed += labels.first == labels.end;
    }
    const struct {
        uint64_t count;
        const char *what;
    } losses[] = {
        {codes, "codes that another concept of the scheme has are left out"},
        {unnamed, "concepts without a label are called by their code"},
        {promoted, "labels are written as preferred where a language has no preferred one"},
    };
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        if (losses[i].count > 0) {
            buffer_add_text(writer->out, "# ");
            buffer_add_int(writer->out, (int64_t)losses[i].count);
            buffer_add_char(writer->out, ' ');
            buffer_add_text(writer->out, losses[i].what);
            buffer_add_char(writer->out, '\n');
        }
    }
}

/* --- The head -------------------------------------------------------------------------------- */

static const char *const property_keys[] = {"name", "version", "licence", "attribution"};

static void
add_properties(const struct text_writer *writer)
{
    for (size_t i = 0; i < sizeof property_keys / sizeof property_keys[0]; i++) {
        add_value(writer->out, 0, property_keys[i],
                  match_taxonomy_property(writer->taxonomy, property_keys[i]));
    }
}

/* Mappings of properties by what their keys begin with; all that are left come last. */
static const struct {
    const char *key, *prefix;
} property_groups[] = {{"title", "title."}, {"review", "review."}, {"facts", ""}};

enum { GROUP_COUNT = sizeof property_groups / sizeof property_groups[0] };

/* The group of a property, GROUP_COUNT for one with a key of its own. */
static size_t
find_group(const char *key)
{
    size_t group = 0;
    for (size_t i = 0; i < sizeof property_keys / sizeof property_keys[0]; i++) {
        if (strcmp(property_keys[i], key) == 0) {
            return GROUP_COUNT;
        }
    }
    while (strncmp(key, property_groups[group].prefix, strlen(property_groups[group].prefix)) !=
           0) {
        group++;
    }
    return group;
}

static void
add_property_group(const struct text_writer *writer, size_t group)
{
    const struct image *image = writer->image;
    bool begun = false;
    for (size_t i = 0; i < image->properties_count; i++) {
        const char *key = write_string(writer, image->properties[i].key);
        const char *value = write_string(writer, image->properties[i].value);
        if (value[0] == '\0' || find_group(key) != group) {
            continue;
        }
        if (!begun) {
            add_key(writer->out, 0, property_groups[group].key);
            begun = true;
        }
        add_indent(writer->out, 2);
        add_quoted(writer->out, key + strlen(property_groups[group].prefix));
        buffer_add_text(writer->out, ": ");
        add_quoted(writer->out, value);
        buffer_add_char(writer->out, '\n');
    }
}

static void
add_schemes(const struct text_writer *writer)
{
    const struct image *image = writer->image;
    add_key(writer->out, 0, "schemes");
    for (size_t i = 0; i < image->schemes_count; i++) {
        const struct image_scheme *scheme = &image->schemes[i];
        buffer_add_text(writer->out, "  - id: ");
        add_quoted(writer->out, write_string(writer, scheme->id));
        buffer_add_char(writer->out, '\n');
        add_value(writer->out, 4, "uri", write_string(writer, scheme->uri));
        add_value(writer->out, 4, "title", write_string(writer, scheme->title));
        add_value(writer->out, 4, "version", write_string(writer, scheme->version));
    }
}

/* --- Concepts -------------------------------------------------------------------------------- */

static const char *
concept_uri(const struct text_writer *writer, match_concept concept)
{
    return write_string(writer, image_concept(writer->image, concept)->uri);
}

static void
add_skill_levels(const struct text_writer *writer, const struct image_concept *concept)
{
    const char *separator = "    skill_level: [";
    for (int level = 1; level <= 4; level++) {
        if (concept->skill_levels & (1u << level)) {
            buffer_add_text(writer->out, separator);
            buffer_add_char(writer->out, '"');
            buffer_add_int(writer->out, level);
            buffer_add_char(writer->out, '"');
            separator = ", ";
        }
    }
    buffer_add_text(writer->out, concept->skill_levels != 0 ? "]\n" : "");
}

/* The schemes that gather the concept besides its own. */
static void
add_memberships(const struct text_writer *writer, match_concept c)
{
    const struct image *image = writer->image;
    struct write_part members = write_part(image->membership_starts, c);
    bool begun = false;
    for (uint32_t i = members.first; i < members.end; i++) {
        if (image->memberships[i] == image_concept(image, c)->scheme) {
            continue;
        }
        if (!begun) {
            add_key(writer->out, 4, "member_of");
            begun = true;
        }
        add_item(writer->out, 6, write_string(writer, image->schemes[image->memberships[i]].id));
    }
}

static void
add_facts(const struct text_writer *writer, match_concept c)
{
    const struct image_concept *concept = image_concept(writer->image, c);
    const char *uri = write_string(writer, concept->uri);
    const char *code = write_string(writer, concept->code);
    bool skill = concept->kind == MATCH_CONCEPT_SKILL;
    bool with_code = concept->code != 0 && !is_repeated_code(writer, c);
    bool with_uri = !with_code || strcmp(uri, code) != 0;
    buffer_add_text(writer->out, "  - ");
    buffer_add_text(writer->out, with_code ? "code: " : "uri: ");
    add_quoted(writer->out, with_code ? code : uri);
    buffer_add_char(writer->out, '\n');
    add_value(writer->out, 4, "uri", with_code && with_uri ? uri : "");
    if (concept->scheme != 0) {
        add_value(writer->out, 4, "scheme",
                  write_string(writer, writer->image->schemes[concept->scheme].id));
    }
    add_memberships(writer, c);
    add_value(writer->out, 4, "isco", write_string(writer, concept->isco));
    add_skill_levels(writer, concept);
    if (skill) {
        const char *type = match_skill_type_name((match_skill_type) concept->skill_type);
        add_value(writer->out, 4, "type", type[0] != '\0' ? type : YAML_UNKNOWN_TYPE);
    }
    add_value(writer->out, 4, "reuse",
              skill ? match_reuse_level_name((match_reuse_level) concept->reuse_level) : "");
}

static void
add_labels(const struct text_writer *writer, match_concept c)
{
    const struct image *image = writer->image;
    struct write_part labels = write_part(image->label_starts, c);
    add_key(writer->out, 4, "labels");
    if (labels.first == labels.end) {
        add_value(writer->out, 6, "und", match_taxonomy_id(writer->taxonomy, c));
    }
    unsigned kind = 0; /* of the list that is open */
    for (uint32_t i = labels.first; i < labels.end; i++) {
        const struct image_label *label = &image->labels[i];
        if (i == labels.first || label[-1].language != label->language) {
            add_key(writer->out, 6, write_string(writer, image->languages[label->language]));
            add_value(writer->out, 8, "preferred", write_string(writer, label->text));
            kind = MATCH_LABEL_PREFERRED;
            continue;
        }
        if (label->kind != kind) {
            kind = label->kind;
            add_key(writer->out, 8, match_label_kind_name((match_label_kind)kind));
        }
        add_item(writer->out, 10, write_string(writer, label->text));
    }
}

/* Words that are joined by spaces, as a list. */
static void
add_evidence(struct buffer *out, const char *words)
{
    add_key(out, 4, "typical_evidence");
    while (words[0] != '\0') {
        size_t length = strcspn(words, " ");
        add_indent(out, 6);
        buffer_add_text(out, "- ");
        buffer_add(out, words, length);
        buffer_add_char(out, '\n');
        words += length + (words[length] == ' ');
    }
}

static void
add_texts(const struct text_writer *writer, match_concept c)
{
    static const char *const names[] = {
        [MATCH_TEXT_DEFINITION] = "definition",
        [MATCH_TEXT_DESCRIPTION] = "description",
        [MATCH_TEXT_SCOPE_NOTE] = "scope_note",
        [MATCH_TEXT_REGULATION_NOTE] = "regulation_note",
    };
    const struct image *image = writer->image;
    struct write_part texts = write_part(image->text_starts, c);
    for (uint32_t i = texts.first; i < texts.end; i++) {
        const struct image_text *text = &image->texts[i];
        if (text->kind == MATCH_TEXT_TYPICAL_EVIDENCE) {
            add_evidence(writer->out, image_note(writer->image, text->text));
        }
        if (text->kind >= sizeof names / sizeof names[0]) {
            continue;
        }
        if (i == texts.first || text[-1].kind != text->kind) {
            add_key(writer->out, 4, names[text->kind]);
        }
        add_value(writer->out, 6, write_string(writer, text->language),
                  image_note(writer->image, text->text));
    }
}

static void
add_broader(const struct text_writer *writer, match_concept c)
{
    struct write_part broader = write_part(writer->image->broader_starts, c);
    if (broader.first < broader.end) {
        add_key(writer->out, 4, "broader");
    }
    for (uint32_t i = broader.first; i < broader.end; i++) {
        add_item(writer->out, 6, concept_uri(writer, writer->image->broader[i]));
    }
}

static void
add_relation(const struct text_writer *writer, const match_relation *relation)
{
    const char *uri = concept_uri(writer, relation->concept);
    if (relation->level == 0) {
        add_item(writer->out, 8, uri);
        return;
    }
    add_indent(writer->out, 8);
    buffer_add_text(writer->out, "- {skill: ");
    add_quoted(writer->out, uri);
    buffer_add_text(writer->out, ", level: ");
    buffer_add_int(writer->out, relation->level);
    buffer_add_text(writer->out, "}\n");
}

static void
add_relations(const struct text_writer *writer, const char *key, const match_relation *relations,
              struct write_part part)
{
    if (part.first == part.end) {
        return;
    }
    add_key(writer->out, 4, key);
    for (int kind = MATCH_RELATION_ESSENTIAL; kind <= MATCH_RELATION_OPTIONAL; kind++) {
        bool begun = false;
        for (uint32_t i = part.first; i < part.end; i++) {
            if (relations[i].kind != kind) {
                continue;
            }
            if (!begun) {
                add_key(writer->out, 6, match_relation_kind_name((match_relation_kind)kind));
                begun = true;
            }
            add_relation(writer, &relations[i]);
        }
    }
}

static void
add_mappings(const struct text_writer *writer, match_concept c)
{
    const struct image *image = writer->image;
    struct write_part mappings = write_part(image->mapping_starts, c);
    if (mappings.first < mappings.end) {
        add_key(writer->out, 4, "mappings");
    }
    for (uint32_t i = mappings.first; i < mappings.end; i++) {
        const struct image_mapping *mapping = &image->mappings[i];
        if (i == mappings.first || mapping[-1].kind != mapping->kind) {
            add_key(writer->out, 6, match_mapping_kind_name((match_mapping_kind)mapping->kind));
        }
        add_item(writer->out, 8, write_string(writer, mapping->uri));
    }
}

static void
add_concepts(const struct text_writer *writer, match_concept_kind kind, const char *key)
{
    const struct image *image = writer->image;
    if (match_taxonomy_count_kind(writer->taxonomy, kind) == 0) {
        return;
    }
    add_key(writer->out, 0, key);
    for (match_concept c = 1; c <= image_count(image); c++) {
        if (image_concept(image, c)->kind == kind) {
            add_facts(writer, c);
            add_labels(writer, c);
            add_texts(writer, c);
            add_broader(writer, c);
            add_relations(writer, "skills", image->skills, write_part(image->skill_starts, c));
            add_relations(writer, "builds_on", image->bases, write_part(image->basis_starts, c));
            add_mappings(writer, c);
        }
    }
}

void
write_yaml(const match_taxonomy *taxonomy, struct buffer *out)
{
    struct text_writer writer = {.taxonomy = taxonomy, .image = &taxonomy->image, .out = out};
    add_losses(&writer);
    buffer_add_text(out, "format: libmatch-taxonomy/1\n");
    add_properties(&writer);
    for (size_t group = 0; group < GROUP_COUNT; group++) {
        add_property_group(&writer, group);
    }
    add_schemes(&writer);
    add_concepts(&writer, MATCH_CONCEPT_OCCUPATION_GROUP, "occupation_groups");
    add_concepts(&writer, MATCH_CONCEPT_OCCUPATION, "occupations");
    add_concepts(&writer, MATCH_CONCEPT_SKILL_GROUP, "skill_groups");
    add_concepts(&writer, MATCH_CONCEPT_SKILL, "skills");
}
