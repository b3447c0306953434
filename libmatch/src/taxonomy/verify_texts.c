/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/verifier.h"

#include <string.h>

#include "taxonomy/clean.h"

match_status
verify_strings(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    if (clean_check(image->strings, image->strings_count, false) != image->strings_count) {
        return verify_wrong(verifier, "its texts are not clean UTF-8", err);
    }
    return MATCH_OK;
}

match_status
verify_notes(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    if (clean_check(image->notes, image->notes_count, true) != image->notes_count) {
        return verify_wrong(verifier, "its notes are not clean UTF-8", err);
    }
    return MATCH_OK;
}

/* --- Labels ---------------------------------------------------------------------------------- */

/* What labels are sorted by, as one number. */
static uint32_t
label_order(const struct image_label *label)
{
    return (uint32_t)label->language << 16 | label->kind;
}

match_status
verify_labels(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    for (uint32_t i = 0; i < verifier->count; i++) {
        uint32_t before = 0;
        for (uint32_t j = image->label_starts[i]; j < image->label_starts[i + 1]; j++) {
            const struct image_label *label = &image->labels[j];
            if (!verify_is_text(image, label->text) || label->language >= image->languages_count ||
                label->kind < MATCH_LABEL_PREFERRED || label->kind > MATCH_LABEL_HIDDEN) {
                return verify_wrong(verifier, "labels", err);
            }
            if (label_order(label) < before) {
                return verify_wrong(verifier, "order of labels", err);
            }
            before = label_order(label);
        }
    }
    return MATCH_OK;
}

match_status
verify_label_index(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    uint64_t before = 0;
    if (image->label_index_count != image->labels_count) {
        return verify_wrong(verifier, "size of the index of labels", err);
    }
    for (size_t i = 0; i < image->label_index_count; i++) {
        const struct image_key *key = &image->label_index[i];
        uint64_t order = (uint64_t)key->hash << 32 | key->label;
        if (key->label >= image->labels_count || (i > 0 && order <= before)) {
            return verify_wrong(verifier, "index of labels", err);
        }
        before = order;
    }
    return MATCH_OK;
}

/* --- Definitions, mappings, memberships ------------------------------------------------------ */

/* Evidence is in no language and of skills; its words are codes with one space between them. */
static bool
is_evidence_sound(const struct verifier *verifier, uint32_t i, const struct image_text *text)
{
    const char *at = image_note(verifier->image, text->text);
    if (!verify_is_skill(verifier, i + 1) || text->language != 0) {
        return false;
    }
    for (;;) {
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz_");
        if (length == 0 || (at[length] != ' ' && at[length] != '\0')) {
            return false;
        }
        if (at[length] == '\0') {
            return true;
        }
        at += length + 1;
    }
}

static bool
are_texts_sound(const struct verifier *verifier, uint32_t i)
{
    const struct image *image = verifier->image;
    for (uint32_t j = image->text_starts[i]; j < image->text_starts[i + 1]; j++) {
        const struct image_text *text = &image->texts[j];
        if (!verify_is_note(image, text->text) || !verify_is_text(image, text->language) ||
            text->kind < MATCH_TEXT_DEFINITION || text->kind > MATCH_TEXT_TYPICAL_EVIDENCE ||
            (text->kind == MATCH_TEXT_TYPICAL_EVIDENCE && !is_evidence_sound(verifier, i, text))) {
            return false;
        }
    }
    return true;
}

static bool
are_mappings_sound(const struct image *image, uint32_t i)
{
    for (uint32_t j = image->mapping_starts[i]; j < image->mapping_starts[i + 1]; j++) {
        const struct image_mapping *mapping = &image->mappings[j];
        if (!verify_is_text(image, mapping->uri) || mapping->kind < MATCH_MAPPING_EXACT ||
            mapping->kind > MATCH_MAPPING_REPLACES) {
            return false;
        }
    }
    return true;
}

static bool
are_memberships_sound(const struct image *image, uint32_t i)
{
    for (uint32_t j = image->membership_starts[i]; j < image->membership_starts[i + 1]; j++) {
        if (image->memberships[j] >= image->schemes_count ||
            (j > image->membership_starts[i] &&
             image->memberships[j - 1] >= image->memberships[j])) {
            return false;
        }
    }
    return true;
}

match_status
verify_texts(const struct verifier *verifier, match_error *err)
{
    const struct image *image = verifier->image;
    for (uint32_t i = 0; i < verifier->count; i++) {
        if (!are_texts_sound(verifier, i)) {
            return verify_wrong(verifier, "texts", err);
        }
        if (!are_mappings_sound(image, i)) {
            return verify_wrong(verifier, "mappings", err);
        }
        if (!are_memberships_sound(image, i)) {
            return verify_wrong(verifier, "memberships", err);
        }
    }
    return MATCH_OK;
}
