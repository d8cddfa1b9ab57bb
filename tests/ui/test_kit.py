"""The tools of every page by keys in the real console: palette, search, notes, parking lot, prompter, and who gets which key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.pages.setting import compose
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.main_window import MainWindow
from workshop.ui.pages import pages_of
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.wall.slides import QuestionSlide, SampleSlide, TitleSlide
from workshop.ui.wall.window import Cover

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key


@pytest.fixture
def console(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.go("dimension.data/4.2")
    leave(made)
    yield made
    made.close()


def press(qtbot: QtBot, console: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """A key as the system delivers it: to what has the focus."""
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus if focus is not None and focus.window() is console else console, key, held)


def leave(console: MainWindow) -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()


def choose(qtbot: QtBot, console: MainWindow, typed: str) -> None:
    """Ctrl+K, a name, Enter."""
    press(qtbot, console, KEY.Key_K, CTRL)
    compose(console.kit.palette.field, typed)
    press(qtbot, console, KEY.Key_Return)


def test_building_a_page_never_takes_the_keyboard_from_the_console(console: MainWindow) -> None:
    for entry in pages_of(console.session.pack):
        console.go(entry.key)
        QApplication.processEvents()
        assert console.isActiveWindow(), entry.key


def test_the_palette_reaches_every_page_by_chinese_english_and_initials(console: MainWindow, qtbot: QtBot) -> None:
    for typed, key in (
        ("路线图", "roadmap"),
        ("sdjc", "measures"),
        ("parking lot", "parked"),
        ("xdfa", "plan"),
        ("preparation", "prepare"),
    ):
        choose(qtbot, console, typed)
        assert console.page_key() == key, typed
        assert not console.kit.palette.isVisible()
    choose(qtbot, console, "4.3")
    assert console.page().place == "4.3"
    names = {row.name for row in _rows(console, qtbot, "")}
    assert {entry.name(console.words) for entry in pages_of(console.session.pack)} <= names


def _rows(console: MainWindow, qtbot: QtBot, typed: str) -> list:  # type: ignore[type-arg]
    press(qtbot, console, KEY.Key_K, CTRL)
    compose(console.kit.palette.field, typed) if typed else None
    shown = console.kit.palette.shown()
    press(qtbot, console, KEY.Key_Escape)
    return shown


def test_the_palette_runs_the_pages_own_actions_and_the_walls(console: MainWindow, qtbot: QtBot) -> None:
    choose(qtbot, console, "开始投票")
    assert console.session.state.open_round("indicator", "4.2") is not None
    choose(qtbot, console, "csy")  # 大屏测试页 by inner initials
    assert isinstance(console.stage.wall.slide, SampleSlide)
    press(qtbot, console, KEY.Key_Escape)
    assert isinstance(console.stage.wall.slide, QuestionSlide)
    choose(qtbot, console, "freeze")
    assert console.stage.wall.frozen


def test_the_palette_knows_chinese_while_the_console_speaks_english(session: Session, qtbot: QtBot) -> None:
    from workshop.words import load_words

    session.store.speak("en")
    session.words = load_words("en")
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    for typed, key in (("路线图", "roadmap"), ("lxt", "roadmap"), ("数据", "dimension.data")):
        made.go("prepare")
        leave(made)
        choose(qtbot, made, typed)
        assert made.page_key() == key, typed
    made.close()


def test_the_arrows_choose_and_escape_gives_the_keyboard_back(console: MainWindow, qtbot: QtBot) -> None:
    console.go("parked")
    field = console.page().findChildren(QLineEdit)[-1]
    field.setFocus()
    press(qtbot, console, KEY.Key_K, CTRL)
    assert QApplication.focusWidget() is console.kit.palette.field
    press(qtbot, console, KEY.Key_Down)
    press(qtbot, console, KEY.Key_Down)
    press(qtbot, console, KEY.Key_Up)
    assert console.kit.palette.list.currentRow() == 1
    press(qtbot, console, KEY.Key_Escape)
    assert QApplication.focusWidget() is field


def test_find_goes_to_a_note_by_two_characters(console: MainWindow, qtbot: QtBot, session: Session) -> None:
    session.do(Store.add_note, "note", "indicator", "2.2", "柜面还在补录客户的职业信息")
    press(qtbot, console, KEY.Key_F, CTRL)
    compose(console.kit.finder.field, "补录")
    assert [row.text for row in console.kit.finder.shown()] == ["柜面还在补录客户的职业信息"]
    press(qtbot, console, KEY.Key_Return)
    assert (console.page_key(), console.page().place) == ("dimension.application", "2.2")


def test_s_writes_a_sticky_note_on_what_is_on_screen(console: MainWindow, qtbot: QtBot, session: Session) -> None:
    press(qtbot, console, KEY.Key_S)
    press(qtbot, console, KEY.Key_Return)
    assert console.kit.jot.isVisible() and session.state.notes == ()  # nothing written, nothing kept
    compose(console.kit.jot.text, "问题清单找运营部要")
    press(qtbot, console, KEY.Key_Return)
    assert [(note.kind, note.subject, note.text) for note in session.state.notes] == [("note", "4.2", "问题清单找运营部要")]
    assert not console.kit.jot.isVisible()
    press(qtbot, console, KEY.Key_S)
    press(qtbot, console, KEY.Key_Escape)
    assert not console.kit.jot.isVisible() and len(session.state.notes) == 1


def test_shift_p_parks_a_topic_with_owner_and_date(console: MainWindow, qtbot: QtBot, session: Session) -> None:
    console.go("picture")
    leave(console)
    press(qtbot, console, KEY.Key_P, SHIFT)
    jot = console.kit.jot
    compose(jot.text, "外包人员权限谁来清")
    compose(jot.owner, "信息科技部总经理")
    jot.due.setText("下周")
    press(qtbot, console, KEY.Key_Return)
    assert session.state.parked == () and jot.complaint.isVisible()
    jot.due.setText("2026-04-10")
    press(qtbot, console, KEY.Key_Return)
    parked = session.state.parked[0]
    assert (parked.kind, parked.text, parked.owner, parked.due) == ("topic", "外包人员权限谁来清", "信息科技部总经理", "2026-04-10")


def test_every_step_has_words_to_say_and_phrases(console: MainWindow) -> None:
    for entry in pages_of(console.session.pack):
        console.go(entry.key)
        script = console.kit.script()
        assert script.say and (script.asks or script.phrases), entry.key


def test_the_next_step_is_told_with_the_wall_it_brings_and_no_vote_before_its_reveal(console: MainWindow, session: Session) -> None:
    console.go("dimension.data/4.1")
    name, slide = console.kit.ahead.name, console.kit.ahead.slide
    assert name.startswith("4.2") and isinstance(slide, QuestionSlide) and slide.header.startswith("4.2")
    session.do(Store.open_ballot, "indicator", "4.2")
    turn = session.state.open_round("indicator", "4.2")
    assert turn is not None
    for seat in session.state.seats:
        session.do(Store.cast_vote, turn.ballot.id, seat.id, 5)
    console.go("dimension.data/4.1")
    assert isinstance(console.kit.ahead.slide, QuestionSlide)
    console.page().forward()
    assert isinstance(console.kit.ahead.slide, QuestionSlide)  # the open ballot's own question
    while console.page().forward():
        pass
    assert console.kit.ahead.name == session.pack.dimensions["organization"].short and console.kit.ahead.slide is None


def test_a_phrase_goes_on_the_wall_or_into_the_text(console: MainWindow, qtbot: QtBot) -> None:
    question = console.stage.wall.slide
    phrase = console.kit.script().phrases[1]
    press(qtbot, console, KEY.Key_2, ALT)
    slide = console.stage.wall.slide
    assert isinstance(slide, TitleSlide) and slide.title == phrase
    press(qtbot, console, KEY.Key_Escape)
    assert console.stage.wall.slide == question
    press(qtbot, console, KEY.Key_2, ALT)
    press(qtbot, console, KEY.Key_PageDown)
    assert not isinstance(console.stage.wall.slide, TitleSlide) or console.page_key() != "dimension.data"
    press(qtbot, console, KEY.Key_S)
    press(qtbot, console, KEY.Key_1, ALT)
    assert console.kit.jot.text.text() == console.kit.script().phrases[0]


def test_the_prompter_asks_the_indicators_own_questions_after_the_reveal(console: MainWindow, qtbot: QtBot, session: Session) -> None:
    press(qtbot, console, KEY.Key_F2)
    assert console.kit.prompter.isVisible()
    probe = session.pack.indicators["4.2"].probes[0]
    assert probe not in _texts(console)
    session.store.open_ballot("indicator", "4.2")
    turn = session.store.state().open_round("indicator", "4.2")
    assert turn is not None
    for number, seat in enumerate(session.state.seats):
        session.store.cast_vote(turn.ballot.id, seat.id, 2 if number < 6 else 4)
    session.do(Store.reveal, turn.ballot.id)
    QApplication.processEvents()
    assert probe in _texts(console)
    press(qtbot, console, KEY.Key_Escape)
    assert not console.kit.prompter.isVisible()


def _texts(console: MainWindow) -> list[str]:
    from workshop.ui.widgets.text import Prose

    return [part.text() for part in console.kit.prompter.prompts.findChildren(Prose) if not part.isHidden()]


def test_while_text_is_typed_the_pages_turn_black_does_not_and_the_screen_says_so(console: MainWindow, qtbot: QtBot) -> None:
    console.stage.present()
    console.go("parked")
    field = console.page().findChildren(QLineEdit)[-1]
    console.activateWindow()
    field.setFocus()
    assert console.kit.hint.isVisible()
    for key in (KEY.Key_B, KEY.Key_Period, KEY.Key_R, KEY.Key_S, KEY.Key_T):
        press(qtbot, console, key)
    assert console.stage.wall.cover is Cover.NONE and not console.kit.jot.isVisible()
    press(qtbot, console, KEY.Key_PageUp)
    assert console.page_key() == "dimension.technology"
    field.clearFocus()
    assert not console.kit.hint.isVisible()


def test_no_key_acts_while_an_input_method_composes(console: MainWindow, qtbot: QtBot) -> None:
    console.go("parked")
    field = console.page().findChildren(QLineEdit)[-1]
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("shuju", []))
    for key in (KEY.Key_PageDown, KEY.Key_Escape, KEY.Key_Return):
        press(qtbot, console, key)
    assert console.page_key() == "parked"
    compose(field, "数据")
    press(qtbot, console, KEY.Key_PageDown)
    assert console.page_key() == "picture"


@pytest.mark.parametrize("composing", [False, True], ids=["typing", "composing"])
def test_quick_mode_runs_by_real_keys_and_never_from_a_text_field(
    console: MainWindow, qtbot: QtBot, session: Session, composing: bool
) -> None:
    """Q for the whole dimension, N for the next indicator before any reveal, Shift+R for all that is complete."""
    page = console.page()
    assert isinstance(page, DimensionPage)
    console.frame.drawer.set_current(len(page.drawer()) - 1)
    QApplication.processEvents()
    recap = page.notes_tab.recap.area
    page.desk.choose_entry("seat")
    assert recap.isVisible()

    def complete(kind: str, subject: str) -> None:
        turn = session.state.open_round(kind, subject)
        assert turn is not None, "the key opened it"
        for seat in session.state.seats:
            session.do(Store.cast_vote, turn.ballot.id, seat.id, 3)

    def in_a_field(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """The key while somebody writes a note, or is in the middle of a syllable: it is a letter and nothing else."""
        here = (page.indicator(), page.step, session.state.rounds)
        recap.setFocus()
        assert recap.hasFocus()
        if composing:
            QApplication.sendEvent(recap, QInputMethodEvent("zu", []))
        qtbot.keyClick(recap, key, held)
        assert (page.indicator(), page.step, session.state.rounds) == here, key
        if composing:
            compose(recap, "组")
        leave(console)

    in_a_field(KEY.Key_Q)
    press(qtbot, console, KEY.Key_Q)
    assert page.indicator() == "data" and session.state.rounds == ()
    page.arrive("4.1")
    leave(console)
    press(qtbot, console, KEY.Key_Space)
    complete("indicator", "4.1")
    in_a_field(KEY.Key_N)
    press(qtbot, console, KEY.Key_N)
    assert page.indicator() == "4.2"
    complete("indicator", "4.2")
    in_a_field(KEY.Key_R, SHIFT)
    press(qtbot, console, KEY.Key_R, SHIFT)
    assert [turn.revealed for turn in session.state.rounds] == [True, True]


def test_the_clicker_runs_in_either_window_and_never_touches_a_ballot(console: MainWindow, qtbot: QtBot, session: Session) -> None:
    console.stage.present()
    session.do(Store.open_ballot, "indicator", "4.2")
    turn = session.state.open_round("indicator", "4.2")
    assert turn is not None
    for seat in session.state.seats:
        session.do(Store.cast_vote, turn.ballot.id, seat.id, 3)
    before = (session.state.rounds, session.state.records)
    for window in (console, console.stage.wall):
        for key in (KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_F5, KEY.Key_B, KEY.Key_B, KEY.Key_Period, KEY.Key_Period):
            leave(console)
            qtbot.keyClick(window, key)
            assert (session.state.rounds, session.state.records) == before, key
    qtbot.keyClick(console.stage.wall, KEY.Key_B)
    assert console.stage.wall.cover is Cover.BLACK
    qtbot.keyClick(console.stage.wall, KEY.Key_F5, SHIFT)  # from here: covers and freezes give way
    assert console.stage.wall.cover is Cover.NONE
    qtbot.keyClick(console.stage.wall, KEY.Key_Escape)
    assert not console.stage.wall.isVisible()


def test_the_wall_enlarges_and_goes_back(console: MainWindow, qtbot: QtBot) -> None:
    usual = console.stage.wall.picture(320, 180)
    press(qtbot, console, KEY.Key_Equal, CTRL)
    press(qtbot, console, KEY.Key_Plus, CTRL)
    assert console.stage.wall.zoom == pytest.approx(1.5625)
    assert console.stage.wall.picture(320, 180) != usual
    console.stage.present()
    qtbot.mouseClick(console.stage.wall, Qt.MouseButton.LeftButton)
    press(qtbot, console, KEY.Key_0, CTRL)
    assert console.stage.wall.zoom == 1.0 and console.stage.wall.picture(320, 180) == usual
