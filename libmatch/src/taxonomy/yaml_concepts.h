/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_YAML_CONCEPTS_H
#define MATCH_TAXONOMY_YAML_CONCEPTS_H

#include "taxonomy/yaml_values.h"

/**
 * @file yaml_concepts.h
 * Schemes and concepts with all their keys, for whatever YAML file has them: a taxonomy or an
 * overlay.
 */

/** The type of a skill whose type is not stated: without the key it is a skill. */
#define YAML_UNKNOWN_TYPE "unknown"

/** Does nothing: for a key that was read before the others. */
value_reader yaml_read_before;

/** Reads one item of 'schemes'. */
value_reader yaml_read_scheme;

/** Reads a list of new concepts; the argument is their kind. */
value_reader yaml_read_concepts;

/** Reads what is added to a concept that the builder has. The key 'concept' names it. */
match_status yaml_read_additions(struct reader *reader, const struct subject *subject, node *item);

#endif
