/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_ESCO_FILES_H
#define MATCH_TAXONOMY_ESCO_FILES_H

#include "taxonomy/sheet.h"

/**
 * @file esco_files.h
 * The files of an ESCO download: NAME_xx.csv, where xx is the language. Relations have no
 * language up to ESCO 1.1 and one from 1.2 on, and are the same in all.
 */

/** All files, in the order in which they are read. */
enum esco_file {
    ESCO_OWN_FACTS, /* of this project, as all named OWN */
    ESCO_SCHEMES,
    ESCO_ISCO_GROUPS,
    ESCO_OCCUPATIONS,
    ESCO_SKILL_GROUPS,
    ESCO_SKILLS,
    ESCO_DIGITAL_SKILLS,
    ESCO_DIGCOMP_SKILLS,
    ESCO_GREEN_SKILLS,
    ESCO_ICT_SKILLS,
    ESCO_LANGUAGE_SKILLS,
    ESCO_RESEARCH_SKILLS,
    ESCO_TRANSVERSAL_SKILLS,
    ESCO_SKILLS_HIERARCHY,
    ESCO_BROADER_OCCUPATIONS,
    ESCO_BROADER_SKILLS,
    ESCO_OCCUPATION_SKILLS,
    ESCO_SKILL_SKILLS,
    ESCO_OWN_MAPPINGS,
    ESCO_FILE_COUNT
};

#define ESCO_LANGUAGE_SIZE 40u

/** A file to be read. */
struct esco_entry {
    enum esco_file file;
    char language[ESCO_LANGUAGE_SIZE]; /* "" until all are known, then of its labels */
    struct bundle_file *source;
};

/** What is to be read, in this order. Zero-initialised: nothing. */
struct esco_files {
    struct esco_entry *entries; /* by file, then the main language before others */
    size_t count, capacity;
    char language[ESCO_LANGUAGE_SIZE]; /* the main one: English, or else the first by its tag */
};

/**
 * Finds the files of a folder or archive, and notes those of other languages that say nothing
 * new. Release with esco_files_clear(), also after a failure.
 * @return MATCH_OK; MATCH_ERR_FORMAT where neither occupations nor skills are there; what
 *         bundle_open() says; MATCH_ERR_NOMEM.
 */
match_status esco_files_find(const char *path, struct sheets *sheets, struct esco_files *out);

void esco_files_clear(struct esco_files *files);

#endif
