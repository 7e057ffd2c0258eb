"""A policy says how long; what is due is listed and erased; what there is of one person is handed out."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from stewards.events.civil_registration import holds_civil_registration_number
from stewards.registry import (
    CivilRegistrationNumber,
    MalformedPolicy,
    NotKeptApart,
    NotYetDue,
    Policy,
    Registry,
)

from ..cli.running import run
from .conftest import FIRST

POLICY = """
[purpose.membership]
title = "Membership of the union"
basis = "what the union says"
recipients = ["the employer"]

[[keep]]
what = "former-members"
purpose = "membership"
months = 60

[[keep]]
what = "notes"
purpose = "membership"
months = 12
"""


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    """Return a policy: former members for five years, notes for one."""
    path = tmp_path / "privacy.toml"
    path.write_text(POLICY)
    return Policy.read(path)


def test_former_members_are_due_when_the_period_is_over(registry: Registry, policy: Policy) -> None:
    """Whoever left in 2020 is due in 2025; whoever came back is a member, and is not."""
    for number in ("4711", "4712"):
        registry.join(number, on=FIRST)
        registry.leave(number, on=date(2020, 1, 1), reason="resigned")
    registry.join("4712", on=date(2021, 1, 1))

    assert registry.due_for_erasure(policy, on=date(2024, 12, 31)) == []
    [due] = registry.due_for_erasure(policy, on=date(2025, 1, 1))
    assert registry.people is not None
    assert (due.what, registry.people.number_of(due.member or "")) == ("former-members", "4711")
    assert (due.since, due.due_on) == (date(2020, 1, 1), date(2025, 1, 1))


def test_a_purge_erases_what_is_due_and_nothing_else(
    registry: Registry, policy: Policy, place: Path
) -> None:
    """People whose period is over are erased, old notes are deleted, and no count moves."""
    registry.join("4711", on=FIRST, note="by post")
    registry.leave("4711", on=date(2019, 6, 1), reason="resigned")
    registry.join("4712", on=FIRST)
    before = registry.count(on=date(2019, 3, 1)).members
    registry.close()

    with Registry.open(place, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC)) as later:
        purged = later.purge(policy)

        assert [each.what for each in purged] == ["former-members", "notes"]
        assert later.people is not None
        assert [number for _, number, _ in later.people.everybody()] == ["4712"]
        assert later.people.kept.numbers() == (1, 1, 0)
        assert later.due_for_erasure(policy) == []
        assert later.count(on=date(2019, 3, 1)).members == before


def test_nobody_is_erased_ahead_of_time(registry: Registry, policy: Policy) -> None:
    """A slip of the pen in a year would erase everybody: a day that has not come yet is refused."""
    for erase in (
        lambda: registry.purge(policy, on=date(9000, 1, 1)),
        lambda: registry.erase("4711", reason="asked-for", on=date(9000, 1, 1)),
    ):
        with pytest.raises(NotYetDue) as refused:
            erase()
        assert str(refused.value).endswith(
            f"by 9000-01-01 because that day has not come yet: it is {registry.today()}, and what is erased"
            " is gone for good. Give a day that has come; 'stewards privacy due --on DAY' lists what will"
            " be due."
        )
    assert registry.people is not None
    assert len(registry.people.everybody()) == 2


def test_a_policy_without_a_period_lets_nothing_be_due(registry: Registry, tmp_path: Path) -> None:
    """There is no period by default: what the union has not decided is not deleted."""
    (tmp_path / "privacy.toml").write_text("")
    registry.join("4711", on=FIRST, note="by post")
    registry.leave("4711", on=date(2019, 6, 1), reason="resigned")

    assert (
        registry.due_for_erasure(Policy.read(tmp_path / "privacy.toml"), on=date(2100, 1, 1)) == []
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[[keep]]\nwhat = "notes"\npurpose = "nothing"\nmonths = 1',
            "keep: there is no purpose 'nothing'; there are none",
        ),
        (
            '[purpose.a]\ntitle = "A"\nbasis = "b"\n[[keep]]\nwhat = "faces"\npurpose = "a"\nmonths = 1',
            "keep: there is no 'faces'; there are former-members, never-members, notes, people-backups",
        ),
        (
            '[purpose.a]\ntitle = "A"\nbasis = "b"\n[[keep]]\nwhat = "notes"\npurpose = "a"\nmonths = -1',
            "keep: months is a whole number from 0 to 1,200",
        ),
        ('[purpose.a]\ntitle = "A"', "purpose.a.basis: it must be a text"),
        ("colour = 1", "it says 'colour'; what may stand there is keep, purpose"),
        ("keep = 1", "keep: write each of them as [[keep]]"),
    ],
)
def test_a_policy_that_says_something_else_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    """An unknown purpose, kind or key is named, so that nothing is kept by a slip of the pen."""
    path = tmp_path / "privacy.toml"
    path.write_text(text)

    with pytest.raises(MalformedPolicy) as refused:
        Policy.read(path)

    assert str(refused.value) == (
        f"Cannot use the policy {path} because {problem}. docs/privacy.md says what a policy holds."
    )


@pytest.mark.parametrize("key", ["what", "purpose"])
def test_a_period_of_a_list_is_refused(tmp_path: Path, key: str) -> None:
    """What is kept, and for which purpose, are texts."""
    path = tmp_path / "privacy.toml"
    said = {"what": '"notes"', "purpose": '"membership"', "months": "1"} | {key: '["notes"]'}
    path.write_text("[[keep]]\n" + "".join(f"{name} = {value}\n" for name, value in said.items()))

    with pytest.raises(MalformedPolicy) as refused:
        Policy.read(path)

    assert str(refused.value) == (
        f"Cannot use the policy {path} because keep: what and purpose must be texts. docs/privacy.md says"
        " what a policy holds."
    )


def test_a_policy_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The command looks beside the registry, and says what it did not find."""
    run("init", store=tmp_path / "registry.db")

    ended = run("privacy due", store=tmp_path / "registry.db")

    assert ended.code == 2
    assert f"Cannot use the policy {tmp_path / 'privacy.toml'} because the system says" in ended.err


@pytest.mark.parametrize("trial", range(7))
def test_what_there_is_of_one_person_is_theirs_alone(
    registry: Registry, trial: int, seed: int
) -> None:
    """Of random people with random facts, each is handed all of their own words and nobody else's."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    told: dict[str, list[str]] = {}
    for number in range(chance.randint(2, 4)):
        words = told[f"N-{number}"] = [f"N-{number}", f"word-{trial}-{number}-name"]
        assert registry.people is not None
        registry.people.add({f"N-{number}": words[1]})
        words += facts(registry, number, trial, chance)

    for number, words in told.items():
        found = json.dumps(registry.about(number), default=str)
        assert all(f'"{word}"' in found for word in words)
        others = {each for other, each_of in told.items() if other != number for each in each_of}
        assert not [word for word in others if f'"{word}"' in found]
        one = registry.about(number)["id"]
        entries = [e.number for e in registry.log.entries() if member_of(e.event) == one]
        assert [fact["entry"] for fact in registry.about(number)["facts"]] == entries


def facts(registry: Registry, number: int, trial: int, chance: random.Random) -> Iterator[str]:
    """Tell of a person what chance says; yield the words."""
    days = sorted(chance.sample(range(1, 28), 3))
    words = [f"word-{trial}-{number}-{each}" for each in range(3)]
    registry.join(f"N-{number}", on=date(2019, 1, days[0]), note=words[0])
    yield words[0]
    if chance.random() < 0.7:
        registry.change_category(
            f"N-{number}", category="senior", on=date(2019, 1, days[1]), note=words[1]
        )
        yield words[1]
    if chance.random() < 0.5:
        registry.leave(f"N-{number}", on=date(2019, 1, days[2]), reason="resigned", note=words[2])
        yield words[2]


def member_of(event: Any) -> str | None:
    """Return whom a fact is about."""
    return getattr(event, "member", None)


def test_a_civil_registration_number_is_nobodys_number(registry: Registry, seed: int) -> None:
    """In whatever form it is written, the people file takes none, and nobody of the list with it."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    assert registry.people is not None
    before = registry.people.everybody()
    for _ in range(500):
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        gap = chance.choice(["", "-", ".", "_", "/"])
        number = f"{day:02}{month:02}{chance.randint(0, 99):02}{gap}{chance.randint(0, 9999):04}"
        assert holds_civil_registration_number(number)
        with pytest.raises(CivilRegistrationNumber):
            registry.people.add({"ok": "Member Three", number: "Member Four"})

    assert registry.people.everybody() == before


def test_exports_of_people_are_on_record(registry: Registry, place: Path) -> None:
    """Whatever leaves the registry with ids or names in it leaves an entry; what is printed does not."""
    registry.join("4711", workplace="jc-1", on=FIRST)
    registry.close()
    lines = {
        "log export": "log",
        "export popolo --on 2020-01-01": "popolo",
        "export org --on 2020-01-01": "org",
        "mandate list --vcard": "vcards",
        f"member list --on 2020-01-01 -O {place.with_name('list.csv')}": "list",
        "privacy export 4711": "person",
        "people backup": "people",
        f"log copy --to {place.with_name('copy.db')}": "copy",
        "log follow --after 0 --count 1 -o jsonl": "follow",
        "log follow --after 0 --count 1 -o table": None,
        "member list --on 2020-01-01": None,
        "count --on 2020-01-01": None,
    }

    for line in lines:
        ended = run(line, store=place)
        assert ended.code == 0, ended.err

    with Registry.open(place) as again:
        told: list[Any] = [each.event for each in again.log.entries(after=3)]
    assert [each.what for each in told] == [what for what in lines.values() if what]


def test_what_holds_data_is_listed(registry: Registry, place: Path) -> None:
    """Files with their sizes, and how many people, names, notes, and texts of before there are."""
    registry.import_lines(
        [
            b'{"type":"MemberJoined","member":"9","effective_on":"2019-01-01","note":"said before"}',
        ]
    )
    held = {(each.place, each.holds): each.number for each in registry.holdings()}

    assert held["people file", "people"] == 3
    assert held["people file", "names"] == 2
    assert held["log", "texts that are no codes"] == 1
    assert (str(place), "facts about members, by id") in held
    assert (f"{place}-people", "people: numbers, names, notes") in held


def test_a_note_about_nobody_goes_by_its_period_alone(
    registry: Registry, policy: Policy, place: Path
) -> None:
    """What is said of a unit is due by the period for notes, and stays when somebody is erased."""
    registry.form_unit("jc-2", on=FIRST, note="unit-zebra")
    registry.join("4711", on=FIRST, note="member-zebra")
    registry.erase("4711", reason="asked-for")
    registry.close()

    with Registry.open(place, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC)) as later:
        [due] = later.due_for_erasure(policy)
        assert (due.what, due.member) == ("notes", None)
        assert b"unit-zebra" in place.with_name("registry.db-people").read_bytes()
        later.purge(policy)
    assert b"unit-zebra" not in place.with_name("registry.db-people").read_bytes()


def test_ids_that_somebody_gave_are_counted(registry: Registry) -> None:
    """They stand in the log as given, and an officer sees how many there are; ours are not counted."""
    registry.import_lines([b'{"type":"MemberJoined","member":"9","effective_on":"2019-01-01"}'])
    registry.join("4711", on=FIRST, command="of-member-one", batch="letters", by="office-2")
    registry.leave("4711", on=date(2020, 1, 1), command="of-member-two", batch="letters")

    held = {each.holds: each.number for each in registry.holdings() if each.place == "log"}

    assert held["ids of batches, as given"] == 1
    assert held["ids of requests, as given"] == 2
    assert held["ids of who recorded, as given"] == 2  # local, and office-2


@pytest.mark.parametrize("line", ["privacy inventory", "privacy export M1"])
def test_a_registry_without_a_people_file_says_so(tmp_path: Path, line: str) -> None:
    """The commands need a people file, and say how to begin."""
    run("init", store=tmp_path / "registry.db")

    ended = run(line, store=tmp_path / "registry.db")

    assert ended.code == 3
    assert "because this registry does not keep people apart from its log" in ended.err


def test_the_library_says_so_too(policy: Policy) -> None:
    """What is due cannot be said without a people file."""
    with (
        Registry.create(":memory:") as registry,
        pytest.raises(NotKeptApart, match="Cannot say what is due"),
    ):
        registry.due_for_erasure(policy)


def test_the_record_of_processing(tmp_path: Path) -> None:
    """It says of each purpose what the policy says: basis, recipients and periods."""
    (tmp_path / "privacy.toml").write_text(POLICY)
    run("init", store=tmp_path / "registry.db")

    ended = run("privacy record -o csv", store=tmp_path / "registry.db")

    assert ended.out == (
        "purpose,title,basis,data,recipients,kept\n"
        "membership,Membership of the union,what the union says,,the employer,"
        '"former-members: 60 months, notes: 12 months"\n'
    )
