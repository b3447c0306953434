/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RANKING_QUESTIONS_H
#define MATCH_RANKING_QUESTIONS_H

#include "base/ids.h"
#include "scoring/person.h"

/**
 * @file questions.h
 * What to ask a person about of whom no skill is stated: the typical skills of earlier jobs.
 */

/**
 * Gives at most limit skills, those that were inferred from the jobs first, of these essential
 * ones of an occupation first, then by weight, then by id.
 * @return false on want of memory.
 */
bool questions_collect(const struct person *person, size_t limit, struct ids *out);

#endif
