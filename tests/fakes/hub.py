"""A fake of the Hugging Face hub: model pages and files over HTTP on loopback.

After https://huggingface.co/docs/hub/api and what huggingface_hub asks for: GET /api/models/NAME (also with
/revision/COMMIT), HEAD and GET /NAME/resolve/COMMIT/FILE with ranges. Use it so:

    with FakeHub() as hub:
        commit = hub.publish("Helsinki-NLP/opus-mt-es-en", {"config.json": b"...", ...}, licence="apache-2.0")
        ... run something with LIAISON_MODEL_HUB=hub.origin ...
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.server import FakeServer

LARGE = 1_000_000
"""Files from this size on are in the large-file store, and have a SHA-256."""


@dataclass
class Repository:
    """One published commit."""

    commit: str
    files: Mapping[str, bytes]
    card: dict[str, Any]


@dataclass
class Asked:
    """One request for a file: its name and the range wanted."""

    method: str
    name: str
    revision: str
    range: str | None
    path: str = field(repr=False)


class FakeHub(FakeServer):
    """The hub with a few repositories; files can be cut off or damaged on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.repositories: dict[str, Repository] = {}
        self.asked: list[Asked] = []
        self.cut_after: int | None = None
        """The next large file breaks off after so many bytes, and is away until this is None again."""
        self._is_cut = False
        self.damaged: set[str] = set()
        """Files of which other bytes are sent than the page says."""

    def publish(
        self,
        name: str,
        files: Mapping[str, bytes],
        *,
        licence: str = "cc-by-4.0",
        languages: Sequence[str] = (),
    ) -> str:
        """Publish a repository; returns the commit."""
        commit = hashlib.sha1(repr(sorted((n, len(c)) for n, c in files.items())).encode()).hexdigest()
        self.repositories[name] = Repository(commit, files, {"license": licence, "language": list(languages)})
        return commit

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/api/models/{owner}/{name}", self._page)
        app.router.add_get("/api/models/{owner}/{name}/revision/{revision}", self._page)
        app.router.add_route("*", "/{owner}/{name}/resolve/{revision}/{file}", self._file)

    async def _page(self, request: web.Request) -> web.Response:
        name = f"{request.match_info['owner']}/{request.match_info['name']}"
        found = self.repositories.get(name)
        if found is None:
            return _missing("RepoNotFound")
        if request.match_info.get("revision", "main") not in ("main", found.commit):
            return _missing("RevisionNotFound")
        siblings = [_sibling(file, content) for file, content in found.files.items()]
        page = {"id": name, "sha": found.commit, "siblings": siblings, "cardData": found.card, "tags": []}
        return web.json_response(page)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        where = request.match_info
        found = self.repositories.get(f"{where['owner']}/{where['name']}")
        if found is None or where["file"] not in found.files:
            return _missing("EntryNotFound")
        wanted = request.headers.get("Range")
        self.asked.append(Asked(request.method, where["file"], where["revision"], wanted, request.path))
        content = found.files[where["file"]]
        if self.cut_after is None:
            self._is_cut = False
        elif self._is_cut and len(content) >= LARGE:
            return web.Response(status=503)
        headers = {
            "X-Repo-Commit": found.commit,
            "ETag": f'"{_sha256(content) if len(content) >= LARGE else _blob(content)}"',
            "Accept-Ranges": "bytes",
        }
        if request.method == "HEAD":
            return web.Response(headers={**headers, "Content-Length": str(len(content))})
        start = int(wanted.removeprefix("bytes=").partition("-")[0]) if wanted else 0
        sent = content[start:]
        if where["file"] in self.damaged:
            sent = bytes(byte ^ 1 for byte in sent)
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        response = web.StreamResponse(status=206 if start else 200, headers=headers)
        response.content_length = len(sent)
        await response.prepare(request)
        if self.cut_after is not None and len(content) >= LARGE:
            await response.write(sent[: self.cut_after])
            self._is_cut = True
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(sent)
        return response


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    about: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": _blob(content)}
    if len(content) >= LARGE:
        about["lfs"] = {"sha256": _sha256(content), "size": len(content), "pointerSize": 134}
    return about


def _missing(code: str) -> web.Response:
    return web.json_response({"error": "Not found"}, status=404, headers={"X-Error-Code": code})


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _blob(content: bytes) -> str:
    return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
