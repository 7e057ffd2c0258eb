"""The curve is written as a table and a picture, and judged by its aims."""

from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from stewards.benchmarks.asked import KNOWN_AT, ON
from stewards.benchmarks.curve.__main__ import judge
from stewards.benchmarks.curve.picture import apart, picture, y
from stewards.benchmarks.curve.table import BEGIN, END, put, table
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.limits import LAXER, Measured, beside_a_tenth
from stewards.benchmarks.making import fill, fill_umadb
from stewards.benchmarks.umadb_peer import UmaDBPeer
from stewards.registry import Registry

from ..servers import umadb_server

MILLION = 1_000_000


def curve(*lengths: int) -> list[Measured]:
    """Return measurements of histories that keep every aim there is for them."""
    found = []
    for facts in lengths:
        millions = facts / MILLION
        cold = 0.6 * millions
        if facts <= MILLION:
            found += [
                Measured("import", facts, 4 * millions, 20 * millions, memory=500.0),
                Measured("import people", facts, 2.0 * millions, 1.9 * millions),
                Measured("replay", facts, cold, 9 * cold, memory=300.0, peer_memory=60.0),
                Measured("replay and UmaDB", facts, cold, 4 * cold),
                Measured("count with ranges", facts, 0.05 * millions),
                Measured("explain eligibility", facts, millions),
                Measured("decision", facts, 0.01),
                Measured("roster compare", facts, 6 * millions, 0.5 * millions, memory=900.0),
                Measured("roster import", facts, 11 * millions, 0.5 * millions, memory=900.0),
                Measured("revert", facts, 9 * millions),
            ]
        else:
            found.append(Measured("replay", facts, cold, memory=900.0))
        found += [
            Measured("warm replay", facts, 0.06 * millions, memory=200.0),
            Measured("count", facts, 0.03 * millions),
            Measured("eligibility", facts, 0.1 * millions, memory=800.0),
            Measured("check", facts, 0.4 * millions),
        ]
    return beside_a_tenth(found)


GOOD = curve(*(10**exponent for exponent in range(4, 8)))


@pytest.mark.parametrize("slack", [1.0, LAXER])
def test_a_curve_that_keeps_every_aim_succeeds(slack: float, capsys: pytest.CaptureFixture[str]):
    """Nothing is said of aims that are kept."""
    assert judge(GOOD, slack) == 0
    assert capsys.readouterr().out == ""


def test_an_aim_that_is_missed_is_named(capsys: pytest.CaptureFixture[str]):
    """What takes too long, or too much longer than with a tenth of the facts, fails the run."""
    slow = [attrs.evolve(m, ours=1.5) if m.facts == 10 * MILLION else m for m in GOOD]
    assert judge(slow, 1.0) == 1
    assert capsys.readouterr().out.splitlines() == [
        "warm replay (10,000,000): 1,500 ms, but it must be at most 600 ms",
        "eligibility (10,000,000): 1,500 ms, but it must be at most 1,000 ms",
        *(
            f"{group} (10,000,000): {times} times as long as with a tenth of the facts, "
            "but it must be at most 11 times as long as with a tenth of the facts"
            for group, times in (("warm replay", 25), ("count", 50), ("eligibility", 15))
        ),
    ]


def test_a_guard_is_laxer_than_the_aims(capsys: pytest.CaptureFixture[str]):
    """What is a little too slow misses an aim and keeps the guard."""
    slow = [attrs.evolve(m, ours=0.14) if m.group == "warm replay" else m for m in curve(MILLION)]
    assert judge(slow, 1.0) == 1
    assert judge(slow, LAXER) == 0
    assert capsys.readouterr().out == (
        "warm replay (1,000,000): 140 ms, but it must be at most 120 ms\n"
    )


def test_aims_beyond_the_longest_history_are_left_out(capsys: pytest.CaptureFixture[str]):
    """A run of a hundred thousand facts is judged by what it was measured with."""
    assert judge(curve(10_000, 100_000), 1.0) == 0
    assert capsys.readouterr().out == ""


def test_what_was_not_measured_misses_its_aim(capsys: pytest.CaptureFixture[str]):
    """A history of which a figure is lacking is no success."""
    assert judge([m for m in GOOD if m.group != "check"], 1.0) == 1
    assert capsys.readouterr().out == (
        "check (1,000,000): nothing was measured, but it must be at most 500 ms\n"
    )


def test_the_table_has_a_column_a_history():
    """Time, how much longer than with a tenth, memory; below them the peers, as far as they were asked."""
    found = [
        Measured("replay", 10, 0.5, 1.5, memory=100.0, peer_memory=50.0),
        Measured("count", 10, 0.01),
        Measured("replay", 100, 4.0, memory=1200.0),
        Measured("rows alone", 10, None, 1.0),
    ]
    assert table(beside_a_tenth(found)).splitlines() == [
        "| facts | 10 | 100 |",
        "| --- | ---: | ---: |",
        "| cold replay to a first count | 500 ms, 100 MiB | 4.00 s (8.0x), 1,200 MiB |",
        "| a further count | 10 ms | - |",
        "| cold replay: eventsourcing | 1.50 s (3x), 50 MiB | - |",
    ]


def test_the_table_replaces_the_one_before(tmp_path: Path):
    """What stands around the marks stays, however often the table is written."""
    page = tmp_path / "replay.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    put(page, "first")
    put(page, "second")
    assert page.read_text() == f"before\n{BEGIN}\n\nsecond\n\n{END}\nafter\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path):
    """Nothing is written over a page that has no place for the table."""
    page = tmp_path / "replay.md"
    page.write_text("mine")
    with pytest.raises(ValueError, match="lacks the marks"):
        put(page, "table")
    assert page.read_text() == "mine"


def test_the_picture_has_each_line_and_aim():
    """The picture is well-formed, and has a dot a measurement and a dash an aim in time."""
    drawn = list(ET.fromstring(picture(GOOD)).iter())  # noqa: S314 -- our own
    kinds = [element.get("class", "") for element in drawn]
    assert sum(element.tag.endswith("circle") for element in drawn) == 4 * 4 + 2 * 3
    assert [kind for kind in kinds if kind.startswith("aim")] == [
        *("aim warm", "aim warm", "aim further", "aim eligibility", "aim eligibility")
    ]


def test_times_beyond_the_axes_stay_on_the_picture():
    """What is shorter or longer than the axis is drawn at its end."""
    assert (y(0.000_001), y(100_000)) == (y(0.001), y(100))


def test_names_do_not_touch():
    """Names of lines that end at one height stand one below the other."""
    assert dict(apart([("b", 50.0), ("a", 48.0), ("c", 200.0)])) == {"a": 48, "b": 65, "c": 200}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a generated registry."""
    path = tmp_path_factory.mktemp("curve") / "20000.db"
    fill(str(path), lines(20_000))
    return path


def test_the_umadb_peer_answers_as_we_do(store: Path):
    """The count from a server that holds the same log is ours."""
    with umadb_server() as server, Registry.open(store) as registry:
        fill_umadb(server.url, str(store))
        peer = UmaDBPeer(server.url)
        counted = peer.count(ON, KNOWN_AT)
        peer.close()
        assert counted == registry.count(on=ON, known_at=KNOWN_AT).members > 0
