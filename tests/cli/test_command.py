"""`--command`: a command that is repeated says what it said the first time, and records nothing."""

import json
import re
import shlex
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import LostCommit
from stewards.registry import commands

from .branch import ENTRIES
from .running import Ran, changing_nothing, log_of, run
from .test_help import COMMANDS, SAMPLES

REMARK = "Already recorded with the same request id; nothing new was recorded.\n"

RECORDING = f"""
unit form jc-3 --name 'Jobcenter 3' --on 2019-09-01
unit rename jc-1 --name One --on 2019-09-01
unit move jc-1 --parent jc-2 --on 2019-09-01
unit merge jc-1 --into jc-2 --on 2019-09-01
unit close jc-2 --on 2019-09-01
member join M7 --workplace jc-1 --on 2019-09-01
member change-workplace M1 --workplace jc-2 --on 2019-09-01
member confirm-workplace M1 --on 2019-09-01
member change-category M1 --category senior --on 2019-09-01
member leave M1 --on 2019-09-01
mandate elect M2 --unit jc-1 --office safety-representative --on 2019-09-01
mandate end M1 --unit jc-1 --on 2019-09-01
mandate step M1 --unit jc-1 --step received --on 2019-02-05
member employment M1 --since 2015-01-01 --on 2019-09-01
member absent M1 --until 2019-10-01 --on 2019-09-01
member back M4 --on 2019-09-01
unit elect-with jc-1 jc-2 --on 2019-09-01
unit elect-alone jc-4 --on 2019-09-01
committee seat med b-2 --group B --on 2019-09-01
committee meeting med --present b-1 --on 2019-09-01
observe-ratio jc-1 --figure cases --value 220 --per own-staff --on 2019-09-01
observe jc-1 --employees 9 --on 2019-09-01
publish --members 9 --on 2019-09-01
rules adopt dk-state --on 2019-09-01
rules agree steward.seats 2 --unit jc-1 --on 2019-09-01
void 12 --reason mistaken
batch revert list-1 --reason mistaken
log import facts.jsonl
roster import {SAMPLES}/roster-2018-09-01.csv --on 2018-09-01 --skip-bad-rows
employer compare employer.csv --on 2019-09-01 --observe
unit import units.csv --on 2019-09-01
mandate import officers.csv
"""

_ON = {"effective_on": "2019-01-01"}
ELECTING = [
    {"type": "UnitFormed", "unit": "jc-4", "name": "Four", "kind": "workplace", "parent": "kk"}
    | _ON,
    {"type": "UnitFormed", "unit": "jc-5", "name": "Five", "kind": "workplace", "parent": "kk"}
    | _ON,
    {"type": "ElectorateChanged", "unit": "jc-4", "electorate": "jc-5"} | _ON,
    {"type": "UnitFormed", "unit": "med", "name": "MED", "kind": "committee", "parent": "kk"} | _ON,
    {"type": "SeatAllotted", "committee": "med", "seat": "b-1", "group": "B"} | _ON,
    {"type": "AbsenceBegan", "member": "M4"} | _ON,
]
"""Two workplaces that elect together, a committee with a seat, and somebody who is away."""


@pytest.fixture
def store(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small branch with a batch of one joining, and lists beside it."""
    monkeypatch.chdir(store.parent)
    fact = {"type": "MemberJoined", "member": "M8", "effective_on": "2019-09-01"}
    Path("facts.jsonl").write_text(json.dumps(fact | {"member": "M9"}))
    run("log import -", store=store, given=json.dumps(fact | {"batch": "list-1"}))
    run("log import -", store=store, given="\n".join(map(json.dumps, ELECTING)))
    heading = "Arbejdsplads-id;Arbejdsplads;Socialrådgivere"
    Path("employer.csv").write_text(f"{heading}\njc-1;One;8\njc-2;Two;9\n")
    Path("units.csv").write_text("Enheds-id;Enhed;Type\njc-8;Jobcenter 8;Arbejdsplads\n")
    Path("officers.csv").write_text("Medlemsnr.;Arbejdsplads-id;Valgt\nM2;jc-2;01-09-2019\n")
    return store


@pytest.mark.parametrize(
    ("line", "output"),
    list(zip(RECORDING.strip().splitlines(), cycle(["table", "json", "csv"]), strict=False)),
)
def test_a_command_repeated_prints_the_same(line: str, output: str, store: Path) -> None:
    """On standard output, with the same exit code; that nothing was recorded goes to standard error."""
    line += f" --command c-1 -o {output}"
    before = log_of(store)
    first = run(line, store=store)
    assert log_of(store) != before

    again = changing_nothing(line, store=store)

    assert (again.code, again.out) == (first.code, first.out)
    assert again.err == first.err + REMARK


def test_every_command_that_records_can_be_repeated() -> None:
    """Whoever adds one adds it here."""
    words = {name: shlex.split(name) for name in COMMANDS}
    tried = {
        name
        for line in RECORDING.strip().splitlines()
        for name in COMMANDS
        if shlex.split(line)[: len(words[name])] == words[name]
    }
    taking = {
        name
        for name, command in COMMANDS.items()
        if any("--command" in parameter.opts for parameter in command.params)
    }

    # who is erased stands in tests/people, as it takes a people file
    assert tried | {"people erase"} == taking


def test_the_same_id_for_something_else_is_refused(store: Path) -> None:
    """The refusal says what was recorded by it."""
    run("member join M7 --on 2019-09-01 --command c-1", store=store)

    assert changing_nothing("member leave M7 --command c-1", store=store) == Ran(
        3,
        "",
        "Error: Cannot record this as request c-1 because entry 20 was recorded under that id, and it"
        " says something else: MemberJoined, member M7, category active, from 2019-09-01, by local."
        " Leave out the id, or give the new facts an id of their own.\n",
    )


def test_a_malformed_id(store: Path) -> None:
    """An id is letters, digits, - and _."""
    assert changing_nothing("publish --members 9 --command 'a b'", store=store) == Ran(
        2,
        "",
        "Error: Cannot use 'a b' as a request id because it must be 1 to 64 letters, digits, -"
        " or _, and not a civil registration number. Give another id, such as a random one.\n",
    )


def test_a_command_is_for_what_is_recorded(store: Path) -> None:
    """A comparison records nothing unless it is told to observe."""
    ended = changing_nothing(
        "employer compare employer.csv --on 2019-09-01 --command c-1", store=store
    )

    assert (ended.code, ended.out) == (2, "")
    assert "Give --command only with --observe: nothing else is recorded." in ended.err


def test_an_interrupt_names_the_id(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C when it may have been recorded says how to be sure, also where no id was given."""
    append = SQLiteDCBRecorder.append_next

    def interrupted(*given: Any) -> int:
        append(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDCBRecorder, "append_next", interrupted)
        ended = run("publish --members 9 --on 2019-09-01", store=store)

    told = re.fullmatch(
        "\nInterrupted: it may or may not have been recorded."
        " Run it again with --command ([0-9a-f]{32}) to make sure.\n",
        ended.err,
    )
    assert (ended.code, ended.out, told is not None) == (130, "", True)
    again = changing_nothing(
        f"publish --members 9 --on 2019-09-01 --command {told[1]}", store=store
    )
    assert (again.code, again.err) == (0, REMARK)


def test_an_unknown_outcome(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 6, and the id to repeat it by; repeated, it is there once."""
    append = SQLiteDCBRecorder.append_next

    def lost(*given: Any) -> int:
        append(*given)
        raise LostCommit("branch", "the line went dead")

    with monkeypatch.context() as patched:
        patched.setattr(commands, "PAUSES_IN_DOUBT", ())
        patched.setattr(SQLiteDCBRecorder, "append_next", lost)
        ended = run("publish --members 9 --on 2019-09-01 --command c-1", store=store)

    assert ended == Ran(
        6,
        "",
        "Error: Cannot say whether this was recorded in branch because the connection to the store was lost"
        " and could not be restored: the line went dead. Run it again with --command c-1 once the store can"
        " be reached: it is recorded once, however often it is run.\n",
    )
    again = run("publish --members 9 --on 2019-09-01 --command c-1", store=store)
    assert (again.code, again.err) == (0, REMARK)
    assert again.out.startswith(
        f"Recorded entry {ENTRIES + len(ELECTING) + 2}: CountPublished, members 9,"
    )
