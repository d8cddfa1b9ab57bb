"""Widgets: what keys and clicks do, what they tell, and that no vote shows before the reveal."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery
from workshop.ui.frame import CONTENT, Frame
from workshop.ui.page import Action, Bar
from workshop.ui.theme import dress, load_fonts, load_looks
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.casecard import CaseCard
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.drawer import Drawer
from workshop.ui.widgets.factrow import FactRow
from workshop.ui.widgets.fastentry import FastEntry
from workshop.ui.widgets.fields import Field, Number, TextArea, TextLine
from workshop.ui.widgets.grid import Column, Grid, Row
from workshop.ui.widgets.keycap import key_word
from workshop.ui.widgets.ladder import Ladder, five_columns
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.lights import LightBadge
from workshop.ui.widgets.notice import EmptyState, Notice
from workshop.ui.widgets.painrow import PainRow
from workshop.ui.widgets.rail import Rail
from workshop.ui.widgets.seattile import SeatTile
from workshop.ui.widgets.segment import Pill, PillBar, Segment
from workshop.ui.widgets.stepbar import StepBar
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.votestrip import VoteRound, VoteStrip
from workshop.words import Words, load_words

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OPTIONS = (("c", "共识"), ("m", "多数"), ("l", "领导决定"))


@pytest.fixture
def words(qapp: QApplication) -> Words:
    load_fonts()
    dress(qapp, load_looks().light)
    return load_words("zh_CN")


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget in a window that is active, so that keys reach it."""

    kept: list[QWidget] = []  # a window without a reference in Python is gone

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addWidget(QLineEdit())
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widget.setFocus()
        return widget

    return show


Show = Callable[[QWidget], QWidget]


def heard(signal: object) -> list[tuple[object, ...]]:
    """Everything a signal says from now on."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *values: said.append(values))  # type: ignore[attr-defined]
    return said


def spoken(widget: QWidget) -> str:
    """Everything a screen reader or a pointer could learn from a widget and its parts."""
    parts = [widget, *widget.findChildren(QWidget)]
    return " ".join(f"{one.accessibleName()} {one.accessibleDescription()} {one.toolTip()} {one.objectName()}" for one in parts)


def pictured(widget: QWidget) -> QImage:
    """Every pixel of a widget, on white."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    widget.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


# -- fast entry -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def entry(words: Words, shown: Show) -> FastEntry:
    made = FastEntry(words)
    made.set_cells(("甲", "乙", "丙", "丁"))
    shown(made)
    return made


def test_digits_advance_by_themselves_and_zero_abstains(entry: FastEntry) -> None:
    said, done = heard(entry.entered), heard(entry.completed)
    QTest.keyClicks(entry, "3052")
    assert said == [(0, 3), (1, None), (2, 5), (3, 2)]
    assert (entry.current(), entry.filled(), done) == (4, frozenset(range(4)), [()])


def test_a_digit_too_many_overwrites_nothing(entry: FastEntry) -> None:
    QTest.keyClicks(entry, "1111")
    said = heard(entry.entered)
    QTest.keyClicks(entry, "5")
    assert said == []


def test_other_keys_enter_nothing(entry: FastEntry) -> None:
    said = heard(entry.entered)
    QTest.keyClicks(entry, " 6789aR")
    assert (said, entry.current(), entry.filled()) == ([], 0, frozenset())


def test_full_width_digits_count(entry: FastEntry) -> None:
    said = heard(entry.entered)
    QApplication.sendEvent(entry, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_unknown, Qt.KeyboardModifier.NoModifier, "４"))
    assert said == [(0, 4)]


def test_backspace_takes_back_the_last_entry(entry: FastEntry) -> None:
    gone = heard(entry.cleared)
    QTest.keyClicks(entry, "12")
    QTest.keyClick(entry, KEY.Key_Backspace)
    QTest.keyClick(entry, KEY.Key_Backspace)
    QTest.keyClick(entry, KEY.Key_Backspace)
    assert (gone, entry.current(), entry.filled()) == ([(1,), (0,)], 0, frozenset())


def test_tab_is_the_next_seat_and_control_tab_leaves(entry: FastEntry) -> None:
    QTest.keyClick(entry, KEY.Key_Tab)
    QTest.keyClick(entry, KEY.Key_Tab)
    QTest.keyClick(entry, KEY.Key_Backtab, SHIFT)
    assert entry.current() == 1 and entry.hasFocus()
    QTest.keyClick(entry, KEY.Key_Tab, CONTROL)
    assert not entry.hasFocus()


def test_after_a_gap_the_caret_returns_to_it(entry: FastEntry) -> None:
    QTest.keyClick(entry, KEY.Key_Tab)
    QTest.keyClicks(entry, "333")
    assert entry.current() == 0
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton, pos=entry.cell_rect(2).center().toPoint())
    assert entry.current() == 2


def test_no_input_method_composes_in_the_entry(entry: FastEntry) -> None:
    assert not entry.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_cells_wrap_after_twelve(entry: FastEntry) -> None:
    entry.set_cells([str(place) for place in range(14)])
    assert entry.cell_rect(12).left() == entry.cell_rect(0).left() and entry.cell_rect(12).top() > entry.cell_rect(11).bottom()


@pytest.mark.parametrize("typed", ["1", "2", "3", "4", "5", "0"])
def test_an_entry_looks_and_reads_the_same_whatever_was_typed(words: Words, shown: Show, typed: str) -> None:
    typed_in, other = FastEntry(words), FastEntry(words)
    for one in (typed_in, other):
        one.set_cells(("甲", "乙", "丙"))
    shown(typed_in)
    QTest.keyClicks(typed_in, typed)
    typed_in.clearFocus()
    other.set_filled((0,))
    other.set_current(1)
    other.resize(typed_in.size())
    assert spoken(typed_in) == spoken(other)
    assert pictured(typed_in) == pictured(other)
    plain = (int, str, set, tuple)
    kept = [{name: value for name, value in vars(one).items() if isinstance(value, plain)} for one in (typed_in, other)]
    assert kept[0] == kept[1]  # what was typed is not even remembered


# -- seats ----------------------------------------------------------------------------------------------------------------------


def test_an_abstention_is_a_vote_like_any_other_until_the_reveal(words: Words, qtbot: QtBot) -> None:
    cast, abstained = SeatTile(words), SeatTile(words)
    for tile, state in ((cast, "cast"), (abstained, "abstained")):
        qtbot.addWidget(tile)
        tile.set_seat(4, "零售业务部", "业务条线", state)
        tile.resize(266, 92)
    assert spoken(cast) == spoken(abstained) and "弃权" not in spoken(abstained)
    assert pictured(cast) == pictured(abstained)
    abstained.set_seat(4, "零售业务部", "业务条线", "abstained", revealed=True)
    assert "弃权" in spoken(abstained)


def test_every_state_of_a_seat_has_its_word(words: Words, qtbot: QtBot) -> None:
    tile = SeatTile(words)
    qtbot.addWidget(tile)
    for state, word in (("cast", "已投"), ("entering", "正在录入"), ("waiting", "待投"), ("away", "离席"), ("observer", "观察")):
        tile.set_seat("八", "信息科技部", "科技与运营", state)
        assert tile.accessibleName() == f"八，信息科技部，科技与运营，{word}"
    with pytest.raises(ValueError):
        tile.set_seat(1, "", "", "level 4")


# -- choices --------------------------------------------------------------------------------------------------------------------


def test_a_level_is_chosen_by_its_digit_or_by_arrows(words: Words, shown: Show) -> None:
    picker = LevelPicker(words)
    shown(picker)
    picker.options[0].setFocus()
    said = heard(picker.chosen)
    QTest.keyClick(picker.options[0], KEY.Key_4)
    assert picker.value() == 4 and picker.options[3].hasFocus()
    QTest.keyClick(picker.options[3], KEY.Key_Right)
    QTest.keyClick(picker.options[4], KEY.Key_Left)
    assert [value for (value,) in said] == [4, 5, 4] and picker.value() == 4


def test_showing_a_level_tells_nobody(words: Words, qtbot: QtBot) -> None:
    picker = LevelPicker(words)
    qtbot.addWidget(picker)
    said = heard(picker.chosen)
    picker.set_value(2)
    picker.set_value(None)
    assert said == [] and picker.value() is None


def test_a_secret_keypad_forgets_at_once(words: Words, shown: Show) -> None:
    picker = LevelPicker(words, sticky=False)
    shown(picker)
    said = heard(picker.chosen)
    QTest.mouseClick(picker.options[2], Qt.MouseButton.LeftButton)
    assert [value for (value,) in said] == [3]
    assert picker.value() is None and not any(option.isChecked() for option in picker.options)


def test_a_segment_is_one_tab_stop_and_arrows_choose(words: Words, shown: Show) -> None:
    segment = Segment(OPTIONS, "依据")
    segment.set_value("m")
    shown(segment)
    assert [option.focusPolicy() for option in segment.options].count(Qt.FocusPolicy.StrongFocus) == 1
    said = heard(segment.chosen)
    segment.options[1].setFocus()
    QTest.keyClick(segment.options[1], KEY.Key_Right)
    QTest.keyClick(segment.options[2], KEY.Key_Right)
    QTest.keyClick(segment.options[0], KEY.Key_End)
    assert [value for (value,) in said] == ["l", "c", "l"] and segment.value() == "l"


def test_a_segment_skips_what_is_off_and_keeps_its_choice(words: Words, shown: Show) -> None:
    segment = Segment(OPTIONS, "依据")
    shown(segment)
    segment.set_option_enabled("m", False, "有分歧时不能按共识记")
    segment.set_value("c")
    segment.options[0].setFocus()
    QTest.keyClick(segment.options[0], KEY.Key_Right)
    assert segment.value() == "l"
    segment.set_options((*OPTIONS, ("p", "待议")))
    assert segment.value() == "l"
    segment.set_options((("p", "待议"),))
    assert segment.value() == ""


def test_pills_say_their_light_in_words(words: Words, qtbot: QtBot) -> None:
    bar = PillBar("指标")
    qtbot.addWidget(bar)
    bar.set_pills((Pill("a", "4.1", light="consensus", light_word="共识"), Pill("b", "4.2", note="7 / 9")))
    assert [option.accessibleName() for option in bar.options] == ["4.1 共识", "4.2 7 / 9"]
    said = heard(bar.chosen)
    bar.options[1].click()
    assert said == [("b",)] and bar.value() == "b"


def test_a_dropdown_tells_only_what_the_user_chose(words: Words, shown: Show) -> None:
    drop = Dropdown(OPTIONS, "依据")
    said = heard(drop.chosen)
    drop.set_value("m")
    assert (said, drop.value()) == ([], "m")
    shown(drop)
    QTest.keyClick(drop, KEY.Key_Down)
    assert said == [("l",)] and drop.value() == "l"


def test_a_check_is_pressed_on_its_words_too(words: Words, shown: Show) -> None:
    check = Check("异议写进方案")
    shown(check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()


# -- bars -----------------------------------------------------------------------------------------------------------------------


def test_the_step_bar_runs_the_latest_action_without_new_buttons(words: Words, shown: Show) -> None:
    bar = StepBar(words)
    shown(bar)
    ran: list[int] = []
    for turn in (1, 2):
        bar.show_bar(Bar(("投票", "揭示"), 0, primary=Action("记为 2 级", lambda turn=turn: ran.append(turn), "Return")))  # type: ignore[misc]
    first = bar.primary()
    assert bar.press_primary() and ran == [2] and bar.primary() is first


def test_an_action_that_is_off_says_why(words: Words, shown: Show) -> None:
    bar = StepBar(words)
    shown(bar)
    bar.show_bar(Bar(primary=Action("揭示", lambda: None, "R", False, "揭示，还差 2 席")))
    primary = bar.primary()
    assert primary is not None and primary.accessibleName() == "揭示，还差 2 席" and not bar.press_primary()


def test_key_caps_follow_the_text_field(words: Words, shown: Show) -> None:
    bar = StepBar(words)
    shown(bar)
    bar.show_bar(Bar(primary=Action("记为 2 级", lambda: None, "Return")))
    primary = bar.primary()
    assert primary is not None and primary.key == "Enter"
    bar.window().findChild(QLineEdit).setFocus()
    assert primary.key == "Ctrl+Enter"
    bar.window().findChild(QLineEdit).clearFocus()
    assert primary.key == "Enter"


@pytest.mark.parametrize(
    ("key", "cap"), [("Return", "Enter"), ("Space", "空格"), ("Ctrl+Z", "Ctrl+Z"), ("Plus", "+"), ("+", "+"), ("", "")]
)
def test_keys_are_named_as_on_the_keyboard(words: Words, key: str, cap: str) -> None:
    assert key_word(words, key) == cap


def test_the_rail_opens_by_click_and_by_keys(words: Words, shown: Show) -> None:
    rail = Rail(words)
    rail.set_items(gallery.RAIL)
    shown(rail)
    rail.set_selected("d4")
    said = heard(rail.chosen)
    lines = rail.lines()
    lines["d4"].setFocus()
    QTest.keyClick(lines["d4"], KEY.Key_Down)
    assert lines["4.1"].hasFocus()
    QTest.keyClick(lines["4.1"], KEY.Key_Return)
    QTest.mouseClick(lines["road"], Qt.MouseButton.LeftButton)
    assert said == [("4.1",), ("road",)] and rail.selected() == "d4"
    assert lines["4.2"].accessibleName() == "4.2 数据管控，待讨论"


def test_the_top_bar_says_when_time_is_over_and_when_saving_failed(words: Words, qtbot: QtBot) -> None:
    frame = gallery.frame(words)
    qtbot.addWidget(frame)
    calm = spoken(frame.top)
    frame.top.set_step_clock("讨论", 500, 480)
    frame.top.set_failure("保存失败，请换一个位置")
    assert "已超时" in spoken(frame.top) and "已超时" not in calm
    assert "讨论 已用 8:20，共 8:00" in spoken(frame.top) and "保存失败，请换一个位置" in spoken(frame.top)


# -- rows and cards -------------------------------------------------------------------------------------------------------------


def test_votes_stand_under_the_columns_of_the_ladder(words: Words, qtbot: QtBot) -> None:
    columns = five_columns(814)
    assert [round(width) for _, width in columns] == pytest.approx([156] * 5, abs=1)
    assert columns[0][0] == 0 and columns[-1][0] + columns[-1][1] == 814
    ladder = Ladder(words)
    qtbot.addWidget(ladder)
    ladder.set_rungs(gallery.RUNGS)
    ladder.set_now(2, False)
    ladder.set_target(4, "2028")
    assert "2 级，制度起步，拟记现状" in spoken(ladder) and "4 级，平台支撑，目标 2028" in spoken(ladder)
    assert ladder.heightForWidth(814) == 24 + 158 and ladder.heightForWidth(420) > 200
    ladder.set_compact(True)
    assert ladder.heightForWidth(814) < 24 + 158


def test_a_strip_grows_for_many_votes_and_folds(words: Words, qtbot: QtBot) -> None:
    strip = VoteStrip(words)
    qtbot.addWidget(strip)
    heights = []
    for votes in (7, 8, 15):
        strip.set_round(VoteRound("第 1 轮", "10:02", "discuss", "待讨论", "句子", "中位 2 级", (0, votes, 0, 0, 0), (2,)))
        heights.append(strip.sizeHint().height())
    assert heights == [66, 86, 66]
    strip.set_folded(True)
    assert strip.sizeHint().height() == 28
    assert strip.accessibleName() == "第 1 轮，待讨论，句子，中位 2 级"


def test_a_pain_point_is_weighed_and_taken_back(words: Words, qtbot: QtBot) -> None:
    row = PainRow(words, "p", "同一指标各报各的")
    qtbot.addWidget(row)
    said = heard(row.weighed)
    there, heavy = row.toggles()
    for toggle in (there, heavy, heavy):
        toggle.click()
    assert said == [("p", 1), ("p", 2), ("p", 0)] and not heavy.isChecked()


def test_a_fact_is_answered_and_its_share_appears_only_when_given(words: Words, qtbot: QtBot) -> None:
    row = FactRow(words, "f", "设有独立部门")
    qtbot.addWidget(row)
    said = heard(row.answered)
    assert "45" not in spoken(row)
    yes, no = row.segment.options
    for option in (yes, no, no):
        option.click()
    assert said == [("f", True), ("f", False), ("f", None)]
    row.set_share(45, "2019 年")
    assert "受访银行中 45% 有" in spoken(row)


def test_a_case_goes_to_the_wall_only_when_allowed(words: Words, qtbot: QtBot) -> None:
    card = CaseCard(words, gallery.CASE)
    qtbot.addWidget(card)
    said = heard(card.wall_asked)
    card.set_wall_allowed(False, "揭示之后才能推上大屏")
    card.wall_button.click()
    card.set_wall_allowed(True)
    card.wall_button.click()
    assert said == [("c",)]


@pytest.fixture
def grid(shown: Show, words: Words) -> Grid:
    made = Grid((Column("举措"), Column("预算", 80, "right", editable=True)), "举措")
    made.set_rows([Row("a", ("甲", "10")), Row("b", ("乙", "20")), Row("c", ("丙", "30"))])
    shown(made)
    return made


def test_a_grid_tells_choice_opening_and_typing(grid: Grid) -> None:
    chosen, opened, edited = heard(grid.chosen), heard(grid.opened), heard(grid.edited)
    grid.set_selected("a")
    assert chosen == []
    grid.setCurrentCell(0, 0)
    QTest.keyClick(grid, KEY.Key_Down)
    assert chosen[-1] == ("b",) and grid.selected() == "b"
    QTest.keyClick(grid, KEY.Key_Return)
    assert opened == [("b",)]
    item = grid.item(1, 1)
    assert item is not None
    item.setText("25")
    assert edited == [("b", 1, "25")]


def test_a_grid_keeps_choice_and_widgets_when_only_values_change(grid: Grid) -> None:
    grid.set_widget("b", 1, Button("看"))
    kept = grid.widget("b", 1)
    grid.set_selected("b")
    edited = heard(grid.edited)
    grid.set_rows([Row("a", ("甲", "11")), Row("b", ("乙", "21")), Row("c", ("丙", "31"))])
    assert grid.selected() == "b" and grid.widget("b", 1) is kept and edited == []
    grid.set_rows([Row("b", ("乙", "21"))])
    assert grid.selected() == "b" and grid.rowCount() == 1


# -- fields ---------------------------------------------------------------------------------------------------------------------


def test_a_line_is_saved_once_on_enter_and_on_leaving(words: Words, shown: Show) -> None:
    line = TextLine(words, name="理由")
    shown(line)
    said = heard(line.committed)
    QTest.keyClicks(line, "abc")
    assert said == []
    QTest.keyClick(line, KEY.Key_Return)
    line.clearFocus()
    assert said == [("abc",)]


def test_an_area_is_saved_after_a_pause(words: Words, shown: Show, qtbot: QtBot) -> None:
    area = TextArea(words)
    shown(area)
    said = heard(area.committed)
    QTest.keyClicks(area, "because")
    with qtbot.waitSignal(area.committed, timeout=3000):
        assert said == []
    area.clearFocus()
    assert said == [("because",)]


def test_a_saved_text_never_overwrites_what_is_being_typed(words: Words, shown: Show) -> None:
    for field in (TextLine(words), TextArea(words)):
        said = heard(field.committed)
        field.set_text("saved")
        shown(field)
        QTest.keyClick(field, KEY.Key_End)
        QTest.keyClicks(field, "!")
        field.set_text("older")
        assert field.text() == "saved!"
        field.flush()
        field.set_text("newer")
        assert field.text() == "newer" and said == [("saved!",)]


def test_a_number_out_of_bounds_is_marked_and_not_told(words: Words, shown: Show) -> None:
    number = Number(maximum=100, suffix="万元", name="预算")
    shown(number)
    said = heard(number.committed)
    QTest.keyClicks(number, "250")
    QTest.keyClick(number, KEY.Key_Return)
    assert said == [] and number.property("wrong") and number.value() is None
    QTest.keyClick(number, KEY.Key_Backspace)
    QTest.keyClick(number, KEY.Key_Return)
    number.selectAll()
    QTest.keyClick(number, KEY.Key_Delete)
    QTest.keyClick(number, KEY.Key_Return)
    assert said == [(25,), (None,)] and not number.property("wrong")


def test_a_field_says_what_is_wrong_and_counts_near_its_limit(words: Words, qtbot: QtBot) -> None:
    line = TextLine(words, limit=10)
    field = Field("不同意见", line, hint="写依据")
    qtbot.addWidget(field)
    assert line.accessibleName() == "不同意见" and field.error() == ""
    field.set_error("请写明依据")
    assert field.error() == "请写明依据" and line.accessibleDescription() == "请写明依据"
    line.setText("一二三四五六七八九")
    assert "9 / 10" in spoken(field)


# -- news, drawer, frame --------------------------------------------------------------------------------------------------------


def test_a_notice_is_said_and_leaves(words: Words, shown: Show, qtbot: QtBot) -> None:
    notice = Notice(words)
    shown(notice)
    notice.clear()
    assert notice.text() == ""
    acted = heard(notice.acted)
    notice.say("第二块屏幕已接上", action="放映到大屏", seconds=1)
    notice.action().click()
    assert notice.text() == "第二块屏幕已接上" and acted == [()]
    qtbot.waitUntil(lambda: notice.text() == "", timeout=3000)


def test_an_empty_place_asks_for_one_thing(words: Words, qtbot: QtBot) -> None:
    empty = EmptyState("还没有诊断", "新建一个，或先看演示", "新建诊断")
    qtbot.addWidget(empty)
    asked = heard(empty.asked)
    empty.button.click()
    assert asked == [()]


def test_a_badge_without_a_light_is_not_there(words: Words, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    badge = LightBadge(parent=holder)
    assert badge.isHidden()
    badge.set_light("split", "有分歧")
    assert not badge.isHidden() and badge.accessibleName() == "有分歧"


def test_nothing_opens_as_a_window_of_its_own(words: Words) -> None:
    alone = (LightBadge("split", "有分歧"), EmptyState("还没有诊断", "新建一个", "新建"), gallery.controls(words), gallery.dimension(words))
    assert alone and [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()] == []


def test_the_drawer_folds_to_a_strip_and_gives_its_pages_back(words: Words, qtbot: QtBot) -> None:
    drawer = Drawer(words)
    qtbot.addWidget(drawer)
    pages = [Label("痛点"), Label("案例")]
    drawer.set_tabs((("痛点", pages[0]), ("案例", pages[1])))
    told, folded = heard(drawer.tab_chosen), heard(drawer.collapsed_changed)
    drawer.tabs.options[1].click()
    drawer.set_collapsed(True)
    assert (told, folded, drawer.width(), drawer.current()) == ([(1,)], [(True,)], 40, 1)
    drawer.set_collapsed(False)
    assert drawer.width() == 304
    drawer.set_tabs(())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [page.text() for page in pages] == ["痛点", "案例"]


@pytest.mark.parametrize(("size", "drawer"), [((1366, 768), 304), ((1280, 720), 304), ((1680, 960), 360), ((1100, 700), 40)])
def test_the_frame_keeps_its_grid_at_every_size(words: Words, qtbot: QtBot, size: tuple[int, int], drawer: int) -> None:
    frame: Frame = gallery.frame(words)
    qtbot.addWidget(frame)
    page = QWidget()
    frame.set_page(page)
    frame.set_drawer((("备注", Label("备注")),))
    frame.resize(*size)
    frame.show()
    QApplication.processEvents()
    assert (frame.top.height(), frame.rail.width(), frame.step_bar.height(), frame.drawer.width()) == (56, 200, 56, drawer)
    assert frame.page() is page
    right = page.mapTo(frame, page.rect().topRight()).x()
    assert right < frame.width() - drawer and page.width() <= 1080 + 48
    frame.set_drawer(())
    assert frame.drawer.isHidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_widget_can_be_painted_in_both_themes(qapp: QApplication, words: Words, qtbot: QtBot, theme: str) -> None:
    dress(qapp, getattr(load_looks(), theme))
    ground = load_looks().light.colour("bg") if theme == "light" else load_looks().dark.colour("bg")
    for build, size in gallery.PAGES.values():
        widget = build(words)
        qtbot.addWidget(widget)
        widget.resize(*size)
        widget.show()
        picture = widget.grab().toImage()
        seen = {picture.pixelColor(x, y).rgb() for x in range(0, size[0], 7) for y in range(0, size[1], 7)}
        assert ground.rgb() in seen and len(seen) > 5


def test_words_of_users_are_never_markup(words: Words, qtbot: QtBot) -> None:
    wild = "<b>粗</b> &amp; <img src=x>"
    for widget in (Label(wild), Prose(wild), Button(wild), Check(wild)):
        qtbot.addWidget(widget)
        assert widget.accessibleName() == wild


def test_every_control_has_a_name(words: Words, qtbot: QtBot) -> None:
    for build, _size in gallery.PAGES.values():
        widget = build(words)
        qtbot.addWidget(widget)
        stops = [one for one in widget.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(widget)]
        assert stops
        nameless = [type(one).__name__ for one in stops if not one.accessibleName() and type(one) is not QLineEdit]
        assert nameless == []


def test_a_wide_page_takes_all_of_a_large_screen_and_others_stay_readable(dressed: QApplication, qtbot: QtBot) -> None:
    frame, read, chart = Frame(load_words("zh_CN")), QWidget(), QWidget()
    qtbot.addWidget(frame)
    frame.resize(1920, 1080)
    frame.set_page(read)
    frame.set_page(chart, wide=True)
    assert read.maximumWidth() == CONTENT < 1600 < chart.maximumWidth()
