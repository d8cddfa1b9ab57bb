"""Paper ballots as a table: a line per ballot, a column per indicator; what cannot be read names its line."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from .errors import Refused
from .rows import Seat

SIZE_LIMIT = 1024 * 1024
LINE_LIMIT = 200
ABSTAIN = frozenset({"0", "弃", "弃权", "a", "abstain"})
HEADS = {"seat": "seat", "席位": "seat", "席": "seat", "group": "pile", "组": "pile", "角色组": "pile", "ballot": "mixed", "票": "mixed"}


class Sheet(Struct, frozen=True):
    """One paper ballot: a seat's id, a role group or "" as its voter, and what it answers; None is an abstention."""

    voter: str
    levels: Mapping[str, int | None]


class Papers(Struct, frozen=True):
    """A whole table: how its lines tell the voter (seat, pile, mixed), and its ballots."""

    by: str
    sheets: tuple[Sheet, ...]


def decoded(content: bytes) -> str:
    """Text of a file as Excel or an editor writes it in China: UTF-8 with or without a mark, else GB 18030."""
    if len(content) > SIZE_LIMIT:
        raise Refused("paper.size", limit=SIZE_LIMIT // 1024 // 1024)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("paper.encoding")


def read_papers(text: str, seats: Sequence[Seat], indicators: Sequence[str], marks: Mapping[str, str]) -> Papers:
    """Read a table. Its first column is headed 席位 (seat numbers), 角色组 (names, or the `marks` on the cards: 甲 → group) or 票
    (anything); the others carry indicator ids. Cells are 1–5, 0 or 弃权, or empty for no answer. Refuses with the line that is wrong.
    """
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        lines = [line for line in read if any(cell.strip() for cell in line)]
    except csv.Error as error:  # one cell as long as a book
        raise Refused("paper.encoding") from error
    if len(lines) < 2:
        raise Refused("paper.empty")
    if len(lines) > LINE_LIMIT:
        raise Refused("paper.lines", limit=LINE_LIMIT)
    head = [cell.strip() for cell in lines[0]]
    by = HEADS.get(head[0].lower())
    if by is None:
        raise Refused("paper.head", value=head[0])
    columns = _columns(head[1:], indicators)
    voters = {str(seat.number): seat.id for seat in seats} if by == "seat" else {**{seat.grp: seat.grp for seat in seats}, **marks}
    sheets = []
    for number, line in enumerate(lines[1:], 2):
        voter = "" if by == "mixed" else _voter(number, line[0], voters)
        sheets.append(_sheet(number, line, columns, voter))
    if by == "seat" and len({sheet.voter for sheet in sheets}) < len(sheets):
        raise Refused("paper.twice")
    return Papers(by, tuple(sheets))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max((",", "\t", ";"), key=first.count)


def _columns(head: Sequence[str], indicators: Sequence[str]) -> list[str]:
    """Indicator ids, perhaps followed by their names."""
    found = []
    for cell in head:
        name = cell.split(" ")[0]
        if name not in indicators:
            raise Refused("paper.column", value=cell)
        if name in found:
            raise Refused("paper.column_twice", value=name)
        found.append(name)
    if not found:
        raise Refused("paper.empty")
    return found


def _voter(number: int, cell: str, voters: Mapping[str, str]) -> str:
    key = unicodedata.normalize("NFKC", cell).strip().removeprefix("'")
    if key not in voters:
        raise Refused("paper.voter", line=number, value=cell.strip())
    return voters[key]


def _sheet(number: int, line: Sequence[str], columns: Sequence[str], voter: str) -> Sheet:
    levels: dict[str, int | None] = {}
    for name, cell in zip(columns, line[1:], strict=False):
        value = unicodedata.normalize("NFKC", cell).strip().lower()
        if not value:
            continue
        if value not in ABSTAIN and value not in ("1", "2", "3", "4", "5"):
            raise Refused("paper.level", line=number, column=name, value=cell.strip())
        levels[name] = None if value in ABSTAIN else int(value)
    if not levels:
        raise Refused("paper.blank", line=number)
    return Sheet(voter, levels)


def template(by: str, seats: Sequence[Seat], indicators: Sequence[str]) -> str:
    """An empty table to fill in: a line per seat that votes, with its number or its role group."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([{"seat": "席位", "pile": "角色组", "mixed": "票"}[by], *indicators])
    due = [seat for seat in seats if seat.presence == "voting"]
    if by == "pile":
        due.sort(key=lambda seat: list(dict.fromkeys(one.grp for one in seats)).index(seat.grp))
    for place, seat in enumerate(due, 1):
        name = {"seat": str(seat.number), "pile": seat.grp, "mixed": str(place)}[by]
        # a cell that a spreadsheet would take for a formula is written as text
        writer.writerow([f"'{name}" if name[:1] in "=+-@" else name, *[""] * len(indicators)])
    return out.getvalue()
