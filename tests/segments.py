"""Column segments rewritten by hand."""

import json
from hashlib import sha256
from pathlib import Path

import duckdb


def let_nobody_join(folder: Path) -> None:
    """Move all that the segments tell of members to a day far away."""
    rewrite(folder, "select * replace (date '2099-01-01' as effective_on) from rows")


def rewrite(folder: Path, query: str, **described: str) -> None:
    """Change the rows of each segment about members, and describe the files as they have become.

    Args:
        folder: Where the segments are.
        query: The rows to be there instead, as SQL; `rows` are those that are.
        described: What else to say in the descriptions.
    """
    for description in folder.glob("*.json"):
        told = json.loads(description.read_bytes()) | described
        [path] = (folder / "members").glob(f"{description.stem}-*.parquet")
        changed = f"with rows as (from '{path}') {query}"
        duckdb.connect().execute(f"copy ({changed}) to '{path}' (format parquet)")
        told["digests"]["members"] = sha256(path.read_bytes()).hexdigest()
        description.write_text(json.dumps(told))
