"""DuckDB, as far as SQL needs it: its compiled part alone.

To import the package around it takes seven times as long as that part, longer than to count a short log:
relations, expressions, and an e-mail parser to read a version with. SQL needs none of it. The classes are
the same ones: whoever catches a `duckdb.Error` catches what is raised here.
"""

from typing import Final

try:
    from _duckdb import DuckDBPyConnection as Connection
    from _duckdb import Error, IOException, connect
except ImportError:  # nobody promised that this part would keep its name
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import Error, IOException, connect

__all__: Final = ["Connection", "Error", "IOException", "complete", "connect"]


def complete() -> None:
    """Load the package, too: from then on every connection has relations, and takes in Arrow."""
    import duckdb  # noqa: F401, PLC0415 - it completes the class of the connections
