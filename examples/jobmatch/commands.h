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
int command_gains(const struct settings *settings);
int command_taxonomy_import_esco(const struct settings *settings);
int command_taxonomy_import_onet(const struct settings *settings);
int command_taxonomy_import_tabiya(const struct settings *settings);
int command_taxonomy_import_skos(const struct settings *settings);
int command_taxonomy_compile(const struct settings *settings);
int command_taxonomy_check(const struct settings *settings);
int command_taxonomy_search(const struct settings *settings);
int command_taxonomy_stats(const struct settings *settings);
int command_taxonomy_crosswalk(const struct settings *settings);
int command_taxonomy_migrate(const struct settings *settings);
int command_taxonomy_diff(const struct settings *settings);
int command_taxonomy_export(const struct settings *settings);
int command_taxonomy_show(const struct settings *settings);
int command_convert(const struct settings *settings);
int command_resolve(const struct settings *settings);
int command_extract(const struct settings *settings);
int command_policy_show(const struct settings *settings);

#endif
