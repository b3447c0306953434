# SPDX-License-Identifier: Apache-2.0
"""Builds a wheel from a source tree, for ``pip install .`` (PEP 517).

It runs the project's own configure and make in a temporary folder, so that there is one build
system and not two, and links the library into the extension, so that the wheel needs no earlier
``make install``. Only the standard library is needed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SUMMARY = "Matches people with vacancies, training offers and supports"
# What a build needs; everything else of a working tree stays where it is.
NEEDED = (
    "Makefile.am",
    "NEWS",
    "README.md",
    "autogen.sh",
    "bindings",
    "build-aux",
    "cmake",
    "configure.ac",
    "examples",
    "libmatch",
    "m4",
    "pyproject.toml",
    "taxonomies",
    "tests",
)
# Made by autogen.sh: in a release, and wherever it was run.
GENERATED = ("Makefile.in", "aclocal.m4", "aminclude_static.am", "config.h.in", "configure")
SKIPPED = shutil.ignore_patterns("*.o", "*.lo", "*.la", ".libs", ".deps", "__pycache__", "*.log")


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Builds the wheel and returns its file name."""
    with tempfile.TemporaryDirectory(prefix="libmatch-wheel-") as folder:
        source = Path(folder, "source")
        build = Path(folder, "build")
        _copy(source)
        build.mkdir()
        _build(source, build)
        version = re.search(
            r'MATCH_VERSION "(.*)"',
            Path(build, "libmatch/include/libmatch/version.h").read_text(encoding="utf-8"),
        ).group(1)
        name = f"libmatch-{version}-{_tag()}.whl"
        _write(Path(wheel_directory, name), _contents(build, version))
    return name


def build_sdist(sdist_directory, config_settings=None):
    """Releases are made by ``make dist``."""
    raise NotImplementedError("source releases are made by make dist")


def _copy(source):
    source.mkdir()
    for name in NEEDED + GENERATED:
        origin = SOURCE / name
        if origin.is_dir():
            shutil.copytree(origin, source / name, symlinks=True, ignore=SKIPPED)
        elif origin.exists():
            shutil.copy2(origin, source / name)
    # A build inside the source tree leaves headers that would hide the new ones.
    for made in ("libmatch/include/libmatch/version.h", "libmatch/libmatch.pc"):
        (source / made).unlink(missing_ok=True)


def _build(source, build):
    if not (source / "configure").exists():
        _run(["sh", "./autogen.sh"], source)
    extra = os.environ.get("LIBMATCH_CONFIGURE_FLAGS", "").split()
    _run(
        [
            "sh",
            str(source / "configure"),
            "--quiet",
            "--enable-python",
            f"PYTHON={sys.executable}",
            *extra,
        ],
        build,
    )
    _run([os.environ.get("MAKE", "make"), f"-j{os.cpu_count() or 1}", "python-wheel"], build)


def _run(command, folder):
    # A test run's make would hand its own settings to this one.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHONPATH", "DESTDIR")
    }
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    print(done.stdout)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {done.returncode}")


def _contents(build, version):
    """Returns the files of the wheel by their names in it."""
    package = build / "bindings/python/libmatch"
    suffixes = (".py", ".pyi", ".typed", sysconfig.get_config_var("EXT_SUFFIX"))
    files = {
        f"libmatch/{path.name}": path.read_bytes()
        for path in sorted(package.iterdir())
        if path.is_file() and path.name.endswith(suffixes)
    }
    info = f"libmatch-{version}.dist-info"
    for licence in sorted(SOURCE.glob("LICENSES/*.txt")):
        files[f"{info}/licenses/{licence.name}"] = licence.read_bytes()
    files[f"{info}/METADATA"] = (
        "Metadata-Version: 2.1\n"
        "Name: libmatch\n"
        f"Version: {version}\n"
        f"Summary: {SUMMARY}\n"
        "License: Apache-2.0\n"
        "Requires-Python: >=3.9\n"
        "Provides-Extra: pandas\n"
        'Requires-Dist: pandas; extra == "pandas"\n'
    ).encode()
    files[f"{info}/WHEEL"] = (
        "Wheel-Version: 1.0\n"
        f"Generator: libmatch {version}\n"
        "Root-Is-Purelib: false\n"
        f"Tag: {_tag()}\n"
    ).encode()
    record = "".join(f"{name},{_digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    return files


def _write(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            # The same date in every wheel, the first that a zip file can hold.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)


def _digest(data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return "sha256=" + digest.decode()


def _tag():
    python = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    platform = re.sub(r"[-. ]", "_", sysconfig.get_platform())
    return f"{python}-{python}-{platform}"
