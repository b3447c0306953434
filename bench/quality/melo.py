#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Links national titles of occupations to the labels of ESCO: one set of the MELO benchmark.

    melo.py SETDIR

The set's surface forms become the labels of a taxonomy; which group an occupation is in comes from
ESCO. Every surface form of a linked concept is relevant. ``mrr``, ``hit1`` and ``hit10`` look at
the first relevant one among 100 surface forms, ``concept_mrr`` at concepts.
"""

import argparse
import pathlib
import sys
from collections import Counter, defaultdict

import libmatch
from measure import (
    Labels,
    baselines,
    emit,
    esco,
    first_rank,
    mean_reciprocal_rank,
    one_line,
    quoted,
    read_tsv,
    resolve_all,
    share_within,
    unique,
)

TOP = 100
ISCO = "http://data.europa.eu/esco/isco/C"


def language_of(elements):
    """The language that the ids of most surface forms name, as C000001_hu_000 does."""
    parts = Counter(element[0].split("_")[1] for element in elements if element[0].count("_") > 1)
    return parts.most_common(1)[0][0] if parts else "und"


def labels_by_concept(elements, concept_of):
    """The surface forms of each concept, each once, in the order of the file."""
    labels = defaultdict(dict)
    for element, text in elements:
        if one_line(text):
            labels[concept_of[element]][one_line(text)] = None
    return {uri: list(texts) for uri, texts in labels.items()}


def taxonomy_of(labels, language, whole):
    """A taxonomy with these labels and the groups that ESCO has for its concepts."""
    lines = {"occupation_groups": [], "occupations": []}
    for uri, (preferred, *others) in labels.items():
        known = whole.get(uri)
        group = uri.startswith(ISCO)
        isco = uri[len(ISCO) :] if group else known.isco if known else ""
        broader = [uri for uri in (one.uri for one in known.broader) if uri in labels] if known else []
        text = f"{{preferred: {quoted(preferred)}, alternative: [{', '.join(map(quoted, others))}]}}"
        lines["occupation_groups" if group else "occupations"].append(
            f"  - {{uri: {quoted(uri)}, labels: {{{language}: {text}}}"
            + (f", isco: {quoted(isco)}" if isco else "")
            + (f", broader: [{', '.join(map(quoted, broader))}]" if broader else "")
            + "}\n"
        )
    parts = ["format: libmatch-taxonomy/1\nname: melo\n"]
    parts += [f"{key}:\n{''.join(entries)}" for key, entries in lines.items() if entries]
    return libmatch.Taxonomy.parse("".join(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("setdir", type=pathlib.Path)
    folder = parser.parse_args().setdir
    elements = read_tsv(folder / "corpus_elements.tsv")
    concept_of = {element: uri for element, uri in read_tsv(folder / "concept_mapping.tsv")}
    queries = read_tsv(folder / "queries.tsv")
    relevant = defaultdict(set)
    for query, _, element, grade in read_tsv(folder / "annotations.tsv"):
        if int(grade) > 0:
            relevant[query].add(concept_of[element])
    language = language_of(elements)
    labels = labels_by_concept(elements, concept_of)
    taxonomy = taxonomy_of(labels, language, esco())
    texts = [text for _, text in queries]

    resolver = taxonomy.resolver()
    how = {"language": language, "top": TOP, "threshold": 0}
    emit("queries", len(queries))
    emit("labels", sum(map(len, labels.values())))
    by_label = resolve_all(resolver, texts, by="label", **how)
    ranks = [
        first_rank((uri for uri, _ in found), relevant[query])
        for (query, _), found in zip(queries, by_label)
    ]
    emit("mrr", mean_reciprocal_rank(ranks))
    emit("hit1", share_within(ranks, 1))
    emit("hit10", share_within(ranks, 10))
    by_concept = resolve_all(resolver, texts, by="concept", **how)
    ranks = [
        first_rank((uri for uri, _ in found), relevant[query])
        for (query, _), found in zip(queries, by_concept)
    ]
    emit("concept_mrr", mean_reciprocal_rank(ranks))
    stock = Labels((text, uri) for uri, forms in labels.items() for text in forms)
    for name, rows in baselines(stock, texts, "char_tfidf", "bm25", "edit", top=TOP):
        ranks = [first_rank(row, relevant[query]) for (query, _), row in zip(queries, rows)]
        emit(f"baseline_{name}_mrr", mean_reciprocal_rank(ranks))
        emit(f"baseline_{name}_hit1", share_within(ranks, 1))
        emit(f"baseline_{name}_hit10", share_within(ranks, 10))
        ranks = [first_rank(unique(row), relevant[query]) for (query, _), row in zip(queries, rows)]
        emit(f"baseline_{name}_concept_mrr", mean_reciprocal_rank(ranks))


if __name__ == "__main__":
    sys.exit(main())
