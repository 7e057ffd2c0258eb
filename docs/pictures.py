"""Take the screenshots of docs/pictures: the report of the sample branch, as people see it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright
from stewards.cli import main
from stewards.cli.demo.command import elections, sample
from stewards.registry import Registry

FOLDER = Path(__file__).parent / "pictures"
YEAR = ("--from", "2018-12-01", "--to", "2019-12-01", "--known-at", "2019-12-31")
SCREEN, TABLET, PHONE, A4 = 1280, 820, 390, 794
"""The widths, in CSS pixels; A4 is 210 mm."""
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def take() -> Iterator[Path]:
    """Write every picture, and yield each."""
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        english, danish = (_written(Path(folder), language) for language in ("en", "da"))
        browser = driver.chromium.launch(executable_path=found, args=_FLAGS)
        yield from _tops(browser, english, danish)
        yield from _sections(browser, english, TABLET, "en")
        yield from _sections(browser, danish, PHONE, "da")
        browser.close()


def _written(folder: Path, language: str) -> Path:
    """Return the report of the sample branch in a language."""
    store, page = folder / "registry.db", folder / f"{language}.html"
    if not store.exists():
        with Registry.create(store) as registry:
            registry.import_lines([*sample(), *elections()], command="made")
    line = ["--store", str(store), "report", *YEAR, "--lang", language, "-O", str(page)]
    CliRunner().invoke(main, line, catch_exceptions=False)
    return page


def _tops(browser: Browser, english: Path, danish: Path) -> Iterator[Path]:
    """Take what is seen first: on a screen, a phone and paper."""
    for page, name, width, height, medium in (
        (english, "report-en-screen", SCREEN, 1100, "screen"),
        (danish, "report-da-screen", SCREEN, 1100, "screen"),
        (danish, "report-da-phone", PHONE, 1100, "screen"),
        (english, "report-en-paper", A4, 1123, "print"),
    ):
        opened = _opened(browser, page, width, height)
        opened.emulate_media(media=medium)
        yield _kept(name, opened.screenshot())
        opened.close()


def _sections(browser: Browser, page: Path, width: int, language: str) -> Iterator[Path]:
    opened = _opened(browser, page, width, 900)
    opened.locator("details").evaluate_all("all => all.forEach(each => each.open = false)")
    for each in opened.locator("main section").all():
        yield _kept(f"{each.get_attribute('id')}-{language}", each.screenshot())
    opened.close()


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
