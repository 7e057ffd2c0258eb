"""End a mandate: given up or taken away, no longer held from that day on."""

from datetime import date

from ...events import MandateEnded
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.mandates.fold import ends_any
from ...projections.mandates.matching import is_recall
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement


class NoSuchMandate(Refusal):
    """The member was not elected to that office there, or the ending is on record already."""

    member: str
    office: str
    unit: str
    on: date
    which: str

    cannot = "end the mandate of {0.member} as {0.office} at {0.unit} on {0.on}"
    because = "{0.which}"
    instead = "See 'stewards mandate list --all'."


class NotOpenToRecall(Refusal):
    """The holder of the office cannot be voted out within the term."""

    member: str
    office: str
    unit: str
    on: date
    rule: str
    agreement: str
    source: str
    certainty: str

    cannot = "end the mandate of {0.member} as {0.office} at {0.unit} on {0.on} as recalled"
    because = (
        "its holder cannot be voted out within the term"
        " ({0.rule} of {0.agreement}, {0.certainty}: {0.source})"
    )
    instead = (
        "Give the reason for which it ended. If employer and employees agreed on it, record it with"
        " --override and the reason."
    )


def decide(event: MandateEnded, seen: Boundary, book: Agreement) -> None:
    """Refuse with UnknownUnit, NoSuchMandate or NotOpenToRecall."""
    on = event.effective_on
    action = f"end the mandate of {event.member} as {event.office} at {event.unit}"
    existing_unit(action, seen.organisation(event.unit), event.unit)
    history = seen.elections(event.unit)
    if not ends_any(Entry(UPCOMING, event), history, Organisation(history)):
        which = "the log has no such election by that day whose ending is not recorded"
        if event.election is not None:
            which = f"entry {event.election} is no such election by that day, or has its ending"
        raise NoSuchMandate(event.member, event.office, event.unit, on, which)
    if event.override is None and is_recall(event.reason):
        _refuse_recall(event, seen, book)


def _refuse_recall(event: MandateEnded, seen: Boundary, book: Agreement) -> None:
    rules = seen.rules(book, event.unit).at(event.unit, event.effective_on)
    office = rules.office(event.office)
    if office is not None and office.recall is False:
        path = f"{event.office}.recall"
        why = rules.why_of(path)
        said = (path, rules.name, why.source or "no source", str(why.certainty))
        raise NotOpenToRecall(event.member, event.office, event.unit, event.effective_on, *said)
