"""Fetching the corpora where they are published: each source's own form, from a host on loopback."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from models.training import download
from models.training.corpora import Pair, read_pairs
from models.training.download import HOST, SOURCES, DownloadError, Source, cleaned, download_all, fetcher


def tatoeba_zip(lines: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("_about.txt", "CC-BY 2.0")
        folder.writestr("spa-eng/spa.txt", lines)
    return packed.getvalue()


def published(path: str) -> bytes | None:
    """A few sentences in the form each source has, by how its address ends."""
    name = path.rsplit("/", 1)[-1]
    if name.endswith(".zip"):
        return tatoeba_zip("My cat sleeps.\tMi gato duerme.\tCC-BY 2.0 (France)\nGo.\tVe.\n")
    if name in ("train.json", "dev.json"):
        turns = [
            {"speaker": "agent", "source": "How can I help?", "target": "Wie kann ich helfen?"},
            {"speaker": "customer", "source": "Zwei Pizzen bitte.", "target": "Two pizzas, please."},
        ]
        return json.dumps({"1": turns}).encode()
    if "persona" in name:
        turns_of = {
            "En": ["hi ! i ' m sam .", "how are you ?"],
            "Fr": ["Salut !", "Ça va ?"],
            "It": ["Ciao!", "Come va?"],
        }
        return json.dumps([{"persona": [], "dialogue": [turns_of[name[:2]]]}]).encode()
    if name.endswith(".en"):
        return b"Your call is important.\nWould you mind spelling your surname?\n"
    if "formality" in name or "geneval" in name:
        return f"{name[-2:]} eins\n{name[-2:]} zwei\n".encode()
    return None


@pytest.fixture
def host() -> Iterator[str]:
    class Published(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = published(self.path)
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Published)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_every_family_arrives_in_one_form(host: str, tmp_path: Path) -> None:
    download_all(tmp_path, host)
    found = {file.name: list(read_pairs(file)) for file in tmp_path.glob("*.tsv.zst")}
    assert len(found) == len(SOURCES)
    assert Pair("My cat sleeps.", "Mi gato duerme.") in found["tatoeba.en-es.tsv.zst"]
    assert found["bcontrast.en-de.tsv.zst"] == [
        Pair("How can I help?", "Wie kann ich helfen?"),
        Pair("Two pizzas, please.", "Zwei Pizzen bitte."),
    ]
    assert found["xpersona.en-it.tsv.zst"] == [
        Pair("Hi! I'm sam.", "Ciao!"),
        Pair("How are you?", "Come va?"),
    ]
    assert (
        Pair("Would you mind spelling your surname?", "pt zwei") in found["cocoa-mt-informal.en-pt.tsv.zst"]
    )
    assert Pair("Your call is important.", "it eins") in found["mt-geneval.en-it.tsv.zst"]


def test_a_source_that_is_gone_is_named(host: str, tmp_path: Path) -> None:
    gone = Source("tatoeba", "es", download.tatoeba("nobody/nothing/0/missing.bin"))
    with httpx.Client() as client, pytest.raises(DownloadError, match=r"nobody/nothing/0/missing\.bin"):
        download.download(gone, tmp_path, fetcher(client, host))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"1": [{"speaker": "agent"}]}'])
def test_a_source_of_another_form_is_named_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    source = Source("bcontrast", "de", download.bcontrast("train"))
    with pytest.raises(DownloadError, match=r"bcontrast\.en-de: has another form"):
        download.download(source, tmp_path, lambda _: content)
    assert list(tmp_path.iterdir()) == []


def test_what_teaches_nothing_is_left_out() -> None:
    pairs = [
        Pair("OK", "ok"),
        Pair("", "nada"),
        Pair("The dev one!", "La de prueba."),
        Pair("word " * 61, "palabra " * 61),
        Pair("one two three four five six seven eight nine ten", "uno"),
        Pair("e\u0301t\u00e9\x07 here", "verano  aqu\u00ed"),
    ]
    assert list(cleaned(pairs, {"the dev one"})) == [Pair("été here", "verano aquí")]


def test_sources_are_pinned_to_a_commit() -> None:
    asked: list[str] = []

    def note(path: str) -> bytes:
        asked.append(path)
        raise DownloadError(path)

    for source in SOURCES:
        with pytest.raises(DownloadError):
            list(source.read(note))
    assert HOST.startswith("https://")
    assert all(len(path.split("/")[2]) == 40 for path in asked)
