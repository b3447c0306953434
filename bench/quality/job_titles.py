#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Orders job titles by how alike they are, against what two people found alike.

    job_titles.py DIR

The folder has queries.tsv, corpus_documents.tsv and annotations.tsv. Each query is compared with
each title but itself. ``map`` is the mean average precision over all titles. In whatever language
they are, the titles that are compared are added to ESCO as occupations of their own, so that the
library knows, as the baselines do, which words are common among them. ``map_esco`` is without this.
"""

import argparse
import pathlib
import sys
import tempfile
from collections import defaultdict

from measure import (
    Labels,
    average_precision,
    baselines,
    emit,
    esco,
    one_line,
    quoted,
    read_tsv,
    unique,
)


def with_titles(taxonomy, titles):
    """A taxonomy and, in a language of their own, titles as occupations."""
    entries = [
        f"  - {{code: title-{index}, labels: {{und: {quoted(title)}}}}}\n"
        for index, title in enumerate(unique(filter(None, map(one_line, titles))))
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "titles.yaml")
        text = "format: libmatch-overlay/1\nname: titles\noccupations:\n" + "".join(entries)
        path.write_text(text, encoding="utf-8")
        return taxonomy.overlay(str(path))


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
    taxonomy = esco()
    others = [text for _, text in titles]
    for name, one in (("map", with_titles(taxonomy, others)), ("map_esco", taxonomy)):
        orders = (-one.resolver().similarity(texts, others)).argsort(axis=1, kind="stable")
        tell(name, [[titles[index][0] for index in order] for order in orders])
    labels = Labels((text, title) for title, text in titles)
    for name, found in baselines(labels, texts, "char_tfidf", "bm25", "edit", top=len(titles)):
        tell(f"baseline_{name}_map", found)


if __name__ == "__main__":
    sys.exit(main())
