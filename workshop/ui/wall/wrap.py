"""Break a wall line where a speaker would: at commas first, never inside a word, never before a closing mark."""

import re
from collections.abc import Callable

_CLAUSE = re.compile(r"[^，、；：。？！,;?!]+[，、；：。？！,;?!]*[”’》）)」』]*\s*|[，、；：。？！,;?!]+")
_ATOM = re.compile(r"[A-Za-z0-9][A-Za-z0-9%&./+\-–'’]*\s*|\s+|.", re.DOTALL)
_NO_START = frozenset("，。；：？！、）》”’」』】…—·%,.;:?!)]}")
_NO_END = frozenset("（《“‘「『【([{")


def wrap(text: str, width: float, measure: Callable[[str], float], *, tight: bool = False) -> list[str]:
    """Lines no wider than `width` by `measure`; a single atom wider than the line stands alone. `tight`: filled, not broken at commas."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= width:
            lines.append(paragraph)
            continue
        clauses = _CLAUSE.findall(paragraph)
        fits = all(measure(clause.rstrip()) <= width for clause in clauses)
        lines += _fill(clauses if fits and len(clauses) > 1 and not tight else _atoms(paragraph), width, measure)
    return lines


def _fill(parts: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    lines, line = [], ""
    for part in parts:
        if line and measure((line + part).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += part if line else part.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _atoms(text: str) -> list[str]:
    """Unbreakable pieces: words, single hanzi, with closing marks glued to what is before and opening marks to what follows."""
    glued: list[str] = []
    for atom in _ATOM.findall(text):
        if glued and (atom[0] in _NO_START or glued[-1][-1] in _NO_END or atom.isspace()):
            glued[-1] += atom
        else:
            glued.append(atom)
    return glued
