#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds concepts by labels that are written in another way, for each way on its own.

    variants.py TAXONOMY [--language LANG] [--labels N] [--seed N]

Labels of occupations and skills are drawn with a fixed seed and changed in one way each; where a
changed label is a label as it is, it does not count. ``<way>_hit1`` is the share whose concept
comes first, ``<way>_labels`` of how many; ``<way>_answered`` the share that has an answer at the
default threshold, ``<way>_precision`` how many of these are right. Where a label has several
concepts, each is right.
"""

import argparse
import random
import sys

import libmatch
from measure import emit, resolve_all


def slip(draw, text):
    """One letter left out, doubled, exchanged with the next or replaced by another of the text."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha()]
    if len(places) < 4:
        return text
    at = draw.choice(places)
    before, letter, behind = text[:at], text[at], text[at + 1 :]
    return draw.choice((
        before + behind,
        before + letter + letter + behind,
        before + behind[0] + letter + behind[1:],
        before + draw.choice(text.replace(" ", "")) + behind,
    ))


def two_slips(draw, text):
    return slip(draw, slip(draw, text))


def word_order(draw, text):
    words = text.split()
    draw.shuffle(words)
    return " ".join(words)


def inverted(_draw, text):
    """As in an index of titles: "welder, gas"."""
    words = text.split()
    return f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else text


def number(_draw, text):
    """The last word in the plural, or the singular where it is one."""
    if text.endswith("s") and not text.endswith("ss"):
        return text[:-1]
    return text[:-1] + "ies" if text.endswith("y") else text + "s"


def gender(draw, text):
    return text + draw.choice((" (m/f)", " (m/w/d)", "/in", "(e)"))


def together(_draw, text):
    """Two words written as one."""
    words = text.split()
    return words[0] + " ".join(words[1:]) if len(words) > 1 else text


WAYS = (slip, two_slips, word_order, inverted, number, gender, together)


def labels_of(taxonomy, language):
    """The concepts of each label of occupations and skills."""
    wanted = {}
    for concept in taxonomy:
        if concept.kind in ("occupation", "skill"):
            for label in concept.labels.get(language, ()):
                wanted.setdefault(label.text, set()).add(concept.id)
    return wanted


def drawn(wanted, count, seed):
    texts = sorted(wanted)
    return random.Random(seed).sample(texts, min(count, len(texts)))


def written(way, draw, texts, wanted):
    """Pairs of label and what is written for it, without those that are a label as it is."""
    known = {libmatch.fold(text) for text in wanted}
    pairs = [(text, way(draw, text)) for text in texts]
    return [(text, typed) for text, typed in pairs if typed != text and (
        way is gender or libmatch.fold(typed) not in known)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("taxonomy")
    parser.add_argument("--language", default="en")
    parser.add_argument("--labels", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    taxonomy = libmatch.Taxonomy.load(arguments.taxonomy)
    wanted = labels_of(taxonomy, arguments.language)
    resolver = taxonomy.resolver()
    texts = drawn(wanted, arguments.labels, arguments.seed)
    draw = random.Random(arguments.seed)
    for way in WAYS:
        pairs = written(way, draw, texts, wanted)

        def right(**how):
            found = resolve_all(resolver, [typed for _, typed in pairs],
                                language=arguments.language, top=1, **how)
            return (sum(bool(row) and row[0][0] in wanted[text]
                        for (text, _), row in zip(pairs, found)), sum(map(bool, found)))

        emit(f"{way.__name__}_labels", len(pairs))
        emit(f"{way.__name__}_hit1", right(threshold=0)[0] / max(len(pairs), 1))
        good, answered = right()
        emit(f"{way.__name__}_answered", answered / max(len(pairs), 1))
        emit(f"{way.__name__}_precision", good / max(answered, 1))


if __name__ == "__main__":
    sys.exit(main())
