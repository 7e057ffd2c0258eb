"""Proposing a profile for a list that nobody has described yet, from its headings and its values."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import check_id, check_unit_id
from .dates import DateForms
from .errors import EmptyList
from .files import opened
from .headings import Wanted
from .profile import load_profile, profile_names
from .source import Cell, compared, trimmed

_MOST_ROWS: Final = 10_000
_MOST_WORDS: Final = 30  # of a column that holds categories

_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "member": ("medlemsnr", "medlemsnummer", "medlemsid", "medlem", "member", "mitglied"),
    "joined_on": ("indmeld", "joined", "member since", "eintritt", "innmeld", "start"),
    "left_on": ("udmeld", "left", "resigned", "austritt", "utmeld", "end date"),
    "employees": ("socialrådgivere", "ansatte", "employees", "headcount", "antal"),
    "category": ("kategori", "category", "medlemstype", "membership type", "kontingent"),
    "status": ("status",),
    "parent": ("arbejdsgiver", "employer", "forvaltning", "kommune"),
    "workplace": ("arbejdsplads-id", "arbejdspladsnr", "p-nummer", "p-nr", "workplace id"),
    "workplace_name": ("arbejdsplads", "arbejdssted", "workplace", "afdeling", "branch"),
}
"""What a heading begins with that means so; the first that fits is taken."""

_FORMS: Final = (
    *("dd-mm-yyyy", "dd.mm.yyyy", "dd/mm/yyyy", "yyyy-mm-dd", "yyyymmdd", "mm/dd/yyyy"),
    *("d-m-yyyy", "d.m.yyyy", "d/m/yyyy", "m/d/yyyy", "d-m-yy", "d.m.yy", "d/m/yy"),
    *("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm", "dd-mm-yyyy hh:mm:ss", "dd-mm-yyyy hh:mm"),
    *("yyyy", "yyyy-mm", "mm-yyyy"),
)
_CENTURY: Final = 2000


@frozen
class _Column:
    """A column with a heading, and its different values."""

    heading: str
    values: Sequence[Cell]
    rows: int

    @property
    def texts(self) -> list[str]:
        """The values that are texts."""
        return [each for each in self.values if isinstance(each, str)]

    @property
    def is_of_days(self) -> bool:
        """Whether the values read as days in some form, but for one in ten that is mistyped."""
        return bool(self.values) and len(_forms([self])[1]) * 10 <= len(self.values)

    @property
    def distinguishes_rows(self) -> bool:
        """Whether every row has another value, which could be somebody's id."""
        return bool(self.values) and len(self.values) == self.rows and self._are_all(check_id)

    @property
    def holds_ids(self) -> bool:
        """Whether every value could be a unit's id, and none has a blank."""
        return self._are_all(check_unit_id) and not any(" " in each for each in self.texts)

    def _are_all(self, check: object) -> bool:
        try:
            for each in self.texts:
                check("", each)  # type: ignore[operator]
        except BadInput:
            return False
        return len(self.texts) == len(self.values)


def proposed_profile(path: Path, sheet: str | None = None) -> str:
    """Return a profile for a list as TOML, with comments on what to check.

    Raises:
        BadInput: the file cannot be read as a list; see `stewards.registry.lists.errors`.
    """
    with opened(path, Wanted("", (), ()), sheet) as table:
        rows = [cells for _, cells in islice(table.rows, _MOST_ROWS) if isinstance(cells, list)]
        if not rows:
            raise EmptyList(str(path))
        columns = [
            _column(heading, [row[place] for row in rows if place < len(row)])
            for place, heading in enumerate(table.headings)
            if heading
        ]
        return "\n".join(_lines(table.source.file, columns)) + "\n"


def _column(heading: str, cells: Sequence[Cell]) -> _Column:
    values = [trimmed(cell) if isinstance(cell, str) else cell for cell in cells]
    filled = [value for value in values if value]
    return _Column(heading, list(dict.fromkeys(filled)), len(filled))


def _lines(file: str, columns: Sequence[_Column]) -> Iterator[str]:
    found = _meanings(columns)
    table = "employer" if "employees" in found and "member" not in found else "roster"
    if table == "employer":
        found = _of_employer(found)
    yield f"# Proposed for {file}: check each line, and delete what is wrong."
    yield f"title = {_quoted(Path(file).stem)}"
    days = [found[key] for key in ("joined_on", "left_on") if key in found]
    if days:
        yield from _lines_of_days(days)
    yield ""
    yield f"[{table}]"
    if table == "roster" and "member" not in found:
        yield '# member = "?"  # no column has another id in each row; say which holds the numbers of members'
    for key, column in found.items():
        yield f"{key} = {_quoted(column.heading)}{_doubt(key, column)}"
    others = [each.heading for each in columns if each not in found.values()]
    if others:
        yield f"# not read: {', '.join(map(_quoted, others))}"
    if table == "roster":
        yield from _lines_of_words(found)


def _meanings(columns: Sequence[_Column]) -> dict[str, _Column]:
    """Return what the columns hold, by the words of their headings, else by their values."""
    found: dict[str, _Column] = {}
    for key, beginnings in _MEANT.items():
        for column in columns:
            heading = compared(column.heading)
            fits = heading.startswith(beginnings) and column not in found.values()
            if fits and (key not in {"joined_on", "left_on"} or column.is_of_days):
                found.setdefault(key, column)
    if "workplace" not in found and "workplace_name" in found and found["workplace_name"].holds_ids:
        found["workplace"] = found.pop("workplace_name")
    if not {"member", "employees"} & found.keys():
        rest = (each for each in columns if each not in found.values() and each.distinguishes_rows)
        for column in islice((each for each in rest if not each.is_of_days), 1):
            found["member"] = column
    status = found.get("status")
    if status and "category" not in found and any(map(_category, status.texts)):
        found["category"] = status  # one column says both
    order = ("member", *(key for key in _MEANT if key != "member"))
    return {key: found[key] for key in order if key in found}


def _of_employer(found: Mapping[str, _Column]) -> dict[str, _Column]:
    names = {"workplace": "workplace", "workplace_name": "name", "employees": "employees"}
    return {names[key]: column for key, column in found.items() if key in names}


def _forms(columns: Iterable[_Column]) -> tuple[list[str], list[str]]:
    """Return the forms that the days are written in, those of most first, and what is in none."""
    left = [each for column in columns for each in column.texts]
    forms: list[str] = []
    while left:
        read = {form: [each for each in left if _is_in(form, each)] for form in _FORMS}
        best = max(_FORMS, key=lambda form: len(read[form]))
        if not read[best]:
            break
        forms.append(best)
        left = [each for each in left if each not in set(read[best])]
    return forms, left


def _is_in(form: str, text: str) -> bool:
    return DateForms((form,), _CENTURY).read(text) is not None


def _lines_of_days(columns: Sequence[_Column]) -> Iterator[str]:
    forms, no_days = _forms(columns)
    forms = forms or ["yyyy-mm-dd"]  # where the workbook itself calls them days
    texts = [each for column in columns for each in column.texts]
    others = [
        form
        for form in _FORMS
        if form not in forms
        and form.startswith(("m", "d"))
        and forms[0].startswith(("m", "d"))
        and texts
        and all(_is_in(form, each) for each in texts)
        and form[0] != forms[0][0]
    ]
    doubt = f"  # or {_quoted(others[0])}: every day reads as either" if others else ""
    yield f"dates = [{', '.join(map(_quoted, forms))}]{doubt}"
    if no_days:
        yield f"# no days, which will be bad rows: {', '.join(map(_quoted, no_days))}"
    if any("yyyy" not in form for form in forms):
        yield f"century = {_CENTURY}  # two digits of a year mean {_CENTURY} to {_CENTURY + 99}"


def _doubt(key: str, column: _Column) -> str:
    if key == "member" and not column.distinguishes_rows:
        return "  # check: some rows have the same, or what is no id"
    if key == "workplace" and not column.holds_ids:
        return "  # check: not every value is an id"
    return ""


def _lines_of_words(found: Mapping[str, _Column]) -> Iterator[str]:
    """Yield the tables of words, and as a comment each word that nobody can tell the meaning of."""
    is_shared = found.get("status") is found.get("category")
    if "category" in found:
        yield from _table("categories", found["category"], _category, is_shared=is_shared)
    if "status" in found:
        yield from _table("status", found["status"], _standing, is_shared=is_shared)


def _table(
    name: str, column: _Column, meaning: Callable[[str], str | None], *, is_shared: bool
) -> Iterator[str]:
    if not 0 < len(column.texts) <= _MOST_WORDS:
        return
    yield ""
    yield f"[{name}]"
    for word in column.texts:
        has_left = _standing(word) == "left"
        if is_shared and has_left != (name == "status"):
            continue
        meant = meaning(word)
        line = f"{_quoted(word)} = {_quoted(meant or '?')}"
        yield line if meant else f"# {line}  # say what it means"


def _category(word: str) -> str | None:
    known = {
        compared(each): category
        for name in profile_names()
        for theirs, category in (load_profile(name).categories or {}).items()
        for each in (theirs, category)
    }
    return known.get(compared(word))


def _standing(word: str) -> str | None:
    text = compared(word)
    if text.startswith(("udmeldt", "left", "resigned", "død", "dead", "utmeldt", "ausgetreten")):
        return "left"
    return "member" if text.startswith(("aktiv", "active", "medlem", "member")) else None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
