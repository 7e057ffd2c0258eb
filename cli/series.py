"""How the counts of several days are printed."""

from collections.abc import Sequence
from typing import Any, Final

from ..registry import Count, Group
from .heading import Heading
from .output import PICTURE, put, say, show
from .printing import printing
from .ranges import RANGE, as_text, numbers
from .sparkline import sparkline

NOWHERE: Final = "(no workplace)"
"""What those are called in a table who have no workplace."""

_MOST_DAYS: Final = 7  # more columns of numbers than this do not fit beside names
_MOST_POINTS: Final = 24  # of a course; more are passed over
_MOST_NUMBERS: Final = 8  # beside a line; of more points, some have theirs
_YEAR, _MONTH = len("2019"), len("2019-09")  # so much of a day stands on an axis
_DAYS: Final = ("on", "members", "change")


def show_series(
    counts: Sequence[Count], by: str | None, merged: dict[str, str], title: Heading, output: str
) -> None:
    """Print the counts of several days: a row a day, or with groups a row a group."""
    if output == "table":
        _show_groups(counts, by, title) if by else _show_days(counts, title)
        return
    if output == PICTURE:
        put(_drawn(counts, by, title))
        return
    if output == "csv":
        columns = (
            ("on", by, "name") if by in {"unit", "workplace"} else ("on", by) if by else ("on",)
        )
        rows = [row for each in counts for row in (_groups(each, by) if by else [_day(each)])]
        show(rows, output, columns=(*columns, *RANGE))
        return
    show([_as_json(each, by) | merged for each in counts], output, columns=())


def _drawn(counts: Sequence[Count], by: str | None, title: Heading) -> str:
    """Return a picture as SVG: a line a group, or one for all."""
    from .pictures import draw  # noqa: PLC0415 -- only a picture needs it

    language = printing().language
    what = title.in_words(language)
    days = [each.on for each in counts]
    step = -(-len(days) // _MOST_NUMBERS)
    said = {*days[::-step]}  # the last one is always among them
    every = [counts] if by is None else zip(*(each.groups for each in counts), strict=True)
    rows = [
        {"part": part, "day": str(day), "said": day in said}
        | {"members": each.members, "least": each.at_least, "most": each.at_most}
        for line in every
        for part in [_part(line[0], by)]
        for day, each in zip(days, line, strict=True)
    ]
    letters = _YEAR if len({(day.month, day.day) for day in days}) == 1 else _MONTH
    panels = 2 if by else 1
    return draw("years", rows, language, says=what, title=what, panels=panels, letters=letters)


def _part(first: Count | Group, by: str | None) -> str:
    """Return what stands above a line."""
    say = printing().language.say
    if isinstance(first, Count):
        return say("Members")
    if first.value is None or by == "category":
        return first.value or say("(none)" if by == "category" else NOWHERE)
    return first.value if first.name in {None, first.value} else f"{first.name} ({first.value})"


def _as_json(count: Count, by: str | None) -> dict[str, Any]:
    row = {key: getattr(count, key) for key in ("on", "known_at", "unit", "category")}
    groups = [{key: row[key] for key in row if key != "on"} for row in _groups(count, by)]
    return row | numbers(count) | {"groups": groups}


def _day(count: Count) -> dict[str, Any]:
    return {"on": count.on, **numbers(count)}


def _groups(count: Count, by: str | None) -> list[dict[str, Any]]:
    return [{"on": count.on, str(by): g.value, "name": g.name, **numbers(g)} for g in count.groups]


def _show_days(counts: Sequence[Count], title: Heading) -> None:
    rows: list[dict[str, Any]] = []
    for number, each in enumerate(counts):
        change = _signed(each.members - counts[number - 1].members) if number else None
        rows.append({"on": each.on, "members": _text(each), "change": change})
    show(rows, "table", columns=_DAYS, title=title)
    say("")
    say(_course([each.members for each in counts])["course"])


def _show_groups(counts: Sequence[Count], by: str | None, title: Heading) -> None:
    """Print a row a group: every day where they are few, else the first and the last, and the course."""
    shown = counts if len(counts) <= _MOST_DAYS else (counts[0], counts[-1])
    rows = [_row(counts, shown, number, by) for number in range(len(counts[0].groups))]
    total: dict[str, Any] = {str(by): "total"} | {str(each.on): _text(each) for each in shown}
    total |= _course([each.members for each in counts])
    days = [str(each.on) for each in shown]
    columns = (str(by), *(("name",) if by != "category" else ()), *days, "change", "course")
    show([*rows, total], "table", columns=columns, title=title)


def _row(
    counts: Sequence[Count], shown: Sequence[Count], number: int, by: str | None
) -> dict[str, Any]:
    group = counts[0].groups[number]
    row: dict[str, Any] = {str(by): group.value}
    row["name"] = group.name or (NOWHERE if group.value is None and by != "category" else "")
    row |= {str(each.on): _text(each.groups[number]) for each in shown}
    return row | _course([each.groups[number].members for each in counts])


def _course(members: Sequence[int]) -> dict[str, str]:
    step = -(-len(members) // _MOST_POINTS)
    points = members[::-step][::-1]  # the last one is always among them
    return {"change": _signed(members[-1] - members[0]), "course": sparkline(points)}


def _text(found: Any) -> int | str:
    return as_text(found.members, found.at_least, found.at_most)


def _signed(change: int) -> str:
    return f"{change:+d}" if change else "0"
