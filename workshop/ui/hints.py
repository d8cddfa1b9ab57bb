"""Three hints for the first evening: a line over the page, one after the other, gone for good once read or put away."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.ui.frame import Frame
from workshop.ui.widgets.notice import Notice
from workshop.words import N_, Words

HINTS = (
    N_("所有改动边录边存，没有“保存”按钮；右上角写着几时存好。"),
    N_("按 F5 放映到大屏，翻页笔可以走完全程；大屏只显示此刻全场该看的。"),
    N_("按 F1 看快捷键，按 Shift+F1 看这一段的主持指南。"),
)


class Hints(QWidget):
    """Shows the hints from `seen` on; `read` tells how many are done with, all of them when it is closed."""

    read = Signal(int)

    def __init__(self, words: Words, seen: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self._at = words, min(max(seen, 0), len(HINTS))
        self.notice = Notice(words, self)
        self.notice.acted.connect(self._next)
        self.notice.dismissed.connect(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self._show()

    def _show(self) -> None:
        _ = self.words
        if self._at >= len(HINTS):
            self.hide()
            return
        last = self._at + 1 == len(HINTS)
        self.notice.say(self.words(HINTS[self._at]), action=_("知道了") if last else _("下一条"))

    def _next(self) -> None:
        self._at += 1
        self.read.emit(self._at)
        self._show()

    def _skip(self) -> None:
        self._at = len(HINTS)
        self.read.emit(self._at)
        self.hide()


def hint(frame: Frame, words: Words, seen: int, keep: Callable[[int], None]) -> None:
    """Put the hints that were not read yet over a console's pages."""
    if seen < len(HINTS):
        hints = Hints(words, seen)
        hints.read.connect(keep)
        frame.add_strip(hints)
