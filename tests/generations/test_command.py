"""`stewards log copy --forget`: what it says, to people and to programs."""

import json
from pathlib import Path

import pytest
from stewards.registry import Registry

from ..cli.running import run


@pytest.fixture
def store(place: Path, registry: Registry) -> Path:
    """Return a registry in which zebra-1 came and went."""
    registry.close()
    return place


def test_what_was_made_and_compared_is_said(store: Path, new: Path) -> None:
    """A row on standard output; what was compared, and what is still to do, on standard error."""
    ended = run("log copy --forget zebra-1 -o json --to", new, store=store)

    assert ended.code == 0, ended.err
    told = json.loads(ended.out)
    assert {name: told[name] for name in ("entries", "of_entries", "forgotten", "ids")} == {
        "entries": 14,
        "of_entries": 13,
        "forgotten": 1,
        "ids": 2,
    }
    assert ended.err == (
        "The same on both sides, with 1 knowledge: the members of each category on every one of 7 days, those"
        " of each workplace and unit on every day on which anything is said of whoever is forgotten, at last"
        " on 7 days; mandates and vacancies 0 times.\n"
        f"{store} is as it was: nobody is forgotten before it is deleted, with its people file, its segments"
        " and every backup.\n"
    )


def test_a_table_has_a_sentence(store: Path, new: Path) -> None:
    """People read what the new store is."""
    ended = run("log copy --forget zebra-1 --to", new, store=store)

    assert ended.out.splitlines()[0] == (
        f"{new} is a new generation of {store}, in which 1 person is forgotten."
    )


def test_the_new_ids_are_not_printed(store: Path, new: Path) -> None:
    """Whoever reads the terminal cannot say which id came in place of whose."""
    ended = run("log copy --forget zebra-1 -o json --to", new, store=store)

    with Registry.open(new) as there:
        ids = {json.loads(line).get("member") for line in there.export_lines()} - {None, "m2"}
    assert len(ids) == 2
    assert not any(each in ended.out + ended.err for each in ids)


def test_somebody_who_is_nobody(store: Path, new: Path) -> None:
    """A slip ends with exit code 2, a member with 3."""
    nobody = run("log copy --forget zebra-2 --to", new, store=store)
    member = run("log copy --forget m2 --to", new, store=store)

    assert (nobody.code, nobody.out) == (2, "")
    assert nobody.err == (
        "Error: Cannot forget zebra-2 because there is no member zebra-2. Did you mean zebra-1?\n"
    )
    assert (member.code, member.out) == (3, "")
    assert not new.exists()


def test_options_that_do_not_go_together(store: Path, new: Path) -> None:
    """A people file is named for a generation alone; memory holds neither."""
    alone = run("log copy --to-people people --to", new, store=store)
    memory = run("log copy --forget zebra-1 --to :memory:", store=store)

    assert (alone.code, memory.code) == (2, 2)
    assert "--to-people goes with --forget." in alone.err


def test_numbers_are_taken_where_people_are_kept_apart(
    place: Path, new: Path, tmp_path: Path
) -> None:
    """A number is as good as an id, and the people file lies where it is said."""
    people = tmp_path / "elsewhere.people"
    told = [
        f"people import {tmp_path / 'people.csv'}",
        "member join 4711 --on 2019-01-01 --note 'knows 4712'",
        "member join 4712 --on 2019-01-01",
        "member leave 4712 --on 2019-02-01",
    ]
    (tmp_path / "people.csv").write_text("number;name\n4711;Member One\n4712;Member Two\n")
    for line in told:
        assert run(line, store=place).code == 0

    ended = run("log copy --forget 4712 -o json --to", new, "--to-people", people, store=place)

    assert ended.code == 0, ended.err
    assert ended.err.splitlines()[1] == (
        "Warning: notes about others, or nobody, that still mention a number or a name of whoever is"
        " forgotten: 1."
    )
    listed = run(f"--people-file {people} people list -o csv", store=new)
    assert listed.out == "member,name\n4711,Member One\n"
