"""What a browser loads: the page, its styles and scripts, and the form that asks for the token."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import NamedTuple
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from agents.desk.session import Session

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


class File(NamedTuple):
    """A file as it goes over the wire."""

    content: bytes
    media_type: str
    tag: str

    def answer(self, request: Request, status: int = 200) -> Response:
        """Give the file, or say that the browser has it."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache"}
        if status == 200 and request.headers.get("if-none-match") == self.tag:  # noqa: PLR2004
            return Response(status_code=304, headers=headers)
        return Response(self.content, status, headers, self.media_type)


def files() -> dict[str, File]:
    """Read all files of the page once, by name."""
    folder = resources.files("agents.desk").joinpath("page")
    return {path.name: _file(path.name, path.read_bytes()) for path in folder.iterdir()}


def _file(name: str, content: bytes) -> File:
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return File(content, TYPES[name.rpartition(".")[2]], tag)


def router(session: Session) -> APIRouter:
    """Give the routes of the page."""
    held = files()
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def page(request: Request) -> Response:
        return held["desk.html"].answer(request)

    @routes.get("/page/{name}")
    async def part(name: str, request: Request) -> Response:
        if name not in held:
            raise HTTPException(404, f"the page has no file {name!r}")
        return held[name].answer(request)

    @routes.get("/login")
    async def form(request: Request) -> Response:
        return held["login.html"].answer(request) if session.needed else RedirectResponse("/", 303)

    @routes.post("/login")
    async def login(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        if not session.opens(fields.get("token", [""])[0].strip()):
            return held["refused.html"].answer(request, 401)
        secure = request.headers.get("origin", "").startswith("https:")
        return RedirectResponse("/", 303, {"Set-Cookie": session.cookie(secure=secure)})

    return routes
