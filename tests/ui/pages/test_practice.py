"""The practice question: the same ballot on a neutral subject, and nothing is recorded."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.desk import action, press, readable, settle_events, show, type_votes
from workshop.session import Session
from workshop.ui.dimension.derive import Step
from workshop.ui.pages.practice import PracticePage
from workshop.ui.wall.slides import QuestionSlide, RevealSlide


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PracticePage:
    built = PracticePage(session)
    qtbot.addWidget(built)
    show(built)
    return built


def test_the_trial_runs_by_keys(qtbot: QtBot, page: PracticePage, session: Session) -> None:
    slide = page.slide()
    assert isinstance(slide, QuestionSlide) and slide.question == session.pack.practice.question
    assert tuple(text for _level, text in slide.levels) == session.pack.practice.levels
    page.desk.choose_entry("seat")
    press(page, "Space")
    assert page.step is Step.BALLOT
    type_votes(page.ballot.entry, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1])
    assert not action(page, "R").enabled
    type_votes(page.ballot.entry, [0])
    press(page, "R")
    assert page.step is Step.REVEAL and isinstance(page.slide(), RevealSlide)
    assert page.slide().counts == (3, 2, 2, 2, 2)
    press(page, "N")
    assert page.step is Step.BALLOT and page.desk.turn().ballot.round == 2  # type: ignore[union-attr]
    type_votes(page.ballot.entry, [3] * 12)
    press(page, "R")
    assert len(page.reveal.strips) == 2
    assert "建议：试到这里，转入正式评级。" in list(readable(page.discuss))
    with qtbot.waitSignal(page.go) as went:
        press(page, "Space")
    assert went.args == ["dimension.strategy"]
    assert session.state.records == ()


def test_the_clicker_opens_nothing(page: PracticePage, session: Session) -> None:
    assert not page.forward() and not page.back()
    assert session.state.rounds == ()
    press(page, "Space")
    settle_events()
    assert page.back() and page.step is Step.FRAME
    assert page.forward() and page.step is Step.BALLOT
    assert not page.forward()


def test_the_trial_may_be_left_out(qtbot: QtBot, page: PracticePage) -> None:
    with qtbot.waitSignal(page.go) as went:
        page.bar().ghosts[0].run()
    assert went.args == ["dimension.strategy"]


def test_piles_by_default_in_an_anonymous_room(page: PracticePage) -> None:
    press(page, "Space")
    assert page.ballot.piles.isVisible() and not page.ballot.entry.isVisible()
