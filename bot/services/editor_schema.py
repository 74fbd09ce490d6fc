"""The JSON Schema of a services file, for editors that complete and check it while it is written.

docs/services-file.schema.json is what ``python -m bot.services.editor_schema`` prints.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import TypeAdapter

from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema, as JSON Schema 2020-12."""
    schema = ServicesFile.model_json_schema(by_alias=True)
    text = TypeAdapter(LocalizedText).json_schema()
    named = _with_reference(schema, text)
    named["$defs"] = {**named["$defs"], "Text": text}
    return {"$schema": _DIALECT, **named, "title": "Liaison services file"}


def _with_reference(schema: Any, text: dict[str, Any]) -> Any:
    """The same with every text field referring to one definition, and no titles that repeat names."""
    if isinstance(schema, list):
        return [_with_reference(item, text) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("anyOf") == text["anyOf"]:
        kept = {key: value for key, value in schema.items() if key == "description" and value != text[key]}
        return {"$ref": "#/$defs/Text", **kept}
    return {
        key: _with_reference(value, text)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))
    }


if __name__ == "__main__":
    json.dump(json_schema(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
