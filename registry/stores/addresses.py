"""The addresses of stores, and how much of one may be shown."""

import re
from typing import Final

IN_MEMORY: Final = ":memory:"

_SCHEME: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_SERVER: Final = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*://)"
    r"(?:(?P<user>[^:@/?#]*)(?::.*)?@)?"  # up to the last @: a password may hold one unescaped
    r"(?P<place>[^?#]*)",
    re.IGNORECASE | re.DOTALL,
)


def scheme_of(address: str) -> str | None:
    """Return what stands before `://` in lower case, none for a path."""
    found = _SCHEME.match(address)
    return found["scheme"].lower() if found else None


def shown(address: str) -> str:
    """Return an address without password and parameters; a path as it is."""
    found = _SERVER.match(address)
    if found is None or scheme_of(address) == "sqlite":
        return address
    user = f"{found['user']}@" if found["user"] else ""
    return f"{found['scheme']}{user}{found['place']}"
