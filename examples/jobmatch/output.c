/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file that is not complete yet; removed however the program ends by itself. */
static char *unfinished;

static void
remove_unfinished(void)
{
    if (unfinished) {
        unlink(unfinished);
        unfinished = NULL;
    }
}

static int
cannot(const char *what, const char *path)
{
    say("%s: cannot %s: %s", path ? path : "standard output", what, strerror(errno));
    return path && strcmp(what, "open") == 0 ? EXIT_REFUSED : EXIT_INTERNAL;
}

/* A device or a named pipe cannot be replaced by a new file. */
static bool
is_stream(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static int
open_temporary(struct output *output)
{
    static bool registered;
    struct text name = {0};
    int file;

    text_format(&name, "%s.XXXXXX", output->path);
    output->temporary = name.bytes;
    file = mkstemp(output->temporary); /* makes it readable by its owner only */
    if (file < 0) {
        free(output->temporary);
        output->temporary = NULL;
        return cannot("open", output->path);
    }
    if (!registered) {
        registered = true;
        atexit(remove_unfinished);
    }
    unfinished = output->temporary;
    output->file = fdopen(file, "w");
    if (!output->file) {
        close(file);
        return cannot("open", output->path);
    }
    return EXIT_OK;
}

int
output_open(struct output *output, const char *path)
{
    struct stat info;

    *output = (struct output){0};
    if (!path || strcmp(path, "-") == 0) {
        output->file = stdout;
        return EXIT_OK;
    }
    output->path = path;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return cannot("open", path);
    }
    if (is_stream(path)) {
        output->file = fopen(path, "w");
        return output->file ? EXIT_OK : cannot("open", path);
    }
    return open_temporary(output);
}

int
output_flush_standard(void)
{
    if (ferror(stdout) || fflush(stdout) != 0) {
        return cannot("write", NULL);
    }
    return EXIT_OK;
}

static int
finish(struct output *output, bool keep)
{
    bool failed = ferror(output->file) || fflush(output->file) != 0;

    if (!failed && keep && output->temporary) {
        failed = fsync(fileno(output->file)) != 0;
    }
    if (fclose(output->file) != 0) {
        failed = true;
    }
    if (failed) {
        return cannot("write", output->path);
    }
    if (keep && output->temporary) {
        if (rename(output->temporary, output->path) != 0) {
            return cannot("write", output->path);
        }
        unfinished = NULL;
    }
    return EXIT_OK;
}

int
output_close(struct output *output, bool keep)
{
    int code;

    if (!output->file) {
        return EXIT_OK;
    }
    if (!output->path) {
        return output_flush_standard();
    }
    code = finish(output, keep);
    if (output->temporary) {
        remove_unfinished();
        free(output->temporary);
    }
    *output = (struct output){0};
    return code;
}
