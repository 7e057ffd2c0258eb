"""The rule of ratios: what one comes to against the norm, and which may be put together."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from ...events import RatioObserved
from ...events.entry import Entry
from ...events.errors import Refusal
from ..rules import Rules
from ..rules.agreement import Figure
from ..rules.stated import stated
from .rows import Ratio


class DifferentDenominators(Refusal):
    """Ratios are divided by different things, so that they cannot be put together."""

    figure: str
    pers: tuple[str, ...]

    cannot = "put the ratios of {0.figure} together"
    because = "they are divided by different things: {0.said}"
    instead = "Name one of these with --per."

    @property
    def said(self) -> str:
        """What they are divided by, in words."""
        return ", ".join(self.pers)


class NoRatios(Refusal):
    """No ratio of that figure is on record."""

    figure: str
    on: date

    cannot = "put the ratios of {0.figure} together"
    because = "none is on record by {0.on}"
    instead = "See 'stewards figures', or record one with 'stewards observe-ratio'."


def latest(entries: Iterable[Entry], day: date) -> list[Entry]:
    """Return the last ratio by a day of each figure of each unit, by what it is divided by.

    Args:
        entries: Standing entries, in order.
        day: The day.
    """
    found: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, RatioObserved) and event.effective_on <= day:
            found[event.unit, event.figure, event.per] = entry
    return [found[key] for key in sorted(found)]


def measured(observed: Entry, rules: Rules) -> Ratio:
    """Return a ratio against the norm that held at its unit on its day."""
    event = observed.event
    assert isinstance(event, RatioObserved)  # noqa: S101 -- by construction
    return against_norm(
        Ratio(
            unit=event.unit,
            figure=event.figure,
            value=event.value,
            of=event.of,
            per=event.per,
            ratio=round(event.value / event.of, 2),
            norm=None,
            times=None,
            short=None,
            norm_per=None,
            on=event.effective_on,
            source=event.source,
            entry=observed.number,
            rule=None,
        ),
        rules,
    )


def against_norm(ratio: Ratio, rules: Rules) -> Ratio:
    """Return a ratio against the norm that holds at its unit on its day, if they are comparable."""
    figure = rules.at(ratio.unit, ratio.on).figures.get(ratio.figure)
    if figure is None or figure.most is None:
        return ratio
    ratio = attrs.evolve(ratio, norm_per=figure.per)
    if not comparable(ratio.per, figure) or not figure.most:
        return ratio
    norm = figure.most
    return attrs.evolve(
        ratio,
        norm=norm,
        times=round(ratio.value / (ratio.of * norm), 2),
        short=max(-(-ratio.value // norm) - ratio.of, 0),
        rule=stated(rules, ratio.unit, ratio.on, f"figures.{ratio.figure}.most"),
    )


def comparable(per: str, figure: Figure) -> bool:
    """Return whether what a ratio is divided by is what the norm of the figure speaks of."""
    return per == figure.per


def is_over(ratio: Ratio) -> bool:
    """Return whether a ratio is over the norm."""
    return ratio.norm is not None and ratio.value > ratio.of * ratio.norm


def together(ratios: Sequence[Ratio], figure: str, unit: str | None, on: date) -> Ratio:
    """Return ratios of one figure put together: all that was counted by all that it is divided by.

    Args:
        ratios: The ratios of that figure.
        figure: The figure.
        unit: The unit they are at or below; none for the whole registry.
        on: The day asked for.

    Raises:
        NoRatios: there are none.
        DifferentDenominators: they are divided by different things.
    """
    if not ratios:
        raise NoRatios(figure, on)
    pers = sorted({each.per for each in ratios})
    if len(pers) > 1:
        raise DifferentDenominators(figure, tuple(pers))
    value, of = sum(each.value for each in ratios), sum(each.of for each in ratios)
    return attrs.evolve(
        ratios[0],
        unit=unit,
        value=value,
        of=of,
        ratio=round(value / of, 2),
        on=on,
        source=None,
        entry=None,
        norm=None,
        times=None,
        short=None,
        norm_per=None,
        rule=None,
    )
