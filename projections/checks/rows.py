"""What looks odd."""

from attrs import field, frozen

from ..replay.converters import numbers


@frozen
class Finding:
    """Something odd in the log, for a person to look at.

    Attributes:
        finding: Which kind, such as `joined twice`.
        subject: The workplace, unit or member it is about.
        detail: What is odd, in a sentence.
        entries: The entries behind it, in order.
    """

    finding: str
    subject: str
    detail: str
    entries: tuple[int, ...] = field(converter=numbers)
