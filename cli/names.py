"""The names of people, for one run: from a list beside the registry, to the output and nowhere else."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from attrs import field, frozen

if TYPE_CHECKING:  # loaded where people are kept apart from the log
    from ..registry import People

PEOPLE: Final = ("member", "subject", "stewards")
"""The keys of rows under which ids of people stand."""

NAME: Final = "{}_name"
"""The key beside such a key, under which data hold the name."""


@frozen
class Names:
    """What people are called. It is never stored and never logged; it lives for one run.

    Attributes:
        by_id: The names by id.
        of_people: Whether they are to come from the people file, once the registry is open.
    """

    by_id: Mapping[str, str] = field(repr=False)
    of_people: bool = False

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return the names of a list, CSV or XLSX, with an id and a name a row.

        Raises BadInput where the list cannot be read, lacks a column, or has an id twice.
        """
        from ..registry.lists.people import read_people  # noqa: PLC0415 -- only who asks reads a list

        return cls({one: name for one, name in read_people(path).items() if name is not None})

    @classmethod
    def from_people(cls, people: "People") -> Self:
        """Return the names that the people file has."""
        return cls(_NamesApart(people), of_people=True)

    def by_number(self, people: "People") -> Self:
        """Return the same names, which a list has by the numbers of people, by their ids."""
        return type(self)(_NamesApart(people, self.by_id))

    def shown(self, one: str) -> str:
        """Return an id as people see it: `M00001 (Member One)`, or the id alone where it has no name."""
        name = self.by_id.get(one)
        return one if name is None else f"{one} ({name})"

    def of(self, ids: object) -> str | list[str | None] | None:
        """Return the name of an id, or the names of several; none where it has none."""
        if isinstance(ids, list | tuple):
            return [self.by_id.get(each) for each in ids]
        return self.by_id.get(ids) if isinstance(ids, str) else None

    def beside(self, data: Any) -> Any:
        """Return data with the name beside each id of a person, wherever it stands in them."""
        if isinstance(data, Mapping):
            found: dict[str, Any] = {}
            for key, value in data.items():
                found[key] = self.beside(value)
                if key in PEOPLE:
                    found[NAME.format(key)] = self.of(value)
            return found
        return [self.beside(each) for each in data] if isinstance(data, list | tuple) else data


class _NamesApart(Mapping[str, str]):
    """The names of people kept apart from the log, by id, each looked up when it is asked for."""

    def __init__(self, people: "People", by_number: Mapping[str, str] | None = None) -> None:
        """Start with a list of names by number; none for those of the people file."""
        self._people, self._by_number = people, by_number

    def __getitem__(self, one: str) -> str:
        if self._by_number is not None:
            return self._by_number[self._people.number_of(one) or one]
        name = self._people.name_of(one)
        if name is None:
            raise KeyError(one)
        return name

    def __iter__(self) -> Iterator[str]:
        return (one for one, _, _ in self._people.everybody() if one in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def with_names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a list with one for the name behind each that holds ids of people."""
    pairs = ((key, NAME.format(key)) if key in PEOPLE else (key,) for key in columns)
    return tuple(each for pair in pairs for each in pair)
