"""The SQL of the checks: a question a file, read once."""

from functools import cache
from pathlib import Path


@cache
def sql(name: str) -> str:
    """Return the text of the file `name`.sql of this package."""
    return Path(__file__).with_name(f"{name}.sql").read_text("utf-8")
