# SPDX-License-Identifier: Apache-2.0
"""The scripts of bench/quality run on small invented data of the layout of the real files."""

import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import libmatch

SOURCE = pathlib.Path(
    os.environ.get("MATCH_TEST_SOURCE") or pathlib.Path(__file__).resolve().parent.parent
)
SCRIPTS = SOURCE / "bench/quality"
OCCUPATION = "http://data.europa.eu/esco/occupation/"
TAILOR, SHIRTS = OCCUPATION + "o1", OCCUPATION + "o2"

#: Files by their path under the folder of data.
DATA = {
    "melo/a_set/queries.tsv": "Q1\tTailor\nQ2\tMakes shirts\n",
    "melo/a_set/corpus_elements.tsv": "C1_en_000\ttailor\nC1_en_001\tdressmaker\n"
    "C2_en_000\tshirt maker\nC3_en_000\tTailors and the like\n",
    "melo/a_set/concept_mapping.tsv": f"C1_en_000\t{TAILOR}\nC1_en_001\t{TAILOR}\n"
    f"C2_en_000\t{SHIRTS}\nC3_en_000\thttp://data.europa.eu/esco/isco/C7531\n",
    "melo/a_set/annotations.tsv": "Q1\t0\tC1_en_000\t1\nQ1\t0\tC1_en_001\t1\n"
    "Q2\t0\tC2_en_000\t1\nQ2\t0\tC1_en_000\t0\n",
    "isco08/titles.csv": "isco08,isco88,title\n7531,7433,Tailor\n0110,0110,Captain\n0001,0001,n\n",
    "vacancies/titles.csv": f",vacancyTitle,conceptUri\n0,TAILOR,{TAILOR}\n1,Tailor,{SHIRTS}\n"
    f"2,shirt maker,{SHIRTS}\n3,tailor,{OCCUPATION}unknown\n",
    "vacancies/hahu.csv": ",ID,title,description,esco_code\n"
    '0,0,Tailor,"Makes clothes,\nmends them.",7531.1\n1,1,Shirt maker,Makes shirts.,7531.10\n'
    "2,2,Nobody,Nothing.,9999.9\n",
    "skills/phrases.csv": "sentence,span,sub_span,label\nx,textiles,,textiles\n"
    "x,speak and work in a team,work in a team,work in a team\n"
    "x,qqqq zzzz,,LABEL NOT PRESENT\nx,sew,,UNDERSPECIFIED\nx,textiles,,no label of ESCO\n",
    "jobs/queries.tsv": "q1\ttailor\n",
    "jobs/corpus_documents.tsv": "q1\ttailor\nd1\tbaker\nd2\ttailors\n",
    "jobs/annotations.tsv": "q1\t0\td2\t1\n",
    "lao/districts.csv": "pcode,name_source_a,name_source_b,name_en\n"
    "LA1601,ປາກເຊ,ມ. ປາກເຊ,Pakse\nLA1601,ຫຍັງບໍ່ຮູ້,,Nothing\n",
    "lao/words.txt": "ຂ້ອຍ|ເຮັດ|ວຽກ|ຢູ່|ລາວ\n\nລາວ\n",
}


def has_context():
    taxonomy = libmatch.Taxonomy.load(SOURCE / "tests/cases/records/taxonomy.yaml")
    try:
        taxonomy.resolver().resolve("x", context="y")
    except TypeError:
        return False
    return True


@unittest.skipUnless(hasattr(libmatch, "Resolver"), "no resolver")
class Scripts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.data = pathlib.Path(cls.folder.name, "data")
        for name, text in DATA.items():
            path = cls.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (cls.data / "esco-1.1.1").symlink_to(SOURCE / "tests/cases/taxonomy/esco")

    def run_script(self, name, *arguments):
        """What a script prints: the metrics, and what it has to say besides."""
        done = subprocess.run(
            [sys.executable, str(SCRIPTS / f"{name}.py"), *map(str, arguments)],
            env=dict(os.environ, LIBMATCH_SHARED=self.folder.name),
            capture_output=True, text=True, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        metrics = dict(line.split("=") for line in done.stdout.splitlines())
        return {key: float(value) for key, value in metrics.items()}, done.stderr

    def expect(self, name, path, **metrics):
        got, said = self.run_script(name, self.data / path)
        self.assertEqual({key: got.get(key) for key in metrics}, metrics)
        wanted = {"sklearn": "baseline_char_tfidf_", "rapidfuzz": "baseline_edit_"}
        for module, prefix in wanted.items():
            if any(key.startswith(prefix) for key in got):
                self.assertIsNotNone(importlib.util.find_spec(module))
            elif importlib.util.find_spec(module) is None and module in said:
                self.assertIn("left out", said)
        return got, said

    def test_melo(self):
        self.expect("melo", "melo/a_set", queries=2, labels=4, mrr=1, hit1=1, hit10=1,
                    concept_mrr=1)

    def test_isco_titles(self):
        self.expect("isco_titles", "isco08/titles.csv", titles=2, acc1=1, acc5=1)

    def test_titles(self):
        _, said = self.expect("titles", "vacancies/titles.csv", titles=3, different_titles=3)
        self.assertIn("1 rows name no occupation", said)

    def test_hahu(self):
        if not has_context():
            self.skipTest("no description helps yet")
        _, said = self.expect("hahu", "vacancies/hahu.csv", advertisements=2, hit1=1, hit1_isco=1,
                              hit1_description=1)
        self.assertIn("1 rows name no occupation", said)

    def test_phrases(self):
        got, said = self.expect("phrases", "skills/phrases.csv", phrases=5, phrases_with_skill=3,
                                hit1=0.6667)
        self.assertIn("1 labels name no skill", said)
        self.assertLessEqual(got["kept_at_threshold"], 1)

    def test_job_titles(self):
        if not hasattr(libmatch.Resolver, "similarity"):
            self.skipTest("titles are not compared yet")
        self.expect("job_titles", "jobs", queries=1, titles=3, map=1)

    def test_lao_districts(self):
        self.expect("lao_districts", "lao/districts.csv", names=3, linked=0.6667,
                    linked_name_source_b=1)

    def test_lao_words(self):
        if not hasattr(libmatch, "words"):
            self.skipTest("no words yet")
        got, _ = self.expect("lao_words", "lao/words.txt", sentences=2)
        self.assertGreater(got["f1"], 0.5)

    def test_lao_variants(self):
        got, _ = self.run_script("lao_variants", SOURCE / "tests/cases/records/taxonomy.yaml")
        self.assertEqual(got["labels"], 6)
        self.assertEqual(got["top1"], 1)

    def test_romanised(self):
        got, _ = self.run_script("romanised", SOURCE / "tests/cases/records/taxonomy.yaml")
        self.assertEqual(got["without_hit1"], 0)
        self.assertGreater(got["with_hit1"], 0.5)

    def test_wrong_files_are_told(self):
        done = subprocess.run(
            [sys.executable, str(SCRIPTS / "titles.py"), str(self.data / "isco08/titles.csv")],
            env=dict(os.environ, LIBMATCH_SHARED=self.folder.name),
            capture_output=True, text=True, check=False,
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn("no column conceptUri, vacancyTitle", done.stderr)

    def test_all_at_once(self):
        table = subprocess.run(
            [sys.executable, str(SCRIPTS / "run_all.py"), str(self.data), "--only", "titles"],
            env=dict(os.environ, LIBMATCH_SHARED=self.folder.name),
            capture_output=True, text=True, check=False,
        )
        rows = [line for line in table.stdout.splitlines() if line.startswith("| Malaysian")]
        self.assertEqual(table.returncode, 0, table.stderr)
        self.assertEqual(len(rows), 2, table.stderr)
        self.assertIn("| titles.csv | hit5 |", rows[0])


class Figures(unittest.TestCase):
    """Figures of merit on lists that can be counted by hand."""

    @classmethod
    def setUpClass(cls):
        sys.path.insert(0, str(SCRIPTS))
        cls.addClassCleanup(sys.path.remove, str(SCRIPTS))
        import measure

        cls.measure = measure

    def test_latin_letters_of_lao(self):
        import romanised

        self.assertEqual(romanised.romanised("ຊ່າງຕັດຫຍິບ"), "xang tat nyip")
        self.assertEqual(romanised.romanised("ແມ່ຄົວ"), "mae khoua")

    def test_ranks(self):
        measure = self.measure
        self.assertEqual(measure.first_rank("abc", {"b", "c"}), 2)
        self.assertIsNone(measure.first_rank("abc", {"d"}))
        self.assertEqual(measure.share_within([1, 5, None, 6], 5), 0.5)
        self.assertEqual(measure.mean_reciprocal_rank([1, 2, None, 4]), 1.75 / 4)
        self.assertEqual(measure.mean_reciprocal_rank([]), 0)

    def test_average_precision(self):
        self.assertEqual(self.measure.average_precision("axb", {"a", "b"}), (1 + 2 / 3) / 2)
        self.assertEqual(self.measure.average_precision("xyz", {"a"}), 0)

    def test_baselines(self):
        if importlib.util.find_spec("sklearn") is None:
            self.skipTest("no scikit-learn")
        labels = self.measure.Labels([("shirt maker", 1), ("tailor", 2), ("shirt tailor", 3)])
        for name, found in self.measure.baselines(labels, ["tailor", "zzz"], "char_tfidf", "bm25"):
            with self.subTest(name):
                self.assertEqual(found[0][:2], [2, 3])
                self.assertEqual(found[1], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
