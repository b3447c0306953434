# SPDX-License-Identifier: Apache-2.0
"""The SWIG core: it agrees with its declarations, and no argument makes it crash."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import libmatch
from libmatch import examples, native


def declarations():
    text = Path(libmatch.__file__).with_name("native.pyi").read_text(encoding="utf-8")
    return ast.parse(text).body


def functions():
    return {
        name: function
        for name, function in vars(native).items()
        if inspect.isfunction(function) and not name.startswith("_")
    }


def test_the_declarations_have_every_function_with_its_parameters():
    declared = {
        node.name: [argument.arg for argument in node.args.args]
        for node in declarations()
        if isinstance(node, ast.FunctionDef)
    }
    found = {name: list(inspect.signature(f).parameters) for name, f in functions().items()}
    assert declared == found


def test_the_declarations_have_every_constant_with_its_type():
    declared = {
        node.target.id: node.annotation.id for node in declarations() if isinstance(node, ast.AnnAssign)
    }
    found = {
        name: type(value).__name__
        for name, value in vars(native).items()
        if name[0].isupper() and isinstance(value, (int, str))
    }
    assert declared == found


def test_no_function_of_the_library_is_left_out():
    """Every function of the headers is here or is named below with the reason."""
    replaced = {
        # Capsules count references and free.
        *(f"{kind}_{verb}"
          for kind in ("taxonomy", "translation", "extractor", "places", "ladders", "policy",
                       "roster", "catalogue", "matcher")
          for verb in ("ref", "unref")),
        "report_free", "migration_free", "read_options_free", "options_free", "session_free",
        *(f"{kind}_{verb}" for kind in ("taxonomy", "places", "ladders", "policy", "roster", "catalogue",
                                        "matcher", "resolver") for verb in ("ref", "unref")),
        "report_free", "read_options_free", "options_free", "session_free",
        "aliases_free", "resolve_options_free",
        # Python has the object that was given.
        "translation_from", "translation_to",
        "matcher_catalogue", "matcher_policy", "roster_taxonomy", "catalogue_taxonomy",
        "extractor_taxonomy",
        # A tuple has the name.
        "mention_role_name",
        "resolver_taxonomy",
        # Python has dates.
        "date_to_civil",
    }
    headers = Path(__file__).resolve().parents[2] / "libmatch/include/libmatch"
    declared = set()
    for header in headers.glob("*.h"):
        text = header.read_text(encoding="utf-8")
        declared.update(re.findall(r"^MATCH_API [^(;]*?\bmatch_(\w+)\(", text, re.MULTILINE))
    declared.add("version")
    hidden = {name for name in declared if name.startswith(("result_", "explanation_", "counterfactual_", "extraction_"))}
    assert declared - set(functions()) - hidden == replaced


GOOD = """
import sys
from libmatch import examples, native
taxonomy = native.taxonomy_parse(examples.TAXONOMY, "t", None)
roster = native.roster_new(taxonomy)
native.roster_parse(roster, "id,province,skills\\nP1,01,SEW=2\\n", "r", None, None)
catalogue = native.catalogue_new(taxonomy)
native.catalogue_parse(catalogue, "id,title,province\\nV1,Tailor,01\\n", "c", None, None)
assert native.roster_count(roster) == native.catalogue_count(catalogue) == 1
policy = native.policy_default()
matcher = native.matcher_new(catalogue, policy, 20000)
good = {
    "taxonomy": taxonomy, "base": taxonomy, "before": taxonomy, "after": taxonomy, "optional": taxonomy, "roster": roster, "catalogue": catalogue,
    "policy": policy, "places": native.places_lao(), "ladders": native.ladders_lao(), "matcher": matcher,
    "session": native.session_new(matcher), "report": native.report_new(), "options": None,
    "path": "/nonexistent/file", "folder": "/nonexistent", "bytes": "id\\n", "text": "SEW",
    "source": "s", "key": "name", "language": "en", "id": "P1", "field": "id",
    "separator": ";", "strict": True, "progress": None, "callback": lambda rows: True,
    "today": 20000, "resolver": native.resolver_new(taxonomy, None, None),
    "aliases": native.aliases_new(), "texts": ["a"], "others": ["b"], "concept_id": "SEW",
}
wrong = [None, 0, 1, -1, 2**31, 2**32, 2**63, 2**64, -2**63, 2**200, 1.5, float("nan"), True, "",
         "x", "\\ud800", "a\\0b", "y" * 70000, b"", b"\\xff", [], {}, (), object(), object,
         taxonomy, roster, catalogue, policy, matcher, good["places"], good["session"],
         good["report"], native.options_new(), native.read_options_new(),
         good["resolver"], good["aliases"], native.resolve_options_new(), print, len]
"""

FUZZ = GOOD + """
import inspect
calls = 0
for name, function in sorted(vars(native).items()):
    if not inspect.isfunction(function) or name.startswith("_"):
        continue
    parameters = list(inspect.signature(function).parameters)
    arguments = [good.get(parameter, 1) for parameter in parameters]
    if name.startswith("read_options_set"):
        arguments[0] = native.read_options_new()
    elif name.startswith("resolve_options_set"):
        arguments[0] = native.resolve_options_new()
    elif name == "resolver_new":
        arguments[1] = None
    elif name.startswith("options_set"):
        arguments[0] = native.options_new()
    for place in range(len(parameters)):
        for value in wrong:
            print(name, place, repr(value)[:60], file=sys.stderr)
            try:
                function(*arguments[:place], value, *arguments[place + 1:])
            except Exception:
                pass
            calls += 1
    for count in range(len(parameters) + 3):
        if count != len(parameters):
            try:
                function(*[None] * count)
            except TypeError:
                pass
            else:
                raise SystemExit(f"{name} takes {count} arguments")
print(calls)
"""


def test_no_argument_makes_it_crash(tmp_path):
    done = subprocess.run([sys.executable, "-c", FUZZ], capture_output=True, text=True,
                          cwd=tmp_path, check=False, errors="replace")
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) > 3000


def test_handles_of_another_kind_are_type_errors():
    taxonomy = native.taxonomy_parse(examples.TAXONOMY, "t", None)
    policy = native.policy_default()
    for use in (
        lambda: native.taxonomy_count(policy),
        lambda: native.taxonomy_count(None),
        lambda: native.policy_name(taxonomy),
        lambda: native.roster_new(policy),
        lambda: native.roster_count(taxonomy),
        lambda: native.options_set_top(native.read_options_new(), 3),
        lambda: native.session_new(taxonomy),
    ):
        with pytest.raises(TypeError, match="expected a match_"):
            use()
