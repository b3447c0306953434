/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_DECISION_LOG_H
#define JOBMATCH_DECISION_LOG_H

#include "inputs.h"
#include "options.h"

/**
 * @file decision_log.h
 * What a counsellor decided against a rule, written down: one JSON object for each pair that is
 * listed because of --allow.
 */

/** Checks that --allow comes with --why and --decision-log, and these with it. Exit code. */
int decision_check(const struct settings *settings);

/**
 * Adds the decisions that a list rests on to the log, all of them or none. The file is made
 * readable by its owner only. Exit code.
 */
int decision_write(const struct inputs *inputs, const struct settings *settings,
                   const match_result *result);

#endif
