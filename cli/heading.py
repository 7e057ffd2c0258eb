"""What a list is and of when, so that a printout can be dated."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from attrs import field, frozen

from .language import Language
from .printing import printing

if TYPE_CHECKING:  # whoever prints loads no view
    from ..registry import KnownAt, View


@frozen(kw_only=True)
class Heading:
    """What stands above a list.

    Attributes:
        title: What is listed, such as `Members`.
        on: The day; none for a list that is of no day.
        since: The first day, of a list that is of more than one.
        unit: The unit at or below which it is listed; none for the whole union.
        known_at: The instant of the knowledge.
        entry: The last entry known.
        is_now: Whether everything is known that there is: the entry then says it, and says it for good.
        rules: The rule book in force; none where no rule has a say in it.
        registry: Where the registry is; none for an answer that another copy of it gives as well.
        verdict: What the answer comes to; none for a list.
    """

    title: str
    on: date | None = None
    since: date | None = None
    unit: str | None = None
    known_at: datetime | None = field(default=None)
    entry: int | None = None
    is_now: bool = True
    rules: str | None = None
    registry: str | None = None
    verdict: str | None = None

    @classmethod
    def of(
        cls,
        view: "View",
        title: str,
        *,
        known_at: "KnownAt",
        unit: str | None = None,
        since: date | None = None,
        by_rules: bool = False,
    ) -> Self:
        """Return the heading of a list that a view answers, asked with that knowledge.

        It has the rule book where rules have a say in the list, and in a workbook always.
        """
        return cls(
            title=title,
            on=view.on,
            since=since,
            unit=unit,
            known_at=view.known_at,
            entry=view.upto,
            is_now=known_at is None,
            rules=view.rules.at(unit, view.on).name if by_rules or printing().is_workbook else None,
        )

    def in_words(self, language: Language) -> str:
        """Return it as one line, such as `Members in jc-6 on 2019-09-01, as known with entry 1814`."""
        return "".join(self._parts(language))

    def about(self) -> dict[str, Any]:
        """Return it one by one, as a sheet of its own says it: what there is none of is left out."""
        every = {
            "title": self.title,
            "unit": self.unit,
            "from": self.since,
            "on": self.on,
            "known at": self.known_at,
            "entry": self.entry,
            "rule book": self.rules,
            "registry": self.registry,
            "verdict": self.verdict,
        }
        return {key: value for key, value in every.items() if value is not None}

    def _parts(self, language: Language) -> list[str]:
        parts = [language.say(self.title)]
        if self.unit is not None:
            parts.append(language.say(" in {unit}", unit=self.unit))
        if self.since is not None and self.on is not None:
            parts.append(language.say(" from {since} to {on}", since=self.since, on=self.on))
        elif self.on is not None:
            parts.append(language.say(" on {on}", on=self.on))
        if not self.is_now and self.known_at is not None:
            minute = f"{self.known_at:%Y-%m-%d %H:%M}"
            parts.append(language.say(", as known at {minute} UTC", minute=minute))
        elif self.entry is not None:
            parts.append(language.say(", as known with entry {entry}", entry=self.entry))
        if self.rules is not None:
            parts.append(language.say(", by {book}", book=self.rules))
        if self.registry is not None:
            parts.append(language.say(", in the registry {registry}", registry=self.registry))
        if self.verdict is not None:
            parts.append(f": {language.say(self.verdict)}")
        return parts
