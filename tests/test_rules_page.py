"""docs/rules.md is what the rule books say."""

import runpy
from pathlib import Path

from stewards.projections.rules import load, names

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_is_current() -> None:
    """It holds every rule of every book as it is now; `make docs` writes it."""
    page = runpy.run_path(str(DOCS / "rules_page.py"))["page"]

    assert (DOCS / "rules.md").read_text("utf-8") == page()


def test_the_page_has_every_rule() -> None:
    """The page is not empty, so the test above cannot pass by comparing nothing."""
    page = (DOCS / "rules.md").read_text("utf-8")

    paths = {path for name in names() for path, _ in load(name).rules()}
    assert {path for path in paths if f"| `{path}` |" not in page} == set()
    assert all(f"| `{name}` |" in page for name in names())
