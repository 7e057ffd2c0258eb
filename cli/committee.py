"""`stewards committee`: whose the seats of a committee are, who holds them, and who was at its meetings."""

from typing import Any, Final

import attrs
import click

from ..registry import Committee, Entry, Registry, View
from ..registry.in_json import as_data
from .commands import Group
from .options import Asked, asking, recording, recording_exactly, remark_on_merger
from .output import how_many, say, show, show_one
from .values import Whole

_SEATS: Final = ("seat", "group", "organisation", "basis", "role", "member", "vacant")
_COLUMNS: Final = (*_SEATS, "was_present")
_GROUPS: Final = ("group", "seats", "present")


@click.group(cls=Group)
def committee() -> None:
    """Record and show seats and meetings of committees."""


@committee.command("seat")
@click.argument("committee")
@click.argument("seat")
@click.option(
    "--group", metavar="GROUP", required=True, help="The group whose seat it is: A, B, safety, ..."
)
@click.option("--organisation", metavar="ID", help="Who fills it. [default: nobody, it is vacant]")
@click.option("--basis", help="On what ground: joint-steward, safety-representative, ...")
@click.option("--role", help="What its holder is in the committee: chair, secretary, ...")
@click.option(
    "--override", metavar="REASON", help="Record it even though a rule forbids it, for this reason."
)
@recording
def seat_(registry: Registry, common: Any, committee: str, seat: str, **given: Any) -> Entry:
    """Record whose a seat of a committee is.

    Recorded again, it is what was recorded last. Who of your own members holds it, an election says: see
    stewards mandate elect --seat.

    Example: stewards committee seat med-sof b-5 --group B --organisation hk
    """
    return registry.allot_seat(committee, seat, **given, **common)


@committee.command("meeting")
@click.argument("committee")
@click.option(
    "--present", metavar="SEAT", multiple=True, help="A seat whose holder was there; repeat it."
)
@click.option("--attended", type=Whole(0), help="How many attended in all.")
@recording_exactly
def meeting(
    registry: Registry, common: Any, committee: str, present: tuple[str, ...], **given: Any
) -> Entry:
    """Record that a committee met, and who was there.

    Example: stewards committee meeting med-sof --present b-1 --present c-1 --on 2020-02-25
    """
    return registry.hold_meeting(committee, present=present or None, **given, **common)


@committee.command("show")
@click.argument("committee")
@asking
def show_(registry: Registry, asked: Asked, committee: str) -> None:
    """Show a committee: its seats, and who was present.

    Who holds each seat on a day, and who was at the last meeting by then.

    Example: stewards committee show med-sof --on 2019-12-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.committee(committee)
    seats = [attrs.asdict(each) for each in found.seats]
    match asked.output:
        case "json":
            row = as_data(found) | remark_on_merger(view, committee)
            show_one(row, "json", columns=())
        case "table":
            remark_on_merger(view, committee)
            _show_table(found, seats, view, asked)
        case _:
            remark_on_merger(view, committee)
            title = asked.heading("Seats", view, unit=committee)
            show(seats, asked.output, columns=_COLUMNS, title=title)


def _show_table(found: Committee, seats: list[dict[str, Any]], view: View, asked: Asked) -> None:
    vacant = sum(each.vacant for each in found.seats)
    marked = [each | {"vacant": "vacant" if each["vacant"] else None} for each in seats]
    said = f"{how_many(len(seats), 'seat')}, {vacant} vacant,"
    title = asked.heading(said, view, unit=found.unit)
    show(marked, "table", columns=_SEATS, title=title)
    if found.meeting:
        present = "nobody noted who was there"
        if found.present is not None:
            present = f"{found.present} of {how_many(len(seats), 'seat')} present"
        say("")
        groups = [attrs.asdict(each) for each in found.groups]
        show(groups, "table", columns=_GROUPS, title=f"Meeting of {found.meeting.on}: {present}")
