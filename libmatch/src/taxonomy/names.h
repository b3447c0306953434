/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_NAMES_H
#define MATCH_TAXONOMY_NAMES_H

#include <libmatch/taxonomy.h>

/**
 * @file names.h
 * The way back from the names that taxonomy.h gives to the enumerations. 0 for any other text.
 */

match_skill_type skill_type_of_name(const char *name);
match_reuse_level reuse_level_of_name(const char *name);
unsigned label_kind_of_name(const char *name);
unsigned relation_kind_of_name(const char *name);
unsigned mapping_kind_of_name(const char *name);

#endif
