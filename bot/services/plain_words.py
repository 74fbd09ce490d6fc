"""Turns pydantic's validation errors into problems that a non-programmer understands."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.services.problems import Problem
from bot.services.schema import ServicesFile
from bot.services.source import FieldPath, Source
from bot.services.wrong import KIND, closest, shown

_MODELS = "fixed, packages, hourly or per_unit"


def explained(error: ValidationError, source: Source) -> list[Problem]:
    """The problems that a validation of the source's data found."""
    found = error.errors(include_url=False)
    wrong_keys = {each["loc"][:-1] for each in found if each["loc"] and each["loc"][-1] == "[key]"}
    return [
        _problem(details, source)
        for details in found
        if details["loc"] not in wrong_keys
        # pydantic counts only the entries that are right.
        and not (details["type"] == "too_short" and details["input"])
    ]


def _problem(details: ErrorDetails, source: Source) -> Problem:
    path = _known_part(_written(details["loc"], details["type"]), source.data)
    message, remedy = _words(details, path, source)
    return source.problem(path, message, remedy)


def _written(location: tuple[int | str, ...], kind: str) -> FieldPath:
    """Where in the file an error is: pydantic's location, less what pydantic puts in that nobody wrote."""
    parts = [part for part in location if part != "[key]"]
    if len(parts) > 3 and parts[0] == "services" and parts[2] == "pricing":
        # The pricing model, by which pydantic tells the union's members apart.
        del parts[3]
    if kind == "union_tag_invalid":
        parts.append("model")
    return tuple(parts)


def _known_part(path: FieldPath, data: Any) -> FieldPath:
    """The path, cut off where it leaves what was written; only its last part may be missing from the file."""
    for place, part in enumerate(path[:-1]):
        if (data := _inside(data, part)) is None:
            return path[: place + 1] if isinstance(part, str) else path[:place]
    return path if isinstance(data, dict | list) else path[:-1]


def _words(details: ErrorDetails, path: FieldPath, source: Source) -> tuple[str, str]:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == KIND:
        message, remedy = str(context["message"]), str(context["remedy"])
        if details["loc"][-1] == "[key]" and _inside(source.data, *path) is None:
            remedy = f"If it is part of a text with a comma, put the whole text in quotes. {remedy}"
        return message, remedy
    if kind == "missing":
        return f'The field "{path[-1]}" is missing.', f"Add a line  {path[-1]}: …"
    if kind == "extra_forbidden":
        return _unknown_field(path, source)
    if kind == "union_tag_not_found":
        return "The pricing does not say which model it is.", f"Add a line  model: with {_MODELS}."
    if kind == "union_tag_invalid":
        written = str(context.get("tag", ""))
        meant = closest(written, ("fixed", "packages", "hourly", "per_unit"))
        hint = f"Did you mean {meant}? " if meant else ""
        return f'"{shown(written)}" is not a pricing model.', f"{hint}Write {_MODELS}."
    if value is None:
        return "The field is empty.", "Write a value after the colon, or remove the line."
    if kind in _SIMPLE:
        return _SIMPLE[kind](value, context)
    return f"{details['msg']}.", "See docs/services-file.md for what this field may hold."


def _literal(value: Any, context: dict[str, Any]) -> tuple[str, str]:
    expected = str(context["expected"]).replace("'", "")
    meant = closest(str(value), expected.replace(" or ", ", ").split(", "))
    return f'"{shown(value)}" is not possible here.', (
        f"Did you mean {meant}? " if meant else ""
    ) + f"Write {expected}."


def _whole(value: Any, context: dict[str, Any]) -> tuple[str, str]:
    return f'"{shown(value)}" is not a whole number.', "Write digits only, for example 2."


def _list_wanted(value: Any, context: dict[str, Any]) -> tuple[str, str]:
    return "A list is expected here.", "Begin each entry on its own line with a dash and a space."


def _fields_wanted(value: Any, context: dict[str, Any]) -> tuple[str, str]:
    return (
        "A group of fields is expected here.",
        "Write its fields below, one a line, indented by two spaces.",
    )


def _text_wanted(value: Any, context: dict[str, Any]) -> tuple[str, str]:
    return "A text is expected here.", "Write it after the colon, on the same line."


_SIMPLE: dict[str, Callable[[Any, dict[str, Any]], tuple[str, str]]] = {
    "literal_error": _literal,
    "int_parsing": _whole,
    "int_type": _whole,
    "int_from_float": _whole,
    "int_parsing_size": _whole,
    "tuple_type": _list_wanted,
    "list_type": _list_wanted,
    "model_type": _fields_wanted,
    "model_attributes_type": _fields_wanted,
    "dict_type": _fields_wanted,
    "string_type": _text_wanted,
    "string_too_long": lambda value, context: (
        "The text is too long.",
        f"Shorten it to at most {context['max_length']} characters.",
    ),
    "too_short": lambda value, context: ("The list is empty.", "Add an entry, or remove the field."),
    "too_long": lambda value, context: (
        f"There are {context['actual_length'] or 'too many'} entries.",
        f"Keep at most {context['max_length']}.",
    ),
    "greater_than_equal": lambda value, context: (
        f"{shown(value)} is too little.",
        f"Write at least {context['ge']}.",
    ),
    "less_than_equal": lambda value, context: (
        f"{shown(value)} is too much.",
        f"Write at most {context['le']}.",
    ),
}


def _unknown_field(path: FieldPath, source: Source) -> tuple[str, str]:
    known = sorted(_fields_at(path[:-1], source.data))
    meant = closest(str(path[-1]), known)
    message = f'There is no field "{shown(path[-1])}" here.'
    if meant:
        return message, f"Did you mean {meant}?"
    return message, f"Remove it. These fields are possible here: {', '.join(known)}."


def _fields_at(path: FieldPath, data: Any) -> set[str]:
    """Names of the fields that may stand at this path."""
    models: list[type[BaseModel]] = [ServicesFile]
    for part in path:
        data = _inside(data, part)
        if isinstance(part, str):
            fields = (model.model_fields.get(part) for model in models)
            models = [found for each in fields if each for found in _models_in(each.annotation)]
            if isinstance(data, dict) and "model" in data:
                models = [model for model in models if _model_name(model) in (None, data["model"])]
    return {field.alias or name for model in models for name, field in model.model_fields.items()}


def _inside(data: Any, *path: str | int) -> Any:
    try:
        for part in path:
            data = data[part]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The groups of fields that a type is made of, through lists, options and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, list, dict, Union, types.UnionType) or get_args(annotation):
        for inner in get_args(annotation):
            yield from _models_in(inner)


def _model_name(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("model")
    return get_args(field.annotation)[0] if field else None
