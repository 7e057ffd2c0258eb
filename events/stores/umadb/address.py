"""Where a UmaDB server is, and how it is reached."""

import os
import re
from typing import Final

from attrs import field, frozen

from ..addresses import FORMS, is_on_this_machine, scheme_of, shown, without_permission
from ..server_errors import MalformedAddress, PlainText

API_KEY: Final = "UMADB_API_KEY"
CERTIFICATE: Final = "UMADB_CA"

_ENCRYPTING: Final = f"Give the server a certificate, and its authority as {CERTIFICATE}"

_PLACE: Final = re.compile(
    r"umadb://(?P<host>\[[0-9a-f:]+\]|[^:/?#@\s]+):(?P<port>\d{1,5})/?", re.IGNORECASE
)


@frozen
class Address:
    """The address of a server, and what lets us in there, from the environment.

    Attributes:
        shown: What messages show of it.
        host: The name or number of the machine.
        port: Where the server listens.
        certificate: The file of the certificate authority that vouches for the server, from
            `UMADB_CA`; with it the connection is encrypted.
        api_key: What the server knows us by, from `UMADB_API_KEY`.
    """

    shown: str
    host: str
    port: int
    certificate: str | None = None
    api_key: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, address: str) -> "Address":
        """Read an address.

        Raises:
            MalformedAddress: it is none.
            PlainText: the server is elsewhere, and nothing would be encrypted.
        """
        plain, may_be_plain = without_permission(address)
        place = _PLACE.fullmatch(plain)
        if place is None or not 0 < int(place["port"]) < 1 << 16:
            raise MalformedAddress(scheme_of(address) or "", FORMS["umadb"])
        host, certificate = place["host"].strip("[]"), os.environ.get(CERTIFICATE)
        if certificate is None and not may_be_plain and not is_on_this_machine(host):
            raise PlainText(shown(address), host, _ENCRYPTING)
        return cls(shown(address), host, int(place["port"]), certificate, os.environ.get(API_KEY))

    @property
    def url(self) -> str:
        """The address as the client takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"
