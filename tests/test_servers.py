"""The servers that tests run against."""

import psycopg
from umadb import Client


def test_each_test_has_a_database_of_its_own(postgres: str):
    """A PostgreSQL database is there, in UTF-8, with nothing in it."""
    with psycopg.connect(postgres) as connection:
        (encoding,) = connection.execute("show server_encoding").fetchone()
        (tables,) = connection.execute(
            "select count(*) from pg_tables where schemaname = 'public'"
        ).fetchone()
    assert (encoding, tables) == ("UTF8", 0)


def test_each_test_has_a_umadb_of_its_own(umadb: str):
    """A UmaDB server is there, with nothing in it."""
    with Client(umadb.replace("umadb", "http")) as client:
        assert client.head() is None
