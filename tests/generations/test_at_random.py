"""Of random histories: nothing of somebody is left in a new generation, and everything else is equal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from stewards.events.entry import Entry, in_order, known
from stewards.projections.membership.fold import membership_on
from stewards.registry import Registry
from stewards.registry.generations import forgetting, proving

from .histories import OTHERS, WHO, lines

HISTORIES = 2
BEFORE = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def members_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let members be forgotten as well: what comes of them must be as equal."""
    monkeypatch.setattr(forgetting, "_refuse_member", lambda *_: None)
    monkeypatch.setattr(proving, "MOST_KNOWLEDGES", 3)
    monkeypatch.setattr(proving, "MOST_MANDATES", 2)


def counted(entries: Sequence[Entry]) -> Iterator[Counter[tuple[str | None, str | None]]]:
    """Yield how many are where and as what, on every day of a fact and with every knowledge, by hand."""
    days = sorted({entry.event.effective_on for entry in entries})
    members = {one for e in entries if (one := getattr(e.event, "member", None)) is not None}
    for upto in range(1, len(entries) + 1):
        history = in_order(known(entries[:upto]))
        for day in days:
            there = (membership_on(history, one, day) for one in members)
            yield Counter((each.workplace, each.category) for each in there if each)


def of_others(registry: Registry, shift: int) -> list[str]:
    """Return what is answered of the others, without the numbers that the copy shifts."""
    view = registry.view(on=date(2020, 1, 1))
    told = (e for one in OTHERS for e in registry.history(member=one, on=date(2030, 1, 1)))
    return [
        *(said(entry, shift) for entry in told),
        *(repr((m.member, m.workplace, m.category)) for m in view.members() if m.member in OTHERS),
        *(repr((m.member, m.unit, m.status)) for m in view.mandates() if m.member in OTHERS),
        *map(repr, view.units(gone=True)),
    ]


def said(entry: Entry, shift: int) -> str:
    """Return an entry in words, with the numbers of the log before."""
    void = entry.voided_by and entry.voided_by - shift
    text = repr((entry.number - shift, void, entry.event))
    text = re.sub(r"recorded_by='[^']*'", "", text)  # a recorder who is forgotten is another one
    return re.sub(r"voids=(\d+)", lambda found: f"voids={int(found[1]) - shift}", text)


@pytest.mark.parametrize("is_apart", [False, True], ids=["one log", "people apart"])
def test_whoever_is_forgotten_is_gone_and_all_else_is_equal(
    tmp_path: Path, seed: int, *, is_apart: bool
) -> None:
    """No file of the copy has the id or a text of theirs; counts and the answers of others are equal."""
    for number in range(HISTORIES):
        folder = tmp_path / str(number)
        folder.mkdir()
        chance = Random(f"{seed}-{number}")  # noqa: S311 - chance, not a secret
        told = list(lines(chance))
        place = tmp_path / f"{number}.db"
        with Registry.create(place, clock=lambda: BEFORE) as registry:
            if is_apart:
                registry.keep_people_apart().add({WHO: "Zebra One"})
        with Registry.open(place) as registry:
            registry.import_lines(told)

            made = registry.copy_forgetting(folder / "new.db", [WHO])

            assert len(list(folder.iterdir())) == 1 + is_apart
            found = b"".join(each.read_bytes() for each in folder.iterdir())
            assert b"zebra" not in found
            assert b"Zebra" not in found
            with Registry.open(folder / "new.db") as there:
                before, after = list(registry.log.entries()), list(there.log.entries(after=1))
                assert list(counted(before)) == list(counted(shifted(after)))
                if not is_apart:
                    assert of_others(registry, 0) == of_others(there, 1)
                assert there.verify().is_sound
                assert made.ids <= 3


def shifted(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with the numbers of the log before, and voids of them."""
    return [
        Entry(
            each.number - 1,
            evolve(each.event, voids=voids - 1)
            if (voids := getattr(each.event, "voids", None))
            else each.event,
        )
        for each in entries
    ]
