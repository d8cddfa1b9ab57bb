"""Two years of follow-up on the demonstration, ledgers out and back through real workbooks; every standing reached, the log holds."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.demo_file import demo_file
from workshop.briefs import month_brief, quarter_brief
from workshop.demo_years import MONTHS, Years
from workshop.ledger.brief_docx import write_brief_docx
from workshop.ledger.read import read_ledger
from workshop.ledger.write import HEAD_ROW, write_departments
from workshop.model.delivery.overview import as_of, followed, month_span
from workshop.model.delivery.sheet import compare, reports
from workshop.model.delivery.tasks import STANDINGS, tasks
from workshop.model.store import Store
from workshop.model.store.delivering import Report
from workshop.report.brief import fitted
from workshop.wording_delivery import COLUMNS, marked
from workshop.words import Words, load_words

ZH, EN = load_words("zh_CN"), load_words("en")
COLUMN = {key: number for number, key in enumerate(COLUMNS, start=1)}


class Office:
    """The office and its departments: sheets go out, are filled in by another program, and come back."""

    def __init__(self, path: Path) -> None:
        self.now, self.folder = datetime(2026, 3, 15), path.parent / "sheets"
        self.folder.mkdir()
        self.store = Store.open(path, clock=lambda: self.now)
        self.clashes, self.said, self.repeated = 0, set[str](), 0

    def at(self, now: datetime) -> None:
        self.now = now

    def exchange(self, day: date, made: Sequence[Report]) -> None:
        """Every fourth month by workbooks; the others straight, which keeps the test short."""
        if day.month % 4 != 2:
            for report in made:
                self.store.follow_up(report)
            return
        known = {report.action: report for report in made}
        state = self.store.state()
        for path in write_departments(state, self.store.pack, ZH, self.folder, day):
            self._fill(path, known, spoil=day.month == 6)
            self._take(path)
            self._take(path, again=True)

    def _fill(self, path: Path, known: dict[str, Report], spoil: bool) -> None:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        for row in range(HEAD_ROW + 2, sheet.max_row + 1):
            report = known.get(str(sheet.cell(row, COLUMN["action"]).value))
            if report is None:
                continue
            for key in ("text", "problems", "next_step"):
                sheet.cell(row, COLUMN[key], getattr(report, key) or None)
            sheet.cell(row, COLUMN["status"], marked(ZH, report.status))  # type: ignore[arg-type]
            if spoil:  # contradictory: done without evidence and a date of their own
                sheet.cell(row, COLUMN["due"], date(2029, 1, 31))
        book.save(path)

    def _take(self, path: Path, again: bool = False) -> None:
        state = self.store.state()
        listed = tasks(state, self.store.pack)
        sheet = read_ledger(path, (ZH, EN))
        found = compare(sheet, listed, [row.sha256 for row in state.sheet_imports], state.engagement.id)
        self.said |= {one.code for one in found.remarks}
        if again:
            self.repeated += len(found.differences)
        elif found.differences:
            self.store.take_sheet(sheet.sha256, sheet.name, reports(found.differences, listed), 0)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(demo_file(tmp_path_factory.mktemp("years")))
    Years(made.store, made.at, made.exchange).play()
    yield made
    made.store.close()


def test_every_standing_is_reached_within_the_two_years(office: Office) -> None:
    state, seen = office.store.state(), set()
    for month in MONTHS:
        day = month_span(month)[1]
        seen |= {row.standing for row in followed(as_of(state, day), office.store.pack, day)}
    assert seen == set(STANDINGS)


def test_the_same_file_twice_changed_nothing_and_dates_of_their_own_were_said(office: Office) -> None:
    assert office.repeated == 0
    assert office.said == {"sheet.due"}
    assert len(office.store.state().sheet_imports) > 10
    assert {row.origin for row in office.store.state().follow_ups} == {"room", "sheet"}


def test_the_log_and_the_file_hold(office: Office) -> None:
    office.store.verify()
    operations = {entry.operation for entry in office.store.log()}
    assert {"approve_plan", "take_sheet", "follow_up", "accept_task", "move_due", "hand_over_task", "measure_kpi"} <= operations


def test_adjustments_keep_the_baseline(office: Office) -> None:
    moved = [task for task in tasks(office.store.state(), office.store.pack) if task.slip]
    assert moved
    assert all(task.baseline_due < task.due and task.adjustments[0].reason for task in moved)


@pytest.mark.parametrize("said", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("at", [0, 11, 23])
def test_a_month_is_one_page_and_a_quarter_two(office: Office, said: Words, at: int) -> None:
    state, pack = office.store.state(), office.store.pack
    year, month = MONTHS[at].split("-")
    for brief, most in (
        (month_brief(state, pack, said, MONTHS[at]), 1), (quarter_brief(state, pack, said, f"{year}Q{(int(month) + 2) // 3}"), 2),
    ):  # fmt: skip
        built = fitted(brief, state, said, invariant=True)
        pages = PdfReader(BytesIO(built.data)).pages
        assert len(pages) <= most
        text = "".join(page.extract_text() for page in pages)
        assert brief.headline.replace(" ", "") in text.replace(" ", "").replace("\n", "")
        assert built.missing == ()


def test_the_report_as_a_document_has_headings_and_every_row(office: Office, tmp_path: Path) -> None:
    from docx import Document

    state = office.store.state()
    brief = quarter_brief(state, office.store.pack, ZH, "2027Q1")
    write_brief_docx(brief, state, ZH, tmp_path / "q.docx")
    document = Document(str(tmp_path / "q.docx"))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == [block.title for block in brief.blocks]
    assert sum(len(table.rows) - 1 for table in document.tables) == sum(len(block.rows) for block in brief.blocks)


def test_no_report_speaks_of_the_projected_score(office: Office) -> None:
    brief = quarter_brief(office.store.state(), office.store.pack, ZH, "2027Q1")
    shown = " ".join([brief.headline, brief.lead, *(cell for block in brief.blocks for row in block.rows for cell in row)])
    assert "预计得分" not in shown
    assert "预计得分不作考核依据" in brief.note
