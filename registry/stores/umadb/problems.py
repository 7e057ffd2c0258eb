"""What UmaDB and its client report, in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import umadb

from ..errors import LostCommit
from ..server_errors import AccessDenied, ConnectionLost, NobodyAnswers, ServerRefuses

_NEVER_SENT: Final = ("tcp connect error", "dns error")


@contextmanager
def plain_errors(store: str, *, appending: bool = False) -> Iterator[None]:
    """Say in our words what the client says in its own.

    Raises:
        NobodyAnswers: there is no connection to be had; nothing was sent.
        LostCommit: the connection broke after an append was sent.
        ConnectionLost: it broke after anything else was sent.
        AccessDenied: the server wants another API key.
        ServerRefuses: it does not do what it is asked; nothing was recorded.
    """
    try:
        yield
    except umadb.TransportError as problem:
        if any(words in str(problem) for words in _NEVER_SENT):
            raise NobodyAnswers(store) from problem
        if appending:
            raise LostCommit(store, "the server did not answer") from problem
        raise ConnectionLost(store) from problem
    except umadb.AuthenticationError as problem:
        raise AccessDenied(store) from problem
    except umadb.IntegrityError:
        raise
    except (umadb.CorruptionError, ValueError) as problem:
        raise ServerRefuses(store, str(problem)) from problem
    except Exception as problem:
        if type(problem) is not Exception:  # the client has no class of its own for the rest
            raise
        raise ServerRefuses(store, str(problem)) from problem
