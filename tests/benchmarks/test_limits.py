"""A benchmark run fails when a figure is on the wrong side of its limit, and names the aims it missed."""

import json
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from stewards.benchmarks import __main__ as benchmarks
from stewards.benchmarks.__main__ import main, table
from stewards.benchmarks.limits import (
    AIMS,
    FACTS,
    FIGURES,
    LIMITS,
    MEMORY,
    MILLION,
    MILLISECONDS,
    SAMPLE,
    TENFOLD,
    TIMES,
    Limit,
    Measured,
    aims,
    beside_a_replay,
    beside_a_tenth,
    broken,
    guards,
)
from stewards.benchmarks.test_works import Clock
from stewards.cli.demo.command import sample

REPLAY = Measured("replay", facts=1_000_000, ours=2.0, peer=8.0, memory=900.0)

OURS = {
    "warm replay": 0.1,
    "count": 0.03,
    "count by workplace": 0.1,
    "count with ranges": 0.05,
    "eligibility": 0.15,
    "check": 0.4,
    "explain eligibility": 1.0,
    "decision": 0.004,
    "revert": 6.0,
}
"""Seconds in which we keep all limits and aims, where there is no peer."""

BESIDE_A_PEER = {
    "import": (4.0, 20.0),
    "import people": (2.0, 1.9),
    "replay": (0.6, 8.0),
    "replay and UmaDB": (0.6, 3.0),
    "roster compare": (6.0, 0.5),
    "roster import": (11.0, 0.5),
}
"""Seconds that we and the peer take, so that all limits and aims are kept."""

PROCESSES = {
    "--version": 0.08,
    "--help": 0.08,
    "count": 0.35,
    "vacancies": 0.4,
    "mandate list": 0.4,
    "check": 0.5,
}
"""Seconds of CPU time that a command takes."""


def good() -> list[Measured]:
    """Return what keeps all limits and aims."""
    return beside_a_replay(
        [
            *(Measured(group, MILLION, ours, memory=800.0) for group, ours in OURS.items()),
            *(
                Measured(group, MILLION, ours, peer, memory=900.0)
                for group, (ours, peer) in BESIDE_A_PEER.items()
            ),
        ]
    )


def good_commands() -> list[Measured]:
    """Return what does so of the command line on the sample."""
    processes = (Measured(f"process {name}", SAMPLE, s, 0.05) for name, s in PROCESSES.items())
    return [Measured("check", SAMPLE, 0.2), *processes]


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
            Limit("replay", MILLISECONDS, at_most=1999, facts=MILLION),
            "replay (1,000,000): 2,000 ms, but it must be at most 1,999 ms",
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
    """A figure that went missing breaks its limit."""
    assert broken(found, [Limit("replay", FACTS, at_least=1)]) == [
        "replay: nothing was measured, but it must be at least 1 facts a second"
    ]


def test_every_limit_speaks_of_a_figure() -> None:
    """Each limit and aim has a known figure and exactly one side."""
    both = [*LIMITS, *AIMS]
    assert {limit.figure for limit in both} <= set(FIGURES)
    assert all((limit.at_least is None) != (limit.at_most is None) for limit in both)


def test_a_guard_is_a_ratio_within_one_run() -> None:
    """No guard depends on how fast the machine is."""
    assert {limit.figure for limit in LIMITS}.isdisjoint({FACTS, MILLISECONDS, MEMORY})


def test_the_sample_is_as_long_as_its_aim_says() -> None:
    """The aim for the sample is judged by the length of the sample."""
    assert len(sample()) == SAMPLE


def test_the_table_sets_the_peer_beside_us() -> None:
    """The table has a line a group, with times, rates, memory and the ratio as far as measured."""
    replay = attrs.evolve(REPLAY, facts=1_000, peer_memory=50.0)
    count = Measured("count", 1_000, 0.05, memory=1500.0)
    heading, *lines = table([replay, count]).splitlines()
    assert heading.split() == [
        *("facts", "ours", "facts/s", "MiB", "peer", "facts/s", "MiB", "ratio")
    ]
    assert [" ".join(line.split()) for line in lines] == [
        "replay 1,000 2,000.0 ms 500 900 8,000.0 ms 125 50 4",
        "count 1,000 50.0 ms 1,500",
    ]


def test_a_run_within_the_limits_succeeds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command returns 0 when every limit is kept, and names no aim."""
    assert run(good(), monkeypatch) == 0
    assert "but it must be" not in capsys.readouterr().out


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_every_limit_can_be_broken(limit: Limit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a hundred times as long as it did fails the run."""
    assert run(slower(good(), limit), monkeypatch, slower(good_commands(), limit)) == 1


@pytest.mark.parametrize("aim", AIMS, ids=str)
def test_every_aim_can_be_missed(aim: Limit) -> None:
    """What takes a hundred times as long, and as much memory, is not what is aimed at."""
    found = [*good(), *good_commands()]
    found += [attrs.evolve(m, facts=10 * MILLION) for m in good()]
    assert broken(found, [aim]) == []
    assert len(broken(slower(found, aim), [aim])) == 1


def slower(found: list[Measured], limit: Limit) -> list[Measured]:
    """Return what was measured, a hundred times as slow and large in the group of a limit."""
    return [
        attrs.evolve(m, ours=m.ours * 100, memory=m.memory and m.memory * 100)
        if m.group == limit.group and m.ours
        else m
        for m in found
    ]


def test_a_missed_aim_is_named_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is slower than it should be, but no slower than it was, is only said."""
    found = [attrs.evolve(m, ours=1.2) if m.group == "replay" else m for m in good()]
    assert run(found, monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        (
            "Aim missed: replay (1,000,000): 833,333 facts a second, "
            "but it must be at least 1,500,000 facts a second"
        ),
        (
            "Aim missed: replay (1,000,000): 6.67 times as fast as the peer, "
            "but it must be at least 8 times as fast as the peer"
        ),
    ]


def test_a_run_under_the_guard_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command returns 1 and says why when one figure is under its limit."""
    found = [attrs.evolve(m, ours=0.6) if m.group == "warm replay" else m for m in good()]
    assert run(found, monkeypatch) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "warm replay: 0.075 times as long as the peer's replay, "
        "but it must be at most 0.074 times as long as the peer's replay"
    )


def test_ten_times_the_facts_are_compared_with_a_tenth() -> None:
    """Whatever takes more than eleven times as long with ten times the facts misses an aim."""
    found = beside_a_tenth([Measured("x", 10, 1.0), Measured("x", 100, 12.0), Measured("y", 10, 1)])
    assert aims(found) == [Limit("x", TENFOLD, at_most=11, facts=100)]
    assert broken(found, aims(found)) == [
        (
            "x (100): 12 times as long as with a tenth of the facts, "
            "but it must be at most 11 times as long as with a tenth of the facts"
        )
    ]


def test_guards_are_proposed_by_what_was_reached(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is half as lax again, and says so in the words of the limit."""
    reporting(good(), monkeypatch)
    main(["--propose"])
    said = capsys.readouterr().out.splitlines()
    assert "import: at least 3.33 times as fast as the peer" in said
    assert "check: at most 0.075 times as long as the peer's replay" in said
    assert broken(good(), guards(good())) == []


def test_some_things_can_be_measured_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of what was not asked for are not missed, nor are ratios to a replay that was not."""
    reporting([Measured("check", MILLION, 0.4)], monkeypatch)
    assert main(["--only", "check"]) == 0
    reporting([Measured("check", MILLION, 90.0), REPLAY], monkeypatch)
    assert main(["--only", "check", "replay"]) == 1


def run(
    found: list[Measured],
    monkeypatch: pytest.MonkeyPatch,
    of_commands: Sequence[Measured] | None = None,
) -> int:
    """Return what the command returns when that was measured."""
    reporting([*(of_commands or good_commands()), *found], monkeypatch)
    return main([])


def reporting(found: Sequence[Measured], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pytest-benchmark have reported that, two lines of the table a benchmark."""
    lines = [attrs.asdict(line) for line in found]
    kept = [{"extra_info": {"lines": lines[n : n + 2]}} for n in range(0, len(lines), 2)]

    def run(_options: object, report: Path, _others: object) -> pytest.ExitCode:
        report.write_text(json.dumps({"benchmarks": kept}), "utf-8")
        return pytest.ExitCode.OK

    monkeypatch.setattr(benchmarks, "run", run)


def test_a_run_that_broke_off_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command returns what pytest did, and judges nothing."""
    monkeypatch.setattr(benchmarks, "run", lambda *_: pytest.ExitCode.TESTS_FAILED)
    assert main([]) == pytest.ExitCode.TESTS_FAILED


def test_the_clock_of_a_benchmark_is_what_our_side_took() -> None:
    """What is prepared, and what the peer takes, is not counted."""
    clock = Clock()
    lines = [Measured("a", 10, 1.5, 20.0), Measured("b", 10, None, 3.0)]
    assert (clock(), clock.after(lines), clock()) == (0.0, lines, 1.5)
