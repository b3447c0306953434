/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every function that can fail takes a match_error; Python does not see it. When it was filled
 * in, libmatch.errors makes the exception. An exception that is already under way, from a
 * callback, goes first.
 */

%{
static void
raise_error(const match_error *error)
{
    PyObject *module = NULL;
    PyObject *exception = NULL;
    if (PyErr_Occurred()) {
        return;
    }
    module = PyImport_ImportModule("libmatch.errors");
    if (!module) {
        return;
    }
    /* A message or file name can be cut in the middle of a character. */
    exception = PyObject_CallMethod(
        module, "make", "iNNII", (int)error->status,
        PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace"),
        PyUnicode_DecodeFSDefault(error->source), error->line, error->column);
    if (exception) {
        PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    }
    Py_XDECREF(exception);
    Py_DECREF(module);
}
%}

%typemap(in, numinputs=0) match_error *err (match_error error) {
    memset(&error, 0, sizeof error);
    $1 = &error;
}
%typemap(argout) match_error *err {
    if ($1->status != MATCH_OK || PyErr_Occurred()) {
        raise_error($1);
        Py_CLEAR($result);
        SWIG_fail;
    }
}

/* A doer that returns has succeeded. */
%typemap(out) match_status {
    (void)$1;
    $result = SWIG_Py_Void();
}
%ignore match_error;
