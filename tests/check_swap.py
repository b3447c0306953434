#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nothing protected changes a byte of what jobmatch prints.

The people of the sample, and 1,000 made of parts of theirs, are written with other answers to
everything that is for reporting only: sex, ethnicity, the Washington Group questions, age group,
corridor and reason of the return, day and year of birth. Lists for people and for opportunities,
explanations with their questions and smallest changes, as tables in both languages, JSON, JSON Lines
and CSV, have to be the same. The age decides under two rules only, by law and by the owner of an
offer: below 18, and the ages of admission. So nobody crosses 18, and where the age is changed the
opportunities have no ages of admission. That the age is read there, and so could be read here,
is what the last test makes sure of.

    MATCH_TEST_SOURCE=. MATCH_TEST_BUILD=build python3 tests/check_swap.py
"""

import csv
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("MATCH_TEST_SOURCE", ".")).resolve()
BUILD = pathlib.Path(os.environ.get("MATCH_TEST_BUILD", "build")).resolve()
PROGRAM = os.environ.get("JOBMATCH", str(BUILD / "jobmatch"))
SAMPLE = SOURCE / "examples" / "data"
MINI = SAMPLE / "mini"
TODAY = "2025-02-10"
GENERATED = 1000

DOMAINS = ["wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_selfcare",
           "wg_communicating"]
BIRTH = ["birth_date", "birth_year", "age_group"]
PROTECTED = ["sex", "ethnicity", "return_corridor", "return_reason", *DOMAINS, *BIRTH]


def read_people(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def born_before_2006(row):
    """Of age in all these runs, and so under no rule of law that asks for it."""
    year = row.get("birth_year") or (row.get("birth_date") or "")[:4]
    return year.isdigit() and int(year) < 2006


def generate(sample, count):
    """People made of parts of several: the place of one, the skills of another, and so on."""
    choice = random.Random(20250210)
    parts = [["province", "district", "willing_provinces", "willing_anywhere", "needs_boarding"],
             ["skills"], ["jobs", "credentials"], ["wants", "preferred_sectors", "needs"],
             ["languages", "schooling"], PROTECTED]
    for i in range(count):
        row = dict(choice.choice(sample), id=f"G{i:04}")
        for columns in parts:
            other = choice.choice(sample)
            row.update({name: other.get(name, "") for name in columns})
        if not born_before_2006(row):
            row.update(birth_date="", birth_year="1990", age_group="")
        yield row


def as_is(row, index):
    del row, index


def nobody_answered(row, index):
    """No answer but the age."""
    del index
    row.update({name: "" for name in PROTECTED if name not in BIRTH})


def swapped(row, index):
    """Other answers to everything but the age."""
    row["sex"] = {"f": "m", "m": "x"}.get(row.get("sex"), "f")
    row["ethnicity"] = f"group {index % 7}"
    row["return_corridor"] = ["KR-LA", "TH-LA", "MY-LA"][index % 3]
    row["return_reason"] = ["illness", "pregnancy", "deported", "family"][index % 4]
    row.update({name: str(1 + (index + place) % 4) for place, name in enumerate(DOMAINS)})


def of_other_age(row, index):
    """All of it other, and grown up at any age."""
    swapped(row, index)
    if born_before_2006(row):
        row.update(birth_date="", birth_year=str(1950 + index % 55), age_group="")


class Swap(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.sample = read_people(SAMPLE / "profiles.csv")
        cls.ageless = [cls.without_ages(SAMPLE / name)
                       for name in ("vacancies.csv", "training.csv", "supports.yaml")]

    @classmethod
    def without_ages(cls, path):
        """A copy of a catalogue that says nothing of ages of admission."""
        text = path.read_text(encoding="utf-8-sig")
        copy = pathlib.Path(cls.folder.name, path.name)
        if path.suffix == ".csv":
            rows = list(csv.reader(text.splitlines()))
            kept = [i for i, name in enumerate(rows[0]) if not name.startswith("entry_age")]
            with open(copy, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([row[i] for i in kept] for row in rows)
        else:
            copy.write_text(re.sub(r"(?m)^ *entry_age_m(in|ax):.*\n", "", text), encoding="utf-8")
        return copy

    def write(self, people, change):
        """A file of people; its name is the same for each change, since reports name it."""
        path = pathlib.Path(self.folder.name, "people.csv")
        rows = [dict(row) for row in people]
        for index, row in enumerate(rows):
            change(row, index)
        names = list(dict.fromkeys([*people[0], *PROTECTED]))
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    def output(self, people, offers, words):
        env = {name: value for name, value in os.environ.items()
               if name not in ("COLUMNS", "NO_COLOR", "TERM")}
        env.update(LIBMATCH_DATADIR=str(SOURCE / "taxonomies"), LC_ALL="C")
        done = subprocess.run(
            [PROGRAM, words[0], "--profiles", people, "--catalogue", *offers, "--today", TODAY,
             *words[1:]], capture_output=True, env=env, timeout=600, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        # The file of people is another one, and a report says so by its hash.
        own = re.compile(rb'(people\.csv(?:",\s*"hash": ?"| \[))[0-9a-f]+')
        return own.sub(rb'\1other', done.stdout), done.stderr

    def assert_no_change(self, people, offers, changes, commands):
        """Each command prints the same, whatever is changed."""
        path = self.write(people, as_is)
        expected = [self.output(path, offers, words) for words in commands]
        for change in changes:
            path = self.write(people, change)
            for words, output in zip(commands, expected):
                with self.subTest(change=change.__name__, words=words[:8]):
                    found = self.output(path, offers, words)
                    self.assertTrue(len(found[0]) > 200)
                    self.assertTrue(found == output, "what was printed differs")

    def commands(self, people, opportunities):
        """Every command that says something about a person: explanations of a pair for each."""
        forms = [[], ["--lang", "lo", "--verbose"], ["--format", "json"]]
        explanations = [
            ["explain", "--profile", row["id"], "--opportunity",
             opportunities[i % len(opportunities)], *forms[i % len(forms)]]
            for i, row in enumerate(people)]
        offers = [word for name in opportunities for word in ("--opportunity", name)]
        return [
            ["rank", "--top", "5", "--verbose", "--lang", "lo"],
            ["rank", "--top", "1000", "--format", "csv", "--threads", "3"],
            ["rank", "--top", "10", "--format", "jsonl"],
            ["rank", "--top", "5", "--format", "json"],
            ["candidates", "--top", "40", "--verbose", *offers],
            ["candidates", "--top", "1000", "--format", "csv", *offers],
            ["candidates", "--top", "40", "--format", "json", *offers],
            *explanations,
        ]

    def test_sample(self):
        offers = [SAMPLE / name for name in ("vacancies.csv", "training.csv", "supports.yaml")]
        commands = self.commands(self.sample[::8], ["V001", "V020", "V050", "T01", "T20", "S01"])
        self.assert_no_change(self.sample, offers, [nobody_answered, swapped], commands)

    def test_sample_of_other_age(self):
        commands = self.commands(self.sample[::12], ["V003", "V033", "T02", "S02"])
        self.assert_no_change(self.sample, self.ageless, [of_other_age], commands)

    def test_generated(self):
        people = list(generate(self.sample, GENERATED))
        offers = [MINI / name for name in ("vacancies.csv", "training.yaml", "supports.yaml")]
        commands = self.commands(people[::100], ["V1", "V2", "C1", "G1"])
        self.assert_no_change(people, offers, [nobody_answered, swapped], commands)

    def test_generated_of_other_age(self):
        people = list(generate(self.sample, GENERATED))
        commands = [["rank", "--top", "15", "--format", "csv", "--threads", "2"]]
        self.assert_no_change(people, self.ageless, [of_other_age], commands)

    def test_age_is_read_where_the_law_asks(self):
        """So that the tests above could fail: a change that matters does change the output."""
        def too_young(row, index):
            del index
            row.update(birth_date="2012-01-01", birth_year="", age_group="")

        lists = [self.output(self.write(self.sample, change), self.ageless,
                             ["rank", "--top", "5", "--format", "json"])[0]
                 for change in (of_other_age, too_young)]
        reasons = [json.dumps(json.loads(text)).count("UNDER_AGE") for text in lists]
        self.assertEqual(reasons[0], 0)
        self.assertGreater(reasons[1], 0)


if __name__ == "__main__":
    unittest.main()
