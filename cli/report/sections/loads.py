"""Case loads and other ratios, against the norm of their day."""

from ..asked import Asked
from ..parts import Picture, Section, Table, Word


def section(asked: Asked) -> Section:
    """Return each ratio with what it is divided by, and its norm."""
    found = sorted(
        asked.last.figures(unit=asked.unit),
        key=lambda each: (each.figure, each.per, each.unit or ""),
    )
    place = asked.name
    rows = [
        {
            "figure": each.figure,
            "per": each.per,
            "place": place(each.unit),
            "ratio": each.ratio,
            "norm": each.norm,
        }
        for each in found
    ]
    picture = Picture(
        "loads",
        rows,
        "A bar for each of {number} ratios, with a mark where its norm is.",
        {"number": len(rows)},
    )
    table = Table.of(
        "Ratios",
        ("Unit", "Figure", "Divided by", "Ratio", "Norm", "Times the norm", "On"),
        [
            (
                place(each.unit),
                Word(each.figure),
                Word(each.per),
                each.ratio,
                each.norm,
                each.times,
                each.on,
            )
            for each in found
        ],
        asked.as_of_the_last_day("figures", *asked.scope),
    )
    answers = {"over": sum((each.short or 0) > 0 for each in found), "number": len(found)}
    return Section("loads", "Case loads", answers, picture if rows else None, (table,))
