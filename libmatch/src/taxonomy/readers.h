/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_READERS_H
#define MATCH_TAXONOMY_READERS_H

#include <libmatch/taxonomy.h>

/**
 * @file readers.h
 * The formats that taxonomies come in. A reader knows its format; the builder checks.
 */

/** Reads project YAML (docs/formats.md). A new reference or NULL. */
match_taxonomy *yaml_read_taxonomy(const char *bytes, size_t size, const char *source,
                                   match_report *report, match_error *err);

#endif
