/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"

#define BIT(name) OPTION_BIT(OPTION_##name)
#define ALWAYS (BIT(HELP) | BIT(QUIET) | BIT(VERBOSE))
#define MATCHING                                                                                   \
    (ALWAYS | BIT(TAXONOMY) | BIT(PROFILES_TAXONOMY) | BIT(PROFILES) | BIT(CATALOGUE) | BIT(TODAY) | BIT(POLICY) |          \
     BIT(LANGUAGE) | BIT(PLACES) | BIT(STRICT) | BIT(OUTPUT) | BIT(ALIASES) | BIT(NO_FILL))

const struct command commands[] = {
    {"rank", "", "Lists the best vacancies, training offers and supports for each person",
     "Formats: 'table' for people; 'csv', 'tsv' and 'jsonl' with one line for each\n"
     "person and opportunity; 'json' with everything, the versions used included.",
     MATCHING | BIT(PROFILE) | BIT(TOP) | BIT(FORMAT) | BIT(THREADS) | BIT(KIND) | BIT(ALLOW) |
         BIT(WHY) | BIT(DECISION_LOG),
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
    {"gains", "", "Shows what people gained in each skill between departure and return",
     "By the highest level recorded before, and that recorded during or after migration. All\n"
     "evidence counts alike here; it is named.",
     (MATCHING & ~(BIT(CATALOGUE) | BIT(POLICY) | BIT(NO_FILL))) | BIT(PROFILE) | BIT(FORMAT_EXPLAIN),
     BIT(PROFILES), 0, 0, command_gains},
    {"resolve", "[TEXT...]", "Says which concepts a text means: an occupation, a skill",
     "Without TEXT: each line of standard input. A concept comes with a confidence: in so many of\n"
     "a hundred cases like this it is right. Formats: 'table' for people, 'tsv' for programs.",
     ALWAYS | BIT(TAXONOMY) | BIT(TOP) | BIT(FORMAT_RESOLVE) | BIT(TEXT_LANGUAGE) |
         BIT(RESOLVE_KIND) | BIT(BY) | BIT(THRESHOLD) | BIT(ALIASES) | BIT(THREADS) | BIT(OUTPUT),
     0, 0, 1000, command_resolve},
    {"taxonomy import esco", "DIR", "Makes a compiled taxonomy of the official ESCO CSV files",
     "DIR is a folder or a zip archive; files of several languages are merged.",
     ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 1, command_taxonomy_import_esco},
    {"taxonomy import onet", "DIR", "Makes a compiled taxonomy of the O*NET tables",
     "DIR is a folder or a zip archive with the tables as CSV or tab-separated text.",
     ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 1, command_taxonomy_import_onet},
    {"taxonomy import tabiya", "DIR", "Makes a compiled taxonomy of Tabiya CSV files",
     "DIR is a folder or a zip archive.", ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 1,
     command_taxonomy_import_tabiya},
    {"taxonomy import skos", "FILE", "Makes a compiled taxonomy of SKOS in Turtle or N-Triples",
     "Occupations and skills of ESCO's vocabulary are told apart; --kind says what others are.",
     ALWAYS | BIT(OUTPUT) | BIT(CONCEPT_KIND), BIT(OUTPUT), 1, 1, command_taxonomy_import_skos},
    {"taxonomy compile", "FILE [OVERLAY...]",
     "Makes a compiled taxonomy, which opens at once, of a YAML file",
     "Overlays add labels, relations and local concepts to it, one after the other.",
     ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 1, 100, command_taxonomy_compile},
    {"taxonomy crosswalk", "FILE CROSSWALK...",
     "Adds to a taxonomy how its concepts correspond to those of another",
     "A crosswalk is the official CSV of ESCO and O*NET, that of ISCO-08 and SOC, or any table\n"
     "with the columns from, to and relation. The codes of FILE may stand on either side.",
     ALWAYS | BIT(OUTPUT), BIT(OUTPUT), 2, 100, command_taxonomy_crosswalk},
    {"taxonomy check", "FILE", "Lists what is wrong in a taxonomy, and labels to look at",
     "Circles, dangling relations and what is given twice; labels that are missing, shared or\n"
     "nearly the same; concepts without definition or group. The exit code is 1 when there are\n"
     "errors. Notes are listed with --verbose, and in tsv and json; all are counted.",
     ALWAYS | BIT(FORMAT_CHECK) | BIT(LABEL_LANGUAGE), 0, 1, 1, command_taxonomy_check},
    {"taxonomy show", "FILE [CODE|URI|LABEL]", "Shows a taxonomy, or one of its concepts", "",
     ALWAYS | BIT(LANGUAGE), 0, 1, 2, command_taxonomy_show},
    {"taxonomy search", "FILE WORD...", "Finds concepts by words in any language",
     "What has this name first, then the likelier; then labels that have the words, if only as\n"
     "parts of words, and labels that are like them. Each with the label that was found, why,\n"
     "and in how many of a hundred cases like this it is what was meant.",
     ALWAYS | BIT(LANGUAGE) | BIT(TOP), 0, 2, 1000, command_taxonomy_search},
    {"taxonomy stats", "FILE", "Counts concepts, labels and relations",
     "Also how many concepts have a name in each language, and how many labels are unreviewed.",
     ALWAYS, 0, 1, 1, command_taxonomy_stats},
    {"taxonomy diff", "OLD NEW", "Lists what changed: added, removed, renamed, moved, replaced",
     "Concepts are the same when their URIs are. One that is gone was replaced, merged or split\n"
     "where that is declared, or where its code and name, or its labels, live on.", ALWAYS | BIT(LANGUAGE), 0, 2, 2,
     command_taxonomy_diff},
    {"taxonomy migrate", "[PROFILES...]",
     "Codes profiles and catalogues anew, from a version of a taxonomy to another",
     "The new files go to the folder --output, in the format of the old ones. What happened to\n"
     "each code that is not the same is listed: file, line, record, field, code, label, carried\n"
     "or kept, how, and the new codes. What is not sure stays as it was.",
     ALWAYS | BIT(FROM) | BIT(TO_TAXONOMY) | BIT(CATALOGUE) | BIT(PLACES) | BIT(OUTPUT_FOLDER),
     BIT(FROM) | BIT(TO_TAXONOMY) | BIT(OUTPUT_FOLDER), 0, 1000, command_taxonomy_migrate},
    {"taxonomy export", "FILE", "Writes a taxonomy as YAML, SKOS in Turtle or CSV like ESCO's",
     "CSV is a folder, which must be new or empty; 'taxonomy import esco' reads it.\n"
     "Defects of imported data that YAML may not have are mended and counted at its head.",
     ALWAYS | BIT(OUTPUT) | BIT(TAXONOMY_TO), BIT(OUTPUT), 1, 1, command_taxonomy_export},
    {"convert", "IN", "Converts records between CSV, JSON Lines and YAML", "",
     ALWAYS | BIT(OUTPUT) | BIT(RECORD_KIND) | BIT(TO) | BIT(PLACES) | BIT(STRICT),
     BIT(OUTPUT) | BIT(RECORD_KIND), 1, 1, command_convert},
    {"extract", "FILE...", "Finds the skills that an advertisement names",
     "Each with its words, the words that make it essential, an advantage or not needed, and\n"
     "years of experience; in English, Lao and Thai. '-' is standard input.",
     ALWAYS | BIT(TAXONOMY) | BIT(LANGUAGE) | BIT(FORMAT_EXTRACT) | BIT(OUTPUT), 0, 1, 1000,
     command_extract},
    {"policy show", "[FILE]", "Shows a policy, every weight and rule stated",
     "Without a file: the default. What it prints can be changed and given to --policy.", ALWAYS, 0,
     0, 1, command_policy_show},
    {NULL, NULL, NULL, NULL, 0, 0, 0, 0, NULL},
};
