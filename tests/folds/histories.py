"""How the tests of folds tell a history."""

from stewards.events import Event
from stewards.events.entry import Entry, in_order, known
from stewards.projections.organisation.fold import Organisation


def entries(*events: Event) -> list[Entry]:
    """Return the events as entries, 1 first, as they were recorded."""
    return [Entry(number, event) for number, event in enumerate(events, start=1)]


def history(*events: Event, upto: int | None = None) -> list[Entry]:
    """Return the events as a history that is known up to an entry."""
    return in_order(known(entries(*events), upto))


def organisation(*events: Event) -> Organisation:
    """Return the organisation that the events tell of."""
    return Organisation(history(*events))
