"""What a question names that there is not, as by a slip: the answer is the nearest that there is."""

from collections.abc import Iterable
from typing import ClassVar, Final

from ..events.errors import BadInput

_MOST: Final = 3
_ALIKE: Final = 0.6
_ABOUT_AS: Final = 0.2  # so much less like it than the nearest, and nobody means it


class NothingOfThatName(BadInput):
    """A question names what the registry does not have.

    Attributes:
        action: What is not done.
        name: What was asked for.
        nearest: What there is that reads like it, the nearest first.
    """

    action: str
    name: str
    nearest: tuple[str, ...]

    kind: ClassVar[str]
    see: ClassVar[str]

    cannot = "{0.action}"
    because = "there is no {0.kind} {0.name}"
    instead = "{0.advice}"

    @property
    def advice(self) -> str:
        """What to do: to name one that there is."""
        return did_you_mean(self.nearest) or self.see


class NoSuchCategory(NothingOfThatName):
    """No member was ever recorded with that category, and no rule book in force has it."""

    kind = "category"
    see = "See 'stewards rules show' and 'stewards count --by category' for those there are."


class NoSuchOffice(NothingOfThatName):
    """Nobody was ever elected to that office, and no rule book in force has it."""

    kind = "office"
    see = "See 'stewards rules show' for those there are."


class NoSuchMember(NothingOfThatName):
    """Nothing was ever recorded about a member of that id."""

    kind = "member"
    see = "See 'stewards member list' for those there are."


def did_you_mean(nearest: Iterable[str]) -> str:
    """Return the question whether one of these was meant; nothing where there are none."""
    *others, last = nearest or ("",)
    either = f"{', '.join(others)} or {last}" if others else last
    return last and f"Did you mean {either}?"


def nearest(name: str, there: Iterable[str]) -> tuple[str, ...]:
    """Return the few of these that read like a name, the nearest first; letters may be small or not."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for who misspells a name

    matcher = SequenceMatcher(b=name.casefold())

    def likeness(other: str) -> float:
        matcher.set_seq1(other.casefold())
        return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0

    ranked = sorted((-likeness(each), each) for each in there)
    least = max(_ALIKE, -ranked[0][0] - _ABOUT_AS) if ranked else _ALIKE
    return tuple(each for less, each in ranked[:_MOST] if -less >= least)
