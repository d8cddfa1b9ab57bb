"""The figure on the screen: painted at its size, hit by id, dragged, described, rebuilt only when it must be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from tests.figures import samples
from workshop.figures.gantt import gantt, timescale
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT
from workshop.figures.walk import Picture, walk
from workshop.ui.widgets.figure import FigureView, palette_is_dark

WIDE, HIGH = 860, 640


@pytest.fixture
def view(qtbot: QtBot, fonts: None) -> FigureView:
    made = FigureView()
    qtbot.addWidget(made)
    made.resize(WIDE, HIGH)
    made.set_source(lambda width, height: walk(gantt(samples.GANTT, CONSOLE_LIGHT, width=width)))
    made.show()
    return made


def middle(view: FigureView, id: str) -> QPoint:
    rect = view.item_rect(id)
    assert not rect.isEmpty(), id
    return QPoint(round(rect.left() + 8), round(rect.center().y()))


def test_a_bar_is_where_the_drawing_has_it(view: FigureView) -> None:
    time = timescale(samples.GANTT, CONSOLE_LIGHT, WIDE)
    rect = view.item_rect("bar:M7")
    assert rect.left() == pytest.approx(time.x(1), abs=2.5)
    assert view.id_at(QPointF(middle(view, "bar:M7"))) == "bar:M7"
    assert view.id_at(QPointF(WIDE - 1, HIGH - 1)) == ""
    assert view.item_rect("bar:none").isEmpty()


def test_the_picture_has_ink_where_the_bar_is(view: FigureView) -> None:
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    spot = middle(view, "bar:R1")
    seen = image.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))
    assert seen.name().upper() == CONSOLE_LIGHT.palette.accent


def test_hover_and_click_tell_the_id(view: FigureView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.hovered.connect(heard.append)
    qtbot.mouseMove(view, middle(view, "bar:M8"))
    qtbot.mouseMove(view, QPoint(WIDE - 2, HIGH - 2))
    assert heard == ["bar:M8", ""]
    with qtbot.waitSignal(view.clicked) as click:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, "bar:M8"))
    assert click.args == ["bar:M8"]


def test_a_drag_tells_how_far_and_where(view: FigureView, qtbot: QtBot) -> None:
    view.set_draggable(lambda id: id.startswith("bar:"))
    start = middle(view, "bar:M10")
    moved: list[tuple[str, float, float]] = []
    view.drag_moved.connect(lambda id, x, y: moved.append((id, x, y)))
    clicks: list[str] = []
    view.clicked.connect(clicks.append)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(60, 20))
    with qtbot.waitSignal(view.drag_finished) as done:
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 20))
    assert moved == [("bar:M10", 60.0, -20.0)]
    assert done.args is not None and done.args[0] == "bar:M10"
    assert done.args[1] == pytest.approx(start.x() + 60)
    assert clicks == []


def test_only_what_may_be_pointed_at_is_told(view: FigureView) -> None:
    view.set_hoverable(lambda id: id.startswith("load:"))
    assert view.id_at(QPointF(middle(view, "bar:M7"))) == ""


def test_it_builds_again_only_for_a_new_size_or_palette(qtbot: QtBot, fonts: None) -> None:
    sizes: list[tuple[float, float]] = []

    def source(width: float, height: float) -> Picture:
        sizes.append((width, height))
        return walk(gantt(samples.GANTT, CONSOLE_DARK, width=width))

    view = FigureView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.set_source(source)
    for _paint in range(3):
        view.grab()
    assert sizes == [(700.0, 500.0)]
    view.resize(800, 500)
    view.grab()
    assert sizes[-1] == (800.0, 500.0) and len(sizes) == 2
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.WindowText, Qt.GlobalColor.white)
    view.setPalette(palette)
    view.grab()
    assert len(sizes) == 3
    assert palette_is_dark(view.palette())


def test_it_can_be_read_aloud(view: FigureView) -> None:
    view.set_description("路线图：十项举措")
    assert view.accessibleDescription() == "路线图：十项举措"


def test_without_a_source_it_is_empty(qtbot: QtBot) -> None:
    view = FigureView()
    qtbot.addWidget(view)
    assert view.picture() is None and view.id_at(QPointF(1, 1)) == ""
    assert not view.grab().isNull()
