"""`stewards serve`: pages to look around in, on this machine."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Final
from urllib.parse import urlsplit

import click

from ...events.errors import MissingExtra
from ..app import App
from ..commands import Command
from ..errors import CannotListen
from ..exit_codes import INTERRUPTED
from ..output import say
from ..printing import printing
from ..printing_options import printing_options

_HOST: Final = "127.0.0.1"
_PACKAGES: Final = ("jinja2", "starlette", "uvicorn")
_OPEN: Final = (
    "Give --behind-proxy with --host {0}: other machines can reach that address, so a proxy in front has to"
    " see to HTTPS and to who may look."
)
_NO_ORIGIN: Final = (
    "Give --behind-proxy the address that browsers open, such as https://stewards.example.org."
)


@click.command("serve", cls=Command)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="NUMBER",
    help="Listen at this port. [default: a free one]",
)
@click.option(
    "--host",
    default=_HOST,
    show_default=True,
    metavar="ADDRESS",
    help="Listen at this address of the machine; another than its own takes --behind-proxy.",
)
@click.option(
    "--behind-proxy",
    "origin",
    metavar="ADDRESS",
    help="The address at which a proxy in front shows the pages, such as https://stewards.example.org.",
)
@printing_options(hidden=True)
@click.pass_context
def serve(ctx: click.Context, /, *, port: int | None, host: str, origin: str | None) -> None:
    """Show pages to look around in, until Ctrl-C.

    Choose the day, the knowledge and the unit; click a number to see what it is made of. Only a browser on
    this machine that opened the address printed sees the pages, and they change nothing.

    Example: stewards serve
    """
    if origin is None and not _is_loopback(host):
        raise click.UsageError(_OPEN.format(host), ctx)
    if origin is not None and not _is_origin(origin):
        raise click.UsageError(_NO_ORIGIN, ctx)
    try:
        for package in _PACKAGES:
            import_module(package)
    except ModuleNotFoundError as problem:
        raise MissingExtra("show pages", "serve") from problem
    from .application import Pages
    from .entrance import Entrance
    from .running import run

    app: App = ctx.obj
    with _listening(host, port or 0) as listening, app.replayed() as registry:
        place = f"[{host}]" if ":" in host else host
        entrance = Entrance(origin or f"http://{place}:{listening.getsockname()[1]}")
        how = printing()
        pages = Pages(registry, entrance, how.language, how.person, how)
        say("Open this address in a browser on this machine; Ctrl-C ends it.")
        click.echo(entrance.first_address)
        with suppress(KeyboardInterrupt):
            run(pages, listening)
    ctx.exit(INTERRUPTED)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_origin(origin: str) -> bool:
    """Return whether an address is that of a host alone, without a path."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    is_known = parts.scheme in {"http", "https"} and parts.hostname is not None
    return (
        is_known
        and port != 0
        and origin == f"{parts.scheme}://{parts.netloc}"
        and "@" not in origin
    )


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Lend a socket that listens; raise CannotListen."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family)
    except OSError as problem:
        said = (
            os.strerror(problem.errno) if problem.errno and problem.errno > 0 else problem.strerror
        )
        raise CannotListen(host, port, str(said)) from problem
    with listening:
        yield listening
