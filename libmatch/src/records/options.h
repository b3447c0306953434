/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_OPTIONS_H
#define MATCH_RECORDS_OPTIONS_H

#include <libmatch/records.h>

/** @file options.h What match_read_options holds. */

#define READ_LANGUAGE_SIZE 16

struct match_read_options {
    bool strict;
    bool plain; /* nothing is filled in */
    match_format format;
    char separator;       /* 0: found in the header */
    match_places *places; /* NULL: those of the roster or catalogue, else of Lao PDR */
    match_resolver *resolver; /* NULL: made where a name needs it */
    char language[READ_LANGUAGE_SIZE];
};

extern const struct match_read_options default_read_options;

#endif
