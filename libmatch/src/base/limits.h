/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_BASE_LIMITS_H
#define MATCH_BASE_LIMITS_H

/**
 * @file limits.h
 * The one place for limits on what comes in. Each is checked before memory is taken and
 * reported as MATCH_ERR_LIMIT, or as a finding on its row, with its place.
 */

#define LIMIT_FILE_BYTES (1024u * 1024u * 1024u) /* a file read at once */
#define LIMIT_TEXT_BYTES (64u * 1024u)           /* one text value: label, definition, title */
#define LIMIT_ID_BYTES 4096u                     /* an id, code or URI */
#define LIMIT_DEPTH 32u                          /* nesting of YAML and JSON */
#define LIMIT_NODES 20000000u                    /* values in a YAML or JSON document */
#define LIMIT_ROW_BYTES (16u * 1024u * 1024u)    /* one row of a table */
#define LIMIT_COLUMNS 1024u                      /* columns of a table */
#define LIMIT_ROWS 10000000u                     /* rows of a table, records of a file */
#define LIMIT_FINDINGS 10000u                    /* findings a report keeps; all are counted */
#define LIMIT_CONCEPTS 2000000u                  /* concepts of a taxonomy */
#define LIMIT_LABELS_PER_CONCEPT 10000u          /* O*NET has one with over 2,700 */
#define LIMIT_BUNDLE_FILES 10000u                /* files of a folder or archive */
#define LIMIT_STATEMENTS 50000000u               /* statements of an RDF file */
#define LIMIT_PARENTS 256u      /* broader concepts of one concept */
#define LIMIT_HIERARCHY 256u    /* longest chain of broader concepts */
#define LIMIT_CLAIMS 1024u       /* claims of one profile */
#define LIMIT_REQUIREMENTS 1024u /* requirements or outcomes of one opportunity: ESCO has occupations of over 300 */
#define LIMIT_LIST_ITEMS 256u   /* any other list in a record */
#define LIMIT_RELATED 100000000u /* pairs of a skill and a concept above it, for related skills */
#define LIMIT_THREADS 256u
#define LIMIT_TOP 1000000u /* longest ranked list that can be asked for */

#endif
