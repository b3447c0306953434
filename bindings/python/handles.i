/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An opaque object is a capsule that names its type and owns one reference. Python frees it with
 * the last use, so nothing can be freed twice or used after it, and a capsule of another type or
 * anything else is a TypeError.
 */

%{
static void *
handle_pointer(PyObject *object, const char *type)
{
    if (!PyCapsule_IsValid(object, type)) {
        PyErr_Format(PyExc_TypeError, "expected a %s handle, got %s", type,
                     Py_TYPE(object)->tp_name);
        return NULL;
    }
    return PyCapsule_GetPointer(object, type);
}
%}

%define %handle(Type, release)
%{
static void
release##_handle(PyObject *capsule)
{
    release((Type *)PyCapsule_GetPointer(capsule, #Type));
}
%}
%typemap(in) const Type *, Type * {
    $1 = ($1_ltype)handle_pointer($input, #Type);
    if (!$1) {
        SWIG_fail;
    }
}
%typemap(in) const Type *optional {
    if ($input != Py_None) {
        $1 = ($1_ltype)handle_pointer($input, #Type);
        if (!$1) {
            SWIG_fail;
        }
    }
}
%typemap(out) Type * {
    if ($1) {
        $result = PyCapsule_New($1, #Type, release##_handle);
        if (!$result) {
            release($1);
            SWIG_fail;
        }
    }
}
%ignore release;
%enddef

%handle(match_taxonomy, match_taxonomy_unref)
%handle(match_translation, match_translation_unref)
%handle(match_places, match_places_unref)
%handle(match_ladders, match_ladders_unref)
%handle(match_policy, match_policy_unref)
%handle(match_roster, match_roster_unref)
%handle(match_catalogue, match_catalogue_unref)
%handle(match_matcher, match_matcher_unref)
%handle(match_report, match_report_free)
%handle(match_migration, match_migration_free)
%handle(match_read_options, match_read_options_free)
%handle(match_options, match_options_free)
%handle(match_resolver, match_resolver_unref)
%handle(match_aliases, match_aliases_free)
%handle(match_resolve_options, match_resolve_options_free)

/* None stands for the defaults and for "no report". */
%apply const match_read_options *optional { const match_read_options *options };
%apply const match_options *optional { const match_options *options };
%apply const match_resolve_options *optional { const match_resolve_options *options };
%apply const match_report *optional { match_report *report };
%apply const match_migration *optional { match_migration *migration };

/* A session needs its matcher for as long as it lives: the capsule keeps a reference to it. */
%{
static void
match_session_free_handle(PyObject *capsule)
{
    match_matcher *matcher = (match_matcher *)PyCapsule_GetContext(capsule);
    match_session_free((match_session *)PyCapsule_GetPointer(capsule, "match_session"));
    match_matcher_unref(matcher);
}

static PyObject *
session_handle(match_session *session, const match_matcher *matcher)
{
    PyObject *capsule = PyCapsule_New(session, "match_session", match_session_free_handle);
    if (!capsule) {
        match_session_free(session);
        return NULL;
    }
    PyCapsule_SetContext(capsule, match_matcher_ref(matcher));
    return capsule;
}
%}
%typemap(in) match_session * {
    $1 = ($1_ltype)handle_pointer($input, "match_session");
    if (!$1) {
        SWIG_fail;
    }
}
%typemap(out) match_session * {
    if ($1) {
        $result = session_handle($1, arg1);
        if (!$result) {
            SWIG_fail;
        }
    }
}
%ignore match_session_free;

/* References are counted by Python, and a borrowed parent is the Python object that was given. */
%ignore match_taxonomy_ref;
%ignore match_translation_ref;
%ignore match_translation_from;
%ignore match_translation_to;
%ignore match_places_ref;
%ignore match_ladders_ref;
%ignore match_policy_ref;
%ignore match_roster_ref;
%ignore match_catalogue_ref;
%ignore match_matcher_ref;
%ignore match_resolver_ref;
%ignore match_resolver_taxonomy;
%ignore match_matcher_catalogue;
%ignore match_matcher_policy;
%ignore match_roster_taxonomy;
%ignore match_catalogue_taxonomy;
