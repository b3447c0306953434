#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times how long taxonomies take to open, beside what else one could do.

Imports ESCO 1.1.1 and O*NET 29.3, saves them compiled, and opens the file by reading and by
mapping it, warm. What a Python user would keep instead is measured in the same run on the same
tables: a pickle of pandas frames of the CSV files, and an SQLite database of them that is read
into memory. Neither checks anything. Prints one ``name=value`` line per figure: milliseconds are
the median of many and the smallest, seconds the smallest of three imports.
"""
import argparse
import os
import pickle
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pandas

import libmatch


def milliseconds(action, count):
    """The times of a call that was made once before; its result is given up each time."""
    action()
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        result = action()
        times.append((time.perf_counter() - begin) * 1e3)
        del result
    return times


def tables_of(folder):
    """All CSV files of a folder as frames of text."""
    return {
        path.stem: pandas.read_csv(path, dtype=str, keep_default_na=False, index_col=False)
        for path in sorted(folder.glob("*.csv"))
    }


def open_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def open_database(path):
    with sqlite3.connect(path) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def measure(name, load, folder, scratch, count):
    imports = milliseconds(lambda: load(folder), 3)
    taxonomy = load(folder)
    compiled, pickled, database = (scratch / f"{name}.{end}" for end in ("lmt", "pickle", "db"))
    taxonomy.save(compiled)
    assert libmatch.Taxonomy.load(compiled).hash == taxonomy.hash
    assert libmatch.Taxonomy.load(compiled, map=True).hash == taxonomy.hash

    tables = tables_of(folder)
    with open(pickled, "wb") as file:
        pickle.dump(tables, file, protocol=pickle.HIGHEST_PROTOCOL)
    with sqlite3.connect(database) as connection:
        for title, table in tables.items():
            table.to_sql(title, connection, index=False)

    ways = {
        "read": lambda: libmatch.Taxonomy.load(compiled),
        "map": lambda: libmatch.Taxonomy.load(compiled, map=True),
        "pickle": lambda: open_pickle(pickled),
        "sqlite": lambda: open_database(database),
    }
    figures = {"import_seconds": round(min(imports) / 1e3, 3)}
    figures["compiled_mebibytes"] = round(compiled.stat().st_size / 2**20, 2)
    figures["pickle_mebibytes"] = round(pickled.stat().st_size / 2**20, 2)
    for way, action in ways.items():
        times = milliseconds(action, count if way in ("read", "map") else 5)
        figures[f"open_{way}_milliseconds"] = round(statistics.median(times), 2)
        figures[f"open_{way}_milliseconds_smallest"] = round(min(times), 2)
    for way in ("read", "map"):
        figures[f"import_to_open_{way}_ratio"] = round(
            min(imports) / figures[f"open_{way}_milliseconds_smallest"], 1
        )
    figures["open_pickle_to_open_read_ratio"] = round(
        figures["open_pickle_milliseconds_smallest"] / figures["open_read_milliseconds_smallest"], 1
    )
    for key, value in figures.items():
        print(f"{name}_{key}={value}", flush=True)


def main():
    shared = Path(os.environ.get("LIBMATCH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=shared / "data/esco-1.1.1")
    parser.add_argument("--onet", type=Path, default=shared / "data/onet-29.3")
    parser.add_argument("--count", type=int, default=101, help="openings of which the median counts")
    arguments = parser.parse_args()
    for path in (arguments.esco, arguments.onet):
        if not path.exists():
            print(f"{path} is missing: set LIBMATCH_SHARED", file=sys.stderr)
            return 77
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        measure("esco", libmatch.Taxonomy.import_esco, arguments.esco, scratch, arguments.count)
        measure("onet", libmatch.Taxonomy.import_onet, arguments.onet, scratch, arguments.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
