"""Which rules hold at a unit on a day: the rule book, and what was agreed there or above."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from ...events import RuleAgreed
from ...events.entry import Entry
from ...events.errors import BadInput
from ..organisation.fold import Organisation
from .agreement import Agreement, Certainty, Why
from .loading import load

BOOK: Final = "agreement"
"""The rule that is a whole rule book."""
LOCAL: Final = "local."
"""What the paths begin with that bind nothing."""


class BookGone(BadInput):
    """A rule book that was adopted cannot be read."""

    book: str
    entry: int
    day: date

    cannot = "follow the agreement {0.book}"
    because = "it was adopted on {0.day} (entry {0.entry}), and there is no sound file of it now"
    instead = "Put the file back, or adopt another one: stewards rules adopt BOOK --on {0.day}."


@frozen
class InForce:
    """One rule, as it holds at a unit on a day.

    Attributes:
        path: Which.
        value: What it is; none for nothing.
        since: The day from which it holds; none where the book has always said so.
        why: Where it stands.
        set_by: `book NAME`, `change of NAME`, or `entry N`.
    """

    path: str
    value: Any
    since: date | None
    why: Why
    set_by: str


class Rules:
    """The rules of a registry, on any day and at any unit.

    Attributes:
        book: The rule book that holds where no other one was agreed.
    """

    def __init__(
        self,
        book: Agreement,
        agreed: Iterable[Entry] = (),
        organisation: Organisation | None = None,
        read: Callable[[str], Agreement] = load,
        *,
        is_lenient: bool = False,
    ) -> None:
        """Start with the rule book, and standing entries of what was agreed, in order.

        Args:
            book: The rule book.
            agreed: The entries; others are passed over.
            organisation: The units that these name, and what lies below them.
            read: Reads a rule book.
            is_lenient: Whether to go on without a rule book that cannot be read, as a question does: a
                finding says so. A decision stops there.
        """
        self.book = book
        self._agreed = [entry for entry in agreed if isinstance(entry.event, RuleAgreed)]
        self._at: dict[str | None, list[Entry]] = defaultdict(list)
        for entry in self._agreed:
            self._at[_said(entry).unit].append(entry)
        self._organisation = organisation or Organisation()
        self._read = read
        self._is_lenient = is_lenient
        self._books: dict[str, Agreement | None] = {}
        self._on: dict[tuple[int, int], Agreement] = {}
        self._found: dict[object, Agreement] = {}

    @property
    def agreed(self) -> tuple[Entry, ...]:
        """What was agreed, in order."""
        return tuple(self._agreed)

    @property
    def books(self) -> tuple[Agreement, ...]:
        """Every rule book that holds anywhere on any day, the first one first; those that can be read."""
        named = {
            _said(e).value: e for e in self._agreed if _said(e).rule == BOOK and _said(e).value
        }
        others = (self.readable(entry) for entry in named.values())
        return (self.book, *(each for each in others if each is not None))

    def at(self, unit: str | None, day: date) -> Agreement:
        """Return what holds at a unit on a day; without a unit, in the whole registry.

        The rule book with the changes in force, then what was agreed from the top down to the unit: the
        nearest wins.

        Raises:
            BookGone: a rule book that was agreed cannot be read any more.
        """
        if not self._agreed:
            return self._book_on(self.book, day)
        places = [(place, bisect_right(self._days[place], day)) for place in self._line(unit, day)]
        key = (bisect_right(self._starts, day), *places)
        if key not in self._found:
            self._found[key] = self._applied(self.applying(unit, day), day)
        return self._found[key]

    def in_force(self, unit: str | None, day: date) -> list[InForce]:
        """Return every rule that holds at a unit on a day, with where it comes from; the book first."""
        book = self.book
        named = InForce(
            BOOK,
            book.name,
            None,
            Why("nothing else was adopted", Certainty.CONFIRMED),
            "--agreement",
        )
        agreed: dict[str, Entry] = {}
        for entry in self.applying(unit, day):
            event = _said(entry)
            if whole := self._whole(entry):
                book, agreed, named = whole, {}, _of_entry(entry, whole.name)
            elif event.rule != BOOK:
                agreed[event.rule] = entry
        found = {BOOK: named} | {each.path: each for each in _of_book(book, day, named.since)}
        now = self.at(unit, day)
        for path, entry in agreed.items():
            if path.startswith(LOCAL):
                found[path] = _of_entry(entry, _said(entry).value)
            elif _said(entry).value is not None and self.binds(entry, now):
                found[path] = _of_entry(entry, now.rule(path))
        return list(found.values())

    def binds(self, entry: Entry, found: Agreement) -> bool:
        """Return whether what was agreed is a rule that there is, and something that it can be."""
        event = _said(entry)
        if event.rule == BOOK:
            return event.value is None or self.readable(entry) is not None
        if event.value is None or event.rule.startswith(LOCAL):
            return event.rule.startswith(LOCAL) or found.knows(event.rule)
        try:
            with_agreed(found, event)
        except ValueError:
            return False
        return found.knows(event.rule)

    def turns(self, day: date) -> list[date]:
        """Return the days up to a day from which other rules may hold anywhere."""
        found = {change.start for book in self.books for change in book.changes}
        found |= {each for days in self._days.values() for each in days}
        return sorted(each for each in found if each <= day)

    def applying(self, unit: str | None, day: date) -> Sequence[Entry]:
        """Return what is agreed and in force, from the top down; of one unit, whole rule books first."""
        return [entry for place in self._line(unit, day) for entry in self._here(place, day)]

    def holding(self, day: date) -> Iterator[Entry]:
        """Yield what is agreed and in force on a day, wherever that is."""
        for place in self._at:
            yield from self._here(place, day)

    def is_agreed(self, rule: str, unit: str | None, day: date) -> bool:
        """Return whether a rule is agreed on a day at that very unit."""
        return any(_said(entry).rule == rule for entry in self._here(unit, day))

    def readable(self, entry: Entry) -> Agreement | None:
        """Return the rule book that was agreed, as it is now; none if it cannot be read any more."""
        name = str(_said(entry).value)
        if name not in self._books:
            try:
                self._books[name] = self._read(name)
            except BadInput:
                self._books[name] = None
        return self._books[name]

    def _line(self, unit: str | None, day: date) -> list[str | None]:
        """Return where anything was ever agreed that can bind a unit on a day, from the top down."""
        line: list[str | None] = []
        if unit is not None and self._at.keys() - {None}:
            at = self._organisation.resolved(unit, day)
            line = [place for place in self._organisation.line(at, day) if place in self._at]
            line.reverse()
        return [None, *line] if None in self._at else line

    @cached_property
    def _days(self) -> dict[str | None, list[date]]:
        """The days on which what was agreed at each unit begins or ends, in order."""
        return {
            place: sorted(day for e in entries for day in _days_of(e))
            for place, entries in self._at.items()
        }

    @cached_property
    def _starts(self) -> list[date]:
        """The days on which any of the books changes by itself, in order."""
        return sorted(day for book in self.books for day in book.starts)

    def _here(self, place: str | None, day: date) -> list[Entry]:
        """Return what holds of what was agreed at one unit: of one rule, what was agreed last."""
        last = {_said(e).rule: e for e in self._at.get(place, ()) if _holds(e, day)}
        return sorted(last.values(), key=lambda e: (_said(e).rule != BOOK, e.order))

    def _applied(self, applied: Iterable[Entry], day: date) -> Agreement:
        book, found = self.book, self._book_on(self.book, day)
        for entry in applied:
            event = _said(entry)
            if whole := self._whole(entry):
                book, found = whole, self._book_on(whole, day)
            elif event.rule != BOOK and found.knows(event.rule):
                found = self._with(found, event, self._book_on(book, day))
        return found

    def _with(self, found: Agreement, event: RuleAgreed, book: Agreement) -> Agreement:
        if event.value is None:
            return found.as_in(book, event.rule)
        try:
            return with_agreed(found, event)
        except ValueError:  # an import records what was agreed, whatever it is: a finding says so
            return found

    def _book_on(self, book: Agreement, day: date) -> Agreement:
        key = (id(book), _turn(book, day))
        if key not in self._on:
            self._on[key] = book.on(day)
        return self._on[key]

    def _whole(self, entry: Entry) -> Agreement | None:
        """Return the rule book that an entry sets, none if it sets none, or a lenient one cannot read it."""
        event = _said(entry)
        if event.rule != BOOK or event.value is None:
            return None
        found = self.readable(entry)
        if found is None and not self._is_lenient:
            raise self.gone(entry)
        return found

    def gone(self, entry: Entry) -> BookGone:
        """Return why a rule book that was agreed cannot be followed."""
        event = _said(entry)
        return BookGone(str(event.value), entry.number, event.effective_on)


def with_agreed(found: Agreement, event: RuleAgreed) -> Agreement:
    """Return rules with one of them as it was agreed; raise ValueError where that cannot be."""
    assert event.value is not None  # noqa: S101 -- whoever asks knows
    changed = found.with_rule(event.rule, event.value)
    changed.refuse_circles()
    return changed


def _of_book(book: Agreement, day: date, since: date | None) -> Iterator[InForce]:
    changed = {each.rule: each for each in book.changes_by(day)}
    for path, value in book.on(day).rules():
        change = changed.get(path)
        if change is None:
            yield InForce(path, value, since, book.why_of(path), f"book {book.name}")
        else:
            first = max(change.start, since or change.start)
            why = change.why or book.why_of(path)
            yield InForce(path, value, first, why, f"change of {book.name}")


def _of_entry(entry: Entry, value: Any) -> InForce:
    event = _said(entry)
    why = Why(event.source or "agreed", Certainty.CONFIRMED)
    return InForce(event.rule, value, event.effective_on, why, f"entry {entry.number}")


def _turn(book: Agreement, day: date) -> int:
    """Return how many changes of a book are in force on a day."""
    return bisect_right(book.starts, day)


def _days_of(entry: Entry) -> tuple[date, ...]:
    event = _said(entry)
    return (event.effective_on,) if event.until is None else (event.effective_on, event.until)


def _holds(entry: Entry, day: date) -> bool:
    event = _said(entry)
    return event.effective_on <= day and (event.until is None or day < event.until)


def _said(entry: Entry) -> RuleAgreed:
    assert isinstance(entry.event, RuleAgreed)  # noqa: S101 -- by construction
    return entry.event
