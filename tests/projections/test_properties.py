"""What holds for every history, however it was told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import (
    CategoryChanged,
    EntryVoided,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
)
from stewards.events.errors import UnreadableEntry
from stewards.projections.replay import loading, sql
from stewards.projections.replay.projection import Projection

from ..searching import examples
from .log import FOUNDED, Log, chunk, one_by_one

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

UNITS = ("a", "b", "c", "d")

days = st.integers(0, 9).map(lambda number: date(2019, 9, 1) + timedelta(days=number))
people = st.sampled_from(["M1", "M2", "M3"])
places = st.sampled_from(UNITS)
FEW = (0, 2_048)
"""So many entries at once are read by the codec: here none, or all that there are."""
few = st.sampled_from(FEW)


@st.composite
def logs(draw: st.DrawFn) -> Log:
    """Draw a log in which days, people and places collide."""
    log = Log()
    for unit in UNITS:
        log.tell(UnitFormed, FOUNDED, unit=unit, name=unit, kind="workplace")
    kinds = [
        *([MemberJoined, MemberLeft, WorkplaceChanged, EntryVoided] * 2),
        *(CategoryChanged, StewardElected, MandateEnded, UnitMerged, UnitMoved),
    ]
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=25)):
        fields = {
            "member": draw(people),
            "workplace": draw(st.none() | places),
            "category": draw(st.sampled_from(["active", "senior"])),
            "unit": draw(places),
            "parent": draw(places),
            "into": draw(places),
            "voids": draw(st.integers(len(UNITS) + 1, max(len(log.lines), len(UNITS) + 1))),
            "reason": "a reason",
        }
        own = kind.__annotations__
        log.tell(kind, draw(days), **{name: said for name, said in fields.items() if name in own})
    return log


def contents(projection: Projection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    projection._database.make_views()
    relations = projection._connection.cursor()  # no question is made for this
    return {
        table: relations.execute(f"select * from {table} order by entry").fetchall()  # noqa: S608
        for table in (*sql.texts("families"), "taken_back")
    }


def take_in(projection: Projection, few: int, *told: str) -> None:
    """Take in what comes next, where so many entries at once are few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "FEW", few)
        projection.advance([chunk(*told, after=projection.head)])


@pytest.mark.parametrize("first", FEW)
@pytest.mark.parametrize("second", FEW)
def test_what_is_voided_is_so_by_the_first_void_of_all_pieces(first: int, second: int) -> None:
    """Voids of the same piece and of a later one count, and those of a piece that was refused do not."""
    log = Log()
    for member in ("M1", "M2"):
        log.tell(MemberJoined, FOUNDED, member=member)
    for entry in (1, 1, 1, 2):
        log.tell(EntryVoided, FOUNDED, voids=entry, reason="a reason")
    pieces = Projection()
    with pytest.raises(UnreadableEntry):
        take_in(pieces, first, *log.lines, "MemberLeft{}")
    take_in(pieces, first, *log.lines[:4])
    after_one = contents(pieces)["taken_back"]
    take_in(pieces, second, *log.lines[4:])
    told = contents(pieces)

    assert after_one == [(1, 3)]
    assert told["taken_back"] == [(1, 3), (2, 6)]
    assert [voided_by for *_, voided_by, _ in told["entries"]] == [3, 6, None, None, None, None]


@examples(2)
@given(logs(), st.data())
def test_a_replay_in_pieces_is_the_same_as_a_rebuild(log: Log, data: st.DataObject) -> None:
    """However the log is cut and each piece is read, the tables hold the same in the end.

    Where it first goes on to the end, and an entry there cannot be read, it is refused and leaves nothing.
    """
    cuts = sorted(data.draw(st.lists(st.integers(0, len(log.lines)), max_size=4)))
    pieces = Projection()
    for start, end in zip([0, *cuts], [*cuts, len(log.lines)], strict=True):
        if data.draw(st.booleans(), "refused first"):
            with pytest.raises(UnreadableEntry):
                take_in(pieces, data.draw(few), *log.lines[start:], "MemberLeft{}")
        if start < end:
            take_in(pieces, data.draw(few), *log.lines[start:end])
    whole = Projection()
    whole.advance(one_by_one(log.lines))

    assert contents(pieces) == contents(whole)
    assert pieces.head == whole.head == len(log.lines)


@examples(2)
@given(logs(), days)
def test_a_mandate_ends_the_same_on_every_later_day(log: Log, day: date) -> None:
    """Once over it does not revive: what ended by a day ended the same as seen from later days."""
    earlier = {m.entry: m for m in log.view(day).mandates(ended=True)}
    later = {m.entry: m for m in log.view(date(2019, 12, 31)).mandates(ended=True)}

    for entry, mandate in earlier.items():
        if mandate.ended_on:
            assert mandate.ended_on <= day
            assert mandate.ended_on == later[entry].ended_on
            assert mandate.ended_because == later[entry].ended_because
        else:
            assert (later[entry].ended_on or date.max) > day
