/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/esco_files.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "taxonomy/clean.h"

static const char *const stems[ESCO_FILE_COUNT] = {
    [ESCO_SCHEMES] = "conceptSchemes",
    [ESCO_ISCO_GROUPS] = "ISCOGroups",
    [ESCO_OCCUPATIONS] = "occupations",
    [ESCO_SKILL_GROUPS] = "skillGroups",
    [ESCO_SKILLS] = "skills",
    [ESCO_DIGITAL_SKILLS] = "digitalSkillsCollection",
    [ESCO_GREEN_SKILLS] = "greenSkillsCollection",
    [ESCO_LANGUAGE_SKILLS] = "languageSkillsCollection",
    [ESCO_TRANSVERSAL_SKILLS] = "transversalSkillsCollection",
    [ESCO_SKILLS_HIERARCHY] = "skillsHierarchy",
    [ESCO_BROADER_OCCUPATIONS] = "broaderRelationsOccPillar",
    [ESCO_BROADER_SKILLS] = "broaderRelationsSkillPillar",
    [ESCO_OCCUPATION_SKILLS] = "occupationSkillRelations",
    [ESCO_SKILL_SKILLS] = "skillSkillRelations",
};

/* Which file a name is, ESCO_FILE_COUNT for none; language becomes "" or that of the name. */
static enum esco_file
recognise(const char *name, char *language, size_t size)
{
    size_t length = strlen(name);
    if (length < 5 || strcmp(name + length - 4, ".csv") != 0) {
        return ESCO_FILE_COUNT;
    }
    length -= 4;
    const char *mark = memchr(name, '_', length);
    size_t stem = mark ? (size_t)(mark - name) : length;
    size_t suffix = mark ? length - stem - 1 : 0;
    if (suffix >= size) {
        return ESCO_FILE_COUNT;
    }
    memcpy(language, name + length - suffix, suffix);
    language[suffix] = '\0';
    if (mark && !clean_is_language(language)) {
        return ESCO_FILE_COUNT;
    }
    for (int i = 0; i < ESCO_FILE_COUNT; i++) {
        if (strlen(stems[i]) == stem && memcmp(stems[i], name, stem) == 0) {
            return (enum esco_file)i;
        }
    }
    return ESCO_FILE_COUNT;
}

static match_status
keep_file(struct esco_folder *folder, const char *path, const char *name, enum esco_file file,
          match_error *err)
{
    size_t length = strlen(path);
    size_t name_length = strlen(name);
    struct stat facts;
    char *whole = arena_zeroed(&folder->arena, length + name_length + 2, 1);
    if (!whole) {
        return fail_memory(err);
    }
    memcpy(whole, path, length);
    whole[length] = '/';
    memcpy(whole + length + 1, name, name_length + 1);
    if (stat(whole, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return MATCH_OK; /* a folder or a link to nowhere of that name is none of ours */
    }
    folder->paths[file] = whole;
    folder->names[file] = whole + length + 1;
    folder->sizes[file] = (uint64_t)facts.st_size;
    return MATCH_OK;
}

/* Files of two languages cannot be told apart by their content: the caller has to choose. */
static match_status
take_language(struct esco_folder *folder, const char *path, const char *language,
              match_error *err)
{
    if (language[0] == '\0' || strcmp(folder->language, language) == 0) {
        return MATCH_OK;
    }
    if (folder->language[0] == '\0') {
        memcpy(folder->language, language, strlen(language) + 1);
        return MATCH_OK;
    }
    bool before = strcmp(folder->language, language) < 0;
    return fail_at(err, MATCH_ERR_FORMAT, path, 0, 0,
                   "the folder has files in the languages %s and %s, expected one language",
                   before ? folder->language : language, before ? language : folder->language);
}

static match_status
take_entry(struct esco_folder *folder, const char *path, const char *name, match_error *err)
{
    char language[sizeof folder->language];
    enum esco_file file = recognise(name, language, sizeof language);
    if (file == ESCO_FILE_COUNT) {
        return MATCH_OK;
    }
    match_status status = take_language(folder, path, language, err);
    /* Of occupations.csv and occupations_en.csv the second counts, whichever is met first. */
    if (status != MATCH_OK || (folder->paths[file] && language[0] == '\0')) {
        return status;
    }
    return keep_file(folder, path, name, file, err);
}

static match_status
list(DIR *open, const char *path, struct esco_folder *folder, match_error *err)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(open);
        if (!entry) {
            break;
        }
        match_status status = take_entry(folder, path, entry->d_name, err);
        if (status != MATCH_OK) {
            return status;
        }
    }
    if (errno != 0) {
        return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot read the folder: %s",
                       fail_system_text(errno));
    }
    if (!folder->paths[ESCO_OCCUPATIONS] && !folder->paths[ESCO_SKILLS]) {
        return fail_at(err, MATCH_ERR_FORMAT, path, 0, 0,
                       "the folder has no ESCO files, expected occupations_xx.csv or "
                       "skills_xx.csv");
    }
    for (size_t i = 0; i < ESCO_FILE_COUNT; i++) {
        folder->total += folder->sizes[i];
    }
    if (folder->language[0] == '\0') {
        memcpy(folder->language, "en", 3);
    }
    return MATCH_OK;
}

match_status
esco_folder_list(const char *path, struct esco_folder *out, match_error *err)
{
    *out = (struct esco_folder){0};
    DIR *open = opendir(path);
    if (!open) {
        return fail_at(err, MATCH_ERR_IO, path, 0, 0, "cannot open the folder: %s",
                       fail_system_text(errno));
    }
    match_status status = list(open, path, out, err);
    (void)closedir(open);
    return status;
}

void
esco_folder_clear(struct esco_folder *folder)
{
    arena_clear(&folder->arena);
    *folder = (struct esco_folder){0};
}
