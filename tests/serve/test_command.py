"""`stewards serve` as a process: the address it prints, how it ends, and what it refuses to begin."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ..cli.running import Ran, run

PROGRAM = (sys.executable, "-c", "from stewards.cli import main; main()")

SAID = ("Open this address in a browser on this machine", "Åbn denne adresse i en browser")


@contextmanager
def served(store: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Lend a process that shows the pages of a store, and the address it prints; end it."""
    line = [*PROGRAM, "--store", str(store), "serve", *words]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        said, address = process.stdout.readline(), process.stdout.readline().strip()
        assert said.startswith(SAID), said
        yield process, address
    finally:
        process.kill()
        process.communicate()


def opened(address: str) -> tuple[str, str]:
    """Open the first address as a browser does, and return the page and the cookie."""
    keeper = urllib.request.HTTPCookieProcessor()
    page = urllib.request.build_opener(keeper).open(address, timeout=30).read().decode()
    [cookie] = keeper.cookiejar
    return page, f"{cookie.name}={cookie.value}"


def test_it_shows_pages_until_ctrl_c(store: Path) -> None:
    """The address printed leads to the overview; Ctrl-C ends it at once, also while a page waits for news."""
    with served(store) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
        page, cookie = opened(address)
        host, port = address.split("/")[2].split(":")
        with socket.create_connection((host, int(port))) as waiting:
            request = (
                f"GET /live?after=0 HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n\r\n"
            )
            waiting.sendall(request.encode())
            heard = b""
            while b"data: 1855" not in heard:
                heard += waiting.recv(4096)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=5)

    assert "<h1>Members</h1>" in page
    assert (process.returncode, out, err) == (130, "", "")


def test_a_port_in_use(store: Path) -> None:
    """Where something else listens already, nothing is begun."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert run(f"serve --port {port}", store=store) == Ran(
            2,
            "",
            f"Error: Cannot listen at 127.0.0.1, port {port}, because the system says: Address already"
            " in use. Give another port with --port, or leave it out for a free one.\n",
        )


def test_an_address_that_is_not_of_this_machine(store: Path) -> None:
    """An address of some other machine cannot be listened at."""
    ended = run("serve --host 192.0.2.1 --behind-proxy https://stewards.example.org", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot listen at 192.0.2.1, port 0, because the system says: Cannot assign requested"
        " address. Give another port with --port, or leave it out for a free one.\n",
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "stewards.example.org"])  # noqa: S104
def test_other_machines_come_by_a_proxy(store: Path, host: str) -> None:
    """An address that others reach is not listened at unless a proxy is named."""
    ended = run(f"serve --host {host}", store=store)

    assert ended.code == 2
    assert ended.err.endswith(
        f"Error: Give --behind-proxy with --host {host}: other machines can reach that address, so a proxy"
        " in front has to see to HTTPS and to who may look.\n"
    )


@pytest.mark.parametrize(
    "origin",
    [
        "stewards.example.org",
        "ftp://stewards.example.org",
        "https://stewards.example.org/pages",
        "https://somebody@stewards.example.org",
        "https://stewards.example.org:port",
        "https://",
        "",
    ],
)
def test_the_proxy_is_named_by_the_address_of_a_host(store: Path, origin: str) -> None:
    """The pages lie at the root of a host."""
    ended = run("serve --behind-proxy", origin, store=store)

    assert ended.code == 2
    assert ended.err.endswith(
        "Error: Give --behind-proxy the address that browsers open, such as"
        " https://stewards.example.org.\n"
    )


def test_a_registry_that_is_not_there(tmp_path: Path) -> None:
    """No registry is made."""
    ended = run("serve", store=tmp_path / "none.db")

    assert (ended.code, ended.out, list(tmp_path.iterdir())) == (4, "", [])
    assert ended.err.startswith(f"Error: Cannot open the store {tmp_path / 'none.db'} because")


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "jinja2"])
def test_a_missing_extra(store: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what answers a browser is not installed, it is said how to install it."""
    monkeypatch.setitem(sys.modules, package, None)

    assert run("serve", store=store) == Ran(
        2,
        "",
        "Error: Cannot show pages because the extra serve is not installed."
        " Install it with: pip install 'stewards[serve]'\n",
    )
