"""The last page: what a signature means and does not mean, who signs, and the log's hash, readable aloud."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus.tables import Table, TableStyle

from workshop.report.chapters.book import Book, digits
from workshop.report.chapters.pieces import head, height_of
from workshop.report.typeset import FIELD_HEIGHT, FIELD_WIDTH, Span, h2, halves, keep, page_break, para, rich, rule, spacer, table
from workshop.report.typeset.blocks import Column
from workshop.wording import day_word

ROWS = (47.5, 40.0, 35.0, 30.0, 27.5, 25.0)  # points for one signature, the first that keeps the page one page
WIDTHS = (105.0, 190.0, 100.0, 10.0, 65.0)  # post, what it takes on, line to sign on, gap, date


def signature(book: Book) -> list[Any]:
    """Heads of departments with their own commitment, the leaders below, then the check code and the whole hash."""
    _ = book.words
    lead = _(
        "签字表示：级别与不同意见如实记录，所列事项由本部门承担，排期可按季度调整，但改动须留痕。签字不表示赞同每一项级别；会议记录不等于决定，须经有权机构通过。"
    )
    first = head(book, "signature", _("确认"), _("我们认可这份记录，并各自承担一件事"), lead)
    made: list[Any] = []
    for high in ROWS:
        made = [*first, *_signatures(book, high), keep(_hash(book))]
        if height_of(made, FIELD_WIDTH) <= FIELD_HEIGHT:
            break
    return [page_break(), *made]


def _signatures(book: Book, high: float) -> list[Any]:
    _, sponsors = book.words, _sponsors(book)
    made = [_lines(book, _owners(book), high)]
    if sponsors:
        title = h2(_("行领导会签"), book.st, note=_("由部门签字之后补签"))
        made += [title, _lines(book, [(name, "") for name in sponsors], high)]
    return [*made, spacer(10), halves([_under(book, _("主持人签字与日期"))], [_under(book, _("记录员签字与日期"))])]


def _owners(book: Book) -> list[tuple[str, str]]:
    """(post or department, what it takes on) in the order of the why-table; blank lines where nobody is named yet."""
    _ = book.words
    found: dict[str, list[str]] = {}
    for measure, plan, item in book.chosen():
        name = plan.owner or plan.lead
        if name.strip():
            text = _("{id} {name}", id=measure.id, name=measure.short)
            found.setdefault(name, []).append(text + (_("（{quarter} 末完成）", quarter=book.quarter(item.finish - 1)) if item else ""))
    rows = [(name, _("；").join(texts)) for name, texts in found.items()]
    return rows or [("", "")] * 4


def _sponsors(book: Book) -> list[str]:
    return list(dict.fromkeys(plan.sponsor for _measure, plan, _item in book.chosen() if plan.sponsor.strip()))


def _lines(book: Book, rows: list[tuple[str, str]], high: float) -> Any:
    """A table with a line to sign on and one for the date."""
    _, st, palette = book.words, book.st, book.st.figure.palette
    heads = [
        para(text, st.head) for text in (_("职务"), _("本人承诺") if any(text for _name, text in rows) else "", _("签字"), "", _("日期"))
    ]
    texts = [(para(name, st.cell_bold), para(text, st.cell)) for name, text in rows]
    body = [[*pair, "", "", ""] for pair in texts]
    made = Table([heads, *body], colWidths=WIDTHS, rowHeights=None, hAlign="LEFT", repeatRows=1, splitInRow=int(_long(rows)))
    last = len(rows)
    looks: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
        ("TOPPADDING", (0, 1), (-1, last), 6),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(palette.ink)),
        ("LINEBELOW", (0, 1), (1, last), 0.5, HexColor(palette.light_rule)),
        ("LINEBELOW", (2, 1), (2, last), 0.7, HexColor(palette.ink)),
        ("LINEBELOW", (4, 1), (4, last), 0.7, HexColor(palette.ink)),
    ]
    for at, (name, text) in enumerate(texts, start=1):  # long texts take of the room to sign in, not of the page
        room = high - 6 - max(name.wrap(WIDTHS[0] - 6, 1)[1], text.wrap(WIDTHS[1] - 6, 1)[1])
        looks.append(("BOTTOMPADDING", (0, at), (-1, at), max(room, 4)))
    made.setStyle(TableStyle(looks))
    return made


def _long(rows: list[tuple[str, str]]) -> bool:
    """Whether a row may be higher than a page and has to be split within; others go over whole."""
    return any(len(name) + len(text) > 300 for name, text in rows)


def _under(book: Book, text: str) -> Any:
    line = rule(colour=book.st.figure.palette.ink, pen=0.7, before=22.5, after=2.5)
    return table([Column(230)], [[[line, para(text, book.st.head)]]], book.st, rules=False)


# -- the hash ------------------------------------------------------------------------------------------------------------------------


def _hash(book: Book) -> list[Any]:
    """Eight groups of eight digits, numbered; the check code above; how both are found."""
    _, st, full = book.words, book.st, book.state.log_hash
    made: list[Any] = [h2(_("会议记录校验码"), st, note=_("SHA-256，六十四位，每八位一组"))]
    if not full:
        return [*made, para(_("尚无记录，没有校验码。"), st.note)]
    code = digits(full)
    made.append(
        rich(
            (
                Span(_("校验短码") + "　", colour=st.head.colour, size=st.cell.size),
                Span(f"{code[:4]} {code[4:]}", True, st.score.colour, 17.0),
            ),
            st.lead.but(leading=25.0, align="left"),
        )
    )
    groups = [full[at : at + 8] for at in range(0, 64, 8)]
    rows = [[_group(book, at + 1, groups[at]) for at in range(row, row + 4)] for row in (0, 4)]
    made.append(table([Column(117.5)] * 4, rows, st, rules=False))
    last = _("末条 {moment}", moment=f"{day_word(_, book.log[-1].noted_at[:10])} {book.log[-1].noted_at[11:]}") if book.log else ""
    note = _(
        "会议记录共 {count} 条操作。{last}"
        "短码的取法：从第 1 组起逐位读六十四位，跳过字母，取前八个数字，可以手工核对。"
        "在“共识工坊”中打开记录文件可重新算出这六十四位；有一位不同，即表示文件在付印后又有改动。",
        count=book.state.log_length,
        last=last + _("。") if last else "",
    )
    return [*made, para(note, st.note)]


def _group(book: Book, number: int, text: str) -> Any:
    """One group, its digits parted by thin gaps so that it can be read aloud."""
    st = book.st
    spaced = "\u00a0".join(text[:4]) + "\u00a0\u00a0\u00a0" + "\u00a0".join(text[4:])
    return rich((Span(f"{number}  ", colour=st.head.colour, size=7.5), Span(spaced, True, size=10.5)), st.cell.but(leading=17.5))
