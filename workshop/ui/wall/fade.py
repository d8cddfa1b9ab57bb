"""A page of the wall giving way to the next: the old picture over the new one, paler and paler, then gone."""

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

FADE = 200  # ms


class Fade(QVariantAnimation):
    """Repaints its widget while it runs; holds the old picture no longer than that."""

    def __init__(self, wall: QWidget) -> None:
        super().__init__(wall)
        self._past = QImage()
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _share: wall.update())
        self.stateChanged.connect(self._on_state)

    @property
    def running(self) -> bool:
        return self.state() is QVariantAnimation.State.Running

    def begin(self, past: QImage, lasts: int) -> None:
        """Let `past` give way within `lasts` ms."""
        self.stop()
        self._past = past
        self.setDuration(lasts)
        self.start()

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """What is left of the old picture, over the new one."""
        if self.running:
            painter.setOpacity(float(self.currentValue()))
            painter.drawImage(place, self._past)
            painter.setOpacity(1.0)

    def _on_state(self, now: QVariantAnimation.State) -> None:
        if now is QVariantAnimation.State.Stopped:
            self._past = QImage()
