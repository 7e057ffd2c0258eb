"""Bad input gets a clear error and changes nothing: every kind of it in a file, and in a command."""

import json
import sqlite3
from pathlib import Path

import pytest
from stewards.events import TYPES
from stewards.projections.rules.loading import names

from .running import Ran, changing_nothing, run

_COMMON = {"effective_on": "2020-01-01", "recorded_by": "office"}
_JOINED = {"type": "MemberJoined", "member": "M7"} | _COMMON
_NO_JSON = (
    "Cannot read this line as a fact because it is not a JSON object ({})."
    " Write one JSON object per line, each with its type."
)
_TYPES = ", ".join(TYPES)
_FIELDS = (
    "member, workplace, category, placed_on, effective_on, recorded_at, recorded_by, note, batch,"
    " not_before, derived"
)
_DAY = "because it is not a calendar day written as YYYY-MM-DD. Write a day such as 2019-09-01."
_WINDOW = (
    "because it is neither a calendar day nor a window of days. Write a day such as 2019-09-01,"
    " a year or a month such as 1990 or 1990-05, or a window such as [2018-09-02..2019-09-01]."
)
_ID = (
    "because an id is 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_', '-' and '/', of a unit also ' '."
    " Give an opaque id such as M00001 or jc-1."
)
_CPR = (
    "because it has the form of a civil registration number, and the log holds opaque ids only."
    " Use the member's number in the union instead."
)
_LIES_IN_ITSELF = (
    "because unit {} would end up under itself or merged into itself."
    " Correct the unit, or void the entry that leads back to it."
)


def _fact(**fields: object) -> str:
    return json.dumps(_COMMON | fields)


def _joined(**fields: object) -> str:
    return json.dumps({key: value for key, value in (_JOINED | fields).items() if value != ...})


LINES = {
    "no JSON": ("hello", _NO_JSON.format("JSON is malformed: invalid character (byte 0)")),
    "no object": ("[1, 2]", _NO_JSON.format("it holds something else")),
    "cut short": ('{"type":', _NO_JSON.format("Input data was truncated")),
    "unknown type": (
        _fact(type="MemberVanished"),
        (
            "Cannot read a fact of type 'MemberVanished' because there is no such type."
            f" The types are {_TYPES}."
        ),
    ),
    "no type": (
        _fact(),
        "Cannot read this fact because the field type is missing. Add the field.",
    ),
    "unknown field": (
        _joined(colour="red"),
        (
            "Cannot read this MemberJoined because a MemberJoined has no field 'colour'."
            f" Its fields are {_FIELDS}."
        ),
    ),
    "missing field": (
        _fact(type="MemberJoined"),
        "Cannot read this MemberJoined because the field member is missing. Add the field.",
    ),
    "missing day": (
        _joined(effective_on=...),
        "Cannot read this MemberJoined because the field effective_on is missing. Add the field.",
    ),
    "impossible day": (
        _joined(effective_on="2019-02-30"),
        f"Cannot read effective_on '2019-02-30' {_DAY}",
    ),
    "unknown unit": (
        _joined(workplace="nowhere"),
        (
            "Cannot record this MemberJoined because no earlier entry formed the unit nowhere."
            " Form it first, or correct the id."
        ),
    ),
    "unknown void target": (
        _fact(type="EntryVoided", voids=99, reason="wrong"),
        (
            "Cannot void entry 99 because no earlier line, and no entry that the file could mean, has"
            " that number. Correct the number."
        ),
    ),
    "merger in a circle": (
        _fact(type="UnitMerged", unit="jc-1", into="jc-1"),
        f"Cannot record this UnitMerged {_LIES_IN_ITSELF.format('jc-1')}",
    ),
    "parents in a circle": (
        _fact(type="UnitMoved", unit="kk", parent="jc-1"),
        f"Cannot record this UnitMoved {_LIES_IN_ITSELF.format('kk')}",
    ),
    "decreasing instant": (
        _joined(recorded_at="2019-01-01T00:00:00Z"),
        (
            "Cannot record a fact at 2019-01-01T00:00:00Z because the log's last entry (12) was"
            " recorded at 2019-10-15T10:00:00Z. Import into a new registry, or leave out"
            " recorded_at to record the fact now."
        ),
    ),
    "instant without a zone": (
        _joined(recorded_at="2020-01-01T00:00:00"),
        (
            "Cannot read recorded_at '2020-01-01T00:00:00' because it is not an RFC 3339 instant"
            " with a time zone. Write an instant such as 2019-09-01T18:52:00Z."
        ),
    ),
    "civil registration number": (
        _joined(member="010170-1234"),
        f"Cannot record 01****-**** as member {_CPR}",
    ),
    "civil registration number in digits": (
        _joined(member="0101701234"),
        f"Cannot record 01******** as member {_CPR}",
    ),
    "control characters": (
        _joined(member="M\x1b[31m"),
        f"Cannot use 'M\\x1b[31m' as member {_ID}",
    ),
    "control characters in a type": (
        _fact(type="\x9b31m"),
        (
            "Cannot read a fact of type '\\x9b31m' because there is no such type."
            f" The types are {_TYPES}."
        ),
    ),
    "more people than there are": (
        _fact(type="HeadcountObserved", workplace="jc-1", employees=10**30),
        (
            f"Cannot use {10**30} as employees because a number of people is 0 to 100000000."
            " Give the number of people counted."
        ),
    ),
}


@pytest.mark.parametrize(("line", "problem"), LINES.values(), ids=LINES.keys())
def test_a_bad_line_of_a_file(store: Path, line: str, problem: str) -> None:
    """One bad line among good ones: it is named with its number, and nothing is recorded."""
    first = _joined(member="M8", recorded_at="2019-10-15T10:00:00Z")
    given = f"{first}\n{line}\n{_joined(member='M9')}\n"

    ended = changing_nothing("log import -", store=store, given=given)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot import because the file has bad lines (1)."
        f" Correct them and import again; nothing was recorded.\n  line 2: {problem}\n",
    )


def test_every_bad_line_is_reported(store: Path) -> None:
    """All bad lines of a file are listed in one go, in order, each with its number."""
    given = "\n".join(line for line, _ in LINES.values())

    ended = changing_nothing("log import -", store=store, given=given)

    problems = [f"  line {n}: {said}" for n, (_, said) in enumerate(LINES.values(), start=1)]
    assert ended.code == 2
    assert ended.err.splitlines() == [
        (
            f"Error: Cannot import because the file has bad lines ({len(LINES)})."
            " Correct them and import again; nothing was recorded."
        ),
        *problems,
    ]


def test_a_void_of_a_void_in_a_file(store: Path) -> None:
    """A void is final in a file too, even within the same one."""
    given = "\n".join(
        [
            _fact(type="EntryVoided", voids=12, reason="wrong", entry=40),
            _fact(type="EntryVoided", voids=40, reason="right after all"),
        ]
    )

    ended = changing_nothing("log import -", store=store, given=given)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot import because the file has bad lines (1)."
        " Correct them and import again; nothing was recorded.\n"
        "  line 2: Cannot void entry 40 because it is itself a void, and a void is final."
        " Record the fact again.\n",
    )


def test_instants_that_decrease_within_a_file(store: Path) -> None:
    """The lines of a file stand in the order they were recorded."""
    given = "\n".join(
        _joined(member=f"M{day}", recorded_at=f"2020-01-{day}T00:00:00Z") for day in (12, 10)
    )

    ended = changing_nothing("log import -", store=store, given=given)

    assert ended.err.endswith(
        "  line 2: Cannot record a fact at 2020-01-10T00:00:00Z because the one before it was"
        " recorded at 2020-01-12T00:00:00Z. Put the lines in the order they were recorded.\n"
    )


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        pytest.param(b"\xff\xfe\x00" * 999, 1, id="no text"),
        pytest.param(bytes(range(256)) * 9, 10, id="every byte"),
        pytest.param(b"x" * 10_000_000, 1, id="ten megabytes"),
        pytest.param(b'{"type":"' + b"x" * 10_000_000 + b'"}', 1, id="a type of ten megabytes"),
        pytest.param(b"[" * 1_000_000, 1, id="a million brackets"),
        pytest.param(b'{"type":' * 1_000_000, 1, id="a million objects"),
    ],
)
def test_a_file_of_rubbish(store: Path, given: bytes, problems: int) -> None:
    """Whatever the bytes, the bad lines are counted, and the message stays readable."""
    ended = changing_nothing("log import -", store=store, given=given)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"Error: Cannot import because the file has bad lines ({problems})")
    assert len(ended.err) < 3000 * (problems + 1)


COMMANDS = {
    "impossible day": (
        "count --on 2019-02-30",
        2,
        f"Cannot read --on '2019-02-30' {_DAY}",
    ),
    "impossible day where a window is taken": (
        "member join M7 --on 2019-02-30",
        2,
        f"Cannot read --on '2019-02-30' {_WINDOW}",
    ),
    "unknown unit": (
        "member join M7 --workplace nowhere",
        3,
        (
            "Cannot record that M7 joined because there is no unit nowhere."
            " See 'stewards unit list', or form it with 'stewards unit form nowhere'."
        ),
    ),
    "unknown unit in a question": (
        "count --unit nowhere",
        2,
        (
            "Cannot count the members of nowhere because there is no unit nowhere."
            " See 'stewards unit list', or form it with 'stewards unit form nowhere'."
        ),
    ),
    "unknown void target": (
        "void 99 --reason wrong",
        3,
        (
            "Cannot void entry 99 because the log has no such entry."
            " See 'stewards log show' for the entries there are."
        ),
    ),
    "merger in a circle": (
        "unit merge jc-1 --into jc-1 --on 2020-01-01",
        3,
        (
            "Cannot merge unit jc-1 into jc-1 because jc-1 is, or is merged into, jc-1 on that day or a"
            " later one. Void the merger that is wrong, or name another unit."
        ),
    ),
    "parents in a circle": (
        "unit move kk --parent jc-1 --on 2020-01-01",
        3,
        (
            "Cannot move unit kk under jc-1 because jc-1 is at or below kk on that day or a later one."
            " Move jc-1 first, or name another parent."
        ),
    ),
    "empty id": ("member join ''", 2, f"Cannot use '' as member {_ID}"),
    "control characters": (
        "member join 'M\x1b[31m'",
        2,
        f"Cannot use 'M\\x1b[31m' as member {_ID}",
    ),
    "control characters in a name": (
        "unit form jc-3 --name 'Job\x9bcenter'",
        2,
        (
            "Cannot use 'Job\\x9bcenter' as name because a text is 1 to 500 characters without control"
            " characters. Shorten it, or remove the control characters."
        ),
    ),
    "unknown rule book": (
        "--agreement se-kommunal check",
        2,
        (
            "Cannot use the agreement 'se-kommunal' because stewards has none of that name, and"
            f" there is no such file. Name one of {', '.join(names())}, or give the path of a TOML file."
        ),
    ),
}


@pytest.mark.parametrize(("line", "code", "problem"), COMMANDS.values(), ids=COMMANDS.keys())
def test_bad_input_to_a_command(store: Path, line: str, code: int, problem: str) -> None:
    """What is wrong is said in one sentence with what to do, and nothing is recorded."""
    assert changing_nothing(line, store=store) == Ran(code, "", f"Error: {problem}\n")


def test_an_unknown_type_in_the_log_stops_every_answer(store: Path) -> None:
    """An entry of a type that this version does not know is named; nothing is counted without it."""
    with sqlite3.connect(store) as connection:
        connection.execute(
            "insert into entries values (13, 'MemberVanished', ?, '[]')",
            [json.dumps(_COMMON | {"recorded_at": "2020-01-01T00:00:00Z"}).encode()],
        )
    connection.close()

    said = Ran(
        4,
        "",
        "Error: Cannot read entry 13 of the log because its type 'MemberVanished' is not one that"
        " this version knows. Use the version of stewards that wrote it, or a newer one.\n",
    )
    assert run("count", store=store) == said
    assert run("check", store=store) == said
    assert run("replay", store=store) == said
    assert run("log show", store=store) == said
    assert run("log import -", store=store, given=_joined()) == said


def test_an_entry_that_is_not_what_its_type_promises(store: Path) -> None:
    """An entry with damaged data is named, and the exit code is that of an unsound store."""
    with sqlite3.connect(store) as connection:
        connection.execute("insert into entries values (13, 'MemberLeft', x'7B7D', '[]')")
    connection.close()

    ended = run("count", store=store)

    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("Error: Cannot read entry 13 (MemberLeft) of the log because ")
