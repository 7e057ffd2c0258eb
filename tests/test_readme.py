"""The README's tour is run as it is printed: each command, in order, and what it prints."""

from pathlib import Path

import pytest

from .readme import README, add_samples, examples, run, steps

TEXT = README.read_text("utf-8")


def test_the_tour_prints_what_the_readme_says(tmp_path: Path) -> None:
    """Every command of the tour prints exactly what stands below it, in a folder of its own."""
    told = steps(TEXT)
    add_samples(tmp_path)

    assert [(command, run(command, tmp_path)) for command, _ in told] == told


def test_the_tour_has_something_to_show() -> None:
    """The tour is not empty, so the test above cannot pass by having nothing to run."""
    assert len(steps(TEXT)) >= 8


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
