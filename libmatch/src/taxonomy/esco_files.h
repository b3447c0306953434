/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_ESCO_FILES_H
#define MATCH_TAXONOMY_ESCO_FILES_H

#include <stdint.h>

#include <libmatch/taxonomy.h>

#include "base/arena.h"

/**
 * @file esco_files.h
 * The files of an ESCO download: NAME_xx.csv, where xx is the language; relations have none.
 */

/** All files, in the order in which they are read. */
enum esco_file {
    ESCO_SCHEMES,
    ESCO_ISCO_GROUPS,
    ESCO_OCCUPATIONS,
    ESCO_SKILL_GROUPS,
    ESCO_SKILLS,
    ESCO_DIGITAL_SKILLS,
    ESCO_GREEN_SKILLS,
    ESCO_LANGUAGE_SKILLS,
    ESCO_TRANSVERSAL_SKILLS,
    ESCO_SKILLS_HIERARCHY,
    ESCO_BROADER_OCCUPATIONS,
    ESCO_BROADER_SKILLS,
    ESCO_OCCUPATION_SKILLS,
    ESCO_SKILL_SKILLS,
    ESCO_FILE_COUNT
};

/** What a folder holds. Zero-initialised: nothing. */
struct esco_folder {
    struct arena arena;
    const char *paths[ESCO_FILE_COUNT]; /* NULL where there is none */
    const char *names[ESCO_FILE_COUNT]; /* without the folder, for messages */
    uint64_t sizes[ESCO_FILE_COUNT];
    uint64_t total;
    char language[40];
};

/**
 * Lists the files of a folder. Release with esco_folder_clear(), also after a failure.
 * @return MATCH_OK, MATCH_ERR_IO, MATCH_ERR_FORMAT where neither occupations nor skills are there
 *         or there are several languages, or MATCH_ERR_NOMEM.
 */
match_status esco_folder_list(const char *path, struct esco_folder *out, match_error *err);

void esco_folder_clear(struct esco_folder *folder);

#endif
