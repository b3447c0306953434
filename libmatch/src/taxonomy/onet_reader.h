/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_ONET_READER_H
#define MATCH_TAXONOMY_ONET_READER_H

#include "base/arena.h"
#include "base/ids.h"
#include "base/intern.h"
#include "taxonomy/onet_ratings.h"
#include "taxonomy/sheet.h"

/**
 * @file onet_reader.h
 * What the parts of the O*NET import share. Used by onet_*.c only.
 *
 * Occupations come from "Occupation Data", labels from "Alternate Titles", skills from the rated
 * elements of "Skills" and "Knowledge" (onet_ratings.h has the rule), groups of skills from the
 * beginning of an element's id, membership from "Job Zones".
 */

/* Ids of elements are short; longer ones are no ids and would make long chains of groups. */
#define ONET_ELEMENT_BYTES 32u

enum onet_file {
    ONET_OCCUPATIONS,
    ONET_REFERENCE,
    ONET_TITLES,
    ONET_SKILLS,
    ONET_KNOWLEDGE,
    ONET_ZONE_REFERENCE,
    ONET_ZONES,
    ONET_TASKS,
    ONET_RELATED,
    ONET_FILE_COUNT
};

struct onet_occupation {
    uint32_t concept;
    struct builder_place place;
    bool rated;
};

/* What "Content Model Reference" says of an element. */
struct onet_reference {
    const char *name, *description;
};

struct onet {
    struct sheets sheets;
    struct bundle_file *files[ONET_FILE_COUNT]; /* NULL where there is none */
    enum onet_file file;                        /* being read */
    struct arena arena;
    uint32_t occupation_scheme, element_scheme;

    struct intern codes; /* of occupations: number - 1 is the place in: */
    struct onet_occupation *occupations;
    size_t occupation_capacity;

    struct intern reference_ids; /* number - 1 is the place in: */
    struct onet_reference *references;
    size_t reference_capacity;

    struct intern elements; /* that are concepts */
    struct onet_ratings ratings;

    struct intern zones; /* number - 1 is the place in: */
    struct ids zone_schemes;
};

/** Adds an English label to a concept. */
match_status onet_add_label(struct onet *onet, uint32_t concept, match_label_kind kind,
                            const char *text);

/** Adds an English description to a concept. */
match_status onet_add_description(struct onet *onet, uint32_t concept, const char *text);

extern const char *const onet_reference_columns[];

/** Takes a row of "Content Model Reference". */
match_status onet_read_reference(void *reader);

/** Adds a concept for an element or group; name may be "" where only the reference knows it. */
match_status onet_add_element(struct onet *onet, const char *id, const char *name,
                              match_concept_kind kind);

/** Adds the groups above an element: "2.A.1.a" is in "2.A.1", and that in "2.A". */
match_status onet_add_groups(struct onet *onet, const char *element);

#endif
