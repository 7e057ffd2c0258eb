"""The history as postings, for hledger and ledger: members lie at workplaces as money in accounts.

A joining puts one into the account of the workplace, a move carries it to another one, a leaving takes it
out; a merger carries over all that lies there. So the balance as of a day is the count by workplace on
that day. A posting has one date and not two, so this is the history as it is known in the end: what
was voided is left out. The programs check nothing, and read the whole file for each question.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec

ACCOUNTANTS: Final = ("hledger", "ledger")
"""The programs, by the names of their commands and of Debian's packages."""

_NOWHERE: Final = "none"
"""The account of members without a workplace; no unit of the histories is called so."""


class Told(msgspec.Struct):
    """What postings need of a fact."""

    entry: int
    type: str
    effective_on: date
    member: str = ""
    workplace: str = _NOWHERE
    unit: str = ""
    into: str = ""
    voids: int = 0


def missing(accountant: str) -> str | None:
    """Return what to say where a program is not installed; none where it is."""
    if shutil.which(accountant):
        return None
    return f"{accountant} is not installed. To measure it: apt-get install {accountant}"


def asking(accountant: str, journal: Path, on: date) -> tuple[str, ...]:
    """Return the command line that asks a program for the balances at the end of a day."""
    end = on + timedelta(days=1)  # the first day that is left out
    words = ("balance", "^at:", "--flat", "--no-total", "--end", str(end))
    return (accountant, "-f", str(journal), *words)


def balance(accountant: str, journal: Path, on: date) -> dict[str | None, int]:
    """Return what a program says of a day: the members by workplace, under none those without one."""
    line = asking(accountant, journal, on)
    told = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    rows = (row.split() for row in told.splitlines())
    found = {account.removeprefix("at:"): int(members) for members, account in rows}
    return {None if at == _NOWHERE else at: members for at, members in found.items()}


def journal(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a journal, day after day, for a history in the interchange format."""
    for day, out_of, into, members in _carried(lines):
        yield f"{day}\n    {_account(into)}  {members}\n    {_account(out_of)}  {-members}\n"


def _account(place: str | None) -> str:
    return "outside" if place is None else f"at:{place}"


def _carried(lines: Iterable[bytes]) -> Iterator[tuple[date, str | None, str | None, int]]:
    """Yield day by day from where, and to where, how many members go; none is outside the union."""
    at: dict[str, str] = {}
    there = Counter[str]()
    merged: dict[str, str] = {}

    def now(place: str) -> str:
        while place in merged:
            place = merged[place]
        return place

    for fact in _standing(lines):
        if fact.type == "UnitMerged":
            out_of, into = now(fact.unit), now(fact.into)
            members, merged[out_of] = there[out_of], into
        elif fact.type != "MemberJoined" and fact.member not in at:
            continue  # a change or a leaving of somebody who is no member
        else:
            out_of = now(at.pop(fact.member)) if fact.member in at else None
            into = None if fact.type == "MemberLeft" else now(fact.workplace)
            members = 1
            if into is not None:
                at[fact.member] = into
        there[out_of] -= members
        there[into] += members
        if members and out_of != into:
            yield fact.effective_on, out_of, into, members


def _standing(lines: Iterable[bytes]) -> list[Told]:
    told = list(map(msgspec.json.Decoder(Told).decode, lines))
    void = {fact.voids for fact in told}
    kinds = {"MemberJoined", "WorkplaceChanged", "MemberLeft", "UnitMerged"}
    standing = (fact for fact in told if fact.type in kinds and fact.entry not in void)
    return sorted(standing, key=lambda fact: (fact.effective_on, fact.entry))
