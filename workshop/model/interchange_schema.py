"""JSON Schema 2020-12 of the exchange form, generated from the row classes: `assets/schema/engagement.schema.json` is what it says."""

import json
from typing import Any, get_type_hints

from .interchange import FORMAT, VERSION
from .rows import TABLES, key_of

_TYPES: dict[Any, Any] = {
    str: "string",
    int: "integer",
    float: "number",
    str | None: ["string", "null"],
    int | None: ["integer", "null"],
    float | None: ["number", "null"],
}


def schema() -> dict[str, Any]:
    """Shape of an exchange file; links between rows and the pack's ids are checked by the import alone."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Workshop engagement, exchange form",
        **_object({
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "pack": {"type": "object", "additionalProperties": {"type": "string"},
            "description": "embedded content pack: file name → text"},
            "tables": _object({name: _table(name, kind) for name, kind in TABLES.items()}),
            "attachments": {
                "type": "object", "additionalProperties": {"type": "string", "contentEncoding": "base64"},
                "description": "id → bytes in Base64",
            },
        }),
    }  # fmt: skip


def schema_text() -> str:
    """The schema as its file holds it; write it there after a change of the row classes."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _table(name: str, kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    about = (kind.__doc__ or "").strip()
    described = {"description": about} if about else {}
    rows = {"minItems": 1, "maxItems": 1} if name == "engagement" else {}
    columns = {name: _column(name, hints[name]) for name in kind.__struct_fields__}
    return {"type": "array", **described, **rows, "items": _object(columns), "$comment": f"key: {', '.join(key_of(name))}"}


def _column(name: str, hint: Any) -> dict[str, Any]:
    return {"type": _TYPES[hint], **({"minimum": 1, "maximum": 5} if name == "level" else {})}
