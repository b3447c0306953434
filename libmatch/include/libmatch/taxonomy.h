/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_TAXONOMY_H
#define LIBMATCH_TAXONOMY_H

#include <libmatch/error.h>
#include <libmatch/report.h>

/**
 * @file taxonomy.h
 * Occupations and skills with their labels and relations.
 *
 * A match_taxonomy never changes once it is made, is counted by references, and may be used by
 * any number of threads. All texts and arrays that the getters return are owned by the taxonomy
 * and valid as long as it is. Getters cannot fail: an id that is 0 or past the end gives "", 0 or
 * an empty array.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_taxonomy match_taxonomy;

/** A concept of one taxonomy: 1 .. match_taxonomy_count(); 0 is none. */
typedef uint32_t match_concept;

/** What a concept is. */
typedef enum match_concept_kind {
    MATCH_CONCEPT_OCCUPATION = 1,
    MATCH_CONCEPT_OCCUPATION_GROUP = 2, /**< Such as an ISCO-08 unit group. */
    MATCH_CONCEPT_SKILL = 3,            /**< Skill, knowledge, attitude or language skill. */
    MATCH_CONCEPT_SKILL_GROUP = 4
} match_concept_kind;

/** What sort of skill a skill is. */
typedef enum match_skill_type {
    MATCH_SKILL_TYPE_NONE = 0, /**< Not stated, or not a skill. */
    MATCH_SKILL_TYPE_SKILL = 1,
    MATCH_SKILL_TYPE_KNOWLEDGE = 2,
    MATCH_SKILL_TYPE_LANGUAGE = 3,
    MATCH_SKILL_TYPE_ATTITUDE = 4
} match_skill_type;

/** How widely a skill can be used. */
typedef enum match_reuse_level {
    MATCH_REUSE_NONE = 0, /**< Not stated. */
    MATCH_REUSE_TRANSVERSAL = 1,
    MATCH_REUSE_CROSS_SECTOR = 2,
    MATCH_REUSE_SECTOR_SPECIFIC = 3,
    MATCH_REUSE_OCCUPATION_SPECIFIC = 4
} match_reuse_level;

typedef enum match_label_kind {
    MATCH_LABEL_PREFERRED = 1,
    MATCH_LABEL_ALTERNATIVE = 2,
    MATCH_LABEL_HIDDEN = 3 /**< For finding, not for showing. */
} match_label_kind;

typedef enum match_text_kind {
    MATCH_TEXT_DEFINITION = 1,
    MATCH_TEXT_DESCRIPTION = 2,
    MATCH_TEXT_SCOPE_NOTE = 3,
    MATCH_TEXT_REGULATION_NOTE = 4,
    /**
     * What usually proves a skill, the most useful first: codes such as work_sample, with one
     * space between them. In no language: ask for it with "".
     */
    MATCH_TEXT_TYPICAL_EVIDENCE = 5
} match_text_kind;

/** How much a skill belongs to an occupation, or to another skill. */
typedef enum match_relation_kind {
    MATCH_RELATION_ESSENTIAL = 1,
    MATCH_RELATION_OPTIONAL = 2
} match_relation_kind;

/**
 * How a concept corresponds to one of another taxonomy (the SKOS mapping relations), or to one of
 * another version of its own (dct:isReplacedBy and dct:replaces).
 */
typedef enum match_mapping_kind {
    MATCH_MAPPING_EXACT = 1,
    MATCH_MAPPING_CLOSE = 2,
    MATCH_MAPPING_BROAD = 3,
    MATCH_MAPPING_NARROW = 4,
    MATCH_MAPPING_RELATED = 5,
    MATCH_MAPPING_REPLACED_BY = 6, /**< Given up: the other one stands in its place. */
    MATCH_MAPPING_REPLACES = 7     /**< It stands in the place of the other one. */
} match_mapping_kind;

/** One relation seen from its other end, in four bytes: a skill of an occupation, or the reverse. */
typedef struct match_relation {
    match_concept concept : 24;
    uint32_t kind : 4;  /**< match_relation_kind */
    uint32_t level : 4; /**< Typical proficiency 1..5, or 0 where it is not stated. */
} match_relation;

/** A skill that is close to another one, in four bytes. */
typedef struct match_neighbour {
    match_concept concept : 24;
    uint32_t similarity : 8; /**< 1..254; 255 would be the same skill, which is not listed. */
} match_neighbour;

/** The similarity of a skill with itself. */
#define MATCH_SIMILARITY_SAME 255u

typedef struct match_label {
    const char *text;
    const char *language; /**< BCP 47 tag such as "en", "lo", "th". */
    match_label_kind kind;
} match_label;

typedef struct match_mapping {
    match_mapping_kind kind;
    const char *uri; /**< The concept of the other taxonomy. */
} match_mapping;

/** Where concepts come from. */
typedef struct match_scheme {
    const char *id; /**< Short name, such as "isco08"; unique in the taxonomy. */
    const char *uri;
    const char *title;
    const char *version;
} match_scheme;

/* --- Making, keeping, writing --------------------------------------------------------------- */

/**
 * Loads a taxonomy from a file: a compiled one (known by its first bytes) is verified and
 * opened, anything else is read as project YAML (docs/formats.md). A compiled file is kept open,
 * for the indexes in it, until the first resolver has read them.
 *
 * @param path    File name in the file system's encoding.
 * @param report  Hears of defects that do not stop the reading; may be NULL.
 * @param err     Filled in on failure; may be NULL.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_SYNTAX, MATCH_ERR_FORMAT, MATCH_ERR_INVALID (with line),
 *         MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_load(const char *path,
                                                             match_report *report,
                                                             match_error *err);

/**
 * Opens a compiled taxonomy without reading it into memory: its pages are those of the file, and
 * all processes that map it share them. It is verified in full, as by match_taxonomy_load().
 *
 * Nobody may write to the file while the taxonomy lives. Replacing it by renaming, as
 * match_taxonomy_save() does, is safe: the taxonomy stays what it was. But bytes written over it
 * are no longer verified, and when it is cut short or its disk goes away the process gets SIGBUS.
 * Use match_taxonomy_load() where that may happen.
 *
 * @param path    A regular file, made by match_taxonomy_save().
 * @param report  Hears of a file compiled with another version of Unicode; may be NULL.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_FORMAT, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_map(const char *path, match_report *report,
                                                             match_error *err);

/**
 * Makes a taxonomy from bytes in memory, compiled or YAML, as match_taxonomy_load() does.
 *
 * @param bytes   Copied.
 * @param size    Number of bytes, or MATCH_NUL for NUL-terminated YAML.
 * @param source  Name for messages; NULL for "<memory>".
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_parse(const char *bytes, size_t size,
                                                              const char *source,
                                                              match_report *report,
                                                              match_error *err);

/**
 * Imports the official ESCO CSV files, of ESCO 1.0 to 1.2, from a folder, a zip archive or a
 * folder with archives. Columns are found by their header, unknown ones are ignored; rows that
 * cannot be kept are counted and listed in the report. `occupations_xx.csv` or `skills_xx.csv`
 * must be there, all other files may be missing. Labels and texts of several languages are
 * merged.
 *
 * @param path      Folder or zip archive.
 * @param report    Hears of defects; may be NULL.
 * @param progress  Hears of bytes read out of all bytes; may be NULL.
 * @param data      Given to @p progress.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_FORMAT, MATCH_ERR_SYNTAX, MATCH_ERR_INVALID, MATCH_ERR_LIMIT,
 *         MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_import_esco(const char *path,
                                                                    match_report *report,
                                                                    match_progress progress,
                                                                    void *data,
                                                                    match_error *err);

/**
 * Imports the O*NET database: the tables as CSV or as the official tab-separated text, from a
 * folder or zip archive. "Occupation Data" must be there, all others may be missing: "Alternate
 * Titles", "Skills", "Knowledge", "Task Statements" (the scope notes of occupations, a line for each
 * task), "Job Zones", "Job Zone Reference", "Content Model Reference".
 * Codes are those of O*NET-SOC ("11-1011.00") and of the content model ("2.A.1.a").
 *
 * A skill or knowledge with an importance of 3.00 or more is essential for an occupation, with
 * 2.00 to 2.99 optional, and else no relation. The level is LV * 5 / 7, rounded, at least 1.
 * Ratings that O*NET recommends to suppress or marks as not relevant are left out and counted.
 * An occupation is a member of the scheme "onet-job-zone-N" of its job zone N.
 *
 * @param path      Folder or zip archive.
 * @param report    Hears of defects; may be NULL.
 * @param progress  Hears of bytes read out of all bytes; may be NULL.
 * @param data      Given to @p progress.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_FORMAT, MATCH_ERR_SYNTAX, MATCH_ERR_INVALID, MATCH_ERR_LIMIT,
 *         MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_import_onet(const char *path,
                                                                    match_report *report,
                                                                    match_progress progress,
                                                                    void *data,
                                                                    match_error *err);

/**
 * Imports a taxonomy in Tabiya's CSV format from a folder or zip archive: `occupations.csv`,
 * `skills.csv`, their groups, hierarchies and relations, and `model_info.csv`. File and column
 * names in capital or small letters. Of the nine files only one of `occupations.csv` and
 * `skills.csv` must be there.
 *
 * A concept's URI is its ORIGINURI, or else "urn:uuid:" and the newest UUID of UUIDHISTORY; the
 * other UUIDs are exact mappings. Local occupations ("1234_5") and local groups are members of
 * the scheme "local". Signalling values are counted and not kept; a relation without a type is
 * kept as optional.
 *
 * @param path      Folder or zip archive.
 * @param report    Hears of defects; may be NULL.
 * @param progress  Hears of bytes read out of all bytes; may be NULL.
 * @param data      Given to @p progress.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_FORMAT, MATCH_ERR_SYNTAX, MATCH_ERR_INVALID, MATCH_ERR_LIMIT,
 *         MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_import_tabiya(const char *path,
                                                                      match_report *report,
                                                                      match_progress progress,
                                                                      void *data,
                                                                      match_error *err);

/**
 * Imports a SKOS vocabulary from a Turtle or N-Triples file: ESCO's RDF, national
 * classifications, and what match_taxonomy_export() writes. Kept are schemes, concepts, labels
 * (also SKOS-XL), notations as codes, definitions and notes, broader and narrower, mappings, and
 * ESCO's essential and optional skills. Statements of other predicates are counted in the report.
 *
 * @param path      File name; "-" is standard input.
 * @param kind      What a concept is that has none of ESCO's types; 0 for an occupation.
 * @param report    Hears of defects; may be NULL.
 * @param progress  Hears of bytes read out of all bytes; may be NULL.
 * @param data      Given to @p progress.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_SYNTAX (with line), MATCH_ERR_FORMAT, MATCH_ERR_INVALID,
 *         MATCH_ERR_LIMIT, MATCH_ERR_CANCELLED or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_import_skos(const char *path,
                                                                    match_concept_kind kind,
                                                                    match_report *report,
                                                                    match_progress progress,
                                                                    void *data,
                                                                    match_error *err);

/**
 * Writes the compiled form, with the indexes that a resolver needs (resolver.h): they are built
 * now if they were not yet. The file is complete or absent; the same taxonomy gives the same
 * bytes.
 * @return MATCH_OK, MATCH_ERR_IO, MATCH_ERR_LIMIT, MATCH_ERR_NOMEM, or MATCH_ERR_FORMAT where the
 *         indexes in the file that was opened are damaged.
 * @since 0.1
 */
MATCH_API match_status match_taxonomy_save(const match_taxonomy *taxonomy, const char *path,
                                           match_error *err);

/**
 * Makes a taxonomy of another one and what an overlay adds to it: labels, texts, relations and
 * mappings of its concepts, and concepts of the overlay's own (docs/formats.md). The
 * taxonomy below stays as it is.
 *
 * @param base    The taxonomy below; not kept.
 * @param path    YAML file of the format libmatch-overlay/1.
 * @param report  Hears of what was repaired in the overlay; may be NULL.
 * @param err     Filled in on failure; may be NULL.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_SYNTAX, MATCH_ERR_FORMAT, MATCH_ERR_INVALID (with line),
 *         MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_overlay(const match_taxonomy *base,
                                                                const char *path,
                                                                match_report *report,
                                                                match_error *err);

/**
 * Makes a taxonomy of another one and the mappings of a crosswalk: a table of pairs of codes of
 * two classifications (docs/formats.md). Known by their columns are the official crosswalk of
 * ESCO and O*NET, that of ISCO-08 and the SOC, and any table with columns from, to and relation,
 * which is read as "from RELATION to". Where a table states no relation, it follows from how
 * often the codes occur. The codes of the taxonomy may stand on either side.
 *
 * @param base    The taxonomy below; not kept and not changed.
 * @param path    CSV file; "-" is standard input.
 * @param report  Hears of rows read, of mappings by kind, and of rows that are left out: those
 *                whose code the taxonomy does not have, or whose relation is none. May be NULL.
 * @param err     Filled in on failure; may be NULL.
 * @return A new reference, to be given back with match_taxonomy_unref(), or NULL on
 *         MATCH_ERR_IO, MATCH_ERR_SYNTAX, MATCH_ERR_FORMAT (no header is known),
 *         MATCH_ERR_INVALID (no row has a code of the taxonomy), MATCH_ERR_LIMIT or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_taxonomy *match_taxonomy_crosswalk(const match_taxonomy *base,
                                                                  const char *path,
                                                                  match_report *report,
                                                                  match_error *err);

/** The formats that other programs and people read. */
typedef enum match_taxonomy_format {
    MATCH_TAXONOMY_YAML = 1,  /**< Project YAML, which match_taxonomy_load() reads. */
    MATCH_TAXONOMY_TURTLE = 2, /**< SKOS as Turtle, with ESCO's terms for occupations and skills. */
    /**
     * A folder of CSV files in the layout of ESCO, which match_taxonomy_import_esco() reads to the
     * same hash: what ESCO has no column for has columns and files of its own.
     */
    MATCH_TAXONOMY_CSV = 3
} match_taxonomy_format;

/**
 * Writes a taxonomy in a format for others. The file or folder is complete or absent; the same
 * taxonomy gives the same bytes. A folder that is there already must be empty. YAML that is loaded again gives the same hash, unless imported data has
 * defects that YAML may not have: those are counted in comments at the head of the file.
 * @return MATCH_OK, MATCH_ERR_INVALID for an unknown format, MATCH_ERR_IO or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_taxonomy_export(const match_taxonomy *taxonomy, const char *path,
                                             match_taxonomy_format format, match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_taxonomy *match_taxonomy_ref(const match_taxonomy *taxonomy);

/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_taxonomy_unref(match_taxonomy *taxonomy);

/* --- The taxonomy as a whole ----------------------------------------------------------------- */

/**
 * Returns a fact about the taxonomy: "name", "version", "licence", "attribution", "title.en",
 * "review.lo", ... "" where it is not stated.
 * @since 0.1
 */
MATCH_API const char *match_taxonomy_property(const match_taxonomy *taxonomy, const char *key);

/** Returns the number of concepts. @since 0.1 */
MATCH_API uint32_t match_taxonomy_count(const match_taxonomy *taxonomy);

/** Returns the number of concepts of one kind. @since 0.1 */
MATCH_API uint32_t match_taxonomy_count_kind(const match_taxonomy *taxonomy,
                                             match_concept_kind kind);

/** Returns the number of relations between occupations and skills. @since 0.1 */
MATCH_API uint64_t match_taxonomy_relation_count(const match_taxonomy *taxonomy);

/** Returns the number of schemes. @since 0.1 */
MATCH_API uint32_t match_taxonomy_scheme_count(const match_taxonomy *taxonomy);

/** Gives scheme @p index (from 0); false past the end, with *scheme untouched. @since 0.1 */
MATCH_API bool match_taxonomy_scheme(const match_taxonomy *taxonomy, uint32_t index,
                                     match_scheme *scheme);

/** Returns the number of languages that have a label. @since 0.1 */
MATCH_API uint32_t match_taxonomy_language_count(const match_taxonomy *taxonomy);

/** Returns language @p index (from 0, in byte order), "" past the end. @since 0.1 */
MATCH_API const char *match_taxonomy_language(const match_taxonomy *taxonomy, uint32_t index);

/** Returns the number of labels in a language; NULL counts all. @since 0.1 */
MATCH_API uint64_t match_taxonomy_label_total(const match_taxonomy *taxonomy,
                                              const char *language);

#define MATCH_HASH_TEXT_SIZE 17

/**
 * Writes 16 hexadecimal digits that stand for the whole content (XXH3 of the compiled form
 * without its header).
 * @since 0.1
 */
MATCH_API void match_taxonomy_hash(const match_taxonomy *taxonomy,
                                   char out[MATCH_HASH_TEXT_SIZE]);

/* --- Finding ---------------------------------------------------------------------------------- */

/**
 * Finds a concept by its URI or, where it is unambiguous, its code. Byte for byte: codes are
 * texts ("0110" is not "110").
 * @param length  Bytes of text, or MATCH_NUL.
 * @return The concept, or 0.
 * @since 0.1
 */
MATCH_API match_concept match_taxonomy_find(const match_taxonomy *taxonomy, const char *text,
                                            size_t length);

/**
 * Finds the concepts that have a label equal to a text once both are folded (case, width,
 * spacing, Lao spelling variants; text.h).
 *
 * @param kinds     Bits 1 << match_concept_kind; 0 for every kind.
 * @param[out] out  Receives up to @p capacity concepts in ascending order.
 * @return How many concepts there are, also beyond @p capacity; 0 when memory is short.
 * @since 0.1
 */
MATCH_API size_t match_taxonomy_find_label(const match_taxonomy *taxonomy, const char *text,
                                           size_t length, uint32_t kinds, match_concept *out,
                                           size_t capacity);

/* --- One concept ------------------------------------------------------------------------------ */

/** Returns whether the concept is an occupation, a skill or a group of these. @since 0.1 */
MATCH_API match_concept_kind match_taxonomy_kind(const match_taxonomy *taxonomy,
                                                 match_concept concept);
/** Returns the URI; the code where the source has no URIs. @since 0.1 */
MATCH_API const char *match_taxonomy_uri(const match_taxonomy *taxonomy, match_concept concept);
/** Returns the code (notation), "" where there is none. @since 0.1 */
MATCH_API const char *match_taxonomy_code(const match_taxonomy *taxonomy, match_concept concept);
/** Returns what a person would type for the concept: the code, or else the URI. @since 0.1 */
MATCH_API const char *match_taxonomy_id(const match_taxonomy *taxonomy, match_concept concept);
/** Returns the ISCO-08 code of an occupation or its group ("7531"), "" where unknown. @since 0.1 */
MATCH_API const char *match_taxonomy_isco(const match_taxonomy *taxonomy, match_concept concept);
/**
 * Returns the ISCO skill levels of the jobs of an occupation or its group: bit 1 << level for each
 * of the levels 1..4, 0 where none is stated. The ISCO skill level is one of a job, by the
 * schooling and training it usually asks for. It says nothing of a person, is not the proficiency
 * 0..5 in one skill, and neither is ever worked out from the other.
 * @since 0.1
 */
MATCH_API uint32_t match_taxonomy_skill_levels(const match_taxonomy *taxonomy,
                                               match_concept concept);
/** Returns the index of the concept's scheme. @since 0.1 */
MATCH_API uint32_t match_taxonomy_scheme_of(const match_taxonomy *taxonomy,
                                            match_concept concept);
/**
 * Returns whether a concept belongs to a scheme: its own, or one that gathers concepts of others,
 * such as the green or digital skills of ESCO.
 * @param scheme  Index of the scheme.
 * @since 0.1
 */
MATCH_API bool match_taxonomy_in_scheme(const match_taxonomy *taxonomy, match_concept concept,
                                        uint32_t scheme);
/** Returns the type of a skill, 0 where it is unknown or the concept is no skill. @since 0.1 */
MATCH_API match_skill_type match_taxonomy_skill_type(const match_taxonomy *taxonomy,
                                                     match_concept concept);
/** Returns how widely a skill is of use, 0 where it is unknown. @since 0.1 */
MATCH_API match_reuse_level match_taxonomy_reuse_level(const match_taxonomy *taxonomy,
                                                       match_concept concept);

/**
 * Returns the preferred label in a language; where there is none, in English, then in the first
 * language that has one, then the code or URI.
 * @since 0.1
 */
MATCH_API const char *match_taxonomy_label(const match_taxonomy *taxonomy, match_concept concept,
                                           const char *language);

/** Returns the number of labels of a concept. @since 0.1 */
MATCH_API uint32_t match_taxonomy_label_count(const match_taxonomy *taxonomy,
                                              match_concept concept);

/** Gives label @p index, ordered by language, kind, source order; false past the end. @since 0.1 */
MATCH_API bool match_taxonomy_label_at(const match_taxonomy *taxonomy, match_concept concept,
                                       uint32_t index, match_label *label);

/**
 * Returns a definition or note in exactly this language, "" where there is none. The typical
 * evidence of a skill is in no language, which is "".
 * @since 0.1
 */
MATCH_API const char *match_taxonomy_text(const match_taxonomy *taxonomy, match_concept concept,
                                          match_text_kind kind, const char *language);

/** Returns the direct broader concepts in ascending order. @since 0.1 */
MATCH_API const match_concept *match_taxonomy_broader(const match_taxonomy *taxonomy,
                                                      match_concept concept, size_t *count);
/** Returns the direct narrower concepts in ascending order. @since 0.1 */
MATCH_API const match_concept *match_taxonomy_narrower(const match_taxonomy *taxonomy,
                                                       match_concept concept, size_t *count);
/** Returns the skills of an occupation or occupation group, in ascending order. @since 0.1 */
MATCH_API const match_relation *match_taxonomy_skills(const match_taxonomy *taxonomy,
                                                      match_concept occupation, size_t *count);
/** Returns the occupations that list a skill, in ascending order. @since 0.1 */
MATCH_API const match_relation *match_taxonomy_occupations(const match_taxonomy *taxonomy,
                                                           match_concept skill, size_t *count);
/** Returns the skills that a skill builds on, in ascending order. @since 0.1 */
MATCH_API const match_relation *match_taxonomy_skill_relations(const match_taxonomy *taxonomy,
                                                               match_concept skill,
                                                               size_t *count);
/** Returns the number of correspondences to other taxonomies. @since 0.1 */
MATCH_API uint32_t match_taxonomy_mapping_count(const match_taxonomy *taxonomy,
                                                match_concept concept);
/** Gives correspondence @p index; false past the end. @since 0.1 */
MATCH_API bool match_taxonomy_mapping(const match_taxonomy *taxonomy, match_concept concept,
                                      uint32_t index, match_mapping *mapping);

/* --- What scoring uses ------------------------------------------------------------------------ */

/**
 * Returns how much a skill tells about an occupation, 1..255: information content
 * ic = ln((N+1)/(df+1)) to the power of 1.5, scaled so that a skill no occupation lists has 255;
 * N occupations, df those that list the skill. 0 for anything that is not a skill.
 * @since 0.1
 */
MATCH_API uint32_t match_taxonomy_weight(const match_taxonomy *taxonomy, match_concept skill);

/**
 * Returns the skills that a skill can stand in for in part, in ascending order: entry (s, r) says
 * how far a claim of s covers a requirement of r. At most 64 for each skill, the best.
 *
 * The similarity is the larger one of two, of 255:
 * - nearness in the hierarchy, 0.65 * 2 I(a) / (I(s) + I(r)), where a is the concept above both
 *   that tells most, I(c) = 1 - ln(concepts below c) / ln(all), of at most 600 below it (Lin 1998
 *   with the information content of Seco 2004); 0.85 instead of 0.65 where s stands below r;
 * - the cosine of the words of the preferred labels, weighed by how rare they are, in the language in
 *   which most skills have one (of equal ones English).
 * Less than 77 is left out. One language never stands in for another. A taxonomy may change these
 * figures by its facts "related.hierarchy", "related.narrower", "related.words" (permille),
 * "related.least" and "related.largest_group".
 * @since 0.1
 */
MATCH_API const match_neighbour *match_taxonomy_neighbours(const match_taxonomy *taxonomy,
                                                           match_concept skill, size_t *count);

/* --- Names of the enumerations, as files and outputs spell them ------------------------------- */

/** Returns "occupation", "occupation_group", "skill" or "skill_group"; "" otherwise. @since 0.1 */
MATCH_API const char *match_concept_kind_name(match_concept_kind kind);
/** Returns "skill", "knowledge", "language", "attitude"; "" otherwise. @since 0.1 */
MATCH_API const char *match_skill_type_name(match_skill_type type);
/** Returns "transversal", "cross-sector", ...; "" otherwise. @since 0.1 */
MATCH_API const char *match_reuse_level_name(match_reuse_level level);
/** Returns "preferred", "alternative" or "hidden"; "" otherwise. @since 0.1 */
MATCH_API const char *match_label_kind_name(match_label_kind kind);
/** Returns "essential" or "optional"; "" otherwise. @since 0.1 */
MATCH_API const char *match_relation_kind_name(match_relation_kind kind);
/**
 * Returns "exact", "close", "broad", "narrow", "related", "replaced_by" or "replaces"; "" otherwise.
 * @since 0.1
 */
MATCH_API const char *match_mapping_kind_name(match_mapping_kind kind);

#ifdef __cplusplus
}
#endif

#endif
