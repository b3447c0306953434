/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TESTS_RECORD_TAXONOMY_H
#define MATCH_TESTS_RECORD_TAXONOMY_H

#include <libmatch/taxonomy.h>

/**
 * @file record_taxonomy.h
 * The taxonomy of tests/cases/records as a fixture of tests.
 */

/** It, from load_record_taxonomy() to drop_record_taxonomy(). */
extern match_taxonomy *record_taxonomy;

void load_record_taxonomy(void);

void drop_record_taxonomy(void);

#endif
