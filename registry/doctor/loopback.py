"""Whether what is said to a server can be read on the way."""

from ...events.stores.addresses import is_on_this_machine
from .observation import Observation, bad, ok


def encryption(*, encrypted: bool, host: str | None, advice: str) -> Observation:
    """Return what is to be said of a connection to a machine; none is a socket on this one."""
    if encrypted:
        return ok("encryption", "the connection to the server is encrypted")
    if host is None or is_on_this_machine(host):
        return ok("encryption", "none is needed: the server is on this machine")
    return bad("encryption", f"others can read what is sent to {host}", advice)
