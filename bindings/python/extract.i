/* SPDX-License-Identifier: Apache-2.0 */
/* All mentions of a text at once, as tuples; the extraction itself is not seen in Python. */

%handle(match_extractor, match_extractor_unref)
%ignore match_extractor_ref;
%ignore match_extractor_taxonomy;
%ignore match_mention;
%ignore match_extract;
%rename("$ignore", regexmatch$name="^match_extraction_") "";
%ignore match_mention_role_name;

%{
/* (concept, label, also, role, begin, end, cue begin and end, months, their begin and end) */
static PyObject *
mention_tuple(const match_mention *mention)
{
    return Py_BuildValue("IIIsnnnnInn", mention->concept, mention->label, mention->also,
                         match_mention_role_name(mention->role), (Py_ssize_t)mention->begin,
                         (Py_ssize_t)mention->end, (Py_ssize_t)mention->cue_begin,
                         (Py_ssize_t)mention->cue_end, mention->months,
                         (Py_ssize_t)mention->months_begin, (Py_ssize_t)mention->months_end);
}

static PyObject *
mentions_tuple(const match_extraction *extraction)
{
    size_t count = match_extraction_count(extraction);
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    match_mention mention;
    for (size_t i = 0; tuple && match_extraction_at(extraction, i, &mention); i++) {
        PyObject *item = mention_tuple(&mention);
        if (!item) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, item);
    }
    return tuple;
}
%}

%ignore match_text_words;

%inline %{
/** The ends of the pieces of a text, in bytes. */
PyObject *
text_words(const char *text, size_t length, const char *language, match_error *err)
{
    size_t *ends = PyMem_Calloc(length + 1, sizeof *ends);
    PyObject *tuple = NULL;
    if (!ends) {
        return PyErr_NoMemory();
    }
    size_t count = match_text_words(text, length, language, ends, length + 1, err);
    if (count != (size_t)-1) {
        tuple = PyTuple_New((Py_ssize_t)count);
    }
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *end = PyLong_FromSize_t(ends[i]);
        if (!end) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, end);
    }
    PyMem_Free(ends);
    return tuple;
}

/** Finds the concepts that a text names; other threads may run. */
PyObject *
extract(const match_extractor *extractor, const char *text, size_t length, uint32_t kinds,
        match_error *err)
{
    PyObject *tuple;
    match_extraction *extraction;
    Py_BEGIN_ALLOW_THREADS
    extraction = match_extract(extractor, text, length, kinds, err);
    Py_END_ALLOW_THREADS
    if (!extraction) {
        Py_RETURN_NONE;
    }
    tuple = mentions_tuple(extraction);
    match_extraction_free(extraction);
    return tuple;
}
%}
