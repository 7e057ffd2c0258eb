"""A new generation of a log: the same history without who some people were.

It is made where nobody sees it, compared with the log there, and only then put in its place.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import attrs
from attrs import frozen
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)

from ...events import GenerationBegun, PersonErased, StewardElected, encode, tags
from ...events.copying import CopyDiffers, CopyToItself, batches, copy
from ...events.digest import Digest, Progress, Tree, digest_of, stored
from ...events.entry import Entry, in_order, known
from ...events.errors import StewardsError, UnreadableEntry
from ...events.reading import entry as read
from ...events.stores import Store, kind_of, open_store
from ...events.stores.addresses import shown
from ...events.stores.sqlite.drafts import folder_beside, put
from ...events.stores.sqlite.file import PEOPLE
from ...projections.membership.fold import membership_on
from ...projections.rules import NEUTRAL, Rules
from ..people.errors import NoPlaceForPeople
from ..people.kept import KeptPeople
from ..people.minting import mint
from ..people.places import Place, make, place_of
from .asked import Source
from .errors import CannotTellWhom, NobodyToForget, NotInNewGeneration, StillMember
from .proving import Compared, Proof
from .renewing import Renewing, naming
from .rows import Generation
from .stays import Stays, begins_of

_ELSEWHERE: Final = "stewards-generation"
"""Beside what a generation is made, among temporary files, where no log in a file is at hand."""
_DRAFT: Final = "generation.db"


def begin(
    registry: Source,
    to: str | Path,
    members: Iterable[str],
    *,
    people: str | Path | None,
    by: str,
    on_progress: Progress | None,
) -> Generation:
    """Copy a log without some people into a new store; see `Registry.copy_forgetting`."""
    work = _Work(registry, to, shown(str(to)), people, by, on_progress or (lambda _done: None))
    forgotten = work.whom(members)
    with work.place() as place:
        return work.put(forgotten, place)


@frozen
class _Person:
    """Somebody who is to be forgotten.

    Attributes:
        id: By which the log knows them.
        names: What else they are known by.
        history: Every entry about them, voided ones and voids included.
    """

    id: str
    names: frozenset[str]
    history: Sequence[Entry]


@frozen
class _Place:
    """Where a generation is made, and where it is to lie.

    Attributes:
        draft: The file in which it is made.
        path: The file that it is to be; none where it lies on a server.
        store: The empty store on a server; none for a file.
        people: What is to keep the people who go with it, empty; none where nobody is kept apart.
        people_draft: The file in which they are, while it is made; none on a server.
        people_path: The file that they are to be.
    """

    draft: Path
    path: Path | None
    store: Store | None
    people: KeptPeople | None = None
    people_draft: Path | None = None
    people_path: Path | None = None


@frozen
class _Work:
    """What is asked for."""

    registry: Source
    to: str | Path
    shown: str
    people: str | Path | None
    by: str
    advance: Progress

    # Whom

    def whom(self, members: Iterable[str]) -> list[_Person]:
        """Return who is meant.

        Raises:
            NobodyToForget: nobody.
            NoSuchMember: one of them is nobody.
            StillMember: one of them is a member, and was not erased.
            CannotTellWhom: an entry about one of them cannot be read.
        """
        found: dict[str, _Person] = {}
        for member in members:
            one = self._person(member)
            found[one.id] = one
        if not found:
            raise NobodyToForget(self.shown)
        return list(found.values())

    def _person(self, member: str) -> _Person:
        kept = self.registry.people
        one = kept.id_of(member) if kept else member
        number = kept.number_of(one) if kept else None
        if number is None:
            self.registry.view().known_member(f"forget {member}", member)
        name = kept.name_of(one) if kept else None
        names = frozenset(each for each in (number, name) if each)
        person = _Person(one, names, self._history(one))
        _refuse_member(member, person, self.registry.today())
        return person

    def _history(self, one: str) -> list[Entry]:
        store = self.registry.log.store
        about = DCBQuery([DCBQueryItem(tags=[f"member:{one}"])])
        with _telling_whom():
            return known([read(each) for each in store.read(about)])

    # Where

    @contextmanager
    def place(self) -> Iterator[_Place]:
        """Lend the place where it is made; nothing is left there afterwards.

        Raises:
            CopyToItself: it would take the place of the log itself.
            NotInNewGeneration: there is something already.
            NoPlaceForPeople: people are kept apart, and nobody said where they are to lie.
            NoSuchFolder, StoreUnwritable: nothing can be made there.
        """
        kind, at = kind_of(self.to)
        path = Path(at).absolute() if kind == "sqlite" else None
        self._refuse_taken(path)
        with ExitStack() as lent:
            store = None if path else lent.enter_context(self._empty_store())
            folder = lent.enter_context(folder_beside(path or self._beside()))
            place = _Place(folder / (path.name if path else _DRAFT), path, store)
            if self.registry.people is not None:
                place = lent.enter_context(self._with_people(place))
            yield place

    @contextmanager
    def _with_people(self, place: _Place) -> Iterator[_Place]:
        to, draft = self._place_of_people(place), None
        with ExitStack() as lent:
            if isinstance(to, Path):
                folder = place.draft.parent
                if place.path is None or to.parent != place.path.parent:
                    folder = lent.enter_context(folder_beside(to))
                draft = folder / to.name
            kept = lent.enter_context(closing(make(draft or to)))
            if not kept.is_empty:
                raise NotInNewGeneration(self.shown, f"{kept.place} is there already")
            path = to if isinstance(to, Path) else None
            yield attrs.evolve(place, people=kept, people_draft=draft, people_path=path)

    def _refuse_taken(self, path: Path | None) -> None:
        if path is None or not os.path.lexists(path):
            return
        try:
            with open_store(path, create=False) as there:
                if there.place == self.registry.log.store.place:
                    raise CopyToItself(self.shown)
        except CopyToItself:
            raise
        except StewardsError:
            pass  # whatever it is, it stays
        raise NotInNewGeneration(self.shown, "something is there already")

    def _place_of_people(self, place: _Place) -> Place:
        if self.people is not None:
            to = place_of(self.people)
        elif place.path is not None:
            to = place.path.with_name(place.path.name + PEOPLE)
        elif place.store is not None and place.store.people is not None:
            to = place.store.people
        else:
            raise NoPlaceForPeople(self.shown)
        if isinstance(to, Path) and os.path.lexists(to):
            raise NotInNewGeneration(self.shown, f"{to} is there already")
        return to.absolute() if isinstance(to, Path) else to

    @contextmanager
    def _empty_store(self) -> Iterator[Store]:
        with open_store(self.to) as store:
            if store.place == self.registry.log.store.place:
                raise CopyToItself(self.shown)
            if entries := store.size():
                raise NotInNewGeneration(self.shown, _there(store, entries))
            yield store

    def _beside(self) -> Path:
        own = self.registry.log.store.people
        if isinstance(own, Path):
            return own.with_name(own.name.removesuffix(PEOPLE))
        return Path(gettempdir()) / _ELSEWHERE

    # What

    def put(self, forgotten: Sequence[_Person], place: _Place) -> Generation:
        """Make it, compare it, and put it in its place."""
        source = self.registry.log.store
        size = source.size()
        before = digest_of(source, size, self.advance)
        kept, new = self.registry.people, place.people
        whose = {one.id for one in forgotten}
        dropped = frozenset(text for one in whose if kept for text, _, _ in kept.kept.texts_of(one))
        renewing = Renewing(
            stays={one.id: self._stays(one) for one in forgotten},
            names=frozenset().union(*(one.names for one in forgotten)),
            codes=self.registry.agreement.reasons,
            dropped=dropped,
            people=new.people if new else None,
        )
        with open_store(place.draft, new=True) as draft:
            after = self._write(draft, renewing, before)
            compared = self._compare(draft, forgotten, renewing, size)
            if kept is not None and new is not None:
                new.take_from(kept.kept, whose, size + 1)
            if place.store is not None:
                copy(draft, place.store, self.shown)
        _name(place)
        return Generation(
            entries=after.entries,
            digest=after.digest,
            of_entries=before.entries,
            of_digest=before.digest,
            forgotten=len(forgotten),
            ids=sum(len(each.ids) for each in renewing.stays.values()),
            texts=renewing.texts,
            mentioned=_mentioned(new, forgotten) if new else 0,
            days=compared.days,
            placed=compared.placed,
            knowledges=compared.knowledges,
            mandates=compared.mandates,
            behind=source.size() - size,
        )

    def _stays(self, person: _Person) -> Stays:
        rules = self.registry.view().rules
        begins = begins_of(person.history, lambda *asked: _ends_by_leaving(rules, *asked))
        return Stays(begins, [mint() for _ in range(len(begins) + 1)])

    def _write(self, draft: Store, renewing: Renewing, before: Digest) -> Digest:
        """Write every entry; return the digest of what the store then gives back."""
        source, written = self.registry.log.store, Tree()
        entries = renewing.renewed(stored(source, 0, before.entries))
        with _telling_whom():
            for batch in batches(chain([self._first(before)], entries)):
                done = written.entries
                for number, event in enumerate(batch, start=done + 1):
                    written.add(DCBSequencedEvent(event, number))
                draft.append(batch, DCBAppendCondition(after=done))
                self.advance(before.entries + done)
        size = draft.size()
        there = digest_of(draft, size, lambda n: self.advance(2 * before.entries + n - 1))
        if there != written.digest:
            raise CopyDiffers(self.shown, size, f"the digest is {there.digest}")
        return there

    def _first(self, before: Digest) -> DCBEvent:
        """Return what the new log begins with: as early as anything of the log before it."""
        first = read(next(iter(self.registry.log.store.read(limit=1)))).event
        event = GenerationBegun(
            digest=before.digest,
            entries=before.entries,
            effective_on=first.effective_on,
            recorded_at=first.recorded_at,
            recorded_by=self.by,
        )
        return DCBEvent(type(event).__name__, encode(event), tags(event))

    def _compare(
        self, draft: Store, forgotten: Sequence[_Person], renewing: Renewing, size: int
    ) -> Compared:
        was = {new: old for old, stays in renewing.stays.items() for new in stays.ids}
        there = self.registry.beside(draft)
        proof = Proof(
            to=self.shown,
            here=self.registry,
            there=there,
            size=size,
            histories=[one.history for one in forgotten],
            was=was,
            advance=lambda part: self.advance(3 * size + part * size // 100),
        )
        return proof.compared()


def _refuse_member(member: str, person: _Person, today: date) -> None:
    """Raise StillMember for a member of today or of a later day who was not erased."""
    if any(isinstance(each.event, PersonErased) for each in person.history):
        return
    history = in_order(person.history)
    later = [e.event.effective_on for e in history if e.event.effective_on > today]
    for day in (today, *later):
        state = membership_on(history, person.id, day)
        if state is not None:
            raise StillMember(member, day, state.joined.number)


def _ends_by_leaving(rules: Rules, elected: StewardElected, day: date) -> bool:
    office = rules.at(elected.unit, day).office(elected.office) or NEUTRAL
    return office.member is not False


def _mentioned(kept: KeptPeople, forgotten: Sequence[_Person]) -> int:
    """Return how many texts that stay say a number or a name of somebody who is forgotten."""
    names = naming({one.id for one in forgotten}.union(*(one.names for one in forgotten)))
    return sum(1 for _, body in kept.texts() if names.search(body))


def _there(store: Store, entries: int) -> str:
    """Return what a store on a server holds, in words."""
    try:
        first = read(next(iter(store.read(limit=1)))).event
    except StewardsError:
        first = None
    if isinstance(first, GenerationBegun) and entries <= first.entries:
        return f"it holds {entries} of the {first.entries + 1} entries of one that was cut short"
    return f"it holds {entries} entries already"


@contextmanager
def _telling_whom() -> Iterator[None]:
    try:
        yield
    except UnreadableEntry as problem:
        raise CannotTellWhom(problem.entry, problem.problem) from problem


def _name(place: _Place) -> None:
    """Give what was made its name: the people first, so that there is never a log without them."""
    for draft, path in ((place.people_draft, place.people_path), (place.draft, place.path)):
        if draft is None or path is None:
            continue
        try:
            put(draft, path)
        except FileExistsError as problem:
            raise NotInNewGeneration(str(path), "something is there already") from problem
