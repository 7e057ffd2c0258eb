"""The curve as a picture: seconds over facts, both by powers of ten, for light and dark pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10
from typing import Final

from ..limits import AIMS, MILLISECONDS, Measured

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 80, 180, 50, 60

LINES: Final[Mapping[str, tuple[str, str]]] = {
    "peer": ("replay", "eventsourcing"),
    "umadb": ("replay and UmaDB", "UmaDB client"),
    "cold": ("replay", "cold replay"),
    "warm": ("warm replay", "warm replay"),
    "eligibility": ("eligibility", "eligibility"),
    "further": ("count", "further count"),
}
"""What is drawn: the group, and what it is called in the picture. `peer` and `umadb` are the peers'."""

_PEERS: Final = ("peer", "umadb")

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


def picture(found: Sequence[Measured]) -> str:
    """Return an SVG of what was measured; aims are dashed."""
    drawn = [*_axes(), *_aims(), *_lines(found), *_names(found)]
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
    drawn = {group: name for name, (group, _) in LINES.items()}
    for aim in AIMS:
        if aim.group in drawn and aim.figure == MILLISECONDS and aim.at_most and aim.facts:
            height, name = y(aim.at_most / 1000), drawn[aim.group]
            yield _stroke(x(aim.facts / 3), height, x(aim.facts) + 8, height, f"aim {name}")


def _places(found: Sequence[Measured], name: str) -> list[tuple[float, float]]:
    """Return the points of a line, from the fewest facts to the most."""
    of_group = (m for m in found if m.group == LINES[name][0])
    taken = ((m.facts, m.peer if name in _PEERS else m.ours) for m in of_group)
    return [(x(facts), y(seconds)) for facts, seconds in sorted(taken) if seconds is not None]


def _lines(found: Sequence[Measured]) -> Iterator[str]:
    for name in LINES:
        places = _places(found, name)
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
        yield f'<polyline class="line {name}" points="{path}"/>'
        for across, down in places:
            yield f'<circle class="{name}" cx="{across:.1f}" cy="{down:.1f}" r="3.5"/>'


def _names(found: Sequence[Measured]) -> Iterator[str]:
    """Write what each line is beside its end, none above another."""
    ends = {name: places[-1][1] for name in LINES if (places := _places(found, name))}
    for name, down in apart(ends.items()):
        yield _text(WIDTH - RIGHT + 16, down + 4, LINES[name][1], name, "start")


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
