/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_BUILDER_H
#define MATCH_TAXONOMY_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libmatch/taxonomy.h>

#include "base/buffer.h"
#include "base/intern.h"

/**
 * @file builder.h
 * Collects concepts, labels and relations in any order and makes a taxonomy of them. Readers know
 * formats; what a sound taxonomy is, is known here.
 *
 * Relations name their ends by URI or code and may come before the concepts. All checks that
 * need the whole are made by builder_finish(). Texts are copied.
 */

/** What happens when something does not fit. */
enum builder_mode {
    BUILDER_STRICT, /* the first defect fails the build: data written by hand */
    BUILDER_LENIENT /* a defect is left out and reported: imported data */
};

/** Where something was read. source is a number of builder_source(). */
struct builder_place {
    uint32_t source;
    uint32_t line;
};

/** A concept to be added. Texts are NUL-terminated and may be NULL for none. */
struct builder_concept {
    match_concept_kind kind;
    const char *uri; /* NULL: the code */
    const char *code;
    const char *isco;
    uint32_t scheme; /* as builder_add_scheme() numbered it */
    match_skill_type skill_type;
    match_reuse_level reuse_level;
};

/** Rows that grow, of one type each. */
struct builder_rows {
    void *items;
    size_t count, capacity;
};

struct builder {
    enum builder_mode mode;
    match_report *report;
    struct intern texts; /* every text, also names of sources */
    struct builder_rows properties, schemes, concepts, labels, notes, broader, skills, bases,
        mappings, memberships;
    uint32_t *by_uri; /* [number of text] index of the concept + 1 */
    size_t by_uri_capacity;
    uint32_t *by_code; /* the same, or BUILDER_AMBIGUOUS */
    size_t by_code_capacity;
    struct buffer scratch;

    /* What was repaired, said once at the end. */
    struct builder_count {
        uint64_t count;
        struct builder_place first;
    } cleaned, cleaned_names, repeated_labels, joined_texts, repeated_relations;
};

#define BUILDER_AMBIGUOUS UINT32_MAX

/** Index of nothing. */
#define BUILDER_NONE UINT32_MAX

/** Makes a builder ready. report may be NULL. Release with builder_clear(). */
void builder_init(struct builder *builder, enum builder_mode mode, match_report *report);
void builder_clear(struct builder *builder);

/** Numbers the name of a source; 0 on want of memory. */
uint32_t builder_source(struct builder *builder, const char *name);

/** Sets a fact about the whole; the last value counts. */
match_status builder_set_property(struct builder *builder, const char *key, const char *value,
                                  struct builder_place place, match_error *err);

/**
 * Adds a scheme and gives its number. An id given twice is an error in strict mode, else the
 * known scheme with what was missing filled in.
 */
match_status builder_add_scheme(struct builder *builder, const match_scheme *scheme,
                                struct builder_place place, uint32_t *number, match_error *err);

/**
 * Adds a concept and gives its index, BUILDER_NONE where it was left out (lenient).
 */
match_status builder_add_concept(struct builder *builder, const struct builder_concept *concept,
                                 struct builder_place place, uint32_t *index, match_error *err);

/** Adds a label, cleaned; an empty one is passed over. */
match_status builder_add_label(struct builder *builder, uint32_t concept, match_label_kind kind,
                               const char *language, const char *text, size_t length,
                               struct builder_place place, match_error *err);

/**
 * Adds a definition or note, trimmed; an empty one is passed over. The language of
 * MATCH_TEXT_TYPICAL_EVIDENCE is "".
 */
match_status builder_add_text(struct builder *builder, uint32_t concept, match_text_kind kind,
                              const char *language, const char *text, size_t length,
                              struct builder_place place, match_error *err);

match_status builder_add_mapping(struct builder *builder, uint32_t concept, match_mapping_kind kind,
                                 const char *uri, struct builder_place place, match_error *err);

match_status builder_add_broader(struct builder *builder, const char *child, const char *parent,
                                 struct builder_place place, match_error *err);

/** Adds a skill to an occupation. level 0: not stated. */
match_status builder_add_relation(struct builder *builder, const char *occupation,
                                  const char *skill, match_relation_kind kind, unsigned level,
                                  struct builder_place place, match_error *err);

/** Says that a skill builds on another. */
match_status builder_add_skill_relation(struct builder *builder, const char *skill,
                                        const char *basis, match_relation_kind kind,
                                        struct builder_place place, match_error *err);

/** Puts a concept into one more scheme. */
match_status builder_add_membership(struct builder *builder, const char *concept, uint32_t scheme,
                                    struct builder_place place, match_error *err);

/** The index of a concept that was already added, by its URI; BUILDER_NONE for none. */
uint32_t builder_find(const struct builder *builder, const char *uri);

/** The kind of a concept that was already added. */
match_concept_kind builder_kind(const struct builder *builder, uint32_t concept);

/** Gives a concept that was already added its code, where it has none. Unknown ones are passed. */
match_status builder_fill_code(struct builder *builder, const char *uri, const char *code,
                               struct builder_place place, match_error *err);

/** Adds an ISCO skill level 1..4 to an occupation or occupation group. */
void builder_add_skill_level(struct builder *builder, uint32_t concept, unsigned level);

/** Sets the type of a skill that was already added. Unknown ones are passed over. */
void builder_set_skill_type(struct builder *builder, const char *uri, match_skill_type type);

/**
 * Checks the whole and makes the taxonomy. The builder is then only good for builder_clear().
 * @return a new reference, or NULL on MATCH_ERR_INVALID, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 */
match_taxonomy *builder_finish(struct builder *builder, match_error *err);

/* --- For compile.c: what the rows hold. Numbers are those of texts. -------------------------- */

struct builder_property_row {
    uint32_t key, value;
};

struct builder_scheme_row {
    uint32_t id, uri, title, version;
};

struct builder_concept_row {
    uint32_t uri, code, isco, scheme;
    uint8_t kind, skill_type, reuse_level, skill_levels;
    struct builder_place place;
};

struct builder_label_row {
    uint32_t concept, text, language, kind;
    struct builder_place place;
};

/* A relation between two concepts named by text; for memberships, to is a scheme. */
struct builder_link_row {
    uint32_t from, to;
    uint16_t kind, level;
    struct builder_place place;
};

struct builder_mapping_row {
    uint32_t concept, kind, uri;
};

/**
 * A defect: fails in strict mode; otherwise adds a finding and returns MATCH_OK. With
 * MATCH_SEVERITY_ERROR the caller leaves the thing out.
 */
match_status builder_complain(struct builder *builder, match_severity severity,
                              struct builder_place place, const char *code, match_error *err,
                              const char *format, ...) MATCH_PRINTF(6, 7);

/** The name of a place's source, NULL for none. */
const char *builder_source_name(const struct builder *builder, struct builder_place place);

/** Counts something that is reported once at the end. */
void builder_note(struct builder_count *count, struct builder_place place);

#endif
