"""How many members there are, as printed and as known, and how sure that is."""

from datetime import date

from ....registry import View
from ..asked import Asked
from ..figures import Figure
from ..parts import Section, Table


def section(asked: Asked) -> Section:
    """Return the count of both days, in print, as known then and as known now."""
    found, lag = asked.last.range(asked.unit), asked.last.lag(by="recorder", unit=asked.unit)
    opening, closing = members(asked, asked.first), members(asked, asked.last)
    answers = {
        "opening": opening,
        "closing": closing,
        "change": abs(closing.number - opening.number),
        "at_least": _sure(asked, "at least", asked.last.on, found.at_least),
        "at_most": _sure(asked, "at most", asked.last.on, found.at_most),
        "is_sure": found.at_least == found.members == found.at_most,
        "share": lag.share,
    }
    answers["printed"] = [_printed(asked, view) for view in (asked.before, asked.last)]
    columns = ("Day", "In print", "As known that day", "As known now", "At least", "At most")
    rows = [_row(asked, asked.before), _row(asked, asked.last)]
    table = Table.of(
        "Members on both days",
        columns,
        rows,
        asked.as_of_the_last_day("count", *asked.scope),
    )
    return Section("count", "How many members", answers, tables=(table,))


def members(asked: Asked, view: View) -> Figure:
    """Return the number of members of a view, as it is put down."""
    return counted(asked, view.on, view.upto, view.number(asked.unit))


def counted(asked: Asked, on: date, upto: int, number: int) -> Figure:
    """Return a number of members that was counted on a day with what the first entries say."""
    return asked.sheet.figure(("members", asked.unit, on, upto), number)


def _row(asked: Asked, now: View) -> tuple[object, ...]:
    then, found = asked.as_known_then(now.on), now.range(asked.unit)
    return (
        now.on,
        _printed(asked, now),
        members(asked, then) if then.upto else None,
        members(asked, now),
        _sure(asked, "at least", now.on, found.at_least),
        _sure(asked, "at most", now.on, found.at_most),
    )


def _sure(asked: Asked, what: str, day: date, number: int | None) -> Figure | None:
    return None if number is None else asked.sheet.figure((what, asked.unit, day), number)


def _printed(asked: Asked, view: View) -> Figure | None:
    """Return the number in print of a day, the last one where there are several."""
    found = [
        each
        for each in view.published()
        if (each.effective_on, each.unit, each.categories) == (view.on, asked.unit, None)
    ]
    return asked.sheet.figure(("in print", found[-1].entry), found[-1].members) if found else None
