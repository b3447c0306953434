/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/version.h>

const char *
match_version(void)
{
    return MATCH_VERSION;
}
