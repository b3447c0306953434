#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times how fast texts are resolved to ESCO's concepts, beside what one could take instead.

    make -C build bench/resolve_speed bench/hostile_speed
    build/venv/bin/python bench/resolve_speed.py

Draws labels of ESCO 1.1.1 by seed and asks for them as they are, with other case and punctuation,
with a typing error and with their words in another order, and asks for titles of real vacancies.
The same texts go through a Python dictionary of labels (exact texts only), one of folded labels,
and rapidfuzz's ``process.extractOne`` over all labels (of fewer texts, it is slow). Prints one
``name=value`` line per figure: microseconds are the median of single calls in one thread;
``*_ratio`` says how many times longer the other way takes. At the end come the times of hostile
texts.
"""
import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import libmatch

ROOT = Path(__file__).resolve().parents[1]


def with_typo(text, draw):
    """One character of a word left out, doubled, changed or swapped with the next."""
    at = draw.randrange(1, max(2, len(text) - 1))
    letter = draw.choice("abcdefghijklmnopqrstuvwxyz")
    return draw.choice((
        text[:at] + text[at + 1:],
        text[:at] + letter + text[at:],
        text[:at] + letter + text[at + 1:],
        text[:at - 1] + text[at:at + 1] + text[at - 1:at] + text[at + 1:],
    ))


def folded_variant(text, draw):
    """The same name for folding: other case, dashes for spaces, a full stop."""
    return draw.choice((
        text.upper(),
        text.title() + ".",
        text.replace(" ", "-").upper(),
        f" «{text.capitalize()}»",
    ))


def other_order(text, draw):
    words = text.split()
    draw.shuffle(words)
    return " ".join(words)


def queries(taxonomy, vacancies, count):
    """Named lists of texts and how many candidates are wanted."""
    draw = random.Random(20260101)
    labels = sorted({label.text for concept in taxonomy
                     for rows in concept.labels.values() for label in rows})
    spaced = [label for label in labels if len(label.split()) > 1]
    titles = set()
    for name, column in (("titles_malaysia_dev.csv", "vacancyTitle"), ("hahu_dev.csv", "title")):
        with open(vacancies / name, encoding="utf-8", newline="") as file:
            titles.update(" ".join(row[column].split()) for row in csv.DictReader(file))
    titles = sorted(title for title in titles if title)
    drawn = [" ".join(label.split()) for label in draw.sample(labels, count)]
    return labels, {
        "exact": (1, drawn),
        "folded": (1, [folded_variant(label, draw) for label in drawn]),
        "typo": (10, [with_typo(label, draw) for label in draw.sample(labels, count)]),
        "order": (10, [other_order(label, draw) for label in draw.sample(spaced, count)]),
        "titles": (10, draw.sample(titles, min(count, len(titles)))),
    }


def microseconds(call, texts):
    times = []
    for text in texts:
        begin = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - begin) * 1e6)
    return statistics.median(times)


def run(*command):
    """The figures that a program prints, which are printed on."""
    output = subprocess.run([str(part) for part in command], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    print(output, end="", flush=True)
    return {name: float(value) for name, _, value in
            (line.partition("=") for line in output.splitlines())}


def compare(labels, groups, figures):
    """What a user would take instead, on the same texts."""
    names = {label: label for label in labels}
    folded = {libmatch.fold(label): label for label in labels}
    others = {"exact_dict": ("exact", names.get, None),
              "folded_dict": ("folded", lambda text: folded.get(libmatch.fold(text)), None)}
    try:
        from rapidfuzz import process, utils
    except ImportError:
        print("rapidfuzz is missing: build/venv/bin/pip install rapidfuzz", file=sys.stderr)
    else:
        prepared = [utils.default_process(label) for label in labels]

        def extract_one(text):
            return process.extractOne(utils.default_process(text), prepared)

        others |= {f"{name}_rapidfuzz": (name, extract_one, 25)
                   for name in ("exact", "folded", "typo", "order", "titles")}
    for name, (group, call, count) in others.items():
        taken = microseconds(call, groups[group][1][:count])
        print(f"{name}_us={taken:.2f}")
        print(f"{name}_ratio={taken / figures[group + '_us']:.2f}", flush=True)


def main():
    shared = Path(os.environ.get("LIBMATCH_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=shared / "data/esco-1.1.1")
    parser.add_argument("--vacancies", type=Path, default=shared / "data/vacancies")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--count", type=int, default=2000, help="texts of each sort")
    parser.add_argument("--alone", action="store_true", help="leave out the other ways")
    arguments = parser.parse_args()
    for path in (arguments.esco, arguments.vacancies):
        if not path.exists():
            print(f"{path} is missing: set LIBMATCH_SHARED", file=sys.stderr)
            return 77
    taxonomy = libmatch.Taxonomy.import_esco(arguments.esco)
    labels, groups = queries(taxonomy, arguments.vacancies, arguments.count)
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder, "esco.lmt")
        taxonomy.save(compiled)
        print(f"compiled_mebibytes={compiled.stat().st_size / 2**20:.2f}")
        calls = []
        for name, (top, texts) in groups.items():
            path = Path(folder, name)
            path.write_text("\n".join(texts) + "\n", encoding="utf-8")
            calls.append(f"{name}:{top}:{path}")
        figures = run(arguments.build / "bench/resolve_speed", compiled, *calls)
        if not arguments.alone:
            compare(labels, groups, figures)
        run(arguments.build / "bench/hostile_speed", compiled)
    return 0


if __name__ == "__main__":
    sys.exit(main())
