"""Numbers go in and come out; the log holds minted ids, codes and commitments alone."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import pytest
from stewards.events import TYPES, Event
from stewards.events.civil_registration import holds_civil_registration_number
from stewards.events.validators import is_text, is_unit_name
from stewards.registry import (
    AlreadyInMembership,
    BadLines,
    CommandUsed,
    KeptApartAlready,
    MembersNamedAlready,
    NoCode,
    NoPlaceForPeople,
    NoSourceId,
    NoSuchPerson,
    OtherPeopleFile,
    PeopleFileDamaged,
    PeopleFileMissing,
    PeopleFileNewer,
    Profile,
    ReadsAsMinted,
    Registry,
    load_profile,
    read_roster,
)
from stewards.registry.lists.people import read_people
from stewards.registry.people.errors import AddedMeanwhile
from stewards.registry.people.minting import is_minted, mint, mint_people, minting

from .conftest import FIRST

MINTED = re.compile("m[a-z2-7]{16}")
DAY = date(2019, 6, 1)


def ids(registry: Registry) -> dict[str, str]:
    """Return the ids of everybody by their numbers."""
    assert registry.people is not None
    return {number: one for one, number, _ in registry.people.everybody()}


def test_the_log_knows_a_member_by_a_minted_id_alone(registry: Registry) -> None:
    """Whoever joins by a number is in the log by an id of random letters, and found by either."""
    entry = registry.join("4711", workplace="jc-1", on=FIRST)

    one = ids(registry)["4711"]
    assert MINTED.fullmatch(one)
    assert entry.event.member == one  # type: ignore[attr-defined]
    assert registry.member("4711", on=DAY) == registry.member(one, on=DAY) is not None
    assert [each.number for each in registry.history(member="4711")] == [entry.number]
    assert b"4711" not in b"\n".join(registry.export_lines())


def test_whoever_joins_gets_an_id(registry: Registry) -> None:
    """A number that nobody has yet gets an id when somebody joins by it, and keeps it."""
    registry.join("5000", on=FIRST)
    registry.leave("5000", on=DAY)
    registry.join("5000", on=date(2020, 1, 1))

    assert set(ids(registry)) == {"4711", "4712", "5000"}
    assert len(registry.history(member="5000")) == 3


@pytest.mark.parametrize(
    "record",
    [
        lambda registry: registry.leave("9", on=DAY),
        lambda registry: registry.elect("9", unit="jc-1", on=DAY),
        lambda registry: registry.erase("9", reason="asked-for"),
    ],
)
def test_nothing_else_is_recorded_of_a_number_that_nobody_has(
    registry: Registry, record: Callable[[Registry], object]
) -> None:
    """Only who joins is new: any other fact about an unknown number is a slip."""
    size = registry.size()

    with pytest.raises(NoSuchPerson) as refused:
        record(registry)

    assert str(refused.value) == (
        "Cannot record anything of 9 because the people file has nobody with the number 9."
        " Check the number; 'stewards people import FILE' adds people."
    )
    assert registry.size() == size


def test_nothing_that_is_minted_reads_like_a_civil_registration_number() -> None:
    """Ids of people, texts and people files are random, and never refused by chance."""
    for made in islice(minting(), 20_000):
        assert not holds_civil_registration_number(made)
        assert is_minted(made)
    alphabet = {char for _ in range(500) for char in mint()[1:]}
    assert not alphabet & set("0189"), "a month has a 0 or a 1 in it"
    assert re.fullmatch("people-[a-z2-7]{16}", mint_people())


def test_a_note_is_kept_with_the_people_and_committed_to_in_the_log(registry: Registry) -> None:
    """The log holds the id of a note, and a digest of it with a salt; the note can be read, and proved."""
    entry = registry.join("4711", on=FIRST, note="was asked by post")

    reference = str(entry.event.note)
    text, _, commitment = reference.partition(" sha256-")
    assert registry.people is not None
    assert registry.people.text(reference) == "was asked by post"
    kept = registry.people.kept.text(text)
    assert kept is not None
    assert sha256(b"v1" + kept.salt + b"was asked by post").hexdigest() == commitment
    assert b"post" not in b"\n".join(registry.export_lines())


def test_a_command_run_twice_keeps_its_note_once(registry: Registry) -> None:
    """What the note says is compared, so a command with one can be repeated, and keeps nothing more."""
    first = registry.join("5000", on=FIRST, note="by post", command="c1")

    assert registry.join("5000", on=FIRST, note="by post", command="c1") == first
    with pytest.raises(CommandUsed, match="it says something else"):
        registry.join("5000", on=FIRST, note="by mail", command="c1")
    assert registry.people is not None
    assert registry.people.kept.numbers() == (3, 2, 1)


def test_equal_notes_look_different_in_the_log(registry: Registry) -> None:
    """Each note is a text of its own, with its salt and its day: equal words are not told by the log."""
    clock = datetime(2019, 5, 1, tzinfo=UTC)
    registry._clock = lambda: clock
    first = registry.join("4711", on=FIRST, note="by post")
    clock = datetime(2020, 5, 1, tzinfo=UTC)
    second = registry.leave("4711", on=DAY, note="by post")

    assert registry.people is not None
    assert first.event.note != second.event.note
    texts = registry.people.kept.texts_of(ids(registry)["4711"])
    assert [(body, day) for _, body, day in texts] == [
        ("by post", date(2019, 5, 1)),
        ("by post", date(2020, 5, 1)),
    ]


def test_a_reason_is_a_code_of_the_rule_book(registry: Registry) -> None:
    """Where people are kept apart, why somebody left is a code; more can be said in a note."""
    registry.join("4711", on=FIRST)

    with pytest.raises(NoCode) as refused:
        registry.leave("4711", on=DAY, reason="was ill for long")

    assert str(refused.value).startswith(
        "Cannot use 'was ill for long' as reason because people are kept apart from this log, and it holds"
        " codes, no free text; the codes are resigned, retired, "
    )
    assert str(refused.value).endswith(
        " Give one of them, and say more in a note: it is kept with the people, and erased with them."
    )
    registry.leave("4711", on=DAY, reason="resigned")


def test_a_source_is_an_id(registry: Registry) -> None:
    """Where a figure is from is an id, too: a sentence could say anything."""
    with pytest.raises(NoSourceId) as refused:
        registry.observe_headcount("jc-1", employees=7, source="said Member One", on=DAY)

    assert str(refused.value) == (
        "Cannot use 'said Member One' as source because people are kept apart from this log, and it holds"
        " ids, no free text. Give an id, such as annual-report-2019, and say more in a note."
    )


def test_every_text_of_every_event_is_kept_in_a_way_of_its_own() -> None:
    """A type with a new field of text says what becomes of it where people are kept apart."""
    unsaid = [
        f"{kind.name}.{field.name}"
        for kind in TYPES.values()
        for field in attrs.fields(kind.cls)
        if field.validator in {is_text, is_unit_name} and field.name not in kind.words
    ]

    assert unsaid == []


def test_labels_are_of_units_and_rule_books_alone() -> None:
    """The texts that stay in the log as they are name units and rule books, and nobody."""
    labels = {
        (kind.name, field)
        for kind in TYPES.values()
        for field, words in kind.words.items()
        if words == "label"
    }

    assert labels == {
        ("UnitFormed", "name"),
        ("UnitRenamed", "name"),
        ("StewardElected", "agreement"),
    }


def test_an_import_puts_ids_in_place_of_numbers(registry: Registry) -> None:
    """Lines of another registry come with its numbers: known ones get their ids, new ones are minted."""
    registry.import_lines(
        [
            b'{"type":"MemberJoined","member":"4711","workplace":"jc-1","effective_on":"2019-01-01"}',
            b'{"type":"MemberJoined","member":"6000","workplace":"jc-1","effective_on":"2019-01-01"}',
            b'{"type":"MemberLeft","member":"6000","effective_on":"2019-03-01"}',
        ]
    )

    known = ids(registry)
    assert set(known) == {"4711", "4712", "6000"}
    assert [each.member for each in registry.members(on=DAY)] == [known["4711"]]
    assert all(MINTED.fullmatch(one) for one in known.values())


def test_a_member_list_is_compared_and_taken_in_by_numbers(
    registry: Registry, tmp_path: Path
) -> None:
    """The list has numbers, the log ids; taken in again, it says nothing new."""
    registry.join("4711", workplace="jc-1", on=FIRST)
    path = tmp_path / "members.csv"
    path.write_text("member,workplace,category\n4711,jc-1,active\n7000,jc-1,active\n")
    listed = read_roster(path, profile())

    compared = registry.compare_roster(listed, on=DAY)
    assert [each.member for each in compared.joined] == ["7000"]
    assert set(ids(registry)) == {"4711", "4712"}, "a comparison adds nobody"

    plan = registry.plan_roster(listed, on=DAY)
    assert set(ids(registry)) == {"4711", "4712"}, "a plan adds nobody"
    registry.record_plan(plan)

    known = ids(registry)
    assert {each.member for each in registry.members(on=DAY)} == {known["4711"], known["7000"]}
    assert registry.plan_roster(listed, on=DAY).facts == ()


def profile() -> Profile:
    """Return the profile of our own lists."""
    return load_profile("stewards")


def test_what_is_only_supposed_adds_nobody(registry: Registry) -> None:
    """A question as if somebody new had joined leaves the people file as it is."""
    with registry.what_if(
        [b'{"type":"MemberJoined","member":"8000","workplace":"jc-1","effective_on":"2019-01-01"}']
    ) as supposed:
        assert supposed.count(on=DAY).members == 1

    assert set(ids(registry)) == {"4711", "4712"}


def test_a_log_that_names_members_cannot_begin_to_keep_them_apart(tmp_path: Path) -> None:
    """No entry is rewritten: the way goes by an export into a new registry."""
    with Registry.create(tmp_path / "registry.db") as registry:
        registry.join("4711", on=FIRST)
        with pytest.raises(MembersNamedAlready) as refused:
            registry.keep_people_apart()

    assert str(refused.value) == (
        "Cannot keep people apart from this log because entry 1 names a member by an id that was not"
        " minted, and no entry is ever rewritten. Make a new registry, import the people there, and then"
        " the facts of this one: 'stewards log export' and 'stewards log import' put minted ids in place"
        " of the numbers."
    )


def test_people_are_kept_apart_once(registry: Registry) -> None:
    """A second people file for one log would be the end of the first."""
    with pytest.raises(KeptApartAlready, match="they are since entry 1"):
        registry.keep_people_apart()


def test_a_registry_in_memory_has_no_people_file() -> None:
    """A people file lies beside a file, or where somebody says."""
    with (
        Registry.create(":memory:") as registry,
        pytest.raises(NoPlaceForPeople, match="it is neither a file nor a PostgreSQL database"),
    ):
        registry.keep_people_apart()


def test_without_the_people_file_nothing_is_recorded(registry: Registry, place: Path) -> None:
    """Counts need no names; but a number that got into the log would be there for good."""
    registry.join("4711", workplace="jc-1", on=FIRST)
    file = place.with_name("registry.db-people")
    file.rename(file.with_name("elsewhere"))

    with Registry.open(place) as other:
        assert other.count(on=DAY).members == 1
        with pytest.raises(PeopleFileMissing) as refused:
            other.join("4712", on=FIRST)

    assert str(refused.value) == (
        "Cannot say whose number is whose because since entry 1 people are kept apart from this log, and"
        f" the people file {file} is not there. Restore it from the newest backup that there is."
    )


def test_what_is_about_nobody_needs_no_people_file(registry: Registry, place: Path) -> None:
    """A decision that reads nothing asks nothing of people either, and is recorded at once."""
    registry.close()
    place.with_name("registry.db-people").unlink()

    with Registry.open(place) as other:
        assert other.publish_count(members=805, on=DAY).number == other.size()


def test_the_people_file_of_another_registry_is_refused(
    registry: Registry, place: Path, tmp_path: Path
) -> None:
    """Ids of another log would be nobody's here, or somebody else's."""
    assert registry.people is not None
    with Registry.create(tmp_path / "other.db") as other:
        other.keep_people_apart().add({"1": "Member Three"})
    (tmp_path / "registry.db-people").write_bytes((tmp_path / "other.db-people").read_bytes())

    with pytest.raises(OtherPeopleFile, match="it belongs to another registry"):
        Registry.open(place)


def test_a_people_file_newer_than_the_log_is_refused(registry: Registry, place: Path) -> None:
    """An old log was put back: people whom it does not know of would be confused with others."""
    assert registry.people is not None
    old = place.read_bytes()
    registry.join("4711", on=FIRST)
    registry.people.add({"4713": "Member Three"})
    registry.close()
    place.write_bytes(old)

    with pytest.raises(PeopleFileNewer) as refused:
        Registry.open(place)

    assert "it knows of entry 3, and the log ends with entry 2" in str(refused.value)


@pytest.mark.parametrize("data", [b"no database at all" * 400, b""])
def test_a_damaged_people_file_is_refused(registry: Registry, place: Path, data: bytes) -> None:
    """What is no people file, or no longer one, is named; the log is left as it is."""
    registry.close()
    place.with_name("registry.db-people").write_bytes(data)

    with pytest.raises(PeopleFileDamaged, match="Restore it from the newest backup"):
        Registry.open(place)


@pytest.mark.usefixtures("registry")
def test_the_people_file_is_its_owners_alone(place: Path) -> None:
    """Nobody else on the machine may read it."""
    mode = place.with_name("registry.db-people").stat().st_mode

    assert mode & 0o077 == 0


def test_a_fact_made_without_people_is_as_it_was() -> None:
    """Without a people file ids, notes and reasons are the caller's, as ever."""
    with Registry.create(":memory:") as registry:
        entry = registry.join("4711", on=FIRST, note="by post")
        registry.leave("4711", on=DAY, reason="moved to the sea")

    event: Any = entry.event
    assert isinstance(event, Event)
    assert (event.member, event.note) == ("4711", "by post")


def test_the_note_of_a_fact_that_is_refused_is_not_kept(registry: Registry, place: Path) -> None:
    """Nothing was recorded, so nothing of what was said of it stays; a note that stood before does."""
    registry.join("4711", workplace="jc-1", on=FIRST, note="stood-zebra")

    for note in ("refused-zebra", "stood-zebra"):
        with pytest.raises(AlreadyInMembership):
            registry.join("4711", workplace="jc-1", on=DAY, note=note)

    found = place.with_name("registry.db-people").read_bytes()
    assert b"refused-zebra" not in found
    assert b"stood-zebra" in found


def test_a_people_file_that_says_nothing_of_its_registry_is_refused(
    registry: Registry, place: Path
) -> None:
    """Where the row that says it is lost, the file is named as damaged."""
    registry.close()
    file = place.with_name("registry.db-people")
    connection = sqlite3.connect(file)
    connection.execute("delete from about")
    connection.commit()
    connection.close()

    with pytest.raises(PeopleFileDamaged) as refused:
        Registry.open(place)

    assert str(refused.value) == (
        f"Cannot use the people file {file} because it does not say which registry it belongs to. Restore"
        " it from the newest backup that there is."
    )


def test_whoever_was_interrupted_when_the_people_file_was_made_begins_again(place: Path) -> None:
    """An empty file beside a log that says nothing of people is none; they can still be kept apart."""
    Registry.create(place).close()
    place.with_name("registry.db-people").touch()

    with Registry.open(place) as registry:
        assert registry.people is None
        registry.keep_people_apart().add({"4711": "Member One"})


def test_a_people_file_that_is_not_there_is_missed_by_whoever_needs_it(
    registry: Registry, place: Path
) -> None:
    """It is not said that the registry keeps nobody apart, since it does."""
    registry.close()
    place.with_name("registry.db-people").unlink()

    with Registry.open(place) as other, pytest.raises(PeopleFileMissing, match="since entry 1"):
        other.erase("4711", reason="asked-for")


def test_a_number_that_reads_like_a_minted_id_is_refused(registry: Registry) -> None:
    """The log would take it for an id, and nobody could ever be erased by it."""
    assert registry.people is not None
    with pytest.raises(ReadsAsMinted) as refused:
        registry.people.add({"mabcdefghijklmnop": "Member Three"})

    assert str(refused.value) == (
        "Cannot use mabcdefghijklmnop as number because the ids that are minted for people look like that,"
        " and the log would take it for one. Give the person another number."
    )


def test_an_import_does_not_erase_anybody_by_number(registry: Registry) -> None:
    """It repeats what a log says; the way to erase somebody is a command of its own."""
    line = b'{"type":"PersonErased","member":"4711","reason":"x y z","effective_on":"2020-01-01"}'

    with pytest.raises(BadLines) as refused:
        registry.import_lines([line])

    [problem] = refused.value.problems
    assert str(problem.problem) == (
        "Cannot import that 4711 was erased because an import repeats what a log says, and a log says it by"
        " an id that was minted. Leave out the line; 'stewards people erase NUMBER' erases somebody."
    )
    assert set(ids(registry)) == {"4711", "4712"}


def test_somebody_without_a_name_is_somebody(registry: Registry, tmp_path: Path) -> None:
    """A row with a number alone gives an id; a name that is known stays where a list has none."""
    (tmp_path / "people.csv").write_text("number;name\n4711;\n4799;\n")
    assert registry.people is not None

    registry.people.add(read_people(tmp_path / "people.csv"))

    assert [row[1:] for row in registry.people.everybody()] == [
        ("4711", "Member One"),
        ("4712", "Member Two"),
        ("4799", None),
    ]


@pytest.mark.parametrize("others", [0, 5], ids=["fewer than there are", "more than there are"])
def test_whom_somebody_else_added_meanwhile_is_not_added_again(
    registry: Registry, others: int
) -> None:
    """A number has one id: of those who come with another one nobody is added, however many they are."""
    assert registry.people is not None
    before = ids(registry)
    numbers = ["4711", *(f"N-{number}" for number in range(others))]

    with pytest.raises(AddedMeanwhile) as refused:
        registry.people.take_in(dict(zip(numbers, minting(), strict=False)))

    assert str(refused.value) == (
        f"Cannot add the new people to {registry.people.place} because somebody else added one of them at the"
        " same moment. Nothing was recorded; try again."
    )
    assert ids(registry) == before
    assert registry.people.id_of("4711") == before["4711"]


@pytest.mark.parametrize("others", [0, 5], ids=["fewer than there are", "more than there are"])
def test_whoever_is_taken_in_twice_is_there_once(registry: Registry, others: int) -> None:
    """An import that has to start again finds those whom it added, and adds the rest."""
    assert registry.people is not None
    before = ids(registry)
    taken = dict(zip(["N-0", *(f"N-{n}" for n in range(1, others))], minting(), strict=False))
    registry.people.take_in({"N-0": taken["N-0"]})

    registry.people.take_in(taken)

    assert ids(registry) == before | taken
