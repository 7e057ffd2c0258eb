"""A benchmark run fails when a figure is on the wrong side of its limit."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from stewards.benchmarks.__main__ import main, table
from stewards.benchmarks.limits import (
    FACTS,
    FIGURES,
    LIMITS,
    MEMORY,
    MILLISECONDS,
    TIMES,
    Limit,
    Measured,
    broken,
    measured,
)

PROCESSES = {
    "--version": 0.1,
    "--help": 0.1,
    "count": 0.35,
    "vacancies": 0.4,
    "mandate list": 0.4,
    "check": 0.5,
}
"""Seconds of CPU time that a command takes."""

REPLAY = Measured("replay", facts=1_000_000, ours=2.0, peer=8.0, memory=900.0)


def result(
    group: str,
    name: str,
    seconds: float,
    *,
    facts: int = 1_000_000,
    memory: float | None = None,
) -> dict[str, Any]:
    """Return one benchmark as pytest-benchmark reports it."""
    told = {"facts": facts} if memory is None else {"facts": facts, "MiB": memory}
    return {"group": group, "name": name, "stats": {"min": seconds}, "extra_info": told}


def good_report() -> list[dict[str, Any]]:
    """Return benchmarks that keep all limits."""
    return [
        result("import", "test_ours", 4.0),
        result("import", "test_peer", 20.0),
        result("import people", "test_ours", 1.5, facts=100_001),
        result("import people", "test_peer", 1.0, facts=100_001),
        result("revert", "test_ours", 1.1, facts=10_000),
        result("revert", "test_peer", 1.0, facts=10_000),
        result("replay", "test_ours", 1.0),
        result("replay", "test_peer", 8.0),
        result("replay and UmaDB", "test_ours_again", 1.0),
        result("replay and UmaDB", "test_peer_umadb", 3.0),
        result("warm replay", "test_ours_warm", 0.2),
        result("count", "test_ours", 0.030),
        result("decision", "test_ours", 0.010),
        result("command", "test_ours", 0.400, facts=1813),
        *(
            result(f"process {name}", f"{side}[{name}]", seconds, facts=1813)
            for name, ours in PROCESSES.items()
            for side, seconds in (("test_ours", ours), ("test_peer", 0.05))
        ),
        result("roster compare", "test_ours", 12.0, facts=4_000_000, memory=1500.0),
        result("roster import", "test_ours", 30.0, facts=4_000_000, memory=1500.0),
    ]


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (Limit("replay", TIMES, at_least=4.0), None),
        (
            Limit("replay", TIMES, at_least=4.1),
            (
                "replay: 4 times as fast as the peer, "
                "but it must be at least 4.1 times as fast as the peer"
            ),
        ),
        (Limit("replay", FACTS, at_least=500_000), None),
        (
            Limit("replay", FACTS, at_least=600_000),
            "replay: 500,000 facts a second, but it must be at least 600,000 facts a second",
        ),
        (Limit("replay", MILLISECONDS, at_most=2000), None),
        (Limit("replay", MEMORY, at_most=900), None),
        (Limit("replay", MEMORY, at_most=899), "replay: 900 MiB, but it must be at most 899 MiB"),
        (
            Limit("replay", MILLISECONDS, at_most=1999),
            "replay: 2,000 ms, but it must be at most 1,999 ms",
        ),
    ],
)
def test_a_figure_on_the_wrong_side_is_named(limit: Limit, sentence: str | None) -> None:
    """A limit is kept up to the figure itself; beyond, a sentence says what was found."""
    assert broken([REPLAY], [limit]) == ([] if sentence is None else [sentence])


@pytest.mark.parametrize(
    "found", [[], [Measured("replay", 10, ours=None, peer=1.0)], [Measured("x", 10, 1.0, 1.0)]]
)
def test_what_was_not_measured_is_no_success(found: list[Measured]) -> None:
    """A benchmark that went missing breaks its limit."""
    assert broken(found, [Limit("replay", FACTS, at_least=1)]) == [
        "replay: nothing was measured, but it must be at least 1 facts a second"
    ]


def test_every_limit_speaks_of_a_figure() -> None:
    """Each limit has a known figure and exactly one side."""
    assert {limit.figure for limit in LIMITS} <= set(FIGURES)
    assert all((limit.at_least is None) != (limit.at_most is None) for limit in LIMITS)


def test_a_report_is_read_by_group() -> None:
    """Our side and the peer's of a group come together, whichever ran first."""
    report = [result("replay", "test_peer", 8.0), result("replay", "test_ours", 2.0, memory=900.0)]
    assert measured({"benchmarks": report}) == [REPLAY]


def test_the_table_sets_the_peer_beside_us() -> None:
    """The table has a line a group, with times, rates and the ratio as far as measured."""
    without_memory = attrs.evolve(REPLAY, memory=None)
    assert table(
        [without_memory, Measured("count", 1000, 0.05, None, memory=1500.0)]
    ).splitlines() == [
        "                        facts        ours     facts/s        peer     facts/s   ratio     MiB",
        "replay              1,000,000  2,000.0 ms     500,000  8,000.0 ms     125,000     4.0        ",
        "count                   1,000     50.0 ms                                               1,500",
    ]


def test_a_run_within_the_limits_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command returns 0 when every limit is kept."""
    assert run(good_report(), monkeypatch) == 0


@pytest.mark.parametrize("place", range(len(good_report())))
def test_every_limit_can_be_broken(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A benchmark of ours that takes twenty times as long fails the run, and so does a fast peer."""
    report = good_report()
    is_peer = report[place]["name"].startswith("test_peer")
    report[place]["stats"]["min"] *= 0.05 if is_peer else 20
    assert run(report, monkeypatch) == 1


def test_a_run_under_the_guard_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command returns 1 and says why when one figure is under its limit."""
    slow = good_report()
    slow[6] = result("replay", "test_ours", 1.5)
    assert run(slow, monkeypatch) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "replay: 5.33 times as fast as the peer, "
        "but it must be at least 5.5 times as fast as the peer"
    )


def test_a_benchmark_that_fails_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pytest returns for failing tests is returned, and nothing is judged."""
    monkeypatch.setattr(pytest, "main", lambda _: pytest.ExitCode.TESTS_FAILED)
    assert main([]) == 1


def run(report: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return what the command returns when the benchmarks give that report."""

    def write_report(arguments: Sequence[str]) -> pytest.ExitCode:
        option = next(a for a in arguments if a.startswith("--benchmark-json="))
        Path(option.partition("=")[2]).write_text(json.dumps({"benchmarks": report}))
        return pytest.ExitCode.OK

    monkeypatch.setattr(pytest, "main", write_report)
    return main([])
