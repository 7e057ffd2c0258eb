"""The SQL of the stores: a question a file, read once."""

from functools import cache
from importlib.resources import files


@cache
def sql(name: str, kind: str = "sqlite") -> str:
    """Return the text of the file `name`.sql in the folder of a kind of store."""
    return files(__name__.rpartition(".")[0]).joinpath(kind, f"{name}.sql").read_text("utf-8")
