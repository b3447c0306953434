/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "decision_log.h"
#include "inputs.h"
#include "output.h"
#include "progress.h"
#include "writer.h"

#include <stdlib.h>
#include <unistd.h>

/* What the callback of a bulk run needs. */
struct run {
    struct writing writing;
    const struct writer *writer;
    const struct settings *settings;
    const struct demand *demand;
    struct progress progress;
    const size_t *profiles; /* NULL: all */
    size_t total;
    int code;
};

static unsigned
processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > 256 ? 256 : (unsigned)count;
}

static match_options *
make_options(const struct settings *settings, match_error *err)
{
    match_options *options = match_options_new(err);

    if (!options || match_options_set_top(options, settings->top, err) != MATCH_OK ||
        match_options_set_threads(options, settings->threads ? settings->threads : processors(),
                                  err) != MATCH_OK ||
        match_options_set_allowed(options, settings->allowed, settings->why, err) != MATCH_OK ||
        (settings->kinds && match_options_set_kinds(options, settings->kinds, err) != MATCH_OK)) {
        match_options_free(options);
        return NULL;
    }
    return options;
}

static bool
on_result(const match_result *result, void *data)
{
    struct run *run = data;
    struct view view;

    run->code = decision_write(run->writing.inputs, run->settings, result);
    if (run->code != EXIT_OK) {
        return false;
    }
    run->code = view_make(&view, run->writing.inputs, result, run->demand);
    if (run->code == EXIT_OK) {
        run->writer->list(&run->writing, &view, -1);
    }
    view_clear(&view);
    run->writing.lists++;
    return run->code == EXIT_OK &&
           progress_step(run->writing.lists, run->total, &run->progress);
}

/* All people go through the bulk call; some are ranked one by one. */
static int
rank(struct run *run, const struct inputs *inputs, const match_options *options)
{
    match_error err = {0};

    if (!run->profiles) {
        match_status status = match_matcher_rank_roster(inputs->matcher, inputs->roster, options,
                                                        on_result, run, &err);
        if (status == MATCH_OK || run->code != EXIT_OK) {
            return run->code;
        }
        return interrupted() ? EXIT_INTERRUPTED : complain(&err);
    }
    for (size_t i = 0; i < run->total && run->code == EXIT_OK; i++) {
        match_result *result =
            match_session_rank(inputs->session, inputs->roster, run->profiles[i], options, &err);
        if (!result) {
            run->code = complain(&err);
        } else if (!on_result(result, run) && run->code == EXIT_OK) {
            run->code = EXIT_INTERRUPTED;
        }
        match_result_free(result);
    }
    return run->code;
}

static int
write_all(const struct inputs *inputs, const struct settings *settings,
          const match_options *options, const size_t *profiles, size_t count)
{
    struct output output;
    struct run run = {
        .writer = writer_find(settings->format),
        .settings = settings,
        .profiles = profiles,
        .total = count,
    };
    struct demand *demand = NULL;
    int code = output_open(&output, settings->output);
    int closed;

    if (code != EXIT_OK) {
        return code;
    }
    if (run.writer->advice) {
        demand = demand_new(inputs);
        code = demand ? EXIT_OK : EXIT_INTERNAL;
    }
    run.demand = demand;
    run.writing =
        (struct writing){.file = output.file, .inputs = inputs, .side = LIST_OF_OPPORTUNITIES};
    progress_start(&run.progress, "ranking", settings->quiet);
    if (code == EXIT_OK) {
        if (run.writer->begin) {
            run.writer->begin(&run.writing);
        }
        code = rank(&run, inputs, options);
    }
    if (code == EXIT_OK && run.writer->end) {
        run.writer->end(&run.writing);
    }
    progress_end(&run.progress);
    demand_free(demand);
    closed = output_close(&output, code == EXIT_OK);
    return code != EXIT_OK ? code : closed;
}

int
command_rank(const struct settings *settings)
{
    struct inputs inputs;
    match_error err = {0};
    size_t *profiles = NULL;
    size_t count = 0;
    int code = decision_check(settings);

    if (code != EXIT_OK) {
        return code;
    }
    code = inputs_open(&inputs, settings);
    if (code == EXIT_OK) {
        code = inputs_profiles(&inputs, &settings->profile_ids, &profiles, &count);
    }
    if (code == EXIT_OK) {
        match_options *options = make_options(settings, &err);
        code = options ? write_all(&inputs, settings, options,
                                   settings->profile_ids.count > 0 ? profiles : NULL, count)
                       : complain(&err);
        match_options_free(options);
    }
    free(profiles);
    inputs_close(&inputs);
    return code;
}
