"""Who may be elected: whether somebody may hold an office by the rules of a day. See docs/mandates.md.

The decision to elect asks the same reasons, one after the other, and stops at the first that says no.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from attrs import frozen

from ...events import StewardElected, UnitMerged
from ...events.entry import Entry
from ...events.errors import Refusal
from ..boundary import Boundary
from ..electorate.fold import Verdict
from ..membership.employment import Since, With, by_member, since_on, standings_on
from ..membership.fold import Possible, first_day, possible_on
from ..membership.standing import NotInMembership
from ..months import months_after
from ..organisation.fold import Organisation
from ..organisation.standing import existing_unit, standing_unit, standing_workplace
from ..rules import Agreement, At, Office, Rules
from ..rules.stated import RuleStated, stated_as
from .course import Course, can_be_at, is_surely_at, workplaces_of
from .fold import courses_on
from .numbers import NumbersOf
from .refusals import (
    CategoryDoesNotCount,
    ElectedElsewhere,
    NoStewardToStandInFor,
    NotAmongStewards,
    NotElectable,
    NotSenior,
    OwnDeputy,
    UnknownOffice,
)

MOVED: Final = "new or moved unit"
NEW_EMPLOYER: Final = "new employer"
"""The rules by which no seniority is asked where nobody can have it."""


@frozen
class Reason:
    """What one rule says of a candidate.

    Attributes:
        rule: The rule, with where it stands.
        verdict: Whether it lets the candidate be elected: `yes`, `no` or `unknown`.
        detail: Why, in a sentence.
        entries: The entries that say so.
    """

    rule: RuleStated
    verdict: Verdict
    detail: str
    entries: tuple[int, ...] = ()


@frozen
class Candidacy:
    """Whether somebody may be elected to an office on a day.

    Attributes:
        member: Who.
        unit: Where.
        office: To what.
        on: The day.
        verdict: `no` if any rule says so, else `unknown` if one cannot tell, else `yes`.
        reasons: What each rule in force says, in the order of the rules.
        electable_from: The day from which the candidate has been there for long enough, surely; none
            where nobody knows, and where something else stands in the way.
    """

    member: str
    unit: str
    office: str
    on: date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    electable_from: date | None


@frozen
class Judged:
    """What one rule says, and what a decision raises for it.

    Attributes:
        reason: What it says.
        refusal: Why a decision refuses; none where it does not.
        senior_from: The day from which the candidate is surely senior, where that is asked.
    """

    reason: Reason
    refusal: Refusal | None = None
    senior_from: date | None = None


def candidacy(elected: StewardElected, seen: Boundary, rules: Rules, office: Office) -> Candidacy:
    """Return whether somebody may be elected, with every reason.

    Args:
        elected: The election that would be recorded.
        seen: Reads what is known.
        rules: The rules.
        office: What holds of the office there on that day.
    """
    judged = [*reasons(elected, seen, rules, office)]
    verdict = _of([each.reason.verdict for each in judged])
    stands_in_the_way = any(each.refusal and each.senior_from is None for each in judged)
    senior = max((each.senior_from for each in judged if each.senior_from), default=None)
    return Candidacy(
        member=elected.member,
        unit=elected.unit,
        office=elected.office,
        on=elected.effective_on,
        verdict=verdict,
        reasons=tuple(each.reason for each in judged),
        electable_from=None if stands_in_the_way else senior,
    )


def candidacy_on(
    day: date, member: str, seen: Boundary, book: Agreement, *, unit: str, office: str
) -> Candidacy:
    """Return whether somebody may be elected on a day; see `candidacy`.

    Raises:
        UnknownOffice: the rules there have no such office.
        UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: nobody is elected
            there on that day.
    """
    organisation = seen.organisation(unit)
    action = f"elect {member} as {office} at {unit}"
    existing_unit(action, organisation, unit)
    rules = seen.rules(book, unit)
    there = office_there(rules.at(unit, day), office)
    standing = standing_workplace if there.at is At.ELECTORATE else standing_unit
    standing(action, seen.organisation(unit), unit, day)
    instant = datetime.combine(day, time.min, UTC)
    elected = StewardElected(
        effective_on=day,
        recorded_at=instant,
        recorded_by="nobody",
        member=member,
        unit=unit,
        office=office,
    )
    return candidacy(elected, seen, rules, there)


def office_there(rules: Agreement, office: str) -> Office:
    """Return what holds of an office; raise UnknownOffice if the agreement has none of that name."""
    found = rules.office(office)
    if found is None:
        raise UnknownOffice(office, rules.name, ", ".join(rules.offices))
    return found


def reasons(
    elected: StewardElected, seen: Boundary, rules: Rules, office: Office
) -> Iterator[Judged]:
    """Yield what each rule in force says of a candidate; see `candidacy`. What no rule asks is not read."""
    asked = _Asked(elected, seen, rules, office)
    yield from asked.membership()
    yield from asked.place()
    yield from asked.category()
    yield from asked.standing()
    yield from asked.seniority()
    yield from asked.among()
    yield from asked.stands_in()


class _Asked:
    def __init__(
        self, elected: StewardElected, seen: Boundary, rules: Rules, office: Office
    ) -> None:
        self._elected, self._seen, self._rules, self._office = elected, seen, rules, office
        self._member, self._day = elected.member, elected.effective_on
        self._what = (elected.member, elected.office, elected.unit, elected.effective_on)
        self._needs_membership = office.member is not False

    def _rule(self, name: str, value: Any) -> RuleStated:
        path = name if name == "counted" else f"{self._elected.office}.{name}"
        return stated_as(self._rules, self._elected.unit, self._day, path, value)

    def _possible(self) -> Possible:
        return possible_on(self._seen.member(self._member), self._member, self._day)

    def _facts(self) -> list[Entry]:
        """Return what is known of the member's work, once it was read with where all of it lies."""
        self._seen.employment(self._member)
        self._seen.organisation(*sorted(workplaces_of(self._own())), above=True)
        return self._own()

    def _own(self) -> list[Entry]:
        return [e for e in self._seen.history() if getattr(e.event, "member", None) == self._member]

    def membership(self) -> Iterator[Judged]:
        """Whether the candidate is a member, where one has to be."""
        if not self._needs_membership:
            return
        possible, rule = self._possible(), self._rule("member", self._office.member)
        refusal = None
        verdict, detail = Verdict.YES, f"{self._member} is a member"
        if not possible.can_be_in:
            verdict, detail = Verdict.NO, f"{self._member} is not a member that day"
            action = "elect {} as {} at {}".format(*self._what[:3])
            refusal = NotInMembership(action, self._member, self._day)
        elif not possible.is_surely_in:
            verdict, detail = Verdict.UNKNOWN, f"{self._member} may be a member that day, or not"
        entries = (*possible.joinings, *possible.unsure_by)
        yield Judged(Reason(rule, verdict, detail, _numbers(entries)), refusal)

    def place(self) -> Iterator[Judged]:
        """Whether the candidate works there; nobody knows where those work who are no members."""
        possible, at = self._possible(), self._office.at or At.ELECTORATE
        rule, entries = self._rule("at", str(at)), _numbers(possible.placings)
        is_sure_enough = possible.can_be_in if self._needs_membership else possible.is_surely_in
        if not is_sure_enough:
            detail = f"nobody knows where {self._member} works, outside membership"
            yield Judged(Reason(rule, Verdict.UNKNOWN, detail, entries))
            return
        places = sorted(w for w in possible.workplaces_if_in if w is not None)
        organisation = organisation_for(self._seen, self._elected.unit, at, places)
        told = " or ".join(sorted(each or "none" for each in possible.workplaces_if_in)) or "none"
        if not can_be_at(possible, self._elected, organisation, at, self._day):
            by = [*possible.joinings, *possible.placings][-1]
            refusal = ElectedElsewhere(*self._what, told, by.number)
            detail = f"the workplace of {self._member} is {told} that day"
            yield Judged(Reason(rule, Verdict.NO, detail, entries), refusal)
            return
        is_sure = is_surely_at(possible, self._elected, organisation, at, self._day)
        verdict = Verdict.YES if is_sure else Verdict.UNKNOWN
        detail = f"{self._member} works at {told}" if is_sure else f"{self._member} may work there"
        yield Judged(Reason(rule, verdict, detail, entries))

    def category(self) -> Iterator[Judged]:
        """Whether the candidate's category counts, where membership is asked at all."""
        possible = self._possible()
        if not self._needs_membership or not possible.can_be_in:
            return
        counted = self._rules.at(self._elected.unit, self._day).counted
        rule = self._rule("counted", counted)
        known = [each for each in possible.categories_if_in if each is not None]
        is_known = len(known) == len(possible.categories_if_in)
        told = " or ".join(sorted(known)) or "of a category that nobody knows"
        fits = {*known} & {*counted}
        detail = f"{self._member} is {told} that day"
        if is_known and not fits:
            refusal = CategoryDoesNotCount(*self._what, told, ", ".join(counted))
            yield Judged(Reason(rule, Verdict.NO, detail), refusal)
            return
        verdict = Verdict.YES if is_known and fits == {*known} else Verdict.UNKNOWN
        yield Judged(Reason(rule, verdict, detail))

    def standing(self) -> Iterator[Judged]:
        """Whether the candidate is employed as one of those who may be elected; whoever nobody told of is."""
        electable = self._office.electable
        if electable is None:
            return
        rule = self._rule("electable", electable)
        self._seen.employment(self._member)
        found: dict[str | None, Entry | None] = {None: None}
        if any(getattr(e.event, "standing", None) for e in self._own()):
            facts = self._facts()
            found = standings_on(self._day, facts, self._seen.organisation())
        fits = [each is None or each in electable for each in found]
        told = " or ".join(sorted(each for each in found if each is not None))
        entries = _numbers(each for each in found.values() if each is not None)
        detail = f"the standing of {self._member} is {told}" if told else "nobody said otherwise"
        if not any(fits):
            refusal = NotElectable(*self._what, told, ", ".join(electable), entries[-1], str(rule))
            yield Judged(Reason(rule, Verdict.NO, detail, entries), refusal)
        else:
            verdict = Verdict.YES if all(fits) else Verdict.UNKNOWN
            yield Judged(Reason(rule, verdict, detail, entries))

    def seniority(self) -> Iterator[Judged]:
        """Whether the candidate has been there for long enough, or nobody can have been."""
        months = self._office.seniority_months or 0
        if not months:
            return
        where = With(self._office.seniority_with or With.EMPLOYER)
        facts = self._facts()
        since = since_on(self._day, facts, self._seen.organisation(), where)
        found = _verdict(since.reaches(months, self._day))
        rule, entries = self._rule("seniority_months", months), _numbers(since.by)
        from_day = since.latest and months_after(since.latest, months)
        if found is not Verdict.YES and (waived := self._waived(months, where)) is not Verdict.NO:
            waiver = self._rule("seniority_waiver", self._office.seniority_waiver)
            detail = {
                Verdict.YES: "nobody there can have the seniority yet, so it is not asked",
                Verdict.UNKNOWN: "it is not asked if nobody there has it, and that is not known",
            }[waived]
            yield Judged(Reason(waiver, waived, detail, entries), senior_from=from_day)
            return
        detail, refusal = self._told(since, where, months, from_day), None
        if found is Verdict.NO and since.earliest is not None:
            from_day = max(from_day or date.min, months_after(since.earliest, months))
            first = months_after(since.earliest, months)
            by = since.by[-1].number
            refusal = NotSenior(
                *self._what, str(where), since.earliest, months, first, by, str(rule)
            )
            from_day = from_day if since.latest else None
        yield Judged(Reason(rule, found, detail, entries), refusal, from_day)

    def _told(self, since: Since, where: With, months: int, from_day: date | None) -> str:
        takes = f"it takes {months} months with the {where}"
        if since.latest is None:
            return f"{takes}, and nobody knows since when {self._member} has been there"
        if since.is_certain:
            return (
                f"{takes}, and {self._member} has been there since {since.latest}: from {from_day}"
            )
        late = f"since {since.latest} at the latest"
        return f"{takes}, and {self._member} has been there {late}: from {from_day} at the latest"

    def _waived(self, months: int, where: With) -> Verdict:
        """Return whether the seniority is not asked, because nobody there can have it."""
        unit, first = self._elected.unit, months_after(self._day, -months)
        organisation = self._seen.organisation()
        if self._office.seniority_waiver == NEW_EMPLOYER:
            self._seen.organisation(unit, above=True)
            organisation = self._seen.organisation()
            formed = organisation.formed(organisation.employer(unit, self._day))
            return _verdict(formed is not None and formed.event.effective_on > first)
        if self._office.seniority_waiver != MOVED or not self._is_new(unit, first):
            return Verdict.NO
        seen = self._seen
        seen.electorate(unit)
        members = {m for e in seen.history() if (m := getattr(e.event, "member", None)) is not None}
        seen.employment(*sorted(members))
        seen.organisation(*sorted(workplaces_of(seen.history())), above=True)
        return self._nobody_has_it(members, months, where)

    def _is_new(self, unit: str, first: date) -> bool:
        """Return whether a unit was formed, moved, or merged with another one, after a day."""
        self._seen.organisation(unit, above=True)
        organisation = self._seen.organisation()
        formed, moves = organisation.formed(unit), organisation.moves(unit)
        merged = [
            e
            for e in self._seen.history()
            if isinstance(e.event, UnitMerged) and e.event.into == unit
        ]
        changes = (*([formed] if formed else []), *moves, *merged)
        return any(first < e.event.effective_on <= self._day for e in changes)

    def _nobody_has_it(self, members: Collection[str], months: int, where: With) -> Verdict:
        history = self._seen.history()
        organisation = self._seen.organisation()
        counted = self._rules.at(self._elected.unit, self._day).counted
        verdict = Verdict.YES
        for member in members:
            facts = [e for e in history if getattr(e.event, "member", None) == member]
            possible = possible_on(facts, member, self._day)
            at = At.ELECTORATE
            if not can_be_at(possible, self._elected, organisation, at, self._day):
                continue
            if not possible.categories_if_in & {None, *counted}:
                continue
            has_it = since_on(self._day, facts, organisation, where).reaches(months, self._day)
            if has_it:
                return Verdict.NO
            verdict = Verdict.UNKNOWN if has_it is None else verdict
        return verdict

    def among(self) -> Iterator[Judged]:
        """Whether the candidate holds the office that this one takes, and enough others do."""
        among = self._office.among
        if among is None:
            return
        rule = self._rule("among", among)
        held = self._held_below(self._seen.mandates_of(self._member), {self._member}, among)
        surely, possibly = held
        verdict = Verdict.YES if surely else Verdict.UNKNOWN if possibly else Verdict.NO
        entries = tuple(sorted((surely or possibly).values()))
        detail, refusal = f"{self._member} is {among} there that day", None
        if verdict is not Verdict.YES:
            word = "may be" if possibly else "is not"
            detail = f"{self._member} {word} {among} at or below {self._elected.unit} that day"
        if verdict is Verdict.NO:
            refusal = NotAmongStewards(*self._what, among, detail, str(rule))
        yield Judged(Reason(rule, verdict, detail, entries), refusal)
        yield from self._enough(among)

    def _enough(self, among: str) -> Iterator[Judged]:
        least = self._office.among_least or 0
        if least < 2:  # the candidate is one of them
            return
        rule = self._rule("among_least", least)
        surely, possibly = self._held_below(
            self._seen.elections_below(self._elected.unit), None, among
        )
        number, most = len(surely), len({*surely, *possibly})
        verdict = _verdict(True if number >= least else None if most >= least else False)
        holders = {0: "no members are", 1: "1 member is"}.get(number, f"{number} members are")
        detail = (
            f"{holders} {among} at or below {self._elected.unit} that day, and it takes {least}"
        )
        refusal = None
        if verdict is Verdict.NO:
            refusal = NotAmongStewards(*self._what, among, detail, str(rule))
        entries = tuple(sorted({*surely.values(), *possibly.values()}))
        yield Judged(Reason(rule, verdict, detail, entries), refusal)

    def _held_below(
        self, history: Sequence[Entry], members: Collection[str] | None, office: str
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Return who surely holds an office at or below the unit, and who may, with the elections."""
        surely, possibly = dict[str, int](), dict[str, int]()
        organisation, courses = self._courses(history, members, office)
        facts = by_member(self._seen.history())
        unit = organisation.resolved(self._elected.unit, self._day)
        for course in courses:
            there = organisation.resolved(course.elected.unit, self._day)
            if unit in organisation.line(there, self._day):
                self._sort(course, organisation, facts, surely, possibly)
        return surely, possibly

    def _sort(
        self,
        course: Course,
        organisation: Organisation,
        facts: Mapping[str, Sequence[Entry]],
        surely: dict[str, int],
        possibly: dict[str, int],
    ) -> None:
        """Put the holder of a mandate where it belongs on the day: surely in office, or possibly."""
        member, number = course.elected.member, course.number
        if course.held_on(self._day):
            found = surely if self._is_surely_held(course, organisation, facts) else possibly
            found.setdefault(member, number)
        elif first_day(course.election) <= self._day < course.elected.effective_on:
            possibly.setdefault(member, number)

    def _is_surely_held(
        self, course: Course, organisation: Organisation, facts: Mapping[str, Sequence[Entry]]
    ) -> bool:
        """Return whether no window that is open on the day may have ended a mandate that is held."""
        elected = course.elected
        office = self._rules.at(elected.unit, self._day).office(elected.office)
        if office is None or office.member is False or elected.override is not None:
            return True
        possible = possible_on(facts.get(elected.member, ()), elected.member, self._day)
        at = office.at or At.ELECTORATE
        is_open = bool(possible.unsure_by)
        return not is_open or is_surely_at(possible, elected, organisation, at, self._day)

    def stands_in(self) -> Iterator[Judged]:
        """Whether there is somebody else to stand in for."""
        other = self._office.stands_in_for
        if other is None:
            return
        rule = self._rule("for", other)
        surely, possibly = dict[str, int](), dict[str, int]()
        elections = self._seen.elections(self._elected.unit)
        organisation, courses = self._courses(elections, None, other)
        facts = by_member(self._seen.history())
        unit = organisation.resolved(self._elected.unit, self._day)
        for course in courses:
            if organisation.resolved(course.elected.unit, self._day) == unit:
                self._sort(course, organisation, facts, surely, possibly)
        everybody = surely | possibly
        entries = tuple(sorted(everybody.values()))
        refusal: Refusal | None = None
        if not everybody:
            verdict, detail = Verdict.NO, f"nobody is {other} there that day"
            refusal = NoStewardToStandInFor(*self._what, other, str(rule))
        elif everybody.keys() == {self._member}:
            verdict, detail = Verdict.NO, f"{self._member} is the only {other} there"
            refusal = OwnDeputy(*self._what, other, str(rule))
        else:
            others = {*surely} - {self._member}
            verdict = Verdict.YES if others else Verdict.UNKNOWN
            word = "is" if others else "may be"
            told = ", ".join(sorted(others or {*everybody} - {self._member}))
            detail = f"{told} {word} {other} there that day"
        yield Judged(Reason(rule, verdict, detail, entries), refusal)

    def _courses(
        self, history: Sequence[Entry], members: Collection[str] | None, office: str
    ) -> tuple[Organisation, list[Course]]:
        """Return the mandates in an office that some elections began, or may have begun, by the day."""
        told = [e for e in history if isinstance(e.event, StewardElected)]
        held = [e for e in told if getattr(e.event, "office", None) == office]
        elected = {str(getattr(e.event, "member")) for e in held}  # noqa: B009
        elected = elected if members is None else elected & {*members}
        self._seen.mandates_of(*sorted(elected))
        self._seen.member(*sorted(elected))
        about = [e for e in self._seen.history() if getattr(e.event, "member", None) in elected]
        units = {str(getattr(e.event, "unit")) for e in about if getattr(e.event, "unit", None)}  # noqa: B009
        places = sorted({*units, *workplaces_of(about), self._elected.unit})
        self._seen.organisation(*places, above=True)
        organisation = self._seen.organisation()
        numbers = NumbersOf(self._seen.electorate, organisation, self._rules)
        found = courses_on(date.max, about, organisation, self._rules, numbers)
        return organisation, [each for each in found if each.elected.office == office]


def organisation_for(seen: Boundary, unit: str, at: At, places: Iterable[str]) -> Organisation:
    """Read a unit with its mergers; where more than the unit counts, also what places lie under.

    Without that, a place is at the unit only if mergers lead there, and those are read.
    """
    seen.organisation(unit, above=at is At.ABOVE)
    above = places if at is not At.ELECTORATE else ()
    return seen.organisation(*above, above=True)


def _verdict(found: bool | None) -> Verdict:
    return {True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN}[found]


def _of(verdicts: Collection[Verdict]) -> Verdict:
    if Verdict.NO in verdicts:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.YES


def _numbers(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(sorted({entry.number for entry in entries}))
