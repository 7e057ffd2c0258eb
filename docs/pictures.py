"""Take the screenshots of docs/pictures: report and pages of the sample branch, as people see them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from stewards.cli import main
from stewards.cli.demo.command import elections, sample
from stewards.registry import Registry

FOLDER = Path(__file__).parent / "pictures"
YEAR = ("--from", "2018-09-01", "--to", "2019-09-01", "--known-at", "2019-12-31")
"""The year between two numbers in print, as known some months after."""
LATER = ("--from", "2018-12-01", "--to", "2019-12-01", "--known-at", "2019-12-31")
"""A year by whose end committees have met and case loads are told."""
OF_LATER = ("elections", "committees", "loads")
"""The sections that are shown of that one."""
SCREEN, TABLET, PHONE, A4 = 1280, 820, 390, 794
"""The widths, in CSS pixels; A4 is 210 mm."""
HIGHEST = 700
"""A section is shown down to so many pixels."""
AROUND = 16
"""And with so many beside it."""
POINT = "on=2019-09-01&known=2019-12-31"
"""What the pages are of."""
YEAR_BEFORE = "from=2018-09-01&from_known=2018-12-31"
SHOWN = (
    ("serve-en-screen", "en", SCREEN, f"/?{POINT}&unit=jck"),
    ("serve-da-phone", "da", PHONE, f"/?{POINT}&unit=jck"),
    ("serve-en-tablet", "en", TABLET, f"/compare?{POINT}&{YEAR_BEFORE}&unit=jck"),
    ("serve-da-screen", "da", SCREEN, f"/electing?{POINT}&unit=jck"),
)
"""Each picture of the pages: its name, the language, the width and the page."""
_PROGRAM = (sys.executable, "-c", "from stewards.cli import main; main()")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def take() -> Iterator[Path]:
    """Write every picture, and yield each."""
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        english, danish, later = (
            _written(Path(folder), language, period)
            for language, period in (("en", YEAR), ("da", YEAR), ("en", LATER))
        )
        browser = driver.chromium.launch(executable_path=found, args=_FLAGS)
        yield from _tops(browser, english, danish)
        yield from _sections(browser, english, later)
        yield from _pages(browser, Path(folder) / "registry.db")
        browser.close()


def _written(folder: Path, language: str, period: tuple[str, ...]) -> Path:
    """Return the report of the sample branch in a language."""
    store, page = folder / "registry.db", folder / f"{language}-{period[1]}.html"
    if not store.exists():
        with Registry.create(store) as registry:
            registry.import_lines([*sample(), *elections()], command="made")
    line = ["--store", str(store), "report", *period, "--lang", language, "-O", str(page)]
    CliRunner().invoke(main, line, catch_exceptions=False)
    return page


def _tops(browser: Browser, english: Path, danish: Path) -> Iterator[Path]:
    """Take what is seen first: on a screen, a phone and paper."""
    for page, name, width, height, medium in (
        (english, "report-en-screen", SCREEN, 1000, "screen"),
        (danish, "report-da-phone", PHONE, 1000, "screen"),
        (danish, "report-da-paper", A4, 1123, "print"),
    ):
        opened = _opened(browser, page, width, height)
        opened.emulate_media(media=medium)
        if medium == "print":  # a window has no margins
            opened.evaluate("document.body.style.padding = '18mm 16mm'")
        yield _kept(name, opened.screenshot())
        opened.close()


def _sections(browser: Browser, english: Path, later: Path) -> Iterator[Path]:
    """Take each section, the numbers below its picture closed, and of a long one its beginning."""
    for page in (english, later):
        opened = _opened(browser, page, TABLET, 900)
        opened.locator("details").evaluate_all("all => all.forEach(each => each.open = false)")
        for each in opened.locator("main section").all():
            name = str(each.get_attribute("id"))
            if (name in OF_LATER) is (page is later):
                yield _kept(f"{name}-en", _beginning(opened, each))
        opened.close()


def _pages(browser: Browser, store: Path) -> Iterator[Path]:
    """Take pages of `serve`, as far down as a window of that width shows them."""
    for language in ("en", "da"):
        with _served(store, language) as first:
            for name, said_in, width, page in SHOWN:
                if said_in == language:
                    opened = browser.new_page(viewport={"width": width, "height": 900})
                    opened.goto(first)
                    opened.goto(f"{first.partition('/?')[0]}{page}")
                    yield _kept(name, opened.screenshot())
                    opened.close()


@contextmanager
def _served(store: Path, language: str) -> Iterator[str]:
    """Lend the first address of the pages of a store; end them."""
    line = [*_PROGRAM, "--store", str(store), "serve", "--lang", language]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            _, address = islice(process.stdout or (), 2)  # below what it says of it
            yield address.strip()
        finally:
            process.terminate()


def _beginning(page: Page, section: Locator) -> bytes:
    box = section.bounding_box()
    left, width = box["x"] - AROUND, box["width"] + 2 * AROUND
    clip = {**box, "x": left, "width": width, "height": min(box["height"], HIGHEST)}
    return page.screenshot(clip=clip, full_page=True)


def _opened(browser: Browser, page: Path, width: int, height: int) -> Page:
    opened = browser.new_page(viewport={"width": width, "height": height})
    opened.goto(page.as_uri())
    return opened


def _kept(name: str, picture: bytes) -> Path:
    path = FOLDER / f"{name}.png"
    path.write_bytes(picture)
    return path


if __name__ == "__main__":
    for taken in take():
        print(f"{taken.name}: {taken.stat().st_size // 1024} KB")  # noqa: T201 - the task's answer
