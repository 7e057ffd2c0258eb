"""A civil registration number is never echoed in full, wherever it stands and whatever is wrong."""

import json
import re
from pathlib import Path

import pytest

from .running import changing_nothing, run

NUMBERS = ["010170-1234", "0101701234"]
LINES = [
    "{0}",
    "--{0}",
    "--recorded-by {0} member join M7",
    "--agreement {0} check",
    "unit {0}",
    "unit form jc-3 --name 'ring {0}'",
    "unit form jc-3 --name Name --kind {0}",
    "unit form jc-3 --name Name --parent {0}",
    "unit rename {0} --name Name",
    "unit move jc-1 --parent {0}",
    "unit merge jc-1 --into {0}",
    "unit close {0}",
    "unit list {0}",
    "unit list --on {0}",
    "unit show {0}",
    "member join {0}",
    "member join M7 --workplace {0}",
    "member join M7 --category {0}",
    "member join M7 --note {0}",
    "member join M7 {0}",
    "member join M7 --on {0}",
    "member join M7 -o {0}",
    "member change-workplace {0} --no-workplace",
    "member change-workplace M1 --workplace {0}",
    "member confirm-workplace {0}",
    "member change-category {0} --category senior",
    "member change-category M1 --category {0}",
    "member leave {0}",
    "member leave M1 --reason {0}",
    "member list --unit {0}",
    "member list --category {0}",
    "member show {0}",
    "mandate elect {0} --unit jc-1",
    "mandate elect M1 --unit {0}",
    "mandate elect M1 --unit jc-1 --office {0}",
    "mandate elect M1 --unit jc-1 --until {0}",
    "mandate elect M2 --unit jc-1 --override {0}",
    "mandate end {0} --unit jc-1",
    "mandate end M1 --unit {0}",
    "mandate end M1 --unit jc-1 --office {0}",
    "mandate list --office {0}",
    "observe {0} --employees 5",
    "observe jc-1 --employees {0}",
    "observe jc-1 --employees 5 --source {0}",
    "publish --members {0}",
    "publish --members 5 --unit {0}",
    "void {0} --reason wrong",
    "void 12 --reason {0}",
    "count --unit {0}",
    "count --category {0}",
    "count --by {0}",
    "count --known-at {0}",
    "count --{0}",
    "eligibility {0}",
    "history --member {0}",
    "history --unit {0}",
    "log import {0}",
    "log show {0}",
    "log show --last {0}",
    "log export --after {0}",
]
TELLING = [
    "--recorded-by {0} member join M7",
    "unit form jc-3 --name 'ring {0}'",
    "unit form jc-3 --name Name --kind {0}",
    "member join {0}",
    "member join M7 --note {0}",
    "member join M7 --command {0}",
    "member leave M1 --reason {0}",
    "mandate elect {0} --unit jc-1",
    "mandate elect M2 --unit jc-1 --override {0}",
    "observe jc-1 --employees 5 --source {0}",
    "publish --members 5 --source {0}",
    "void 12 --reason {0}",
]


def held(text: str) -> bool:
    """Return whether a text holds one of the numbers, or what is left of it as a number."""
    return re.search(r"0?101701234|170-1234", text) is not None


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("line", LINES)
def test_on_the_command_line(store: Path, line: str, number: str) -> None:
    """It is refused in every place, and shown masked."""
    ended = run(line.format(number), store=store)

    assert ended.code in {2, 3}
    assert ended.err
    assert not held(ended.out + ended.err)
    assert number.encode() not in store.read_bytes()


@pytest.mark.parametrize(
    "number", ["M010170-1234", "cpr-0101701234", "01.01.70-1234", "010170.1234"]
)
@pytest.mark.parametrize("line", TELLING)
def test_within_what_is_told(store: Path, line: str, number: str) -> None:
    """It is refused as wrong use where it stands within an id or a text, and shown masked."""
    ended = changing_nothing(line.format(number), store=store)

    assert ended.code == 2
    assert ended.err
    assert not held(ended.out + ended.err)


def test_in_the_id_of_a_unit(store: Path) -> None:
    """The number of a production unit is recorded; sentences star it out, data are shown as they are."""
    ended = run("unit form 1003388394 --name Name --on 2020-01-01", store=store)

    assert ended.code == 0
    assert ended.out == (
        "Recorded entry 13: UnitFormed, unit 10********, name Name, kind workplace, no parent,"
        " from 2020-01-01.\n"
    )
    assert "1003388394" in run("unit list", store=store).out


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("line", ["count", "init", "demo", "log import -"])
def test_in_the_path_of_a_store(tmp_path: Path, line: str, number: str) -> None:
    """Not even the name of a file is repeated with it."""
    for store in (tmp_path / number, tmp_path / number / "registry.db"):
        ended = run(line, store=store, given="")

        assert ended.out + ended.err
        assert not held(ended.out + ended.err)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "field",
    [
        *("type", "member", "workplace", "category", "effective_on", "recorded_at", "recorded_by"),
        *("note", "batch", "entry", "colour"),
    ],
)
def test_in_a_file(store: Path, field: str, number: str) -> None:
    """In whatever field it stands, as its value or as its name, it is refused and shown masked."""
    fact = {"type": "MemberJoined", "member": "M7", "effective_on": "2020-01-01"}
    given = "\n".join(json.dumps(line) for line in (fact | {field: number}, fact | {number: field}))

    ended = run("log import -", store=store, given=given)

    assert ended.code == 2
    assert "line 1: " in ended.err
    assert "line 2: " in ended.err
    assert not held(ended.out + ended.err)


@pytest.mark.parametrize("given", ["010170-1234", '"010170-1234"', '{"member":1101701234}'])
def test_as_a_line_of_a_file(store: Path, given: str) -> None:
    """A line that is nothing but such a number is not repeated either."""
    ended = run("log import -", store=store, given=given)

    assert ended.code == 2
    assert not held(ended.out + ended.err)
