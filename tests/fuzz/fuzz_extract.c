/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include <libmatch/extract.h>

#include "demand.h"

/**
 * @file fuzz_extract.c
 * Any bytes are read as an advertisement: mentions come in order, do not overlap, and all places
 * are inside the text.
 */

static const char taxonomy_yaml[] =
    "format: libmatch-taxonomy/1\nname: fuzz\n"
    "occupations:\n"
    "  - {code: O, labels: {en: tailor, lo: ຊ່າງຕັດຫຍິບ}}\n"
    "skills:\n"
    "  - {code: A, labels: {en: sewing, lo: ຫຍິບຜ້າ, th: เย็บผ้า}}\n"
    "  - {code: B, labels: {en: industrial sewing, lo: ຫຍິບຜ້າອຸດສາຫະກຳ}}\n"
    "  - {code: C, labels: {en: {preferred: \"C#\", alternative: [C, a b, a b c]}}}\n"
    "  - {code: D, labels: {en: a a a, ja: 日本}}\n";

static const match_extractor *
extractor_once(void)
{
    static match_extractor *extractor;
    if (!extractor) {
        match_taxonomy *taxonomy =
            match_taxonomy_parse(taxonomy_yaml, MATCH_NUL, "fuzz", NULL, NULL);
        demand(taxonomy != NULL);
        extractor = match_extractor_new(taxonomy, NULL);
        demand(extractor != NULL);
        match_taxonomy_unref(taxonomy);
    }
    return extractor;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    match_extraction *found =
        match_extract(extractor_once(), (const char *)data, size,
                      1u << MATCH_CONCEPT_SKILL | 1u << MATCH_CONCEPT_OCCUPATION, NULL);
    match_mention mention;
    size_t end = 0;
    demand(found != NULL);
    for (size_t i = 0; match_extraction_at(found, i, &mention); i++) {
        demand(mention.begin >= end && mention.begin < mention.end && mention.end <= size);
        demand(mention.cue_begin <= mention.cue_end && mention.cue_end <= size);
        demand(mention.months_begin <= mention.months_end && mention.months_end <= size);
        demand(match_mention_role_name(mention.role)[0] != '\0');
        demand((mention.months > 0) == (mention.months_begin < mention.months_end));
        end = mention.end;
    }
    match_extraction_free(found);
    return 0;
}
