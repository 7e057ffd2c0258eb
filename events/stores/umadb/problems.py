"""What UmaDB and its client report, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import umadb

from ...errors import UnsoundStore
from ..errors import LostCommit
from ..server_errors import AccessDenied, ConnectionLost, NobodyAnswers, ServerRefuses

_NEVER_SENT: Final = ("tcp connect error", "dns error")
_BROKEN: Final = ("tonic::transport", "hyper::", "h2 protocol error")


@contextmanager
def plain_errors(store: str, *, appending: bool = False) -> Iterator[None]:
    """Say in our words what the client says in its own.

    Raises:
        NobodyAnswers: there is no connection to be had; nothing was sent.
        LostCommit: an append was sent, and it is not certain that it was refused.
        ConnectionLost: the connection broke after anything else was sent.
        AccessDenied: the server wants another API key.
        ServerRefuses: it does not do what it is asked; nothing was recorded.
    """
    try:
        yield
    except (umadb.IntegrityError, umadb.CancelledByUserError):
        raise
    except umadb.AuthenticationError as problem:
        raise AccessDenied(store) from problem
    except ValueError as problem:
        raise ServerRefuses(store, str(problem)) from problem
    except (umadb.TransportError, umadb.CorruptionError) as problem:
        raise _error_for(str(problem), store, appending=appending) from problem
    except Exception as problem:
        if type(problem) is not Exception:  # for some the client has no class of its own
            raise
        raise _error_for(str(problem), store, appending=appending) from problem


def _error_for(problem: str, store: str, *, appending: bool) -> UnsoundStore:
    if any(words in problem for words in _NEVER_SENT):
        return NobodyAnswers(store)
    if appending:
        return LostCommit(store, "the server did not answer")
    if any(words in problem for words in _BROKEN):
        return ConnectionLost(store)
    return ServerRefuses(store, problem)
