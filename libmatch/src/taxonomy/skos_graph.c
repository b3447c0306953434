/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "taxonomy/skos_graph.h"

#include <serd/serd.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/encoding.h"

/* Prefixes are searched one by one, so their number decides how long each name takes. */
#define MOST_PREFIXES 1024u

/* Predicates of no use are listed up to this number. */
#define MOST_OTHERS 1000u

/* Progress is told after so many statements. */
#define PROGRESS_STATEMENTS 8192u

/*
 * serd gets the bytes one by one, so that the line is known at every statement: it looks at most
 * one byte ahead. Its own allocations are not from alloc.h; they are bounded by the size of the
 * file and by the limits below, and it cannot be made to survive their failure.
 */
struct source {
    const char *bytes;
    size_t size, at;
    uint32_t line; /* of the byte before the one handed out last */
};

struct reading {
    struct skos_graph *graph;
    const char *path;
    struct source source;
    SerdEnv *env;
    size_t prefixes, depth;
    struct buffer subject, predicate, object, decoded;
    struct intern terms; /* number - 1 is the term */
    match_progress progress;
    void *data;
    match_status status; /* of our own refusals */
    match_error *err;
};

#define SKOS_TERM_IRI(name, iri) iri,
static const char *const term_iris[SKOS_TERM_COUNT] = {SKOS_TERMS(SKOS_TERM_IRI)};

/* --- Bytes ----------------------------------------------------------------------------------- */

static size_t
next_byte(void *buffer, size_t size, size_t count, void *stream)
{
    struct source *source = stream;
    if (size * count == 0 || source->at >= source->size) {
        return 0;
    }
    if (source->at > 0 && source->bytes[source->at - 1] == '\n') {
        source->line++;
    }
    *(char *)buffer = source->bytes[source->at++];
    return 1;
}

static int
no_error(void *stream)
{
    (void)stream;
    return 0;
}

/* --- Refusals -------------------------------------------------------------------------------- */

/* Ends the reading with a status of ours. */
static SerdStatus
refuse(struct reading *reading, match_status status, const char *message)
{
    if (reading->status == MATCH_OK) {
        reading->status = status == MATCH_ERR_NOMEM
                              ? fail_memory(reading->err)
                              : fail_at(reading->err, status, reading->path, reading->source.line,
                                        0, "%s", message);
    }
    return SERD_ERR_UNKNOWN;
}

static SerdStatus
refuse_limit(struct reading *reading, const char *what, unsigned most)
{
    if (reading->status == MATCH_OK) {
        reading->status = fail_at(reading->err, MATCH_ERR_LIMIT, reading->path,
                                  reading->source.line, 0, "%s, expected at most %u", what, most);
    }
    return SERD_ERR_UNKNOWN;
}

static SerdStatus
take_error(void *handle, const SerdError *error)
{
    struct reading *reading = handle;
    if (reading->status == MATCH_OK) {
        reading->status = fail_at(reading->err, MATCH_ERR_SYNTAX, reading->path, error->line,
                                  error->col, "the text is no Turtle or N-Triples from here on");
    }
    return SERD_SUCCESS;
}

/* --- Names ----------------------------------------------------------------------------------- */

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code that our writer made a name of; other names stay as they are. */
static void
decode_own(struct reading *reading, struct buffer *name)
{
    static const char own[] = SKOS_OWN "concept:";
    size_t start = sizeof own - 1;
    if (name->failed || name->size <= start || memcmp(name->bytes, own, start) != 0) {
        return;
    }
    struct buffer *out = &reading->decoded;
    out->size = 0;
    for (size_t i = start; i < name->size; i++) {
        char c = name->bytes[i];
        int high = c == '%' && i + 2 < name->size ? hex_digit(name->bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(name->bytes[i + 2]) : -1;
        if (low >= 0 && high + low > 0) {
            c = (char)(high * 16 + low);
            i += 2;
        }
        buffer_add_char(out, c);
    }
    if (out->failed || utf8_check(out->bytes, out->size) == out->size) {
        name->size = 0;
        buffer_add(name, out->bytes, out->failed ? 0 : out->size);
        name->failed = name->failed || out->failed;
    }
}

/* A relative name is resolved against the base, where there is one. */
static void
add_uri(const struct reading *reading, const SerdNode *node, struct buffer *out)
{
    if (serd_uri_string_has_scheme(node->buf)) {
        buffer_add(out, node->buf, node->n_bytes);
        return;
    }
    SerdNode whole = serd_env_expand_node(reading->env, node);
    if (whole.buf) {
        buffer_add(out, whole.buf, whole.n_bytes);
    } else {
        buffer_add(out, node->buf, node->n_bytes);
    }
    serd_node_free(&whole);
}

/* Writes a node's full name. */
static SerdStatus
name_node(struct reading *reading, const SerdNode *node, struct buffer *out)
{
    SerdChunk before;
    SerdChunk after;
    out->size = 0;
    switch (node->type) {
    case SERD_BLANK:
        buffer_add_text(out, "_:");
        buffer_add(out, node->buf, node->n_bytes);
        break;
    case SERD_URI: add_uri(reading, node, out); break;
    case SERD_CURIE:
        if (serd_env_expand(reading->env, node, &before, &after) != SERD_SUCCESS) {
            return refuse(reading, MATCH_ERR_SYNTAX,
                          "a name has a prefix that is not declared, expected @prefix before it");
        }
        buffer_add(out, before.buf, before.len);
        buffer_add(out, after.buf, after.len);
        break;
    default: buffer_add(out, node->buf, node->n_bytes); break;
    }
    if (out->failed) {
        return refuse(reading, MATCH_ERR_NOMEM, "");
    }
    if (memchr(out->bytes, '\0', out->size) || utf8_check(out->bytes, out->size) != out->size) {
        return refuse(reading, MATCH_ERR_SYNTAX,
                      "a text has an escape that is no character, expected none of U+0000 and "
                      "U+D800 to U+DFFF");
    }
    decode_own(reading, out);
    return out->failed ? refuse(reading, MATCH_ERR_NOMEM, "") : SERD_SUCCESS;
}

/* --- Statements ------------------------------------------------------------------------------ */

static SerdStatus
count_other(struct reading *reading)
{
    struct skos_graph *graph = reading->graph;
    const struct buffer *name = &reading->predicate;
    uint32_t number = intern_find(&graph->others, name->bytes, name->size);
    if (number == 0 && graph->others.count >= MOST_OTHERS) {
        graph->more_others++;
        return SERD_SUCCESS;
    }
    number = number != 0 ? number : intern_add(&graph->others, name->bytes, name->size);
    uint64_t *counts = number == 0 ? NULL
                                   : alloc_grow(graph->other_counts, &graph->other_capacity, number,
                                                sizeof *counts);
    if (!counts) {
        return refuse(reading, MATCH_ERR_NOMEM, "");
    }
    graph->other_counts = counts;
    counts[number - 1]++;
    return SERD_SUCCESS;
}

static SerdStatus
keep(struct reading *reading, uint32_t term, const SerdNode *subject, const SerdNode *object,
     const SerdNode *language)
{
    struct skos_graph *graph = reading->graph;
    struct skos_statement row = {.line = reading->source.line,
                                 .term = (uint16_t)term,
                                 .literal = object->type == SERD_LITERAL};
    SerdStatus status = name_node(reading, subject, &reading->subject);
    status = status == SERD_SUCCESS ? name_node(reading, object, &reading->object) : status;
    if (status != SERD_SUCCESS) {
        return status;
    }
    struct intern *objects = row.literal ? &graph->texts : &graph->nodes;
    row.subject = intern_add(&graph->nodes, reading->subject.bytes, reading->subject.size);
    row.object = intern_add(objects, reading->object.bytes, reading->object.size);
    if (language && language->type != SERD_NOTHING && language->n_bytes > 0) {
        row.language = intern_add(&graph->texts, (const char *)language->buf, language->n_bytes);
        if (row.language == 0) {
            return refuse(reading, MATCH_ERR_NOMEM, "");
        }
    }
    struct skos_statement *rows =
        alloc_grow(graph->statements, &graph->capacity, graph->count + 1, sizeof *rows);
    graph->statements = rows ? rows : graph->statements;
    if (!rows || row.subject == 0 || row.object == 0) {
        return refuse(reading, MATCH_ERR_NOMEM, "");
    }
    rows[graph->count++] = row;
    return SERD_SUCCESS;
}

/* serd calls itself for nodes in nodes and lists in lists; the stack is not endless. */
static SerdStatus
check_depth(struct reading *reading, SerdStatementFlags flags, const SerdNode *predicate)
{
    if ((flags & (SERD_ANON_S_BEGIN | SERD_ANON_O_BEGIN)) != 0 && ++reading->depth > LIMIT_DEPTH) {
        return refuse_limit(reading, "nodes in brackets are nested deeper", LIMIT_DEPTH);
    }
    if ((flags & SERD_LIST_O_BEGIN) != 0 && predicate->type == SERD_URI &&
        strcmp((const char *)predicate->buf, SKOS_RDF "first") == 0) {
        return refuse_limit(reading, "lists are nested", 1);
    }
    return SERD_SUCCESS;
}

static SerdStatus
tell_progress(struct reading *reading)
{
    if (reading->progress &&
        !reading->progress(reading->source.at, reading->source.size, reading->data)) {
        return refuse(reading, MATCH_ERR_CANCELLED, "the import was cancelled");
    }
    return SERD_SUCCESS;
}

static SerdStatus
take_statement(void *handle, SerdStatementFlags flags, const SerdNode *graph,
               const SerdNode *subject, const SerdNode *predicate, const SerdNode *object,
               const SerdNode *datatype, const SerdNode *language)
{
    struct reading *reading = handle;
    (void)graph;
    (void)datatype;
    SerdStatus status = check_depth(reading, flags, predicate);
    if (status == SERD_SUCCESS && ++reading->graph->read > LIMIT_STATEMENTS) {
        status = refuse_limit(reading, "the file has more statements", LIMIT_STATEMENTS);
    }
    if (status == SERD_SUCCESS && reading->graph->read % PROGRESS_STATEMENTS == 0) {
        status = tell_progress(reading);
    }
    status = status == SERD_SUCCESS ? name_node(reading, predicate, &reading->predicate) : status;
    if (status != SERD_SUCCESS) {
        return status;
    }
    uint32_t term = intern_find(&reading->terms, reading->predicate.bytes, reading->predicate.size);
    return term != 0 ? keep(reading, term - 1, subject, object, language) : count_other(reading);
}

static SerdStatus
take_end(void *handle, const SerdNode *node)
{
    struct reading *reading = handle;
    (void)node;
    reading->depth -= reading->depth > 0;
    return SERD_SUCCESS;
}

static SerdStatus
take_base(void *handle, const SerdNode *uri)
{
    struct reading *reading = handle;
    return serd_env_set_base_uri(reading->env, uri);
}

static SerdStatus
take_prefix(void *handle, const SerdNode *name, const SerdNode *uri)
{
    struct reading *reading = handle;
    if (++reading->prefixes > MOST_PREFIXES) {
        return refuse_limit(reading, "the file declares more prefixes", MOST_PREFIXES);
    }
    return serd_env_set_prefix(reading->env, name, uri);
}

/* --- The whole ------------------------------------------------------------------------------- */

/* RDF/XML is what many sites hand out first; the parser's own message would not help. */
static match_status
check_format(const struct reading *reading)
{
    const char *bytes = reading->source.bytes;
    size_t at = 0;
    while (at < reading->source.size && strchr(" \t\r\n", bytes[at]) && bytes[at] != '\0') {
        at++;
    }
    size_t rest = reading->source.size - at;
    if ((rest >= 5 && memcmp(bytes + at, "<?xml", 5) == 0) ||
        (rest >= 8 && memcmp(bytes + at, "<rdf:RDF", 8) == 0)) {
        return fail_at(reading->err, MATCH_ERR_FORMAT, reading->path, 1, 0,
                       "the file is RDF/XML, expected Turtle or N-Triples");
    }
    return MATCH_OK;
}

static match_status
parse(struct reading *reading)
{
    SerdReader *reader = serd_reader_new(SERD_TURTLE, reading, NULL, take_base, take_prefix,
                                         take_statement, take_end);
    if (!reader) {
        return fail_memory(reading->err);
    }
    serd_reader_set_strict(reader, true);
    serd_reader_set_error_sink(reader, take_error, reading);
    SerdStatus status = serd_reader_read_source(reader, next_byte, no_error, &reading->source,
                                                (const uint8_t *)"turtle", 1);
    serd_reader_free(reader);
    if (reading->status == MATCH_OK && status > SERD_FAILURE) {
        reading->status =
            fail_at(reading->err, MATCH_ERR_SYNTAX, reading->path, reading->source.line, 0,
                    "the text is no Turtle or N-Triples here");
    }
    if (reading->status == MATCH_OK) {
        (void)tell_progress(reading);
    }
    return reading->status;
}

static match_status
read_bytes(struct reading *reading, const struct file_bytes *file)
{
    size_t mark = encoding_mark(file->bytes, file->size);
    match_status status =
        encoding_check(file->bytes, file->size, reading->path, NULL, reading->err);
    if (status != MATCH_OK) {
        return status;
    }
    reading->source =
        (struct source){.bytes = file->bytes + mark, .size = file->size - mark, .line = 1};
    for (size_t i = 0; i < SKOS_TERM_COUNT; i++) {
        if (intern_add(&reading->terms, term_iris[i], strlen(term_iris[i])) == 0) {
            return fail_memory(reading->err);
        }
    }
    status = check_format(reading);
    if (status != MATCH_OK) {
        return status;
    }
    reading->env = serd_env_new(NULL);
    if (!reading->env) {
        return fail_memory(reading->err);
    }
    status = parse(reading);
    serd_env_free(reading->env);
    return status;
}

match_status
skos_graph_read(const char *path, struct skos_graph *graph, match_progress progress, void *data,
                match_error *err)
{
    struct file_bytes file;
    struct reading reading = {
        .graph = graph, .path = path, .progress = progress, .data = data, .err = err};
    *graph = (struct skos_graph){0};
    match_status status = file_read(path, &file, err);
    if (status != MATCH_OK) {
        return status;
    }
    status = read_bytes(&reading, &file);
    file_bytes_clear(&file);
    intern_clear(&reading.terms);
    buffer_clear(&reading.subject);
    buffer_clear(&reading.predicate);
    buffer_clear(&reading.object);
    buffer_clear(&reading.decoded);
    return status;
}

void
skos_graph_clear(struct skos_graph *graph)
{
    intern_clear(&graph->nodes);
    intern_clear(&graph->texts);
    alloc_free(graph->statements);
    intern_clear(&graph->others);
    alloc_free(graph->other_counts);
    *graph = (struct skos_graph){0};
}
