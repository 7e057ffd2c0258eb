"""The addresses of stores, and how much of one may be shown."""

import re
from ipaddress import ip_address
from typing import Final

IN_MEMORY: Final = ":memory:"
FORMS: Final = {
    "sqlite": "sqlite:///PATH",
    "postgres": "postgresql://USER@HOST:PORT/DATABASE",
    "umadb": "umadb://HOST:PORT",
}
"""How the address of each kind is written."""

PLAIN_TEXT: Final = "plaintext=yes"
"""The parameter of an address that lets what is said to a server elsewhere go in plain text."""

_SCHEME: Final = re.compile(r"\s*(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_NEARLY: Final = re.compile(
    r"(?P<kind>sqlite|postgres|umadb)(?:ql)?:|.*://|.*password\s*=", re.IGNORECASE | re.DOTALL
)
_PLAIN_USER: Final = re.compile("[^/#]+")


def scheme_of(address: str) -> str | None:
    """Return what stands before `://` in lower case, none for a path."""
    found = _SCHEME.match(address)
    return found["scheme"].lower() if found else None


def nearly(path: str) -> str | None:
    """Return the kind of server whose address a path was meant to be; none for a path.

    Of something between the two, any part may be a password.
    """
    found = _NEARLY.match(path)
    return (found["kind"] or "postgres").lower() if found else None


def shown(address: str) -> str:
    """Return an address without password and parameters; a path as it is.

    A password may hold any character unescaped: whatever stands before the last @ is left out, but
    for a plain user; and all, where an @ stands behind what may be a parameter.
    """
    scheme = scheme_of(address)
    if scheme is None or scheme == "sqlite":
        return address
    beginning, _, rest = address.strip().partition("://")
    told, _, parameters = rest.partition("?")
    if "@" in parameters:
        return f"{beginning}://..."
    login, _, place = told.rpartition("@")
    user = login.partition(":")[0]
    place = place.partition("#")[0]
    return (
        f"{beginning}://{user}@{place}" if _PLAIN_USER.fullmatch(user) else f"{beginning}://{place}"
    )


def without_permission(address: str) -> tuple[str, bool]:
    """Return an address without the parameter `PLAIN_TEXT`, and whether it was there."""
    place, _, parameters = address.rpartition("?")
    given = parameters.split("&")
    if PLAIN_TEXT not in given or "@" in parameters:  # that would be a part of a password
        return address, False
    others = "&".join(each for each in given if each != PLAIN_TEXT)
    return (f"{place}?{others}" if others else place), True


def is_on_this_machine(host: str) -> bool:
    """Whether a host is this machine, or a socket on it; a name is not looked up."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return not host or host.startswith(("/", "@")) or host.lower() == "localhost"
