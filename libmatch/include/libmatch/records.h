/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_RECORDS_H
#define LIBMATCH_RECORDS_H

#include <libmatch/date.h>
#include <libmatch/places.h>
#include <libmatch/report.h>
#include <libmatch/resolver.h>
#include <libmatch/taxonomy.h>

/**
 * @file records.h
 * People (a roster of profiles) and what they are matched with (a catalogue of vacancies,
 * training offers and supports), and their files: CSV, JSON Lines and YAML.
 *
 * Both are filled by reading and then only looked at. They are counted by references. Reading
 * needs one thread; looking is safe from any number. Once a matcher was made from a catalogue
 * no more can be read into it.
 *
 * Fields, their values and the spelling in each format are in docs/formats.md and come from one
 * table, which match_record_field() shows.
 */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct match_roster match_roster;
typedef struct match_catalogue match_catalogue;
typedef struct match_read_options match_read_options;

/** What a record is. */
typedef enum match_record_kind {
    MATCH_RECORD_PROFILE = 1,
    MATCH_RECORD_VACANCY = 2,
    MATCH_RECORD_TRAINING = 3,
    MATCH_RECORD_SUPPORT = 4
} match_record_kind;

/** How a file of records is written. */
typedef enum match_format {
    MATCH_FORMAT_AUTO = 0, /**< By the ending of the file name, else by the content. */
    MATCH_FORMAT_CSV = 1,  /**< Comma, semicolon, tab or bar, found in the header. */
    MATCH_FORMAT_JSONL = 2,
    MATCH_FORMAT_YAML = 3
} match_format;

/** One field of a kind of record. Texts are static. */
typedef struct match_field {
    const char *name;
    const char *type;        /**< Such as "date", "level", "list of claims". */
    const char *description; /**< One sentence. */
    uint32_t required;       /**< 1 when a record without it is left out. */
} match_field;

/** Returns "profile", "vacancy", "training" or "support"; "" otherwise. @since 0.1 */
MATCH_API const char *match_record_kind_name(match_record_kind kind);

/** Gives field @p index (from 0) of a kind of record; false past the end. @since 0.1 */
MATCH_API bool match_record_field(match_record_kind kind, size_t index, match_field *field);

/* --- How to read ------------------------------------------------------------------------------ */

/**
 * Makes options with their defaults: not strict, AUTO format, the places of Lao PDR, records
 * filled in.
 * @return To be given back with match_read_options_free(), or NULL on MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_read_options *match_read_options_new(match_error *err);

/** Gives options back. NULL is allowed. @since 0.1 */
MATCH_API void match_read_options_free(match_read_options *options);

/** Strict: the first finding that is an error or an unresolved code ends the reading, and
 *  nothing of the file is kept. @since 0.1 */
MATCH_API void match_read_options_set_strict(match_read_options *options, bool strict);

/** Sets the format instead of finding it out. MATCH_ERR_INVALID for anything else. @since 0.1 */
MATCH_API match_status match_read_options_set_format(match_read_options *options,
                                                     match_format format, match_error *err);

/** Sets the separator of CSV (',', ';', TAB or '|') instead of finding it. @since 0.1 */
MATCH_API match_status match_read_options_set_separator(match_read_options *options,
                                                        char separator, match_error *err);

/** Sets the places that names and codes are looked up in; takes a reference. NULL, as at the
 *  beginning, means the places of the Lao PDR that come with the library. All files of a roster
 *  or catalogue go by the same places: reading with others is MATCH_ERR_INVALID. @since 0.1 */
MATCH_API void match_read_options_set_places(match_read_options *options,
                                             const match_places *places);

/** Sets what names of skills and occupations are resolved with, so that aliases count; takes a
 *  reference. NULL, as at the beginning: a resolver is made when a file has a name that is no
 *  code or label. Its taxonomy must be that of the roster or catalogue: reading with another is
 *  MATCH_ERR_INVALID. @since 0.1 */
MATCH_API void match_read_options_set_resolver(match_read_options *options,
                                               const match_resolver *resolver);

/** Sets the language of names in Latin letters, such as "en"; "", as at the beginning, is any.
 *  Names in Lao or Thai letters are looked up in these languages. @since 0.1 */
MATCH_API match_status match_read_options_set_language(match_read_options *options,
                                                       const char *language, match_error *err);

/**
 * Sets whether records are filled in, as at the beginning, or kept as they are. A vacancy that
 * states no skill gets those that its text names (origin "extracted", with the words), and where
 * none of these is essential those that its occupation usually needs ("inferred"), which is the
 * one its title means where none is given; not where no experience is asked for (0 months). A profile that states no skill gets those that its
 * jobs usually need, with evidence "inferred". What is stated is never changed; a warning tells
 * of each record that was filled in, and the policy says how much it counts. Where records are kept
 * as they are, names that are no label are not resolved either.
 * @since 0.1
 */
MATCH_API void match_read_options_set_fill(match_read_options *options, bool fill);

/* --- Roster ------------------------------------------------------------------------------------ */

/**
 * Makes an empty roster.
 * @param taxonomy  What skill and occupation codes are looked up in; a reference is taken.
 *                  NULL keeps all codes unresolved, for conversion between formats.
 * @return A new reference, to be given back with match_roster_unref(), or NULL on
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_roster *match_roster_new(const match_taxonomy *taxonomy,
                                                         match_error *err);
/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_roster *match_roster_ref(const match_roster *roster);
/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_roster_unref(match_roster *roster);

/**
 * Reads a file of profiles and adds them. Rows that cannot be kept are listed in the report and
 * the others are added; on failure the roster is as it was.
 *
 * @param path     File name, "-" for standard input (the format is then found in the content).
 * @param options  NULL for the defaults.
 * @param report   Hears of every finding; may be NULL.
 * @return MATCH_OK; MATCH_ERR_IO, MATCH_ERR_SYNTAX, MATCH_ERR_FORMAT, MATCH_ERR_LIMIT,
 *         MATCH_ERR_NOMEM; in strict mode MATCH_ERR_INVALID for the first bad row.
 * @since 0.1
 */
MATCH_API match_status match_roster_read(match_roster *roster, const char *path,
                                         const match_read_options *options,
                                         match_report *report, match_error *err);

/**
 * Reads profiles from memory, as match_roster_read() does.
 *
 * @param bytes   The content of a file; not changed and not needed afterwards.
 * @param size    Its bytes, or MATCH_NUL where a NUL ends it.
 * @param source  A name for messages; NULL for "<memory>".
 * @since 0.1
 */
MATCH_API match_status match_roster_parse(match_roster *roster, const char *bytes, size_t size,
                                          const char *source, const match_read_options *options,
                                          match_report *report, match_error *err);

/**
 * Writes all profiles; the file is complete or absent, readable by its owner only, "-" is
 * standard output. Reading it again gives the same records.
 * @since 0.1
 */
MATCH_API match_status match_roster_write(const match_roster *roster, const char *path,
                                          match_format format, match_error *err);

/** Returns the taxonomy, or NULL. Owned by @p roster. @since 0.1 */
MATCH_API const match_taxonomy *match_roster_taxonomy(const match_roster *roster);
/** Returns the number of profiles. @since 0.1 */
MATCH_API size_t match_roster_count(const match_roster *roster);
/** Returns the id of profile @p index (from 0), "" past the end. Owned by @p roster. @since 0.1 */
MATCH_API const char *match_roster_id(const match_roster *roster, size_t index);
/** Finds a profile by id; *index is written on success only. @since 0.1 */
MATCH_API match_status match_roster_find(const match_roster *roster, const char *id,
                                         size_t *index, match_error *err);
/**
 * Gives a field of a profile as a CSV cell shows it, "" where it is empty.
 * @param[out] out  Receives at most @p capacity bytes with a NUL.
 * @return The bytes the text has, without the NUL; (size_t)-1 for an unknown field, index or
 *         want of memory, with *err filled in.
 * @since 0.1
 */
MATCH_API size_t match_roster_field(const match_roster *roster, size_t index, const char *field,
                                    char *out, size_t capacity, match_error *err);

/* --- What was gained between departure and return ---------------------------------------------- */

/** What became of a skill since departure. */
typedef enum match_gain_state {
    MATCH_GAIN_UNKNOWN = 0,    /**< A level, or the phase of every claim, is not known. */
    MATCH_GAIN_NEW = 1,        /**< Nothing was recorded before departure. */
    MATCH_GAIN_MORE = 2,       /**< The level is higher than at departure. */
    MATCH_GAIN_SAME = 3,
    MATCH_GAIN_LESS = 4,
    MATCH_GAIN_NOT_ASKED = 5   /**< Recorded before departure and not again since. */
} match_gain_state;

/**
 * A skill before, during and after migration, by the highest level that a claim of each phase
 * states: 0..5, -1 where it is not known or there is no claim. Texts are owned by the roster.
 */
typedef struct match_skill_gain {
    match_concept skill;  /**< 0 where it is not in the taxonomy. */
    const char *text;     /**< As written in the record. */
    int32_t before;       /**< At departure. */
    int32_t during;       /**< Abroad. */
    int32_t after;        /**< Since the return. */
    int32_t gained;       /**< The higher of the last two less the first; 0 unless MORE or LESS. */
    const char *before_evidence; /**< Of the claim at departure, "" where none is stated ... */
    match_date before_date;      /**< ... and its day or last use; MATCH_DATE_NONE. */
    const char *evidence;        /**< The same of the highest claim since. */
    match_date date;
    uint16_t state;  /**< match_gain_state */
    uint8_t phases;  /**< Bits of the phases that have a claim: 1 before, 2 during, 4 after. */
    uint8_t abroad;  /**< 1: the highest claim since departure is from abroad; 0: it is later. */
} match_skill_gain;

/**
 * Gives what was gained in a skill between departure and return; skills in the order of the profile.
 * It reads what is recorded and trusts all evidence alike.
 * @param[out] gain  Written on success only.
 * @return false past the last skill of the profile, or for a profile past the end.
 * @since 0.1
 */
MATCH_API bool match_roster_gain(const match_roster *roster, size_t profile, size_t index,
                                 match_skill_gain *gain);
/** Returns "new", "more", "same", "less", "not_asked" or "unknown"; "" for anything else.
 *  @since 0.1 */
MATCH_API const char *match_gain_state_name(match_gain_state state);

/* --- Catalogue --------------------------------------------------------------------------------- */

/** Makes an empty catalogue; see match_roster_new(). @since 0.1 */
MATCH_API MATCH_NODISCARD match_catalogue *match_catalogue_new(const match_taxonomy *taxonomy,
                                                               match_error *err);
/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_catalogue *match_catalogue_ref(const match_catalogue *catalogue);
/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_catalogue_unref(match_catalogue *catalogue);

/**
 * Reads a file of opportunities and adds them; see match_roster_read(). What each record is says
 * its `kind`; without one, a record with `teaches` is a training offer, one with `support_type`
 * a support, any other a vacancy. MATCH_ERR_INVALID once a matcher uses the catalogue.
 * @since 0.1
 */
MATCH_API match_status match_catalogue_read(match_catalogue *catalogue, const char *path,
                                            const match_read_options *options,
                                            match_report *report, match_error *err);

/** Reads opportunities from memory; @p size may be MATCH_NUL and @p source NULL, as for
 *  match_roster_parse(). @since 0.1 */
MATCH_API match_status match_catalogue_parse(match_catalogue *catalogue, const char *bytes,
                                             size_t size, const char *source,
                                             const match_read_options *options,
                                             match_report *report, match_error *err);

/** Writes all opportunities of one kind (0: all kinds, with a `kind` field). @since 0.1 */
MATCH_API match_status match_catalogue_write(const match_catalogue *catalogue, const char *path,
                                             match_format format, match_record_kind kind,
                                             match_error *err);

/** Returns the taxonomy, or NULL. Owned by @p catalogue. @since 0.1 */
MATCH_API const match_taxonomy *match_catalogue_taxonomy(const match_catalogue *catalogue);
/** Returns the number of opportunities. @since 0.1 */
MATCH_API size_t match_catalogue_count(const match_catalogue *catalogue);
/** Returns what opportunity @p index (from 0) is; 0 past the end. @since 0.1 */
MATCH_API match_record_kind match_catalogue_kind(const match_catalogue *catalogue, size_t index);
/** Returns the id of an opportunity, "" past the end. Owned by @p catalogue. @since 0.1 */
MATCH_API const char *match_catalogue_id(const match_catalogue *catalogue, size_t index);
/**
 * Returns what a course costs the person in all, in LAK: tuition, lodging, material, food and
 * travel as far as they are stated, less the stipend of its weeks, at least 0; -1 where no cost is
 * stated, past the end and for other kinds. @since 0.1
 */
MATCH_API int64_t match_catalogue_cost(const match_catalogue *catalogue, size_t index);
/** Returns the title in a language, else the first there is. Owned by @p catalogue. @since 0.1 */
MATCH_API const char *match_catalogue_title(const match_catalogue *catalogue, size_t index,
                                            const char *language);
/** Finds an opportunity by id; *index is written on success only. @since 0.1 */
MATCH_API match_status match_catalogue_find(const match_catalogue *catalogue, const char *id,
                                            size_t *index, match_error *err);
/** Gives a field of an opportunity as a CSV cell shows it; see match_roster_field(). @since 0.1 */
MATCH_API size_t match_catalogue_field(const match_catalogue *catalogue, size_t index,
                                       const char *field, char *out, size_t capacity,
                                       match_error *err);

#ifdef __cplusplus
}
#endif

#endif
