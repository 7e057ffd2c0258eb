"""Chromium, for what only a browser can tell: Debian's own, driven without a window and offline."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

MISSING: Final = "Chromium is not installed: apt-get install chromium"

_FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Lend a browser with a profile of its own; skip the test where there is none."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path, *, width: int = 1280) -> Iterator[tuple[Page, list[str]]]:
    """Open a file in a window of a width; beside it, every address that was asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    page, addresses = context.new_page(), list[str]()
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(path.as_uri())
    yield page, addresses
    context.close()


def faults(page: Page) -> list[Any]:
    """Return what axe-core finds wrong with a page, each with where it is."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
