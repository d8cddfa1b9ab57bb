"""The dry run's page: a frame at the edge of the picture, the sizes the day uses, the five level colours."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from workshop.ui.wall.canvas import Canvas
from workshop.ui.wall.slides import SampleSlide, Slide


def paint_test(canvas: Canvas, slide: Slide) -> None:
    """Everything that a projector may spoil, at once."""
    assert isinstance(slide, SampleSlide)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.setPen(QPen(canvas.colour("accent"), max(2.0, canvas.px(0.4))))
    inset = canvas.px(0.3)
    canvas.painter.drawRect(QRectF(inset, inset, canvas.width - 2 * inset, canvas.height - 2 * inset))
    y = canvas.heading(slide.header, "") + canvas.px(0.5)
    y = canvas.block(slide.label, canvas.left, y, canvas.span, 4.4, leading=6, colour="ink2") + canvas.px(2)
    for size, words in slide.samples:
        sample = f"{words} {size:.1f}%"
        fitted, lines = canvas.fitted(sample, canvas.span, (size, size * 0.9, size * 0.8, size * 0.7), 1, size > 6)
        for line in lines:
            canvas.line(line, canvas.left, y, max(fitted, 3.5), bold=size > 6)
            y += canvas.px(max(fitted, 3.5) * 1.45)
    side = canvas.px(11)
    for level in range(1, 6):
        canvas.token(level, canvas.left + (level - 1) * (side + canvas.px(3)), canvas.px(74), side, 6.1)
    canvas.block(slide.footer, canvas.left, canvas.px(88.5), canvas.span, 4.1, leading=5.4, bold=True, colour="accent", most=1)
