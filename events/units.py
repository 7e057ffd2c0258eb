"""What happens to the organisation: employers, administrations, centres, workplaces."""

from attrs import field, frozen

from .event import LABEL, UNIT, Family, Windowed, event_type
from .validators import is_id, is_text, is_unit_id, is_unit_name


@event_type(Family.ORGANISATION, sets=("name", "parent"))
@frozen(kw_only=True, eq=False, repr=False)
class UnitFormed(Windowed):
    """A unit of the organisation came into being.

    Attributes:
        unit: Its id.
        name: What people call it; its id where nobody said.
        kind: `workplace` where members work and elect; else `employer`, `administration`, `centre`.
        parent: The unit it lies under; none for a root.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    name: str = field(validator=is_unit_name, metadata=LABEL)
    kind: str = field(validator=is_id)
    parent: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)


@event_type(Family.ORGANISATION, sets=("name",))
@frozen(kw_only=True, eq=False, repr=False)
class UnitRenamed(Windowed):
    """A unit got another name.

    Attributes:
        unit: Its id, which stays.
        name: The new name.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    name: str = field(validator=is_text, metadata=LABEL)


@event_type(Family.ORGANISATION, sets=("parent",))
@frozen(kw_only=True, eq=False, repr=False)
class UnitMoved(Windowed):
    """A unit came to lie under another one.

    Attributes:
        unit: The unit that moved.
        parent: The unit it lies under from that day; none makes it a root.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    parent: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)


@event_type(Family.ORGANISATION, sets=("merger",))
@frozen(kw_only=True, eq=False, repr=False)
class UnitMerged(Windowed):
    """A unit became part of another: whoever is recorded at it from that day on is at the other.

    Attributes:
        unit: The unit that is no more.
        into: The unit that took it in.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    into: str = field(validator=is_unit_id, metadata=UNIT)


@event_type(Family.ORGANISATION, sets=("closing",))
@frozen(kw_only=True, eq=False, repr=False)
class UnitClosed(Windowed):
    """A unit ceased to exist. It moves nobody: who is left behind, `check` lists.

    Attributes:
        unit: The unit that closed.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
