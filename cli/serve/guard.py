"""What every request has to pass, and what every answer says to the browser."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from attrs import frozen
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .entrance import TOKEN, Entrance

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_READING: Final = ("GET", "HEAD")

Refusal = Callable[[HTTPStatus, Request], Response]


@frozen
class Guard:
    """Lets through who asks this host to read, and came by the first address.

    Attributes:
        app: What answers.
        entrance: How pages are come by.
        refusal: What makes the page that says why not.
    """

    app: ASGIApp
    entrance: Entrance
    refusal: Refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(scope)

            async def send_safely(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message).update(HEADERS)
                await send(message)

            await (self._instead(request) or self.app)(scope, receive, send_safely)

    def _instead(self, request: Request) -> ASGIApp | None:
        """Return what is answered instead of the page; none where it is."""
        if not self.entrance.is_named(request.headers.get("host", "")):
            return self.refusal(HTTPStatus.MISDIRECTED_REQUEST, request)
        if request.method not in _READING:
            refusal = self.refusal(HTTPStatus.METHOD_NOT_ALLOWED, request)
            refusal.headers["Allow"] = ", ".join(_READING)
            return refusal
        token = request.query_params.get(TOKEN)
        if token is not None and self.entrance.takes(token):
            return self._let_in(request)
        if not self.entrance.knows(request.cookies.get(self.entrance.cookie)):
            return self.refusal(HTTPStatus.FORBIDDEN, request)
        return None

    def _let_in(self, request: Request) -> Response:
        """Return the same address without the token, and the cookie instead."""
        rest = request.url.remove_query_params(TOKEN)
        path = "/" + rest.path.lstrip("/")  # two slashes would begin the name of another host
        answer = RedirectResponse(f"{path}?{rest.query}" if rest.query else path, status_code=303)
        answer.set_cookie(
            self.entrance.cookie,
            self.entrance.session,
            httponly=True,
            samesite="strict",
            secure=self.entrance.is_secure,
        )
        return answer
