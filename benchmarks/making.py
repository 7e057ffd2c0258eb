"""The files of a generated history, which are made once and kept."""

import csv
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Final

from attrs import frozen
from stewards.registry import Registry

from . import rosters
from .histories.generator import lines
from .histories.joinings import joinings
from .histories.late import late_moves
from .histories.windows import with_windows
from .measuring import probe
from .peer import Peer
from .peer_facts import read
from .postings import journal
from .umadb_peer import UmaDBPeer

FOLDER: Final = Path("build/histories")
"""Where histories are kept, for the benchmarks and for the curve."""

LINES_AT_ONCE: Final = 500_000  # an import holds all its facts in memory
FACTS_A_LATE_MOVE: Final = 333
"""A million facts go with 3,000 moves that were reported late."""

FACTS_A_JOINING: Final = 10
"""A million facts go with an import of 100,000 people who are all new."""


@frozen
class Made:
    """The files of a history of one length; each is made when it is first asked for.

    Attributes:
        folder: Where they are kept.
        facts: The length of the history; as many members has the union of the rosters.
    """

    folder: Path
    facts: int

    @property
    def history(self) -> Path:
        """The history in the interchange format."""
        return self._made("history", ".jsonl")

    @property
    def store(self) -> Path:
        """A registry that holds it."""
        return self._made("store", ".db")

    @property
    def peer(self) -> Path:
        """The log of the peer that holds it."""
        return self._made("peer", ".db-peer")

    @property
    def journal(self) -> Path:
        """The history as postings."""
        return self._made("postings", ".journal")

    @property
    def windows(self) -> Path:
        """A registry of the same history, of ten facts about members one with a window."""
        return self._made("windows", "-windows.db")

    @property
    def late(self) -> Path:
        """That registry of the history, and behind it moves that were reported late."""
        return self._made("late", "-late.db", self.store)

    @property
    def joinings(self) -> Path:
        """People who are all new, in the interchange format."""
        return self._made("joinings", "-joinings.jsonl")

    @property
    def union(self) -> Path:
        """A registry with as many members as the history has facts, and four facts of each."""
        return self._made("union", "-union.db")

    @property
    def roster(self) -> Path:
        """A list of that union, as another system exports it."""
        return self._made("roster", "-roster.csv")

    @property
    def members(self) -> Path:
        """A sheet of the members of that union and their workplaces."""
        return self._made("members", "-members.csv", self.union)

    def scratch(self, of: Path | None = None) -> Path:
        """Return the path of a store to write to: of nothing yet, or a copy of another one."""
        path = self.folder / "scratch" / "registry.db"
        rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True)
        if of is not None:
            copyfile(of, path)
        return path

    def keep(self, store: Path) -> None:
        """Keep what was written to a scratch store as the registry of the history."""
        store.rename(self._path(".db"))

    def _made(self, what: str, ending: str, *given: Path) -> Path:
        path = self._path(ending)
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.draft")
            draft.unlink(missing_ok=True)
            probe("make", what, draft, self.facts, *given)
            draft.rename(path)
        return path

    def _path(self, ending: str) -> Path:
        return self.folder / f"{self.facts}{ending}"


def fill(store: str, history: Iterable[bytes]) -> None:
    """Make a registry of a history, or record a history in it where there is one."""
    left = iter(history)
    opened = Registry.open if Path(store).exists() else Registry.create
    with opened(store, segments=False) as registry:
        while some := list(islice(left, LINES_AT_ONCE)):
            registry.import_lines(some)


def peer_at(store: str) -> Peer:
    """Open the log of the peer, or make one."""
    return Peer({"SQLITE_DBNAME": store})


def fill_umadb(url: str, store: str) -> None:
    """Copy the log of a registry to a UmaDB server."""
    with Registry.open(store, segments=False) as registry:
        UmaDBPeer(url).append(registry.log.store.read())


def _history(path: str, facts: str) -> None:
    with Path(path).open("wb") as file:
        file.writelines(line + b"\n" for line in lines(int(facts)))


def _joinings(path: str, facts: str) -> None:
    with Path(path).open("wb") as file:
        file.writelines(line + b"\n" for line in joinings(int(facts) // FACTS_A_JOINING))


def _store(path: str, facts: str) -> None:
    fill(path, lines(int(facts)))


def _peer(path: str, facts: str) -> None:
    with peer_at(path) as app:
        app.append(read(lines(int(facts))))


def _postings(path: str, facts: str) -> None:
    with Path(path).open("w") as file:
        file.writelines(journal(lines(int(facts))))


def _windows(path: str, facts: str) -> None:
    fill(path, with_windows(lines(int(facts))))


def _late(path: str, facts: str, store: str) -> None:
    copyfile(store, path)
    fill(path, late_moves(int(facts) // FACTS_A_LATE_MOVE))


def _union(path: str, facts: str) -> None:
    fill(path, rosters.history(int(facts)))


def _roster(path: str, facts: str) -> None:
    with Path(path).open("w", encoding="cp1252", newline="") as file:
        file.writelines(f"{line}\r\n" for line in rosters.roster(int(facts)))


def _members(path: str, _facts: str, union: str) -> None:
    with Registry.open(union) as registry, Path(path).open("w", newline="") as file:
        told = csv.writer(file)
        told.writerow(["member", "workplace"])
        members = registry.members(on=rosters.DAY)
        told.writerows((member.member, member.at_unit) for member in members)


MAKERS: Final[Mapping[str, Callable[..., None]]] = {
    "history": _history,
    "store": _store,
    "peer": _peer,
    "postings": _postings,
    "windows": _windows,
    "late": _late,
    "joinings": _joinings,
    "union": _union,
    "roster": _roster,
    "members": _members,
    "umadb": fill_umadb,
}
