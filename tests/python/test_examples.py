# SPDX-License-Identifier: Apache-2.0
import csv
import io
import subprocess
import sys


def test_the_spreadsheet_example_ranks_the_mini_data(source, tmp_path):
    data = source / "examples/data/mini"
    output = tmp_path / "best.csv"
    done = subprocess.run(
        [sys.executable, str(source / "examples/python/rank_spreadsheet.py"),
         str(source / "taxonomies/returnee-skills/returnee-skills.yaml"),
         str(data / "profiles.csv"), str(output), "2025-02-10",
         str(data / "vacancies.csv"), str(data / "training.yaml")],
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"))))
    best = {row["profile"]: row["opportunity"] for row in rows if row["rank"] == "1"}
    assert len(best) == 8
    assert best["R02"] == "V2"
    assert best["R04"] == "V1"
