"""The page of one dimension, driven as a facilitator does: keys and clicks on a real engagement."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import action, cast_all, press, readable, settle_events, show, type_votes
from workshop.model.content import Pack
from workshop.model.errors import Trouble
from workshop.model.store import Store, default_engagement
from workshop.session import Session
from workshop.ui.dimension.derive import Step, shown_facts
from workshop.ui.pages.dimension import DimensionPage
from workshop.ui.wall.slides import CaseSlide, ListSlide, QuestionSlide, RevealSlide
from workshop.words import load_words

NARROW = 1280 - 200 - 304 - 10  # the page on a small screen, beside rail, drawer and a scroll bar
RED = [1, 1, 1, 1, 4, 4, 4, 4, 5, 5, 5, 5]
AMBER = [2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]
GREEN = [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 4]


def made(path: Path, files: dict[str, str], pack: Pack, seats: int, groups: int, **fields: object) -> Session:
    store = Store.create(path / f"{seats}.workshop", files, default_engagement(pack, "试点银行", datetime(2026, 3, 12), **fields))
    for number in range(seats):
        store.add_seat(f"岗位{number + 1}", f"组{'ABCD'[number * groups // seats]}", senior=int(number == 0))
    return Session(store, load_words("zh_CN"))


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> DimensionPage:
    built = DimensionPage(session, "data")
    qtbot.addWidget(built)
    show(built)
    return built


@pytest.fixture
def named(tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication) -> Iterator[Session]:
    session = made(tmp_path, files, pack, 12, 4, vote_mode="named")
    yield session
    session.close()


def vote(page: DimensionPage, levels: list[int], entry: str = "seat") -> None:
    """Open a round, type all votes, reveal it with R."""
    page.desk.choose_entry(entry)
    page.desk.open()
    settle_events()
    if entry == "pile":
        rest = list(levels)
        for row in page.ballot.piles.rows.values():
            count = len(row.entry.filled()) + 3
            type_votes(row.entry, rest[:count])
            rest = rest[count:]
    else:
        type_votes(page.ballot.entry, levels)
    press(page, "R")


def narrowest(page: DimensionPage) -> int:
    """The narrowest the page can be without being cut."""
    settle_events()
    layout = page.layout()
    assert layout is not None
    return layout.minimumSize().width()


def drawer_names(page: DimensionPage) -> list[str]:
    return [name for name, _tab in page.drawer()]


# -- one indicator, from question to record ------------------------------------------------------------------------------------


def test_a_whole_indicator_by_keys_and_clicks(page: DimensionPage, session: Session) -> None:
    assert page.place == "4.1" and page.step is Step.FRAME
    assert drawer_names(page) == ["主持词", "依据", "备注"]
    page.desk.choose_entry("seat")
    press(page, "Space")
    assert page.step is Step.BALLOT and page.ballot.isVisible()
    assert page.ballot.entry.hasFocus() or page.ballot.entry.isVisible()

    type_votes(page.ballot.entry, AMBER[:10])
    assert page.ballot.count.text() == "应投 12，已投 10"
    reveal = action(page, "R")
    assert not reveal.enabled and reveal.why == "揭示，还差 2 席"
    press(page, "R")
    assert session.state.last_reveal("indicator", "4.1") is None

    type_votes(page.ballot.entry, AMBER[10:])
    press(page, "R")
    assert page.step is Step.REVEAL and page.reveal.isVisible()
    assert session.state.last_reveal("indicator", "4.1") is not None
    assert drawer_names(page) == ["痛点", "案例", "对标", "备注"]

    press(page, "N")
    assert page.step is Step.BALLOT
    type_votes(page.ballot.entry, [2] * 8 + [3] * 4)
    press(page, "R")
    assert len(page.reveal.strips) == 2
    assert isinstance(page.slide(), RevealSlide) and "→" in page.slide().agreement_before

    press(page, "Space")
    assert page.step is Step.DISCUSS and page.settle.isVisible()
    assert page.settle.picker.value() == 2 and page.settle.basis.value() == "majority"
    assert session.state.record_of("indicator", "4.1") is None, "a proposal is never recorded by itself"

    QTest.mouseClick(page.settle.dissents.add, Qt.MouseButton.LeftButton)
    line = page.settle.dissents.lines[0]
    line.group.setCurrentIndex(1)
    line.group.activated.emit(1)
    QTest.keyClicks(line.text, "office already runs it")
    QTest.keyClicks(page.settle.rationale, "half the lines only")
    assert action(page, "Return").text == "记为 2 级，转到 4.2"
    QTest.keyClick(page.settle.rationale, Qt.Key.Key_Return)
    settle_events()

    record = session.state.record_of("indicator", "4.1")
    assert record is not None and (record.level, record.basis, record.rationale) == (2, "majority", "half the lines only")
    said = session.state.dissents_of(record.id)
    assert [(row.grp, row.text) for row in said] == [(session.state.groups()[0], "office already runs it")]
    assert page.place == "4.2" and page.step is Step.FRAME


def test_changing_a_record_asks_for_its_reason(page: DimensionPage, session: Session) -> None:
    vote(page, AMBER)
    press(page, "Space")
    press(page, "Return")
    page.arrive("4.1")
    assert page.step is Step.SETTLE and page.is_recorded()
    assert not page.settle.reason.isVisible()
    page.settle.picker.options[2].click()
    assert page.settle.reason.isVisible()
    page.settle.basis.options[1].click()
    page.record()
    assert "理由" in page.settle.error() and session.state.level_of("4.1") == 2
    QTest.keyClicks(page.settle.reason, "new evidence")
    page.record()
    assert session.state.level_of("4.1") == 3
    assert len([row for row in session.state.records if row.subject == "4.1"]) == 2


def test_what_is_missing_stands_beside_its_field(page: DimensionPage, session: Session) -> None:
    vote(page, RED)
    press(page, "Space")
    page.record()
    assert page.settle.error() and session.state.record_of("indicator", "4.1") is None
    page.settle.basis.options[1].click()
    assert page.settle.error() == ""
    page.record()
    assert "级" in page.settle.error(), "two camps give no level to propose"
    assert page.place == "4.1"


def test_parking_goes_to_the_lot_once(page: DimensionPage, session: Session) -> None:
    vote(page, RED)
    press(page, "P")
    record = session.state.record_of("indicator", "4.1")
    assert record is not None and record.basis == "parked" and record.level is None
    assert [row.subject for row in session.state.parked] == ["4.1"]
    assert page.place == "4.2"
    page.arrive("4.1")
    page.desk.open()
    cast_all(session, page.desk.turn().ballot.id, RED)  # type: ignore[union-attr]
    press(page, "R")
    press(page, "P")
    assert [row.subject for row in session.state.parked] == ["4.1"]


def test_greens_are_confirmed_at_once_and_reds_never(page: DimensionPage, session: Session) -> None:
    for indicator, levels in (("4.1", GREEN), ("4.2", RED), ("4.3", GREEN), ("4.4", AMBER)):
        page.arrive(indicator)
        vote(page, levels)
    page.arrive("4.2")
    assert action(page, "G").text == "确认 2 项共识"
    press(page, "G")
    recorded = {name: session.state.level_of(name) for name in ("4.1", "4.2", "4.3", "4.4")}
    assert recorded == {"4.1": 3, "4.2": None, "4.3": 3, "4.4": None}
    assert {row.basis for row in session.state.records} == {"consensus"}
    assert page.place == "4.2" and not [one for one in page.bar().ghosts if one.key == "G"]


def test_confirming_the_green_on_screen_goes_on(page: DimensionPage) -> None:
    vote(page, GREEN)
    assert page.step is Step.REVEAL and page.settle.isVisible(), "agreement needs no discussion"
    press(page, "G")
    assert page.place == "4.2"


def test_rounds_end_at_the_rule(page: DimensionPage) -> None:
    for _round in range(3):
        vote(page, RED)
    again = action(page, "N")
    assert not again.enabled and again.why == "已投满 3 轮"


# -- secrecy --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["seat", "pass", "pile"])
def test_nothing_tells_a_level_before_the_reveal(page: DimensionPage, session: Session, entry: str) -> None:
    page.desk.choose_entry(entry)
    page.desk.open()
    settle_events()
    before_page, before_slide = sorted(readable(page)), asdict(page.slide())
    turn = page.desk.turn()
    assert turn is not None
    texts = []
    for levels in ([1] * 11, [5] * 11):
        if entry == "pile":
            for number, row in enumerate(page.ballot.piles.rows.values()):
                row._empty()
                type_votes(row.entry, levels[: 3 if number < 3 else 2])
        else:
            for seat, level in zip(session.state.seats, levels, strict=False):
                session.do(Store.cast_vote, turn.ballot.id, seat.id, level)
        settle_events()
        tabs = [text for _name, tab in page.drawer() for text in readable(tab)]
        texts.append((sorted(readable(page)), sorted(tabs), asdict(page.slide()), page.bar().steps, page.heading.pills._pills))
    assert texts[0] == texts[1], "opposite votes look the same"
    assert before_page != texts[0][0] and before_slide != texts[0][2], "the count does move"


def test_abstaining_reads_like_any_vote(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [0, 4])
    words = [page.ballot.grid.tile(seat.id).state_word() for seat in session.state.seats[:2]]
    assert words == ["已投", "已投"]


def test_the_keypad_is_blank_between_two_people(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("pass")
    page.desk.open()
    settle_events()
    keypad = page.ballot.keypad
    assert keypad.isVisible() and not page.ballot.entry.isVisible() and not keypad.picker.isVisible()
    QTest.mouseClick(keypad.start, Qt.MouseButton.LeftButton)
    assert keypad.picker.isVisible()
    QTest.keyClick(keypad.picker.options[0], Qt.Key.Key_4)
    settle_events()
    assert not keypad.picker.isVisible() and keypad.picker.value() is None
    assert session.state.open_round("indicator", "4.1").voted == {session.state.seats[0].id}  # type: ignore[union-attr]
    assert any("第 2 席" in text for text in readable(keypad))
    QTest.mouseClick(keypad.start, Qt.MouseButton.LeftButton)
    QTest.keyClick(keypad.picker.options[0], Qt.Key.Key_0)
    settle_events()
    assert len(session.state.open_round("indicator", "4.1").voted) == 2  # type: ignore[union-attr]


def test_cases_and_the_survey_wait_for_the_reveal(page: DimensionPage, session: Session) -> None:
    assert "案例" not in drawer_names(page)
    vote(page, GREEN)
    page.cases_tab.show()
    settle_events()
    card = next(iter(page.cases_tab.cards.values()))
    assert not card.wall_button.isEnabled(), "other indicators of the dimension are still to be voted on"
    for indicator in ("4.2", "4.3", "4.4"):
        page.arrive(indicator)
        vote(page, GREEN)
    assert card.wall_button.isEnabled()
    QTest.mouseClick(card.wall_button, Qt.MouseButton.LeftButton)
    assert isinstance(page.slide(), CaseSlide) and "截至" in page.slide().source
    assert session.state.cases
    QTest.mouseClick(card.wall_button, Qt.MouseButton.LeftButton)
    assert isinstance(page.slide(), RevealSlide)
    page.compare_tab.show()
    settle_events()
    name, row = next((name, row) for name, row in page.compare_tab.rows.items() if session.pack.facts[name].share)
    assert not any(session.pack.facts[name].statement in text for text in readable(page.compare_tab))
    QTest.mouseClick(row.segment.options[0], Qt.MouseButton.LeftButton)
    settle_events()
    assert session.state.facts[name] == "yes"
    assert any(session.pack.facts[name].statement in text for text in readable(page.compare_tab))
    for tab in (page.cases_tab, page.compare_tab):
        tab.hide()


def test_anonymous_nobody_is_asked_to_own_up(page: DimensionPage) -> None:
    vote(page, [2] * 11 + [5])
    assert any("请为 2 级和 5 级各找一条依据，谁说都可以。" in text for text in readable(page.reveal))
    slide = page.slide()
    assert isinstance(slide, RevealSlide) and slide.outliers == ()
    assert not any("岗" in text or "席职务" in text for text in (slide.sentence, slide.verdict, slide.next_question))


def test_named_lowest_and_highest_speak_and_outliers_are_ringed(qtbot: QtBot, named: Session) -> None:
    page = DimensionPage(named, "data")
    qtbot.addWidget(page)
    show(page)
    vote(page, [5] + [2] * 10 + [5])
    said = " ".join(readable(page.reveal))
    assert "先请岗位2说 2 级的依据，再请岗位12说 5 级的依据，职务最高的最后说。" in said, "the senior seat speaks last"
    page.arrive("4.2")
    vote(page, [2] * 11 + [5])
    slide = page.slide()
    assert isinstance(slide, RevealSlide) and slide.outliers == (5,)


def test_dissent_offers_only_groups_large_enough(
    qtbot: QtBot, tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication
) -> None:  # fmt: skip
    session = made(tmp_path, files, pack, 3, 3)
    page = DimensionPage(session, "data")
    qtbot.addWidget(page)
    show(page)
    vote(page, [1, 3, 5])
    press(page, "Space")
    QTest.mouseClick(page.settle.dissents.add, Qt.MouseButton.LeftButton)
    group = page.settle.dissents.lines[0].group
    assert [group.itemData(place) for place in range(group.count())] == [""]
    session.close()


# -- seats ----------------------------------------------------------------------------------------------------------------------


def test_presence_and_early_close_within_the_page(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, GREEN[:9])
    away = next(one for one in page.bar().ghosts if "离席" in one.text)
    assert away.text == "第 10 席离席"
    away.run()
    settle_events()
    assert session.state.seats[9].presence == "away"
    assert page.ballot.count.text() == "应投 11，已投 9"
    menu = page.ballot.grid.menu(session.state.seats[10].id)
    next(one for one in menu.actions() if one.text() == "观察").trigger()
    menu.close()
    assert session.state.seats[10].presence == "observer"
    plain = page.bar().plain
    assert plain is not None and plain.text == "提前截止"
    plain.run()
    assert page.ballot.confirm.isVisible() and session.state.last_reveal("indicator", "4.1") is None
    QTest.mouseClick(page.ballot.confirm.leave, Qt.MouseButton.LeftButton)
    assert not page.ballot.confirm.isVisible() and page.step is Step.BALLOT
    plain.run()
    QTest.mouseClick(page.ballot.confirm.go, Qt.MouseButton.LeftButton)
    settle_events()
    shown = session.state.last_reveal("indicator", "4.1")
    assert shown is not None and shown.ballot.early == 1 and page.step is Step.REVEAL


def test_a_click_on_a_tile_goes_to_its_cell_and_a_card_can_be_changed(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [2, 2, 2])
    QTest.mouseClick(page.ballot.grid.tile(session.state.seats[1].id), Qt.MouseButton.LeftButton)
    assert page.ballot.entry.current() == 1
    QTest.keyClick(page.ballot.entry, Qt.Key.Key_Backspace)
    settle_events()
    turn = session.state.open_round("indicator", "4.1")
    assert turn is not None and session.state.seats[1].id not in turn.voted and turn.cast == 2


def test_cancelling_destroys_the_round(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [2, 2, 2])
    next(one for one in page.bar().ghosts if one.text == "作废本轮").run()
    assert page.step is Step.BALLOT
    QTest.mouseClick(page.ballot.confirm.go, Qt.MouseButton.LeftButton)
    settle_events()
    assert page.step is Step.FRAME and session.state.rounds_of("indicator", "4.1") == ()


def test_piles_by_group_are_counted_and_can_be_typed_again(page: DimensionPage, session: Session) -> None:
    assert page.desk.entry == "pile", "anonymous rooms collect shuffled piles"
    press(page, "Space")
    rows = page.ballot.piles.rows
    assert len(rows) == 4
    first = next(iter(rows.values()))
    type_votes(first.entry, [2, 3, 0])
    turn = session.state.open_round("indicator", "4.1")
    assert turn is not None and turn.piles == {first.group: 3} and turn.voted == frozenset()
    assert action(page, "R").why == "揭示，还差 9 张"
    QTest.keyClick(first.entry, Qt.Key.Key_4)
    assert session.state.open_round("indicator", "4.1").cast == 3  # type: ignore[union-attr]
    # another window of the same engagement knows the count only: its pile has to be typed again
    other = DimensionPage(session, "data")
    other.show()
    settle_events()
    line = other.ballot.piles.rows[first.group]
    assert not line.entry.isEnabled()
    QTest.mouseClick(line._again, Qt.MouseButton.LeftButton)
    settle_events()
    assert session.state.open_round("indicator", "4.1").cast == 0 and line.entry.isEnabled()  # type: ignore[union-attr]
    other.close()
    for number, row in enumerate(rows.values()):
        type_votes(row.entry, GREEN[number * 3 : number * 3 + 3])
    press(page, "R")
    shown = session.state.last_reveal("indicator", "4.1")
    assert shown is not None and shown.levels == tuple(sorted(GREEN)) and page.ballot.piles.rows == {}


@pytest.mark.parametrize("seats", [3, 40])
def test_small_and_large_rooms(
    qtbot: QtBot, tmp_path: Path, files: dict[str, str], pack: Pack, dressed: QApplication, seats: int
) -> None:  # fmt: skip
    session = made(tmp_path, files, pack, seats, min(4, seats))
    page = DimensionPage(session, "data")
    qtbot.addWidget(page)
    show(page)
    levels = [1 + number % 5 for number in range(seats)]
    widths = {Step.FRAME: narrowest(page)}
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    widths[Step.BALLOT] = narrowest(page)
    cast_all(session, page.desk.turn().ballot.id, levels)  # type: ignore[union-attr]
    press(page, "R")
    widths[Step.REVEAL] = narrowest(page)
    page.show_step("4.1", Step.DISCUSS)
    page.settle.dissents.add.click()
    widths[Step.DISCUSS] = narrowest(page)
    assert max(widths.values()) <= NARROW, widths
    shown = session.state.last_reveal("indicator", "4.1")
    assert shown is not None and len(shown.votes) == seats
    assert isinstance(page.slide(), RevealSlide) and sum(page.slide().counts) == seats
    session.close()


# -- clicker, pains, recap --------------------------------------------------------------------------------------------------------


def test_a_clicker_moves_and_never_records(page: DimensionPage, session: Session) -> None:
    vote(page, AMBER)
    page.arrive("4.1")
    seen = [(page.place, page.step)]
    log = session.state.log_length
    while page.forward():
        seen.append((page.place, page.step))
    assert session.state.log_length == log
    assert seen[:3] == [("4.1", Step.REVEAL), ("4.1", Step.DISCUSS), ("4.1", Step.SETTLE)]
    assert seen[-2:] == [("", Step.PAINS), ("", Step.RECAP)] and not page.forward()
    while page.back():
        pass
    assert (page.place, page.step) == ("4.1", Step.FRAME) and session.state.log_length == log


def test_an_open_ballot_survives_the_clicker(page: DimensionPage, session: Session) -> None:
    page.desk.choose_entry("seat")
    page.desk.open()
    settle_events()
    type_votes(page.ballot.entry, [3, 3])
    assert page.forward() and page.place == "4.2"
    assert page.back() and page.step is Step.BALLOT
    turn = session.state.open_round("indicator", "4.1")
    assert turn is not None and turn.cast == 2
    type_votes(page.ballot.entry, [3])
    assert session.state.open_round("indicator", "4.1").cast == 3  # type: ignore[union-attr]


def test_pains_lead_to_measures_and_cases(page: DimensionPage, session: Session) -> None:
    vote(page, GREEN)
    page.pains_tab.show()
    settle_events()
    pain, row = next(iter(page.pains_tab.rows.items()))
    QTest.mouseClick(row.toggles()[1], Qt.MouseButton.LeftButton)
    settle_events()
    assert session.state.pains == {pain: 2} and row.weight() == 2
    page.show_step("4.1", Step.PAINS)
    settle_events()
    said = " ".join(readable(page.chain))
    assert session.pack.pains[pain].title in said
    measures = [measure.short for measure in session.pack.measures.values() if pain in measure.pains]
    assert measures and all(name in said for name in measures)
    page.pains_tab.hide()


def test_recap_is_kept_shown_and_leads_on(qtbot: QtBot, page: DimensionPage, session: Session) -> None:
    vote(page, GREEN)
    press(page, "Return")
    page.show_step("4.1", Step.RECAP)
    settle_events()
    page.recap.recap.area.setFocus()
    QTest.keyClicks(page.recap.recap.area, "data first")
    page.recap.recap.area.flush()
    slide = page.slide()
    assert isinstance(slide, ListSlide) and slide.title == "data first" and slide.rows[0][2] == "3 级 · 共识"
    with qtbot.waitSignal(page.go) as went:
        press(page, "Space")
    assert went.args == ["dimension.organization"]


def test_notes_evidence_and_target_are_saved_at_once(page: DimensionPage, session: Session) -> None:
    for tab in (page.notes_tab, page.evidence_tab):
        tab.show()
    settle_events()
    QTest.keyClicks(page.notes_tab.indicator.area, "ask the clerk")
    page.arrive("4.2")  # leaving saves
    assert [(note.subject, note.text) for note in session.state.notes] == [("4.1", "ask the clerk")]
    assert page.notes_tab.indicator.area.text() == ""
    page.evidence_tab.items()[1].options[1].click()
    assert [(row.indicator, row.item, row.status) for row in session.state.evidence] == [("4.2", 1, "missing")]
    page.frame.target.options[3].click()
    assert session.state.targets == {("dimension", "data"): 4}
    page.frame.no_target.click()
    assert session.state.targets == {}
    for tab in (page.notes_tab, page.evidence_tab):
        tab.hide()


def test_typing_is_not_disturbed_by_another_operation(page: DimensionPage, session: Session) -> None:
    vote(page, AMBER)
    press(page, "Space")
    page.settle.rationale.setFocus()
    QTest.keyClicks(page.settle.rationale, "half")
    page.settle.rationale.setCursorPosition(2)
    session.do(Store.tick_pain, next(iter(session.pack.pains)), 1)
    settle_events()
    assert page.settle.rationale.text() == "half" and page.settle.rationale.cursorPosition() == 2


def test_a_draft_stays_with_its_indicator(page: DimensionPage) -> None:
    vote(page, AMBER)
    press(page, "Space")
    QTest.keyClicks(page.settle.rationale, "first")
    page.arrive("4.2")
    vote(page, AMBER)
    press(page, "Space")
    assert page.settle.rationale.text() == ""
    page.arrive("4.1")
    page.show_step("4.1", Step.DISCUSS)
    assert page.settle.rationale.text() == "first"


def test_question_on_the_wall_has_anchors_and_a_count(page: DimensionPage, session: Session) -> None:
    slide = page.slide()
    assert isinstance(slide, QuestionSlide) and slide.cast is None
    assert [text for _headline, text in slide.levels] == [anchor.text for anchor in session.pack.indicators["4.1"].anchors]
    page.desk.choose_entry("seat")
    page.desk.open()
    type_votes(page.ballot.entry, [3])
    slide = page.slide()
    assert isinstance(slide, QuestionSlide) and (slide.cast, slide.due, slide.counted) == (1, 12, "应投 12，已投 1")


def test_settling_without_a_vote_opens_no_benchmark(page: DimensionPage, session: Session) -> None:
    next(one for one in page.bar().ghosts if "直接定级" in one.text).run()
    settle_events()
    assert page.settle.isVisible() and drawer_names(page)[0] == "主持词"
    page.settle.basis.options[4].click()
    assert action(page, "Return").text == "记为不适用，转到 4.2"
    press(page, "Return")
    record = session.state.record_of("indicator", "4.1")
    assert record is not None and record.basis == "not_applicable" and record.ballot == ""


def test_a_refusal_of_the_store_stands_in_the_panel(page: DimensionPage, session: Session) -> None:
    troubles: list[Trouble] = []
    session.failed.connect(troubles.append)
    vote(page, GREEN)
    session.store.open_ballot("indicator", "4.1")  # behind the page's back
    assert not page.settling.record("4.1")
    assert troubles[0].code == "record.open_ballot" and "正在投票" in page.settle.error()


def test_a_window_that_hears_first_gets_the_new_step(qtbot: QtBot, session: Session) -> None:
    pages: list[DimensionPage] = []
    heard: list[tuple[Step, type]] = []

    def ask() -> None:
        heard.extend((page.step, type(page.slide())) for page in pages if page.bar())

    session.changed.connect(ask)  # before the page, as the window does
    page = DimensionPage(session, "data")
    qtbot.addWidget(page)
    show(page)
    pages.append(page)
    page.desk.choose_entry("seat")
    page.desk.open()
    assert heard[-1] == (Step.BALLOT, QuestionSlide)
    cast_all(session, page.desk.turn().ballot.id, GREEN)  # type: ignore[union-attr]
    press(page, "R")
    assert heard[-1] == (Step.REVEAL, RevealSlide) and page.reveal.isVisible()


def test_no_focus_is_left_on_what_a_key_could_press(page: DimensionPage) -> None:
    vote(page, AMBER)
    focus: QWidget | None = page.window().focusWidget()
    assert focus is None or not page.isAncestorOf(focus)


def test_cases_are_filtered_by_bank_type_and_ticked_pain_and_facts_wait_for_their_questions(page: DimensionPage, session: Session) -> None:
    state, pack = session.state, session.pack
    tab = page.cases_tab
    every = tab.chosen(state)
    tab.only_own.setChecked(True)
    own = tab.chosen(state)
    assert own == tuple(case for case in every if state.engagement.bank_type in case.types)
    tab.only_own.setChecked(False)
    tab.only_ticked.setChecked(True)
    assert tab.chosen(state) == ()  # nothing is ticked yet
    pain = next(pain for pain in pack.pains_of(page.dimension.id) if any(pain.id in measure.pains for measure in pack.measures.values()))
    session.do(Store.tick_pain, pain.id, 2)
    ticked = tab.chosen(session.state)
    linked = {case for measure in pack.measures.values() if pain.id in measure.pains for case in measure.cases}
    assert {case.id for case in ticked} == linked & {case.id for case in every}
    assert shown_facts(session.state, pack, page.dimension.id) == ()  # nothing was voted on
    for name in page.dimension.indicators:
        session.do(Store.settle, "indicator", name, 3, "majority")
    assert shown_facts(session.state, pack, page.dimension.id) == pack.facts_of(page.dimension.id)
