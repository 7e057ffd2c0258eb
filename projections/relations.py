"""What a view holds as relations, to be asked in SQL of one's own."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final, get_args, get_type_hints

import attrs
import duckdb
import msgspec

from .electorate.rows import Eligibility
from .errors import NotAQuestion
from .mandates.rows import Mandate

COUNTED: Final = {
    "members": "select * from members_on({on}, {upto})",
    "units": "select * from units_on({on}, {upto})",
    # these two last: what they are made of has the same names
    "headcounts": "select * from headcounts_on({on}, {upto})",
    "entries": """
        select * replace (if(voided_by <= {upto}, voided_by, null) as voided_by)
        from main.entries
        where entry <= {upto} and effective_on <= {on}
    """,
}
"""The relations that SQL counts, in the order they are laid; each a query of a day and a last entry."""

JUDGED: Final[Mapping[str, type[Any]]] = {"mandates": Mandate, "eligibility": Eligibility}
"""The relations that are judged, each with the class of its rows."""

RowsOf = Mapping[str, Callable[[], Iterable[Any]]]
"""What has the rows of each of these."""

_TYPES: Final = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", date: "DATE"}
_COUNT: Final = "create temp table {0} as {1}"
_LAY: Final = """
    create temp table {0} as
    select each.* from (select unnest(from_json($rows, '[{1}]')) as each)
"""


def asked(
    lend: Callable[[Collection[str]], duckdb.DuckDBPyConnection],
    point: tuple[date, int],
    rows_of: RowsOf,
    query: str,
    given: Mapping[str, object] | None,
) -> duckdb.DuckDBPyRelation:
    """Return what a query finds in the relations of a view.

    Args:
        lend: Returns a connection of its own to a replay, at least up to what the view knows, where the
            questions are made that are among some words.
        point: The day, and the last entry known.
        rows_of: What has the rows of the relations that are judged.
        query: One select.
        given: A value for each of its parameters.

    Raises:
        NotAQuestion: it is something else.
    """
    words = _words(query)
    day, upto = f"date '{point[0]}'", str(point[1])
    counted = {
        name: text.format(on=day, upto=upto) for name, text in COUNTED.items() if name in words
    }
    connection = lend(words.union(*map(_words, counted.values())))
    _refuse_others(connection, query)
    for name, text in counted.items():
        connection.execute(_COUNT.format(name, text))
    for name in [name for name in JUDGED if name in words]:
        _lay(connection, name, JUDGED[name], map(attrs.asdict, rows_of[name]()))
    return connection.sql(query, params=dict(given) if given else None)


def _words(query: str) -> set[str]:
    return set(re.findall(r"\w+", query.lower()))


def _refuse_others(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    statements = connection.extract_statements(query)
    if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
        raise NotAQuestion(query)


def _lay(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    row: type[Any],
    rows: Iterable[Mapping[str, object]],
) -> None:
    columns = {field: _type_of(hint) for field, hint in get_type_hints(row).items()}
    shape = msgspec.json.encode(columns).decode()
    given = {"rows": msgspec.json.encode(list(rows)).decode()}
    connection.execute(_LAY.format(name, shape), given)


def _type_of(hint: Any) -> Any:
    if hint in _TYPES:
        return _TYPES[hint]
    if hint is Any:
        return "JSON"
    if isinstance(hint, type) and issubclass(hint, str):
        return "VARCHAR"
    if attrs.has(hint):
        return {field: _type_of(own) for field, own in get_type_hints(hint).items()}
    one, *_ = get_args(hint)  # of `str | None`, or of `tuple[str, ...]`
    return _TYPES[one] if type(None) in get_args(hint) else f"{_TYPES[one]}[]"
