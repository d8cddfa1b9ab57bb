"""The follow-up after two years: 40 actions, 24 months of reports; the page, the ledger out, twelve departments back."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.demo_file import demo_file
from workshop.demo_years import APPROVED, MONTHS
from workshop.ledger.read import read_ledger
from workshop.ledger.write import write_departments, write_ledger
from workshop.model.delivery.overview import month_span
from workshop.model.delivery.sheet import compare
from workshop.model.delivery.tasks import proposed, tasks
from workshop.model.rows import BaselineTask
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.session import Session
from workshop.ui.pages.delivery import DeliveryPage
from workshop.ui.theme import dress, load_fonts, load_looks
from workshop.words import load_words

from .case import Case, Figure, Limit, timed
from .room import application

ACTIONS, DEPARTMENTS = 40, 12
TODAY = date(2028, 3, 31)


def _engagement(folder: Path) -> Store:
    """The demonstration with forty actions of twelve departments and a report on each for every month."""
    now = [datetime(2026, 4, 10, 9, 0)]
    store = Store.open(demo_file(folder), clock=lambda: now[0])
    measures = list(store.pack.measures)
    for at in range(ACTIONS - len(store.state().actions)):
        store.add_action(measures[at % len(measures)], f"补充任务 {at + 1}", due="2027-12-31")
    rows = [_led(row, at) for at, row in enumerate(proposed(store.state(), store.pack))]
    store.approve_plan(rows, APPROVED.isoformat(), "董事会")
    for month in MONTHS:
        now[0] = datetime.combine(month_span(month)[1], datetime.min.time())
        reports = [Report(row.action, "normal", f"{month} 按计划推进", "", "下月继续", "", row.lead) for row in rows]
        store.take_sheet(month.ljust(64, "0"), f"{month}.xlsx", reports, 0)
    return store


def _led(row: BaselineTask, at: int) -> BaselineTask:
    return replace(row, lead=f"第{at % DEPARTMENTS + 1}部门", due=row.due or "2027-12-31")


def _page(folder: Path) -> Figure:
    """From asking for the page to its first paint, with everything read."""
    app = application()
    load_fonts()
    dress(app, load_looks().light)
    store = _engagement(folder)
    session = Session(store, load_words("zh_CN"))

    def open_page() -> None:
        page = DeliveryPage(session)
        page.resize(1166, 656)
        page.show()
        QApplication.processEvents()
        page.grab()
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    open_page()
    samples = timed(open_page, 20)
    session.close()
    return Figure(samples)


def _export(folder: Path) -> Figure:
    store = _engagement(folder)
    state, words = store.state(), load_words("zh_CN")
    samples = timed(lambda: write_ledger(state, store.pack, words, folder / "ledger.xlsx", TODAY), 10)
    store.close()
    return Figure(samples)


def _back(folder: Path) -> Figure:
    """Twelve filled sheets read and held against the engagement."""
    store = _engagement(folder)
    state, words = store.state(), load_words("zh_CN")
    sheets: Sequence[Path] = write_departments(state, store.pack, words, folder, TODAY)
    languages = (words, load_words("en"))

    def read_all() -> None:
        listed = tasks(state, store.pack)
        for path in sheets:
            compare(read_ledger(path, languages), listed, (), state.engagement.id)

    samples = timed(read_all, 5)
    store.close()
    return Figure(samples)


CASES = (
    Case("delivery/page", _page, (Limit("p99", 100.0),)),
    Case("delivery/ledger", _export, (Limit("p99", 500.0),)),
    Case("delivery/twelve sheets back", _back, (Limit("p99", 2_000.0),)),
)
