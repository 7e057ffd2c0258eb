"""People kept apart: whoever is erased is gone, whatever is killed or put back; what is theirs is theirs."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

from stewards.events.civil_registration import holds_civil_registration_number
from stewards.events.stores import store as stores
from stewards.projections.replay.segments import range_digest
from stewards.registry import (
    BadInput,
    BadLines,
    PeopleFileNewer,
    Refusal,
    Registry,
    load_profile,
    read_roster,
)

from ..events.test_civil_registration import USUAL
from .kinds import Kind, Shared
from .programs.due import AT_ONCE
from .trials import Trials, expect

FIRST: Final = date(2019, 1, 1)
LISTED: Final = date(2019, 10, 1)
EACH: Final = 20
"""How many people a registry has, every word of whom is looked for."""
A_THOUSAND: Final = 1_000
MEMORY: Final = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
"""A folder that waits for no disk, where there is one: none of these proofs is about a loss of power."""
OTHERS: Final = 300
"""How many come before them, and after them: rows move from page to page then, and leave copies."""
COVERED: Final = 16
"""How many entries a segment covers here."""
FILLING: Final = 40
"""How many more people there are where a process is killed: more pages than its memory has room for."""


def everything(folder: Path) -> bytes:
    """Return every byte of every file of a folder and those below it."""
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


@contextmanager
def apart(folder: Path) -> Iterator[Registry]:
    """Lend a new registry that keeps people apart, with two workplaces."""
    with Registry.create(folder / "registry.db") as registry:
        registry.keep_people_apart()
        for unit in ("jc-1", "jc-2"):
            registry.form_unit(unit, on=date(2015, 1, 1))
        yield registry


def told(registry: Registry, number: str, chance: Random) -> list[str]:
    """Tell of a person what chance says, each fact with a note; return number, name and notes."""
    said = [number, f"name-of-{number}-zebra"]
    assert registry.people is not None
    registry.people.add({number: said[1]})
    life: list[Callable[..., Any]] = [
        partial(registry.join, workplace="jc-1"),
        partial(registry.state_employment, since=date(2010, 1, 1), standing="employee"),
        registry.confirm_workplace,
        partial(registry.change_workplace, workplace="jc-2"),
        registry.begin_absence,
        registry.end_absence,
        partial(registry.change_category, category="senior"),
        partial(registry.elect, unit="jc-2", override="other"),
        partial(registry.leave, reason="resigned"),
    ]
    entry = 0
    for month, tell in enumerate(life, start=1):
        if month == 1 or chance.random() < 0.6:
            note = f"note-{month}-of-{number}-zebra"
            try:
                entry = tell(number, on=date(2019, month, 1), note=note).number
            except Refusal:
                continue
            said.append(note)
    if chance.random() < 0.3:
        note = f"void-of-{number}-zebra"
        registry.void(entry, reason="wrong-entry", note=note)
        said.append(note)
    return said


def erased_everywhere(_kind: Kind, trials: Trials) -> None:
    """Erase some of twenty people, and look for every word of all of them in every file."""
    small = patch.object(range_digest, "ENTRIES", COVERED)
    chunks = patch.object(stores, "ENTRIES_IN_A_CHUNK", COVERED)
    for trial in trials:
        with trial as chance, small, chunks, tempfile.TemporaryDirectory(dir=MEMORY) as within:
            folder = Path(within)
            (folder / "temporary").mkdir()
            temporary = str(folder / "temporary")
            with (
                patch.dict(os.environ, TMPDIR=temporary, SQLITE_TMPDIR=temporary),
                patch.object(tempfile, "tempdir", temporary),
                apart(folder) as registry,
            ):
                assert registry.people is not None
                registry.people.add({f"before-{each}": None for each in range(OTHERS)})
                people = [told(registry, f"number-{each}-zebra", chance) for each in range(EACH)]
                registry.people.add({f"after-{each}": None for each in range(OTHERS)})
                chance.shuffle(people)
                upto = chance.randint(1, EACH)
                size, before = registry.size(), answers(registry)
                expect(not missing(folder, people), "a word is not there before")
                for number, *_ in people[:upto]:
                    registry.erase(number, reason="asked-for")
                expect(answers(registry, size) == before, "a count or the digest has changed")
                (folder / "log.jsonl").write_bytes(b"\n".join(registry.export_lines()))
                (folder / "stored.jsonl").write_bytes(b"\n".join(registry.export_stored()))
            expect((folder / "registry.db-segments").is_dir(), "there are no segments")
            left = [word for each in people[:upto] for word in each]
            expect(missing(folder, people[:upto]) == left, "a word of somebody erased is there")
            expect(not missing(folder, people[upto:]), "a word of somebody else is gone")


def missing(folder: Path, people: list[list[str]]) -> list[str]:
    """Return the words that no file holds."""
    found = everything(folder)
    return [word for each in people for word in each if word.encode() not in found]


def answers(registry: Registry, size: int | None = None) -> list[object]:
    """Return the digest of the first entries, and the count of each day as known with several of them."""
    size = size or registry.size()
    registry.replay()
    registry.keep()
    counts = [
        registry.count(on=day, known_at=upto).members
        for upto in (size, size // 2)
        for day in registry.view(known_at=upto).days()
    ]
    return [registry.digest(size), counts]


def killed_while_erasing(kind: Shared, trials: Trials, *, purge: bool) -> None:
    """Kill a process that erases somebody, or purges, at every step: the next to open finishes it."""
    for trial in trials:
        with trial as chance, tempfile.TemporaryDirectory(dir=MEMORY) as within:
            folder, sound = Path(within), Path(within) / "sound"
            people = several(folder, chance)
            shutil.copytree(folder, sound)
            one, *_ = people
            for step in count(1):
                put_back(sound, folder)
                work = ("erase_until", str(folder / "registry.db"), step, None if purge else one[0])
                with kind.workers.lend(*work) as worker:
                    lived = worker.rest()
                if purge:
                    judge_a_purge(folder, people)
                else:
                    judge_an_erasure(folder, people, acknowledged=bool(lived))
                if lived:
                    expect(step > 8, f"only {lived} steps")
                    break


def several(folder: Path, chance: Random) -> list[list[str]]:
    """Make a registry of two people who left, and of more who fill the file; return the words of the two."""
    with apart(folder) as registry:
        people = [told(registry, f"number-{each}-zebra", chance) for each in range(2)]
        for number, *_ in people:
            if registry.member(number, on=date(2020, 1, 1)):
                registry.leave(number, on=date(2019, 12, 1))
        assert registry.people is not None
        registry.people.add({f"n{each}": "x" * 300 for each in range(FILLING)})
    return people


def put_back(sound: Path, folder: Path) -> None:
    """Let the files of a registry be what they were."""
    for each in folder.glob("registry.db*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    for each in sound.glob("registry.db*"):
        shutil.copy(each, folder)


def judge_an_erasure(folder: Path, people: list[list[str]], *, acknowledged: bool) -> None:
    """Expect that the first of some people is gone if the log says so, and nobody else."""
    with Registry.open(folder / "registry.db", segments=False) as registry:
        assert registry.people is not None
        there = {number for _, number, _ in registry.people.everybody()}
        erased = [entry for entry in registry.newest(1) if "Erased" in type(entry.event).__name__]
    expect(erased or not acknowledged, "it was acknowledged, and the log does not say so")
    lost = missing_beside(folder, people)
    expect(lost == (people[0] if erased else []), f"of {people[0]} there is all but {lost}")
    expect((people[0][0] in there) is not bool(erased), there)


def judge_a_purge(folder: Path, people: list[list[str]]) -> None:
    """Expect that whoever the log says was erased is gone, and that a purge run again erases the others."""
    with Registry.open(folder / "registry.db", segments=False) as registry:
        assert registry.people is not None
        there = {number for _, number, _ in registry.people.everybody()}
        for each in people:
            gone = missing_beside(folder, [each])
            expect((each[0] not in there) == (each[0] in gone), f"{each[0]} is in a free page")
            expect(each[0] in there or gone == each, f"something of {each[0]} is left")
        registry.purge(AT_ONCE)
    expect(missing_beside(folder, people) == [word for each in people for word in each], "left")


def missing_beside(folder: Path, people: list[list[str]]) -> list[str]:
    """Return the words that no file of the registry holds; the copy of before it lies in a folder below."""
    found = b"".join(each.read_bytes() for each in sorted(folder.glob("registry.db*")))
    return [word for each in people for word in each if word.encode() not in found]


def put_back_old(_kind: Kind, trials: Trials) -> None:
    """Put people and log of two moments together: erased stay erased, or they are refused as they are."""
    for trial in trials:
        with trial as chance, tempfile.TemporaryDirectory(dir=MEMORY) as within:
            folder = Path(within)
            moments = history(folder, chance)
            for _ in range(5):
                people, log = chance.choices(moments, k=2)
                expect_together(folder, people, log)


Moment = tuple[bytes, bytes, frozenset[tuple[str, str, str | None]], frozenset[str], int, int]
"""Log and people as bytes, everybody, whom the log erased, how many entries it has and the people know of."""


def history(folder: Path, chance: Random) -> list[Moment]:
    """Let people come, be spoken of and be erased; return every moment."""
    moments: list[Moment] = []
    erased: set[str] = set()
    with apart(folder) as registry:
        assert registry.people is not None
        for each in range(8):
            everybody = registry.people.everybody()
            if everybody and chance.random() < 0.4:
                one, number, _ = chance.choice(everybody)
                registry.erase(number, reason="asked-for")
                erased.add(one)
            elif chance.random() < 0.5:
                registry.people.add({f"number-{each}-zebra": f"name-{each}-zebra"})
            else:
                registry.join(f"number-{each}-zebra", on=FIRST, note=f"note-{each}-zebra")
            file = folder / "registry.db-people"
            moments.append(
                (
                    (folder / "registry.db").read_bytes(),
                    file.read_bytes(),
                    frozenset(registry.people.everybody()),
                    frozenset(erased),
                    registry.size(),
                    registry.people.kept.known,
                )
            )
    return moments


def expect_together(folder: Path, people: Moment, log: Moment) -> None:
    """Put the people of one moment and the log of another in place, and expect what opens of it."""
    place, file = folder / "registry.db", folder / "registry.db-people"
    for each in folder.glob("registry.db*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    place.write_bytes(log[0])
    file.write_bytes(people[1])
    try:
        with Registry.open(place, segments=False) as registry:
            assert registry.people is not None
            there = frozenset(registry.people.everybody())
    except PeopleFileNewer:
        expect(people[5] > log[4], "refused, and the people know of nothing that the log has not")
        expect(file.read_bytes() == people[1], "refused, and changed")
        return
    expect(people[5] <= log[4], "people who are newer than their log were taken")
    wanted = frozenset(each for each in people[2] if each[0] not in log[3])
    expect(there == wanted, f"{there}, and not {wanted}")
    found = everything(folder)
    for _, number, name in people[2] - wanted:
        expect(number.encode() not in found, f"{number} is back")
        expect(name is None or name.encode() not in found, f"{name} is back")


def changed_people(_kind: Kind, trials: Trials) -> None:
    """Change a row of the people file past the library, and verify: the first bad entry is named."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as within:
        folder = Path(within)
        place, file, sound = folder / "registry.db", folder / "registry.db-people", folder / "sound"
        with apart(folder) as registry:
            for each in range(6):
                told(registry, f"number-{each}-zebra", Random(each))  # noqa: S311 - the same each time
            shutil.copy(file, sound)
            erased = [registry.erase(f"number-{each}-zebra", reason="asked-for") for each in (1, 4)]
            noted = {str(e.event.note): e.number for e in registry.log.entries() if e.event.note}
        after = file.read_bytes()
        for trial in trials:
            with trial as chance:
                file.write_bytes(after)
                with closing(sqlite3.connect(file)) as connection, connection:
                    connection.execute("attach ? as sound", (str(sound),))
                    entry = tampered(connection, chance, noted, erased)
                with Registry.open(place, segments=False) as registry:
                    found = registry.verify()
                expect(not found.is_sound, "it was not found")
                expect(found.first_bad == (entry, entry), f"{entry}: {found.checks}")


def tampered(
    connection: sqlite3.Connection, chance: Random, noted: dict[str, int], erased: list[Any]
) -> int:
    """Change one text, or put back somebody erased or what was said of them; return the entry to be named."""
    entry = chance.choice(erased)
    back = "insert into {0} select * from sound.{0} where {1} = ?"
    if chance.random() < 0.2:
        connection.execute(back.format("person", "id"), (entry.event.member,))
        return int(entry.number)
    if chance.random() < 0.2:
        connection.execute(back.format("text", "person"), (entry.event.member,))
        return int(entry.number)
    texts = connection.execute("select id, body, salt from main.text order by id").fetchall()
    text, body, salt = chance.choice(texts)
    at = chance.randrange(len(salt))
    column, value = chance.choice(
        [
            ("body", chance.choice(["", body + " ", body[1:], body.swapcase()])),
            ("body", body.encode()),
            ("salt", salt[:at] + bytes([salt[at] ^ 1 << chance.randrange(8)]) + salt[at + 1 :]),
            ("salt", "a text"),
            ("salt", 7),
        ]
    )
    connection.execute(f"update main.text set {column} = ? where id = ?", (value, text))  # noqa: S608
    return min(number for reference, number in noted.items() if reference.startswith(f"{text} "))


def theirs_alone(_kind: Kind, trials: Trials) -> None:
    """Hand each of some people what there is of them: all of their words, and nothing of the others."""
    for trial in trials:
        with (
            trial as chance,
            tempfile.TemporaryDirectory(dir=MEMORY) as within,
            apart(Path(within)) as registry,
        ):
            people = [
                told(registry, f"number-{each}-zebra", chance)
                for each in range(chance.randint(2, 4))
            ]
            if chance.random() < 0.2:
                take_in(
                    registry, Path(within) / "list.csv", [number for number, *_ in people], chance
                )
            expect_theirs(registry, people)


def take_in(registry: Registry, path: Path, numbers: list[str], chance: Random) -> None:
    """Take in a member list; of some it says neither where they work nor what they are."""
    rows = [f"{each},{'jc-1,active' if chance.random() < 0.7 else ','}" for each in numbers]
    path.write_text("\n".join(["member,workplace,category", *rows]))
    roster = read_roster(path, load_profile("stewards"))
    registry.record_plan(registry.plan_roster(roster, on=LISTED, skip_bad_rows=True), yes=True)


def expect_theirs(registry: Registry, people: list[list[str]]) -> None:
    """Expect of each person their words, their id and their entries, and none of anybody else."""
    assert registry.people is not None
    ids = {number: one for one, number, _ in registry.people.everybody()}
    lines = [json.loads(line) for line in registry.export_lines()]
    for number, *words in people:
        found = registry.about(number)
        said = json.dumps(found, default=str)
        mine = {number, ids[number], *words}
        expect(all(f'"{word}"' in said for word in mine), f"something of {number} is left out")
        others = {word for each in people for word in (*each, ids[each[0]])} - mine
        expect(not [word for word in others if word in said], f"{number} is handed others' words")
        entries = {at for at, line in enumerate(lines, start=1) if ids[number] in json.dumps(line)}
        entries |= {at for at, line in enumerate(lines, start=1) if line.get("voids") in entries}
        handed = [fact["entry"] for fact in (*found["facts"], *found["lists"])]
        expect(sorted(handed) == sorted(entries), f"{handed}, and not {entries}")


def numbers_of_citizens(_kind: Kind, trials: Trials) -> None:
    """Tell a registry a thousand civil registration numbers in all forms: none is in a file afterwards.

    Of as many ids as programs and unions give, of each usual form, fewer than one in a thousand is refused.
    """
    alarms = drawn = 0
    for trial in trials:
        with (
            trial as chance,
            tempfile.TemporaryDirectory(dir=MEMORY) as within,
            apart(Path(within)) as registry,
        ):
            assert registry.people is not None
            registry.people.add({"4711": "Member One"})
            registry.join("4711", on=FIRST)
            numbers = [citizen(chance) for _ in range(A_THOUSAND)]
            size = registry.size()
            for number in numbers:
                expect(is_refused(registry, number, chance), f"{number!r} was let in")
            expect(registry.size() == size, "something was recorded")
            found = everything(Path(within))
            stored = [each for each in numbers if each.encode() in found]
            expect(not stored, f"stored: {stored}")
            for draw in USUAL.values():
                drawn += A_THOUSAND
                alarms += sum(
                    holds_civil_registration_number(draw(chance)) for _ in range(A_THOUSAND)
                )
    if alarms * 1_000 >= drawn:
        trials.note(f"{alarms} wrong alarms in {drawn}")


def citizen(chance: Random) -> str:
    """Return a civil registration number, in some form in which people write it."""
    day = chance.randint(1, 31) + chance.choice([0, 0, 0, 60])
    parts = [f"{day:02}", f"{chance.randint(1, 12):02}", f"{chance.randrange(100):02}"]
    between = chance.choice(["", "", "", ".", "-", "/", " ", ". "])
    behind = chance.choice(["", "-", "-", " ", ".", "_", "/", " - ", "--", "\u2013", "\u00a0"])
    if between:
        behind = behind or chance.choice(["-", " ", ""])
    number = between.join(parts) + behind + f"{chance.randrange(10_000):04}"
    if chance.random() < 0.1:
        number = number.translate({ord("0") + each: 0xFF10 + each for each in range(10)})
    before, after = chance.choice([("", ""), ("", ""), ("M", ""), ("cpr-", "x"), ("nr ", " said")])
    return f"{before}{number}{after}"


def is_refused(registry: Registry, number: str, chance: Random) -> bool:
    """Tell a registry a number in one of the places where one could be told; return whether it refuses."""
    assert registry.people is not None
    fact = {"type": "CategoryChanged", "member": "4711", "effective_on": "2019-02-01"}
    line = fact | {"category": "active"} | {chance.choice(["note", "category", "batch"]): number}
    ways: list[Callable[[], object]] = [
        partial(registry.people.add, {number: "Member Two"}),
        partial(registry.people.add, {"4712": number}),
        partial(registry.join, number, on=FIRST),
        partial(registry.leave, "4711", on=FIRST, note=number),
        partial(registry.leave, "4711", on=FIRST, reason=number),
        partial(registry.leave, "4711", on=FIRST, by=number),
        partial(registry.leave, "4711", on=FIRST, batch=number),
        partial(registry.leave, "4711", on=FIRST, command=number),
        partial(registry.observe_headcount, "jc-1", employees=7, on=FIRST, source=number),
        partial(registry.form_unit, "jc-3", name=number, on=FIRST),
        partial(registry.erase, "4711", reason=number),
        partial(registry.import_lines, [json.dumps(line).encode()]),
    ]
    try:
        chance.choice(ways)()
    except (BadInput, BadLines, Refusal):
        return True
    return False
