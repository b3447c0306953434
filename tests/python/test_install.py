# SPDX-License-Identifier: Apache-2.0
"""`pip install` from a source tree, without a network, into an environment of its own."""

import os
import subprocess
import sys
import venv


def run(command, **settings):
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace",
                          **settings)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def test_pip_installs_from_a_source_tree(source, tmp_path):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("PYTHONPATH", "LD_PRELOAD", "MAKEFLAGS", "MFLAGS")}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    # Optimising takes most of the time and is not what is tested here.
    environment["CFLAGS"] = "-O0"
    venv.create(tmp_path / "env", with_pip=True)
    python = str(tmp_path / "env/bin/python")
    before = sorted(source.iterdir())
    run([python, "-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", str(source)], cwd=tmp_path, env=environment)
    assert sorted(source.iterdir()) == before
    program = (
        "import libmatch, pathlib; from libmatch import *\n"
        "t = Taxonomy.parse(examples.TAXONOMY)\n"
        "m = Matcher(Catalogue.from_records(t, examples.OFFERS), today='2025-02-10')\n"
        "print(m.rank(Roster.from_records(t, examples.PEOPLE), 'P1')[0].opportunity)\n"
        "print(pathlib.Path(libmatch.__file__).parent)\n"
    )
    answer, folder = run([python, "-c", program], cwd=tmp_path, env=environment).split("\n")[:2]
    assert answer == "V1"
    assert folder.startswith(str(tmp_path))
    shown = run([python, "-m", "pip", "show", "--files", "libmatch"], cwd=tmp_path,
                env=environment)
    for name in ("native.py", "native.pyi", "py.typed", "__init__.py"):
        assert f"libmatch/{name}" in shown
    assert sys.version_info[:2] >= (3, 9)
    run([python, "-m", "pip", "uninstall", "--yes", "libmatch"], cwd=tmp_path, env=environment)
    assert not os.path.exists(folder)
