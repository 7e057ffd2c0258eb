"""The rule behind a verdict or an election, and where it stands."""

from attrs import frozen

from ..rules import Agreement, At


@frozen
class Rule:
    """The rule of an agreement on who may elect.

    Attributes:
        agreement: The name of the rule book.
        threshold: How many social workers at a workplace it takes.
        counted: The member categories that count.
        source: Where that stands.
        for_months: For how many months in a row it must have been reached; 0 for the day alone.
    """

    agreement: str
    threshold: int
    counted: tuple[str, ...]
    source: str
    for_months: int

    @classmethod
    def of(cls, agreement: Agreement) -> "Rule":
        """Return the rule of an agreement."""
        return cls(
            agreement.name,
            agreement.threshold,
            agreement.counted,
            agreement.why_of("threshold").source,
            agreement.for_months,
        )


@frozen
class OfficeRule:
    """The rule of an agreement on one office.

    Attributes:
        agreement: The name of the rule book.
        office: Its id.
        title: What people call it.
        scope: `workplace` for an office of those who elect together, `unit` for one of a larger unit.
        at: Where its holder must work: `electorate`, `unit` or `above`.
        threshold: How many it takes at the unit on the day of election; none where it takes no number.
        seats: How many may hold it at one unit; none for no limit, or where that grows with the electorate.
        seats_by_number: How that grows with the electorate, in words; none for no limit.
        source: Where the rule on the office stands.
        threshold_source: Where the number it takes stands; none where it takes none.
    """

    agreement: str
    office: str
    title: str
    scope: str
    at: str
    threshold: int | None
    seats: int | None
    seats_by_number: str | None
    source: str
    threshold_source: str | None

    @classmethod
    def of(cls, agreement: Agreement, office: str) -> "OfficeRule | None":
        """Return the rule on an office; none if the agreement does not know it."""
        rule = agreement.office(office)
        if rule is None:
            return None
        return cls(
            agreement=agreement.name,
            office=office,
            title=rule.title or office,
            scope="workplace" if rule.at is At.ELECTORATE else "unit",
            at=str(rule.at),
            threshold=agreement.threshold if rule.threshold else None,
            seats=rule.seats.same if rule.seats else None,
            seats_by_number=str(rule.seats) if rule.seats else None,
            source=agreement.why_of(f"{office}.seats").source,
            threshold_source=agreement.why_of("threshold").source if rule.threshold else None,
        )
