"""Cyclic garbage is looked for when the window is quiet, never in the midst of work."""

import gc
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from workshop.ui.collecting import DUE, LOOK_MS, MIDDLE, QUIET, YOUNG, Collector

EXPORT = 9 * YOUNG * MIDDLE  # containers made and kept: as many rounds over the middle-aged as the plan's export sets off


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    before, owner = gc.get_threshold(), QObject()
    gc.collect()
    yield Collector(owner)
    gc.set_threshold(*before)


class Widget:
    """Something that knows itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def rounds() -> Iterator[list[int]]:
    """Generations of the rounds that begin."""
    begun: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            begun.append(facts["generation"])

    gc.callbacks.append(note)
    yield begun
    gc.callbacks.remove(note)


def work(exports: int) -> list[list[int]]:
    """As many containers as so many exports make, all alive."""
    return [[] for _ in range(exports * EXPORT)]


def quiet(collector: Collector) -> bool:
    """Whether one of two looks collected: nothing has run between them."""
    return collector.look() or collector.look()


def test_three_exports_set_off_no_full_round(collector: Collector, rounds: list[int]) -> None:
    kept = work(3)
    assert kept and 2 not in rounds and rounds.count(1) >= DUE


def test_without_a_quiet_moment_python_begins_one_itself(collector: Collector, rounds: list[int]) -> None:
    assert work(15) and 2 in rounds


def test_a_quiet_window_is_tidied_once(collector: Collector) -> None:
    kept = work(3)
    forgotten = Widget()
    gone = weakref.ref(forgotten)
    gc.collect(1)  # it is too old now for the quick rounds
    del forgotten
    gc.collect(1)
    assert kept and gone() is not None
    assert quiet(collector) and gone() is None
    assert not quiet(collector), "nothing is due so soon"


def test_work_is_not_disturbed(collector: Collector) -> None:
    kept = work(3)
    until = time.process_time() + 2 * QUIET * LOOK_MS / 1000
    while time.process_time() < until:
        pass
    assert kept and not collector.look()
    assert collector.look(), "it was only put off"
