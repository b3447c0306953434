/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_ISCO_H
#define MATCH_RECORDS_ISCO_H

#include "records/reader.h"

/**
 * @file isco.h
 * The codes of ISCO-08 and those of ISCO-88, which forms and old files still have. Both are
 * compiled in from the bundled ISCO-08, so that they are known whatever the taxonomy of a reader.
 */

struct isco_code {
    char text[5];
};

enum isco_version { ISCO_NOT_STATED, ISCO_08, ISCO_88 };

/** Takes "ISCO-88", "isco88:", "ISCO 08" and the like off the beginning of a text. */
enum isco_version isco_take_version(const char **text, size_t *length);

/** Whether a text is a code of ISCO-08, of one to four digits. */
bool isco_is_current(const char *code);

/** Room for the successors of any code. */
#define ISCO_SUCCESSORS 16

/**
 * Which codes ISCO-08 has for the jobs of a code of ISCO-88, ascending; with fewer than four
 * digits, those of as many digits. The source knows the jobs in the ILO's index of titles.
 * @return how many; 0 where the source has no such code.
 */
size_t isco_successors(const char *old, struct isco_code successors[ISCO_SUCCESSORS]);

/**
 * Warns when the name of an occupation beside a code shows that the code is of ISCO-88, though
 * ISCO-08 has such a code too: the name is one of an occupation that the old code stood for.
 */
match_status isco_check_name(struct reader *reader, const char *code, const char *name);

#endif
