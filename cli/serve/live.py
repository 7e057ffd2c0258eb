"""New entries as they are recorded: one thread follows the log for every page that is open."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Final

from attrs import define, field

from ...registry import Following, Registry, StewardsError

_AGAIN: Final = 5.0
"""So many seconds after the log could not be followed it is tried again."""
_BREATH: Final = 15.0
"""So often, in seconds, something is sent, so that it is noticed where a page has gone."""


@define(eq=False)
class Live:
    """Tells the number of the last entry to the pages that wait for it.

    Attributes:
        registry: The registry.
        last: The number of the last entry.
    """

    registry: Registry
    last: int = field(init=False)
    _changed: asyncio.Event = field(factory=asyncio.Event, init=False)
    _stopped: Event = field(factory=Event, init=False)
    _following: Following | None = field(default=None, init=False)
    _thread: Thread | None = field(default=None, init=False)

    @last.default
    def _last_entry(self) -> int:
        return self.registry.size()

    def start(self) -> None:
        """Begin to follow the log; to be called in the loop that answers the pages."""
        tell = asyncio.get_running_loop().call_soon_threadsafe
        self._thread = Thread(target=self._follow, args=(tell,), name="follow the log", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End: no page waits any longer. To be called in the loop, too."""
        self._stopped.set()
        if self._following is not None:
            self._following.stop()
        self._changed.set()

    def join(self) -> None:
        """Wait until the log is no longer followed, after `stop`."""
        if self._thread is not None:
            self._thread.join()

    async def after(self, seen: int) -> AsyncIterator[int | None]:
        """Yield the number of the last entry whenever it is another one, and none to say: still here."""
        while not self._stopped.is_set():
            if self.last == seen:
                try:
                    await asyncio.wait_for(self._changed.wait(), _BREATH)
                except TimeoutError:
                    yield None
            else:
                seen = self.last
                yield seen

    def _follow(self, tell: Callable[..., object]) -> None:
        while not self._stopped.is_set():
            with suppress(
                StewardsError, RuntimeError
            ):  # the store is lost for now, or the loop ended
                last = self.registry.size()
                tell(self._take, last)
                with self.registry.follow(after=last) as self._following:
                    if self._stopped.is_set():
                        return
                    for entry in self._following:
                        tell(self._take, entry.number)
            self._stopped.wait(_AGAIN)

    def _take(self, last: int) -> None:
        """Wake the pages that wait for another entry than the last."""
        if last != self.last:
            self.last = last
            woken, self._changed = self._changed, asyncio.Event()
            woken.set()
