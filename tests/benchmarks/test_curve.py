"""The curve is written as a table and a picture, and judged by its aims."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from stewards.benchmarks.asked import KNOWN_AT, ON
from stewards.benchmarks.curve.__main__ import judge
from stewards.benchmarks.curve.making import fill, fill_umadb
from stewards.benchmarks.curve.picture import apart, picture, y
from stewards.benchmarks.curve.points import AIMS, SLACK, Point, aims
from stewards.benchmarks.curve.table import BEGIN, END, put, table
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.umadb_peer import UmaDBPeer
from stewards.registry import Registry

from ..servers import umadb_server

SECONDS = {"further": 0.01, "eligibility": 0.5, "eligibility further": 0.3, "writing": 0.2}


def point(facts: int, *, faster: float = 1.0, memory: float = 1000.0) -> Point:
    """Return a point that keeps every aim, or one that is so many times as fast."""
    cold = 0.9 * facts / 1_000_000 / faster
    took = SECONDS | {"cold": cold, "warm": 0.2 / faster, "eligibility": 0.5 / faster}
    peers = {"peer": cold * faster * 9, "umadb": cold * faster * 4} if facts <= 1_000_000 else {}
    return Point(facts, took | peers, memory)


GOOD = [point(10**exponent) for exponent in range(4, 8)]


@pytest.mark.parametrize("slack", [1.0, SLACK])
def test_a_curve_that_keeps_every_aim_succeeds(slack: float, capsys: pytest.CaptureFixture[str]):
    """Nothing is said of aims that are kept."""
    assert judge(GOOD, slack) == 0
    assert capsys.readouterr().out == ""


def test_every_aim_can_be_missed(capsys: pytest.CaptureFixture[str]):
    """Each aim that is missed is named, and fails the run."""
    slow = [*GOOD[:1], *(point(10**n, faster=0.1 ** (n - 4), memory=2000) for n in range(5, 8))]
    assert judge(slow, 1.0) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(AIMS)
    assert said[0] == "cold 1,000,000: 90,000 ms, but it must be at most 1,000 ms"
    assert said[-1] == (
        "cold 10,000,000: 100 times as long as a tenth of the facts, "
        "but it must be at most 11 times as long as a tenth of the facts"
    )


def test_a_guard_is_laxer_than_the_aims(capsys: pytest.CaptureFixture[str]):
    """What is a little too slow misses an aim and keeps the guard."""
    slow = [point(10**exponent, faster=0.8) for exponent in range(4, 8)]
    assert judge(slow, 1.0) == 1
    assert judge(slow, SLACK) == 0
    assert "cold 1,000,000: 1,125 ms" in capsys.readouterr().out


def test_aims_beyond_the_longest_history_are_left_out():
    """A run of a hundred thousand facts is judged by the aim for it alone."""
    assert [aim.group for aim in aims(100_000)] == ["cold 100,000"]


def test_what_was_not_measured_misses_its_aim(capsys: pytest.CaptureFixture[str]):
    """A point that lacks a figure is no success."""
    assert judge([*GOOD[:2], Point(1_000_000, {})], 1.0) == 1
    assert len(capsys.readouterr().out.splitlines()) == len(aims(1_000_000)) - 1


def test_the_table_has_a_line_a_history():
    """The peers stand beside us as far as they were asked."""
    assert table([GOOD[0], GOOD[3]]).splitlines()[2:] == [
        (
            "| 10,000 | 9 ms | 1,111,111 | - | 81 ms (9.0x) | 36 ms (4.0x) | 200 ms | 10 ms | 500 ms | "
            "300 ms | 200 ms | 1,000 MiB | - |"
        ),
        (
            "| 10,000,000 | 9.00 s | 1,111,111 | 1000.0x | - | - | 200 ms | 10 ms | 500 ms | 300 ms | "
            "200 ms | 1,000 MiB | - |"
        ),
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
        *("aim cold", "aim warm", "aim warm", "aim eligibility")
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
