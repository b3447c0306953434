#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What confirmed pairs of text and concept do for texts that nobody confirmed.

    aliases.py CSV [--seed N] [--unseen SHARE]

The file has the columns vacancyTitle and conceptUri. A share of its different titles, drawn with a
fixed seed, is unseen: these are resolved without and with the pairs of all others as aliases.
Titles that are the same once folded are one title, so no unseen title is an alias.
"""

import argparse
import random
import sys

import libmatch
from measure import emit, esco, note, read_csv, resolve_all


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unseen", type=float, default=0.1)
    arguments = parser.parse_args()
    taxonomy = esco()
    listed = read_csv(arguments.csv, "vacancyTitle", "conceptUri")
    wanted = {}
    for row in listed:
        if row["conceptUri"] in taxonomy and libmatch.fold(row["vacancyTitle"]):
            concepts = wanted.setdefault(libmatch.fold(row["vacancyTitle"]), {})
            concepts[taxonomy[row["conceptUri"]].id] = row["vacancyTitle"]
    titles = sorted(wanted)
    random.Random(arguments.seed).shuffle(titles)
    unseen = round(len(titles) * arguments.unseen)
    new, known = titles[:unseen], titles[unseen:]
    aliases = libmatch.Aliases()
    for title in known:
        for concept, text in wanted[title].items():
            aliases.add(text, concept, language="en")
    note(f"{len(listed)} rows, {len(titles)} different titles once folded")
    emit("aliases", len(aliases))
    emit("unseen_titles", len(new))
    hits = []
    for name, resolver in (
        ("without", taxonomy.resolver()),
        ("with", taxonomy.resolver(aliases=aliases)),
    ):
        texts = [next(iter(wanted[title].values())) for title in new]
        found = resolve_all(
            resolver, texts, language="en", kind="occupation", top=5, threshold=0
        )
        ranks = [[one in wanted[title] for one, _ in row] for title, row in zip(new, found)]
        hits.append(sum(rank[:1] == [True] for rank in ranks) / max(len(new), 1))
        emit(f"hit1_{name}", hits[-1])
        emit(f"hit5_{name}", sum(map(any, ranks)) / max(len(new), 1))
    emit("ratio", hits[1] / max(hits[0], 1e-9))


if __name__ == "__main__":
    sys.exit(main())
