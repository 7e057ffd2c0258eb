"""The SQL of the stores: a question a file, read once."""

from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


@cache
def sql(name: str, kind: str = "sqlite") -> str:
    """Return the text of the file `name`.sql in the folder of a kind of store."""
    return (_HERE / kind / f"{name}.sql").read_text("utf-8")
