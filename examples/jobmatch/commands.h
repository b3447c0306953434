/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JOBMATCH_COMMANDS_H
#define JOBMATCH_COMMANDS_H

#include "options.h"

/**
 * @file commands.h
 * The commands, one file each. Each returns an exit code.
 */

int command_rank(const struct settings *settings);
int command_candidates(const struct settings *settings);
int command_explain(const struct settings *settings);
int command_taxonomy_import_esco(const struct settings *settings);
int command_taxonomy_compile(const struct settings *settings);
int command_taxonomy_check(const struct settings *settings);
int command_taxonomy_show(const struct settings *settings);
int command_convert(const struct settings *settings);
int command_policy_show(const struct settings *settings);

#endif
