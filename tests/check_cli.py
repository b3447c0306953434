#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of the program jobmatch: stories with exact outputs, options, exit codes, files.

Each folder of tests/cases/cli is a story: `command` is its command line, run in
examples/data/mini; `expected_stdout` and, where it is there, `expected_stderr` what it prints.
UPDATE=1 writes them anew; read them then. What a story is about is asserted here as well, so
that writing anew cannot hide a loss.

    MATCH_TEST_SOURCE=. MATCH_TEST_BUILD=build python3 tests/check_cli.py [--tap] [TEST...]
"""

import csv
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("MATCH_TEST_SOURCE", ".")).resolve()
BUILD = pathlib.Path(os.environ.get("MATCH_TEST_BUILD", "build")).resolve()
PROGRAM = os.environ.get("JOBMATCH", str(BUILD / "jobmatch"))
STORIES = SOURCE / "tests" / "cases" / "cli"
MINI = SOURCE / "examples" / "data" / "mini"
OFFICE = SOURCE / "examples" / "data"
BUNDLED = SOURCE / "taxonomies" / "returnee-skills" / "returnee-skills.yaml"
ONE = 1000000
TODAY = ["--today", "2025-02-10"]
PEOPLE = ["--profiles", "profiles.csv"]
OFFERS = ["--catalogue", "vacancies.csv", "training.yaml", "supports.yaml"]
FILES = PEOPLE + OFFERS + TODAY
RANK = ["rank"] + FILES

OK, FINDINGS, USAGE, REFUSED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 130


def environment(**changes):
    env = {name: value for name, value in os.environ.items()
           if name not in ("COLUMNS", "NO_COLOR", "TERM", "UPDATE")}
    env["LIBMATCH_DATADIR"] = str(SOURCE / "taxonomies")
    env["LC_ALL"] = "C"
    env.update(changes)
    return env


def run(*words, cwd=MINI, stdin=None, env=None, **options):
    return subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=env or environment(), timeout=120, **options)


def read_terminal(master):
    """All that is written to the other end of a terminal until it is closed."""
    text = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    os.close(master)
    return text


def steady(text):
    """Takes out what changes with every edit of taxonomy, policy or version."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "HASH", text)
    text = re.sub(r"\[[0-9a-f]{8}\]", "[HASH]", text)
    return re.sub(r"(libmatch[\": ]+)\d+\.\d+\.\d+", r"\1VERSION", text)


class Case(unittest.TestCase):
    maxDiff = None

    def good(self, *words, **options):
        done = run(*words, **options)
        self.assertEqual(done.returncode, OK, done.stderr.decode())
        return done.stdout.decode()

    def bad(self, code, part, *words, **options):
        done = run(*words, **options)
        self.assertEqual(done.returncode, code, done.stderr.decode() + done.stdout.decode())
        self.assertEqual(done.stdout, b"")
        self.assertIn(part, done.stderr.decode())
        return done.stderr.decode()

    def rows(self, *words, **options):
        text = self.good(*words, "--format", "jsonl", **options)
        return [json.loads(line) for line in text.splitlines()]

    def page(self, *words, **options):
        return json.loads(self.good(*words, "--format", "json", **options))

    def person(self, profile, *words):
        return self.page(*RANK, "--profile", profile, *words)["profiles"][0]


class Exact(Case):
    """What each story prints, to the letter; one test for each folder, made below."""

    def compare(self, folder):
        done = run(*shlex.split((folder / "command").read_text(encoding="utf-8")))
        self.assertEqual(done.returncode, OK, done.stderr.decode())
        for file, text in (("expected_stdout", steady(done.stdout.decode())),
                           ("expected_stderr", done.stderr.decode())):
            path = folder / file
            if os.environ.get("UPDATE") == "1" and (file == "expected_stdout" or path.exists()):
                path.write_text(text, encoding="utf-8")
            if file == "expected_stdout" or path.exists():
                self.assertEqual(path.read_text(encoding="utf-8"), text)


def make_exact_tests():
    for folder in sorted(STORIES.iterdir()):
        def test(self, folder=folder):
            self.compare(folder)
        setattr(Exact, f"test_{folder.name}", test)


make_exact_tests()


class Stories(Case):
    """What each story of the domain is about."""

    def story(self, name):
        words = shlex.split((STORIES / name / "command").read_text(encoding="utf-8"))
        return self.good(*words)

    def test_every_folder_of_the_cases_is_a_story_here(self):
        tested = {name[len("test_"):].split("_")[0] for name in dir(self)}
        for folder in STORIES.iterdir():
            self.assertIn(folder.name.split("_")[0], tested, folder.name)

    def test_u01_training_with_boarding_near_home_comes_first(self):
        text = self.story("u01_tailoring")
        found = self.person("R01", "--top", "3")
        first = found["matches"][0]
        self.assertEqual((first["kind"], first["opportunity"]), ("training", "C1"))
        self.assertEqual(first["standing"], "shown")
        self.assertNotIn("BOARDING_NEEDED", first["reasons"])
        self.assertIn("free lodging", text)
        self.assertIn("free of charge", text)
        everything = self.person("R01", "--top", "100")["matches"]
        for match in everything:
            if match["kind"] == "vacancy":
                self.assertNotEqual(match["grade"], "strong", match["opportunity"])
                self.assertGreater(match["rank"], first["rank"])
        grant = [match for match in everything if match["opportunity"] == "G1"]
        self.assertIn("ADMISSION_TRAINING", grant[0]["reasons"])

    def test_u30_advertisement_in_lao_gives_a_vacancy_traced_to_its_words(self):
        text = self.story("u30_advertisement")
        self.assertIn("ບອກວ່າບໍ່ຈຳເປັນ", text)
        name = "advertisement-lo.txt"
        advertisement = (MINI / name).read_bytes()
        record = json.loads(self.good("extract", name, "--format", "jsonl"))
        self.assertEqual([skill["skill"] for skill in record["optional_skills"]], ["ENG"])
        self.assertIn("SEW", [skill["skill"] for skill in record["essential_skills"]])
        self.assertEqual(record["experience_months"], 24)
        for skill in record["essential_skills"] + record["optional_skills"]:
            words = skill["words"].encode()
            self.assertEqual(advertisement[skill["at"]:][:len(words)], words)
            self.assertEqual(skill["origin"], "extracted")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "coded.jsonl"
            self.good("extract", name, "--format", "jsonl", "--output", path)
            ranked = json.loads(self.good("rank", *PEOPLE, "--catalogue", path, *TODAY,
                                          "--format", "json"))
            matches = ranked["profiles"][0]["matches"]
            self.assertEqual([match["opportunity"] for match in matches], [name])
            again = pathlib.Path(folder) / "again.yaml"
            self.good("convert", path, "--kind", "opportunity", "--output", again)
            self.assertIn("extracted", again.read_text(encoding="utf-8"))

    def test_u31_advertisements_become_vacancies_traced_to_their_words(self):
        names = shlex.split((STORIES / "u31_advertisements/command").read_text())[1:6]
        text = self.good("extract", *names, "--format", "jsonl")
        self.assertEqual(text, (MINI / "advertisements-lo.jsonl").read_text(encoding="utf-8"))
        records = [json.loads(line) for line in text.splitlines()]
        self.assertEqual(len(records), 5)
        for record in records:
            for skill in record["essential_skills"] + record["optional_skills"]:
                words = skill["words"].encode()
                self.assertEqual(record["text"].encode()[skill["at"]:][:len(words)], words)
        self.bad(USAGE, "one FILE", "extract", *names, "--format", "tsv")

    def test_u31_places_hold_where_a_file_begins_with_blanks_and_has_carriage_returns(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "ad.txt"
            path.write_bytes(b"\xef\xbb\xbf \r\n\r\nMason\r\nProvince: Champasak\r\n"
                             b"Must lay bricks\r\nand lay tiles.\r\n")
            coded = pathlib.Path(folder) / "coded.jsonl"
            self.good("extract", path, "--format", "jsonl", "--output", coded)
            record = json.loads(coded.read_text(encoding="utf-8"))
            self.assertGreater(len(record["essential_skills"]), 0)
            for skill in record["essential_skills"]:
                self.assertEqual(record["text"][skill["at"]:][:len(skill["words"])],
                                 skill["words"])
            page = self.page("explain", *PEOPLE, "--catalogue", coded, *TODAY, "--profile", "R02",
                             "--opportunity", "ad.txt")
            self.assertEqual({line["origin"] for line in page["coverage"]}, {"extracted"})
            self.assertEqual({line["at"] for line in page["coverage"]},
                             {skill["at"] for skill in record["essential_skills"]})

    def test_u32_people_for_an_advertisement_in_lao(self):
        text = self.story("u32_advertisement_candidates")
        self.assertIn("ທັກສະທີ່ອ່ານໄດ້ຈາກຂໍ້ຄວາມໃນປະກາດ", text)
        self.assertLess(text.index("R02"), text.index("R08"))

    def test_u33_an_explanation_shows_the_words_of_an_advertisement(self):
        text = self.story("u33_advertisement_explained")
        for record in (MINI / "advertisements-lo.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(record)
            if record["id"] == "mason.txt":
                for skill in record["essential_skills"] + record["optional_skills"]:
                    self.assertIn("← ‘" + skill["words"] + "’", text)

    def test_u34_what_a_history_suggests_is_marked_and_can_be_left_out(self):
        words = ["explain", *PEOPLE, "--catalogue", "vacancies.csv", *TODAY, "--profile", "R05",
                 "--opportunity", "V2"]
        page = self.page(*words)
        self.assertEqual({line["evidence"] for line in page["use"]}, {"inferred"})
        self.assertEqual({line["claim_words"] for line in page["use"]}, {"9313"})
        self.assertEqual({line["state"] for line in page["coverage"]}, {"to_confirm"})
        self.assertEqual({skill["skill"] for skill in page["questions"][:2]},
                         {line["claim"] for line in page["use"]})
        self.assertEqual(self.page(*words, "--no-fill")["use"], [])

    def test_u02_mason_fits_and_a_test_would_confirm_it(self):
        text = self.story("u02_mason")
        found = self.person("R02")
        match = found["matches"][0]
        self.assertEqual((match["opportunity"], match["grade"]), ("V2", "strong"))
        self.assertEqual((match["essential_met"], match["essential_count"]), (1, 1))
        self.assertEqual(match["missing"], [])
        self.assertIn({"skill": "BRICK", "evidence": "employer_reference"}, found["confirm"])
        self.assertRegex(text, r"\[BRICK\]: evidence: employer reference, unverified: "
                               r"a\s+skill\s+test\s+would\s+confirm\s+it")
        for gap in found["courses"]:
            self.assertNotEqual(gap["vacancy"], "V2")

    def test_u03_seafood_worker_changes_sector(self):
        text = self.story("u03_seafood")
        found = self.person("R03")
        by_id = {match["opportunity"]: match for match in found["matches"]}
        self.assertEqual(by_id["V3"]["grade"], "strong")
        self.assertEqual([(gap["skill"], gap["have"], gap["need"])
                          for gap in by_id["V4"]["missing"] if gap["essential"]],
                         [("ASM-EL", 0, 1)])
        gap = [gap for gap in found["courses"] if gap["skill"] == "ASM-EL"][0]
        self.assertEqual((gap["training"], gap["vacancy"], gap["only_gap"], gap["need"]),
                         ("C4", "V4", True, 1))
        self.assertIn("FISH-TRIM", [skill["skill"] for skill in found["not_asked_for"]])
        self.assertRegex(text, r"\[ASM-EL\] 0→1: course C4")
        self.assertIn("weeks: 2", text)

    def test_u04_person_without_skills_is_asked_not_judged(self):
        text = self.story("u04_no_skills")
        found = self.person("R05", "--top", "100")
        self.assertTrue(found["without_skills"])
        self.assertGreater(len(found["questions"]), 2)
        for match in found["matches"]:
            if match["kind"] == "vacancy":
                self.assertEqual(match["grade"], "unknown", match["opportunity"])
                self.assertLess(match["score"], ONE // 2)
        self.assertIn("to be confirmed", text)
        self.assertIn("[" + found["questions"][0]["skill"] + "]", text)

    def test_u05_needs_annotate_and_never_score(self):
        text = self.story("u05_adjustments")
        profiles = (MINI / "profiles.csv").read_text(encoding="utf-8")
        self.assertEqual(profiles.count("step_free;seated_work"), 1)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "without.csv"
            path.write_text(profiles.replace("step_free;seated_work", ""), encoding="utf-8")
            without = self.rows("rank", "--profiles", path, *OFFERS, *TODAY, "--top", 100)
        needed = self.rows(*RANK, "--top", 100)
        states = {match["adjustment"] for match in needed if match["profile"] == "R06"}
        self.assertEqual(states, {"met", "met_with_adjustment", "ask", "barrier"} & states)
        self.assertGreaterEqual(len(states), 3)
        for match in needed + without:
            del match["adjustment"]
        self.assertEqual(needed, without)
        kitchen = [match for match in needed
                   if (match["profile"], match["opportunity"]) == ("R06", "V6")][0]
        self.assertIn("WAGE_BELOW_MINIMUM", kitchen["reasons"])
        self.assertEqual(kitchen["standing"], "flagged")
        self.assertRegex(text, r"2,200,000[^\n]*\s[^\n]*2,500,000[^\n]*\s[^\n]*2024-10-01")

    def test_u06_seventeen_is_too_young_for_hazards_not_for_a_course(self):
        self.story("u06_seventeen")
        found = self.person("R07", "--top", "100")
        blocked = {match["opportunity"]: match["reasons"] for match in found["not_shown"]}
        self.assertIn("HAZARDOUS_UNDER_18", blocked["V8"])
        course = [match for match in found["matches"] if match["opportunity"] == "C6"][0]
        self.assertEqual((course["standing"], course["reasons"]), ("shown", []))

    def test_u07_fee_and_licence_keep_a_vacancy_out_and_say_so(self):
        text = self.story("u07_worker_fee")
        for person in self.page(*RANK)["profiles"]:
            self.assertNotIn("V7", [match["opportunity"] for match in person["matches"]])
            reasons = {match["opportunity"]: match["reasons"]
                       for match in person["not_shown"]}["V7"]
            self.assertIn("WORKER_FEE", reasons)
            self.assertIn("LICENCE_EXPIRED", reasons)
        self.assertIn("Not shown and why", text)

    def test_u08_restrictions_of_an_advertisement_do_not_count(self):
        text = self.story("u08_restriction")
        rows = self.rows(*RANK, "--top", "100")
        for profile in ("R06", "R08"):
            match = [match for match in rows
                     if (match["profile"], match["opportunity"]) == (profile, "V9")][0]
            self.assertEqual(match["grade"], "strong")
            self.assertEqual(match["standing"], "flagged")
            self.assertEqual(match["reasons"], ["ADVERTISEMENT_RESTRICTION"])
        self.assertIn("follow up with the employer", re.sub(r"\s+", " ", text))

    def test_u08_other_sex_and_corridor_change_nothing(self):
        with open(MINI / "profiles.csv", encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        sex, corridor = table[0].index("sex"), table[0].index("return_corridor")
        for row in table[1:]:
            row[sex] = {"f": "m", "m": "f"}[row[sex]]
            row[corridor] = "KR-LA"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "flipped.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table)
            flipped = self.good("rank", "--profiles", path, *OFFERS, *TODAY, "--format", "jsonl")
        self.assertEqual(flipped, self.good(*RANK, "--format", "jsonl"))

    def test_u08_age_changes_no_score(self):
        with open(MINI / "profiles.csv", encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        year = table[0].index("birth_year")
        for row in table[1:]:
            row[year] = row[year] and str(int(row[year]) - 20)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "older.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table)
            older = self.rows("rank", "--profiles", path, *OFFERS, *TODAY, "--top", 100)
        scores = [{(row["profile"], row["opportunity"]): (row["score"], row["parts"])
                   for row in rows} for rows in (older, self.rows(*RANK, "--top", 100))]
        self.assertEqual(*scores)

    def test_u07_override_is_justified_and_written_down(self):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "decisions.jsonl"
            allow = ["rank", *FILES, "--profile", "R01", "--top", "20", "--allow", "WORKER_FEE",
                     "LICENCE_EXPIRED"]
            self.bad(2, "--allow needs --why TEXT and --decision-log FILE", *allow)
            self.bad(2, "belong to --allow", "rank", *FILES, "--why", "no")
            self.bad(2, "not the code of a reason", "rank", *FILES, "--allow", "FEE")
            self.bad(2, "--why is empty", *allow, "--why", "", "--decision-log", str(log))
            self.assertFalse(log.exists())
            allow += ["--why", "the agency pays it back", "--decision-log", str(log)]
            for lines in (1, 2):
                page = self.page(*allow)
                (match,) = [match for match in page["profiles"][0]["matches"]
                            if match["opportunity"] == "V7"]
                self.assertEqual(match["standing"], "flagged")
                self.assertIn("WORKER_FEE", match["reasons"])
                written = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
                self.assertEqual(len(written), lines)
            self.assertEqual(written[0], written[1])
            self.assertEqual(written[0]["why"], "the agency pays it back")
            self.assertEqual((written[0]["profile"], written[0]["opportunity"]), ("R01", "V7"))
            self.assertEqual(written[0]["allowed"], ["WORKER_FEE", "LICENCE_EXPIRED"])
            self.assertEqual(written[0]["run"], page["run"])
            self.assertEqual(log.stat().st_mode & 0o777, 0o600)

    def test_u10_explanation_names_what_is_there_and_what_is_missing(self):
        self.story("u10_explain_strong")
        text = self.story("u10_explain_missing")
        explain = ["explain", *FILES, "--profile", "R04", "--opportunity"]
        strong = self.page(*explain, "V1")
        line = strong["coverage"][0]
        self.assertEqual((line["requirement"], line["claimed_level"], line["required_level"],
                          line["evidence"], line["state"]),
                         ("SEW-IND", 3, 2, "skill_test", "met"))
        missing = self.page(*explain, "V3")["pair"]["missing"]
        self.assertEqual({(gap["skill"], gap["need"]) for gap in missing if gap["essential"]},
                         {("FOOD-HYG", 2), ("QC-VIS", 2)})
        change = re.sub(r"\s+", " ", text[text.index("To become a strong match"):])
        self.assertRegex(change, r"\[FOOD-HYG\] 0→2")
        self.assertRegex(change, r"\[QC-VIS\] 0→2")
        # What it means comes before the figures: has, needs, how to prove it, what nobody said.
        meaning = text[:text.index("How the figures come about")]
        self.assertRegex(meaning, r"has +Work in a team \[TEAM\] 2")
        self.assertRegex(meaning, r"needs +Work hygienically with food \[FOOD-HYG\] 0→2")
        self.assertRegex(meaning, r"to prove +Work in a team \[TEAM\] 2: self-declared, "
                                  r"confirm it by: skill test")
        self.assertRegex(meaning, r"not known +wage")
        self.assertRegex(text, r"\nData: profiles\.csv \[[0-9a-f]{8}\]")

    def test_u10_explanation_in_lao_has_no_english_words_of_the_program(self):
        text = self.story("u10_explain_lao")
        for word in ("has", "needs", "also good", "to prove", "not known", "note", "weight",
                     "points", "sum", "missing", "essential", "Data", "figures", "below"):
            self.assertNotRegex(text, rf"(?<![\w-]){word}(?![\w-])")

    def test_u12_table_is_tidy_and_the_same_every_time(self):
        text = self.story("u12_tidy_table")
        table = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len({(row["profile"], row["opportunity"]) for row in table}), len(table))
        again = [self.good(*RANK, "--format", "csv", "--threads", threads)
                 for threads in (1, 2, 7)]
        self.assertEqual(again[0], again[1])
        self.assertEqual(again[0], again[2])

    def test_u20_candidates_for_work_abroad_and_vacancies_at_home(self):
        text = self.story("u20_abroad")
        words = ["candidates", *PEOPLE, "--catalogue", "vacancies.csv", "korea.csv", *TODAY,
                 "--opportunity"]
        farm = self.page(*words, "K1")["opportunities"][0]
        self.assertEqual(farm["matches"][0]["profile"], "R08")
        coverage = [match["coverage"] for match in farm["matches"]
                    if match["grade"] != "unknown" and match["standing"] == "shown"]
        self.assertEqual(coverage, sorted(coverage, reverse=True))
        local = 0
        for match in farm["matches"]:
            ranked = self.rows("rank", *PEOPLE, "--catalogue", "vacancies.csv", *TODAY,
                               "--kind", "vacancy", "--profile", match["profile"], "--top", 100)
            local += any(row["grade"] in ("strong", "partial") and
                         row["standing"] in ("shown", "flagged") for row in ranked)
        self.assertGreater(local, 0)
        self.assertEqual(farm["with_local_vacancy"], local)
        self.assertIn(f"fit {local} of the people", re.sub(r"\s+", " ", text))
        fishery = self.page(*words, "K2")["opportunities"][0]
        self.assertEqual(fishery["matches"], [])
        for match in fishery["not_shown"]:
            self.assertIn("WORKER_FEE", match["reasons"])
        self.assertIsNone(self.page(*words, "V1")["opportunities"][0]["with_local_vacancy"])

    def test_u17_one_person_many_vacancies_in_threads(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "many.jsonl"
            with open(path, "w", encoding="utf-8") as file:
                for i in range(5000):
                    file.write(json.dumps({
                        "id": f"M{i:04}", "title": "Job", "province": f"{i % 18 + 1:02}",
                        "wage_min": 2500000 + i, "hours": "48", "contract": "one year",
                        "essential_skills": [("BRICK>=%d", "FISH-TRIM>=%d")[i % 2] % (i % 5 + 1)],
                        "optional_skills": ["TEAM"] if i % 3 else []}) + "\n")
            words = ["rank", *PEOPLE, "--catalogue", path, *TODAY, "--top", 5000,
                     "--format", "jsonl", "--quiet", "--profile", "R02"]
            one = self.good(*words, "--threads", 1)
            rows = [json.loads(line) for line in one.splitlines()]
            self.assertEqual(len({row["opportunity"] for row in rows}), 5000)
            for row in rows[::97]:
                self.assertEqual(sum(part["points"] for part in row["parts"]), row["score"])
            for threads in (2, 5):
                self.assertEqual(self.good(*words, "--threads", threads), one)

    def test_u18_vacancies_of_a_portal_with_skills_in_words(self):
        text = self.story("u18_portal")
        words = ["rank", *PEOPLE, "--catalogue", "portal.jsonl", *TODAY, "--profile", "R02"]
        done = run(*words, "--format", "jsonl", "--verbose", cwd=MINI)
        self.assertEqual(done.returncode, OK, done.stderr)
        told = done.stderr.decode()
        self.assertIn("RESOLVED_BY_LABEL", told)
        self.assertRegex(told, r"UNRESOLVED_SKILL.*nearest: BRICK \(Lay bricks and blocks, \d+ %\)")
        rows = {row["opportunity"]: row
                for row in map(json.loads, done.stdout.decode().splitlines())}
        # What was found by its label is the skill itself; both spellings have one number.
        self.assertEqual(rows["P1"]["coverage"], rows["P2"]["coverage"])
        self.assertEqual((rows["P1"]["grade"], rows["P1"]["missing"]), ("strong", []))
        # A skill nobody knows is neither met nor left out.
        self.assertLess(rows["P3"]["coverage"], rows["P1"]["coverage"])
        self.assertLess(rows["P3"]["coverage_lowest"], rows["P3"]["coverage"])
        self.assertGreater(rows["P3"]["coverage_highest"], rows["P3"]["coverage"])
        self.assertNotEqual(rows["P3"]["grade"], "strong")
        # Without skills nothing is known: never 100 %.
        self.assertEqual((rows["P4"]["coverage"], rows["P4"]["grade"]), (None, "unknown"))
        self.assertIn("P4", text)
        self.bad(REFUSED, "portal.jsonl", *words, "--strict")

    def test_u19_what_was_gained_between_departure_and_return(self):
        text = self.story("u19_gains")
        self.assertRegex(text, r"SEW-IND.* 1 · self-declared · 2019 .*3 · skill test · 2024 .*\+2")
        page = self.page("gains", "--profiles", "over-time.csv", *TODAY)
        (person,) = page["profiles"]
        gains = {gain["skill"]: gain for gain in person["gains"]}
        self.assertEqual({name: (gain["state"], gain["gained"]) for name, gain in gains.items()},
                         {"BOOKKEEP": ("unknown", 0), "SEW-IND": ("more", 2),
                          "SEW-MEND": ("not_asked", 0), "TEAM": ("new", 0),
                          "TIME-KEEP": ("unknown", 0)})
        self.assertEqual(gains["SEW-IND"]["date"], "2024-11-02")

    def test_u18_a_line_that_is_no_json_is_told_with_its_reason(self):
        lines = (MINI / "portal.jsonl").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "portal.jsonl"
            path.write_text('{"id": "P0", "title": "Secret", "title": "x"}\n' + lines +
                            '{"id": "P9", "title": Secret}\n', encoding="utf-8")
            done = run("rank", *PEOPLE, "--catalogue", path, *TODAY, "--profile", "R02",
                       "--format", "jsonl", "--verbose")
        told = done.stderr.decode()
        self.assertEqual(done.returncode, OK, told)
        self.assertIn("duplicate object key, column", told)
        self.assertIn("invalid token, column", told)
        self.assertNotIn("Secret", told)

    def test_u09_lao_page_has_no_english_words_of_the_program(self):
        text = self.story("u09_lao_page")
        for word in ("where", "needs", "Not shown", "strong", "partial", "openings", "lodging",
                     "apply", "starts", "weeks", "course", "unverified", "a month"):
            self.assertNotIn(word, text)

    def test_html_is_not_a_format_yet(self):
        self.bad(USAGE, "not one of table|csv|tsv|json|jsonl", *RANK, "--format", "html")


class Numbers(Case):
    """What the outputs promise about their numbers."""

    def test_parts_and_lines_add_up_for_every_pair(self):
        rows = self.rows(*RANK, "--top", "100")
        self.assertGreater(len(rows), 80)
        for row in rows:
            self.assertEqual(sum(part["points"] for part in row["parts"]), row["score"])
        for row in rows[::7]:
            page = self.page("explain", *FILES, "--profile", row["profile"],
                             "--opportunity", row["opportunity"])
            self.assertEqual(page["parts"], row["parts"])
            for lines in ("coverage", "use", "gain"):
                points = sum(line["points"] for line in page[lines])
                self.assertEqual(points, page["pair"][lines] or 0, (row, lines))
            for key in page["pair"]:
                self.assertEqual(page["pair"][key], row[key], key)

    def test_a_pair_has_the_same_numbers_from_both_sides(self):
        forward = {(row["profile"], row["opportunity"]): row
                   for row in self.rows(*RANK, "--top", "100")}
        backward = {(row["profile"], row["opportunity"]): row
                    for row in self.rows("candidates", *FILES, "--top", "100")}
        self.assertGreater(len(backward), 40)
        for key, row in backward.items():
            del row["rank"]
            other = dict(forward[key])
            del other["rank"], other["wish"]
            self.assertEqual(row, other)

    def test_formats_say_the_same(self):
        rows = self.rows(*RANK)
        pages = self.page(*RANK)["profiles"]
        self.assertEqual(rows, [match for page in pages for match in page["matches"]])
        table = list(csv.DictReader(io.StringIO(self.good(*RANK, "--format", "csv"))))
        tabs = list(csv.DictReader(io.StringIO(self.good(*RANK, "--format", "tsv")),
                                   delimiter="\t", quoting=csv.QUOTE_NONE))
        self.assertEqual(table, tabs)
        self.assertEqual(len(table), len(rows))
        for cells, row in zip(table, rows):
            for name in ("profile", "kind", "opportunity", "title", "grade", "standing"):
                self.assertEqual(cells[name], row[name])
            for name in ("rank", "score", "coverage", "use", "gain", "essential_met"):
                self.assertEqual(cells[name], "" if row[name] is None else str(row[name]))
            self.assertEqual(cells["reasons"], ";".join(row["reasons"]))
            self.assertEqual(cells["parts"], ";".join(
                f"{part['criterion']}={part['points']}" for part in row["parts"]))

    def test_fields_are_those_of_the_documentation(self):
        fields = ["profile", "rank", "kind", "opportunity", "title", "score", "coverage",
                  "coverage_lowest", "coverage_highest", "use", "gain", "grade",
                  "essential_met", "essential_count", "standing", "adjustment", "reasons",
                  "missing", "parts"]
        row, *others = self.rows(*RANK)
        self.assertEqual(row["kind"], "training")
        fields.append("wish")
        self.assertEqual(set(row), {*fields, "unlocks"})
        self.assertEqual({frozenset(other) for other in others if other["kind"] != "training"},
                         {frozenset(fields)})
        header = self.good(*RANK, "--format", "csv").splitlines()[0]
        fields.remove("wish")
        fields += ["unlocked_vacancies", "unlocked_openings", "unlock_points"]
        self.assertEqual(header.split(","), fields)
        page = self.page(*RANK)
        text = (SOURCE / "docs/formats.md").read_text(encoding="utf-8")
        explained = self.page("explain", *FILES, "--profile", "R04", "--opportunity", "V1")
        people = self.page("candidates", *FILES)
        names = set(fields) | set(page) | set(page["run"]) | set(page["profiles"][0])
        names |= set(explained) | set(explained["coverage"][0]) | set(people)
        names |= set(people["opportunities"][0])
        for name in names:
            self.assertRegex(text, rf"[`\"]{name}[`\"]")

    def test_run_names_versions_and_hashes(self):
        found = self.page(*RANK)["run"]
        self.assertEqual(found["today"], "2025-02-10")
        self.assertEqual([item["file"] for item in found["inputs"]],
                         ["profiles.csv", "vacancies.csv", "training.yaml", "supports.yaml"])
        hashes = [item["hash"] for item in found["inputs"]]
        self.assertEqual(len(set(hashes)), 4)
        for text in hashes + [found["taxonomy"]["hash"], found["policy"]["hash"]]:
            self.assertRegex(text, r"^[0-9a-f]{16}$")

    def test_top_cuts_and_kind_selects(self):
        self.assertEqual(len(self.rows(*RANK, "--top", 1)), 8)
        kinds = {row["kind"] for row in self.rows(*RANK, "--kind", "training",
                                                  "--kind", "support")}
        self.assertEqual(kinds, {"training", "support"})

    def test_locale_changes_nothing(self):
        first = self.good(*RANK, "--format", "json")
        names = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, check=False)
        for name in {"C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"} & (
                {"C", "C.UTF-8", "de_DE.UTF-8"} | set(names.stdout.decode().split())):
            env = environment(LC_ALL=name, LANG=name)
            self.assertEqual(self.good(*RANK, "--format", "json", env=env), first, name)
            table = self.good(*RANK, "--lang", "lo", env=env)
            self.assertEqual(table, self.good(*RANK, "--lang", "lo"))


class Options(Case):
    """Every option's errors, help, suggestions."""

    def test_wrong_values_are_named(self):
        for words, part in [
            (["--top", "0"], "--top is '0', not a whole number from 1 to 1000000"),
            (["--top", "-3"], "--top is '-3', not a whole number"),
            (["--top", "3x"], "--top is '3x'"),
            (["--top", "99999999999999999999"], "--top is '99999999999999999999'"),
            (["--top", "1000001"], "not a whole number from 1 to 1000000"),
            (["--today", "10.2.2025"], "--today is '10.2.2025', not a day written as YYYY-MM-DD"),
            (["--today", "2025-02-30"], "--today is '2025-02-30'"),
            (["--format", "xml"], "--format is 'xml', not one of table|csv|tsv|json|jsonl"),
            (["--format", "table|csv"], "--format is 'table|csv', not one of"),
            (["--format", ""], "--format is '', not one of"),
            (["--output", ""], "--output is empty, expected FILE"),
            (["--taxonomy="], "--taxonomy is empty, expected FILE"),
            (["--profile="], "--profile is empty, expected ID"),
            (["--catalogue", ""], "--catalogue is empty, expected FILE..."),
            (["--today", "1799-12-31"], "from 1800-01-01 to 2399-12-31"),
            (["--lang", "th"], "--lang is 'th', not one of en|lo"),
            (["--threads", "0"], "--threads is '0', not a whole number from 1 to 256"),
            (["--threads", "257"], "--threads is '257'"),
            (["--kind", "job"], "--kind is 'job', not one of vacancy|training|support"),
            (["--kind", "profile"], "--kind is 'profile', not one of"),
            (["--taxonomy"], "--taxonomy needs a value: --taxonomy FILE"),
            (["--policy"], "--policy needs a value"),
            (["--places"], "--places needs a value"),
            (["--output"], "--output needs a value"),
            (["--profile"], "--profile needs a value: --profile ID"),
            (["--profiles", "--top", "3"], "--profiles needs a value"),
            (["--strict=yes"], "--strict takes no value"),
            (["--quiet=1"], "--quiet takes no value"),
            (["--tpo", "3"], "'rank' has no option --tpo; nearest: --top"),
            (["--catalog", "x"], "nearest: --catalogue"),
            (["--opportunity", "V1"], "'rank' has no option --opportunity"),
            (["--zzzzzzzzzz"], "see 'jobmatch help rank'"),
            (["-t"], "'rank' has no option -t; options begin with two hyphens"),
        ]:
            with self.subTest(words=words):
                self.bad(USAGE, part, *RANK, *words)

    def test_what_is_missing_is_named(self):
        for words, part in [
            (["rank"], "'rank' needs --profiles FILE..."),
            (["rank", *PEOPLE], "'rank' needs --catalogue FILE..."),
            (["rank", "x", *FILES], "'rank' does not take 'x'"),
            (["candidates", *OFFERS], "'candidates' needs --profiles"),
            (["explain", *FILES], "'explain' needs --profile ID"),
            (["explain", *FILES, "--profile", "R01"], "'explain' needs --opportunity ID"),
            (["explain", *FILES, "--profile", "R01", "--profile", "R02", "--opportunity", "V1"],
             "takes one --profile and one --opportunity"),
            (["explain", *FILES, "--format", "csv"], "--format is 'csv', not one of table|json"),
            (["convert", "a.csv"], "'convert' needs --kind KIND"),
            (["convert", "a.csv", "--kind", "profile"], "'convert' needs --output FILE"),
            (["convert", "--kind", "profile", "--output", "b.csv"], "'convert' needs IN"),
            (["convert", "a.csv", "--kind", "vacancy", "--output", "b.csv"],
             "--kind is 'vacancy', not one of profile|opportunity"),
            (["convert", "a.csv", "--kind", "profile", "--output", "b.xls"],
             "the ending of 'b.xls' names no format; say --to csv, jsonl or yaml"),
            (["convert", "a.csv", "--kind", "profile", "--output", "b", "--to", "xls"],
             "--to is 'xls', not one of csv|jsonl|yaml"),
            (["taxonomy", "import", "esco"], "needs --output FILE"),
            (["taxonomy", "import", "esco", "--output", "x"], "needs DIR"),
            (["taxonomy", "compile", "x.yaml"], "needs --output FILE"),
            (["taxonomy", "check"], "'taxonomy check' needs FILE"),
            (["taxonomy", "show"], "'taxonomy show' needs FILE"),
            (["taxonomy", "show", "a", "b", "c"], "does not take 'c'"),
            (["policy", "show", "a", "b"], "'policy show' does not take 'b'"),
        ]:
            with self.subTest(words=words):
                self.bad(USAGE, part, *words)

    def test_unknown_commands_get_the_nearest(self):
        for words, part in [
            (["rnak"], "there is no command 'rnak'; nearest: 'rank'"),
            (["candidate"], "nearest: 'candidates'"),
            (["taxonomy", "chek", "x"], "nearest: 'taxonomy check'"),
            (["polcy", "show"], "nearest: 'policy show'"),
            (["xyzzyxyzzy"], "see 'jobmatch help'"),
            (["help", "explian"], "nearest: 'explain'"),
            (["--top", "3", "rank"], "'--top' comes before the command"),
        ]:
            with self.subTest(words=words):
                self.bad(USAGE, part, *words)

    def test_without_a_command_it_explains_itself(self):
        done = run()
        self.assertEqual(done.returncode, USAGE)
        self.assertIn(b"usage: jobmatch COMMAND", done.stdout)
        self.assertEqual(self.good("help"), done.stdout.decode())
        self.assertEqual(self.good("--help"), done.stdout.decode())

    def commands(self):
        return re.findall(r"^  ([a-z][a-z ]*?)  +[A-Z]", self.good("help"), re.M)

    def test_every_command_has_help(self):
        commands = self.commands()
        self.assertGreaterEqual(len(commands), 16)
        self.assertEqual(len(commands), 21)
        for command in commands:
            words = command.split()
            text = self.good("help", *words)
            self.assertTrue(text.startswith(f"usage: jobmatch {command}"))
            self.assertEqual(self.good(*words, "--help"), text)
            self.assertEqual(self.good(*words, "-h"), text)
            for line in text.splitlines():
                self.assertLessEqual(len(line), 110)
        self.assertIn("taxonomy compile", self.good("help", "taxonomy"))
        self.assertEqual(self.good("taxonomy", "--help"), self.good("help", "taxonomy"))

    def test_the_manual_has_every_command_and_option_and_no_other(self):
        manual = (SOURCE / "examples/jobmatch/jobmatch.1").read_text(encoding="utf-8")
        options = set()
        for command in self.commands():
            self.assertIn(f".It Cm {command}\n", manual)
            options |= set(re.findall(r"^  --([a-z-]+)", self.good("help", *command.split()),
                                      re.M))
        described = set(re.findall(r"^\.It Fl \\-([a-z-]+)", manual, re.M))
        self.assertEqual(described, options | {"version"})

    def test_the_output_document_has_every_option_and_no_other(self):
        text = (SOURCE / "docs/formats.md").read_text(encoding="utf-8")
        table = text[text.index("### Options of jobmatch"):]
        table = table[:table.index("\n### ", 3)]
        described = {}
        for name, commands in re.findall(r"^\| `--([a-z-]+)[^|]*\| ([^|]*)\|", table, re.M):
            described[name] = set(re.findall(r"`([a-z ]+)`", commands))
        for command in self.commands():
            options = set(re.findall(r"^  --([a-z-]+)", self.good("help", *command.split()), re.M))
            listed = {name for name, commands in described.items()
                      if command in commands or not commands}
            self.assertEqual(listed, options, command)

    def test_values_may_follow_an_equals_sign(self):
        self.assertEqual(self.good("rank", "--profiles=profiles.csv", "--catalogue=vacancies.csv",
                                   "--top=1", "--today=2025-02-10", "--format=csv"),
                         self.good("rank", *PEOPLE, "--catalogue", "vacancies.csv", "--top", 1,
                                   *TODAY, "--format", "csv"))

    def test_lists_of_files_may_be_repeated(self):
        self.assertEqual(self.good("rank", *PEOPLE, "--catalogue", "vacancies.csv", "--catalogue",
                                   "training.yaml", "supports.yaml", *TODAY),
                         self.good(*RANK))

    def test_version(self):
        self.assertRegex(self.good("--version"), r"^jobmatch \d+\.\d+\.\d+\n$")


class Files(Case):
    """What is read and written, and how it goes wrong."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_output_is_complete_private_and_the_same(self):
        target = self.path / "a page.txt"
        target.write_text("old")
        self.assertEqual(self.good(*RANK, "--output", target), "")
        self.assertEqual(target.read_text(encoding="utf-8"), self.good(*RANK))
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o600)
        self.assertEqual([path.name for path in self.path.iterdir()], ["a page.txt"])

    def test_output_is_absent_when_input_is_refused(self):
        target = self.path / "page.txt"
        self.bad(REFUSED, "R99", *RANK, "--profile", "R99", "--output", target)
        self.assertEqual(list(self.path.iterdir()), [])

    def test_output_that_cannot_be_written(self):
        self.bad(REFUSED, "cannot open: No such file", *RANK, "--output", self.path / "no/x")
        self.bad(REFUSED, "Is a directory", *RANK, "--output", self.path)
        self.bad(INTERNAL, "cannot write", *RANK, "--output", "/dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, *RANK], cwd=MINI, stdout=full,
                                  stderr=subprocess.PIPE, env=environment(), check=False)
        self.assertEqual(done.returncode, INTERNAL)
        self.assertIn(b"standard output: cannot write: No space left", done.stderr)

    def test_output_in_a_folder_that_is_not_ours(self):
        if os.geteuid() == 0:
            return
        self.path.chmod(0o500)
        self.bad(REFUSED, "Permission denied", *RANK, "--output", self.path / "x")

    def test_a_reader_that_goes_away_ends_it_silently(self):
        line = f"{shlex.join([PROGRAM, *RANK, '--format', 'json', '--quiet'])} | head -n 1"
        done = subprocess.run(["sh", "-c", line], cwd=MINI, env=environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.stdout, b"{\n")
        self.assertEqual(done.stderr, b"")

    def test_names_with_spaces_and_letters_of_other_scripts(self):
        people = self.path / "ຜູ້ກັບຄືນ 1.csv"
        people.write_bytes((MINI / "profiles.csv").read_bytes())
        page = self.page("rank", "--profiles", people, *OFFERS, *TODAY)
        self.assertEqual(page["run"]["inputs"][0]["file"], "ຜູ້ກັບຄືນ 1.csv")

    def test_names_that_are_not_utf8(self):
        people = os.path.join(os.fsencode(self.path), b"p\xff.csv")
        with open(people, "wb") as file:
            file.write((MINI / "profiles.csv").read_bytes())
        done = subprocess.run([PROGRAM.encode(), b"rank", b"--profiles", people,
                               *[word.encode() for word in [*OFFERS, *TODAY]],
                               b"--format", b"json"], cwd=MINI, env=environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(json.loads(done.stdout.decode())["run"]["inputs"][0]["file"],
                         "p\ufffd.csv")

    def test_standard_input_is_a_file(self):
        text = (MINI / "profiles.csv").read_bytes()
        self.assertEqual(self.good("rank", "--profiles", "-", *OFFERS, *TODAY, stdin=text),
                         self.good(*RANK))

    def test_files_that_are_not_there_or_not_files(self):
        for words, part in [
            (["rank", "--profiles", "none.csv", *OFFERS, *TODAY], "none.csv: cannot open"),
            (["rank", "--profiles", ".", *OFFERS, *TODAY], "Is a directory"),
            ([*RANK, "--taxonomy", "none.yaml"], "none.yaml"),
            ([*RANK, "--policy", "none.yaml"], "none.yaml"),
            ([*RANK, "--places", "none.yaml"], "none.yaml"),
            ([*RANK, "--profile", "R99"], "R99"),
            (["candidates", *FILES, "--opportunity", "V99"], "V99"),
            (["explain", *FILES, "--profile", "R99", "--opportunity", "V1"], "R99"),
            (["explain", *FILES, "--profile", "R01", "--opportunity", "V99"], "V99"),
            (["policy", "show", "none.yaml"], "none.yaml"),
            (["taxonomy", "check", "none.yaml"], "none.yaml"),
            (["taxonomy", "show", BUNDLED, "NO-SUCH"], "'NO-SUCH'"),
            (["taxonomy", "import", "esco", "none", "--output", "x.lmt"], "none"),
            (["convert", "none.csv", "--kind", "profile", "--output", self.path / "x.csv"],
             "none.csv"),
        ]:
            with self.subTest(words=words):
                self.bad(REFUSED, part, *words)

    def test_bundled_taxonomy_that_is_not_there_is_said(self):
        self.bad(REFUSED, "name a file with --taxonomy", *RANK,
                 env=environment(LIBMATCH_DATADIR=str(self.path)))

    def test_a_file_of_which_no_row_can_be_kept_is_refused(self):
        people = self.path / "people.csv"
        people.write_text("sep=;\nid;province;skills\nA1;14;SEW-IND=9\n;14;SEW-IND=2\n",
                          encoding="utf-8")
        told = self.bad(REFUSED, "people.csv: every row was left out", "rank", "--profiles",
                        people, *OFFERS, *TODAY)
        self.assertIn("people.csv:3: error", told)
        self.assertIn("people.csv:4: error", told)

    def test_rows_left_out_are_told_and_refused_when_strict(self):
        people = self.path / "people.csv"
        people.write_text("id,province,skills\nA1,14,SEW-IND=2\nA2,14,SEW-IND=9\n"
                          "A3,14,NO-SUCH-SKILL=2\n", encoding="utf-8")
        words = ["rank", "--profiles", people, *OFFERS, *TODAY]
        done = run(*words, "--format", "jsonl")
        self.assertEqual(done.returncode, OK)
        text = done.stderr.decode()
        self.assertRegex(text, r"people\.csv: 3 rows read, 1 left out, 1 warning "
                               r"\([A-Z_]+ 1, UNRESOLVED_SKILL 1\)")
        self.assertRegex(text, r"people\.csv:3: error [A-Z_]+: row 2, skills")
        self.assertEqual({json.loads(line)["profile"] for line in done.stdout.splitlines()},
                         {"A1", "A3"})
        self.bad(REFUSED, "people.csv:3", *words, "--strict")
        self.assertIn("UNRESOLVED_SKILL: row 3", run(*words, "--verbose").stderr.decode())
        self.assertNotIn("UNRESOLVED_SKILL: row", text)

    def test_rows_are_counted_beyond_what_a_report_keeps(self):
        people = self.path / "people.csv"
        people.write_text("id,province,skills\n" +
                          "".join(f"A{i},14,SEW-IND=9\n" for i in range(10500)) + "B,14,\n",
                          encoding="utf-8")
        text = run("rank", "--profiles", people, *OFFERS, *TODAY).stderr.decode()
        self.assertIn("people.csv: records: kept 1, left out 10500, ", text)

    def test_a_person_named_twice_is_ranked_once(self):
        words = [*RANK, "--format", "jsonl", "--top", "1"]
        self.assertEqual(self.good(*words, "--profile", "R02", "--profile", "R01",
                                   "--profile", "R02"),
                         self.good(*words, "--profile", "R02", "--profile", "R01"))

    def test_names_of_files_cannot_steer_the_terminal(self):
        done = run("rank", "--profiles", "no\x1b[31m\u202e\u2028\u061c.csv", *OFFERS, *TODAY)
        self.assertEqual(done.returncode, REFUSED)
        self.assertIn("no?[31m???.csv: cannot open", done.stderr.decode())

    def test_conversion_of_the_wrong_kind_spoils_nothing(self):
        people = self.path / "people.csv"
        shutil.copy(MINI / "profiles.csv", people)
        self.bad(REFUSED, "no row can be kept as opportunity, nothing is written", "convert",
                 people, "--kind", "opportunity", "--output", people)
        self.assertEqual(people.read_bytes(), (MINI / "profiles.csv").read_bytes())

    def test_quiet_keeps_errors_only(self):
        self.assertEqual(run(*RANK, "--quiet").stderr, b"")
        done = run("rank", *PEOPLE, *OFFERS, "--quiet")
        self.assertEqual(done.stderr, b"")
        self.bad(REFUSED, "R99", *RANK, "--quiet", "--profile", "R99")

    @staticmethod
    def locales(folder):
        """A locale with decimal commas, made here where its sources are installed, and C.UTF-8."""
        made = pathlib.Path(folder) / "de_DE.UTF-8"
        try:
            subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", made], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return ["C.UTF-8", "de_DE.UTF-8"]
        except (OSError, subprocess.CalledProcessError):
            return ["C.UTF-8"]

    def test_locales_change_nothing_de_or_only_c_utf8_where_none_can_be_made(self):
        explain = ["explain", *FILES, "--profile", "R03", "--opportunity", "V4"]
        with tempfile.TemporaryDirectory() as folder:
            for locale in self.locales(folder):
                env = environment(LC_ALL=locale, LANG=locale, LOCPATH=folder)
                for words in ([*RANK, "--format", "jsonl"], [*RANK, "--format", "csv"], RANK,
                              [*explain, "--format", "json"], explain):
                    with self.subTest(locale=locale, words=words):
                        self.assertEqual(self.good(*words, env=env), self.good(*words))

    def test_day_of_the_clock_is_named(self):
        text = run("rank", *PEOPLE, *OFFERS).stderr.decode()
        self.assertIn(time.strftime("the day of the run is %Y-%m-"), text)

    def test_cells_that_look_like_formulas_are_disarmed(self):
        offers = self.path / "offers.jsonl"
        offers.write_text("".join(json.dumps({
            "id": name, "kind": "vacancy", "title": title, "province": "14",
            "essential_skills": ["SEW-MEND=1"]}) + "\n" for name, title in [
                ("X1", "=HYPERLINK(1)"), ("X2", "+1"), ("X3", "-1"), ("X4", "@x"),
                ("X5", "a \"b\", c")]), encoding="utf-8")
        words = ["rank", *PEOPLE, "--catalogue", offers, *TODAY, "--profile", "R01"]
        rows = {row["opportunity"]: row["title"] for row in csv.DictReader(
            io.StringIO(self.good(*words, "--format", "csv")))}
        self.assertEqual(rows, {"X1": "'=HYPERLINK(1)", "X2": "'+1", "X3": "'-1", "X4": "'@x",
                                "X5": 'a "b", c'})
        self.assertIn("\t'@x\t", self.good(*words, "--format", "tsv"))
        self.assertEqual({row["title"] for row in self.rows(*words)},
                         {"=HYPERLINK(1)", "+1", "-1", "@x", 'a "b", c'})

    def test_nothing_to_do_is_not_an_error(self):
        people = self.path / "nobody.csv"
        people.write_text("id,province,skills\n", encoding="utf-8")
        self.assertEqual(self.rows("rank", "--profiles", people, *OFFERS, *TODAY), [])
        page = self.page("candidates", "--profiles", people, *OFFERS, *TODAY,
                         "--opportunity", "V1")
        self.assertEqual(page["opportunities"][0]["matches"], [])
        self.assertIn("Nobody", self.good("candidates", "--profiles", people, *OFFERS, *TODAY))
        offers = self.path / "nothing.csv"
        offers.write_text("id,title,province,essential_skills\n", encoding="utf-8")
        self.assertIn("Nothing", self.good("rank", *PEOPLE, "--catalogue", offers, *TODAY))

    def test_a_policy_that_was_shown_can_be_used(self):
        policy = self.path / "policy.yaml"
        policy.write_text(self.good("policy", "show"), encoding="utf-8")
        self.assertEqual(self.good("policy", "show", policy), policy.read_text(encoding="utf-8"))
        self.assertEqual(self.rows(*RANK, "--policy", policy), self.rows(*RANK))

    def many_people(self):
        people = self.path / "many.jsonl"
        with open(people, "w", encoding="utf-8") as file:
            for number in range(20000):
                file.write(json.dumps({"id": f"P{number}", "province": "14",
                                       "skills": ["SEW-IND=2", "COOK=1", "TEAM=3"]}) + "\n")
        return people

    def test_progress_is_shown_on_a_terminal_and_taken_away(self):
        import pty
        people = self.many_people()
        master, slave = pty.openpty()
        process = subprocess.Popen([PROGRAM, "rank", "--profiles", people, *OFFERS, *TODAY,
                                    "--format", "json"], cwd=MINI, env=environment(TERM="xterm"),
                                   stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        text = read_terminal(master)
        self.assertEqual(process.wait(timeout=120), OK)
        self.assertIn(b"\rranking [", text)
        self.assertTrue(text.endswith(b"\r\x1b[K"), text[-100:])

    def test_places_of_a_file_are_used(self):
        places = SOURCE / "taxonomies" / "places" / "lao-pdr.yaml"
        self.assertEqual(self.good(*RANK, "--places", places), self.good(*RANK))
        few = self.path / "few.yaml"
        few.write_text("format: libmatch-places/1\nplaces:\n  - code: \"99\"\n"
                       "    names: {en: Elsewhere}\n", encoding="utf-8")
        done = run(*RANK, "--places", few)
        self.assertEqual(done.returncode, OK)
        self.assertIn(b"UNRESOLVED_PLACE", done.stderr)

    def test_interruption_leaves_no_file(self):
        people = self.many_people()
        target = self.path / "out.json"
        process = subprocess.Popen([PROGRAM, "rank", "--profiles", people, *OFFERS, *TODAY,
                                    "--format", "json", "--output", target], cwd=MINI,
                                   env=environment(), stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            if any(path.name.startswith("out.json.") for path in self.path.iterdir()):
                process.send_signal(signal.SIGINT)
                break
            time.sleep(0.01)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, INTERRUPTED)
        self.assertEqual([path.name for path in self.path.iterdir()], ["many.jsonl"])


class Taxonomies(Case):
    """taxonomy, policy, convert."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_compiled_taxonomy_gives_the_same_results(self):
        compiled = self.path / "compiled.lmt"
        self.good("taxonomy", "compile", BUNDLED, "--output", compiled)
        again = self.path / "again.lmt"
        self.good("taxonomy", "compile", BUNDLED, "--output", again)
        self.assertEqual(compiled.read_bytes(), again.read_bytes())
        self.assertEqual(stat.S_IMODE(compiled.stat().st_mode) & 0o022, 0)
        self.assertEqual(self.page(*RANK, "--taxonomy", compiled),
                         self.page(*RANK, "--taxonomy", BUNDLED))
        self.assertEqual(self.good("taxonomy", "show", compiled, "SEW-IND"),
                         self.good("taxonomy", "show", BUNDLED, "SEW-IND"))

    def test_check_finds_nothing_in_the_bundled_taxonomy(self):
        self.assertEqual(self.good("taxonomy", "check", BUNDLED), "")

    def test_check_lists_labels_to_look_at(self):
        file = self.path / "labels.yaml"
        file.write_text("format: libmatch-taxonomy/1\nskills:\n"
                        "  - {code: A, labels: {en: mend machine, lo: ຫຍິບ}}\n"
                        "  - {code: B, labels: {en: mend machines}, definition: {en: x}}\n"
                        "  - {code: C, labels: {en: Mend machine}, definition: {en: x}}\n",
                        encoding="utf-8")
        done = run("taxonomy", "check", file)
        self.assertEqual(done.returncode, FINDINGS)
        self.assertEqual(done.stdout.decode(), "labels.yaml: error SHARED_LABEL: C is called "
                         "'Mend machine' in en, as is A\n")
        self.assertEqual(done.stderr.decode(), "labels.yaml: 1 errors, 0 warnings, 5 notes "
                         "(SHARED_LABEL en 1, SIMILAR_LABEL en 2, "
                         "MISSING_LABEL lo 2, MISSING_DEFINITION 1)\n")
        text = run("taxonomy", "check", file, "--verbose", "--quiet")
        self.assertIn("note MISSING_DEFINITION: A (mend machine) has neither", text.stdout.decode())
        self.assertEqual(text.stderr, b"")
        rows = list(csv.DictReader(io.StringIO(
            run("taxonomy", "check", file, "--format", "tsv", "--lang", "lo").stdout.decode()),
            delimiter="\t"))
        self.assertEqual([(row["severity"], row["code"], row["concept"], row["language"])
                          for row in rows[-3:]],
                         [("warning", "MISSING_LABEL", "B", "lo"),
                          ("warning", "MISSING_LABEL", "C", "lo"),
                          ("note", "MISSING_DEFINITION", "A", "")])
        found = json.loads(run("taxonomy", "check", file, "--format", "json").stdout)
        self.assertEqual(found["problems"][0]["other"], "A")
        self.assertIn({"code": "MISSING_LABEL", "language": "lo", "count": 2}, found["counts"])

    def test_check_lists_what_is_wrong(self):
        broken = self.path / "broken.yaml"
        broken.write_text("format: libmatch-taxonomy/1\nname: x\nversion: \"1\"\nskills:\n"
                          "  - code: A\n    labels: {en: a}\n    broader: [B]\n"
                          "  - code: B\n    labels: {en: b}\n    broader: [A]\n",
                          encoding="utf-8")
        done = run("taxonomy", "check", broken)
        self.assertEqual(done.returncode, FINDINGS)
        self.assertRegex(done.stdout.decode(), r"broken\.yaml(:\d+)*: error [A-Z_]+: ")
        self.bad(REFUSED, "broken.yaml", "taxonomy", "compile", broken, "--output",
                 self.path / "x.lmt")
        self.assertFalse((self.path / "x.lmt").exists())

    def test_show_finds_by_code_and_label_in_both_languages(self):
        by_code = self.good("taxonomy", "show", BUNDLED, "BRICK")
        self.assertTrue(by_code.startswith("BRICK  "))
        label = by_code.splitlines()[0].split("  ", 1)[1]
        self.assertEqual(self.good("taxonomy", "show", BUNDLED, label.upper()), by_code)
        lao = self.good("taxonomy", "show", BUNDLED, "BRICK", "--lang", "lo")
        lao_label = lao.splitlines()[0].split("  ", 1)[1]
        self.assertEqual(self.good("taxonomy", "show", BUNDLED, lao_label), by_code)
        for part in ("kind", "labels", "broader", "occupations", "7112"):
            self.assertIn(part, by_code)
        self.assertIn("\n  evidence        work_sample, demonstration, skill_test", by_code)
        isco = SOURCE / "taxonomies" / "isco-08" / "isco-08.yaml"
        self.assertIn("\n  ISCO level      2\n", self.good("taxonomy", "show", isco, "7112"))
        self.assertIn("\n  ISCO level      1, 2, 4\n", self.good("taxonomy", "show", isco, "0"))
        self.assertNotIn("ISCO level", by_code)
        whole = self.good("taxonomy", "show", BUNDLED)
        for part in ("version", "hash", "skill", "schemes", "isco08", "lo: ", "CC-BY-4.0"):
            self.assertIn(part, whole)

    def test_esco_is_imported_once_and_used(self):
        shared = os.environ.get("LIBMATCH_SHARED", str(SOURCE.parent / "shared"))
        esco = pathlib.Path(shared) / "data" / "esco-1.1.1"
        if not esco.is_dir():
            self.skipTest("the shared data is missing")
        compiled = self.path / "esco.lmt"
        self.good("taxonomy", "import", "esco", esco, "--output", compiled)
        text = self.good("taxonomy", "show", compiled)
        self.assertRegex(text, r"(?m)^occupation +3007$")
        self.assertRegex(text, r"(?m)^skill +13896$")
        rows = self.rows("rank", "--taxonomy", compiled, "--profiles", "profiles.csv",
                         "--catalogue", "vacancies.csv", "training.yaml", "--top", 3, *TODAY)
        self.assertEqual({row["profile"] for row in rows}, {f"R0{i}" for i in range(1, 9)})

    def test_other_formats_are_imported(self):
        cases = SOURCE / "tests" / "cases" / "taxonomy"
        out = self.path / "out.lmt"
        for words, kind, count in (
            (("onet", cases / "onet"), "occupation", 3),
            (("tabiya", cases / "tabiya"), "occupation", 3),
            (("skos", cases / "skos" / "small.nt"), "occupation", 2),
            (("skos", cases / "skos" / "small.nt", "--kind", "skill_group"), "skill_group", 2),
        ):
            with self.subTest(words=words):
                self.good("taxonomy", "import", *words, "--output", out)
                self.assertRegex(self.good("taxonomy", "show", out), rf"(?m)^{kind} +{count}$")
        self.bad(USAGE, "--kind", "taxonomy", "import", "skos", "x.ttl", "--kind", "planet",
                 "--output", out)
        self.bad(REFUSED, "there are no O*NET tables", "taxonomy", "import", "onet",
                 cases / "tabiya", "--output", out)

    SMALL = SOURCE / "tests" / "cases" / "taxonomy" / "small.yaml"

    def test_an_exported_taxonomy_is_the_same(self):
        out = self.path / "out.yaml"
        self.assertEqual(self.good("taxonomy", "export", self.SMALL, "--output", out), "")
        self.assertEqual(self.good("taxonomy", "show", out),
                         self.good("taxonomy", "show", self.SMALL))
        turtle = self.good("taxonomy", "export", self.SMALL, "--to", "turtle", "--output", "-")
        self.assertIn('skos:prefLabel "Tailor"@en', turtle)
        self.bad(USAGE, "--to yaml", "taxonomy", "export", self.SMALL, "--output", "out.txt")
        folder, compiled, again = self.path / "csv", self.path / "a.lmt", self.path / "b.lmt"
        self.good("taxonomy", "export", self.SMALL, "--to", "csv", "--output", folder)
        self.good("taxonomy", "import", "esco", folder, "--output", again)
        self.good("taxonomy", "compile", self.SMALL, "--output", compiled)
        self.assertEqual(again.read_bytes(), compiled.read_bytes())
        self.bad(REFUSED, "the folder is not empty", "taxonomy", "export", self.SMALL, "--output",
                 f"{folder}/")
        self.bad(USAGE, "'taxonomy export' needs --output", "taxonomy", "export", self.SMALL)
        self.bad(REFUSED, "none.yaml", "taxonomy", "export", "none.yaml", "--output", out)

    def test_overlays_are_compiled_in(self):
        overlay, out = self.path / "overlay.yaml", self.path / "out.lmt"
        overlay.write_text("format: libmatch-overlay/1\nconcepts:\n"
                           "  - {concept: SEW, labels: {fr: Coudre}}\n", encoding="utf-8")
        self.good("taxonomy", "compile", self.SMALL, overlay, "--output", out)
        self.assertEqual(run("taxonomy", "diff", self.SMALL, out, "--quiet").stdout.decode(),
                         "renamed\tSEW\tfr: - > Coudre\n")
        overlay.write_text("format: libmatch-overlay/1\nconcepts:\n"
                           "  - {concept: NO, labels: {fr: Coudre}}\n", encoding="utf-8")
        self.bad(REFUSED, "'NO' is unknown", "taxonomy", "compile", self.SMALL, overlay,
                 "--output", out)

    def test_a_taxonomy_is_counted(self):
        lines = self.good("taxonomy", "stats", self.SMALL).splitlines()
        for line in ("concepts skill\t8", "concepts without broader\t7", "labels lo\t6",
                     "labels alternative\t3", "named lo\t5\t31.2 %", "review lo\tunreviewed",
                     "labels unreviewed\t6\t24.0 %", "relations essential\t5",
                     "relations optional\t3", "relations builds_on\t1", "mappings exact\t1"):
            self.assertIn(line, lines)

    def test_search_gives_the_best_first(self):
        def found(*words):
            text = self.good("taxonomy", "search", self.SMALL, *words)
            return [line.split("\t")[0] for line in text.splitlines()]
        self.assertEqual(found("sewing"), ["SEW", "SEW-MACHINE", "SEW-HAND", "SEW-LOCK"])
        self.assertEqual(found("machine", "SEWING")[:2], ["SEW-MACHINE", "SEW-LOCK"])
        self.assertEqual(found("Dressm"), ["7531"])
        self.assertEqual(found("ຫຍິບຈັກ")[0], "SEW-MACHINE")
        self.assertEqual(len(found("sewing", "--top", "2", "--quiet")), 2)
        self.bad(REFUSED, "no label is like 'zzz'", "taxonomy", "search", self.SMALL, "zzz")
        self.bad(REFUSED, "no label is like '...'", "taxonomy", "search", self.SMALL, "...")
        self.bad(USAGE, "needs FILE WORD", "taxonomy", "search", self.SMALL)

    def test_search_says_why_and_how_likely(self):
        def first(*words):
            text = self.good("taxonomy", "search", self.SMALL, *words)
            return text.splitlines()[0].split("\t")
        self.assertEqual(first("dressmaker"),
                         ["7531", "occupation", "Tailor", "en: Dressmaker", "folded", "76 %"])
        self.assertEqual(first("Tailor")[3:5], ["", "exact"])
        self.assertEqual(first("tailor's", "shop")[0], "7531")
        self.assertEqual(first("dresmaker")[4], "fuzzy")

    def test_search_finds_parts_of_words_that_are_likely_nothing(self):
        text = self.good("taxonomy", "search", self.SMALL, "verloc")
        self.assertEqual(text.splitlines()[0].split("\t")[0], "SEW-LOCK")
        self.assertIn("\tpartial\t", text)

    def test_phrases_are_resolved(self):
        rows = [line.split("\t") for line in self.good(
            "resolve", "--taxonomy", self.SMALL, "--format", "tsv", "--top", "1", "--threshold",
            "0", "Dressmaker", "qqq", "machine sewing", "ຊ່າງຫຍິບ").splitlines()]
        self.assertEqual(rows[0], ["line", "rank", "concept", "label", "score", "confidence"])
        self.assertEqual([row[:4] for row in rows[1:]],
                         [["1", "1", "7531", "Dressmaker"],
                          ["3", "1", "SEW-MACHINE", "Sewing by machine"],
                          ["4", "1", "7531", "ຊ່າງຫຍິບ"]])
        for row in rows[1:]:
            self.assertRegex(row[4], r"^[01]\.\d{6}$")
            self.assertRegex(row[5], r"^[01]\.\d{6}$")

    def test_resolved_for_people(self):
        text = self.good("resolve", "--taxonomy", self.SMALL, "taylor", "qqq",
                         "a cook for the whole big team")
        self.assertRegex(text, r"^taylor\n +76 %  7531 +Tailor +taylor +exact\n")
        self.assertIn("\nqqq\n  nothing is like it\n", text)

    def test_lines_of_standard_input_are_resolved(self):
        text = self.good("resolve", "--taxonomy", self.SMALL, "--format", "tsv", "--top", "1",
                         "--kind", "skill", "--threshold", "0", stdin=b"sewing\r\n\nteam work\nSewing")
        self.assertEqual([line.split("\t")[0:3:2] for line in text.splitlines()[1:]],
                         [["1", "SEW"], ["3", "TEAM"], ["4", "SEW"]])
        self.bad(REFUSED, "phrase on each line", "resolve", "--taxonomy", self.SMALL,
                 stdin=b"a\0b\n")
        self.bad(REFUSED, "not UTF-8", "resolve", "--taxonomy", self.SMALL, stdin=b"a\xff\n")

    def test_confirmed_aliases_count(self):
        aliases = self.path / "aliases.csv"
        aliases.write_text("text,concept\ntukang jahit,7531\nmoon,MOON\n", encoding="utf-8")
        text = self.good("resolve", "--taxonomy", self.SMALL, "--aliases", aliases, "--format",
                         "tsv", "--top", "1", "Tukang Jahit")
        self.assertTrue(text.splitlines()[1].startswith("1\t1\t7531\ttukang jahit\t1.000000\t"))
        aliases.write_text("text\na\n", encoding="utf-8")
        self.bad(REFUSED, "no column 'concept'", "resolve", "--taxonomy", self.SMALL, "--aliases",
                 aliases, "a")

    def test_changes_are_listed(self):
        newer = self.path / "newer.yaml"
        newer.write_text(self.SMALL.read_text(encoding="utf-8").replace("en: Cook,", "en: Chef de,")
                         .replace('broader: ["753"]', 'broader: ["75"]')
                         .replace("code: ENGLISH", "code: NEW").replace("skill: ENGLISH",
                                                                       "skill: NEW"),
                         encoding="utf-8")
        done = run("taxonomy", "diff", self.SMALL, newer)
        self.assertEqual(done.stdout.decode().splitlines(), [
            "renamed\t5120\ten: Cook > Chef de", "moved\t7531\tTailor: 753 > 75",
            "replaced\tENGLISH\tEnglish > NEW (label)"])
        self.assertIn(b"0 added, 0 removed, 1 renamed, 1 moved, 1 replaced, 0 merged, 0 split",
                      done.stderr)
        self.assertEqual(self.good("taxonomy", "diff", self.SMALL, self.SMALL, "--quiet"), "")

    OLD = ("format: libmatch-taxonomy/1\nname: old\nskills:\n"
           "  - {code: SEW, labels: {en: Sew}, mappings: {replaced_by: [SEW-IND]}}\n"
           "  - {code: GROUP, labels: {en: Help others}, mappings: {close: [TEAM]}}\n"
           "  - {code: GONE, labels: {en: Gone}}\n")

    def old_people(self):
        """A taxonomy of its own, and people who are coded in it."""
        old = self.path / "old.yaml"
        old.write_text(self.OLD, encoding="utf-8")
        people = self.path / "people.csv"
        people.write_text("id,province,skills\nP1,01,SEW=3;GROUP=2;GONE=1\n", encoding="utf-8")
        return old, people

    def test_people_are_matched_across_taxonomies(self):
        old, people = self.old_people()
        words = ["explain", "--profiles-taxonomy", old, "--profiles", people, "--catalogue",
                 MINI / "vacancies.csv", "--profile", "P1", "--opportunity", "V1", *TODAY]
        page = self.good(*words)
        self.assertIn("Recorded in the terms of another taxonomy (old)", page)
        self.assertIn("\u2190 SEW \u2018Sew\u2019 \u00b7 replaced by it \u00b7 1000/1000", page)
        self.assertIn("\u2190 GROUP \u2018Help others\u2019 \u00b7 close match \u00b7 900/1000", page)
        result = json.loads(self.good(*words, "--format", "json"))
        self.assertEqual(result["run"]["profiles_taxonomy"]["name"], "old")
        lines = {line["claim"]: line for line in result["coverage"] if line["claim"]}
        self.assertEqual((lines["TEAM"]["carried_permille"], lines["TEAM"]["link"]), (900, "close"))
        self.assertEqual(sum(line["points"] for line in result["coverage"]),
                         result["pair"]["coverage"])
        self.assertIn("1 replaced, 1 close, 1 not carried", run(*words).stderr.decode())

    def test_migrating_guesses_nothing(self):
        old = SOURCE / "tests/cases/records/taxonomy.yaml"
        people = self.path / "people.csv"
        people.write_text("id,province,jobs,skills\nA,14,7531,\n"
                          "B,14,,operate industrial sewing machines=2\n", encoding="utf-8")
        self.good("taxonomy", "migrate", "--from", old, "--to", old, "--output",
                  self.path / "new", people)
        with open(self.path / "new/people.csv", encoding="utf-8", newline="") as file:
            written = {row["id"]: row for row in csv.DictReader(file)}
        self.assertEqual(written["A"]["skills"], "")
        self.assertEqual(written["B"]["skills"], '"operate industrial sewing machines"=2')

    def test_profiles_are_migrated(self):
        old, people = self.old_people()
        new = SOURCE / "taxonomies/returnee-skills/returnee-skills.yaml"
        words = ["taxonomy", "migrate", "--from", old, "--to", new]
        done = run(*words, people, "--output", self.path / "new")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.decode().splitlines()[::-1], [
            "people.csv\t2\tP1\tskills\tSEW\tSew\tcarried\treplaced\tSEW-IND",
            "people.csv\t2\tP1\tskills\tGROUP\tHelp others\tkept\tonly close\tTEAM",
            "people.csv\t2\tP1\tskills\tGONE\tGone\tkept\tnothing stands for it\t"])
        self.assertIn(b"codes: 0 same, 1 replaced, 2 not carried", done.stderr)
        written = (self.path / "new/people.csv").read_text(encoding="utf-8")
        self.assertIn("SEW-IND=3", written)
        self.assertIn("GROUP=2", written)
        self.assertEqual(stat.S_IMODE((self.path / "new/people.csv").stat().st_mode), 0o600)
        for extra, message in ((["--output", self.path, people], b"written over itself"),
                               (["--output", self.path / "x"], b"nothing to migrate"),
                               (["--output", self.path / "x", people, people], b"two files are")):
            done = run(*words, *extra)
            self.assertEqual(done.returncode, 2)
            self.assertIn(message, done.stderr)
        people.write_text("id,province,skills\nP1,01,SEW=3\nP1,01,SEW=9\n", encoding="utf-8")
        done = run(*words, people, "--output", self.path / "none")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"would be lost: nothing is written", done.stderr)
        self.assertFalse((self.path / "none/people.csv").exists())

    def test_conversion_there_and_back(self):
        for kind, source in (("profile", MINI / "profiles.csv"),
                             ("opportunity", MINI / "vacancies.csv"),
                             ("opportunity", MINI / "training.yaml"),
                             ("opportunity", MINI / "supports.yaml")):
            texts = {}
            for ending in ("csv", "jsonl", "yaml"):
                first = self.path / f"first.{ending}"
                self.good("convert", source, "--kind", kind, "--output", first)
                self.assertEqual(stat.S_IMODE(first.stat().st_mode), 0o600)
                second = self.path / "second.csv"
                self.good("convert", first, "--kind", kind, "--output", second)
                texts[ending] = second.read_text(encoding="utf-8")
            self.assertEqual(texts["csv"], texts["jsonl"])
            self.assertEqual(texts["csv"], texts["yaml"])
        words = ["convert", MINI / "profiles.csv", "--kind", "profile", "--output", "-"]
        text = self.good(*words, "--to", "jsonl")
        self.assertEqual(len(text.splitlines()), 8)
        self.assertEqual(json.loads(text.splitlines()[0])["id"], "R01")

    def test_converted_files_rank_alike(self):
        people, offers = self.path / "people.yaml", self.path / "offers.jsonl"
        self.good("convert", MINI / "profiles.csv", "--kind", "profile", "--output", people)
        self.good("convert", MINI / "vacancies.csv", "--kind", "opportunity", "--output", offers)
        self.assertEqual(self.rows("rank", "--profiles", people, "--catalogue", offers, *TODAY),
                         self.rows("rank", *PEOPLE, "--catalogue", "vacancies.csv", *TODAY))


class Pages(Case):
    """Tables on pages and terminals."""

    def columns(self, text):
        import unicodedata
        return sum(0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else
                   2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

    def test_no_line_is_wider_than_the_page(self):
        for language in ("en", "lo"):
            for width in (50, 80, 100, 160):
                text = self.good(*RANK, "--lang", language, env=environment(COLUMNS=str(width)))
                for line in text.splitlines():
                    self.assertLessEqual(self.columns(line), width, line)

    def test_lao_titles_end_at_the_right_edge(self):
        text = self.good(*RANK, "--lang", "lo")
        heads = [line for line in text.splitlines() if line.endswith(" %")
                 and re.match(r" ?\d+  ", line)]
        self.assertGreater(len(heads), 20)
        self.assertEqual({self.columns(line) for line in heads}, {100})

    def test_lao_letters_are_not_cut_from_their_marks(self):
        import unicodedata
        for width in (50, 61, 72):
            text = self.good(*RANK, "--lang", "lo", env=environment(COLUMNS=str(width)))
            for line in text.splitlines():
                line = line.strip()
                if line:
                    self.assertNotIn(unicodedata.category(line[0]), ("Mn", "Mc"), line)

    def test_pages_hold_no_colours_when_not_on_a_terminal(self):
        self.assertNotIn("\x1b", self.good(*RANK, env=environment(TERM="xterm")))

    def on_terminal(self, **changes):
        import pty
        master, slave = pty.openpty()
        process = subprocess.Popen([PROGRAM, *RANK, "--quiet"], cwd=MINI, stdout=slave,
                                   stderr=subprocess.DEVNULL, env=environment(**changes))
        os.close(slave)
        text = read_terminal(master)
        self.assertEqual(process.wait(timeout=60), OK)
        return text

    def test_terminals_get_colours_unless_told_otherwise(self):
        self.assertIn(b"\x1b[1m", self.on_terminal(TERM="xterm"))
        self.assertNotIn(b"\x1b", self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn(b"\x1b", self.on_terminal(TERM="dumb"))

    def test_controls_in_titles_never_reach_the_page(self):
        with tempfile.TemporaryDirectory() as folder:
            offers = pathlib.Path(folder) / "offers.jsonl"
            offers.write_text(json.dumps({"id": "X1", "kind": "vacancy",
                                          "title": "a\x1b[31mred\u202eback\u2028\u200f",
                                          "province": "14",
                                          "essential_skills": ["SEW-MEND=1"]}) + "\n",
                              encoding="utf-8")
            text = self.good("rank", *PEOPLE, "--catalogue", offers, *TODAY)
        for mark in "\x1b\u202e\u2028\u200f":
            self.assertNotIn(mark, text)

    def test_the_office_data_is_read_whole(self):
        files = [path for path in (OFFICE / "vacancies.csv", OFFICE / "training.csv",
                                   OFFICE / "supports.yaml") if path.exists()]
        people = [path for path in (OFFICE / "profiles.csv", OFFICE / "profiles.jsonl")
                  if path.exists()]
        if not files or not people:
            self.skipTest("the office data is not there")
        done = run("rank", "--profiles", *people, "--catalogue", *files, *TODAY,
                   "--format", "jsonl")
        self.assertEqual(done.returncode, OK)
        for line in done.stderr.decode().splitlines():
            self.assertRegex(line, r" rows read, 0 left out, ")


class Tap(unittest.TestResult):
    """Prints results as TAP."""

    def __init__(self):
        super().__init__()
        self.number = 0

    def line(self, word, test, rest=""):
        self.number += 1
        name = test.id().replace("__main__.", "").replace("#", "")
        print(f"{word} {self.number} - {name}{rest}", flush=True)

    def addSuccess(self, test):
        self.line("ok", test)

    def addSkip(self, test, reason):
        self.line("ok", test, f" # SKIP {reason}")

    def failed(self, test, err):
        self.line("not ok", test)
        for line in self._exc_info_to_string(err, test).splitlines():
            print(f"# {line}", flush=True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.failed(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.failed(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.failed(subtest, err)


def main():
    if "--tap" not in sys.argv:
        unittest.main()
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = Tap()
    suite.run(result)
    print(f"1..{result.number}")
    sys.exit(0)


if __name__ == "__main__":
    main()
