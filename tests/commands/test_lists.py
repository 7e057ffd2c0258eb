"""Lists of others that are taken in again by the same command."""

from datetime import date
from pathlib import Path

import pytest
from stewards.registry import Registry
from stewards.registry.errors import CommandUsed
from stewards.registry.lists import DEFAULT_PROFILE, load_profile, read_employer_list
from stewards.registry.recording import LogMovedOn

from ..rosters.listing import DAY, branch, roster, row
from .losing import log_of

ROWS = (row("anna", "jc-2"), row("eva", "jc-1"))


def take(registry: Registry, *rows: object, command: str = "c-1", **words: object) -> range:
    """Take a roster in."""
    plan = registry.plan_roster(roster(*rows), on=DAY, command=command, **words)  # type: ignore[arg-type]
    return registry.record_plan(plan, yes=True)


def test_a_roster_taken_in_again_is_the_batch_of_the_first_time() -> None:
    """The plan is the one of then, although the registry says by now what the roster says."""
    with branch() as registry:
        first = registry.plan_roster(roster(*ROWS), on=DAY, command="c-1")
        entries = registry.record_plan(first, yes=True)
        registry.form_unit("jc-3", name="JC 3", on=DAY)
        log = log_of(registry.log.store)

        again = registry.plan_roster(roster(*ROWS), on=DAY, command="c-1")

        assert (again.totals, again.members_after, again.batch) == (
            first.totals,
            first.members_after,
            first.batch,
        )
        assert registry.record_plan(again, yes=True) == entries
        assert log_of(registry.log.store) == log


def test_a_roster_that_forms_workplaces_is_taken_in_again() -> None:
    """Even where the unit above them has been closed meanwhile."""
    with branch() as registry:
        rows = (*ROWS, row("finn", "jc-7"))
        entries = take(registry, *rows, form_under="kk")
        registry.close_unit("kk", on=DAY)

        assert take(registry, *rows, form_under="kk") == entries


def test_the_same_id_for_another_roster_is_refused() -> None:
    """What the other one would have come to then is something else."""
    with branch() as registry:
        take(registry, *ROWS)
        log = log_of(registry.log.store)

        with pytest.raises(CommandUsed, match="entries 10 to 16 were recorded under that id, and"):
            take(registry, *ROWS, row("gert", "jc-1"))
        assert log_of(registry.log.store) == log


def test_a_plan_that_is_recorded_twice() -> None:
    """With a command it is there once; without one somebody recorded something meanwhile: it itself."""
    with branch() as registry:
        named = registry.plan_roster(roster(*ROWS), on=DAY, command="c-1")
        plan = registry.plan_roster(roster(*ROWS), on=DAY)

        assert registry.record_plan(named, yes=True) == registry.record_plan(named, yes=True)
        with pytest.raises(LogMovedOn):
            registry.record_plan(plan, yes=True)


def test_a_roster_that_another_one_takes_in_at_the_same_time() -> None:
    """Who planned without the batch of the other is told to do it again, and then finds it."""
    with branch() as registry:
        early = registry.plan_roster(roster(*ROWS), on=DAY, command="c-1")
        registry.form_unit("jc-3", name="JC 3", on=DAY)
        entries = take(registry, *ROWS)

        with pytest.raises(LogMovedOn):
            registry.record_plan(early, yes=True)
        assert take(registry, *ROWS) == entries


def test_headcounts_recorded_again_are_the_batch_of_the_first_time(tmp_path: Path) -> None:
    """The comparison is the one of then, with the verdicts of then."""
    path = tmp_path / "employer.csv"
    path.write_text("Arbejdsplads-id;Arbejdsplads;Socialrådgivere\njc-1;One;8\njc-2;Two;9\n")
    listed = read_employer_list(path, load_profile(DEFAULT_PROFILE))
    with branch() as registry:
        first = registry.compare_employer_list(listed, on=DAY, command="c-1")
        entries = registry.record_headcounts(first)
        log = log_of(registry.log.store)

        again = registry.compare_employer_list(listed, on=DAY, command="c-1")

        assert (again.rows, again.new, again.batch) == (first.rows, first.new, first.batch)
        assert registry.record_headcounts(again) == entries
        with pytest.raises(CommandUsed):
            registry.record_headcounts(
                registry.compare_employer_list(listed, on=date(2019, 9, 2), command="c-1")
            )
        assert log_of(registry.log.store) == log
