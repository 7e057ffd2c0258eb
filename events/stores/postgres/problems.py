"""What PostgreSQL and its client report, in our words."""

import re
from typing import Final

import psycopg
from psycopg import errors

from ...errors import UnsoundStore
from ..errors import StoreBusy, StoreDamaged
from ..server_errors import (
    AccessDenied,
    ConnectionLost,
    NobodyAnswers,
    NoSuchDatabase,
    ServerRefuses,
    WrongParameter,
)

_DAMAGED: Final = (
    errors.DataCorrupted,
    errors.IndexCorrupted,
    errors.UndefinedColumn,  # a table, column or function of ours is not there
    errors.UndefinedFunction,
    errors.UndefinedObject,
    errors.UndefinedTable,
)
_NOT_LET_IN: Final = re.compile(
    r"password authentication failed|no password supplied|no pg_hba\.conf entry"
    r'|role ".*" does not exist|role ".*" is not permitted to log in'
)
_NO_DATABASE: Final = re.compile(r'database ".*" does not exist')
_PARAMETER: Final = re.compile(
    r'invalid (?!integer)(?P<of>\w+) value: |for connection option "(?P<option>\w+)"'
    r"|bad value for (?P<read>\w+): "
)
_REFUSAL: Final = re.compile(r"(?:FATAL: *|failed: (?=.*(?:SSL|certificate)))(?P<problem>.*)")


def on_connecting(problem: str, store: str) -> UnsoundStore | WrongParameter:
    """Return the error for what the client reports when it gets no connection.

    It has nothing but words to go by, and keeps those of a server that was reached: what it says
    before it has reached one repeats parts of the address.
    """
    if wrong := _PARAMETER.search(problem):
        return WrongParameter(store, wrong["of"] or wrong["option"] or wrong["read"])
    if _NOT_LET_IN.search(problem):
        return AccessDenied(store)
    if _NO_DATABASE.search(problem):
        return NoSuchDatabase(store)
    if refusal := _REFUSAL.search(problem):
        return ServerRefuses(store, refusal["problem"])
    return NobodyAnswers(store)


def on_using(
    problem: psycopg.Error, store: str, lock_timeout: float, *, connected: bool
) -> UnsoundStore:
    """Return the error for what the server or the client reports about a connection in use."""
    if not connected:
        return ConnectionLost(store)
    if isinstance(problem, errors.LockNotAvailable):
        return StoreBusy(store, lock_timeout)
    said = problem.diag.message_primary or str(problem)
    if isinstance(problem, _DAMAGED):
        return StoreDamaged(store, said)
    return ServerRefuses(store, said)
