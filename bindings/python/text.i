/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts going in are str and must be encodable as UTF-8; None is a TypeError. They are not
 * copied: the UTF-8 form belongs to the str, which its caller holds during the call.
 */

%{
/* A text that ends with NUL, so it may not have one inside. */
static const char *
text_argument(PyObject *object)
{
    Py_ssize_t size = 0;
    const char *text = NULL;
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected str, got %s", Py_TYPE(object)->tp_name);
        return NULL;
    }
    text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text && strlen(text) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError, "text holds a NUL character");
        return NULL;
    }
    return text;
}

/* A getter that says how long its text is: most fit in the first call, the others get a second. */
typedef size_t (*sized_text)(const void *object, size_t index, const char *field, char *out,
                             size_t capacity, match_error *err);

static PyObject *
sized_text_result(sized_text get, const void *object, size_t index, const char *field,
                  match_error *err)
{
    char small[512];
    char *large = NULL;
    PyObject *text = NULL;
    size_t size = get(object, index, field, small, sizeof small, err);
    if (size == (size_t)-1) {
        return NULL;
    }
    if (size < sizeof small) {
        return PyUnicode_FromStringAndSize(small, (Py_ssize_t)size);
    }
    large = PyMem_Malloc(size + 1);
    if (!large) {
        return PyErr_NoMemory();
    }
    if (get(object, index, field, large, size + 1, err) == size) {
        text = PyUnicode_FromStringAndSize(large, (Py_ssize_t)size);
    } else {
        PyErr_SetString(PyExc_RuntimeError, "the text changed while it was read");
    }
    PyMem_Free(large);
    return text;
}

static size_t
get_roster_field(const void *object, size_t index, const char *field, char *out, size_t capacity,
                 match_error *err)
{
    return match_roster_field((const match_roster *)object, index, field, out, capacity, err);
}

static size_t
get_catalogue_field(const void *object, size_t index, const char *field, char *out,
                    size_t capacity, match_error *err)
{
    return match_catalogue_field((const match_catalogue *)object, index, field, out, capacity,
                                 err);
}

/* The text to fold comes as object, its length as index. */
static size_t
get_fold(const void *object, size_t index, const char *field, char *out, size_t capacity,
         match_error *err)
{
    (void)field;
    return match_text_fold((const char *)object, index, out, capacity, err);
}

static size_t
get_search_key(const void *object, size_t index, const char *field, char *out, size_t capacity,
               match_error *err)
{
    (void)field;
    return match_text_search_key((const char *)object, index, out, capacity, err);
}
%}

%typemap(in) const char * {
    $1 = ($1_ltype)text_argument($input);
    if (!$1) {
        SWIG_fail;
    }
}

%typemap(freearg) const char * ""

/* None is NULL. */
%typemap(in) const char *optional_text {
    $1 = $input == Py_None ? NULL : ($1_ltype)text_argument($input);
    if (!$1 && $input != Py_None) {
        SWIG_fail;
    }
}

%typemap(in) (const char *text, size_t length) (Py_ssize_t size = 0) {
    if (!PyUnicode_Check($input)) {
        PyErr_Format(PyExc_TypeError, "expected str, got %s", Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = ($1_ltype)PyUnicode_AsUTF8AndSize($input, &size);
    if (!$1) {
        SWIG_fail;
    }
    $2 = (size_t)size;
}

/* The content of a file: bytes, or str as UTF-8. Both never change, so other threads may run. */
%typemap(in) (const char *bytes, size_t size) (Py_ssize_t length = 0) {
    if (PyBytes_Check($input)) {
        $1 = PyBytes_AS_STRING($input);
        length = PyBytes_GET_SIZE($input);
    } else if (PyUnicode_Check($input)) {
        $1 = ($1_ltype)PyUnicode_AsUTF8AndSize($input, &length);
    } else {
        PyErr_Format(PyExc_TypeError, "expected bytes or str, got %s", Py_TYPE($input)->tp_name);
    }
    if (!$1) {
        SWIG_fail;
    }
    $2 = (size_t)length;
}

/* File names: str, bytes or os.PathLike, in the encoding of the file system. */
%typemap(in) const char *path (PyObject *encoded = NULL),
             const char *folder (PyObject *encoded = NULL) {
    if (!PyUnicode_FSConverter($input, &encoded)) {
        SWIG_fail;
    }
    $1 = PyBytes_AS_STRING(encoded);
}
%typemap(freearg) const char *path, const char *folder {
    Py_XDECREF(encoded$argnum);
}

%typemap(in, numinputs=0) char out[ANY] (char text[$1_dim0]) {
    text[0] = '\0';
    $1 = text;
}
%typemap(argout) char out[ANY] {
    Py_XDECREF($result);
    $result = PyUnicode_FromString($1);
    if (!$result) {
        SWIG_fail;
    }
}


%ignore match_roster_field;
%ignore match_catalogue_field;
%ignore match_text_fold;
%ignore match_text_search_key;
%ignore match_date_to_civil;
%inline %{
/** Gives a field of a profile as a CSV cell shows it. */
PyObject *
roster_field(const match_roster *roster, size_t index, const char *field, match_error *err)
{
    return sized_text_result(get_roster_field, roster, index, field, err);
}

/** Gives a field of an opportunity as a CSV cell shows it. */
PyObject *
catalogue_field(const match_catalogue *catalogue, size_t index, const char *field,
                match_error *err)
{
    return sized_text_result(get_catalogue_field, catalogue, index, field, err);
}

/** Folds a text for comparison. */
PyObject *
text_fold(const char *text, size_t length, match_error *err)
{
    return sized_text_result(get_fold, text, length, NULL, err);
}

/** Gives the key under which a text may be found. */
PyObject *
text_search_key(const char *text, size_t length, match_error *err)
{
    return sized_text_result(get_search_key, text, length, NULL, err);
}
%}
