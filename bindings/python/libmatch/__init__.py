# SPDX-License-Identifier: Apache-2.0
"""Matches people with vacancies, training offers and supports.

One way through the package: a taxonomy, people and opportunities that use it, a matcher, results.

>>> import libmatch
>>> taxonomy = libmatch.Taxonomy.parse(libmatch.examples.TAXONOMY)
>>> people = libmatch.Roster.from_records(taxonomy, libmatch.examples.PEOPLE)
>>> offers = libmatch.Catalogue.from_records(taxonomy, libmatch.examples.OFFERS)
>>> matcher = libmatch.Matcher(offers, today="2025-02-10")
>>> best = matcher.rank(people, "P1")[0]
>>> best.opportunity, best.grade, best.coverage > 0
('V1', 'strong', True)

Scores, coverage, use and gain are whole numbers in millionths: ``SCORE_ONE`` is all of it.
Objects may be used by several threads; none of them can be pickled.
"""

from . import examples
from .errors import (
    MatchCancelledError,
    MatchError,
    MatchFormatError,
    MatchIOError,
    MatchLimitError,
    MatchMemoryError,
    MatchNotFoundError,
    MatchSyntaxError,
    MatchValueError,
)
from .explanation import (
    Adjustment,
    Counterfactual,
    Explanation,
    Improvement,
    Line,
    Part,
    Reason,
)
from .extractor import Extractor, Mention, Span
from .ladders import Ladders
from .matcher import Matcher, match_all
from .native import MATCH_SCORE_ONE as SCORE_ONE
from .native import version as _version
from .migration import Carry, Migration
from .places import Place, Places
from .policy import Policy
from .records import Catalogue, Field, Record, Roster, SkillGain, fields
from .report import Finding, Report
from .resolver import Aliases, Candidate, Resolver
from .result import Match, Result, Results, Scores, Unlock
from .taxonomy import Change, Concept, Label, Mapping, Problem, Relation, Scheme, Taxonomy
from .text import columns, cut, fold, search_key, words
from .translation import Link, Translation

__version__: str = _version()

__all__ = [
    "Change",
    "SCORE_ONE",
    "Adjustment",
    "Carry",
    "Aliases",
    "Candidate",
    "Catalogue",
    "Concept",
    "Counterfactual",
    "Explanation",
    "Extractor",
    "Field",
    "Finding",
    "Improvement",
    "Label",
    "Ladders",
    "Line",
    "Link",
    "Mapping",
    "Match",
    "MatchCancelledError",
    "MatchError",
    "MatchFormatError",
    "MatchIOError",
    "MatchLimitError",
    "MatchMemoryError",
    "MatchNotFoundError",
    "MatchSyntaxError",
    "MatchValueError",
    "Matcher",
    "Mention",
    "Migration",
    "Part",
    "Place",
    "Places",
    "Policy",
    "Problem",
    "Reason",
    "Record",
    "Relation",
    "Report",
    "Resolver",
    "Result",
    "Results",
    "Roster",
    "Scheme",
    "Scores",
    "SkillGain",
    "Span",
    "Taxonomy",
    "Translation",
    "Unlock",
    "columns",
    "cut",
    "examples",
    "fields",
    "fold",
    "match_all",
    "search_key",
    "words",
]
