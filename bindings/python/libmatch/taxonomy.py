# SPDX-License-Identifier: Apache-2.0
"""Occupations and skills with their labels and relations."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Union

from . import _frames, native
from ._handle import Handle, bits, items, number
from .report import SEVERITIES, Report, collecting

if TYPE_CHECKING:
    from .extractor import Extractor, Mention
    from .resolver import Aliases, Candidate, Resolver

_Path = Union[str, "os.PathLike[str]"]
_Progress = Callable[[int, int], object]

#: Names of the kinds of concept, as files spell them.
CONCEPT_KINDS = {native.concept_kind_name(kind): kind for kind in range(1, 5)}
TEXT_KINDS = {
    "definition": native.MATCH_TEXT_DEFINITION,
    "description": native.MATCH_TEXT_DESCRIPTION,
    "scope_note": native.MATCH_TEXT_SCOPE_NOTE,
    "regulation_note": native.MATCH_TEXT_REGULATION_NOTE,
}
EXPORT_FORMATS = {
    "yaml": native.MATCH_TAXONOMY_YAML,
    "turtle": native.MATCH_TAXONOMY_TURTLE,
    "csv": native.MATCH_TAXONOMY_CSV,
}
_PROPERTIES = ("name", "version", "licence", "attribution", "source", "date")
_PROPERTIES_BY_LANGUAGE = ("title", "review")


class Label(NamedTuple):
    """One name of a concept."""

    text: str
    language: str
    kind: str  #: "preferred", "alternative" or "hidden"


class Scheme(NamedTuple):
    """Where concepts come from."""

    id: str
    uri: str
    title: str
    version: str


class Relation(NamedTuple):
    """A skill of an occupation, an occupation of a skill, or a skill another one builds on."""

    concept: Concept
    essential: bool
    level: int | None  #: Typical proficiency 1..5, None where it is not stated.


class Mapping(NamedTuple):
    """The counterpart of a concept in another taxonomy."""

    #: "exact", "close", "broad", "narrow", "related", "replaced_by" or "replaces"
    kind: str
    uri: str


class Change(NamedTuple):
    """What happened to a concept from one taxonomy to another."""

    #: "added", "removed", "renamed", "moved", "replaced", "merged" or "split"
    kind: str
    before: Concept | None  #: In the old taxonomy, None where it was added.
    after: Concept | None  #: In the new taxonomy, None where it was removed.
    language: str  #: Of a new name, "" otherwise.
    old_label: str
    new_label: str
    link: str  #: How a successor is known, such as "replaced" or "label"; "" for other changes.


class Problem(NamedTuple):
    """Something about a concept that a person should look at."""

    code: str  #: Such as "SHARED_LABEL"; docs/formats.md lists them.
    severity: str  #: "error", "warning" or "note"
    concept: Concept
    other: Concept | None  #: The other one of two concepts.
    language: str  #: Of labels, "" otherwise.
    label: str
    other_label: str


class Concept:
    """An occupation, a skill or a group of them, in one taxonomy."""

    __slots__ = ("_taxonomy", "_number")

    def __init__(self, taxonomy: Taxonomy, number: int) -> None:
        self._taxonomy = taxonomy
        self._number = number

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy it belongs to."""
        return self._taxonomy

    @property
    def id(self) -> str:
        """What a person would type: the code, or else the URI."""
        return native.taxonomy_id(self._taxonomy._native, self._number)

    @property
    def uri(self) -> str:
        """The URI; the code where the source has no URIs."""
        return native.taxonomy_uri(self._taxonomy._native, self._number)

    @property
    def code(self) -> str:
        """The code, "" where there is none."""
        return native.taxonomy_code(self._taxonomy._native, self._number)

    @property
    def kind(self) -> str:
        """"occupation", "occupation_group", "skill" or "skill_group"."""
        return native.concept_kind_name(
            native.taxonomy_kind(self._taxonomy._native, self._number)
        )

    @property
    def isco(self) -> str:
        """The ISCO-08 code of an occupation or its group, "" where it is not known."""
        return native.taxonomy_isco(self._taxonomy._native, self._number)

    @property
    def skill_levels(self) -> frozenset[int]:
        """The ISCO skill levels 1..4 of the jobs of an occupation or its group.

        They are levels of jobs: they say nothing of a person and are not the proficiency 0..5 in
        one skill. Empty where none is stated.
        """
        levels = native.taxonomy_skill_levels(self._taxonomy._native, self._number)
        return frozenset(level for level in range(1, 5) if levels >> level & 1)

    @property
    def scheme(self) -> Scheme:
        """The scheme it comes from."""
        capsule = self._taxonomy._native
        return self._taxonomy.schemes[native.taxonomy_scheme_of(capsule, self._number)]

    @property
    def schemes(self) -> list[Scheme]:
        """All schemes it belongs to: its own, and those that gather concepts of others."""
        capsule = self._taxonomy._native
        return [
            scheme
            for index, scheme in enumerate(self._taxonomy.schemes)
            if native.taxonomy_in_scheme(capsule, self._number, index)
        ]

    @property
    def skill_type(self) -> str:
        """"skill", "knowledge", "language" or "attitude"; "" where it is not stated."""
        return native.skill_type_name(
            native.taxonomy_skill_type(self._taxonomy._native, self._number)
        )

    @property
    def reuse_level(self) -> str:
        """How widely a skill can be used; "" where it is not stated."""
        return native.reuse_level_name(
            native.taxonomy_reuse_level(self._taxonomy._native, self._number)
        )

    def label(self, language: str = "en") -> str:
        """The preferred label in a language; in English or another one where there is none."""
        return native.taxonomy_label(self._taxonomy._native, self._number, language)

    @property
    def labels(self) -> dict[str, list[Label]]:
        """All labels, by language."""
        capsule = self._taxonomy._native
        found: dict[str, list[Label]] = {}
        for text, language, kind in items(native.taxonomy_label_at, capsule, self._number):
            label = Label(text, language, native.label_kind_name(kind))
            found.setdefault(language, []).append(label)
        return found

    def text(self, kind: str = "description", language: str = "en") -> str:
        """A definition, description or note in exactly this language, "" where there is none."""
        which = number(kind, TEXT_KINDS, "kind")
        return native.taxonomy_text(self._taxonomy._native, self._number, which, language)

    @property
    def typical_evidence(self) -> list[str]:
        """What usually proves a skill, the most useful first: codes such as "work_sample"."""
        kind = native.MATCH_TEXT_TYPICAL_EVIDENCE
        return native.taxonomy_text(self._taxonomy._native, self._number, kind, "").split()

    @property
    def broader(self) -> list[Concept]:
        """The directly broader concepts."""
        return self._concepts(native.taxonomy_broader)

    @property
    def narrower(self) -> list[Concept]:
        """The directly narrower concepts."""
        return self._concepts(native.taxonomy_narrower)

    def skills(self, essential: bool | None = None) -> list[Relation]:
        """The skills of an occupation: all, the essential or the optional ones."""
        return self._relations(native.taxonomy_skills, essential)

    def occupations(self, essential: bool | None = None) -> list[Relation]:
        """The occupations that list a skill: all, or as essential or optional."""
        return self._relations(native.taxonomy_occupations, essential)

    def skill_relations(self, essential: bool | None = None) -> list[Relation]:
        """The skills that a skill builds on."""
        return self._relations(native.taxonomy_skill_relations, essential)

    @property
    def neighbours(self) -> list[tuple[Concept, int]]:
        """The skills that this one can stand in for in part, the best first, each with a
        similarity of 1..254."""
        found = native.taxonomy_neighbours(self._taxonomy._native, self._number)
        return [(Concept(self._taxonomy, other), similarity)
                for other, similarity in sorted(found, key=lambda pair: (-pair[1], pair[0]))]

    @property
    def mappings(self) -> list[Mapping]:
        """The counterparts in other taxonomies."""
        capsule = self._taxonomy._native
        found = items(native.taxonomy_mapping, capsule, self._number)
        return [Mapping(native.mapping_kind_name(kind), uri) for kind, uri in found]

    @property
    def weight(self) -> int:
        """How much a skill tells about an occupation, 1..255; 0 for anything else."""
        return native.taxonomy_weight(self._taxonomy._native, self._number)

    def _concepts(self, get: Callable[[Any, int], tuple[int, ...]]) -> list[Concept]:
        found = get(self._taxonomy._native, self._number)
        return [Concept(self._taxonomy, other) for other in found]

    def _relations(
        self, get: Callable[[Any, int], tuple[tuple[int, int, int], ...]], essential: bool | None
    ) -> list[Relation]:
        found = (
            Relation(
                Concept(self._taxonomy, other),
                kind == native.MATCH_RELATION_ESSENTIAL,
                level or None,
            )
            for other, kind, level in get(self._taxonomy._native, self._number)
        )
        return [relation for relation in found if essential in (None, relation.essential)]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Concept)
            and self._taxonomy is other._taxonomy
            and self._number == other._number
        )

    def __hash__(self) -> int:
        return hash((id(self._taxonomy), self._number))

    def __repr__(self) -> str:
        if self._taxonomy.closed:
            return f"<Concept {self._number} of a closed taxonomy>"
        return f"<Concept {self.id} {self.label()!r}>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("cannot pickle or copy a Concept: keep its id or uri")


class Taxonomy(Handle):
    """An immutable graph of occupations and skills: a mapping of ids to concepts.

    A concept is found by its URI or, where only one has it, its code. Unlike a dict, iteration
    gives the concepts; keys() gives their ids, values() and items() are as those of a dict.

    >>> from libmatch import Taxonomy, examples
    >>> taxonomy = Taxonomy.parse(examples.TAXONOMY)
    >>> taxonomy["SEW"].label()
    'Operate a sewing machine'
    >>> "SEW" in taxonomy, "sew" in taxonomy
    (True, False)
    >>> [concept.id for concept in taxonomy.find_label("Operate a  sewing machine")]
    ['SEW']
    >>> [(skill.id, essential) for skill, essential, level in taxonomy["8153"].skills()]
    [('SEW', True), ('TEAM', False)]
    >>> taxonomy["8153"].labels["lo"][0].text, len(taxonomy["SEW"].broader)
    ('ພະນັກງານຫຍິບຈັກ', 0)
    >>> list(taxonomy.keys())[:3]
    ['7112', '7531', '8153']
    """

    _extractor: Extractor | None = None
    _kept_resolver: Resolver | None = None
    _makers = "load(), parse() or one of import_esco(), ..._onet(), ..._tabiya(), ..._skos()"

    @classmethod
    def load(
        cls,
        path: _Path,
        *,
        map: bool = False,
        report: Report | None = None,
    ) -> Taxonomy:
        """Loads a compiled file or project YAML.

        With *map* a compiled file is verified as well but not read into memory: it opens faster,
        and processes share its pages. Nobody may write to the file then; replacing it by renaming,
        as save() does, is safe. A mapped file that is cut short ends the process.
        """
        open_file = native.taxonomy_map if map else native.taxonomy_load
        with collecting(report) as capsule:
            return cls._own(open_file(path, capsule))

    @classmethod
    def parse(
        cls, text: str | bytes, *, source: str = "<text>", report: Report | None = None
    ) -> Taxonomy:
        """Makes a taxonomy from the content of a compiled file or of project YAML."""
        with collecting(report) as capsule:
            return cls._own(native.taxonomy_parse(text, source, capsule))

    @classmethod
    def _import(
        cls,
        read: Callable[..., Any],
        *arguments: Any,
        progress: _Progress | None,
        report: Report | None,
    ) -> Taxonomy:
        with collecting(report) as capsule:
            return cls._own(read(*arguments, capsule, progress))

    @classmethod
    def import_esco(
        cls, folder: _Path, *, progress: _Progress | None = None, report: Report | None = None
    ) -> Taxonomy:
        """Imports the official ESCO CSV files from a folder or zip archive.

        Labels of several languages are merged. What export() writes as CSV gives the same
        taxonomy. *progress* hears of bytes done and bytes in all; when it returns False the
        import ends with MatchCancelledError.
        """
        return cls._import(native.taxonomy_import_esco, folder, progress=progress, report=report)

    @classmethod
    def import_onet(
        cls, folder: _Path, *, progress: _Progress | None = None, report: Report | None = None
    ) -> Taxonomy:
        """Imports the tables of O*NET, as CSV or text, from a folder or zip archive.

        *progress* is that of import_esco().
        """
        return cls._import(native.taxonomy_import_onet, folder, progress=progress, report=report)

    @classmethod
    def import_tabiya(
        cls, folder: _Path, *, progress: _Progress | None = None, report: Report | None = None
    ) -> Taxonomy:
        """Imports Tabiya's CSV files from a folder or zip archive.

        *progress* is that of import_esco().
        """
        return cls._import(native.taxonomy_import_tabiya, folder, progress=progress, report=report)

    @classmethod
    def import_skos(
        cls,
        path: _Path,
        *,
        kind: str = "occupation",
        progress: _Progress | None = None,
        report: Report | None = None,
    ) -> Taxonomy:
        """Imports a SKOS vocabulary in Turtle or N-Triples.

        *kind* says what a concept is that has none of ESCO's types: "occupation",
        "occupation_group", "skill" or "skill_group". *progress* is that of import_esco().
        """
        which = number(kind, CONCEPT_KINDS, "kind")
        return cls._import(
            native.taxonomy_import_skos, path, which, progress=progress, report=report
        )

    def save(self, path: _Path) -> None:
        """Writes the compiled form, complete or not at all."""
        native.taxonomy_save(self._native, path)

    def export(self, path: _Path, *, format: str = "yaml") -> None:
        """Writes project YAML, or SKOS in Turtle for *format* "turtle", complete or not at all.

        *format* "csv" writes a folder in the layout of ESCO's CSV files, which import_esco()
        reads to the same taxonomy.
        """
        native.taxonomy_export(self._native, path, number(format, EXPORT_FORMATS, "format"))

    def overlay(
        self, path: _Path, *, report: Report | None = None
    ) -> Taxonomy:
        """This taxonomy and what an overlay file adds to it, as a new one."""
        with collecting(report) as capsule:
            return Taxonomy._own(native.taxonomy_overlay(self._native, path, capsule))

    def crosswalk(
        self, path: str | os.PathLike[str], *, report: Report | None = None
    ) -> Taxonomy:
        """This taxonomy and the mappings of a crosswalk, as a new one.

        The file is the official table of ESCO and O*NET, that of ISCO-08 and SOC, or any table
        with the columns from, to and relation.
        """
        with collecting(report) as capsule:
            return Taxonomy._own(native.taxonomy_crosswalk(self._native, path, capsule))

    def diff(self, newer: Taxonomy) -> list[Change]:
        """What changed from this taxonomy to a newer one; concepts are told apart by URI."""
        changes: list[Change] = []

        def hear(
            kind: int, before: int, after: int, language: str, old: str, new: str, link: int
        ) -> None:
            changes.append(
                Change(
                    native.change_kind_name(kind),
                    Concept(self, before) if before else None,
                    Concept(newer, after) if after else None,
                    language,
                    old,
                    new,
                    native.link_kind_name(link),
                )
            )

        native.taxonomy_diff(self._native, newer._native, hear)
        return changes

    def check(self, language: str | None = None) -> list[Problem]:
        """What a person should look at: labels that are missing, shared or nearly the same, ...

        *language* looks at labels in this language only, and makes warnings of those that are
        missing.

        >>> from libmatch import Taxonomy, examples
        >>> taxonomy = Taxonomy.parse(examples.TAXONOMY)
        >>> sorted({problem.code for problem in taxonomy.check()})
        ['MISSING_DEFINITION', 'MISSING_LABEL']
        >>> [p.concept.id for p in taxonomy.check("lo") if p.code == "MISSING_LABEL"]
        ['7531', 'BRICK', 'PATTERN', 'TEAM']
        """
        problems: list[Problem] = []

        def hear(
            kind: int, severity: int, concept: int, other: int, *texts: str
        ) -> None:
            problems.append(
                Problem(
                    native.problem_kind_name(kind),
                    SEVERITIES[severity],
                    Concept(self, concept),
                    Concept(self, other) if other else None,
                    *texts,
                )
            )

        native.taxonomy_check(self._native, language, hear)
        return problems

    def __len__(self) -> int:
        return native.taxonomy_count(self._native)

    def __iter__(self) -> Iterator[Concept]:
        return (Concept(self, number) for number in range(1, len(self) + 1))

    def __getitem__(self, text: str) -> Concept:
        """The concept with an id, code or URI."""
        found = native.taxonomy_find(self._native, text)
        if not found:
            raise KeyError(text)
        return Concept(self, found)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Concept):
            return item._taxonomy is self
        return isinstance(item, str) and native.taxonomy_find(self._native, item) != 0

    def get(self, text: str, default: Any = None) -> Any:
        """The concept with an id, code or URI, or *default*."""
        found = native.taxonomy_find(self._native, text)
        return Concept(self, found) if found else default

    def keys(self) -> Iterator[str]:
        """The ids of the concepts; the URI where several have one code."""
        for concept in self:
            name = concept.id
            unique = native.taxonomy_find(self._native, name) == concept._number
            yield name if unique else concept.uri

    def values(self) -> Iterator[Concept]:
        """The concepts, as iteration gives them."""
        return iter(self)

    def items(self) -> Iterator[tuple[str, Concept]]:
        """Ids and concepts."""
        return zip(self.keys(), self)

    def to_pandas(self, what: str = "concepts") -> Any:
        """A table of "concepts", "labels", "broader", "skills" (of occupations) or "mappings".

        Concepts are named by their keys(). "concepts" has a column for each language with the
        preferred label, missing where there is none.
        """
        tables = {
            "concepts": (_concept_columns, ("weight",)),
            "labels": (_label_columns, ()),
            "broader": (_broader_columns, ()),
            "skills": (_skill_columns, ("level",)),
            "mappings": (_mapping_columns, ()),
        }
        if what not in tables:
            raise ValueError(f"what is {what!r}, expected one of {', '.join(tables)}")
        _frames.pandas()  # says what is missing before the work is done
        columns, integers = tables[what]
        return _frames.frame(columns(self, dict(zip(self, self.keys()))), integers)

    def find_label(self, text: str, *, kinds: str | Iterable[str] | None = None) -> list[Concept]:
        """Returns the concepts with a label equal to a text, whatever its case and spacing.

        *kinds* is one kind of concept or several, such as "skill"; None is every kind.
        """
        wanted = bits(kinds, CONCEPT_KINDS, "kind")
        return [
            Concept(self, number)
            for number in native.taxonomy_find_label(self._native, text, wanted)
        ]

    def extract(self, text: str, *, kinds: str | Iterable[str] = "skill") -> list[Mention]:
        """Finds all concepts that a running text, such as an advertisement, names.

        The extractor is made at the first call and kept. See Extractor.extract().
        """
        from .extractor import Extractor

        extractor = self._extractor
        if extractor is None:
            extractor = self._extractor = Extractor.of(self)
        return extractor.extract(text, kinds=kinds)

    def extract_many(
        self,
        texts: Iterable[str],
        *,
        kinds: str | Iterable[str] = "skill",
        progress: Callable[[int, int], object] | None = None,
    ) -> Any:
        """Finds the concepts of many texts, as a DataFrame. See Extractor.extract_many()."""
        from .extractor import Extractor

        if self._extractor is None:
            self._extractor = Extractor.of(self)
        return self._extractor.extract_many(texts, kinds=kinds, progress=progress)

    def resolver(
        self, aliases: Aliases | None = None, *, report: Report | None = None
    ) -> Resolver:
        """Finds the concepts that texts mean; *aliases* are pairs that people have confirmed."""
        from .resolver import Resolver

        with collecting(report) as capsule:
            native_aliases = aliases._native if aliases is not None else None
            handle = native.resolver_new(self._native, native_aliases, capsule)
            return Resolver._of(handle, self)

    def resolve(self, text: str, **how: Any) -> list[Candidate]:
        """The concepts a text may mean, best first, as Resolver.resolve() does.

        The resolver is made with the first call and kept.
        """
        kept = self._kept_resolver
        if kept is None or self.closed:
            kept = self._kept_resolver = self.resolver()
        return kept.resolve(text, **how)

    def fact(self, key: str) -> str:
        """A fact about the taxonomy, such as "licence" or "title.lo"; "" where it is not stated."""
        return native.taxonomy_property(self._native, key)

    @property
    def properties(self) -> dict[str, str]:
        """The usual facts that are stated: name, version, licence, title.en, ..."""
        keys = list(_PROPERTIES)
        for language in self.languages:
            keys.extend(f"{key}.{language}" for key in _PROPERTIES_BY_LANGUAGE)
        facts = {key: self.fact(key) for key in keys}
        return {key: fact for key, fact in facts.items() if fact}

    @property
    def schemes(self) -> list[Scheme]:
        """The schemes its concepts come from."""
        return [
            Scheme(*(part or "" for part in scheme))
            for scheme in items(native.taxonomy_scheme, self._native)
        ]

    @property
    def languages(self) -> list[str]:
        """The languages that have a label."""
        capsule = self._native
        count = native.taxonomy_language_count(capsule)
        return [native.taxonomy_language(capsule, index) for index in range(count)]

    @property
    def hash(self) -> str:
        """16 hexadecimal digits that stand for the whole content."""
        return native.taxonomy_hash(self._native)

    def count(self, kind: str | None = None) -> int:
        """The number of concepts, or of those of one kind."""
        if kind is None:
            return len(self)
        return native.taxonomy_count_kind(self._native, number(kind, CONCEPT_KINDS, "kind"))

    @property
    def relation_count(self) -> int:
        """The number of relations between occupations and skills."""
        return native.taxonomy_relation_count(self._native)

    def label_count(self, language: str | None = None) -> int:
        """The number of labels, in one language or in all."""
        languages = self.languages if language is None else [language]
        return sum(native.taxonomy_label_total(self._native, name) for name in languages)

    def __repr__(self) -> str:
        if self.closed:
            return "<Taxonomy: closed>"
        name = " ".join(part for part in (self.fact("name"), self.fact("version")) if part)
        return f"<Taxonomy{' ' * bool(name)}{name}: {len(self)} concepts>"


# ---- tables: columns by name, of a taxonomy and the ids of its concepts ----


def _table(names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        for name, value in zip(names, row):
            columns[name].append(value)
    return columns


def _concept_columns(taxonomy: Taxonomy, ids: dict[Concept, str]) -> dict[str, list[Any]]:
    names = ("id", "uri", "code", "kind", "isco", "scheme", "skill_type", "reuse_level", "weight")
    schemes = [scheme.id for scheme in taxonomy.schemes]
    rows = (
        (
            name,
            c.uri,
            c.code,
            c.kind,
            c.isco,
            schemes[native.taxonomy_scheme_of(taxonomy._native, c._number)],
            c.skill_type,
            c.reuse_level,
            c.weight,
        )
        for c, name in ids.items()
    )
    columns = _table(names, rows)
    labels: dict[str, list[Any]] = {name: [] for name in taxonomy.languages}
    for concept in ids:
        own = concept.labels
        for language, column in labels.items():
            first = own.get(language, [None])[0]
            column.append(first.text if first and first.kind == "preferred" else None)
    columns.update((f"label_{language}", column) for language, column in labels.items())
    return columns


def _label_columns(taxonomy: Taxonomy, ids: dict[Concept, str]) -> dict[str, list[Any]]:
    return _table(
        ("id", "language", "kind", "text"),
        (
            (name, label.language, label.kind, label.text)
            for concept, name in ids.items()
            for labels in concept.labels.values()
            for label in labels
        ),
    )


def _broader_columns(taxonomy: Taxonomy, ids: dict[Concept, str]) -> dict[str, list[Any]]:
    return _table(
        ("id", "broader"),
        ((name, ids[broader]) for concept, name in ids.items() for broader in concept.broader),
    )


def _skill_columns(taxonomy: Taxonomy, ids: dict[Concept, str]) -> dict[str, list[Any]]:
    return _table(
        ("occupation", "skill", "essential", "level"),
        (
            (name, ids[skill], essential, level)
            for concept, name in ids.items()
            for skill, essential, level in concept.skills()
        ),
    )


def _mapping_columns(taxonomy: Taxonomy, ids: dict[Concept, str]) -> dict[str, list[Any]]:
    return _table(
        ("id", "kind", "uri"),
        (
            (name, mapping.kind, mapping.uri)
            for concept, name in ids.items()
            for mapping in concept.mappings
        ),
    )
