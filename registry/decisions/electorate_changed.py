"""Let workplaces elect together: one elects at another one from a day, or alone again."""

from datetime import date

from ...events import ElectorateChanged
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit, standing_workplace
from ...projections.rules import Agreement
from ..errors import ElectsElsewhere

_OVERRIDE = "If it was agreed all the same, record it with --override and the reason."


class SameElectorate(Refusal):
    """The workplace elects there already, or alone."""

    unit: str
    how: str
    on: date

    cannot = "let {0.unit} elect {0.how} from {0.on}"
    because = "it does so on that day already"
    instead = "Name another workplace, or another day."


class OthersElectThere(Refusal):
    """Others elect at the workplace, so that it cannot elect elsewhere: none elects at third hand."""

    unit: str
    electorate: str
    others: str
    on: date

    cannot = "let {0.unit} elect with {0.electorate}"
    because = "{0.others} would elect with {0.unit} on {0.on}"
    instead = f"Let them elect with {{0.electorate}} or alone first. {_OVERRIDE}"


class OtherEmployer(Refusal):
    """The two workplaces have different employers, and the rules want one."""

    unit: str
    electorate: str
    employer: str
    other: str
    book: str

    cannot = "let {0.unit} elect with {0.electorate}"
    because = (
        "{0.unit} is of the employer {0.employer} and {0.electorate} of {0.other}, and the agreement"
        " {0.book} wants one employer"
    )
    instead = f"Name a workplace of the same employer. {_OVERRIDE}"


class ConsentMissing(Refusal):
    """Somebody has to agree to it whose consent is not recorded."""

    unit: str
    electorate: str
    missing: str
    book: str
    options: str

    cannot = "let {0.unit} elect with {0.electorate}"
    because = "the agreement {0.book} wants the consent of {0.missing}"
    instead = f"Once they have agreed, record it with {{0.options}}. {_OVERRIDE}"


def decide(event: ElectorateChanged, seen: Boundary, book: Agreement) -> None:
    """Refuse with the reasons above, ElectsElsewhere, or those of what is no open workplace.

    With an override, only a unit that was never formed is refused.
    """
    unit, other, day = event.unit, event.electorate, event.effective_on
    named = [unit] if other is None else [unit, other]
    action = f"let {unit} elect {'alone' if other is None else f'with {other}'}"
    organisation = seen.organisation(*named, above=True)
    for each in named:
        existing_unit(action, organisation, each)
    if event.override is not None:
        return
    for each in named:
        standing_workplace(action, organisation, each, day)
    if organisation.elects_with(unit, day) == (None if other == unit else other):
        raise SameElectorate(unit, "alone" if other in {None, unit} else f"with {other}", day)
    if other is not None:
        _refuse_chain(event, action, seen)
        _refuse_without_agreement(event, other, organisation, seen, book)


def _refuse_chain(event: ElectorateChanged, action: str, seen: Boundary) -> None:
    """Refuse where a workplace would elect at one that elects elsewhere, on that day or a later one."""
    proposed = Entry(UPCOMING, event)
    organisation = Organisation([*seen.history(), proposed])
    first = event.effective_on
    for day in sorted({first, *(each for each in organisation.days() if each > first)}):
        at = organisation.elects_with(event.unit, day)
        if at is None or organisation.elects_by(event.unit, day) is not proposed:
            continue
        further, by = organisation.elects_with(at, day), organisation.elects_by(at, day)
        if further is not None and by is not None:
            raise ElectsElsewhere(action, at, further, day, by.number)
        if others := organisation.electing_with(event.unit, day):
            raise OthersElectThere(event.unit, at, ", ".join(others), day)


def _refuse_without_agreement(
    event: ElectorateChanged,
    other: str,
    organisation: Organisation,
    seen: Boundary,
    book: Agreement,
) -> None:
    """Refuse two employers, or a missing consent, as the rules where they would elect have it."""
    unit, day = event.unit, event.effective_on
    every = seen.rules(book, unit, other)
    here, there = every.at(unit, day), every.at(other, day)
    community = there.community
    one, another = (organisation.employer(each, day) for each in (unit, other))
    is_known = not {unit, other} & {one, another}  # a workplace that lies under nothing is its own
    if community.same_employer and is_known and one != another:
        raise OtherEmployer(unit, other, one, another, there.name)
    is_alliance = here.name != there.name
    wanted = community.alliance_consents if is_alliance else community.consents
    missing = [each for each in wanted if each not in (event.consents or ())]
    if missing:
        options = " ".join(f"--consent {each}" for each in missing)
        raise ConsentMissing(unit, other, " and ".join(missing), there.name, options)
