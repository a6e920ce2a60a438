"""The nouns that flow through the build: frozen values, no behaviour but their own invariants.

The flow is ``Source -> Document -> Report -> Dataset -> Artifact``. Numbers are :class:`decimal.Decimal`, never
floats; collections are tuples. Lines are counted from 1, characters within a line from 0, both in the text as decoded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal


class Status(StrEnum):
    """What stands in a cell of an official table. A value stands only with REPORTED and RESOLVED."""

    REPORTED = "reported"
    RESOLVED = "resolved"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"
    ABSENT = "absent"

    __hash__ = str.__hash__  # as it is equal to its text; and each cell asks sets of them, where an enum's is slow


VALUED = frozenset({Status.REPORTED, Status.RESOLVED})


class Outcome(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105  the outcome of a check, no password
    FAIL = "fail"
    UNCERTAIN = "uncertain"
    NOT_ASSESSABLE = "not_assessable"


class Severity(StrEnum):
    """How much a failure of a rule weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class CorrectionStatus(StrEnum):
    """Whose word a correction is: CONFIRMED by the agency itself, or PROPOSED by somebody else."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"


class Attribution(StrEnum):
    """Whose a break is: the publisher's arithmetic, our reading, or neither can be told."""

    PUBLISHER = "publisher"
    READING = "reading"
    UNDETERMINED = "undetermined"


# --- evidence --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sidecar says of a report whose file cannot say it, such as a keyed sheet; ``agency`` is an id."""

    agency: str | None = None
    year: int | None = None
    title: str | None = None
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found, with what its sidecar says about it. ``path`` is relative to the folder that was read."""

    path: str
    media_type: str
    sha256: str
    size: int
    url: str | None = None
    retrieved: dt.date | None = None
    note: str = ""
    stated: Stated | None = None


class Place(NamedTuple):
    """Where something stands: a line of the document's text and the characters ``start`` to ``end`` of it.

    Where the format has them: page, coordinates in the tables of the file (counted from 1), and the file's own line.
    """

    line: int
    start: int = 0
    end: int = 0
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    file_line: int | None = None

    def __str__(self) -> str:
        """``75:1-5``: line, first and last character counted from 1; the line alone for an empty span."""
        page = f"p{self.page}/" if self.page is not None else ""
        return f"{page}{self.line}:{self.start + 1}-{self.end}" if self.end > self.start else f"{page}{self.line}"


class Paragraph(NamedTuple):
    """A line or paragraph of text, raw, as it stands in the file."""

    text: str
    place: Place


class Cell(NamedTuple):
    """A cell of a grid, raw. A merged cell is the same object at every position it spans."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with visible cells: rows of cells, merged cells repeated."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content in reading order, whatever its format; ``lines`` is the decoded text that places refer to."""

    source: Source
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]


# --- knowledge -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a form. ``unit`` is implied by the form; a ``money`` column has only the one that is printed."""

    id: str
    zh: str
    en: str
    path: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    unit: str = ""
    money: bool = False
    path_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a form. ``number`` is the printed item mark, ``path`` the headings above it, ``depth`` its indent.

    ``code`` is what stands in the code column of forms that have one; a mark such as * may follow it in print.
    """

    id: str
    zh: str
    en: str
    number: str = ""
    path: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    unit: str = ""
    law: str = ""
    depth: int = 0
    code: str = ""
    path_en: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label as the form prints it, item mark included."""
        return self.number + self.zh


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a form that carries no number; it stands before the row of that id."""

    zh: str
    en: str
    depth: int
    before: str


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A part of a table whose rows share their columns; ``zh`` is its printed heading, empty where there is none."""

    id: str
    zh: str
    en: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    headings: tuple[Heading, ...] = ()


class Layout(StrEnum):
    """How a form lays a table out on paper."""

    STACKED = "stacked"  # sections above one another, each with a header of its own
    MATRIX = "matrix"  # one header, one line a row
    ACROSS = "across"  # all rows side by side in one line, under a header of several levels
    LIST = "list"  # label, unit, value


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of a form: sections of rows and columns; ``rows`` are all of them, in the order of the paper."""

    id: str
    zh: str
    en: str
    layout: Layout
    sections: tuple[Section, ...]
    corner: str = ""
    corner_en: str = ""
    rows: tuple[tuple[Section, Row], ...] = field(init=False, repr=False)
    columns: tuple[Column, ...] = field(init=False, repr=False)
    """All columns of the table, each once, in the order of the paper."""

    def __post_init__(self) -> None:
        """Unfold the sections once: every document asks for the rows of every table."""
        object.__setattr__(self, "rows", tuple((section, row) for section in self.sections for row in section.rows))
        columns = {column.id: column for section in self.sections for column in section.columns}
        object.__setattr__(self, "columns", tuple(columns.values()))

    def cells(self) -> Iterator[tuple[Section, Row, Column]]:
        """Every cell of the table in the order of the paper."""
        for section, row in self.rows:
            for column in section.columns:
                yield section, row, column


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A version of the official layout, in force from a first to a last year; the tables decide, never the year."""

    id: str
    zh: str
    en: str
    basis_zh: str
    basis_en: str
    first_year: int
    last_year: int | None
    tables: tuple[Table, ...]

    def table(self, table_id: str) -> Table | None:
        """The table of that id, if the form has it."""
        return next((t for t in self.tables if t.id == table_id), None)


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums that must agree: terms are ids of rows or of columns, as the rule's ``each`` says.

    ``without`` names a term whose sum is also told when left out, where publishers may mean it so; ``excess`` says
    that the left side may count what the form has no row for, so that it may be the larger.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    without: str = ""
    excess: bool = False


class Relation(StrEnum):
    """How the two sides of a comparison must stand to each other."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    ZERO_TOGETHER = "zero-together"
    ZERO_IF_ZERO = "zero-if-zero"  # the right side is zero where the left is


@dataclass(frozen=True, slots=True)
class Term:
    """A cell of a comparison: the id of its row or column, or ``row/column``, as the rule's ``each`` says.

    ``before`` is a cell of the report of the year before; ``minus`` is taken off.
    """

    id: str
    before: bool = False
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and how they must stand to each other; no terms on the right are zero."""

    left: tuple[Term, ...]
    relation: Relation
    right: tuple[Term, ...]

    @property
    def between_years(self) -> bool:
        """Whether the comparison needs the report of the year before."""
        return any(term.before for term in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class Bearer:
    """A sort of agency that a rule holds for; an empty field stands for any."""

    level: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """Where a plausible figure ends: ratio to the year before from a base on, largest amount, number of decimals."""

    ratio: Decimal | None = None
    base: Decimal | None = None
    most: Decimal | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that reports on the national forms have, with the titles it is known by.

    Under its own number a heading is known by any of ``words`` as well.
    """

    number: int
    zh: str
    en: str
    titles: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for publication in the following year, for a kind of agency and a span of report years."""

    kind: str
    first_year: int
    last_year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A check, or a kind of finding about reading, with its wording in both languages.

    ``each`` says what an identity is repeated for: a ``row`` (terms are columns) or a ``column`` (terms are rows).
    With ``table`` terms are ``row/column``, and a comparison is made once. ``blank`` says how an empty term counts:
    ``unknown`` or, in forms whose publishers leave zeros empty, ``zero``. ``cells`` are addresses, ``rows`` ids of
    rows, that a rule is about. ``bearers`` are the agencies that it holds for, all where there are none; ``spared``
    are departments that it leaves out. ``doubt``: such a finding about the reading of a table leaves open whose a
    break in it is. ``messages`` are templates by outcome.
    """

    id: str
    kind: str
    severity: Severity
    zh: str
    en: str
    explanation_zh: str
    explanation_en: str
    forms: tuple[str, ...] = ()
    table: str = ""
    each: str = ""
    blank: str = "unknown"
    identities: tuple[Identity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    cells: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    bearers: tuple[Bearer, ...] = ()
    spared: tuple[str, ...] = ()
    measure: Measure = Measure()
    doubt: bool = False
    messages: tuple[Message, ...] = ()

    @property
    def one_identity(self) -> bool:
        """Whether the rule states a single identity or comparison: the row or column it is repeated for says all."""
        return len(self.identities) + len(self.comparisons) == 1


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in both languages for an outcome of a rule, or for a reason (``key``), with named places to fill."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What surrounds reports on web pages: lines of furniture (patterns) and words that mark spam."""

    furniture: tuple[str, ...]
    spam: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """A kind of number that is not republished: its patterns, the mark in its place, and its check digit, if any."""

    id: str
    zh: str
    patterns: tuple[str, ...]
    check: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is hidden of the text of reports; ``short`` stands where there is no room for the mark of a kind."""

    kinds: tuple[Private, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Cells that a claim may equal: the sum of ``plus`` less the sum of ``minus``, in the forms that have them.

    ``only_zero`` means that the cells speak only where the claim is none: they must then be zero too.
    """

    forms: tuple[str, ...]
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    zh: str
    en: str
    only_zero: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """A quantity that prose tells: rows of word classes that name it, and the cells that may say the same.

    ``patterns`` have a figure, ``none`` say that there was nothing, ``phrases`` say that everything was done. ``needs``
    are classes of which one must stand before; ``headed`` those that the heading above, or the sentence before, may
    name instead; ``under`` the concepts that may list this one as a part; ``after`` the concept that the sentence must
    have named last, ``not_after`` those that it must not; ``listed`` classes that lead a list without a total. A
    ``hint`` is too loosely worded in practice to fail; what is ``territorial`` a government tells of its own office,
    while its table may count its whole territory; a ``vague`` one may agree, and is never held against anybody.
    """

    id: str
    zh: str
    en: str
    rule: str
    units: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    after: str = ""
    headed: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    hint: bool = False
    territorial: bool = False
    vague: bool = False
    equals: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """How figures in prose are read: classes of words as patterns, their roles, and the concepts."""

    words: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[str, ...] = ()
    doubtful_before: tuple[str, ...] = ()
    doubtful_here: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    by_id: dict[str, Concept] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note the ids once: every claim is asked for its concept again and again."""
        object.__setattr__(self, "by_id", {concept.id: concept for concept in self.concepts})

    def concept(self, concept_id: str) -> Concept | None:
        """The concept of that id; shares and growth are none of these."""
        return self.by_id.get(concept_id)


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division by its six-digit GB/T 2260 code."""

    code: str
    zh: str
    en: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the registry; its id is frozen once given."""

    id: str
    zh: str
    en: str
    division: str
    level: str
    kind: str
    department: str
    merged: bool
    uscc: str | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The agencies by what tells them: the id, every name, the unified social credit code (the first of each)."""

    agencies: tuple[Agency, ...] = ()
    by_id: Mapping[str, Agency] = field(init=False, repr=False)
    by_name: Mapping[str, tuple[Agency, ...]] = field(init=False, repr=False)
    by_uscc: Mapping[str, tuple[int, Agency]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put them in order once: every report looks for its own."""
        names: dict[str, dict[str, Agency]] = {}
        codes: dict[str, tuple[int, Agency]] = {}
        for number, agency in enumerate(self.agencies):
            for name in (agency.zh, *agency.names):
                names.setdefault(name, {})[agency.id] = agency
            if agency.uscc:
                codes.setdefault(agency.uscc, (number, agency))
        object.__setattr__(self, "by_id", {agency.id: agency for agency in reversed(self.agencies)})
        object.__setattr__(self, "by_name", {name: tuple(found.values()) for name, found in names.items()})
        object.__setattr__(self, "by_uscc", codes)


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of agency by the end of its name; ``word`` stands for it in the ids of agencies."""

    zh: str
    word: str
    department: str
    kind: str
    merged: bool
    en: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an agency: comparisons with the year before are suspended in the report year ``year``.

    Of an agency that was abolished no report is expected from that year on.
    """

    agency: str
    kind: str
    year: int
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What an indicator is in one form: the cells whose sum it is, how comparable that is, and why.

    A rate is the sum of ``cells`` over the sum of ``base``; the base of a count is empty. ``tables`` are those of them
    all.
    """

    form: str
    cells: tuple[str, ...]
    grade: str
    reason_zh: str
    reason_en: str
    base: tuple[str, ...] = ()
    tables: frozenset[str] = field(init=False, repr=False, compare=False)
    """The tables that have these cells."""

    def __post_init__(self) -> None:
        """Name the tables once: every report is asked for every indicator."""
        object.__setattr__(self, "tables", frozenset(cell.partition("/")[0] for cell in (*self.cells, *self.base)))


@dataclass(frozen=True, slots=True)
class Break:
    """A year from which figures do not continue those before it, and why."""

    year: int
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators about one thing."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that can be followed over years, with its sum formula in each form.

    A rate names the indicators whose sums are its ``numerator`` and its ``denominator``; a count names none.
    """

    id: str
    zh: str
    en: str
    unit: str
    group: Group
    definition_zh: str
    definition_en: str
    law: str
    equivalents: tuple[Equivalent, ...] = ()
    breaks: tuple[Break, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()

    @property
    def rate(self) -> bool:
        """Whether it is a share of something, in per cent."""
        return bool(self.denominator)

    def equivalent(self, form: str) -> Equivalent | None:
        """What the indicator is in that form, if it has a twin there."""
        return next((e for e in self.equivalents if e.form == form), None)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a cell of a report should say instead of what it prints; the printed number is published all the same.

    ``expect`` is what the cell must print for the correction to hold. An empty ``unit`` is the cell's own. ``line`` is
    where it stands in ``data/corrections.toml``.
    """

    report: str
    cell: str
    expect: str
    value: Decimal
    unit: str
    reason_zh: str
    reason_en: str
    date: dt.date
    status: CorrectionStatus
    source: str | None
    line: int

    @property
    def confirmed(self) -> bool:
        """Whether the agency itself has said so."""
        return self.status is CorrectionStatus.CONFIRMED


# --- what a report yields --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value was read. Replaying ``steps`` on ``printed`` and reading the result as a number gives the value.

    ``decided_by`` are the cells of other reports, as ``report:table/row/column``, whose figures decided how digits that
    have run together are split; empty for all other values.
    """

    sha256: str
    place: Place
    printed: str
    steps: tuple[str, ...] = ()
    row_label: str = ""
    column_label: str = ""
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell of one report. The key is report, table, row and column."""

    report: str
    form: str
    table: str
    row: str
    column: str
    value: Decimal | None
    unit: str
    status: Status
    provenance: Provenance | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """A value stands with the statuses that carry one, and with no other."""
        if (self.value is not None) != (self.status in VALUED):
            message = f"{self.cell}: status {self.status} with value {self.value}"
            raise ValueError(message)

    @property
    def cell(self) -> str:
        """The address of the cell within its report: ``table/row/column``."""
        return f"{self.table}/{self.row}/{self.column}"

    @property
    def printed(self) -> str:
        """The characters of the source, untouched; empty where nothing is printed."""
        return self.provenance.printed if self.provenance else ""


@dataclass(frozen=True, slots=True)
class OpenSplit:
    """Cells of a table that have no value because several splits of the printed digits satisfy the identities.

    Each candidate is one of these splits: the value of every one of the ``cells``, in their order, with its evidence.
    """

    table: str
    cells: tuple[str, ...]
    candidates: tuple[tuple[Observation, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a report says of itself (title, date, name), with its evidence."""

    value: str
    printed: str
    place: Place | None
    how: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines of the source that are not part of the report and are not republished: site furniture or spam."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check or the reading found; the message is rendered late, by :mod:`sitegen.wording`.

    ``report`` is None for a file that yielded none, which ``source`` names then, and for a report that is not there,
    of which ``agency`` and ``year`` are told. ``details`` are words for the message. Of a break ``attribution`` says
    whose it is, and ``grounds`` (a key of the reasons) why.
    """

    rule: str
    outcome: Outcome
    severity: Severity
    report: str | None
    source: str
    subject: str = ""
    left: Decimal | dt.date | None = None
    right: Decimal | dt.date | None = None
    difference: Decimal | None = None
    cells: tuple[str, ...] = ()
    place: Place | None = None
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()
    attribution: Attribution | None = None
    grounds: str = ""
    agency: str | None = None
    year: int | None = None

    @property
    def id(self) -> str:
        """A stable address: report (or file, or agency), rule and subject."""
        return ":".join(p for p in (self.report or self.source or self.agency, self.rule, self.subject) if p)


@dataclass(frozen=True, slots=True)
class Report:
    """What one file yielded. ``tables`` maps each recognised table to the form it was recognised by.

    ``local_rows`` are cells of rows that its tables have and the form has not, with their labels in the provenance;
    ``cuts`` are the lines that are not shown; ``open_splits`` is what the neighbouring years may still decide;
    ``corrections`` stand beside what they correct and change none of it. ``years`` and ``names`` are all places
    where the report says of which year and whose it is, ``chapters`` the headings of its chapters, each by its number.
    """

    id: str
    source: Source
    lines: tuple[str, ...]
    agency: str | None
    form: str
    year: Fact
    agency_name: Fact | None = None
    title: Fact | None = None
    published_on: Fact | None = None
    signed_on: Fact | None = None
    composed_on: Fact | None = None
    index_no: Fact | None = None
    scope: Fact | None = None
    years: tuple[Fact, ...] = ()
    names: tuple[Fact, ...] = ()
    chapters: tuple[Fact, ...] = ()
    tables: tuple[tuple[str, str], ...] = ()
    observations: tuple[Observation, ...] = ()
    local_rows: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    cuts: tuple[Cut, ...] = ()
    open_splits: tuple[OpenSplit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    claims: tuple[Claim, ...] = ()

    def correction(self, cell: str) -> Correction | None:
        """The correction of that cell, if there is one; a report has a handful at most."""
        return next((correction for correction in self.corrections if correction.cell == cell), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in prose with its unit and the words before it, where it is printed."""

    value: Decimal | None
    unit: str
    qualifier: str
    place: Place
    printed: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says in numbers: a concept of ``data/claims.toml`` with its figure, or that there was none.

    ``qualifier`` is exact, at_least (余, 多), about (约, 近), over (超过), doubtful (a stray character beside the
    number), none (未, 没有), all (全部) or list (parts without a total). ``doubt`` says why the figure may not be the
    table's: empty, unclear (words that are not understood), elsewhere (another body, channel, period or business) or
    part (of the figure of the claim ``of``). ``parts`` are the figures that the sentence lists under this one, as
    ``listing`` says: named (其中), closed (named, with a rest such as 其他) or implied. ``words`` is the text.
    """

    id: str
    concept: str
    value: Decimal | None
    unit: str
    qualifier: str
    place: Place
    printed: str
    words: str = ""
    doubt: str = ""
    of: str = ""
    listing: str = ""
    parts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file set aside, with the finding that says why; ``duplicate_of`` is the report that another file gives too."""

    source: Source
    findings: tuple[Finding, ...]
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Outlined:
    """What must be known of every file before any is looked at: its name, and of its report whose it is and what year.

    Nothing but the name is known of a file that yielded no report; ``lost`` says that reading it was cut short. A
    ``whole`` is a report for all of a government's territory; ``dated`` one that states a day.
    """

    name: str
    report: str = ""
    agency: str = ""
    year: int = 0
    whole: bool = False
    dated: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address of the site that has become another: a page leads on to it, a file is published at both.

    ``line`` is where it stands in ``data/redirects.csv``.
    """

    source: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the dataset on the day it was released: how much was in it, and what had changed."""

    version: str
    date: dt.date
    reports: int
    agencies: int
    observations: int
    values: int
    corrections: int
    findings: int
    notes_zh: tuple[str, ...]
    notes_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All knowledge of ``data/``, loaded and checked."""

    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...]
    agencies: tuple[Agency, ...]
    divisions: tuple[Division, ...]
    reasons: tuple[Message, ...]
    unwanted: Unwanted
    site: SiteSettings
    prose: Prose
    corrections: tuple[Correction, ...] = ()
    events: tuple[Event, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    departments: tuple[Department, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    releases: tuple[Release, ...] = ()
    redaction: Redaction = Redaction()
    by_form: Mapping[str, Form] = field(init=False, repr=False, compare=False)
    by_rule: Mapping[str, Rule] = field(init=False, repr=False, compare=False)
    by_reason: Mapping[str, Message] = field(init=False, repr=False, compare=False)
    by_agency: Mapping[str, Agency] = field(init=False, repr=False, compare=False)
    by_division: Mapping[str, Division] = field(init=False, repr=False, compare=False)
    by_event: Mapping[tuple[str, int], Event] = field(init=False, repr=False, compare=False)
    """What happened to an agency in a year, the first event that is listed."""
    register: Register = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put everything that has an id in order by it once: every report and every finding asks for its own."""
        object.__setattr__(self, "by_form", {form.id: form for form in self.forms})
        object.__setattr__(self, "by_rule", {rule.id: rule for rule in self.rules})
        object.__setattr__(self, "by_reason", {reason.key: reason for reason in self.reasons})
        object.__setattr__(self, "by_division", {division.code: division for division in self.divisions})
        object.__setattr__(self, "by_event", {(one.agency, one.year): one for one in reversed(self.events)})
        object.__setattr__(self, "register", Register(self.agencies))
        object.__setattr__(self, "by_agency", self.register.by_id)

    def form(self, form_id: str) -> Form:
        """The form of that id."""
        return self.by_form[form_id]

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id."""
        return self.by_rule[rule_id]

    def agency(self, agency_id: str) -> Agency:
        """The agency of that id."""
        return self.by_agency[agency_id]

    def division(self, code: str) -> Division:
        """The division of that code."""
        return self.by_division[code]


class Part(StrEnum):
    """A part of the site that can be left out where it would be too large.

    The CSV package of the whole and the pages in Simplified Chinese always stay, but for the ledgers of findings.
    """

    AGENCIES = "agencies"
    API = "api"
    CSVW = "csvw"
    ENGLISH = "en"
    JSON = "json"
    LEDGERS = "ledgers"
    PARQUET = "parquet"
    REGIONS = "regions"
    SITE_ZIP = "site_zip"
    SQLITE = "sqlite"
    TRADITIONAL = "zh-hant"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """``data/site.toml``: the site's names, version and addresses, and what it leaves out."""

    title_zh: str
    title_en: str
    version: str
    base_url: str | None = None
    repository: str | None = None
    leave_out: tuple[Part, ...] = ()

    @property
    def findings_folder(self) -> str:
        """The folder with a page for each report that tells its findings: its ledger, or else the report's own page."""
        return "reports" if Part.LEDGERS in self.leave_out else "findings"

    def findings_of(self, report: str, anchor: str = "") -> str:
        """The address of the findings of a report, or of the one of that anchor."""
        section = anchor or ("findings" if Part.LEDGERS in self.leave_out else "")
        return f"{self.findings_folder}/{report}/" + (f"#{section}" if section else "")


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is in a dataset: cells, those of them with a number, and findings by rule and outcome."""

    cells: int = 0
    values: int = 0
    findings: tuple[tuple[str, Outcome, int], ...] = ()

    def of(self, outcome: Outcome) -> int:
        """How many findings have that outcome."""
        return sum(count for _, one, count in self.findings if one is outcome)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything the site is made of: knowledge, reports in order of id, findings in order of id, files set aside.

    ``quarantined`` holds all files that are not published: those that yielded no report, and ``duplicates``. Where
    the reports are one agency's, those of others that its findings compare them with stand ``beside`` them. A dataset
    that is ``abridged`` has no cells, lines and claims and only some findings; how many there were it says.
    """

    catalogue: Catalogue
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    beside: tuple[Report, ...] = ()
    abridged: Totals | None = None

    @property
    def totals(self) -> Totals:
        """How much is in it, or was before it was abridged."""
        if self.abridged:
            return self.abridged
        cells = [cell for report in self.reports for cell in report.observations]
        counts: dict[tuple[str, Outcome], int] = {}
        for finding in self.findings:
            counts[finding.rule, finding.outcome] = counts.get((finding.rule, finding.outcome), 0) + 1
        told = tuple((rule, outcome, count) for (rule, outcome), count in sorted(counts.items()))
        return Totals(len(cells), sum(cell.value is not None for cell in cells), told)

    def findings_by_report(self) -> dict[str, list[Finding]]:
        """The findings by the id of their report; those about no report by their agency, or by nothing."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.report or finding.agency or "", []).append(finding)
        return found

    @property
    def duplicates(self) -> tuple[Quarantined, ...]:
        """Files that give a report which another file gives too."""
        return tuple(item for item in self.quarantined if item.duplicate_of)

    @property
    def unread(self) -> tuple[Quarantined, ...]:
        """Files that yielded no report."""
        return tuple(item for item in self.quarantined if not item.duplicate_of)


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: a path below ``dist/`` with forward slashes, its media type, its bytes.

    ``digest`` is their hash, if whoever makes the file knows it already.
    """

    path: str
    media_type: str
    content: bytes = field(repr=False)
    digest: str = field(default="", repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes in hexadecimal, worked out once."""
        if not self.digest:
            object.__setattr__(self, "digest", hashlib.sha256(self.content).hexdigest())
        return self.digest
