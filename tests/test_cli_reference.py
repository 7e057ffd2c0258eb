"""docs/cli.md is the help that the command line prints."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_reference_is_current() -> None:
    """The page holds the help of every command as it is now; `make docs` writes it."""
    reference = runpy.run_path(str(DOCS / "cli_reference.py"))["reference"]

    assert (DOCS / "cli.md").read_text("utf-8") == reference()


def test_the_reference_has_every_command() -> None:
    """The page is not empty, so the test above cannot pass by comparing nothing."""
    page = (DOCS / "cli.md").read_text("utf-8")

    assert page.count("\n## stewards") == page.count("\nUsage: stewards") > 40
    assert page.count("\nExample:\n") > 35
