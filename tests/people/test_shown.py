"""Whatever is printed has numbers in place of minted ids, and names where they are asked for alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from stewards.cli.names import Names
from stewards.cli.printing import Printing
from stewards.cli.serve.application import Pages
from stewards.cli.serve.entrance import Entrance
from stewards.registry import Registry

from ..cli.running import run

NAMED = ("One", "Two", "Three", "Four", "Five", "Six")
MINTED = re.compile(r"(?<![0-9A-Za-z])m[a-z2-7]{16}(?![0-9A-Za-z])|text-[a-z2-7]{16}")
FILES = {
    "officers.csv": "unit,office,member,since\njc-1,safety-representative,M3,2019-03-01\n",
    "roster.csv": "member,workplace\nM1,jc-1\nM2,jc-1\nM7,jc-1\n",
    "employer.csv": "workplace,employees\njc-1,7\n",
    "units.csv": "unit,name,parent\njc-2,Jobcenter 2,jc\n",
}
ORIGIN = "http://127.0.0.1:8123"
PAGES = (
    *("/", "/count", "/electing", "/workplace?workplace=jc-1", "/offices", "/mandate?member=M2"),
    *("/movement", "/compare?from=2019-01-02", "/check", "/log", "/history?member=M2"),
    *("/history?of=jc-1", "/entry?entry=6", "/history?member=nobody"),
)


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a registry that keeps six members apart, M2 their steward; nobody records in it."""
    folder = tmp_path_factory.mktemp("shown")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    place = folder / "registry.db"
    with Registry.create(place) as registry:
        people = registry.keep_people_apart()
        people.add({f"M{number}": f"Member {name}" for number, name in enumerate(NAMED, start=1)})
        given = {"on": registry.today().replace(year=2019, month=1, day=1)}
        registry.form_unit("jc", kind="centre", **given)
        registry.form_unit("jc-1", parent="jc", **given)
        registry.observe_headcount("jc-1", employees=6, **given)
        for number in range(1, 7):
            registry.join(f"M{number}", workplace="jc-1", note=f"<note {number}>", **given)
        registry.elect("M2", unit="jc-1", on=given["on"].replace(month=2))
    return place


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("log show --last 3", "member M2 (Member Two), unit jc-1"),
        ("history --member M2", "member M2 (Member Two), workplace jc-1"),
        ("history --unit jc-1 -o csv", "M2 (Member Two)"),
        ("member list --on 2020-01-01", "M1 (Member One)"),
        ("member list --on 2020-01-01 -o csv", "M1,Member One"),
        ("mandate list --on 2020-01-01", "M2 (Member Two)"),
        ("mandate list --on 2020-01-01 --vcard", "FN:Member Two"),
        ("eligibility --on 2020-01-01", "M2 (Member Two)"),
        ("explain mandate M2 --on 2020-01-01", "M2 (Member Two), steward at jc-1"),
        ("check --on 2022-01-01", "M2 (Member Two)"),
        ("reconcile --from 2018-01-01 --to 2020-01-01 --who", "M6 (Member Six)"),
        ("roster compare {}/roster.csv --on 2020-01-01", "M3 (Member Three)"),
        ("mandate import {}/officers.csv --profile stewards --dry-run", None),
        ("employer compare {}/employer.csv --profile stewards --on 2020-01-01", None),
        ("unit import {}/units.csv --profile stewards --on 2020-01-01 --dry-run", None),
        ("report --from 2019-01-01 --to 2020-01-01", "M2 (Member Two)"),
    ],
)
def test_numbers_are_printed_and_names_where_they_are_asked_for(
    branch: Path, line: str, named: str | None
) -> None:
    """No list, page or card has a minted id, nor a name without --names; with it, people have theirs."""
    command = line.format(branch.parent)
    plain = run(command, store=branch)
    ended = run(f"{command} --names", store=branch)

    assert (plain.code, ended.code) in {(0, 0), (1, 1)}, ended.err
    lines = [each for each in plain.out.splitlines() if not each.startswith('{"type"')]
    assert not MINTED.search("\n".join(lines))
    assert "Member " not in plain.out.replace("MemberJoined", "").replace("Members", "")
    assert named is None or named in ended.out


@pytest.fixture(scope="module")
def pages(branch: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """Lend two browsers that look at the pages: without names, and with them."""
    with Registry.open(branch) as registry:
        assert registry.people is not None
        plain, named = (
            Printing(people=registry.people, names=names)
            for names in (None, Names.from_people(registry.people))
        )
        yield browser(registry, plain), browser(registry, named)


def browser(registry: Registry, how: Printing) -> TestClient:
    """Return a browser that has opened the first address of pages that are shown so."""
    pages = Pages(registry, Entrance(ORIGIN), person=how.person, how=how)
    client = TestClient(pages.application(), base_url=ORIGIN, follow_redirects=False)
    client.get(pages.entrance.first_address)
    return client


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_numbers_too(pages: tuple[TestClient, TestClient], path: str) -> None:
    """A page of `serve` shows numbers wherever it shows a person, and what notes say; names if asked for."""
    at = f"{path}{'&' if '?' in path else '?'}on=2020-01-01"
    plain, named = (each.get(at).text for each in pages)

    assert not MINTED.search(plain)
    assert not MINTED.search(named)
    assert not re.search("Member (One|Two|Three|Four|Five|Six)", plain)
    assert ("M2" in plain) == ("Member Two" in named)


def test_a_note_on_a_page_is_text(pages: tuple[TestClient, TestClient]) -> None:
    """What a note says is not taken for a part of the page."""
    text = pages[0].get("/log?on=2020-01-01").text

    assert "&lt;note 6&gt;" in text
    assert "<note 6>" not in text
