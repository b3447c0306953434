/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "commands.h"
#include "output.h"

#include <stdio.h>

int
command_policy_show(const struct settings *settings)
{
    match_error err = {0};
    match_policy *policy = settings->arguments.count > 0
                               ? match_policy_load(settings->arguments.items[0], &err)
                               : match_policy_default(&err);

    if (!policy) {
        return complain(&err);
    }
    fputs(match_policy_text(policy), stdout);
    match_policy_unref(policy);
    return output_flush_standard();
}
