"""Where a PostgreSQL database is, and how it is reached."""

import os
from itertools import zip_longest
from typing import Any, Final

import psycopg
from attrs import field, frozen
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from ..addresses import FORMS, is_on_this_machine, scheme_of, shown, without_permission
from ..server_errors import MalformedAddress, PlainText

CONNECT_TIMEOUT: Final = 10
"""Seconds to wait for a server to answer, unless the address or `PGCONNECT_TIMEOUT` says."""

_ENCRYPTED: Final = ("require", "verify-ca", "verify-full")
_ENCRYPTING: Final = "Add sslmode=verify-full&sslrootcert=FILE"
_WAY: Final = ("host", "hostaddr", "sslmode")
"""The parameters that say where the server is, and whether what is said to it is encrypted."""

_SILENCE: Final = 30_000  # milliseconds after which a server that acknowledges nothing is gone


@frozen
class Address:
    """The address of a database.

    Attributes:
        shown: What messages show of it: no password, no parameters.
        given: The parameters of the connection; what is missing libpq takes from its environment.
        url: The whole of it, as it was given.
    """

    shown: str
    given: dict[str, Any] = field(repr=False)
    url: str = field(repr=False)

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read an address.

        Raises:
            MalformedAddress: it is none; in libpq's own words a password might show.
            PlainText: a server is elsewhere, and something might not be encrypted.
        """
        plain, may_be_plain = without_permission(url)
        given = _parameters(plain)
        if given is None:
            raise MalformedAddress(scheme_of(url) or "", FORMS["postgres"])
        way = _way(given)
        if not may_be_plain and way.get("sslmode") not in _ENCRYPTED:
            for host in _hosts(way, given.get("service")):
                if not is_on_this_machine(host):
                    raise PlainText(shown(url), host, _ENCRYPTING)
        return cls(shown(url), _defaults() | given | way | {"client_encoding": "UTF8"}, url)


def _parameters(url: str) -> dict[str, Any] | None:
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return None
    ports = str(given.get("port", "")).split(",")
    # An @ there belongs to a password with a special character before it.
    names = f"{given.get('host', '')}{given.get('dbname', '')}"
    sound = "@" not in names and all(not port or _is_port(port) for port in ports)
    return given if sound else None


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 1 << 16


def _way(given: dict[str, Any]) -> dict[str, str]:
    """Return what of the way there holds in the end, so that it still does for later connections."""
    known: dict[str, str] = {}
    if "service" not in given:  # whose file would come before the environment
        found = {option.keyword.decode(): option.val for option in Conninfo.get_defaults()}
        known = {name: value.decode() for name in _WAY if (value := found[name])}
    return known | {name: given[name] for name in _WAY if name in given}


def _hosts(way: dict[str, str], service: str | None) -> list[str]:
    if service is not None:  # only libpq reads its file, while it connects
        return [f"the service {service}"]
    names, numbers = (way.get(name, "").split(",") for name in ("host", "hostaddr"))
    return [number or name for name, number in zip_longest(names, numbers, fillvalue="")]


def _defaults() -> dict[str, Any]:
    given: dict[str, Any] = {"application_name": "stewards", "tcp_user_timeout": _SILENCE}
    if "PGCONNECT_TIMEOUT" not in os.environ:
        given["connect_timeout"] = CONNECT_TIMEOUT
    return given
