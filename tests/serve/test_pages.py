"""The pages: what each shows is what the library answers, and every number leads to what makes it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from random import Random

import pytest
from starlette.testclient import TestClient
from stewards.cli.language.language import words
from stewards.cli.names import Names
from stewards.cli.serve.application import Pages
from stewards.cli.serve.entrance import Entrance
from stewards.events.stores.errors import StoreBusy
from stewards.registry import Registry

from .conftest import ORIGIN, client_of, stranger
from .test_entrance import sentence
from .test_overview import great

DAY = date(2019, 9, 1)
PLACES = (
    *("/?on=2019-09-01&unit=jck", "/count?on=2019-09-01&unit=jc-6"),
    "/electing?on=2019-09-01&unit=jck",
    *("/workplace?on=2019-09-01&workplace=bch-08", "/offices?on=2019-09-01&unit=jck"),
    *("/mandate?on=2019-09-01&member=M00002", "/movement?on=2019-09-01"),
    "/compare?on=2019-09-01&from=2018-09-01&from_known=2018-09-01&unit=jck",
    *("/check?on=2019-09-01", "/log", "/history?member=M00002", "/entry?entry=1806"),
)


def rows(text: str, caption: str) -> list[list[str]]:
    """Return the cells of a table without what they lead to."""
    found = re.search(f"<caption>{caption}</caption>(.*?)</tbody>", text, re.DOTALL)
    assert found, caption
    lines = re.findall(r'<tr role="row">(.*?)</tr>', found[1].partition("<tbody")[2])
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]
        for line in lines
    ]


def facts(text: str) -> dict[str, str]:
    """Return what a page lists above its tables."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text)
    return {name: unescape(re.sub(r"<[^>]+>", "", value)) for name, value in pairs}


def test_the_parts_of_a_count(client: TestClient, registry: Registry) -> None:
    """The overview counts by unit and by category as the library does."""
    text = client.get("/?on=2019-09-01&unit=jck").text
    by_unit = registry.count(on=DAY, unit="jck", by="unit").groups
    by_category = registry.count(on=DAY, unit="jck", by="category").groups

    assert rows(text, "By unit") == [[each.name, str(each.members)] for each in by_unit]
    assert rows(text, "By category") == [[each.value, str(each.members)] for each in by_category]


def test_a_tile_a_workplace(client: TestClient, registry: Registry) -> None:
    """Each open workplace is a tile, which leads to why it may elect or may not."""
    text = client.get("/?on=2019-09-01").text

    found = re.findall(r'<li><a class="tile [\w-]+" href="(.*?)"', text)
    wanted = [each.workplace for each in registry.eligibility(on=DAY)]
    assert sorted(found) == sorted(
        f"/workplace?on=2019-09-01&amp;workplace={each}" for each in wanted
    )


def test_how_many_have_a_steward(client: TestClient, registry: Registry) -> None:
    """Beside the tiles stands the coverage of each part."""
    text = client.get("/electing?on=2019-09-01&unit=jck").text
    found = registry.view(on=DAY).coverage(unit="jck")

    assert [row[:3] for row in rows(text, "Workplaces that may elect")] == [
        [each.name, str(each.entitled), str(each.with_steward)] for each in found
    ]


def test_of_many_workplaces_there_are_no_tiles(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are too many, the overview leads to those of each part."""
    monkeypatch.setattr("stewards.cli.serve.pages.electing.TILES", 10)

    overview = client.get("/?on=2019-09-01").text
    every = client.get("/electing?on=2019-09-01").text
    few = client.get("/electing?on=2019-09-01&unit=jck").text

    assert "tile has-one" not in overview
    assert '<p><a href="/electing?on=2019-09-01">Who may elect</a></p>' in overview
    assert (every.count("<li><a "), few.count("<li><a ")) == (0, 8)


def test_of_many_units_those_near_can_be_chosen(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long list of units is cut to those above the one in question and right below it."""
    monkeypatch.setattr("stewards.cli.serve.controls.FEW", 5)

    def chosen(unit: str) -> list[str]:
        text = client.get(f"/?on=2019-09-01&unit={unit}").text
        return re.findall(r'<option value="([^"]+)"', text)

    assert chosen("") == ["kk"]
    assert chosen("sof")[:2] == ["kk", "sof"]


def test_why_a_count(client: TestClient, registry: Registry) -> None:
    """A number leads to those who are counted, each with the entries behind."""
    text = client.get("/count?on=2019-09-01&unit=jc-6").text
    found = registry.explain_count(on=DAY, unit="jc-6")

    assert facts(text)["Members"] == str(found.members)
    assert [(row[0], row[3]) for row in rows(text, "Counted")] == [
        (each.member, ", ".join(map(str, each.entries))) for each in found.who
    ]
    assert [row[1] for row in rows(text, "As it was known")] == [
        str(each.members) for each in found.earlier
    ]


def test_why_a_workplace_may_elect(client: TestClient, registry: Registry) -> None:
    """A tile leads to the verdict, the numbers and who counts."""
    text = client.get("/workplace?on=2019-09-01&workplace=bch-08").text
    found = registry.explain_eligibility("bch-08", on=DAY)

    said = facts(text)
    assert (said["May elect"], said["Members who count"]) == (found.verdict, str(found.members))
    assert (said["Since"], said["Needed to elect"]) == (str(found.crossed_on), "5")
    assert [row[0] for row in rows(text, "Counted")] == [each.member for each in found.who]


def test_who_is_in_office(client: TestClient, registry: Registry) -> None:
    """The mandates of the day, and where there is none."""
    text = client.get("/offices?on=2019-09-01&unit=jck").text
    held = registry.mandates(on=DAY, unit="jck")
    vacant = registry.view(on=DAY).vacancies(unit="jck")

    assert sorted(row[2] for row in rows(text, "Who is in office, or elected to be")) == sorted(
        each.member for each in held
    )
    assert [row[0] for row in rows(text, "Entitled to a steward, and none there")] == [
        each.name for each in vacant
    ]


def test_why_a_mandate(client: TestClient, registry: Registry) -> None:
    """An office leads to the election, what ended it and when that was learned."""
    text = client.get("/mandate?on=2019-09-01&member=M00002").text
    [found] = registry.explain_mandate("M00002", on=DAY)

    said = facts(text)
    assert (said["State"], said["Ended on"]) == (found.state, str(found.ended_on))
    assert [row[0] for row in rows(text, "What it rests on")] == [
        str(found.election.number),
        *(str(each.number) for each in found.ended_by),
    ]


def test_movement_month_by_month(client: TestClient, registry: Registry) -> None:
    """Twelve months lead to the day, with the numbers of a statement."""
    text = client.get("/movement?on=2019-09-01").text
    found = registry.statement(start=date(2018, 9, 1))

    shown = rows(text, "Month by month")
    assert shown[:-1] == [
        [str(e.start), *map(str, (e.opening, e.joined, e.rejoined, e.left, e.closing))]
        for e in found.months
    ]
    assert shown[-1][0] == "In all"


def test_two_points_of_view(client: TestClient, registry: Registry) -> None:
    """What was learned of the first day, then what happened up to the second, leads from count to count."""
    text = client.get("/compare?on=2019-09-01&from=2019-09-01&from_known=2019-09-01&unit=jc-6").text
    first, second = registry.view(on=DAY, known_at=DAY), registry.view(on=DAY)
    found = registry.reconcile(first, second, unit="jc-6", with_members=True)

    account = rows(text, "What leads from the one number to the other")
    assert account[0][2] == str(found.opening.members)
    assert account[-1][2] == str(found.closing.members)
    assert [row[:3] for row in account if row[1] == "learned"] == [
        [each.line, "learned", f"+{each.members}"] for each in found.learnt
    ]
    assert [row[0] for row in rows(text, "Who they are")] == [
        who.member for line in found.learnt for who in line.who
    ]


def test_what_looks_odd(client: TestClient, registry: Registry) -> None:
    """Every finding of the day, with the number of them."""
    text = client.get("/check?on=2019-09-01").text
    found = registry.check(on=DAY)

    assert facts(text)["Findings"] == str(len(found))
    assert [row[0] for row in rows(text, "Findings")] == [each.finding for each in found]


def test_what_looks_odd_at_a_unit(client: TestClient, registry: Registry) -> None:
    """Also what is odd of who works there, or holds an office there."""
    text = client.get("/check?on=2019-09-01&unit=bch").text
    found = registry.check(on=DAY, unit="bch")

    assert 0 < len(found) < len(registry.check(on=DAY))
    assert [row[0] for row in rows(text, "Findings")] == [each.finding for each in found]


def test_a_fact(client: TestClient) -> None:
    """An entry leads to every field of it, and to what took it back."""
    assert facts(client.get("/entry?entry=1806").text) == {
        "entry": "1806",
        "type": "WorkplaceChanged",
        "effective on": "2019-02-01",
        "recorded at": "2019-09-20 10:00",
        "recorded by": "region-ost",
        "voided by": "1813",
        "member": "M00027",
        "workplace": "bch-05",
    }


def test_the_log(client: TestClient, registry: Registry) -> None:
    """The newest entries come first; after an entry, those behind it alone."""
    size = registry.size()

    newest = rows(client.get("/log").text, "The newest entries")
    after = rows(client.get(f"/log?after={size - 3}").text, "The newest entries")

    assert [row[0] for row in newest[:4]] == [str(size - back) for back in range(4)]
    assert [row[:4] for row in after] == [row[:4] for row in newest[:3]]


@pytest.mark.parametrize("place", PLACES)
def test_every_link_leads_somewhere(client: TestClient, place: str) -> None:
    """Nothing that can be clicked is a dead end."""
    text = client.get(place).text
    links = sorted({unescape(each) for each in re.findall(r'href="(/[^"]*)"', text)})
    chosen = {each.partition("?")[0]: each for each in links}

    assert {place: client.get(each).status_code for place, each in chosen.items()} == dict.fromkeys(
        chosen, 200
    )


@pytest.mark.parametrize("place", PLACES)
def test_what_is_steered_by_stays_in_the_address(client: TestClient, place: str) -> None:
    """The form of a page keeps what the page is about."""
    text = client.get(place).text
    form = text.partition('<form id="point"')[2].partition("</form>")[0]
    wanted = dict(each.split("=") for each in place.partition("?")[2].split("&") if each)

    assert form.startswith(f' action="{place.partition("?")[0]}" method="get"')
    for name, value in wanted.items():
        if name != "unit":
            assert re.search(f'name="{name}" value="{value}"', form)
    if "unit" in wanted:
        assert f'<option value="{wanted["unit"]}" selected>' in form


def test_a_page_that_stays_as_it_is(client: TestClient, registry: Registry) -> None:
    """The link at the foot says the day and the last entry, whatever is recorded later."""
    text = client.get("/count?on=2019-09-01&unit=jc-6&category=active").text

    assert (
        f'href="/count?on=2019-09-01&amp;known=entry%3A{registry.size()}&amp;unit=jc-6&amp;category=active"'
        in text
    )


BAD = [
    ("/?on=2019-02-30", 400, "Cannot read on '2019-02-30' because it is not a calendar day"),
    ("/?on=x", 400, "Cannot read on 'x' because it is not a calendar day"),
    ("/?known=yesterday", 400, "Cannot read known 'yesterday' because it is not an RFC 3339"),
    ("/?known=entry:99999", 404, "Cannot ask as known at entry 99999 because the log has no such"),
    ("/?unit=none", 404, "Cannot show the members of none because there is no unit none."),
    ("/?unit=%00", 400, "Cannot use '\\x00' as unit because an id is 1 to 64"),
    ("/compare?from=x", 400, "Cannot read from 'x' because it is not a calendar day"),
    ("/compare?from_known=x", 400, "Cannot read from_known 'x' because it is not an RFC 3339"),
    ("/entry?entry=999999", 404, "Cannot show entry 999999 because the log has no such entry."),
    ("/entry?entry=one", 400, "Cannot use 'one' as entry because it must be a whole number"),
    ("/entry", 400, "Cannot show this page because its address does not say which entry."),
    ("/history", 400, "Cannot show this page because its address does not say which member."),
    ("/history?of=none", 404, "Cannot show the history of none because there is no unit none."),
    ("/workplace?workplace=jck", 404, "Cannot explain whether jck may elect because jck is of"),
    ("/mandate?member=M00400", 404, "Cannot explain the mandate of M00400"),
    ("/live?after=-1", 400, "Cannot use '-1' as after because it must be a whole number"),
    ("/elsewhere", 404, "There is no page at this address."),
    ("/static/none.js", 404, "There is no page at this address."),
    ("/static/..%2f..%2fcommand.py", 404, "There is no page at this address."),
]


@pytest.mark.parametrize(("place", "status", "said"), BAD)
def test_an_address_that_says_nothing_sound(
    client: TestClient, place: str, status: int, said: str
) -> None:
    """What is none is answered by a page that says so."""
    answer = client.get(place)

    assert answer.status_code == status
    assert unescape(sentence(answer.text)).startswith(said)
    assert "Traceback" not in answer.text


def test_a_store_that_is_busy(
    client: TestClient, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that cannot be used for now is said to be, and the next request asks again."""

    def busy(**_given: object) -> None:
        raise StoreBusy("registry.db", 5)

    with monkeypatch.context() as patch:
        patch.setattr(registry, "view", busy)
        answer = client.get("/")

    assert answer.status_code == 503
    assert sentence(answer.text) == (
        "Cannot use the store registry.db because another process kept it locked for 5 seconds."
        " Wait until it has finished, then try again."
    )
    assert client.get("/").status_code == 200


def test_forty_at_once_are_right(client: TestClient, registry: Registry, seed: int) -> None:
    """Whatever others look at meanwhile, each gets the count of the point they asked for."""
    chance, size = Random(seed), registry.size()  # noqa: S311 - drawn points, no secrets
    days = [
        date.fromordinal(chance.randint(*map(date.toordinal, (date(2016, 1, 1), DAY))))
        for _ in range(4)
    ]
    known, units = [chance.randint(1, size) for _ in range(4)], [None, "jck", "jc-6", "bif"]
    asked = [(chance.choice(days), chance.choice(known), chance.choice(units)) for _ in range(40)]

    def shown(point: tuple[date, int, str | None]) -> str:
        on, entry, unit = point
        given = {"on": str(on), "known": f"entry:{entry}", "unit": unit or ""}
        answer = client.get("/", params=given)
        return great(answer.text) if answer.status_code == 200 else str(answer.status_code)

    with ThreadPoolExecutor(40) as pool:
        found = [*pool.map(shown, asked)]

    assert found == [
        f"{registry.count(on=on, known_at=entry, unit=unit).members}" for on, entry, unit in asked
    ]


def test_names_are_seen_and_stand_in_no_address(registry: Registry) -> None:
    """With a list of names, whoever looks sees them beside the ids; every address has the id alone."""
    names = Names({"M00080": "Member Eighty"})
    pages = Pages(registry, Entrance(ORIGIN), person=names.shown)
    client = stranger(pages)
    client.get(pages.entrance.first_address)

    text = client.get("/offices?on=2019-09-01&unit=jck").text

    assert ">M00080 (Member Eighty)</a>" in text
    assert not [
        each for each in re.findall(r'(?:href|action|value)="([^"]*)"', text) if "Eighty" in each
    ]


def test_nothing_of_ours_is_left_in_english(registry: Registry, client: TestClient) -> None:
    """Headings, labels and columns have Danish words on every page."""
    danish = client_of(registry, "da")
    pattern = (
        r"<(?:h1|h2|caption|label|dt|button|small|option)[^>]*>([^<]+)<|scope=\"col\"[^>]*>([^<]+)<"
    )
    english = {
        unescape(one or other)
        for place in PLACES
        for one, other in re.findall(pattern, client.get(place).text)
    }
    said = {
        unescape(one or other)
        for place in PLACES
        for one, other in re.findall(pattern, danish.get(place).text)
    }
    ours = {each for each in english if each[:1].isupper() and each in words("da")}

    assert len(ours) > 50
    assert {each for each in ours & said if words("da")[each] != each} == set()


def test_every_sentence_has_danish_words() -> None:
    """Whoever writes a sentence into a page writes it in Danish too."""
    folder = Path(__file__).parents[2] / "cli" / "serve"
    said = {
        text
        for path in folder.rglob("*.html")
        for text in re.findall(r'\bt\("([^"]+)"', path.read_text("utf-8"))
    }
    titles = {
        text
        for path in folder.glob("pages/*.py")
        for text in re.findall(
            r'(?:title=|table\(|\(\(?)"([A-Z{][^"]+)", |title="([^"]+)"', path.read_text("utf-8")
        )
        for text in text
        if text
    }

    assert len(said) > 20
    assert len(titles) > 20
    assert (said | titles) - words("da").keys() == set()
