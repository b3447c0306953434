/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "options.h"
#include "output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static int
run_help(char *const *words, size_t count)
{
    size_t used = 0;
    const struct command *command = command_find(words, count, &used);

    if (count == 0) {
        help_program();
    } else if (command) {
        help_command(command);
    } else if (count > 1 || !help_group(words[0])) {
        unknown_command(words, count);
        return EXIT_USAGE;
    }
    return output_flush_standard();
}

static int
run_command(const struct command *command, char *const *words, size_t count)
{
    struct settings settings = {
        .top = 10,
        .today = MATCH_DATE_NONE,
        .format = "table",
        .language = "en",
        .threshold = MATCH_RESOLVE_THRESHOLD,
    };
    int code = EXIT_USAGE;

    if (options_read(command, words, count, &settings)) {
        if (settings.help) {
            help_command(command);
            code = output_flush_standard();
        } else {
            code = command->run(&settings);
        }
    }
    settings_clear(&settings);
    return code;
}

int
main(int count, char **words)
{
    char *const *rest = words + 1;
    size_t left = count > 1 ? (size_t)count - 1 : 0;
    const struct command *command;
    size_t used = 0;

    /* A reader that goes away, as in "| head", ends the program silently, whoever started it. */
    signal(SIGPIPE, SIG_DFL);
    if (left == 0) {
        help_program();
        return EXIT_USAGE;
    }
    if (strcmp(rest[0], "--version") == 0) {
        printf("jobmatch %s\n", match_version());
        return output_flush_standard();
    }
    if (strcmp(rest[0], "--help") == 0 || strcmp(rest[0], "-h") == 0) {
        return run_help(rest, 0);
    }
    if (strcmp(rest[0], "help") == 0) {
        return run_help(rest + 1, left - 1);
    }
    command = command_find(rest, left, &used);
    if (command) {
        return run_command(command, rest + used, left - used);
    }
    if (left == 1 || strcmp(rest[1], "--help") == 0 || strcmp(rest[1], "-h") == 0) {
        if (help_group(rest[0])) {
            return left == 1 ? EXIT_USAGE : output_flush_standard();
        }
    }
    unknown_command(rest, left);
    return EXIT_USAGE;
}
