"""How late we are told: the share of the facts that was told within some days, by office."""

from typing import Any, Final

from ..asked import Asked
from ..figures import Figure
from ..parts import Picture, Section, Table, Word

OFFICES: Final = 6
"""So many offices are drawn: those that told most, all of them together first."""

_ALL: Final = "all offices"


def section(asked: Asked) -> Section:
    """Return how late the facts of the report were told, those recorded since its first day."""
    since = asked.first.on
    found = asked.last.told_within(since=since, unit=asked.unit)
    every = [*dict.fromkeys(each.recorder for each in found)]
    shown = [each for each in (None, *every) if each in every]
    drawn = [*dict.fromkeys(shown)][: OFFICES + 1]
    rows = [
        {
            "office": each.recorder or Word(_ALL),
            "days": each.days,
            "share": each.share,
            "facts": _facts(asked, each.recorder, each.facts),
        }
        for office in drawn
        for each in found
        if each.recorder == office and each.facts >= (asked.sheet.least or 0)
    ]
    told = asked.last.lag(by="recorder", since=since, unit=asked.unit).told
    picture = Picture(
        "lateness",
        rows,
        "For each office a curve: the share of its facts that was told within so many days, up to nine"
        " tenths.",
    )
    table = Table.of(
        "Days from when a fact takes effect until it is recorded",
        ("Told by", "Facts", "Half within", "Nine tenths within", "The last"),
        [
            (
                Word(_ALL) if each.by == "total" else each.value,
                _facts(asked, each.value, each.facts),
                *(each.median, each.p90, each.worst),
            )
            for each in told
        ],
        asked.as_of_the_last_day("lag", "--by", "recorder", "--since", since, *asked.scope),
    )
    if told:
        parts = (_facts(asked, each.value, each.facts) for each in told[:-1])
        asked.sheet.adds_up(_facts(asked, None, told[-1].facts), *parts)
    answers: dict[str, Any] = {"total": told[-1] if told else None}
    return Section("lateness", "How late we are told", answers, picture if rows else None, (table,))


def _facts(asked: Asked, office: str | None, number: int) -> Figure:
    return asked.sheet.figure(("facts", office), number)
