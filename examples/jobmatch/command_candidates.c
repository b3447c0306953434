/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "output.h"
#include "progress.h"
#include "writer.h"

#include <stdlib.h>

static int
write_list(struct writing *writing, const struct writer *writer, size_t opportunity,
           const match_options *options)
{
    const struct inputs *inputs = writing->inputs;
    match_error err = {0};
    struct view view;
    size_t people = 0;
    bool abroad = writer->advice && is_abroad(inputs, opportunity);
    match_result *result = match_session_candidates(inputs->session, inputs->roster, opportunity,
                                                    options, &err);
    int code;

    if (!result) {
        return complain(&err);
    }
    code = view_make(&view, inputs, result, NULL);
    if (code == EXIT_OK && abroad) {
        code = count_with_local_vacancy(inputs, &view, &people);
    }
    if (code == EXIT_OK) {
        writer->list(writing, &view, abroad ? (long)people : -1);
    }
    view_clear(&view);
    match_result_free(result);
    return code;
}

/* Without --opportunity only vacancies are listed: a course has admissions, not candidates. */
static bool
is_wanted(const struct inputs *inputs, const struct settings *settings, size_t opportunity)
{
    return settings->opportunity_ids.count > 0 ||
           match_catalogue_kind(inputs->catalogue, opportunity) == MATCH_RECORD_VACANCY;
}

static int
write_lists(struct writing *writing, const struct writer *writer,
            const struct settings *settings, const match_options *options, const size_t *indexes,
            size_t count)
{
    struct progress progress;
    int code = EXIT_OK;

    progress_start(&progress, "ranking", settings->quiet);
    for (size_t i = 0; i < count && code == EXIT_OK; i++) {
        if (is_wanted(writing->inputs, settings, indexes[i])) {
            code = write_list(writing, writer, indexes[i], options);
            writing->lists++;
        }
        if (code == EXIT_OK && !progress_step(i + 1, count, &progress)) {
            code = EXIT_INTERRUPTED;
        }
    }
    progress_end(&progress);
    return code;
}

static int
write_all(const struct inputs *inputs, const struct settings *settings,
          const match_options *options)
{
    const struct writer *writer = writer_find(settings->format);
    struct output output = {0};
    struct writing writing;
    size_t *indexes = NULL;
    size_t count = 0;
    int code = inputs_opportunities(inputs, &settings->opportunity_ids, &indexes, &count);
    int closed;

    if (code == EXIT_OK) {
        code = output_open(&output, settings->output);
    }
    if (code != EXIT_OK) {
        free(indexes);
        return code;
    }
    writing = (struct writing){.file = output.file, .inputs = inputs, .side = LIST_OF_PEOPLE};
    if (writer->begin) {
        writer->begin(&writing);
    }
    code = write_lists(&writing, writer, settings, options, indexes, count);
    if (code == EXIT_OK && writer->end) {
        writer->end(&writing);
    }
    free(indexes);
    closed = output_close(&output, code == EXIT_OK);
    return code != EXIT_OK ? code : closed;
}

int
command_candidates(const struct settings *settings)
{
    struct inputs inputs;
    match_error err = {0};
    int code = inputs_open(&inputs, settings);

    if (code == EXIT_OK) {
        match_options *options = match_options_new(&err);
        if (!options || match_options_set_top(options, settings->top, &err) != MATCH_OK) {
            code = complain(&err);
        } else {
            code = write_all(&inputs, settings, options);
        }
        match_options_free(options);
    }
    inputs_close(&inputs);
    return code;
}
