"""Which rules hold at a unit on a day: the rule book, and what was agreed there or above."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from ...events import RuleAgreed
from ...events.entry import Entry
from ..organisation.fold import Organisation
from .agreement import Agreement, Certainty, Why
from .loading import load

BOOK: Final = "agreement"
"""The rule that is a whole rule book."""
LOCAL: Final = "local."
"""What the paths begin with that bind nothing."""


@frozen
class InForce:
    """One rule, as it holds at a unit on a day.

    Attributes:
        path: Which.
        value: What it is.
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
    ) -> None:
        """Start with the rule book, and standing entries of what was agreed, in order.

        `organisation` has the units that these name and what lies below them; `read` reads a rule book.
        """
        self.book = book
        self._agreed = [entry for entry in agreed if isinstance(entry.event, RuleAgreed)]
        self._organisation = organisation or Organisation()
        self._read = read
        self._books: dict[str, Agreement] = {}
        self._found: dict[object, Agreement] = {}

    @property
    def agreed(self) -> tuple[Entry, ...]:
        """What was agreed, in order."""
        return tuple(self._agreed)

    def at(self, unit: str | None, day: date) -> Agreement:
        """Return what holds at a unit on a day; without a unit, in the whole registry.

        The rule book with the changes in force, then what was agreed from the top down to the unit: the
        nearest wins.

        Raises:
            NoSuchAgreement, MalformedAgreement: a rule book that was agreed cannot be read any more.
        """
        applied = tuple(self._applying(unit, day))
        turns = self._turns(applied)
        key = (tuple(entry.number for entry in applied), sum(turn <= day for turn in turns))
        if key not in self._found:
            found = self.book.on(day)
            for entry in applied:
                found = self._with(found, entry, day)
            self._found[key] = found
        return self._found[key]

    def in_force(self, unit: str | None, day: date) -> list[InForce]:
        """Return every rule that holds at a unit on a day, with where it comes from."""
        book, found = self.book, dict[str, InForce]()
        found.update(_of_book(book, day, None))
        for entry in self._applying(unit, day):
            event = entry.event
            assert isinstance(event, RuleAgreed)  # noqa: S101 -- by construction
            if event.rule == BOOK:
                book = self._book_of(event.value)
                found = dict(_of_book(book, day, event.effective_on))
            elif event.value is None and not event.rule.startswith(LOCAL):
                found.pop(event.rule, None)
                found.update((p, r) for p, r in _of_book(book, day, None) if p == event.rule)
            else:
                said, since = event.value, event.effective_on
                value = (
                    said
                    if event.rule.startswith(LOCAL)
                    else book.with_rule(event.rule, said).rule(event.rule)
                )
                why = Why(event.source or "agreed", Certainty.CONFIRMED)
                found[event.rule] = InForce(event.rule, value, since, why, f"entry {entry.number}")
        return list(found.values())

    def turns(self, day: date) -> list[date]:
        """Return the days up to a day from which other rules may hold anywhere."""
        applied = [e for e in self._agreed if e.event.effective_on <= day]
        untils = (getattr(entry.event, "until", None) for entry in applied)
        days = {*self._turns(applied), *(entry.event.effective_on for entry in applied)}
        return sorted(each for each in {*days, *untils} if each is not None and each <= day)

    def _turns(self, applied: Iterable[Entry]) -> list[date]:
        """Return the days on which the books that are in force change by themselves."""
        books = [self.book]
        for entry in applied:
            event = entry.event
            if isinstance(event, RuleAgreed) and event.rule == BOOK:
                books.append(self._book_of(event.value))
        return [change.start for book in books for change in book.changes]

    def _applying(self, unit: str | None, day: date) -> Iterator[Entry]:
        """Yield what is agreed and in force, from the top down; of one unit, whole rule books first."""
        known = [entry for entry in self._agreed if _holds(entry, day)]
        if not known:
            return
        line: list[str | None] = [None]
        if unit is not None and any(_unit_of(entry) is not None for entry in known):
            at = self._organisation.resolved(unit, day)
            line += reversed(list(self._organisation.line(at, day)))
        for place in line:
            here = [entry for entry in known if _unit_of(entry) == place]
            last = {
                entry.event.rule: entry for entry in here if isinstance(entry.event, RuleAgreed)
            }
            yield from sorted(
                last.values(), key=lambda e: (getattr(e.event, "rule", "") != BOOK, e.order)
            )

    def _with(self, found: Agreement, entry: Entry, day: date) -> Agreement:
        event = entry.event
        assert isinstance(event, RuleAgreed)  # noqa: S101 -- by construction
        if event.rule.startswith(LOCAL):
            return found
        if event.rule == BOOK:
            return self._book_of(event.value).on(day)
        if event.value is None:
            return found.with_rule(event.rule, self._as_in_book(found, event.rule, day))
        return found.with_rule(event.rule, event.value)

    def _as_in_book(self, found: Agreement, path: str, day: date) -> Any:
        book = self.book if found.name == self.book.name else self._book_of(found.name)
        return book.on(day).rule(path)

    def _book_of(self, name: Any) -> Agreement:
        """Return a rule book that was agreed; none for the one that holds where none was."""
        if name is None or name == self.book.name:
            return self.book
        if name not in self._books:
            self._books[name] = self._read(str(name))
        return self._books[name]


def _of_book(book: Agreement, day: date, since: date | None) -> Iterator[tuple[str, InForce]]:
    changed = {change.rule: change.start for change in book.changes if change.start <= day}
    for path, value in book.on(day).rules():
        first = changed.get(path, since)
        by = "change of" if path in changed else "book"
        yield path, InForce(path, value, first, book.why_of(path), f"{by} {book.name}")


def _holds(entry: Entry, day: date) -> bool:
    until = getattr(entry.event, "until", None)
    return entry.event.effective_on <= day and (until is None or day < until)


def _unit_of(entry: Entry) -> str | None:
    unit: str | None = getattr(entry.event, "unit", None)
    return unit
