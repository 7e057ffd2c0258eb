"""The units of the organisation on a day: what they are called, where they lie, what they became."""

from datetime import date

from stewards.events import UnitClosed, UnitFormed, UnitMerged, UnitMoved, UnitRenamed
from stewards.projections.organisation.rows import Unit
from stewards.projections.questions import units

from .log import FOUNDED, Log, sept


def unit(log: Log, name: str, on: date, upto: int | None = None) -> Unit:
    """Return one unit as it stands on a day."""
    found = units(log.replay(), on, len(log.lines) if upto is None else upto)
    [row] = [row for row in found if row.unit == name]
    return row


def resolved(log: Log, on: date) -> dict[str, str]:
    """Return what each unit has become by mergers."""
    given = {"on_day": on, "upto": len(log.lines)}
    return dict(log.replay().ask("resolved_on", ["unit", "at_unit"], given))


def below(log: Log, top: str, on: date) -> set[str]:
    """Return the units at or below a unit, which the walks down and up agree on."""
    projection, given = log.replay(), {"on_day": on, "upto": len(log.lines)}
    down = projection.ask("below_on", ["unit"], given | {"top_unit": top})
    up = projection.ask("ancestors_on", ["unit", "ancestor"], given)
    assert sorted(down) == sorted((unit,) for unit, ancestor in up if ancestor == top)
    return {unit for (unit,) in down}


def test_a_unit_stands_as_it_was_last_told(log: Log) -> None:
    """Name and parent are the last ones told on or before the day."""
    log.tell(UnitFormed, sept(1), unit="jc-1", name="One", kind="workplace", parent="city")
    log.tell(UnitRenamed, sept(10), unit="jc-1", name="Two")
    log.tell(UnitMoved, sept(20), unit="jc-1", parent=None)

    first = Unit("jc-1", "One", "workplace", "city", sept(1), None, None, None, is_open=True)
    assert unit(log, "jc-1", sept(9)) == first
    assert unit(log, "jc-1", sept(10)).name == "Two"
    assert unit(log, "jc-1", sept(19)).parent == "city"
    assert unit(log, "jc-1", sept(20)).parent is None
    assert unit(log, "jc-1", sept(20), upto=1) == first


def test_a_unit_lies_under_its_first_parent_before_its_first_day(log: Log) -> None:
    """Somebody recorded there earlier is found; the unit itself is not open yet."""
    log.form("city", "land", kind="employer")
    log.tell(UnitFormed, sept(10), unit="jc-1", name="One", kind="workplace", parent="city")
    log.tell(UnitMoved, sept(20), unit="jc-1", parent="land")

    early = unit(log, "jc-1", sept(1))
    assert (early.parent, early.is_open) == ("city", False)
    assert below(log, "city", sept(1)) == {"city", "jc-1"}
    assert unit(log, "jc-1", sept(10)).is_open


def test_a_unit_is_open_until_it_is_merged_or_closed(log: Log) -> None:
    """Merging and closing end a unit on their day; the first closing stands."""
    log.form("jc-1", "jc-2", "jc-3")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-3")
    log.tell(UnitClosed, sept(15), unit="jc-2")
    log.tell(UnitClosed, sept(12), unit="jc-2")

    assert unit(log, "jc-1", sept(9)).is_open
    merged = unit(log, "jc-1", sept(10))
    assert (merged.is_open, merged.merged_into) == (False, "jc-3")
    assert unit(log, "jc-2", sept(11)).is_open
    closed = unit(log, "jc-2", sept(20))
    assert (closed.is_open, closed.closed_on) == (False, sept(12))
    assert unit(log, "jc-3", sept(20)).is_open


def test_mergers_chain(log: Log) -> None:
    """A unit has become what the unit it was merged into has become, from each merger's day."""
    log.form("jc-1", "jc-2", "jc-3")
    log.tell(UnitMerged, sept(20), unit="jc-2", into="jc-3")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert resolved(log, sept(9)) == {"jc-1": "jc-1", "jc-2": "jc-2", "jc-3": "jc-3"}
    assert resolved(log, sept(10)) == {"jc-1": "jc-2", "jc-2": "jc-2", "jc-3": "jc-3"}
    assert resolved(log, sept(20)) == {"jc-1": "jc-3", "jc-2": "jc-3", "jc-3": "jc-3"}


def test_of_several_mergers_of_a_unit_the_last_counts(log: Log) -> None:
    """A unit merged again is in the other unit from that day."""
    log.form("jc-1", "jc-2", "jc-3")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")
    log.tell(UnitMerged, sept(20), unit="jc-1", into="jc-3")

    assert resolved(log, sept(19))["jc-1"] == "jc-2"
    assert resolved(log, sept(20))["jc-1"] == "jc-3"


def test_a_circle_of_mergers_ends_the_walk(log: Log) -> None:
    """The walk ends where it stands rather than enter a unit a second time."""
    log.form("jc-1", "jc-2", "jc-3")
    log.tell(UnitMerged, sept(1), unit="jc-1", into="jc-2")
    log.tell(UnitMerged, sept(1), unit="jc-2", into="jc-1")
    log.tell(UnitMerged, sept(1), unit="jc-3", into="jc-1")

    assert resolved(log, sept(1)) == {"jc-1": "jc-2", "jc-2": "jc-1", "jc-3": "jc-2"}


def test_units_lie_below_those_their_parents_lie_below(log: Log) -> None:
    """Below a unit are its children, theirs, and so on, as of the day."""
    log.form("city", kind="employer")
    log.form("north", "south", parent="city", kind="centre")
    log.form("jc-1", parent="north")
    log.tell(UnitMoved, sept(10), unit="jc-1", parent="south")

    assert below(log, "city", sept(1)) == {"city", "north", "south", "jc-1"}
    assert below(log, "north", sept(9)) == {"north", "jc-1"}
    assert below(log, "north", sept(10)) == {"north"}
    assert below(log, "south", sept(10)) == {"south", "jc-1"}


def test_a_circle_of_parents_ends_the_walk(log: Log) -> None:
    """Units that lie under each other lie below each other, and the walk ends."""
    log.form("a", "b", kind="centre")
    log.tell(UnitMoved, sept(1), unit="a", parent="b")
    log.tell(UnitMoved, sept(1), unit="b", parent="a")

    assert below(log, "a", sept(1)) == {"a", "b"}
    assert below(log, "b", sept(1)) == {"a", "b"}


def test_units_are_listed_in_order(log: Log) -> None:
    """Every unit ever formed is listed once, by id."""
    log.form("b", "a")

    assert [row.unit for row in units(log.replay(), FOUNDED, 2)] == ["a", "b"]
