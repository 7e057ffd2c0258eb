"""What a page is made of, beside what a report has."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from ..report.parts import Table


@frozen
class Link:
    """What leads to another page.

    Attributes:
        address: Where it leads.
        shown: What is seen: whatever may stand in a cell.
    """

    address: str
    shown: Any


@frozen
class Links:
    """Several of them in one cell.

    Attributes:
        links: Each of them.
        more: How many more there are.
    """

    links: tuple[Link, ...]
    more: int = 0


@frozen(kw_only=True)
class Page:
    """A page, before it is written.

    Attributes:
        name: Which; the template of its sentences has the same name.
        title: Its heading.
        parts: What varies in the heading.
        answers: What its sentences are about.
        tables: Its numbers.
        status: The status of the answer.
    """

    name: str
    title: str
    parts: Mapping[str, Any] = field(factory=dict)
    answers: Mapping[str, Any] = field(factory=dict)
    tables: tuple[Table, ...] = ()
    status: int = 200
