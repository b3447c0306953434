/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SWIG core of the Python package: the public headers as they are, one call for one call.
 * The hand-written layer above it (libmatch/*.py) is what people use.
 *
 * How C becomes Python:
 *   handles.i   opaque objects are capsules that give back what they own
 *   errors.i    a filled match_error is an exception
 *   text.i      texts and bytes going in, sized texts coming out
 *   arrays.i    arrays with a count, and structs, are tuples
 *   callbacks.i callables hear of progress and results
 *   extract.i   the mentions of a text
 *   resolver.i  candidates are tuples, many texts are a sequence
 */
%module(package="libmatch", threads="1") native

%{
#include <stdlib.h>
#include <string.h>

#include <libmatch/match.h>
%}

%include <stdint.i>

/* Only calls that take long let other Python threads run; getters are quicker with the lock
 * than without it. */
%nothread;
%thread match_taxonomy_load;
%thread match_taxonomy_map;
%thread match_taxonomy_parse;
%thread match_taxonomy_import_esco;
%thread match_taxonomy_import_onet;
%thread match_taxonomy_import_tabiya;
%thread match_taxonomy_import_skos;
%thread match_taxonomy_save;
%thread match_taxonomy_export;
%thread match_taxonomy_overlay;
%thread match_taxonomy_crosswalk;
%thread match_translation_new;
%thread match_roster_translate;
%thread match_roster_migrate;
%thread match_catalogue_migrate;
%thread match_roster_read;
%thread match_roster_parse;
%thread match_roster_write;
%thread match_catalogue_read;
%thread match_catalogue_parse;
%thread match_catalogue_write;
%thread match_matcher_new;
%thread match_session_rank;
%thread match_session_candidates;
%thread match_session_explain;
%thread match_session_counterfactual;
%thread match_session_unlocks;
%thread match_matcher_rank_roster;
%thread match_extractor_new;
%thread match_resolver_new;
%thread match_resolver_resolve_all;

%rename("%(strip:[match_])s", %$isfunction) "";

%include "handles.i"
%include "errors.i"
%include "text.i"
%include "arrays.i"
%include "callbacks.i"
%include "extract.i"
%include "resolver.i"

/* No taxonomy, None, keeps codes as they are. These come before the headers, whose own
 * declarations are then passed over. */
match_roster *match_roster_new(const match_taxonomy *optional, match_error *err);
match_catalogue *match_catalogue_new(const match_taxonomy *optional, match_error *err);
match_resolver *match_resolver_new(const match_taxonomy *taxonomy, const match_aliases *optional,
                                   match_report *report, match_error *err);

/* No language, None, is every one. */
%apply const char *optional_text { const char *language };
match_status match_taxonomy_check(const match_taxonomy *taxonomy, const char *language,
                                  match_problem_callback callback, void *data, match_error *err);
%clear const char *language;

/* Made by macros that SWIG cannot evaluate. */
%ignore MATCH_NUL;
%ignore MATCH_DATE_NONE;
%ignore MATCH_VERSION_AT_LEAST;
%constant int DATE_NONE = MATCH_DATE_NONE;
%constant size_t PAIR_SIZE = sizeof(match_pair);

%include <libmatch/export.h>
%include <libmatch/version.h>
%include <libmatch/error.h>
%include <libmatch/date.h>
%include <libmatch/report.h>
%include <libmatch/text.h>
%include <libmatch/taxonomy.h>
%include <libmatch/taxonomy_check.h>
%include <libmatch/translation.h>
%include <libmatch/taxonomy_diff.h>
/* Whether it is indicative follows from the two ladders. */
%typemap(in, numinputs=0) bool *indicative "$1 = NULL;"
%include <libmatch/ladders.h>
%include <libmatch/extract.h>
%include <libmatch/resolver.h>
%include <libmatch/places.h>
%include <libmatch/records.h>
%include <libmatch/migration.h>
%include <libmatch/policy.h>
%include <libmatch/matcher.h>
%include <libmatch/counterfactual.h>
%include <libmatch/unlocks.h>
