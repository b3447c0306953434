# SPDX-License-Identifier: Apache-2.0
"""What the measures of quality share: ESCO as arrays, runs of the library, baselines in double
precision, and a reference of the score in double precision.

Needs numpy. Everything here calls the public Python package only.
"""
import math
import os
import sys
from pathlib import Path

import libmatch

try:
    import numpy
except ImportError:
    sys.exit("the measures of quality need numpy (package python3-numpy)")

TODAY = "2025-02-10"
SHARED = Path(os.environ.get("LIBMATCH_SHARED", Path(__file__).resolve().parents[3] / "shared"))
ONE = 1_000_000


def need(*paths):
    """Ends the program with 77, which means skipped, where data are missing."""
    for path in paths:
        if not path.exists():
            print(f"{path} is missing: set LIBMATCH_SHARED", file=sys.stderr)
            sys.exit(77)


def policy(**weights):
    """The default policy with only these criteria."""
    names = ("coverage", "use", "base", "gain", "occupation", "title", "languages",
             "qualification", "place", "wishes", "cost", "wage", "availability")
    lines = [f"  {name}: {{weight: {weights.get(name, 0)}}}" for name in names]
    return libmatch.Policy.parse("format: libmatch-policy/1\ncriteria:\n" + "\n".join(lines) + "\n")


class Esco:
    """Occupations by skills, and the table of related skills, as arrays."""

    def __init__(self, taxonomy):
        self.taxonomy = taxonomy
        self.occupations = [concept for concept in taxonomy if concept.kind == "occupation"]
        self.skills = [concept for concept in taxonomy if concept.kind == "skill"]
        self.column = {skill.uri: i for i, skill in enumerate(self.skills)}
        self.row = {occupation.uri: i for i, occupation in enumerate(self.occupations)}
        self.asked = numpy.zeros((len(self.occupations), len(self.skills)), numpy.float32)
        for i, occupation in enumerate(self.occupations):
            for relation in occupation.skills():
                self.asked[i, self.column[relation.concept.uri]] = 1 if relation.essential else 0.5
        listed = (self.asked > 0).sum(0)
        self.information = numpy.log((len(self.occupations) + 1) / (listed + 1))
        self.weights = self.information ** 1.5

    def similarities(self):
        """How far a claim of the skill of a row covers the skill of a column."""
        table = numpy.zeros((len(self.skills),) * 2, numpy.uint8)
        for i, skill in enumerate(self.skills):
            table[i, i] = 255
            for other, similarity in skill.neighbours:
                table[i, self.column[other.uri]] = similarity
        return table

    def uris(self, columns):
        """The skills of columns."""
        return [self.skills[column].uri for column in columns]


def person(identifier, uris, **more):
    """A profile whose skills are proven, so that trust takes nothing off."""
    return {"id": identifier, "province": "01", **more,
            "skills": [{"skill": uri, "evidence": "skill_test"} for uri in uris]}


def vacancy(identifier, essential, optional, **more):
    """A vacancy."""
    return {"id": identifier, "kind": "vacancy", "title": identifier, "country": "ET",
            "essential_skills": list(essential), "optional_skills": list(optional), **more}


def occupation_vacancies(esco):
    """Each occupation as a vacancy that asks for its skills."""
    for i, occupation in enumerate(esco.occupations):
        row = esco.asked[i]
        yield vacancy(f"V{i:05}", esco.uris(numpy.nonzero(row == 1)[0]),
                      esco.uris(numpy.nonzero(row == 0.5)[0]), occupation=occupation.uri)


def run(taxonomy, people, vacancies, chosen, threads, columns=("score",)):
    """Runs every person against every vacancy: for each column an array [person, vacancy]."""
    catalogue = libmatch.Catalogue.from_records(taxonomy, vacancies, strict=True, fill=False)
    roster = libmatch.Roster.from_records(taxonomy, people, strict=True, fill=False)
    matcher = libmatch.Matcher(catalogue, policy=chosen, today=TODAY)
    found = {name: numpy.zeros((len(roster), len(catalogue)), numpy.int32) for name in columns}
    row = iter(range(len(roster)))

    def keep(result):
        i = next(row)
        places = numpy.asarray(result.column("opportunity"))
        for name in columns:
            found[name][i, places] = numpy.asarray(result.column(name))

    matcher.rank_all(roster, top=len(catalogue), threads=threads, callback=keep)
    return tuple(found[name] for name in columns)


def requirement_weights(vacancies, weights):
    """What each requirement weighs: an optional one (1/2) no more than the lightest essential one."""
    wanted = vacancies * weights
    lightest = numpy.where(vacancies == 1, wanted, numpy.inf).min(1)
    return numpy.where(vacancies == 1, wanted, numpy.minimum(wanted, lightest[:, None]))


def double_parts(people, vacancies, table, weights):
    """Coverage and use in double precision, claims standing in any number of times. Rows are
    people and vacancies; a claim or requirement counts by its number, 0 is none."""
    covered = numpy.stack([table[numpy.nonzero(row)[0]].max(0) for row in people]) / 255
    turned = numpy.ascontiguousarray(table.T)
    used = numpy.stack([turned[numpy.nonzero(row)[0]].max(0) for row in vacancies]) / 255
    wanted = requirement_weights(vacancies, weights)
    owned = people * weights
    coverage = covered @ wanted.T / wanted.sum(1)
    use = owned @ used.T / owned.sum(1)[:, None]
    return coverage, use


def coverage_once(person, asked, table):
    """Coverage of vacancies in double precision, a claim standing in for one other skill at most.

    Which claim stands in for what is the assignment with the largest sum. It is solved only where
    two requirements want the same claim. *asked* has a pair of arrays for each vacancy: the
    columns of its skills, and what each weighs.
    """
    from scipy.optimize import linear_sum_assignment

    near = table[numpy.nonzero(person)[0]].astype(numpy.float64)
    best, who = near.max(0), near.argmax(0)
    found = numpy.zeros(len(asked))
    for i, (columns, wanted) in enumerate(asked):
        value = best[columns]
        related = (value > 0) & (value < 255)
        claims = who[columns[related]]
        covered = value @ wanted
        if len(set(claims.tolist())) < len(claims):
            gains = near[:, columns[related]] * wanted[related]
            gains = gains[gains.any(1)]
            covered += gains[linear_sum_assignment(gains, maximize=True)].sum()
            covered -= value[related] @ wanted[related]
        found[i] = covered / 255 / wanted.sum()
    return found


def asked_lists(vacancies, weights):
    """What coverage_once() takes, of rows in which a requirement is 1 or 1/2."""
    columns = [numpy.nonzero(row)[0] for row in vacancies]
    return [(skills, row[skills])
            for skills, row in zip(columns, requirement_weights(vacancies, weights))]


def cosine(left, right):
    """The cosine of all rows with all rows."""
    def unit(rows):
        return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1), 1e-12)[:, None]
    return unit(left.astype(numpy.float64)) @ unit(right.astype(numpy.float64)).T


def sim_gic(left, right, esco):
    """Weighted Jaccard of the skills and all above them (Pesquita et al. 2008), a concept weighing
    the information that occupations which list it or something below it give."""
    above = {}

    def climb(concept):
        if concept.uri not in above:
            above[concept.uri] = {concept.uri}.union(*(climb(wide) for wide in concept.broader))
        return above[concept.uri]

    for skill in esco.skills:
        climb(skill)
    place = {uri: i for i, uri in enumerate(sorted(set().union(*above.values())))}
    climbing = [[place[uri] for uri in above[skill.uri]] for skill in esco.skills]

    def closed(rows):
        full = numpy.zeros((len(rows), len(place)), numpy.float32)
        for i, row in enumerate(rows):
            for column in numpy.nonzero(row)[0]:
                full[i, climbing[column]] = 1
        return full

    listed = closed(esco.asked).sum(0)
    weights = numpy.log((len(esco.asked) + 1) / (listed + 1)).astype(numpy.float32)
    first, second = closed(left), closed(right)
    shared = (first * weights) @ second.T
    return shared / numpy.maximum((first @ weights)[:, None] + second @ weights - shared, 1e-12)


def average_precision(scores, gold):
    """Average precision of one list; of equal scores the lower index comes first."""
    order = numpy.argsort(-scores, kind="stable")
    hits = numpy.isin(order, list(gold))
    places = numpy.nonzero(hits)[0]
    return float(((numpy.arange(len(places)) + 1) / (places + 1)).sum() / len(gold))


def rank_of(scores, wanted):
    """The place of an item in a list, from 1; of equal scores the lower index comes first."""
    best = scores[wanted]
    return 1 + int((scores > best).sum()) + int((scores[:wanted] == best).sum())


def hit_and_mrr(ranks):
    """Share of first places, and mean reciprocal rank."""
    ranks = list(ranks)
    return sum(rank == 1 for rank in ranks) / len(ranks), math.fsum(1 / r for r in ranks) / len(ranks)


def show(**figures):
    """Prints name=value."""
    for name, value in figures.items():
        print(f"{name}={value:.4f}" if isinstance(value, float) else f"{name}={value}", flush=True)
