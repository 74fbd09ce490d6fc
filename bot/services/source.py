"""Reads the YAML of a services file into plain data, keeping the line of every field.

Every scalar stays the text that was written, so that a price never passes through float; pydantic reads the
text as what the field calls for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.services.problems import Problem
from bot.services.wrong import shown

LARGEST_FILE = 1024 * 1024
MOST_PARTS = 30_000
DEEPEST = 30

FieldPath = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_NULL = f"{_TAG}null"
_PLAIN_TAGS = frozenset(
    _TAG + kind for kind in ["map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value"]
)


@dataclass
class Source:
    """A services file as written: texts in lists and maps, the line of each field, what is wrong."""

    file: Path
    data: Any = None
    lines: dict[FieldPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: FieldPath, message: str, remedy: str) -> Problem:
        """A problem at the field with this path, or at the nearest one around it that is in the file."""
        nearest = path
        while nearest not in self.lines and nearest:
            nearest = nearest[:-1]
        return Problem(self.file, self.lines.get(nearest), written_path(path), message, remedy)


def written_path(path: FieldPath) -> str:
    """The path as people read it: ``services[2].name``, list items counting from 1."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def read_source(file: Path, content: bytes | None = None) -> Source:
    """What the file, or the ``content`` given in its place, says; what cannot be read is a problem in it."""
    source = Source(file)
    if content is None:
        content = _content(source)
    text = _text(source, content) if content is not None else None
    if text is None:
        return source
    try:
        root = _parser().compose(text)
    except (YAMLError, ValueError) as error:
        source.problems += _tabs(source, text) or [_syntax(source, error, text)]
    except _TooMuch:
        message = f"The file has over {MOST_PARTS} parts, or over {DEEPEST} inside one another."
        source.problems.append(source.problem((), message, "Remove what does not belong into it."))
    else:
        _Reader(source).read(root)
    return source


class _TooMuch(Exception):
    """The file has more parts, or more parts within parts, than anybody writes by hand."""


class _Composer(Composer):
    """A YAML composer that stops early at files made to exhaust the reader."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self._parts = 0
        self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self._parts += 1
        self._depth += 1
        if self._parts > MOST_PARTS or self._depth > DEEPEST:
            raise _TooMuch
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _parser() -> YAML:
    parser = YAML(typ="safe", pure=True)
    parser.Composer = _Composer
    return parser


def _content(source: Source) -> bytes | None:
    try:
        size = source.file.stat().st_size
        if size <= LARGEST_FILE:
            return source.file.read_bytes()
        message, remedy = f"The file has {size} bytes.", f"Shorten it to at most {LARGEST_FILE} bytes (1 MB)."
    except OSError as error:
        message, remedy = (
            f"The file cannot be read: {error.strerror}.",
            "Check that it exists and may be read.",
        )
    source.problems.append(source.problem((), message, remedy))
    return None


def _text(source: Source, content: bytes) -> str | None:
    if len(content) > LARGEST_FILE:
        message = f"The file has {len(content)} bytes."
        source.problems.append(
            source.problem((), message, f"Shorten it to at most {LARGEST_FILE} bytes (1 MB).")
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = 'Save the file again with the encoding "UTF-8" (see "Save as" in your editor).'
        message = "This line has a character that is not in UTF-8."
        source.problems.append(Problem(source.file, line, "", message, remedy))
        return None


def _tabs(source: Source, text: str) -> list[Problem]:
    """A problem for each line that is indented with tabs."""
    lines = (
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip()
    )
    return [
        Problem(
            source.file,
            line,
            "",
            "The line is indented with a tab.",
            "Use spaces instead, two for each step.",
        )
        for line in lines
    ]


def _syntax(source: Source, error: Exception, text: str) -> Problem:
    """What a YAML parser's complaint means for somebody who has never heard of YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    line = mark.line + 1 if mark else None
    if position := getattr(error, "position", None):
        line = text.count("\n", 0, position) + 1
    if isinstance(error, MarkedYAMLError) and "quoted scalar" in str(error.context) and error.context_mark:
        line = error.context_mark.line + 1
    lines = text.split("\n")
    if line and line > len(lines):
        line = len(lines)
    message, remedy = _plain(said, str(getattr(error, "context", "")))
    return Problem(source.file, line, "", message, remedy)


def _plain(said: str, context: str) -> tuple[str, str]:
    quotes = 'Put the whole text in "double quotes".'
    cases = {
        "mapping values are not allowed": (
            "There is a colon where none may be, or the line is indented too far.",
            "If the text contains a colon, put it in quotes; otherwise align the line with those above.",
        ),
        "cannot start any token": ("The text begins with a character that has a meaning of its own.", quotes),
        "found undefined alias": ("A text that begins with * means something else here.", quotes),
        "could not find expected ':'": ("There is no colon after the name of a field.", "Write  name: text."),
        "found another document": (
            'There is a second "---" in the file.',
            "Remove it: one file holds one freelancer.",
        ),
        "expected <block end>": (
            "The line is not aligned with the lines above it, or a list and fields are mixed.",
            "Indent it like its neighbours, with spaces.",
        ),
        "control characters": (
            "There is an invisible control character.",
            "Delete the line and type it again.",
        ),
        "special characters": (
            "There is an invisible control character.",
            "Delete the line and type it again.",
        ),
    }
    if "quoted scalar" in context:
        return "A quotation mark is opened here and never closed.", "Add the missing quotation mark."
    if "flow" in context:
        return (
            "A bracket [ or { is not closed, or a comma is missing in between.",
            "Close the bracket, and put texts that contain commas or colons in quotes.",
        )
    for sign, words in cases.items():
        if sign in said:
            return words
    return f"The line cannot be read ({shown(said)}).", f"Compare it with the samples. {quotes}"


class _Reader:
    """Turns YAML nodes into data."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, root: Node | None) -> None:
        if root is None:
            remedy = "Copy one of the samples and change it."
            self._source.problems.append(self._source.problem((), "The file is empty.", remedy))
            return
        self._source.lines[()] = root.start_mark.line + 1
        self._source.data = self._value(root, ())
        if not isinstance(root, MappingNode):
            message = "The file does not begin with fields such as freelancer: and services:."
            self._source.problems.append(
                self._source.problem((), message, "Copy one of the samples and change it.")
            )

    def _value(self, node: Node, path: FieldPath) -> Any:
        self._source.lines.setdefault(path, node.start_mark.line + 1)
        if node.anchor:
            # Shared parts could unfold into a file far too large for memory.
            self._wrong(
                path,
                f"The mark &{shown(node.anchor)} is not allowed.",
                "Write the part out where it is used.",
            )
            return None
        if str(node.tag) not in _PLAIN_TAGS:
            self._wrong(
                path,
                f"The mark {shown(node.tag)} is not used in services files.",
                "Remove it, or put the text in quotes.",
            )
            return None
        if isinstance(node, MappingNode):
            return dict(self._fields(node, path))
        if isinstance(node, SequenceNode):
            return [self._value(item, (*path, number)) for number, item in enumerate(node.value)]
        return None if node.tag == _NULL else node.value

    def _fields(self, node: MappingNode, path: FieldPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode) or key.anchor:
                self._wrong(
                    path, "The name of a field is missing before a colon.", "Write  name: text.", line
                )
            elif key.value in seen:
                remedy = "Keep one of the two."
                self._wrong(
                    (*path, key.value),
                    f'"{shown(key.value)}" is already in line {seen[key.value]}.',
                    remedy,
                    line,
                )
            else:
                seen[key.value] = line
                self._source.lines[(*path, key.value)] = line
                yield key.value, self._value(value, (*path, key.value))

    def _wrong(self, path: FieldPath, message: str, remedy: str, line: int | None = None) -> None:
        problem = self._source.problem(path, message, remedy)
        if line:
            problem = Problem(problem.file, line, problem.field, message, remedy)
        self._source.problems.append(problem)
