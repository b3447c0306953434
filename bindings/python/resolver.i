/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Candidates are tuples (concept, label, language, score, confidence, reason, ambiguous); texts
 * to be resolved come as a sequence of str, which is copied so that other threads may run.
 */

%{
static PyObject *
candidate_tuple(const void *item)
{
    const match_candidate *candidate = (const match_candidate *)item;
    return Py_BuildValue(
        "Issiisi", candidate->concept, candidate->label, candidate->language,
        (int)candidate->score, (int)candidate->confidence,
        match_resolve_reason_name((match_resolve_reason)candidate->reason),
        (int)candidate->ambiguous);
}

static bool
hear_candidates(size_t index, const match_candidate *candidates, size_t count, void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    bool go_on = PyErr_CheckSignals() == 0;
    if (go_on) {
        PyObject *found = array_tuple(candidates, count, sizeof *candidates, candidate_tuple);
        go_on = found && goes_on(PyObject_CallFunction((PyObject *)data, "nO", (Py_ssize_t)index,
                                                       found));
        Py_XDECREF(found);
    }
    PyGILState_Release(state);
    return go_on;
}

/* The texts of a tuple; NULL with an exception where one is no text. */
static const char **
text_array(PyObject *tuple, size_t *count)
{
    Py_ssize_t size = PyTuple_GET_SIZE(tuple);
    const char **texts = PyMem_Calloc((size_t)size + 1, sizeof *texts);
    if (!texts) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        texts[i] = text_argument(PyTuple_GET_ITEM(tuple, i));
        if (!texts[i]) {
            PyMem_Free(texts);
            return NULL;
        }
    }
    *count = (size_t)size;
    return texts;
}
%}

%typemap(in) (const char *const *texts, size_t count) (PyObject *kept = NULL,
                                                       const char **array = NULL,
                                                       size_t size = 0) {
    kept = PySequence_Tuple($input);
    array = kept ? text_array(kept, &size) : NULL;
    if (!array) {
        Py_XDECREF(kept);
        kept = NULL;
        SWIG_fail;
    }
    $1 = ($1_ltype)array;
    $2 = size;
}
%typemap(freearg) (const char *const *texts, size_t count) {
    PyMem_Free((void *)array$argnum);
    Py_XDECREF(kept$argnum);
}
%apply (const char *const *texts, size_t count) {
    (const char *const *others, size_t other_count)
};
%typemap(in) (match_resolve_callback callback, void *data) {
    if (!PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected a callable, got %s", Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = hear_candidates;
    $2 = $input;
}

%ignore match_candidate;
%ignore match_resolver_resolve;
%ignore match_resolver_similarities;
%ignore match_aliases_at;
%inline %{
/** Finds the concepts a text may mean, the best first. */
PyObject *
resolver_resolve(const match_resolver *resolver, const match_resolve_options *options,
                 const char *text, size_t length, match_error *err)
{
    match_candidate few[64];
    match_candidate *many = few;
    PyObject *tuple = NULL;
    size_t count = 0;
    if (match_resolver_resolve(resolver, options, text, length, few, 64, &count, err) !=
        MATCH_OK) {
        return NULL;
    }
    if (count > 64) {
        many = PyMem_Calloc(count, sizeof *many);
        if (!many) {
            return PyErr_NoMemory();
        }
        if (match_resolver_resolve(resolver, options, text, length, many, count, &count, err) !=
            MATCH_OK) {
            PyMem_Free(many);
            return NULL;
        }
    }
    tuple = array_tuple(many, count, sizeof *many, candidate_tuple);
    if (many != few) {
        PyMem_Free(many);
    }
    return tuple;
}

/** How alike texts are: rows times columns, as int32 in the order of the machine. */
PyObject *
resolver_similarities(const match_resolver *resolver, const match_resolve_options *options,
                      const char *const *texts, size_t count, const char *const *others,
                      size_t other_count, match_error *err)
{
    PyObject *bytes = NULL;
    match_status status = MATCH_OK;
    if (other_count > 0 && count > (size_t)PY_SSIZE_T_MAX / sizeof(int32_t) / other_count) {
        return PyErr_NoMemory();
    }
    bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(count * other_count * sizeof(int32_t)));
    if (!bytes) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    status = match_resolver_similarities(resolver, options, texts, count, others, other_count,
                                         (int32_t *)(void *)PyBytes_AS_STRING(bytes), err);
    Py_END_ALLOW_THREADS
    if (status != MATCH_OK) {
        Py_CLEAR(bytes);
    }
    return bytes;
}

/** Gives an alias as (text, concept, language), None past the end. */
PyObject *
aliases_at(const match_aliases *aliases, size_t index)
{
    const char *text = NULL;
    const char *concept = NULL;
    const char *language = NULL;
    if (!match_aliases_at(aliases, index, &text, &concept, &language)) {
        Py_RETURN_NONE;
    }
    return Py_BuildValue("sss", text, concept, language);
}
%}
