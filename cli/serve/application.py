"""The pages as an application: which address shows which page, and what an error looks like."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen
from markupsafe import escape
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from ...events.errors import BadInput, Refusal, StewardsError, UnsoundStore
from ...registry import Registry, UnknownUnit
from ..language import Language
from ..printing import Printing, printing_as
from ..report import page as report
from ..report.figures import Sheet
from ..values import as_whole
from .asked import Asked
from .controls import Controls
from .entrance import Entrance
from .guard import Guard
from .live import Live
from .pages import compare, count, electing, log, movement, offices, overview, workplace
from .parts import Page
from .point import Point
from .views import Views
from .writing import Linked, is_figure

_HERE: Final = Path(__file__).parent
_PAGES: Final[dict[str, Callable[[Asked], Page]]] = {
    "/": overview.page,
    "/count": count.page,
    "/electing": electing.page,
    "/workplace": workplace.page,
    "/offices": offices.page,
    "/mandate": offices.mandate,
    "/movement": movement.page,
    "/compare": compare.page,
    "/check": log.check,
    "/log": log.page,
    "/history": log.history,
    "/entry": log.entry,
}
_MENU: Final = (
    ("/", "Members"),
    ("/electing", "Who may elect"),
    ("/offices", "Stewards and offices"),
    ("/movement", "Movement"),
    ("/compare", "Compare"),
    ("/check", "What looks odd"),
    ("/log", "The log"),
)
_STATUSES: Final = (
    (UnknownUnit, HTTPStatus.NOT_FOUND),
    (BadInput, HTTPStatus.BAD_REQUEST),
    (Refusal, HTTPStatus.NOT_FOUND),
    (UnsoundStore, HTTPStatus.SERVICE_UNAVAILABLE),
    (StewardsError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
_SENTENCES: Final = {
    HTTPStatus.MISDIRECTED_REQUEST: (
        "These pages have another address. Open the one that 'stewards serve' printed."
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: "Nothing can be changed here: these pages are for reading.",
    HTTPStatus.FORBIDDEN: "Open the address that 'stewards serve' printed first, in this browser.",
    HTTPStatus.NOT_FOUND: "There is no page at this address.",
}


@frozen
class Pages:
    """The pages of a registry.

    Attributes:
        registry: The registry.
        entrance: How they are come by.
        language: What they are written in.
        person: What shows the id of a person, with the name where this run has names.
        how: How the command prints that shows them: with which names, and who the people are.
        live: What tells of new entries.
    """

    registry: Registry
    entrance: Entrance
    language: Language = field(factory=Language)
    person: Callable[[str], str] = str
    how: Printing = field(factory=Printing)
    live: Live = field(init=False)
    _views: Views = field(init=False)

    @live.default
    def _follows_the_log(self) -> Live:
        return Live(self.registry)

    @_views.default
    def _views_of_the_registry(self) -> Views:
        return Views(self.registry)

    def application(self) -> ASGIApp:
        """Return what answers requests."""
        answers = [Route(path, self._answer(page)) for path, page in _PAGES.items()]
        application = Starlette(
            routes=[
                *answers,
                Route("/live", self._live),
                Mount("/static", StaticFiles(directory=_HERE / "static")),
                Route("/report.css", _style),
            ],
            lifespan=self._running,
            exception_handlers={StewardsError: self._problem, HTTPException: self._nothing},
        )
        return Guard(application, self.entrance, self.instead)

    @asynccontextmanager
    async def _running(self, _application: Starlette) -> AsyncIterator[None]:
        self.live.start()
        yield
        self.live.stop()

    def _answer(self, page: Callable[[Asked], Page]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            given = {**request.query_params}
            path = request.url.path
            asked = Asked(self._views, Point.of(given), path, given)
            if asked.unit is not None:
                asked.view.refuse_scope("show the members", asked.unit, None)
            with printing_as(self.how):
                return self._written(page(asked), asked)

        return answer

    def _written(self, page: Page, asked: Asked) -> Response:
        return self._html(
            "look.html",
            HTTPStatus.OK,
            page=page,
            menu=_MENU,
            asked=asked,
            controls=Controls.of(asked),
            newest=self.registry.size(),
        )

    def _html(self, template: str, status: int, **given: Any) -> Response:
        writing = Linked(self.language, Sheet(), self.person)
        text = report.environment(_HERE / "templates", report.FOLDER).get_template(template)
        written = text.render(
            t=writing.marked,
            said=writing.said,
            cell=writing.mark,
            mark=writing.mark,
            is_number=is_figure,
            language=self.language.name,
            **given,
        )
        return HTMLResponse(self.how.spoken(written, _quoted), status)

    def instead(self, status: HTTPStatus, request: Request) -> Response:
        """Return the page that says why there is no other."""
        return self._because(status, _SENTENCES[status], request)

    def _because(self, status: HTTPStatus, sentence: str, request: Request) -> Response:
        is_out = status == HTTPStatus.FORBIDDEN and request.method == "GET"
        again = f"/{request.url.path.lstrip('/')}?{request.url.query}" if is_out else ""
        return self._html("instead.html", status, sentence=sentence, again=again)

    def _problem(self, request: Request, problem: Exception) -> Response:
        status = next(status for kind, status in _STATUSES if isinstance(problem, kind))
        return self._because(status, str(problem), request)

    def _nothing(self, request: Request, _problem: Exception) -> Response:
        return self.instead(HTTPStatus.NOT_FOUND, request)

    async def _live(self, request: Request) -> Response:
        seen = as_whole("after", request.query_params.get("after", ""), least=0)
        return StreamingResponse(self._events(seen), media_type="text/event-stream")

    async def _events(self, seen: int) -> AsyncIterator[str]:
        async for last in self.live.after(seen):
            yield ": still here\n\n" if last is None else f"data: {last}\n\n"


def _quoted(note: str) -> str:
    return str(escape(note))


def _style(_request: Request) -> Response:
    return Response(report.style(), media_type="text/css")
