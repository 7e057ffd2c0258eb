"""The README's tour, and the pages like it, are run as printed: each command, and what it prints."""

from pathlib import Path

import pytest

from .readme import README, add_samples, examples, pages, run, run_here, steps

TEXT = README.read_text("utf-8")


def test_the_readme_prints_what_it_says(tmp_path: Path) -> None:
    """As a new user runs them, its commands print exactly what stands below each."""
    told = steps(TEXT)
    add_samples(tmp_path)

    assert [(command, run(command, tmp_path)) for command, _ in told] == told


@pytest.mark.parametrize("page", pages()[1:], ids=lambda page: page.stem)
def test_a_page_prints_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command prints exactly what stands below it, in a folder of the page's own."""
    told = steps(page.read_text("utf-8"))
    add_samples(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert [(command, run_here(command)) for command, _ in told] == told


@pytest.mark.parametrize("page", ["README", "tour", "first-list"])
def test_a_page_has_something_to_show(page: str) -> None:
    """Neither page is empty, so the test above cannot pass by having nothing to run."""
    [found] = [each for each in pages() if each.stem == page]

    assert len(steps(found.read_text("utf-8"))) >= 8


def test_a_wrong_output_is_noticed(tmp_path: Path) -> None:
    """The comparison sees a tour whose printed output is not what the command prints."""
    [(command, output)] = steps("```console\n$ echo 805\n806\n```\n")

    assert run(command, tmp_path) != output


@pytest.mark.parametrize("example", examples(TEXT))
def test_the_library_examples_run(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every Python example of the README runs as it stands, assertions included; and once more."""
    monkeypatch.chdir(tmp_path)

    for _ in range(2):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 -- the example is the test
