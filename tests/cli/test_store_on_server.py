"""The command line on a registry that a server keeps."""

import re

import pytest

from ..servers import Postgres
from .running import Ran, run

_FACT = '{"type":"UnitFormed","unit":"a","name":"A","kind":"centre","effective_on":"2020-01-01"}\n'


@pytest.fixture(params=["postgres", "umadb"])
def server(request: pytest.FixtureRequest) -> str:
    """Return the address of a server with nothing in it."""
    return str(request.getfixturevalue(request.param))


def shown(server: str) -> str:
    """Return an address without its password."""
    return re.sub(r":\w+@", "@", server)


def test_a_registry_on_a_server_is_told_and_asked(server: str) -> None:
    """Made, filled, asked and decided on, as a file would be."""
    said = shown(server)

    assert run("init", store=server) == Ran(0, f"Made {said}.\n", "")
    assert run("log import -", store=server, given=_FACT).out == "Recorded 1 fact as entry 1.\n"
    assert run("init", store=server).out == f"{said} holds a registry with 1 entries.\n"
    assert run("unit form b --name B --kind centre --on 2020-01-01", store=server).code == 0
    assert run("log export", store=server).out.count("\n") == 2
    assert run("count --on 2020-01-01 -o csv", store=server).code == 0
    assert '"entries": 2' in run("replay -o json", store=server).out


def test_an_import_makes_the_registry(server: str) -> None:
    """Where there is nothing yet, an import makes a registry, and the next one adds to it."""
    assert run("log import -", store=server, given=_FACT).code == 0
    other = _FACT.replace('"a"', '"b"')
    assert run("log import -", store=server, given=other).out == "Recorded 1 fact as entry 2.\n"


def test_a_demonstration_needs_a_place_of_its_own(server: str) -> None:
    """The sample branch is loaded where there is nothing, and never into somebody's registry."""
    ended = run("demo", store=server)
    assert ended.code == 0
    assert f"Try: stewards --store {shown(server)} check" in ended.out

    assert run("demo", store=server) == Ran(
        3,
        "",
        f"Error: Cannot create a registry at {shown(server)} because something is already there."
        " Name another path with --store.\n",
    )


def test_a_registry_is_not_made_unasked(server: str) -> None:
    """A question about nothing is told where nothing is."""
    said = shown(server)

    assert run("count", store=server) == Ran(
        4,
        "",
        f"Error: Cannot open the store {said} because there is nothing in it yet."
        f" Create it with `stewards --store {said} init`.\n",
    )


@pytest.mark.parametrize("line", ["init", "count", "log import -", "demo", "log show"])
def test_a_wrong_password_is_never_echoed(postgres_running: Postgres, line: str) -> None:
    """Whatever the command, the password that was tried is in none of what it prints."""
    address = postgres_running.url().replace(postgres_running.password, "hunter2")
    ended = run(line, store=address, given=_FACT)

    assert ended == Ran(
        4,
        "",
        f"Error: Cannot open the store {shown(address)} because the server refused this"
        " user. Check the user name and the password, or ask the server's administrator.\n",
    )


def test_plain_text_to_a_server_elsewhere_is_wrong_use() -> None:
    """What may not be sent in plain text is not, and how to allow it is said."""
    ended = run("count", store="umadb://db.union.example:50051")

    assert ended == Ran(
        2,
        "",
        "Error: Cannot open the store umadb://db.union.example:50051 because others could read what is"
        " sent to db.union.example. Give the server a certificate, and its"
        " authority as UMADB_CA, or add plaintext=yes to the parameters of the address to allow it.\n",
    )


def test_a_malformed_address_is_wrong_use() -> None:
    """An address that cannot be read ends with the exit code of wrong use, and is not repeated."""
    ended = run("count", store="postgresql://me:hunter2@db:port/union")

    assert (ended.code, "hunter2" in ended.err) == (2, False)
