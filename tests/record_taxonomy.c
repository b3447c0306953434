/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "record_taxonomy.h"

#include "support.h"

match_taxonomy *record_taxonomy;

void
load_record_taxonomy(void)
{
    record_taxonomy = load_taxonomy("tests/cases/records/taxonomy.yaml");
}

void
drop_record_taxonomy(void)
{
    match_taxonomy_unref(record_taxonomy);
    record_taxonomy = NULL;
}
