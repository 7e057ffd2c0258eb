"""The report in a browser: as people see it, hear it and print it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..browser import faults, opened
from .conftest import Written

LANGUAGES = ("--lang en", "--lang da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_for(browser: Browser, written: Written, language: str) -> None:
    """The page asks for no address but its own, and its rules against that break nothing of it."""
    path = written(language)
    with opened(browser, path) as (page, addresses):
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.reload()

        assert (set(addresses), said) == ({path.as_uri()}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_use_it(browser: Browser, written: Written, language: str) -> None:
    """A check of headings, tables, contrast and what a screen reader says finds nothing wrong."""
    with opened(browser, written(language)) as (page, _):
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")

        assert faults(page) == []


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits(browser: Browser, written: Written, language: str, width: int) -> None:
    """On a phone, a tablet and a screen nobody scrolls sideways, and no word of a picture is cut."""
    with opened(browser, written(language), width=width) as (page, _):
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        wide = page.evaluate("document.documentElement.scrollWidth")

        assert (wide, page.evaluate(CUT)) == (width, [])


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
