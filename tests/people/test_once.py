"""Numbers get one id each, whoever asks at once; nothing is minted for a fact that is refused."""

import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from stewards.registry import AlreadyInMembership, Registry, UnknownUnit, deciding
from stewards.registry.people import PeopleFile, apart

from ..cli.running import run
from .conftest import FIRST

NUMBERS = 10


def numbers(registry: Registry) -> set[str]:
    """Return the numbers of everybody."""
    assert registry.people is not None
    return {number for _, number, _ in registry.people.everybody()}


def test_a_refused_joining_mints_nothing(registry: Registry) -> None:
    """Whoever cannot join at a workplace that there is not stays as unknown as before."""
    with pytest.raises(UnknownUnit):
        registry.join("5000", workplace="jc-9", on=FIRST, note="by post")

    assert numbers(registry) == {"4711", "4712"}
    assert registry.people is not None
    assert registry.people.kept.numbers() == (2, 2, 0)


JOIN = """
    import sys, time
    from datetime import date
    from stewards.registry import AlreadyInMembership, Registry, deciding

    decide = deciding.decide
    def slowly(*given):
        decide(*given)
        time.sleep(0.02)  # so that both have decided before one of them appends
    deciding.decide = slowly

    with Registry.open(sys.argv[1]) as registry:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(sys.argv[2])):
            try:
                registry.join(f"N{number}", on=date(2019, 1, 1), note="by post")
            except AlreadyInMembership:
                pass
"""


def joining(place: Path) -> subprocess.Popen[str]:
    """Start a process that is ready to let people join, and begins when its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", dedent(JOIN), str(place), str(NUMBERS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_who_let_the_same_people_join_mint_one_id_each(registry: Registry, place: Path) -> None:
    """Of two processes at once each number is recorded by one, under the one id that is its own."""
    with ExitStack() as running:
        both = [running.enter_context(joining(place)) for _ in range(2)]
        assert [each.stdout and each.stdout.readline() for each in both] == ["ready\n"] * 2
        for each in both:
            assert each.stdin is not None
            each.stdin.close()
        assert [each.wait(60) for each in both] == [0, 0]

    joined = [each.event.member for each in registry.log.entries() if hasattr(each.event, "member")]  # type: ignore[attr-defined]
    assert registry.people is not None
    assert len(joined) == NUMBERS
    assert {registry.people.number_of(one) for one in joined} == {f"N{n}" for n in range(NUMBERS)}
    assert registry.people.kept.numbers()[2] == NUMBERS, "a note for each fact, and no more"


def test_whoever_was_faster_with_a_number_gave_it_its_id(
    registry: Registry, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that somebody else recorded while it was decided on is read again, and has their id."""
    decide, faster = deciding.decide, []

    def slowly(*given: Any) -> None:
        decide(*given)
        if not faster:
            faster.append(1)
            with Registry.open(place) as other:
                faster[:] = [other.join("5000", on=FIRST).event.member]  # type: ignore[attr-defined]

    monkeypatch.setattr(deciding, "decide", slowly)

    with pytest.raises(AlreadyInMembership):
        registry.join("5000", on=FIRST, note="by post")

    assert registry.people is not None
    assert [registry.people.id_of("5000")] == faster
    assert registry.people.kept.numbers() == (3, 2, 0)


DYING = """
    import os, signal, sys
    from datetime import date
    from stewards.registry import Registry

    with Registry.open(sys.argv[1]) as registry:
        add = registry.people.kept.add
        def dying(*given):
            add(*given)
            os.kill(os.getpid(), signal.SIGKILL)
        registry.people.kept.add = dying
        registry.join("5000", on=date(2019, 1, 1), note="by post")
"""


def test_whoever_was_killed_before_the_log_had_the_fact_is_there_by_one_id(
    registry: Registry, place: Path
) -> None:
    """The row is on disk before the fact: a number that no fact names is counted, and used again."""
    killed = subprocess.run(
        [sys.executable, "-c", dedent(DYING), str(place)], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    left = {each.holds: each.number for each in registry.holdings()}
    joined = registry.join("5000", on=FIRST)
    after = {each.holds: each.number for each in registry.holdings()}

    assert registry.people is not None
    assert registry.people.number_of(joined.event.member) == "5000"  # type: ignore[attr-defined]
    assert (left["people whom no fact names"], left["notes that no fact has"]) == (3, 1)
    assert (after["people whom no fact names"], after["notes that no fact has"]) == (2, 1)


def test_opening_asks_once_whether_people_are_kept_apart(
    registry: Registry, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is asked for the one entry, and for erasures; a command opens the people file once."""
    registry.join("4711", on=FIRST)
    registry.close()
    asked: Counter[str] = Counter()
    told, opened = apart.told, PeopleFile.__init__

    def counted(log: object, kind: type, *after: int) -> object:
        asked[kind.__name__] += 1
        return told(log, kind, *after)  # type: ignore[arg-type]

    def opening(self: PeopleFile, *given: object, **more: object) -> None:
        asked["opened"] += 1
        opened(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(apart, "told", counted)
    monkeypatch.setattr(PeopleFile, "__init__", opening)

    ended = run("member list --on 2020-01-01 --names", store=place)

    assert "4711 (Member One)" in ended.out
    assert asked == {"PeopleKeptApart": 1, "PersonErased": 1, "opened": 1}
