/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_TESTS_SUPPORT_H
#define MATCH_TESTS_SUPPORT_H

#include <check.h>
#undef fail /* an old name of ck_abort_msg(), and a function of base/fail.h */

#include <libmatch/error.h>
#include <libmatch/report.h>
#include <libmatch/taxonomy.h>

#include "base/file.h"

/**
 * @file support.h
 * What the Check programs share.
 */

/** Runs a suite, printing TAP. The whole body of main(): return run_suite(...). */
int run_suite(Suite *suite);

/** The path of a file of the source tree. Valid until the 16th call after this one. */
const char *test_path(const char *relative);

/** The path of a file of the shared data, or NULL where there is none. Valid like test_path(). */
const char *shared_path(const char *relative);

/** Whether the shared data has such a file. For main(), where shared_path() may not be used. */
bool shared_is_there(const char *relative);

/** A folder of this test's own that is removed when the test ends. */
const char *temp_dir(void);

/** The path of a name in temp_dir(), whether there is such a file or not. Valid like test_path().
 */
const char *temp_path(const char *name);

/** Writes a file into temp_dir() and returns its path. Valid like test_path(). */
const char *temp_file(const char *name, const void *bytes, size_t size);

/** The same for text. */
const char *temp_text(const char *name, const char *text);

/** Fails the test unless the error has this status, this line and a message with this part. */
#define assert_error(err, status, line, part)                                                      \
    assert_error_here(__FILE__, __LINE__, err, status, line, part)

void assert_error_here(const char *file, int at, const match_error *err, match_status status,
                       uint32_t line, const char *part);

/** Fails the test unless a call returned MATCH_OK, and prints what *err says. */
#define assert_ok(status, err) assert_ok_here(__FILE__, __LINE__, status, err)

void assert_ok_here(const char *file, int at, match_status status, const match_error *err);

/**
 * Lets each allocation of an attempt fail in turn, until the attempt gets through.
 *
 * The attempt does its work once and gives all memory back, whether it succeeds or not; it
 * returns MATCH_OK or MATCH_ERR_NOMEM. Memory that was not given back and any other status fail
 * the test.
 *
 * @return How many allocations the attempt asks for: so many points of failure there are.
 */
long for_every_allocation_failure(match_status (*attempt)(void *data, match_error *err),
                                  void *data);

/** The bytes of a file; fails the test where it cannot be read. Release with file_bytes_clear(). */
struct file_bytes read_bytes(const char *path);

/** Fails the test where a file has other bytes than the one expected. */
void assert_same_files(const char *expected, const char *path);

/** The taxonomy of a file below the source folder; fails the test where it is none. The caller
 * owns it. */
match_taxonomy *load_taxonomy(const char *path);

/** The taxonomy written in a text; fails the test where it is none. The caller owns it. */
match_taxonomy *parse_taxonomy(const char *yaml);

/** Lets a taxonomy build its indexes of labels, which it keeps: what is done next builds none. */
void build_label_indexes(const match_taxonomy *taxonomy);

/** match_taxonomy_import_esco(), or one like it. */
typedef match_taxonomy *taxonomy_importer(const char *path, match_report *report,
                                          match_progress progress, void *data, match_error *err);

/** Fails the test unless an import counts up to its end, and stops when it is told to. */
void assert_import_tells_progress(taxonomy_importer *import, const char *path);

/** Fails the test unless an import survives each failure of more than so many allocations. */
void assert_import_survives_want_of_memory(taxonomy_importer *import, const char *path, long least);

/** The concept with a URI or code; fails the test where there is none. */
match_concept find_concept(const match_taxonomy *taxonomy, const char *id);

/** The index of a scheme by its id; fails the test where there is none. */
uint32_t find_scheme(const match_taxonomy *taxonomy, const char *id);

/** How many concepts a scheme has. */
size_t count_members(const match_taxonomy *taxonomy, const char *scheme);

/** How often a code was found, in one file or, for NULL, in all. */
size_t count_findings(const match_report *report, const char *code, const char *source);

/** The first of them; fails the test where there is none. */
const match_finding *find_finding(const match_report *report, const char *code, const char *source);

/** The next of a fixed sequence of pseudo-random numbers; *state is the seed. */
uint32_t random_next(uint64_t *state);

#endif
