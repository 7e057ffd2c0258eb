"""The curve as a table of a Markdown page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from .points import Point

BEGIN: Final = "<!-- curve: written by `make curve` -->"
END: Final = "<!-- end of the curve -->"

COLUMNS: Final[Mapping[str, Callable[[Point, Point | None], str]]] = {
    "facts": lambda p, _: f"{p.facts:,}",
    "cold": lambda p, _: time(p.seconds.get("cold")),
    "facts/s": lambda p, _: rate(p),
    "than a tenth": lambda p, before: times(p.seconds.get("cold"), before, "cold"),
    "eventsourcing": lambda p, _: beside(p, "peer"),
    "UmaDB": lambda p, _: beside(p, "umadb"),
    "warm": lambda p, _: time(p.seconds.get("warm")),
    "further count": lambda p, _: time(p.seconds.get("further")),
    "eligibility": lambda p, _: time(p.seconds.get("eligibility")),
    "another day": lambda p, _: time(p.seconds.get("eligibility further")),
    "writing segments": lambda p, _: time(p.seconds.get("writing")),
    "memory": lambda p, _: mebibytes(p.memory),
    "with eligibility": lambda p, _: mebibytes(p.asking),
}


def table(points: Sequence[Point]) -> str:
    """Return the points as a table, one a line."""
    rows = [
        [cell(point, before) for cell in COLUMNS.values()]
        for before, point in zip([None, *points], points, strict=False)
    ]
    return "\n".join(map(_line, [list(COLUMNS), ["---:"] * len(COLUMNS), *rows]))


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


def time(seconds: float | None) -> str:
    """Return a time as people read it."""
    if seconds is None:
        return "-"
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{seconds * 1000:,.0f} ms"


def mebibytes(memory: float | None) -> str:
    """Return an amount of memory as people read it."""
    return "-" if memory is None else f"{memory:,.0f} MiB"


def rate(point: Point) -> str:
    """Return how many facts a second a cold replay takes in."""
    cold = point.seconds.get("cold")
    return f"{point.facts / cold:,.0f}" if cold else "-"


def beside(point: Point, peer: str) -> str:
    """Return the time of a peer, and how many times as long as our cold replay that is."""
    took, cold = point.seconds.get(peer), point.seconds.get("cold")
    return f"{time(took)} ({took / cold:.1f}x)" if took and cold else "-"


def times(seconds: float | None, before: Point | None, name: str) -> str:
    """Return how many times as long as with the facts of the point before."""
    tenth = before.seconds.get(name) if before else None
    return f"{seconds / tenth:.1f}x" if seconds and tenth else "-"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
