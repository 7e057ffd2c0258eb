"""What a verification found, as rows."""

from typing import Final

from attrs import frozen

from ...events.errors import UnsoundStore
from ..doctor.observation import Verdict

BAD: Final = "bad"


@frozen
class Checked:
    """What one check of a log found.

    Attributes:
        check: What was looked at: `seal`, `seals`, `numbers`, `entries`, `tags`, `order`, `generation`,
            `segments` or `people`.
        verdict: `ok`; `note` for what is worth knowing; `bad` where the log is not what it was.
        found: What there is.
        advice: What to do; none where there is nothing to do.
        first: The first entry that may be bad; none unless something is.
        last: The last entry that the first bad one can be: the same number where it is known exactly.
    """

    check: str
    verdict: Verdict
    found: str
    advice: str | None = None
    first: int | None = None
    last: int | None = None


@frozen
class Verification:
    """Whether a log still is what it was when it was sealed.

    Attributes:
        entries: How many entries were read.
        checks: What each check found: the seals first, in the order given.
    """

    entries: int
    checks: tuple[Checked, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no check found anything bad."""
        return all(each.verdict != BAD for each in self.checks)

    @property
    def first_bad(self) -> tuple[int, int] | None:
        """The entries among which the first bad one lies, twice the same one where that is known.

        None where no check found a bad entry.
        """
        found = [(each.last, each.first) for each in self.checks if each.first and each.last]
        if not found:
            return None
        last, first = min(found, key=lambda each: (each[0], -each[1]))
        return first, last


class SealDiffers(UnsoundStore):
    """The log does not begin with the entries that a note seals.

    Attributes:
        action: What was to be done.
        note: The note.
        problem: How the two differ.
    """

    action: str
    note: str
    problem: str

    cannot = "{0.action}"
    because = "{0.problem} with {0.note}"
    instead = "Nothing was written. Look at 'stewards log verify {0.note}'."
