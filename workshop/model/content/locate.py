"""Where a pack's text says something: the line of a table's header or of a key in it, for a message that can be acted on."""

import re


def line_of(text: str, table: str, item: str = "", key: str = "") -> int:
    """1-based line of `[table.item]` (bare or quoted) or of `key =` under it; the closest enclosing line that exists, else 1."""
    wanted = (table, *item.split("\0")) if item else (table,)
    found, inside = 1, False
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            if inside:
                break
            inside = _parts(header.group(1)) == wanted
            found = number if inside else found
        elif inside and key and re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
            return number
    return found


_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_PART = re.compile(r'\s*(?:"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+))\s*(?:\.|$)')


def _parts(header: str) -> tuple[str, ...]:
    return tuple(next(part for part in match.groups() if part is not None) for match in _PART.finditer(header.strip()))
