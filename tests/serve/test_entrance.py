"""Who may look: whoever opened the first address, at this host's name, and to read."""

import re

import pytest
from starlette.testclient import TestClient
from stewards.cli.serve.application import Pages
from stewards.cli.serve.entrance import Entrance
from stewards.cli.serve.guard import HEADERS
from stewards.registry import Registry

from .conftest import ORIGIN, stranger

PLACES = ["/", "/?on=2019-09-01", "/live?after=0", "/static/serve.js", "/report.css", "/nowhere"]


@pytest.fixture(scope="session")
def pages(registry: Registry) -> Pages:
    """Return the pages of the sample branch."""
    return Pages(registry, Entrance(ORIGIN))


def sentence(text: str) -> str:
    """Return what a page says in its first paragraph."""
    found = re.search(r"<p>(.*?)</p>", text)
    assert found
    return found[1].replace("&#39;", "'")


def test_the_first_address_gives_a_cookie_and_goes_out_of_sight(pages: Pages) -> None:
    """The token leads to the same address without it, and to a cookie that no script can read."""
    answer = stranger(pages).get(f"{pages.entrance.first_address}&on=2019-09-01&unit=jck")

    assert (answer.status_code, answer.headers["location"]) == (303, "/?on=2019-09-01&unit=jck")
    assert answer.headers["set-cookie"] == (
        f"stewards-8123={pages.entrance.session}; HttpOnly; Path=/; SameSite=strict"
    )
    assert pages.entrance.token not in answer.headers["set-cookie"]


def test_a_cookie_behind_https_is_for_https_alone(registry: Registry) -> None:
    """Where a proxy is reached by HTTPS, no browser sends the cookie without it."""
    pages = Pages(registry, Entrance("https://stewards.example.org"))
    client = TestClient(
        pages.application(), base_url="https://stewards.example.org", follow_redirects=False
    )

    answer = client.get(pages.entrance.first_address)

    assert answer.headers["set-cookie"].endswith("; HttpOnly; Path=/; SameSite=strict; Secure")


def test_a_token_leads_to_no_other_host(pages: Pages) -> None:
    """An address that begins with two slashes stays here."""
    answer = stranger(pages).get(f"{ORIGIN}//elsewhere.example/?token={pages.entrance.token}")

    assert answer.headers["location"] == "/elsewhere.example/"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("how", ["nothing", "another token", "another cookie"])
def test_who_has_not_opened_it_sees_nothing(pages: Pages, place: str, how: str) -> None:
    """Without the token or the cookie there is not a word of the registry, and no file of the pages."""
    client = stranger(pages)
    if how == "another cookie":
        client.cookies.set(pages.entrance.cookie, "guessed")
    token = f"{'&' if '?' in place else '?'}token=guessed%E6" if how == "another token" else ""

    answer = client.get(f"{place}{token}")

    assert answer.status_code == 403
    assert sentence(answer.text) == (
        "Open the address that 'stewards serve' printed first, in this browser."
    )


@pytest.mark.parametrize(
    "host", ["stewards.example.org", "127.0.0.1", "127.0.0.1:80", "localhost:8123", ""]
)
def test_another_name_of_the_host_is_refused(client: TestClient, host: str) -> None:
    """A page of somebody else whose name is pointed at this machine learns nothing."""
    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert sentence(answer.text) == (
        "These pages have another address. Open the one that 'stewards serve' printed."
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    """Whatever does more than read is refused."""
    answer = client.request(method, "/")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert sentence(answer.text) == "Nothing can be changed here: these pages are for reading."


def test_the_head_of_a_page_can_be_asked_for(client: TestClient) -> None:
    """HEAD is answered as GET is, without the page."""
    answer = client.head("/")

    assert (answer.status_code, answer.text) == (200, "")


@pytest.mark.parametrize("place", [*PLACES[:2], *PLACES[3:]])
def test_every_answer_is_kept_to_itself(client: TestClient, place: str) -> None:
    """No cache keeps it, no other site embeds it or hears of it, and it loads nothing from elsewhere."""
    answer = client.get(place)

    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS
    assert HEADERS["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert "server" not in answer.headers


def test_refusals_are_kept_to_themselves_too(pages: Pages) -> None:
    """A stranger is told no more by the headers than by the page."""
    answer = stranger(pages).get("/")

    assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS
