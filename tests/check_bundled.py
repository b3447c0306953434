# SPDX-License-Identifier: Apache-2.0
"""Quality gates of the bundled taxonomies.

A gate takes a taxonomy and returns what is wrong with it, one line for each fault. Bundled runs
the gates on the data, Planted shows for each gate a small text that it does not let pass.
"""

import csv
import importlib
import os
import pathlib
import re
import sys
import unicodedata
import unittest
from collections import Counter, defaultdict

from libmatch import Catalogue, MatchError, Matcher, Report, Roster, Taxonomy, fold

SOURCE = pathlib.Path(
    os.environ.get("MATCH_TEST_SOURCE") or pathlib.Path(__file__).resolve().parent.parent
)
FOLDER = SOURCE / "taxonomies"
FORMAT = "format: libmatch-taxonomy/1"
csv.field_size_limit(1 << 24)
GROUPS = {1: 10, 2: 43, 3: 130, 4: 436}  #: ISCO-08 groups by the digits of their code

#: What is not today's spelling of Lao, and what is.
SPELLING = (
    ("ຫລ", "ຫຼ"),
    ("ຫນ", "ໜ"),
    ("ຫມ", "ໝ"),
    ("ເເ", "ແ"),
    ("\u0ecd[\u0ec8-\u0ecb]?າ", "\u0eb3"),
    ("[\u0ec8-\u0ecb]\u0ecd", "the tone mark last"),
    ("[\u0e00-\u0e7f]", "no letter of Thai"),
    ("[\u200b-\u200f\u2060\ufeff\u00ad]", "nothing that has no width"),
)


# ---- gates ----


def load(path):
    """A taxonomy, and what its reader had to say."""
    report = Report()
    return Taxonomy.load(path, report=report), [str(finding) for finding in report]


def faults_of_loading(text):
    """A relation that does not resolve stops the reading; what can be repaired is a finding."""
    report = Report()
    try:
        Taxonomy.parse(text.encode(), report=report)
    except MatchError as error:
        return [str(error)]
    return [str(finding) for finding in report]


def by_label(concepts):
    """The concepts that have a label, by language and folded label."""
    found = defaultdict(set)
    for concept in concepts:
        for language, labels in concept.labels.items():
            for label in labels:
                found[language, fold(label.text)].add(concept)
    return found


def shared_labels_of_skills(taxonomy):
    skills = [concept for concept in taxonomy if concept.kind == "skill"]
    return [
        f"{language} {label!r} names " + " and ".join(sorted(concept.id for concept in concepts))
        for (language, label), concepts in by_label(skills).items()
        if len(concepts) > 1
    ]


def above(concept):
    """All broader concepts, however far."""
    found, open_ = set(), [concept]
    while open_:
        for broader in open_.pop().broader:
            if broader not in found:
                found.add(broader)
                open_.append(broader)
    return found


def shared_labels_of_jobs(taxonomy):
    """A group may be called like its only sub-group, but not like a group elsewhere."""
    jobs = [concept for concept in taxonomy if concept.kind.startswith("occupation")]
    faults = []
    for (language, label), concepts in by_label(jobs).items():
        chain = sorted(concepts, key=lambda concept: len(above(concept)))
        if not all(higher in above(lower) for higher, lower in zip(chain, chain[1:])):
            names = " and ".join(concept.id for concept in chain)
            faults.append(f"{language} {label!r} names {names}")
    return faults


def unreachable(taxonomy):
    """From a group that has nothing above it, one comes down to every concept."""
    return [
        concept.id
        for concept in taxonomy
        if not concept.kind.endswith("_group")
        and not any(top.kind.endswith("_group") and not top.broader for top in above(concept))
    ]


def share_with_label(taxonomy, language, kind):
    concepts = [concept for concept in taxonomy if concept.kind == kind]
    return sum(language in concept.labels for concept in concepts) / max(len(concepts), 1)


def letters(text):
    """Letters, marks and digits: folding is free to drop the rest."""
    return [c for c in text if unicodedata.category(c)[0] in "LMN" and c != "ໆ"]


def folds_to_itself(text):
    """Folding changes nothing but case, space and the two ligatures, which it takes apart."""
    plain = text.casefold().replace("ໜ", "ຫນ").replace("ໝ", "ຫມ")
    return letters(fold(text)) == letters(plain.replace("ຫຼ", fold("ຫຼ")))


def misspelt(text):
    """What is wrong with the spelling of a Lao label, "" where nothing is."""
    wrong = [right for pattern, right in SPELLING if re.search(pattern, text)]
    if wrong:
        return f"{text!r}: expected {', '.join(wrong)}"
    return "" if folds_to_itself(text) else f"{text!r}: folding changes it"


def spelling(taxonomy):
    return [
        f"{concept.id} {fault}"
        for concept in taxonomy
        for label in concept.labels.get("lo", ())
        for fault in [misspelt(label.text)]
        if fault
    ]


def isco_counts(taxonomy):
    counts = defaultdict(int)
    for concept in taxonomy:
        if concept.kind == "occupation_group":
            counts[len(concept.code)] += 1
    return [
        f"{counts[digits]} groups of {digits} digits, expected {GROUPS.get(digits, 0)}"
        for digits in sorted({*counts, *GROUPS})
        if counts[digits] != GROUPS.get(digits, 0)
    ]


def isco_levels(taxonomy):
    """Each group has a skill level, and has those of its sub-groups."""
    faults = []
    for concept in taxonomy:
        below = [narrower.skill_levels for narrower in concept.narrower]
        if not concept.kind.startswith("occupation"):
            continue
        if not concept.skill_levels:
            faults.append(f"{concept.id} has no skill level")
        elif below and all(below) and concept.skill_levels != frozenset().union(*below):
            faults.append(f"{concept.id} has not the skill levels of its sub-groups")
    return faults


def other_titles(taxonomy, isco):
    """Groups of ISCO are called in English and Lao as ISCO calls them."""
    return [
        f"{concept.id} is {concept.label(language)!r}, expected the title of ISCO"
        for concept in taxonomy
        if concept.kind.startswith("occupation") and concept.scheme.id == "isco08"
        for language in ("en", "lo")
        if concept.label(language) != isco[concept.isco].label(language)
    ]


def well_described(taxonomy, relations=5):
    """Codes of the ISCO unit groups that list enough skills."""
    return {
        concept.isco
        for concept in taxonomy
        if len(concept.isco) == 4 and len(concept.skills()) >= relations
    }


def without_evidence(taxonomy):
    return [c.id for c in taxonomy if c.kind == "skill" and not c.typical_evidence]


def without_definition(taxonomy):
    return [c.id for c in taxonomy if c.kind == "skill" and not c.text("definition", "en")]


# ---- own words ----


def runs(text, length=6):
    """All runs of so many words."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def taken_texts(taxonomy, theirs):
    """Definitions that have a run of words in common with texts of others."""
    return [
        f"{concept.id}: {' '.join(sorted(common)[0])!r}"
        for concept in taxonomy
        for common in [runs(concept.text("definition", "en")) & theirs]
        if common
    ]


def texts_of_others(shared):
    """Runs of words of the descriptions of ESCO and O*NET, none where they are not at hand."""
    theirs = set()
    for pattern in ("esco-1.1.1/*_en.csv", "onet-*/*.csv"):
        for path in sorted(pathlib.Path(shared, "data").glob(pattern)):
            with open(path, encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    for column in ("description", "definition", "Description"):
                        theirs |= runs(row.get(column) or "")
    return theirs


def shared_data():
    return os.environ.get("LIBMATCH_SHARED") or SOURCE.parent / "shared"


# ---- plausibility ----


class Dictionary:
    """How much of a Lao text can be cut into words of a dictionary."""

    def __init__(self, words):
        self.words = {fold(word) for word in words}
        self.words = {word for word in self.words if len(word) > 1 and " " not in word}
        self.longest = max(map(len, self.words))

    @classmethod
    def read(cls, path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return cls(row["LaoWord"] for row in csv.DictReader(file) if row["LaoWord"])

    def found(self, word):
        """The most letters of a word that can belong to words of the dictionary."""
        best = [0] * (len(word) + 1)
        for end in range(1, len(word) + 1):
            best[end] = best[end - 1]
            if end < len(word) and unicodedata.combining(word[end]):
                continue  # within a letter and its marks
            for start in range(max(0, end - self.longest), end):
                if word[start:end] in self.words:
                    best[end] = max(best[end], best[start] + end - start)
        return best[-1]

    def share(self, texts):
        words = [word for text in texts for word in re.findall(r"[\u0e80-\u0eff]+", fold(text))]
        return sum(map(self.found, words)) / max(sum(map(len, words)), 1)


def lao_labels(taxonomy):
    return [label.text for concept in taxonomy for label in concept.labels.get("lo", ())]


# ---- the data ----


def bundled():
    """All files that are taxonomies."""
    return [
        path
        for path in sorted(FOLDER.glob("*/*.yaml"))
        if FORMAT in path.read_text(encoding="utf-8").splitlines()
    ]


class Bundled(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.loaded = {path.stem: load(path) for path in bundled()}
        cls.taxonomies = {name: taxonomy for name, (taxonomy, _) in cls.loaded.items()}
        cls.isco = cls.taxonomies["isco-08"]
        cls.returnee = cls.taxonomies["returnee-skills"]

    def expect_none(self, gate):
        for name, taxonomy in self.taxonomies.items():
            with self.subTest(name):
                self.assertEqual(gate(taxonomy), [])

    def test_reading_finds_nothing(self):
        for name, (_, findings) in self.loaded.items():
            with self.subTest(name):
                self.assertEqual(findings, [])

    def test_labels_of_skills_are_unique(self):
        self.expect_none(shared_labels_of_skills)

    def test_labels_of_jobs_are_unique_but_along_the_hierarchy(self):
        self.expect_none(shared_labels_of_jobs)

    def test_every_concept_is_reachable(self):
        self.expect_none(unreachable)

    def test_lao_is_spelt_as_today(self):
        self.expect_none(spelling)

    def test_skills_have_lao_labels(self):
        for name, taxonomy in self.taxonomies.items():
            if taxonomy.count("skill"):
                with self.subTest(name):
                    self.assertGreaterEqual(share_with_label(taxonomy, "lo", "skill"), 0.95)

    def test_isco_is_complete(self):
        self.assertEqual(isco_counts(self.isco), [])
        self.assertEqual(isco_levels(self.isco), [])
        self.assertEqual(share_with_label(self.isco, "lo", "occupation_group"), 1)

    def test_titles_of_jobs_are_those_of_isco(self):
        self.assertEqual(other_titles(self.returnee, self.isco), [])

    def test_there_are_skills_enough(self):
        self.assertGreaterEqual(self.returnee.count("skill"), 600)
        self.assertEqual(without_definition(self.returnee), [])
        self.assertEqual(without_evidence(self.returnee), [])

    def test_there_are_relations_enough(self):
        described = well_described(self.returnee)
        self.assertGreaterEqual(len(described), 150)
        self.assertEqual(sorted(code for code in described if code not in self.isco), [])

    def test_definitions_are_in_own_words(self):
        theirs = texts_of_others(shared_data())
        if not theirs:
            self.skipTest("no texts of ESCO or O*NET")
        self.assertEqual(taken_texts(self.returnee, theirs), [])

    def test_plausibility_is_reported(self):
        path = pathlib.Path(shared_data()) / "data/lao/lao-eng-dictionary.csv"
        if not path.exists():
            self.skipTest("no dictionary of Lao")
        dictionary = Dictionary.read(path)
        for name, taxonomy in self.taxonomies.items():
            share = dictionary.share(lao_labels(taxonomy))
            print(f"{name}: {share:.1%} of the letters of Lao labels are in words of a dictionary")
            self.assertGreater(share, 0)


class EscoLao(unittest.TestCase):
    """The overlay with Lao labels for ESCO."""

    path = FOLDER / "esco-lao/esco-lao.yaml"

    def occupations(self):
        with open(FOLDER / "esco-lao/occupations.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def on_esco(self):
        """ESCO, and ESCO with the overlay."""
        folder = pathlib.Path(shared_data(), "data/esco-1.1.1")
        if not folder.is_dir():
            self.skipTest("no ESCO")
        esco = Taxonomy.import_esco(folder)
        report = Report()
        whole = esco.overlay(self.path, report=report)
        self.assertEqual([str(finding) for finding in report], [])
        return esco, whole

    def test_it_is_what_the_sources_make(self):
        sys.path.insert(0, str(FOLDER / "tools"))
        self.addCleanup(sys.path.pop, 0)
        maker = importlib.import_module("make_esco_lao")
        self.assertEqual(self.path.read_text(encoding="utf-8"), maker.overlay())
        self.assertLess(self.path.stat().st_size, 1 << 20)

    def test_lao_is_spelt_as_today(self):
        faults = [
            fault
            for row in self.occupations()
            for name in [row["lao"], *filter(None, row["lao_alternative"].split("; "))]
            for fault in [misspelt(name)]
            if fault
        ]
        self.assertEqual(faults, [])

    def test_it_fits_esco(self):
        esco, whole = self.on_esco()
        self.assertEqual(len(whole), len(esco))
        self.assertEqual(
            [row["code"] for row in self.occupations()
             if (esco[row["uri"]].code, esco[row["uri"]].label("en"))
             != (row["code"], row["english"])],
            [])
        counts = Counter(concept.kind for concept in whole if "lo" in concept.labels)
        self.assertGreaterEqual(counts["skill"], 300)
        self.assertGreaterEqual(counts["occupation"], 150)
        self.assertEqual(counts["occupation_group"], 619)
        self.assertEqual(spelling(whole), [])
        shared = shared_labels_of_skills(whole) + shared_labels_of_jobs(whole)
        self.assertEqual([fault for fault in shared if fault.startswith(("lo ", "th "))], [])

    def test_plausibility_is_reported(self):
        path = pathlib.Path(shared_data()) / "data/lao/lao-eng-dictionary.csv"
        if not path.exists():
            self.skipTest("no dictionary of Lao")
        names = [f"{row['lao']} {row['lao_alternative']}" for row in self.occupations()]
        share = Dictionary.read(path).share(names)
        print(f"esco-lao: {share:.1%} of the letters of Lao names are in words of a dictionary")
        self.assertGreater(share, 0.9)

    def test_it_ranks_in_lao(self):
        _, whole = self.on_esco()
        people, jobs = Roster(whole), Catalogue(whole)
        people.parse("id,province,wants,skills\nP1,ຈຳປາສັກ,job,ປູກະເບື້ອງ=3; ຕັດກະເບື້ອງ=3\n")
        jobs.parse(
            "id,title,occupation,province,essential_skills\n"
            "V1,ແມ່ຄົວ,ແມ່ຄົວ,ຈຳປາສັກ,ແຕ່ງກິນ\n"
            "V2,ຊ່າງປູກະເບື້ອງ,ຊ່າງປູກະເບື້ອງ,ຈຳປາສັກ,ປູກະເບື້ອງ; ຕັດກະເບື້ອງ\n"
        )
        best = Matcher(jobs, today="2025-02-10").rank(people, "P1")[0]
        self.assertEqual((best.opportunity, best.grade), ("V2", "strong"))


# ---- planted faults ----

GOOD = """\
format: libmatch-taxonomy/1
name: planted
schemes: [{id: isco08}]
occupation_groups:
  - {code: "7", labels: {en: Craft workers, lo: ຊ່າງ}, skill_level: ["2"]}
  - {code: "75", labels: {en: Garment workers, lo: ຊ່າງຕັດຫຍິບ}, skill_level: ["2"], broader: ["7"]}
occupations:
  - code: "7531"
    isco: "7531"
    labels: {en: Tailors, lo: ຊ່າງຕັດເຄື່ອງ}
    skill_level: ["2"]
    broader: ["75"]
    skills: {essential: [SEW, CUT]}
skill_groups:
  - {code: AREA, labels: {en: Garments, lo: ເຄື່ອງນຸ່ງ}}
skills:
  - code: SEW
    labels: {en: Sew, lo: ຫຍິບ}
    broader: [AREA]
    definition: {en: Joins cloth.}
    typical_evidence: [work_sample]
  - code: CUT
    labels: {en: Cut cloth, lo: ຕັດຜ້າ}
    broader: [AREA]
    definition: {en: Cuts cloth.}
    typical_evidence: [work_sample]
"""


class Planted(unittest.TestCase):
    def plant(self, before, after):
        self.assertIn(before, GOOD)
        return Taxonomy.parse(GOOD.replace(before, after, 1).encode())

    def expect_found(self, gate, before, after, part):
        self.assertEqual(gate(Taxonomy.parse(GOOD.encode())), [])
        faults = gate(self.plant(before, after))
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(part, faults[0])

    def test_reading(self):
        self.assertEqual(faults_of_loading(GOOD), [])
        dangling = faults_of_loading(GOOD.replace("[SEW, CUT]", "[SEW, KNIT]"))
        self.assertEqual(len(dangling), 1)
        self.assertIn("KNIT", dangling[0])
        twice = faults_of_loading(GOOD.replace("[SEW, CUT]", "[SEW, SEW]"))
        self.assertEqual(len(twice), 1)
        self.assertIn("RELATION_REPEATED", twice[0])

    def test_labels_of_skills(self):
        self.expect_found(shared_labels_of_skills, "en: Cut cloth", "en: SEW", "CUT and SEW")
        self.expect_found(shared_labels_of_skills, "lo: ຕັດຜ້າ",
                          "lo: {preferred: ຕັດ, alternative: [ຫຍິບ]}", "lo 'ຫຍິບ'")

    def test_labels_of_jobs(self):
        self.assertEqual(shared_labels_of_jobs(self.plant("en: Garment workers",
                                                          "en: Craft workers")), [])
        self.expect_found(shared_labels_of_jobs, "occupations:\n",
                          'occupations:\n  - {code: X, labels: {en: tailors}, broader: ["7"]}\n',
                          "names X and 7531")

    def test_reaching(self):
        self.expect_found(unreachable, "lo: ຕັດຜ້າ}\n    broader: [AREA]", "lo: ຕັດຜ້າ}", "CUT")
        self.expect_found(unreachable, '    broader: ["75"]\n', "", "7531")

    def test_spelling(self):
        for lao in ("ຕະຫລາດ", "ຫນັງ", "ຫມໍ້", "ເເກງ", "ນໍ້າ", "ທໍາ", "ນ້ໍາ", "ตัด", "ຕັດ\u200bຜ້າ",
                    "ທີ່່", "ທ່ີ", "ປີ ໒໕"):
            with self.subTest(lao):
                self.expect_found(spelling, "lo: ຕັດຜ້າ", f'lo: "{lao}"', "CUT")
        for lao in ("ຕະຫຼາດ", "ໜັງ", "ໝໍ້", "ແກງ", "ນ້ຳ", "ທຳ", "USB 3, (ຕັດ) ແລະ ອື່ນໆ"):
            with self.subTest(lao):
                self.assertEqual(spelling(self.plant("lo: ຕັດຜ້າ", f'lo: "{lao}"')), [])

    def test_lao_labels(self):
        self.assertEqual(share_with_label(Taxonomy.parse(GOOD.encode()), "lo", "skill"), 1)
        self.assertEqual(share_with_label(self.plant(", lo: ຕັດຜ້າ", ""), "lo", "skill"), 0.5)

    def test_isco(self):
        faults = isco_counts(Taxonomy.parse(GOOD.encode()))
        self.assertIn("1 groups of 1 digits, expected 10", faults)
        self.assertIn("0 groups of 3 digits, expected 130", faults)
        self.expect_found(isco_levels, 'ຫຍິບ}, skill_level: ["2"], ', "ຫຍິບ}, ",
                          "75 has no skill level")
        self.expect_found(isco_levels, 'ຊ່າງ}, skill_level: ["2"]',
                          'ຊ່າງ}, skill_level: ["2", "3"]', "7 has not the skill levels")

    def test_titles(self):
        good = Taxonomy.parse(GOOD.encode())
        self.assertEqual(other_titles(good, good), [])
        self.assertEqual(len(other_titles(self.plant("en: Tailors", "en: Tailor"), good)), 1)

    def test_relations(self):
        good = Taxonomy.parse(GOOD.encode())
        self.assertEqual(well_described(good, 2), {"7531"})
        self.assertEqual(well_described(good, 3), set())

    def test_texts(self):
        self.expect_found(without_evidence, "    typical_evidence: [work_sample]\n", "", "SEW")
        self.expect_found(without_definition, "    definition: {en: Joins cloth.}\n", "", "SEW")

    def test_own_words(self):
        theirs = runs("Somebody who joins pieces of cloth by hand or machine, for clothes.")
        self.assertEqual(taken_texts(Taxonomy.parse(GOOD.encode()), theirs), [])
        copied = self.plant("Joins cloth.", "Joins pieces of cloth by hand; or not.")
        self.assertEqual(taken_texts(copied, theirs), ["SEW: 'joins pieces of cloth by hand'"])
        fewer = self.plant("Joins cloth.", "Joins pieces of cloth by needle.")
        self.assertEqual(taken_texts(fewer, theirs), [])

    def test_plausibility(self):
        dictionary = Dictionary(["ຕັດ", "ຜ້າ", "ຕັດຜ້າ", "ໜັງ"])
        self.assertEqual(dictionary.share(["ຕັດ ຜ້າ", "ຜ້າໜັງ"]), 1)
        self.assertEqual(dictionary.share(["ກຂຄງ"]), 0)
        self.assertAlmostEqual(dictionary.share(["ຕັດກຂຄ"]), 0.5)


if __name__ == "__main__":
    unittest.main(verbosity=2)
