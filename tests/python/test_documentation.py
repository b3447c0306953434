# SPDX-License-Identifier: Apache-2.0
import doctest
import importlib
import pkgutil

import pytest

import libmatch

MODULES = ["libmatch"] + [
    f"libmatch.{module.name}"
    for module in pkgutil.iter_modules(libmatch.__path__)
    if not module.name.startswith("_") and module.name != "native"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_say_what_happens(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    if name not in ("libmatch.examples", "libmatch.explanation", "libmatch.result"):
        assert result.attempted > 0


def test_everything_public_is_documented():
    for name in libmatch.__all__:
        item = getattr(libmatch, name)
        if isinstance(item, int):
            continue
        assert item.__doc__, name
        if isinstance(item, type):
            for member, value in vars(item).items():
                if member.startswith("_") or not (callable(value) or isinstance(value, property)):
                    continue
                assert value.__doc__, f"{name}.{member}"


def test_the_version_is_that_of_the_library():
    assert libmatch.__version__ == libmatch.native.MATCH_VERSION
