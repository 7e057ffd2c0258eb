"""The server: answers the pages until it is told to end."""

import socket

import uvicorn

from .application import Pages

_PATIENCE = 2
"""So many seconds a page that is being answered has to come to its end."""


class _Server(uvicorn.Server):
    """A server that lets go of the pages that wait for new entries when it ends."""

    def __init__(self, config: uvicorn.Config, pages: Pages) -> None:
        super().__init__(config)
        self._pages = pages

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and do not wait for pages that would wait for ever."""
        self._pages.live.stop()
        await super().shutdown(sockets)


def run(pages: Pages, listening: socket.socket) -> None:
    """Answer pages at a socket until Ctrl-C, which is raised as KeyboardInterrupt."""
    config = uvicorn.Config(
        pages.application(),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE,
        ws="none",
    )
    try:
        _Server(config, pages).run([listening])
    finally:
        pages.live.stop()
        pages.live.join()
