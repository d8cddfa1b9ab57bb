"""Follow-up by mouse and keys: approve, report, adjust, accept, look back; a filled sheet taken line by line."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_file
from workshop.exports import sealing
from workshop.ledger.write import HEAD_ROW
from workshop.model.delivery.again import reassess
from workshop.model.store import Store
from workshop.paths import SEALED_HEAD
from workshop.session import Session
from workshop.ui.delivery import succession
from workshop.ui.delivery.forms import Form
from workshop.ui.pages.delivery import PLACES, DeliveryPage
from workshop.ui.wall.slides import ListSlide
from workshop.ui.widgets.buttons import Button
from workshop.wording_delivery import COLUMNS
from workshop.words import load_words

from .desk import readable
from .setting import compose, show, type_into

LEFT = Qt.MouseButton.LeftButton
COLUMN = {key: number for number, key in enumerate(COLUMNS, start=1)}


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Iterator[Session]:
    made = Session(Store.open(demo_file(tmp_path), clock=lambda: datetime(2026, 6, 20, 9, 0)), load_words("zh_CN"))
    yield made
    made.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> DeliveryPage:
    made = DeliveryPage(session)
    show(qtbot, made)
    return made


def press(button: Button) -> None:
    QTest.mouseClick(button, LEFT)


def fill(form: Form, **values: str) -> None:
    """Type into the form's fields as somebody would."""
    for key, text in values.items():
        field = form.inputs[key]
        if isinstance(field, QLineEdit):
            type_into(field, text)
        else:
            field.setFocus()
            compose(field, text)


def approve(page: DeliveryPage) -> None:
    fill(page.approval.form, body="董事会", approved_on="2026-04-10")
    press(page.approval.form.button)


def test_approval_freezes_the_tasks(page: DeliveryPage, session: Session) -> None:
    assert page.side.currentWidget() is page._sides["approval"]
    press(page.approval.form.button)
    assert page.approval.form.complaint.text()
    assert session.state.baseline is None
    approve(page)
    assert session.state.baseline is not None
    assert len(session.state.baseline_tasks) == len(page.rows) == page.list.rowCount()
    assert not page.side.isVisible()


def test_a_report_an_adjustment_and_an_acceptance(page: DeliveryPage, session: Session) -> None:
    approve(page)
    page.list.selectRow(0)
    panel, task = page.panel, page.rows[0].task
    assert panel.isVisible()
    panel.report.inputs["status"].set_value("watch")  # type: ignore[union-attr]
    fill(panel.report, text="已完成初稿", problems="缺人")
    press(panel.report.button)
    assert [(row.status, row.text, row.problems) for row in session.state.follow_ups] == [("watch", "已完成初稿", "缺人")]
    panel.show_part("adjust")
    fill(panel.shift, due="2026-12-31")
    press(panel.shift.button)
    assert panel.shift.complaint.text() == "请写明理由。"
    assert panel.shift.values()["due"] == "2026-12-31"  # what was typed stays
    fill(panel.shift, reason="采购延期", approver="行长", approved_on="2026-06-18")
    press(panel.shift.button)
    assert page.rows[0].task.due == "2026-12-31"
    assert page.rows[0].task.baseline_due == task.baseline_due
    panel.show_part("accept")
    fill(panel.accept, evidence="验收单", acceptor="办公室")
    press(panel.accept.button)
    assert page.rows[0].standing == "done"
    assert not panel.report.isEnabled()
    panel.show_part("history")
    told = panel.history.text()
    assert all(part in told for part in ("已完成初稿", "采购延期", "验收单"))


def test_filters_and_counts(page: DeliveryPage) -> None:
    approve(page)
    page.only.set_value("late")
    page._show_list()
    assert page.list.rowCount() == sum(row.standing == "late" for row in page.rows) > 0
    page.show_place("counts")
    for by in ("department", "measure", "quarter"):
        page.by.set_value(by)
        page._show_counts()
        total = sum(int(page.counts.item(row, 1).text()) for row in range(page.counts.rowCount()))
        assert total == len(page.rows)
    page.by.set_value("days")
    page._show_counts()
    early = [int(page.counts.item(row, 1).text()) for row in range(page.counts.rowCount())]
    assert len(early) == 3 and early == sorted(early) and early[0] > 0


def test_a_filled_sheet_is_taken_line_by_line(
    page: DeliveryPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(page)
    path = tmp_path / "台账.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.show_place("sheets")
    press(page.exchange.ledger)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(HEAD_ROW + 2, COLUMN["text"], "部门写的进展")
    sheet.cell(HEAD_ROW + 3, COLUMN["problems"], "部门写的问题")
    sheet.cell(HEAD_ROW + 3, COLUMN["due"], "年底前")
    book.save(path)
    press(page.exchange.back)
    lines = page.differences
    assert lines.isVisible()
    assert [one.new for _, one in lines.checks] == ["部门写的进展", "部门写的问题"]
    assert any("年底前" in text for text in readable(lines))
    lines.checks[1][0].setChecked(False)
    press(lines.take)
    assert [(row.text, row.problems, row.origin) for row in session.state.follow_ups] == [("部门写的进展", "", "sheet")]
    assert not page.side.isVisible()


def test_a_wrong_file_is_told_in_words(page: DeliveryPage, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    page.show_place("sheets")
    page.exchange.take(tmp_path / "x.xlsx")
    assert "x.xlsx" in page.exchange.said.text()


def test_a_kpi_value_is_entered_and_drawn(page: DeliveryPage, session: Session) -> None:
    page.show_place("kpis")
    kpi = next(iter(page.kpis.forms))
    form = page.kpis.forms[kpi]
    fill(form, month="2026-06", value="两成")
    press(form.button)
    assert "两成" in form.complaint.text()
    fill(form, value="2.4")
    press(form.button)
    assert [(row.month, row.value) for row in session.state.kpi_values] == [("2026-06", 2.4)]
    assert "2.4" in page.kpis.told[kpi].text()


def test_reports_are_saved_where_asked(page: DeliveryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.show_place("sheets")
    fill(page.exchange.month, span="2026-13")
    press(page.exchange.month.button)
    assert "2026-13" in page.exchange.month.complaint.text()
    for name in ("m.pdf", "m.docx"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        fill(page.exchange.month, span="2026-06")
        press(page.exchange.month.button)
        assert (tmp_path / name).stat().st_size > 5_000


def test_reassessment_and_handover(page: DeliveryPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.show_place("after")
    again = tmp_path / "again.workshop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(again), ""))
    fill(page.after.again, held_on="2027-03-12")
    press(page.after.again.button)
    new = Store.open(again)
    assert len(new.state().past_ratings) == len(new.pack.indicators)
    new.close()
    package = tmp_path / "package"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(package), ""))
    fill(page.after.handed, to="战略发展部")
    press(page.after.handed.button)
    assert {path.suffix for path in package.iterdir()} == {".workshop", ".pdf", ".xlsx", ".json", ".txt", ""}
    assert [row.recipient for row in session.state.handovers] == ["战略发展部"]
    assert str(package) in page.after.handed.said.text() and not page.after.handed.said.isHidden()  # under its own button
    assert page.after.handed.values() == {"to": ""}
    press(page.after.handed.button)
    assert page.after.handed.complaint.text() and page.after.handed.said.isHidden()
    fill(page.after.handed, to="战略发展部")
    package = tmp_path / "sealed"
    monkeypatch.setattr(succession, "may_leave", lambda *_args: False)
    press(page.after.handed.button)
    assert not package.exists() and len(session.state.handovers) == 1
    monkeypatch.setattr(succession, "may_leave", lambda *_args: True)
    monkeypatch.setattr(sealing, "seal", lambda data, passphrase: SEALED_HEAD + data)  # a real one takes a second for each
    monkeypatch.setattr(sealing, "unseal", lambda data, passphrase: data.removeprefix(SEALED_HEAD))
    session.sealed_with = "correct horse battery"
    press(page.after.handed.button)
    assert sorted(path.suffix for path in package.iterdir()) == ["", ".age", ".age", ".age", ".txt", ".workshop"]
    assert "age -d" in next(package.glob("*.txt")).read_text(encoding="utf-8-sig")
    assert page.after.sheet.isHidden()  # nothing is protected
    fill(page.after.rule, watch_days="10")
    press(page.after.rule.button)
    assert session.state.lateness.watch_days == 10


def test_a_decision_gets_its_result_and_a_draft(
    page: DeliveryPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(page)
    page.show_place("decisions")
    decision = next(row for row in session.state.decisions if row.measure)
    waits = [row for row in page.rows if row.task.measure == decision.measure]
    assert waits and all(row.task.waits_for for row in waits)
    assert waits[0].task.number in page.decisions.told[decision.id].text()
    path = tmp_path / "议案.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    press(page.decisions.drafts[decision.id])
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert decision.text in text and "附件" in text
    form = page.decisions.forms[decision.id]
    form.inputs["result"].set_value("passed")  # type: ignore[union-attr]
    fill(form, decided_on="6月底")
    press(form.button)
    assert "6月底" in form.complaint.text()
    fill(form, decided_on="2026-06-18")
    press(form.button)
    done = next(row for row in session.state.decisions if row.id == decision.id)
    assert (done.result, done.decided_on) == ("passed", "2026-06-18")
    assert not any(row.task.waits_for for row in page.rows if row.task.measure == decision.measure)


def test_two_files_are_joined_by_choice(page: DeliveryPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.workshop"
    shutil.copy(session.store.path, other)
    second = Store.open(other)
    second.add_note("note", "topic", "", "另一位顾问记的")
    second.set_profile(place="西会议室")
    second.close()
    page.show_place("after")
    page.joining.take(other)
    (choice,) = page.joining.choices.values()
    press_button = page.joining.join
    press(press_button)
    assert "1" in page.joining.complaint.text()
    choice.set_value("second")
    out = tmp_path / "joined.workshop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    press(press_button)
    joined = Store.open(out)
    assert joined.engagement().place == "西会议室"
    assert "另一位顾问记的" in {note.text for note in joined.state().notes}
    joined.close()


def test_a_reassessment_shows_what_changed(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    new = reassess(session.store, tmp_path / "new.workshop", date(2027, 3, 12))
    again = Session(new, load_words("zh_CN"))
    page = DeliveryPage(again)
    show(qtbot, page)
    page.show_place("after")
    first = next(iter(again.pack.indicators))
    assert first in page.trend.waiting.text()
    before = again.state.past_ratings[0].level or 1
    assert again.do(Store.settle, "indicator", first, min(5, before + 1), "majority", rationale="制度已执行一年")
    assert page.trend.changed.rowCount() == 1
    picture = page.trend.radar.picture()
    assert picture is not None and any(item.id == "line:projected" for item in picture.items)
    again.close()


def test_places_turn_by_the_clicker_and_the_wall_shows_what_needs_attention(page: DeliveryPage) -> None:
    seen = [page.place]
    while page.forward():
        seen.append(page.place)
    assert tuple(seen) == PLACES
    approve(page)
    slide = page.slide()
    assert isinstance(slide, ListSlide)
    assert slide.rows and slide.footer


def test_the_picture_of_dates_has_every_task(page: DeliveryPage) -> None:
    approve(page)
    page.show_place("slips")
    picture = page.slips.picture()
    assert picture is not None
    assert {item.id for item in picture.items if item.id} == {f"task:{row.task.action}" for row in page.rows}
