# SPDX-License-Identifier: Apache-2.0
"""Makes taxonomies/esco-lao/esco-lao.yaml, Lao and Thai labels for ESCO 1.1.1.

    PYTHONPATH=build/bindings/python python3 taxonomies/tools/make_esco_lao.py

Skills have the labels of the skill of taxonomies/returnee-skills that is their exact match, groups
of occupations the Lao title of ISCO-08, occupations what taxonomies/esco-lao/occupations.csv says.
The same data gives the same bytes. ESCO itself is not read.
"""

import csv
import json
import pathlib
import sys

from libmatch import Taxonomy

FOLDER = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ("lo", "th")

HEAD = """\
# SPDX-License-Identifier: CC-BY-4.0
# status: Lao and Thai labels unreviewed
#
# Lao and Thai labels for ESCO 1.1.1, to be put on an imported ESCO. Made by
# taxonomies/tools/make_esco_lao.py: correct the sources that README.md beside this file names, not
# this file. The comments say what a concept is called in English.

format: libmatch-overlay/1
name: esco-lao
version: "0.1"
licence: CC-BY-4.0
attribution: >-
  The libmatch contributors. Concepts are named by their URI in ESCO 1.1.1: this service uses the
  ESCO classification of the European Commission
review: {lo: unreviewed, th: unreviewed}
concepts:
"""


def quoted(text):
    """A text in double quotes, as YAML and JSON have in common."""
    return json.dumps(text, ensure_ascii=False)


def entry(uri, comment, labels):
    """One concept; *labels* has the preferred and the alternative labels of each language."""
    lines = [f"  - concept: {quoted(uri)} # {comment}\n", "    labels:\n"]
    for language, (preferred, *alternative) in labels.items():
        if alternative:
            lines.append(f"      {language}:\n        preferred: {quoted(preferred)}\n")
            lines.append(f"        alternative: [{', '.join(map(quoted, alternative))}]\n")
        else:
            lines.append(f"      {language}: {quoted(preferred)}\n")
    return "".join(lines)


def labels_of(concept):
    """Preferred and alternative labels in each language that is wanted; the preferred comes first."""
    return {
        language: [label.text for label in concept.labels[language] if label.kind != "hidden"]
        for language in LANGUAGES
        if language in concept.labels
    }


def groups():
    isco = Taxonomy.load(FOLDER / "isco-08/isco-08.yaml")
    for concept in sorted(isco, key=lambda concept: concept.code):
        uri = f"http://data.europa.eu/esco/isco/C{concept.code}"
        yield entry(uri, f"{concept.code} {concept.label('en')}", labels_of(concept))


def occupations():
    with open(FOLDER / "esco-lao/occupations.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            others = [text.strip() for text in row["lao_alternative"].split(";") if text.strip()]
            comment = f"{row['code']} {row['english']}"
            yield entry(row["uri"], comment, {"lo": [row["lao"], *others]})


def skills():
    returnee = Taxonomy.load(FOLDER / "returnee-skills/returnee-skills.yaml")
    for concept in sorted(returnee, key=lambda concept: concept.code):
        for mapping in concept.mappings:
            if mapping.kind == "exact":
                comment = f"{concept.code} {concept.label('en')}"
                yield entry(mapping.uri, comment, labels_of(concept))


def overlay():
    """The whole file as a text."""
    return HEAD + "".join([*groups(), *occupations(), *skills()])


if __name__ == "__main__":
    path = FOLDER / "esco-lao/esco-lao.yaml"
    path.write_text(overlay(), encoding="utf-8")
    print(path, file=sys.stderr)
