#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Orders job titles by how alike they are, against what two people found alike.

    job_titles.py DIR

The folder has queries.tsv, corpus_documents.tsv and annotations.tsv. Each query is compared with
each title but itself. ``map`` is the mean average precision over all titles.
"""

import argparse
import pathlib
import sys
from collections import defaultdict

from measure import Labels, average_precision, baselines, emit, esco, read_tsv


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dir", type=pathlib.Path)
    folder = parser.parse_args().dir
    queries = read_tsv(folder / "queries.tsv")
    titles = read_tsv(folder / "corpus_documents.tsv")
    relevant = defaultdict(set)
    for query, _, title, grade in read_tsv(folder / "annotations.tsv"):
        if int(grade) > 0:
            relevant[query].add(title)

    def tell(name, found):
        precisions = [
            average_precision((one for one in row if one != query), relevant[query] - {query})
            for (query, _), row in zip(queries, found)
            if relevant[query] - {query}
        ]
        emit(name, sum(precisions) / max(len(precisions), 1))

    emit("queries", len(queries))
    emit("titles", len(titles))
    texts = [text for _, text in queries]
    alike = esco().resolver().similarity(texts, [text for _, text in titles])
    orders = (-alike).argsort(axis=1, kind="stable")
    tell("map", [[titles[index][0] for index in order] for order in orders])
    labels = Labels((text, title) for title, text in titles)
    for name, found in baselines(labels, texts, "char_tfidf", "bm25", "edit", top=len(titles)):
        tell(f"baseline_{name}_map", found)


if __name__ == "__main__":
    sys.exit(main())
