"""How a command ends on a problem: the exit code, and what the message says."""

from typing import Final

from ..events.errors import BadInput, Refusal, StewardsError, UnsoundStore
from ..events.stores.errors import LostCommit
from ..registry.errors import InterruptedAppend, UnknownOutcome
from ..registry.imports import BadLines
from ..registry.lists import BadRows
from ..registry.lists.employers import BadEmployerRows
from .exit_codes import CONFLICTS, REFUSED, UNKNOWN, UNSOUND, WRONG_USE

_EXIT_CODES: Final = (
    ((UnknownOutcome, LostCommit), UNKNOWN),
    (BadInput, WRONG_USE),
    (Refusal, REFUSED),
    (UnsoundStore, UNSOUND),
    (StewardsError, CONFLICTS),
)


def exit_code_of(problem: Exception) -> int | None:
    """Return the exit code for an error of ours; none for any other error."""
    return next((code for kind, code in _EXIT_CODES if isinstance(problem, kind)), None)


def code_of(error: Exception) -> str:
    """Return the code of an error of ours; see docs/errors.md."""
    return error.code() if isinstance(error, StewardsError) else ""


def message_of(error: Exception) -> str:
    """Return the message about an error, with every bad line or row where it has some."""
    if isinstance(error, BadLines | BadRows | BadEmployerRows):
        return "\n".join([str(error), *(f"  {problem}" for problem in error.problems)])
    return str(error)


def interruption(cause: BaseException | None) -> str:
    """Return the message after Ctrl-C, and whether something may have been recorded."""
    if isinstance(cause, InterruptedAppend):
        return (
            "Interrupted: it may or may not have been recorded."
            f" Run it again with --command {cause.command} to make sure."
        )
    return "Interrupted."
