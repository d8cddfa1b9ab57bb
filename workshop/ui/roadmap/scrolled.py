"""A panel that scrolls by itself, so that the page beside it stays where it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


def scrolled(panel: QWidget) -> QScrollArea:
    """A panel that scrolls by itself when it is higher than the page."""
    panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 16, 16)
    column.addWidget(panel)
    area = QScrollArea()
    area.setViewport(QWidget())  # nothing of its own to show: the ground behind shows through
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area
