/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An array with its count is a tuple, a struct is a tuple of its members in their order, and a
 * getter that answers "false past the end" gives None there. The lists of a result are bytes,
 * copies of match_pair[], which struct and numpy read without another copy.
 */

%{
static PyObject *
relation_tuple(const void *item)
{
    const match_relation *relation = (const match_relation *)item;
    return Py_BuildValue("III", relation->concept, (unsigned)relation->kind,
                         (unsigned)relation->level);
}

static PyObject *
neighbour_tuple(const void *item)
{
    const match_neighbour *neighbour = (const match_neighbour *)item;
    return Py_BuildValue("II", neighbour->concept, neighbour->similarity);
}

static PyObject *
link_tuple(const void *item)
{
    const match_link *link = (const match_link *)item;
    return Py_BuildValue("IIIs", link->concept, (unsigned)link->kind, (unsigned)link->similarity,
                         link->via);
}

static PyObject *
number_object(const void *item)
{
    return PyLong_FromUnsignedLong(*(const uint32_t *)item);
}

static PyObject *
part_tuple(const void *item)
{
    const match_part *part = (const match_part *)item;
    return Py_BuildValue("sIiis", part->criterion, part->weight, part->value, part->points,
                         match_part_state_name((match_part_state)part->state));
}

static PyObject *
line_tuple(const void *item)
{
    const match_line *line = (const match_line *)item;
    return Py_BuildValue("IIzzzIIiiiiiIsIizzzziizi", line->requirement, line->claim,
                         line->requirement_text, line->claim_text, line->evidence, line->weight,
                         line->similarity, line->required_level, line->claimed_level,
                         line->level_permille, line->trust_permille, line->points,
                         (unsigned)line->essential,
                         match_line_state_name((match_line_state)line->state), line->link,
                         line->carried_permille, line->carried_code, line->carried_label, line->origin,
                         line->requirement_words, line->requirement_at,
                         line->requirement_confidence, line->claim_words,
                         line->claim_confidence);
}

static PyObject *
reason_tuple(const void *item)
{
    const match_reason_detail *detail = (const match_reason_detail *)item;
    return Py_BuildValue("sszz", match_reason_code(detail->reason),
                         match_standing_name(detail->standing), detail->text, detail->owner);
}

static PyObject *
adjustment_tuple(const void *item)
{
    const match_adjustment_detail *detail = (const match_adjustment_detail *)item;
    return Py_BuildValue("zsz", detail->need, match_adjustment_name(detail->state),
                         detail->text);
}

static PyObject *
array_tuple(const void *items, size_t count, size_t size, PyObject *(*convert)(const void *))
{
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *item = convert((const char *)items + i * size);
        if (!item) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, item);
    }
    return tuple;
}

static PyObject *
pairs_bytes(const match_pair *pairs, size_t count)
{
    return PyBytes_FromStringAndSize((const char *)pairs, (Py_ssize_t)(count * sizeof *pairs));
}

static PyObject *
unlock_tuple(const void *item)
{
    const match_unlock *unlock = (const match_unlock *)item;
    return Py_BuildValue("IIIiL", unlock->vacancies, unlock->openings, unlock->closing,
                         unlock->points, (long long)unlock->wage);
}

/* One name for each entry of a list, "" for none. */
static PyObject *
wishes_tuple(const match_result *result)
{
    size_t count = match_result_count(result);
    PyObject *tuple = PyTuple_New((Py_ssize_t)count);
    for (size_t i = 0; tuple && i < count; i++) {
        PyObject *name = PyUnicode_FromString(match_wish_name(match_result_wish(result, i)));
        if (!name) {
            Py_CLEAR(tuple);
            break;
        }
        PyTuple_SET_ITEM(tuple, (Py_ssize_t)i, name);
    }
    return tuple;
}

static PyObject *
kind_bytes(const match_result *result, match_record_kind kind)
{
    size_t count = 0;
    const match_pair *pairs = match_result_of_kind(result, kind, &count);
    return pairs_bytes(pairs, count);
}

/* (subject, considered, pairs, blocked, how often each reason occurs, unlocks, switches, wishes,
 * vacancies, training, supports) */
static PyObject *
result_tuple(const match_result *result)
{
    size_t blocked = 0;
    const match_pair *blocked_pairs = match_result_blocked(result, &blocked);
    size_t switches = 0;
    const match_pair *switch_pairs = match_result_switches(result, &switches);
    size_t n_unlocks = 0;
    const match_unlock *unlocks = match_result_unlocks(result, &n_unlocks);
    PyObject *totals = PyTuple_New(MATCH_REASON_COUNT);
    for (int i = 0; totals && i < MATCH_REASON_COUNT; i++) {
        PyObject *total = PyLong_FromSize_t(match_result_reason_total(result, (match_reason)i));
        if (!total) {
            Py_CLEAR(totals);
            break;
        }
        PyTuple_SET_ITEM(totals, i, total);
    }
    if (!totals) {
        return NULL;
    }
    return Py_BuildValue("kNNNNNNNNNN", (unsigned long)match_result_subject(result),
                         PyLong_FromSize_t(match_result_considered(result)),
                         pairs_bytes(match_result_pairs(result), match_result_count(result)),
                         pairs_bytes(blocked_pairs, blocked), totals,
                         array_tuple(unlocks, n_unlocks, sizeof *unlocks, unlock_tuple),
                         pairs_bytes(switch_pairs, switches), wishes_tuple(result),
                         kind_bytes(result, MATCH_RECORD_VACANCY),
                         kind_bytes(result, MATCH_RECORD_TRAINING),
                         kind_bytes(result, MATCH_RECORD_SUPPORT));
}

static PyObject *
lines_tuple(const match_explanation *explanation, match_line_kind kind)
{
    size_t count = 0;
    const match_line *lines = match_explanation_lines(explanation, kind, &count);
    return array_tuple(lines, count, sizeof *lines, line_tuple);
}

/* (pair, parts, coverage, use, gain, reasons, adjustments, questions) */
static PyObject *
explanation_tuple(const match_explanation *explanation)
{
    size_t n_parts = 0;
    size_t n_reasons = 0;
    size_t n_adjustments = 0;
    size_t n_questions = 0;
    const match_part *parts = match_explanation_parts(explanation, &n_parts);
    const match_reason_detail *reasons = match_explanation_reasons(explanation, &n_reasons);
    const match_adjustment_detail *adjustments =
        match_explanation_adjustments(explanation, &n_adjustments);
    const match_concept *questions = match_explanation_questions(explanation, &n_questions);
    return Py_BuildValue(
        "NNNNNNNN", pairs_bytes(match_explanation_pair(explanation), 1),
        array_tuple(parts, n_parts, sizeof *parts, part_tuple),
        lines_tuple(explanation, MATCH_LINES_COVERAGE), lines_tuple(explanation, MATCH_LINES_USE),
        lines_tuple(explanation, MATCH_LINES_GAIN),
        array_tuple(reasons, n_reasons, sizeof *reasons, reason_tuple),
        array_tuple(adjustments, n_adjustments, sizeof *adjustments, adjustment_tuple),
        array_tuple(questions, n_questions, sizeof *questions, number_object));
}

static PyObject *
improvement_tuple(const void *item)
{
    const match_improvement *improvement = (const match_improvement *)item;
    return Py_BuildValue("IiisOs", improvement->skill, improvement->have, improvement->need,
                         match_improvement_kind_name((match_improvement_kind)improvement->kind),
                         improvement->essential ? Py_True : Py_False, improvement->evidence);
}

/* (state, improvements, pair) */
static PyObject *
counterfactual_tuple(const match_counterfactual *counterfactual)
{
    size_t count = 0;
    const match_improvement *improvements =
        match_counterfactual_improvements(counterfactual, &count);
    return Py_BuildValue(
        "sNN", match_counterfactual_state_name(match_counterfactual_get_state(counterfactual)),
        array_tuple(improvements, count, sizeof *improvements, improvement_tuple),
        pairs_bytes(match_counterfactual_pair(counterfactual), 1));
}
%}

/* ---- Arrays: the count is not an argument; what is in the array says the C type. ---- */

%typemap(in, numinputs=0) size_t *count (size_t count = 0) "$1 = &count;"
%typemap(out) const match_concept *, const match_place *, const match_relation *,
              const match_neighbour *, const match_link * ""
%typemap(argout) size_t *count {
    $result = array_tuple(result, *$1, sizeof *result,
                          _Generic(result, uint32_t *: number_object,
                                   match_relation *: relation_tuple,
                                   match_neighbour *: neighbour_tuple,
                                   match_link *: link_tuple));
    if (!$result) {
        SWIG_fail;
    }
}

/* ---- Structs that a getter fills in. ---- */

%define %filled(Type, name, ...)
%typemap(in, numinputs=0) Type *name (Type filled) {
    memset(&filled, 0, sizeof filled);
    $1 = &filled;
}
%typemap(argout) Type *name {
    Py_XDECREF($result);
    $result = result ? Py_BuildValue(__VA_ARGS__) : SWIG_Py_Void();
    if (!$result) {
        SWIG_fail;
    }
}
%ignore Type;
%enddef

%filled(match_label, label, "ssi", $1->text, $1->language, (int)$1->kind)
%filled(match_skill_gain, gain, "IsiiiisisisNN", $1->skill, $1->text, $1->before, $1->during,
        $1->after, $1->gained, $1->before_evidence, (int)$1->before_date, $1->evidence,
        (int)$1->date, match_gain_state_name((match_gain_state)$1->state),
        PyLong_FromLong($1->phases), PyBool_FromLong($1->abroad))
%filled(match_mapping, mapping, "is", (int)$1->kind, $1->uri)
%filled(match_scheme, scheme, "zzzz", $1->id, $1->uri, $1->title, $1->version)
%filled(match_field, field, "sssi", $1->name, $1->type, $1->description, (int)$1->required)

%typemap(in, numinputs=0) match_pair *pair (match_pair pair) {
    memset(&pair, 0, sizeof pair);
    $1 = &pair;
}
%typemap(argout) match_pair *pair {
    Py_XDECREF($result);
    $result = pairs_bytes($1, 1);
    if (!$result) {
        SWIG_fail;
    }
}

%typemap(in, numinputs=0) size_t *index (size_t found = 0) "$1 = &found;"
%typemap(in, numinputs=0) uint64_t *occurrences (uint64_t found = 0) "$1 = &found;"
%typemap(in, numinputs=0) match_date *date (match_date found = 0) "$1 = &found;"
%typemap(argout) size_t *index {
    Py_XDECREF($result);
    $result = PyLong_FromSize_t(*$1);
}
%typemap(argout) match_date *date {
    Py_XDECREF($result);
    $result = PyLong_FromLong(*$1);
}
%typemap(argout) uint64_t *occurrences {
    Py_XDECREF($result);
    $result = result ? Py_BuildValue("sK", result, (unsigned long long)*$1) : SWIG_Py_Void();
    if (!$result) {
        SWIG_fail;
    }
}

%typemap(out) const match_finding * {
    $result = $1 ? Py_BuildValue("iIIzzzz", (int)$1->severity, $1->line, $1->row, $1->source,
                                 $1->field, $1->code, $1->message)
                 : SWIG_Py_Void();
    if (!$result) {
        SWIG_fail;
    }
}

/* ---- What is owned by the caller in C never gets out as a pointer. ---- */

%typemap(out) match_result * {
    if ($1) {
        $result = result_tuple($1);
        match_result_free($1);
        if (!$result) {
            SWIG_fail;
        }
    }
}
%typemap(out) match_explanation * {
    if ($1) {
        $result = explanation_tuple($1);
        match_explanation_free($1);
        if (!$result) {
            SWIG_fail;
        }
    }
}

%typemap(out) match_counterfactual * {
    if ($1) {
        $result = counterfactual_tuple($1);
        match_counterfactual_free($1);
        if (!$result) {
            SWIG_fail;
        }
    }
}

/* ---- Lookups that fill an array of the caller's. ---- */

%ignore match_taxonomy_find_label;
%ignore match_places_find;
%ignore match_places_centroid;
%{
static PyObject *
numbers_tuple(const uint32_t *numbers, size_t count)
{
    return array_tuple(numbers, count, sizeof *numbers, number_object);
}
%}
%inline %{
/** Finds the concepts that have a label equal to a text once both are folded. */
PyObject *
taxonomy_find_label(const match_taxonomy *taxonomy, const char *text, size_t length,
                    uint32_t kinds)
{
    match_concept few[32];
    match_concept *many = NULL;
    PyObject *tuple = NULL;
    size_t count = match_taxonomy_find_label(taxonomy, text, length, kinds, few, 32);
    if (count <= 32) {
        return numbers_tuple(few, count);
    }
    many = PyMem_Calloc(count, sizeof *many);
    if (!many) {
        return PyErr_NoMemory();
    }
    (void)match_taxonomy_find_label(taxonomy, text, length, kinds, many, count);
    tuple = numbers_tuple(many, count);
    PyMem_Free(many);
    return tuple;
}

/** Finds places by code, ISO code, name or spelling variant. */
PyObject *
places_find(const match_places *places, const char *text, size_t length, uint32_t within)
{
    match_place few[32];
    match_place *many = NULL;
    PyObject *tuple = NULL;
    size_t count = match_places_find(places, text, length, within, few, 32);
    if (count <= 32) {
        return numbers_tuple(few, count);
    }
    many = PyMem_Calloc(count, sizeof *many);
    if (!many) {
        return PyErr_NoMemory();
    }
    (void)match_places_find(places, text, length, within, many, count);
    tuple = numbers_tuple(many, count);
    PyMem_Free(many);
    return tuple;
}

/** Returns longitude and latitude in millionths of a degree, or None. */
PyObject *
places_centroid(const match_places *places, uint32_t place)
{
    int32_t longitude;
    int32_t latitude;
    if (!match_places_centroid(places, place, &longitude, &latitude)) {
        Py_RETURN_NONE;
    }
    return Py_BuildValue("(ii)", (int)longitude, (int)latitude);
}
%}

%ignore match_relation;
%ignore match_neighbour;
%ignore match_problem;
%ignore match_change;
%typemap(out) const match_carry * {
    $result = $1 ? Py_BuildValue("sIIssssIIIIs", $1->source, $1->line, $1->row, $1->id, $1->field,
                                 $1->code, $1->label, $1->state, $1->link, $1->similarity,
                                 $1->carried, $1->result)
                 : SWIG_Py_Void();
    if (!$result) {
        SWIG_fail;
    }
}
%ignore match_carry;
%ignore match_link;
%ignore match_finding;
%ignore match_pair;
%ignore match_part;
%ignore match_line;
%ignore match_reason_detail;
%ignore match_adjustment_detail;
%ignore match_improvement;
%ignore match_unlock;
%rename("$ignore", regexmatch$name="^match_counterfactual_(free|get_state|improvements|pair)$") "";
%rename("$ignore", regexmatch$name="^match_result_") "";
%rename("$ignore", regexmatch$name="^match_explanation_") "";
