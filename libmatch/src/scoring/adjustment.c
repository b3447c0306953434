/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "scoring/adjustment.h"

#include <stddef.h>
#include <string.h>

/* Needs that are a service, and the field that says whether it is there. */
static const struct {
    const char *need;
    size_t offset;
    const char *ask;
} services[] = {
    {"accommodation", offsetof(struct opportunity, accommodation), "is lodging offered?"},
    {"childcare", offsetof(struct opportunity, childcare), "is childcare offered?"},
    {"transport", offsetof(struct opportunity, transport), "is transport offered?"},
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

struct adjustment_answer
adjustment_for(const struct opportunity *opportunity, const char *need)
{
    struct adjustment_answer worst = {MATCH_ADJUSTMENT_NONE, ""};
    bool offered = is_offered(opportunity, need);

    for (size_t i = 0; i < sizeof services / sizeof services[0]; i++) {
        if (strcmp(services[i].need, need) == 0 && !offered) {
            enum answer answer = *(const enum answer *)(const void *)((const char *)opportunity +
                                                                      services[i].offset);
            return answer == ANSWER_YES
                       ? (struct adjustment_answer){MATCH_ADJUSTMENT_MET, "it is offered"}
                       : (struct adjustment_answer){MATCH_ADJUSTMENT_ASK, services[i].ask};
        }
    }
    for (size_t i = 0; i < opportunity->function_count; i++) {
        if (strcmp(opportunity->functions[i].need, need) == 0) {
            struct adjustment_answer answer =
                answer_of_function(&opportunity->functions[i], offered);
            if (answer.state > worst.state) {
                worst = answer;
            }
        }
    }
    if (worst.state != MATCH_ADJUSTMENT_NONE) {
        return worst;
    }
    if (offered) {
        return (struct adjustment_answer){MATCH_ADJUSTMENT_ADJUSTED, "the adjustment is offered"};
    }
    return (struct adjustment_answer){MATCH_ADJUSTMENT_ASK, "nothing is stated about this: ask"};
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
