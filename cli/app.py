"""What every command needs: which store, which rule book, who is telling."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs
from attrs import frozen

from ..registry import Registry
from .draft import draft_of
from .progress import progress

IN_MEMORY: Final = ":memory:"


@frozen
class App:
    """The options that stand before the command.

    Attributes:
        store: The path of the store.
        agreement: The rule book: a name, or the path of a TOML file.
        by: The opaque id of who tells the facts.
    """

    store: str
    agreement: str
    by: str

    @property
    def exists(self) -> bool:
        """Whether there is anything at the path of the store."""
        return os.path.lexists(Path(self.store))

    @contextmanager
    def telling(self, *, create: bool = False) -> Iterator[Registry]:
        """Open the registry to record facts."""
        with Registry.open(
            self.store, agreement=self.agreement, create=create, recorded_by=self.by
        ) as registry:
            yield registry

    @contextmanager
    def making(self) -> Iterator[Registry]:
        """Make a registry where there is none; it is only there once the block has ended well."""
        if self.store == IN_MEMORY or "://" in self.store:
            with self.telling(create=True) as registry:
                yield registry
            return
        with draft_of(self.store) as draft:
            drafting = attrs.evolve(self, store=draft)
            with drafting.telling(create=True) as registry:
                yield registry

    @contextmanager
    def asking(self) -> Iterator[Registry]:
        """Open the registry and replay its log, to answer questions."""
        with self.telling() as registry:
            with progress("Replaying the log", registry.size()) as advance:
                registry.replay(on_progress=advance)
            yield registry
