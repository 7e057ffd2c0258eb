"""`stewards export`: units and who holds office, in open standards that other programs read."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

import click

from ..registry import Mandate, Registry, Unit, View
from .app import App
from .commands import Group
from .options import DAY, file_option, known_at_option
from .output import show_one
from .printing import printing
from .printing_options import printing_options
from .sealing import sealed_afterwards

_A_DAY: Final = timedelta(days=1)
_BASE: Final = "urn:x-stewards:"
_CONTEXT: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@click.group(cls=Group)
def export() -> None:
    """Print units and office-holders in open standards."""


@export.command("popolo")
@click.option("--on", type=DAY, help="As of this day. [default: today]")
@known_at_option
@file_option
@printing_options(hidden=True)
@click.pass_obj
@sealed_afterwards
def popolo(app: App, /, on: date | None, known_at: datetime | int | None) -> None:
    """Print units and who holds office as Popolo JSON.

    Persons are those who hold an office or were elected to one; organisations are the units; a post is an
    office at a unit, also a vacant one. A person's name is the id unless --names is given.

    Example: stewards export popolo --on 2019-09-01
    """
    with app.replayed() as registry:
        found = as_popolo(_view(registry, on, known_at))
        registry.note_export("popolo")
    show_one(found, "json", columns=())


@export.command("org")
@click.option("--on", type=DAY, help="As of this day. [default: today]")
@known_at_option
@click.option(
    "--base",
    metavar="IRI",
    default=_BASE,
    show_default=True,
    help="What the addresses of units, posts and persons begin with.",
)
@file_option
@printing_options(hidden=True)
@click.pass_obj
@sealed_afterwards
def org(app: App, /, on: date | None, known_at: datetime | int | None, base: str) -> None:
    """Print units, mergers and who holds office in the W3C's ORG ontology.

    As JSON-LD. Each merger by that day is a change event, with the units that it changed and the one that
    resulted.

    Example: stewards export org --on 2019-09-01
    """
    with app.replayed() as registry:
        found = as_org(_view(registry, on, known_at), base)
        registry.note_export("org")
    show_one(found, "json", columns=())


def as_popolo(view: View) -> dict[str, Any]:
    """Return what a view says of units and offices, as the classes of Popolo."""
    mandates = view.mandates()
    names = {unit.unit: unit.name for unit in _units(view)}
    return {
        "persons": [_person(one) for one in sorted({each.member for each in mandates})],
        "organizations": [_organization(view, unit) for unit in _units(view)],
        "posts": [
            {
                "id": _post(office, unit),
                "label": f"{office}, {names.get(unit, unit)}",
                "role": office,
                "organization_id": unit,
            }
            for office, unit in _posts(view, mandates)
        ],
        "memberships": [
            {
                "id": f"election-{each.entry}",
                "person_id": each.member,
                "organization_id": each.at_unit,
                "post_id": _post(each.office, each.at_unit),
                "role": each.office,
                "start_date": each.starts_on,
            }
            | _given(end_date=_last_day(each))
            for each in mandates
        ],
    }


def as_org(view: View, base: str = _BASE) -> dict[str, Any]:
    """Return the same, and the mergers by that day, as a graph in the W3C's ORG ontology (JSON-LD)."""
    mandates = view.mandates()
    addresses = _Addresses(base)
    posts = _posts(view, mandates)
    graph = [
        *_org_units(view, addresses),
        *_org_mergers(view, addresses),
        *_org_offices(sorted({office for office, _ in posts}), addresses),
        *_org_posts(posts, mandates, addresses),
        *_org_people(mandates, addresses),
    ]
    return {"@context": _CONTEXT, "@graph": graph}


class _Addresses:
    """The addresses of things, below a base."""

    def __init__(self, base: str) -> None:
        self._base = base

    def of(self, kind: str, one: object) -> dict[str, str]:
        """Return a reference to a thing of a kind; whatever its id holds, the address is one."""
        between = ":" if self._base.endswith(":") else "/"
        return {"@id": f"{self._base}{kind}{between}{quote(str(one), safe='')}"}


def _org_units(view: View, addresses: _Addresses) -> Iterator[dict[str, Any]]:
    merged = {_merger(entry)[0]: entry.number for entry in _mergers(view)}
    resulted: dict[str, list[int]] = {}
    for entry in _mergers(view):
        resulted.setdefault(_merger(entry)[1], []).append(entry.number)
    for unit in _units(view):
        parent = unit.parent
        yield (
            addresses.of("unit", unit.unit)
            | {
                "@type": "org:OrganizationalUnit" if parent else "org:FormalOrganization",
                "org:identifier": unit.unit,
                "skos:prefLabel": unit.name,
                "org:classification": addresses.of("kind", unit.kind),
            }
            | _given(
                **{
                    "org:subOrganizationOf": parent and addresses.of("unit", parent),
                    "org:changedBy": merged.get(unit.unit)
                    and addresses.of("merger", merged[unit.unit]),
                    "org:resultedFrom": [
                        addresses.of("merger", n) for n in resulted.get(unit.unit, ())
                    ],
                }
            )
        )
    for kind in sorted({unit.kind for unit in _units(view)}):
        yield addresses.of("kind", kind) | {"@type": "skos:Concept", "skos:prefLabel": kind}


def _org_mergers(view: View, addresses: _Addresses) -> Iterator[dict[str, Any]]:
    for entry in _mergers(view):
        unit, into = _merger(entry)
        yield addresses.of("merger", entry.number) | {
            "@type": "org:ChangeEvent",
            "org:originalOrganization": [addresses.of("unit", unit), addresses.of("unit", into)],
            "org:resultingOrganization": addresses.of("unit", into),
            "dcterms:date": {"@type": "xsd:date", "@value": str(entry.event.effective_on)},
        }


def _org_offices(offices: list[str], addresses: _Addresses) -> Iterator[dict[str, Any]]:
    for office in offices:
        yield addresses.of("role", office) | {"@type": "org:Role", "skos:prefLabel": office}


def _org_posts(
    posts: list[tuple[str, str]], mandates: tuple[Mandate, ...], addresses: _Addresses
) -> Iterator[dict[str, Any]]:
    for office, unit in posts:
        held = [each for each in mandates if (each.office, each.at_unit) == (office, unit)]
        yield (
            addresses.of("post", _post(office, unit))
            | {
                "@type": "org:Post",
                "org:role": addresses.of("role", office),
                "org:postIn": addresses.of("unit", unit),
            }
            | _given(**{"org:heldBy": [addresses.of("person", each.member) for each in held]})
        )


def _org_people(mandates: tuple[Mandate, ...], addresses: _Addresses) -> Iterator[dict[str, Any]]:
    for one in sorted({each.member for each in mandates}):
        yield (
            addresses.of("person", one)
            | {
                "@type": "foaf:Person",
                "dcterms:identifier": one,
            }
            | _given(**{"foaf:name": _name(one)})
        )
    for each in mandates:
        yield addresses.of("membership", each.entry) | {
            "@type": "org:Membership",
            "org:member": addresses.of("person", each.member),
            "org:organization": addresses.of("unit", each.at_unit),
            "org:role": addresses.of("role", each.office),
            "org:memberDuring": {"@type": "time:Interval"}
            | _given(
                **{
                    "time:hasBeginning": _instant(each.starts_on),
                    "time:hasEnd": _instant(_last_day(each)),
                }
            ),
        }


def _instant(day: date | None) -> dict[str, Any] | None:
    if day is None:
        return None
    return {"@type": "time:Instant", "time:inXSDDate": {"@type": "xsd:date", "@value": str(day)}}


def _view(registry: Registry, on: date | None, known_at: datetime | int | None) -> View:
    return registry.view(on=on, known_at=known_at)


def _units(view: View) -> list[Unit]:
    """Return the units there are by the day, those merged or closed included."""
    return [unit for unit in view.units(gone=True) if unit.formed_on <= view.on]


def _posts(view: View, mandates: tuple[Mandate, ...]) -> list[tuple[str, str]]:
    """Return each office at a unit that is held, or could be."""
    held = {(each.office, each.at_unit) for each in mandates}
    return sorted(held | {(each.office, each.workplace) for each in view.vacancies(None)})


def _post(office: str, unit: str) -> str:
    return f"{office}@{unit}"


def _person(one: str) -> dict[str, Any]:
    identifiers = [{"scheme": "stewards", "identifier": one}]
    return {"id": one, "name": _name(one) or one, "identifiers": identifiers}


def _name(one: str) -> str | None:
    names = printing().names
    return names.by_id.get(one) if names else None


def _organization(view: View, unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.unit,
        "name": unit.name,
        "classification": unit.kind,
    } | _given(
        parent_id=unit.parent,
        founding_date=_in_short(unit),
        dissolution_date=unit.closed_on or _merged_on(view, unit),
    )


def _in_short(unit: Unit) -> str | None:
    """Return the first day of a unit, as far as it is known: a day, a month, a year, or nothing."""
    first = str(unit.formed_not_before or unit.formed_on)
    last = str(unit.formed_on)
    known = (last[:size] for size in (10, 7, 4) if first[:size] == last[:size])
    return next(known, None)


def _merged_on(view: View, unit: Unit) -> date | None:
    merger = view.organisation.merged(unit.unit, view.on)
    return merger.event.effective_on if merger else None


def _mergers(view: View) -> list[Any]:
    every = view.organisation.every_merger()
    return sorted(
        (entry for entry in every if entry.event.effective_on <= view.on), key=lambda e: e.number
    )


def _merger(entry: Any) -> tuple[str, str]:
    return entry.event.unit, entry.event.into


def _last_day(mandate: Mandate) -> date | None:
    """Return the last day of a mandate, or of its term; none until further notice."""
    over = mandate.ended_on or mandate.until
    return over and over - _A_DAY


def _given(**values: Any) -> dict[str, Any]:
    """Return what there is: neither standard has a word for nothing."""
    return {key: value for key, value in values.items() if value not in (None, [], "")}
