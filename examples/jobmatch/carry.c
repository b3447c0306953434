/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "carry.h"

#include <stdio.h>

int
carry_open(struct inputs *inputs, const struct settings *settings)
{
    match_error err = {0};

    if (!settings->profiles_taxonomy) {
        inputs->profiles_taxonomy = match_taxonomy_ref(inputs->taxonomy);
        return EXIT_OK;
    }
    inputs->profiles_taxonomy = match_taxonomy_load(settings->profiles_taxonomy, NULL, &err);
    return inputs->profiles_taxonomy ? EXIT_OK : complain(&err);
}

const char *
carry_word(const match_carry *carry)
{
    static const char *const unsure[] = {
        [MATCH_LINK_CLOSE] = "only close",         [MATCH_LINK_BROADER] = "only broader",
        [MATCH_LINK_NARROWER] = "only narrower",   [MATCH_LINK_RELATED] = "only related",
        [MATCH_LINK_ISCO] = "only the ISCO group",
    };

    if (!carry->label[0]) {
        return "not in the old taxonomy";
    }
    if (carry->state == MATCH_TRANSLATION_SPLIT || carry->state == MATCH_TRANSLATION_AMBIGUOUS) {
        return match_translation_state_name((match_translation_state)carry->state);
    }
    if (carry->carried) {
        return match_link_kind_name((match_link_kind)carry->link);
    }
    return carry->link < sizeof unsure / sizeof *unsure && unsure[carry->link]
               ? unsure[carry->link]
               : "nothing stands for it";
}

void
carry_print(const match_migration *migration, FILE *file)
{
    for (size_t i = 0; i < match_migration_count(migration); i++) {
        const match_carry *carry = match_migration_at(migration, i);
        fprintf(file, "%s\t%u\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", base_name(carry->source),
                (unsigned)carry->line, carry->id, carry->field, carry->code, carry->label,
                carry->carried ? "carried" : "kept", carry_word(carry), carry->result);
    }
}

void
carry_say(const match_migration *migration, const char *name, const struct settings *settings)
{
    uint64_t lost = match_migration_total(migration, (match_link_kind)0);
    struct text line = {0};

    if (settings->quiet) {
        return;
    }
    text_format(&line, "%s: ", name);
    for (int kind = MATCH_LINK_SAME; kind <= MATCH_LINK_ISCO; kind++) {
        uint64_t count = match_migration_total(migration, (match_link_kind)kind);
        if (count > 0 || kind == MATCH_LINK_SAME) {
            text_format(&line, "%llu %s, ", (unsigned long long)count,
                        match_link_kind_name((match_link_kind)kind));
        }
    }
    text_format(&line, "%llu not carried\n", (unsigned long long)lost);
    say_clean(text_of(&line));
    text_clear(&line);
}

/* The people in the terms of the catalogue; what was not carried is told with --verbose. */
static match_roster *
translate(const struct inputs *inputs, const struct settings *settings, match_error *err)
{
    match_migration *migration = match_migration_new(err);
    match_translation *translation =
        migration ? match_translation_new(inputs->profiles_taxonomy, inputs->taxonomy, err) : NULL;
    match_roster *roster =
        translation ? match_roster_translate(inputs->roster, translation, migration, err) : NULL;

    if (roster) {
        carry_say(migration, "codes of the profiles", settings);
        if (settings->verbose) {
            carry_print(migration, stderr);
        }
    }
    match_translation_unref(translation);
    match_migration_free(migration);
    return roster;
}

int
carry_profiles(struct inputs *inputs, const struct settings *settings)
{
    match_error err = {0};
    match_roster *roster;

    if (!settings->profiles_taxonomy) {
        return EXIT_OK;
    }
    roster = translate(inputs, settings, &err);
    if (!roster) {
        return complain(&err);
    }
    match_roster_unref(inputs->roster);
    inputs->roster = roster;
    return EXIT_OK;
}
