/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBMATCH_RESOLVER_H
#define LIBMATCH_RESOLVER_H

#include <libmatch/error.h>
#include <libmatch/report.h>
#include <libmatch/taxonomy.h>

/**
 * @file resolver.h
 * From what people write, "mason helper", to concepts of a taxonomy, with a confidence that can
 * be relied on, and no answer where there is none.
 *
 * Works on the labels alone: no model, no network, the same answer on every machine and with any
 * number of threads. docs/resolving.md has the formula and how good it is.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** Finds concepts of one taxonomy. Never changes; may be used by any number of threads. */
typedef struct match_resolver match_resolver;

/** Texts that somebody has confirmed to mean a concept. Not for use by several threads at once. */
typedef struct match_aliases match_aliases;

/** How to resolve. Not for use by several threads while it is changed. */
typedef struct match_resolve_options match_resolve_options;

/** Why a concept was found. */
typedef enum match_resolve_reason {
    MATCH_RESOLVE_EXACT = 1,   /**< A label is this text, byte for byte. */
    MATCH_RESOLVE_FOLDED = 2,  /**< A label is this text but for case, accents, spelling variants
                                    or the order of words. */
    MATCH_RESOLVE_LEARNED = 3, /**< A confirmed alias is this text. */
    MATCH_RESOLVE_PARTIAL = 4, /**< All words of the label are in the text, or the reverse. */
    MATCH_RESOLVE_FUZZY = 5    /**< Words or parts of words are alike. */
} match_resolve_reason;

/** 1 for scores and confidences, which are whole numbers. */
#define MATCH_RESOLVE_ONE 1000000

/** One concept that a text may mean. */
typedef struct match_candidate {
    match_concept concept;
    const char *label;    /**< The label or alias that was found. Owned by the resolver. */
    const char *language; /**< Of the label. Owned by the resolver. */
    int32_t score;        /**< 0 .. MATCH_RESOLVE_ONE, for comparing candidates of one text. */
    int32_t confidence;   /**< Millionths: in so many of a million cases like this it is right.
                               Those of one text are at most MATCH_RESOLVE_ONE together. A context
                               orders candidates and does not change their confidence. */
    uint16_t reason;      /**< match_resolve_reason */
    uint16_t ambiguous;   /**< 1 where several concepts have this very name. */
} match_candidate;

/* --- Aliases ---------------------------------------------------------------------------------- */

/** Makes an empty set of aliases. To be given back with match_aliases_free(). @since 0.1 */
MATCH_API MATCH_NODISCARD match_aliases *match_aliases_new(match_error *err);

/**
 * Reads aliases from a CSV file with the columns text, concept (code or URI) and, if wanted,
 * language (docs/formats.md).
 * @return To be given back with match_aliases_free(), or NULL on MATCH_ERR_IO, MATCH_ERR_SYNTAX,
 *         MATCH_ERR_FORMAT, MATCH_ERR_INVALID (with line), MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_aliases *match_aliases_load(const char *path, match_error *err);

/**
 * Adds one: the text means the concept. A pair that is there already is not added again.
 *
 * @param text      UTF-8, 1 .. 65536 bytes; copied.
 * @param concept   Code or URI; copied. That it is one of the taxonomy is checked by
 *                  match_resolver_new().
 * @param language  BCP 47 tag; NULL or "" where it is not known.
 * @return MATCH_OK, MATCH_ERR_INVALID, MATCH_ERR_LIMIT or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_aliases_add(match_aliases *aliases, const char *text,
                                         const char *concept_id, const char *language,
                                         match_error *err);

/** Returns how many there are. @since 0.1 */
MATCH_API size_t match_aliases_count(const match_aliases *aliases);

/** Gives alias @p index, in the order of adding; false past the end. Texts are owned by the
 *  aliases. @since 0.1 */
MATCH_API bool match_aliases_at(const match_aliases *aliases, size_t index, const char **text,
                                const char **concept_id, const char **language);

/**
 * Writes a CSV file that match_aliases_load() reads; complete or not at all, readable by its
 * owner only.
 * @return MATCH_OK, MATCH_ERR_IO or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_aliases_save(const match_aliases *aliases, const char *path,
                                          match_error *err);

/** Gives aliases back. NULL is allowed. @since 0.1 */
MATCH_API void match_aliases_free(match_aliases *aliases);

/* --- Options ---------------------------------------------------------------------------------- */

/** Makes options with the defaults. To be given back with match_resolve_options_free().
 *  @since 0.1 */
MATCH_API MATCH_NODISCARD match_resolve_options *match_resolve_options_new(match_error *err);

/** Gives options back. NULL is allowed. @since 0.1 */
MATCH_API void match_resolve_options_free(match_resolve_options *options);

/**
 * Looks in the labels of one language only. Where the taxonomy has none of it ("th" where only
 * "lo" is there), and with "", the default, in all languages.
 * @since 0.1
 */
MATCH_API match_status match_resolve_options_set_language(match_resolve_options *options,
                                                          const char *language,
                                                          match_error *err);

/** Finds only some kinds of concept: bits 1 << match_concept_kind; 0, the default, is every kind.
 *  @since 0.1 */
MATCH_API match_status match_resolve_options_set_kinds(match_resolve_options *options,
                                                       uint32_t kinds, match_error *err);

/** Finds only members of a scheme, such as "isco08"; "", the default, is every scheme.
 *  @since 0.1 */
MATCH_API match_status match_resolve_options_set_scheme(match_resolve_options *options,
                                                        const char *scheme, match_error *err);

/** Finds only a concept and what is below it in the hierarchy; 0, the default, is everything.
 *  @since 0.1 */
MATCH_API void match_resolve_options_set_ancestor(match_resolve_options *options,
                                                  match_concept ancestor);

/** Lists labels, several of one concept if they fit, in place of concepts. Default: false.
 *  @since 0.1 */
MATCH_API void match_resolve_options_set_by_label(match_resolve_options *options, bool by_label);

/**
 * How many candidates are wanted, 1 .. 10000; 10 by default. All concepts of an ambiguous name are
 * given, also where they are more.
 * @since 0.1
 */
MATCH_API match_status match_resolve_options_set_top(match_resolve_options *options, size_t top,
                                                     match_error *err);

/**
 * The confidence, in millionths, below which there is no answer at all. Counts for the best
 * candidate: where it is below, none is given. 0 always answers. The default is
 * MATCH_RESOLVE_THRESHOLD.
 * @since 0.1
 */
MATCH_API match_status match_resolve_options_set_threshold(match_resolve_options *options,
                                                           int32_t threshold, match_error *err);

/**
 * Gives a text that says more about what is wanted, such as the description of a vacancy whose
 * title is resolved; "", the default, is none. Only occupations are compared with it, and only
 * the first 64 KiB count. Copied.
 * @return MATCH_OK, MATCH_ERR_INVALID for text that is not UTF-8, or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_resolve_options_set_context(match_resolve_options *options,
                                                         const char *text, size_t length,
                                                         match_error *err);

/** How sure an answer has to be when nothing else is said (docs/measurements.md). */
#define MATCH_RESOLVE_THRESHOLD 330000

/** How many threads match_resolver_resolve_all() uses, 1 .. 256; 1 by default. @since 0.1 */
MATCH_API match_status match_resolve_options_set_threads(match_resolve_options *options,
                                                         unsigned threads, match_error *err);

/* --- Resolving -------------------------------------------------------------------------------- */

/**
 * Makes a resolver. The indexes of a compiled taxonomy are read from its file, in milliseconds;
 * else they are built once, and kept by the taxonomy for all further resolvers. Those of languages
 * in which there are aliases are built for each resolver.
 *
 * @param taxonomy  A reference is kept.
 * @param aliases   What people have confirmed, counted like labels; NULL for none. Not kept.
 * @param report    Hears of aliases whose concept is not in the taxonomy; may be NULL.
 * @return A new reference, to be given back with match_resolver_unref(), or NULL on
 *         MATCH_ERR_FORMAT for damaged indexes, MATCH_ERR_IO, MATCH_ERR_LIMIT or
 *         MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API MATCH_NODISCARD match_resolver *match_resolver_new(const match_taxonomy *taxonomy,
                                                            const match_aliases *aliases,
                                                            match_report *report,
                                                            match_error *err);

/** Takes another reference and returns its argument; NULL is allowed. @since 0.1 */
MATCH_API match_resolver *match_resolver_ref(const match_resolver *resolver);

/** Gives a reference back; the last one frees. NULL is allowed. @since 0.1 */
MATCH_API void match_resolver_unref(match_resolver *resolver);

/** Returns the taxonomy. Owned by the resolver. @since 0.1 */
MATCH_API const match_taxonomy *match_resolver_taxonomy(const match_resolver *resolver);

/**
 * Finds the concepts a text may mean, the best first. Only the first 4096 bytes and 24 different
 * words of a text count. A name that is found as it is needs no further search when no more
 * candidates are wanted than have it.
 *
 * @param options   NULL for the defaults.
 * @param text      UTF-8.
 * @param length    Bytes, or MATCH_NUL.
 * @param[out] out  Receives at most @p capacity candidates.
 * @param[out] count  How many there are, also beyond @p capacity; 0 where the text is too unlike
 *                  everything.
 * @return MATCH_OK, MATCH_ERR_INVALID for text that is not UTF-8, or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_resolver_resolve(const match_resolver *resolver,
                                              const match_resolve_options *options,
                                              const char *text, size_t length,
                                              match_candidate *out, size_t capacity, size_t *count,
                                              match_error *err);

/**
 * Hears of the candidates of one text, in the order of the texts, in the calling thread.
 * @param candidates  Valid during the call only.
 * @return true to go on; false ends the run with MATCH_ERR_CANCELLED.
 */
typedef bool (*match_resolve_callback)(size_t index, const match_candidate *candidates,
                                       size_t count, void *data);

/**
 * Resolves many texts on as many threads as the options say. The answers are the same for every
 * number of threads.
 *
 * @param options  NULL for the defaults.
 * @param texts    NUL-terminated UTF-8.
 * @param count    Number of texts.
 * @return MATCH_OK, MATCH_ERR_CANCELLED, MATCH_ERR_INVALID or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_resolver_resolve_all(const match_resolver *resolver,
                                                  const match_resolve_options *options,
                                                  const char *const *texts, size_t count,
                                                  match_resolve_callback callback, void *data,
                                                  match_error *err);

/**
 * Says how alike texts are in meaning: two titles without a common word are alike when they mean
 * near concepts. Half of it is the cosine of the concepts the texts may mean, a quarter that of
 * their groups, a quarter how alike their words are. The same whichever of two texts comes first.
 *
 * @param options       Language, kinds, scheme and ancestor count; NULL for the defaults.
 * @param rows          NUL-terminated UTF-8.
 * @param columns       NUL-terminated UTF-8.
 * @param[out] out      Receives @p row_count times @p column_count numbers, row by row:
 *                      0 .. MATCH_RESOLVE_ONE.
 * @return MATCH_OK, MATCH_ERR_INVALID for text that is not UTF-8, or MATCH_ERR_NOMEM.
 * @since 0.1
 */
MATCH_API match_status match_resolver_similarities(const match_resolver *resolver,
                                                   const match_resolve_options *options,
                                                   const char *const *rows, size_t row_count,
                                                   const char *const *columns,
                                                   size_t column_count, int32_t *out,
                                                   match_error *err);

/** Returns "exact", "folded", "learned", "partial" or "fuzzy"; "" otherwise. @since 0.1 */
MATCH_API const char *match_resolve_reason_name(match_resolve_reason reason);

#ifdef __cplusplus
}
#endif

#endif
