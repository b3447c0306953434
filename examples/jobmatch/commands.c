/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"

#define BIT(name) OPTION_BIT(OPTION_##name)
#define ALWAYS (BIT(HELP) | BIT(QUIET) | BIT(VERBOSE))
#define MATCHING                                                                                   \
    (ALWAYS | BIT(TAXONOMY) | BIT(PROFILES) | BIT(CATALOGUE) | BIT(TODAY) | BIT(POLICY) |          \
     BIT(LANGUAGE) | BIT(PLACES) | BIT(STRICT) | BIT(OUTPUT))

const struct command commands[] = {
    {"rank", "", "Lists the best vacancies, training offers and supports for each person",
     "Formats: 'table' for people; 'csv', 'tsv' and 'jsonl' with one line for each\n"
     "person and opportunity; 'json' with everything, the versions used included.",
     MATCHING | BIT(PROFILE) | BIT(TOP) | BIT(FORMAT) | BIT(THREADS) | BIT(KIND),
     BIT(PROFILES) | BIT(CATALOGUE), 0, 0, command_rank},
    {"candidates", "", "Lists the best people for each vacancy",
     "Without --opportunity: for every vacancy. For a vacancy abroad it also tells for how\n"
     "many of the people listed there is a vacancy inside the country.",
     MATCHING | BIT(OPPORTUNITY) | BIT(TOP) | BIT(FORMAT), BIT(PROFILES) | BIT(CATALOGUE), 0, 0,
     command_candidates},
    {"explain", "", "Shows how the numbers of one person and one opportunity come about",
     "The parts add up to the score, and the lines of the skills to the coverage.",
     MATCHING | BIT(PROFILE) | BIT(OPPORTUNITY) | BIT(FORMAT_EXPLAIN),
     BIT(PROFILES) | BIT(CATALOGUE) | BIT(PROFILE) | BIT(OPPORTUNITY), 0, 0, command_explain},
    {"taxonomy import esco", "DIR", "Makes a compiled taxonomy of the official ESCO CSV files", "",
     ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 1, command_taxonomy_import_esco},
    {"taxonomy compile", "FILE", "Makes a compiled taxonomy, which opens at once, of a YAML file",
     "", ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 1, command_taxonomy_compile},
    {"taxonomy check", "FILE", "Lists what is wrong in a taxonomy",
     "The exit code is 1 when there are errors.", ALWAYS, 0, 1, 1, command_taxonomy_check},
    {"taxonomy show", "FILE [CODE|URI|LABEL]", "Shows a taxonomy, or one of its concepts", "",
     ALWAYS | BIT(LANGUAGE), 0, 1, 2, command_taxonomy_show},
    {"convert", "IN", "Converts records between CSV, JSON Lines and YAML", "",
     ALWAYS | BIT(OUTPUT) | BIT(RECORD_KIND) | BIT(TO) | BIT(PLACES) | BIT(STRICT),
     BIT(OUTPUT) | BIT(RECORD_KIND), 1, 1, command_convert},
    {"policy show", "[FILE]", "Shows a policy, every weight and rule stated",
     "Without a file: the default. What it prints can be changed and given to --policy.", ALWAYS, 0,
     0, 1, command_policy_show},
    {NULL, NULL, NULL, NULL, 0, 0, 0, 0, NULL},
};
