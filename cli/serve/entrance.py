"""Who may look, and how: by an address with a token, then by a cookie, at this host's name only."""

import secrets
from hmac import compare_digest
from typing import Final
from urllib.parse import urlencode, urlsplit

from attrs import field, frozen

TOKEN: Final = "token"  # noqa: S105 - the name of the parameter
_LONG: Final = 32


def _secret() -> str:
    return secrets.token_urlsafe(_LONG)


@frozen
class Entrance:
    """How pages are come by.

    Attributes:
        origin: The address as a browser has it, such as `http://127.0.0.1:8123`.
        token: What stands in the first address.
        session: What stands in the cookie that is given for it.
    """

    origin: str
    token: str = field(factory=_secret, repr=False)
    session: str = field(factory=_secret, repr=False)

    @property
    def first_address(self) -> str:
        """The address with the token, to be opened first."""
        return f"{self.origin}/?{urlencode({TOKEN: self.token})}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: all ports of a host share theirs."""
        return f"stewards-{urlsplit(self.origin).port or ''}"

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by HTTPS."""
        return urlsplit(self.origin).scheme == "https"

    def is_named(self, host: str) -> bool:
        """Return whether a host that a browser asks for is ours."""
        return host.lower() == urlsplit(self.origin).netloc.lower()

    def takes(self, token: str) -> bool:
        """Return whether a token is that of the first address."""
        return compare_digest(token.encode(), self.token.encode())

    def knows(self, session: str | None) -> bool:
        """Return whether a cookie is one that was given."""
        return session is not None and compare_digest(session.encode(), self.session.encode())
