"""The report in a browser: as people see it, hear it and print it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..browser import faults, opened
from .conftest import Written

Shown = tuple[Page, list[str], list[str]]

OPTIONS = ("--lang en", "--lang da", "--ids --unit bch", "--small 5 --unit bcv --lang da")


@pytest.fixture(scope="module", params=OPTIONS)
def shown(request: pytest.FixtureRequest, browser: Browser, written: Written) -> Iterator[Shown]:
    """Lend the report in a window with all its numbers open; with what was asked for, and complained of."""
    with opened(browser, written(request.param)) as (page, addresses):
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.reload()
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        yield page, addresses, said


def test_nothing_is_asked_for(shown: Shown) -> None:
    """The page asks for no address but its own, and its rules against that break nothing of it."""
    page, addresses, said = shown

    assert (set(addresses), said) == ({page.url}, [])


def test_everybody_can_use_it(shown: Shown) -> None:
    """A check of headings, tables, contrast and what a screen reader says finds nothing wrong."""
    page, _, _ = shown

    assert faults(page) == []


def test_it_fits(shown: Shown) -> None:
    """On a phone, a tablet and a screen nobody scrolls sideways, and no word of a picture is cut."""
    page, _, _ = shown
    found = {}
    for width in (390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CUT)

    assert found == {width: (width, []) for width in found}


CUT = """
[...document.querySelectorAll('figure svg')].filter(svg => svg.clientWidth).flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(text => text.textContent);
})
"""


def test_it_prints(browser: Browser, written: Written, tmp_path: Path) -> None:
    """On paper it has several pages of A4."""
    with opened(browser, written("--lang en")) as (page, _):
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    printed = (tmp_path / "report.pdf").read_bytes()

    assert printed.count(b"/Type /Page\n") > 1
    assert b"595" in printed
