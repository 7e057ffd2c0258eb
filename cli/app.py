"""What every command needs: which store, which rule book, who records."""

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs
import click
from attrs import field, frozen

from ..events.errors import UnsoundStore
from ..events.stores import kind_of, open_store
from ..events.stores.addresses import scheme_of, shown
from ..events.stores.errors import NoSuchStore
from ..events.stores.sqlite.drafts import tidy
from ..events.stores.sqlite.file import open_to_others
from ..registry import Registry
from .output import complain
from .printing import printing, show_people
from .progress import progress

NO_SEGMENTS: Final = "none"
_NO_LOGIN: Final = (
    "--people is the address of a PostgreSQL database; a people file is named with --people-file."
)


@frozen
class App:
    """The options that stand before the command.

    Attributes:
        store: The path or address of the store, which may hold a password.
        agreement: The rule book: a name, or the path of a TOML file.
        by: The opaque id of who records the facts.
        segments: The folder of the column segments, or `none`; if left out, beside a file.
        despite_clock: Whether to record also where the last entry lies ahead of the clock.
        people_file: The people file; if left out, beside a file.
        people_login: The address by which people are reached in the database of the log; if left out, that
            of the store.
        supposed: Facts in the interchange format that questions take for recorded; none for none.
    """

    store: str = field(repr=False)
    agreement: str
    by: str
    segments: str | None = None
    despite_clock: bool = False
    people_file: str | None = None
    people_login: str | None = field(default=None, repr=False)
    supposed: tuple[bytes, ...] | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The path or address of the store as it may be printed."""
        return self.path or shown(self.store)

    @property
    def path(self) -> str | None:
        """The path of the store, none where it is not a file.

        Raises:
            UnknownScheme, MalformedAddress: it is neither a path nor an address.
        """
        kind, place = kind_of(self.store)
        return str(place) if kind == "sqlite" else None

    @property
    def people(self) -> str | Path | None:
        """Where people are, if they are kept apart; none for beside the log.

        Raises UsageError where the login is no address of a PostgreSQL database.
        """
        if self.people_file is not None:
            return Path(self.people_file)
        if self.people_login is None or kind_of(self.store)[0] != "postgres":
            return None
        if scheme_of(self.people_login) not in {"postgresql", "postgres"}:
            raise click.UsageError(_NO_LOGIN, click.get_current_context(silent=True))
        return self.people_login

    @property
    def exists(self) -> bool:
        """Whether there is anything at the path of the store, or a registry at its address."""
        if self.in_memory:
            return False
        if self.path is not None:
            return os.path.lexists(self.path)
        try:
            open_store(self.store, create=False).close()
        except NoSuchStore:
            return False
        return True

    @property
    def _folder(self) -> str | bool:
        if self.segments == NO_SEGMENTS:
            return False
        return self.segments or True

    @property
    def in_memory(self) -> bool:
        """Whether the store is gone when the process ends."""
        return kind_of(self.store)[0] == "memory"

    @contextmanager
    def opened(self, *, create: bool = False) -> Iterator[Registry]:
        """Open the registry to record facts; on the way, see to what lies beside its file."""
        if self.path is not None:
            tidy(Path(self.path))
        with Registry.open(
            self.store,
            agreement=self.agreement,
            create=create,
            recorded_by=self.by,
            segments=self._folder,
            despite_clock=self.despite_clock,
            people=self.people,
        ) as registry:
            show_people(registry)
            kept = registry.people.kept.path if registry.people else None
            for path in (self.path, kept):
                if path is not None and open_to_others(Path(path)):
                    complain(
                        f"Warning: other users of this machine can open {path}."
                        f" To prevent that: chmod go= {shlex.quote(str(path))}"
                    )
            began = time.monotonic()
            if self.supposed is None:
                yield registry
            else:
                with registry.what_if(self.supposed) as supposing:
                    show_people(supposing)
                    yield supposing
            if printing().file is not None:
                registry.note_export("list")
            if printing().is_verbose:
                complain(
                    f"Registry {self.shown}, {registry.size()} entries; rule book"
                    f" {registry.agreement.name} where none was adopted; {time.monotonic() - began:.2f} s."
                )

    @contextmanager
    def created(self) -> Iterator[Registry]:
        """Make a registry where there is none; it is only there once the block has ended well."""
        if self.path is None:
            with self.opened(create=True) as registry:
                yield registry
            return
        from .draft import draft_of

        tidy(Path(self.path))
        with draft_of(self.path) as draft:
            drafting = attrs.evolve(self, store=draft)
            with drafting.opened(create=True) as registry:
                yield registry

    @contextmanager
    def replayed(self) -> Iterator[Registry]:
        """Open the registry and replay its log, to answer questions."""
        with self.opened() as registry:
            with progress("Replaying the log", registry.size()) as advance:
                registry.replay(on_progress=advance)
            yield registry
            with (
                suppress(UnsoundStore),  # it was answered; the log is replayed next time
                progress("Keeping the columns", registry.size()) as advance,
            ):
                registry.keep(on_progress=advance)
