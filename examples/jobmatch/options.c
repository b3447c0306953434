/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAXIMUM_TOP 1000000u
#define MAXIMUM_THREADS 256u

struct option;
typedef bool (*option_setter)(struct settings *settings, const struct option *option,
                              const char *value);

struct option {
    enum option_id id;
    const char *name;
    const char *argument; /* NULL: a flag */
    bool many;            /* takes all words up to the next option */
    size_t offset;        /* of the member it sets */
    option_setter set;
    const char *words; /* allowed values, separated by bars; NULL: any */
    const char *help;
};

static void *
member(struct settings *settings, const struct option *option)
{
    return (char *)settings + option->offset;
}

static bool
is_empty(const struct option *option, const char *value)
{
    if (!value[0]) {
        say("--%s is empty, expected %s", option->name, option->argument);
    }
    return !value[0];
}

static bool
set_text(struct settings *settings, const struct option *option, const char *value)
{
    if (is_empty(option, value)) {
        return false;
    }
    *(const char **)member(settings, option) = value;
    return true;
}

static bool
set_flag(struct settings *settings, const struct option *option, const char *value)
{
    (void)value;
    *(bool *)member(settings, option) = true;
    return true;
}

static bool
set_list(struct settings *settings, const struct option *option, const char *value)
{
    if (is_empty(option, value)) {
        return false;
    }
    list_add(member(settings, option), value);
    return true;
}

/* Whether a value is one of the words between bars. */
static bool
is_word(const char *words, const char *value)
{
    size_t length = strlen(value);

    while (length > 0 && words) {
        size_t size = strcspn(words, "|");
        if (size == length && strncmp(words, value, size) == 0) {
            return true;
        }
        words = words[size] ? words + size + 1 : NULL;
    }
    return false;
}

static bool
set_word(struct settings *settings, const struct option *option, const char *value)
{
    if (!is_word(option->words, value)) {
        say("--%s is '%s', not one of %s", option->name, value, option->words);
        return false;
    }
    return set_text(settings, option, value);
}

static bool
read_number(const struct option *option, const char *value, unsigned long most,
            unsigned long *number)
{
    char *end = NULL;

    errno = 0;
    *number = value[0] >= '0' && value[0] <= '9' ? strtoul(value, &end, 10) : 0;
    if (!end || *end || errno || *number < 1 || *number > most) {
        say("--%s is '%s', not a whole number from 1 to %lu", option->name, value, most);
        return false;
    }
    return true;
}

static bool
set_top(struct settings *settings, const struct option *option, const char *value)
{
    unsigned long number;

    if (!read_number(option, value, MAXIMUM_TOP, &number)) {
        return false;
    }
    settings->top = number;
    return true;
}

static bool
set_allowed(struct settings *settings, const struct option *option, const char *value)
{
    for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
        if (strcmp(match_reason_code((match_reason)reason), value) == 0) {
            settings->allowed |= 1u << reason;
            return true;
        }
    }
    say("--%s is '%s', not the code of a reason, such as WORKER_FEE", option->name, value);
    return false;
}

static bool
set_threads(struct settings *settings, const struct option *option, const char *value)
{
    unsigned long number;

    if (!read_number(option, value, MAXIMUM_THREADS, &number)) {
        return false;
    }
    settings->threads = (unsigned)number;
    return true;
}

static bool
set_today(struct settings *settings, const struct option *option, const char *value)
{
    if (match_date_parse(value, MATCH_NUL, &settings->today, NULL) != MATCH_OK) {
        say("--%s is '%s', not a day written as YYYY-MM-DD, from 1800-01-01 to 2399-12-31",
            option->name, value);
        return false;
    }
    return true;
}

static bool
set_kinds(struct settings *settings, const struct option *option, const char *value)
{
    for (int kind = MATCH_RECORD_VACANCY; kind <= MATCH_RECORD_SUPPORT; kind++) {
        if (strcmp(match_record_kind_name((match_record_kind)kind), value) == 0) {
            settings->kinds |= 1u << kind;
            return true;
        }
    }
    say("--%s is '%s', not one of %s", option->name, value, option->words);
    return false;
}

static bool
set_threshold(struct settings *settings, const struct option *option, const char *value)
{
    unsigned long number = 0;

    if (strcmp(value, "0") != 0 && !read_number(option, value, 100, &number)) {
        return false;
    }
    settings->threshold = (int32_t)number * (MATCH_RESOLVE_ONE / 100);
    return true;
}

#define MEMBER(name) offsetof(struct settings, name)

/* In the order of enum option_id; two rows may share a name when no command takes both. */
static const struct option options[OPTION_COUNT] = {
    {OPTION_TAXONOMY, "taxonomy", "FILE", false, MEMBER(taxonomy), set_text, NULL,
     "occupations and skills, YAML or compiled (default: the bundled returnee skills)"},
    {OPTION_PROFILES_TAXONOMY, "profiles-taxonomy", "FILE", false, MEMBER(profiles_taxonomy),
     set_text, NULL, "taxonomy that the people are coded in (default: the one of --taxonomy)"},
    {OPTION_PROFILES, "profiles", "FILE...", true, MEMBER(profiles), set_list, NULL,
     "people: CSV, JSON Lines or YAML; '-' is standard input"},
    {OPTION_CATALOGUE, "catalogue", "FILE...", true, MEMBER(catalogue), set_list, NULL,
     "vacancies, training offers and supports, in the same formats"},
    {OPTION_PROFILE, "profile", "ID", false, MEMBER(profile_ids), set_list, NULL,
     "only this person; may be given again"},
    {OPTION_OPPORTUNITY, "opportunity", "ID", false, MEMBER(opportunity_ids), set_list, NULL,
     "only this opportunity; may be given again"},
    {OPTION_TOP, "top", "N", false, MEMBER(top), set_top, NULL, "length of a list (default: 10)"},
    {OPTION_TODAY, "today", "DATE", false, MEMBER(today), set_today, NULL,
     "day of the run, YYYY-MM-DD (default: the day of the system clock)"},
    {OPTION_FORMAT, "format", "FORMAT", false, MEMBER(format), set_word,
     "table|csv|tsv|json|jsonl", "table, csv, tsv, json or jsonl (default: table)"},
    {OPTION_FORMAT_EXPLAIN, "format", "FORMAT", false, MEMBER(format), set_word, "table|json",
     "table or json (default: table)"},
    {OPTION_FORMAT_CHECK, "format", "FORMAT", false, MEMBER(format), set_word, "table|tsv|json",
     "table, tsv or json (default: table)"},
    {OPTION_FORMAT_EXTRACT, "format", "FORMAT", false, MEMBER(format), set_word,
     "table|tsv|jsonl", "table, tsv, or jsonl: a vacancy for --catalogue (default: table)"},
    {OPTION_POLICY, "policy", "FILE", false, MEMBER(policy), set_text, NULL,
     "weights and rules (default: those for Lao PDR, see 'jobmatch policy show')"},
    {OPTION_LANGUAGE, "lang", "LANGUAGE", false, MEMBER(language), set_word, "en|lo",
     "en or lo: language of tables, labels and titles (default: en)"},
    {OPTION_LABEL_LANGUAGE, "lang", "LANGUAGE", false, MEMBER(label_language), set_text, NULL,
     "look at labels in this language, such as lo (default: in all that there are)"},
    {OPTION_THREADS, "threads", "N", false, MEMBER(threads), set_threads, NULL,
     "threads (default: one for each processor); the results are the same"},
    {OPTION_KIND, "kind", "KIND", false, MEMBER(kinds), set_kinds, "vacancy|training|support",
     "only vacancy, training or support; may be given again"},
    {OPTION_ALLOW, "allow", "CODE", true, MEMBER(allowed), set_allowed, NULL,
     "lists in spite of a reason, such as WORKER_FEE; needs --why and --decision-log"},
    {OPTION_WHY, "why", "TEXT", false, MEMBER(why), set_text, NULL,
     "why a reason is allowed"},
    {OPTION_DECISION_LOG, "decision-log", "FILE", false, MEMBER(decision_log), set_text, NULL,
     "adds each decision of --allow to this file, one JSON object a line"},
    {OPTION_RECORD_KIND, "kind", "KIND", false, MEMBER(record_kind), set_word,
     "profile|opportunity", "profile or opportunity: what the records are"},
    {OPTION_CONCEPT_KIND, "kind", "KIND", false, MEMBER(concept_kind), set_word,
     "occupation|occupation_group|skill|skill_group",
     "what a concept is that does not say so (default: occupation)"},
    {OPTION_TO, "to", "FORMAT", false, MEMBER(to), set_word, "csv|jsonl|yaml",
     "csv, jsonl or yaml (default: by the ending of the output file)"},
    {OPTION_TAXONOMY_TO, "to", "FORMAT", false, MEMBER(to), set_word, "yaml|turtle|csv",
     "yaml, turtle or csv (default: by the ending of the output, .yaml, .ttl or /)"},
    {OPTION_FROM, "from", "FILE", false, MEMBER(from), set_text, NULL,
     "taxonomy that the records are coded in"},
    {OPTION_TO_TAXONOMY, "to", "FILE", false, MEMBER(to), set_text, NULL,
     "taxonomy that they are to be coded in"},
    {OPTION_PLACES, "places", "FILE", false, MEMBER(places), set_text, NULL,
     "provinces and districts (default: those of Lao PDR)"},
    {OPTION_STRICT, "strict", NULL, false, MEMBER(strict), set_flag, NULL,
     "refuse a file with a row that cannot be kept or a code that is not known"},
    {OPTION_OUTPUT, "output", "FILE", false, MEMBER(output), set_text, NULL,
     "write to a file, complete or not at all, that only you can read"},
    {OPTION_OUTPUT_FOLDER, "output", "DIR", false, MEMBER(output), set_text, NULL,
     "folder for the new files, made where there is none; only you can read them"},
    {OPTION_QUIET, "quiet", NULL, false, MEMBER(quiet), set_flag, NULL,
     "nothing on standard error but errors"},
    {OPTION_VERBOSE, "verbose", NULL, false, MEMBER(verbose), set_flag, NULL,
     "every finding about the files, every item of long lists"},
    {OPTION_HELP, "help", NULL, false, MEMBER(help), set_flag, NULL, "this text"},
    {OPTION_FORMAT_RESOLVE, "format", "FORMAT", false, MEMBER(format), set_word, "table|tsv",
     "table or tsv (default: table)"},
    {OPTION_TEXT_LANGUAGE, "lang", "LANGUAGE", false, MEMBER(text_language), set_text, NULL,
     "language of the texts, such as en, lo or th (default: any)"},
    {OPTION_RESOLVE_KIND, "kind", "KIND", false, MEMBER(concept_kind), set_word,
     "occupation|occupation_group|skill|skill_group", "only this kind of concept"},
    {OPTION_BY, "by", "WHAT", false, MEMBER(by), set_word, "concept|label",
     "concept, or label to list several labels of a concept (default: concept)"},
    {OPTION_THRESHOLD, "threshold", "PERCENT", false, MEMBER(threshold), set_threshold, NULL,
     "confidence below which there is no answer, 0 to 100"},
    {OPTION_ALIASES, "aliases", "FILE", false, MEMBER(aliases), set_text, NULL,
     "texts that people have confirmed to mean a concept, as CSV"},
    {OPTION_NO_FILL, "no-fill", NULL, false, MEMBER(no_fill), set_flag, NULL,
     "guess nothing: no skills from names, texts, occupations and jobs"},
};

static const struct option *
find_option(const struct command *command, const char *name, size_t length)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if ((command->options & OPTION_BIT(i)) && strlen(options[i].name) == length &&
            strncmp(options[i].name, name, length) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static void
unknown_option(const struct command *command, const char *word)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    const char *near;
    struct text name = {0};

    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (command->options & OPTION_BIT(i)) {
            names[count++] = options[i].name;
        }
    }
    while (*word == '-') {
        word++;
    }
    text_add_bytes(&name, word, strcspn(word, "="));
    near = nearest(text_of(&name), names, count);
    if (near) {
        say("'%s' has no option --%s; nearest: --%s", command->name, text_of(&name), near);
    } else {
        say("'%s' has no option --%s; see 'jobmatch help %s'", command->name, text_of(&name),
            command->name);
    }
    text_clear(&name);
}

static bool
is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* Reads one option at words[*at] with its values. */
static bool
read_option(const struct command *command, char *const *words, size_t count, size_t *at,
            struct settings *settings)
{
    const char *word = words[*at] + 2;
    size_t length = strcspn(word, "=");
    const struct option *option = find_option(command, word, length);

    (*at)++;
    if (!option) {
        unknown_option(command, words[*at - 1]);
        return false;
    }
    if (!option->argument) {
        if (word[length]) {
            say("--%s takes no value", option->name);
            return false;
        }
        return option->set(settings, option, NULL);
    }
    if (word[length]) {
        return option->set(settings, option, word + length + 1);
    }
    if (*at == count || (is_option(words[*at]) && strncmp(words[*at], "--", 2) == 0)) {
        say("--%s needs a value: --%s %s", option->name, option->name, option->argument);
        return false;
    }
    if (!option->set(settings, option, words[(*at)++])) {
        return false;
    }
    while (option->many && *at < count && !is_option(words[*at])) {
        if (!option->set(settings, option, words[(*at)++])) {
            return false;
        }
    }
    return true;
}

/* Whether an option of the table was given a value; flags and numbers are never required. */
static bool
is_set(struct settings *settings, const struct option *option)
{
    if (option->set == set_list) {
        return ((const struct list *)member(settings, option))->count > 0;
    }
    return *(const char **)member(settings, option) != NULL;
}

static bool
check_complete(const struct command *command, struct settings *settings)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if ((command->required & OPTION_BIT(i)) && !is_set(settings, &options[i])) {
            say("'%s' needs --%s %s", command->name, options[i].name, options[i].argument);
            return false;
        }
    }
    if (settings->arguments.count < command->least) {
        say("'%s' needs %s", command->name, command->arguments);
        return false;
    }
    if (settings->arguments.count > command->most) {
        say("'%s' does not take '%s'", command->name, settings->arguments.items[command->most]);
        return false;
    }
    return true;
}

bool
options_read(const struct command *command, char *const *words, size_t count,
             struct settings *settings)
{
    bool only_arguments = false;
    size_t at = 0;

    while (at < count) {
        const char *word = words[at];
        if (only_arguments || !is_option(word)) {
            list_add(&settings->arguments, word);
            at++;
        } else if (strcmp(word, "--") == 0) {
            only_arguments = true;
            at++;
        } else if (strcmp(word, "-h") == 0) {
            settings->help = true;
            at++;
        } else if (strncmp(word, "--", 2) != 0) {
            say("'%s' has no option %s; options begin with two hyphens", command->name, word);
            return false;
        } else if (!read_option(command, words, count, &at, settings)) {
            return false;
        }
    }
    return settings->help || check_complete(command, settings);
}

void
settings_clear(struct settings *settings)
{
    list_clear(&settings->profiles);
    list_clear(&settings->catalogue);
    list_clear(&settings->profile_ids);
    list_clear(&settings->opportunity_ids);
    list_clear(&settings->arguments);
}

/* --- Help ------------------------------------------------------------------------------------- */

void
help_command(const struct command *command)
{
    printf("usage: jobmatch %s", command->name);
    if (command->arguments[0]) {
        printf(" %s", command->arguments);
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (command->required & OPTION_BIT(i)) {
            printf(" --%s %s", options[i].name, options[i].argument);
        }
    }
    printf(" [options]\n\n%s.\n", command->summary);
    if (command->text[0]) {
        printf("\n%s\n", command->text);
    }
    fputs("\noptions:\n", stdout);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = &options[i];
        if (command->options & OPTION_BIT(i)) {
            int length = printf("  --%s%s%s", option->name, option->argument ? " " : "",
                                option->argument ? option->argument : "");
            printf("%*s%s\n", length < 24 ? 24 - length : 1, "", option->help);
        }
    }
}

static void
print_row(const struct command *command)
{
    printf("  %-24s%s\n", command->name, command->summary);
}

bool
help_group(const char *word)
{
    size_t length = strlen(word);
    bool found = false;

    for (const struct command *command = commands; command->name; command++) {
        if (strncmp(command->name, word, length) == 0 && command->name[length] == ' ') {
            if (!found) {
                printf("usage: jobmatch %s COMMAND\n\ncommands:\n", word);
            }
            found = true;
            print_row(command);
        }
    }
    return found;
}

void
help_program(void)
{
    fputs("usage: jobmatch COMMAND [options]\n\n"
          "Ranks vacancies, training offers and supports for people who return with skills,\n"
          "and people for vacancies, with reasons that add up. Works offline.\n\n"
          "commands:\n",
          stdout);
    for (const struct command *command = commands; command->name; command++) {
        print_row(command);
    }
    fputs("\n'jobmatch help COMMAND' tells more about a command, 'jobmatch --version' which\n"
          "version this is.\n",
          stdout);
}

/* --- Commands --------------------------------------------------------------------------------- */

const struct command *
command_find(char *const *words, size_t count, size_t *used)
{
    for (const struct command *command = commands; command->name; command++) {
        const char *rest = command->name;
        size_t at = 0;
        while (at < count && *rest) {
            size_t length = strcspn(rest, " ");
            if (strlen(words[at]) != length || strncmp(words[at], rest, length) != 0) {
                break;
            }
            rest += length + (rest[length] == ' ');
            at++;
        }
        if (!*rest) {
            *used = at;
            return command;
        }
    }
    return NULL;
}

void
unknown_command(char *const *words, size_t count)
{
    struct text name = {0};
    struct list names = {0};
    const char *near;

    if (count > 0 && is_option(words[0])) {
        say("'%s' comes before the command; first the command, then its options", words[0]);
        return;
    }
    for (size_t i = 0; i < count && i < 3 && !is_option(words[i]); i++) {
        text_format(&name, "%s%s", i ? " " : "", words[i]);
    }
    for (const struct command *command = commands; command->name; command++) {
        list_add(&names, command->name);
    }
    near = nearest(text_of(&name), names.items, names.count);
    if (!near && count > 0) {
        near = nearest(words[0], names.items, names.count);
    }
    if (near) {
        say("there is no command '%s'; nearest: '%s'", text_of(&name), near);
    } else {
        say("there is no command '%s'; see 'jobmatch help'", text_of(&name));
    }
    list_clear(&names);
    text_clear(&name);
}
