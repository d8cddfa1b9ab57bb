"""Ranking and roadmap: the solver, ten thousand draws with their redraw, a slider to the repaint, and the window while it solves."""

import random
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.demo_file import demo_store
from workshop.model import assessment
from workshop.model.schedule import Item, Mode, Plan, Predecessor, Problem, solve
from workshop.ui.main_window import MainWindow
from workshop.ui.pages.measures import MeasuresPage
from workshop.ui.pages.roadmap import RoadmapPage
from workshop.ui.solving import Solving

from .case import Case, Figure, Limit, timed
from .room import open_room


def crowd(items: int, quarters: int, seed: int = 1) -> Problem:
    """So many items over so many quarters, with links, deadlines and two resources that bind."""
    rng = random.Random(seed)
    made = []
    for at in range(items):
        before = tuple(Predecessor(str(other)) for other in rng.sample(range(at), min(at, rng.randint(0, 2)))) if at % 2 else ()
        demands = {"people": rng.randint(1, 4), "budget": rng.randint(5, 40)}
        made.append(Item(str(at), rng.randint(10, 90), (Mode(rng.randint(1, 3), demands),), predecessors=before))
    people = sum(item.modes[0].duration * float(item.modes[0].demands["people"]) for item in made) / quarters * 1.35
    budget = sum(item.modes[0].duration * float(item.modes[0].demands["budget"]) for item in made) / quarters * 1.35
    return Problem(tuple(made), quarters, {"people": (round(people),) * quarters, "budget": (round(budget),) * quarters})


def ten(folder: Path) -> Figure:
    """The demonstration's ten measures to a proven plan."""
    store = demo_store(folder)
    problem, _ = assessment.problem(store.state(), store.pack)
    store.close()
    found: list[Plan] = []
    samples = timed(lambda: found.append(solve(problem)), 10)
    proven = all(plan.status == "optimal" for plan in found)
    return Figure(samples, note=f"{len(problem.items)} items, {'proven' if proven else 'NOT PROVEN'}")


def forty(folder: Path) -> Figure:
    """Forty items over twelve quarters: proven, or a gap that is told."""
    problem = crowd(40, 12)
    found: list[Plan] = []
    samples = timed(lambda: found.append(solve(problem)), 3, warm=0)
    worst = max(plan.gap if plan.status == "gap" else 0.0 for plan in found)
    return Figure(samples, note="proven" if not worst else f"gap {worst:.2%}")


def ranking(folder: Path) -> tuple[MainWindow, MeasuresPage]:
    console = open_room(demo_store(folder))
    console.go("measures/rank")
    QApplication.processEvents()
    page = console.findChild(MeasuresPage)
    assert page is not None
    return console, page


def draws(folder: Path) -> Figure:
    """Ten thousand draws of another order and everything on the page redrawn."""
    console, page = ranking(folder)
    seeds = iter(range(10_000))

    def redraw() -> None:
        page.rank._sturdiness._seed = -1 - next(seeds)  # as if another order had been drawn before
        page.rank._order = None
        page.rank.refresh()
        QApplication.processEvents()

    samples = timed(redraw, 100, warm=5)
    console.close()
    return Figure(samples)


def slider(folder: Path) -> Figure:
    """One step of a weight's slider, held down, to the repaint of list, brackets and matrix."""
    console, page = ranking(folder)
    page.rank.show_reasons("mix")
    QApplication.processEvents()
    handle = page.rank.mix.sliders[0]
    handle.setSliderDown(True)
    steps = iter([20 + at % 60 for at in range(10_000)])

    def move() -> None:
        handle.setValue(next(steps))
        QApplication.processEvents()

    samples = timed(move, 300, warm=10)
    console.close()
    return Figure(samples)


def stalls(folder: Path) -> Figure:
    """Gaps between two turns of the window's loop while forty items are solved beside it: the quietest of three solves."""
    console = open_room(demo_store(folder))
    console.go("roadmap")
    QApplication.processEvents()
    page = console.findChild(RoadmapPage)
    assert page is not None
    runs = [_gaps() for _ in range(3)]
    console.close()
    return Figure(min(runs, key=max))


def _gaps() -> list[float]:
    solving, gaps = Solving(), list[float]()
    solving.start(crowd(40, 12))
    last = time.perf_counter()
    while solving.busy:
        QApplication.processEvents()
        time.sleep(0.001)
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
    solving.close()
    return gaps


CASES = (
    Case("plan/ten", ten, (Limit("max", 500.0),)),
    Case("plan/forty", forty, (Limit("max", 5000.0),)),
    Case("plan/draws", draws, (Limit("p99", 50.0),)),
    Case("plan/slider", slider, (Limit("p99", 33.0),)),
    Case("plan/stalls", stalls, (Limit("max", 16.0),)),
)
