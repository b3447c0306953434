/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Callables in place of callback and data. They are called in the thread that made the call,
 * take the interpreter lock for as long as they run, and look for Ctrl-C each time. An exception
 * in them ends the call and goes on to the caller; so does returning False, as
 * MATCH_ERR_CANCELLED.
 */

%{
static bool
goes_on(PyObject *answer)
{
    bool go_on = answer && answer != Py_False;
    Py_XDECREF(answer);
    return go_on;
}

static bool
hear_progress(uint64_t done, uint64_t total, void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *callable = (PyObject *)data;
    bool go_on = PyErr_CheckSignals() == 0;
    if (go_on && callable != Py_None) {
        go_on = goes_on(PyObject_CallFunction(callable, "KK", (unsigned long long)done,
                                              (unsigned long long)total));
    }
    PyGILState_Release(state);
    return go_on;
}

static bool
hear_result(const match_result *result, void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    bool go_on = PyErr_CheckSignals() == 0;
    if (go_on) {
        PyObject *tuple = result_tuple(result);
        go_on = tuple && goes_on(PyObject_CallFunctionObjArgs((PyObject *)data, tuple, NULL));
        Py_XDECREF(tuple);
    }
    PyGILState_Release(state);
    return go_on;
}

static bool
hear_change(const match_change *change, void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    bool go_on =
        PyErr_CheckSignals() == 0 &&
        goes_on(PyObject_CallFunction((PyObject *)data, "iIIsssI", (int)change->kind,
                                      change->before, change->after, change->language,
                                      change->old_label, change->new_label,
                                      change->link));
    PyGILState_Release(state);
    return go_on;
}

static bool
hear_problem(const match_problem *problem, void *data)
{
    PyGILState_STATE state = PyGILState_Ensure();
    bool go_on =
        PyErr_CheckSignals() == 0 &&
        goes_on(PyObject_CallFunction((PyObject *)data, "iiIIsss", (int)problem->kind,
                                      (int)problem->severity, problem->concept, problem->other,
                                      problem->language, problem->label, problem->other_label));
    PyGILState_Release(state);
    return go_on;
}
%}

%typemap(in) (match_progress progress, void *data) {
    if ($input != Py_None && !PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected a callable or None, got %s",
                     Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = hear_progress;
    $2 = $input;
}
%typemap(in) (match_change_callback callback, void *data) {
    if (!PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected a callable, got %s", Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = hear_change;
    $2 = $input;
}
%typemap(in) (match_problem_callback callback, void *data) {
    if (!PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected a callable, got %s", Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = hear_problem;
    $2 = $input;
}
%typemap(in) (match_result_callback callback, void *data) {
    if (!PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected a callable, got %s", Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = hear_result;
    $2 = $input;
}
