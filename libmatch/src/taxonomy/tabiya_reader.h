/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_TABIYA_READER_H
#define MATCH_TAXONOMY_TABIYA_READER_H

#include "taxonomy/sheet.h"

/**
 * @file tabiya_reader.h
 * What the parts of the Tabiya import share. Used by tabiya_*.c only.
 *
 * Tabiya CSV is what the Tabiya Open Taxonomy platform exports. The column ID joins the files and
 * means nothing outside of them; what a concept is called is its ORIGINURI, or where there is
 * none its newest UUID as a URN.
 */

enum tabiya_file {
    TABIYA_MODEL,
    TABIYA_OCCUPATION_GROUPS,
    TABIYA_OCCUPATIONS,
    TABIYA_SKILL_GROUPS,
    TABIYA_SKILLS,
    TABIYA_OCCUPATION_HIERARCHY,
    TABIYA_SKILL_HIERARCHY,
    TABIYA_OCCUPATION_SKILLS,
    TABIYA_SKILL_SKILLS,
    TABIYA_FILE_COUNT
};

/* Which of the files a concept is in: ids of different ones may be equal. */
enum tabiya_family {
    TABIYA_FAMILY_OCCUPATION_GROUP,
    TABIYA_FAMILY_OCCUPATION,
    TABIYA_FAMILY_SKILL_GROUP,
    TABIYA_FAMILY_SKILL,
    TABIYA_FAMILY_COUNT
};

struct tabiya {
    struct sheets sheets;
    const struct bundle_file *files[TABIYA_FILE_COUNT]; /* NULL where there is none */
    enum tabiya_file file;                              /* being read */
    uint32_t scheme;                                    /* of the file being read */
    uint32_t local_scheme;

    /* By family: ids, and at the same place the URI's number in uris. */
    struct intern ids[TABIYA_FAMILY_COUNT];
    struct ids uri_of[TABIYA_FAMILY_COUNT];
    struct intern uris;
    struct buffer scratch;
    uint64_t signals, untyped, over_limit; /* rows of the file being read */
    uint32_t first_untyped, first_over;    /* their lines */
};

/** What is said of the four files of concepts; of all others scheme is NULL. */
struct tabiya_concept_file {
    enum tabiya_family family;
    match_concept_kind kind;
    const char *scheme, *title;
};

extern const struct tabiya_concept_file tabiya_concept_files[TABIYA_FILE_COUNT];
extern const char *const tabiya_concept_columns[];

/** Takes a row of one of them. */
match_status tabiya_read_concept(void *reader);

/**
 * The next UUID of a list; false at the end. Anything else is no UUID and passed over, but
 * counted in *odd.
 */
bool tabiya_next_uuid(struct sheet_cell *rest, struct sheet_cell *uuid, uint64_t *odd);

/** "urn:uuid:..." of a cell's part, in scratch; NULL on want of memory. */
const char *tabiya_urn_of(struct tabiya *tabiya, struct sheet_cell uuid);

/** The URI behind an id; NULL for an unknown one, which is reported. */
match_status tabiya_find_uri(struct tabiya *tabiya, enum tabiya_family family, struct sheet_cell id,
                             const char *field, const char **uri);

#endif
