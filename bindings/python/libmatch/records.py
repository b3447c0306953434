# SPDX-License-Identifier: Apache-2.0
"""People (a roster of profiles) and what they are matched with (a catalogue)."""

from __future__ import annotations

import collections.abc
import datetime
import json
import operator
import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from . import _frames, native
from ._handle import Guard, Handle, items, number
from .migration import Migration, following
from .places import Places
from .report import Report, collecting
from .resolver import Resolver
from .taxonomy import Taxonomy
from .translation import Translation

#: Names of the kinds of record, as files spell them.
RECORD_KINDS = {native.record_kind_name(kind): kind for kind in range(1, 5)}
OPPORTUNITY_KINDS = {name: kind for name, kind in RECORD_KINDS.items() if name != "profile"}
FORMATS = {
    "auto": native.MATCH_FORMAT_AUTO,
    "csv": native.MATCH_FORMAT_CSV,
    "jsonl": native.MATCH_FORMAT_JSONL,
    "yaml": native.MATCH_FORMAT_YAML,
}

ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".yaml": "yaml", ".yml": "yaml"}

PHASES = ("before", "during", "after")

Self = TypeVar("Self", bound="Records")


class Field(NamedTuple):
    """One field of a kind of record."""

    name: str
    type: str
    description: str
    required: bool


class SkillGain(NamedTuple):
    """A skill before, during and after migration, by the highest level of each phase.

    A level is None where it is not known or nothing is recorded; *phases* says which it is.
    """

    skill: str  #: Code or URI; as written where it is not in the taxonomy.
    before: int | None  #: At departure.
    during: int | None  #: Abroad.
    after: int | None  #: Since the return.
    gained: int  #: The higher of the last two less the first; 0 unless state is "more" or "less".
    before_evidence: str
    before_date: datetime.date | None
    evidence: str  #: Of the highest claim since departure.
    date: datetime.date | None
    state: str  #: "new", "more", "same", "less", "not_asked" or "unknown"
    phases: tuple[str, ...]  #: Of "before", "during", "after": those that have a claim.
    abroad: bool  #: Whether the highest claim since departure is from abroad.


def fields(kind: str) -> list[Field]:
    """Returns the fields of "profile", "vacancy", "training" or "support".

    >>> [field.name for field in fields("vacancy") if field.required]
    ['id', 'title', 'province']
    """
    which = number(kind, RECORD_KINDS, "kind")
    return [
        Field(name, type_name, description, bool(required))
        for name, type_name, description, required in items(native.record_field, which)
    ]


class Record(collections.abc.Mapping):  # type: ignore[type-arg]
    """One profile or opportunity: a mapping of its fields to texts, as a CSV cell shows them.

    Empty fields are "".
    """

    __slots__ = ("_records", "_index")

    def __init__(self, records: Records, index: int) -> None:
        self._records = records
        self._index = index

    @property
    def id(self) -> str:
        """The id."""
        return self._records._id(self._index)

    @property
    def index(self) -> int:
        """The place in its roster or catalogue, from 0."""
        return self._index

    @property
    def kind(self) -> str:
        """"profile", "vacancy", "training" or "support"."""
        return self._records._kind(self._index)

    def title(self, language: str = "en") -> str:
        """The title of an opportunity in a language, else the first there is; "" for a profile."""
        return self._records._title(self._index, language)

    def __getitem__(self, name: str) -> str:
        if name not in self._records._field_names(self.kind):
            raise KeyError(name)
        return self._records._field(self._index, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records._field_names(self.kind))

    def __len__(self) -> int:
        return len(self._records._field_names(self.kind))

    def __repr__(self) -> str:
        if self._records.closed:
            return f"<Record {self._index} of closed records>"
        return f"<Record {self.kind} {self.id}>"

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("cannot pickle or copy a Record: use dict(record)")


class Records(Handle):
    """What rosters and catalogues share: reading, writing, and looking up records."""

    #: Fields that say in another way what others say too.
    _repeated: tuple[str, ...] = ()

    _names: dict[str, tuple[str, ...]]
    _taxonomy: Taxonomy | None
    _guard: Guard

    def __init__(self, taxonomy: Taxonomy | None = None) -> None:
        if taxonomy is not None and not isinstance(taxonomy, Taxonomy):
            raise TypeError(f"taxonomy is {type(taxonomy).__name__}, expected Taxonomy or None")
        self._capsule = self._new(None if taxonomy is None else taxonomy._native)
        self._taxonomy = taxonomy
        self._guard = Guard(type(self).__name__)
        self._names = {}

    @classmethod
    def _wrap(cls: type[Self], capsule: Any, taxonomy: Taxonomy) -> Self:
        made = cls._own(capsule)
        made._taxonomy = taxonomy
        made._guard = Guard(cls.__name__)
        made._names = {}
        return made

    # ---- What the C functions of the two are called ----

    def _new(self, taxonomy: Any) -> Any:
        raise NotImplementedError

    def _read(self, *arguments: Any) -> None:
        raise NotImplementedError

    def _parse(self, *arguments: Any) -> None:
        raise NotImplementedError

    def _count(self) -> int:
        raise NotImplementedError

    def _find(self, identifier: str) -> int:
        raise NotImplementedError

    def _id(self, index: int) -> str:
        raise NotImplementedError

    def _field(self, index: int, name: str) -> str:
        raise NotImplementedError

    def _kind(self, index: int) -> str:
        raise NotImplementedError

    def _title(self, index: int, language: str) -> str:
        raise NotImplementedError

    def _kinds(self) -> Iterable[str]:
        raise NotImplementedError

    # ---- Reading ----

    @property
    def taxonomy(self) -> Taxonomy | None:
        """What codes of skills and occupations are looked up in."""
        return self._taxonomy

    def read(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        strict: bool = False,
        separator: str | None = None,
        places: Places | None = None,
        resolver: Resolver | None = None,
        language: str | None = None,
        fill: bool = True,
        report: Report | None = None,
    ) -> Report:
        """Reads a CSV, JSON Lines or YAML file and adds its records.

        Rows that cannot be kept are findings of the report that is returned (*report*, when it
        is given). With *strict* the first of them is an error, and nothing is added.
        *separator* is that of CSV: "," ";" "|" or a tab; it is found when it is not given.

        Names of skills and occupations that are no label are resolved: with *resolver*, so that
        its aliases count, else with one made for the file. *language* is that of names in Latin
        letters, such as "en". A record keeps the words and the confidence; what is not likely
        enough is a finding with the three nearest.

        With *fill* a vacancy that states no skill gets those that its text names and those that
        are usual in its occupation, and a profile that states none those usual in its jobs. They
        are marked (origin, words, evidence "inferred"), a warning tells of each record, and what
        is stated is never changed. Without it names that are no label are not resolved either.
        """
        report = Report() if report is None else report
        options = _options(format, strict, separator, places, resolver, language, fill)
        with collecting(report) as capsule, self._guard.writing():
            self._read(path, options, capsule)
        return report

    def parse(
        self,
        text: str | bytes,
        *,
        format: str | None = None,
        strict: bool = False,
        separator: str | None = None,
        places: Places | None = None,
        resolver: Resolver | None = None,
        language: str | None = None,
        fill: bool = True,
        report: Report | None = None,
        source: str = "<text>",
    ) -> Report:
        """Reads records from text; *source* is its name in messages. See read()."""
        report = Report() if report is None else report
        options = _options(format, strict, separator, places, resolver, language, fill)
        with collecting(report) as capsule, self._guard.writing():
            self._parse(text, source, options, capsule)
        return report

    def add_records(
        self,
        records: Iterable[collections.abc.Mapping[str, Any]],
        *,
        strict: bool = False,
        resolver: Resolver | None = None,
        language: str | None = None,
        fill: bool = True,
        report: Report | None = None,
        source: str = "<records>",
    ) -> Report:
        """Adds dicts of field names and values: texts as in CSV, numbers, dates, or lists.

        None and NaN are empty. Findings name the record by its row, counted from 1. See read().
        """
        lines = []
        for record in records:
            if not isinstance(record, collections.abc.Mapping):
                raise TypeError(f"a record is {type(record).__name__}, expected a dict")
            values = {str(name): _frames.plain(value) for name, value in record.items()}
            filled = {name: value for name, value in values.items() if value not in (None, "")}
            lines.append(json.dumps(filled, ensure_ascii=False))
        text = "".join(line + "\n" for line in lines)
        return self.parse(
            text,
            format="jsonl",
            strict=strict,
            resolver=resolver,
            language=language,
            fill=fill,
            report=report,
            source=source,
        )

    @classmethod
    def from_records(
        cls: type[Self],
        taxonomy: Taxonomy | None,
        records: Iterable[collections.abc.Mapping[str, Any]],
        *,
        strict: bool = False,
        fill: bool = True,
        report: Report | None = None,
    ) -> Self:
        """Makes one from dicts. See add_records()."""
        made = cls(taxonomy)
        made.add_records(records, strict=strict, fill=fill, report=report)
        return made

    @classmethod
    def from_pandas(
        cls: type[Self],
        taxonomy: Taxonomy | None,
        table: Any,
        *,
        strict: bool = False,
        fill: bool = True,
        report: Report | None = None,
    ) -> Self:
        """Makes one from a DataFrame with a column for each field. Needs pandas."""
        made = cls(taxonomy)
        rows = _frames.records(table)
        made.add_records(rows, strict=strict, fill=fill, report=report, source="<table>")
        return made

    # ---- Looking ----

    @property
    def ids(self) -> list[str]:
        """The ids, in the order of the records."""
        return [self._id(index) for index in range(len(self))]

    def index(self, record: str | int) -> int:
        """The place of a record: of its id (KeyError), or the number itself (IndexError)."""
        if isinstance(record, str):
            try:
                return self._find(record)
            except LookupError:
                raise KeyError(record) from None
        if isinstance(record, bool):
            raise TypeError("expected an id or a number, got bool")
        index = operator.index(record)
        count = len(self)
        if not -count <= index < count:
            raise IndexError(f"record {index} of {count}")
        return index + count if index < 0 else index

    def __len__(self) -> int:
        self._guard.check()
        return self._count()

    def __getitem__(self, record: str | int) -> Record:
        return Record(self, self.index(record))

    def __iter__(self) -> Iterator[Record]:
        return (Record(self, index) for index in range(len(self)))

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Record):
            return item._records is self
        if not isinstance(item, str):
            return False
        try:
            self.index(item)
        except KeyError:
            return False
        return True

    def to_records(self) -> list[dict[str, str]]:
        """Returns a dict for each record, without its empty fields."""
        return [
            {name: record[name] for name in record if record[name] and name not in self._repeated}
            for record in self
        ]

    def to_pandas(self) -> Any:
        """Returns a DataFrame with a row for each record and a column for each field in use.

        Cells are texts, as in CSV; from_pandas() reads them again. Needs pandas.
        """
        _frames.pandas()
        rows = self.to_records()
        names: list[str] = []
        for kind in self._kinds():
            names.extend(name for name in self._field_names(kind) if name not in names)
        used = {name for row in rows for name in row}
        return _frames.frame(
            {name: [row.get(name, "") for row in rows] for name in names if name in used}
        )

    def _field_names(self, kind: str) -> tuple[str, ...]:
        if kind not in self._names:
            self._names[kind] = tuple(field.name for field in fields(kind))
        return self._names[kind]

    def __repr__(self) -> str:
        name = type(self).__name__
        return f"<{name}: closed>" if self.closed else f"<{name}: {self._count()} records>"


class Roster(Records):
    """A set of people.

    >>> roster = Roster()
    >>> report = roster.parse("id;province\\nP1;Savannakhet\\n;Sekong\\n", source="people.csv")
    >>> len(roster), roster["P1"]["province"], report.errors
    (1, '13', 1)
    """

    def _new(self, taxonomy: Any) -> Any:
        return native.roster_new(taxonomy)

    def _read(self, *arguments: Any) -> None:
        native.roster_read(self._native, *arguments)

    def _parse(self, *arguments: Any) -> None:
        native.roster_parse(self._native, *arguments)

    def write(self, path: str | os.PathLike[str], *, format: str | None = None) -> None:
        """Writes all profiles to a file that only its owner can read, complete or not at all.

        The ending of the file name says the format when none is given: .csv, .jsonl, .yaml.
        """
        with self._guard.looking():
            native.roster_write(self._native, path, _format_to_write(path, format))

    def gains(self, record: str | int) -> list[SkillGain]:
        """What a person gained in each skill between departure and return.

        >>> roster = Roster.from_records(None, [
        ...     {"id": "P1", "province": "01",
        ...      "skills": "SEW=1 phase:before;SEW=3 evidence:skill_test phase:during"}])
        >>> gain, = roster.gains("P1")
        >>> gain.skill, gain.before, gain.during, gain.gained, gain.state
        ('SEW', 1, 3, 2, 'more')
        """
        person = self.index(record)
        with self._guard.looking():
            return [self._gain(row) for row in items(native.roster_gain, self._native, person)]

    def _gain(self, row: tuple[Any, ...]) -> SkillGain:
        concept, text, before, during, after, gained = row[:6]
        before_evidence, before_date, evidence, date, state, phases, abroad = row[6:]
        skill = text
        if concept and self.taxonomy is not None:
            skill = native.taxonomy_id(self.taxonomy._native, concept)
        return SkillGain(
            skill, _level(before), _level(during), _level(after), gained, before_evidence,
            _date(before_date), evidence, _date(date), state,
            tuple(name for bit, name in enumerate(PHASES) if phases >> bit & 1), abroad,
        )

    def translate(
        self, translation: Translation, *, migration: Migration | None = None
    ) -> Roster:
        """These people in the terms of another taxonomy, for matching with what is coded there.

        A claim that came by a link of less than 1000 counts less, and explanations say so. What
        is ambiguous or has nothing stand for it is not resolved. *migration* collects what
        happened to each code.
        """
        with following(migration) as capsule, self._guard.looking():
            made = native.roster_translate(self._native, translation._native, capsule)
        return self._wrap(made, translation.target)

    def migrate(
        self, translation: Translation, *, migration: Migration | None = None
    ) -> Roster:
        """These people with the codes of a new version, to be written with write().

        Only sure links carry a code; what is not carried stays as it was written. *migration*
        collects what happened to each code.
        """
        with following(migration) as capsule, self._guard.looking():
            made = native.roster_migrate(self._native, translation._native, capsule)
        return self._wrap(made, translation.target)

    def _count(self) -> int:
        return native.roster_count(self._native)

    def _find(self, identifier: str) -> int:
        self._guard.check()
        return native.roster_find(self._native, identifier)

    def _id(self, index: int) -> str:
        self._guard.check()
        return native.roster_id(self._native, index)

    def _field(self, index: int, name: str) -> str:
        self._guard.check()
        return native.roster_field(self._native, index, name)

    def _kind(self, index: int) -> str:
        return "profile"

    def _title(self, index: int, language: str) -> str:
        return ""

    def _kinds(self) -> Iterable[str]:
        return ("profile",)


class Catalogue(Records):
    """A set of opportunities: vacancies, training offers and supports.

    Once a Matcher was made from it no more can be read into it.

    >>> catalogue = Catalogue()
    >>> report = catalogue.parse("id,title,province\\nV1,Mason,16\\n")
    >>> catalogue["V1"].kind, catalogue["V1"].title()
    ('vacancy', 'Mason')
    """

    _repeated = ("skills",)  # essential_skills and optional_skills

    def _new(self, taxonomy: Any) -> Any:
        return native.catalogue_new(taxonomy)

    def _read(self, *arguments: Any) -> None:
        native.catalogue_read(self._native, *arguments)

    def _parse(self, *arguments: Any) -> None:
        native.catalogue_parse(self._native, *arguments)

    def migrate(
        self, translation: Translation, *, migration: Migration | None = None
    ) -> Catalogue:
        """These opportunities with the codes of a new version; see Roster.migrate()."""
        with following(migration) as capsule, self._guard.looking():
            made = native.catalogue_migrate(self._native, translation._native, capsule)
        return self._wrap(made, translation.target)

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        kind: str | None = None,
    ) -> None:
        """Writes all opportunities, or those of one kind, complete or not at all.

        The ending of the file name says the format when none is given: .csv, .jsonl, .yaml.
        """
        which = 0 if kind is None else number(kind, OPPORTUNITY_KINDS, "kind")
        with self._guard.looking():
            native.catalogue_write(self._native, path, _format_to_write(path, format), which)

    def _count(self) -> int:
        return native.catalogue_count(self._native)

    def _find(self, identifier: str) -> int:
        self._guard.check()
        return native.catalogue_find(self._native, identifier)

    def _id(self, index: int) -> str:
        self._guard.check()
        return native.catalogue_id(self._native, index)

    def _field(self, index: int, name: str) -> str:
        self._guard.check()
        return native.catalogue_field(self._native, index, name)

    def _kind(self, index: int) -> str:
        self._guard.check()
        return native.record_kind_name(native.catalogue_kind(self._native, index))

    def _title(self, index: int, language: str) -> str:
        self._guard.check()
        return native.catalogue_title(self._native, index, language)

    def cost(self, record: str | int) -> int | None:
        """What a course costs the person in all, in LAK; None where no cost is stated.

        Tuition, lodging, material, food and travel, less the stipend.
        """
        cost: int = native.catalogue_cost(self._native, self.index(record))
        return None if cost < 0 else cost

    def _kinds(self) -> Iterable[str]:
        return OPPORTUNITY_KINDS


def _level(level: int) -> int | None:
    return None if level < 0 else level


def _date(day: int) -> datetime.date | None:
    if day == native.DATE_NONE:
        return None
    return datetime.date.fromisoformat(native.date_format(day))


def _format(name: str | None) -> int:
    return number("auto" if name is None else name, FORMATS, "format")


def _format_to_write(path: Any, name: str | None) -> int:
    if name is not None:
        return _format(name)
    ending = os.path.splitext(os.fsdecode(path))[1].lower()
    if ending not in ENDINGS:
        raise ValueError(f"file name ends in {ending!r}, expected .csv, .jsonl or .yaml")
    return FORMATS[ENDINGS[ending]]


def _options(
    format: str | None,
    strict: bool,
    separator: str | None,
    places: Any,
    resolver: Any,
    language: str | None,
    fill: bool,
) -> Any:
    options = native.read_options_new()
    native.read_options_set_fill(options, bool(fill))
    native.read_options_set_strict(options, bool(strict))
    if format is not None:
        native.read_options_set_format(options, _format(format))
    if separator is not None:
        if not isinstance(separator, str) or len(separator) != 1 or not separator.isascii():
            raise ValueError(f"separator is {separator!r}, expected one of , ; | or a tab")
        native.read_options_set_separator(options, separator)
    if places is not None:
        if not isinstance(places, Places):
            raise TypeError(f"places is {type(places).__name__}, expected Places")
        native.read_options_set_places(options, places._native)
    if resolver is not None:
        if not isinstance(resolver, Resolver):
            raise TypeError(f"resolver is {type(resolver).__name__}, expected Resolver")
        native.read_options_set_resolver(options, resolver._native)
    if language is not None:
        native.read_options_set_language(options, language)
    return options
