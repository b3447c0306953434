/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/esco_files.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/finding.h"
#include "taxonomy/clean.h"

/* Names without language and ending, and whether other languages add labels. */
static const struct {
    const char *stem;
    bool labels;
} names[ESCO_FILE_COUNT] = {
    [ESCO_OWN_FACTS] = {"taxonomyFacts", false},
    [ESCO_SCHEMES] = {"conceptSchemes", false},
    [ESCO_ISCO_GROUPS] = {"ISCOGroups", true},
    [ESCO_OCCUPATIONS] = {"occupations", true},
    [ESCO_SKILL_GROUPS] = {"skillGroups", true},
    [ESCO_SKILLS] = {"skills", true},
    [ESCO_DIGITAL_SKILLS] = {"digitalSkillsCollection", false},
    [ESCO_DIGCOMP_SKILLS] = {"digCompSkillsCollection", false},
    [ESCO_GREEN_SKILLS] = {"greenSkillsCollection", false},
    [ESCO_ICT_SKILLS] = {"ictSkillsCollection", false},
    [ESCO_LANGUAGE_SKILLS] = {"languageSkillsCollection", false},
    [ESCO_RESEARCH_SKILLS] = {"researchSkillsCollection", false},
    [ESCO_TRANSVERSAL_SKILLS] = {"transversalSkillsCollection", false},
    [ESCO_SKILLS_HIERARCHY] = {"skillsHierarchy", false},
    [ESCO_BROADER_OCCUPATIONS] = {"broaderRelationsOccPillar", false},
    [ESCO_BROADER_SKILLS] = {"broaderRelationsSkillPillar", false},
    [ESCO_OCCUPATION_SKILLS] = {"occupationSkillRelations", false},
    [ESCO_SKILL_SKILLS] = {"skillSkillRelations", false},
    [ESCO_OWN_MAPPINGS] = {"conceptMappings", false},
};

/* Which file a name is, ESCO_FILE_COUNT for none; language becomes "" or that of the name. */
static enum esco_file
recognise(const char *name, char language[ESCO_LANGUAGE_SIZE])
{
    size_t length = strlen(name);
    if (length < 5 || !bundle_same_name(name + length - 4, 4, ".csv")) {
        return ESCO_FILE_COUNT;
    }
    length -= 4;
    const char *mark = memchr(name, '_', length);
    size_t stem = mark ? (size_t)(mark - name) : length;
    size_t suffix = mark ? length - stem - 1 : 0;
    if (suffix >= ESCO_LANGUAGE_SIZE) {
        return ESCO_FILE_COUNT;
    }
    memcpy(language, name + length - suffix, suffix);
    language[suffix] = '\0';
    for (size_t i = 0; language[i] != '\0' && language[i] != '-'; i++) {
        bool capital = language[i] >= 'A' && language[i] <= 'Z';
        language[i] = capital ? (char)(language[i] - 'A' + 'a') : language[i];
    }
    if (mark && !clean_is_language(language)) {
        return ESCO_FILE_COUNT;
    }
    for (int i = 0; i < ESCO_FILE_COUNT; i++) {
        if (bundle_same_name(name, stem, names[i].stem)) {
            return (enum esco_file)i;
        }
    }
    return ESCO_FILE_COUNT;
}

static match_status
add_entry(struct esco_files *files, struct esco_entry entry, match_error *err)
{
    struct esco_entry *entries =
        alloc_grow(files->entries, &files->capacity, files->count + 1, sizeof *entries);
    if (!entries) {
        return fail_memory(err);
    }
    files->entries = entries;
    entries[files->count++] = entry;
    return MATCH_OK;
}

/* English, where it is there: its labels are complete. */
static void
choose_language(struct esco_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *language = files->entries[i].language;
        if (language[0] == '\0') {
            continue;
        }
        if (files->language[0] == '\0' || strcmp(language, "en") == 0 ||
            (strcmp(files->language, "en") != 0 && strcmp(language, files->language) < 0)) {
            memcpy(files->language, language, strlen(language) + 1);
        }
    }
    if (files->language[0] == '\0') {
        memcpy(files->language, "en", 3);
    }
}

/* The main language first, a name without language last; then as the bundle has them. */
static unsigned
rank_of(const struct esco_entry *entry, const char *main)
{
    if (entry->language[0] == '\0') {
        return 2;
    }
    return strcmp(entry->language, main) == 0 ? 0 : 1;
}

static bool
comes_before(const struct esco_entry *left, const struct esco_entry *right, const char *main)
{
    unsigned ranks[] = {rank_of(left, main), rank_of(right, main)};
    if (left->file != right->file) {
        return left->file < right->file;
    }
    if (ranks[0] != ranks[1]) {
        return ranks[0] < ranks[1];
    }
    return strcmp(left->language, right->language) < 0;
}

/* A stable insertion sort: there are some 17 files in up to 28 languages. */
static void
sort_entries(struct esco_files *files)
{
    for (size_t i = 1; i < files->count; i++) {
        struct esco_entry entry = files->entries[i];
        size_t at = i;
        while (at > 0 && comes_before(&entry, &files->entries[at - 1], files->language)) {
            files->entries[at] = files->entries[at - 1];
            at--;
        }
        files->entries[at] = entry;
    }
}

/* Why an entry is passed over that follows another one of the same file; NULL to read it. */
static const char *
reason_against(const struct esco_entry *kept, const struct esco_entry *entry)
{
    if (strcmp(kept->language, entry->language) == 0) {
        return "the file is there twice, and the other one is read";
    }
    if (entry->language[0] == '\0') {
        return "the file has no language in its name, and the one that has is read";
    }
    return names[entry->file].labels ? NULL : "what is in the file is the same in all languages";
}

/* Keeps what has something new to say. */
static match_status
select_entries(struct esco_files *files, struct sheets *sheets)
{
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct esco_entry entry = files->entries[i];
        const struct esco_entry *last = kept > 0 ? &files->entries[kept - 1] : NULL;
        const char *reason = last && last->file == entry.file ? reason_against(last, &entry) : NULL;
        if (!reason) {
            sheets_take(sheets, entry.source);
            files->entries[kept++] = entry;
            continue;
        }
        entry.source->taken = true;
        match_status status = report_add(sheets->report, MATCH_SEVERITY_NOTE,
                                         (struct place){.source = entry.source->label},
                                         "FILE_PASSED_OVER", sheets->err, "%s", reason);
        if (status != MATCH_OK) {
            return status;
        }
    }
    files->count = kept;
    for (size_t i = 0; i < kept; i++) {
        struct esco_entry *entry = &files->entries[i];
        if (entry->language[0] == '\0') {
            memcpy(entry->language, files->language, sizeof entry->language);
        }
    }
    return MATCH_OK;
}

match_status
esco_files_find(const char *path, struct sheets *sheets, struct esco_files *out)
{
    struct bundle *bundle = &sheets->bundle;
    bool found = false;
    match_status status = bundle_open(path, bundle, sheets->err);
    *out = (struct esco_files){0};
    for (size_t i = 0; i < bundle->count && status == MATCH_OK; i++) {
        struct esco_entry entry = {.source = &bundle->files[i]};
        entry.file = recognise(entry.source->name, entry.language);
        if (entry.file != ESCO_FILE_COUNT) {
            found = found || entry.file == ESCO_OCCUPATIONS || entry.file == ESCO_SKILLS;
            status = add_entry(out, entry, sheets->err);
        }
    }
    if (status != MATCH_OK) {
        return status;
    }
    if (!found) {
        return fail_at(sheets->err, MATCH_ERR_FORMAT, path, 0, 0,
                       "the folder has no ESCO files, expected occupations_xx.csv or "
                       "skills_xx.csv, or archives with them");
    }
    choose_language(out);
    sort_entries(out);
    return select_entries(out, sheets);
}

void
esco_files_clear(struct esco_files *files)
{
    alloc_free(files->entries);
    *files = (struct esco_files){0};
}
