"""docs/rules.md is what the rule books say."""

import re
import runpy
from pathlib import Path

import attrs
from stewards.projections.rules import Office, load, names

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


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


def test_the_page_says_which_rules_nobody_judges() -> None:
    """They are those of an office that no code outside the room of the rules reads, but to show them."""
    shown = set(runpy.run_path(str(DOCS / "rules_page.py"))["SHOWN_ONLY"])
    files = [*(ROOT / "projections").rglob("*.py"), *(ROOT / "registry").rglob("*.py")]
    code = "".join(file.read_text("utf-8") for file in files if file.parent.name != "rules")

    read = {name for name in attrs.fields_dict(Office) if re.search(rf"[.]{name}\b", code)}
    assert "term_months_most" in read
    assert shown & read == set()
    assert attrs.fields_dict(Office).keys() - read == shown
