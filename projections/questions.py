"""The questions one can ask a projection, in Python: the same names and rows as in SQL.

Everywhere `on` is the day in question, and `upto` the last entry known (`Log.last_known` says
it for an instant). `counted`, the categories that count towards the threshold, come from the
agreement. What is a rule about one case is no question here: `View` judges it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..events import CountPublished, ElectionStepTaken
from .membership.knowledge import ListTaken
from .membership.rows import Categories, Group, Member, among
from .organisation.rows import Unit
from .replay.entries import WholeEntries
from .replay.projection import Projection

if TYPE_CHECKING:  # the rows of what is asked now and then are loaded when it is
    from .accounts.lateness import Lateness, ToldWithin, WorkplaceAge
    from .accounts.published import PublishedCount
    from .accounts.rosters_taken import RosterOnRecord
    from .batches.rows import BatchSummary
    from .checks.ahead import Ahead
    from .checks.elections import Ended
    from .checks.rows import Finding
    from .electorate.rows import Headcount
    from .explanations.rows import Counted, Learned, OpenWindow, State
    from .membership.comings import Leaving, Move
    from .membership.series import Cell, Numbers, Series

_MEMBER: Final = tuple(each.name for each in attrs.fields(Member) if each.name != "is_sure")


def units(projection: Projection, on: date, upto: int) -> tuple[Unit, ...]:
    """Return every unit ever formed, as it stands on a day."""
    return projection.rows(Unit, "units_on", "unit", {"on_day": on, "upto": upto})


def members(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> tuple[Member, ...]:
    """Return those in membership, at or below a unit and in a category where these are given.

    All of them as if they were sure; see `unsure`.
    """
    scope = _scope(on, upto, unit, category)
    return tuple(Member(*row) for row in projection.ask("counted_on", _MEMBER, scope, "member"))


def unsure(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> dict[str, bool]:
    """Return of whom it is not sure whether `count` with the same words counts them; with whether it does."""
    scope = _scope(on, upto, unit, category)
    return dict(projection.ask("unsure_in", ["member", "is_counted"], scope, "member"))


def count(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> int:
    """Return how many are in membership, at or below a unit and in a category where given."""
    if unit is None and category is None:
        [(number,)] = projection.ask("count_on", ["members"], {"on_day": on, "upto": upto})
    else:
        scope = _scope(on, upto, unit, category)
        [(number,)] = projection.ask("counted_on", ["count(*)"], scope)
    return int(number)


def recorded(
    projection: Projection, on: date, upto: int, category: Categories = None
) -> dict[str | None, int]:
    """Return how many are counted by the workplace on record, mergers not followed; or under none."""
    given = {"on_day": on, "upto": upto, "categories": among(category)}
    return dict(projection.ask("recorded_on", ["workplace", "members"], given))


def has_windows(projection: Projection, upto: int) -> bool:
    """Return whether there is a member of whom something is known within a window only."""
    [(found,)] = projection.ask("windows", ["has_windows"], {"upto": upto})
    return bool(found)


def lists_taken(projection: Projection, upto: int) -> tuple[ListTaken, ...]:
    """Return the complete member lists that were taken in and stand."""
    return projection.rows(ListTaken, "lists_taken", "entry", {"upto": upto})


def doubt(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> tuple[int, int]:
    """Return how far `count` with the same words is not sure: how many fewer it may be, how many more."""
    scope = _scope(on, upto, unit, category)
    [(less, more)] = projection.ask("range_on", ["unsure", "perhaps"], scope)
    return less, more


def counted(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> "tuple[Counted, ...]":
    """Return who a count with the same words numbers, each with the entries behind."""
    from .explanations.rows import Counted

    columns = ["member", "workplace", "at_unit", "category", "entries"]
    scope = _scope(on, upto, unit, category)
    return tuple(Counted(*row) for row in projection.ask("counted_by", columns, scope, "member"))


def open_windows(
    projection: Projection, on: date, upto: int, members: Iterable[str]
) -> "dict[str, list[OpenWindow]]":
    """Return what may hold of each of some members on a day, or not yet, by the day."""
    from ..events.window import Window
    from .explanations.rows import OpenWindow

    columns = ["member", "entry", "not_before", "effective_on"]
    given = {"on_day": on, "upto": upto}
    wanted, found = {*members}, dict[str, list[OpenWindow]]()
    for member, entry, first, last in projection.ask(
        "open_on", columns, given, "effective_on, entry"
    ):
        if member in wanted:
            behind = found.setdefault(member, [])
            window = OpenWindow(entry, str(Window(first, last)))
            behind += [] if window in behind else [window]
    return found


def learnt(
    projection: Projection,
    on: date,
    upto: int,
    since: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> "tuple[Learned, ...]":
    """Return the instants at which a count with the same words can have changed, in order.

    Those after the entry `since`, up to the last entry known.
    """
    from .explanations.rows import Learned

    given = _scope(on, upto, unit, category) | {"since_entry": since}
    return projection.rows(Learned, "learnt_since", "recorded_at", given)


def states(projection: Projection, on: date, upto: int, since: int) -> "tuple[State, ...]":
    """Return the members about whom anything was recorded after an entry, as known with each such entry.

    First of all, with the entry `since`, as known before.
    """
    from .explanations.rows import State

    given = {"on_day": on, "upto": upto, "since_entry": since}
    return projection.rows(State, "states_since", "entry, member", given)


def became(projection: Projection, on: date, upto: int) -> dict[str, str]:
    """Return what each unit has become on a day, mergers followed."""
    given = {"on_day": on, "upto": upto}
    return dict(projection.ask("resolved_on", ["unit", "at_unit"], given))


def places(projection: Projection, on: date, upto: int, unit: str) -> frozenset[str]:
    """Return the units that lie at or below a unit on a day, mergers followed."""
    given = {"on_day": on, "upto": upto, "top_unit": unit}
    return frozenset(place for (place,) in projection.ask("places_on", ["unit"], given))


def groups(
    projection: Projection,
    on: date,
    upto: int,
    by: str,
    *,
    unit: str | None = None,
    category: Categories = None,
    depth: int = 1,
    with_doubt: bool = False,
    is_complete: Callable[[str | None], bool] = lambda _unit: True,
) -> tuple[Group, ...]:
    """Return the count by `workplace`, by `unit` or by `category`; the groups add up to it.

    By unit are the units so many levels below the one given, or below none; members nearer to it
    stand in the row of their own unit, members without a workplace under none.
    """
    scope = _scope(on, upto, unit, category) | ({"depth": depth} if by == "unit" else {})
    name = "null" if by == "category" else "name"
    question, given = f"count_by_{by}", scope
    if by == "category" and unit is None:  # nobody need be placed, which is half of the work
        question, given = "categories_on", {k: v for k, v in scope.items() if k != "top_unit"}
    rows = projection.ask(question, [by, name, "members"], given, f"{by} nulls last")
    found = {value: (value, called, members, 0, 0) for value, called, members in rows}
    if with_doubt:
        ranged = scope | ({"excluded": []} if by == "workplace" else {})
        for row in projection.ask(f"ranges_by_{by}", [by, name, "unsure", "perhaps"], ranged):
            value, called, less, more = row
            members = found[value][2] if value in found else 0
            found[value] = (value, called, members, less, more)

    def group(value: str | None, name: str | None, members: int, less: int, more: int) -> Group:
        at_most = members + more if is_complete(None if by == "category" else value) else None
        return Group(by, value, name, members, members - less, at_most)

    return tuple(
        group(*row)
        for row in sorted(found.values(), key=lambda row: (row[0] is None, row[0]))
        if row[2] or row[4]
    )


def counts_through(
    projection: Projection,
    days: Sequence[date],
    upto: int,
    asked: "Series",
    *,
    with_doubt: bool = False,
) -> "dict[Cell, Numbers]":
    """Return the count on each of some days by its groups, as `groups` does; all in one for no kind.

    Args:
        projection: The replayed log.
        days: The days, in order.
        upto: The last entry known.
        asked: Who is counted, and in which groups.
        with_doubt: Whether anything is known within a window only.
    """
    given: dict[str, object] = {"days": [*days], "upto": upto, "top_unit": asked.unit}
    given |= {"categories": among(asked.category), "organised_on": asked.as_organised}
    given |= {"by_kind": asked.by, "depth": asked.depth}
    # without units nobody need be placed, which is most of the work
    is_placed = asked.unit is not None or asked.by in {"unit", "workplace"}
    question = "groups_through" if is_placed else "categories_through"
    scope = given if is_placed else {k: given[k] for k in ("days", "upto", "categories", "by_kind")}
    rows = projection.ask(question, ["on_day", "value", "members"], scope)
    found = {(day, value): (members, 0, 0) for day, value, members in rows}
    if with_doubt:
        columns = ["on_day", "value", "unsure", "perhaps"]
        for day, value, less, more in projection.ask("ranges_through", columns, given):
            found[day, value] = (found.get((day, value), (0,))[0], less, more)
    return found


def leavers(
    projection: Projection,
    span: tuple[date, date],
    upto: int,
    by: str | None,
    *,
    unit: str | None = None,
    category: Categories = None,
    organised: date | None = None,
) -> list[tuple[Any, ...]]:
    """Return those who left between two days by a kind of group, or all of them in one for none.

    Each group is its value, how many left, how many of them may not have, how many others may have, the
    median of the whole months they were members, and the reasons with how many; an empty one for none.
    """
    columns = ["value", "members", "unsure", "perhaps", "median_months", "reasons"]
    given = _span(span, upto, unit, category) | {
        "by_kind": by,
        "depth": 1,
        "organised_on": organised,
    }
    rows = projection.ask("leavers_by", columns, given, "value nulls last")
    return [(*row, {each["key"]: each["value"] for each in reasons}) for *row, reasons in rows]


def leavings(
    projection: Projection,
    span: tuple[date, date],
    upto: int,
    *,
    unit: str | None = None,
    category: Categories = None,
    organised: date | None = None,
) -> "tuple[Leaving, ...]":
    """Return who left between two days, or may have, by the day."""
    from .membership.comings import Leaving

    given = _span(span, upto, unit, category) | {"organised_on": organised}
    return projection.rows(Leaving, "leavings", "left_on, member, entry", given)


def retained(
    projection: Projection,
    on: date,
    upto: int,
    years: int,
    *,
    unit: str | None = None,
    category: Categories = None,
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return how many of those who joined in a year were still there some years after they had.

    By the year and that number: how many, how many of them may not be, and how many others may be.
    """
    columns = ["year", "after", "members", "unsure", "perhaps"]
    given = _scope(on, upto, unit, category) | {"most_years": years}
    rows = projection.ask("retained", columns, given, "year, after")
    return {(year, after): (members, less, more) for year, after, members, less, more in rows}


def moves(
    projection: Projection, span: tuple[date, date], upto: int, category: Categories
) -> "tuple[Move, ...]":
    """Return whose workplace on record became another one between two days, by the day."""
    from .membership.comings import Move

    given = _span(span, upto, None, category)
    del given["top_unit"]
    columns = ["on_day", "first_day", "member", "left_workplace", "workplace", "category", "entry"]
    rows = projection.ask("moves_between", columns, given, "on_day, member")
    return tuple(Move(*row) for row in rows)


def _span(
    span: tuple[date, date], upto: int, unit: str | None, category: Categories
) -> dict[str, object]:
    first, last = span
    return _scope(last, upto, unit, category) | {"from_day": first}


def electors(
    projection: Projection, on: date, upto: int, counting: Mapping[str, list[str]]
) -> dict[str, list[int]]:
    """Return the entries that put members who count at each of some workplaces.

    Args:
        projection: The replayed log.
        on: The day.
        upto: The last entry known.
        counting: The categories `counted`, the members `excluded` all the same, and the `workplaces`.
    """
    given = {"on_day": on, "upto": upto, **counting}
    return dict(projection.ask("electors_at", ["workplace", "entries"], given))


def findings(
    projection: Projection, check: str, on: date, upto: int, **given: object
) -> "tuple[Finding, ...]":
    """Return what a question `check_...` finds odd on a day, given what else it is asked with."""
    from .checks.rows import Finding

    asked = {"on_day": on, "upto": upto, **given}
    return projection.rows(Finding, check, "subject, entries", asked)


def facts_ahead(projection: Projection, on: date, upto: int, last: date) -> "tuple[Ahead, ...]":
    """Return the facts that were recorded by a day, and hold from a later one up to another one."""
    from .checks.ahead import Ahead

    given = {"on_day": on, "upto": upto, "last_day": last}
    return projection.rows(Ahead, "facts_ahead", "effective_on, entry", given)


def headcounts(projection: Projection, on: date, upto: int) -> "tuple[Headcount, ...]":
    """Return the headcount last observed at each workplace on or before a day."""
    from .electorate.rows import Headcount

    given = {"on_day": on, "upto": upto}
    return projection.rows(Headcount, "headcounts_on", "workplace", given)


def lateness(
    projection: Projection,
    on: date,
    upto: int,
    by: str,
    since: date | None = None,
    *,
    units: Iterable[str] | None = None,
) -> "tuple[Lateness, ...]":
    """Return how late facts are reported by `type`, `recorder` or `unit`, the latest first; then in all.

    Counted are facts effective on or before the day that stand, voids left out; given `since`, those
    recorded on that day or later, and given units, those that are about one of them. There is no total
    where there are no facts.
    """
    from .accounts.lateness import Lateness

    columns = ["is_total", "value", "facts", "median", "p90", "worst"]
    given = {"on_day": on, "upto": upto, "since": since, "units": _listed(units)}
    order = "is_total, p90 desc, median desc, worst desc, facts desc, value"
    rows = projection.ask(f"lag_by_{by}", columns, given, order)
    return tuple(Lateness("total" if total else by, *row) for total, *row in rows if row[1])


def told_within(
    projection: Projection,
    on: date,
    upto: int,
    since: date | None = None,
    *,
    units: Iterable[str] | None = None,
) -> "tuple[ToldWithin, ...]":
    """Return how many facts each recorder told within how many days, up to nine tenths; then all of them.

    Counted are the facts of `lateness`; who told most of them comes first.
    """
    from .accounts.lateness import ToldWithin

    columns = ["is_total", "recorder", "days", "told", "facts"]
    given = {"on_day": on, "upto": upto, "since": since, "units": _listed(units)}
    rows = projection.ask("told_within", columns, given, "is_total, facts desc, recorder, days")
    return tuple(ToldWithin(*row) for _, *row in rows)


def facts_about(
    projection: Projection, on: date, upto: int, facts: Iterable[int], units: Iterable[str]
) -> frozenset[int]:
    """Return those of some facts that are about one of some units, before mergers."""
    given = {"on_day": on, "upto": upto, "facts": [*facts], "units": [*units]}
    return frozenset(entry for (entry,) in projection.ask("facts_about", ["entry"], given))


def _listed(units: Iterable[str] | None) -> list[str] | None:
    return None if units is None else [*units]


def days_of_facts(projection: Projection, upto: int) -> tuple[date, ...]:
    """Return the days from which a fact holds that stands, in order."""
    return _days(projection.ask("days_of_facts", ["day"], {"upto": upto}, "day"))


def days_recorded(projection: Projection, upto: int) -> tuple[date, ...]:
    """Return the days, UTC, on which something was recorded, in order."""
    return _days(projection.ask("days_recorded", ["day"], {"upto": upto}, "day"))


def _days(rows: Iterable[tuple[date]]) -> tuple[date, ...]:
    return tuple(day for (day,) in rows)


def workplace_ages(
    projection: Projection, on: date, upto: int, rosters: "Iterable[RosterOnRecord]"
) -> "tuple[WorkplaceAge, ...]":
    """Return how old the knowledge of workplaces is, by workplace, the longest unconfirmed first.

    Args:
        projection: The replayed log.
        on: The day.
        upto: The last entry known.
        rosters: The member lists that were taken in by then; see `rosters_taken`.
    """
    from .accounts.lateness import WorkplaceAge

    confirming: list[tuple[int, str | None]] = []
    for each in rosters:
        if each.workplaces:
            day, unit = each.effective_on, each.unit
            scope = [None] if unit is None else sorted(places(projection, day, upto, unit))
            confirming += [(each.entry, place) for place in scope]
    lists, scopes = [entry for entry, _ in confirming], [place for _, place in confirming]
    given = {"on_day": on, "upto": upto, "lists": lists, "places": scopes}
    return projection.rows(WorkplaceAge, "workplace_ages", "oldest, share, workplace", given)


def counted_among(
    projection: Projection,
    on: date,
    upto: int,
    whom: Iterable[str],
    *,
    unit: str | None = None,
) -> frozenset[str]:
    """Return which of some members are counted, at or below a unit where one is given."""
    given = {"on_day": on, "upto": upto, "top_unit": unit, "whom": list(whom)}
    return frozenset(member for (member,) in projection.ask("counted_among", ["member"], given))


def endings(projection: Projection, on: date, upto: int) -> "list[Ended]":
    """Return the endings of mandates, in the order they were recorded."""
    from .checks.elections import Ended

    columns = [each.name for each in attrs.fields(Ended)]
    columns[columns.index("day")] = "effective_on"
    rows = projection.ask("endings_on", columns, {"on_day": on, "upto": upto}, "entry")
    return [Ended(*row) for row in rows]


def categories_of(
    projection: Projection, on: date, upto: int, members: Iterable[str]
) -> dict[str, tuple[str, int]]:
    """Return the category of each of some members on a day, with the entry that says so."""
    given = {"on_day": on, "upto": upto, "members": sorted({*members})}
    rows = projection.ask("categories_of", ["member", "category", "categorised_by"], given)
    return {member: (category, by) for member, category, by in rows if category is not None}


def first_step(projection: Projection, upto: int) -> date | None:
    """Return the first day of any step of an election on record; none without one."""
    given = {"upto": upto, "types": [ElectionStepTaken.__name__]}
    [(first,)] = projection.ask("whole_entries", ["min(effective_on)"], given)
    day: date | None = first
    return day


def categories_told(projection: Projection, upto: int) -> list[str]:
    """Return every category that a member was ever recorded with."""
    return [each for (each,) in projection.ask("categories_told", ["category"], {"upto": upto})]


def offices_told(projection: Projection, upto: int) -> list[str]:
    """Return every office that anybody was ever elected to."""
    return [each for (each,) in projection.ask("offices_told", ["office"], {"upto": upto})]


def members_like(projection: Projection, upto: int, name: str) -> list[str]:
    """Return a few members whose ids read like a name, out of all that were ever recorded."""
    given = {"name": name, "upto": upto}
    return [each for (each,) in projection.ask("members_like", ["member"], given)]


def log_begins(projection: Projection, upto: int) -> date | None:
    """Return the first day that any fact took effect; none where there is no fact."""
    [(found,)] = projection.ask("log_begins", ["first_day"], {"upto": upto})
    return None if found is None else date.fromisoformat(str(found))


def overridden(projection: Projection, on: date, upto: int) -> frozenset[int]:
    """Return the elections for which somebody gave a reason why they follow no rule."""
    rows = projection.ask("overridden_on", ["entry"], {"on_day": on, "upto": upto})
    return frozenset(entry for (entry,) in rows)


def figures_counted(
    projection: Projection,
    upto: int,
    figures: Iterable[tuple[int, date]],
    scopes: Iterable[tuple[int, str | None]],
) -> dict[int, int]:
    """Return the number counted for each of many figures.

    Args:
        projection: The replayed log.
        upto: The last entry known.
        figures: Each with its day.
        scopes: Each with every unit in its scope on that day; with none for the whole union.
    """
    told, within = list(figures), list(scopes)
    given: dict[str, object] = {
        "upto": upto,
        "figures": [figure for figure, _ in told],
        "days": [day for _, day in told],
        "scopes": [figure for figure, _ in within],
        "places": [place for _, place in within],
    }
    return dict(projection.ask("figures_counted", ["figure", "members"], given))


def learnt_of(
    projection: Projection,
    on: date,
    unit: str | None,
    between: tuple[int, int],
    categories: tuple[str, ...] | None = None,
) -> tuple[int, list[int]]:
    """Return by how much the count of a day grew from one last entry known to another, and why.

    Why are the entries recorded in between that changed who is counted, at or below a unit and in some
    categories where given.
    """
    first, second = between
    given: dict[str, object] = {"from_upto": first, "to_upto": second}
    if (
        unit is None and categories is None
    ):  # nothing depends on who works where, and the answer is there sooner
        columns, asked = ["member", "is_in", "entry"], given | {"on_day": on}
        rows = projection.ask("membership_learnt", columns, asked)
        came = {member: 1 if is_in else -1 for member, is_in, _ in rows}
        return sum(came.values()), sorted({entry for _, _, entry in rows})
    sides = given | {"from_day": on, "to_day": on, "top_unit": unit}
    sides |= {"categories": among(categories)}
    moved = projection.ask("movement_entries", ["entries"], sides)
    why = {entry for (entries,) in moved for entry in entries}
    then, now = (count(projection, on, upto, unit=unit, category=categories) for upto in between)
    return now - then, sorted(why)


def rosters_taken(projection: Projection, on: date, upto: int) -> "tuple[RosterOnRecord, ...]":
    """Return the member lists of a day or before, as they were taken in."""
    from .accounts.rosters_taken import RosterOnRecord

    return projection.rows(RosterOnRecord, "rosters_taken", "entry", {"on_day": on, "upto": upto})


def voided(projection: Projection, upto: int) -> dict[int, int]:
    """Return the entries that are taken back, each with the entry that first did so."""
    return dict(projection.ask("voided", ["entry", "voided_by"], {"upto": upto}, "entry"))


def published(whole: WholeEntries) -> "tuple[PublishedCount, ...]":
    """Return the numbers of members in print, in the order of the log."""
    from .accounts.published import PublishedCount

    printed = whole.of(CountPublished)
    return tuple(
        PublishedCount(
            entry.number,
            event.effective_on,
            event.unit,
            event.members,
            event.categories,
            event.source,
        )
        for entry in sorted(printed, key=lambda each: each.number)
        if isinstance(event := entry.event, CountPublished)
    )


def last_of_batch(projection: Projection, upto: int, batch: str) -> int:
    """Return the last entry of a batch, as known with an entry of it or a later one."""
    [(entry,)] = projection.ask("last_of", ["entry"], {"upto": upto, "of_batch": batch})
    return int(entry)


def batches(projection: Projection, upto: int) -> "tuple[BatchSummary, ...]":
    """Return the batches, in the order of their first entries."""
    from .batches.rows import BatchSummary

    return projection.rows(BatchSummary, "batches", "first", {"upto": upto})


def _scope(on: date, upto: int, unit: str | None, category: Categories) -> dict[str, object]:
    return {"on_day": on, "upto": upto, "top_unit": unit, "categories": among(category)}
