"""The JSON of an answer: programs get what the command line prints."""

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from stewards import registry as door
from stewards.cli.app import App
from stewards.cli.demo.command import elections, sample
from stewards.registry import Registry, View, in_json, load_profile, read_roster, to_json
from stewards.registry.doctor import examine
from stewards.registry.lists import read_employer_list

from ..readme import README
from .running import run

SAMPLES = README.parent / "docs" / "samples"
DAY, LATER, THEN = date(2019, 9, 1), date(2019, 12, 1), date(2019, 12, 31)
LAST = 1855
ROSTER = SAMPLES / "roster-2019-09-01.xlsx"
EMPLOYER = SAMPLES / "employer-list-2019-09-01.csv"

VIEWED: dict[str, Callable[[View], Any]] = {
    "count": lambda view: view.count(),
    "count --category active --by unit --unit sof": lambda view: view.count(
        category="active", by="unit", unit="sof"
    ),
    "count --by category": lambda view: view.count(by="category"),
    "count --unit bch-09 --category student --by workplace": lambda view: view.count(
        unit="bch-09", category="student", by="workplace"
    ),
    "member list --unit jc-6": lambda view: view.members(unit="jc-6"),
    "member show M00001": lambda view: view.member("M00001"),
    "unit list": lambda view: view.units(),
    "eligibility": lambda view: view.eligibility(),
    "vacancies": lambda view: view.vacancies("steward"),
    "coverage --unit kk": lambda view: view.coverage(unit="kk"),
    "mandate list --all": lambda view: view.mandates(ended=True),
    "mandate list --count-by unit": lambda view: view.mandates_by_unit(view.mandates(), None),
    "mandate list --members": lambda view: view.represented(view.mandates()),
    "retention": lambda view: view.retention(),
    "due --within 90d": lambda view: view.due(within=90),
    "mandate candidate M00233 --unit jc-6": lambda view: view.candidate("M00233", unit="jc-6"),
    "committee show med-sof": lambda view: view.committee("med-sof"),
    "figures": lambda view: view.figures(),
    "rules show": lambda view: view.rules_in_force(),
    "check --all": lambda view: view.check(),
    "lag --by recorder": lambda view: view.lag(by="recorder"),
    "explain count --unit jc-6": lambda view: view.explain_count(unit="jc-6"),
    "explain eligibility bch-08": lambda view: view.explain_eligibility("bch-08"),
    "explain mandate M00002": lambda view: view.explain_mandate("M00002"),
}
"""Each command that asks about a day and a knowledge, with the same question to a view."""

ASKED: dict[str, Callable[[Registry], Any]] = {
    "crossings bcv-12 --to 2019-09-01 --known-at 2019-12-31": lambda registry: registry.view(
        on=DAY, known_at=THEN
    ).crossings("bcv-12"),
    "reconcile --from 2018-09-01 --from-known 2018-09-01 --to 2019-09-01 --to-known 2019-12-31"
    " --unit jck --who": lambda registry: registry.reconcile(
        registry.view(on=date(2018, 9, 1), known_at=date(2018, 9, 1)),
        registry.view(on=DAY, known_at=THEN),
        unit="jck",
        with_members=True,
    ),
    "restate --on 2019-09-01 --between 2019-09-01 2019-12-31": lambda registry: registry.restate(
        on=DAY, between=(DAY, THEN)
    ),
    "count --from 2017-09-01 --to 2019-09-01 --every year --by unit --known-at 2019-12-31": lambda registry: (
        registry.view(on=DAY, known_at=THEN).counts(since=date(2017, 9, 1), by="unit")
    ),
    "moves --from 2019-08-01 --to 2019-09-01": lambda registry: registry.view(on=DAY).moves(
        since=date(2019, 8, 1)
    ),
    "leavers --from 2019-01-01 --to 2019-09-01": lambda registry: registry.view(on=DAY).leavers(
        since=date(2019, 1, 1)
    ),
    "leavers --ids --from 2019-08-01 --to 2019-09-01": lambda registry: registry.view(
        on=DAY
    ).leavings(since=date(2019, 8, 1)),
    "reconcile published --known-at 2019-12-31": lambda registry: registry.reconcile_published(
        known_at=THEN
    ),
    "statement --from 2018-09-01 --rate 20.5 --known-at 2019-12-31": lambda registry: (
        registry.statement(start=date(2018, 9, 1), rate=Decimal("20.5"), known_at=THEN)
    ),
    "history --member M00001": lambda registry: registry.history(member="M00001"),
    "log show --last 2": lambda registry: registry.newest(2),
    "log digest": lambda registry: registry.digest(),
    f"roster compare '{ROSTER}' --on 2019-09-01 --known-at 2019-12-31": lambda registry: (
        registry.compare_roster(read_roster(ROSTER, load_profile()), on=DAY, known_at=THEN)
    ),
    f"employer compare '{EMPLOYER}' --on 2019-09-01": lambda registry: (
        registry.compare_employer_list(read_employer_list(EMPLOYER, load_profile()), on=DAY)
    ),
}
"""The other commands that print an answer, with the same question to a registry."""


@pytest.fixture(scope="module")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a registry of the sample with its elections, as `demo` makes it; nobody records anything."""
    path = tmp_path_factory.mktemp("demo") / "registry.db"
    with Registry.create(path) as made:
        made.import_lines([*sample(), *elections()])
    return path


@pytest.fixture(scope="module")
def registry(sample_made: Path) -> Iterator[Registry]:
    """Lend that registry."""
    with Registry.open(sample_made) as opened:
        yield opened


@pytest.fixture
def replayed_once(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command ask the registry that is open, rather than replay the log once more."""
    for way in ("opened", "replayed"):
        monkeypatch.setattr(App, way, lambda _app: nullcontext(registry))


def printed(command: str, store: Path) -> Any:
    """Return what a command prints as JSON."""
    return json.loads(run(f"{command} -o json", store=store).out)


def as_program(answer: Any) -> Any:
    """Return what a program that reads the JSON of an answer gets."""
    return json.loads(json.dumps(to_json(answer)))


@pytest.mark.usefixtures("replayed_once")
@pytest.mark.parametrize("command", VIEWED)
def test_the_answer_of_a_view_has_the_json_that_is_printed(
    command: str, sample_made: Path, registry: Registry
) -> None:
    """Every key and every value is that of `-o json`, and `json.dumps` takes it."""
    answer = VIEWED[command](registry.view(on=LATER, known_at=LAST))

    assert answer
    assert as_program(answer) == printed(
        f"{command} --on 2019-12-01 --known-at entry:{LAST}", sample_made
    )


@pytest.mark.usefixtures("replayed_once")
@pytest.mark.parametrize("command", ASKED)
def test_the_answer_of_a_registry_has_the_json_that_is_printed(
    command: str, sample_made: Path, registry: Registry
) -> None:
    """So it is where two days are asked about, the log, or a list beside it."""
    answer = ASKED[command](registry)

    assert answer
    assert as_program(answer) == printed(command, sample_made)


def test_what_the_doctor_found_has_the_json_that_is_printed(sample_made: Path) -> None:
    """A check as the command prints it, without whether the store can be used at all."""
    found = as_program(list(examine(str(sample_made))))

    assert [each["check"] for each in found] == [
        each["check"] for each in printed("doctor", sample_made)
    ]
    assert {*found[0]} == {"check", "verdict", "found", "advice"}


def test_an_import_has_the_json_that_is_printed(tmp_path: Path) -> None:
    """The numbers of entries are how many, the first and the last; the batch is there with its types."""
    store = tmp_path / "other.db"
    line = '{"type":"MemberJoined","member":"M1","effective_on":"2019-01-01"}\n'
    with Registry.create(":memory:") as made:
        entries = made.import_lines([line.encode()])

    ended = run("log import - -o json", store=store, given=line)

    assert as_program(entries) == json.loads(ended.out) == {"recorded": 1, "first": 1, "last": 1}
    with Registry.open(store) as opened:
        assert as_program(opened.batches()) == printed("batch list", store)
        assert to_json(opened.batches())[0]["types"] == {"MemberJoined": 1}
    assert to_json(range(1, 1)) == {"recorded": 0, "first": None, "last": None}


def test_what_is_no_answer_has_no_json(registry: Registry) -> None:
    """A registry is not written out by mistake."""
    with pytest.raises(TypeError, match="Registry is unsupported"):
        to_json(registry)


def test_every_form_is_that_of_a_class_that_there_is() -> None:
    """A class that gets another name does not lose its form."""
    elsewhere = {"Observation", "range"}

    assert {*in_json._FORMS} - elsewhere - {*door.__all__} == set()
