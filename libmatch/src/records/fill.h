/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_FILL_H
#define MATCH_RECORDS_FILL_H

#include "records/reader.h"

/**
 * @file fill.h
 * What a record leaves out and its own words or its occupations tell
 * (docs/decisions/0028-filled-in.md). Nothing that is stated is touched, what is added says where
 * it comes from, and a warning tells of it.
 *
 * Both work on a record whose lists are in order, and do nothing where reader->fill is false or
 * there is no taxonomy.
 */

struct opportunity;
struct profile;

/**
 * A vacancy that states no skill: those that its text names, and where none of these is
 * essential and not 0 months of experience are asked for, those that its occupation usually
 * needs; without an occupation, the one its title means.
 */
match_status fill_opportunity(struct reader *reader, struct opportunity *offer);

/** A profile that states no skill: those that the occupations of its jobs usually need. */
match_status fill_profile(struct reader *reader, struct profile *profile);

#endif
