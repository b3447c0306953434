#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every script of this folder on a folder of data and prints a table with the bars.

    LIBMATCH_SHARED=../shared build/venv/bin/python bench/quality/run_all.py [DATA] [--only SCRIPT]

DATA has the layout of LIBMATCH_SHARED/data, which it is by default; what it has not got is left
out. Files are found by their folder and the beginning of their name, so that other halves of the
same sets are measured alike. Each script's own output goes to standard error.
"""

import argparse
import os
import pathlib
import subprocess
import sys
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
BUNDLED = HERE.parents[1] / "taxonomies/returnee-skills/returnee-skills.yaml"


class Measure(NamedTuple):
    """A row of the table."""

    name: str
    script: str
    path: str  #: Under the folder of data, as a pattern.
    metric: str
    bar: float | str  #: A number, or the name of the metric that is to be reached.
    baselines: str  #: What the names of the metrics to compare with end in.


MEASURES = (
    Measure("MELO en", "melo", "melo/usa_q_en_c_en*", "mrr", 0.605, "_mrr"),
    Measure("MELO fr", "melo", "melo/fra_q_fr_c_fr*", "mrr", 0.825, "_mrr"),
    Measure("MELO pl", "melo", "melo/pol_q_pl_c_pl*", "mrr", 0.585, "_mrr"),
    Measure("MELO hu", "melo", "melo/hun_q_hu_c_hu*", "mrr", 0.455, "_mrr"),
    Measure("ILO index", "isco_titles", "isco08/index_of_titles*.csv", "acc1", 0.48, "_acc1"),
    Measure("Malaysian titles", "titles", "vacancies/titles*.csv", "hit5", 0.475, "_hit5"),
    Measure("Malaysian titles", "titles", "vacancies/titles*.csv", "mrr", 0.355, "_mrr"),
    Measure("Hahu titles", "hahu", "vacancies/hahu*.csv", "hit1", 0.395, "_hit1"),
    Measure("Hahu with description", "hahu", "vacancies/hahu*.csv", "hit1_description", 0.45,
            "_hit1_description"),
    Measure("skill phrases, tech", "phrases", "skill-phrases/tech*.csv", "hit1", 0.465, "_hit1"),
    Measure("skill phrases, house", "phrases", "skill-phrases/house*.csv", "hit1", 0.375, "_hit1"),
    Measure("skill phrases, tech", "phrases", "skill-phrases/tech*.csv",
            "precision_at_threshold", 0.62, ""),
    Measure("skill phrases, house", "phrases", "skill-phrases/house*.csv",
            "precision_at_threshold", 0.62, ""),
    Measure("job titles en", "job_titles", "job-titles/en*", "map", 0.47, "_map"),
    Measure("job titles ja", "job_titles", "job-titles/ja*", "map", 0.29, "_map"),
    Measure("Lao districts", "lao_districts", "lao/district_spellings*.csv", "linked", 1.0,
            "_edit"),
    Measure("Lao words", "lao_words", "lao/segmentation*.txt", "f1", "baseline_icu_f1", "_f1"),
    Measure("Lao labels, one variant", "lao_variants", str(BUNDLED), "top1", 0.97, "_top1"),
)


def run(script, path):
    """The metrics that a script prints, none where it fails."""
    command = [sys.executable, str(HERE / f"{script}.py"), str(path)]
    print("#", *command, file=sys.stderr, flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, file=sys.stderr, flush=True)
    if done.returncode:
        return {}
    return {
        name: float(value)
        for name, _, value in (line.partition("=") for line in done.stdout.splitlines())
    }


def row(measure, path, metrics):
    """A line of the table."""
    value = metrics.get(measure.metric)
    bar = metrics.get(measure.bar) if isinstance(measure.bar, str) else measure.bar
    near = [
        f"{name.removeprefix('baseline_').removesuffix(measure.baselines)} {number:.4f}"
        for name, number in metrics.items()
        if measure.baselines
        and name.startswith("baseline_")
        and name.endswith(measure.baselines)
        and "_" not in name.removeprefix("baseline_").removesuffix(measure.baselines).replace(
            "char_tfidf", "").replace("as_written", "")
    ]
    cells = (
        measure.name,
        path.name,
        measure.metric,
        "failed" if value is None else f"{value:.4f}",
        "?" if bar is None else f"{bar:.4f}",
        "?" if value is None or bar is None else "yes" if value >= bar else "no",
        ", ".join(near),
    )
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = HERE.parents[1]
    shared = os.environ.get("LIBMATCH_SHARED") or source.parent / "shared"
    parser.add_argument("data", nargs="?", type=pathlib.Path, default=pathlib.Path(shared, "data"))
    parser.add_argument("--only", choices=sorted({measure.script for measure in MEASURES}))
    arguments = parser.parse_args()
    data = arguments.data
    done = {}
    print("| set | data | metric | value | bar | reached | baselines |\n|---|---|---|---|---|---|---|")
    for measure in MEASURES:
        if arguments.only not in (None, measure.script):
            continue
        paths = [pathlib.Path(measure.path)] if measure.path.startswith("/") else sorted(
            data.glob(measure.path))
        for path in paths:
            if (measure.script, path) not in done:
                done[measure.script, path] = run(measure.script, path)
            print(row(measure, path, done[measure.script, path]), flush=True)
    return 0 if done and all(done.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
