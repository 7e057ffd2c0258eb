"""The balance of the history as postings is our count, or the comparison means nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.postings import ACCOUNTANTS, balance, journal, missing
from stewards.cli.demo.command import sample
from stewards.registry import Registry

DAYS = [date(2016, 6, 1), date(2019, 9, 1), date(2031, 1, 1)]


@pytest.fixture(scope="module")
def registry() -> Iterator[Registry]:
    """Return the registry of the sample branch."""
    with Registry.create(":memory:") as registry:
        registry.import_lines(sample())
        yield registry


@pytest.fixture(scope="module")
def sample_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample branch as postings."""
    path = tmp_path_factory.mktemp("postings") / "sample.journal"
    path.write_text("".join(journal(sample())))
    return path


@pytest.mark.parametrize("accountant", ACCOUNTANTS)
def test_a_balance_is_our_count(accountant: str, registry: Registry, sample_journal: Path) -> None:
    """Asked as of a day, hledger and ledger find as many members at each workplace as we do."""
    if said := missing(accountant):
        pytest.skip(said)
    for on in DAYS:
        assert balance(accountant, sample_journal, on) == counted(registry, on), on


def test_postings_add_up_to_our_count() -> None:
    """So they do where units merge, people come back, and facts are told late, ahead or in error."""
    told = list(lines(8_000))
    with Registry.create(":memory:") as registry:
        registry.import_lines(told)
        for on in DAYS:
            assert summed(journal(told), on) == counted(registry, on), on


def test_what_is_not_installed_is_named() -> None:
    """What is missing is said in a line, with the package to install."""
    assert missing("no-such-ledger") == (
        "no-such-ledger is not installed. To measure it: apt-get install no-such-ledger"
    )


def counted(registry: Registry, on: date) -> dict[str | None, int]:
    """Return our count by workplace, as all is known."""
    return {group.value: group.members for group in registry.count(on=on, by="workplace").groups}


def summed(transactions: Iterable[str], on: date) -> dict[str | None, int]:
    """Return what the accounts of workplaces hold at the end of a day."""
    held = Counter[str]()
    for transaction in transactions:
        day, *postings = transaction.splitlines()
        if date.fromisoformat(day) <= on:
            for account, members in map(str.split, postings):
                held[account.removeprefix("at:")] += int(members)
    return {
        None if place == "none" else place: members
        for place, members in held.items()
        if members and place != "outside"
    }
