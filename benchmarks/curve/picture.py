"""The curve as a picture: seconds over facts, both by powers of ten, for light and dark pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10
from typing import Final

from .points import AIMS, Point

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 80, 180, 50, 60

LINES: Final[Mapping[str, str]] = {
    "peer": "eventsourcing",
    "umadb": "UmaDB client",
    "cold": "cold replay",
    "warm": "warm replay",
    "eligibility": "eligibility",
    "further": "further count",
}
"""What is drawn, and what it is called in the picture."""

STYLE: Final = """
text { font: 13px system-ui, sans-serif; fill: #424a53 }
.title { font-size: 15px; font-weight: 600 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke-width: 2.5 }
.aim { stroke-width: 1.5; stroke-dasharray: 5 4 }
.peer { stroke: #848d97 } text.peer, circle.peer { fill: #6e7781; stroke: none }
.umadb { stroke: #bf8700 } text.umadb, circle.umadb { fill: #9a6700; stroke: none }
.cold { stroke: #0969da } text.cold, circle.cold { fill: #0969da; stroke: none }
.warm { stroke: #1a7f37 } text.warm, circle.warm { fill: #1a7f37; stroke: none }
.eligibility { stroke: #8250df } text.eligibility, circle.eligibility { fill: #8250df; stroke: none }
.further { stroke: #bf3989 } text.further, circle.further { fill: #bf3989; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #c9d1d9 } .grid { stroke: #373e47 }
  .peer { stroke: #8b949e } text.peer, circle.peer { fill: #a5aeb8 }
  .umadb { stroke: #d29922 } text.umadb, circle.umadb { fill: #e3b341 }
  .cold { stroke: #58a6ff } text.cold, circle.cold { fill: #58a6ff }
  .warm { stroke: #3fb950 } text.warm, circle.warm { fill: #3fb950 }
  .eligibility { stroke: #bc8cff } text.eligibility, circle.eligibility { fill: #bc8cff }
  .further { stroke: #f778ba } text.further, circle.further { fill: #f778ba }
}
"""

SHORTEST, LONGEST = -3, 2  # powers of ten of a second
FEWEST, MOST = 4, 7  # powers of ten of facts


def picture(points: Sequence[Point]) -> str:
    """Return an SVG of what was measured; aims are dashed."""
    drawn = [*_axes(), *_aims(), *_lines(points), *_names(points)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            "<title>Seconds that replays and answers take, by how many facts there are</title>",
            f"<style>{STYLE}</style>",
            *drawn,
            "</svg>\n",
        ]
    )


def x(facts: float) -> float:
    """Return where so many facts are, from the left."""
    return LEFT + (log10(facts) - FEWEST) / (MOST - FEWEST) * (WIDTH - LEFT - RIGHT)


def y(seconds: float) -> float:
    """Return where so many seconds are, from the top."""
    power = min(max(log10(seconds), SHORTEST), LONGEST)
    return TOP + (LONGEST - power) / (LONGEST - SHORTEST) * (HEIGHT - TOP - BOTTOM)


def _axes() -> Iterator[str]:
    yield _text(LEFT, 26, "Time by length of the history (aims dashed)", "title", "start")
    for power in range(SHORTEST, LONGEST + 1):
        at = y(10.0**power)
        yield _stroke(LEFT, at, WIDTH - RIGHT, at, "grid")
        yield _text(LEFT - 10, at + 4, f"{10.0**power:g} s", "", "end")
    for power in range(FEWEST, MOST + 1):
        at = x(10.0**power)
        yield _stroke(at, TOP, at, HEIGHT - BOTTOM, "grid")
        yield _text(at, HEIGHT - BOTTOM + 20, f"{10**power:,}", "", "middle")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "facts", "", "middle")
    yield f'<g transform="rotate(-90 18 {HEIGHT / 2})">'
    yield _text(18, HEIGHT / 2, "seconds", "", "middle") + "</g>"


def _aims() -> Iterator[str]:
    """Draw a dash at each aim that is a time, as wide as the way to a third of the facts."""
    for aim in AIMS:
        name, facts = aim.group.split()
        if aim.figure == "ms" and aim.at_most:
            at, height = float(facts.replace(",", "")), y(aim.at_most / 1000)
            yield _stroke(x(at / 3), height, x(at) + 8, height, f"aim {name}")


def _lines(points: Sequence[Point]) -> Iterator[str]:
    for name in LINES:
        places = [(x(p.facts), y(p.seconds[name])) for p in points if name in p.seconds]
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
        yield f'<polyline class="line {name}" points="{path}"/>'
        for across, down in places:
            yield f'<circle class="{name}" cx="{across:.1f}" cy="{down:.1f}" r="3.5"/>'


def _names(points: Sequence[Point]) -> Iterator[str]:
    """Write what each line is beside its end, none above another."""
    ends = {
        name: next(y(p.seconds[name]) for p in reversed(points) if name in p.seconds)
        for name in LINES
        if any(name in p.seconds for p in points)
    }
    for name, down in apart(ends.items()):
        yield _text(WIDTH - RIGHT + 16, down + 4, LINES[name], name, "start")


def apart(ends: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield names from the top down, moved down where they would touch."""
    last = 0.0
    for name, down in sorted(ends, key=lambda end: end[1]):
        last = max(down, last + 17)
        yield name, last


def _stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(across: float, down: float, text: str, kind: str, anchor: str) -> str:
    what = f' class="{kind}"' if kind else ""
    return f'<text{what} x="{across:.1f}" y="{down:.1f}" text-anchor="{anchor}">{text}</text>'
