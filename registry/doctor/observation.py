"""What a check found, as a row."""

from collections.abc import Sequence
from typing import Final, Literal

from attrs import frozen

from ...events import masked
from ...events.errors import StewardsError

Verdict = Literal["ok", "note", "bad"]

RESTORE: Final = "Restore the store from a backup, then compare the two."


@frozen
class Observation:
    """What one check found.

    Attributes:
        check: What was looked at, in a word or two.
        verdict: `ok`; `note` for what is worth knowing; `bad` for what must be seen to.
        found: What there is.
        advice: What to do; none where there is nothing to do.
        unsound: Whether the store cannot be opened, or is damaged.
    """

    check: str
    verdict: Verdict
    found: str
    advice: str | None = None
    unsound: bool = False


def ok(check: str, found: str, advice: str | None = None) -> Observation:
    """Return that all is well."""
    return Observation(check, "ok", found, advice)


def note(check: str, found: str, advice: str) -> Observation:
    """Return what is worth knowing."""
    return Observation(check, "note", found, advice)


def bad(check: str, found: str, advice: str) -> Observation:
    """Return what must be seen to."""
    return Observation(check, "bad", found, advice)


def damaged(check: str, found: str, advice: str = RESTORE) -> Observation:
    """Return what makes the store unsound."""
    return Observation(check, "bad", found, advice, unsound=True)


def error(check: str, problem: StewardsError) -> Observation:
    """Return an error that a check ended with: the store cannot be relied on."""
    found = f"cannot {problem.cannot} because {problem.because}".format(problem)
    return damaged(check, masked(found), masked(problem.instead.format(problem)))


def several(what: Sequence[str], number: int) -> str:
    """Return the first few of a number of problems in one text."""
    rest = f"; and {number - len(what)} more" if number > len(what) else ""
    return "; ".join(what) + rest
