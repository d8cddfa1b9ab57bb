"""The preparation: what is typed is saved at once, what is refused stays with its reason, and the day begins when it can."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.pages.prepare import PreparePage
from workshop.ui.prepare.agenda import AgendaSection
from workshop.ui.prepare.documents import DocumentsSection
from workshop.ui.prepare.profile import ProfileSection
from workshop.ui.prepare.seats import SeatsSection
from workshop.ui.prepare.targets import TargetsSection
from workshop.ui.prepare.weights import WeightsSection
from workshop.ui.wall.slides import TitleSlide
from workshop.ui.widgets.fields import Number, TextLine

from .setting import compose, open_session, seat_twelve, show, type_into, vote

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, dressed: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> PreparePage:
    made = PreparePage(session)
    show(qtbot, made)
    return made


def section(page: PreparePage, key: str) -> object:
    page.show_section(key)
    QTest.qWait(0)  # rows made just now are laid out and shown
    return page.sections[key]


# -- basic facts -------------------------------------------------------------------------------------------------------------


def test_a_name_is_saved_when_it_is_left(page: PreparePage, session: Session) -> None:
    own = page.sections["profile"]
    assert isinstance(own, ProfileSection)
    line = own._fields["place"].input
    assert isinstance(line, TextLine)
    type_into(line, "总行三楼")
    assert session.state.engagement.place == "总行三楼"


def test_an_empty_bank_is_refused_where_it_was_typed(page: PreparePage, session: Session) -> None:
    own = page.sections["profile"]
    assert isinstance(own, ProfileSection)
    field = own._fields["bank"]
    assert isinstance(field.input, TextLine)
    type_into(field.input, "")
    assert field.error() == "银行名称不能为空，请填写。"
    assert field.input.text() == ""
    assert session.state.engagement.bank == "澜川城市商业银行"
    session.do(Store.set_profile, place="别处")  # another change redraws, and keeps what was typed
    assert field.input.text() == ""
    type_into(field.input, "澜川农商银行")
    assert field.error() == ""
    assert session.state.engagement.bank == "澜川农商银行"


@pytest.mark.parametrize("day", ["明天", "2026-02-30", "2026/3/1"])
def test_a_date_that_is_none_is_refused(page: PreparePage, session: Session, day: str) -> None:
    own = page.sections["profile"]
    assert isinstance(own, ProfileSection)
    field = own._fields["held_on"]
    assert isinstance(field.input, TextLine)
    type_into(field.input, day)
    assert day in field.error()
    assert session.state.engagement.held_on == "2026-03-14"


def test_a_horizon_out_of_range_says_its_bounds(page: PreparePage, session: Session) -> None:
    own = page.sections["profile"]
    assert isinstance(own, ProfileSection)
    field = own._fields["horizon"]
    assert isinstance(field.input, Number)
    type_into(field.input, "17")
    assert "1 到 16" in field.error()
    assert field.input.text() == "17"
    assert session.state.engagement.horizon == 12


def test_the_vote_mode_is_fixed_after_the_first_vote(page: PreparePage, session: Session) -> None:
    own = page.sections["profile"]
    assert isinstance(own, ProfileSection)
    named = own._mode.options[1]
    QTest.mouseClick(named, LEFT)
    assert session.state.engagement.vote_mode == "named"
    seat_twelve(session)
    vote(session, next(iter(session.pack.indicators)), 3)
    assert not own._mode.options[0].isEnabled()
    assert own._mode.options[0].toolTip() == "已经投过票，记名方式不能再改。"


# -- seats -------------------------------------------------------------------------------------------------------------------


def test_twelve_typical_seats_at_one_click(page: PreparePage, session: Session) -> None:
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    own._empty.asked.emit()
    groups = [seat.grp for seat in session.state.seats]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [3, 3, 3, 3]
    assert [seat.role for seat in session.state.seats if seat.senior] == ["行长"]
    assert not own._empty.isVisible()
    assert own._warnings.text() == ""


def test_a_number_used_twice_stays_typed_and_says_why(page: PreparePage, session: Session) -> None:
    seat_twelve(session)
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    second = session.state.seats[1]
    row = own.rows[second.id]
    type_into(row.number, "1")
    assert row.complaint.isVisible()
    assert row.complaint.text() == "第 1 席已经有了。请换一个席位号。"
    assert row.number.text() == "1"
    assert session.state.seat(second.id).number == 2
    type_into(row.number, "13")
    assert not row.complaint.isVisible()
    assert session.state.seat(second.id).number == 13


def test_a_row_stays_the_same_widget_when_others_come_and_go(page: PreparePage, session: Session) -> None:
    seat_twelve(session)
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    kept, gone = session.state.seats[5].id, session.state.seats[0].id
    row = own.rows[kept]
    row.role.setFocus()
    compose(row.role, "甲")
    QTest.mouseClick(own.rows[gone].remove, LEFT)
    assert gone not in own.rows
    assert own.rows[kept] is row
    assert "甲" in row.role.text()


def test_a_seat_that_voted_cannot_be_removed_and_says_so(page: PreparePage, session: Session) -> None:
    seat_twelve(session)
    vote(session, next(iter(session.pack.indicators)), 3)
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    first = session.state.seats[0]
    QTest.mouseClick(own.rows[first.id].remove, LEFT)
    assert "不能删除" in own.rows[first.id].complaint.text()
    assert len(session.state.seats) == 12


def test_small_groups_and_posts_named_twice_are_told(page: PreparePage, session: Session) -> None:
    seat_twelve(session)
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    seats = session.state.seats
    session.do(Store.remove_seat, seats[0].id)
    session.do(Store.set_seat, seats[4].id, role=seats[5].role)
    assert "决策层只有 2 席" in own._warnings.text()
    assert f"职务都是“{seats[5].role}”" in own._warnings.text()
    session.do(Store.set_profile, vote_mode="named")
    assert "决策层" not in own._warnings.text()


def test_who_speaks_last_and_leaves_early_is_told(page: PreparePage, session: Session) -> None:
    seat_twelve(session)
    agenda = section(page, "agenda")
    assert isinstance(agenda, AgendaSection)
    QTest.mouseClick(agenda.presets.options[0], LEFT)
    own = section(page, "seats")
    assert isinstance(own, SeatsSection)
    first = session.state.seats[0]
    session.do(Store.set_seat, first.id, senior=1)
    type_into(own.rows[first.id].finish, "16：00")
    assert session.state.seat(first.id).present_to == "16:00"
    assert "赶不上“诊断总览”" in own._warnings.text()
    type_into(own.rows[first.id].start, "10:00")
    assert "10:00 到会，错过“金融科技战略”" in own._warnings.text()
    type_into(own.rows[first.id].finish, "傍晚")
    assert "傍晚" in own.rows[first.id].complaint.text()
    assert session.state.seat(first.id).present_to == "16:00"


# -- weights and targets -----------------------------------------------------------------------------------------------------


def test_weights_are_saved_only_when_they_sum_to_a_hundred(page: PreparePage, session: Session) -> None:
    own = section(page, "weights")
    assert isinstance(own, WeightsSection)
    before = dict(session.state.weights)
    first, second = list(own.boxes)[:2]
    type_into(own.boxes[first], "20")
    assert own.sum.text() == "合计 102%"
    assert own.complaint.text() == "合计多出 2，没有保存。请调到 100。"
    assert dict(session.state.weights) == before
    session.do(Store.set_profile, place="别处")
    assert own.boxes[first].text() == "20"
    type_into(own.boxes[second], "16")
    assert session.state.weights[first] == 2000
    assert session.state.weights[second] == 1600
    assert not own.complaint.isVisible()


@pytest.mark.parametrize("text", ["", "abc", "-1", "101", "1.234", "nan"])
def test_a_weight_that_is_none_is_marked(page: PreparePage, session: Session, text: str) -> None:
    own = section(page, "weights")
    assert isinstance(own, WeightsSection)
    box = next(iter(own.boxes.values()))
    type_into(box, text)
    assert "0 到 100" in own.complaint.text()
    assert sum(session.state.weights.values()) == 10_000


def test_the_reports_weights_come_back_at_one_click(page: PreparePage, session: Session) -> None:
    own = section(page, "weights")
    assert isinstance(own, WeightsSection)
    names = list(session.pack.dimensions)
    session.do(Store.set_weights, {name: 10_000 if name == names[0] else 0 for name in names})
    assert own.boxes[names[0]].text() == "100"
    QTest.mouseClick(own.restore_button, LEFT)
    assert dict(session.state.weights) == {own.id: own.weight for own in session.pack.dimensions.values()}
    QTest.keyClick(own.boxes[names[0]], Qt.Key.Key_Up)
    assert own.boxes[names[0]].text() == "19"


def test_a_target_is_set_explained_and_cleared(page: PreparePage, session: Session) -> None:
    own = section(page, "targets")
    assert isinstance(own, TargetsSection)
    name = next(iter(session.pack.dimensions))
    QTest.mouseClick(own.pickers[name].options[3], LEFT)
    assert session.state.targets["dimension", name] == 4
    assert session.pack.dimensions[name].descriptors[3].headline in own.meanings[name].text()
    QTest.mouseClick(own.clears[name], LEFT)
    assert ("dimension", name) not in session.state.targets


# -- agenda ------------------------------------------------------------------------------------------------------------------


def agenda_of(page: PreparePage, preset: int) -> AgendaSection:
    own = section(page, "agenda")
    assert isinstance(own, AgendaSection)
    QTest.mouseClick(own.presets.options[preset], LEFT)
    return own


def test_a_preset_fills_the_day_with_clock_times(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 0)
    assert own.rows[0].time.text() == "09:00–09:15"
    assert "17:44" in own.sum.text()
    assert [row.time.text() for row in own.rows if row.title.text() == "午餐与午休"] == ["12:00–13:30"]
    assert session.state.engagement.preset == "full"


def test_minutes_move_everything_after_them(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 1)
    type_into(own.rows[0].minutes, "20")
    assert session.state.agenda[0].minutes == 20
    assert own.rows[1].time.text().startswith("09:20")


def test_minutes_out_of_range_stay_and_say_why(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 0)
    before = session.state.agenda[2].minutes
    type_into(own.rows[2].minutes, "900")
    assert own.rows[2].complaint.text() == "时长“900”无效，请填 0 到 600 的整数分钟。"
    assert own.rows[2].minutes.text() == "900"
    assert session.state.agenda[2].minutes == before


def test_order_titles_and_breaks_are_the_rooms(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 1)
    kinds = [item.kind for item in session.state.agenda]
    QTest.mouseClick(own.rows[1].up, LEFT)
    assert [item.kind for item in session.state.agenda][:2] == [kinds[1], kinds[0]]
    type_into(own.rows[0].title, "热身")
    assert session.state.agenda[0].title == "热身"
    type_into(own.rows[0].title, "")
    assert session.state.agenda[0].title == ""
    assert own.rows[0].title.text() == "试评"
    count = len(session.state.agenda)
    own._add_break("tea")
    assert len({(item.kind, item.subject) for item in session.state.agenda}) == count + 1
    QTest.mouseClick(own.rows[-1].remove, LEFT)
    assert len(own.rows) == count
    assert not own.rows[0].up.isEnabled()
    assert not own.rows[-1].down.isEnabled()


def test_a_late_end_is_warned_of(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 0)
    assert not own.late.isVisible()
    type_into(own.start, "10:30")
    assert session.state.engagement.day_start == "10:30"
    assert own.late.isVisible()
    assert "才结束" in own.late.text()
    type_into(own.start, "十点")
    assert "十点" in own._start.error()
    assert session.state.engagement.day_start == "10:30"


def test_one_dimension_is_chosen_by_name(page: PreparePage, session: Session) -> None:
    own = agenda_of(page, 3)
    last = list(session.pack.dimensions)[-1]
    own.dimension.set_value(last)
    own.dimension.chosen.emit(last)
    assert [item.subject for item in session.state.agenda if item.kind == "dimension"] == [last]


# -- documents and the way on ------------------------------------------------------------------------------------------------


def test_documents_are_ticked_off(page: PreparePage, session: Session) -> None:
    own = section(page, "documents")
    assert isinstance(own, DocumentsSection)
    assert len(own.choices) == sum(len(one.evidence) for one in session.pack.indicators.values())
    key = next(iter(own.choices))
    QTest.mouseClick(own.choices[key].options[0], LEFT)
    assert [(item.indicator, item.item, item.status) for item in session.state.evidence] == [(*key, "handed")]
    assert "已交 1 份" in own._sum.text()


def test_the_day_begins_with_a_bank_and_three_seats(page: PreparePage, session: Session, qtbot: QtBot) -> None:
    primary = page.bar().primary
    assert primary is not None
    assert not primary.enabled
    assert primary.why == "开始会议前，还差 3 席"
    seat_twelve(session)
    primary = page.bar().primary
    assert primary is not None
    assert primary.enabled
    with qtbot.waitSignal(page.go) as asked:
        primary.run()
    assert asked.args == ["open"]


def test_a_clicker_walks_through_the_sections(page: PreparePage) -> None:
    assert not page.back()
    walked = [page.current]
    while page.forward():
        walked.append(page.current)
    assert walked == list(page.names)
    assert page.bar().current == len(walked) - 1
    page.arrive("seats")
    assert page.current == "seats"


def test_the_wall_shows_the_bank_meanwhile(page: PreparePage) -> None:
    slide = page.slide()
    assert isinstance(slide, TitleSlide)
    assert slide.title == "澜川城市商业银行"
    assert "2026年3月14日" in slide.lines
