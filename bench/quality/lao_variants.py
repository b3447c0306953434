#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the concepts of Lao labels that are typed in another way.

    lao_variants.py TAXONOMY [--seed N]

Each Lao label of a taxonomy is written with one variant that may be typed for the same word, drawn
with a fixed seed: another code for the same letter, marks in another order, a letter of the old
spelling, an invisible or a missing space. Where a label has several concepts, each is right.
``typo_top1`` is for a slip instead: one mark left out, or two letters exchanged.
"""

import argparse
import random
import re
import sys

import libmatch
from measure import Labels, baselines, emit, resolve_all

MARKS = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"

#: What may be typed for the same word: a pattern and what stands in its place.
VARIANTS = (
    ("([\u0ec8-\u0ecb]?)\u0eb3", "\u0ecd\\1\u0eb2"),  # ນ້ຳ as ນໍ້າ
    ("([\u0ec8-\u0ecb]?)\u0eb3", "\\1\u0ecd\u0eb2"),  # the same with the marks in another order
    ("ຫຼ", "ຫລ"),
    ("ໜ", "ຫນ"),
    ("ໝ", "ຫມ"),
    ("ແ", "ເເ"),
    ("([\u0eb1\u0eb4-\u0eb9\u0ebb])([\u0ec8-\u0ecb])", "\\2\\1"),  # the tone before the vowel
    ("(?<=[\u0e81-\u0eb2])(?=[ກ-ຮເ-ໄ])", "\u200b"),
    ("(?<=\\S) (?=\\S)", "\u00a0"),
    ("(?<=\\S) (?=\\S)", "  "),
    (" (?=ແລະ|ຫຼື)|(?<=ແລະ) |(?<=ຫຼື) ", ""),
    ("(?<!ຫ)ລ", "ຣ"),
)


def changed_at(draw, text, pattern, replacement):
    """The text with one place changed, None where there is none."""
    places = list(re.finditer(pattern, text))
    if not places:
        return None
    place = draw.choice(places)
    return text[: place.start()] + place.expand(replacement) + text[place.end() :]


def variant(draw, text):
    """The text typed in another way; as it is where there is no other way."""
    ways = [changed_at(draw, text, *way) for way in VARIANTS]
    ways = [way for way in ways if way is not None and way != text]
    return draw.choice(ways) if ways else text


def slip(draw, text):
    """The text with a mark left out or, where it has none, two neighbours exchanged."""
    lost = changed_at(draw, text, f"[{MARKS}]", "")
    if lost is not None:
        return lost
    return changed_at(draw, text, "(\\w)(\\w)", "\\2\\1") or text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("taxonomy")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    taxonomy = libmatch.Taxonomy.load(arguments.taxonomy)
    wanted = {}
    for concept in taxonomy:
        for label in concept.labels.get("lo", ()):
            wanted.setdefault(label.text, set()).add(concept.id)
    texts = sorted(wanted)
    resolver = taxonomy.resolver()
    stock = Labels.of(taxonomy, "lo", "occupation", "occupation_group", "skill", "skill_group")

    def tell(name, found):
        right = [bool(ids) and ids[0] in wanted[text] for text, ids in zip(texts, found)]
        emit(name, sum(right) / max(len(texts), 1))

    emit("labels", len(texts))
    for prefix, change in (("", variant), ("typo_", slip)):
        draw = random.Random(arguments.seed)
        typed = [change(draw, text) for text in texts]
        emit(f"{prefix}changed", sum(a != b for a, b in zip(texts, typed)))
        found = resolve_all(resolver, typed, language="lo", top=1, threshold=0)
        tell(f"{prefix}top1", [[concept for concept, _ in row] for row in found])
        as_written = [sorted(wanted.get(text, ())) for text in typed]
        tell(f"baseline_as_written_{prefix}top1", as_written)
        for name, found in baselines(stock, typed, "char_tfidf", "edit", top=1):
            tell(f"baseline_{name}_{prefix}top1", found)


if __name__ == "__main__":
    sys.exit(main())
