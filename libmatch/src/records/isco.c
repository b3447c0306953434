/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "records/isco.h"

#include "base/ids.h"
#include "taxonomy/find.h"

#include <stdlib.h>
#include <string.h>

struct isco_pair {
    char old[5];
    char now[5];
};

#include "records/isco_table.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *mark; /* without spaces and signs; the longer one first */
    enum isco_version version;
} marks[] = {
    {"isco2008", ISCO_08},
    {"isco1988", ISCO_88},
    {"isco08", ISCO_08},
    {"isco88", ISCO_88},
};

/* Where a text goes on behind a mark, whatever its case and signs; SIZE_MAX where it has not got it. */
static size_t
skip_mark(const char *mark, const char *text, size_t length)
{
    size_t at = 0;

    while (*mark && at < length) {
        char c = text[at];
        if (strchr(" -_", c) && c != '\0' && at > 0) {
            at++;
        } else if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) == *mark) {
            at++;
            mark++;
        } else {
            return SIZE_MAX;
        }
    }
    if (*mark || at == length || !strchr(" :-_", text[at]) || text[at] == '\0') {
        return SIZE_MAX;
    }
    while (at < length && text[at] != '\0' && strchr(" :-_", text[at])) {
        at++;
    }
    return at;
}

enum isco_version
isco_take_version(const char **text, size_t *length)
{
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t at = skip_mark(marks[i].mark, *text, *length);
        if (at != SIZE_MAX) {
            *text += at;
            *length -= at;
            return marks[i].version;
        }
    }
    return ISCO_NOT_STATED;
}

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct isco_code *)a)->text, ((const struct isco_code *)b)->text);
}

bool
isco_is_current(const char *code)
{
    struct isco_code key = {""};

    if (strlen(code) >= sizeof key.text) {
        return false;
    }
    memcpy(key.text, code, strlen(code));
    return bsearch(&key, isco_codes, COUNT(isco_codes), sizeof key, compare_codes) != NULL;
}

size_t
isco_successors(const char *old, struct isco_code successors[ISCO_SUCCESSORS])
{
    size_t digits = strlen(old);
    size_t count = 0;

    if (digits == 0 || digits >= sizeof successors->text) {
        return 0;
    }
    /* The pairs are in the order of the new codes, so equal ones follow each other. */
    for (size_t i = 0; i < COUNT(isco_pairs) && count < ISCO_SUCCESSORS; i++) {
        const struct isco_pair *pair = &isco_pairs[i];
        bool same = count > 0 && strncmp(successors[count - 1].text, pair->now, digits) == 0;
        if (strncmp(pair->old, old, digits) == 0 && !same) {
            successors[count] = (struct isco_code){""};
            memcpy(successors[count++].text, pair->now, digits);
        }
    }
    return count;
}

/* Whether two codes are the same or one is of a group that the other is in. */
static bool
codes_agree(const char *a, const char *b)
{
    size_t shorter = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, shorter) == 0;
}

/* The successor that one of the concepts has, NULL where one has the code itself or none has one. */
static const char *
find_meant(const match_taxonomy *taxonomy, const struct ids *concepts, const char *code,
           const struct isco_code *successors, size_t count)
{
    const char *meant = NULL;

    for (size_t i = 0; i < concepts->count; i++) {
        const char *isco = match_taxonomy_isco(taxonomy, concepts->items[i]);
        if (isco[0] != '\0' && codes_agree(isco, code)) {
            return NULL;
        }
        for (size_t k = 0; k < count && isco[0] != '\0'; k++) {
            meant = codes_agree(isco, successors[k].text) ? successors[k].text : meant;
        }
    }
    return meant;
}

match_status
isco_check_name(struct reader *reader, const char *code, const char *name)
{
    const uint32_t kinds = 1u << MATCH_CONCEPT_OCCUPATION | 1u << MATCH_CONCEPT_OCCUPATION_GROUP;
    struct isco_code successors[ISCO_SUCCESSORS];
    struct ids found = {0};
    const char *meant = NULL;
    size_t count = isco_successors(code, successors);
    match_status status;

    if (count == 0 || !reader->taxonomy || !isco_is_current(code)) {
        return MATCH_OK;
    }
    status = find_label(reader->taxonomy, name, MATCH_NUL, kinds, &found, reader->err);
    if (status == MATCH_OK) {
        meant = find_meant(reader->taxonomy, &found, code, successors, count);
    }
    if (meant) {
        status = reader_tell(reader, MATCH_SEVERITY_WARNING, "ISCO_CODE_DOUBTFUL",
                             "%s is read as ISCO-08, but the name beside it is one of %s, which "
                             "was %s in ISCO-88",
                             code, meant, code);
    }
    ids_clear(&found);
    return status;
}
