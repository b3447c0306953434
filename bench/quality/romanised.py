#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds concepts by Lao labels that are written in Latin letters, as people do in messages.

    romanised.py TAXONOMY [--labels N] [--seed N]

Every Lao label of an occupation or skill is written in Latin letters by one table, and added as an
alias. What is looked up is a loose form of it, drawn with a fixed seed: other letters for the same
sound, long vowels doubled, syllables together or apart. ``without_hit1`` is the share found by the
labels alone, ``with_hit1`` by the aliases too, ``answered`` and ``precision`` at the default
threshold. Labels are no word lists: where a syllable ends is guessed from its letters.
"""

import argparse
import random
import re
import sys

import libmatch
from measure import emit, resolve_all

# Consonants, as a pattern.
C = "[ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝ]"

# Vowels around their consonant, the longer patterns first. After BGN/PCGN 1966 without tones.
VOWELS = [
    (rf"ເ({C})ົາ", r"\1ao "), (rf"ເ({C})[ຶື]ອ", r"\1ua"), (rf"ເ({C})ັ?ຍ", r"\1ia"),
    (rf"ເ({C})[ິີ]", r"\1eu"), (rf"ເ({C})າະ", r"\1o "), (rf"ເ({C})[ັະ]?", r"\1e"),
    (rf"ແ({C})[ັະ]?", r"\1ae"), (rf"ໂ({C})ະ?", r"\1o"), (rf"[ໄໃ]({C})", r"\1ai "),
    (rf"({C})[ົັ]ວະ?", r"\1oua"), (rf"({C})ວ(?={C})", r"\1oua"), (rf"({C})ຽ", r"\1ia"),
    ("ໍາ|ຳ", "am "), ("[ະັາ]", "a"), ("[ິີ]", "i"), ("[ຶື]", "u"), ("[ຸູ]", "ou"), ("[ົໍ]", "o"),
    (rf"(?<={C})ອ", "o"),
]
FIRST = {
    "ກ": "k", "ຂ": "kh", "ຄ": "kh", "ງ": "ng", "ຈ": "ch", "ສ": "s", "ຊ": "x", "ຍ": "ny", "ດ": "d",
    "ຕ": "t", "ຖ": "th", "ທ": "th", "ນ": "n", "ບ": "b", "ປ": "p", "ຜ": "ph", "ຝ": "f", "ພ": "ph",
    "ຟ": "f", "ມ": "m", "ຢ": "y", "ຣ": "r", "ລ": "l", "ວ": "v", "ຫ": "h", "ອ": "", "ຮ": "h",
    "ໜ": "n", "ໝ": "m",
}
LAST = {
    "ກ": "k", "ງ": "ng", "ດ": "t", "ຕ": "t", "ນ": "n", "ບ": "p", "ປ": "p", "ມ": "m", "ຍ": "y",
    "ວ": "o", "ລ": "n", "ຣ": "n", "ສ": "t",
}

# Other ways to write a sound.
LOOSE = [
    ("ou", ["u", "oo"]), ("x", ["s"]), ("kh", ["k"]), ("th", ["t"]), ("ph", ["p"]), ("v", ["w"]),
    ("ny", ["nh", "y"]), ("ch", ["j"]), ("ae", ["e", "eh"]), ("eu", ["er", "oe"]), ("a", ["aa"]),
    ("r", ["l"]), ("ia", ["ie"]),
]


def romanised(text):
    """A Lao text in Latin letters, a space between syllables."""
    text = re.sub("[\u0ec8-\u0ecd]", lambda m: m[0] if m[0] == "ໍ" else "", text)
    text = re.sub("ຫ(?=[ງຍນມລຣວ])", "", text).replace("ຫຼ", "ລ").replace("ຼ", "ລ")
    for pattern, letters in VOWELS:
        text = re.sub(pattern, letters, text)
    text = re.sub(rf"(?<=[aeiou])({C})(?![aeiouວ])", lambda m: LAST.get(m[0], m[0]) + " ", text)
    text = re.sub(C, lambda m: " " + FIRST[m[0]], text)
    return " ".join(text.split())


def loose(draw, text):
    for letters, others in LOOSE:
        text = re.sub(
            letters, lambda m, o=others: draw.choice(o) if draw.random() < 0.3 else m[0], text
        )
    return text if draw.random() < 0.5 else text.replace(" ", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("taxonomy")
    parser.add_argument("--labels", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    taxonomy = libmatch.Taxonomy.load(arguments.taxonomy)
    aliases = libmatch.Aliases()
    wanted = {}
    for concept in taxonomy:
        if concept.kind in ("occupation", "skill"):
            for label in concept.labels.get("lo", ()):
                latin = romanised(label.text)
                if re.fullmatch("[a-z ]+", latin):
                    wanted.setdefault(latin, set()).add(concept.id)
                    aliases.add(latin, concept)
    draw = random.Random(arguments.seed)
    pairs = [(latin, loose(draw, latin))
             for latin in draw.sample(sorted(wanted), min(arguments.labels, len(wanted)))]

    def right(resolver, **how):
        found = resolve_all(resolver, [typed for _, typed in pairs], top=1, **how)
        return (sum(bool(row) and row[0][0] in wanted[latin]
                    for (latin, _), row in zip(pairs, found)), sum(map(bool, found)))

    emit("labels", len(pairs))
    emit("without_hit1", right(taxonomy.resolver(), threshold=0)[0] / len(pairs))
    resolver = taxonomy.resolver(aliases=aliases)
    emit("with_hit1", right(resolver, threshold=0)[0] / len(pairs))
    good, answered = right(resolver)
    emit("answered", answered / len(pairs))
    emit("precision", good / max(answered, 1))


if __name__ == "__main__":
    sys.exit(main())
