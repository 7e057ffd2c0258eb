"""The pages in a browser: by keyboard, by links and back, on a phone, without script, as others hear them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from stewards.registry import Registry

from ..browser import faults
from .test_command import served
from .test_pages import PLACES

Served = tuple[str, str]


@pytest.fixture(scope="module", params=["en", "da"])
def address(store: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Lend the language and the first address of pages that are shown in it."""
    with served(store, "--lang", request.param) as (_, first):
        yield request.param, first


@pytest.fixture(scope="module")
def first(store: Path) -> Iterator[str]:
    """Lend the first address of pages in English."""
    with served(store) as (_, first):
        yield first


@contextmanager
def window(
    browser: Browser, first: str, *, width: int = 1280, script: bool = True
) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Open the first address in a window; beside it, what was asked for, and what the browser said."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.goto(first)
    yield page, asked, said
    context.close()


def origin(first: str) -> str:
    """Return the address without what leads in."""
    return first.partition("/?")[0]


def test_everybody_can_use_every_page(browser: Browser, address: Served) -> None:
    """In both languages, at every width nothing is cut or hinders, and nothing is asked of elsewhere."""
    _, first = address
    wrong: dict[str, object] = {}
    with window(browser, first) as (page, asked, said):
        for place in PLACES:
            page.goto(origin(first) + place)
            for width in (1280, 820, 390):
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide != width:
                    wrong[f"{place} at {width}"] = wide
            if found := faults(page):
                wrong[place] = found

        assert (wrong, said) == ({}, [])
        assert {each for each in asked if not each.startswith((origin(first), "data:"))} == set()


def test_the_token_is_not_seen_again(browser: Browser, first: str) -> None:
    """The address bar shows the page without the token, and no script can read the cookie."""
    with window(browser, first) as (page, _, _):
        assert page.url == f"{origin(first)}/"
        assert page.evaluate("document.cookie") == ""


def test_sliders_by_keyboard(browser: Browser, first: str, registry: Registry) -> None:
    """A key goes to the next day with facts; number, day and address follow, and the focus stays."""
    before = max(day for day in registry.view().days() if day < date(2019, 9, 1)).isoformat()
    with window(browser, f"{first}&on=2019-09-01") as (page, _, said):
        page.focus("#on-slider")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(f"**/?on={before}*")
        page.wait_for_selector(f"time:text('{before}')")

        assert page.input_value("#on") == before
        assert page.get_attribute("#on-slider", "aria-valuetext") == before
        assert page.evaluate("document.activeElement.id") == "on-slider"

        page.focus("#known-slider")
        page.keyboard.press("Home")
        page.wait_for_url("**&known=2015-01-01*")
        page.wait_for_selector("footer:has-text('as known at 2015-01-01 23:59')")

        assert page.text_content(".great") == "0"
        page.keyboard.press("End")
        page.wait_for_url("**&known=&*")
        assert said == []


def test_links_and_back(browser: Browser, first: str) -> None:
    """A link swaps the page and its address, back shows the one before; the browser keeps no page."""
    with window(browser, f"{first}&on=2019-09-01&unit=jck") as (page, asked, said):
        number = page.text_content(".great")
        page.click(".great a")
        page.wait_for_selector("h1:text('Why the number is what it is')")
        assert page.url == f"{origin(first)}/count?on=2019-09-01&unit=jck"
        assert page.title() == "Why the number is what it is"
        page.go_back()
        page.wait_for_selector(".great")

        assert (page.text_content(".great"), page.url) == (
            number,
            f"{origin(first)}/?on=2019-09-01&unit=jck",
        )
        assert len([each for each in asked if each.endswith(".js")]) == 2  # no page was loaded anew
        kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        assert kept == ["htmx-current-path-for-history"]
        assert said == []


def test_a_mistake_is_said_where_it_is_made(browser: Browser, first: str) -> None:
    """A day that is none, typed into the form, is answered by the sentence about it."""
    with window(browser, first) as (page, _, _):
        page.fill("#on", "1 September")
        page.keyboard.press("Enter")
        page.wait_for_selector("p:text(\"Cannot read on '1 September'\")")


def test_without_script(browser: Browser, first: str) -> None:
    """The form, its button and the links do the same; the sliders are not there."""
    with window(browser, first, script=False) as (page, asked, _):
        assert not page.is_visible("#on-slider")
        page.fill("#on", "2019-09-01")
        page.select_option("#unit", "jck")
        page.click("button")
        assert page.text_content(".great") == "208"
        page.click(".great a")
        assert page.url == f"{origin(first)}/count?on=2019-09-01&known=&unit=jck".replace(
            "&known=", ""
        )
        assert not [each for each in asked if each.endswith(".js")]


def test_new_entries_are_told(browser: Browser, tmp_path: Path) -> None:
    """What anybody records shows as a line on the page that is open, which leads to it."""
    store = tmp_path / "registry.db"
    with Registry.create(store) as registry:
        registry.form_unit("jc-1")
        with served(store) as (_, first), window(browser, first) as (page, _, said):
            registry.join("M1", workplace="jc-1")
            page.wait_for_selector("#new:has-text('1 new entry')")
            registry.join("M2", workplace="jc-1")
            registry.leave("M1")
            page.wait_for_selector("#new:has-text('3 new entries')")
            page.click("#new a")
            page.wait_for_selector("td:text('MemberLeft: member M1')")

            assert page.locator("tbody tr").count() == 3
            assert not page.is_visible("#new")
            assert said == []


def test_a_link_from_elsewhere_is_opened_by_one_click(browser: Browser, first: str) -> None:
    """A page that is opened from another site shows no numbers, but leads to itself."""
    with window(browser, first) as (page, _, _):
        page.route(
            "http://elsewhere.example/",
            lambda route: route.fulfill(
                body=f'<a href="{origin(first)}/?unit=jck">here</a>', content_type="text/html"
            ),
        )
        page.goto("http://elsewhere.example/")
        page.click("a")
        page.wait_for_selector("p:text('Open the address')")
        page.click("a")
        page.wait_for_selector("h1:text('Members in Jobcenter')")
