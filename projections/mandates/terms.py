"""Terms: when a mandate is over by itself."""

from datetime import date

from ...events import StewardElected
from ..months import months_after
from ..rules import Office


def over_on(elected: StewardElected, office: Office) -> date | None:
    """Return the day a term is over, no longer held that day; none for until further notice.

    Where the election does not say, a term lasts as long as the rule book that decided says, from the first
    day of office on. An election that names no rule book, as all those recorded before they did, and left
    the term open, was until further notice.
    """
    if elected.until is not None or office.term_months is None or elected.agreement is None:
        return elected.until
    return months_after(elected.starts_on or elected.effective_on, office.term_months)
