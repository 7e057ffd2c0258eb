"""The views that were asked last, so that what one page had worked out serves the next."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Final

from attrs import define, field

from ...registry import KnownAt, Registry, View

_MOST: Final = 16


@define
class Views:
    """The views of a registry that were asked last; any number of threads may ask.

    Attributes:
        registry: The registry.
    """

    registry: Registry
    _last: OrderedDict[tuple[date, int], View] = field(factory=OrderedDict, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    def view(self, on: date | None, known_at: KnownAt) -> View:
        """Return the view of a day and a knowledge: one that was asked before, where there is one."""
        view = self.registry.view(on=on, known_at=known_at)
        key = view.on, view.upto
        with self._lock:
            found = self._last.pop(key, view)
            self._last[key] = found if found.is_as(view) else view
            if len(self._last) > _MOST:
                self._last.popitem(last=False)
            return self._last[key]
