"""`stewards export` and `mandate list --vcard`: what other programs take in."""

import json
import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from .running import Ran, run

ON = "--on 2020-06-01"
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
POPOLO: Final[dict[str, dict[str, type]]] = {
    "persons": {"id": str, "name": str, "identifiers": list},
    "organizations": {
        "id": str,
        "name": str,
        "classification": str,
        "parent_id": str,
        "founding_date": str,
        "dissolution_date": str,
    },
    "posts": {"id": str, "label": str, "role": str, "organization_id": str},
    "memberships": {
        "id": str,
        "person_id": str,
        "organization_id": str,
        "post_id": str,
        "role": str,
        "start_date": str,
        "end_date": str,
    },
}
"""The classes of Popolo, each with those of its properties that are written, and their JSON types."""
REQUIRED: Final = {
    "persons": {"id", "name"},
    "organizations": {"id", "name"},
    "posts": {"id", "label", "role", "organization_id"},
    "memberships": {"id", "organization_id"},
}


@pytest.fixture(scope="module")
def merged(branch_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small branch with a merger, a unit of an uncertain first day, and one that closed."""
    path = tmp_path_factory.mktemp("merged") / "registry.db"
    shutil.copy(branch_made, path)
    for line in (
        "unit form jc-3 --name 'Jobcenter 3' --parent kk --on 2018",
        "unit form jc-4 --name 'Jobcenter 4' --parent kk --on 2018-01-01",
        "unit merge jc-3 --into jc-2 --on 2020-01-03",
        "unit close jc-4 --on 2020-02-01",
    ):
        assert run(line, store=path).code == 0
    return path


def exported(store: Path, line: str) -> Any:
    """Return what a command prints as JSON."""
    ended = run(line, store=store)
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def wrong_with(found: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return what Popolo's schemas would refuse: properties, types, dates, and ids of nothing."""
    ids = {kind: {each["id"] for each in found[kind]} for kind in POPOLO}
    refers = {"parent_id": "organizations", "organization_id": "organizations"}
    refers |= {"person_id": "persons", "post_id": "posts"}
    problems = [f"{kind} twice" for kind in POPOLO if len(ids[kind]) != len(found[kind])]
    for kind, each in ((name, each) for name in POPOLO for each in found[name]):
        problems += [f"{kind} lack {key}" for key in REQUIRED[kind] - each.keys()]
        problems += [f"{kind} have {key}" for key in each.keys() - POPOLO[kind].keys()]
        for key, value in each.items():
            if not isinstance(value, POPOLO[kind].get(key, object)):
                problems.append(f"{key} is {value!r}")
            elif key.endswith("_date") and not DATE.fullmatch(value):
                problems.append(f"{key} is {value}")
            elif key in refers and value not in ids[refers[key]]:
                problems.append(f"there is no {key} {value}")
    return problems


@pytest.mark.parametrize("on", ["2014-01-01", "2019-09-01", "2020-06-01"])
def test_popolo_is_as_its_schemas_have_it(sample_made: Path, on: str) -> None:
    """Every property is one of the class, of its type; every date and every reference is one."""
    assert wrong_with(exported(sample_made, f"export popolo --on {on}")) == []


def test_what_is_wrong_with_popolo_is_seen(merged: Path) -> None:
    """The check above sees a lost id, a property that is none, a date that is none and an id twice."""
    found = exported(merged, f"export popolo {ON}")
    found["posts"][0]["organization_id"] = "nowhere"
    found["persons"][0]["nickname"] = "x"
    found["memberships"][0]["start_date"] = "1 June"
    found["organizations"].append(found["organizations"][0])
    del found["organizations"][1]["name"]

    assert sorted(wrong_with(found)) == [
        "organizations lack name",
        "organizations twice",
        "persons have nickname",
        "start_date is 1 June",
        "there is no organization_id nowhere",
    ]


def test_popolo_of_the_small_branch(merged: Path) -> None:
    """Persons by id, units with what became of them, posts with their holders."""
    found = exported(merged, f"export popolo {ON}")

    assert found["persons"] == [
        {
            "id": "M1",
            "name": "M1",
            "identifiers": [{"scheme": "stewards", "identifier": "M1"}],
        }
    ]
    units = {each["id"]: each for each in found["organizations"]}
    assert units["jc-3"] == {
        "id": "jc-3",
        "name": "Jobcenter 3",
        "classification": "workplace",
        "parent_id": "kk",
        "founding_date": "2018",
        "dissolution_date": "2020-01-03",
    }
    assert units["jc-4"]["dissolution_date"] == "2020-02-01"
    assert "parent_id" not in units["kk"]
    assert {each["id"] for each in found["posts"]} == {
        *("deputy@jc-1", "steward@jc-1", "steward@jc-2")
    }
    assert found["memberships"] == [
        {
            "id": "election-10",
            "person_id": "M1",
            "organization_id": "jc-1",
            "post_id": "steward@jc-1",
            "role": "steward",
            "start_date": "2019-02-01",
            "end_date": "2021-01-31",
        }
    ]


def test_names_in_open_standards(merged: Path, tmp_path: Path) -> None:
    """Where this run has names, persons have them; the id stays."""
    path = tmp_path / "names.csv"
    path.write_text("member;name\nM1;Member One\n")

    [person] = exported(merged, f"--names {path} export popolo {ON}")["persons"]
    graph = exported(merged, f"export org {ON} --names {path}")["@graph"]

    assert (person["id"], person["name"]) == ("M1", "Member One")
    assert [each["foaf:name"] for each in graph if each["@type"] == "foaf:Person"] == ["Member One"]


def test_a_merger_is_a_change_event(merged: Path) -> None:
    """With the units that it changed, the one that resulted, and its day."""
    graph = exported(merged, f"export org {ON}")["@graph"]

    [event] = [each for each in graph if each["@type"] == "org:ChangeEvent"]
    assert event == {
        "@id": "urn:x-stewards:merger:15",
        "@type": "org:ChangeEvent",
        "org:originalOrganization": [
            {"@id": "urn:x-stewards:unit:jc-3"},
            {"@id": "urn:x-stewards:unit:jc-2"},
        ],
        "org:resultingOrganization": {"@id": "urn:x-stewards:unit:jc-2"},
        "dcterms:date": {"@type": "xsd:date", "@value": "2020-01-03"},
    }
    things = {each["@id"]: each for each in graph}
    assert things["urn:x-stewards:unit:jc-3"]["org:changedBy"] == {"@id": event["@id"]}
    assert things["urn:x-stewards:unit:jc-2"]["org:resultedFrom"] == [{"@id": event["@id"]}]
    earlier = exported(merged, "export org --on 2020-01-02")["@graph"]
    assert [each for each in earlier if each["@type"] == "org:ChangeEvent"] == []


def test_everything_that_is_named_in_org_is_there(sample_made: Path) -> None:
    """Each address leads to a thing of the graph, no thing is there twice, and each prefix is declared."""
    found = exported(sample_made, f"export org {ON} --base https://example.org/stewards/")
    graph = found["@graph"]
    things = [each["@id"] for each in graph]

    assert len(things) == len(set(things)) > 100
    assert references(graph) - set(things) == set()
    assert all(each.startswith("https://example.org/stewards/") for each in things)
    assert prefixes(graph) - found["@context"].keys() == set()


def references(data: Any) -> set[str]:
    """Return every address that something refers to."""
    if isinstance(data, list):
        return set[str]().union(*map(references, data))
    if not isinstance(data, dict):
        return set()
    own = {data["@id"]} if "@id" in data else set()
    return own.union(*map(references, data.values()))


def prefixes(data: Any) -> set[str]:
    """Return the prefixes of the properties and types in a graph."""
    if isinstance(data, list):
        return set[str]().union(*map(prefixes, data))
    if not isinstance(data, dict):
        return set()
    words = [*(key for key in data if key[0] != "@"), *([data["@type"]] if "@type" in data else [])]
    return {word.partition(":")[0] for word in words}.union(*map(prefixes, data.values()))


def test_a_file_in_an_open_standard(merged: Path, tmp_path: Path) -> None:
    """`-O` names it, and standard output stays empty."""
    path = tmp_path / "units.jsonld"

    assert run(f"export org {ON} -O", path, store=merged) == Ran(0, "", "")
    assert json.loads(path.read_text("utf-8")) == exported(merged, f"export org {ON}")


def test_stewards_as_vcards(merged: Path, tmp_path: Path) -> None:
    """One for each mandate, lines of at most 75 bytes, nothing in a name that could end one."""
    names = tmp_path / "names.csv"
    names.write_text('member,name\nM1,"Member; One, ' + "ø" * 60 + '"\n', "utf-8")

    plain, named = tmp_path / "plain.vcf", tmp_path / "named.vcf"
    run(f"mandate list {ON} --vcard -O {plain}", store=merged)
    run(f"mandate list {ON} --vcard -O {named} --names {names} --lang da", store=merged)

    assert plain.read_bytes().decode() == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nUID;VALUE=text:M1/steward/jc-1\r\nFN:M1\r\n"
        "TITLE:steward\r\nORG:Jobcenter 1\r\nNOTE:M1\\, steward\\, jc-1\r\nEND:VCARD\r\n"
    )
    lines = named.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    unfolded = named.read_bytes().decode().replace("\r\n ", "")
    assert f"\r\nFN:Member\\; One\\, {'ø' * 60}\r\n" in unfolded
    assert "\r\nTITLE:tillidsrepræsentant\r\n" in unfolded

    printed = run(f"mandate list {ON} --vcard", store=merged).out
    assert printed.splitlines() == plain.read_bytes().decode().splitlines()
