"""The shape of a generated history: figures only, calibrated to the sample branch.

The sample is the last years of one branch. A generated history keeps its shares and delays, and
adds what one branch rarely sees: closings, mandates given up, members who come back, changes told
ahead. Where a tuple repeats a value, that value is so much more likely.
"""

from datetime import date, timedelta
from typing import Final

START: Final = date(2005, 1, 1)
DAYS: Final = 20 * 365 + 5
"""A history of any size runs over so many days."""

NEVER: Final = DAYS + 5 * 365
CALENDAR: Final = tuple(START + timedelta(days=day) for day in range(NEVER))
"""The days by their numbers, with years enough behind the last one for terms of office."""

SHARES: Final = {
    "join": 5480,
    "confirm_workplace": 1430,
    "change_workplace": 1340,
    "leave": 1070,
    "elect": 240,
    "change_category": 66,
    "end_mandate": 25,
    "observe": 20,
    "publish": 11,
    "rename": 6,
    "move": 6,
    "merge": 6,
    "close": 4,
    "blunder": 6,
}
"""How often each thing is told. Units are formed when places run short: 3 in 100 facts."""

PLACES_AHEAD: Final = 30
MEMBERS_PER_PLACE_AHEAD: Final = 20
"""So many places to work are free at least, and one more for every so many members."""

TELLERS: Final = ("region-ost", "region-syd", "region-midt", "region-nord")
WORKPLACE_SIZES: Final = (
    *(2, 3, 4, 4, 5, 6, 7, 8, 9, 9, 10, 10, 10, 11, 12, 12, 13, 15, 16, 16, 17, 17, 18, 18, 19, 19),
    *(20, 20, 20, 21, 22, 22, 23, 25, 26, 27, 27, 28, 29, 30, 32, 34, 36, 38, 40),
)
WORKPLACES_PER_EMPLOYER: Final = (12, 20, 30, 40, 47, 47, 60, 90)
WORKPLACE_NAMES: Final = (
    *("Jobcenter", "Familiecenter", "Borgercenter", "Ungecenter", "Rådgivningscenter"),
    *("Behandlingscenter", "Botilbud", "Krisecenter", "Døgncenter", "Værested"),
)
CHANGING_EMPLOYER: Final = 0.1
LEFT_BEHIND: Final = 0.15
EMPLOYEES_BESIDE_MEMBERS: Final = (-2, 0, 0, 1, 1, 2, 2, 3, 4, 5, 8, 12)
OF_THE_WHOLE_UNION: Final = 0.2

RETURNING: Final = 0.02
WITHOUT_WORKPLACE: Final = 0.01
STUDENTS: Final = 0.02
CATEGORIES: Final = ("passive",) * 9 + ("senior",) * 3 + ("active",) * 2
WORDS_FOR_LEAVING: Final = (
    *("moved-away",) * 12,
    *("retired",) * 3,
    *("other-union",) * 3,
    *("resigned",) * 2,
    None,
)

OFFICES: Final = (
    *("steward",) * 14,
    *("deputy",) * 2,
    *("joint-steward", "joint-deputy", "joint-deputy"),
    "safety-representative",
)
SMALLEST_ELECTORATE: Final = 5
SECOND_STEWARDS: Final = 0.02
OVERRIDES: Final = 0.01
TERMS: Final = (None, None, None, None, 2, 2, 4, 4)
"""Years until a term is over; none is until further notice."""
WORDS_FOR_ENDING: Final = ("resigned", "resigned", "on leave", "recalled", None)

WRONGLY_LEFT: Final = 0.5
DAYS_UNTIL_VOIDED: Final = (1, 3, 5, 10, 30, 90)
WORDS_FOR_BLUNDERS: Final = ("wrong person", "wrong person", "entered twice", "wrong day")


def _delays(*parts: tuple[int, int, int]) -> tuple[int, ...]:
    """Return equally likely delays: `weight` of each part (weight, low, high), evenly spread."""
    return tuple(
        low + (high - low) * i // max(weight - 1, 1)
        for weight, low, high in parts
        for i in range(weight)
    )


DELAYS: Final = {
    "join": _delays((54, 0, 0), (43, 1, 14), (2, 20, 120), (1, -30, -30)),
    "confirm_workplace": _delays((95, 0, 0), (1, 2, 2), (4, 20, 160)),
    "change_workplace": _delays((50, 0, 0), (30, 2, 20), (12, 21, 240), (8, -60, -5)),
    "leave": _delays((88, 0, 0), (6, 5, 90), (6, -60, -10)),
    "elect": _delays((90, 3, 3), (8, 14, 500), (2, -20, -10)),
    "organise": _delays((6, 0, 0), (2, 5, 60), (2, -60, -30)),
}
"""Days from when something is true to when it is recorded; negative if it is recorded in advance."""
