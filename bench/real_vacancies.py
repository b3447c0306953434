#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ranks profiles drawn from ESCO occupations over real vacancies.

Imports ESCO from its CSV files, turns each coded advertisement into a vacancy that asks for the
skills of its occupation, draws one profile per occupation that is advertised (ten skills, two
essential to one optional, a fixed seed) and ranks every profile over every vacancy. Prints one
``name=value`` line per figure; times are of this machine, ratios are not. ``hit1`` and ``mrr``
say how early a vacancy of the profile's own occupation comes; ``cosine_*`` are the same for a
cosine of skills weighted by inverse document frequency, computed here in plain Python. One roster
decides by two or three people, so more are drawn: ``drawings_*`` are the means over all of them.

The advertisements are coded by hand but their skills are those of the code, so these figures
check the chain and compare two scores; they are not the quality of matching on free text.
"""
import argparse
import csv
import math
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import libmatch

SKILLS_PER_PROFILE = 10
ESSENTIAL_PER_PROFILE = 7
ROSTER_SIZE = 120
TODAY = "2025-02-10"


def read_advertisements(path):
    """The rows of the advertisement file: id, title, ESCO code."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["ID"], row["title"], row["esco_code"]) for row in csv.DictReader(file)]


def vacancy_record(advertisement, taxonomy):
    """One advertisement as a vacancy; None when its code is not in the taxonomy."""
    identifier, title, code = advertisement
    occupation = taxonomy.get(code)
    if occupation is None:
        return None
    return {
        "id": f"A{identifier}",
        "kind": "vacancy",
        "title": title.strip() or code,
        "isco": occupation.isco,
        "country": "ET",
        "essential_skills": [relation.concept.uri for relation in occupation.skills(essential=True)],
        "optional_skills": [relation.concept.uri for relation in occupation.skills(essential=False)],
    }


def profile_record(code, taxonomy, draw):
    """A profile with skills drawn from an occupation."""
    occupation = taxonomy[code]
    essential = [relation.concept.uri for relation in occupation.skills(essential=True)]
    optional = [relation.concept.uri for relation in occupation.skills(essential=False)]
    chosen = draw.sample(essential, min(ESSENTIAL_PER_PROFILE, len(essential)))
    room = SKILLS_PER_PROFILE - len(chosen)
    chosen += draw.sample(optional, min(room, len(optional)))
    return {
        "id": f"P-{code}",
        "province": "01",
        "skills": [{"skill": uri} for uri in sorted(chosen)],
    }


def idf_cosine_ranks(profiles, vacancies, taxonomy):
    """For each profile the vacancies from best to worst by IDF-weighted cosine."""
    occupation_count = sum(1 for concept in taxonomy if concept.kind == "occupation")

    def vector(parts):
        weights = {}
        for uris, factor in parts:
            for uri in uris:
                listed = len(taxonomy[uri].occupations())
                weights[uri] = factor * math.log((occupation_count + 1) / (listed + 1))
        norm = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        return {uri: value / norm for uri, value in weights.items()}

    targets = [
        (vacancy["id"], vector([(vacancy["essential_skills"], 1.0), (vacancy["optional_skills"], 0.5)]))
        for vacancy in vacancies
    ]
    for profile in profiles:
        person = vector([([claim["skill"] for claim in profile["skills"]], 1.0)])
        scored = [
            (-sum(value * target.get(uri, 0.0) for uri, value in person.items()), identifier)
            for identifier, target in targets
        ]
        yield [identifier for _, identifier in sorted(scored)]


def draw_profiles(code_of, taxonomy, seed):
    """Codes that are advertised, and a profile of each."""
    draw = random.Random(seed)
    advertised = sorted(set(code_of.values()))
    codes = draw.sample(advertised, min(ROSTER_SIZE, len(advertised)))
    return codes, [profile_record(code, taxonomy, draw) for code in codes]


def ranked_ids(results):
    """The vacancies of each list, best first."""
    return [[match.opportunity for match in result] for result in results]


def further_drawings(matcher, vacancies, code_of, taxonomy, seeds):
    """For each seed hit@1 and mean reciprocal rank of the score, then of the cosine."""
    for seed in seeds:
        codes, profiles = draw_profiles(code_of, taxonomy, seed)
        roster = libmatch.Roster.from_records(taxonomy, profiles)
        own = ranked_ids(matcher.rank_all(roster, top=len(vacancies)))
        cosine = idf_cosine_ranks(profiles, vacancies, taxonomy)
        yield early(own, codes, code_of) + early(cosine, codes, code_of)


def early(ranked_lists, codes, code_of):
    """Share of lists whose first item is of the code, and the mean reciprocal rank of the first."""
    hits = reciprocal = 0.0
    for code, ranked in zip(codes, ranked_lists):
        position = next((i for i, item in enumerate(ranked, 1) if code_of[item] == code), None)
        hits += position == 1
        reciprocal += 1.0 / position if position else 0.0
    return hits / len(codes), reciprocal / len(codes)


def seconds(action, *arguments, **options):
    """The result of a call and how long it took."""
    begin = time.perf_counter()
    result = action(*arguments, **options)
    return result, time.perf_counter() - begin


def main():
    shared = Path(os.environ.get("LIBMATCH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--esco", type=Path, default=shared / "data/esco-1.1.1")
    parser.add_argument("--ads", type=Path, default=shared / "data/vacancies/hahu_dev.csv")
    parser.add_argument("--seed", type=int, default=20250210)
    parser.add_argument("--drawings", type=int, default=6, help="rosters that are drawn")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    for path in (arguments.esco, arguments.ads):
        if not path.exists():
            print(f"{path} is missing: set LIBMATCH_SHARED", file=sys.stderr)
            return 77

    memory_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    imported, import_seconds = seconds(libmatch.Taxonomy.import_esco, arguments.esco)
    import_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_before
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "esco.lmt"
        imported.save(compiled)
        compiled_bytes = compiled.stat().st_size
        open_seconds = min(seconds(libmatch.Taxonomy.load, compiled)[1] for _ in range(20))
        taxonomy = libmatch.Taxonomy.load(compiled)
    assert taxonomy.hash == imported.hash

    advertisements = read_advertisements(arguments.ads)
    vacancies = [vacancy_record(item, taxonomy) for item in advertisements]
    unknown = vacancies.count(None)
    vacancies = [vacancy for vacancy in vacancies if vacancy]
    code_of = {f"A{identifier}": code for identifier, _, code in advertisements}
    codes, profiles = draw_profiles(code_of, taxonomy, arguments.seed)

    report = libmatch.Report()
    catalogue = libmatch.Catalogue.from_records(taxonomy, vacancies, report=report)
    roster = libmatch.Roster.from_records(taxonomy, profiles, report=report)
    for finding in report:
        if finding.severity != "note":
            print(finding, file=sys.stderr)
    if len(catalogue) != len(vacancies) or len(roster) != len(profiles):
        return 1
    matcher = libmatch.Matcher(catalogue, today=TODAY)
    everything = len(catalogue)
    matcher.rank(roster, 0, top=everything)
    _, one_seconds = min((seconds(matcher.rank, roster, 0, top=10) for _ in range(20)),
                         key=lambda pair: pair[1])
    results, roster_seconds = seconds(matcher.rank_all, roster, top=everything)
    threaded = matcher.rank_all(roster, top=everything, threads=arguments.threads)
    ranked = ranked_ids(results)
    same = ranked == ranked_ids(threaded)
    hit1, mrr = early(ranked, codes, code_of)
    cosine, cosine_seconds = seconds(lambda: list(idf_cosine_ranks(profiles, vacancies, taxonomy)))
    cosine_hit1, cosine_mrr = early(cosine, codes, code_of)
    drawings = [(hit1, mrr, cosine_hit1, cosine_mrr),
                *further_drawings(matcher, vacancies, code_of, taxonomy,
                                  range(1, arguments.drawings))]
    means = [sum(column) / len(drawings) for column in zip(*drawings)]

    figures = {
        "advertisements": len(advertisements),
        "advertisements_with_unknown_code": unknown,
        "vacancies": len(catalogue),
        "profiles": len(roster),
        "rows_left_out": report.errors,
        "pairs": sum(len(result) for result in results),
        "same_for_all_threads": int(same),
        "hit1": round(hit1, 4),
        "mrr": round(mrr, 4),
        "cosine_hit1": round(cosine_hit1, 4),
        "cosine_mrr": round(cosine_mrr, 4),
        "drawings": len(drawings),
        "drawings_hit1": round(means[0], 4),
        "drawings_mrr": round(means[1], 4),
        "drawings_cosine_hit1": round(means[2], 4),
        "drawings_cosine_mrr": round(means[3], 4),
        "esco_import_seconds": round(import_seconds, 3),
        "esco_import_mebibytes": round(import_memory / 1024, 1),
        "esco_open_seconds": round(open_seconds, 4),
        "esco_compiled_mebibytes": round(compiled_bytes / 2**20, 1),
        "import_to_open_ratio": round(import_seconds / open_seconds, 1),
        "rank_one_milliseconds": round(one_seconds * 1e3, 3),
        "rank_roster_seconds": round(roster_seconds, 4),
        "plain_python_cosine_to_rank_roster_ratio": round(cosine_seconds / roster_seconds, 1),
    }
    for name, value in figures.items():
        print(f"{name}={value}")
    sound = (same and unknown == 0 and figures["rows_left_out"] == 0 and len(roster) >= 100
             and figures["pairs"] == len(roster) * len(catalogue))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
