"""Paper and files: the demonstration's plan, stock reportlab with its text beside, eighty dimension pages, other formats, the window."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication

from tests.demo_file import demo_file, demo_store
from workshop.exports import EXPORTS, Options
from workshop.exports.given import Given, silent
from workshop.report.chapters.book import open_book
from workshop.report.chapters.dimension import dimension
from workshop.report.typeset import BODY, Known, Meta, build, fontbook, para, styles
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.plan import PlanPage
from workshop.words import load_words

from .case import Case, Figure, Limit, paired, timed
from .child import told
from .room import close_room, open_room

# the process that `workshop export` is: its own peak (what getrusage tells begins at the parent's)
EXPORT = """
import json, sys
from workshop import app
code = app.main(["export", sys.argv[1], "--pdf", sys.argv[2]])
assert not code, code
with open("/proc/self/status") as file:
    print(json.dumps(next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) / 1024))
"""
PIECE = 160  # characters of a paragraph where the plan's text is set again
QUIET = 16.0  # ms a turn of the window's loop may take


def _given(folder: Path, name: str = "pdf") -> Given:
    with closing(demo_store(folder)) as store:
        return EXPORTS[name].gather(store, load_words("zh_CN"))


def _pages(data: bytes) -> int:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document)


def _made(name: str, times: int, folder: Path) -> Figure:
    """A format made whole, to the disk, by a process that made it before."""
    given, path = _given(folder, name), folder / f"out{EXPORTS[name].suffix}"
    return Figure(timed(lambda: EXPORTS[name].make(given, path, Options(), silent), times, warm=2))


def per_page(folder: Path) -> Figure:
    """The plan by the page."""
    whole = _made("pdf", 9, folder)
    count = _pages((folder / "out.pdf").read_bytes())
    return Figure([one / count for one in whole.samples], note=f"{count} pages")


def size(folder: Path) -> Figure:
    """Of the plan, in millions of bytes."""
    _made("pdf", 1, folder)
    return Figure([(folder / "out.pdf").stat().st_size / 1e6])


def memory(folder: Path) -> Figure:
    """Peak of a process that exports the plan and nothing else."""
    file = str(demo_file(folder))
    return Figure([told(EXPORT, file, str(folder / f"{at}.pdf"), home=folder) for at in range(3)])


def beside_stock(folder: Path) -> Figure:
    """The plan's text as body paragraphs, by our typesetting and by stock reportlab's for Chinese, in turn: milliseconds a page."""
    _made("pdf", 1, folder)
    with closing(pypdfium2.PdfDocument((folder / "out.pdf").read_bytes())) as document:
        text = "".join(page.get_textpage().get_text_range().replace("\r\n", "") for page in document)
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    ours, stock = _ours(pieces, Known()), _stock(pieces)
    both = paired(lambda: _ours(pieces, ours), lambda: _stock(pieces), 11)
    return Figure([one / ours.pages for one in both.samples], [one / stock for one in both.floor], f"{ours.pages} and {stock} pages")


def _ours(pieces: list[str], seed: Known) -> Known:
    """One pass when the seed holds: stock reportlab makes one."""
    body = styles("zh_CN").body
    return build(lambda _known: [para(one, body) for one in pieces], Meta("plan"), sheets=(BODY,), seed=seed).known


def _stock(pieces: list[str]) -> int:
    """Pages of the same field, type and leading by reportlab's own paragraph."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    left, top, right, bottom = BODY.margins
    style = ParagraphStyle("body", fontName=fontbook.REGULAR, fontSize=10.5, leading=17.5, firstLineIndent=21, wordWrap="CJK")
    frame = {"leftMargin": left, "topMargin": top, "rightMargin": right, "bottomMargin": bottom}
    document = SimpleDocTemplate(BytesIO(), pagesize=BODY.size, **frame)
    document.build([Paragraph(escape(one), style) for one in pieces])
    return int(document.page)


def linear(folder: Path) -> Figure:
    """Eighty dimension pages by the page, beside twenty."""
    given = _given(folder)
    book = open_book(given.state, given.pack, given.words, "working", given.log)
    every = list(book.pack.dimensions.values())

    def spreads(count: int) -> Known:
        def story(_known: Known) -> list[object]:
            return [one for at in range(count) for one in dimension(book, every[at % len(every)], at + 1)]

        return build(story, Meta("plan"), sheets=(BODY,), seed=known.get(count, Known())).known

    known: dict[int, Known] = {}
    for count in (10, 40):
        known[count] = spreads(count)
    both = paired(lambda: spreads(40), lambda: spreads(10), 7)
    many, few = known[40].pages, known[10].pages
    return Figure([one / many for one in both.samples], [one / few for one in both.floor], f"{many} and {few} pages")


# -- the window ----------------------------------------------------------------------------------------------------------------------


def _page(folder: Path) -> tuple[MainWindow, PlanPage]:
    console = open_room(demo_store(folder))
    console.go("plan/print")
    QApplication.processEvents()
    page = console.findChild(PlanPage)
    assert page is not None
    return console, page


def _gaps(begin: Callable[[], object], busy: Callable[[], bool]) -> list[float]:
    """Milliseconds between two turns of the window's loop from `begin` until it is no longer busy."""
    gaps, last = list[float](), time.perf_counter()
    begin()
    while busy():
        QApplication.processEvents()
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
        time.sleep(0.001)
    return gaps


def _quietest(run: Callable[[], list[float]]) -> Figure:
    """Of four runs, the first of which loads what it needs: the machine is shared."""
    run()
    return Figure(min((run() for _ in range(3)), key=max))


def preview_stall(folder: Path) -> Figure:
    """From the button to the last thumbnail."""
    console, page = _page(folder)
    found = _quietest(lambda: _gaps(page.build, lambda: page.printing.busy or page.preview.busy))
    close_room(console)
    return found


def export_stall(name: str, folder: Path) -> Figure:
    """A format made beside the window."""
    console, page = _page(folder)
    path = folder / f"stall{EXPORTS[name].suffix}"
    found = _quietest(lambda: _gaps(lambda: page.make(name, path), lambda: page.printing.busy))
    close_room(console)
    return found


FORMATS = ("pdf", "docx", "pptx", "xlsx", "csv", "json")
CASES = (
    Case("paper/plan", partial(_made, "pdf", 9), (Limit("median", 1000.0),)),
    Case("paper/plan-page", per_page, (Limit("median", 25.0),)),
    Case("paper/plan-memory", memory, (Limit("max", 120.0),), unit="MB"),
    Case("paper/plan-size", size, (Limit("max", 1.5),), unit="MB"),
    Case("paper/stock", beside_stock, (Limit("ratio", 1.25),)),
    Case("paper/eighty", linear, (Limit("ratio", 1.15),)),
    *(Case(f"paper/{name}", partial(_made, name, 5)) for name in FORMATS[1:]),
    Case("paper/preview-stall", preview_stall, (Limit("max", QUIET),)),
    *(Case(f"paper/{name}-stall", partial(export_stall, name), (Limit("max", QUIET),)) for name in FORMATS),
)
