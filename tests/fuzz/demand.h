/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_FUZZ_DEMAND_H
#define MATCH_FUZZ_DEMAND_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/** @file demand.h What fuzz targets have in common. */

/** What libFuzzer calls with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Ends the run, which keeps the input, where something does not hold. */
static inline void
demand(bool fact)
{
    if (!fact) {
        abort();
    }
}

#endif
