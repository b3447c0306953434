#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the boundaries of words in Lao sentences.

    lao_words.py TXT

A line is a sentence whose words are parted by ``|``. The boundaries within the line are compared,
not its ends. ``baseline_icu`` is ICU's own word iterator.
"""

import argparse
import sys

import libmatch
from measure import emit, note


def boundaries(words):
    """Where a word ends and another begins, in characters."""
    found, at = set(), 0
    for word in words:
        at += len(word)
        found.add(at)
    return found - {0, at}


def icu_words(texts):
    import icu

    words = icu.BreakIterator.createWordInstance(icu.Locale("lo"))
    for text in texts:
        words.setText(icu.UnicodeString(text))
        ends = list(words)
        yield [text[start:end] for start, end in zip([0, *ends], ends)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("txt")
    with open(parser.parse_args().txt, encoding="utf-8-sig") as file:
        sentences = [[word for word in line.rstrip("\r\n").split("|") if word] for line in file]
    sentences = [words for words in sentences if words]
    texts = ["".join(words) for words in sentences]

    def tell(prefix, found):
        right = here = there = 0
        for words, wanted in zip(found, sentences):
            ours, theirs = boundaries(words), boundaries(wanted)
            right += len(ours & theirs)
            here += len(ours)
            there += len(theirs)
        emit(f"{prefix}precision", right / max(here, 1))
        emit(f"{prefix}recall", right / max(there, 1))
        emit(f"{prefix}f1", 2 * right / max(here + there, 1))

    emit("sentences", len(sentences))
    tell("", (libmatch.words(text) for text in texts))
    try:
        tell("baseline_icu_", icu_words(texts))
    except ImportError as error:
        note(f"baseline icu is left out: {error}")


if __name__ == "__main__":
    sys.exit(main())
