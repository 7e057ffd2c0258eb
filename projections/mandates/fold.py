"""How mandates go: from the election until they end. The rule stands in docs/mandates.md.

Decisions, questions, explanations and checks all judge mandates here.
"""

from collections.abc import Sequence
from datetime import date

from ...events import StewardElected
from ...events.entry import Entry
from ..organisation.fold import Organisation
from ..rules import NEUTRAL, At, Rules
from .across import Numbers, adjusted
from .course import Course, Facts, Offices, Setting, course_of, elected_in
from .matching import Matched, election_of


def courses_on(
    day: date,
    history: Sequence[Entry],
    organisation: Organisation,
    rules: Rules,
    numbers: Numbers | None = None,
) -> list[Course]:
    """Fold a history into the course of each mandate begun by a day, in the order of the elections.

    Args:
        day: The last day looked at.
        history: Standing entries in order: elections with their endings and steps, and the elected
            members' facts, those of later days included that may have been true by then. Of a member who
            holds an office that rests on another one, both elections.
        organisation: The units those facts name, and what they lie under or were merged into.
        rules: The rules.
        numbers: How many work where, for rules that ask for that; without, they end nothing.

    """
    offices = Offices(rules, organisation, day)
    courses = courses_alone(day, history, organisation, offices)
    return adjusted(day, courses, organisation, offices, numbers)


def courses_alone(
    day: date, history: Sequence[Entry], organisation: Organisation, offices: Offices
) -> list[Course]:
    """Fold a history as `courses_on` does, but leave out what ends mandates by way of others."""
    elections = [
        entry
        for entry in history
        if entry.event.effective_on <= day and isinstance(entry.event, StewardElected)
    ]
    told: dict[str, list[Entry]] = {elected_in(each).member: [] for each in elections}
    for entry in history:
        about = told.get(getattr(entry.event, "member", ""))
        if about is not None:
            about.append(entry)
    by_then = [entry for entry in history if entry.event.effective_on <= day]
    setting = Setting(day, organisation, offices, Matched(by_then, organisation))
    found: dict[int, Course] = {}
    for about in told.values():  # member by member, so that no more is held at once than it takes
        facts = Facts(about, organisation)
        own = (e for e in about if isinstance(e.event, StewardElected))
        found |= {
            e.number: course_of(e, facts, setting) for e in own if e.event.effective_on <= day
        }
    return [found[each.number] for each in elections]


def at_of(elected: StewardElected, rules: Rules) -> At:
    """Return where the holder of the office of an election must work, by the rules of that day."""
    office = rules.at(elected.unit, elected.effective_on).office(elected.office) or NEUTRAL
    return office.at or At.ELECTORATE


def ends_any(ending: Entry, history: Sequence[Entry], organisation: Organisation) -> bool:
    """Return whether an ending is of any election that no ending on record by its day is of."""
    return election_of(ending, history, organisation) is not None


def outlasts(until: date | None, other: date | None) -> bool:
    """Return whether a term is longer than another one, given the days on which they are over."""
    return other is not None and (until is None or until > other)
