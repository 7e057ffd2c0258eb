"""Agreements: what a rule book says, rule by rule. A rule has a path, such as `steward.seats`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, get_args, get_type_hints

import attrs
import msgspec
from attrs import field, frozen
from attrs.validators import ge, le

from ...events import Step
from ...events.validators import MOST_PEOPLE
from .steps import Steps, steps_of


class At(StrEnum):
    """Where the holder of an office must work."""

    ELECTORATE = "electorate"
    """At a workplace that elects together with that of the election."""
    UNIT = "unit"
    """At the unit of the election, or below it."""
    ABOVE = "above"
    """Anywhere at or below the unit that the one of the election lies under, as for a committee."""


class Certainty(StrEnum):
    """How sure it is that a rule is what the book says."""

    CONFIRMED = "confirmed"
    """Read in the agreement or the act itself."""
    SECONDARY = "secondary"
    """Read in somebody's guide to it."""
    INFERRED = "inferred"
    """Follows from what was read, and is a choice."""
    UNCONFIRMED = "unconfirmed"
    """Nothing was found that says so: ask somebody who knows."""


@frozen
class Why:
    """Where a rule stands.

    Attributes:
        source: Where, in words.
        certainty: How sure it is.
        against: What another source says; none where none says otherwise.
    """

    source: str = ""
    certainty: Certainty = Certainty.UNCONFIRMED
    against: str | None = None


@frozen
class Office:
    """What a rule book says of an office that people are elected to.

    A rule that the book does not give is that of the office this one stands in for, or is elected among;
    where none gives it, it is the neutral one named here.

    Attributes:
        title: What people call it.
        at: Where its holder must work.
        threshold: Whether the electorate must reach the threshold on the day of election.
        seats: How many may hold it at one unit, by the number that the electorate has; none for no limit.
            Of an office that stands in for another one, how many for each seat of that; see
            `Agreement.seats`.
        recognise_most: How many of them the employer must recognise; none for all.
        member: Whether its holder must be a member of the union.
        electable: The standings at work that may be elected; none for all.
        seniority_months: How many months somebody must have been there to be elected.
        seniority_with: `employer` or `workplace`: where they must have been.
        seniority_waiver: When it is not asked: `new or moved unit`, `new employer`, or `none`.
        among: The office its holder must have; none for no office.
        among_least: How many holders of that office there must be at or below the unit.
        when_that_ends: `ends` where it ends with that office, `flag` where that is only a finding.
        stands_in_for: The office whose holder it stands in for; `for` in a book.
        term_months: How long a term is where nobody says when it ends; none for until further notice.
        term_months_aim: How long a term should be at least; it binds nothing.
        term_months_most: How long a term may be; none for no limit.
        on_expiry: `ends`, or `accepted` where it goes on while the employer accepts that.
        below: `flag`, `ends`, `ends unless agreed` or `retest`: what happens below the threshold.
        retest_after_months: With `retest`: how long after the election it is looked at.
        retest_percent: ... and how far, in per cent, the number may have gone up or down by then.
        retest_least: ... and by how many it must have.
        on_merger: `flag`, or `largest` where the holder of the largest part carries on.
        merger_months: With `largest`: for how many months at most.
        by_election: `full`, `remainder` or `remainder or full`: the term of whoever follows.
        vacancy: `election`, `deputy` or `election or deputy`: who follows.
        objection_days: How many days from the receipt of the notice the employer may object; none where
            nothing is said of objections.
        objection_late: Whether an objection after that is kept on record as late rather than refused.
        protected_from: `received` with the notice, or `earlier`: that, or when the employer is aware.
        protected_before_months: How long before the first day of office it begins at the earliest.
        protected_after_months: How long protection goes on after the office.
        protected_after_served_months: How long somebody must have served for that.
        protected_if_waived_months: How long somebody must have been hired for it to begin, where the
            seniority was not asked.
        recall: Whether its holder can be voted out within the term.
        absence_months: How long an absence is, by plan, that allows a by-election; none for no matter.
        lapses: When it ends by itself, such as `moved or replaced`; none for never.
        groups: Which organisations fill the seats of which group; none where that does not matter.
        organisation: The organisation that our own members fill seats for.
    """

    title: str | None = None
    at: At | None = None
    threshold: bool | None = None
    seats: Steps | None = field(default=None, converter=steps_of)
    recognise_most: int | None = None
    member: bool | None = None
    electable: tuple[str, ...] | None = None
    seniority_months: int | None = None
    seniority_with: str | None = None
    seniority_waiver: str | None = None
    among: str | None = None
    among_least: int | None = None
    when_that_ends: str | None = None
    stands_in_for: str | None = None
    term_months: int | None = None
    term_months_aim: int | None = None
    term_months_most: int | None = None
    on_expiry: str | None = None
    below: str | None = None
    retest_after_months: int | None = None
    retest_percent: int | None = None
    retest_least: int | None = None
    on_merger: str | None = None
    merger_months: int | None = None
    by_election: str | None = None
    vacancy: str | None = None
    objection_days: int | None = None
    objection_late: bool | None = None
    protected_from: str | None = None
    protected_before_months: int | None = None
    protected_after_months: int | None = None
    protected_after_served_months: int | None = None
    protected_if_waived_months: int | None = None
    recall: bool | None = None
    absence_months: int | None = None
    lapses: str | None = None
    groups: Mapping[str, tuple[str, ...]] | None = None
    organisation: str | None = None


NEUTRAL: Final = Office(
    at=At.ELECTORATE,
    threshold=False,
    member=True,
    seniority_months=0,
    seniority_with="employer",
    when_that_ends="flag",
    on_expiry="ends",
    below="flag",
    on_merger="flag",
    by_election="full",
    vacancy="election",
    objection_late=False,
    protected_from="received",
    recall=True,
)
"""What holds where no book says anything; what stands at none here puts no limit."""

_OWN: Final = frozenset(
    {
        "title",
        "seats",
        "among",
        "among_least",
        "when_that_ends",
        "stands_in_for",
        "lapses",
        "groups",
        "organisation",
    }
)
"""What an office never takes over from another one."""


REASONS: Final = (
    *("resigned", "retired", "died", "excluded", "moved-away", "new-work"),
    *("recalled", "replaced", "term-over", "number-changed", "declined"),
    *("leave", "secondment", "by-agreement", "by-decision", "missing-facts"),
    *("seniority", "electorate", "procedure", "recorded-twice", "wrong-entry"),
    *("asked-for", "period-over", "other"),
)
"""The codes that say why, where a log is to hold no free text; none of them says anything of health."""


@frozen
class Community:
    """Who may elect together.

    Attributes:
        same_employer: Whether they must lie under one employer.
        consents: Whose consent it takes within one agreement.
        alliance_consents: Whose consent it takes across agreements.
    """

    same_employer: bool = True
    consents: tuple[str, ...] = ()
    alliance_consents: tuple[str, ...] = ()


@frozen
class Figure:
    """A ratio that there is a norm for.

    Attributes:
        title: What people call it.
        per: The denominator that the norm speaks of.
        most: The norm.
    """

    title: str
    per: str
    most: int | None = None


@frozen
class Change:
    """A rule that is another one from a day on.

    Attributes:
        start: The day; `from` in a book.
        rule: Its path.
        value: What it is from then on, as the file says it.
        why: Where that stands; none where the rule itself says it.
    """

    start: date
    rule: str
    value: Any
    why: Why | None = None


@frozen(eq=False)
class Agreement:
    """What a rule book says, or what holds at a unit on a day.

    Attributes:
        name: What it is called on the command line, for example `dk-municipal`.
        title: What people call it.
        threshold: How many social workers at a workplace may elect.
        counted: The member categories that count towards it.
        categories: The member categories there are.
        offices: The offices by id, each with the rules that the book gives.
        standing: The standings at work that count towards the threshold.
        for_months: For how long the threshold must have been reached.
        workplace: What a workplace is here, in words: it binds nothing, and says whom the number is of.
        community: Who may elect together.
        figures: Ratios with a norm, by id.
        rates: Amounts a member a month, by name.
        local: The rules that may be agreed otherwise at a unit.
        reasons: The codes that say why something was done, where the log holds no free text.
        changes: The rules that are others from a day on.
        why: Where each rule stands, by its path.
        digest: What stands for the files it was read from.
    """

    name: str
    title: str
    threshold: int = field(validator=[ge(1), le(MOST_PEOPLE)])
    counted: tuple[str, ...]
    categories: tuple[str, ...]
    offices: Mapping[str, Office] = field(factory=dict)
    standing: tuple[str, ...] = ("employee", "manager", "apprentice")
    for_months: int = 0
    workplace: str | None = None
    community: Community = field(factory=Community)
    figures: Mapping[str, Figure] = field(factory=dict)
    rates: Mapping[str, Decimal] = field(factory=dict)
    local: tuple[str, ...] = ()
    reasons: tuple[str, ...] = REASONS
    changes: tuple[Change, ...] = ()
    why: Mapping[str, Why] = field(factory=dict)
    digest: str = ""

    def __attrs_post_init__(self) -> None:
        for category in self.counted:
            if category not in self.categories:
                raise ValueError(f"{category!r} is counted and is no category")

    def office(self, name: str) -> Office | None:
        """Return all that holds of an office, with what it takes over; none if there is none of that name."""
        return self._filled.get(name)

    @cached_property
    def _filled(self) -> dict[str, Office]:
        return {name: self._filled_in(name) for name in self.offices}

    def _filled_in(self, name: str) -> Office:
        own = self.offices[name]
        lent = [self.offices[other] for other in self._lending(name)]
        values = {}
        for attribute in attrs.fields(Office):
            said = [own] if attribute.name in _OWN else [own, *lent, NEUTRAL]
            every = (getattr(each, attribute.name) for each in said)
            values[attribute.name] = next((value for value in every if value is not None), None)
        if own.when_that_ends is None:
            values["when_that_ends"] = NEUTRAL.when_that_ends
        return Office(**values)

    def _lending(self, name: str) -> list[str]:
        """Return the offices whose rules an office takes over, the nearest first."""
        found: list[str] = []
        ahead = [name]
        while ahead:
            office = self.offices.get(ahead.pop(0))
            for other in (office.stands_in_for, office.among) if office else ():
                if other and other in self.offices and other not in {name, *found}:
                    found.append(other)
                    ahead.append(other)
        return found

    def seats(self, name: str, number: int = MOST_PEOPLE) -> int | None:
        """Return how many seats an office has at one unit; none for no limit.

        Args:
            name: The office.
            number: How many the electorate there has; left out, the most there can ever be.
        """
        seats, ahead = 1, self.office(name)
        while ahead is not None and ahead.seats is not None:
            seats *= ahead.seats.at(number)
            if ahead.stands_in_for is None:
                return seats
            ahead = self.office(ahead.stands_in_for)
        return None

    def refuse_circles(self) -> None:
        """Raise ValueError where an office is elected among, or stands in for, itself, or one unknown."""
        rests = {
            name: {office.stands_in_for, office.among} - {None}
            for name, office in self.offices.items()
        }
        for name, others in rests.items():
            if unknown := sorted(str(other) for other in others - rests.keys()):
                raise ValueError(f"{name}: it rests on {unknown[0]!r}, which is no office")
        while sound := [name for name, others in rests.items() if not others & rests.keys()]:
            for name in sound:
                del rests[name]
        if rests:
            name, walked = min(rests), list[str]()
            while name not in walked:
                walked.append(name)
                name = min(str(other) for other in rests[name] & rests.keys())
            raise ValueError(f"{name}: it rests on itself, by way of {walked[-1]!r}")

    def knows(self, path: str) -> bool:
        """Return whether there is a rule of that path, whether or not the book says what it is."""
        head, _, rest = path.partition(".")
        name, _, last = rest.rpartition(".")
        tables = {"community": self.community} if head == "community" else self.offices
        if head in _TOP:
            return not rest
        if head == "rates":
            return rest in self.rates
        if head == "figures":
            return name in self.figures and last in _names_of(Figure)
        return head in tables and rest in _names_of(type(tables[head]))

    def why_of(self, path: str) -> Why:
        """Return where a rule stands: that of the office it was taken over from, where it was."""
        head, _, rule = path.partition(".")
        tried = [path, *(f"{other}.{rule}" for other in self._lending(head)), head]
        return next((self.why[each] for each in tried if each in self.why), Why())

    @cached_property
    def starts(self) -> tuple[date, ...]:
        """The days on which its changes come into force, in order, each as often as there are changes."""
        return tuple(sorted(change.start for change in self.changes))

    def changes_by(self, day: date) -> list[Change]:
        """Return the changes that are in force on a day, in order."""
        found = [change for change in self.changes if change.start <= day]
        return sorted(found, key=lambda each: each.start)

    def on(self, day: date) -> "Agreement":
        """Return what it says on a day, with the changes that are in force by then."""
        found = self
        for change in self.changes_by(day):
            found = found.with_rule(change.rule, change.value)
        return found

    def with_rule(self, path: str, value: Any) -> "Agreement":
        """Return the same with one rule otherwise.

        Args:
            path: Which; a book that is being read may name an office that is not there yet.
            value: What it is, as a file or an event says it; `false` for nothing.

        Raises:
            ValueError: there is no such rule, or it is nothing that this rule can be.
        """
        return self._with(path, lambda hint: _converted(path, value, hint))

    def as_in(self, book: "Agreement", path: str) -> "Agreement":
        """Return the same with one rule as it is in a book; raise ValueError if there is no such rule."""
        value = book.rule(path)
        return self._with(path, lambda _hint: value)

    def _with(self, path: str, made: Callable[[Any], Any]) -> "Agreement":
        head, _, rest = path.partition(".")
        if not rest and head in _TOP:
            return attrs.evolve(self, **{head: made(_hints_of(Agreement)[head])})
        if head == "community":
            return attrs.evolve(self, community=_with(self.community, path, rest, made))
        if head == "rates" and rest:
            return attrs.evolve(self, rates={**self.rates, rest: made(Decimal)})
        if head == "figures" and rest.count(".") == 1:
            name, rest = rest.split(".")
            figure = self.figures.get(name) or Figure(title=name, per="")
            figures = {**self.figures, name: _with(figure, path, rest, made)}
            return attrs.evolve(self, figures=figures)
        if head in _TABLES or not rest:
            raise ValueError(f"there is no rule {path!r}")
        office = self.offices.get(head) or Office()
        return attrs.evolve(self, offices={**self.offices, head: _with(office, path, rest, made)})

    def rule(self, path: str) -> Any:
        """Return what the book says of a rule, as it is reckoned with; none where it says nothing."""
        return dict(self.rules()).get(path)

    def rules(self) -> Iterator[tuple[str, Any]]:
        """Yield each rule that is given, by its path; titles are no rules."""
        for name in _TOP:
            if getattr(self, name) is not None:
                yield name, getattr(self, name)
        for name, office in self.offices.items():
            yield from _given(name, office)
        yield from _given("community", self.community)
        for name, figure in self.figures.items():
            yield from _given(f"figures.{name}", figure)
        for name, amount in self.rates.items():
            yield f"rates.{name}", amount


_TOP: Final = ("threshold", "counted", "standing", "categories", "for_months", "workplace")
"""The rules with a path of one word."""
_TABLES: Final = ("community", "figures", "rates", "local", "changes", "why")
_STEPS: Final = int | tuple[Step, ...] | None
_TEXTS: Final = tuple[str, ...]
_WRITTEN: Final = {"stands_in_for": "for", "start": "from"}
_HINTS: Final[dict[type, dict[str, Any]]] = {}
_NAMES: Final = {written: name for name, written in _WRITTEN.items()}


def _hints_of(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def _names_of(cls: type) -> set[str]:
    """Return the rules of a table, as they are written."""
    return {_WRITTEN.get(name, name) for name in _hints_of(cls)} - {"title"}


def _given(prefix: str, table: Any) -> Iterator[tuple[str, Any]]:
    for attribute in attrs.fields(type(table)):
        value = getattr(table, attribute.name)
        if value is not None and attribute.name != "title":
            yield f"{prefix}.{_WRITTEN.get(attribute.name, attribute.name)}", value


def _with(table: Any, path: str, rule: str, made: Callable[[Any], Any]) -> Any:
    """Return a table of rules with one of them otherwise."""
    name, hints = _NAMES.get(rule, rule), _hints_of(type(table))
    if name not in hints or rule in _WRITTEN:
        raise ValueError(f"there is no rule {path!r}")
    return attrs.evolve(table, **{name: made(hints[name])})


def _converted(path: str, value: Any, hint: Any) -> Any:
    """Return a value as it is reckoned with; `false` is nothing, where that is no answer of its own."""
    if hint is Decimal:
        return _amount(path, value)
    kinds = get_args(hint) or (hint,)
    if value is False and type(None) in kinds and bool not in kinds:
        return None
    if isinstance(value, str) and _TEXTS in (hint, *kinds):
        value = [each.strip() for each in value.split(",")]
    if hint == Steps | None:
        hint = _STEPS
    try:
        found = msgspec.convert(value, hint)
    except msgspec.ValidationError as problem:
        if isinstance(value, list | tuple | Mapping):  # what is wrong lies within
            raise ValueError(f"{path}: {problem}") from None
        raise ValueError(f"{path}: it must be {_wanted(hint)}, not {value!r}") from None
    if found == () and hint == _STEPS:
        raise ValueError(f"{path}: there is no step")
    if type(found) is int and not 0 <= found <= MOST_PEOPLE:
        raise ValueError(f"{path}: it must be from 0 to {MOST_PEOPLE}, not {found}")
    return found


def _wanted(hint: Any) -> str:
    """Return what a rule can be, in words."""
    if hint == _STEPS:
        return "a whole number or steps"
    kind = next(each for each in get_args(hint) or (hint,) if each is not type(None))
    if kind is At:
        return ", ".join(At)
    return {int: "a whole number", bool: "true or false", str: "a text"}.get(
        kind, "a list or a table"
    )


def _amount(path: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value < 0:
        raise ValueError(f"{path}: it must be an amount, not {value!r}")
    return Decimal(str(value))
