"""Where a PostgreSQL database is, and how it is reached."""

import os
from typing import Any, Final

import psycopg
from attrs import field, frozen
from psycopg.conninfo import conninfo_to_dict

from ..addresses import FORMS, scheme_of, shown
from ..server_errors import MalformedAddress

CONNECT_TIMEOUT: Final = 10
"""Seconds to wait for a server to answer, unless the address or `PGCONNECT_TIMEOUT` says."""

_SILENCE: Final = 30_000  # milliseconds after which a server that acknowledges nothing is gone


@frozen
class Address:
    """The address of a database.

    Attributes:
        shown: What messages show of it: no password, no parameters.
        given: The parameters of the connection; what is missing libpq takes from its environment.
    """

    shown: str
    given: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read an address.

        Raises:
            MalformedAddress: it is none; in libpq's own words a password might show.
        """
        given = _parameters(url)
        if given is None:
            raise MalformedAddress(scheme_of(url) or "", FORMS["postgres"])
        return cls(shown(url), _defaults() | given | {"client_encoding": "UTF8"})


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


def _defaults() -> dict[str, Any]:
    given: dict[str, Any] = {"application_name": "stewards", "tcp_user_timeout": _SILENCE}
    if "PGCONNECT_TIMEOUT" not in os.environ:
        given["connect_timeout"] = CONNECT_TIMEOUT
    return given
