/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/adjustment.h"

#include <stddef.h>
#include <string.h>

/* Needs with a field of their own, and what is said for each of its answers. */
static const struct {
    const char *need;
    size_t offset;
    const char *ask;
    const char *met;
    const char *barrier;
} fields[] = {
    {"accommodation", offsetof(struct opportunity, accommodation), "is lodging offered?",
     "lodging is offered", "no lodging is offered"},
    {"childcare", offsetof(struct opportunity, childcare), "is childcare offered?",
     "childcare is offered", "no childcare is offered"},
    {"transport", offsetof(struct opportunity, transport), "is transport offered?",
     "transport is offered", "no transport is offered"},
    {"step_free", offsetof(struct opportunity, accessible), "is the site free of steps?",
     "the site is accessible", "the site is not accessible"},
};

static bool
is_offered(const struct opportunity *opportunity, const char *need)
{
    const struct text_list *offered = &opportunity->adjustments_offered;

    for (size_t i = 0; i < offered->count; i++) {
        if (strcmp(offered->items[i], need) == 0) {
            return true;
        }
    }
    return false;
}

/* What one function of the job, which the need touches, means for it. */
static struct adjustment_answer
answer_of_function(const struct function *function, bool offered)
{
    if (offered || (function->adjustable == ANSWER_YES && *function->adjustment)) {
        return (struct adjustment_answer){
            MATCH_ADJUSTMENT_ADJUSTED,
            *function->adjustment ? function->adjustment : "the adjustment is offered"};
    }
    if (function->essential == ANSWER_NO) {
        return (struct adjustment_answer){MATCH_ADJUSTMENT_MET, "it is not essential to the work"};
    }
    if (function->adjustable == ANSWER_NO && function->essential == ANSWER_YES) {
        return (struct adjustment_answer){
            MATCH_ADJUSTMENT_BARRIER, "an essential function that is said not to be adjustable"};
    }
    return (struct adjustment_answer){MATCH_ADJUSTMENT_ASK,
                                      function->adjustable == ANSWER_YES
                                          ? "adjustable; ask how"
                                          : "ask whether this can be adjusted"};
}

/* What the field of a need says; nothing, or that one has to ask, where it is not filled in. */
static struct adjustment_answer
answer_of_field(const struct opportunity *opportunity, const char *need)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (strcmp(fields[i].need, need) == 0) {
            switch (*(const enum answer *)(const void *)((const char *)opportunity +
                                                         fields[i].offset)) {
            case ANSWER_YES:
                return (struct adjustment_answer){MATCH_ADJUSTMENT_MET, fields[i].met};
            case ANSWER_NO:
                return (struct adjustment_answer){MATCH_ADJUSTMENT_BARRIER, fields[i].barrier};
            default:
                return (struct adjustment_answer){MATCH_ADJUSTMENT_ASK, fields[i].ask};
            }
        }
    }
    return (struct adjustment_answer){MATCH_ADJUSTMENT_ASK, "nothing is stated about this: ask"};
}

/* The worst that the functions of the work mean for the need, if they touch it. */
static struct adjustment_answer
answer_of_functions(const struct opportunity *opportunity, const char *need, bool offered)
{
    struct adjustment_answer worst = {MATCH_ADJUSTMENT_NONE, ""};

    for (size_t i = 0; i < opportunity->function_count; i++) {
        if (strcmp(opportunity->functions[i].need, need) == 0) {
            struct adjustment_answer answer =
                answer_of_function(&opportunity->functions[i], offered);
            worst = answer.state > worst.state ? answer : worst;
        }
    }
    return worst;
}

/* Functions of the work know most about it; then what is offered, then the field of the need. */
struct adjustment_answer
adjustment_for(const struct opportunity *opportunity, const char *need)
{
    bool offered = is_offered(opportunity, need);
    struct adjustment_answer answer = answer_of_functions(opportunity, need, offered);

    if (answer.state != MATCH_ADJUSTMENT_NONE) {
        return answer;
    }
    return offered ? (struct adjustment_answer){MATCH_ADJUSTMENT_ADJUSTED,
                                                "the adjustment is offered"}
                   : answer_of_field(opportunity, need);
}

match_adjustment
adjustment_worst(const struct opportunity *opportunity, const struct text_list *needs)
{
    match_adjustment worst = MATCH_ADJUSTMENT_NONE;

    for (size_t i = 0; i < needs->count; i++) {
        match_adjustment state = adjustment_for(opportunity, needs->items[i]).state;
        worst = state > worst ? state : worst;
    }
    return worst;
}
