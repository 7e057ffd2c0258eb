"""The curve as a table of a Markdown page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..limits import FIGURES, TENFOLD, TIMES, Measured

BEGIN: Final = "<!-- curve: written by `make curve` -->"
END: Final = "<!-- end of the curve -->"

OURS: Final[Mapping[str, str]] = {
    "import": "import, checked and durable",
    "import people": "import of people who are all new, kept apart (CPU)",
    "replay": "cold replay to a first count",
    "warm replay": "warm open and count",
    "count": "a further count",
    "count by workplace": "a further count, by workplace",
    "count with ranges": "a count with ranges",
    "first eligibility": "eligibility, a first day",
    "eligibility": "eligibility, another day",
    "check": "`check`",
    "explain eligibility": "`explain eligibility`, after late moves",
    "decision": "electing at a workplace of 200",
    "roster compare": "`roster compare`",
    "roster import": "`roster import`",
    "revert": "`batch revert`",
    "writing segments": "writing segments",
}
"""What is ours, and what it is called in the table."""

PEERS: Final[Mapping[str, str]] = {
    "import": "import: eventsourcing",
    "import people": "the same without a people file (CPU)",
    "replay": "cold replay: eventsourcing",
    "replay and UmaDB": "cold replay: UmaDB's client",
    "replay and hledger": "cold count by workplace: hledger",
    "replay and ledger": "cold count by workplace: ledger",
    "roster compare": "`roster compare`: Polars",
}
"""Whose time stands beside ours, and how many times as long that is."""

NONE: Final = "-"


def table(found: Sequence[Measured]) -> str:
    """Return what was measured as a table: what a line, how many facts a column."""
    lengths = sorted({m.facts for m in found})
    by_group = {(m.group, m.facts): m for m in found}

    def lines(named: Mapping[str, str], cell: Callable[[Measured], str]) -> list[str]:
        rows = {
            title: [cell(m) if (m := by_group.get((group, n))) else NONE for n in lengths]
            for group, title in named.items()
        }
        return [_line([title, *cells]) for title, cells in rows.items() if {*cells} != {NONE}]

    heading = _line(["facts", *(f"{length:,}" for length in lengths)])
    rule = _line(["---", *("---:" for _ in lengths)])
    return "\n".join([heading, rule, *lines(OURS, ours), *lines(PEERS, peer)])


def put(page: Path, block: str) -> None:
    """Write a table between the two marks of a page.

    Raises:
        ValueError: the page has no such marks.
    """
    before, _, rest = page.read_text().partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"Cannot write the table because {page} lacks the marks for it.")
    page.write_text(f"{before}{BEGIN}\n\n{block}\n\n{END}{after}")


def ours(m: Measured) -> str:
    """Return how long it took us, how many times as long as with a tenth of the facts, and the memory."""
    if m.ours is None:
        return NONE
    tenfold = FIGURES[TENFOLD](m)
    than_a_tenth = "" if tenfold is None else f" ({tenfold:.1f}x)"
    return f"{time(m.ours)}{than_a_tenth}" + ("" if m.memory is None else f", {m.memory:,.0f} MiB")


def peer(m: Measured) -> str:
    """Return how long it took the peer, how many times as long as us, and the memory."""
    if m.peer is None:
        return NONE
    times = FIGURES[TIMES](m)
    beside_us = "" if times is None else f" ({times:.2g}x)"
    memory = "" if m.peer_memory is None else f", {m.peer_memory:,.0f} MiB"
    return f"{time(m.peer)}{beside_us}{memory}"


def time(seconds: float) -> str:
    """Return a time as people read it."""
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{seconds * 1000:,.0f} ms"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
