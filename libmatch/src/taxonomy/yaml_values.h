/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TAXONOMY_YAML_VALUES_H
#define MATCH_TAXONOMY_YAML_VALUES_H

#include "taxonomy/builder.h"
#include "text/document.h"

/**
 * @file yaml_values.h
 * How the YAML reader takes values out of the tree, with a message for each that does not fit.
 */

typedef const struct document_node node;

struct reader {
    struct builder builder;
    const char *name; /* of the source */
    uint32_t source;  /* its number */
    match_error *err;
};

/** The concept being read. */
struct subject {
    uint32_t index; /* in the builder */
    const char *id; /* URI or code */
    match_concept_kind kind;
};

/** Reads one value. argument is the one of its row in a table. */
typedef match_status value_reader(struct reader *reader, const struct subject *subject, node *value,
                                  int argument);

/** A key of a mapping and how its value is read. */
struct key {
    const char *name;
    value_reader *read;
    int argument;
    uint32_t kinds; /* bits 1 << match_concept_kind of concepts that may have it; 0: all */
};

struct builder_place values_place(const struct reader *reader, node *at);

/** "'what' is a list, expected ...". */
match_status values_fail(const struct reader *reader, node *at, const char *what,
                         const char *expected);

/** Fails unless a value is a text and not empty. */
match_status values_expect_text(const struct reader *reader, node *value, const char *name);

/** Sets *text to the value of a key, NULL where it is not given. */
match_status values_get_text(const struct reader *reader, node *mapping, const char *key,
                             const char **text);

/** Reads each key of a mapping by its row in a table; one without a row is named and refused. */
match_status values_read_keys(struct reader *reader, const struct subject *subject, node *mapping,
                              const char *name, const struct key *keys, size_t count);

#define READ_KEYS(reader, subject, mapping, name, keys)                                            \
    values_read_keys(reader, subject, mapping, name, keys, sizeof(keys) / sizeof(keys)[0])

/** Reads each item of a list. */
match_status values_read_items(struct reader *reader, const struct subject *subject, node *list,
                               const char *name, value_reader *read, int argument);

/** Makes a text a fact about the whole. */
match_status values_set_property(struct reader *reader, const char *key, node *value);

/** Makes each key of a mapping, with a prefix before it, a fact about the whole. */
match_status values_set_properties(struct reader *reader, const char *name, const char *prefix,
                                   node *mapping);

#endif
