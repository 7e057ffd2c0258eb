"""What happens to the people behind the ids: that they are kept apart from the log, erased, handed out."""

from attrs import field, frozen

from .event import MEMBER, PEOPLE, REASON, Event, Family, event_type
from .validators import is_id, is_text


@event_type(Family.PEOPLE, few=True, record_only=True)
@frozen(kw_only=True, eq=False, repr=False)
class PeopleKeptApart(Event):
    """From here on, who the members are stands in a people file, and the log holds minted ids alone.

    Attributes:
        people: What distinguishes that file from every other one.

    """

    people: str = field(validator=is_id, metadata=PEOPLE)


@event_type(Family.PEOPLE, few=True, record_only=True)
@frozen(kw_only=True, eq=False, repr=False)
class PersonErased(Event):
    """Everything that the people file holds of somebody is deleted. It changes no answer.

    Attributes:
        member: The id that nobody can say any more whose it was.
        reason: Why, as a code of the rule book.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    reason: str = field(validator=is_text, metadata=REASON)


@event_type(Family.PEOPLE, few=True, record_only=True)
@frozen(kw_only=True, eq=False, repr=False)
class ExportMade(Event):
    """Ids, numbers or names of people left the registry. It changes no answer.

    Attributes:
        what: What left, as a code: `log`, `copy`, `follow`, `list`, `report`, `vcards`, `popolo`, `org`,
            `person`, `people`.

    """

    what: str = field(validator=is_id, metadata={"tag": "export"})
