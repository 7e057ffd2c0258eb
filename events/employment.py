"""What is known of somebody's work beyond where it is: since when, as what, and when away from it."""

from datetime import date

from attrs import field, frozen

from .event import MEMBER, REASON, Family, Windowed, event_type
from .validators import is_day, is_id, is_text


@event_type(Family.EMPLOYMENT, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class EmploymentStated(Windowed):
    """Somebody's employment with the present employer, for as long as the work is under that one.

    Attributes:
        member: The member's opaque id.
        since: The day the employer hired them; none where nobody said.
        standing: `employee`, `manager` or `apprentice`; none where nobody said.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    since: date | None = field(default=None, validator=is_day)
    standing: str | None = field(default=None, validator=is_id)


@event_type(Family.EMPLOYMENT, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class AbsenceBegan(Windowed):
    """Somebody is away from work from that day on; still employed, and still a member.

    Attributes:
        member: The member's opaque id.
        until: The first day back, as planned; none where nobody knows.
        reason: Why.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    until: date | None = field(default=None, validator=is_day)
    reason: str | None = field(default=None, validator=is_text, metadata=REASON)


@event_type(Family.EMPLOYMENT, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class AbsenceEnded(Windowed):
    """Somebody is back at work.

    Attributes:
        member: The member's opaque id.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
