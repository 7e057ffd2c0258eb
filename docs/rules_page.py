"""Write docs/rules.md: what each rule book says, since when, where that stands and how sure it is."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from stewards.projections.rules import Agreement, Steps, Why, load, names

PAGE = Path(__file__).parent / "rules.md"

_HEAD = """# The rules, and where they come from

Nothing here is legal advice. Every rule that a number, an election or a refusal depends on is in a rule
book, a TOML file that you can read, copy and change: `projections/rules/books/`. `make docs` writes this
page from the books.

A rule has a path, such as `threshold` or `steward.seats`. What holds at a unit on a day is found in this
order:

1. the rule book that the registry adopted, with `stewards rules adopt BOOK --on DAY`; where none was, that
   of `--agreement`, and else `dk-municipal`. A book may build on another one (`base`), and says only what
   is otherwise;
2. the changes of the book that are in force by then (`[[change]]`, with `from`);
3. what was agreed, from the top of the organisation down to the unit, with `stewards rules agree PATH VALUE
   --unit UNIT --on DAY`: the nearest wins. It ends on its `--until`, or with `--as-in-book`, and leaves no
   trace after that. A whole book adopted at a unit stands in for all that was agreed above it.

`stewards rules show --unit UNIT --on DAY` lists every rule that holds, its value, where it comes from and
how sure that is. What may be agreed is listed in the book (`local`); anything else is refused, unless it is
recorded with `--override`. A path that begins with `local.` binds nothing, and is only listed. A rule book
that was adopted is kept with a digest of its file: `check` finds one that has changed since or cannot be
read. A question then goes on with what would hold without it; nothing is decided until it is back, or
another one is adopted. Where a book was adopted for some units and none for the whole registry, `check`
lists the workplaces that have none; that of `--agreement` is followed there.

An office takes over what it does not say from the office that it stands in for (`for`) or is elected
`among`; an office that stands in for another one has its `seats` for each seat of that. What no book says
is neutral: membership is required, no limit holds, nothing ends by itself. `false` in a book, or `no` on
the command line, takes a limit away.

How sure a rule is:

| certainty | means |
| --- | --- |
| confirmed | read in the agreement, the act or the authority's own page |
| secondary | read in somebody's guide to it |
| inferred | follows from what was read; a choice |
| unconfirmed | nothing was found that says so: ask somebody who knows before you rely on it |

What the registry makes of these rules is stated in [the electorate](electorate.md) and in
[mandates](mandates.md).

One rule of an office is shown with its source and judged by nobody, as it binds nothing: {shown}, how long a
term should be at least. Two more leave the choice to people: `vacancy` says who may follow, and the answers
say so beside who acts meanwhile, but nobody follows without an election on record; and with
`by_election = "full"` or `"remainder or full"` whoever follows within a term may be elected for a whole one.
"""

SHOWN_ONLY = ("term_months_aim",)
"""The rules of an office that no answer, refusal or finding rests on; a test keeps the list true."""

_DANISH = ("dk-municipal", "dk-copenhagen", "dk-state", "dk-building")


def page() -> str:
    """Return the page."""
    books = {name: load(name) for name in names()}
    foreign = [name for name in books if not name.startswith("dk")]
    shown = ", ".join(f"`{name}`" for name in SHOWN_ONLY)
    parts = [_HEAD.replace("{shown}", shown), "## In Denmark\n", *_danish(books)]
    for name in foreign:
        parts += [f"## {books[name].title} (`{name}`)\n", *_own(books[name])]
    parts += ["## Where sources disagree\n", *_conflicts(books)]
    return "\n".join(parts)


def _danish(books: dict[str, Agreement]) -> Iterator[str]:
    """Yield a table of what the Danish books say: what all of them share in one row."""
    yield "What `dk` says holds in every Danish book that says nothing else.\n"
    yield "| rule | value | in | since | certainty | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    shared = books["dk"]
    own = {name: dict(books[name].rules()) for name in _DANISH}
    given = dict(shared.rules())
    for path in dict.fromkeys([*given, *(path for rules in own.values() for path in rules)]):
        if path in given:
            yield from _rows(shared, path)
        for name in _DANISH:
            said, base = (
                own[name].get(path),
                own["dk-municipal"] if name == "dk-copenhagen" else given,
            )
            if said != base.get(path) or books[name].why_of(path) != shared.why_of(path):
                taken_over = name == "dk-copenhagen" and books[name].why_of(path) == books[
                    "dk-municipal"
                ].why_of(path)
                if said is not None and not taken_over:
                    yield from _rows(books[name], path)
    yield ""
    open_to = ", ".join(f"`{path}`" for path in shared.local)
    yield f"Open to agreement: {open_to}.\n"


def _own(book: Agreement) -> Iterator[str]:
    """Yield a table of what one book says."""
    yield "| rule | value | in | since | certainty | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for path, _ in book.rules():
        yield from _rows(book, path)
    yield ""
    open_to = ", ".join(f"`{path}`" for path in book.local) or "nothing"
    yield f"Open to agreement: {open_to}.\n"


def _rows(book: Agreement, path: str) -> Iterator[str]:
    """Yield a row for what a rule is at first, and one for each change of it."""
    first = dict(book.rules()).get(path)
    yield _row(path, first, book.name, None, book.why_of(path))
    for change in book.changes:
        if change.rule == path:
            value = book.on(change.start).rule(path)
            yield _row(path, value, book.name, change.start, change.why or book.why_of(path))


def _row(path: str, value: Any, book: str, since: date | None, why: Why) -> str:
    cells = (f"`{path}`", _told(value), f"`{book}`", str(since or ""), why.certainty, why.source)
    return f"| {' | '.join(cells)} |"


def _conflicts(books: dict[str, Agreement]) -> Iterator[str]:
    """Yield a table of the rules on which another source says something else."""
    yield "One of them is followed, and that is a choice.\n"
    yield "| rule | in | followed | against it |"
    yield "| --- | --- | --- | --- |"
    seen: set[tuple[str, Why]] = set()
    for name in ("dk", *(name for name in books if name != "dk")):
        for path, _ in books[name].rules():
            why = books[name].why_of(path)
            if why.against and (path, why) not in seen:
                seen.add((path, why))
                yield f"| `{path}` | `{name}` | {why.source} ({why.certainty}) | {why.against} |"
    yield ""


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_listed(each)}" for name, each in value.items())
    if isinstance(value, tuple):
        return _listed(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int | str | Steps) else "none"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "none"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
