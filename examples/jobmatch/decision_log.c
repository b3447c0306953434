/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "decision_log.h"

#include "json.h"
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
decision_check(const struct settings *settings)
{
    bool allows = settings->allowed != 0;

    if (allows && (!settings->why || !settings->decision_log)) {
        say("--allow needs --why TEXT and --decision-log FILE: who goes against a rule says why");
        return EXIT_USAGE;
    }
    if (!allows && (settings->why || settings->decision_log)) {
        say("--why and --decision-log belong to --allow CODE");
        return EXIT_USAGE;
    }
    return EXIT_OK;
}

static void
put_codes(struct json *json, const char *key, uint32_t reasons)
{
    json_open(json, key, '[');
    for (int reason = 0; reason < MATCH_REASON_COUNT; reason++) {
        if (reasons & (1u << reason)) {
            json_text(json, NULL, match_reason_code((match_reason)reason));
        }
    }
    json_close(json, ']');
}

static void
put_decision(FILE *file, const struct inputs *inputs, const struct settings *settings,
             const match_pair *pair)
{
    struct json json = {.file = file};

    json_open(&json, NULL, '{');
    json_text(&json, "profile", pair_profile(inputs, pair));
    json_text(&json, "opportunity", pair_opportunity(inputs, pair));
    put_codes(&json, "allowed", pair->reasons & settings->allowed);
    put_codes(&json, "reasons", pair->reasons);
    json_text(&json, "why", settings->why);
    put_run(&json, inputs);
    json_close(&json, '}');
}

/* One write to the end of the file, so that lines of two runs never mix. */
static int
append(const char *path, const char *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    bool written = file >= 0 && write(file, bytes, size) == (ssize_t)size && fsync(file) == 0;

    if (!written) {
        say("%s: cannot write the decision down: %s", path, strerror(errno));
    }
    if (file >= 0 && close(file) != 0 && written) {
        say("%s: cannot write the decision down: %s", path, strerror(errno));
        written = false;
    }
    return written ? EXIT_OK : EXIT_INTERNAL;
}

int
decision_write(const struct inputs *inputs, const struct settings *settings,
               const match_result *result)
{
    const match_pair *pairs = match_result_pairs(result);
    char *bytes = NULL;
    size_t size = 0;
    FILE *memory;
    int code;

    if (settings->allowed == 0) {
        return EXIT_OK;
    }
    memory = open_memstream(&bytes, &size);
    if (!memory) {
        say("out of memory");
        return EXIT_INTERNAL;
    }
    for (size_t i = 0; i < match_result_count(result); i++) {
        if (pairs[i].reasons & settings->allowed) {
            put_decision(memory, inputs, settings, &pairs[i]);
        }
    }
    code = fclose(memory) == 0 ? EXIT_OK : EXIT_INTERNAL;
    if (code == EXIT_OK && size > 0) {
        code = append(settings->decision_log, bytes, size);
    }
    free(bytes);
    return code;
}
