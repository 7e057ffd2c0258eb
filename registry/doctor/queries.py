"""The SQL of the checks: a question a file, read once."""

from functools import cache
from importlib.resources import files


@cache
def sql(name: str) -> str:
    """Return the text of the file `name`.sql of this package."""
    return files(__name__.rpartition(".")[0]).joinpath(f"{name}.sql").read_text("utf-8")
