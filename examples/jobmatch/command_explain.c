/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "inputs.h"
#include "output.h"
#include "writer.h"

#include <string.h>

static int
write_explanation(const struct inputs *inputs, const struct settings *settings,
                  const struct pair_answer *answer)
{
    struct output output;
    int code = output_open(&output, settings->output);

    if (code != EXIT_OK) {
        return code;
    }
    if (strcmp(settings->format, "json") == 0) {
        explain_json(output.file, inputs, answer);
    } else {
        explain_table(output.file, inputs, answer);
    }
    return output_close(&output, true);
}

static int
explain(const struct inputs *inputs, const struct settings *settings)
{
    struct pair_answer answer = {0};
    match_error err = {0};
    size_t profile = 0;
    size_t opportunity = 0;
    int code;

    if (match_roster_find(inputs->roster, settings->profile_ids.items[0], &profile, &err) !=
            MATCH_OK ||
        match_catalogue_find(inputs->catalogue, settings->opportunity_ids.items[0], &opportunity,
                             &err) != MATCH_OK) {
        return complain(&err);
    }
    answer.explanation =
        match_session_explain(inputs->session, inputs->roster, profile, opportunity, &err);
    if (answer.explanation) {
        answer.counterfactual = match_session_counterfactual(inputs->session, inputs->roster,
                                                             profile, opportunity, &err);
    }
    code = answer.counterfactual ? write_explanation(inputs, settings, &answer) : complain(&err);
    match_explanation_free(answer.explanation);
    match_counterfactual_free(answer.counterfactual);
    return code;
}

int
command_explain(const struct settings *settings)
{
    struct inputs inputs;
    int code;

    if (settings->profile_ids.count > 1 || settings->opportunity_ids.count > 1) {
        say("'explain' takes one --profile and one --opportunity");
        return EXIT_USAGE;
    }
    code = inputs_open(&inputs, settings);
    if (code == EXIT_OK) {
        code = explain(&inputs, settings);
    }
    inputs_close(&inputs);
    return code;
}
