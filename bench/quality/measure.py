# SPDX-License-Identifier: Apache-2.0
"""What the scripts of this folder share: ESCO, figures of merit, plain baselines, output.

The baselines are what somebody would try first with stock tools. They see the same labels and the
same texts as the library, and are computed in the same run.
"""

from __future__ import annotations

import csv
import json
import os
import pathlib
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence

import libmatch

csv.field_size_limit(1 << 24)
SOURCE = pathlib.Path(__file__).resolve().parents[2]
CHUNK = 256  #: texts whose scores are in memory at once


def shared(*parts: str) -> pathlib.Path:
    """A path in the shared data; ends the program where there is none."""
    folder = pathlib.Path(os.environ.get("LIBMATCH_SHARED") or SOURCE.parent / "shared")
    path = folder.joinpath("data", *parts)
    if not path.exists():
        sys.exit(f"{path} is not there: LIBMATCH_SHARED must name the folder of shared data")
    return path


def read_csv(path: str, *columns: str) -> list[dict[str, str]]:
    """The rows of a CSV file; ends the program where a column is missing."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            sys.exit(f"{path}: no column {', '.join(sorted(missing))}")
        return list(reader)


def read_tsv(path: str | pathlib.Path) -> list[list[str]]:
    """The rows of a file without header, cut at tabs; it knows no quotes."""
    with open(path, encoding="utf-8-sig", newline="\n") as file:
        return [line.rstrip("\r\n").split("\t") for line in file if line.strip()]


def esco() -> libmatch.Taxonomy:
    return libmatch.Taxonomy.import_esco(shared("esco-1.1.1"))


def esco_without_examples() -> libmatch.Taxonomy:
    """ESCO with the definitions of ISCO's groups, but not the titles of jobs that end them.

    Those overlap the ILO's index of titles.
    """
    with tempfile.TemporaryDirectory() as folder:
        for path in shared("esco-1.1.1").iterdir():
            target = pathlib.Path(folder, path.name)
            if not path.name.startswith("ISCOGroups"):
                target.symlink_to(path.resolve())
                continue
            rows = read_csv(str(path), "description")
            with open(target, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                for row in rows:
                    parts = re.split(r"(?mi)^\s*(?:examples? of|some related)\b", row["description"])
                    writer.writerow(dict(row, description=parts[0]))
        return libmatch.Taxonomy.import_esco(folder)


def one_line(text: str) -> str:
    """A text as it can be a label: the library puts one space for each run of white space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON have in common."""
    return json.dumps(text, ensure_ascii=False)


def emit(name: str, value: float | int) -> None:
    """One metric, as name=value."""
    print(f"{name}={value}" if isinstance(value, int) else f"{name}={value:.4f}", flush=True)


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# ---- figures of merit: ranks count from 1, None is not found ----


def share_within(ranks: Sequence[int | None], top: int) -> float:
    return sum(rank is not None and rank <= top for rank in ranks) / max(len(ranks), 1)


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank) / max(len(ranks), 1)


def first_rank(found: Iterable[object], wanted: set[object]) -> int | None:
    """The place of the first that is wanted."""
    return next((rank for rank, one in enumerate(found, start=1) if one in wanted), None)


def average_precision(found: Iterable[object], wanted: set[object]) -> float:
    hits, total = 0, 0.0
    for rank, one in enumerate(found, start=1):
        if one in wanted:
            hits += 1
            total += hits / rank
    return total / max(len(wanted), 1)


def unique(items: Iterable[object]) -> list[object]:
    """Each once, where it comes first."""
    return list(dict.fromkeys(items))


def resolve_all(
    resolver: libmatch.Resolver, texts: Sequence[str], **how: object
) -> list[list[tuple[str, str]]]:
    """For each text the ids and labels of its candidates, best first."""
    found: list[list[tuple[str, str]]] = [[] for _ in texts]
    table = resolver.resolve_many(texts, **how)
    for line, concept, label in zip(table["line"], table["concept"], table["label"]):
        found[line].append((concept, label))
    return found


# ---- baselines ----


class Labels:
    """The labels that a baseline looks among, and what each of them names."""

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        listed = list(pairs)
        self.texts = [text for text, _ in listed]
        self.names = [name for _, name in listed]

    @classmethod
    def of(cls, taxonomy: libmatch.Taxonomy, language: str, *kinds: str) -> "Labels":
        """All labels in a language of the concepts of some kinds."""
        return cls(
            (label.text, concept.id)
            for concept in taxonomy
            if concept.kind in kinds
            for label in concept.labels.get(language, ())
        )


def char_tfidf(labels: Labels, texts: Sequence[str]) -> Iterator[object]:
    """Rows of cosines of TF-IDF of character 2- to 4-grams within words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    return products(vectors.fit_transform(labels.texts), vectors.transform(texts))


def bm25(labels: Labels, texts: Sequence[str], k: float = 1.2, b: float = 0.75) -> Iterator[object]:
    """Rows of BM25 of words, with labels as documents."""
    import numpy
    from scipy.sparse import diags
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(token_pattern=r"(?u)\w+", dtype=numpy.float64)
    counts = counter.fit_transform(labels.texts).tocsr()
    lengths = numpy.asarray(counts.sum(axis=1)).ravel()
    norms = k * (1 - b + b * lengths / max(lengths.mean(), 1e-9))
    document_counts = numpy.asarray((counts > 0).sum(axis=0)).ravel()
    idf = numpy.log(1 + (len(labels.texts) - document_counts + 0.5) / (document_counts + 0.5))
    weights = counts.copy()
    rows = numpy.repeat(numpy.arange(counts.shape[0]), numpy.diff(counts.indptr))
    weights.data = counts.data * (k + 1) / (counts.data + norms[rows])
    return products(weights @ diags(idf), counter.transform(texts))


def edit_similarity(labels: Labels, texts: Sequence[str]) -> Iterator[object]:
    """Rows of 1 - Levenshtein distance / longer length, whatever the case."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    folded = [label.casefold() for label in labels.texts]
    for start in range(0, len(texts), CHUNK):
        part = [text.casefold() for text in texts[start : start + CHUNK]]
        yield from cdist(part, folded, scorer=Levenshtein.normalized_similarity, workers=1)


def products(labels: object, texts: object) -> Iterator[object]:
    """The dense rows of texts × labels, a few at a time."""
    transposed = labels.T.tocsr()
    for start in range(0, texts.shape[0], CHUNK):
        yield from (texts[start : start + CHUNK] @ transposed).toarray()


#: What can be computed where its module is installed.
BASELINES = {"char_tfidf": char_tfidf, "bm25": bm25, "edit": edit_similarity}


def baselines(
    labels: Labels, texts: Sequence[str], *names: str, top: int = 100
) -> Iterator[tuple[str, list[list[object]]]]:
    """For each baseline its name and, for each text, what is named by the best labels.

    *top* labels are looked at. What has no score is not there. Ties go to the label that is
    listed first. A baseline whose module is missing is left out with a note.
    """
    for name in names:
        try:
            rows = [best(labels, row, top) for row in BASELINES[name](labels, texts)]
        except ImportError as error:
            note(f"baseline {name} is left out: {error}")
            continue
        yield name, rows


def best(labels: Labels, row: object, top: int) -> list[object]:
    import numpy

    count = min(top, len(row))
    highest = numpy.argpartition(-row, count - 1)[:count]
    order = highest[numpy.lexsort((highest, -row[highest]))]
    return [labels.names[index] for index in order if row[index] > 0]
