#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every example of the documents.

In a Markdown file a fenced block marked ``c``, ``python`` or ``sh`` is run in the source folder;
a block marked ``text`` right after it is what it must print. ``<!-- not run -->`` above a block
leaves it alone. Usage: check_docs.py SOURCE_DIR BUILD_DIR [FILE...]
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(
    r"(?P<skip><!-- not run -->\n)?```(?P<kind>c|python|sh)\n(?P<code>.*?)\n```"
    r"(?:\n+```text\n(?P<expected>.*?)\n```)?", re.S)
DEFAULT_FILES = ("README.md", "docs/tutorial.md")


def run(command, source, environment, text=None):
    """Exit code and everything that was printed to standard output; errors go to our own."""
    done = subprocess.run(command, cwd=source, env=environment, input=text, text=True,
                          stdout=subprocess.PIPE, timeout=300, check=False)
    return done.returncode, done.stdout


def run_c(code, source, build, environment, folder):
    """Compiles against the build tree and runs."""
    path = Path(folder) / "example.c"
    path.write_text(code + "\n", encoding="utf-8")
    program = Path(folder) / "example"
    compiler = environment.get("CC", "cc").split()
    flags = environment.get("MATCH_DOCS_CFLAGS", "").split()
    command = [str(build / "libtool"), "--quiet", "--tag=CC", "--mode=link", *compiler, "-std=c11", "-Wall",
               "-Wextra", "-Werror", *flags, f"-I{source}/libmatch/include",
               f"-I{build}/libmatch/include", str(path), str(build / "libmatch/libmatch.la"),
               "-o", str(program)]
    status, output = run(command, source, environment)
    if status:
        return status, output
    return run([str(program)], source, environment)


def check(file, source, build, environment):
    """Runs the examples of one file; returns (passed, failed)."""
    counts = [0, 0]
    text = (source / file).read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        if found["skip"]:
            continue
        line = text.count("\n", 0, found.start("code"))
        with tempfile.TemporaryDirectory() as folder:
            surroundings = dict(environment, EXAMPLE_OUTPUT=folder)
            if found["kind"] == "c":
                status, output = run_c(found["code"], source, build, surroundings, folder)
            elif found["kind"] == "python":
                preload = environment.get("MATCH_PYTHON_PRELOAD", "")
                surroundings.update(LD_PRELOAD=preload, ASAN_OPTIONS="detect_leaks=0")
                status, output = run([environment.get("PYTHON", sys.executable), "-"], source,
                                     surroundings, found["code"])
            else:
                status, output = run(["sh", "-eu", "-c", found["code"]], source, surroundings)
        expected = found["expected"]
        good = status == 0 and (expected is None or output.strip() == expected.strip())
        counts[not good] += 1
        print(f"{'ok' if good else 'FAILED'} {file}:{line} ({found['kind']})")
        if not good:
            print(f"exit code {status}, printed:\n{output}\nexpected:\n{expected}")
    return counts


def main():
    source, build = (Path(argument).resolve() for argument in sys.argv[1:3])
    files = sys.argv[3:] or DEFAULT_FILES
    environment = dict(os.environ)
    environment["PATH"] = f"{build}{os.pathsep}{environment['PATH']}"
    environment["PYTHONPATH"] = str(build / "bindings/python")
    environment.setdefault("LIBMATCH_DATADIR", str(source / "taxonomies"))
    environment["COLUMNS"] = "100"
    environment["NO_COLOR"] = "1"
    totals = [0, 0]
    for file in files:
        for index, count in enumerate(check(file, source, build, environment)):
            totals[index] += count
    print(f"{totals[0]} passed, {totals[1]} failed")
    return 1 if totals[1] or not totals[0] else 0


if __name__ == "__main__":
    sys.exit(main())
